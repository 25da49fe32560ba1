package doc

// ContentsAfter is how many pages a document may have without a list of what
// is in it.
const ContentsAfter = 6

// Sections are the places of the headings that a list of contents names: those
// of the second level that stand in no other block. Of fewer than three there
// is no list.
func Sections(bs []Block) []int {
	var at []int
	for i, b := range bs {
		if h, ok := b.(*Heading); ok && h.Level == 2 {
			at = append(at, i)
		}
	}
	if len(at) < 3 {
		return nil
	}
	return at
}

// WithoutLinks is a heading's words as an entry shows them: it is one link, and
// no link may hold another.
func WithoutLinks(ins []Inline) []Inline {
	var out []Inline
	for _, in := range ins {
		switch in := in.(type) {
		case *Link:
			out = append(out, WithoutLinks(in.Inlines)...)
		case *Strong:
			out = append(out, &Strong{WithoutLinks(in.Inlines)})
		case *Emph:
			out = append(out, &Emph{WithoutLinks(in.Inlines)})
		default:
			out = append(out, in)
		}
	}
	return out
}
