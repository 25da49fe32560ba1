package pdf

import (
	"cmp"
	"fmt"
	"strconv"

	"handover/render/doc"
)

// pictureItem is a drawing in its place: a figure whose words are its content,
// too, and whose alternative text says what it shows.
type pictureItem struct {
	*doc.Picture
	owner *elem
	left  float64
	scale float64
	lines []line // of the labels, in order
}

// shades are the colours of a drawing.
var shades = [...]colour{doc.Ink: ink, doc.Accent: accent, doc.Grey: hairline, doc.Pale: panel, doc.White: white}

// picture sets a drawing, smaller where it is wider than its column or taller
// than a page.
func (f *flow) picture(p *doc.Picture, in place) error {
	it := &pictureItem{Picture: p, owner: in.parent.add("Figure"), left: in.left, scale: p.Fit(in.width, 0.9*f.geo.pageRoom())}
	it.owner.alt = doc.PlainText(p.Alt)
	for _, l := range p.Labels() {
		// The break gives it a space at its end, so that words stay apart in the file.
		if err := f.set.collect([]doc.Inline{&doc.Text{Text: l.Text, Path: l.Path}, &doc.Break{}}, labelStyle(l, it.scale), it.owner); err != nil {
			return err
		}
		it.lines = append(it.lines, f.set.lines(labelStyle(l, it.scale), 100*p.Wide)[0])
	}
	f.push(box{item: it, h: p.High * it.scale, before: paraSpace})
	f.after = tableSpace
	return nil
}

func labelStyle(l *doc.Label, scale float64) *textStyle {
	st := &textStyle{size: l.Size * scale, base: faceRegular, col: shades[l.Colour]}
	if l.Bold {
		st.base = faceBold
	}
	return st
}

func (it *pictureItem) draw(c *canvas, top float64) error {
	num := func(v float64) string { return strconv.FormatFloat(v*c.scale, 'f', 2, 64) }
	it.owner.attrs = fmt.Sprintf("<</O/Layout/Placement/Block/BBox[%s %s %s %s]>>", num(it.left), num(c.height-top-it.High*it.scale),
		num(it.left+it.Wide*it.scale), num(c.height-top))
	c.mark(it.owner)
	words := it.lines
	for _, m := range it.Marks {
		switch m := m.(type) {
		case *doc.Shape:
			it.shape(c, m, top)
		case *doc.Label:
			if err := it.label(c, m, words[0], top); err != nil {
				return err
			}
			words = words[1:]
		default:
			return fmt.Errorf("unknown mark %T", m)
		}
	}
	return nil
}

func (it *pictureItem) shape(c *canvas, s *doc.Shape, top float64) {
	if s.Fill == doc.None && s.Line == doc.None {
		return
	}
	if s.Fill != doc.None {
		c.setFill(shades[s.Fill])
	}
	dash := s.Dash.Lengths()
	if s.Line != doc.None {
		c.setStroke(shades[s.Line], s.Wide*it.scale)
		if dash != nil {
			c.dash(it.scale, dash)
		}
	}
	for _, step := range s.Path {
		n, op := 1, "m "
		switch step.Op {
		case doc.Move:
		case doc.Go:
			op = "l "
		case doc.Curve:
			n, op = 3, "c "
		case doc.Close:
			n, op = 0, "h "
		}
		for _, p := range step.At[:n] {
			c.point(it.left+p.X*it.scale, top+p.Y*it.scale)
		}
		c.buf = append(c.buf, op...)
	}
	switch {
	case s.Fill == doc.None:
		c.buf = append(c.buf, "S\n"...)
	case s.Line == doc.None:
		c.buf = append(c.buf, "f\n"...)
	default:
		c.buf = append(c.buf, "B\n"...)
	}
	if s.Line != doc.None && dash != nil {
		c.dash(it.scale, nil)
	}
}

// dash breaks the lines that follow.
func (c *canvas) dash(scale float64, lengths []float64) {
	c.buf = append(c.buf, '[')
	for _, l := range lengths {
		c.num(l * scale)
	}
	c.buf = append(c.buf, "]0 d\n"...)
}

func (it *pictureItem) label(c *canvas, l *doc.Label, set line, top float64) error {
	st := labelStyle(l, it.scale)
	x, y := it.left+l.At.X*it.scale, top+l.At.Y*it.scale
	wide := float64(set.w) * st.size / 1000
	switch l.Align {
	case doc.Left:
	case doc.Centre:
		x -= wide / 2
	case doc.Right:
		x -= wide
	}
	for i := range set.runs {
		r := &set.runs[i]
		c.mark(cmp.Or(r.owner, it.owner))
		c.setFill(st.col)
		if err := c.run(r, st.size, x+float64(r.x)*st.size/1000, y); err != nil {
			return err
		}
	}
	c.mark(it.owner)
	return nil
}
