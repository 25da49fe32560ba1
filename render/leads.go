package render

import "strings"

// leadsIn tells whether a paragraph belongs on one page with the block after
// it: it ends with a colon, or it is a few words between a heading and a table,
// or before signatures ("Yours sincerely").
func leadsIn(b, next Block, afterHeading, few bool) bool {
	par, ok := b.(*Paragraph)
	if !ok || len(par.Inlines) == 0 {
		return false
	}
	switch next := next.(type) {
	case *List, *Paragraph:
		t, ok := par.Inlines[len(par.Inlines)-1].(*Text)
		return ok && strings.HasSuffix(strings.TrimSpace(t.Text), ":")
	case *Table:
		return afterHeading && few
	case *Div:
		return few && (afterHeading || next.Kind == Signatures)
	}
	return false
}
