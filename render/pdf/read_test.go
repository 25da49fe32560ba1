package pdf

import (
	"bytes"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"handover/render/doc"
	"handover/render/read"
	"handover/render/testdata/sample"
)

func samples(tb testing.TB) map[string]*doc.Doc {
	draft := sample.Form()
	draft.Meta.Draft = true
	notice := sample.Letter(5)
	notice.Meta.Layout = doc.Notice
	return map[string]*doc.Doc{"form": sample.Form(), "right to left": sample.Turned(), "letter": sample.Letter(7), "short address": sample.Letter(4), "landscape": sample.Landscape(), "draft": draft, "notice": notice}
}

// inOrder gives the first word that text lacks after those before it.
func inOrder(text string, words []string) (string, bool) {
	have := strings.Fields(norm.NFC.String(text))
	for _, w := range words {
		i := 0
		for i < len(have) && have[i] != w {
			i++
		}
		if i == len(have) {
			return w, false
		}
		have = have[i+1:]
	}
	return "", true
}

// Every word of the tree is in the file, in order; our checks pass; a second
// run gives the same bytes.
func TestPDFWhole(t *testing.T) {
	for name, d := range samples(t) {
		t.Run(name, func(t *testing.T) {
			b, err := Write(d)
			if err != nil {
				t.Fatal(err)
			}
			c, err := read.PDF(b)
			if err != nil {
				t.Fatal(err)
			}
			if w, ok := inOrder(c.Text, d.Words()); !ok {
				t.Errorf("lost or out of order: %q in\n%s", w, c.Text)
			}
			if c.Title != d.Meta.Title || c.Lang != d.Meta.Lang {
				t.Errorf("title %q, language %q", c.Title, c.Lang)
			}
			for _, err := range c.Check() {
				t.Error(err)
			}
			again, err := Write(d)
			if err != nil || !bytes.Equal(again, b) {
				t.Errorf("the second run differs (%v)", err)
			}
		})
	}
}
