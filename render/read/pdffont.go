package read

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
)

// pdfFont is a composite font with two-byte codes that are glyph numbers.
type pdfFont struct {
	unicode map[uint16]string  // by code
	width   map[uint16]float64 // by code, 1/1000 of the size
	missing float64            // width of other codes
	drawn   []bool             // by code, whether a page draws it; as long as the greatest needs
	program []byte             // the embedded TrueType font
}

func (f *pdfFile) font(v any) (*pdfFont, error) {
	d := f.dict(v)
	if d.at("Subtype") != pdfName("Type0") || d.at("Encoding") != pdfName("Identity-H") {
		return nil, errors.New("a font that isn't composite")
	}
	font := &pdfFont{width: make(map[uint16]float64)}
	cmap, err := f.data(d.at("ToUnicode"))
	if err != nil {
		return nil, fmt.Errorf("ToUnicode: %w", err)
	}
	if font.unicode, err = parseToUnicode(cmap); err != nil {
		return nil, fmt.Errorf("ToUnicode: %w", err)
	}
	kids := f.array(d.at("DescendantFonts"))
	if len(kids) != 1 {
		return nil, errors.New("no descendant font")
	}
	cid := f.dict(kids[0])
	if cid.at("CIDToGIDMap") != pdfName("Identity") {
		return nil, errors.New("a font whose codes aren't glyph numbers")
	}
	font.missing, _ = f.get(cid.at("DW")).(float64)
	if err := font.readWidths(f, f.array(cid.at("W"))); err != nil {
		return nil, err
	}
	program, err := f.data(f.dict(cid.at("FontDescriptor")).at("FontFile2"))
	if err != nil {
		return nil, fmt.Errorf("no embedded font: %w", err)
	}
	font.program = []byte(program)
	return font, nil
}

// readWidths reads "first [w …]" and "first last w" (ISO 32000-1, 9.7.4.3).
func (font *pdfFont) readWidths(f *pdfFile, w pdfArray) error {
	for len(w) > 1 {
		first, ok := w[0].(float64)
		if first < 0 || first > 1<<16 {
			return errors.New("broken widths of a font")
		}
		if list, is := f.get(w[1]).(pdfArray); ok && is {
			for i, v := range list {
				font.width[uint16(first)+uint16(i)], _ = v.(float64)
			}
			w = w[2:]
			continue
		}
		last, ok2 := w[1].(float64)
		if !ok || !ok2 || len(w) < 3 {
			return errors.New("broken widths of a font")
		}
		for c := int(first); c <= int(last) && c < 1<<16; c++ {
			font.width[uint16(c)], _ = w[2].(float64)
		}
		w = w[3:]
	}
	return nil
}

// parseToUnicode reads a CMap's bfchar and bfrange entries.
func parseToUnicode(cmap string) (map[uint16]string, error) {
	out := make(map[uint16]string)
	l := &pdfLexer{s: cmap}
	var stack []any
	for {
		v, ok, err := l.next()
		if err != nil {
			return nil, err
		}
		if !ok {
			return out, nil
		}
		op, isOp := v.(pdfOp)
		if !isOp {
			stack = append(stack, v)
			continue
		}
		switch op {
		case "endbfchar":
			for i := 0; i+1 < len(stack); i += 2 {
				out[codeOf(stack[i])] = utf16Of(stack[i+1], 0)
			}
		case "endbfrange":
			for i := 0; i+2 < len(stack); i += 3 {
				lo, hi := codeOf(stack[i]), codeOf(stack[i+1])
				if lo>>8 != hi>>8 {
					return nil, errors.New("a range that varies in more than its last byte")
				}
				for c := int(lo); c <= int(hi); c++ {
					out[uint16(c)] = utf16Of(stack[i+2], uint16(c)-lo)
				}
			}
		}
		stack = stack[:0]
	}
}

func codeOf(v any) uint16 {
	s, _ := v.(pdfString)
	n := uint16(0)
	for i := range len(s) {
		n = n<<8 | uint16(s[i])
	}
	return n
}

func utf16Of(v any, plus uint16) string {
	s, _ := v.(pdfString)
	b := []byte(s)
	if n := len(b); n >= 2 {
		binary.BigEndian.PutUint16(b[n-2:], binary.BigEndian.Uint16(b[n-2:])+plus)
	}
	return textOf(pdfString("\xFE\xFF" + string(b)))
}

// glyphs is what a TrueType program says of its glyphs: how many, how wide.
type glyphs struct {
	count  int
	hmtx   []byte
	hmtxes int
	unit   float64
	loca   []byte // offsets of 32 bits, as our writer's
	glyf   []byte
}

func readGlyphs(ttf []byte) (*glyphs, error) {
	be := binary.BigEndian
	if len(ttf) < 12 {
		return nil, errors.New("broken font program")
	}
	tables := make(map[string][]byte)
	for i := range int(be.Uint16(ttf[4:])) {
		if len(ttf) < 28+16*i {
			return nil, errors.New("broken font program")
		}
		rec := ttf[12+16*i:]
		off, n := int(be.Uint32(rec[8:])), int(be.Uint32(rec[12:]))
		if off+n > len(ttf) {
			return nil, errors.New("broken font program")
		}
		tables[string(rec[:4])] = ttf[off : off+n]
	}
	if len(tables["head"]) < 54 || len(tables["hhea"]) < 36 || len(tables["maxp"]) < 6 || tables["glyf"] == nil || tables["loca"] == nil {
		return nil, errors.New("a font program lacks a table")
	}
	g := &glyphs{count: int(be.Uint16(tables["maxp"][4:])), hmtx: tables["hmtx"], hmtxes: int(be.Uint16(tables["hhea"][34:])),
		unit: float64(be.Uint16(tables["head"][18:])), loca: tables["loca"], glyf: tables["glyf"]}
	if be.Uint16(tables["head"][50:]) != 1 || len(g.loca) < 4*(g.count+1) {
		return nil, errors.New("a font program's glyphs can't be found")
	}
	if g.hmtxes == 0 || len(g.hmtx) < 4*g.hmtxes || g.unit == 0 {
		return nil, errors.New("a font program's widths are broken")
	}
	return g, nil
}

// width is a glyph's advance in 1/1000 of the size.
func (g *glyphs) width(gid int) float64 {
	return float64(binary.BigEndian.Uint16(g.hmtx[4*min(gid, g.hmtxes-1):])) * 1000 / g.unit
}

// boxed tells whether a glyph is drawn as the font's box for missing characters.
func (g *glyphs) boxed(gid int) bool {
	box := g.outline(0)
	return len(box) > 0 && bytes.Equal(box, g.outline(gid))
}

func (g *glyphs) outline(gid int) []byte {
	from, to := int(binary.BigEndian.Uint32(g.loca[4*gid:])), int(binary.BigEndian.Uint32(g.loca[4*gid+4:]))
	if from > to || to > len(g.glyf) {
		return nil
	}
	return g.glyf[from:to]
}
