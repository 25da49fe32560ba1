package tracker

import (
	"bytes"
	_ "embed" // for styles.xml
	"fmt"
	"regexp"
	"strings"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"handover/internal/deliver"
	"handover/model/dates"
	"handover/render/doc"
)

const (
	listSheet  = "Cases"
	aboutSheet = "About"
	// longestCell is how much text a cell of Excel holds, in UTF-16 units.
	longestCell = 32767
)

// workbook writes the list as an Excel workbook, with real days, filters and a
// header that stays in sight and is printed on each page; the cover stands on a
// second sheet. Every text is one, whatever it begins with.
func (s *sheet) workbook() (file deliver.File, err error) {
	w := &workbook{f: excelize.NewFile(), paper: s}
	defer func() {
		if e := w.f.Close(); err == nil && e != nil {
			err = e
		}
	}()
	t := s.table()
	cover, err := s.doc(func(l *line, fact int) cell { return l.cells[fact] })
	if err != nil {
		return deliver.File{}, err
	}
	about := aboutRows(cover)
	w.styles()
	for _, step := range []func() error{func() error { return w.list(&t) }, func() error { return w.about(about) }, w.properties} {
		if err := step(); err != nil {
			return deliver.File{}, err
		}
	}
	w.styles()
	var b bytes.Buffer
	if err := w.f.Write(&b); err != nil {
		return deliver.File{}, err
	}
	if err := holdsAll(b.Bytes(), t, about); err != nil {
		return deliver.File{}, err
	}
	return deliver.File{Path: s.path + "." + string(XLSX), Bytes: b.Bytes()}, nil
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
)

// workbook is a workbook in work.
type workbook struct {
	f     *excelize.File
	paper *sheet
}

// styles puts our style sheet in the place of the one that excelize has read,
// or would write.
func (w *workbook) styles() {
	w.f.Styles = nil
	w.f.Pkg.Store("xl/styles.xml", styleSheet)
}

// list writes the first sheet. What is too long for a cell of Excel is said in
// its place.
func (w *workbook) list(t *table) error {
	if err := w.f.SetSheetName("Sheet1", listSheet); err != nil {
		return err
	}
	for i, h := range t.header {
		if err := w.write(listSheet, i, 0, said(h), headStyle); err != nil {
			return err
		}
	}
	facts := w.paper.facts()
	for n, row := range t.rows {
		for i := range row {
			if len(utf16.Encode([]rune(row[i].lines))) > longestCell {
				row[i] = said("Too long for a spreadsheet: see the others")
				name := t.header[i]
				for f := range facts {
					if facts[f] == name {
						w.paper.notShown(w.paper.lines()[n], f, XLSX)
					}
				}
			}
			if err := w.write(listSheet, i, n+1, row[i], textStyle); err != nil {
				return err
			}
		}
	}
	if err := w.size(t); err != nil {
		return err
	}
	last, err := excelize.CoordinatesToCellName(len(t.header), len(t.rows)+1)
	if err != nil {
		return err
	}
	if err := w.f.SetSheetDimension(listSheet, "A1:"+last); err != nil {
		return err
	}
	if err := w.f.AutoFilter(listSheet, "A1:"+last, nil); err != nil {
		return err
	}
	// The header, and the columns up to the reference, stay in sight and are
	// printed on each page.
	if err := w.f.SetPanes(listSheet, &excelize.Panes{Freeze: true, XSplit: 2, YSplit: 1, TopLeftCell: "C2", ActivePane: "bottomRight"}); err != nil {
		return err
	}
	titles := fmt.Sprintf("%[1]s!$A:$B,%[1]s!$1:$1", listSheet)
	if err := w.f.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: titles, Scope: listSheet}); err != nil {
		return err
	}
	over := "overThenDown"
	if err := w.f.SetPageLayout(listSheet, &excelize.PageLayoutOptions{PageOrder: &over}); err != nil {
		return err
	}
	if err := w.choices(t); err != nil {
		return err
	}
	return w.page(listSheet)
}

// choices lets whoever fills in a blank column choose from what there is;
// something else can be written, too.
func (w *workbook) choices(t *table) error {
	for i, offers := range t.offers {
		if len(offers) == 0 || len(t.rows) == 0 {
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
		v.SetSqref(fmt.Sprintf("%s2:%s%d", name, name, len(t.rows)+1))
		if err := v.SetDropList(list); err != nil {
			return err
		}
		v.ShowErrorMessage = false
		if err := w.f.AddDataValidation(listSheet, v); err != nil {
			return err
		}
	}
	return nil
}

// size makes columns as wide as what they hold, within limits, and rows as
// high as that needs; Excel measures neither when it opens a file.
func (w *workbook) size(t *table) error {
	wides := make([]float64, len(t.header))
	for i := range t.header {
		wide := max(11, min(18, float64(len([]rune(t.header[i])))*1.3))
		for _, row := range t.rows {
			if !row[i].day.IsZero() {
				wide = max(wide, 14)
			}
			for l := range strings.SplitSeq(row[i].lines, "\n") {
				wide = max(wide, min(34, float64(len([]rune(l)))*1.25), min(60, float64(len([]rune(row[i].lines)))/5))
			}
		}
		switch {
		case i == 0:
			wide = 6
		case i == 1: // printed on each page
			wide = min(wide, 20)
		case t.offers[i] != nil:
			wide = 34
		}
		name, err := excelize.ColumnNumberToName(i + 1)
		if err != nil {
			return err
		}
		if err := w.f.SetColWidth(listSheet, name, name, wide); err != nil {
			return err
		}
		wides[i] = wide
	}
	for n, row := range append([][]value{headerRow(t)}, t.rows...) {
		if err := w.high(listSheet, n, row, wides); err != nil {
			return err
		}
	}
	return nil
}

// high makes a row as high as its fullest cell.
func (w *workbook) high(name string, n int, row []value, wides []float64) error {
	most := 1
	for i, v := range row {
		lines := 0
		for l := range strings.SplitSeq(v.lines, "\n") {
			lines += 1 + int(float64(len([]rune(l)))*1.05/wides[i])
		}
		most = max(most, lines)
	}
	const line, tallest = 15.75, 409 // points; the second is Excel's
	return w.f.SetRowHeight(name, n+1, min(tallest, float64(most)*line))
}

func headerRow(t *table) []value {
	var out []value
	for _, h := range t.header {
		out = append(out, said(h))
	}
	return out
}

func (w *workbook) page(name string) error {
	landscape, a4 := "landscape", 9
	if err := w.f.SetPageLayout(name, &excelize.PageLayoutOptions{Orientation: &landscape, Size: &a4}); err != nil {
		return err
	}
	side, end, head := 0.4, 0.9, 0.4 // inches
	if err := w.f.SetPageMargins(name, &excelize.PageLayoutMarginsOptions{Left: &side, Right: &side, Top: &end, Bottom: &end, Header: &head, Footer: &head}); err != nil {
		return err
	}
	plain := strings.NewReplacer("&", "&&")
	return w.f.SetHeaderFooter(name, &excelize.HeaderFooterOptions{
		OddHeader: "&L" + plain.Replace(w.paper.register.marking()),
		OddFooter: "&L" + plain.Replace(w.paper.book.tracker.Title+" · as of "+w.paper.register.opt.AsOf.Long()) + "&RPage &P of &N",
	})
}

// write writes a cell: a day as one, a number as one, all else as text.
func (w *workbook) write(name string, col, row int, v value, style int) error {
	at, err := excelize.CoordinatesToCellName(col+1, row+1)
	if err != nil {
		return err
	}
	switch {
	case !v.day.IsZero():
		style = dayStyle
		err = w.f.SetCellInt(name, at, int64(serial(v.day)))
	case v.number != 0:
		style = numberStyle
		err = w.f.SetCellInt(name, at, int64(v.number))
	case v.lines != "":
		err = w.f.SetCellStr(name, at, escaped(v.lines))
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

// serial is a day as Excel counts them, after 1 March 1900.
func serial(d dates.Date) int { return dates.Date{Year: 1899, Month: 12, Day: 30}.DaysUntil(d) }

// aboutRows is the cover as rows: headings, paragraphs and tables in order,
// without the list at its end.
func aboutRows(tree *doc.Doc) [][]string {
	var out [][]string
	text := func(c doc.Cell) string { return cell{lines: c.Lines}.text("\n") }
	var block func(b doc.Block)
	block = func(b doc.Block) {
		switch b := b.(type) {
		case *doc.Heading:
			out = append(out, nil, []string{inlineText(b.Inlines)})
		case *doc.Paragraph:
			out = append(out, []string{inlineText(b.Inlines)})
		case *doc.Table:
			for _, r := range append([][]doc.Cell{b.Header}, b.Rows...) {
				var row []string
				empty := true
				for _, c := range r {
					row = append(row, text(c))
					empty = empty && text(c) == ""
				}
				if !empty {
					out = append(out, row)
				}
			}
		case *doc.Div:
			for _, x := range b.Blocks {
				block(x)
			}
		case *doc.List:
			for _, i := range b.Items {
				for _, x := range i.Blocks {
					block(x)
				}
			}
		case *doc.Rule:
		default:
			panic(fmt.Sprintf("tracker: no rows for a %T", b)) // render's tree is closed
		}
	}
	for _, b := range tree.Blocks[:len(tree.Blocks)-1] {
		block(b)
	}
	if len(out) > 0 && out[0] == nil {
		out = out[1:]
	}
	return out
}

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
		var row []value
		for j, s := range r {
			row = append(row, said(s))
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

// properties are the same each time: the day is the paper's.
func (w *workbook) properties() error {
	day := w.paper.register.opt.AsOf.String() + "T00:00:00Z"
	return w.f.SetDocProps(&excelize.DocProperties{Title: w.paper.book.tracker.Title, Creator: w.paper.book.set.Protocol.Title, LastModifiedBy: w.paper.book.set.Protocol.Title,
		Created: day, Modified: day, Language: "en-GB"})
}

// holdsAll reads a finished workbook again: every cell has to be there, as it
// was put in, and none may be a formula.
func holdsAll(b []byte, t table, about [][]string) (err error) {
	f, err := excelize.OpenReader(bytes.NewReader(b))
	if err != nil {
		return fmt.Errorf("reading the finished file again: %w", err)
	}
	defer func() {
		if e := f.Close(); err == nil && e != nil {
			err = e
		}
	}()
	want := [][]string{t.header}
	for _, r := range t.rows {
		var row []string
		for _, v := range r {
			switch {
			case !v.day.IsZero():
				row = append(row, fmt.Sprint(serial(v.day)))
			case v.number != 0:
				row = append(row, fmt.Sprint(v.number))
			default:
				row = append(row, v.lines)
			}
		}
		want = append(want, row)
	}
	for _, x := range []struct {
		name string
		want [][]string
	}{{listSheet, want}, {aboutSheet, about}} {
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
