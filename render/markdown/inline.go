package markdown

import (
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"handover/render/doc"
)

// lineKind is where a line of Markdown stands, and so what else it escapes.
type lineKind int

const (
	inParagraph lineKind = iota
	inCell
)

// atom is the smallest piece of a line: one character of text, several from the
// middle of it, a delimiter of emphasis, or a whole piece of other markup.
type atom struct {
	md   string
	char rune // the character of text; 0 for markup and for several
	role role
}

type role uint8

const (
	plain  role = iota
	opener      // a delimiter that begins emphasis
	closer      // one that ends it
)

// line writes one line of inlines.
func line(ins []doc.Inline, kind lineKind) (string, error) {
	atoms, err := lineAtoms(ins, kind)
	if err != nil {
		return "", err
	}
	keepEdges(atoms)
	keepEmphasis(atoms)
	var b strings.Builder
	for _, a := range atoms {
		b.WriteString(a.md)
	}
	return b.String(), nil
}

func lineAtoms(ins []doc.Inline, kind lineKind) ([]atom, error) {
	var out []atom
	wrap := func(inner []doc.Inline, open, end atom) error {
		atoms, err := lineAtoms(inner, kind)
		// goldmark takes "[x](…)" at the start of a list item for a task box.
		if open.md == "[" && len(atoms) == 1 && strings.ContainsRune(" xX", atoms[0].char) {
			atoms[0].toEntity()
		}
		if err == nil && len(atoms) == 0 {
			err = errors.New("emphasis or a link without text")
		}
		out = append(append(append(out, open), atoms...), end)
		return err
	}
	for i := 0; i < len(ins); i++ {
		var err error
		switch x := ins[i].(type) {
		case *doc.Text:
			// Neighbours are escaped as one: "&" before "amp;" is an entity.
			text := x.Text
			for ; i+1 < len(ins); i++ {
				next, ok := ins[i+1].(*doc.Text)
				if !ok {
					break
				}
				text += next.Text
			}
			bracket := false
			if i+1 < len(ins) {
				switch ins[i+1].(type) {
				case *doc.Link, *doc.Gap:
					bracket = true
				}
			}
			out = append(out, textAtoms(text, kind, bracket)...)
		case *doc.Strong:
			err = wrap(x.Inlines, atom{md: "**", role: opener}, atom{md: "**", role: closer})
		case *doc.Emph:
			err = wrap(x.Inlines, atom{md: "_", role: opener}, atom{md: "_", role: closer})
		case *doc.Link:
			err = wrap(x.Inlines, atom{md: "["}, atom{md: "](" + linkAddress(x.To) + ")"})
		case *doc.Gap:
			text := textAtoms(x.Text, kind, false)
			keepEdges(text) // pandoc would drop spaces there
			out = append(append(append(out, atom{md: "["}), text...), atom{md: "]{.gap}"})
		case *doc.Tick:
			out = append(out, atom{md: doc.TickText(x.Checked)})
		default:
			err = fmt.Errorf("%T can't stand in a line", x)
		}
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

// escapeLine is text as a line of Markdown of its own.
func escapeLine(text string) string {
	atoms := textAtoms(text, inParagraph, false)
	keepEdges(atoms)
	var b strings.Builder
	for _, a := range atoms {
		b.WriteString(a.md)
	}
	return escapeLineStart(b.String())
}

// keepEdges writes white space at the ends of a line as entities: bare, it is
// no part of the text.
func keepEdges(atoms []atom) {
	for _, i := range []int{0, len(atoms) - 1} {
		if i >= 0 && i < len(atoms) && atoms[i].char == ' ' {
			atoms[i].md = "&#32;"
		}
	}
}

// keepEmphasis lets each delimiter open or close what it must. CommonMark looks
// at the characters on both sides of it; where they stand in its way, they are
// written as entities, which begin and end with punctuation. That can put them
// in another delimiter's way, so it goes on until nothing changes.
// https://spec.commonmark.org/0.31.2/#left-flanking-delimiter-run
func keepEmphasis(atoms []atom) {
	for changed := true; changed; {
		changed = false
		for i, a := range atoms {
			switch {
			case a.role == opener && inTheWay(atoms, i, i+1, i-1),
				a.role == closer && inTheWay(atoms, i, i-1, i+1):
				changed = true
			}
		}
	}
}

// inTheWay writes the inner or outer neighbour of delimiter i as an entity if
// it must be, and tells whether it did.
func inTheWay(atoms []atom, i, inner, outer int) bool {
	isOpener := atoms[i].role == opener
	in := edgeRune(atoms[inner], isOpener)
	if isSpace(in) {
		atoms[inner].toEntity()
		return true
	}
	if outer < 0 || outer >= len(atoms) {
		return false
	}
	out := edgeRune(atoms[outer], !isOpener)
	if isSpace(out) || isPunct(out) || atoms[i].md != "_" && !isPunct(in) {
		return false
	}
	atoms[outer].toEntity()
	return true
}

// edgeRune is the first or last character that an atom writes.
func edgeRune(a atom, first bool) rune {
	r, _ := utf8.DecodeLastRuneInString(a.md)
	if first {
		r, _ = utf8.DecodeRuneInString(a.md)
	}
	return r
}

func (a *atom) toEntity() {
	a.md = fmt.Sprintf("&#%d;", a.char)
}

func isSpace(r rune) bool { return unicode.IsSpace(r) }
func isPunct(r rune) bool { return unicode.IsPunct(r) || unicode.IsSymbol(r) }
