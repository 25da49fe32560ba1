package docx

import (
	"regexp"
	"strings"
	"testing"

	"handover/render/doc"
	"handover/render/read"
	"handover/render/testdata/sample"
)

// TestDocxContents: Word's list leads to the headings, without page numbers.
func TestDocxContents(t *testing.T) {
	body := func(d *doc.Doc) string {
		b, err := Write(d)
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
		return partText(t, b, bodyPart)
	}
	long := body(sample.Sectioned(9, 11))
	for _, m := range regexp.MustCompile(`w:anchor="(Section\d+)"`).FindAllStringSubmatch(long, -1) {
		if strings.Count(long, `w:name="`+m[1]+`"`) != 1 {
			t.Errorf("a link to %s, which is not there once", m[1])
		}
	}
	if n := strings.Count(long, "w:anchor="); n != 9 {
		t.Errorf("%d links to sections, want 9", n)
	}
	for _, d := range []*doc.Doc{sample.Sectioned(9, 1), sample.Sectioned(2, 60)} {
		if strings.Contains(body(d), "w:anchor=") {
			t.Error("a short document, or one of two sections, has a list of contents")
		}
	}
}

// Headings that have no words, or that hold a link, have their place in the list
// too, and a link of the list holds no other.
func TestWordContentsOfOddHeadings(t *testing.T) {
	d := sample.Sectioned(9, 11)
	at := doc.Sections(d.Blocks)
	d.Blocks[at[2]].(*doc.Heading).Inlines = []doc.Inline{&doc.Tick{}}
	d.Blocks[at[3]].(*doc.Heading).Inlines = []doc.Inline{&doc.Strong{Inlines: []doc.Inline{&doc.Link{To: "https://www.example.org/", Inlines: sample.Inlines("Guidance")}}}}
	b, err := Write(d)
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
