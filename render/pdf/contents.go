package pdf

import (
	"strconv"

	"handover/render/doc"
)

// contentsEntry is a line of the list: a section's heading, and where it stands
// once the pages are known.
type contentsEntry struct {
	owner *elem // of the whole entry: a link
	title string
	page  int
	y     float64
}

// layOut turns a document into boxes below a new root. With contents, a list of
// its sections stands before the first.
func (f *flow) layOut(contents bool) (*elem, error) {
	root := &elem{tag: "Document"}
	in := f.geo.first
	f.logo(root)
	p := place{parent: root, left: in.left, width: in.right - in.left, style: bodyStyle}
	bs := f.doc.Blocks
	if at := doc.Sections(bs); contents && len(at) > 0 {
		if err := f.blocks(bs[:at[0]], p); err != nil {
			return nil, err
		}
		if err := f.contents(bs, at, p); err != nil {
			return nil, err
		}
		bs = bs[at[0]:]
	}
	return root, f.blocks(bs, p)
}

func (f *flow) contents(bs []doc.Block, at []int, p place) error {
	if err := f.headingBlock(&doc.Heading{Level: 2, Inlines: []doc.Inline{&doc.Text{Text: "Contents"}}}, p); err != nil {
		return err
	}
	toc := p.parent.add("TOC")
	width := min(p.width, measure)
	for k, i := range at {
		h := bs[i].(*doc.Heading)
		e := &contentsEntry{title: headingTitle(h), owner: toc.add("TOCI").add("Reference").add("Link")}
		e.owner.section = e
		f.entries = append(f.entries, e)
		if err := f.set.collect(doc.WithoutLinks(h.Inlines), bodyStyle, e.owner); err != nil {
			return err
		}
		lines := f.set.lines(bodyStyle, width-40)
		for n, l := range lines {
			l.rtl = false // the page's number stands on the right
			t := &contentsLine{textLine: textLine{line: l, style: bodyStyle, owner: e.owner, left: p.left, width: width}, last: n == len(lines)-1}
			f.push(box{item: t, h: bodyStyle.lead, before: itemSpace, keep: n < len(lines)-1 || k < 2 || k == len(at)-2})
		}
	}
	f.after = headingSpace[2]
	return nil
}

// find notes where each section of the list stands.
func (f *flow) find(items []placed) {
	n := -1 // the list's own heading comes first
	for _, it := range items {
		if t, ok := it.item.(*textLine); ok && t.level == 2 && n < len(f.entries) {
			if n >= 0 {
				f.entries[n].page, f.entries[n].y = it.page, max(0, it.y-8)
			}
			n++
		}
	}
}

// contentsLine is a line of the list; the last line of an entry has the page.
type contentsLine struct {
	textLine
	last bool
}

func (t *contentsLine) draw(c *canvas, top float64) error {
	if err := t.textLine.draw(c, top); err != nil {
		return err
	}
	c.link(t.owner, t.left, top, t.width, t.style.lead)
	if !t.last {
		return nil
	}
	base := top + t.style.baseline()
	number := " " + strconv.Itoa(t.owner.section.page) // the space keeps it off the words
	face, err := c.faces.get(faceRegular)
	if err != nil {
		return err
	}
	left := t.left + t.width - float64(face.textWidth(number))*t.style.size/1000
	if from := t.left + float64(t.w)*t.style.size/1000 + 6; from < left-6 {
		c.artifact()
		c.strokes(pale, 0.7, [2]float64{from, base}, [2]float64{left - 4, base})
	}
	c.mark(t.owner)
	c.setFill(t.style.col)
	return c.text(faceRegular, t.style.size, left, base, number)
}
