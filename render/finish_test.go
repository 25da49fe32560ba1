package render_test

import (
	"errors"
	"strings"
	"testing"

	"handover/render"
	"handover/render/doc"
	"handover/render/testdata/sample"
)

// A finished file has each word as often as the document and in order: of a gap
// beside a comma, of columns that are empty, of a table of no rows, of a list as a
// spreadsheet.
func TestFinish(t *testing.T) {
	gap := func(ins ...doc.Inline) []doc.Inline {
		return append([]doc.Inline{&doc.Gap{Text: "Not recorded"}}, ins...)
	}
	d := &doc.Doc{Meta: doc.Meta{Title: "Entry", Creator: "Council", Lang: "en-GB", Date: "2026-11-23", Layout: doc.Form}, Blocks: []doc.Block{
		sample.Heading(1, "Entry"),
		sample.Para(gap(sample.Txt(", and "), &doc.Gap{Text: "Not recorded"}, sample.Txt("; "), &doc.Strong{Inlines: gap()}, sample.Txt("."))...),
		sample.Para(sample.Txt("("), &doc.Gap{Text: "Not recorded"}, sample.Txt(")")),
		&doc.List{Items: []doc.Item{sample.Item(sample.Para(&doc.Tick{}, sample.Txt("a"))), sample.Item(sample.Para(&doc.Tick{Checked: true}, &doc.Gap{Text: "b"}, sample.Txt(",")))}},
		sample.Table(sample.Row("Who", "When"), sample.Row("A", "A"), sample.Row("", "A"), sample.Row("Who", "")),
		sample.Table(sample.Row("Nobody", "Nowhere")),
		&doc.Div{Kind: doc.Facts, Blocks: []doc.Block{sample.Table(sample.Row("", ""), sample.Row("Number", "one\ntwo"), sample.Row("Number", ""))}},
	}}
	d.Sheet = &doc.Sheet{Header: []string{"No.", "When"}, Offers: make([][]string, 2), Rows: [][]doc.Value{
		{{Text: "1", Number: 1}, {Text: "2026-12-01", Lines: "1 December 2026", Day: "2026-12-01"}}, {{}, doc.Said("=1+1")}}}
	d.Book = &doc.Book{Cover: 1, Lists: []doc.BookList{{Name: "Cases", Fit: true, Sheet: d.Sheet}}}
	for _, f := range append(render.AskedOfLists(), render.Plain) {
		b, _, err := render.Finish(f, d, render.Envelope{})
		if err != nil || len(b) == 0 {
			t.Errorf("%s: %v", f, err)
		}
	}
	short := *d
	short.Blocks = append(short.Blocks[:2:2], short.Blocks[3:]...)
	b, err := render.Write(render.Plain, &short, render.Envelope{})
	if err != nil {
		t.Fatal(err)
	}
	if holds(string(b), d.WordsByField()) {
		t.Error("a paragraph is missing, and its words are found elsewhere")
	}
}

// holds is what a reader of plain text does.
func holds(text string, words []string) bool {
	for _, w := range words {
		_, rest, ok := strings.Cut(text, w)
		if !ok {
			return false
		}
		text = rest
	}
	return true
}

// What a record has and a format can't show is refused with its field; a
// template's fault is an error.
func TestFinishRefuses(t *testing.T) {
	d := func(path string) *doc.Doc {
		return &doc.Doc{Meta: doc.Meta{Title: "x", Lang: "en-GB", Date: "2026-11-23", Layout: doc.Form}, Blocks: []doc.Block{
			sample.Heading(1, "x"), sample.Para(sample.Val("\U0001D11E", path))}}
	}
	var refused render.Refused
	if _, _, err := render.Finish(render.PDF, d("children[0].views"), render.Envelope{}); !errors.As(err, &refused) || !strings.HasPrefix(refused[0], "children[0].views: ") {
		t.Errorf("%v", err)
	}
	if _, _, err := render.Finish(render.PDF, d(""), render.Envelope{}); err == nil || errors.As(err, &refused) {
		t.Errorf("a template's fault: %v", err)
	}
}

// The formats in which a document is written.
func TestFormatsOf(t *testing.T) {
	pdf, txt, xlsx := []render.Format{render.PDF}, []render.Format{render.Plain}, []render.Format{render.XLSX}
	for _, c := range []struct {
		name         string
		asked, named []render.Format
		want         string
	}{
		{"asked for", []render.Format{render.DOCX, render.PDF}, nil, "pdf, docx"},
		{"asked for, the template names another", pdf, []render.Format{render.DOCX}, ""},
		{"the template names what is pasted", pdf, txt, "txt"},
		{"the template names both", pdf, []render.Format{render.Plain, render.PDF, render.DOCX}, "pdf, txt"},
		{"a list's", append(xlsx, render.PDF), nil, "pdf, xlsx"},
	} {
		if got := render.List(render.Of(doc.Form, c.asked, c.named)); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
	if got := render.List(render.Named(doc.Letter)); got != "pdf, docx, md, html, txt" {
		t.Error(got)
	}
}
