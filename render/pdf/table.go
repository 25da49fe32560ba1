package pdf

import (
	"fmt"
	"slices"
	"strings"

	"handover/render/doc"
)

// tableKind is which of the three looks a table has.
type tableKind uint8

const (
	plainTable tableKind = iota // a grid with a filled header row
	factsTable                  // two columns; the first heads its row
	signTable                   // rows to sign in
	lineTable                   // many lines, small and close; rules across alone
)

// tableGrid is what the rows of one table share.
type tableGrid struct {
	kind  tableKind
	left  float64
	width []float64 // of each column
	align []doc.Align
	write []bool // of a list: which columns are to be written in
}

// tableRow is a row of a table, or the part of a very tall one on a page.
type tableRow struct {
	grid   *tableGrid
	cells  []tableCell
	h      float64
	header bool
	rest   bool // the second or a later part: says "continued"
}

// tableCell is a laid-out cell; its lines' left edges are places of the page.
type tableCell struct {
	lines []textLine
	owner *elem
	blank string // of a cell to sign in: what its line stands for
}

// table sets a table. A header row whose cells are all empty isn't drawn.
func (f *flow) table(t *doc.Table, p place, kind tableKind) error {
	cols := len(t.Header)
	if t.Shares != nil && kind == plainTable {
		kind = lineTable
	}
	for _, row := range t.Rows {
		if len(row) != cols {
			return fmt.Errorf("a table row of %d cells under %d headers", len(row), cols)
		}
	}
	if kind == lineTable && len(t.Shares) != cols {
		return fmt.Errorf("%d widths for %d columns", len(t.Shares), cols)
	}
	if cols == 0 {
		return fmt.Errorf("a table without columns")
	}
	grid := &tableGrid{kind: kind, left: p.left, align: t.Align}
	width := p.width
	if kind == factsTable {
		width = min(width, measure+40)
	}
	var err error
	if kind == lineTable {
		grid.width, grid.write = shares(t, width), t.WriteIn()
	} else if grid.width, err = f.columns(t, kind, width); err != nil {
		return err
	}
	e := p.parent.add("Table")
	var head *tableRow
	first := len(f.boxes)
	if !allEmpty(t.Header) {
		if head, err = f.row(grid, t.Header, t.Header, e.add("THead").add("TR"), true); err != nil {
			return err
		}
		f.push(box{item: head, h: head.h, before: tableSpace, keep: len(t.Rows) > 0})
	}
	if len(t.Rows) == 0 {
		return nil
	}
	body := e.add("TBody")
	rows := len(f.boxes)
	for i, cells := range t.Rows {
		r, err := f.row(grid, cells, t.Header, body.add("TR"), false)
		if err != nil {
			return err
		}
		b := box{item: r, h: r.h}
		if i == 0 && head == nil {
			b.before = tableSpace
		} else if head != nil && head.h <= f.geo.pageRoom()/3 {
			b.repeat = head // also of the first row, which may go on to another page
		}
		f.push(b)
	}
	f.after = tableSpace
	f.pairs(f.boxes[rows:])
	if kind == signTable { // on one page, unless they are many
		f.whole(first, f.geo.pageRoom()/2)
	}
	return nil
}

// pairs keeps the first two rows of a table on one page, and the last two, so
// that none stands alone. Where they are high, a page would be left white.
func (f *flow) pairs(rows []box) {
	n := len(rows)
	if n < 2 {
		return
	}
	for _, i := range [...]int{0, n - 2} {
		if rows[i].h+rows[i+1].h <= f.geo.pageRoom()/doc.PairRoom {
			rows[i].keep = true
		}
	}
}

func allEmpty(cells []doc.Cell) bool {
	for _, c := range cells {
		if len(c.Lines) > 0 {
			return false
		}
	}
	return true
}

// row lays out one row.
func (f *flow) row(grid *tableGrid, cells, header []doc.Cell, tr *elem, isHeader bool) (*tableRow, error) {
	r := &tableRow{grid: grid, cells: make([]tableCell, len(cells)), header: isHeader}
	x := grid.left
	for i, c := range cells {
		st, tag, attrs := cellStyle, "TD", ""
		padX, padY := cellPadX, cellPadY
		if grid.kind == lineTable {
			if st, padX, padY = lineStyle, linePadX, linePadY; grid.write[i] && len(c.Lines) > 0 {
				st = lineTickStyle
			}
		}
		switch {
		case isHeader && grid.kind == lineTable:
			st, tag, attrs = lineHeadStyle, "TH", columnScope
		case isHeader:
			st, tag, attrs = headerStyle, "TH", columnScope
		case grid.kind == factsTable && i == 0:
			st, tag, attrs = headerStyle, "TH", rowScope
		}
		cell := &r.cells[i]
		cell.owner = tr.add(tag)
		cell.owner.attrs = attrs
		if len(c.Lines) == 0 && !isHeader && grid.kind != lineTable {
			r.h = max(r.h, writeRow)
			if len(cells) == 1 { // nothing else in the table: whole sentences go in here
				r.h = max(r.h, writeBox)
			}
			if grid.kind == signTable {
				cell.blank = strings.TrimRight("to be filled in: "+cellText(header[i]), ": ")
			}
		}
		left := padX
		if grid.kind == lineTable && !grid.write[i] {
			left = 0
		}
		if err := f.cell(cell, c, st, x+left, grid.width[i]-left-padX, grid.alignOf(i)); err != nil {
			return nil, err
		}
		r.h = max(r.h, cell.height()+2*padY)
		x += grid.width[i]
	}
	if grid.kind == lineTable && !isHeader {
		r.h = max(r.h, lineRow)
	}
	if grid.kind == signTable && !isHeader {
		r.h = max(r.h+2*cellPadY, signRow)
	}
	return r, nil
}

func (g *tableGrid) alignOf(col int) doc.Align {
	if col < len(g.align) {
		return g.align[col]
	}
	return doc.Left
}

func cellText(c doc.Cell) string {
	var parts []string
	for _, l := range c.Lines {
		parts = append(parts, doc.PlainText(l.Inlines))
	}
	return strings.Join(parts, " ")
}

func (c *tableCell) height() float64 {
	h := 0.0
	for i := range c.lines {
		h += c.lines[i].style.lead
	}
	return h
}

// cell sets a cell's lines. One plain line is the cell's own content; several
// are paragraphs, and neighbouring bullets one list.
func (f *flow) cell(to *tableCell, c doc.Cell, st *textStyle, left, width float64, align doc.Align) error {
	var list *elem
	for _, l := range c.Lines {
		owner, x, w, a := to.owner, left, width, align
		var label *textLine
		if l.Bullet {
			if list == nil {
				list = to.owner.add("L")
				list.attrs = discList
			}
			li := list.add("LI")
			lbl := li.add("Lbl")
			if err := f.set.collect([]doc.Inline{&doc.Text{Text: "•"}}, st, lbl); err != nil {
				return err
			}
			label = &textLine{line: f.set.lines(st, width)[0], style: st, owner: lbl, left: left}
			owner, x, w, a = li.add("LBody"), left+10, width-10, doc.Left
		} else {
			list = nil
			if len(c.Lines) > 1 {
				owner = to.owner.add("P")
			}
		}
		if err := f.set.collect(l.Inlines, st, owner); err != nil {
			return err
		}
		for i, ln := range f.set.lines(st, w) {
			t := textLine{line: ln, style: st, owner: owner, left: x, width: w, align: a}
			if i == 0 {
				t.label = label
			}
			if label != nil && ln.rtl { // the bullet stands on the right
				t.left = left
				label.left = left + width - float64(label.w)*st.size/1000
			}
			to.lines = append(to.lines, t)
		}
	}
	return nil
}

// columns shares the width out: each column gets its longest word (up to a
// limit), and what is left goes by how much its longest line would still like.
func (f *flow) columns(t *doc.Table, kind tableKind, width float64) ([]float64, error) {
	n := len(t.Header)
	least, whole, writeIn := make([]float64, n), make([]float64, n), make([]bool, n)
	room := max(90, width/5) // to write
	if kind == signTable {
		room = min(signWidth, width/4)
	}
	var lines [][]float64 // of the row that is measured
	f.set.dry = true
	defer func() { f.set.dry = false }()
	measureRow := func(cells []doc.Cell, header bool) error {
		for i, c := range cells {
			st := cellStyle
			if header || kind == factsTable && i == 0 {
				st = headerStyle
			}
			for _, l := range c.Lines {
				if err := f.set.collect(l.Inlines, st, nil); err != nil {
					return err
				}
				word, line := f.set.extent()
				extra := 2*cellPadX + 0.5
				if l.Bullet {
					extra += 10
				}
				least[i] = max(least[i], float64(word)*st.size/1000+extra)
				whole[i] = max(whole[i], float64(line)*st.size/1000+extra)
				if lines != nil {
					lines[i] = append(lines[i], float64(line)*st.size/1000)
				}
			}
			if len(c.Lines) == 0 && !header {
				least[i] = max(least[i], writeLeast)
				whole[i] = max(whole[i], room)
				writeIn[i] = true
			}
		}
		return nil
	}
	if err := measureRow(t.Header, true); err != nil {
		return nil, err
	}
	header := slices.Clone(whole)
	clear(whole)
	rows := make(doc.TableLines, len(t.Rows))
	for i, row := range t.Rows {
		lines = make([][]float64, n)
		if err := measureRow(row, false); err != nil {
			return nil, err
		}
		rows[i] = lines
	}
	if i := doc.LoneWriteIn(t); i >= 0 && kind == plainTable {
		whole[i] = max(whole[i], width/float64(n))
	}
	if kind == factsTable && n == 2 { // labels in one calm column
		first := min(max(whole[0], 0.28*width), 0.38*width)
		return []float64{first, width - first}, nil
	}
	sum := 0.0
	for i := range whole {
		header[i] = max(header[i], whole[i])
		sum += header[i]
	}
	if sum <= width { // else headers take two lines before cells do
		whole = header
	} else {
		spare, lack := width, 0.0
		for i := range header {
			header[i] = max(0, 0.62*header[i]-whole[i]) // what two lines of it lack
			spare -= whole[i]
			lack += header[i]
		}
		for i := range whole {
			if lack > 0 && spare > 0 {
				whole[i] += header[i] * min(1, spare/lack)
			}
		}
	}
	out := shareWidth(least, whole, writeIn, width)
	if kind != plainTable {
		return out, nil
	}
	for i := range least { // boxes to write in, dates and the like keep their width
		if writeIn[i] || whole[i] <= shortColumn {
			least[i] = out[i]
		}
	}
	return rows.Balance(out, least, 2*cellPadX), nil
}

// shareWidth gives columns their widths: least is what a column's longest word
// needs, whole what its longest line needs, writeIn tells which have boxes to
// write in.
func shareWidth(least, whole []float64, writeIn []bool, width float64) []float64 {
	n := len(least)
	limit := max(1.25*width/float64(n), 0.26*width)
	if wide := 1.6 * width / float64(n); sumUpTo(least, wide) <= 0.9*width {
		limit = max(limit, wide) // none has to break a word for it
	}
	sumLeast, sumWhole, writers := 0.0, 0.0, 0
	for i := range least {
		least[i] = max(min(least[i], limit), 2*cellPadX+24)
		whole[i] = max(min(whole[i], width), least[i])
		sumLeast += least[i]
		sumWhole += whole[i]
		if writeIn[i] {
			writers++
		}
	}
	out := make([]float64, n)
	switch {
	case sumLeast > width: // too many long words: the widest give way
		rest, open := width, n
		for again := true; again; {
			again = false
			for i := range out {
				if out[i] == 0 && least[i] <= rest/float64(open) {
					out[i], again = least[i], true
					rest, open = rest-least[i], open-1
				}
			}
		}
		for i := range out {
			if out[i] == 0 {
				out[i] = rest / float64(open)
			}
		}
		return out
	case sumWhole <= width: // each on one line: what is left goes to write in, or to all
		for i := range out {
			switch {
			case writers == 0:
				out[i] = whole[i] * width / sumWhole
			case writeIn[i]:
				out[i] = whole[i] + (width-sumWhole)/float64(writers)
			default:
				out[i] = whole[i]
			}
		}
		return out
	}
	// Short columns (dates, names) stay on one line if the others can bear it.
	rest, restLeast, open := width, sumLeast, n
	for again := true; again; {
		again = false
		for i := range out {
			if out[i] == 0 && whole[i] <= rest/float64(open) && restLeast-least[i] <= rest-whole[i] {
				out[i], again = whole[i], true
				rest, restLeast, open = rest-whole[i], restLeast-least[i], open-1
			}
		}
	}
	more := 0.0
	for i := range out {
		if out[i] == 0 {
			more += whole[i] - least[i]
		}
	}
	for i := range out {
		if out[i] == 0 {
			out[i] = least[i] + (rest-restLeast)*(whole[i]-least[i])/more
		}
	}
	return out
}

func sumUpTo(xs []float64, limit float64) float64 {
	sum := 0.0
	for _, x := range xs {
		sum += min(x, limit)
	}
	return sum
}

// draw draws the row: first the lines around its cells, as an artifact, then
// the cells.
func (r *tableRow) draw(c *canvas, top float64) error {
	r.rules(c, top)
	if r.rest {
		c.artifact()
		c.setFill(moreStyle.col)
		if err := c.text(moreStyle.base, moreStyle.size, r.grid.left+cellPadX, top+cellPadY+moreStyle.baseline(), "continued"); err != nil {
			return err
		}
	}
	x := r.grid.left
	for i := range r.cells {
		cell := &r.cells[i]
		y := top + r.padY()
		if r.grid.kind == lineTable && r.header { // stands on its rule
			y = top + r.h - linePadY - cell.height()
		}
		if r.rest {
			y += moreStyle.lead
		}
		if r.grid.kind == signTable && !r.header { // text stands on the line to sign on
			y = top + r.h - cellPadY - cell.height()
		}
		if cell.blank != "" {
			c.signLine(cell, x, top+r.h, r.grid.width[i])
		}
		for n := range cell.lines {
			if err := cell.lines[n].draw(c, y); err != nil {
				return err
			}
			y += cell.lines[n].style.lead
		}
		x += r.grid.width[i]
	}
	return nil
}

func (r *tableRow) padY() float64 {
	if r.grid.kind == lineTable {
		return linePadY
	}
	return cellPadY
}

// shares are a list's columns, as its table gives them.
func shares(t *doc.Table, width float64) []float64 {
	sum := 0.0
	for _, s := range t.Shares {
		sum += s
	}
	out := make([]float64, len(t.Header))
	for i := range out {
		out[i] = width * t.Shares[i] / sum
	}
	return out
}

// signLine draws the line of an empty cell to sign in, which says what it is for.
func (c *canvas) signLine(cell *tableCell, x, bottom, width float64) {
	if len(cell.owner.kids) == 0 {
		span := cell.owner.add("Span")
		span.actual = cell.blank
	}
	c.mark(cell.owner.kids[0].elem)
	c.strokes(ink, 0.8, [2]float64{x + cellPadX, bottom - 5}, [2]float64{x + width - cellPadX, bottom - 5})
}

func (g *tableGrid) right() float64 {
	x := g.left
	for _, w := range g.width {
		x += w
	}
	return x
}

// under draws the fill of a header row.
func (r *tableRow) under(c *canvas, top float64) {
	if r.header && r.grid.kind == plainTable {
		c.artifact()
		c.rect(panel, r.grid.left, top, r.grid.right()-r.grid.left, r.h)
	}
}

// rules draws a row's lines.
func (r *tableRow) rules(c *canvas, top float64) {
	g := r.grid
	right := g.right()
	c.artifact()
	flat := func(y, thick float64, col colour) {
		c.strokes(col, thick, [2]float64{g.left, y}, [2]float64{right, y})
	}
	switch {
	case g.kind == lineTable:
		if r.header {
			flat(top+r.h, 0.35*mm, ink)
		} else {
			flat(top+r.h, 0.2*mm, hairline)
		}
		x := g.left
		for i, w := range g.width {
			if g.write[i] {
				c.strokes(hairline, 0.2*mm, [2]float64{x, top}, [2]float64{x, top + r.h})
			}
			x += w
		}
	case g.kind == signTable && r.header:
		flat(top+r.h, 1, accent)
	case g.kind == factsTable:
		flat(top, 0.6, hairline)
		flat(top+r.h, 0.6, hairline)
		x := g.left
		for i, cell := range r.cells {
			if len(cell.lines) == 0 && !r.header {
				c.outline(hairline, 0.6, x, top, g.width[i], r.h)
			}
			x += g.width[i]
		}
	case g.kind == plainTable:
		c.outline(hairline, 0.6, g.left, top, right-g.left, r.h)
		x := g.left
		for _, w := range g.width[:len(g.width)-1] {
			x += w
			c.strokes(hairline, 0.6, [2]float64{x, top}, [2]float64{x, top + r.h})
		}
	}
}

// split cuts a row that is taller than a page: first is what fits into avail,
// rest the others. first is nil if not even a line of each cell fits.
func (r *tableRow) split(avail float64) (first, rest *tableRow) {
	room := avail - 2*r.padY()
	if r.rest {
		room -= moreStyle.lead
	}
	first = &tableRow{grid: r.grid, cells: make([]tableCell, len(r.cells)), header: r.header, rest: r.rest}
	rest = &tableRow{grid: r.grid, cells: make([]tableCell, len(r.cells)), header: r.header, rest: true}
	for i, cell := range r.cells {
		n, h := 0, 0.0
		for n < len(cell.lines) && h+cell.lines[n].style.lead <= room {
			h += cell.lines[n].style.lead
			n++
		}
		if n < len(cell.lines) && n < 2 {
			return nil, r
		}
		first.cells[i] = tableCell{lines: cell.lines[:n], owner: cell.owner, blank: cell.blank}
		rest.cells[i] = tableCell{lines: cell.lines[n:], owner: cell.owner}
		rest.h = max(rest.h, rest.cells[i].height()+2*r.padY()+moreStyle.lead)
	}
	first.h = avail
	return first, rest
}
