package markup

import "handover/render/doc"

// seenHeading is a heading of the template, for the rules on their order.
type seenHeading struct {
	level int
	off   int // offset in the source
	after int // blocks before it, the sender and address of a letter apart
}

// checkHeadings holds the headings to what Heading says of them: readers of
// screens find their way by them.
func (w *walker) checkHeadings(layout doc.Layout) {
	if len(w.headings) == 0 {
		w.fault(0, "a document needs a title: one heading of level 1 (#)")
		return
	}
	above := 0
	for i, h := range w.headings {
		switch {
		case i == 0 && h.level != 1:
			w.fault(h.off, "the first heading must be of level 1 (#)")
		case i == 0 && h.after > 0 && layout == doc.Letter:
			w.fault(h.off, "in a letter only the sender and the address may stand before the heading of level 1")
		case i == 0 && h.after > 0:
			w.fault(h.off, "the heading of level 1 must come first")
		case i > 0 && h.level == 1:
			w.fault(h.off, "a document has one heading of level 1")
		case i > 0 && h.level > above+1:
			w.fault(h.off, "a heading of level %d may not follow one of level %d", h.level, above)
		}
		above = h.level
	}
}
