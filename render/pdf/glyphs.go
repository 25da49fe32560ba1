package pdf

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	unibidi "golang.org/x/text/unicode/bidi"
	"golang.org/x/text/unicode/norm"

	"handover/render/bidi"
	"handover/render/doc"
)

// shaped are the scripts that need their letters joined, reordered or stacked,
// for which we have no face. Right-to-left ones are told by their
// bidi class.
var shaped = []*unicode.RangeTable{
	unicode.Oriya, unicode.Telugu, unicode.Kannada, unicode.Malayalam, unicode.Lao, unicode.Tibetan, unicode.Myanmar, unicode.Khmer, unicode.Mongolian,
}

// glyphCheck finds every character of a document that a PDF can't show, before
// anything is drawn: fpdf draws an empty box for it, with no error.
type glyphCheck struct {
	regular *face
	seen    map[doc.Fault]bool
	rtl     bool // there is text to shape: it runs from right to left, stacks, or has marks
	faults  doc.Faults
}

// checkGlyphs tells whether a document has right-to-left text, or returns Faults
// if not every character can be drawn.
func checkGlyphs(d *doc.Doc) (rtl bool, err error) {
	regular, err := faces[faceRegular]()
	if err != nil {
		return false, err
	}
	c := &glyphCheck{regular: regular, seen: make(map[doc.Fault]bool)}
	for _, s := range []string{d.Meta.Title, d.Meta.Creator, d.Meta.Head, d.Meta.Foot} {
		if err := c.text(s, ""); err != nil {
			return false, err
		}
	}
	if err := doc.EachText(d.Blocks, c.text); err != nil {
		return false, err
	}
	for _, p := range d.Pictures() {
		for _, l := range p.Labels() {
			if err := c.text(l.Text, l.Path); err != nil {
				return false, err
			}
		}
	}
	if len(c.faults) > 0 {
		return false, c.faults
	}
	return c.rtl, nil
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
		if f := (doc.Fault{Path: path, Msg: msg}); msg != "" && !c.seen[f] {
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
	if stackedFace(r) != 0 {
		c.rtl = true
		return c.shaped(r)
	}
	switch class := bidi.Class(r); class {
	case unibidi.LRE, unibidi.RLE, unibidi.LRO, unibidi.RLO, unibidi.PDF, unibidi.LRI, unibidi.RLI, unibidi.FSI, unibidi.PDI:
		return fmt.Sprintf("a hidden character that turns the text beside it round (%U) can't be set in PDF", r), nil
	case unibidi.R, unibidi.AL, unibidi.AN, unibidi.NSM:
		if needsShape(r) || r == rightToLeftMark {
			c.rtl = true
			return c.shaped(r)
		}
		if class != unibidi.NSM {
			return noScript(r), nil
		}
		c.rtl = c.rtl || isMark(r)
	}
	if unicode.In(r, shaped...) {
		return noScript(r), nil
	}
	if unicode.IsControl(r) {
		return fmt.Sprintf("no font has %U", r), nil
	}
	if c.regular.has(r) {
		return "", nil
	}
	for _, id := range fallbacks {
		f, err := faces[id]()
		if err != nil {
			return "", err
		}
		if f.has(r) {
			return "", nil
		}
	}
	if unicode.Is(pictures, r) {
		return fmt.Sprintf("an emoji that no font has (%U)", r), nil
	}
	return fmt.Sprintf("no font has %U", r), nil
}

// noScript says that there is no face for the script of r.
func noScript(r rune) string {
	for name, table := range unicode.Scripts {
		if unicode.Is(table, r) && name != "Common" && name != "Inherited" {
			return "a PDF can't show " + strings.ReplaceAll(name, "_", " ") + " letters, and Word can"
		}
	}
	return fmt.Sprintf("no font has %U", r)
}

// pictures are the blocks of emoji.
var pictures = &unicode.RangeTable{R32: []unicode.Range32{{Lo: 0x1F000, Hi: 0x1FAFF, Stride: 1}}}

// rightToLeftMark is invisible, and turns what has no direction of its own.
const rightToLeftMark = '\u200F'

// shaped says why r, which needs shaping, can't be drawn; empty if a face for it
// has it, in both weights.
func (c *glyphCheck) shaped(r rune) (string, error) {
	if !norm.NFC.IsNormalString(string(r)) { // the font would draw its parts
		return fmt.Sprintf("a letter that isn't in Unicode's composed form (%U)", r), nil
	}
	if id := stackedFace(r); id != 0 {
		f, err := faces[id]()
		if err != nil || f.has(r) {
			return "", err
		}
		return fmt.Sprintf("no font has %U", r), nil
	}
	for id := faceTurned; id < faceNaskhBold; id += 2 {
		regular, err := faces[id]()
		if err != nil {
			return "", err
		}
		bold, err := faces[id+1]()
		if err != nil {
			return "", err
		}
		if regular.has(r) && bold.has(r) {
			return "", nil
		}
	}
	return fmt.Sprintf("no font has %U", r), nil
}
