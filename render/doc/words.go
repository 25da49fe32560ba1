package doc

import (
	"strings"

	"golang.org/x/text/unicode/norm"
)

// Words returns every word of the document in reading order: what stands
// between white space, in NFC. A tick box is the word "☐" or "☑". Bullets, list
// numbers and what runs on each page are not counted. Finished files are held
// to it.
func (d *Doc) Words() []string {
	return d.fields(false)
}

// WordsByField is Words for a file that writes a table field by field, each after
// its column's name, and a gap in brackets.
func (d *Doc) WordsByField() []string {
	return d.fields(true)
}

func (d *Doc) fields(byField bool) []string {
	var b strings.Builder
	w := words{say: func(r Run) { b.WriteString(r.Text) }, byField: byField}
	w.blocks(d.Blocks)
	return strings.Fields(norm.NFC.String(b.String()))
}

// Run is text of a document that came from one place.
type Run struct {
	Text  string
	Path  string // as of a Text
	Fixed bool   // the template's own words
}

// Runs is the text of the document in reading order, as Words has it, or
// WordsByField.
func (d *Doc) Runs(byField bool) []Run {
	var out []Run
	w := words{say: func(r Run) { out = append(out, r) }, byField: byField}
	w.blocks(d.Blocks)
	return out
}

// words says the text of a document, run by run.
type words struct {
	say     func(Run)
	byField bool
}

func (w *words) blocks(bs []Block) {
	_ = Walk(bs, w.visit) // a node of no known kind has no words, and no writer takes it
}

func (w *words) visit(n Node, entering bool) error {
	switch n := n.(type) {
	case *Table:
		if entering && w.byField && len(n.Rows) > 0 {
			return w.fieldsOf(n)
		}
	case *Text:
		if entering {
			w.say(Run{n.Text, n.Path, n.Fixed})
		}
	case *Gap:
		if entering {
			w.gap(n)
		}
	case *Tick:
		if entering {
			w.say(Run{Text: " " + TickText(n.Checked) + " "})
		}
	}
	switch n.(type) {
	case *Break, *Line, Block:
		if !entering {
			w.say(Run{Text: "\n"})
		}
	}
	return nil
}

func (w *words) gap(g *Gap) {
	if w.byField {
		w.say(Run{Text: "[" + g.Text + "]", Path: g.Path})
		return
	}
	w.say(Run{Text: g.Text, Path: g.Path})
}

// fieldsOf is a table's cells, each after its column's name.
func (w *words) fieldsOf(t *Table) error {
	for _, row := range t.Rows {
		for i := range row {
			for _, c := range []*Cell{&t.Header[i], &row[i]} {
				if err := within(c, w.visit); err != nil {
					return err
				}
			}
		}
	}
	return ErrSkip
}

// TickText is how a tick box reads in text.
func TickText(checked bool) string {
	if checked {
		return "☑"
	}
	return "☐"
}
