package pack

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"handover/render"
	"handover/render/doc"
	"handover/render/logo"
)

// area is a part of a page, in mm from its top left corner.
type area struct{ left, top, right, bottom float64 }

// Where a letter may have ink: GOV.UK Notify's specification of precompiled
// letters, v2.3, and for the contact block its guidance, which is narrower.
// Everything else is clear: a window envelope shows it, or a machine reads it.
var (
	addressWindow = area{24.6, 39.5, 120, 66.3}
	firstPage     = []area{{15, 5, 125, 30}, addressWindow, {125, 30, 190, 95}, {15, 95, 195, 292}}
	laterPage     = []area{{15, 5, 195, 292}}
)

// dotsPerMM is how finely pages are drawn: some 100 dots an inch.
const dotsPerMM = 4

// inkOutside is a place of a page where there is ink outside all areas, in mm,
// and how many such dots there are. A dot that an area's edge runs through is
// inside.
func inkOutside(path string, areas []area) (x, y float64, dots int, err error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return 0, 0, 0, err
	}
	var wide, high int
	if _, err := fmt.Sscanf(string(b[:min(len(b), 30)]), "P5\n%d %d\n255", &wide, &high); err != nil || wide*high > len(b) {
		return 0, 0, 0, fmt.Errorf("a picture that isn't a PGM: %w", err)
	}
	if wide-210*dotsPerMM > 1 || high-297*dotsPerMM > 1 { // what is begun of a dot counts
		return 0, 0, 0, fmt.Errorf("a page of %d × %d dots isn't A4 upright", wide, high)
	}
	for row := range high {
		for col, grey := range b[len(b)-(high-row)*wide:][:wide] {
			if grey == 0xFF {
				continue
			}
			at := area{float64(col) / dotsPerMM, float64(row) / dotsPerMM, float64(col+1) / dotsPerMM, float64(row+1) / dotsPerMM}
			if !slices.ContainsFunc(areas, func(a area) bool {
				return at.right > a.left && at.left < a.right && at.bottom > a.top && at.top < a.bottom
			}) {
				x, y = at.left, at.top
				dots++
			}
		}
	}
	return x, y, dots, nil
}

// fitsEnvelope holds a letter's file to what a printer and a C5 window
// envelope ask of it.
func fitsEnvelope(x onDisk) error {
	pages := strings.TrimSuffix(x.path, ".pdf")
	if _, err := said("pdftoppm", "-r", fmt.Sprint(25.4*dotsPerMM), "-gray", x.path, pages); err != nil {
		return err
	}
	drawn, err := filepath.Glob(pages + "-*.pgm")
	if err != nil {
		return err
	}
	slices.Sort(drawn)
	if len(drawn) == 0 || len(drawn) > 10 {
		return fmt.Errorf("%d pages", len(drawn))
	}
	for i, page := range drawn {
		areas := laterPage
		if i == 0 {
			areas = firstPage
		}
		left, top, dots, err := inkOutside(page, areas)
		if err != nil {
			return err
		}
		if dots > 0 {
			return fmt.Errorf("page %d: %d dots outside the areas that may have ink, one at %.1f, %.1f mm", i+1, dots, left, top)
		}
		if err := os.Remove(page); err != nil {
			return err
		}
	}
	dots := func(mm float64) string { return fmt.Sprint(int(mm * dotsPerMM)) }
	w := addressWindow
	text, err := said("pdftotext", "-enc", "UTF-8", "-f", "1", "-l", "1", "-r", fmt.Sprint(25.4*dotsPerMM),
		"-x", dots(w.left), "-y", dots(w.top), "-W", dots(w.right-w.left), "-H", dots(w.bottom-w.top), x.path, "-")
	if err != nil {
		return err
	}
	var want doc.Doc
	for _, b := range x.doc.Blocks {
		if d, ok := b.(*doc.Div); ok && d.Kind == doc.Address {
			want.Blocks = d.Blocks
		}
	}
	// A line that is broken in two may be broken inside a word.
	if got, want := unspaced(text), strings.Join(want.Words(), ""); got != want {
		return fmt.Errorf("the window shows %d characters; the address has %d, and they aren't those", len(got), len(want))
	}
	if info, err := os.Stat(x.path); err != nil || info.Size() > 2<<20 {
		return fmt.Errorf("%d bytes (%v)", info.Size(), err)
	}
	return nil
}

// lettersOnDisk are the letters of all fixtures as PDF, as they are made or in large
// print. Without HANDOVER_EVERY_LETTER it is one of each template.
func lettersOnDisk(t *testing.T, large bool) []onDisk {
	t.Helper()
	var out []onDisk
	seen := map[string]bool{}
	for _, name := range fixtures(t) {
		for _, d := range choose(t, name, render.PDF).Documents {
			if d.doc.Meta.Layout != doc.Letter || seen[d.Template] {
				continue
			}
			seen[d.Template] = os.Getenv("HANDOVER_EVERY_LETTER") == ""
			d.doc.Meta.Large = d.doc.Meta.Large || large
			b, err := render.Write(render.PDF, d.doc, render.Envelope{})
			var faults doc.Faults
			if errors.As(err, &faults) && faults[0].Path != "" {
				continue // a script that our fonts don't have
			}
			if err != nil {
				t.Fatal(err)
			}
			out = append(out, onDisk{name: name + "/" + d.Path, path: onlyFile(t, b), doc: d.doc})
		}
	}
	if len(out) < 15 {
		t.Fatalf("only %d letters", len(out))
	}
	return out
}

// onlyFile writes a PDF into a folder of its own, in which it is alone.
func onlyFile(t *testing.T, b []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "letter.pdf")
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestLettersFitTheEnvelope(t *testing.T) {
	long(t)
	needs(t, "pdftoppm", "Debian's poppler-utils")
	needs(t, "pdftotext", "Debian's poppler-utils")
	for _, large := range []bool{false, true} {
		t.Run(fmt.Sprintf("large %t", large), func(t *testing.T) {
			all := lettersOnDisk(t, large)
			t.Logf("%d letters", len(all))
			each(t, all, fitsEnvelope)
		})
	}
}

// The longest addresses that a record may have stay inside the window.
func TestLongestAddressFitsTheWindow(t *testing.T) {
	needs(t, "pdftoppm", "Debian's poppler-utils")
	needs(t, "pdftotext", "Debian's poppler-utils")
	var files []onDisk
	for name, lines := range map[string][]string{
		"seven lines": {"Mr Bartholomew Featherstonehaugh-Cholmondeley", "Flat 112, Block C, Third Floor", "The Old Chandlery Buildings and Wharf",
			"1124 Little Ordsall Quayside Road North", "Higher Ordsall under Irwell", "WESTHOUGHTON-WITH-WINGATES", "M99 9ZZ"},
		"long words": {"Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch", "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch House",
			"1 Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch Road", "ZZ99 9ZZ"},
		"capitals": {"MRS WILHELMINA MONTGOMERY-WOLVERHAMPTON", "WIMMERA WOMBWELL MANSIONS, 114 WINDMILL WAY", "WOLVERHAMPTON WITH WEDNESBURY", "WWWWWWWWWWWWWWWWWWWW",
			"WEST MIDLANDS", "GREAT BRITAIN", "WV99 9WW"},
	} {
		for _, large := range []bool{false, true} {
			docs := choose(t, "salford-section-20", render.PDF).Documents
			tree := docs[slices.IndexFunc(docs, func(d Planned) bool { return d.doc.Meta.Layout == doc.Letter })].doc
			tree.Meta.Large = large
			p := &doc.Paragraph{}
			for _, l := range lines {
				p.Inlines = append(p.Inlines, &doc.Text{Text: l}, &doc.Break{})
			}
			p.Inlines = p.Inlines[:len(p.Inlines)-1]
			for _, b := range tree.Blocks {
				if d, ok := b.(*doc.Div); ok && d.Kind == doc.Address {
					d.Blocks = []doc.Block{p}
				}
			}
			b, err := render.Write(render.PDF, tree, render.Envelope{})
			if err != nil {
				t.Errorf("%s: %v", name, err)
				continue
			}
			files = append(files, onDisk{name: fmt.Sprintf("%s, large %t", name, large), path: onlyFile(t, b), doc: tree})
		}
	}
	each(t, files, fitsEnvelope)
}

// A logo stays in its block, whatever its proportions, and leaves the window and
// everything else as they are.
func TestLogoFitsItsBlock(t *testing.T) {
	needs(t, "pdftoppm", "Debian's poppler-utils")
	needs(t, "pdftotext", "Debian's poppler-utils")
	docs := choose(t, "salford-section-20", render.PDF).Documents
	doc := docs[slices.IndexFunc(docs, func(d Planned) bool { return d.doc.Meta.Layout == doc.Letter })].doc
	var files []onDisk
	for _, size := range []image.Point{{1200, 90}, {1170, 248}, {300, 300}, {130, 400}} {
		var picture bytes.Buffer
		if err := png.Encode(&picture, image.NewGray(image.Rectangle{Max: size})); err != nil {
			t.Fatal(err)
		}
		logo, err := logo.Read("logo.png", picture.Bytes(), "black")
		if err != nil {
			t.Fatal(err)
		}
		for _, large := range []bool{false, true} {
			doc.Meta.Large, doc.Meta.Logo = large, logo
			b, err := render.Write(render.PDF, doc, render.Envelope{})
			if err != nil {
				t.Fatal(err)
			}
			files = append(files, onDisk{name: fmt.Sprintf("%v, large %t", size, large), path: onlyFile(t, b), doc: doc})
		}
	}
	each(t, files, fitsEnvelope)
}
