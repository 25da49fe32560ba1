package pdf

import "slices"

// placed is an item in its place.
type placed struct {
	item item
	page int // 1-based
	y    float64
}

// repeated draws the header row of a table that goes on over the page again,
// as an artifact.
type repeated struct{ row *tableRow }

func (r repeated) draw(c *canvas, top float64) error {
	c.closeMark()
	c.muted = true
	defer func() { c.muted = false }()
	return r.row.draw(c, top)
}

func (r repeated) under(c *canvas, top float64) { r.row.under(c, top) }

// placer breaks the flow into pages.
type placer struct {
	geo  *geometry
	out  []placed
	page int
	y    float64
	top  bool // nothing but a repeated header stands on the page yet

	fill    *calloutFill // of the call-out that stands on the page, if any
	fillTop float64
}

func paginateBoxes(f *flow, boxes []box) *placer {
	p := &placer{geo: &f.geo, page: 1, y: f.geo.first.top, top: true, out: slices.Clip(f.fixed)}
	for i := 0; i < len(boxes); {
		j := i
		for boxes[j].keep && j+1 < len(boxes) {
			j++
		}
		p.group(boxes[i : j+1])
		i = j + 1
	}
	return p
}

func (p *placer) bottom() float64 {
	if p.page == 1 {
		return p.geo.first.bottom
	}
	return p.geo.later.bottom
}

func (p *placer) newPage(b *box) {
	p.page++
	p.y, p.top, p.fill = p.geo.later.top, true, nil
	if b.repeat != nil {
		p.out = append(p.out, placed{repeated{b.repeat}, p.page, p.y})
		p.y += b.repeat.h
	}
}

// room is what is left on the page for a box.
func (p *placer) room(b *box) float64 {
	if p.top {
		return p.bottom() - p.y
	}
	return p.bottom() - p.y - b.before
}

// group places boxes that want to stand together.
func (p *placer) group(g []box) {
	h := -g[0].before
	for i := range g {
		h += g[i].before + g[i].h
	}
	if h > p.room(&g[0]) && !p.top {
		full := p.geo.pageRoom()
		if !p.startsTall(g, full) {
			p.newPage(&g[0])
		}
	}
	for i := range g {
		p.box(&g[i])
	}
}

// breaks tells whether a table row is split in a room that hasn't enough for it: a
// third of the page would stay white.
func (p *placer) breaks(b *box, room float64) bool {
	return b.h > room && room > p.geo.pageRoom()/3
}

// startsTall tells whether a group that the page has no room for can begin on it
// all the same: all of it but a table row that will be split fits.
func (p *placer) startsTall(g []box, full float64) bool {
	last := &g[len(g)-1]
	row, ok := last.item.(*tableRow)
	h := 0.0
	for i := range g[:len(g)-1] {
		h += g[i].before + g[i].h
	}
	if !ok || last.h <= full-last.repeatHeight() && !p.breaks(last, p.bottom()-p.y-h-last.before) {
		return false
	}
	first, _ := row.split(p.bottom() - p.y - h)
	return first != nil && p.bottom()-p.y-h > full/5
}

func (b *box) repeatHeight() float64 {
	if b.repeat == nil {
		return 0
	}
	return b.repeat.h
}

func (p *placer) box(b *box) {
	if row, ok := b.item.(*tableRow); ok && (b.h > p.geo.pageRoom()-b.repeatHeight() || !p.top && p.breaks(b, p.room(b))) {
		p.tall(b, row)
		return
	}
	if b.h > p.room(b) && !p.top {
		p.newPage(b)
	}
	if !p.top {
		p.y += b.before
	}
	if b.callout != nil {
		p.panel(b)
	}
	p.out = append(p.out, placed{b.item, p.page, p.y})
	p.y += b.h
	p.top = false
}

// panel lengthens the panel behind a call-out, or begins one on a new page.
func (p *placer) panel(b *box) {
	if p.fill == nil || p.fill.edge != b.callout {
		p.fill, p.fillTop = &calloutFill{edge: b.callout}, p.y
		p.out = append(p.out, placed{p.fill, p.page, p.y})
	}
	p.fill.h = p.y + b.h - p.fillTop
}

// tall places a row that is taller than a page in parts.
func (p *placer) tall(b *box, row *tableRow) {
	for {
		avail := p.room(b)
		if row.h <= avail {
			break
		}
		first, rest := row.split(avail)
		if first == nil && p.top { // can't be: a page has room for two lines
			break
		}
		if first != nil {
			if !p.top {
				p.y += b.before
			}
			p.out = append(p.out, placed{first, p.page, p.y})
			row = rest
		}
		p.newPage(b)
	}
	p.out = append(p.out, placed{row, p.page, p.y})
	p.y += row.h
	p.top = false
}
