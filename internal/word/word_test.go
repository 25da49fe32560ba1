package word

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"maps"
	"regexp"
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
	return zipped(t, parts)
}

func zipped(t *testing.T, parts map[string]string) []byte {
	t.Helper()
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

// filled is a template filled as package fill does, with an engine that leaves a
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
	s = regexp.MustCompile(`<w:instrText[^>]*>[^<]*</w:instrText>`).ReplaceAllString(s, "")
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

// complexField is a field as Word writes it: its code over two runs, and what
// it last showed.
func complexField(code, shown string) string {
	half := len(code) / 2
	return `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve">` + code[:half] + `</w:instrText></w:r><w:r><w:instrText>` + code[half:] +
		`</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>` + shown + `</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`
}

// TestMergeFields: what an old letter's merge fields print, by name, with their
// switches; nothing stays of the family to whom it last went.
func TestMergeFields(t *testing.T) {
	merge := map[string]string{"Forename": ".Name", "Address Block": ".Addr", "Nobody": ".Blank"}
	values := map[string]any{"Name": "ann mary", "Addr": "1 High Street\nTown", "Blank": ""}
	for name, c := range map[string]struct{ body, want string }{
		"complex":            {"<w:p>" + complexField(" MERGEFIELD Forename ", "«Smith»") + "</w:p>", "ann mary¶"},
		"simple":             {`<w:p><w:fldSimple w:instr=" MERGEFIELD Forename \* MERGEFORMAT "><w:r><w:t>Smith</w:t></w:r></w:fldSimple></w:p>`, "ann mary¶"},
		"name with a blank":  {"<w:p>" + complexField(` MERGEFIELD "Address Block" `, "old") + "</w:p>", "1 High Street⏎Town¶"},
		"upper":              {"<w:p>" + complexField(` MERGEFIELD Forename \* Upper `, "SMITH") + "</w:p>", "ANN MARY¶"},
		"capitals":           {"<w:p>" + complexField(` MERGEFIELD Forename \* Caps `, "Smith") + "</w:p>", "Ann Mary¶"},
		"first":              {"<w:p>" + complexField(` MERGEFIELD Forename \* FirstCap `, "Smith") + "</w:p>", "Ann mary¶"},
		"before and after":   {"<w:p>" + complexField(` MERGEFIELD Forename \b "Dear " \f "," `, "Dear Smith,") + "</w:p>", "Dear ann mary,¶"},
		"before, but nobody": {"<w:p>" + complexField(` MERGEFIELD Nobody \b "Dear " `, "Dear Smith") + `<w:r><w:t>x</w:t></w:r></w:p>`, "x¶"},
		"page number stays":  {"<w:p>" + complexField(" PAGE ", "3") + "</w:p>", "3¶"},
	} {
		t.Run(name, func(t *testing.T) {
			tpl, err := Read(file(t, c.body, nil), Settings{Merge: merge, Functions: testFunctions})
			if err != nil {
				t.Fatal(err)
			}
			f, _ := filled(t, tpl, values)
			if got := seen(f); got != c.want {
				t.Errorf("got %s, want %s\n%s", got, c.want, f.text[0])
			}
			if b, err := f.Bytes(About{}); err != nil || bytes.Contains(b, []byte("Smith")) {
				t.Error(err)
			}
		})
	}
}

// TestFaults: each fault of a template is told with its place and what to do.
func TestFaults(t *testing.T) {
	external := func(kind, target string) map[string]string {
		return map[string]string{"word/_rels/document.xml.rels": relationshipsHead + `<Relationship Id="rId1" Type="` + officeRels + `styles" Target="styles.xml"/>` +
			`<Relationship Id="rId5" Type="` + officeRels + kind + `" Target="` + target + `" TargetMode="External"/></Relationships>`}
	}
	for name, c := range map[string]struct {
		body string
		more map[string]string
		want string
	}{
		"unclosed":        {p("first") + p("Dear {{ .Name"), nil, "body, paragraph 2, at “Dear {{ .Name”: a tag isn't closed"},
		"tag in tag":      {p("{{ .Name {{ .Other }}"), nil, "body, paragraph 1, at “{{ .Name {{ .Other }}”: a tag begins inside another"},
		"no function":     {p("{{ Name }}"), nil, `body, paragraph 1, at “{{ Name }}”: function "Name" not defined`},
		"no end":          {p("{{ if .X }}") + p("a"), nil, "body, paragraph 1, at “{{ if .X }}”: {{if .X}} has no end"},
		"an end too many": {p("a") + p("b {{ end }}"), nil, "body, paragraph 2, at “b {{ end }}”: {{end}} ends nothing: no if, range or with is open here"},
		"begins in the middle": {p("x {{ if .Name }} y") + p("z {{ end }}"), nil,
			"body, paragraph 1, at “x {{ if .Name }} y”: {{if .Name}} begins in the middle of a paragraph or row and ends in another one"},
		"over a table's edge": {tbl(tr(tc(p("a")), tc(p("{{ if .Name }}"), p("b")))) + p("{{ end }}"), nil,
			"body, table 1, row 1, cell 2, at “{{ if .Name }}”: {{if .Name}} begins in the middle of a paragraph or row and ends in another one"},
		"a part of ours":    {p(`{{ template "x" }}`), nil, "body, paragraph 1, at “{{ template \"x\" }}”: {{template}} can't be used in a Word template"},
		"endif":             {p("{{ endif }}"), nil, `body, paragraph 1, at “{{ endif }}”: function "endif" not defined`},
		"empty":             {p("{{ }}"), nil, "body, paragraph 1, at “{{ }}”: an empty tag"},
		"tracked":           {`<w:p><w:ins w:id="1"><w:r><w:t>x</w:t></w:r></w:ins></w:p>`, nil, "body: it has tracked changes"},
		"bound":             {`<w:sdt><w:sdtPr><w:dataBinding w:xpath="x"/></w:sdtPr><w:sdtContent>` + p("x") + `</w:sdtContent></w:sdt>`, nil, "body: a content control is bound to data elsewhere in the file, which would be shown in place of what is filled in"},
		"today's date":      {"<w:p>" + complexField(" DATE \\@ dd ", "1") + "</w:p>", nil, "body, paragraph 1, at “DATE \\@ dd”: the field DATE shows the day on which the file is opened"},
		"simple author":     {`<w:p><w:fldSimple w:instr="AUTHOR"><w:r><w:t>x</w:t></w:r></w:fldSimple></w:p>`, nil, "body, paragraph 1, at “AUTHOR”: the field AUTHOR shows who wrote the template"},
		"another field":     {"<w:p>" + complexField(` IF x = y "a" "b" `, "a") + "</w:p>", nil, "body, paragraph 1, at “IF x = y \"a\" \"b\"”: the field IF can't be used in a template"},
		"unknown merge":     {"<w:p>" + complexField(" MERGEFIELD Who ", "x") + "</w:p>", nil, "body, paragraph 1, at “MERGEFIELD Who”: the merge field Who isn't in the template's settings"},
		"linked template":   {p("x"), external("attachedTemplate", "file:///C:/t.dotx"), "body: it is linked to a template file elsewhere"},
		"linked picture":    {p("x"), external("image", "https://example.org/x.png"), "body: it shows something that lies outside the file (image)"},
		"a link to a file":  {p("x"), external("hyperlink", "file:///C:/x"), "body: a link leads to a file or to no address"},
		"embedded workbook": {p("x"), external("package", "x.xlsx"), "body: a workbook or other document is embedded in it"},
		"doctype":           {p("x"), map[string]string{"word/styles.xml": `<!DOCTYPE x><w:styles xmlns:w="x"/>`}, "styles: it has a document type or a CDATA section, which no Word file needs: save it again in Word"},
		"stray braces":      {`<w:p><w:r><w:t>x</w:t></w:r><w:bookmarkStart w:id="1" w:name="{{.Name}}"/></w:p>`, nil, "body, paragraph 1, at “<w:bookmarkStart w:id=\"1\" w:name=\"{{.Name}}\"/>”: {{ stands where no tag can"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Read(file(t, c.body, c.more), Settings{Functions: testFunctions})
			var faults Faults
			if !errors.As(err, &faults) {
				t.Fatalf("no fault: %v", err)
			}
			if faults[0].String() != c.want {
				t.Errorf("got  %s\nwant %s", faults[0], c.want)
			}
			if faults[0].Hint == "" && !strings.Contains(c.want, "not defined") && name != "doctype" {
				t.Error("no remedy")
			}
		})
	}
	for name, b := range map[string][]byte{"old": []byte("\xD0\xCF\x11\xE0..."), "rtf": []byte(`{\rtf1 x}`), "empty": nil, "text": []byte("hello"), "no word": zipped(t, map[string]string{"a.xml": "<a/>"})} {
		if _, err := Read(b, Settings{}); err == nil {
			t.Error(name)
		}
	}
}

// TestNothingOfAnother: what a template's author left in it, and what a case
// left in a copy, isn't in the next.
func TestNothingOfAnother(t *testing.T) {
	more := map[string]string{
		"docProps/core.xml":      `<cp:coreProperties xmlns:cp="x"><dc:creator xmlns:dc="y">Beryl Author</dc:creator></cp:coreProperties>`,
		"docProps/custom.xml":    `<Properties>Beryl</Properties>`,
		"docProps/thumbnail.png": "Beryl",
		"word/comments.xml":      `<w:comments xmlns:w="x">` + p("Beryl says") + `</w:comments>`,
		"word/people.xml":        `<w15:people>Beryl</w15:people>`,
	}
	body := `<w:p w:rsidR="00AB12CD"><w:commentRangeStart w:id="0"/><w:r><w:t>{{.Name}}</w:t></w:r><w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r></w:p>`
	tpl, err := Read(file(t, body, more), Settings{})
	if err != nil {
		t.Fatal(err)
	}
	made := func(name string) string {
		f, _ := filled(t, tpl, map[string]any{"Name": name})
		b, err := f.Bytes(About{"T", "C", "2026-11-23"})
		if err != nil {
			t.Fatal(err)
		}
		u, fault := unpack(b)
		if fault != nil {
			t.Fatal(fault)
		}
		var all strings.Builder
		for _, n := range u.names {
			all.WriteString(n + "\n" + string(u.part[n]) + "\n")
		}
		return all.String()
	}
	first, second := made("Zelda"), made("Ann")
	for _, gone := range []string{"Beryl", "comment", "people", "thumbnail", "00AB12CD", "Zelda"} {
		if strings.Contains(second, gone) {
			t.Errorf("%s is left", gone)
		}
	}
	if strings.ReplaceAll(first, "Zelda", "Ann") != second {
		t.Error("two copies differ by more than their values")
	}
}
