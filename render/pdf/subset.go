package pdf

import (
	"encoding/binary"
	"maps"
	"slices"
)

// A document's own cut of a face. Its character codes count up from 1 in the
// order in which characters are first drawn, and code n is glyph n: no mapping
// table is needed, and characters that share a glyph (space and no-break space)
// still extract as themselves.
type cutFont struct {
	*face
	runes []rune      // runes[n-1] has code n
	ascii [128]uint16 // code by character, 0 not yet given
	other map[rune]uint16

	glyphs []cutGlyph // of shaped text, whose faces draw nothing else
	codes  map[cutGlyph]uint16
}

// code gives r's character code in this document, 0 if the face lacks r.
func (c *cutFont) code(r rune) uint16 {
	if r < 128 && c.ascii[r] != 0 {
		return c.ascii[r]
	}
	if n, ok := c.other[r]; ok {
		return n
	}
	if !c.has(r) {
		return 0
	}
	c.runes = append(c.runes, r)
	n := uint16(len(c.runes))
	if r < 128 {
		c.ascii[r] = n
		return n
	}
	if c.other == nil {
		c.other = make(map[rune]uint16)
	}
	c.other[r] = n
	return n
}

// Flags of a composite glyph's components (OpenType 1.9, "glyf").
const (
	argsAreWords    = 0x0001
	argsAreOffsets  = 0x0002
	haveScale       = 0x0008
	moreComponents  = 0x0020
	haveXYScale     = 0x0040
	haveTwoByTwo    = 0x0080
	haveInstruction = 0x0100
)

// program writes the cut as a TrueType font: glyph 0, a glyph a character, then
// the parts of composite glyphs. Hints are left out; they are half the bytes,
// and no PDF reader in use today needs them.
func (c *cutFont) program() []byte {
	be := binary.BigEndian
	glyphs := make([]uint16, 1, len(c.runes)+16) // new number to the face's number
	for _, r := range c.runes {
		glyphs = append(glyphs, c.glyph(r))
	}
	for _, g := range c.glyphs {
		glyphs = append(glyphs, g.gid)
	}
	parts := make(map[uint16]uint16) // the face's number to the new number
	var glyf, loca, hmtx []byte
	for n := 0; n < len(glyphs); n++ { // grows as parts are met
		loca = be.AppendUint32(loca, uint32(len(glyf)))
		m, out := c.shownBy(n, glyphs[n])
		hmtx = append(hmtx, m[:]...)
		if len(out) == 0 {
			continue
		}
		if contours := int16(be.Uint16(out)); contours >= 0 {
			ends := 10 + 2*int(contours)
			hints := int(be.Uint16(out[ends:]))
			glyf = append(glyf, out[:ends]...)
			glyf = append(glyf, 0, 0)
			glyf = append(glyf, out[ends+2+hints:]...)
		} else {
			glyf = append(glyf, out[:10]...)
			for p := 10; ; {
				flags, part := be.Uint16(out[p:]), be.Uint16(out[p+2:])
				to, ok := parts[part]
				if !ok {
					to = uint16(len(glyphs))
					parts[part] = to
					glyphs = append(glyphs, part)
				}
				size := componentSize(flags)
				glyf = be.AppendUint16(glyf, flags&^haveInstruction)
				glyf = be.AppendUint16(glyf, to)
				glyf = append(glyf, out[p+4:p+size]...)
				p += size
				if flags&moreComponents == 0 {
					break
				}
			}
		}
		for len(glyf)%4 != 0 {
			glyf = append(glyf, 0)
		}
	}
	loca = be.AppendUint32(loca, uint32(len(glyf)))

	head := slices.Clone(c.tables["head"])
	clear(head[8:12])          // checkSumAdjustment: a subset in a PDF needs none
	be.PutUint16(head[50:], 1) // 32-bit loca
	hhea := slices.Clone(c.tables["hhea"])
	be.PutUint16(hhea[34:], uint16(len(glyphs)))
	be.PutUint16(hhea[4:], uint16(int16(ascent*c.unit/1000)))
	be.PutUint16(hhea[6:], uint16(int16(descent*c.unit/1000)))
	maxp := slices.Clone(c.tables["maxp"])
	be.PutUint16(maxp[4:], uint16(len(glyphs)))
	return sfntFile(map[string][]byte{"head": head, "hhea": hhea, "maxp": maxp, "hmtx": hmtx, "loca": loca, "glyf": glyf})
}

func componentSize(flags uint16) int {
	n := 6
	if flags&argsAreWords != 0 {
		n += 2
	}
	switch {
	case flags&haveScale != 0:
		n += 2
	case flags&haveXYScale != 0:
		n += 4
	case flags&haveTwoByTwo != 0:
		n += 8
	}
	return n
}

// sfntFile puts tables into a font file, in order of tag.
func sfntFile(tables map[string][]byte) []byte {
	be := binary.BigEndian
	tags := slices.Sorted(maps.Keys(tables))
	n, pow := len(tags), 0
	for 2<<pow <= n {
		pow++
	}
	total := 12 + 16*n
	for _, t := range tags {
		total += (len(tables[t]) + 3) &^ 3
	}
	out := make([]byte, 0, total)
	out = be.AppendUint32(out, 0x00010000)
	for _, v := range []int{n, 16 << pow, pow, 16*n - 16<<pow} {
		out = be.AppendUint16(out, uint16(v))
	}
	off := 12 + 16*n
	for _, t := range tags {
		out = append(out, t...)
		out = be.AppendUint32(out, checksum(tables[t]))
		out = be.AppendUint32(out, uint32(off))
		out = be.AppendUint32(out, uint32(len(tables[t])))
		off += (len(tables[t]) + 3) &^ 3
	}
	for _, t := range tags {
		out = append(out, tables[t]...)
		for len(out)%4 != 0 {
			out = append(out, 0)
		}
	}
	return out
}

func checksum(b []byte) uint32 {
	var sum uint32
	for ; len(b) >= 4; b = b[4:] {
		sum += binary.BigEndian.Uint32(b)
	}
	var last [4]byte
	copy(last[:], b)
	return sum + binary.BigEndian.Uint32(last[:])
}
