package doc

import (
	"fmt"
	"strings"
)

// EachText calls do with every text and gap of the blocks, in order, and the
// record's path that it came from, until do fails.
func EachText(bs []Block, do func(text, path string) error) error {
	for _, b := range bs {
		var err error
		switch b := b.(type) {
		case *Heading:
			err = textOfInlines(b.Inlines, do)
		case *Paragraph:
			err = textOfInlines(b.Inlines, do)
		case *List:
			for _, it := range b.Items {
				if err = EachText(it.Blocks, do); err != nil {
					break
				}
			}
		case *Table:
			err = textOfTable(b, do)
		case *Div:
			err = EachText(b.Blocks, do)
		case *Rule:
		default:
			err = fmt.Errorf("unknown block %T", b)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func textOfTable(t *Table, do func(text, path string) error) error {
	if err := textOfCells(t.Header, do); err != nil {
		return err
	}
	for _, row := range t.Rows {
		if err := textOfCells(row, do); err != nil {
			return err
		}
	}
	return nil
}

func textOfCells(cells []Cell, do func(text, path string) error) error {
	for _, cell := range cells {
		for _, l := range cell.Lines {
			if err := textOfInlines(l.Inlines, do); err != nil {
				return err
			}
		}
	}
	return nil
}

func textOfInlines(ins []Inline, do func(text, path string) error) error {
	for _, in := range ins {
		var err error
		switch in := in.(type) {
		case *Text:
			err = do(in.Text, in.Path)
		case *Gap:
			err = do(in.Text, in.Path)
		case *Strong:
			err = textOfInlines(in.Inlines, do)
		case *Emph:
			err = textOfInlines(in.Inlines, do)
		case *Link:
			err = textOfInlines(in.Inlines, do)
		case *Break, *Tick:
		default:
			err = fmt.Errorf("unknown inline %T", in)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// PlainText is the characters of inlines, for a bookmark or a description.
func PlainText(ins []Inline) string {
	var b strings.Builder
	var walk func([]Inline)
	walk = func(ins []Inline) {
		for _, in := range ins {
			switch in := in.(type) {
			case *Text:
				b.WriteString(in.Text)
			case *Gap:
				b.WriteString(in.Text)
			case *Strong:
				walk(in.Inlines)
			case *Emph:
				walk(in.Inlines)
			case *Link:
				walk(in.Inlines)
			case *Break:
				b.WriteByte(' ')
			case *Tick:
				b.WriteString(TickText(in.Checked))
			}
		}
	}
	walk(ins)
	return b.String()
}

// ShortGap is up to how many bytes a gap's box stands on one line ("Not recorded").
const ShortGap = 20

func OnlyTable(blocks []Block) *Table {
	if len(blocks) != 1 {
		return nil
	}
	t, _ := blocks[0].(*Table)
	return t
}
