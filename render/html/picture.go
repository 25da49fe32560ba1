package html

import (
	"fmt"
	"html"
	"strconv"
	"strings"

	"handover/render/doc"
)

// shades are the colours of a drawing.
var shades = [...]string{doc.None: "none", doc.Ink: "#0b0c0c", doc.Accent: "#1f3b59", doc.Grey: "#505a5f", doc.Pale: "#e6eaee", doc.White: "#ffffff"}

// picture writes a drawing as SVG, with attributes alone: a page's policy may
// allow no style of an element.
func (w *writer) picture(p *doc.Picture) {
	const px = 4.0 / 3 // of a point
	w.raw(`<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="`, html.EscapeString(doc.PlainText(p.Alt)), `" width="`, length(p.Wide*px), `" height="`,
		length(p.High*px), `" viewBox="0 0 `, length(p.Wide), ` `, length(p.High), "\">\n")
	for _, m := range p.Marks {
		switch m := m.(type) {
		case *doc.Shape:
			w.shape(m)
		case *doc.Label:
			w.label(m)
		default:
			w.fail(fmt.Errorf("unknown mark %T", m))
		}
	}
	w.raw("</svg>\n")
}

func (w *writer) shape(s *doc.Shape) {
	w.raw(`<path d="`)
	for i, step := range s.Path {
		if i > 0 {
			w.raw(" ")
		}
		n, op := 1, "M"
		switch step.Op {
		case doc.Move:
		case doc.Go:
			op = "L"
		case doc.Curve:
			n, op = 3, "C"
		case doc.Close:
			n, op = 0, "Z"
		}
		w.raw(op)
		for k, at := range step.At[:n] {
			if k > 0 {
				w.raw(" ")
			}
			w.raw(length(at.X), " ", length(at.Y))
		}
	}
	w.raw(`" fill="`, shades[s.Fill], `" stroke="`, shades[s.Line], `"`)
	if s.Line != doc.None {
		w.raw(` stroke-width="`, length(s.Wide), `"`)
		if dash := s.Dash.Lengths(); dash != nil {
			w.raw(` stroke-dasharray="`, length(dash[0]), ` `, length(dash[1]), `"`)
		}
	}
	w.raw("/>\n")
}

func (w *writer) label(l *doc.Label) {
	anchor := [...]string{doc.Left: "start", doc.Centre: "middle", doc.Right: "end"}[l.Align]
	w.raw(`<text x="`, length(l.At.X), `" y="`, length(l.At.Y), `" font-size="`, length(l.Size), `" text-anchor="`, anchor, `" fill="`, shades[l.Colour], `"`)
	if l.Bold {
		w.raw(` font-weight="bold"`)
	}
	w.raw(">", html.EscapeString(l.Text), "</text>\n")
}

// length is a number with two decimals at most.
func length(v float64) string {
	s := strconv.FormatFloat(v, 'f', 2, 64)
	return strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
}
