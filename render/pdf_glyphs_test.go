package render

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Everything that can't be drawn is told at once, by path and code point.
func TestPDFRefusesCharacters(t *testing.T) {
	cell := func(s, path string) Cell {
		return Cell{Lines: []Line{{Inlines: []Inline{&Text{Text: s, Path: path}}}}}
	}
	d := &Doc{Meta: pdfMeta(Form), Blocks: []Block{
		heading(1, "Plan"),
		para(&Text{Text: "fine: Siân Ŵyn-Łukasz, Nguyễn, Ζωή, Зоя, ✓ ☐ — “£” 5 €", Path: "a"}),
		para(&Strong{[]Inline{&Text{Text: "smile 🙂🙂", Path: "children[0].notes"}}}),
		&List{Items: []Item{{[]Block{para(&Text{Text: "مرحبا ہ", Path: "people[2].name"})}}}},
		&Table{Header: []Cell{cell("H", "")}, Rows: [][]Cell{{cell("\u202Eabc", "t")}, {cell("nul\x00", "n")}, {cell("नाम", "d")}, {cell("bad \xe2", "u")}, {cell("ܐ", "s")}, {cell("\ufb2a", "p")}}},
		&Div{Kind: Callout, Blocks: []Block{para(&Gap{Text: "\U00010000", Path: "g"})}},
	}}
	_, err := writePDF(d)
	var got Faults
	if !errors.As(err, &got) {
		t.Fatalf("%v isn't Faults", err)
	}
	want := Faults{
		{Path: "children[0].notes", Msg: "no font has U+1F642"},
		{Path: "people[2].name", Msg: "no font has U+06C1"},
		{Path: "t", Msg: "a hidden character that turns the text beside it round (U+202E) can't be set in PDF"},
		{Path: "n", Msg: "no font has U+0000"},
		{Path: "d", Msg: "a script whose letters join or stack (U+0928) can't be set in PDF yet"},
		{Path: "d", Msg: "a script whose letters join or stack (U+093E) can't be set in PDF yet"},
		{Path: "d", Msg: "a script whose letters join or stack (U+092E) can't be set in PDF yet"},
		{Path: "u", Msg: "text that isn't UTF-8"},
		{Path: "s", Msg: "this right-to-left script (U+0710) can't be set in PDF yet"},
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
		doc  func(*Doc)
		want string
	}{
		{"no window", func(d *Doc) { d.Blocks = d.Blocks[:1] }, "a letter needs one address block, this one has 0"},
		{"no sender", func(d *Doc) { d.Blocks = d.Blocks[1:] }, "a letter needs one sender block, this one has 0"},
		{"date", func(d *Doc) { d.Meta.Date = "12 January" }, "the document's date isn't YYYY-MM-DD"},
		{"language", func(d *Doc) { d.Meta.Lang = "en) /X (" }, "the document's language isn't a BCP 47 tag"},
		{"layout", func(d *Doc) { d.Meta.Layout = "poster" }, `unknown layout "poster"`},
		{"block", func(d *Doc) { d.Blocks = append(d.Blocks, nil) }, "unknown block <nil>"},
		{"inline", func(d *Doc) { d.Blocks = append(d.Blocks, para(nil)) }, "unknown inline <nil>"},
		{"ragged", func(d *Doc) {
			d.Blocks = append(d.Blocks, &Table{Header: pdfCells("a", "b"), Rows: [][]Cell{pdfCells("c")}})
		}, "a table row of 1 cells under 2 headers"},
		{"long address", func(d *Doc) {
			p := d.Blocks[1].(*Div).Blocks[0].(*Paragraph)
			p.Inlines = append(p.Inlines, &Break{}, &Text{Text: "8"}, &Break{}, &Text{Text: "9"})
		}, "people[2].address: too many lines for the address window of a letter"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := pdfLetter(7)
			c.doc(d)
			if _, err := writePDF(d); err == nil || err.Error() != c.want {
				t.Errorf("error %v, want %s", err, c.want)
			}
		})
	}
}
