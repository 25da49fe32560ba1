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
	var w words
	w.blocks(d.Blocks)
	return w.fields()
}

// WordsByField is Words for a file that writes a table field by field, each after
// its column's name, and a gap in brackets.
func (d *Doc) WordsByField() []string {
	w := words{byField: true}
	w.blocks(d.Blocks)
	return w.fields()
}

// words gathers text.
type words struct {
	b       strings.Builder
	byField bool
}

func (w *words) fields() []string { return strings.Fields(norm.NFC.String(w.b.String())) }

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
			w.b.WriteString(n.Text)
		}
	case *Gap:
		if entering {
			w.gap(n)
		}
	case *Tick:
		if entering {
			w.b.WriteString(" " + TickText(n.Checked) + " ")
		}
	}
	switch n.(type) {
	case *Break, *Line, Block:
		if !entering {
			w.b.WriteByte('\n')
		}
	}
	return nil
}

func (w *words) gap(g *Gap) {
	if w.byField {
		w.b.WriteString("[" + g.Text + "]")
		return
	}
	w.b.WriteString(g.Text)
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
