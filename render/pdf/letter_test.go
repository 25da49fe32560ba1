package pdf

import (
	"errors"
	"strings"
	"testing"

	"handover/render/doc"
	"handover/render/testdata/sample"
)

// A letter of ten pages is made; one page more is a fault of its longest text,
// or the template's where no text of it is the record's.
func TestLetterOfTooManyPages(t *testing.T) {
	letter := func(paragraphs int, path string) *doc.Doc {
		d := sample.Letter(5)
		for range paragraphs {
			d.Blocks = append(d.Blocks, sample.Para(&doc.Text{Text: strings.Repeat(sample.Story, 8), Path: path}))
		}
		return d
	}
	const path = "children[0].summary"
	pages := 0
	for n := range 60 {
		d := letter(n, path)
		_, _, pages = layOut(t, d)
		_, err := Write(d)
		if pages <= 10 {
			if err != nil {
				t.Fatalf("%d pages: %v", pages, err)
			}
			continue
		}
		if err == nil {
			t.Fatalf("a letter of %d pages is made", pages)
		}
		if want := path + ": a letter may have 10 pages, and this one would have 11; this is the longest text in it"; err.Error() != want {
			t.Errorf("%v, want %s", err, want)
		}
		var faults doc.Faults
		if _, err := Write(letter(n, "")); !errors.As(err, &faults) || faults[0].Path != "people[2].address" {
			t.Errorf("the address is all of the record: %v", err)
		}
		d.Meta.Layout = doc.Form
		if _, err := Write(d); err != nil {
			t.Errorf("a form of as many pages: %v", err)
		}
		return
	}
	t.Fatalf("only %d pages", pages)
}

// Neither an accent of the first line nor a tail of the last stands out of the
// window, however many lines there are.
func TestAddressKeepsAccentsInside(t *testing.T) {
	for lines := 3; lines <= 7; lines++ {
		for _, large := range []bool{false, true} {
			d := sample.Letter(lines)
			d.Meta.Large = large
			f, _, _ := layOut(t, d)
			top, bottom := f.geo.window.bottom, f.geo.window.top
			for _, p := range f.fixed {
				l := p.item.(*textLine)
				if l.left > f.geo.window.right {
					continue
				}
				base := p.y + l.style.baseline()
				top, bottom = min(top, base-0.896*l.style.size), max(bottom, base+0.212*l.style.size)
			}
			if top < f.geo.window.top || bottom > f.geo.window.bottom {
				t.Errorf("%d lines, large %t: from %.2f to %.2f, window %.2f to %.2f", lines, large, top, bottom, f.geo.window.top, f.geo.window.bottom)
			}
		}
	}
}

// The marks on and below Arabic letters, which stand further out than any
// accent, stay inside too.
func TestAddressKeepsArabicMarksInside(t *testing.T) {
	for lines := 3; lines <= 4; lines++ {
		d := sample.Letter(lines)
		p := d.Blocks[1].(*doc.Div).Blocks[0].(*doc.Paragraph)
		marks := &doc.Text{Text: "أَُّ جِ", Path: "people[2].name"}
		p.Inlines = append(append([]doc.Inline{marks, &doc.Break{}}, p.Inlines...), &doc.Break{}, marks)
		f := &flow{doc: d, geo: pageGeometry(&d.Meta), set: setter{faces: new(faceSet), rtl: true}}
		if _, err := f.layOut(false); err != nil {
			t.Fatal(err)
		}
		if len(f.faults) > 0 {
			t.Fatal(f.faults)
		}
		seen := 0
		for _, p := range f.fixed {
			l := p.item.(*textLine)
			base := p.y + l.style.baseline()
			for _, r := range l.runs {
				if r.shaped == nil {
					continue
				}
				seen++
				face, err := faces[r.face]()
				if err != nil {
					t.Fatal(err)
				}
				above, below := r.shaped.reach(face)
				em := float64(face.unit) / l.style.size
				if top, bottom := base-float64(above)/em, base+float64(below)/em; top < f.geo.window.top || bottom > f.geo.window.bottom {
					t.Errorf("%d lines: from %.2f to %.2f, window %.2f to %.2f", lines, top, bottom, f.geo.window.top, f.geo.window.bottom)
				}
			}
		}
		if seen != 4 {
			t.Errorf("%d words", seen)
		}
	}
}

// A long line of an address is one printed line: it gets smaller before it
// breaks (GOV.UK Notify counts printed lines). One that breaks all the same
// isn't made where Notify would refuse it.
func TestAddressLineStaysOne(t *testing.T) {
	letter := func(lines ...string) *doc.Doc {
		d := sample.Letter(3)
		d.Blocks[1].(*doc.Div).Blocks = []doc.Block{sample.Para(sample.Lines(lines...)...)}
		return d
	}
	const long = "Oakfield and Harpurhey Community Paediatrics, Infants (Ward 4)"
	f, _, _ := layOut(t, letter("Dr Ada Sample", long, "SALFORD", "ZZ9 9AA"))
	window := 0
	for _, p := range f.fixed {
		if l := p.item.(*textLine); l.left < f.geo.window.right {
			window++
		}
	}
	if window != 4 {
		t.Errorf("%d printed lines", window)
	}
	twice := strings.Repeat("Harpurhey Community ", 6)
	if _, err := Write(letter("Dr Ada Sample", twice, "SALFORD", "ZZ9 9AA")); err != nil {
		t.Error("five printed lines are an address:", err)
	}
	for _, bad := range [][]string{
		{"Dr Ada Sample", "2", "3", "4", twice, "SALFORD", "ZZ9 9AA"},
		{"Dr Ada Sample", strings.Repeat("Harpurhey ", 9) + strings.Repeat("(Harpurhey) ", 9), "SALFORD", "ZZ9 9AA"},
	} {
		if _, err := Write(letter(bad...)); err == nil || !strings.Contains(err.Error(), "GOV.UK Notify refuses") {
			t.Errorf("%q: %v", bad, err)
		}
	}
}
