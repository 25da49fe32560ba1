package pdf

import (
	"encoding/binary"
	"slices"
	"strconv"
	"unicode"
	"unicode/utf16"
)

// fonts writes the objects of every face that was drawn with, and gives the
// entries of the pages' /Font resources.
func (w *finisher) fonts() string {
	entries := ""
	for id, cut := range w.cuts {
		if cut != nil {
			entries += "/F" + strconv.Itoa(id) + " " + ref(w.font(cut)) + " "
		}
	}
	return entries
}

// font writes one cut as a composite font: two-byte codes that are glyph
// numbers (ISO 32000-1, 9.7).
func (w *finisher) font(c *cutFont) int {
	name := c.subsetTag() + "+" + c.name
	program := c.program()
	file := w.deflated("/Length1 "+strconv.Itoa(len(program)), program)
	unicode := w.deflated("", c.toUnicode())

	be := binary.BigEndian
	per1000 := func(table string, at int) int { return int(int16(be.Uint16(c.tables[table][at:]))) * 1000 / c.unit }
	descriptor := w.begin()
	w.add("<</Type/FontDescriptor/FontName/", name, "/Flags ", strconv.Itoa(c.flags()), "/FontBBox[")
	for at := 36; at <= 42; at += 2 {
		w.int(per1000("head", at))
		w.add(" ")
	}
	// post holds the italic angle as 16.16, OS/2 the weight and, from version 2, the height of capitals.
	w.add("]/ItalicAngle ", strconv.Itoa(int(int16(be.Uint16(c.tables["post"][4:])))), "/Ascent ", strconv.Itoa(ascent),
		"/Descent ", strconv.Itoa(descent), "/CapHeight ", strconv.Itoa(per1000("head", 42)),
		"/StemV ", strconv.Itoa(50+int(be.Uint16(c.tables["OS/2"][4:]))/8), "/FontFile2 ", ref(file), ">>")
	w.end()

	cid := w.begin()
	w.add("<</Type/Font/Subtype/CIDFontType2/BaseFont/", name, "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>",
		"/CIDToGIDMap/Identity/FontDescriptor ", ref(descriptor), "/DW ", strconv.Itoa(int(c.width[0])), "/W[1[")
	for i, r := range c.runes {
		if i > 0 {
			w.add(" ")
		}
		w.int(c.runeWidth(r))
	}
	for _, g := range c.glyphs {
		w.int(c.glyphWidth(g))
		w.add(" ")
	}
	w.add("]]>>")
	w.end()

	n := w.begin()
	w.add("<</Type/Font/Subtype/Type0/BaseFont/", name, "/Encoding/Identity-H/DescendantFonts[", ref(cid), "]/ToUnicode ", ref(unicode), ">>")
	w.end()
	return n
}

// ascent and descent are Liberation Sans's, in thousandths of an em. Every face of
// a file says so of itself: a line with letters of two faces is one line to whoever
// finds lines by them, as GOV.UK Notify does in an address window.
const ascent, descent = 905, -212

// flags are the font descriptor's: symbolic, and italic or monospaced if so.
func (f *face) flags() int {
	n := 1 << 2
	if binary.BigEndian.Uint32(f.tables["post"][12:]) != 0 {
		n |= 1
	}
	if binary.BigEndian.Uint32(f.tables["post"][4:]) != 0 {
		n |= 1 << 6
	}
	return n
}

// subsetTag is the six letters that begin the name of a font's subset,
// different for different subsets.
func (c *cutFont) subsetTag() string {
	h := uint64(14695981039346656037) // FNV-1a
	for _, r := range c.runes {
		h = (h ^ uint64(r)) * 1099511628211
	}
	for _, g := range c.glyphs {
		h = (h ^ uint64(g.gid)) * 1099511628211
		h = (h ^ uint64(g.r)) * 1099511628211
	}
	var b [6]byte
	for i := range b {
		b[i] = 'A' + byte(h%26)
		h /= 26
	}
	return string(b[:])
}

// toUnicode maps codes back to characters, one by one (at most 100 in a block).
func (c *cutFont) toUnicode() []byte {
	n := len(c.runes) + len(c.glyphs)
	b := append(make([]byte, 0, 400+15*n), "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"+
		"/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"+
		"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"...)
	hex := func(n int) {
		b = append(b, '<', hexDigits[n>>12&15], hexDigits[n>>8&15], hexDigits[n>>4&15], hexDigits[n&15], '>')
	}
	unicodeHex := func(r rune) { // UTF-16
		if high, low := utf16.EncodeRune(r); high != unicode.ReplacementChar {
			hex(int(high))
			b = b[:len(b)-1] // one string for both
			hex(int(low))
			b = slices.Delete(b, len(b)-6, len(b)-5)
			return
		}
		hex(int(r))
	}
	for from := 0; from < n; from += 100 {
		to := min(from+100, n)
		b = strconv.AppendInt(b, int64(to-from), 10)
		b = append(b, " beginbfchar\n"...)
		for i := from; i < to; i++ {
			hex(i + 1)
			if i < len(c.runes) {
				unicodeHex(c.runes[i])
			} else {
				hex(int(c.glyphs[i-len(c.runes)].r)) // what is shaped is in the BMP
			}
			b = append(b, '\n')
		}
		b = append(b, "endbfchar\n"...)
	}
	return append(b, "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"...)
}
