package docx

import (
	"fmt"
	"strings"

	"handover/render/doc"
)

// tableKind is what sets the kinds of table apart.
type tableKind struct {
	style      string // table style
	firstCol   bool   // the first column heads its row
	bareHeader bool   // a header row without text is left out
	sign       bool   // empty cells are lines to sign on, and rows stay together
	close      bool   // many lines, small and close
}

var (
	recordTable    = tableKind{style: "RecordTable"}
	factsTable     = tableKind{style: "FactsTable", firstCol: true, bareHeader: true}
	lineTable      = tableKind{style: "LineTable", close: true}
	signatureTable = tableKind{style: "SignatureTable", firstCol: true, bareHeader: true, sign: true}
)

// Heights in twips.
const (
	writeHeight = 567  // 10 mm: a cell to write in
	boxHeight   = 1701 // 30 mm: a box that is a table by itself, for sentences
	signHeight  = 794  // 14 mm: a line to sign on
)

// shape says what is wrong with a table's shape; "" if nothing is.
func shape(t *doc.Table) string {
	n := len(t.Header)
	switch {
	case n == 0 || len(t.Align) != n:
		return fmt.Sprintf("a table of %d columns with %d alignments", n, len(t.Align))
	case t.Shares != nil && len(t.Shares) != n:
		return fmt.Sprintf("%d widths for %d columns", len(t.Shares), n)
	case n > 63:
		return fmt.Sprintf("a table of %d columns; Word can't open more than 63", n)
	}
	for _, row := range t.Rows {
		if len(row) != n {
			return fmt.Sprintf("a table row has %d cells, not %d", len(row), n)
		}
	}
	return ""
}

func (w *writer) table(t *doc.Table, kind tableKind) {
	if wrong := shape(t); wrong != "" {
		w.fault("", "%s", wrong)
		return
	}
	if t.Shares != nil && kind == recordTable {
		kind, w.lines = lineTable, true
	}
	// A table must have a row, if only an empty one.
	head := !kind.bareHeader || !empty(t.Header) || len(t.Rows) == 0
	widths := w.widths(t, kind)
	look := [2]int{}
	if head {
		look[0] = 1
	}
	if kind.firstCol {
		look[1] = 1
	}
	fmt.Fprintf(&w.b, `<w:tbl><w:tblPr><w:tblStyle w:val="%s"/><w:tblW w:w="%d" w:type="dxa"/><w:tblLayout w:type="fixed"/>`+
		`<w:tblLook w:val="%04X" w:firstRow="%d" w:lastRow="0" w:firstColumn="%d" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/></w:tblPr><w:tblGrid>`,
		kind.style, w.sheet.text(), 0x600|look[0]<<5|look[1]<<7, look[0], look[1])
	for _, c := range widths {
		fmt.Fprintf(&w.b, `<w:gridCol w:w="%d"/>`, c)
	}
	w.str("</w:tblGrid>")
	if head {
		w.row(t, t.Header, widths, kind, rowPlace{head: true, keepNext: kind.sign})
	}
	n := len(t.Rows)
	for i, row := range t.Rows {
		keep := kind.sign && i < n-1 || w.keepEnd && i == n-1
		if i < n-1 && (i == 0 || i == n-2) { // neither the first row nor the last stands alone
			keep = keep || w.rowHeight(row, widths)+w.rowHeight(t.Rows[i+1], widths) <= w.sheet.deep()/doc.PairRoom
		}
		w.row(t, row, widths, kind, rowPlace{keepNext: keep})
	}
	w.str("</w:tbl>")
	// Two tables that touch would become one, and a body can't end in one.
	w.para(para{style: "AfterBlock", keepNext: w.keepEnd}, nil)
}

// widths are the table's columns, in twips of the paper.
func (w *writer) widths(t *doc.Table, kind tableKind) []int {
	widths := shares(t, w.unscaled(w.sheet.text()))
	if kind != lineTable {
		widths = columns(t, kind, w.unscaled(w.sheet.text()))
	}
	rest := w.sheet.text() // what rounding leaves goes to the last
	for i, c := range widths {
		if widths[i] = min(w.scaled(c), rest); i == len(widths)-1 {
			widths[i] = rest
		}
		rest -= widths[i]
	}
	return widths
}

// shares are a list's columns, as its table gives them.
func shares(t *doc.Table, total int) []int {
	sum := 0.0
	for _, s := range t.Shares {
		sum += s
	}
	var out []int
	for _, s := range t.Shares {
		out = append(out, int(float64(total)*s/sum))
	}
	return out
}

// rowPlace says which row of a table it is.
type rowPlace struct{ head, keepNext bool }

func (w *writer) row(t *doc.Table, row []doc.Cell, widths []int, kind tableKind, at rowPlace) {
	w.str("<w:tr><w:trPr>")
	if w.rowHeight(row, widths) < w.sheet.whole() {
		w.str("<w:cantSplit/>")
	}
	if height := w.scaled(minHeight(row, kind, at)); height > 0 {
		fmt.Fprintf(&w.b, `<w:trHeight w:val="%d" w:hRule="atLeast"/>`, height)
	}
	if at.head {
		w.str("<w:tblHeader/>")
	}
	w.str("</w:trPr>")
	var write []bool
	if kind.close {
		write = t.WriteIn()
	}
	for i, cell := range row {
		fmt.Fprintf(&w.b, `<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/>`, widths[i])
		if kind.sign && !at.head {
			if len(cell.Lines) == 0 {
				w.str(`<w:tcBorders><w:bottom w:val="single" w:sz="8" w:space="0" w:color="1F3B59"/></w:tcBorders>`)
			}
			w.str(`<w:vAlign w:val="bottom"/>`)
		}
		if kind.close && write[i] {
			w.str(`<w:tcBorders><w:left w:val="single" w:sz="4" w:space="0" w:color="777777"/></w:tcBorders>`)
		}
		w.str("</w:tcPr>")
		p := para{style: "TableText", align: t.Align[i], keepNext: at.keepNext}
		switch {
		case kind.close && at.head:
			p.style = "LineHeading"
		case kind.close:
			p.style = "LineText"
		case at.head:
			p.style = "TableHeading"
		case kind.firstCol && i == 0:
			p.style = "TableRowHeading"
		}
		w.cell(cell, p)
		w.str("</w:tc>")
	}
	w.str("</w:tr>")
}

func (w *writer) cell(c doc.Cell, p para) {
	if len(c.Lines) == 0 {
		w.para(p, nil)
	}
	for _, line := range c.Lines {
		q := p
		if line.Bullet {
			q.num = tableBullets
			if q.style == "TableText" {
				q.style = "TableBullet"
			}
		}
		w.para(q, line.Inlines)
	}
}

func minHeight(row []doc.Cell, kind tableKind, at rowPlace) int {
	if at.head {
		return 0
	}
	if kind.sign {
		return signHeight
	}
	if kind.close {
		return writeHeight
	}
	if len(row) == 1 && len(row[0].Lines) == 0 {
		return boxHeight
	}
	for _, c := range row {
		if len(c.Lines) == 0 {
			return writeHeight
		}
	}
	return 0
}

func empty(row []doc.Cell) bool {
	for _, c := range row {
		if len(c.Lines) > 0 {
			return false
		}
	}
	return true
}

// lineStyles are those of a list of many lines, which alone is smaller than 12
// point. Only a document with such a list has them, and no council restyles them.
const lineStyles = `<w:style w:type="paragraph" w:customStyle="1" w:styleId="LineText"><w:name w:val="Line Text"/><w:basedOn w:val="TableText"/><w:qFormat/>` +
	`<w:pPr><w:spacing w:before="0" w:after="0" w:line="250" w:lineRule="exact"/></w:pPr><w:rPr><w:sz w:val="22"/><w:szCs w:val="22"/></w:rPr></w:style>` +
	`<w:style w:type="paragraph" w:customStyle="1" w:styleId="LineHeading"><w:name w:val="Line Heading"/><w:basedOn w:val="LineText"/><w:qFormat/>` +
	`<w:pPr><w:keepNext/></w:pPr><w:rPr><w:b/><w:bCs/></w:rPr></w:style>` +
	`<w:style w:type="table" w:customStyle="1" w:styleId="LineTable"><w:name w:val="Line Table"/><w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>` +
	`<w:bottom w:val="single" w:sz="4" w:space="0" w:color="777777"/><w:insideH w:val="single" w:sz="4" w:space="0" w:color="777777"/></w:tblBorders>` +
	`<w:tblCellMar><w:top w:w="31" w:type="dxa"/><w:left w:w="40" w:type="dxa"/><w:bottom w:w="31" w:type="dxa"/><w:right w:w="71" w:type="dxa"/></w:tblCellMar></w:tblPr>` +
	`<w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders><w:bottom w:val="single" w:sz="8" w:space="0" w:color="111111"/></w:tcBorders></w:tcPr></w:tblStylePr></w:style>`

// withLines is a style sheet with those of a list.
func withLines(styles string) string {
	return strings.Replace(styles, "</w:styles>", lineStyles+"</w:styles>", 1)
}
