package render

import "fmt"

// contents writes a list of a document's sections, each a link to its heading,
// numbered from 1. It has no page numbers: Word breaks the pages itself, and a
// number that it doesn't work out again on opening would be wrong.
func (w *docxWriter) contents(blocks []Block, at []int) {
	w.para(docxPara{style: "Heading2"}, []Inline{&Text{Text: "Contents"}})
	for n, i := range at {
		w.str(`<w:p><w:pPr><w:pStyle w:val="ListContinue"/></w:pPr>`)
		fmt.Fprintf(&w.b, `<w:hyperlink w:anchor="Section%d" w:history="1">`, n+1)
		w.inlines(withoutLinks(blocks[i].(*Heading).Inlines), docxRun{style: "Hyperlink"})
		w.str("</w:hyperlink></w:p>")
	}
}

// long tells whether a document is likely to pass six pages.
func (w *docxWriter) long(blocks []Block) bool {
	return w.height(blocks) > contentsAfter*w.sheet.deep()
}

// height estimates how much of pages blocks fill, in twips.
func (w *docxWriter) height(blocks []Block) int {
	const line, space = 331, 140
	high := 0
	for _, b := range blocks {
		switch b := b.(type) {
		case *Heading:
			high += w.scaled(2*line + space)
		case *Paragraph:
			for _, words := range docxLines(b.Inlines) {
				high += w.scaled(line * docxWrap(words, w.unscaled(w.sheet.text())))
			}
			high += space
		case *List:
			for _, item := range b.Items {
				high += w.height(item.Blocks)
			}
		case *Table:
			if docxShape(b) != "" {
				continue // a fault when it is written
			}
			widths := w.widths(b, docxRecordTable)
			for _, row := range b.Rows {
				high += max(w.rowHeight(row, widths), w.scaled(docxMinHeight(row, docxRecordTable, docxRowPlace{}))) + 140
			}
			high += w.scaled(line) + space
		case *Div:
			high += w.height(b.Blocks)
		}
	}
	return high
}
