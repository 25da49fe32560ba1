package pdf

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"handover/render/doc"
	"handover/render/testdata/sample"
)

// Everything that can't be drawn is told at once, by path and code point.
func TestPDFRefusesCharacters(t *testing.T) {
	cell := func(s, path string) doc.Cell {
		return doc.Cell{Lines: []doc.Line{{Inlines: []doc.Inline{&doc.Text{Text: s, Path: path}}}}}
	}
	d := &doc.Doc{Meta: sample.Meta(doc.Form), Blocks: []doc.Block{
		sample.Heading(1, "Plan"),
		sample.Para(&doc.Text{Text: "fine: Siân Ŵyn-Łukasz, Nguyễn, Ζωή, Зоя, ✓ ☐ — “£” 5 €", Path: "a"}),
		sample.Para(&doc.Strong{Inlines: []doc.Inline{&doc.Text{Text: "smile 🙂 \U0001FAFF\U0001FAFF", Path: "children[0].notes"}}}),
		&doc.List{Items: []doc.Item{{Blocks: []doc.Block{sample.Para(&doc.Text{Text: "مرحبا ہ \u08E2", Path: "people[2].name"})}}}},
		&doc.Table{Header: []doc.Cell{cell("H", "")}, Rows: [][]doc.Cell{{cell("\u202Eabc", "t")}, {cell("nul\x00", "n")}, {cell("పేరు", "d")}, {cell("bad \xe2", "u")}, {cell("ܐ", "s")}, {cell("\ufb2a", "p")}}},
		&doc.Div{Kind: doc.Callout, Blocks: []doc.Block{sample.Para(&doc.Gap{Text: "\U00010000", Path: "g"})}},
	}}
	_, err := Write(d)
	var got doc.Faults
	if !errors.As(err, &got) {
		t.Fatalf("%v isn't Faults", err)
	}
	want := doc.Faults{
		{Path: "children[0].notes", Msg: "an emoji that no font has (U+1FAFF)"},
		{Path: "people[2].name", Msg: "no font has U+08E2"},
		{Path: "t", Msg: "a hidden character that turns the text beside it round (U+202E) can't be set in PDF"},
		{Path: "n", Msg: "no font has U+0000"},
		{Path: "d", Msg: "a PDF can't show Telugu letters, and Word can"},
		{Path: "u", Msg: "text that isn't UTF-8"},
		{Path: "s", Msg: "a PDF can't show Syriac letters, and Word can"},
		{Path: "p", Msg: "a letter that isn't in Unicode's composed form (U+FB2A)"},
		{Path: "g", Msg: "no font has U+10000"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestPDFRefusesDocuments(t *testing.T) {
	for _, c := range []struct {
		name string
		doc  func(*doc.Doc)
		want string
	}{
		{"no window", func(d *doc.Doc) { d.Blocks = d.Blocks[:1] }, "a letter needs one address block, this one has 0"},
		{"no sender", func(d *doc.Doc) { d.Blocks = d.Blocks[1:] }, "a letter needs one sender block, this one has 0"},
		{"date", func(d *doc.Doc) { d.Meta.Date = "12 January" }, "the document's date isn't YYYY-MM-DD"},
		{"language", func(d *doc.Doc) { d.Meta.Lang = "en) /X (" }, "the document's language isn't a BCP 47 tag"},
		{"layout", func(d *doc.Doc) { d.Meta.Layout = "poster" }, `unknown layout "poster"`},
		{"block", func(d *doc.Doc) { d.Blocks = append(d.Blocks, nil) }, "unknown block <nil>"},
		{"inline", func(d *doc.Doc) { d.Blocks = append(d.Blocks, sample.Para(nil)) }, "unknown inline <nil>"},
		{"ragged", func(d *doc.Doc) {
			d.Blocks = append(d.Blocks, &doc.Table{Header: sample.Cells("a", "b"), Rows: [][]doc.Cell{sample.Cells("c")}})
		}, "a table row of 1 cells under 2 headers"},
		{"long address", func(d *doc.Doc) {
			p := d.Blocks[1].(*doc.Div).Blocks[0].(*doc.Paragraph)
			p.Inlines = append(p.Inlines, &doc.Break{}, &doc.Text{Text: "8"}, &doc.Break{}, &doc.Text{Text: "9"})
		}, "people[2].address: too many lines for the address window of a letter"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := sample.Letter(7)
			c.doc(d)
			if _, err := Write(d); err == nil || err.Error() != c.want {
				t.Errorf("error %v, want %s", err, c.want)
			}
		})
	}
}
