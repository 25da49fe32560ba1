package doc

import "strings"

// EachText calls do with every text and gap of the blocks, in order, and the
// record's path that it came from, until do fails.
func EachText(bs []Block, do func(text, path string) error) error {
	return Walk(bs, func(n Node, entering bool) error {
		switch n := n.(type) {
		case *Text:
			if entering {
				return do(n.Text, n.Path)
			}
		case *Gap:
			if entering {
				return do(n.Text, n.Path)
			}
		}
		return nil
	})
}

// Show is how the characters of inlines are given besides those of Text.
type Show struct {
	Break string
	Gap   func(string) string // nil: as it is
	Tick  string              // what follows the sign of a tick box
}

// TextOf is the characters of inlines.
func (s Show) TextOf(ins []Inline) string {
	if len(ins) == 1 {
		if t, ok := ins[0].(*Text); ok {
			return t.Text
		}
	}
	var b strings.Builder
	_ = WalkInlines(ins, func(n Node, entering bool) error { // a node of no known kind has no text
		if !entering {
			return nil
		}
		switch n := n.(type) {
		case *Text:
			b.WriteString(n.Text)
		case *Gap:
			text := n.Text
			if s.Gap != nil {
				text = s.Gap(text)
			}
			b.WriteString(text)
		case *Break:
			b.WriteString(s.Break)
		case *Tick:
			b.WriteString(TickText(n.Checked) + s.Tick)
		}
		return nil
	})
	return b.String()
}

// PlainText is the characters of inlines on one line, for a bookmark or a
// description.
func PlainText(ins []Inline) string { return Show{Break: " "}.TextOf(ins) }

// FirstPath is the path of the first text of blocks that came from the record;
// "" without one.
func FirstPath(bs []Block) string {
	path := ""
	_ = EachText(bs, func(_, from string) error {
		if path == "" {
			path = from
		}
		return nil
	})
	return path
}

// ShortGap is up to how many bytes a gap's box stands on one line ("Not recorded").
const ShortGap = 20

// OnlyTable is the table that a block form holds and nothing else; nil if it
// holds something else.
func OnlyTable(blocks []Block) *Table {
	if len(blocks) != 1 {
		return nil
	}
	t, _ := blocks[0].(*Table)
	return t
}

// Text is a cell's lines without markup, with something between them.
func (c Cell) Text(between string) string {
	var out []string
	for _, l := range c.Lines {
		s := Show{Break: "\n"}.TextOf(l.Inlines)
		if l.Bullet {
			s = "• " + s
		}
		out = append(out, s)
	}
	return strings.Join(out, between)
}

// AddressLines is how many printed lines an address may have, and RefusedStarts
// the signs with which none may begin (GOV.UK Notify).
const (
	AddressLines  = 7
	RefusedStarts = `@()=[]"\/,<>~`
)

// Lines is how many lines blocks have without any that is too long: one for
// each paragraph, and one more for each break.
func Lines(bs []Block) int {
	n := 0
	_ = Walk(bs, func(x Node, entering bool) error {
		switch x.(type) {
		case *Paragraph, *Break:
			if entering {
				n++
			}
		}
		return nil
	})
	return n
}
