package doc

import (
	"strings"

	"golang.org/x/text/unicode/norm"
)

// Words returns every word of the document in reading order: what stands
// between white space, in NFC. A tick box is the word "☐" or "☑". Bullets, list
// numbers and what runs on each page are not counted. Tests hold each format's
// text to it.
func (d *Doc) Words() []string {
	var b strings.Builder
	wordsOfBlocks(&b, d.Blocks)
	return strings.Fields(norm.NFC.String(b.String()))
}

func wordsOfBlocks(b *strings.Builder, blocks []Block) {
	for _, x := range blocks {
		switch x := x.(type) {
		case *Heading:
			wordsOfInlines(b, x.Inlines)
		case *Paragraph:
			wordsOfInlines(b, x.Inlines)
		case *List:
			for _, item := range x.Items {
				wordsOfBlocks(b, item.Blocks)
			}
		case *Table:
			wordsOfCells(b, x.Header)
			for _, row := range x.Rows {
				wordsOfCells(b, row)
			}
		case *Div:
			wordsOfBlocks(b, x.Blocks)
		case *Rule:
		}
		b.WriteByte('\n')
	}
}

func wordsOfCells(b *strings.Builder, cells []Cell) {
	for _, cell := range cells {
		for _, line := range cell.Lines {
			wordsOfInlines(b, line.Inlines)
			b.WriteByte('\n')
		}
	}
}

func wordsOfInlines(b *strings.Builder, inlines []Inline) {
	for _, x := range inlines {
		switch x := x.(type) {
		case *Text:
			b.WriteString(x.Text)
		case *Strong:
			wordsOfInlines(b, x.Inlines)
		case *Emph:
			wordsOfInlines(b, x.Inlines)
		case *Link:
			wordsOfInlines(b, x.Inlines)
		case *Break:
			b.WriteByte('\n')
		case *Gap:
			b.WriteString(x.Text)
		case *Tick:
			b.WriteString(" " + TickText(x.Checked) + " ")
		}
	}
}

// TickText is how a tick box reads in text.
func TickText(checked bool) string {
	if checked {
		return "☑"
	}
	return "☐"
}
