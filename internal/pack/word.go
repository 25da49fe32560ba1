package pack

import (
	"slices"

	"handover/internal/fill"
	"handover/internal/word"
	"handover/render"
	"handover/render/doc"
)

// word makes the document of a council's own Word file: the file itself, and its
// tree for what is searched and for the other formats.
func (c *chooser) word(d fill.Document, filled fill.Filled, x *Planned) error {
	m := c.meta(d, x)
	bytes, err := filled.Word.Bytes(word.About{Title: m.Title, Creator: m.Creator, Date: m.Date})
	if err != nil {
		return err
	}
	blocks, plain, err := filled.Word.Blocks(filled.Source.Values)
	if err != nil {
		return err
	}
	x.doc = &doc.Doc{Meta: m, Blocks: blocks}
	x.doc.Made = &doc.Made{Bytes: bytes, Words: x.doc.Words(), Known: filled.Word.Known()}
	x.doc.Blocks = titled(blocks, m.Title)
	x.Formats = wordFormats(x.Formats, plain && m.Layout != doc.Letter)
	if !slices.Contains(x.Formats, render.PDF) && slices.Contains(c.opt.Formats, render.PDF) {
		x.Warnings = append(slices.Clone(x.Warnings), "no PDF: how the page is laid out stands in the council's own Word file; save that as PDF in Word")
	}
	return nil
}

// wordFormats are a Word file itself, and those asked for that its text can be
// set in.
func wordFormats(asked []render.Format, plain bool) []render.Format {
	out := []render.Format{render.DOCX}
	for _, f := range asked {
		if f != render.DOCX && (f != render.PDF || plain) {
			out = append(out, f)
		}
	}
	return out
}

// titled is a tree whose headings go down from one title, as every document's of
// ours do, whatever styles the Word file has.
func titled(blocks []doc.Block, title string) []doc.Block {
	out := slices.Clone(blocks)
	first := slices.IndexFunc(out, func(b doc.Block) bool { _, ok := b.(*doc.Heading); return ok })
	if first < 0 || out[first].(*doc.Heading).Level != 1 {
		out = slices.Insert(out, 0, doc.Block(&doc.Heading{Level: 1, Inlines: []doc.Inline{&doc.Text{Text: title}}}))
		first = 0
	}
	last := 1
	for i, b := range out {
		if h, ok := b.(*doc.Heading); ok && i != first {
			last = min(max(h.Level, 2), last+1, 4)
			out[i] = &doc.Heading{Level: last, Inlines: h.Inlines}
		}
	}
	return out
}
