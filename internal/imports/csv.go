package imports

import (
	"bufio"
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/unicode"

	"handover/model"
)

// folder is a folder of CSV files, one a table.
type folder struct {
	dir     fs.FS
	tables  []Table
	closing io.Closer // nil: there is nothing to close
}

// OpenFolder finds the tables of a folder of CSV files. They are called as the
// dataset calls its tables, with or without ssd_ before it, and hold UTF-8 or
// UTF-16. The error is of type model.Problems where a file's beginning can't be
// read.
func OpenFolder(dir fs.FS) (Source, error) {
	entries, err := fs.ReadDir(dir, ".")
	if err != nil {
		return nil, err
	}
	s := &folder{dir: dir}
	var faults model.Problems
	for _, e := range entries {
		if e.IsDir() || strings.HasPrefix(e.Name(), ".") || !strings.EqualFold(path.Ext(e.Name()), ".csv") {
			continue
		}
		t := Table{Name: tableName(e.Name()), Place: e.Name()}
		if i := slices.IndexFunc(s.tables, func(x Table) bool { return x.Name == t.Name }); i >= 0 {
			faults = append(
				faults,
				inTable(
					t.Place,
					0,
					"",
					"two files are the table "+t.Name+", and the other is "+s.tables[i].Place,
					"leave one in the folder",
				),
			)
			continue
		}
		if err := s.head(&t); err != nil {
			faults = append(
				faults,
				inTable(t.Place, 1, "", err.Error(), "the first line of a table holds the names of its columns"),
			)
			continue
		}
		s.tables = append(s.tables, t)
	}
	if len(faults) > 0 {
		return nil, faults
	}
	return s, nil
}

func (s *folder) Tables() []Table { return s.tables }

func (s *folder) Close() error {
	if s.closing == nil {
		return nil
	}
	return s.closing.Close()
}

// head reads the names of a table's columns.
func (s *folder) head(t *Table) error {
	f, err := s.dir.Open(t.Place)
	if err != nil {
		return err
	}
	defer f.Close() // it was only read
	in, told, err := decoded(f)
	if err != nil {
		return err
	}
	r, separator := reader(in)
	columns, err := r.Read()
	switch {
	case errors.Is(err, io.EOF):
		return errors.New("the file is empty")
	case err != nil:
		return errors.New("the line of the columns' names can't be read: " + csvFault(err))
	}
	for _, c := range columns {
		t.Columns = append(t.Columns, strings.ToLower(trimmed(c)))
	}
	if told != "" {
		t.Told = append(t.Told, "read as "+told)
	}
	if separator != ',' {
		t.Told = append(t.Told, fmt.Sprintf("its columns are parted by %q", separator))
	}
	return nil
}

// longestRow is how many bytes a row may have. A quotation mark that is never
// closed makes all that follows one row.
const longestRow = 4 << 20

var errLongRow = fmt.Errorf("a row of more than %d MiB; a quotation mark may not be closed", longestRow>>20)

// Rows reads a table to its end. Of a row that can't be read only the place is
// known, and the rows after it are read all the same.
func (s *folder) Rows(ctx context.Context, t Table, do func(Row) error) error {
	f, err := s.dir.Open(t.Place)
	if err != nil {
		return err
	}
	defer f.Close() // it was only read
	in, _, err := decoded(f)
	if err != nil {
		return err
	}
	limited := &allowance{in: in, left: longestRow}
	r, _ := reader(limited)
	if _, err := r.Read(); err != nil {
		return err
	}
	for n := 0; ; n++ {
		if n%4096 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		limited.left = longestRow
		cells, err := r.Read()
		var at *csv.ParseError
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case errors.Is(err, errLongRow):
			line, _ := r.FieldPos(0)
			return do(Row{Line: line, Bad: errLongRow.Error() + "; nothing after it was read"})
		case errors.As(err, &at):
			err = do(Row{Line: at.StartLine, Bad: csvFault(err)})
		case err != nil:
			return err
		default:
			line, _ := r.FieldPos(0)
			bad := ""
			if len(cells) == 1 && trimmed(cells[0]) == "" && len(t.Columns) > 1 {
				continue // a blank line
			}
			if len(cells) != len(t.Columns) {
				bad = fmt.Sprintf("the row has %d cells, and the table has %d columns", len(cells), len(t.Columns))
			}
			err = do(Row{Line: line, Cells: cells, Bad: bad})
		}
		if err != nil {
			return err
		}
	}
}

// csvFault is what is wrong with a row, without its text.
func csvFault(err error) string {
	var at *csv.ParseError
	if !errors.As(err, &at) {
		return err.Error()
	}
	if at.Line > at.StartLine {
		return fmt.Sprintf("a quotation mark is out of place; the row ends in line %d", at.Line)
	}
	return "a quotation mark is out of place"
}

// allowance stops a reader that takes too much for one row.
type allowance struct {
	in   io.Reader
	left int
}

func (a *allowance) Read(p []byte) (int, error) {
	if a.left <= 0 {
		return 0, errLongRow
	}
	n, err := a.in.Read(p)
	a.left -= n
	return n, err
}

// reader reads rows of cells that commas part, or, where the first line has
// none, semicolons or tabs.
func reader(in io.Reader) (*csv.Reader, rune) {
	b := bufio.NewReaderSize(in, 64<<10)
	first, _ := b.Peek(16 << 10) // a file may be shorter
	first, _, _ = bytes.Cut(first, []byte("\n"))
	separator := ','
	for _, other := range []rune{';', '\t', '|'} {
		if !bytes.ContainsRune(first, separator) && bytes.ContainsRune(first, other) {
			separator = other
		}
	}
	r := csv.NewReader(b)
	r.Comma, r.FieldsPerRecord, r.ReuseRecord = separator, -1, true
	return r, separator
}

// decoded is a file's text in UTF-8; told says what it was in, if in something
// else. SQL Server's tools write UTF-16.
func decoded(f io.Reader) (text io.Reader, told string, err error) {
	b := bufio.NewReaderSize(f, 64<<10)
	start, err := b.Peek(4)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, "", err
	}
	var from encoding.Encoding
	switch {
	case bytes.HasPrefix(start, []byte("\ufeff")):
		_, err = b.Discard(len("\ufeff"))
		return b, "", err
	case bytes.HasPrefix(start, []byte{0xff, 0xfe}), bytes.HasPrefix(start, []byte{0xfe, 0xff}):
		from, told = unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), "UTF-16"
	case len(start) == 4 && start[1] == 0 && start[3] == 0:
		from, told = unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), "UTF-16 without its mark"
	case len(start) == 4 && start[0] == 0 && start[2] == 0:
		from, told = unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), "UTF-16 without its mark"
	default:
		return b, "", nil
	}
	return from.NewDecoder().Reader(b), told, nil
}

// Open opens an export by its path: a folder of CSV files, or a workbook with a
// sheet a table.
func Open(path string) (Source, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if info.IsDir() {
		return OpenFolder(os.DirFS(path))
	}
	return OpenWorkbook(path)
}
