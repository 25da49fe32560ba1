package pdf

import (
	"fmt"
	"strconv"

	"handover/render/doc"
)

// logoItem is the logo in its place on a letter's first page.
type logoItem struct {
	owner            *elem
	left, wide, high float64
}

// logo sets a letter's logo, the first thing that is read of it.
func (f *flow) logo(root *elem) {
	l, scale := f.doc.Meta.Logo, f.geo.scale
	if l == nil {
		return
	}
	wide, high := doc.LogoSize(l.Wide, l.High)
	it := &logoItem{owner: root.add("Figure"), left: f.geo.first.left, wide: wide * mm / scale, high: high * mm / scale}
	it.owner.alt = l.Alt
	top := doc.LogoTop * mm / scale
	num := func(v float64) string { return strconv.FormatFloat(v*scale, 'f', 2, 64) }
	it.owner.attrs = fmt.Sprintf("<</O/Layout/Placement/Block/BBox[%s %s %s %s]>>",
		num(it.left), num(f.geo.height-top-it.high), num(it.left+it.wide), num(f.geo.height-top))
	f.fixed = append(f.fixed, placed{it, 1, top})
}

func (it *logoItem) draw(c *canvas, top float64) error {
	c.mark(it.owner)
	c.buf = append(c.buf, "q "...)
	c.num(it.wide)
	c.buf = append(c.buf, "0 0 "...)
	c.num(it.high)
	c.point(it.left, top+it.high)
	c.buf = append(c.buf, "cm/Logo Do Q\n"...)
	return nil
}

// logoObject writes the logo's picture, and gives what the resources say of it.
func (w *finisher) logoObject(l *doc.Logo) string {
	if l == nil {
		return ""
	}
	n := w.begin()
	w.stream(fmt.Sprintf("/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceRGB/BitsPerComponent 8"+
		"/DecodeParms<</Predictor 15/Colors 3/Columns %d>>/Filter/FlateDecode", l.Wide, l.High, l.Wide), l.Dots)
	w.end()
	return "\n/Logo " + ref(n)
}
