package pdf

import "handover/render/doc"

// textLine is a line of text in its place: an item of the flow, or of a cell.
type textLine struct {
	line
	style *textStyle
	owner *elem
	left  float64
	width float64 // of the box that align is within
	align doc.Align
	label *textLine // a list item's mark, on the same baseline
	title string    // of the bookmark that points here
	level int       // of that bookmark
}

func (t *textLine) draw(c *canvas, top float64) error {
	if t.title != "" {
		c.bookmark(t.title, t.level, max(0, top-8))
	}
	if t.label != nil {
		if err := t.label.draw(c, top); err != nil {
			return err
		}
	}
	size := t.style.size
	x, base := t.left, top+t.style.baseline()
	switch free := t.width - float64(t.w)*size/1000; {
	case t.align == doc.Centre:
		x += free / 2
	case t.align == doc.Right || t.rtl:
		x += free
	}
	t.decorate(c, x, base)
	for i := range t.runs {
		r := &t.runs[i]
		at := x + float64(r.x)*size/1000
		switch r.kind {
		case pieceWarn, pieceEnd: // drawn by decorate
		case pieceTick, pieceTicked:
			c.mark(r.owner)
			if err := c.tickBox(at, base, size, r.kind == pieceTicked); err != nil {
				return err
			}
		default:
			c.mark(r.owner)
			col := t.style.col
			if r.owner.link != nil {
				col = linkBlue
				if r.owner.link != nil { // a line of the list of contents is one link by itself
					c.link(r.owner, at, base-size, float64(r.w)*size/1000, size*1.25)
				}
			}
			c.setFill(col)
			if err := c.run(r, size, at, base); err != nil {
				return err
			}
		}
	}
	return nil
}

// decorate draws what stands behind and under the line's runs, all of it
// artifacts: the box and sign of a gap, the underline of a link.
func (t *textLine) decorate(c *canvas, x, base float64) {
	size := t.style.size
	for i := 0; i < len(t.runs); i++ {
		r := t.runs[i]
		if r.gap {
			begin, end := r.x, r.x+r.w
			for i+1 < len(t.runs) && t.runs[i+1].gap && t.runs[i+1].kind != pieceWarn {
				i++
				begin, end = min(begin, t.runs[i].x), max(end, t.runs[i].x+t.runs[i].w)
			}
			left, w := x+float64(begin)*size/1000, float64(end-begin)*size/1000
			c.artifact()
			c.rect(amber, left, base-0.88*size, w, 1.15*size)
			c.outline(rust, 0.7, left, base-0.88*size, w, 1.15*size)
			if r.kind == pieceWarn {
				c.warning(x+float64(r.x)*size/1000+2, base, size)
			}
		} else if r.kind == pieceText && r.owner.link != nil {
			left := x + float64(r.x)*size/1000
			c.artifact()
			c.strokes(linkBlue, 0.6, [2]float64{left, base + 0.12*size}, [2]float64{left + float64(r.w)*size/1000, base + 0.12*size})
		}
	}
}

// warning is a triangle with an exclamation mark, before a gap.
func (c *canvas) warning(x, base, size float64) {
	w, h := 0.74*size, 0.68*size
	c.polygon(rust, [2]float64{x, base}, [2]float64{x + w, base}, [2]float64{x + w/2, base - h})
	mid := x + w/2
	c.strokes(white, 0.1*size, [2]float64{mid, base - 0.45*size}, [2]float64{mid, base - 0.2*size})
	c.rect(white, mid-0.05*size, base-0.14*size, 0.1*size, 0.09*size)
}

// tickBox is a box to tick, as tall as a capital. A space stands in it: poppler
// takes a text for what is drawn only in place of letters.
func (c *canvas) tickBox(x, base, size float64, ticked bool) error {
	s := 0.74 * size
	c.outline(ink, 0.8, x+0.5, base-s, s, s)
	if ticked {
		p := func(dx, dy float64) [2]float64 { return [2]float64{x + 0.5 + dx*s, base - s + dy*s} }
		c.strokes(ink, 1.5, p(0.2, 0.55), p(0.42, 0.78), p(0.82, 0.22))
	}
	return c.text(faceRegular, size, x, base, " ")
}

// link adds an annotation over a rectangle of the page, tagged with its element.
func (c *canvas) link(owner *elem, x, y, w, h float64) {
	if c.muted {
		return
	}
	c.areas = append(c.areas, linkArea{owner: owner, page: c.page(), left: x * c.scale, right: (x + w) * c.scale, top: (c.height - y) * c.scale, bottom: (c.height - y - h) * c.scale})
	owner.kids = append(owner.kids, kid{page: int32(c.page()), mcid: int32(-len(c.areas))})
}
