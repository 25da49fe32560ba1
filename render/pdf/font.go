package pdf

import (
	"embed"
	"encoding/binary"
	"errors"
	"fmt"
	"sync"
	"unicode"

	"github.com/go-fonts/dejavu/dejavusans"
	"github.com/go-fonts/dejavu/dejavusansbold"
	"github.com/go-fonts/liberation/liberationsansbold"
	"github.com/go-fonts/liberation/liberationsansbolditalic"
	"github.com/go-fonts/liberation/liberationsansitalic"
	"github.com/go-fonts/liberation/liberationsansregular"
)

// faceID names one of the faces that a PDF may use. Bold is bit 0 and italic
// bit 1, so that styles combine; fallback stands in for a character that
// Liberation Sans lacks. The others draw shaped text, by glyph.
type faceID uint8

const (
	faceRegular faceID = 0
	faceBold    faceID = 1
	faceItalic  faceID = 2
	faceSymbol  faceID = 4

	faceTurned     faceID = 5 // Liberation Sans: Hebrew, and signs between right-to-left letters
	faceTurnedBold faceID = 6
	faceJoined     faceID = 7 // DejaVu Sans: Arabic letters
	faceJoinedBold faceID = 8
	faceNaskh      faceID = 9 // Noto Naskh: Arabic letters where DejaVu lacks one, as in Urdu
	faceNaskhBold  faceID = 10

	faceEthiopic faceID = 11 // stand in for what the others lack
	faceEmoji    faceID = 12

	faceStacked faceID = 13 // Noto Sans for the first of the scripts in stacked; the others follow

	faceMarkedItalic     faceID = 20 // Liberation Sans: letters with marks that the font places
	faceMarkedBoldItalic faceID = 21
	faceCount            faceID = 22
)

// stacked are the scripts whose letters stack, turn about or take marks, each
// with its face in Noto Sans, of one weight.
var stacked = [faceMarkedItalic - faceStacked]struct {
	script *unicode.RangeTable
	font   string
}{
	{unicode.Devanagari, "NotoSansDevanagari-Regular"}, {unicode.Bengali, "NotoSansBengali-Regular"}, {unicode.Gurmukhi, "NotoSansGurmukhi-Regular"},
	{unicode.Gujarati, "NotoSansGujarati-Regular"}, {unicode.Tamil, "NotoSansTamil-Regular"}, {unicode.Sinhala, "NotoSansSinhala-Regular"}, {unicode.Thai, "NotoSansThai-Regular"},
}

// stackedFace is the face for a character of one of those scripts, or 0.
func stackedFace(r rune) faceID {
	if r < 0x900 {
		return 0
	}
	if r == danda || r == doubleDanda {
		return faceStacked
	}
	for i, s := range stacked {
		if unicode.Is(s.script, r) {
			return faceStacked + faceID(i)
		}
	}
	return 0
}

// danda and doubleDanda end sentences in several of those scripts.
const danda, doubleDanda = '\u0964', '\u0965'

// fallbacks draw, in this order, what a style's own face lacks.
var fallbacks = [...]faceID{faceRegular, faceSymbol, faceNaskh, faceEthiopic, faceEmoji}

// The faces that no module has, as they stand in Debian's fonts-noto-core and in
// npm's @expo-google-fonts/noto-emoji (SIL Open Font License, fonts/OFL.txt).
//
//go:embed fonts/*.ttf
var ownFonts embed.FS

func ownFont(name string) []byte {
	b, err := ownFonts.ReadFile("fonts/" + name + ".ttf")
	if err != nil {
		return nil // and so no face: parseFace says so
	}
	return b
}

// face is what is read once from a TrueType font: enough to measure text and
// to cut the font. It is never written to after parseFace, so documents share it.
type face struct {
	name   string // PostScript name
	tables map[string][]byte
	gid    [1 << 16]uint16 // glyph of a BMP character; 0 is none
	beyond map[rune]uint16 // of others
	width  []uint16        // advance of a glyph, in 1/1000 of the font size
	unit   int             // font units in an em
	long   bool            // loca has 32-bit offsets
}

// The faces are parsed on first use: a cold start pays only for those it draws with.
var (
	liberation     = parseOnce("LiberationSans", func() []byte { return liberationsansregular.TTF })
	liberationBold = parseOnce("LiberationSans-Bold", func() []byte { return liberationsansbold.TTF })
	italic         = parseOnce("LiberationSans-Italic", func() []byte { return liberationsansitalic.TTF })
	boldItalic     = parseOnce("LiberationSans-BoldItalic", func() []byte { return liberationsansbolditalic.TTF })
	dejaVu         = parseOnce("DejaVuSans", func() []byte { return dejavusans.TTF })
	faces          = [faceCount]func() (*face, error){
		liberation,
		liberationBold,
		italic,
		boldItalic,
		dejaVu,
		liberation,
		liberationBold,
		dejaVu,
		parseOnce("DejaVuSans-Bold", func() []byte { return dejavusansbold.TTF }),
		parseOwn("NotoNaskhArabic-Regular"),
		parseOwn("NotoNaskhArabic-Bold"),
		parseOwn("NotoSansEthiopic-Regular"),
		parseOwn("NotoEmoji-Regular"),
		parseOwn(stacked[0].font), parseOwn(stacked[1].font), parseOwn(stacked[2].font), parseOwn(stacked[3].font),
		parseOwn(stacked[4].font), parseOwn(stacked[5].font), parseOwn(stacked[6].font),
		italic,
		boldItalic,
	}
)

func parseOwn(name string) func() (*face, error) {
	return parseOnce(name, func() []byte { return ownFont(name) })
}

func parseOnce(name string, ttf func() []byte) func() (*face, error) {
	return sync.OnceValues(func() (*face, error) {
		f, err := parseFace(name, ttf())
		if err != nil {
			return nil, fmt.Errorf("font %s: %w", name, err)
		}
		return f, nil
	})
}

// parseFace reads the tables that measuring and cutting need (OpenType 1.9,
// "Font file", "cmap" format 4, "hmtx").
func parseFace(name string, ttf []byte) (*face, error) {
	be := binary.BigEndian
	if len(ttf) < 12 {
		return nil, errors.New("too short")
	}
	f := &face{name: name, tables: make(map[string][]byte)}
	for i := range int(be.Uint16(ttf[4:])) {
		rec := ttf[12+16*i:]
		off, n := be.Uint32(rec[8:]), be.Uint32(rec[12:])
		f.tables[string(rec[:4])] = ttf[off : off+n : off+n]
	}
	for _, t := range []string{"head", "hhea", "hmtx", "maxp", "loca", "glyf", "cmap", "OS/2", "post"} {
		if f.tables[t] == nil {
			return nil, fmt.Errorf("no %q table", t)
		}
	}
	f.unit = int(be.Uint16(f.tables["head"][18:]))
	f.long = be.Uint16(f.tables["head"][50:]) == 1
	glyphs := int(be.Uint16(f.tables["maxp"][4:]))
	metrics := int(be.Uint16(f.tables["hhea"][34:]))
	f.width = make([]uint16, glyphs)
	for g := range glyphs {
		f.width[g] = uint16((int(f.advance(min(g, metrics-1)))*1000 + f.unit/2) / f.unit)
	}
	return f, f.readCmap()
}

// advance is the advance of a glyph that has one in hmtx, in font units.
func (f *face) advance(metric int) uint16 {
	return binary.BigEndian.Uint16(f.tables["hmtx"][4*metric:])
}

// metric is the four hmtx bytes of a glyph: advance and left side bearing.
func (f *face) metric(gid uint16) [4]byte {
	hmtx, n := f.tables["hmtx"], int(binary.BigEndian.Uint16(f.tables["hhea"][34:]))
	g := int(gid)
	if g < n {
		return [4]byte(hmtx[4*g:])
	}
	adv, lsb := hmtx[4*(n-1):], hmtx[4*n+2*(g-n):]
	return [4]byte{adv[0], adv[1], lsb[0], lsb[1]}
}

// outline is the glyf data of a glyph, empty for a space.
func (f *face) outline(gid uint16) []byte {
	loca, glyf := f.tables["loca"], f.tables["glyf"]
	be, g := binary.BigEndian, int(gid)
	if f.long {
		return glyf[be.Uint32(loca[4*g:]):be.Uint32(loca[4*g+4:])]
	}
	return glyf[2*int(be.Uint16(loca[2*g:])) : 2*int(be.Uint16(loca[2*g+2:]))]
}

func (f *face) readCmap() error {
	be, cmap := binary.BigEndian, f.tables["cmap"]
	var t []byte
	for i := range int(be.Uint16(cmap[2:])) {
		rec := cmap[4+8*i:]
		sub := cmap[be.Uint32(rec[4:]):]
		if be.Uint16(rec) == 3 && be.Uint16(rec[2:]) == 1 && be.Uint16(sub) == 4 {
			t = sub
		}
	}
	if t == nil {
		return errors.New("no Unicode cmap of format 4")
	}
	for i := range int(be.Uint16(cmap[2:])) {
		rec := cmap[4+8*i:]
		if sub := cmap[be.Uint32(rec[4:]):]; be.Uint16(rec) == 3 && be.Uint16(rec[2:]) == 10 && be.Uint16(sub) == 12 {
			f.readBeyond(sub)
		}
	}
	n := int(be.Uint16(t[6:])) // twice the number of segments
	ends, starts, deltas, ranges := t[14:], t[16+n:], t[16+2*n:], t[16+3*n:]
	for s := 0; s < n; s += 2 {
		start, end := int(be.Uint16(starts[s:])), int(be.Uint16(ends[s:]))
		delta, ro := be.Uint16(deltas[s:]), int(be.Uint16(ranges[s:]))
		for c := start; c <= end && c != 0xFFFF; c++ {
			g := uint16(c) + delta
			if ro != 0 {
				if g = be.Uint16(ranges[s+ro+2*(c-start):]); g != 0 {
					g += delta
				}
			}
			f.gid[c] = g
		}
	}
	return nil
}

// readBeyond reads the characters above U+FFFF ("cmap" format 12).
func (f *face) readBeyond(t []byte) {
	be := binary.BigEndian
	f.beyond = map[rune]uint16{}
	for i := range int(be.Uint32(t[12:])) {
		g := t[16+12*i:]
		first, last, glyph := be.Uint32(g), be.Uint32(g[4:]), be.Uint32(g[8:])
		for r := max(first, 1<<16); r <= last; r++ {
			f.beyond[rune(r)] = uint16(glyph + r - first)
		}
	}
}

// has tells whether the face can draw r.
func (f *face) has(r rune) bool { return f.glyph(r) != 0 }

// glyph is the glyph of r; 0 is none.
func (f *face) glyph(r rune) uint16 {
	if 0 < r && r < 1<<16 {
		return f.gid[r]
	}
	return f.beyond[r]
}

// runeWidth is r's advance in 1/1000 of the font size, the unit of the widths
// in the file, so that what is measured is what a reader draws.
func (f *face) runeWidth(r rune) int { return int(f.width[f.glyph(r)]) }

// textWidth is the advance of s, all of whose characters the face has.
func (f *face) textWidth(s string) int {
	w := 0
	for _, r := range s {
		w += f.runeWidth(r)
	}
	return w
}
