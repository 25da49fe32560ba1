package docx

import "handover/render/doc"

// calloutLeft is a callout's indent in twips, as in blank/word/styles.xml.
// Its bar can reach one step of a list further left (Word's limit is 31 pt), not
// two: a list in a list in a list stands where its parent does.
const calloutLeft = 227

// calloutGap parts two paragraphs of a callout, in twips.
const calloutGap = 80

// callout writes shaded paragraphs with a bar at their left.
func (w *writer) callout(blocks []doc.Block) {
	w.inCallout, w.calloutLast = true, para{}
	for i, b := range blocks {
		switch b := b.(type) {
		case *doc.Paragraph:
			w.calloutPara(para{left: calloutLeft}, b.Inlines)
		case *doc.List:
			w.list(b, 0)
		default:
			w.fault("", "block %d of a callout is %T", i+1, b)
		}
	}
	w.inCallout = false
	w.para(para{style: "AfterBlock", keepNext: w.keepEnd}, nil)
}

// calloutPara writes one paragraph. Paragraphs of one indent are one box to
// Word and LibreOffice, which shade the space between them; between others it
// would stay white, so there is none.
func (w *writer) calloutPara(p para, in []doc.Inline) {
	p.style, p.keepNext = "Callout", p.keepNext || w.keepEnd
	if l := w.calloutLast; l.left == p.left && l.hanging == p.hanging && l.bar == p.bar {
		p.before = calloutGap
	}
	w.para(p, in)
	w.calloutLast = p
}
