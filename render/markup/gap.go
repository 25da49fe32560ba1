package markup

import (
	"bytes"
	"regexp"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"handover/render/doc"
)

// kindGap is goldmark's name for our gaps.
var kindGap = ast.NewNodeKind("Gap")

// gapNode is "[text]{.gap}" in goldmark's tree.
type gapNode struct {
	ast.BaseInline
	seg text.Segment // the text between the brackets
}

func (*gapNode) Kind() ast.NodeKind { return kindGap }

func (n *gapNode) Dump(source []byte, level int) {
	ast.DumpHelper(n, source, level, nil, nil)
}

// gapSyntax is a gap at the start of a line's rest: no bracket inside that
// isn't escaped.
var gapSyntax = regexp.MustCompile(`^\[((?:\\.|[^\[\]\\\n])*)\]\{\.gap\}`)

// gapParser reads gaps. Nothing in the brackets is markup but escapes and
// entities.
type gapParser struct{}

func (gapParser) Trigger() []byte { return []byte{'['} }

func (gapParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, seg := block.PeekLine()
	m := gapSyntax.FindSubmatchIndex(line)
	if m == nil {
		return nil
	}
	block.Advance(m[1])
	n := &gapNode{seg: text.NewSegment(seg.Start+m[2], seg.Start+m[3])}
	n.SetPos(seg.Start)
	return n
}

// gap makes a Gap of a template's own words, of one value, or of both.
func (w *walker) gap(n *gapNode) []doc.Inline {
	out := &doc.Gap{}
	for p := range splitTokens(w.src[n.seg.Start:n.seg.Stop]) {
		if !p.token {
			out.Text += w.literal(p.raw, n.seg.Start+p.off)
			continue
		}
		for _, x := range w.value(p.index, n.seg.Start+p.off, scope{place: InLine}) {
			switch x := x.(type) {
			case *doc.Text:
				out.Text, out.Path = out.Text+x.Text, x.Path
			case *doc.Gap:
				out.Text, out.Path = out.Text+x.Text, x.Path
			case *doc.Tick:
				out.Text += doc.TickText(x.Checked)
			}
		}
	}
	if len(bytes.TrimSpace([]byte(out.Text))) == 0 {
		w.fault(n.Pos(), "a gap without text")
	}
	return []doc.Inline{out}
}
