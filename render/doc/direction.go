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
	d := paragraphDirection{words: unibidi.ON, values: unibidi.ON}
	d.look(ins)
	if d.words != unibidi.ON {
		return d.words == unibidi.R
	}
	return d.values == unibidi.R
}

type paragraphDirection struct{ words, values unibidi.Class }

func (d *paragraphDirection) look(ins []Inline) {
	for _, in := range ins {
		switch in := in.(type) {
		case *Text:
			switch c := bidi.FirstStrong(in.Text); {
			case c == unibidi.ON:
			case in.Path == "" && d.words == unibidi.ON:
				d.words = c
			case in.Path != "" && d.values != unibidi.L:
				d.values = c
			}
		case *Gap: // the program's own words
			if c := bidi.FirstStrong(in.Text); d.words == unibidi.ON {
				d.words = c
			}
		case *Strong:
			d.look(in.Inlines)
		case *Emph:
			d.look(in.Inlines)
		case *Link:
			d.look(in.Inlines)
		}
	}
}
