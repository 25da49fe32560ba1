package render

import (
	"fmt"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/bidi"
)

// shaped are the scripts that need their letters joined, reordered or stacked,
// which no writer of ours can do in PDF. Right-to-left ones are told by their
// bidi class.
var shaped = []*unicode.RangeTable{
	unicode.Devanagari, unicode.Bengali, unicode.Gurmukhi, unicode.Gujarati, unicode.Oriya, unicode.Tamil, unicode.Telugu,
	unicode.Kannada, unicode.Malayalam, unicode.Sinhala, unicode.Thai, unicode.Lao, unicode.Tibetan, unicode.Myanmar,
	unicode.Khmer, unicode.Mongolian,
}

// glyphCheck finds every character of a document that a PDF can't show, before
// anything is drawn: fpdf draws an empty box for it, with no error.
type glyphCheck struct {
	regular, symbol *face
	seen            map[Fault]bool
	faults          Faults
}

// checkGlyphs returns Faults, or nil if every character can be drawn.
func checkGlyphs(d *Doc) error {
	regular, err := pdfFaces[faceRegular]()
	if err != nil {
		return err
	}
	c := &glyphCheck{regular: regular, seen: make(map[Fault]bool)}
	for _, s := range []string{d.Meta.Title, d.Meta.Creator, d.Meta.Head, d.Meta.Foot} {
		if err := c.text(s, ""); err != nil {
			return err
		}
	}
	if err := eachText(d.Blocks, c.text); err != nil {
		return err
	}
	if len(c.faults) > 0 {
		return c.faults
	}
	return nil
}

func (c *glyphCheck) text(s, path string) error {
	for i, r := range s {
		if r < 0x7F && r >= ' ' || r == '\n' || r == '\t' {
			continue
		}
		msg, err := c.why(r, s[i:])
		if err != nil {
			return err
		}
		if f := (Fault{Path: path, Msg: msg}); msg != "" && !c.seen[f] {
			c.seen[f] = true
			c.faults = append(c.faults, f)
		}
	}
	return nil
}

// why says why r, which begins rest, can't be drawn; empty if it can.
func (c *glyphCheck) why(r rune, rest string) (string, error) {
	if r == utf8.RuneError {
		if _, n := utf8.DecodeRuneInString(rest); n == 1 {
			return "text that isn't UTF-8", nil
		}
	}
	switch p, _ := bidi.LookupRune(r); p.Class() {
	case bidi.R, bidi.AL, bidi.AN, bidi.LRE, bidi.RLE, bidi.LRO, bidi.RLO, bidi.PDF, bidi.LRI, bidi.RLI, bidi.FSI, bidi.PDI:
		return fmt.Sprintf("right-to-left text (%U) can't be set in PDF yet", r), nil
	}
	if unicode.In(r, shaped...) {
		return fmt.Sprintf("a script whose letters join or stack (%U) can't be set in PDF yet", r), nil
	}
	if c.regular.has(r) && !unicode.IsControl(r) {
		return "", nil
	}
	if c.symbol == nil {
		var err error
		if c.symbol, err = pdfFaces[faceSymbol](); err != nil {
			return "", err
		}
	}
	if c.symbol.has(r) && !unicode.IsControl(r) {
		return "", nil
	}
	return fmt.Sprintf("no font has %U", r), nil
}
