package markup

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"handover/render/doc"
)

// kindDiv is goldmark's name for our fenced divs.
var kindDiv = ast.NewNodeKind("Div")

// divNode is a fenced div in goldmark's tree.
type divNode struct {
	ast.BaseBlock
	kind   string // the words after the colons
	closed bool   // its closing ::: was found
}

func (*divNode) Kind() ast.NodeKind { return kindDiv }

func (n *divNode) Dump(source []byte, level int) {
	ast.DumpHelper(n, source, level, map[string]string{"Kind": n.kind}, nil)
}

// divParser reads "::: kind" to ":::".
type divParser struct{}

func (divParser) Trigger() []byte { return []byte{':'} }

func (divParser) Open(_ ast.Node, reader text.Reader, _ parser.Context) (ast.Node, parser.State) {
	line, _ := reader.PeekLine()
	kind, ok := divFence(line)
	if !ok {
		return nil, parser.NoChildren
	}
	reader.AdvanceToEOL()
	return &divNode{kind: kind}, parser.HasChildren
}

func (divParser) Continue(n ast.Node, reader text.Reader, _ parser.Context) parser.State {
	line, _ := reader.PeekLine()
	if kind, ok := divFence(line); ok && kind == "" {
		n.(*divNode).closed = true
		reader.AdvanceToEOL()
		return parser.Close
	}
	return parser.Continue | parser.HasChildren
}

func (divParser) Close(ast.Node, text.Reader, parser.Context) {}
func (divParser) CanInterruptParagraph() bool                 { return true }
func (divParser) CanAcceptIndentedLine() bool                 { return false }

// divFence reads a line of three colons or more and what follows them.
func divFence(line []byte) (kind string, ok bool) {
	trimmed := bytes.TrimLeft(line, " ")
	if len(line)-len(trimmed) > 3 {
		return "", false
	}
	rest := bytes.TrimLeft(trimmed, ":")
	if len(trimmed)-len(rest) < 3 {
		return "", false
	}
	return string(bytes.TrimSpace(rest)), true
}

// div turns a fenced div into ours and holds it to its kind's shape.
func (w *walker) div(n *divNode) []doc.Block {
	kind := doc.DivKind(n.kind)
	if n.kind == "" {
		w.fault(n.Pos(), "::: closes nothing")
	} else if !n.closed {
		w.fault(n.Pos(), "this ::: block isn't closed")
	}
	switch kind {
	case doc.Address, doc.Sender:
		return w.addressDiv(kind, n)
	case doc.Facts, doc.Signatures, doc.Callout:
		w.blocks++
	case "":
	default:
		w.blocks++
		w.fault(n.Pos(), "unknown ::: block; there are address, sender, facts, signatures and callout")
	}
	var blocks []doc.Block
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if _, ok := c.(*ast.Heading); ok {
			w.fault(offset(c), "a heading may not stand inside a ::: block")
			continue
		}
		blocks = append(blocks, w.within(c)...)
	}
	if len(blocks) == 0 && n.FirstChild() != nil {
		return nil // nothing is left in it
	}
	switch kind {
	case doc.Facts:
		if t := doc.OnlyTable(blocks); t == nil || len(t.Align) != 2 {
			w.fault(n.Pos(), "::: facts holds one table of two columns and nothing else")
		}
	case doc.Signatures:
		if doc.OnlyTable(blocks) == nil {
			w.fault(n.Pos(), "::: signatures holds one table and nothing else")
		}
	case doc.Callout:
		if len(blocks) == 0 {
			w.fault(n.Pos(), "::: callout is empty")
		}
		for _, b := range blocks {
			switch b.(type) {
			case *doc.Paragraph, *doc.List:
			default:
				w.fault(n.Pos(), "::: callout holds paragraphs and lists only")
			}
		}
	}
	return []doc.Block{&doc.Div{Kind: kind, Blocks: blocks}}
}

// addressDiv is an address: one paragraph, each line of it a line.
func (w *walker) addressDiv(kind doc.DivKind, n *divNode) []doc.Block {
	p, ok := n.FirstChild().(*ast.Paragraph)
	if !ok || p.NextSibling() != nil {
		w.fault(n.Pos(), "::: %s holds one paragraph and nothing else", kind)
	}
	if !ok {
		return nil
	}
	ins := joinLines(splitLines(w.inlines(p, scope{place: InCell, softBreaks: true})))
	if len(ins) == 0 {
		w.fault(n.Pos(), "::: %s is empty", kind)
	}
	return []doc.Block{&doc.Div{Kind: kind, Blocks: []doc.Block{&doc.Paragraph{Inlines: ins}}}}
}
