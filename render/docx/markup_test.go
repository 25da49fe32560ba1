package docx

import (
	"archive/zip"
	"bytes"
	"io"
	"slices"
	"strings"
	"testing"

	"handover/render/doc"
	"handover/render/testdata/sample"
)

func partText(t *testing.T, b []byte, name string) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	r, err := z.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// What Word is told: each is something that a reader of text doesn't see.
func TestDOCXMarkup(t *testing.T) {
	form := func(blocks ...doc.Block) *doc.Doc { return &doc.Doc{Meta: sample.WordForm().Meta, Blocks: blocks} }
	wide := func(b ...doc.Block) *doc.Doc {
		d := form(b...)
		d.Meta.Landscape = true
		return d
	}
	landscape := form()
	landscape.Meta.Landscape = true
	numbered := func(start int) *doc.List {
		return &doc.List{Ordered: true, Start: start, Items: []doc.Item{sample.Item(sample.Words("x"))}}
	}
	sign := &doc.Div{Kind: doc.Signatures, Blocks: []doc.Block{sample.Table(sample.Row("Role", "Signature"), sample.Row("Worker", ""), sample.Row("Manager", ""))}}
	for _, c := range []struct {
		name, part string
		doc        *doc.Doc
		has        string
		times      int
	}{
		{"right-to-left paragraph", bodyPart, form(sample.Words("אב 12.")), `<w:bidi/></w:pPr><w:r><w:rPr><w:rtl/><w:lang w:bidi="he"/></w:rPr><w:t xml:space="preserve">אב 12.</w:t>`, 1},
		{"English and a sign in a right-to-left paragraph", bodyPart, form(sample.Words("אב & a <b")), `<w:r><w:rPr><w:rtl/><w:lang w:bidi="he"/></w:rPr><w:t xml:space="preserve">אב &amp; </w:t></w:r><w:r><w:t xml:space="preserve">a &lt;b</w:t></w:r>`, 1},
		{"right-to-left words", bodyPart, form(sample.Words("a אב")), `<w:rtl/>`, 1},
		{"left-to-right paragraph", bodyPart, form(sample.Words("a אב")), `<w:bidi/>`, 0},
		{"header row", bodyPart, form(sample.Table(sample.Row("a"), sample.Row("b"))), `<w:tblHeader/>`, 1},
		{"header cells", bodyPart, form(sample.Table(sample.Row("a"), sample.Row("b"))), `"TableHeading"`, 1},
		{"rows stay whole", bodyPart, form(sample.Table(sample.Row("a"), sample.Row("b"))), `<w:cantSplit/>`, 2},
		{"a very high row may split", bodyPart, form(sample.Table(sample.Row("a"), sample.Row(strings.Repeat("word ", 2000)))), `<w:cantSplit/>`, 1},
		{"a row of half a page may split", bodyPart, form(sample.Table(sample.Row("a"), sample.Row(strings.Repeat("word ", 550)))), `<w:cantSplit/>`, 1},
		{"across a landscape page it stays whole", bodyPart, wide(sample.Table(sample.Row("a"), sample.Row(strings.Repeat("word ", 550)))), `<w:cantSplit/>`, 2},
		{"unless it may not fit", bodyPart, wide(sample.Table(sample.Row("a"), sample.Row(strings.Repeat("word ", 670)))), `<w:cantSplit/>`, 1},
		{"box to write in", bodyPart, form(sample.Table(sample.Row("a", "b"), sample.Row("c", ""), sample.Row("d", "e"))), `<w:trHeight w:val="567" w:hRule="atLeast"/>`, 1},
		{"lines to sign on", bodyPart, form(sign), `<w:trHeight w:val="794" w:hRule="atLeast"/>`, 2},
		{"signatures stay together", bodyPart, form(sign), `<w:keepNext/>`, 4},
		{"a few words stay with the signatures", bodyPart, form(sample.Words("Yours sincerely"), sign), `<w:keepNext/>`, 5},
		{"so does the end of many", bodyPart, form(sample.Words(strings.Repeat("word ", 60)), sign), `<w:keepNext/>`, 5},
		{"and the last row and item before", bodyPart, form(sample.Table(sample.Row("a"), sample.Row("b")), sign, &doc.List{Items: []doc.Item{sample.Item(sample.Words("a"))}}, sample.Words("Yours sincerely"), sign), `<w:keepNext/>`, 2 + 4 + 3 + 2 + 4 + 3}, // the last three blocks are the end
		{"a few words between a heading and a table", bodyPart, form(&doc.Heading{Level: 2, Inlines: sample.Lines("x")}, sample.Words("As follows."), sample.Table(sample.Row("a"), sample.Row("b"))), `<w:keepNext/>`, 1},
		{"words that lead in to others", bodyPart, form(sample.Words("She said:"), sample.Words("x"), sample.Words("y")), `<w:keepNext/>`, 1},
		{"no row stands alone", bodyPart, form(&doc.Div{Kind: doc.Facts, Blocks: []doc.Block{sample.Table(sample.Row("", ""), sample.Row("a", "b"), sample.Row("c", "d"), sample.Row("e", "f"), sample.Row("g", "h"), sample.Row("i", "j"))}}), `<w:keepNext/>`, 4},
		{"an item before them, far from the end", bodyPart, form(&doc.List{Items: []doc.Item{sample.Item(sample.Words("a"))}}, sign, sample.Words(strings.Repeat(sample.Narrative, 8))), `<w:keepNext/>`, 1 + 4},
		{"a short list stands whole", bodyPart, form(&doc.List{Items: slices.Repeat([]doc.Item{sample.Item(sample.Words("a"))}, 4)}), `<w:keepNext/>`, 3},
		{"no item stands alone", bodyPart, form(&doc.List{Items: slices.Repeat([]doc.Item{sample.Item(sample.Words("a"))}, 40)}), `<w:keepNext/>`, 2},
		{"the end of several pages stands together", bodyPart, form(append(slices.Repeat([]doc.Block{sample.Words(sample.Narrative)}, 9), &doc.Heading{Level: 2, Inlines: sample.Lines("x")}, sample.Words("x"), sample.Words("y"), &doc.List{Items: []doc.Item{sample.Item(sample.Words("a"))}})...), `<w:keepNext/>`, 1 + 4},
		{"a long paragraph at the end stays alone", bodyPart, form(append(slices.Repeat([]doc.Block{sample.Words(sample.Narrative)}, 9), sample.Words(strings.Repeat(sample.Narrative, 8)))...), `<w:keepNext/>`, 0},
		{"high rows may stand alone", bodyPart, form(sample.Table(sample.Row("a"), sample.Row(strings.Repeat("word ", 300)), sample.Row(strings.Repeat("word ", 300)))), `<w:keepNext/>`, 0},
		{"a table after a text", bodyPart, form(sample.Words("x"), sample.Words("As follows."), sample.Table(sample.Row("a"), sample.Row("b"))), `<w:keepNext/>`, 0},
		{"lines under empty cells", bodyPart, form(sign), `<w:tcBorders>`, 2},
		{"facts without header", bodyPart, form(&doc.Div{Kind: doc.Facts, Blocks: []doc.Block{sample.Table(sample.Row("", ""), sample.Row("a", "b"))}}), `<w:tr>`, 1},
		{"facts with header", bodyPart, form(&doc.Div{Kind: doc.Facts, Blocks: []doc.Block{sample.Table(sample.Row("", "x"), sample.Row("a", "b"))}}), `<w:tr>`, 2},
		{"facts' names", bodyPart, form(&doc.Div{Kind: doc.Facts, Blocks: []doc.Block{sample.Table(sample.Row("", ""), sample.Row("a", "b"))}}), `"TableRowHeading"`, 1},
		{"lists begin afresh", "word/numbering.xml", form(numbered(1), numbered(7)), `<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num><w:num w:numId="11"><w:abstractNumId w:val="2"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/>`, 1},
		{"nested list", bodyPart, form(&doc.List{Items: []doc.Item{sample.Item(sample.Words("a"), &doc.List{Items: []doc.Item{sample.Item(sample.Words("b"))}})}}), `<w:ilvl w:val="1"/><w:numId w:val="1"/>`, 1},
		{"paragraph in an item", bodyPart, form(&doc.List{Items: []doc.Item{sample.Item(sample.Words("a"), sample.Words("b"))}}), `<w:pStyle w:val="ListContinue"/><w:ind w:left="425" w:hanging="0"/>`, 1},
		{"bullet in a cell", bodyPart, form(sample.Table(sample.Row("a"), sample.Row("- b"))), `<w:pStyle w:val="TableBullet"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/>`, 1},
		{"ticks are a list", bodyPart, form(&doc.List{Items: []doc.Item{sample.Item(sample.Para(&doc.Tick{Checked: true}, sample.Txt("a")))}}), `<w:pStyle w:val="TickList"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/>`, 1},
		{"tick box", bodyPart, form(sample.Para(&doc.Tick{Checked: true}, &doc.Tick{Checked: false})), `<w14:checked w14:val="1"/>`, 1},
		{"link", "word/_rels/document.xml.rels", form(sample.Para(&doc.Link{To: "https://example.org/?a&b", Inlines: sample.Lines("x")})), `Target="https://example.org/?a&amp;b" TargetMode="External"`, 1},
		{"gap", bodyPart, form(sample.Para(&doc.Gap{Text: "Not recorded", Path: "x"})), `<w:rStyle w:val="Gap"/></w:rPr><w:t xml:space="preserve">Not recorded`, 1},
		{"strong and emphasis", bodyPart, form(sample.Para(&doc.Strong{Inlines: []doc.Inline{&doc.Emph{Inlines: sample.Lines("x")}}})), `<w:b/><w:bCs/><w:i/><w:iCs/>`, 1},
		{"column alignment", bodyPart, form(&doc.Table{Align: []doc.Align{doc.Centre, doc.Right}, Header: sample.Row("a", "b"), Rows: nil}), `<w:jc w:val="right"/>`, 1},
		{"landscape", bodyPart, landscape, `<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>`, 1},
		{"foot of a landscape page", "word/footer1.xml", landscape, `w:pos="15250"`, 1},
		{"first page of a letter", bodyPart, sample.WordLetter(), `<w:titlePg/>`, 1},
		{"first page of a form", bodyPart, sample.WordForm(), `<w:titlePg/>`, 0},
		{"address window", bodyPart, sample.WordLetter(), `w:vAnchor="page" w:hAnchor="page" w:x="1417" w:y="2262"/>`, 1},
		{"a long address in a frame", bodyPart, sample.WordLetter(), `children.looked.after@</w:t><w:br w:clear="none"/><w:t xml:space="preserve">example.org`, 1},
		{"twelve point in a frame", bodyPart, sample.WordLetter(), `<w:sz w:val="22"/>`, 0},
		{"two tables apart", bodyPart, form(sample.Table(sample.Row("a")), sample.Table(sample.Row("b"))), `</w:tbl><w:tbl>`, 0},
		{"callout's paragraphs of one indent", bodyPart, form(&doc.Div{Kind: doc.Callout, Blocks: []doc.Block{sample.Words("a"), sample.Words("b"), &doc.List{Items: []doc.Item{sample.Item(sample.Words("c"))}}}}), `<w:spacing w:before="80"/>`, 1},
		{"callout's bar", bodyPart, form(&doc.Div{Kind: doc.Callout, Blocks: []doc.Block{&doc.List{Items: []doc.Item{sample.Item(sample.Words("a"), sample.Words("b"), &doc.List{Items: []doc.Item{sample.Item(sample.Words("c"))}})}}}}), `<w:left w:val="single" w:sz="36" w:space="29" w:color="1F3B59"/>`, 2},
		{"date", "docProps/core.xml", form(), `2026-12-01T00:00:00Z`, 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			text := partText(t, mustDOCX(t, c.doc), c.part)
			if n := strings.Count(text, c.has); n != c.times {
				t.Errorf("%s has %d times, not %d: %s", c.part, n, c.times, c.has)
			}
		})
	}
}

// The archive says nothing of when or by whom it was made, and its day is one.
func TestDOCXArchive(t *testing.T) {
	b := mustDOCX(t, sample.WordForm())
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	for i, f := range z.File {
		if f.ModifiedDate != 0x21 || f.ModifiedTime != 0 || len(f.Extra) > 0 || f.Comment != "" {
			t.Errorf("%s carries a date or a comment", f.Name)
		}
		if i == 0 && f.Name != "[Content_Types].xml" {
			t.Errorf("%s comes first", f.Name)
		}
	}
}
