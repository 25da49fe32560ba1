package pdf

import (
	"bytes"
	"encoding/binary"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/go-fonts/liberation/liberationsansitalic"
	"github.com/go-fonts/liberation/liberationsansregular"

	"handover/render/doc"
	"handover/render/read"
	"handover/render/testdata/sample"
)

// Letters with marks that have no composed letter: Yoruba, Marshallese, IPA, Guarani,
// Serbian with its stress, polytonic Greek; and some that have one, which stay.
var marked = []string{"Ọ̀láìtán", "ọ̀kan-ọ̀kan", "M̧ajeļ", "M̈R̥", "Ɛ̃nyɔ̃", "g̃uarani", "Мио̏мир", "ᾱ̓γος", "Adébáyọ̀", "Łukasz", "ẹ̀kọ́"}

func markedDoc() *doc.Doc {
	d := &doc.Doc{Meta: sample.Meta(doc.Form), Blocks: []doc.Block{sample.Heading(1, "Adébáyọ̀")}}
	for _, s := range marked {
		v := func() doc.Inline { return sample.Val(s, "people[0].name") }
		d.Blocks = append(d.Blocks, sample.Para(sample.Txt("Is "), v(), sample.Txt(", and "), &doc.Strong{Inlines: []doc.Inline{v()}}, sample.Txt(" or "), &doc.Emph{Inlines: []doc.Inline{v()}}))
	}
	return d
}

// TestMarksAsHarfBuzz: each mark stands where HarfBuzz puts it.
func TestMarksAsHarfBuzz(t *testing.T) {
	if _, err := exec.LookPath("hb-shape"); err != nil {
		t.Skip("SKIPPED: hb-shape is not installed; apt-get install libharfbuzz-bin")
	}
	var s shaper
	n := 0
	for id, ttf := range map[faceID][]byte{faceTurned: liberationsansregular.TTF, faceMarkedItalic: liberationsansitalic.TTF} {
		f, err := faces[id]()
		if err != nil {
			t.Fatal(err)
		}
		font := filepath.Join(t.TempDir(), "font.ttf")
		if err := os.WriteFile(font, ttf, 0o600); err != nil {
			t.Fatal(err)
		}
		for _, word := range marked {
			if slices.Contains([]string{"M̧ajeļ", "Мио̏мир", "ᾱ̓γος"}, word) {
				continue // the font has no place for a mark of it: TestMarksStandOnTheirLetters
			}
			runes := []rune(word)
			if strings.ContainsFunc(word, func(r rune) bool { return !f.has(r) }) {
				continue
			}
			shaped, _, err := s.shape(f, id, runes, 0, len(runes), false)
			if err != nil {
				t.Fatal(word, err)
			}
			out, err := exec.Command("hb-shape", "--no-glyph-names", "--cluster-level=1", font, word).Output()
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, g := range shaped.glyphs {
				got = append(got, glyphAt(int(g.gid), int(g.x)+int(g.dx), int(g.dy)))
			}
			if got, want := strings.Join(got, " "), hbPlaces(t, string(out)); got != want {
				t.Errorf("%s: %s: %s, HarfBuzz has %s", f.name, word, got, want)
			}
			n++
		}
	}
	if n < 12 {
		t.Errorf("only %d words", n)
	}
}

// TestMarksStandOnTheirLetters: what is drawn is read again, by us and by two readers
// that we didn't write, and a mark's outline stands over or under its letter's.
func TestMarksStandOnTheirLetters(t *testing.T) {
	d := markedDoc()
	b, err := Write(d)
	if err != nil {
		t.Fatal(err)
	}
	c, err := read.PDF(b)
	if err != nil {
		t.Fatal(err)
	}
	for _, err := range c.Check() {
		t.Error(err)
	}
	if w, ok := inOrder(c.Text, d.Words()); !ok {
		t.Errorf("%q is lost in\n%s", w, c.Text)
	}
	for _, reader := range [][]string{{"pdftotext", "-enc", "UTF-8"}, {"pdftotext", "-layout", "-enc", "UTF-8"}, {"mutool", "draw", "-F", "text"}} {
		if _, err := exec.LookPath(reader[0]); err != nil {
			t.Logf("SKIPPED: %s is not installed", reader[0])
			continue
		}
		path := filepath.Join(t.TempDir(), "a.pdf")
		if err := os.WriteFile(path, b, 0o600); err != nil {
			t.Fatal(err)
		}
		arg := append(reader[1:len(reader):len(reader)], path)
		if reader[0] == "pdftotext" {
			arg = append(arg, "-")
		}
		out, err := exec.Command(reader[0], arg...).Output()
		if err != nil {
			t.Fatal(reader[0], err)
		}
		for _, w := range marked {
			if n := strings.Count(string(out), w); n < 3 {
				t.Errorf("%s finds %s %d times", reader, w, n)
			}
		}
	}
	var s setter
	s.faces, s.rtl = new(faceSet), true
	be := binary.BigEndian
	box := func(f *face, g glyph) (left, right int) {
		out := f.outline(g.gid)
		x := int(g.x) + int(g.dx)
		return x + int(int16(be.Uint16(out[2:]))), x + int(int16(be.Uint16(out[6:])))
	}
	for _, word := range marked {
		if err := s.collect([]doc.Inline{sample.Txt(word)}, &textStyle{}, nil); err != nil {
			t.Fatal(err)
		}
		n := 0
		for _, p := range s.pieces {
			if p.shaped == nil {
				if strings.ContainsFunc(p.src[p.from:p.to], isMark) {
					t.Errorf("%s: a mark is drawn beside its letter", word)
				}
				continue
			}
			f, err := faces[p.face]()
			if err != nil {
				t.Fatal(err)
			}
			var of glyph
			for _, g := range p.shaped.glyphs {
				if !isMark(g.r) {
					of = g
					continue
				}
				n++
				l, r := box(f, of)
				if ml, mr := box(f, g); ml+mr < 2*l || ml+mr > 2*r {
					t.Errorf("%s: the mark %U stands from %d to %d, its letter from %d to %d", word, g.r, ml, mr, l, r)
				}
			}
		}
		if want := strings.IndexFunc(word, isMark) >= 0; want != (n > 0) {
			t.Errorf("%s: %d marks", word, n)
		}
	}
}

// TestMarksLeaveOthersAlone: a document without such marks is what it was beside one.
func TestMarksLeaveOthersAlone(t *testing.T) {
	d := &doc.Doc{Meta: sample.Meta(doc.Form), Blocks: []doc.Block{sample.Heading(1, "Łukasz Żądło, Nguyễn, Ærø, Ὀδυσσεύς, Йоханна")}}
	if rtl, err := checkGlyphs(d); err != nil || rtl {
		t.Errorf("%v, %v", rtl, err)
	}
	b, err := Write(d)
	if err != nil || bytes.Contains(b, []byte("/F5 ")) {
		t.Errorf("drawn by glyph: %v", err)
	}
}
