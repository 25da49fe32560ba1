// Package picture draws what a reader's view has for it: a family, a life, a
// transfer's days. It knows views and shapes, and neither records nor formats. Call
// Draw.
package picture

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"handover/internal/audience"
	"handover/render/doc"
)

// How wide pictures may be on a page, in points: 174 and 269 mm.
const (
	Portrait  = 493.0
	Landscape = 762.0
)

const (
	small   = 10.5 // size of labels
	leading = 12.5
	thin    = 1.2 // lines
	thick   = 1.5 // outlines of symbols
)

// Draw makes a picture of what a view has for it, for a page that is so wide, in
// points.
func Draw(d *audience.Drawing, wide float64) (*doc.Picture, error) {
	switch of := d.Of().(type) {
	case *audience.Genogram:
		return genogramOf(of, wide), nil
	case *audience.Timeline:
		return timelineOf(of, wide), nil
	case *audience.Window:
		return windowOf(of, wide), nil
	case *audience.Ecomap:
		return ecomapOf(of, wide), nil
	case *audience.Chart:
		return chartOf(of, wide), nil
	default:
		return nil, fmt.Errorf("nothing draws %T", of)
	}
}

// sketch is a picture in the making.
type sketch struct{ marks []doc.Mark }

func (s *sketch) line(wide float64, dash doc.Dash, pts ...doc.Point) {
	s.marks = append(s.marks, &doc.Shape{Path: doc.Polyline(false, pts...), Line: doc.Ink, Wide: wide, Dash: dash})
}

func (s *sketch) shape(path []doc.Step, fill doc.Colour, wide float64) {
	s.marks = append(s.marks, &doc.Shape{Path: path, Fill: fill, Line: doc.Ink, Wide: wide})
}

func (s *sketch) label(x, y float64, align doc.Align, text, path string) *doc.Label {
	l := &doc.Label{At: doc.Point{X: x, Y: y}, Align: align, Size: small, Colour: doc.Ink, Text: text, Path: path}
	s.marks = append(s.marks, l)
	return l
}

// wrapped is a text in lines no wider than width, as many as most; a line may end
// after a hyphen. What has no room is cut, and an ellipsis says so.
func wrapped(text string, wide float64, bold bool, most int) []string {
	var out []string
	line := ""
	for _, word := range strings.Fields(text) {
		for n, piece := range strings.SplitAfter(word, "-") {
			space := " "
			if n > 0 || line == "" {
				space = ""
			}
			if line != "" && doc.Width(line+space+piece, small, bold) > wide {
				out, line, space = append(out, line), "", ""
			}
			line += space + piece
			for doc.Width(line, small, bold) > wide && len(out) < most { // a word longer than a line
				head := cut(line, wide, bold, "")
				if head == "" {
					break
				}
				out, line = append(out, head), line[len(head):]
			}
		}
	}
	if line != "" {
		out = append(out, line)
	}
	if len(out) > most {
		out = append(out[:most-1], cut(out[most-1], wide, bold, "…"))
	}
	return out
}

// cut is as much of a text as a width holds with an end.
func cut(text string, wide float64, bold bool, end string) string {
	for text != "" && doc.Width(text+end, small, bold) > wide {
		_, n := utf8.DecodeLastRuneInString(text)
		text = text[:len(text)-n]
	}
	return strings.TrimRight(text, " ") + end
}

// saying puts a picture into words, each fact with the place that it came from.
type saying struct{ ins []doc.Inline }

func (s *saying) say(words string) { s.ins = append(s.ins, &doc.Text{Text: words}) }

func (s *saying) fact(f *audience.Fact) {
	s.ins = append(s.ins, &doc.Text{Text: f.Text(), Path: f.Path()})
}

// list says names one after another: "A, B and C".
func (s *saying) list(n int, one func(i int)) {
	for i := range n {
		switch {
		case i == 0:
		case i == n-1:
			s.say(" and ")
		default:
			s.say(", ")
		}
		one(i)
	}
}
