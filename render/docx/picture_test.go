package docx

import (
	"testing"

	"handover/render/doc"
)

// Lines that are drawn alike are one shape; a surface, another line and a label
// begin another.
func TestTogether(t *testing.T) {
	line := func(wide float64, dash doc.Dash, fill doc.Colour) doc.Mark {
		return &doc.Shape{Path: doc.Polyline(false, doc.Point{}, doc.Point{X: 1}), Line: doc.Ink, Wide: wide, Dash: dash, Fill: fill}
	}
	a := line(1, doc.Solid, doc.None)
	for _, c := range []struct {
		marks []doc.Mark
		n     int
	}{
		{[]doc.Mark{a}, 1}, {[]doc.Mark{a, a, a}, 3}, {[]doc.Mark{a, &doc.Label{}, a}, 1}, {[]doc.Mark{a, line(2, doc.Solid, doc.None)}, 1},
		{[]doc.Mark{a, line(1, doc.Broken, doc.None)}, 1}, {[]doc.Mark{a, line(1, doc.Solid, doc.White), a}, 1}, {[]doc.Mark{line(1, doc.Solid, doc.White), a}, 1},
	} {
		one, n := together(c.marks)
		if n != c.n || len(one.Path) != 2*c.n {
			t.Errorf("%d marks, %d steps, want %d", n, len(one.Path), c.n)
		}
	}
	if len(a.(*doc.Shape).Path) != 2 {
		t.Error("the mark itself was changed")
	}
}
