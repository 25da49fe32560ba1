package render

import "fmt"

// docxSheet is the page in twips (1/1440 inch).
type docxSheet struct {
	width, height            int
	top, right, bottom, left int
}

// docxSheetFor gives A4. A letter's text begins below the address window's
// left edge, 25 mm from the paper's.
func docxSheetFor(m Meta) docxSheet {
	s := docxSheet{width: 11906, height: 16838, top: 1474, right: 1134, bottom: 1361, left: 1134}
	if m.Landscape {
		s.width, s.height = s.height, s.width
	}
	if m.Layout == Letter {
		s.left = docxAddressX
	}
	return s
}

// text is the width of a line of text.
func (s docxSheet) text() int { return s.width - s.left - s.right }

// deep is the height of a page's text.
func (s docxSheet) deep() int { return s.height - s.top - s.bottom }

// whole is how high a row may be that stays on one page. A row taller than a
// page must split, and keeping others whole can leave much of a page white.
// Across a landscape page a row is a case, and what is decided on it is written
// beside it: that is worth the white. The rest is for the header and for what
// the estimate is out by, as LibreOffice cuts off what a page has no room for.
func (s docxSheet) whole() int {
	if s.width > s.height {
		return s.deep() * 5 / 6
	}
	return s.deep() / 2
}

// sectPr is the rest of the section's properties, after its headers and footers.
func (s docxSheet) sectPr(m Meta) string {
	orient := ""
	if m.Landscape {
		orient = ` w:orient="landscape"`
	}
	first := "" // a letter's first page has a header of its own, as deep as the address window
	if m.Layout == Letter {
		first = "<w:titlePg/>"
	}
	return fmt.Sprintf(`<w:pgSz w:w="%d" w:h="%d"%s/><w:pgMar w:top="%d" w:right="%d" w:bottom="%d" w:left="%d" w:header="567" w:footer="567" w:gutter="0"/>%s`,
		s.width, s.height, orient, s.top, s.right, s.bottom, s.left, first)
}
