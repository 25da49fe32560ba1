package docx_test

import (
	"archive/zip"
	"bytes"
	"io"
	"regexp"
	"strings"
	"testing"

	"handover/render"
	"handover/render/doc"
	"handover/render/docx"
	"handover/render/read"
	"handover/render/testdata/sample"
)

func reference(t *testing.T) []byte {
	t.Helper()
	b, err := docx.WriteReference()
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// edited is a package with one part changed, or added.
func edited(t *testing.T, b []byte, part string, edit func(string) string) []byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	put := func(name, text string) {
		e, err := w.Create(name)
		if err == nil {
			_, err = io.WriteString(e, text)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	found := false
	for _, f := range z.File {
		text := partOf(t, b, f.Name)
		if f.Name == part {
			found = true
			if changed := edit(text); changed == text {
				t.Fatalf("%s is as it was", part)
			} else {
				text = changed
			}
		}
		put(f.Name, text)
	}
	if !found {
		put(part, edit(""))
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func partOf(t *testing.T, b []byte, name string) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := z.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// TestReferenceRestyles: what a council changes in Word shows in every document,
// but not where a letter's window stands.
func TestReferenceRestyles(t *testing.T) {
	const theme = `<?xml version="1.0"?><a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="T"><a:themeElements/></a:theme>`
	b := edited(t, reference(t), "word/styles.xml", func(s string) string {
		s = strings.Replace(s, `<w:sz w:val="40"/>`, `<w:sz w:val="44"/>`, 1)
		s = strings.ReplaceAll(s, "1F3B59", "702082")
		return strings.Replace(s, `w:line="4830"`, `w:line="100"`, 1)
	})
	b = edited(t, b, "word/theme/theme1.xml", func(string) string { return theme })
	ref, err := docx.ReadReference(b)
	if err != nil {
		t.Fatal(err)
	}
	for _, layout := range []doc.Layout{doc.Form, doc.Letter} {
		d := sample.Sizes(layout, false)
		d.Meta.Reference, d.Meta.Lang = ref, "cy"
		out, err := render.Write(render.DOCX, d, render.Envelope{})
		if err != nil {
			t.Fatal(err)
		}
		styles := partOf(t, out, "word/styles.xml")
		for _, want := range []string{`<w:sz w:val="44"/>`, `w:val="702082"`, `w:line="4830"`, `<w:lang w:val="cy"`} {
			if !strings.Contains(styles, want) {
				t.Errorf("%s: no %s in the styles", layout, want)
			}
		}
		if got := partOf(t, out, "word/theme/theme1.xml"); got != theme {
			t.Errorf("%s: theme %q", layout, got)
		}
		c, err := read.DOCX(out)
		if err != nil {
			t.Fatal(err)
		}
		for _, err := range c.Check() {
			t.Errorf("%s: %v", layout, err)
		}
	}
}

// TestReferenceSays: what somebody wrote into the styles is told, wherever it
// stands, and nothing of what our own say.
func TestReferenceSays(t *testing.T) {
	good := reference(t)
	r, err := docx.ReadReference(good)
	if err != nil || len(r.Says) > 0 {
		t.Fatalf("%v: %q", err, r.Says)
	}
	for where, edit := range map[string][2]string{
		"a comment":                {"<w:docDefaults>", "<!-- 27 Quarry Road --><w:docDefaults>"},
		"the name of a style":      {"</w:styles>", `<w:style w:type="paragraph" w:styleId="X"><w:name w:val="27 Quarry Road"/></w:style></w:styles>`},
		"an attribute of any kind": {"<w:docDefaults>", `<w:docDefaults x="27 Quarry Road">`},
		"text":                     {"<w:docDefaults>", "27 Quarry Road<w:docDefaults>"},
	} {
		r, err := docx.ReadReference(edited(t, good, "word/styles.xml", func(s string) string { return strings.Replace(s, edit[0], edit[1], 1) }))
		if err != nil || !strings.Contains(strings.Join(r.Says, "\n"), "27 Quarry Road") {
			t.Errorf("%s: %v, %v", where, err, r)
		}
	}
}

// TestReferenceFaults: each thing that would do harm is told, all at once, and
// nothing of the document's own text is.
func TestReferenceFaults(t *testing.T) {
	good := reference(t)
	styles := func(old, new string) func(*testing.T) []byte {
		return func(t *testing.T) []byte {
			return edited(t, good, "word/styles.xml", func(s string) string { return strings.Replace(s, old, new, 1) })
		}
	}
	body := func(old, new string) func(*testing.T) []byte {
		return func(t *testing.T) []byte {
			return edited(t, good, "word/document.xml", func(s string) string { return strings.Replace(s, old, new, 1) })
		}
	}
	for _, test := range []struct {
		name string
		make func(*testing.T) []byte
		want string
	}{
		{"no package", func(*testing.T) []byte { return []byte("words") }, "not a Word document"},
		{"another package", func(t *testing.T) []byte {
			var out bytes.Buffer
			if err := zip.NewWriter(&out).Close(); err != nil {
				t.Fatal(err)
			}
			return out.Bytes()
		}, "not a Word document"},
		{"macros", func(t *testing.T) []byte {
			return edited(t, good, "word/vbaProject.bin", func(string) string { return "x" })
		}, "macros"},
		{"macros by type", func(t *testing.T) []byte {
			return edited(t, good, "[Content_Types].xml", func(s string) string {
				return strings.Replace(s, "vnd.openxmlformats-officedocument.wordprocessingml.document.main", "vnd.ms-word.document.macroEnabled.main", 1)
			})
		}, "macros"},
		{"template elsewhere", func(t *testing.T) []byte {
			return edited(t, good, "word/_rels/settings.xml.rels", func(string) string {
				return `<Relationships><Relationship Id="r1" TargetMode="External" Target="file:///x"/></Relationships>`
			})
		}, "outside the file"},
		{"tracked changes", body("<w:p>", `<w:p><w:ins w:id="1" w:author="a"><w:r/></w:ins>`), "tracked changes"},
		{"tracking", func(t *testing.T) []byte {
			return edited(t, good, "word/settings.xml", func(s string) string {
				return strings.Replace(s, "<w:defaultTabStop", "<w:trackRevisions/><w:defaultTabStop", 1)
			})
		}, "tracked changes"},
		{"US paper", body(`w:h="16838"`, `w:h="15840"`), "not A4"},
		{"broken text", body("<w:body>", "<w:body"), "broken XML"},
		{"broken styles", styles("<w:styles", "<w:styles <"), "broken XML"},
		{"a style gone", styles(`w:styleId="Callout"><w:name w:val="Callout"/>`, `w:styleId="Box"><w:name w:val="Box"/>`), "styles are missing: Callout"},
		{"a style of another kind", styles(`w:type="character" w:styleId="Gap"`, `w:type="paragraph" w:styleId="Gap"`), "styles are missing: Gap"},
		{"small text", styles(`<w:sz w:val="24"/>`, `<w:sz w:val="20"/>`), "the style BodyText is smaller than 12 point"},
		{"small heading", styles(`<w:sz w:val="26"/>`, `<w:sz w:val="22"/>`), "the style Heading3 is smaller than 12 point"},
		{"hidden gaps", styles(`<w:name w:val="Gap"/><w:qFormat/><w:rPr>`, `<w:name w:val="Gap"/><w:qFormat/><w:rPr><w:vanish/>`), "the style Gap hides its text"},
		{"numbered headings", styles(`<w:name w:val="heading 1"/>`, `<w:name w:val="heading 1"/><w:pPr><w:numPr/></w:pPr>`), "the style Heading1 has numbering"},
		{"no language", func(t *testing.T) []byte {
			return edited(t, good, "word/styles.xml", func(s string) string { return regexp.MustCompile(`<w:lang [^>]*/>`).ReplaceAllString(s, "") })
		}, "no language"},
		{"a DTD", styles("<w:styles", `<!DOCTYPE w [<!ENTITY x "y">]><w:styles`), "word/styles.xml has a DTD"},
		{"pictures in the theme", func(t *testing.T) []byte {
			return edited(t, good, "word/theme/_rels/theme1.xml.rels", func(string) string { return "<Relationships/>" })
		}, "theme has pictures"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := docx.ReadReference(test.make(t))
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("%v, want %q", err, test.want)
			}
		})
	}
	if _, err := docx.ReadReference(good); err != nil {
		t.Error(err)
	}
}

// TestReferenceOfLibreOffice: LibreOffice keeps styles' names when it saves, and
// gives some of them other ids.
func TestReferenceOfLibreOffice(t *testing.T) {
	renamed := strings.NewReplacer(`w:styleId="BodyText"`, `w:styleId="TextBody"`, `w:basedOn w:val="BodyText"`, `w:basedOn w:val="TextBody"`,
		`w:next w:val="BodyText"`, `w:next w:val="TextBody"`, `w:styleId="Hyperlink"`, `w:styleId="InternetLink"`, `w:val="Body Text"`, `w:val="body text"`)
	b := edited(t, reference(t), "word/styles.xml", func(s string) string {
		s = renamed.Replace(s)
		return strings.Replace(s, `w:val="Hyperlink"/>`, `w:val="Hyperlink"/><w:link w:val="TextBody"/>`, 1)
	})
	if s := partOf(t, b, "word/styles.xml"); strings.Contains(s, `w:styleId="BodyText"`) || !strings.Contains(s, `w:styleId="TextBody"`) {
		t.Fatal("the test's styles are as they were")
	}
	ref, err := docx.ReadReference(b)
	if err != nil {
		t.Fatal(err)
	}
	for _, gone := range []string{"TextBody", "InternetLink"} {
		if strings.Contains(ref.Styles, gone) {
			t.Errorf("%s is left in the styles", gone)
		}
	}
	for _, id := range []string{`w:styleId="BodyText"`, `w:styleId="Hyperlink"`} {
		if strings.Count(ref.Styles, id) != 1 {
			t.Errorf("%s stands %d times in the styles", id, strings.Count(ref.Styles, id))
		}
	}
	two := edited(t, b, "word/styles.xml", func(s string) string {
		return strings.Replace(s, "</w:styles>", `<w:style w:type="paragraph" w:styleId="T2"><w:name w:val="Body Text"/></w:style></w:styles>`, 1)
	})
	if _, err := docx.ReadReference(two); err == nil || !strings.Contains(err.Error(), "2 styles are called") {
		t.Errorf("two styles of one name: %v", err)
	}
}
