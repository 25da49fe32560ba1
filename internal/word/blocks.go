package word

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"handover/render/doc"
	"handover/render/markup"
)

// Blocks is what the filled file says, as a tree: its body, then headers,
// footers and notes that say something. Pictures are not in it. plain tells
// whether the body has nothing whose place on the page means something: no text
// box, no columns, no picture, nothing in headers and footers but page numbers.
func (f *Filled) Blocks(values []markup.Value) (blocks []doc.Block, plain bool, err error) {
	c := converter{t: f.t, values: values, plain: true}
	var beside []doc.Block
	for i, name := range f.names {
		root, err := parseXML(f.text[i])
		if err != nil {
			return nil, false, fmt.Errorf("%s: %w", name, err)
		}
		body := firstOf(root, "w:body")
		if body != nil {
			blocks = c.blocks(body.kids)
			continue
		}
		c.plain = c.plain && strings.TrimSpace(root.text()) == "" && firstOf(root, "w:drawing") == nil
		for _, k := range root.kids {
			beside = append(beside, c.blocks(k.kids)...)
		}
	}
	if len(beside) > 0 {
		blocks = append(append(blocks, &doc.Rule{}), beside...)
	}
	return blocks, c.plain, nil
}

func firstOf(n *node, name string) (found *node) {
	n.walk(func(x *node) bool {
		if found == nil && x.name == name {
			found = x
		}
		return found == nil
	})
	return found
}

// converter makes the tree. What stands in text boxes comes after the paragraph
// that they hang on.
type converter struct {
	t      *Template
	values []markup.Value
	plain  bool
	value  int // the value whose text is being read; -1 outside one
	boxes  []doc.Block
}

func (c *converter) blocks(kids []*node) []doc.Block {
	var out []doc.Block
	for _, k := range kids {
		switch k.name {
		case "w:p":
			out = c.paragraph(k, out)
			out = append(out, c.boxes...)
			c.boxes = nil
		case "w:tbl":
			if t := c.table(k); t != nil {
				out = append(out, t)
			}
		case "w:sdt":
			out = append(out, c.blocks(k.child("w:sdtContent").children())...)
		case "w:footnote", "w:endnote":
			if k.attr("w:type") == "" || k.attr("w:type") == "normal" {
				out = append(out, c.blocks(k.kids)...)
			}
		case "w:sectPr":
			if cols := k.child("w:cols"); cols != nil && cols.attr("w:num") > "1" {
				c.plain = false
			}
		}
	}
	return out
}

func (n *node) children() []*node {
	if n == nil {
		return nil
	}
	return n.kids
}

// paragraph adds a paragraph to what stands before it: a heading, an item of the
// list that is open, or text.
func (c *converter) paragraph(p *node, out []doc.Block) []doc.Block {
	inlines := trimmed(c.inlines(p))
	if len(inlines) == 0 {
		return out
	}
	format := p.child("w:pPr")
	style := format.child("w:pStyle").attr("w:val")
	if level := c.t.styles.heading[style]; level > 0 && p.within("w:tc") == nil {
		return append(out, &doc.Heading{Level: level, Inlines: inlines})
	}
	num := format.child("w:numPr").child("w:numId").attr("w:val")
	if num == "0" || num == "" && !c.t.styles.listed[style] {
		return append(out, &doc.Paragraph{Inlines: inlines})
	}
	ordered := c.t.levels.ordered[num]
	item := doc.Item{Blocks: []doc.Block{&doc.Paragraph{Inlines: inlines}}}
	if len(out) > 0 {
		if l, ok := out[len(out)-1].(*doc.List); ok && l.Ordered == ordered {
			l.Items = append(l.Items, item)
			return out
		}
	}
	return append(out, &doc.List{Ordered: ordered, Start: 1, Items: []doc.Item{item}})
}

// inlines is a paragraph's text. Tabs are spaces; a picture is its words.
func (c *converter) inlines(p *node) []doc.Inline {
	var out []doc.Inline
	add := func(text string, bold bool) {
		if text == "" {
			return
		}
		t := &doc.Text{Text: text, Fixed: c.value < 0}
		if c.value >= 0 {
			t.Path = c.values[c.value].Path
		}
		if bold {
			out = append(out, &doc.Strong{Inlines: []doc.Inline{t}})
			return
		}
		out = append(out, t)
	}
	c.value = -1
	var visit func(n *node, bold bool)
	visit = func(n *node, bold bool) {
		switch n.name {
		case "w:pPr", "w:rPr", "w:instrText", "w:sdtPr", "mc:Fallback", "w:tblPr":
			return
		case "w:r":
			b := n.child("w:rPr").child("w:b")
			bold = b != nil && !slices.Contains([]string{"0", "false", "off"}, b.attr("w:val"))
		case "w:t":
			for _, k := range n.kids {
				switch {
				case strings.HasPrefix(k.tag, valueMark):
					c.value, _ = strconv.Atoi(strings.TrimSuffix(strings.TrimPrefix(k.tag, valueMark), "?>"))
				case k.tag == valueEnd:
					c.value = -1
				default:
					add(unescape(k.tag), bold)
				}
			}
			return
		case "w:tab", "w:ptab":
			add(" ", false)
		case "w:noBreakHyphen":
			add("\u2011", false)
		case "w:br", "w:cr":
			out = append(out, &doc.Break{})
		case "w:txbxContent":
			c.plain = false
			value := c.value
			inner := converter{t: c.t, values: c.values, plain: c.plain}
			c.boxes = append(c.boxes, inner.blocks(n.kids)...)
			c.value = value
			return
		case "w:drawing", "w:pict", "w:object":
			c.plain = false
		}
		for _, k := range n.kids {
			visit(k, bold)
		}
	}
	for _, k := range p.kids {
		visit(k, false)
	}
	return out
}

// trimmed is a paragraph without the breaks and blanks at its ends, and without
// breaks one after another.
func trimmed(in []doc.Inline) []doc.Inline {
	var out []doc.Inline
	for _, x := range in {
		if _, isBreak := x.(*doc.Break); isBreak {
			if len(out) == 0 {
				continue
			}
			if _, again := out[len(out)-1].(*doc.Break); again {
				continue
			}
		}
		if t, ok := x.(*doc.Text); ok && len(out) == 0 {
			if t.Text = strings.TrimLeft(t.Text, " "); t.Text == "" {
				continue
			}
		}
		out = append(out, x)
	}
	for len(out) > 0 {
		switch x := out[len(out)-1].(type) {
		case *doc.Break:
			out = out[:len(out)-1]
			continue
		case *doc.Text:
			if x.Text = strings.TrimRight(x.Text, " "); x.Text == "" {
				out = out[:len(out)-1]
				continue
			}
		}
		return out
	}
	return out
}

// table is a table of ours: its first row is the header. A cell that spans
// columns is followed by empty ones.
func (c *converter) table(n *node) *doc.Table {
	var rows [][]doc.Cell
	width := 0
	var visit func(kids []*node)
	visit = func(kids []*node) {
		for _, k := range kids {
			switch k.name {
			case "w:sdt":
				visit(k.child("w:sdtContent").children())
			case "w:tr":
				row := c.row(k)
				width = max(width, len(row))
				rows = append(rows, row)
			}
		}
	}
	visit(n.kids)
	if width == 0 {
		return nil
	}
	for i := range rows {
		for len(rows[i]) < width {
			rows[i] = append(rows[i], doc.Cell{})
		}
	}
	return &doc.Table{Align: make([]doc.Align, width), Header: rows[0], Rows: rows[1:]}
}

func (c *converter) row(tr *node) []doc.Cell {
	var row []doc.Cell
	var visit func(kids []*node)
	visit = func(kids []*node) {
		for _, k := range kids {
			switch k.name {
			case "w:sdt":
				visit(k.child("w:sdtContent").children())
			case "w:tc":
				row = append(row, c.cell(k))
				span, _ := strconv.Atoi(k.child("w:tcPr").child("w:gridSpan").attr("w:val"))
				for ; span > 1 && span < 64; span-- {
					row = append(row, doc.Cell{})
				}
			}
		}
	}
	visit(tr.kids)
	return row
}

// cell is a cell's lines; those of a table in it too.
func (c *converter) cell(tc *node) doc.Cell {
	var cell doc.Cell
	add := func(inlines []doc.Inline, bullet bool) {
		var line []doc.Inline
		flush := func() {
			if len(line) > 0 {
				cell.Lines = append(cell.Lines, doc.Line{Bullet: bullet, Inlines: line})
			}
			line = nil
		}
		for _, x := range inlines {
			if _, ok := x.(*doc.Break); ok {
				flush()
				continue
			}
			line = append(line, x)
		}
		flush()
	}
	for _, b := range c.blocks(tc.kids) {
		switch b := b.(type) {
		case *doc.Paragraph:
			add(b.Inlines, false)
		case *doc.Heading:
			add(b.Inlines, false)
		case *doc.List:
			for _, item := range b.Items {
				for _, x := range item.Blocks {
					if p, ok := x.(*doc.Paragraph); ok {
						add(p.Inlines, true)
					}
				}
			}
		case *doc.Table:
			for _, row := range append([][]doc.Cell{b.Header}, b.Rows...) {
				for _, inner := range row {
					cell.Lines = append(cell.Lines, inner.Lines...)
				}
			}
		}
	}
	return cell
}
