package pdf

import (
	"fmt"
	"strings"
	"testing"

	"handover/render/doc"
	"handover/render/read"
	"handover/render/testdata/sample"
)

// TestContents: a document of more than six pages lists its sections, with the
// page on which each begins, and a link to it.
func TestContents(t *testing.T) {
	d := sample.Sectioned(9, 11)
	b := Bytes(t, d)
	c, err := read.PDF(b)
	if err != nil {
		t.Fatal(err)
	}
	for _, err := range c.Check() {
		t.Error(err)
	}
	f := &flow{doc: d, geo: pageGeometry(&d.Meta), set: setter{faces: new(faceSet)}}
	if _, err := f.layOut(true); err != nil {
		t.Fatal(err)
	}
	items, pages := paginate(f)
	if pages != c.Pages || pages <= doc.ContentsAfter {
		t.Fatalf("%d pages, %d in the file", pages, c.Pages)
	}
	n := -1 // the list's own heading is the first
	for _, it := range items {
		if l, ok := it.item.(*textLine); ok && l.owner.tag == "H2" {
			if n++; n > 0 && !strings.Contains(c.Text, fmt.Sprintf("\nSection %d %d\n", n, it.page)) {
				t.Errorf("the list doesn't say that section %d begins on page %d", n, it.page)
			}
		}
	}
	if n != 9 || strings.Count(string(b), "/Dest[") != 9 {
		t.Errorf("%d sections, %d places to go to", n, strings.Count(string(b), "/Dest["))
	}
	for _, d := range []*doc.Doc{sample.Sectioned(9, 1), sample.Sectioned(2, 60)} {
		c, err := read.PDF(Bytes(t, d))
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(c.Text, "Contents") {
			t.Errorf("%d pages have a list of contents", c.Pages)
		}
	}
}

// Headings without words have no bookmark, and those below them stay in order.
func TestBookmarksOfOddHeadings(t *testing.T) {
	for _, title := range [][]doc.Inline{nil, sample.Inlines(" "), {&doc.Tick{}}} {
		d := sample.Sectioned(2, 1)
		d.Blocks[0].(*doc.Heading).Inlines = title
		b := Bytes(t, d)
		c, err := read.PDF(b)
		if err != nil {
			t.Fatal(err)
		}
		for _, err := range c.Check() {
			t.Error(err)
		}
	}
}

// Wherever a page ends, the list of contents begins on one with its heading and
// three entries, and never leaves one entry for the next; an entry isn't divided.
func TestContentsStandTogether(t *testing.T) {
	divided := false
	for fill := range 40 {
		d := sample.Sectioned(9, 11)
		for _, i := range doc.Sections(d.Blocks)[7:] { // entries of two lines
			d.Blocks[i].(*doc.Heading).Inlines[0].(*doc.Text).Text += strings.Repeat(" with a long name", 5)
		}
		var before []doc.Block
		for range fill {
			before = append(before, &doc.Paragraph{Inlines: []doc.Inline{&doc.Text{Text: "x"}}})
		}
		d.Blocks = append(append(d.Blocks[:2:2], before...), d.Blocks[2:]...)
		f := &flow{doc: d, geo: pageGeometry(&d.Meta), set: setter{faces: new(faceSet)}}
		if _, err := f.layOut(true); err != nil {
			t.Fatal(err)
		}
		items, _ := paginate(f)
		heading := 0
		var pages []int // of each entry
		for _, it := range items {
			switch l := it.item.(type) {
			case *textLine:
				if heading == 0 && l.title == "Contents" {
					heading = it.page
				}
			case *contentsLine:
				if n := len(pages); n > 0 && f.entries[n-1].owner == l.owner {
					if pages[n-1] != it.page {
						t.Errorf("after %d lines: entry %d is on two pages", fill, n)
					}
					continue
				}
				pages = append(pages, it.page)
			}
		}
		if len(pages) != 9 || heading != pages[0] || pages[0] != pages[2] || pages[7] != pages[8] {
			t.Errorf("after %d lines: the heading on page %d, entries on %v", fill, heading, pages)
		}
		divided = divided || pages[2] != pages[7]
	}
	if !divided {
		t.Error("no list goes on over the page")
	}
}

// Headings that have no words, or that hold a link, have their place in the list
// too, and a link of the list holds no other.
func TestContentsOfOddHeadings(t *testing.T) {
	d := sample.Sectioned(9, 11)
	at := doc.Sections(d.Blocks)
	d.Blocks[at[2]].(*doc.Heading).Inlines = []doc.Inline{&doc.Tick{}}
	d.Blocks[at[3]].(*doc.Heading).Inlines = []doc.Inline{&doc.Strong{Inlines: []doc.Inline{&doc.Link{To: "https://www.example.org/", Inlines: sample.Inlines("Guidance")}}}}
	b := Bytes(t, d)
	c, err := read.PDF(b)
	if err != nil {
		t.Fatal(err)
	}
	for _, err := range c.Check() {
		t.Error(err)
	}
	if inside, outside := strings.Count(string(b), "/Dest["), strings.Count(string(b), "/URI("); inside != 9 || outside != 1 {
		t.Errorf("%d links inside the file, want 9; %d out of it, want 1", inside, outside)
	}
}
