package pdf

import (
	"testing"

	"github.com/go-fonts/dejavu/dejavusans"
	"github.com/go-fonts/dejavu/dejavusansbold"
	"github.com/go-fonts/liberation/liberationsansbold"
	"github.com/go-fonts/liberation/liberationsansbolditalic"
	"github.com/go-fonts/liberation/liberationsansitalic"
	"github.com/go-fonts/liberation/liberationsansregular"
	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// Our own reading of the fonts agrees with x/image's for every character.
func TestFacesAgreeWithSfnt(t *testing.T) {
	fonts := [faceCount][]byte{liberationsansregular.TTF, liberationsansbold.TTF, liberationsansitalic.TTF, liberationsansbolditalic.TTF, dejavusans.TTF,
		liberationsansregular.TTF, liberationsansbold.TTF, dejavusans.TTF, dejavusansbold.TTF,
		ownFont("NotoNaskhArabic-Regular"), ownFont("NotoNaskhArabic-Bold"), ownFont("NotoSansEthiopic-Regular"), ownFont("NotoEmoji-Regular")}
	fonts[faceMarkedItalic], fonts[faceMarkedBoldItalic] = liberationsansitalic.TTF, liberationsansbolditalic.TTF
	for i, s := range stacked {
		fonts[faceStacked+faceID(i)] = ownFont(s.font)
	}
	for id, ttf := range fonts {
		ours, err := faces[id]()
		if err != nil {
			t.Fatal(err)
		}
		t.Run(ours.name, func(t *testing.T) {
			theirs, err := sfnt.Parse(ttf)
			if err != nil {
				t.Fatal(err)
			}
			var buf sfnt.Buffer
			for r := rune(1); r < 0x1FBFF; r++ {
				g, err := theirs.GlyphIndex(&buf, r)
				if err != nil {
					t.Fatal(err)
				}
				if r == 0xFFFF {
					continue // no character
				}
				if uint16(g) != ours.glyph(r) {
					t.Fatalf("%U: glyph %d, want %d", r, ours.glyph(r), g)
				}
				if g == 0 {
					continue
				}
				adv, err := theirs.GlyphAdvance(&buf, g, fixed.I(1000), font.HintingNone)
				if err != nil {
					t.Fatal(err)
				}
				if d := ours.runeWidth(r) - adv.Round(); d < -1 || d > 1 {
					t.Errorf("%U: width %d, want %d", r, ours.runeWidth(r), adv.Round())
				}
			}
		})
	}
}

// A cut keeps each outline: the parts of a composite glyph are found again, and
// characters that share a glyph have codes of their own.
func TestCutFont(t *testing.T) {
	f, err := faces[faceRegular]()
	if err != nil {
		t.Fatal(err)
	}
	c := &cutFont{face: f}
	for _, r := range "Ŵ a\u00a0ễa" {
		c.code(r)
	}
	if want := "Ŵ a\u00a0ễ"; string(c.runes) != want {
		t.Fatalf("characters %q, want %q", string(c.runes), want)
	}
	if n := c.code('☐'); n != 0 {
		t.Errorf("a character that the face lacks has code %d", n)
	}
	cut, err := parseFace("cut", withCmap(f, c.program()))
	if err != nil {
		t.Fatal(err)
	}
	for i, r := range c.runes {
		was, is := f.outline(f.gid[r]), cut.outline(uint16(i+1))
		if string(was[:min(10, len(was))]) != string(is[:min(10, len(is))]) { // contours and box
			t.Errorf("%U: another outline", r)
		}
		if cut.width[i+1] != f.width[f.gid[r]] {
			t.Errorf("%U: width %d, want %d", r, cut.width[i+1], f.width[f.gid[r]])
		}
		if len(is) > 0 && int16(is[0])<<8|int16(is[1]) < 0 {
			if part := int(is[12])<<8 | int(is[13]); part <= len(c.runes) || part >= len(cut.width) {
				t.Errorf("%U: its part is glyph %d of %d", r, part, len(cut.width))
			}
		}
	}
}

// A character that shows nothing of itself has no outline in a file, though
// Liberation Sans has a picture of it.
func TestCutFontInvisible(t *testing.T) {
	f, err := faces[faceRegular]()
	if err != nil {
		t.Fatal(err)
	}
	c := &cutFont{face: f}
	for _, r := range "\u200c\u200d\u200e\u200f\u034f" {
		if c.code(r) == 0 || len(f.outline(f.gid[r])) == 0 {
			t.Errorf("%U has no picture", r)
		}
	}
	cut, err := parseFace("cut", withCmap(f, c.program()))
	if err != nil {
		t.Fatal(err)
	}
	for i, r := range c.runes {
		if len(cut.outline(uint16(i+1))) > 0 || cut.width[i+1] != 0 {
			t.Errorf("%U would be seen", r)
		}
	}
}

// withCmap gives a cut the tables that only parseFace asks for.
func withCmap(f *face, program []byte) []byte {
	tables := make(map[string][]byte)
	for _, tag := range []string{"cmap", "OS/2", "post"} {
		tables[tag] = f.tables[tag]
	}
	n := int(program[5])
	for i := range n {
		rec := program[12+16*i:]
		at := func(o int) int { return int(rec[o])<<24 | int(rec[o+1])<<16 | int(rec[o+2])<<8 | int(rec[o+3]) }
		tables[string(rec[:4])] = program[at(8) : at(8)+at(12)]
	}
	return sfntFile(tables)
}
