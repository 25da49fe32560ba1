package batch

import (
	"encoding/csv"
	"path/filepath"
	"strings"

	"handover/internal/deliver"
)

// failures is failures.csv: a line for each case of which there is no pack.
// There is no such file where nothing failed.
type failures struct {
	*deliver.Spool
	csv  *csv.Writer
	some bool
}

// newFailures begins the file. It is for Excel, which takes it for UTF-8 only
// with a byte order mark.
func newFailures(dir string, part Part) (*failures, error) {
	s, err := deliver.NewSpool(dir, part.file("failures", ".csv"))
	if err != nil {
		return nil, err
	}
	_, _ = s.WriteString("\ufeff") // commit says what went wrong
	f := &failures{Spool: s, csv: csv.NewWriter(s)}
	f.csv.UseCRLF = true
	return f, f.row("reference", "place", "reason")
}

func (f *failures) add(o Outcome) error {
	f.some = true
	return f.row(o.Reference, filepath.ToSlash(o.Place), strings.Join(o.Failed, "; "))
}

func (f *failures) row(cells ...string) error {
	for i, c := range cells {
		cells[i] = inert(c)
	}
	if err := f.csv.Write(cells); err != nil {
		return f.Cant(err)
	}
	return nil
}

// inert keeps a spreadsheet from taking a text for a formula.
func inert(cell string) string {
	if strings.IndexAny(cell, "=+-@\t\r") == 0 {
		return "'" + cell
	}
	return cell
}

func (f *failures) commit() error {
	if !f.some {
		return f.Clear()
	}
	f.csv.Flush()
	return f.Spool.Commit()
}
