package picture

import (
	"fmt"
	"strconv"
	"strings"

	"handover/internal/audience"
	"handover/render/doc"
)

// What a chart is made of, in points.
const (
	chartNames = 186.0
	chartRow   = 14.0
	chartBox   = 10.0 // a case
	chartGap   = 30.0 // between two groups
)

// chartOf draws cases as boxes side by side, each group beside the next.
func chartOf(c *audience.Chart, wide float64) *doc.Picture {
	s := &sketch{}
	group := (wide - chartGap*float64(len(c.Groups)-1)) / float64(len(c.Groups))
	foot := 0.0
	for i, g := range c.Groups {
		foot = max(foot, s.group(g, (group+chartGap)*float64(i), group))
	}
	s.label(0, foot+leading+2, doc.Left, "A box: a case. Filled: late. White: due. Broken edge: no date yet.", "")
	said := &saying{}
	said.say(c.What + ".")
	for _, g := range c.Groups {
		said.say(" " + g.Title + ": ")
		for i, r := range g.Rows {
			if i > 0 {
				said.say("; ")
			}
			said.say(r.Label + ": " + counts(r))
		}
		said.say(".")
	}
	return &doc.Picture{Alt: said.ins, Wide: wide, High: foot + leading + 6, Marks: s.marks}
}

// counts is a row in words: "3, of which 2 late".
func counts(r audience.ChartRow) string {
	out := strconv.Itoa(r.Late + r.Due + r.Unknown)
	var of []string
	if r.Late > 0 {
		of = append(of, fmt.Sprintf("%d late", r.Late))
	}
	if r.Unknown > 0 {
		of = append(of, fmt.Sprintf("%d without a date yet", r.Unknown))
	}
	if len(of) > 0 {
		out += ", of which " + strings.Join(of, " and ")
	}
	return out
}

// group draws one, and says where it ends.
func (s *sketch) group(g audience.ChartGroup, left, wide float64) float64 {
	s.label(left, leading-2, doc.Left, g.Title, "").Bold = true
	most := 1
	for _, r := range g.Rows {
		most = max(most, r.Late+r.Due+r.Unknown)
	}
	bars := left + chartNames
	unit := min(chartBox+1.5, (wide-chartNames-24)/float64(most))
	y := leading + 4
	for _, r := range g.Rows {
		name := r.Label
		if doc.Width(name, small, false) > chartNames-6 {
			name = cut(name, chartNames-6, false, "…")
		}
		s.label(left, y+chartBox-1, doc.Left, name, "")
		n := 0
		box := func(count int, fill doc.Colour, dash doc.Dash) {
			for range count {
				s.marks = append(s.marks, &doc.Shape{Path: doc.Box(bars+unit*float64(n), y, max(unit-1.5, unit*0.7), chartBox, 0), Fill: fill, Line: doc.Ink, Wide: 0.8, Dash: dash})
				n++
			}
		}
		box(r.Late, doc.Ink, doc.Solid)
		box(r.Due, doc.White, doc.Solid)
		box(r.Unknown, doc.White, doc.Dotted)
		s.label(bars+unit*float64(n)+5, y+chartBox-1, doc.Left, strconv.Itoa(n), "").Bold = true
		y += chartRow
	}
	return y
}
