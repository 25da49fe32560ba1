package read_test

import (
	"archive/zip"
	"bytes"
	"io"
	"slices"
	"strings"
	"testing"

	"handover/render"
	"handover/render/doc"
	"handover/render/read"
)

// sound is a document with something of everything that is checked.
func sound(t testing.TB) []byte {
	t.Helper()
	text := func(s string) []doc.Inline { return []doc.Inline{&doc.Text{Text: s}} }
	cell := func(s string) doc.Cell { return doc.Cell{Lines: []doc.Line{{Inlines: text(s)}}} }
	b, err := render.Write(render.DOCX, &doc.Doc{
		Meta: doc.Meta{Title: "Transfer summary", Creator: "Council", Lang: "en-GB", Date: "2026-12-01", Layout: doc.Form, Head: "OFFICIAL", Foot: "CF-1", Draft: true},
		Blocks: []doc.Block{
			&doc.Heading{Level: 1, Inlines: text("Transfer summary")},
			&doc.Heading{Level: 2, Inlines: text("People")},
			&doc.Paragraph{Inlines: []doc.Inline{
				&doc.Text{Text: "See "}, &doc.Link{To: "https://example.org/", Inlines: text("this")}, &doc.Gap{Text: "Not recorded"}, &doc.Text{Text: " {{ as it was }}"}}},
			&doc.List{Ordered: true, Start: 1, Items: []doc.Item{{Blocks: []doc.Block{&doc.Paragraph{Inlines: text("first")}}}}},
			&doc.List{Items: []doc.Item{
				{Blocks: []doc.Block{&doc.Paragraph{Inlines: append([]doc.Inline{&doc.Tick{}}, text("one")...)}}},
				{Blocks: []doc.Block{&doc.Paragraph{Inlines: append([]doc.Inline{&doc.Tick{Checked: true}}, text("two")...)}}}}},
			&doc.Table{Align: []doc.Align{doc.Left, doc.Right}, Header: []doc.Cell{cell("Name"), cell("Role")}, Rows: [][]doc.Cell{{cell("Dr A"), {}}}},
			&doc.Div{Kind: doc.Facts, Blocks: []doc.Block{
				&doc.Table{Align: make([]doc.Align, 2), Header: make([]doc.Cell, 2), Rows: [][]doc.Cell{{cell("Born"), cell("2016")}}}}},
		},
	}, render.Envelope{})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

type part struct{ name, text string }

func unpack(t testing.TB, b []byte) []part {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	var parts []part
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		parts = append(parts, part{f.Name, string(text)})
	}
	return parts
}

func packed(t interface{ Fatal(...any) }, parts []part) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, p := range parts {
		w, err := z.CreateHeader(&zip.FileHeader{Name: p.name, Method: zip.Store})
		if err == nil {
			_, err = io.WriteString(w, p.text)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

const (
	tree    = "word/document.xml"
	docRels = "word/_rels/document.xml.rels"
	header  = "word/header1.xml"
	footer  = "word/footer1.xml"
	types   = "[Content_Types].xml"
)

func TestDOCXCheckFinds(t *testing.T) {
	good := sound(t)
	for _, err := range checked(read.DOCX, good) {
		t.Errorf("a sound file: %v", err)
	}
	if t.Failed() {
		return
	}
	for _, c := range []struct {
		name, part, old, new, want string
	}{
		{"element in text", tree, "People</w:t>", "Peo<w:br/>ple</w:t>", "word/document.xml: br inside t"},
		{"not well-formed", tree, "</w:tbl>", "", "word/document.xml: not well-formed XML, line 2"},
		{"control character", tree, "People", "Peo\x0bple", "word/document.xml: not well-formed XML, line 2"},
		{"entity", tree, "People", "&secret;", "word/document.xml: not well-formed XML, line 2"},
		{"document type", tree, "<w:document", "<!DOCTYPE x><w:document", "word/document.xml: a document type declaration"},
		{"undeclared prefix", tree, "<w:body>", "<w:body><wp14:x/>", "word/document.xml: prefix wp14 is not declared"},
		{"undeclared attribute", tree, "<w:body>", `<w:body q:x="1">`, "word/document.xml: prefix q is not declared"},
		{"dangling relationship", docRels, "header1.xml", "header9.xml", "word/_rels/document.xml.rels: rId5 points to a part that is not there"},
		{"relationship missing", tree, `r:id="link1"`, `r:id="nope"`, "word/document.xml: relationship nope is not there"},
		{"relationship twice", docRels, `Id="rId6"`, `Id="rId5"`, "word/_rels/document.xml.rels: rId5 twice"},
		{"template outside", docRels, `/settings" Target="settings.xml"`, `/attachedTemplate" Target="https://example.org/t.dotx" TargetMode="External"`, "word/_rels/document.xml.rels: rId3 is a attachedTemplate outside the file"},
		{"no content type", types, `<Override PartName="/word/footer1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/>`, "", "word/footer1.xml: no content type"},
		{"content type of nothing", types, "</Types>", `<Override PartName="/word/ghost.xml" ContentType="application/xml"/></Types>`, "[Content_Types].xml: word/ghost.xml is not there"},
		{"content type twice", types, "</Types>", `<Override PartName="/word/styles.xml" ContentType="x"/></Types>`, "[Content_Types].xml: word/styles.xml twice"},
		{"cell without paragraph", tree, "</w:tr>", `<w:tc><w:tcPr/></w:tc></w:tr>`, "word/document.xml: a cell doesn't end in a paragraph"},
		{"cell too many", tree, "</w:tr>", `<w:tc><w:p/></w:tc></w:tr>`, "word/document.xml: a row of 3 cells in a table of 2 columns"},
		{"row outside a table", tree, "<w:body>", "<w:body><w:tr/>", "word/document.xml: a row outside a table"},
		{"table without rows", tree, "</w:tbl>", `</w:tbl><w:tbl><w:tblPr/><w:tblGrid/></w:tbl>`, "word/document.xml: a table without a row"},
		{"style", tree, `w:val="Heading1"`, `w:val="Heading9"`, `word/document.xml: style "Heading9" is not defined`},
		{"character style", tree, `<w:rStyle w:val="Gap"/>`, `<w:rStyle w:val="Gone"/>`, `word/document.xml: style "Gone" is not defined`},
		{"list", tree, `<w:numId w:val="10"/>`, `<w:numId w:val="99"/>`, `word/document.xml: list "99" is not defined`},
		{"list kind", "word/numbering.xml", `<w:num w:numId="1"><w:abstractNumId w:val="1"/>`, `<w:num w:numId="1"><w:abstractNumId w:val="7"/>`, "word/numbering.xml: list kind 7 is not defined"},
		{"list twice", "word/numbering.xml", `w:numId="2"`, `w:numId="1"`, "word/numbering.xml: list 1 twice"},
		{"paragraph in paragraph", tree, "<w:p><w:pPr>", "<w:p><w:p/><w:pPr>", "word/document.xml: p in p"},
		{"run in body", tree, "<w:body>", "<w:body><w:r><w:t>x</w:t></w:r>", "word/document.xml: r in body"},
		{"text outside a run", tree, "<w:body>", "<w:body>stray", "word/document.xml: text in body"},
		{"body without section", tree, "</w:sectPr>", "</w:sectPr><w:p/>", "word/document.xml: the body doesn't end with its section"},
		{"field not ended", footer, `<w:r><w:fldChar w:fldCharType="end"/></w:r>`, "", "word/footer1.xml: a field is not ended"},
		{"control twice", tree, `<w:id w:val="1002"/>`, `<w:id w:val="1001"/>`, "word/document.xml: control 1001 twice"},
		{"shape twice", "word/header2.xml", `id="Draft2" `, `id="Draft1" `, "word/header2.xml: shape Draft1 twice"},
		{"drawing twice", tree, "<w:body>", `<w:body xmlns:wp="urn:x"><wp:docPr id="1" descr="a"/><wp:docPr id="1" descr="b"/>`, "word/document.xml: drawing 1 twice"},
		{"bookmark open", tree, "<w:body>", `<w:body><w:p><w:bookmarkStart w:id="7" w:name="q"/></w:p>`, "word/document.xml: bookmark 7 has no other end"},
		{"bookmark twice", tree, "<w:body>", `<w:body><w:p><w:bookmarkStart w:id="7"/><w:bookmarkEnd w:id="7"/><w:bookmarkStart w:id="7"/><w:bookmarkEnd w:id="7"/></w:p>`, "word/document.xml: bookmark 7 twice"},
		{"space lost", tree, `<w:t xml:space="preserve">See `, `<w:t>See `, "word/document.xml: a space is lost in t"},
		{"token", tree, "People", "\uE0001\uE001", `word/document.xml: "\ue000" is left over`},
		{"tag in the header", header, "OFFICIAL", "{{head}}", `word/header1.xml: "{{" is left over`},
		{"tag in the title", "docProps/core.xml", "Council", "{{creator}}", `docProps/core.xml: "{{" is left over`},
		{"no title", "docProps/core.xml", "<dc:title>Transfer summary</dc:title>", "", "accessibility: no title"},
		{"no language", "word/styles.xml", `<w:lang w:val="en-GB"`, `<w:lang w:val=""`, "accessibility: no language"},
		{"shape without alt text", header, ` alt="DRAFT"`, "", "word/header1.xml: accessibility: a shape without alternative text"},
		{"picture without alt text", tree, "<w:body>", `<w:body xmlns:wp="urn:x"><wp:docPr id="1"/>`, "word/document.xml: accessibility: a picture without alternative text"},
		{"no header row", tree, "<w:tblHeader/>", "", "word/document.xml: accessibility: a table without headers"},
		{"no header column", tree, `<w:tblLook w:val="0680"`, `<w:tblLook w:val="0600"`, "word/document.xml: accessibility: a table without headers"},
		{"heading skipped", tree, `w:val="Heading2"`, `w:val="Heading3"`, "word/document.xml: accessibility: a heading of level 3 after 1"},
		{"first heading missing", tree, `w:val="Heading1"`, `w:val="BodyText"`, "word/document.xml: accessibility: a heading of level 2 after 0"},
		{"empty heading", tree, `<w:t xml:space="preserve">People</w:t>`, "", "word/document.xml: accessibility: a heading without text"},
		{"content types not well-formed", types, "</Types>", "&secret;", "[Content_Types].xml: not well-formed XML, line 15"},
		{"relationships not well-formed", docRels, "</Relationships>", "&secret;", "word/_rels/document.xml.rels: not well-formed XML, line 11"},
		{"numbering not well-formed", "word/numbering.xml", "<w:lvl ", "&secret;", "word/numbering.xml: not well-formed XML, line 4"},
		{"properties not well-formed", "docProps/core.xml", "</dc:title>", "&secret;", "docProps/core.xml: not well-formed XML, line 2"},
		{"no document", "_rels/.rels", "/officeDocument\"", "/other\"", "no main document"},
	} {
		t.Run(c.name, func(t *testing.T) {
			parts := unpack(t, good)
			i := slices.IndexFunc(parts, func(p part) bool { return p.name == c.part })
			if !strings.Contains(parts[i].text, c.old) {
				t.Fatalf("%s has no %q", c.part, c.old)
			}
			parts[i].text = strings.Replace(parts[i].text, c.old, c.new, 1)
			found(t, packed(t, parts), c.want)
		})
	}
}

func found(t *testing.T, b []byte, want string) {
	t.Helper()
	var all []string
	for _, err := range checked(read.DOCX, b) {
		all = append(all, err.Error())
	}
	if !slices.Contains(all, want) {
		t.Errorf("%q is not among %q", want, all)
	}
	for _, e := range all {
		if strings.Contains(e, "secret") {
			t.Errorf("an error quotes the document: %s", e)
		}
	}
}

// What is wrong with the container itself; DOCX refuses it too.
func TestDOCXCheckContainer(t *testing.T) {
	good := unpack(t, sound(t))
	stored := packed(t, good)
	for name, c := range map[string]struct {
		file []byte
		want string
	}{
		"no container":   {[]byte("text"), "zip: not a valid zip file"},
		"two parts":      {packed(t, append(slices.Clone(good), part{tree, "<x/>"})), "word/document.xml: two parts of this name"},
		"broken rels":    {packed(t, append(slices.Clone(good), part{"word/_rels/header1.xml.rels", "<x>"})), "word/_rels/header1.xml.rels: not well-formed XML, line 1"},
		"bad name":       {packed(t, append(slices.Clone(good), part{"../x", ""})), `"../x" is no name of a part`},
		"checksum":       {bytes.Replace(stored, []byte("People"), []byte("Xeople"), 1), "word/document.xml: zip: checksum error"},
		"too many parts": {packed(t, make([]part, 1001)), "1001 parts are more than 1000"},
		"bomb":           {bomb(t), "word/x.xml: too large"},
	} {
		t.Run(name, func(t *testing.T) {
			found(t, c.file, c.want)
			if _, err := read.DOCX(c.file); err == nil {
				t.Error("DOCX read it")
			}
		})
	}
}

// bomb is a small file that unpacks to more than a part may have.
func bomb(t testing.TB) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create("word/x.xml")
	if err != nil {
		t.Fatal(err)
	}
	zeros := make([]byte, 1<<20)
	for range 65 {
		if _, err := w.Write(zeros); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
