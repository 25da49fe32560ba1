package render_test

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
	"testing"

	"handover/render"
	"handover/render/doc"
	"handover/render/testdata/sample"
)

// TestTextSaysItsLanguage: in every format that can say so, words in another script
// than the document's say which language they are in, and nothing else does.
func TestTextSaysItsLanguage(t *testing.T) {
	write := func(f render.Format, inlines ...doc.Inline) string {
		d := &doc.Doc{Meta: sample.Meta(doc.Form), Blocks: []doc.Block{sample.Heading(1, "Plan"), sample.Para(inlines...)}}
		b, _, err := render.Finish(f, d, render.Envelope{})
		if err != nil {
			t.Fatal(f, err)
		}
		if f != render.DOCX {
			return string(b)
		}
		z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
		if err != nil {
			t.Fatal(err)
		}
		r, err := z.Open("word/document.xml")
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	foreign := []doc.Inline{sample.Txt("She says: "), sample.Val("فاطمہ بی بی", "people[0].name"), &doc.Strong{Inlines: []doc.Inline{sample.Val("Софія Коваль", "people[1].name")}}, sample.Txt(" and "), sample.Val("कृष्णा", "people[2].name")}
	for f, want := range map[render.Format][]string{
		render.PDF:  {"/Lang(ur)", "/Lang(uk)", "/Lang(hi)"},
		render.DOCX: {`<w:rtl/><w:lang w:bidi="ur"/></w:rPr><w:t xml:space="preserve">فاطمہ بی بی<`, `<w:b/><w:bCs/><w:lang w:val="uk"/></w:rPr><w:t xml:space="preserve">Софія Коваль<`, `<w:lang w:bidi="hi"/>`},
		render.HTML: {`<span lang="ur">فاطمہ بی بی</span><strong><span lang="uk">Софія Коваль</span></strong> and <span lang="hi">कृष्णा</span>`},
	} {
		got := write(f, foreign...)
		for _, w := range want {
			if !strings.Contains(got, w) {
				t.Errorf("%s: no %s", f, w)
			}
		}
		plain := write(f, sample.Txt("“Łukasz Żądło” – ☎ 27 M̈"))
		for _, no := range []string{"/Lang(pl)", "<w:lang", "<span lang"} {
			if strings.Contains(plain, no) {
				t.Errorf("%s: %s in text of the document's language", f, no)
			}
		}
	}
}
