package docx

import (
	"fmt"

	"handover/render/doc"
)

// sheet is the page in twips (1/1440 inch).
type sheet struct {
	width, height            int
	top, right, bottom, left int
}

// sheetFor gives A4. A letter's text begins below the address window's
// left edge, 25 mm from the paper's.
func sheetFor(m doc.Meta) sheet {
	s := sheet{width: 11906, height: 16838, top: 1474, right: 1134, bottom: 1361, left: 1134}
	if m.Landscape {
		s.width, s.height = s.height, s.width
		s.left, s.right = 794, 794
	}
	if m.Layout == doc.Letter {
		s.left = addressX
	}
	return s
}

// text is the width of a line of text.
func (s sheet) text() int { return s.width - s.left - s.right }

// deep is the height of a page's text.
func (s sheet) deep() int { return s.height - s.top - s.bottom }

// whole is how high a row may be that stays on one page. A row taller than a
// page must split, and keeping others whole can leave much of a page white.
// Across a landscape page a row is a case, and what is decided on it is written
// beside it: that is worth the white. The rest is for the header and for what
// the estimate is out by, as LibreOffice cuts off what a page has no room for.
func (s sheet) whole() int {
	if s.width > s.height {
		return s.deep() * 5 / 6
	}
	return s.deep() / 2
}

// sectPr is the rest of the section's properties, after its headers and footers.
func (s sheet) sectPr(m doc.Meta) string {
	orient := ""
	if m.Landscape {
		orient = ` w:orient="landscape"`
	}
	first := "" // a letter's first page has a header of its own, as deep as the address window
	if m.Layout == doc.Letter {
		first = "<w:titlePg/>"
	}
	return fmt.Sprintf(`<w:pgSz w:w="%d" w:h="%d"%s/><w:pgMar w:top="%d" w:right="%d" w:bottom="%d" w:left="%d" w:header="567" w:footer="567" w:gutter="0"/>%s`,
		s.width, s.height, orient, s.top, s.right, s.bottom, s.left, first)
}
