package imports

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"handover/model"
)

// Sheets are the sheets of a workbook, or a CSV file, that hold lists of a record.
type Sheets struct {
	Told   []string // what was found: rows that are hidden, columns that aren't read
	name   string
	sheets []*sheet
}

// OpenSheets reads a workbook whose sheets are called teams, workers,
// professionals, chronology or tasks, or a CSV file that is called so. The error
// is of type model.Problems where something of it can't be read; all is told.
func OpenSheets(path string) (*Sheets, error) {
	f := &Sheets{name: filepath.Base(path)}
	src, err := f.open(path)
	if err != nil {
		return nil, err
	}
	var faults model.Problems
	for _, t := range src.Tables() {
		found, err := f.read(src, t)
		faults = append(faults, found...)
		if err != nil {
			return nil, errors.Join(err, src.Close())
		}
	}
	switch err := src.Close(); {
	case err != nil:
		return nil, err
	case len(faults) > 0:
		return nil, faults
	case len(f.sheets) == 0:
		return nil, model.Problems{{File: f.name, Msg: "has no sheet that is known", Hint: "a sheet, or the CSV file, is called " + strings.Join(sheetNames(), ", ") +
			"; `handover import template -o FILE.xlsx` writes one to start from"}}
	}
	return f, nil
}

func sheetNames() []string {
	var all []string
	for _, k := range sheetKinds() {
		all = append(all, k.list)
	}
	return all
}

// open finds the tables of a workbook, or the one of a CSV file.
func (f *Sheets) open(path string) (Source, error) {
	if !strings.EqualFold(filepath.Ext(path), ".csv") {
		src, err := OpenWorkbook(path)
		if err == nil {
			src.(*workbook).dayColumns = sheetDays
		}
		return src, err
	}
	dir, err := os.OpenRoot(filepath.Dir(path))
	if err != nil {
		return nil, err
	}
	s := &folder{dir: dir.FS(), closing: dir}
	t := Table{Place: f.name, Name: tableName(f.name)}
	if err := s.head(&t); err != nil {
		return nil, errors.Join(model.Problems{inTable(t.Place, 1, "", err.Error(), "the first line holds the names of the columns")}, dir.Close())
	}
	s.tables = []Table{t}
	return s, nil
}

// kindOf is which list a table is; nil: none.
func kindOf(t Table) *sheetKind {
	name := strings.ToLower(strings.TrimSuffix(strings.TrimPrefix(t.Place, "sheet "), filepath.Ext(t.Place)))
	for _, k := range sheetKinds() {
		if plainHead(name) == k.list || plainHead(name)+"s" == k.list {
			return &k
		}
	}
	return nil
}

// sheetDays says which columns of a sheet hold days.
func sheetDays(t Table) []bool {
	out := make([]bool, len(t.Columns))
	if k := kindOf(t); k != nil {
		for i, head := range t.Columns {
			at := k.columnOf(head)
			out[i] = at >= 0 && (k.columns[at].kind == aDay || k.columns[at].kind == aPartialDay)
		}
	}
	return out
}

// read reads a sheet, if it is one that is known.
func (f *Sheets) read(src Source, t Table) (faults model.Problems, err error) {
	k := kindOf(t)
	if k == nil {
		f.Told = append(f.Told, t.Place+" isn't read: it is none of "+strings.Join(sheetNames(), ", "))
		return nil, nil
	}
	for _, told := range t.Told {
		f.Told = append(f.Told, t.Place+": "+told)
	}
	s := &sheet{kind: *k, t: t, orders: map[int]order{}, csv: !strings.HasPrefix(t.Place, "sheet ")}
	fault := func(line, column int, msg, hint string) {
		faults = append(faults, s.at(f.name, line, column, msg, hint))
	}
	for i, head := range t.Columns {
		at := k.columnOf(head)
		switch {
		case head == "" || strings.HasPrefix(head, "#"):
			f.Told = append(f.Told, fmt.Sprintf("%s: column %s isn't read", t.Place, columnLetters(i)))
		case at < 0:
			msg, hint := columnFault(k, head)
			fault(1, i, msg, hint)
		case slices.Contains(s.to, at) && k.columns[at].kind != addressLines:
			fault(1, i, "two columns are the same: "+k.columns[at].head(), "leave one, or begin the other's name with #")
		}
		s.to = append(s.to, at)
	}
	seen := make([]evidence, len(t.Columns))
	err = src.Rows(context.Background(), t, func(r Row) error {
		if r.Bad != "" {
			fault(r.Line, -1, r.Bad, "")
			return nil
		}
		row := s.row(r)
		if s.isExample(row) {
			f.Told = append(f.Told, fmt.Sprintf("%s: row %d is the template's example, and isn't read", t.Place, r.Line))
			return nil
		}
		for i, c := range row.cells {
			if model.IsExample(c) {
				fault(r.Line, i, "is the template's example", "write over it, or delete the row")
			}
			if kind := k.columns[s.to[i]].kind; kind == aDay || kind == aPartialDay {
				seen[i].see(c)
			}
		}
		if len(row.cells) > 0 {
			s.rows = append(s.rows, row)
		}
		return nil
	})
	for i, e := range seen {
		s.orders[i] = e.order()
		if e.slashed > 0 {
			f.Told = append(f.Told, fmt.Sprintf("%s: %s: its days have the %s first", t.Place, t.Columns[i], []string{"day", "month", "day or the month"}[e.order()]))
		}
	}
	if slices.ContainsFunc(f.sheets, func(x *sheet) bool { return x.kind.list == k.list }) {
		fault(1, -1, "two sheets are "+k.list, "put them together")
	}
	f.sheets = append(f.sheets, s)
	return faults, err
}

// row is a row's cells without those that are blank or aren't read.
func (s *sheet) row(r Row) sheetRow {
	row := sheetRow{line: r.Line, cells: map[int]string{}}
	for i, c := range r.Cells {
		if c = trimmed(c); c != "" && s.to[i] >= 0 {
			row.cells[i] = c
		}
	}
	return row
}

// isExample says whether a row is the one that the template has, as it was.
func (s *sheet) isExample(r sheetRow) bool {
	for i, c := range r.cells {
		if s.kind.columns[s.to[i]].shows != c {
			return false
		}
	}
	return len(r.cells) > 0
}

// Template is a workbook to start from: a sheet a list, its columns' names, a
// row of examples that no letter is written to, and what each column takes.
func Template() ([]byte, error) {
	f := excelize.NewFile()
	w := &templateWriter{f: f}
	for i, k := range sheetKinds() {
		if i == 0 {
			w.do(f.SetSheetName("Sheet1", k.list))
		} else {
			_, err := f.NewSheet(k.list)
			w.do(err)
		}
		w.sheet(k)
	}
	w.do(f.SetDocProps(&excelize.DocProperties{Creator: "handover", Created: "2026-01-01T00:00:00Z", Modified: "2026-01-01T00:00:00Z"}))
	var b bytes.Buffer
	w.do(f.Write(&b))
	return b.Bytes(), errors.Join(w.err, f.Close())
}

type templateWriter struct {
	f   *excelize.File
	err error
}

func (w *templateWriter) do(err error) { w.err = errors.Join(w.err, err) }

func (w *templateWriter) sheet(k sheetKind) {
	bold, err := w.f.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}, Alignment: &excelize.Alignment{WrapText: true, Vertical: "top"}})
	w.do(err)
	text, err := w.f.NewStyle(&excelize.Style{NumFmt: 49, Alignment: &excelize.Alignment{WrapText: true, Vertical: "top"}})
	w.do(err)
	last := columnLetters(len(k.columns) - 1)
	w.do(w.f.SetColStyle(k.list, "A:"+last, text)) // a telephone number keeps its 0, a day stays as it is typed
	w.do(w.f.SetColWidth(k.list, "A", last, 22))
	for i, c := range k.columns {
		at := columnLetters(i)
		w.do(w.f.SetCellStr(k.list, at+"1", c.head()))
		w.do(w.f.SetCellStyle(k.list, at+"1", at+"1", bold))
		if c.shows != "" {
			w.do(w.f.SetCellStr(k.list, at+"2", c.shows))
		}
		if says := c.takes(k.list); says != "" {
			check := excelize.NewDataValidation(true)
			check.Sqref = at + "2:" + at + "2000"
			check.SetInput(c.head(), says)
			w.do(w.f.AddDataValidation(k.list, check))
		}
	}
	w.do(w.f.SetPanes(k.list, &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}))
}

// takes is what a cell of the column takes, for whoever fills it in.
func (c sheetColumn) takes(list string) string {
	switch c.kind {
	case aDay:
		return "A day: 14/03/2017"
	case aPartialDay:
		return "A day: 14/03/2017, or a month 2017-03, or a year"
	case aYesOrNo:
		return "yes or no; blank: not known"
	case aWord:
		return "One of: " + strings.Join(model.Words(list+"."+c.path), ", ")
	case aRef:
		return "A name, or the id in the record"
	case refs:
		return "Names or ids, a comma between them; blank: all"
	case addressLines:
		return "The lines of the address, a comma or a line break between them"
	}
	if c.path == "id" {
		return "Leave it blank, or write the id that the record has"
	}
	return ""
}
