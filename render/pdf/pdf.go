// Package pdf writes documents as PDF: laid out on A4, tagged, for archives.
// Call Write. flow.go makes boxes of blocks, place.go breaks them into pages,
// canvas.go draws, and finish.go writes the file.
package pdf

import (
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode"

	"codeberg.org/go-pdf/fpdf"

	"handover/render/doc"
)

// Write lays a document out on A4 and writes it as a tagged PDF 1.7 that
// conforms to PDF/UA-1 and PDF/A-2a. Errors are Faults where the document is to
// blame: characters that no font has, a letter without its blocks.
func Write(d *doc.Doc) ([]byte, error) {
	date, err := time.Parse(time.DateOnly, d.Meta.Date)
	if err != nil {
		return nil, fmt.Errorf("the document's date isn't YYYY-MM-DD")
	}
	if !validLang(d.Meta.Lang) {
		return nil, fmt.Errorf("the document's language isn't a BCP 47 tag")
	}
	switch d.Meta.Layout {
	case doc.Form, doc.Letter, doc.Notice:
	default:
		return nil, fmt.Errorf("unknown layout %q", d.Meta.Layout)
	}
	if d.Meta.Logo != nil && d.Meta.Layout != doc.Letter {
		return nil, doc.ErrOnlyLetters
	}
	rtl, err := checkGlyphs(d)
	if err != nil {
		return nil, err
	}
	if d.Meta.Layout == doc.Letter {
		if fs := letterFaults(d); len(fs) > 0 {
			return nil, fs
		}
	}
	f := &flow{doc: d, geo: pageGeometry(&d.Meta), set: setter{faces: new(faceSet), rtl: rtl}}
	root, err := f.layOut(false)
	if err != nil {
		return nil, err
	}
	if len(f.faults) > 0 {
		return nil, f.faults
	}
	items, pages := paginate(f)
	if d.Meta.Layout == doc.Letter && pages > letterPages {
		return nil, tooLong(d, pages)
	}
	if pages > doc.ContentsAfter && d.Meta.Layout == doc.Form {
		f = &flow{doc: d, geo: f.geo, set: f.set}
		if root, err = f.layOut(true); err != nil {
			return nil, err
		}
		items, pages = paginate(f)
		f.find(items)
	}
	c, err := drawPages(f, items, pages, newFPDF(&d.Meta, date))
	if err != nil {
		return nil, err
	}
	return finishPDF(c, root, &d.Meta, date)
}

// validLang keeps what fpdf would write unescaped to letters, digits and hyphens.
func validLang(s string) bool {
	for _, r := range s {
		if r != '-' && (r < '0' || r > '9') && (r < 'A' || r > 'Z') && (r < 'a' || r > 'z') {
			return false
		}
	}
	return s != ""
}

// newFPDF is an empty document. No font is added to it: fpdf takes 2.4 ms to
// take in a face and maps nothing above U+00FF back to text. The finishing pass
// adds our own cuts.
func newFPDF(m *doc.Meta, date time.Time) *fpdf.Fpdf {
	orientation := "P"
	if m.Landscape {
		orientation = "L"
	}
	pdf := fpdf.New(orientation, "pt", "A4", "")
	pdf.SetAutoPageBreak(false, 0)
	pdf.SetCatalogSort(true)
	pdf.SetCompression(false) // the finishing pass compresses, with one writer for all
	// Text in ASCII stands as it is: Ghostscript makes no PDF/A of a file that has it in UTF-16.
	pdf.SetTitle(m.Title, !isASCII(m.Title))
	pdf.SetAuthor(m.Creator, !isASCII(m.Creator))
	pdf.SetProducer(producer, false)
	pdf.SetLang(m.Lang)
	pdf.SetCreationDate(date)
	pdf.SetModificationDate(date)
	return pdf
}

func isASCII(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r > unicode.MaxASCII })
}

// drawPages draws every page: fills, watermark, content, running text.
func drawPages(f *flow, items []placed, pages int, pdf *fpdf.Fpdf) (*canvas, error) {
	c := &canvas{pdf: pdf, height: f.geo.height, scale: f.geo.scale, faces: f.set.faces}
	next := 0
	for page := 1; page <= pages; page++ {
		c.newPage()
		for i := next; i < len(items) && items[i].page == page; i++ {
			if u, ok := items[i].item.(underlay); ok {
				u.under(c, items[i].y)
			}
		}
		if f.doc.Meta.Draft {
			if err := c.watermark(&f.geo); err != nil {
				return nil, err
			}
		}
		for ; next < len(items) && items[next].page == page; next++ {
			if err := items[next].item.draw(c, items[next].y); err != nil {
				return nil, err
			}
		}
		if err := f.runningText(c, page, pages); err != nil {
			return nil, err
		}
	}
	c.endPage()
	return c, pdf.Error()
}

// runningText draws the head and foot of a page.
func (f *flow) runningText(c *canvas, page, pages int) error {
	if f.bare {
		return nil
	}
	m, g := &f.doc.Meta, &f.geo
	left, right := g.later.left, g.later.right
	c.running()
	number := "Page " + strconv.Itoa(page) + " of " + strconv.Itoa(pages)
	regular, err := f.set.faces.get(faceRegular)
	if err != nil {
		return err
	}
	w := float64(regular.textWidth(number)) * runStyle.size / 1000
	c.setFill(runStyle.col)
	if err := c.text(faceRegular, runStyle.size, right-w, g.footY, number); err != nil {
		return err
	}
	if err := f.runningLine(c, m.Foot, runStyle, left, g.footY, right-left-w-20); err != nil {
		return err
	}
	c.strokes(hairline, 0.5, [2]float64{left, g.footY - 15}, [2]float64{right, g.footY - 15})
	if m.Head == "" {
		return nil
	}
	if err := f.runningLine(c, m.Head, markStyle, left, g.headY, right-left); err != nil {
		return err
	}
	c.strokes(hairline, 0.5, [2]float64{left, g.headY + 6}, [2]float64{right, g.headY + 6})
	return nil
}

// runningLine draws one line of running text, smaller if it is too wide.
func (f *flow) runningLine(c *canvas, s string, st *textStyle, left, y, width float64) error {
	if s == "" {
		return nil
	}
	if err := f.set.collect([]doc.Inline{&doc.Text{Text: s}}, st, nil); err != nil {
		return err
	}
	_, whole := f.set.extent()
	size := min(st.size, width*1000/float64(whole))
	c.setFill(st.col)
	for _, l := range f.set.lines(st, width*st.size/size+1) {
		for _, r := range l.runs {
			if err := c.run(&r, size, left+float64(r.x)*size/1000, y); err != nil {
				return err
			}
		}
	}
	return nil
}

// watermark draws DRAFT large and pale across the page, under everything else.
func (c *canvas) watermark(g *geometry) error {
	const size, word = 150, "DRAFT"
	bold, err := c.faces.get(faceBold)
	if err != nil {
		return err
	}
	w := float64(bold.textWidth(word)) * size / 1000
	c.artifact()
	c.buf = append(c.buf, "q .7071 .7071 -.7071 .7071 "...)
	c.point(g.width/2, g.height/2)
	c.buf = append(c.buf, "cm\n"...)
	c.setFill(pale)
	if err := c.text(faceBold, size, -w/2, c.height+size*0.36, word); err != nil {
		return err
	}
	c.buf = append(c.buf, "Q\n"...)
	c.fill = ""
	return nil
}
