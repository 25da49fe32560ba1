package word

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"
	"text/template"

	"handover/render/markup"
)

const (
	docHead = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" ` +
		`xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"><w:body>`
	docFoot = `<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr></w:body></w:document>`
)

// file packs a Word file of these parts; the main one is its body's inside.
func file(t *testing.T, body string, more map[string]string) []byte {
	t.Helper()
	parts := map[string]string{
		"[Content_Types].xml": `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>` +
			`<Override PartName="/word/document.xml" ContentType="` + bodyType + `"/>` +
			`<Override PartName="/word/styles.xml" ContentType="` + wordType + `styles+xml"/>` +
			`<Override PartName="/word/numbering.xml" ContentType="` + wordType + `numbering+xml"/>` +
			`<Override PartName="/word/header1.xml" ContentType="` + wordType + `header+xml"/>` +
			`<Override PartName="/word/settings.xml" ContentType="` + wordType + `settings+xml"/></Types>`,
		"_rels/.rels": relationshipsHead + `<Relationship Id="rId1" Type="` + officeRels + `officeDocument" Target="word/document.xml"/></Relationships>`,
		"word/_rels/document.xml.rels": relationshipsHead + `<Relationship Id="rId1" Type="` + officeRels + `styles" Target="styles.xml"/>` +
			`<Relationship Id="rId2" Type="` + officeRels + `numbering" Target="numbering.xml"/><Relationship Id="rId3" Type="` + officeRels + `settings" Target="settings.xml"/></Relationships>`,
		"word/styles.xml": `<w:styles xmlns:w="x"><w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style>` +
			`<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="Own"/><w:basedOn w:val="Heading1"/></w:style></w:styles>`,
		"word/numbering.xml": `<w:numbering xmlns:w="x"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="0"/></w:num></w:numbering>`,
		"word/settings.xml":  `<w:settings xmlns:w="x"><w:mailMerge><w:dataSource r:id="rId9"/></w:mailMerge><w:zoom w:percent="100"/><w:rsids><w:rsid w:val="00AA"/></w:rsids></w:settings>`,
		"word/document.xml":  docHead + body + docFoot,
	}
	maps.Copy(parts, more)
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		w, err := z.Create(name)
		if err == nil {
			_, err = io.WriteString(w, parts[name])
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

// p is a paragraph of runs.
func p(runs ...string) string {
	s := "<w:p>"
	for _, r := range runs {
		s += `<w:r><w:t xml:space="preserve">` + r + "</w:t></w:r>"
	}
	return s + "</w:p>"
}

func item(text string) string {
	return `<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="7"/></w:numPr></w:pPr><w:r><w:t>` + text + `</w:t></w:r></w:p>`
}

func tc(ps ...string) string  { return "<w:tc>" + strings.Join(ps, "") + "</w:tc>" }
func tr(tcs ...string) string { return "<w:tr>" + strings.Join(tcs, "") + "</w:tr>" }
func tbl(trs ...string) string {
	return "<w:tbl><w:tblPr/><w:tblGrid/>" + strings.Join(trs, "") + "</w:tbl>"
}

type narrative string

// fill fills a template as package fill does, with an engine that leaves a
// token for each value.
func filled(t *testing.T, tpl *Template, data any) (*Filled, []markup.Value) {
	t.Helper()
	var values []markup.Value
	print := func(v any) string {
		text, long := "", false
		switch v := v.(type) {
		case narrative:
			text, long = string(v), true
		default:
			text = fmt.Sprint(v)
		}
		values = append(values, markup.Value{Text: text, Narrative: long, Path: "at[" + strconv.Itoa(len(values)) + "]"})
		return markup.Token(len(values) - 1)
	}
	// every tag that prints is {{p …}} in these tests' engine
	text := tpl.Text
	for i := len(tpl.places) - 1; i >= 0; i-- {
		if x := tpl.places[i]; x.mark.does == prints && !strings.Contains(x.mark.text, ":=") {
			text = text[:x.from+2] + "p (" + x.mark.text + ")" + text[x.from+2+len(x.mark.text):]
		}
	}
	engine, err := template.New("").Funcs(template.FuncMap{"p": print}).Parse(text)
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	var b strings.Builder
	if err := engine.Execute(&b, data); err != nil {
		t.Fatal(err)
	}
	f, err := tpl.Fill(b.String(), values)
	if err != nil {
		t.Fatal(err)
	}
	return f, values
}

var testFunctions = map[string]any{"eq": true, "and": true, "not": true, "or": true}

// seen is a filled body as lines: ¶ a paragraph, | a cell, / a row, ⏎ a break.
func seen(f *Filled) string {
	s := anyMark.ReplaceAllString(f.text[slices.Index(f.names, "word/document.xml")], "")
	s = s[strings.Index(s, "<w:body>"):strings.Index(s, "<w:sectPr>")]
	s = strings.NewReplacer("<w:p/>", "∅¶", "</w:p>", "¶", "</w:tc>", "|", "</w:tr>", "/", "<w:br/>", "⏎").Replace(s)
	var b strings.Builder
	for s != "" {
		i := strings.IndexByte(s, '<')
		if i < 0 {
			i = len(s)
		}
		b.WriteString(s[:i])
		s = s[i:]
		if j := strings.IndexByte(s, '>'); j >= 0 {
			s = s[j+1:]
		}
	}
	return unescape(b.String())
}

var data = map[string]any{
	"Name": "Ann", "Addr": "1 High Street\nTown", "Evil": `{{.Name}}</w:t> & "x"`, "No": false, "Yes": true, "L": []int{1, 2}, "None": []int{},
	"LL": [][]int{{1, 2}, {3}}, "Long": narrative("one\n\n- two\n- three"),
}

// TestFill: tags as people type them, and what is left of the paragraph, row or
// cell in which they stand.
func TestFill(t *testing.T) {
	for name, c := range map[string]struct{ body, want string }{
		"split over runs":          {p("{", "{ .N", "ame }", "} x"), "Ann x¶"},
		"curly quotes":             {p("{{ if eq .Name “Ann” }}yes{{ end }}"), "yes¶"},
		"a space that won't break": {p("{{\u00a0.Name\u00a0}}"), "Ann¶"},
		"comment":                  {p("{{/* note */}}x"), "x¶"},
		"line break":               {p("{{ .Addr }}"), "1 High Street⏎Town¶"},
		"a value is no tag":        {p("{{ .Evil }}"), `{{.Name}}</w:t> & "x"¶`},
		"paragraph left out":       {p("a") + p("{{ if .No }}", "gone", "{{ end }}") + p("b"), "a¶b¶"},
		"with an else":             {p("{{ if .No }}1{{ else }}2{{ end }}"), "2¶"},
		"chain":                    {p("{{ if .No }}1{{ else if .Yes }}2{{ else }}3{{ end }}"), "2¶"},
		"paragraphs of either":     {p("{{ if .No }}") + p("1") + p("{{ else if .Yes }}") + p("2") + p("{{ end }}"), "2¶"},
		"row for each":             {tbl(tr(tc(p("{{range .L}}{{.}}")), tc(p("x{{end}}")))), "1¶|x¶|/2¶|x¶|/"},
		"rows of tags alone":       {tbl(tr(tc(p("h"))), tr(tc(p("{{range .L}}"))), tr(tc(p("{{.}}"))), tr(tc(p("{{end}}")))), "h¶|/1¶|/2¶|/"},
		"two rows for each":        {tbl(tr(tc(p("{{range .L}}a{{.}}"))), tr(tc(p("b{{end}}")))), "a1¶|/b¶|/a2¶|/b¶|/"},
		"a table without rows":     {p("a") + tbl(tr(tc(p("{{range .None}}{{.}}")), tc(p("{{end}}")))) + p("b"), "a¶b¶"},
		"an emptied cell":          {tbl(tr(tc(p("{{range .None}}"), p("{{.}}"), p("{{end}}")))), "∅¶|/"},
		"a cell's only paragraph":  {tbl(tr(tc(p("{{if .No}}x{{end}}")))), "¶|/"},
		"range in range":           {p("{{range .LL}}") + p("g") + p("{{range .}}{{.}} {{end}}") + p("{{end}}"), "g¶1 2 ¶g¶3 ¶"},
		"two begin together":       {p("{{range .LL}}{{range .}}") + p("{{.}}") + p("{{end}}{{end}}"), "1¶2¶3¶"},
		"list item for each":       {item("{{range .L}}{{.}}{{end}}"), "1¶2¶"},
		"text for each":            {p("{{range .L}}{{.}}, {{end}}"), "1, 2, ¶"},
		"row if, in range":         {tbl(tr(tc(p("{{range .L}}{{if eq . 2}}")), tc(p("{{.}}{{end}}{{end}}")))), "¶|2¶|/"},
		"table in if":              {p("{{if .No}}") + tbl(tr(tc(p("x")))) + p("{{end}}") + p("z"), "z¶"},
		"dollar":                   {p("{{range .L}}{{$.Name}}{{end}}"), "AnnAnn¶"},
		"variable":                 {p("{{$x := .Name}}{{range .L}}{{$x}}{{end}}"), "AnnAnn¶"},
		"free text":                {p("{{.Long}}"), "one¶two¶three¶"},
		"a break inside a tag":     {`<w:p><w:r><w:t>{{ .Na</w:t></w:r><w:r><w:t>me</w:t><w:br/><w:t> }}</w:t></w:r></w:p>`, "Ann¶"},
		"spelling marks":           {`<w:p><w:r><w:t>{{ .</w:t></w:r><w:proofErr w:type="spellStart"/><w:r><w:rPr><w:b/></w:rPr><w:t>Name</w:t></w:r><w:proofErr w:type="spellEnd"/><w:r><w:t xml:space="preserve"> }} x</w:t></w:r></w:p>`, "Ann x¶"},
		"hyperlink":                {`<w:p><w:hyperlink w:anchor="x"><w:r><w:t>{{ .Name </w:t></w:r></w:hyperlink><w:r><w:t>}}</w:t></w:r></w:p>`, "Ann¶"},
		"text box":                 {`<w:p><w:r><w:t>{{ .Name }}</w:t></w:r><w:r><w:pict><w:txbxContent>` + p("{{if .No}}") + p("x") + p("{{end}}") + `</w:txbxContent></w:pict></w:r></w:p>`, "Ann∅¶¶"},
		"content control":          {`<w:sdt><w:sdtPr/><w:sdtContent>` + p("{{.Name}}") + `</w:sdtContent></w:sdt>`, "Ann¶"},
		"tick box":                 {`<w:sdt><w:sdtPr><w:tag w:val="{{ .Yes }}"/><w14:checkbox><w14:checked w14:val="0"/></w14:checkbox></w:sdtPr><w:sdtContent>` + p("☐") + `</w:sdtContent></w:sdt>`, "☒¶"},
		"hidden text":              {`<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>{{.Nothing}} old</w:t></w:r><w:r><w:t>x</w:t></w:r></w:p>`, "x¶"},
	} {
		t.Run(name, func(t *testing.T) {
			tpl, err := Read(file(t, c.body, nil), Settings{Functions: testFunctions})
			if err != nil {
				t.Fatal(err)
			}
			f, values := filled(t, tpl, data)
			if got := seen(f); got != c.want {
				t.Errorf("got  %s\nwant %s\n%s", got, c.want, tpl.Text)
			}
			if _, _, err := f.Blocks(values); err != nil {
				t.Error(err)
			}
			b, err := f.Bytes(About{"T", "C", "2026-11-23"})
			if err != nil {
				t.Fatal(err)
			}
			if again, _ := f.Bytes(About{"T", "C", "2026-11-23"}); !bytes.Equal(b, again) {
				t.Error("not the same bytes")
			}
			if u, fault := unpack(b); fault != nil {
				t.Error(fault)
			} else if s := string(u.part["word/settings.xml"]); strings.Contains(s, "mailMerge") || strings.Contains(s, "rsid") {
				t.Error(s)
			}
		})
	}
}
