package pdf

import (
	"fmt"
	"strconv"
	"strings"

	"handover/render/doc"
)

// item is what a box of the flow draws, its top edge given.
type item interface {
	draw(c *canvas, top float64) error
}

// underlay is an item with a fill, which is drawn below a page's watermark.
type underlay interface {
	under(c *canvas, top float64)
}

// box is one unbreakable strip of a page, except for a table row that is
// taller than a page. Boxes that are joined by keep stand on one page
// if it has room for them.
type box struct {
	item    item
	h       float64
	before  float64      // space above, unless first on the page
	keep    bool         // stays with the next box
	repeat  *tableRow    // header row that is drawn again if the box begins a page
	callout *calloutEdge // the call-out whose bar and fill are behind it
}

// flow turns blocks into boxes, in document order, and makes the structure
// elements on the way.
type flow struct {
	doc     *doc.Doc
	set     setter
	boxes   []box
	fixed   []placed // what stands at fixed places of the first page
	geo     geometry
	faults  doc.Faults
	entries []*contentsEntry // of the list of contents
	heading bool             // the last box is a heading's
	after   float64          // least space below the last box
	bare    bool             // nothing runs on each page
}

// fewLines is up to how many boxes a paragraph is a few words.
const fewLines = 3

// place is where blocks are set: a column of the page, under an element.
type place struct {
	parent      *elem
	left, width float64
	style       *textStyle
	depth       int // of lists
}

func (f *flow) push(b box) {
	b.before = max(b.before, f.after)
	if f.heading {
		b.before = min(b.before, afterHeading)
	}
	f.heading, f.after = false, 0
	f.boxes = append(f.boxes, b)
}

func (f *flow) blocks(bs []doc.Block, p place) error {
	for i, b := range bs {
		headed := f.heading
		first := len(f.boxes)
		if err := f.block(b, p); err != nil {
			return err
		}
		if l, ok := b.(*doc.List); ok && p.depth == 0 && len(l.Items) > 0 {
			f.whole(first, f.geo.pageRoom()/5)
		}
		if i+1 == len(bs) || len(f.boxes) == first {
			continue
		}
		last := &f.boxes[len(f.boxes)-1]
		if doc.LeadsIn(b, bs[i+1], headed, len(f.boxes)-first <= fewLines) || doc.IsSignatures(bs[i+1]) && last.h < f.geo.pageRoom()/2 {
			last.keep = true
		}
	}
	return nil
}

// whole keeps the boxes from first on together, if they are no higher than most.
func (f *flow) whole(first int, most float64) {
	h := 0.0
	for _, b := range f.boxes[first:] {
		h += b.before + b.h
	}
	if h > most {
		return
	}
	for i := first; i < len(f.boxes)-1; i++ {
		f.boxes[i].keep = true
	}
}

func (f *flow) block(b doc.Block, p place) error {
	switch b := b.(type) {
	case *doc.Heading:
		return f.headingBlock(b, p)
	case *doc.Paragraph:
		_, err := f.paragraph(b, p.parent.add("P"), p, paraSpace)
		return err
	case *doc.List:
		return f.list(b, p)
	case *doc.Table:
		return f.table(b, p, plainTable)
	case *doc.Div:
		return f.div(b, p)
	case *doc.Picture:
		return f.picture(b, p)
	case *doc.Rule:
		f.push(box{item: &ruleItem{p.left, p.width}, h: 1, before: 12})
		return nil
	}
	return fmt.Errorf("unknown block %T", b)
}

func (f *flow) headingBlock(h *doc.Heading, p place) error {
	if h.Level < 1 || h.Level >= len(headingStyles) {
		return fmt.Errorf("a heading of level %d", h.Level)
	}
	st := headingStyles[h.Level]
	e := p.parent.add("H" + strconv.Itoa(h.Level))
	if err := f.set.collect(h.Inlines, st, e); err != nil {
		return err
	}
	title := headingTitle(h)
	space := headingSpace[h.Level]
	for i, l := range f.set.lines(st, p.width) {
		t := &textLine{line: l, style: st, owner: e, left: p.left, width: p.width}
		if i == 0 {
			t.title, t.level = title, h.Level
		} else {
			space = 0
		}
		f.push(box{item: t, h: st.lead, before: space, keep: true})
	}
	f.heading = true
	return nil
}

// headingTitle is a heading's words on one line.
func headingTitle(h *doc.Heading) string {
	return strings.Join(strings.Fields(doc.PlainText(h.Inlines)), " ")
}

// paragraph sets text, its first two and last two lines kept together, and
// returns its first line.
func (f *flow) paragraph(b *doc.Paragraph, e *elem, p place, space float64) (*textLine, error) {
	if err := f.set.collect(b.Inlines, p.style, e); err != nil {
		return nil, err
	}
	width := min(p.width, measure)
	lines := f.set.lines(p.style, width)
	items := make([]textLine, len(lines))
	for i, l := range lines {
		items[i] = textLine{line: l, style: p.style, owner: e, left: p.left, width: width}
		keep := i+1 < len(lines) && (i == 0 || i == len(lines)-2)
		f.push(box{item: &items[i], h: p.style.lead, before: space, keep: keep})
		space = 0
	}
	return &items[0], nil
}

func (f *flow) list(l *doc.List, p place) error {
	e := p.parent.add("L")
	e.attrs = discList
	if l.Ordered {
		e.attrs = decimalList
	}
	in := p
	in.depth++
	step := indent
	if l.Ordered { // room for the widest number
		step = max(indent, float64(5*len(strconv.Itoa(l.Start+len(l.Items)-1)))*p.style.size/9+6)
	}
	in.left, in.width = p.left+step, p.width-step
	n := len(l.Items)
	last := len(f.boxes) // first box of the item before
	for i, it := range l.Items {
		first := len(f.boxes)
		space := itemSpace
		if i == 0 && p.depth == 0 {
			space = paraSpace - 2
		}
		if err := f.listItem(l, i, it, e.add("LI"), p, in, space); err != nil {
			return err
		}
		// No item of a few lines stands alone, neither the first nor the last.
		if i == 1 && first-last <= fewLines || i > 0 && i == n-1 && len(f.boxes)-first <= fewLines {
			f.boxes[first-1].keep = true
		}
		last = first
	}
	return nil
}

func (f *flow) listItem(l *doc.List, i int, it doc.Item, li *elem, p, in place, space float64) error {
	label, blocks, err := f.label(l, i, it, li.add("Lbl"), p)
	if err != nil {
		return err
	}
	body := li.add("LBody")
	in.parent = body
	if len(blocks) == 0 {
		blocks = []doc.Block{&doc.Paragraph{}}
	}
	first := len(f.boxes)
	for n, b := range blocks {
		switch b := b.(type) {
		case *doc.Paragraph:
			owner := body
			if len(blocks) > 1 {
				owner = body.add("P")
			}
			if n > 0 {
				space = itemSpace
			}
			if _, err := f.paragraph(b, owner, in, space); err != nil {
				return err
			}
		case *doc.List:
			if err := f.list(b, in); err != nil {
				return err
			}
		default:
			return fmt.Errorf("%T in a list", b)
		}
	}
	t, ok := f.boxes[first].item.(*textLine)
	if !ok || t.label != nil { // the item begins with a list: its mark has a line of its own
		f.boxes = append(f.boxes, box{})
		copy(f.boxes[first+1:], f.boxes[first:])
		t = &textLine{style: in.style, owner: body, left: in.left, width: in.width}
		f.boxes[first] = box{item: t, h: in.style.lead, before: space, keep: true}
	}
	t.label = label
	if t.rtl {
		f.mirror(first, t, p.left, in.left-p.left)
	}
	return nil
}

// mirror turns a list item round that runs from right to left: its mark stands
// on the right, and its text keeps off it by as much as others do.
func (f *flow) mirror(first int, marked *textLine, left, step float64) {
	for _, b := range f.boxes[first:] {
		if t, ok := b.item.(*textLine); ok && t.rtl {
			t.left -= step
			if t.label != nil && t != marked { // of a list inside this item
				t.label.left -= step
			}
		}
	}
	l := marked.label
	l.left = left + step + marked.width - (l.left - left) - float64(l.w)*l.style.size/1000
}

// label is an item's mark: a number, a bullet, or the tick box that the item
// begins with, which is taken out of its text.
func (f *flow) label(l *doc.List, i int, it doc.Item, lbl *elem, p place) (*textLine, []doc.Block, error) {
	var mark doc.Inline = &doc.Text{Text: "•"}
	if p.depth%2 == 1 {
		mark = &doc.Text{Text: "–"}
	}
	if l.Ordered {
		mark = &doc.Text{Text: strconv.Itoa(l.Start+i) + "."}
	}
	blocks := it.Blocks
	if len(blocks) > 0 {
		if par, ok := blocks[0].(*doc.Paragraph); ok && len(par.Inlines) > 0 {
			if tick, ok := par.Inlines[0].(*doc.Tick); ok {
				mark = tick
				blocks = append([]doc.Block{&doc.Paragraph{Inlines: par.Inlines[1:]}}, blocks[1:]...)
			}
		}
	}
	if err := f.set.collect([]doc.Inline{mark}, p.style, lbl); err != nil {
		return nil, nil, err
	}
	left := p.left + 4
	if _, ok := mark.(*doc.Tick); ok || l.Ordered {
		left = p.left
	}
	return &textLine{line: f.set.lines(p.style, measure)[0], style: p.style, owner: lbl, left: left}, blocks, nil
}

func (f *flow) div(d *doc.Div, p place) error {
	switch d.Kind {
	case doc.Facts, doc.Signatures:
		kind := factsTable
		if d.Kind == doc.Signatures {
			kind = signTable
		}
		p.parent = p.parent.add("Sect")
		for _, b := range d.Blocks {
			t, ok := b.(*doc.Table)
			if !ok {
				return fmt.Errorf("%T in a %s block", b, d.Kind)
			}
			if err := f.table(t, p, kind); err != nil {
				return err
			}
		}
		return nil
	case doc.Callout:
		return f.calloutBlock(d, p)
	case doc.Address, doc.Sender:
		p.parent = p.parent.add("Div")
		switch {
		case f.doc.Meta.Layout == doc.Letter:
			return f.fixedBlock(d, p)
		case f.doc.Meta.Layout == doc.Notice && d.Kind == doc.Sender:
			p.left, p.width = f.geo.width-f.geo.first.left-180, 180
		}
		return f.blocks(d.Blocks, p)
	}
	return fmt.Errorf("unknown block form %q", d.Kind)
}

// calloutBlock keeps its boxes on one page if they fit on one.
func (f *flow) calloutBlock(d *doc.Div, p place) error {
	p.parent = p.parent.add("Div")
	width := min(p.width, measure+2*calloutPad+calloutBar)
	first := len(f.boxes)
	edge := &calloutEdge{p.left, width}
	f.push(box{item: edge, h: calloutPad - paraSpace + 4, before: paraSpace + 4, keep: true})
	p.left += calloutBar + calloutPad
	p.width = width - calloutBar - 2*calloutPad
	if err := f.blocks(d.Blocks, p); err != nil {
		return err
	}
	f.boxes[len(f.boxes)-1].keep = true
	f.push(box{item: edge, h: calloutPad})
	f.after = tableSpace
	for i := range f.boxes[first:] {
		f.boxes[first+i].callout = edge
	}
	f.whole(first, f.geo.pageRoom())
	return nil
}

// ruleItem is a thematic break.
type ruleItem struct{ left, width float64 }

func (r *ruleItem) draw(c *canvas, top float64) error {
	c.artifact()
	c.strokes(hairline, 0.7, [2]float64{r.left, top}, [2]float64{r.left + r.width, top})
	return nil
}

// calloutEdge is the space inside a call-out, above or below its content.
type calloutEdge struct{ left, width float64 }

func (*calloutEdge) draw(*canvas, float64) error { return nil }

// calloutFill is the panel and bar behind the part of a call-out on one page.
type calloutFill struct {
	edge *calloutEdge
	h    float64
}

func (*calloutFill) draw(*canvas, float64) error { return nil }

func (f *calloutFill) under(c *canvas, top float64) {
	c.artifact()
	c.rect(panel, f.edge.left, top, f.edge.width, f.h)
	c.rect(accent, f.edge.left, top, calloutBar, f.h)
}
