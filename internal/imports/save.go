package imports

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"handover/internal/deliver"
)

// Folder saves the records of an import, with a file beside each that lists
// what was left out. It comes whole or not at all: call Add for each record,
// and then Keep or Drop.
type Folder struct {
	dir, work string
	made      bool // the folder wasn't there before
	mu        sync.Mutex
	names     map[string]string // in lower case, and whose they are
}

// ErrExists means that a file is there already, which stays as it is.
var ErrExists = errors.New("already exists and was left unchanged")

// NewFolder begins a folder of records. Where it is there already, records are
// added to it; none of its files is ever replaced.
func NewFolder(dir string) (*Folder, error) {
	f := &Folder{dir: dir, names: map[string]string{}}
	parent := filepath.Dir(dir)
	if info, err := os.Stat(dir); err == nil {
		if !info.IsDir() {
			return nil, fmt.Errorf("%s is a file: %w", dir, ErrExists)
		}
		parent = dir
	} else if !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	} else {
		f.made = true
		if err := os.MkdirAll(parent, 0o700); err != nil {
			return nil, err
		}
	}
	var err error
	f.work, err = os.MkdirTemp(parent, ".import-*")
	return f, err
}

// Scratch is a folder for what is needed until the import is over.
func (f *Folder) Scratch() string { return f.work }

// LeftOutFile is what the file is called that lists what was left out of a record.
func LeftOutFile(reference string) string { return deliver.OnDisk(reference) + ".left-out.csv" }

// CaseFile is what the file of a record is called.
func CaseFile(reference string) string { return deliver.OnDisk(reference) + ".json" }

// Add writes a record and what was left out of it. Several may be added at once.
func (f *Folder) Add(c *Case) error {
	name := CaseFile(c.Reference)
	f.mu.Lock()
	other, twice := f.names[strings.ToLower(name)]
	f.names[strings.ToLower(name)] = c.Reference
	f.mu.Unlock()
	if twice {
		return fmt.Errorf("the references %s and %s would have one file, %s", other, c.Reference, name)
	}
	if !f.made {
		for _, n := range []string{name, LeftOutFile(c.Reference)} {
			if deliver.Exists(filepath.Join(f.dir, n)) {
				return fmt.Errorf("%s %w", filepath.Join(f.dir, n), ErrExists)
			}
		}
	}
	if err := writeFile(filepath.Join(f.work, name), c.JSON); err != nil {
		return err
	}
	if len(c.LeftOut) == 0 {
		return nil
	}
	b, err := leftOutTable(c.LeftOut)
	if err != nil {
		return err
	}
	return writeFile(filepath.Join(f.work, LeftOutFile(c.Reference)), b)
}

// Keep moves what was written to its place.
func (f *Folder) Keep() error {
	entries, err := os.ReadDir(f.work)
	if err != nil {
		return err
	}
	if f.made {
		return os.Rename(f.work, f.dir)
	}
	var moved []string
	for _, e := range entries {
		to := filepath.Join(f.dir, e.Name())
		if err = os.Link(filepath.Join(f.work, e.Name()), to); err != nil { // unlike a rename, it replaces nothing
			break
		}
		moved = append(moved, to)
	}
	if err != nil {
		for _, m := range moved {
			err = errors.Join(err, os.Remove(m))
		}
	}
	return errors.Join(err, f.Drop())
}

// Drop removes what was written.
func (f *Folder) Drop() error { return os.RemoveAll(f.work) }

// writeFile writes a file that only its owner may read, and sees to it that it
// is on the disk.
func writeFile(path string, b []byte) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(b)
	if err == nil {
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
}

// Replace puts a record that was brought up to date, and what was left out of it,
// in the place of those that are there, each whole or not at all.
func Replace(path string, record []byte, left []LeftOut) error {
	b, err := leftOutTable(left)
	if err != nil {
		return err
	}
	if err := replace(strings.TrimSuffix(path, ".json")+".left-out.csv", b); err != nil {
		return err
	}
	return replace(path, record)
}

// ReplaceRecord puts a record in the place of the one that is there, whole or not
// at all.
func ReplaceRecord(path string, record []byte) error { return replace(path, record) }

func replace(path string, b []byte) error {
	dir, err := os.MkdirTemp(filepath.Dir(path), ".import-*")
	if err != nil {
		return err
	}
	tmp := filepath.Join(dir, filepath.Base(path))
	if err = writeFile(tmp, b); err == nil {
		err = os.Rename(tmp, path)
	}
	return errors.Join(err, os.RemoveAll(dir))
}

// leftOutTable is what was left out, as CSV for a spreadsheet on Windows: a text
// that would be taken for a formula has an apostrophe before it.
func leftOutTable(all []LeftOut) ([]byte, error) {
	var b bytes.Buffer
	b.WriteString("\ufeff")
	w := csv.NewWriter(&b)
	w.UseCRLF = true
	rows := [][]string{{"table", "row", "line", "column", "value", "why it isn't in the record"}}
	for _, l := range all {
		rows = append(rows, []string{l.Table, asText(l.Row), fmt.Sprint(l.Line), l.Column, asText(l.Value), l.Why})
	}
	err := w.WriteAll(rows)
	return b.Bytes(), err
}

// asText is a text that no spreadsheet takes for a formula.
func asText(s string) string {
	if start := strings.TrimLeft(s, " \u00a0"); start != "" && strings.ContainsRune("=+-@\t\r＝＋－＠", []rune(start)[0]) {
		return "'" + s
	}
	return s
}
