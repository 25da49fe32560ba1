// Package markup reads filled templates, which are Markdown with a token where
// each value stands, into the tree of a document. Call Parse; Places, when a
// template is loaded, tells what may stand where.
package markup

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"handover/render/doc"
)

// Parse reads a filled template into the tree of a document and puts each value
// where its token stands.
//
// The Markdown is CommonMark with GFM tables and task lists, fenced divs
// ("::: facts", ":::"), gaps ("[Not recorded]{.gap}") and, in a table cell,
// "<br>". A paragraph or list item that is nothing but one token takes free
// text: a new line is a line break, a blank line begins a paragraph, lines that
// begin with "- " are bullets, and nothing else is markup. A table cell and an
// address or sender block take lines (a cell also bullets), every other place
// one line. In an address or sender block each line of the template is a line.
// A paragraph, list item or table in which nothing is left is left out.
//
// The error is a Faults with every fault found, in the order of the template.
func Parse(s Source, m doc.Meta) (*doc.Doc, error) {
	w := newWalker(s)
	w.values = s.Values
	w.fill = true
	blocks := w.document()
	w.checkHeadings(m.Layout)
	if len(w.faults) > 0 {
		return nil, w.sorted()
	}
	return &doc.Doc{Meta: m, Blocks: blocks}, nil
}

// goldmarkParser knows more than our templates may use (code, quotations,
// struck-out text, raw HTML), so that the walk can refuse it by name.
var goldmarkParser = sync.OnceValue(func() parser.Parser {
	return goldmark.New(
		goldmark.WithExtensions(extension.Table, extension.TaskList, extension.Strikethrough),
		goldmark.WithParserOptions(
			parser.WithBlockParsers(util.Prioritized(divParser{}, 50)),
			parser.WithInlineParsers(util.Prioritized(gapParser{}, -10)), // before task boxes
		),
	).Parser()
})

// walker goes once over goldmark's tree and makes ours.
type walker struct {
	src      []byte
	line     int   // line of the file on which src begins
	ends     []int // offsets of the new lines in src
	values   []Value
	fill     bool // false: Places, which knows no values
	places   map[int]Place
	alone    Place        // of a token that is a paragraph by itself
	seen     map[int]bool // offsets of the tokens that the walk has met
	headings []seenHeading
	blocks   int // top-level blocks so far that must not come before the title
	faults   doc.Faults
}

func newWalker(s Source) *walker {
	src := s.Markdown
	if !bytes.HasSuffix(src, []byte("\n")) {
		src = append(bytes.Clone(src), '\n')
	}
	w := &walker{src: src, line: s.Line, places: map[int]Place{}, seen: map[int]bool{}}
	for i, c := range src {
		if c == '\n' {
			w.ends = append(w.ends, i)
		}
	}
	return w
}

func (w *walker) document() []doc.Block {
	root := goldmarkParser().Parse(text.NewReader(w.src))
	var out []doc.Block
	for n := root.FirstChild(); n != nil; n = n.NextSibling() {
		if d, ok := n.(*divNode); ok {
			out = append(out, w.div(d)...)
			continue
		}
		if _, ok := n.(*ast.Heading); !ok {
			w.blocks++
		}
		out = append(out, w.block(n)...)
	}
	w.checkTokens()
	return out
}

// block turns one block into ours; free text can make several, and what is
// empty makes none.
func (w *walker) block(n ast.Node) []doc.Block {
	switch n := n.(type) {
	case *ast.Paragraph, *ast.TextBlock:
		return w.paragraph(n)
	case *ast.Heading:
		return w.heading(n)
	case *ast.List:
		return w.list(n)
	case *extast.Table:
		return w.table(n)
	case *ast.ThematicBreak:
		return []doc.Block{&doc.Rule{}}
	case *divNode:
		w.fault(n.Pos(), "a ::: block may not stand inside another block")
	case *ast.Blockquote:
		w.fault(n.Pos(), "a quotation (>) can't be used in a document")
	case *ast.CodeBlock, *ast.FencedCodeBlock:
		w.fault(offset(n), "a code block can't be used in a document")
	case *ast.HTMLBlock:
		w.fault(offset(n), "HTML can't be used in a document")
	case *ast.LinkReferenceDefinition:
		w.fault(n.Pos(), "a link's address must stand with the link: [text](address)")
	default:
		w.fault(offset(n), "%s can't be used in a document", n.Kind())
	}
	return nil
}

// within is block for what stands in another.
func (w *walker) within(n ast.Node) []doc.Block {
	was := w.alone
	w.alone = InItem
	out := w.block(n)
	w.alone = was
	return out
}

func (w *walker) paragraph(n ast.Node) []doc.Block {
	if i, off, ok := w.loneToken(n); ok {
		return w.valueBlocks(i, off)
	}
	if lines := n.Lines(); hasDelimiterRow(lines, w.src) {
		w.fault(lines.At(0).Start, "this reads as a table, but the row of dashes and the row above it differ in their number of cells")
	}
	lines := splitLines(w.inlines(n, scope{place: InLine}))
	if ins := joinLines(lines); len(ins) > 0 {
		return []doc.Block{&doc.Paragraph{Inlines: ins}}
	}
	return nil
}

// loneToken finds the token of a paragraph that is nothing else.
func (w *walker) loneToken(n ast.Node) (index, off int, ok bool) {
	if n.Lines().Len() != 1 {
		return 0, 0, false
	}
	seg := n.Lines().At(0)
	raw := bytes.TrimRight(w.src[seg.Start:seg.Stop], " \t\n")
	start, end, index := nextToken(raw, 0)
	return index, seg.Start, start == 0 && end == len(raw)
}

func (w *walker) heading(n *ast.Heading) []doc.Block {
	if n.Level > 4 {
		w.fault(n.Pos(), "headings go down to level 4 (####)")
	}
	lines := splitLines(w.inlines(n, scope{place: InLine}))
	switch {
	case len(lines) > 1:
		w.fault(n.Pos(), "a heading is one line")
	case len(lines) == 0:
		w.fault(n.Pos(), "a heading without text")
	}
	w.headings = append(w.headings, seenHeading{level: n.Level, off: n.Pos(), after: w.blocks})
	return []doc.Block{&doc.Heading{Level: n.Level, Inlines: joinLines(lines)}}
}

func (w *walker) list(n *ast.List) []doc.Block {
	out := &doc.List{Ordered: n.IsOrdered()}
	if out.Ordered {
		out.Start = n.Start
	}
	for item := n.FirstChild(); item != nil; item = item.NextSibling() {
		var blocks []doc.Block
		for c := item.FirstChild(); c != nil; c = c.NextSibling() {
			switch c.(type) {
			case *ast.Heading, *extast.Table, *ast.ThematicBreak:
				w.fault(offset(c), "a list item may hold only paragraphs and lists")
			default:
				blocks = append(blocks, w.within(c)...)
			}
		}
		if len(blocks) > 0 {
			out.Items = append(out.Items, doc.Item{Blocks: blocks})
		}
	}
	if len(out.Items) == 0 {
		return nil
	}
	return []doc.Block{out}
}

func (w *walker) table(n *extast.Table) []doc.Block {
	out := &doc.Table{}
	for _, a := range n.Alignments {
		switch a {
		case extast.AlignCenter:
			out.Align = append(out.Align, doc.Centre)
		case extast.AlignRight:
			out.Align = append(out.Align, doc.Right)
		case extast.AlignLeft, extast.AlignNone:
			out.Align = append(out.Align, doc.Left)
		}
	}
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		// goldmark drops cells beyond the header's and makes up missing ones.
		if got, want := cellsOfRow(w.src, offset(row)), len(out.Align); got != want {
			w.fault(offset(row), "this row has %d cells and the table %d columns", got, want)
		}
		var cells []doc.Cell
		for c := row.FirstChild(); c != nil; c = c.NextSibling() {
			cells = append(cells, doc.Cell{Lines: w.cell(c)})
		}
		if row.Kind() == extast.KindTableHeader {
			out.Header = cells
		} else {
			out.Rows = append(out.Rows, cells)
		}
	}
	if len(out.Rows) == 0 && !slices.ContainsFunc(out.Header, func(c doc.Cell) bool { return len(c.Lines) > 0 }) {
		return nil
	}
	return []doc.Block{out}
}

// cell is the lines of a cell: without empty ones at its ends, and never two
// empty ones together.
func (w *walker) cell(n ast.Node) []doc.Line {
	var out []doc.Line
	for _, l := range splitLines(w.inlines(n, scope{place: InCell, bullets: true})) {
		empty := len(l.Inlines) == 0
		if empty && (len(out) == 0 || len(out[len(out)-1].Inlines) == 0) {
			continue
		}
		out = append(out, l)
	}
	if len(out) > 0 && len(out[len(out)-1].Inlines) == 0 {
		out = out[:len(out)-1]
	}
	return out
}

// hasDelimiterRow finds a table's row of dashes in what is no table.
func hasDelimiterRow(lines *text.Segments, src []byte) bool {
	for i := 1; i < lines.Len(); i++ {
		seg := lines.At(i)
		line := strings.TrimSpace(string(src[seg.Start:seg.Stop]))
		if strings.Contains(line, "|") && strings.Contains(line, "-") && strings.Trim(line, "|-: \t") == "" {
			return true
		}
	}
	return false
}

// cellsOfRow counts the cells of the table row that begins at off, as goldmark
// divides it: at each | without a \ before it.
func cellsOfRow(src []byte, off int) int {
	row, _, _ := bytes.Cut(src[off:], []byte("\n"))
	row = bytes.TrimSpace(row)
	row = bytes.TrimPrefix(row, []byte("|"))
	row = bytes.TrimSuffix(row, []byte("|"))
	n := 1
	for i, c := range row {
		if c == '|' && (i == 0 || row[i-1] != '\\') {
			n++
		}
	}
	return n
}

// offset is where a node begins in the source; nodes that don't know it begin
// where their first child or line does.
func offset(n ast.Node) int {
	for n != nil {
		if n.Pos() >= 0 {
			return n.Pos()
		}
		if n.Type() == ast.TypeBlock && n.Lines() != nil && n.Lines().Len() > 0 {
			return n.Lines().At(0).Start
		}
		if n.FirstChild() == nil {
			break
		}
		n = n.FirstChild()
	}
	return 0
}

func (w *walker) lineOf(off int) int {
	before, _ := slices.BinarySearch(w.ends, off)
	return w.line + before
}

func (w *walker) fault(off int, format string, args ...any) {
	w.faults = append(w.faults, doc.Fault{Line: w.lineOf(off), Msg: fmt.Sprintf(format, args...)})
}

// sorted is the faults in the order of the template, each once.
func (w *walker) sorted() doc.Faults {
	slices.SortStableFunc(w.faults, func(a, b doc.Fault) int { return cmp.Compare(a.Line, b.Line) })
	return slices.Compact(w.faults)
}
