package doc

import "strings"

// LeadsIn tells whether a paragraph belongs on one page with the block after
// it: it ends with a colon, or it is a few words before a list, between a heading
// and a table, or before signatures ("Yours sincerely").
func LeadsIn(b, next Block, afterHeading, few bool) bool {
	par, ok := b.(*Paragraph)
	if !ok || len(par.Inlines) == 0 {
		return false
	}
	t, ok := par.Inlines[len(par.Inlines)-1].(*Text)
	colon := ok && strings.HasSuffix(strings.TrimSpace(t.Text), ":")
	switch next := next.(type) {
	case *List:
		return few || colon
	case *Paragraph:
		return colon
	case *Table:
		return afterHeading && few
	case *Div:
		return few && (afterHeading || next.Kind == Signatures)
	}
	return false
}

// IsSignatures tells whether a block is for signatures, which aren't to stand on
// a page without the end of what they sign.
func IsSignatures(b Block) bool {
	d, ok := b.(*Div)
	return ok && d.Kind == Signatures
}
