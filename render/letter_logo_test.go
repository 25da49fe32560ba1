package render

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"handover/render/read"
	"handover/render/testdata/sample"
)

// A letter's logo is the first thing that is read, with its text, in its place;
// nothing else of the letter changes, and a second run gives the same bytes.
func TestLetterWithLogo(t *testing.T) {
	for _, large := range []bool{false, true} {
		d := sample.WordLetter()
		d.Meta.Large = large
		b, err := Write(PDF, d, Envelope{})
		if err != nil {
			t.Fatal(err)
		}
		plain, err := read.PDF(b)
		if err != nil {
			t.Fatal(err)
		}
		d.Meta.Logo = sample.Logo(t, 1200, 200)
		for f, open := range map[Format]func([]byte) (read.Content, error){PDF: read.PDF, DOCX: read.DOCX} {
			b, err := Write(f, d, Envelope{})
			if err != nil {
				t.Fatal(err)
			}
			c, err := open(b)
			if err != nil {
				t.Fatal(err)
			}
			for _, err := range c.Check() {
				t.Errorf("%s: %v", f, err)
			}
			if n := slices.Index(c.Structure, "Figure"); n != 0 || slices.Contains(c.Structure[1:], "Figure") {
				t.Errorf("%s: read as %v", f, c.Structure)
			}
			if !strings.Contains(strings.Join(append(c.Beside, c.Text), "\n"), sample.LogoAlt) {
				t.Errorf("%s: the logo's text isn't there", f)
			}
			if f == PDF && c.Text != plain.Text {
				t.Error("the letter's text is another with its logo")
			}
			if again, err := Write(f, d, Envelope{}); err != nil || !bytes.Equal(again, b) {
				t.Errorf("%s: the second run differs (%v)", f, err)
			}
			if n := bytes.Count(b, []byte("/Subtype/Image")); f == PDF && n != 1 {
				t.Errorf("%d pictures in the file", n)
			}
		}
		// What has no place for a picture leaves it out: the sender's block names the council.
		for _, f := range []Format{Markdown, HTML, Plain} {
			with, err := Write(f, d, Envelope{})
			if err != nil {
				t.Fatal(err)
			}
			bare := *d
			bare.Meta.Logo = nil
			if without, err := Write(f, &bare, Envelope{}); err != nil || !bytes.Equal(with, without) {
				t.Errorf("%s: another file with a logo (%v)", f, err)
			}
		}
	}
	for _, f := range []Format{PDF, DOCX} {
		d := sample.Form()
		d.Meta.Logo = sample.Logo(t, 1200, 200)
		if _, err := Write(f, d, Envelope{}); err == nil || !strings.Contains(err.Error(), "only a letter has a logo") {
			t.Errorf("%s: a form with a logo: %v", f, err)
		}
	}
}
