// Package plain writes documents as plain text. Call Write.
package plain

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"handover/render/doc"
)

// Write writes plain text to paste into another system, field by field:
// headings are underlined, a table is its fields one by one ("Header: value"),
// row after row. Lines are not wrapped. Meta is not in it.
func Write(d *doc.Doc) ([]byte, error) {
	w := &textWriter{}
	w.blocks(d.Blocks, "")
	if w.err != nil {
		return nil, w.err
	}
	return []byte(strings.TrimRight(w.b.String(), "\n") + "\n"), nil
}

type textWriter struct {
	b   strings.Builder
	err error
}

func (w *textWriter) blocks(bs []doc.Block, indent string) {
	for i, b := range bs {
		if i > 0 {
			w.b.WriteString("\n")
		}
		w.block(b, indent)
	}
}

func (w *textWriter) block(b doc.Block, indent string) {
	switch b := b.(type) {
	case *doc.Heading:
		s := w.inlines(b.Inlines)
		mark := [...]string{"=", "-", "~", "."}[b.Level-1]
		w.line(indent, s)
		w.line(indent, strings.Repeat(mark, min(utf8.RuneCountInString(s), 72)))
	case *doc.Paragraph:
		w.line(indent, w.inlines(b.Inlines))
	case *doc.List:
		for i, it := range b.Items {
			label := "- "
			if b.Ordered {
				label = strconv.Itoa(b.Start+i) + ". "
			}
			var inner textWriter
			inner.blocks(it.Blocks, "")
			if inner.err != nil {
				w.err = inner.err
				return
			}
			text := strings.TrimRight(inner.b.String(), "\n")
			w.line(indent, label+strings.ReplaceAll(text, "\n", "\n"+strings.Repeat(" ", len(label))))
		}
	case *doc.Table:
		w.table(b, indent)
	case *doc.Div:
		w.blocks(b.Blocks, indent)
	case *doc.Picture: // in words
		w.line(indent, w.inlines(b.Alt))
	case *doc.Rule:
		w.line(indent, strings.Repeat("-", 40))
	default:
		w.err = fmt.Errorf("a %T is not known", b)
	}
}

// table writes each row's cells under their headers. A header row that is
// empty belongs to key facts: the first column is then the field's name.
func (w *textWriter) table(t *doc.Table, indent string) {
	var heads []string
	facts := len(t.Header) == 2
	for _, c := range t.Header {
		s := w.cell(c, " ")
		heads = append(heads, s)
		facts = facts && s == ""
	}
	if len(t.Rows) == 0 {
		w.line(indent, strings.Join(heads, ", "))
	}
	for i, row := range t.Rows {
		if len(row) != len(heads) {
			w.err = fmt.Errorf("a row has %d cells and the table %d columns", len(row), len(heads))
			return
		}
		if facts {
			w.field(indent, w.cell(row[0], " "), w.cell(row[1], "\n"))
			continue
		}
		if i > 0 {
			w.b.WriteString("\n")
		}
		for j, c := range row {
			w.field(indent, heads[j], w.cell(c, "\n"))
		}
	}
}

// field writes "name: value"; a value of several lines begins on the next line.
func (w *textWriter) field(indent, name, value string) {
	switch {
	case name == "":
		w.line(indent, value)
	case strings.Contains(value, "\n"):
		w.line(indent, name+":")
		w.line(indent, value)
	default:
		w.line(indent, strings.TrimRight(name+": "+value, " "))
	}
}

func (w *textWriter) cell(c doc.Cell, sep string) string {
	var out []string
	for _, l := range c.Lines {
		s := w.inlines(l.Inlines)
		if l.Bullet {
			s = "- " + s
		}
		out = append(out, s)
	}
	return strings.Join(out, sep)
}

func (w *textWriter) line(indent, s string) {
	w.b.WriteString(indent + strings.ReplaceAll(s, "\n", "\n"+indent) + "\n")
}

func (w *textWriter) inlines(in []doc.Inline) string {
	var b strings.Builder
	for _, n := range in {
		switch n := n.(type) {
		case *doc.Text:
			b.WriteString(n.Text)
		case *doc.Strong:
			b.WriteString(w.inlines(n.Inlines))
		case *doc.Emph:
			b.WriteString(w.inlines(n.Inlines))
		case *doc.Link:
			b.WriteString(w.inlines(n.Inlines) + " <" + n.To + ">")
		case *doc.Break:
			b.WriteString("\n")
		case *doc.Gap:
			b.WriteString("[" + n.Text + "]")
		case *doc.Tick:
			if n.Checked {
				b.WriteString("☑")
			} else {
				b.WriteString("☐")
			}
		default:
			w.err = fmt.Errorf("a %T is not known", n)
		}
	}
	return b.String()
}
