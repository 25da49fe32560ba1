package render

// docxCalloutLeft is a callout's indent in twips, as in docxref/word/styles.xml.
// Its bar can reach one step of a list further left (Word's limit is 31 pt), not
// two: a list in a list in a list stands where its parent does.
const docxCalloutLeft = 227

// docxCalloutGap parts two paragraphs of a callout, in twips.
const docxCalloutGap = 80

// callout writes shaded paragraphs with a bar at their left.
func (w *docxWriter) callout(blocks []Block) {
	w.inCallout, w.calloutLast = true, docxPara{}
	for i, b := range blocks {
		switch b := b.(type) {
		case *Paragraph:
			w.calloutPara(docxPara{left: docxCalloutLeft}, b.Inlines)
		case *List:
			w.list(b, 0)
		default:
			w.fault("", "block %d of a callout is %T", i+1, b)
		}
	}
	w.inCallout = false
	w.para(docxPara{style: "AfterBlock", keepNext: w.keepEnd}, nil)
}

// calloutPara writes one paragraph. Paragraphs of one indent are one box to
// Word and LibreOffice, which shade the space between them; between others it
// would stay white, so there is none.
func (w *docxWriter) calloutPara(p docxPara, in []Inline) {
	p.style, p.keepNext = "Callout", p.keepNext || w.keepEnd
	if l := w.calloutLast; l.left == p.left && l.hanging == p.hanging && l.bar == p.bar {
		p.before = docxCalloutGap
	}
	w.para(p, in)
	w.calloutLast = p
}
