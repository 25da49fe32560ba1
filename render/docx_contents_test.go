package render

import (
	"handover/render/read"
	"regexp"
	"strings"
	"testing"
)

// TestDocxContents: Word's list leads to the headings, without page numbers.
func TestDocxContents(t *testing.T) {
	body := func(d *Doc) string {
		b, err := writeDOCX(d)
		if err != nil {
			t.Fatal(err)
		}
		c, err := read.DOCX(b)
		if err != nil {
			t.Fatal(err)
		}
		for _, err := range c.Check() {
			t.Error(err)
		}
		return docxPartText(t, b, docxBodyPart)
	}
	long := body(sectioned(9, 11))
	for _, m := range regexp.MustCompile(`w:anchor="(Section\d+)"`).FindAllStringSubmatch(long, -1) {
		if strings.Count(long, `w:name="`+m[1]+`"`) != 1 {
			t.Errorf("a link to %s, which is not there once", m[1])
		}
	}
	if n := strings.Count(long, "w:anchor="); n != 9 {
		t.Errorf("%d links to sections, want 9", n)
	}
	for _, d := range []*Doc{sectioned(9, 1), sectioned(2, 60)} {
		if strings.Contains(body(d), "w:anchor=") {
			t.Error("a short document, or one of two sections, has a list of contents")
		}
	}
}

// Headings that have no words, or that hold a link, have their place in the list
// too, and a link of the list holds no other.
func TestWordContentsOfOddHeadings(t *testing.T) {
	d := sectioned(9, 11)
	at := sections(d.Blocks)
	d.Blocks[at[2]].(*Heading).Inlines = []Inline{&Tick{}}
	d.Blocks[at[3]].(*Heading).Inlines = []Inline{&Strong{[]Inline{&Link{"https://www.example.org/", pdfText("Guidance")}}}}
	b, err := writeDOCX(d)
	if err != nil {
		t.Fatal(err)
	}
	c, err := read.DOCX(b)
	if err != nil {
		t.Fatal(err)
	}
	for _, err := range c.Check() {
		t.Error(err)
	}
}
