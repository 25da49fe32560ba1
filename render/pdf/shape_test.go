package pdf

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"handover/render/doc"
	"handover/render/testdata/sample"
)

// shapedWord gives the glyphs of a word in a face as HarfBuzz numbers them, and
// where each stands from the word's right edge, sorted.
func shapedWord(t *testing.T, s *shaper, id faceID, word string) []string {
	t.Helper()
	f, err := faces[id]()
	if err != nil {
		t.Fatal(err)
	}
	text := []rune(word)
	shaped, _, err := s.shape(f, id, text, 0, len(text), true)
	if err != nil {
		t.Fatalf("%s %s: %v", f.name, word, err)
	}
	var out []string
	for i, g := range shaped.glyphs {
		if g.r != text[i] {
			t.Errorf("%s: letter %d reads as %U, not %U", word, i, g.r, text[i])
		}
		if g.gid != noGlyph {
			out = append(out, fmt.Sprintf("%d@%d,%d", g.gid, g.x+int32(g.dx), g.dy))
		}
	}
	slices.Sort(out)
	return out
}

// Glyphs and places are those of hb-shape 6.0.0 (HarfBuzz in C, Debian 12), of
// each word of words.txt in the face that it is drawn in.
func TestShaping(t *testing.T) {
	b, err := os.ReadFile("testdata/shaped.txt")
	if err != nil {
		t.Fatal(err)
	}
	var s shaper
	words := 0
	for line := range strings.Lines(string(b)) {
		f := strings.Split(strings.TrimSpace(line), "\t")
		if len(f) != 3 {
			continue
		}
		words++
		id := faceID(f[0][0] - '0')
		if got, want := shapedWord(t, &s, id, f[1]), strings.Fields(f[2]); !slices.Equal(got, want) {
			t.Errorf("face %d, %s:\n got %v\nwant %v", id, f[1], got, want)
		}
	}
	if words < 400 {
		t.Errorf("only %d words", words)
	}
}

// Every character that checkGlyphs lets through has a glyph wherever it stands,
// and reads as itself.
func TestShapedCharacters(t *testing.T) {
	c := &glyphCheck{seen: make(map[doc.Fault]bool)}
	var err error
	if c.regular, err = faces[faceRegular](); err != nil {
		t.Fatal(err)
	}
	set := setter{faces: new(faceSet), rtl: true}
	characters := 0
	for r := rune(0x590); r < 1<<16; r++ {
		if !needsShape(r) {
			continue
		}
		if why, err := c.why(r, string(r)); err != nil || why != "" {
			continue
		}
		characters++
		for _, base := range []faceID{faceRegular, faceBold} {
			st := &textStyle{size: 12, lead: 16, base: base}
			for _, around := range []string{"%c", "ب%cب", "ש%cש", "a%cb", "%c\u064E", "%c\u0651\u0650", "ل%c", "\u0627%c", "%c\u05B8\u05C1", "(%c)", "%c\u200C%[1]c", "%c%[1]c"} {
				text := fmt.Sprintf(around, r)
				if err := set.collect([]doc.Inline{&doc.Text{Text: text, Path: "p"}}, st, &elem{}); err != nil {
					t.Fatalf("%+q: %v", text, err)
				}
				got := ""
				for _, run := range set.lines(st, 400)[0].runs {
					if run.shaped == nil {
						got += run.text
						continue
					}
					for _, g := range run.shaped.glyphs {
						got += string(g.r)
					}
				}
				if got != text {
					t.Errorf("%+q reads as %+q", text, got)
				}
			}
		}
	}
	if characters < 500 {
		t.Errorf("only %d characters", characters)
	}
}

// Both letters of a ligature have room of their own, side by side, and a mark
// stands at the end of its letter and in its face.
func TestShapedRoom(t *testing.T) {
	runs := turnedLines(t, 400, sample.RtlValue("لَا\u0308"))[0].runs
	if len(runs) != 3 { // the value between its two edges
		t.Fatalf("%d runs", len(runs))
	}
	g := runs[1].shaped.glyphs
	lam, mark, alef := g[0], g[1], g[2]
	if lam.gid == noGlyph || alef.gid != noGlyph || lam.adv <= 0 || alef.adv <= 0 {
		t.Fatalf("lam takes %d, alef %d", lam.adv, alef.adv)
	}
	if alef.x+int32(alef.adv) != lam.x || mark.adv != 0 || mark.x >= lam.x || mark.x <= alef.x || !mark.tied || !alef.tied {
		t.Errorf("lam stands at %d, its mark at %d, alef at %d and takes %d", lam.x, mark.x, alef.x, alef.adv)
	}
}

// A word that is wider than a line is parted between letters, and keeps the
// forms and the places that its letters have in the whole.
func TestShapedWordParted(t *testing.T) {
	word := strings.Repeat("لَأمِّ", 12)
	whole := turnedLines(t, 1000, sample.RtlValue(word))
	lines := turnedLines(t, 60, sample.RtlValue(word))
	if len(whole) != 1 || len(lines) < 3 {
		t.Fatalf("%d lines, and %d", len(whole), len(lines))
	}
	var glyphs []glyph
	width := int32(0)
	for _, l := range lines {
		if l.w > 60*1000/12 {
			t.Errorf("a line of %d", l.w)
		}
		for _, r := range l.runs {
			if r.shaped == nil {
				continue
			}
			for i, g := range r.shaped.glyphs {
				if i == 0 && g.tied {
					t.Error("a line begins inside a letter")
				}
				g.x -= width
				glyphs = append(glyphs, g)
			}
			for _, g := range r.shaped.glyphs {
				width += int32(g.adv)
			}
		}
	}
	if want := whole[0].runs[1].shaped.glyphs; !slices.Equal(glyphs, want) {
		t.Errorf("the parts are %v\nthe whole is %v", glyphs, want)
	}
}
