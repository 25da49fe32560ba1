package docx

import (
	"fmt"
	"slices"

	"handover/render/doc"
)

// para is how a paragraph stands; the zero value is the style's own.
type para struct {
	style    string
	keepNext bool
	frame    string // a whole w:framePr
	num      int    // numbering instance, 0 for none
	level    int
	line     int // exact line height, twips
	left     int // indent, twips; with hanging. 0 leaves the style's or list's
	hanging  int
	bar      int // twips by which a callout's bar stands further left than its text asks
	before   int // space before, twips; 0 is the style's own
	align    doc.Align
	section  int    // number of the section that a link of the list of contents leads to; 0 is none
	sizes    []int  // half-points, of each line; nil is the style's own
	cuts     []bool // as sizes: whether an address on the line is cut after its @
}

// para writes one paragraph, its properties in the schema's order.
func (w *writer) para(p para, in []doc.Inline) {
	rtl := doc.RunsRTL(in)
	w.str(`<w:p><w:pPr><w:pStyle w:val="`, p.style, `"/>`)
	if p.keepNext || w.keepAll {
		w.str("<w:keepNext/>")
	}
	w.str(p.frame)
	if p.num != 0 {
		fmt.Fprintf(&w.b, `<w:numPr><w:ilvl w:val="%d"/><w:numId w:val="%d"/></w:numPr>`, p.level, p.num)
	}
	if p.bar != 0 {
		fmt.Fprintf(&w.b, `<w:pBdr><w:left w:val="single" w:sz="36" w:space="%d" w:color="1F3B59"/></w:pBdr>`, 8+p.bar/20)
	}
	if rtl {
		w.str("<w:bidi/>")
	}
	switch {
	case p.before != 0:
		fmt.Fprintf(&w.b, `<w:spacing w:before="%d"/>`, p.before)
	case p.line != 0:
		fmt.Fprintf(&w.b, `<w:spacing w:before="0" w:after="0" w:line="%d" w:lineRule="exact"/>`, p.line)
	}
	if p.left != 0 {
		fmt.Fprintf(&w.b, `<w:ind w:left="%d" w:hanging="%d"/>`, p.left, p.hanging)
	}
	switch {
	case p.align == doc.Centre:
		w.str(`<w:jc w:val="center"/>`)
	case p.align == doc.Right && !rtl: // a right-to-left paragraph stands right of itself
		w.str(`<w:jc w:val="right"/>`)
	}
	w.str("</w:pPr>")
	if p.section != 0 {
		fmt.Fprintf(&w.b, `<w:bookmarkStart w:id="%d" w:name="Section%[1]d"/><w:bookmarkEnd w:id="%[1]d"/>`, p.section)
	}
	if p.sizes == nil {
		w.inlines(in, run{bidi: rtl})
	} else {
		w.sized(in, run{bidi: rtl}, p.sizes, p.cuts)
	}
	w.str("</w:p>")
}

// sized writes inlines whose lines, parted by breaks, have sizes of their own.
func (w *writer) sized(in []doc.Inline, r run, sizes []int, cuts []bool) {
	for i, start := 0, 0; i <= len(in); i++ {
		if i < len(in) {
			if _, ok := in[i].(*doc.Break); !ok {
				continue
			}
		}
		r.size, sizes = sizes[0], sizes[1:]
		r.cut, cuts = cuts[0], cuts[1:]
		w.inlines(in[start:min(i+1, len(in))], r)
		start = i + 1
	}
}

func (w *writer) body(blocks []doc.Block) {
	if w.layout == doc.Letter {
		blocks = w.letterhead(blocks)
	}
	var at []int
	if w.layout == doc.Form && w.long(blocks) {
		at = doc.Sections(blocks)
	}
	end := w.end(blocks)
	for i, b := range blocks {
		w.keepAll, w.keepEnd = i >= end, i+1 == end && end < len(blocks) || beforeSignatures(blocks[i+1:])
		if n := slices.Index(at, i); n >= 0 {
			if n == 0 {
				w.contents(blocks, at)
			}
			w.para(para{style: "Heading2", section: n + 1}, b.(*doc.Heading).Inlines)
			continue
		}
		par, ok := b.(*doc.Paragraph)
		if !ok || i+1 == len(blocks) {
			w.block(b)
			continue
		}
		headed := false
		if i > 0 {
			_, headed = blocks[i-1].(*doc.Heading)
		}
		w.para(para{style: "BodyText", keepNext: doc.LeadsIn(b, blocks[i+1], headed, isFew(par)) || w.keepEnd}, par.Inlines)
	}
}

// end is from which block on all stands together: up to a quarter of a page, so
// that no page is begun for a few lines. A document of no more has one page.
func (w *writer) end(blocks []doc.Block) int {
	room := w.sheet.deep() / 4
	for i := len(blocks) - 1; i >= 0; i-- {
		if room -= w.height(blocks[i : i+1]); room < 0 {
			return i + 1
		}
	}
	return len(blocks)
}

// beforeSignatures tells whether signatures come next, or their "Yours sincerely".
func beforeSignatures(next []doc.Block) bool {
	if len(next) > 1 {
		if p, ok := next[0].(*doc.Paragraph); ok && isFew(p) {
			next = next[1:]
		}
	}
	return len(next) > 0 && doc.IsSignatures(next[0])
}

// few is up to how many bytes a paragraph is a few words: two lines or so.
const few = 200

func isFew(p *doc.Paragraph) bool { return len(doc.PlainText(p.Inlines)) <= few }

func (w *writer) block(b doc.Block) {
	switch b := b.(type) {
	case *doc.Heading:
		if b.Level < 1 || b.Level > 4 {
			w.fault("", "a heading of level %d", b.Level)
			return
		}
		w.para(para{style: fmt.Sprintf("Heading%d", b.Level)}, b.Inlines)
	case *doc.Paragraph:
		w.para(para{style: "BodyText"}, b.Inlines)
	case *doc.List:
		w.list(b, 0)
	case *doc.Table:
		w.table(b, recordTable)
	case *doc.Div:
		w.div(b)
	case *doc.Picture:
		w.picture(b)
	case *doc.Rule:
		w.para(para{style: "Rule"}, nil)
	default:
		w.fault("", "unknown block %T", b)
	}
}

func (w *writer) div(d *doc.Div) {
	switch d.Kind {
	case doc.Address, doc.Sender:
		style := "AddressBlock"
		if d.Kind == doc.Sender {
			style = "SenderBlock"
		}
		if w.layout == doc.Letter {
			w.fault("", "a letter begins with its sender and address blocks, once each")
			return
		}
		if p := w.onlyParagraph(d); p != nil {
			w.para(para{style: style}, p.Inlines)
		}
	case doc.Facts:
		if t := w.onlyTable(d); t != nil {
			if len(t.Header) != 2 {
				w.fault("", "a facts block's table has %d columns, not 2", len(t.Header))
				return
			}
			w.table(t, factsTable)
		}
	case doc.Signatures:
		if t := w.onlyTable(d); t != nil {
			w.table(t, signatureTable)
		}
	case doc.Callout:
		w.callout(d.Blocks)
	default:
		w.fault("", "unknown block form %q", d.Kind)
	}
}

func (w *writer) onlyParagraph(d *doc.Div) *doc.Paragraph {
	if len(d.Blocks) == 1 {
		if p, ok := d.Blocks[0].(*doc.Paragraph); ok {
			return p
		}
	}
	w.fault("", "a block form %q holds one paragraph", d.Kind)
	return nil
}

func (w *writer) onlyTable(d *doc.Div) *doc.Table {
	if len(d.Blocks) == 1 {
		if t, ok := d.Blocks[0].(*doc.Table); ok {
			return t
		}
	}
	w.fault("", "a block form %q holds one table", d.Kind)
	return nil
}
