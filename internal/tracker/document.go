package tracker

import (
	"fmt"
	"slices"
	"strings"

	"handover/internal/deliver"
	"handover/internal/pack"
	"handover/render"
)

// head is how a line begins, in its first cell: number and time, and how it
// stands.
func (l *line) head() []render.Line {
	stands := fmt.Sprint(l.number)
	if l.time != "" {
		stands += " at " + l.time
	}
	if l.kind != limited {
		stands += ": " + standsFor(l)
	}
	return []render.Line{{Inlines: []render.Inline{&render.Strong{Inlines: []render.Inline{&render.Text{Text: stands}}}}}}
}

// doc is the paper as a document: the cover, and the list as a table.
func (s *sheet) doc(cell func(l *line, fact int) cell) (*render.Doc, error) {
	t := s.book.tracker
	filled, err := t.Paper.Fill(s.cover(), func(string) (string, bool) { return "–", false }, func(path string) string { return path })
	if err != nil {
		return nil, err
	}
	meta := render.Meta{Title: t.Title, Creator: s.book.set.Protocol.Title, Lang: "en-GB", Date: s.register.opt.AsOf.String(), Layout: t.Paper.Layout,
		Landscape: t.Paper.Orientation == "landscape", Head: s.register.marking(), Foot: t.Title + " · as of " + s.register.opt.AsOf.Long()}
	doc, err := render.Parse(filled.Source, meta)
	if err != nil {
		return nil, err
	}
	table := &render.Table{}
	for _, c := range t.Columns {
		table.Align = append(table.Align, render.Left)
		table.Header = append(table.Header, render.Cell{Lines: plain(c.Heading).lines})
	}
	for _, l := range s.lines() {
		var row []render.Cell
		n := 0
		for i, c := range t.Columns {
			var out render.Cell
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
				out.Lines = append(out.Lines, render.Line{Inlines: []render.Inline{&render.Tick{}, &render.Text{Text: " " + o}}})
			}
			row = append(row, out)
		}
		table.Rows = append(table.Rows, row)
	}
	doc.Blocks = append(doc.Blocks, table)
	return doc, nil
}

// labelled is a cell's lines, the first after what they are. What isn't shown
// of a case needs no label.
func labelled(label string, c cell) []render.Line {
	if label == "" || c.bare {
		return c.lines
	}
	out := slices.Clone(c.lines)
	head := []render.Inline{&render.Strong{Inlines: []render.Inline{&render.Text{Text: label + ":"}}}, &render.Text{Text: " "}}
	if out[0].Bullet || len(out) > 1 {
		return append([]render.Line{{Inlines: head[:1]}}, out...)
	}
	out[0].Inlines = append(head, out[0].Inlines...)
	return out
}

// marking is the protective marking of all cases, or each of them.
func (r *Register) marking() string { return strings.Join(r.markers, " / ") }

// document writes a sheet in one of render's formats. What the format can't
// show of a case is left out of it, and said in its place.
func (s *sheet) document(f render.Format) (deliver.File, error) {
	whole := func(l *line, fact int) cell { return l.cells[fact] }
	doc, err := s.doc(whole)
	if err != nil {
		return deliver.File{}, err
	}
	file, refused, err := pack.Finish(s.path, f, doc)
	if err != nil || refused == nil {
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
	doc, err = s.doc(func(l *line, fact int) cell {
		if bad[l][fact] {
			return plain("This format can't show it: see the others")
		}
		return l.cells[fact]
	})
	if err != nil {
		return deliver.File{}, err
	}
	file, refused, err = pack.Finish(s.path, f, doc)
	if err == nil && refused != nil {
		err = fmt.Errorf("%s", strings.Join(refused, "; "))
	}
	return file, err
}

// canShow says whether a format can show a cell.
func canShow(f render.Format, c cell) bool {
	doc := &render.Doc{Meta: render.Meta{Title: "x", Lang: "en-GB", Date: "2000-01-01", Layout: render.Form}, Blocks: []render.Block{
		&render.Heading{Level: 1, Inlines: []render.Inline{&render.Text{Text: "x"}}},
		&render.Table{Align: []render.Align{render.Left}, Header: []render.Cell{{Lines: plain("x").lines}}, Rows: [][]render.Cell{{{Lines: c.lines}}}},
	}}
	_, err := render.Write(f, doc)
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
