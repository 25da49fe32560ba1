package docx

import (
	"fmt"

	"handover/render/doc"
)

// contents writes a list of a document's sections, each a link to its heading,
// numbered from 1. It has no page numbers: Word breaks the pages itself, and a
// number that it doesn't work out again on opening would be wrong.
func (w *writer) contents(blocks []doc.Block, at []int) {
	w.para(para{style: "Heading2"}, []doc.Inline{&doc.Text{Text: "Contents"}})
	for n, i := range at {
		w.str(`<w:p><w:pPr><w:pStyle w:val="ListContinue"/></w:pPr>`)
		fmt.Fprintf(&w.b, `<w:hyperlink w:anchor="Section%d" w:history="1">`, n+1)
		w.inlines(doc.WithoutLinks(blocks[i].(*doc.Heading).Inlines), run{style: "Hyperlink"})
		w.str("</w:hyperlink></w:p>")
	}
}

// long tells whether a document is likely to pass six pages.
func (w *writer) long(blocks []doc.Block) bool {
	return w.height(blocks) > doc.ContentsAfter*w.sheet.deep()
}

// height estimates how much of pages blocks fill, in twips.
func (w *writer) height(blocks []doc.Block) int {
	const line, space = 331, 140
	high := 0
	for _, b := range blocks {
		switch b := b.(type) {
		case *doc.Heading:
			high += w.scaled(2*line + space)
		case *doc.Paragraph:
			for _, words := range lineWords(b.Inlines) {
				high += w.scaled(line * wrap(words, w.unscaled(w.sheet.text())))
			}
			high += space
		case *doc.List:
			for _, item := range b.Items {
				high += w.height(item.Blocks)
			}
		case *doc.Table:
			if shape(b) != "" {
				continue // a fault when it is written
			}
			widths := w.widths(b, recordTable)
			for _, row := range b.Rows {
				high += max(w.rowHeight(row, widths), w.scaled(minHeight(row, recordTable, rowPlace{}))) + 140
			}
			high += w.scaled(line) + space
		case *doc.Picture:
			high += int(20*b.High*w.pictureScale(b)) + space
		case *doc.Div:
			high += w.height(b.Blocks)
		}
	}
	return high
}
