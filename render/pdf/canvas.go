package pdf

import (
	"bytes"
	"fmt"
	"math"
	"strconv"
	"unicode/utf16"

	"codeberg.org/go-pdf/fpdf"
)

// canvas draws one page after the other. All that it draws is inside a
// marked-content sequence: an element's, or an artifact's. It writes the
// operators itself and hands fpdf whole pages; fpdf's own text and cell calls
// know nothing of marks and may break a page inside one.
type canvas struct {
	pdf    *fpdf.Fpdf
	height float64
	scale  float64 // from the lengths of the layout to points of the paper
	faces  *faceSet
	cuts   [faceCount]*cutFont
	buf    []byte

	open     *elem // owner of the open sequence; &artifactMark for an artifact
	muted    bool  // everything drawn is an artifact: a repeated header
	fill     colour
	stroke   colour
	owners   [][]*elem // page-1, MCID: the element
	areas    []linkArea
	outlines []int // levels of the bookmarks
}

// artifactMark stands in canvas.open for an artifact.
var artifactMark = elem{tag: "Artifact"}

func (c *canvas) page() int { return len(c.owners) }

func (c *canvas) newPage() {
	c.endPage()
	c.pdf.AddPage()
	c.owners = append(c.owners, nil)
	c.fill, c.stroke = "", ""
}

func (c *canvas) endPage() {
	if len(c.owners) == 0 {
		return
	}
	c.closeMark()
	c.pdf.RawWriteBuf(bytes.NewReader(c.buf))
	c.buf = c.buf[:0]
}

func (c *canvas) closeMark() {
	if c.open != nil {
		c.buf = append(c.buf, "EMC\n"...)
		c.open = nil
	}
}

// mark makes what is drawn next e's content.
func (c *canvas) mark(e *elem) {
	if c.muted {
		c.artifact()
		return
	}
	if c.open == e {
		return
	}
	c.closeMark()
	c.open = e
	for x := e; x.within != nil; { // a tick box in a link joins the link, which joins its paragraph
		in := x.within
		in.kids = append(in.kids, kid{elem: x})
		x.within, x = nil, in
	}
	p := c.page()
	id := len(c.owners[p-1])
	c.owners[p-1] = append(c.owners[p-1], e)
	e.kids = append(e.kids, kid{page: int32(p), mcid: int32(id)})
	c.buf = append(c.buf, '/')
	c.buf = append(c.buf, e.tag...)
	c.buf = append(c.buf, "<</MCID "...)
	c.buf = strconv.AppendInt(c.buf, int64(id), 10)
	if e.actual != "" { // here as well as in the tree: poppler reads it here alone
		c.buf = append(append(c.buf, "/ActualText"...), textString(e.actual)...)
	}
	c.buf = append(c.buf, ">>BDC\n"...)
}

// artifact makes what is drawn next decoration, which assistive technology skips.
func (c *canvas) artifact() {
	if c.open == &artifactMark {
		return
	}
	c.closeMark()
	c.open = &artifactMark
	c.buf = append(c.buf, "/Artifact BMC\n"...)
}

// running is artifact for running heads and feet.
func (c *canvas) running() {
	c.closeMark()
	c.open = &artifactMark
	c.buf = append(c.buf, "/Artifact<</Type/Pagination>>BDC\n"...)
}

// num appends a length of the layout, in points with two decimals at most.
func (c *canvas) num(v float64) {
	n := int64(math.Round(v * c.scale * 100))
	if n < 0 {
		c.buf = append(c.buf, '-')
		n = -n
	}
	c.buf = strconv.AppendInt(c.buf, n/100, 10)
	if f := n % 100; f != 0 {
		c.buf = append(c.buf, '.', byte('0'+f/10))
		if f%10 != 0 {
			c.buf = append(c.buf, byte('0'+f%10))
		}
	}
	c.buf = append(c.buf, ' ')
}

// point appends x and y, turned to PDF's coordinates.
func (c *canvas) point(x, y float64) {
	c.num(x)
	c.num(c.height - y)
}

func (c *canvas) setFill(col colour) {
	if c.fill != col {
		c.fill = col
		c.buf = append(append(c.buf, col...), " rg\n"...)
	}
}

func (c *canvas) setStroke(col colour, width float64) {
	if c.stroke != col {
		c.stroke = col
		c.buf = append(append(c.buf, col...), " RG\n"...)
	}
	c.num(width)
	c.buf = append(c.buf, "w\n"...)
}

const hexDigits = "0123456789ABCDEF"

// text draws s with its baseline at y.
func (c *canvas) text(id faceID, size, x, y float64, s string) error {
	if c.cuts[id] == nil {
		f, err := c.faces.get(id)
		if err != nil {
			return err
		}
		c.cuts[id] = &cutFont{face: f}
	}
	cut := c.cuts[id]
	c.buf = append(c.buf, "BT/F"...)
	c.buf = append(strconv.AppendUint(c.buf, uint64(id), 10), ' ')
	c.num(size)
	c.buf = append(c.buf, "Tf "...)
	c.point(x, y)
	c.buf = append(c.buf, "Td<"...)
	for _, r := range s {
		n := cut.code(r)
		if n == 0 {
			return fmt.Errorf("%s has no %U", cut.name, r)
		}
		c.buf = append(c.buf, hexDigits[n>>12], hexDigits[n>>8&15], hexDigits[n>>4&15], hexDigits[n&15])
	}
	c.buf = append(c.buf, ">Tj ET\n"...)
	return nil
}

// rect fills a rectangle whose top left corner is x, y.
func (c *canvas) rect(col colour, x, y, w, h float64) {
	c.setFill(col)
	c.box(x, y, w, h)
	c.buf = append(c.buf, "f\n"...)
}

// outline draws the sides of a rectangle.
func (c *canvas) outline(col colour, width, x, y, w, h float64) {
	c.setStroke(col, width)
	c.box(x, y, w, h)
	c.buf = append(c.buf, "S\n"...)
}

func (c *canvas) box(x, y, w, h float64) {
	c.point(x, y+h)
	c.num(w)
	c.num(h)
	c.buf = append(c.buf, "re "...)
}

// strokes draws a line from point to point.
func (c *canvas) strokes(col colour, width float64, pts ...[2]float64) {
	c.setStroke(col, width)
	c.path(pts)
	c.buf = append(c.buf, "S\n"...)
}

// polygon fills the shape with these corners.
func (c *canvas) polygon(col colour, pts ...[2]float64) {
	c.setFill(col)
	c.path(pts)
	c.buf = append(c.buf, "f\n"...)
}

func (c *canvas) path(pts [][2]float64) {
	for i, p := range pts {
		c.point(p[0], p[1])
		if i == 0 {
			c.buf = append(c.buf, "m "...)
		} else {
			c.buf = append(c.buf, "l "...)
		}
	}
}

// bookmark adds an outline entry for a heading at y of this page. After a
// heading without words, which has none, levels close up: no entry is missing
// the one above it.
func (c *canvas) bookmark(text string, level int, y float64) {
	above := 0
	if n := len(c.outlines); n > 0 {
		above = c.outlines[n-1]
	}
	level = min(level, above+1)
	b := []byte{0xFE, 0xFF} // fpdf writes the string as it is: UTF-16 with a mark
	for _, u := range utf16.Encode([]rune(text)) {
		b = append(b, byte(u>>8), byte(u))
	}
	c.pdf.Bookmark(string(b), level-1, y*c.scale)
	c.outlines = append(c.outlines, level)
}
