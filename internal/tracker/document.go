package tracker

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"handover/internal/deliver"
	"handover/render"
	"handover/render/doc"
	"handover/render/markup"
)

// head is how a line begins, in its first cell: number and time, and how it
// stands.
func (l *line) head() []doc.Line {
	stands := fmt.Sprint(l.number)
	if l.time != "" {
		stands += " at " + l.time
	}
	if l.kind != limited {
		stands += ": " + standsFor(l)
	}
	return []doc.Line{{Inlines: []doc.Inline{&doc.Strong{Inlines: []doc.Inline{&doc.Text{Text: stands}}}}}}
}

// doc is the paper as a document: the cover, and the list as a
// table and as a sheet.
func (s *sheet) doc(cell func(l *line, fact int) cell) (*doc.Doc, error) {
	t := s.book.tracker
	filled, err := t.Paper.Fill(s.cover(), func(string) (string, bool) { return "–", false }, func(path string) string { return path })
	if err != nil {
		return nil, err
	}
	meta := doc.Meta{Title: t.Title, Creator: s.book.set.Protocol.Title, Lang: "en-GB", Date: s.register.opt.AsOf.String(), Layout: t.Paper.Layout,
		Landscape: t.Paper.Orientation == "landscape", Head: s.register.marking(), Foot: t.Title + " · as of " + s.register.opt.AsOf.Long()}
	tree, err := markup.Parse(filled.Source, meta)
	if err != nil {
		return nil, err
	}
	table := &doc.Table{}
	for _, c := range t.Columns {
		table.Align = append(table.Align, doc.Left)
		table.Header = append(table.Header, doc.Cell{Lines: plain(c.Heading).lines})
	}
	for _, l := range s.lines() {
		var row []doc.Cell
		n := 0
		for i, c := range t.Columns {
			var out doc.Cell
			if i == 0 {
				out.Lines = l.head()
			}
			for _, f := range c.Facts {
				if x := cell(l, n); !(x.none && f.IfAny || x.bare && n > 0) {
					out.Lines = append(out.Lines, labelled(f.Label, x)...)
				}
				n++
			}
			if len(c.Facts) > 0 && len(out.Lines) == 0 {
				out.Lines = plain("–").lines // an empty cell is a box to write in
			}
			for _, o := range c.Offers {
				out.Lines = append(out.Lines, doc.Line{Inlines: []doc.Inline{&doc.Tick{}, &doc.Text{Text: " " + o}}})
			}
			row = append(row, out)
		}
		table.Rows = append(table.Rows, row)
	}
	tree.Blocks = append(tree.Blocks, table)
	tree.Sheet = s.table(cell)
	return tree, nil
}

// labelled is a cell's lines, the first after what they are. What isn't shown
// of a case needs no label.
func labelled(label string, c cell) []doc.Line {
	if label == "" || c.bare {
		return c.lines
	}
	out := slices.Clone(c.lines)
	head := []doc.Inline{&doc.Strong{Inlines: []doc.Inline{&doc.Text{Text: label + ":"}}}, &doc.Text{Text: " "}}
	if out[0].Bullet || len(out) > 1 {
		return append([]doc.Line{{Inlines: head[:1]}}, out...)
	}
	out[0].Inlines = append(head, out[0].Inlines...)
	return out
}

// marking is the protective marking of all cases, or each of them.
func (r *Register) marking() string { return strings.Join(r.markers, " / ") }

// document writes a sheet in one format. What the format can't show of a case is
// left out of it, and said in its place.
func (s *sheet) document(f render.Format) (deliver.File, error) {
	file, err := s.finish(f, func(l *line, fact int) cell { return l.cells[fact] })
	var refused render.Refused
	if !errors.As(err, &refused) {
		return file, err
	}
	bad := map[*line]map[int]bool{}
	for _, l := range s.lines() {
		for i, c := range l.cells {
			if !canShow(f, c) {
				if bad[l] == nil {
					bad[l] = map[int]bool{}
				}
				bad[l][i] = true
				s.notShown(l, i, f)
			}
		}
	}
	return s.finish(f, func(l *line, fact int) cell {
		if bad[l][fact] {
			return plain("This format can't show it: see the others")
		}
		return l.cells[fact]
	})
}

func (s *sheet) finish(f render.Format, cell func(l *line, fact int) cell) (deliver.File, error) {
	tree, err := s.doc(cell)
	if err != nil {
		return deliver.File{}, err
	}
	b, content, err := render.Finish(f, tree, render.Envelope{Subject: tree.Meta.Title})
	return deliver.File{Path: s.name(f), Bytes: b, Pages: content.Pages}, err
}

// canShow says whether a format can show a cell.
func canShow(f render.Format, c cell) bool {
	tree := &doc.Doc{Meta: doc.Meta{Title: "x", Lang: "en-GB", Date: "2000-01-01", Layout: doc.Form}, Blocks: []doc.Block{
		&doc.Heading{Level: 1, Inlines: []doc.Inline{&doc.Text{Text: "x"}}},
		&doc.Table{Align: []doc.Align{doc.Left}, Header: []doc.Cell{{Lines: plain("x").lines}}, Rows: [][]doc.Cell{{{Lines: c.lines}}}},
	}}
	tree.Sheet = &doc.Sheet{Header: []string{"x"}, Offers: make([][]string, 1), Rows: [][]doc.Value{{doc.Said(c.text("\n"))}}}
	_, err := render.Write(f, tree, render.Envelope{})
	return err == nil
}

func (s *sheet) notShown(l *line, fact int, f render.Format) {
	n := NotShown{Reference: l.reference, Fact: s.facts()[fact], Format: f}
	if l.kind == anonymous {
		n.Reference = ""
	}
	if !slices.Contains(s.paper.NotShown, n) {
		s.paper.NotShown = append(s.paper.NotShown, n)
	}
}

// facts are the names of the facts, in order.
func (s *sheet) facts() []string {
	var out []string
	for _, c := range s.book.tracker.Columns {
		for _, f := range c.Facts {
			out = append(out, f.Name)
		}
	}
	return out
}
