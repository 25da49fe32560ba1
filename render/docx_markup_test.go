package render

import (
	"archive/zip"
	"bytes"
	"io"
	"slices"
	"strings"
	"testing"
)

func docxPartText(t *testing.T, b []byte, name string) string {
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
	form := func(blocks ...Block) *Doc { return &Doc{docxForm().Meta, blocks} }
	wide := func(b ...Block) *Doc {
		d := form(b...)
		d.Meta.Landscape = true
		return d
	}
	landscape := form()
	landscape.Meta.Landscape = true
	numbered := func(start int) *List { return &List{Ordered: true, Start: start, Items: []Item{item(words("x"))}} }
	sign := &Div{Signatures, []Block{table(row("Role", "Signature"), row("Worker", ""), row("Manager", ""))}}
	for _, c := range []struct {
		name, part string
		doc        *Doc
		has        string
		times      int
	}{
		{"right-to-left paragraph", docxBodyPart, form(words("אב 12.")), `<w:bidi/></w:pPr><w:r><w:rPr><w:rtl/></w:rPr><w:t xml:space="preserve">אב 12.</w:t>`, 1},
		{"English and a sign in a right-to-left paragraph", docxBodyPart, form(words("אב & a <b")), `<w:r><w:rPr><w:rtl/></w:rPr><w:t xml:space="preserve">אב &amp; </w:t></w:r><w:r><w:t xml:space="preserve">a &lt;b</w:t></w:r>`, 1},
		{"right-to-left words", docxBodyPart, form(words("a אב")), `<w:rtl/>`, 1},
		{"left-to-right paragraph", docxBodyPart, form(words("a אב")), `<w:bidi/>`, 0},
		{"header row", docxBodyPart, form(table(row("a"), row("b"))), `<w:tblHeader/>`, 1},
		{"header cells", docxBodyPart, form(table(row("a"), row("b"))), `"TableHeading"`, 1},
		{"rows stay whole", docxBodyPart, form(table(row("a"), row("b"))), `<w:cantSplit/>`, 2},
		{"a very high row may split", docxBodyPart, form(table(row("a"), row(strings.Repeat("word ", 2000)))), `<w:cantSplit/>`, 1},
		{"a row of half a page may split", docxBodyPart, form(table(row("a"), row(strings.Repeat("word ", 550)))), `<w:cantSplit/>`, 1},
		{"across a landscape page it stays whole", docxBodyPart, wide(table(row("a"), row(strings.Repeat("word ", 550)))), `<w:cantSplit/>`, 2},
		{"unless it may not fit", docxBodyPart, wide(table(row("a"), row(strings.Repeat("word ", 670)))), `<w:cantSplit/>`, 1},
		{"box to write in", docxBodyPart, form(table(row("a", "b"), row("c", ""), row("d", "e"))), `<w:trHeight w:val="567" w:hRule="atLeast"/>`, 1},
		{"lines to sign on", docxBodyPart, form(sign), `<w:trHeight w:val="794" w:hRule="atLeast"/>`, 2},
		{"signatures stay together", docxBodyPart, form(sign), `<w:keepNext/>`, 4},
		{"a few words stay with the signatures", docxBodyPart, form(words("Yours sincerely"), sign), `<w:keepNext/>`, 5},
		{"so does the end of many", docxBodyPart, form(words(strings.Repeat("word ", 60)), sign), `<w:keepNext/>`, 5},
		{"and the last row and item before", docxBodyPart, form(table(row("a"), row("b")), sign, &List{Items: []Item{item(words("a"))}}, words("Yours sincerely"), sign), `<w:keepNext/>`, 2 + 4 + 3 + 2 + 4 + 3}, // the last three blocks are the end
		{"a few words between a heading and a table", docxBodyPart, form(&Heading{2, lines("x")}, words("As follows."), table(row("a"), row("b"))), `<w:keepNext/>`, 1},
		{"words that lead in to others", docxBodyPart, form(words("She said:"), words("x"), words("y")), `<w:keepNext/>`, 1},
		{"no row stands alone", docxBodyPart, form(&Div{Facts, []Block{table(row("", ""), row("a", "b"), row("c", "d"), row("e", "f"), row("g", "h"), row("i", "j"))}}), `<w:keepNext/>`, 4},
		{"an item before them, far from the end", docxBodyPart, form(&List{Items: []Item{item(words("a"))}}, sign, words(strings.Repeat(narrative, 8))), `<w:keepNext/>`, 1 + 4},
		{"a short list stands whole", docxBodyPart, form(&List{Items: slices.Repeat([]Item{item(words("a"))}, 4)}), `<w:keepNext/>`, 3},
		{"no item stands alone", docxBodyPart, form(&List{Items: slices.Repeat([]Item{item(words("a"))}, 40)}), `<w:keepNext/>`, 2},
		{"the end of several pages stands together", docxBodyPart, form(append(slices.Repeat([]Block{words(narrative)}, 9), &Heading{2, lines("x")}, words("x"), words("y"), &List{Items: []Item{item(words("a"))}})...), `<w:keepNext/>`, 1 + 4},
		{"a long paragraph at the end stays alone", docxBodyPart, form(append(slices.Repeat([]Block{words(narrative)}, 9), words(strings.Repeat(narrative, 8)))...), `<w:keepNext/>`, 0},
		{"high rows may stand alone", docxBodyPart, form(table(row("a"), row(strings.Repeat("word ", 300)), row(strings.Repeat("word ", 300)))), `<w:keepNext/>`, 0},
		{"a table after a text", docxBodyPart, form(words("x"), words("As follows."), table(row("a"), row("b"))), `<w:keepNext/>`, 0},
		{"lines under empty cells", docxBodyPart, form(sign), `<w:tcBorders>`, 2},
		{"facts without header", docxBodyPart, form(&Div{Facts, []Block{table(row("", ""), row("a", "b"))}}), `<w:tr>`, 1},
		{"facts with header", docxBodyPart, form(&Div{Facts, []Block{table(row("", "x"), row("a", "b"))}}), `<w:tr>`, 2},
		{"facts' names", docxBodyPart, form(&Div{Facts, []Block{table(row("", ""), row("a", "b"))}}), `"TableRowHeading"`, 1},
		{"lists begin afresh", "word/numbering.xml", form(numbered(1), numbered(7)), `<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num><w:num w:numId="11"><w:abstractNumId w:val="2"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/>`, 1},
		{"nested list", docxBodyPart, form(&List{Items: []Item{item(words("a"), &List{Items: []Item{item(words("b"))}})}}), `<w:ilvl w:val="1"/><w:numId w:val="1"/>`, 1},
		{"paragraph in an item", docxBodyPart, form(&List{Items: []Item{item(words("a"), words("b"))}}), `<w:pStyle w:val="ListContinue"/><w:ind w:left="425" w:hanging="0"/>`, 1},
		{"bullet in a cell", docxBodyPart, form(table(row("a"), row("- b"))), `<w:pStyle w:val="TableBullet"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/>`, 1},
		{"ticks are a list", docxBodyPart, form(&List{Items: []Item{item(para(&Tick{true}, txt("a")))}}), `<w:pStyle w:val="TickList"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/>`, 1},
		{"tick box", docxBodyPart, form(para(&Tick{true}, &Tick{false})), `<w14:checked w14:val="1"/>`, 1},
		{"link", "word/_rels/document.xml.rels", form(para(&Link{"https://example.org/?a&b", lines("x")})), `Target="https://example.org/?a&amp;b" TargetMode="External"`, 1},
		{"gap", docxBodyPart, form(para(&Gap{"Not recorded", "x"})), `<w:rStyle w:val="Gap"/></w:rPr><w:t xml:space="preserve">Not recorded`, 1},
		{"strong and emphasis", docxBodyPart, form(para(&Strong{[]Inline{&Emph{lines("x")}}})), `<w:b/><w:bCs/><w:i/><w:iCs/>`, 1},
		{"column alignment", docxBodyPart, form(&Table{[]Align{Centre, Right}, row("a", "b"), nil}), `<w:jc w:val="right"/>`, 1},
		{"landscape", docxBodyPart, landscape, `<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>`, 1},
		{"foot of a landscape page", "word/footer1.xml", landscape, `w:pos="14570"`, 1},
		{"first page of a letter", docxBodyPart, docxLetter(), `<w:titlePg/>`, 1},
		{"first page of a form", docxBodyPart, docxForm(), `<w:titlePg/>`, 0},
		{"address window", docxBodyPart, docxLetter(), `w:vAnchor="page" w:hAnchor="page" w:x="1417" w:y="2262"/>`, 1},
		{"a long address in a frame", docxBodyPart, docxLetter(), `children.looked.after@</w:t><w:br w:clear="none"/><w:t xml:space="preserve">example.org`, 1},
		{"twelve point in a frame", docxBodyPart, docxLetter(), `<w:sz w:val="22"/>`, 0},
		{"two tables apart", docxBodyPart, form(table(row("a")), table(row("b"))), `</w:tbl><w:tbl>`, 0},
		{"callout's paragraphs of one indent", docxBodyPart, form(&Div{Callout, []Block{words("a"), words("b"), &List{Items: []Item{item(words("c"))}}}}), `<w:spacing w:before="80"/>`, 1},
		{"callout's bar", docxBodyPart, form(&Div{Callout, []Block{&List{Items: []Item{item(words("a"), words("b"), &List{Items: []Item{item(words("c"))}})}}}}), `<w:left w:val="single" w:sz="36" w:space="29" w:color="1F3B59"/>`, 2},
		{"date", "docProps/core.xml", form(), `2026-12-01T00:00:00Z`, 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			text := docxPartText(t, mustDOCX(t, c.doc), c.part)
			if n := strings.Count(text, c.has); n != c.times {
				t.Errorf("%s has %d times, not %d: %s", c.part, n, c.times, c.has)
			}
		})
	}
}

// The archive says nothing of when or by whom it was made.
func TestDOCXArchive(t *testing.T) {
	b := mustDOCX(t, docxForm())
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	for i, f := range z.File {
		if f.ModifiedDate != 0 || f.ModifiedTime != 0 || len(f.Extra) > 0 || f.Comment != "" {
			t.Errorf("%s carries a date or a comment", f.Name)
		}
		if i == 0 && f.Name != "[Content_Types].xml" {
			t.Errorf("%s comes first", f.Name)
		}
	}
}
