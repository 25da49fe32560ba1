package imports

import (
	"archive/zip"
	"bufio"
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"
)

// workbook is an Excel workbook with a sheet a table.
type workbook struct {
	f      *excelize.File
	from   []string // the sheet of each table
	tables []Table
	facts  map[string]sheetFacts
	is1904 bool

	dayColumns func(Table) []bool // of a workbook that isn't the dataset's, which columns hold days
}

// OpenWorkbook finds the tables of a workbook, a sheet a table. What hides rows,
// merges cells or runs macros is told: nothing of it is obeyed.
func OpenWorkbook(path string) (Source, error) {
	f, err := excelize.OpenFile(path, excelize.Options{UnzipXMLSizeLimit: 16 << 20})
	if err != nil {
		return nil, errors.New("isn't an Excel workbook that can be read; save it as .xlsx, without a password")
	}
	w := &workbook{f: f}
	if w.facts, err = facts(path); err != nil {
		return nil, errors.Join(errors.New("isn't an Excel workbook that can be read"), f.Close())
	}
	if props, err := f.GetWorkbookProps(); err == nil && props.Date1904 != nil {
		w.is1904 = *props.Date1904
	}
	for _, sheet := range f.GetSheetList() {
		t, err := w.head(sheet)
		if err != nil {
			return nil, errors.Join(fmt.Errorf("the sheet %q can't be read", sheet), f.Close())
		}
		if t.Columns != nil {
			w.tables, w.from = append(w.tables, t), append(w.from, sheet)
		}
	}
	if _, macros := f.Pkg.Load("xl/vbaProject.bin"); macros && len(w.tables) > 0 {
		w.tables[0].Told = append(w.tables[0].Told, "the workbook has macros; none was run")
	}
	return w, nil
}

func (w *workbook) Tables() []Table { return w.tables }

func (w *workbook) Close() error { return w.f.Close() }

// head reads the names of a sheet's columns; a sheet without any is no table.
func (w *workbook) head(sheet string) (Table, error) {
	t := Table{Name: tableName(sheet), Place: "sheet " + sheet}
	rows, err := w.f.Rows(sheet)
	if err != nil {
		return t, err
	}
	if rows.Next() {
		cells, err := rows.Columns()
		if err != nil {
			return t, errors.Join(err, rows.Close())
		}
		for _, c := range cells {
			t.Columns = append(t.Columns, strings.ToLower(trimmed(c)))
		}
	}
	for len(t.Columns) > 0 && t.Columns[len(t.Columns)-1] == "" {
		t.Columns = t.Columns[:len(t.Columns)-1]
	}
	if visible, err := w.f.GetSheetVisible(sheet); err == nil && !visible {
		t.Told = append(t.Told, "the sheet is hidden; it was read")
	}
	x := w.facts[sheet]
	for _, fact := range []struct {
		n    int
		says string
	}{
		{x.hidden, "rows are hidden, and were read: %d"},
		{x.merged, "cells are merged; what a merged cell covers is blank: %d"},
		{x.formulas, "cells hold formulas; the values were read that were worked out last: %d"},
	} {
		if fact.n > 0 {
			t.Told = append(t.Told, fmt.Sprintf(fact.says, fact.n))
		}
	}
	if w.is1904 {
		t.Told = append(t.Told, "the workbook counts days from 1904")
	}
	return t, rows.Close()
}

// Rows reads a sheet to its end. A row that is hidden is read, and told; so is
// what a merged cell leaves blank.
func (w *workbook) Rows(ctx context.Context, t Table, do func(Row) error) (err error) {
	i := slices.IndexFunc(w.tables, func(x Table) bool { return x.Place == t.Place })
	rows, err := w.f.Rows(w.from[i])
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	days := daysOf(t.Name, t.Columns)
	if w.dayColumns != nil {
		days = w.dayColumns(t)
	}
	for line := 1; rows.Next(); line++ {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		cells, err := rows.Columns(excelize.Options{RawCellValue: true})
		if err != nil {
			return err
		}
		unsaved := w.facts[w.from[i]].unsaved[line]
		if line == 1 || !unsaved && !slices.ContainsFunc(cells, func(c string) bool { return trimmed(c) != "" }) {
			continue
		}
		r := Row{Line: line, Cells: cells}
		if len(cells) > len(t.Columns) {
			if strings.TrimSpace(strings.Join(cells[len(t.Columns):], "")) != "" {
				r.Bad = fmt.Sprintf("the row has %d cells, and the table has %d columns", len(cells), len(t.Columns))
			}
			cells = cells[:len(t.Columns)]
		}
		for n, c := range cells {
			if n < len(days) && days[n] {
				cells[n] = w.day(c)
			}
		}
		if unsaved {
			r.Bad = "a cell holds a formula that was never worked out; save the workbook in Excel once more"
		}
		if err := do(r); err != nil {
			return err
		}
	}
	return rows.Error()
}

// day is a day of a sheet as text: Excel keeps days as numbers.
func (w *workbook) day(c string) string {
	n, err := strconv.ParseFloat(c, 64)
	if err != nil || n < 1 || n > 2958465 || len(c) == 8 && !strings.Contains(c, ".") {
		return c
	}
	if n < 61 && !w.is1904 { // Excel takes 1900 for a leap year
		return time.Date(1899, 12, 31, 0, 0, 0, 0, time.UTC).AddDate(0, 0, int(n)).Format(time.DateOnly)
	}
	d, err := excelize.ExcelDateToTime(n, w.is1904)
	if err != nil {
		return c
	}
	return d.Round(time.Second).Format("2006-01-02 15:04:05")
}

// daysOf says which of a table's columns hold days.
func daysOf(of string, columns []string) []bool {
	out := make([]bool, len(columns))
	i := slices.IndexFunc(ssdTables(), func(t table) bool { return t.name == of })
	for n, name := range columns {
		if i >= 0 {
			k := slices.IndexFunc(ssdTables()[i].columns, func(c column) bool { return c.name == name })
			out[n] = k >= 0 && isADay(ssdTables()[i].columns[k].kind)
		}
	}
	return out
}

// What the sheets' own XML says, which rows of cells don't.
type sheetFacts struct {
	hidden, merged, formulas int
	unsaved                  map[int]bool // rows with a formula that has no value
}

// facts reads the XML of each sheet.
func facts(path string) (map[string]sheetFacts, error) {
	z, err := zip.OpenReader(path)
	if err != nil {
		return nil, err
	}
	defer z.Close()              // it was only read
	parts := map[string]string{} // relation to part
	type relation struct {
		ID     string `xml:"Id,attr"`
		Target string `xml:"Target,attr"`
	}
	var rels struct {
		Relation []relation `xml:"Relationship"`
	}
	var book struct {
		Sheets []struct {
			Name string `xml:"name,attr"`
			ID   string `xml:"http://schemas.openxmlformats.org/officeDocument/2006/relationships id,attr"`
		} `xml:"sheets>sheet"`
	}
	if err := errors.Join(readXML(&z.Reader, "xl/_rels/workbook.xml.rels", &rels), readXML(&z.Reader, "xl/workbook.xml", &book)); err != nil {
		return nil, err
	}
	for _, r := range rels.Relation {
		parts[r.ID] = strings.TrimPrefix(strings.TrimPrefix(r.Target, "/"), "xl/")
	}
	out := map[string]sheetFacts{}
	for _, s := range book.Sheets {
		f, err := z.Open("xl/" + parts[s.ID])
		if err != nil {
			continue // a chart's sheet
		}
		found, err := factsOf(f)
		if err = errors.Join(err, f.Close()); err != nil {
			return nil, err
		}
		out[s.Name] = found
	}
	return out, nil
}

func readXML(z *zip.Reader, name string, v any) error {
	f, err := z.Open(name)
	if err != nil {
		return err
	}
	return errors.Join(xml.NewDecoder(f).Decode(v), f.Close())
}

// factsOf goes through a sheet's XML, tag by tag.
func factsOf(f io.Reader) (sheetFacts, error) {
	out := sheetFacts{unsaved: map[int]bool{}}
	in := bufio.NewReaderSize(f, 64<<10)
	row, formula, value := 0, false, false
	for {
		tag, err := in.ReadSlice('>')
		if errors.Is(err, bufio.ErrBufferFull) {
			continue // a long text
		}
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return out, err
		}
		if i := bytes.LastIndexByte(tag, '<'); i >= 0 {
			tag = tag[i:]
		}
		switch {
		case bytes.HasPrefix(tag, []byte("<row")):
			row++
			if n, err := strconv.Atoi(attribute(tag, "r")); err == nil {
				row = n
			}
			if h := attribute(tag, "hidden"); h == "1" || h == "true" {
				out.hidden++
			}
		case bytes.HasPrefix(tag, []byte("<mergeCell ")):
			out.merged++
		case bytes.HasPrefix(tag, []byte("<f>")), bytes.HasPrefix(tag, []byte("<f ")), bytes.Equal(tag, []byte("<f/>")):
			out.formulas++
			formula, value = true, false
		case bytes.HasPrefix(tag, []byte("<v>")):
			value = true
		case bytes.Equal(tag, []byte("</c>")):
			if formula && !value {
				out.unsaved[row] = true
			}
			formula, value = false, false
		}
	}
}

// attribute is a tag's attribute.
func attribute(tag []byte, name string) string {
	_, rest, found := bytes.Cut(tag, []byte(" "+name+"=\""))
	value, _, _ := bytes.Cut(rest, []byte("\""))
	if !found {
		return ""
	}
	return string(value)
}
