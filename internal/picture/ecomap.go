package picture

import (
	"fmt"
	"strings"

	"handover/internal/audience"
	"handover/render/doc"
)

// What an ecomap is made of, in points.
const (
	tieNames  = 178.0 // room for names at either side
	tieGap    = 9.0
	childSize = 34.0 // half of the circle
	fieldRows = 4    // lines of names of one kind
)

// bondLine is how a bond is drawn, and what the legend says of it.
type bondLine struct {
	wide float64
	dash doc.Dash
	col  doc.Colour
	says string
}

// fieldLine leads to professionals, of whom the record has no strength of contact.
var fieldLine = bondLine{wide: 1, col: doc.Grey}

var bondLines = [...]bondLine{
	audience.BondNotSaid:    {0.7, doc.Solid, doc.Grey, "Thin grey: contact isn't recorded."},
	audience.BondHome:       {3.4, doc.Solid, doc.Ink, "Thickest: they live together."},
	audience.BondAgreed:     {2, doc.Solid, doc.Ink, "Thick: contact is agreed."},
	audience.BondSupervised: {2, doc.Broken, doc.Ink, "Thick and broken: supervised."},
	audience.BondIndirect:   {1, doc.Broken, doc.Ink, "Thin and broken: indirect."},
	audience.BondNone:       {1, doc.Dotted, doc.Ink, "Dots: no contact."},
}

// tied is a tie or a field as it is written: its name, and lines below it.
type tied struct {
	name, path string
	lines      []string
	bond       audience.Bond
}

func (t tied) high() float64 { return leading*float64(1+len(t.lines)) + tieGap }

// ecomapOf draws a child in the middle, family and network at the left,
// professionals by kind at the right, and a line to each.
func ecomapOf(e *audience.Ecomap, wide float64) *doc.Picture {
	s := &sketch{}
	var near, helpers []tied
	for _, t := range e.Near {
		x := tied{name: t.Name.Text(), path: t.Name.Path(), bond: t.Bond}
		if t.What != nil {
			text := t.What.Text()
			if t.Says != nil {
				text += ": " + t.Says.Text()
			}
			x.lines = wrapped(text, tieNames, false, 1)
		}
		near = append(near, x)
	}
	for _, f := range e.Helpers {
		helpers = append(helpers, fieldOf(f))
	}
	high := func(all []tied) (sum float64) {
		for _, t := range all {
			sum += t.high()
		}
		return sum
	}
	top := leading + 8
	foot := top + max(high(near), high(helpers), 3*childSize+8)
	x, y := wide/2, (top+foot)/2
	size := childSize // as large as the longest word of the name
	for _, word := range strings.FieldsFunc(e.Child.Text(), func(r rune) bool { return r == ' ' || r == '-' }) {
		size = min(1.5*childSize, max(size, doc.Width(word+"-", small, true)/2+6))
	}
	used := map[audience.Bond]bool{}
	side := func(head string, all []tied, edge float64, align doc.Align, field bool) {
		if len(all) == 0 {
			return
		}
		s.label(edge, leading-2, align, head, "").Colour = doc.Accent
		at := y - high(all)/2
		widest := 0.0
		for _, t := range all {
			for i, l := range append(wrapped(t.name, tieNames, true, 1), t.lines...) {
				widest = max(widest, doc.Width(l, small, i == 0))
			}
		}
		clear := edge + widest + 8 // from here on no name stands in a line's way
		if align == doc.Right {
			clear = edge - widest - 8
		}
		for _, t := range all {
			line := bondLines[t.bond]
			if field {
				line = fieldLine
			} else {
				used[t.bond] = true
			}
			long := 0.0
			for i, l := range append(wrapped(t.name, tieNames, true, 1), t.lines...) {
				s.label(edge, at+leading*float64(i+1)-2, align, l, t.path).Bold = i == 0
				long = max(long, doc.Width(l, small, i == 0))
			}
			from := edge + long + 6
			if align == doc.Right {
				from = edge - long - 6
			}
			mid := at + (t.high()-tieGap)/2 + 1
			s.marks = append(s.marks, &doc.Shape{Path: doc.Polyline(false, doc.Point{X: from, Y: mid}, doc.Point{X: clear, Y: mid}, doc.Point{X: x, Y: y}), Line: line.col, Wide: line.wide, Dash: line.dash})
			at += t.high()
		}
	}
	side("Family and network", near, 0, doc.Left, false)
	side("Professionals", helpers, wide, doc.Right, true)
	s.shape(doc.Circle(x, y, size), doc.White, thick)
	name := wrapped(e.Child.Text(), 2*size-8, true, 3)
	for i, l := range name {
		label := s.label(x, y+leading*(float64(i)-float64(len(name))/2+0.8), doc.Centre, l, e.Child.Path())
		label.Bold, label.Colour = true, doc.Accent
	}
	key := ""
	for b, line := range bondLines {
		if used[audience.Bond(b)] {
			key += line.says + " "
		}
	}
	foot += 4
	for _, l := range wrapped(key, wide, false, 3) {
		foot += leading
		s.label(0, foot, doc.Left, l, "")
	}
	return &doc.Picture{Alt: around(e), Wide: wide, High: foot + 4, Marks: s.marks}
}

// fieldOf is the professionals of a kind as they are written: as many names as
// have room, and how many more there are.
func fieldOf(f audience.Field) tied {
	t := tied{name: f.Kind, path: f.Names[0].Path()}
	for n := len(f.Names); n > 0; n-- {
		var names []string
		for _, name := range f.Names[:n] {
			names = append(names, name.Text())
		}
		text := strings.Join(names, ", ")
		if more := len(f.Names) - n; more > 0 {
			text += fmt.Sprintf(", and %d more", more)
		}
		if t.lines = wrapped(text, tieNames, false, fieldRows+1); len(t.lines) <= fieldRows {
			break
		}
	}
	t.lines = t.lines[:min(fieldRows, len(t.lines))]
	return t
}

// around is an ecomap in words.
func around(e *audience.Ecomap) []doc.Inline {
	s := &saying{}
	s.say("Who is around ")
	s.fact(e.Child)
	s.say(" (ecomap).")
	if len(e.Near) > 0 {
		s.say(" Family and network: ")
	}
	for i, t := range e.Near {
		if i > 0 {
			s.say("; ")
		}
		s.fact(t.Name)
		if t.What != nil {
			s.say(", ")
			s.fact(t.What)
		}
		if t.Bond == audience.BondHome {
			s.say(", lives with the child")
		}
		if t.Says != nil {
			s.say(", contact: ")
			s.fact(t.Says)
		}
	}
	if len(e.Near) > 0 {
		s.say(".")
	}
	for _, f := range e.Helpers {
		s.say(" " + f.Kind + ": ")
		s.list(len(f.Names), func(i int) { s.fact(f.Names[i]) })
		s.say(".")
	}
	return s.ins
}
