package markup

// Place is where a token stands in a template, and so what its value may be.
// The greater place is the stricter one.
type Place int

// The places.
const (
	Alone  Place = iota // a paragraph that is nothing else: free text, or a picture
	InItem              // a paragraph of a list or a block form that is nothing else: free text
	InCell              // a table cell, an address or sender block: lines
	InLine              // a heading, a gap, a link's text, the middle of a sentence: one line, and no Narrative
)

// Places tells for each token of a template in which place it stands; of a
// token that stands in several, the strictest. It looks at no value: call it
// when a template is loaded, with Token(i) for each printing action. The error
// is a Faults with every form that no document can have and every token where
// no value can stand, in the order of the template.
func Places(s Source) (map[int]Place, error) {
	w := newWalker(s)
	w.document()
	if len(w.faults) > 0 {
		return nil, w.sorted()
	}
	return w.places, nil
}

// note records that the walk has met a token.
func (w *walker) note(index, off int, p Place) {
	w.seen[off] = true
	if old, ok := w.places[index]; !ok || p > old {
		w.places[index] = p
	}
}
