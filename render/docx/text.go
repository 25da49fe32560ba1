package docx

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	unibidi "golang.org/x/text/unicode/bidi"

	"handover/render/bidi"
	"handover/render/doc"
)

var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "\r", "&#xD;")

// escaped gives text for XML, attribute or element. A character that XML 1.0
// can't hold is a fault.
func (w *writer) escaped(s, path string) string {
	for i, r := range s {
		if !legal(r) {
			w.fault(path, "XML, and so DOCX, can't hold %U", r)
		} else if r == utf8.RuneError {
			if _, n := utf8.DecodeRuneInString(s[i:]); n == 1 {
				w.fault(path, "not UTF-8")
			}
		}
	}
	return escaper.Replace(s)
}

// legal follows XML 1.0's Char.
func legal(r rune) bool {
	return r >= 0x20 && r != 0xFFFE && r != 0xFFFF || r == '\t' || r == '\n' || r == '\r'
}

// run is how a run of text looks; bidi says that its paragraph runs from
// right to left.
type run struct {
	bold, italic, bidi bool
	style              string // character style
	size               int    // half-points; 0 is the paragraph's own
	cut                bool   // an address goes on to the next line after its @
}

// cut breaks a line within a word. To readers of the file the word is whole:
// only this break says that nothing beside it is to be kept clear.
const cut = `<w:br w:clear="none"/>`

// rPr writes the run's properties in the schema's order. lang is the text's
// language where it isn't the document's.
func (w *writer) rPr(r run, rtl bool, lang string) {
	if r == (run{bidi: r.bidi}) && !rtl && lang == "" {
		return
	}
	w.str("<w:rPr>")
	if r.style != "" {
		w.str(`<w:rStyle w:val="`, r.style, `"/>`)
	}
	if r.bold {
		w.str("<w:b/><w:bCs/>")
	}
	if r.italic {
		w.str("<w:i/><w:iCs/>")
	}
	if r.size != 0 {
		fmt.Fprintf(&w.b, `<w:sz w:val="%d"/><w:szCs w:val="%d"/>`, r.size, r.size)
	}
	if rtl {
		w.str("<w:rtl/>")
	}
	switch { // which of Word's three languages of a run speaks for it depends on its letters
	case lang == "":
	case slices.Contains(eastAsian, lang):
		w.str(`<w:lang w:eastAsia="`, lang, `"/>`)
	case slices.Contains(simple, lang):
		w.str(`<w:lang w:val="`, lang, `"/>`)
	default:
		w.str(`<w:lang w:bidi="`, lang, `"/>`)
	}
	w.str("</w:rPr>")
}

func (w *writer) str(ss ...string) {
	for _, s := range ss {
		w.b.WriteString(s)
	}
}

// text writes s in as many runs as its directions need. Tabs and newlines are
// Word's own elements, for Word doesn't keep the characters.
func (w *writer) text(s, path string, r run) {
	w.escaped(s, path) // for its faults: a reference such as &amp; has letters of its own
	for s != "" {
		n, rtl := direction(s)
		if r.bidi {
			n, rtl = turned(s)
		}
		m, lang := doc.Tongue(s[:n])
		if !rtl {
			n = m
		} else if lang == "" && m < n { // signs before its first letter turn with them
			_, lang = doc.Tongue(s[m:n])
		}
		w.str("<w:r>")
		w.rPr(r, rtl, lang)
		piece := escaper.Replace(s[:n])
		for piece != "" {
			if at := strings.IndexByte(piece, '@') + 1; r.cut && at > 0 && !strings.ContainsAny(piece[:at], "\t\n") {
				w.str(`<w:t xml:space="preserve">`, piece[:at], "</w:t>", cut)
				piece = piece[at:]
				continue
			}
			switch i := strings.IndexAny(piece, "\t\n"); {
			case i < 0:
				w.str(`<w:t xml:space="preserve">`, piece, "</w:t>")
				piece = ""
			case i > 0:
				w.str(`<w:t xml:space="preserve">`, piece[:i], "</w:t>")
				piece = piece[i:]
			case piece[0] == '\t':
				w.str("<w:tab/>")
				piece = piece[1:]
			default:
				w.str("<w:br/>")
				piece = piece[1:]
			}
		}
		w.str("</w:r>")
		s = s[n:]
	}
}

// eastAsian and simple are languages whose letters Word doesn't take for complex
// ones (ECMA-376, 17.3.2.26).
var (
	eastAsian = []string{"zh", "ja", "ko"}
	simple    = []string{"ru", "uk", "be", "sr", "mk", "kk", "el", "ka", "hy", "am", "ti", "mn"}
)

// direction finds the first stretch of s that is all of one direction.
// Spaces and digits between two right-to-left words belong to them; those at
// either end stay outside.
func direction(s string) (n int, rtl bool) {
	end := 0 // after the last right-to-left character
	for i, r := range s {
		switch bidi.Strong(r) {
		case unibidi.R:
			if end == 0 && i > 0 {
				return i, false
			}
			end = i + utf8.RuneLen(r)
		case unibidi.L:
			if end > 0 {
				return end, true
			}
			// from here to the next right-to-left character, all is left-to-right
			for k, r := range s[i:] {
				if bidi.Strong(r) == unibidi.R {
					return i + k, false
				}
			}
			return len(s), false
		}
	}
	if end > 0 {
		return end, true
	}
	return len(s), false
}

// turned finds the first stretch of s that is all of one direction in a
// paragraph that runs from right to left. Spaces and digits between two
// left-to-right words belong to them, as do digits after one; all else is of the
// paragraph's direction.
func turned(s string) (n int, rtl bool) {
	end := 0 // after the last left-to-right character
	for i, r := range s {
		switch c := bidi.Strong(r); {
		case c == unibidi.L:
			if end == 0 && i > 0 {
				return i, true
			}
			end = i + utf8.RuneLen(r)
		case c == unibidi.R && end > 0:
			return end, false
		case end > 0 && bidi.Class(r) == unibidi.EN:
			end = i + utf8.RuneLen(r)
		}
	}
	if end > 0 {
		return end, false
	}
	return len(s), true
}

func (w *writer) inlines(in []doc.Inline, r run) {
	for i, n := range in {
		switch n := n.(type) {
		case *doc.Text:
			w.text(n.Text, n.Path, r)
		case *doc.Strong:
			s := r
			s.bold = true
			w.inlines(n.Inlines, s)
		case *doc.Emph:
			s := r
			s.italic = true
			w.inlines(n.Inlines, s)
		case *doc.Link:
			w.link(n, r)
		case *doc.Break:
			w.str("<w:r><w:br/></w:r>")
		case *doc.Gap:
			s := r
			s.style = "Gap"
			w.text(n.Text, n.Path, s)
		case *doc.Tick:
			w.tick(n.Checked)
			if i+1 < len(in) && !spaced(in[i+1]) {
				w.text(" ", "", r)
			}
		default:
			w.fault("", "unknown inline %T", n)
		}
	}
}

// link writes a hyperlink. Word calls a file damaged whose link is no URI.
func (w *writer) link(n *doc.Link, r run) {
	u, err := url.Parse(n.To)
	if err != nil || strings.ContainsAny(n.To, " \t\r\n\\<>\"{}|^`") {
		w.fault("", "a link's address is not a URI")
		return
	}
	switch u.Scheme {
	case "https", "mailto", "tel":
	default:
		w.fault("", "a link may be https, mailto or tel, not %q", u.Scheme)
		return
	}
	if r.style == "Hyperlink" {
		w.fault("", "a link inside a link")
		return
	}
	w.links = append(w.links, n.To)
	fmt.Fprintf(&w.b, `<w:hyperlink r:id="link%d" w:history="1">`, len(w.links))
	r.style = "Hyperlink"
	w.inlines(n.Inlines, r)
	w.str("</w:hyperlink>")
}

// tick writes a tick box that can be clicked in Word.
func (w *writer) tick(checked bool) {
	w.ticks++
	state := "0"
	if checked {
		state = "1"
	}
	fmt.Fprintf(&w.b, `<w:sdt><w:sdtPr><w:alias w:val="Tick box"/><w:id w:val="%d"/><w14:checkbox><w14:checked w14:val="%s"/>`+
		`<w14:checkedState w14:val="2611" w14:font="Segoe UI Symbol"/><w14:uncheckedState w14:val="2610" w14:font="Segoe UI Symbol"/></w14:checkbox></w:sdtPr>`+
		`<w:sdtContent><w:r><w:rPr><w:rFonts w:ascii="Segoe UI Symbol" w:eastAsia="Segoe UI Symbol" w:hAnsi="Segoe UI Symbol" w:cs="Segoe UI Symbol"/></w:rPr><w:t>%s</w:t></w:r></w:sdtContent></w:sdt>`,
		1000+w.ticks, state, doc.TickText(checked))
}

// spaced says whether an inline begins with white space of its own.
func spaced(n doc.Inline) bool {
	t, ok := n.(*doc.Text)
	return ok && strings.TrimLeft(t.Text, " \t\n\u00a0") != t.Text
}
