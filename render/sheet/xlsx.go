package sheet

import (
	"bytes"
	_ "embed" // for styles.xml
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"handover/render/doc"
)

const (
	aboutSheet = "About"
	// longestCell is how much text a cell of Excel holds, in UTF-16 units.
	longestCell = 32767
)

// XLSX writes a document's lists as an Excel workbook, a sheet each, with real
// days, filters and a header that stays in sight and is printed on each page; what
// stands before them in the document is on a last sheet. Every text is one,
// whatever it begins with.
func XLSX(d *doc.Doc) (_ []byte, err error) {
	if d.Book == nil || len(d.Book.Lists) == 0 {
		return nil, errNoList
	}
	w := &workbook{f: excelize.NewFile(), meta: &d.Meta}
	defer func() {
		if e := w.f.Close(); err == nil && e != nil {
			err = e
		}
	}()
	w.styles()
	for i, l := range d.Book.Lists {
		w.name, w.fit = l.Name, l.Fit
		if i == 0 {
			err = w.f.SetSheetName("Sheet1", l.Name)
		} else {
			_, err = w.f.NewSheet(l.Name)
		}
		if err != nil {
			return nil, err
		}
		if err := w.list(l.Sheet); err != nil {
			return nil, err
		}
	}
	w.fit = true
	for _, step := range []func() error{func() error { return w.about(aboutRows(d)) }, w.properties} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	w.styles()
	var b bytes.Buffer
	if err := w.f.Write(&b); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// styleSheet is the file's styles. excelize writes a font's elements in an order
// that the schema doesn't allow (ECMA-376, CT_Font), so they aren't left to it.
//
//go:embed styles.xml
var styleSheet []byte

// The styles of cells, by their place among the style sheet's cellXfs. Text has
// the number format "@": what is typed in again stays text, too.
const (
	headStyle = 1 + iota
	textStyle
	dayStyle
	numberStyle
	sectionStyle
	paragraphStyle
	hourStyle
)

// workbook is a workbook in work.
type workbook struct {
	f    *excelize.File
	meta *doc.Meta
	name string // of the sheet that is written
	fit  bool   // it is as wide as a page
}

// styles puts our style sheet in the place of the one that excelize has read,
// or would write.
func (w *workbook) styles() {
	w.f.Styles = nil
	w.f.Pkg.Store("xl/styles.xml", styleSheet)
}

// list writes a list's sheet.
func (w *workbook) list(t *doc.Sheet) error {
	for i, h := range t.Header {
		if err := w.write(w.name, i, 0, doc.Said(h), headStyle); err != nil {
			return err
		}
	}
	for n, row := range t.Rows {
		for i := range row {
			if len(utf16.Encode([]rune(row[i].Lines))) > longestCell {
				return doc.Faults{{Path: t.Header[i], Msg: "more text than a cell of a workbook holds"}}
			}
			if err := w.write(w.name, i, n+1, row[i], textStyle); err != nil {
				return err
			}
		}
	}
	if err := w.size(t); err != nil {
		return err
	}
	last, err := excelize.CoordinatesToCellName(len(t.Header), len(t.Rows)+1)
	if err != nil {
		return err
	}
	if err := w.f.SetSheetDimension(w.name, "A1:"+last); err != nil {
		return err
	}
	if err := w.f.AutoFilter(w.name, "A1:"+last, nil); err != nil {
		return err
	}
	// The header, and the columns up to the reference, stay in sight and are
	// printed on each page.
	if err := w.f.SetPanes(w.name, &excelize.Panes{Freeze: true, XSplit: 2, YSplit: 1, TopLeftCell: "C2", ActivePane: "bottomRight"}); err != nil {
		return err
	}
	titles := fmt.Sprintf("%[1]s!$A:$B,%[1]s!$1:$1", w.name)
	if err := w.f.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: titles, Scope: w.name}); err != nil {
		return err
	}
	over := "overThenDown"
	if err := w.f.SetPageLayout(w.name, &excelize.PageLayoutOptions{PageOrder: &over}); err != nil {
		return err
	}
	if err := w.choices(t); err != nil {
		return err
	}
	return w.page(w.name)
}

// choices lets whoever fills in a blank column choose from what there is;
// something else can be written, too.
func (w *workbook) choices(t *doc.Sheet) error {
	for i, offers := range t.Offers {
		if len(offers) == 0 || len(t.Rows) == 0 {
			continue
		}
		name, err := excelize.ColumnNumberToName(i + 1)
		if err != nil {
			return err
		}
		var list []string
		for _, o := range offers {
			list = append(list, strings.ReplaceAll(strings.TrimRight(o, " :_"), ",", ";")) // a comma would divide it
		}
		v := excelize.NewDataValidation(true)
		v.SetSqref(fmt.Sprintf("%s2:%s%d", name, name, len(t.Rows)+1))
		if err := v.SetDropList(list); err != nil {
			return err
		}
		v.ShowErrorMessage = false
		if err := w.f.AddDataValidation(w.name, v); err != nil {
			return err
		}
	}
	return nil
}

// size makes columns as wide as what they hold, within limits, and rows as
// high as that needs; Excel measures neither when it opens a file.
func (w *workbook) size(t *doc.Sheet) error {
	wides := make([]float64, len(t.Header))
	for i := range t.Header {
		wide := max(11, min(18, float64(len([]rune(t.Header[i])))*1.3))
		for _, row := range t.Rows {
			if row[i].Day != "" {
				wide = max(wide, 14)
			}
			for l := range strings.SplitSeq(row[i].Lines, "\n") {
				wide = max(wide, min(34, float64(len([]rune(l)))*1.25), min(60, float64(len([]rune(row[i].Lines)))/5))
			}
		}
		switch {
		case i == 0:
			wide = 6
		case i == 1: // printed on each page
			wide = min(wide, 20)
		case t.Offers[i] != nil:
			wide = 34
		}
		if t.Wide != nil {
			wide = t.Wide[i]
		}
		name, err := excelize.ColumnNumberToName(i + 1)
		if err != nil {
			return err
		}
		if err := w.f.SetColWidth(w.name, name, name, wide); err != nil {
			return err
		}
		wides[i] = wide
	}
	for n, row := range append([][]doc.Value{headerRow(t)}, t.Rows...) {
		if err := w.high(w.name, n, row, wides); err != nil {
			return err
		}
	}
	return nil
}

// high makes a row as high as its fullest cell.
func (w *workbook) high(name string, n int, row []doc.Value, wides []float64) error {
	most := 1
	for i, v := range row {
		lines := 0
		for l := range strings.SplitSeq(v.Lines, "\n") {
			lines += 1 + int(float64(len([]rune(l)))*1.05/wides[i])
		}
		most = max(most, lines)
	}
	const line, tallest = 15.75, 409 // points; the second is Excel's
	return w.f.SetRowHeight(name, n+1, min(tallest, float64(most)*line))
}

func headerRow(t *doc.Sheet) []doc.Value {
	var out []doc.Value
	for _, h := range t.Header {
		out = append(out, doc.Said(h))
	}
	return out
}

func (w *workbook) page(name string) error {
	landscape, a4 := "landscape", 9
	layout := excelize.PageLayoutOptions{Orientation: &landscape, Size: &a4}
	if w.fit {
		one, any := 1, 0
		layout.FitToWidth, layout.FitToHeight = &one, &any
		if err := w.f.SetSheetProps(name, &excelize.SheetPropsOptions{FitToPage: &w.fit}); err != nil {
			return err
		}
	}
	if err := w.f.SetPageLayout(name, &layout); err != nil {
		return err
	}
	side, end, head := 0.4, 0.9, 0.4 // inches
	if err := w.f.SetPageMargins(name, &excelize.PageLayoutMarginsOptions{Left: &side, Right: &side, Top: &end, Bottom: &end, Header: &head, Footer: &head}); err != nil {
		return err
	}
	plain := strings.NewReplacer("&", "&&")
	return w.f.SetHeaderFooter(name, &excelize.HeaderFooterOptions{
		OddHeader: "&L" + plain.Replace(w.meta.Head),
		OddFooter: "&L" + plain.Replace(w.meta.Foot) + "&RPage &P of &N",
	})
}

// write writes a cell: a day as one, a number as one, all else as text.
func (w *workbook) write(name string, col, row int, v doc.Value, style int) error {
	at, err := excelize.CoordinatesToCellName(col+1, row+1)
	if err != nil {
		return err
	}
	switch {
	case v.Day != "":
		if style = dayStyle; v.Hour != "" {
			style = hourStyle
		}
		n := ""
		if n, err = serial(v.Day, v.Hour); err == nil {
			err = w.f.SetCellDefault(name, at, n)
		}
	case v.Number != 0:
		style = numberStyle
		err = w.f.SetCellInt(name, at, int64(v.Number))
	case v.ToDay:
		style = dayStyle
	case v.Lines != "":
		err = w.f.SetCellStr(name, at, escaped(v.Lines))
	}
	if err != nil {
		return err
	}
	return w.f.SetCellStyle(name, at, at, style)
}

var escape = regexp.MustCompile(`^_x[0-9A-Fa-f]{4}_`)

// escaped is a text for a workbook, where _x0041_ would stand for the letter A
// (ECMA-376, ST_Xstring) and excelize doesn't see to it.
func escaped(s string) string {
	var b strings.Builder
	for i := range len(s) {
		if s[i] == '_' && escape.MatchString(s[i:]) {
			b.WriteString("_x005F")
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// serial is a day, YYYY-MM-DD, as Excel counts them, after 1 March 1900; with an
// hour, HH:MM, the part of the day that is over by then as well.
func serial(day, hour string) (string, error) {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return "", errors.New("a day isn't YYYY-MM-DD")
	}
	n := strconv.Itoa(int(t.Sub(time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)) / (24 * time.Hour)))
	if hour == "" {
		return n, nil
	}
	h, err := time.Parse("15:04", hour)
	if err != nil {
		return "", errors.New("an hour isn't HH:MM")
	}
	part := float64(h.Hour()*60+h.Minute()) / (24 * 60)
	return n + strings.TrimPrefix(strconv.FormatFloat(part, 'f', 9, 64), "0"), nil
}

// aboutRows is what stands before the list as rows: headings, paragraphs and
// tables in order.
func aboutRows(d *doc.Doc) [][]string {
	var out [][]string
	_ = doc.Walk(d.Blocks[:d.Book.Cover], func(n doc.Node, entering bool) error { // a node of no known kind has no rows
		if !entering {
			return nil
		}
		switch n := n.(type) {
		case *doc.Heading:
			out = append(out, nil, []string{lineText(n.Inlines)})
		case *doc.Paragraph:
			out = append(out, []string{lineText(n.Inlines)})
		case *doc.Picture: // in words
			out = append(out, []string{lineText(n.Alt)})
		case doc.Row:
			var row []string
			empty := true
			for _, c := range n.Cells() {
				row = append(row, c.Text("\n"))
				empty = empty && row[len(row)-1] == ""
			}
			if !empty {
				out = append(out, row)
			}
			return doc.ErrSkip
		}
		return nil
	})
	if len(out) > 0 && out[0] == nil {
		out = out[1:]
	}
	return out
}

func lineText(in []doc.Inline) string { return doc.Show{Break: "\n"}.TextOf(in) }

func (w *workbook) about(rows [][]string) error {
	if _, err := w.f.NewSheet(aboutSheet); err != nil {
		return err
	}
	wides := []float64{36, 24, 18, 32} // a landscape page
	across := 0.0                      // of a heading or a paragraph
	for col, wide := range wides {
		name, err := excelize.ColumnNumberToName(col + 1)
		if err != nil {
			return err
		}
		if err := w.f.SetColWidth(aboutSheet, name, name, wide); err != nil {
			return err
		}
		across += wide
	}
	for i, r := range rows {
		style, room := textStyle, wides
		if len(r) == 1 {
			style, room = paragraphStyle, []float64{across}
			if i == 0 || rows[i-1] == nil { // as aboutRows has a heading
				style = sectionStyle
			}
			if err := w.f.MergeCell(aboutSheet, fmt.Sprintf("A%d", i+1), fmt.Sprintf("D%d", i+1)); err != nil {
				return err
			}
		}
		var row []doc.Value
		for j, s := range r {
			row = append(row, doc.Said(s))
			if err := w.write(aboutSheet, j, i, row[j], style); err != nil {
				return err
			}
		}
		if err := w.high(aboutSheet, i, row, room); err != nil {
			return err
		}
	}
	return w.page(aboutSheet)
}

// properties are the same each time: the day is the document's.
func (w *workbook) properties() error {
	day := w.meta.Date + "T00:00:00Z"
	return w.f.SetDocProps(&excelize.DocProperties{Title: w.meta.Title, Creator: w.meta.Creator, LastModifiedBy: w.meta.Creator,
		Created: day, Modified: day, Language: w.meta.Lang})
}

// HoldsXLSX reads a finished workbook again: every cell has to be there, as it
// was put in, and none may be a formula.
func HoldsXLSX(b []byte, d *doc.Doc) (err error) {
	f, err := excelize.OpenReader(bytes.NewReader(b))
	if err != nil {
		return fmt.Errorf("reading the finished file again: %w", err)
	}
	defer func() {
		if e := f.Close(); err == nil && e != nil {
			err = e
		}
	}()
	type page struct {
		name string
		want [][]string
	}
	pages := []page{{aboutSheet, aboutRows(d)}}
	for _, l := range d.Book.Lists {
		want, err := rowsOfXLSX(l.Sheet)
		if err != nil {
			return err
		}
		pages = append(pages, page{l.Name, want})
	}
	for _, x := range pages {
		got, err := f.GetRows(x.name, excelize.Options{RawCellValue: true})
		if err != nil {
			return fmt.Errorf("reading the finished file again: %w", err)
		}
		for len(got) < len(x.want) {
			got = append(got, nil)
		}
		if !same(x.want, got) {
			return errLost
		}
		for i, r := range x.want {
			for j := range r {
				name, err := excelize.CoordinatesToCellName(j+1, i+1)
				if err != nil {
					return err
				}
				if formula, err := f.GetCellFormula(x.name, name); err != nil || formula != "" {
					return fmt.Errorf("a cell is a formula; this is a fault of the program")
				}
			}
		}
	}
	return nil
}

// rowsOfXLSX is the cells as they are read again.
func rowsOfXLSX(t *doc.Sheet) ([][]string, error) {
	out := [][]string{t.Header}
	for _, r := range t.Rows {
		var row []string
		for _, v := range r {
			switch {
			case v.Day != "":
				n, err := serial(v.Day, v.Hour)
				if err != nil {
					return nil, err
				}
				row = append(row, n)
			case v.Number != 0:
				row = append(row, fmt.Sprint(v.Number))
			default:
				row = append(row, v.Lines)
			}
		}
		out = append(out, row)
	}
	return out, nil
}
