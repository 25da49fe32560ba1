package pdf

import (
	"encoding/binary"
	"strconv"
)

// cutGlyph is a glyph of shaped text in a document's cut of a face: what it
// stands for, the room that it takes and where its outline stands from its
// origin, in font units. One that is drawn in two ways has two codes.
type cutGlyph struct {
	gid         uint16
	r           rune
	adv, dx, dy int16
	parts       string // instead of gid, dx and dy: what is drawn of several glyphs, by appendPart
}

// appendPart adds a glyph and where it stands to the parts of one that is drawn
// of several.
func appendPart(parts []byte, gid uint16, dx, dy int16) []byte {
	be := binary.BigEndian
	return be.AppendUint16(be.AppendUint16(be.AppendUint16(parts, gid), uint16(dx)), uint16(dy))
}

// composed is the outline of parts, a composite (OpenType 1.9, "glyf"), and
// where it begins at the left; nil if nothing is drawn.
func (c *cutFont) composed(parts string) (outline []byte, left int16) {
	be := binary.BigEndian
	var box [4]int16 // xMin, yMin, xMax, yMax
	flags := -1      // where those of the last component stand
	for p := []byte(parts); len(p) > 0; p = p[6:] {
		gid, dx, dy := be.Uint16(p), int16(be.Uint16(p[2:])), int16(be.Uint16(p[4:]))
		of := c.outline(gid)
		if len(of) == 0 {
			continue
		}
		for i, d := range [...]int16{dx, dy, dx, dy} {
			at := int16(be.Uint16(of[2+2*i:])) + d
			if flags < 0 || i < 2 && at < box[i] || i >= 2 && at > box[i] {
				box[i] = at
			}
		}
		if flags < 0 {
			outline = make([]byte, 10)
		} else {
			be.PutUint16(outline[flags:], be.Uint16(outline[flags:])|moreComponents)
		}
		flags = len(outline)
		for _, v := range []uint16{argsAreWords | argsAreOffsets, gid, uint16(dx), uint16(dy)} {
			outline = be.AppendUint16(outline, v)
		}
	}
	if flags < 0 {
		return nil, 0
	}
	be.PutUint16(outline, 0xFFFF) // contours: -1
	for i, v := range box {
		be.PutUint16(outline[2+2*i:], uint16(v))
	}
	return outline, box[0]
}

// glyphWidth is a glyph's advance in the file, in 1/1000 of the font size.
func (c *cutFont) glyphWidth(g cutGlyph) int { return (int(g.adv)*1000 + c.unit/2) / c.unit }

// shownBy gives the metrics and the outline of glyph n of the cut, which is gid
// in the face.
func (c *cutFont) shownBy(n int, gid uint16) (metric [4]byte, outline []byte) {
	if gid != noGlyph {
		metric, outline = c.metric(gid), c.outline(gid)
	}
	if n > 0 && n <= len(c.runes) && invisible(c.runes[n-1]) {
		return metric, nil
	}
	if n == 0 || n > len(c.glyphs) || c.runes != nil {
		return metric, outline
	}
	g := c.glyphs[n-1]
	be := binary.BigEndian
	be.PutUint16(metric[:], uint16(g.adv))
	if g.parts != "" {
		outline, left := c.composed(g.parts)
		be.PutUint16(metric[2:], uint16(left))
		return metric, outline
	}
	if g.dx == 0 && g.dy == 0 || len(outline) == 0 {
		return metric, outline
	}
	be.PutUint16(metric[2:], be.Uint16(metric[2:])+uint16(g.dx))
	// The same outline elsewhere is a composite of one part (OpenType 1.9, "glyf").
	moved := be.AppendUint16(nil, 0xFFFF) // contours: -1
	for i, d := range []int16{g.dx, g.dy, g.dx, g.dy} {
		moved = be.AppendUint16(moved, be.Uint16(outline[2+2*i:])+uint16(d))
	}
	for _, v := range []uint16{argsAreWords | argsAreOffsets, gid, uint16(g.dx), uint16(g.dy)} {
		moved = be.AppendUint16(moved, v)
	}
	return metric, moved
}

// invisible tells whether r only says how its neighbours join, turn or look. Liberation
// Sans has pictures of such characters.
func invisible(r rune) bool {
	return r >= 0x200B && r <= 0x200F || r == 0x034F || r == 0x2060 || r >= 0xFE00 && r <= 0xFE0F || r >= 0xE0020 && r <= 0xE007F
}

// glyphCode gives a glyph's character code in this document.
func (c *cutFont) glyphCode(g cutGlyph) uint16 {
	if n, ok := c.codes[g]; ok {
		return n
	}
	if c.codes == nil {
		c.codes = make(map[cutGlyph]uint16)
	}
	c.glyphs = append(c.glyphs, g)
	n := uint16(len(c.glyphs))
	c.codes[g] = n
	return n
}

// run draws a run of a line with its baseline at y. Shaped text is drawn glyph
// by glyph in the order of reading, each in its own place, so that what reads
// the file in its own order reads what was written (ISO 32000-1, 14.8.2.3.3).
func (c *canvas) run(r *run, size, x, y float64) error {
	if r.shaped == nil {
		return c.text(r.face, size, x, y, r.text)
	}
	if c.cuts[r.face] == nil {
		f, err := c.faces.get(r.face)
		if err != nil {
			return err
		}
		c.cuts[r.face] = &cutFont{face: f}
	}
	cut := c.cuts[r.face]
	if r.shaped.rtl {
		x += float64(r.w) * size / 1000
	}
	c.buf = append(c.buf, "BT/F"...)
	c.buf = append(strconv.AppendUint(c.buf, uint64(r.face), 10), ' ')
	c.num(size)
	c.buf = append(c.buf, "Tf\n"...)
	em := float64(cut.unit)
	for _, g := range r.shaped.glyphs {
		n := cut.glyphCode(g.cutGlyph)
		c.buf = append(c.buf, "1 0 0 1 "...)
		c.point(x+float64(g.x)*size/em, y)
		c.buf = append(c.buf, "Tm<"...)
		c.buf = append(c.buf, hexDigits[n>>12], hexDigits[n>>8&15], hexDigits[n>>4&15], hexDigits[n&15])
		c.buf = append(c.buf, ">Tj\n"...)
	}
	c.buf = append(c.buf, "ET\n"...)
	return nil
}
