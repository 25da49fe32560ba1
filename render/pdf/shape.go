package pdf

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"slices"
	"sync"
	"unicode"

	"github.com/go-fonts/dejavu/dejavusans"
	"github.com/go-fonts/dejavu/dejavusansbold"
	"github.com/go-fonts/liberation/liberationsansbold"
	"github.com/go-fonts/liberation/liberationsansbolditalic"
	"github.com/go-fonts/liberation/liberationsansitalic"
	"github.com/go-fonts/liberation/liberationsansregular"
	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/harfbuzz"
	"github.com/go-text/typesetting/language"
	unibidi "golang.org/x/text/unicode/bidi"
	"golang.org/x/text/unicode/norm"

	"handover/render/bidi"
)

// joined are the scripts that are shaped: their letters take their forms, marks
// and places from the font's own tables.
var joined = []*unicode.RangeTable{unicode.Arabic, unicode.Hebrew}

// needsShape tells whether r is drawn from shaped glyphs wherever it stands:
// letters of these scripts, and the signs that Arabic shares with others.
func needsShape(r rune) bool {
	return r >= 0x590 && (unicode.In(r, joined...) || r >= 0x600 && r <= 0x6FF || stackedFace(r) != 0)
}

// glyph is what is drawn for one character of shaped text. x is measured from
// where the text begins, its right edge if it runs from right to left; adv is
// the room that it takes. All in font units.
type glyph struct {
	cutGlyph
	x    int32
	tied bool // to the one before: no line ends between them
}

// marks are those that stand on letters of any script that has no face of its own.
var marks = &unicode.RangeTable{R16: []unicode.Range16{{Lo: 0x300, Hi: 0x34E, Stride: 1}, {Lo: 0x350, Hi: 0x36F, Stride: 1}, {Lo: 0x483, Hi: 0x487, Stride: 1},
	{Lo: 0x1AB0, Hi: 0x1AFF, Stride: 1}, {Lo: 0x1DC0, Hi: 0x1DFF, Stride: 1}}}

// isMark tells whether r is a mark on the letter before it, which the font places.
func isMark(r rune) bool { return r >= 0x300 && unicode.Is(marks, r) }

// isStacked tells whether a face draws one of the scripts in stacked.
func isStacked(id faceID) bool { return id >= faceStacked && id < faceMarkedItalic }

// markedFace is the face that shapes letters with marks which a face draws, or 0.
func markedFace(id faceID) faceID {
	switch id {
	case faceRegular:
		return faceTurned
	case faceBold:
		return faceTurnedBold
	case faceItalic:
		return faceMarkedItalic
	case faceItalic | faceBold:
		return faceMarkedBoldItalic
	case faceSymbol:
		return faceJoined
	}
	return 0
}

// noGlyph is drawn for a character that shows nothing of itself: the second
// letter of a ligature, a sign that tells letters not to join.
const noGlyph = 0xFFFF

// shapedText is the glyphs of a piece in the order in which they are read.
type shapedText struct {
	glyphs []glyph
	rtl    bool
}

// shaper shapes the text of one document.
type shaper struct {
	fonts [faceCount]*harfbuzz.Font
	buf   *harfbuzz.Buffer
}

// shapedFonts are the fonts as the shaper reads them. They are shared; the
// faces made of them are a document's own.
var shapedFonts = [faceCount]func() (*font.Font, error){
	faceTurned:     parseShapedOnce(func() []byte { return liberationsansregular.TTF }),
	faceTurnedBold: parseShapedOnce(func() []byte { return liberationsansbold.TTF }),
	faceJoined:     parseShapedOnce(func() []byte { return dejavusans.TTF }),
	faceJoinedBold: parseShapedOnce(func() []byte { return dejavusansbold.TTF }),
	faceNaskh:      parseShapedOwn("NotoNaskhArabic-Regular"),
	faceNaskhBold:  parseShapedOwn("NotoNaskhArabic-Bold"),

	faceMarkedItalic:     parseShapedOnce(func() []byte { return liberationsansitalic.TTF }),
	faceMarkedBoldItalic: parseShapedOnce(func() []byte { return liberationsansbolditalic.TTF }),
}

func init() {
	for i, s := range stacked {
		shapedFonts[faceStacked+faceID(i)] = parseShapedOwn(s.font)
	}
}

func parseShapedOwn(name string) func() (*font.Font, error) {
	return parseShapedOnce(func() []byte { return ownFont(name) })
}

func parseShapedOnce(ttf func() []byte) func() (*font.Font, error) {
	return sync.OnceValues(func() (*font.Font, error) { return parseShaped(ttf()) })
}

func parseShaped(ttf []byte) (*font.Font, error) {
	l, err := opentype.NewLoader(bytes.NewReader(ttf))
	if err != nil {
		return nil, err
	}
	return font.NewFont(l)
}

func (s *shaper) font(id faceID) (*harfbuzz.Font, error) {
	if s.fonts[id] == nil {
		f, err := shapedFonts[id]()
		if err != nil {
			return nil, err
		}
		s.fonts[id] = harfbuzz.NewFont(font.NewFace(f))
	}
	return s.fonts[id], nil
}

// shape shapes text[from:to], whose neighbours decide how its ends join, and
// gives its width in 1/1000 of the font size.
func (s *shaper) shape(f *face, id faceID, text []rune, from, to int, rtl bool) (*shapedText, int32, error) {
	hb, err := s.font(id)
	if err != nil {
		return nil, 0, err
	}
	if s.buf == nil {
		s.buf = harfbuzz.NewBuffer()
	}
	s.buf.Clear()
	s.buf.ClusterLevel = harfbuzz.Characters // each glyph keeps the character that it is of
	if isStacked(id) {
		s.buf.ClusterLevel = harfbuzz.MonotoneCharacters // but those that stack or turn about are one
	}
	s.buf.Props = harfbuzz.SegmentProperties{Direction: harfbuzz.LeftToRight, Script: scriptOf(text[from:to])}
	if rtl {
		s.buf.Props.Direction = harfbuzz.RightToLeft
	}
	s.buf.AddRunes(text, from, to-from)
	s.buf.Shape(hb, nil)

	total, pen := int32(0), int32(0)
	for _, p := range s.buf.Pos {
		total += p.XAdvance
	}
	if rtl {
		pen = -total
	}
	drawn := make([]drawnGlyph, len(s.buf.Info))
	for i, g := range s.buf.Info {
		if g.Glyph == 0 {
			return nil, 0, fmt.Errorf("%s has no %U", f.name, text[g.Cluster])
		}
		drawn[i] = drawnGlyph{g.Cluster, uint16(g.Glyph), pen, s.buf.Pos[i]}
		pen += s.buf.Pos[i].XAdvance
	}
	width := int32((int(total)*1000 + f.unit/2) / f.unit)
	if isStacked(id) {
		return clusters(drawn, text[:to], from), width, nil
	}
	if !rtl {
		placeMarks(f, drawn, text)
	}
	slices.SortStableFunc(drawn, func(a, b drawnGlyph) int { return a.first - b.first })
	out, err := readable(drawn, text[:to], from, rtl, int32(f.unit))
	return out, width, err
}

// placeMarks puts marks that the font has no place for in the middle over or under
// their letter, clear of it and of each other (Unicode's combining classes).
func placeMarks(f *face, drawn []drawnGlyph, text []rune) {
	var letter, taken bounds
	for i := range drawn {
		d := &drawn[i]
		r := text[d.first]
		box, ok := f.bounds(d.gid)
		box = box.moved(d.pen+d.pos.XOffset, d.pos.YOffset)
		if !isMark(r) {
			letter, taken = box, box
			continue
		}
		if !ok || letter == (bounds{}) {
			continue
		}
		if d.pos.XOffset == 0 && d.pos.YOffset == 0 {
			dx := (letter.left + letter.right - box.left - box.right) / 2
			dy, gap := int32(0), int32(f.unit/25)
			switch class := norm.NFD.PropertiesString(string(r)).CCC(); {
			case class == 230 && box.below < taken.above+gap:
				dy = taken.above + gap - box.below
			case class == 220 && box.above > taken.below-gap:
				dy = taken.below - gap - box.above
			}
			d.pos.XOffset, d.pos.YOffset = dx, dy
			box = box.moved(dx, dy)
		}
		taken.above, taken.below = max(taken.above, box.above), min(taken.below, box.below)
	}
}

// bounds is the box of an outline, in font units.
type bounds struct{ left, below, right, above int32 }

func (b bounds) moved(dx, dy int32) bounds {
	return bounds{b.left + dx, b.below + dy, b.right + dx, b.above + dy}
}

func (f *face) bounds(gid uint16) (b bounds, drawn bool) {
	be, out := binary.BigEndian, f.outline(gid)
	if len(out) == 0 {
		return b, false
	}
	at := func(i int) int32 { return int32(int16(be.Uint16(out[i:]))) }
	return bounds{at(2), at(4), at(6), at(8)}, true
}

// drawnGlyph is a glyph as the shaper places it.
type drawnGlyph struct {
	first int // the character that it is drawn for, or the first of several
	gid   uint16
	pen   int32
	pos   harfbuzz.GlyphPosition
}

// readable gives each character of text from the given one on its glyph, in the
// order of reading. The letters of a ligature share its room: the first has its
// outline, the others are empty. A mark takes no room and stands at the end of
// its letter, its outline where the font puts it. So whatever reads the file
// letter by letter, or by their places, finds each letter once, and on the line.
func readable(drawn []drawnGlyph, text []rune, from int, rtl bool, unit int32) (*shapedText, error) {
	out := &shapedText{glyphs: make([]glyph, len(text)-from), rtl: rtl}
	for i := range out.glyphs {
		out.glyphs[i].cutGlyph = cutGlyph{gid: noGlyph, r: text[from+i]}
	}
	for i, d := range drawn {
		if d.first < from || i > 0 && drawn[i-1].first == d.first {
			return nil, fmt.Errorf("a letter that the font draws in parts (%U)", text[d.first])
		}
		g := &out.glyphs[d.first-from]
		g.gid, g.x, g.adv, g.dx, g.dy = d.gid, d.pen, int16(d.pos.XAdvance), int16(d.pos.XOffset), int16(d.pos.YOffset)
		if invisible(g.r) {
			g.gid = noGlyph
		}
	}
	end := int32(0) // of the last letter
	for i := 0; i < len(out.glyphs); i++ {
		g := &out.glyphs[i]
		if g.adv == 0 {
			at := end - unit/50 // in reading, before the next letter
			if g.gid != noGlyph {
				g.dx += int16(g.x - at)
			}
			g.x, g.tied = at, i > 0
			continue
		}
		letters := []*glyph{g}
		for k := i + 1; k < len(out.glyphs) && out.glyphs[k].adv == 0; k++ {
			if l := &out.glyphs[k]; l.gid == noGlyph && !invisible(l.r) && bidi.Strong(l.r) != unibidi.ON {
				l.tied = true
				letters = append(letters, l)
			}
		}
		shareRoom(letters, rtl)
		if end = g.x; !rtl {
			end += int32(g.adv)
		}
	}
	return out, nil
}

// clusters gives the letters of text that stack or turn about, from the given
// one on: those of a cluster share its room, from left to right in the order of
// reading, and the first has all its outlines. No line ends inside one.
func clusters(drawn []drawnGlyph, text []rune, from int) *shapedText {
	out := &shapedText{glyphs: make([]glyph, len(text)-from)}
	for i := range out.glyphs {
		out.glyphs[i].cutGlyph = cutGlyph{gid: noGlyph, r: text[from+i]}
	}
	for len(drawn) > 0 {
		n := 1
		for n < len(drawn) && drawn[n].first == drawn[0].first {
			n++
		}
		next := len(text)
		if n < len(drawn) {
			next = drawn[n].first
		}
		g := &out.glyphs[drawn[0].first-from]
		g.x = drawn[0].pen
		var parts []byte
		for _, d := range drawn[:n] {
			g.adv += int16(d.pos.XAdvance)
			parts = appendPart(parts, d.gid, int16(d.pen-g.x+d.pos.XOffset), int16(d.pos.YOffset))
		}
		g.gid, g.parts = drawn[0].gid, string(parts)
		var letters []*glyph
		for i := drawn[0].first; i < next; i++ {
			l := &out.glyphs[i-from]
			l.tied = i > drawn[0].first
			letters = append(letters, l)
		}
		shareRoom(letters, false)
		drawn = drawn[n:]
	}
	return out
}

// shareRoom parts the room of a ligature among its letters.
func shareRoom(letters []*glyph, rtl bool) {
	left, whole, n := letters[0].x, int32(letters[0].adv), int32(len(letters))
	for i, l := range letters {
		k := int32(i)
		from, to := whole*k/n, whole*(k+1)/n
		if rtl {
			from, to = whole-to, whole-from
		}
		l.x, l.adv = left+from, int16(to-from)
	}
	letters[0].dx += int16(left - letters[0].x)
}

// scriptOf is the script of the first letter that has one.
func scriptOf(text []rune) language.Script {
	for _, r := range text {
		if s := language.LookupScript(r); s != language.Common && s != language.Inherited {
			return s
		}
	}
	return language.Common
}

// cut parts a piece's glyphs before the n-th byte of its text, between letters.
func (t *shapedText) cut(n int) (before, after *shapedText) {
	i, adv := 0, int32(0)
	for n > 0 {
		n -= len(string(t.glyphs[i].r))
		adv += int32(t.glyphs[i].adv)
		i++
	}
	if t.rtl {
		adv = -adv
	}
	after = &shapedText{glyphs: slices.Clone(t.glyphs[i:]), rtl: t.rtl}
	for k := range after.glyphs {
		after.glyphs[k].x -= adv
	}
	return &shapedText{glyphs: t.glyphs[:i:i], rtl: t.rtl}, after
}

// cluster is the length in bytes and the width (font units) of the first letter
// from the n-th byte on, with its marks.
func (t *shapedText) cluster(n int) (length int, width int32) {
	i := 0
	for n > 0 {
		n -= len(string(t.glyphs[i].r))
		i++
	}
	for k := i; k < len(t.glyphs) && (k == i || t.glyphs[k].tied); k++ {
		length += len(string(t.glyphs[k].r))
		width += int32(t.glyphs[k].adv)
	}
	return length, width
}

// reach is how far the outlines of shaped text stand above and below its
// baseline, in font units.
func (t *shapedText) reach(f *face) (above, below int) {
	for _, g := range t.glyphs {
		if g.gid == noGlyph {
			continue
		}
		if b, drawn := f.bounds(g.gid); drawn {
			above = max(above, int(b.above)+int(g.dy))
			below = max(below, -int(b.below)-int(g.dy))
		}
	}
	return above, below
}
