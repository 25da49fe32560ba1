package doc

import (
	unibidi "golang.org/x/text/unicode/bidi"

	"handover/render/bidi"
)

// RunsRTL tells whether a paragraph runs from right to left: by the first
// letter of the template's own words (values are isolated from them, rule P2),
// or, where only values stand, if each that has a direction begins with a
// right-to-left letter.
func RunsRTL(ins []Inline) bool {
	words, values := unibidi.ON, unibidi.ON
	_ = WalkInlines(ins, func(n Node, entering bool) error { // a node of no known kind has no direction
		switch n := n.(type) {
		case *Text:
			switch c := bidi.FirstStrong(n.Text); {
			case c == unibidi.ON || !entering:
			case n.Path == "" && words == unibidi.ON:
				words = c
			case n.Path != "" && values != unibidi.L:
				values = c
			}
		case *Gap: // the program's own words
			if entering && words == unibidi.ON {
				words = bidi.FirstStrong(n.Text)
			}
		}
		return nil
	})
	if words != unibidi.ON {
		return words == unibidi.R
	}
	return values == unibidi.R
}
