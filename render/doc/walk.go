package doc

import (
	"errors"
	"fmt"
)

// Node is what Walk visits: a Block, an Inline, or what stands between them, an
// *Item, a Row, a *Cell or a *Line.
type Node any

// Row is a row of a table; its number is -1 for the header.
type Row struct {
	Table  *Table
	Number int
}

// Cells are the row's.
func (r Row) Cells() []Cell {
	if r.Number < 0 {
		return r.Table.Header
	}
	return r.Table.Rows[r.Number]
}

// ErrSkip, given by a visit that enters a node, leaves out what stands in it, and
// the visit that leaves it.
var ErrSkip = errors.New("what stands in this node is skipped")

// Walk visits all that stands in blocks, in reading order: each node when it is
// entered, then what stands in it, then the node again. An error of a visit ends
// the walk, as does a node of no known kind.
func Walk(bs []Block, visit func(n Node, entering bool) error) error {
	for _, b := range bs {
		if b == nil {
			return errors.New("unknown block <nil>")
		}
		if err := within(b, visit); err != nil {
			return err
		}
	}
	return nil
}

// WalkInlines is Walk for what stands in a line.
func WalkInlines(ins []Inline, visit func(n Node, entering bool) error) error {
	for _, in := range ins {
		if in == nil {
			return errors.New("unknown inline <nil>")
		}
		if err := within(in, visit); err != nil {
			return err
		}
	}
	return nil
}

func within(n Node, visit func(Node, bool) error) error {
	if err := visit(n, true); errors.Is(err, ErrSkip) {
		return nil
	} else if err != nil {
		return err
	}
	if err := children(n, visit); err != nil {
		return err
	}
	return visit(n, false)
}

// children is the one place that knows what stands in what.
func children(n Node, visit func(Node, bool) error) error {
	switch n := n.(type) {
	case *Heading:
		return WalkInlines(n.Inlines, visit)
	case *Paragraph:
		return WalkInlines(n.Inlines, visit)
	case *List:
		for i := range n.Items {
			if err := within(&n.Items[i], visit); err != nil {
				return err
			}
		}
	case *Item:
		return Walk(n.Blocks, visit)
	case *Table:
		for i := -1; i < len(n.Rows); i++ {
			if err := within(Row{n, i}, visit); err != nil {
				return err
			}
		}
	case Row:
		cells := n.Cells()
		for i := range cells {
			if err := within(&cells[i], visit); err != nil {
				return err
			}
		}
	case *Cell:
		for i := range n.Lines {
			if err := within(&n.Lines[i], visit); err != nil {
				return err
			}
		}
	case *Line:
		return WalkInlines(n.Inlines, visit)
	case *Div:
		return Walk(n.Blocks, visit)
	case *Strong:
		return WalkInlines(n.Inlines, visit)
	case *Emph:
		return WalkInlines(n.Inlines, visit)
	case *Link:
		return WalkInlines(n.Inlines, visit)
	case *Picture:
		return WalkInlines(n.Alt, visit)
	case *Text, *Gap, *Break, *Tick, *Rule:
	case Block:
		return fmt.Errorf("unknown block %T", n)
	default:
		return fmt.Errorf("unknown inline %T", n)
	}
	return nil
}
