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

// title heads a line's block of detail: its number on the list, and how it stands.
func (l *line) title() string {
	title := fmt.Sprintf("%d. %s", l.number, l.cells[0].text(" "))
	if l.kind != limited {
		title += ": " + standsFor(l)
	}
	return title
}

// doc is the paper as a document: the cover, the list as a table and as a
// sheet, and the detail behind it, if that was asked for. can says which lines the
// format can show.
func (s *sheet) doc(f render.Format, can func(l *line) bool, cell func(l *line, fact int) cell) (*doc.Doc, error) {
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
	if f == render.CSV { // a table of facts, and nothing else
		tree.Sheet = s.table(cell)
		return tree, nil
	}
	cover := len(tree.Blocks)
	tree.Blocks = append(tree.Blocks, s.list(can))
	lists := []doc.BookList{{Name: "Cases", Fit: true, Sheet: s.brief(can)}}
	if s.register.opt.Detail {
		tree.Blocks = append(tree.Blocks, s.detail(cell)...)
		lists = append(lists, doc.BookList{Name: "Detail", Sheet: s.table(cell)})
	}
	tree.Book = &doc.Book{Cover: cover, Lists: lists}
	return tree, nil
}

// detail is what is behind the list: all that the columns show, a case a block.
func (s *sheet) detail(cell func(l *line, fact int) cell) []doc.Block {
	out := []doc.Block{&doc.Heading{Level: 2, Inlines: plain("In detail").lines[0].Inlines}}
	for _, l := range s.lines() {
		out = append(out, &doc.Heading{Level: 3, Inlines: []doc.Inline{&doc.Text{Text: l.title()}}})
		t := &doc.Table{}
		var row []doc.Cell
		n := 0
		for _, c := range s.book.tracker.Columns {
			if len(c.Facts) == 0 {
				continue // it is decided on the list
			}
			var at doc.Cell
			for _, f := range c.Facts {
				if x := cell(l, n); !(x.none && f.IfAny || x.bare && n > 0) {
					at.Lines = append(at.Lines, labelled(f.Label, x)...)
				}
				n++
			}
			if len(at.Lines) == 0 {
				at.Lines = plain("–").lines // an empty cell is a box to write in
			}
			t.Align = append(t.Align, doc.Left)
			t.Header = append(t.Header, doc.Cell{Lines: plain(c.Heading).lines})
			row = append(row, at)
		}
		t.Rows = [][]doc.Cell{row}
		out = append(out, t)
	}
	return out
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
	file, err := s.finish(f, func(*line) bool { return true }, func(l *line, fact int) cell { return l.cells[fact] })
	var refused render.Refused
	if !errors.As(err, &refused) {
		return file, err
	}
	bad, away := map[*line]map[int]bool{}, map[*line]bool{}
	for _, l := range s.lines() {
		away[l] = !canShow(f, l.brief.cell())
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
	return s.finish(f, func(l *line) bool { return !away[l] }, func(l *line, fact int) cell {
		if bad[l][fact] {
			return plain("This format can't show it: see the others")
		}
		return l.cells[fact]
	})
}

func (s *sheet) finish(f render.Format, can func(l *line) bool, cell func(l *line, fact int) cell) (deliver.File, error) {
	tree, err := s.doc(f, can, cell)
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
	tree.Book = &doc.Book{Cover: 1, Lists: []doc.BookList{{Name: "x", Sheet: tree.Sheet}}}
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
