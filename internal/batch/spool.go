package batch

import (
	"bufio"
	"errors"
	"io"
	"os"
	"path/filepath"

	"handover/internal/pack"
)

// spool is a file that grows beside its place while cases are made, and stands
// there whole when it is committed.
type spool struct {
	*bufio.Writer
	f          *os.File // nil where nothing is written
	dir, place string
}

// newSpool begins a file in a folder; without a folder it goes nowhere.
func newSpool(dir, name string) (*spool, error) {
	if dir == "" {
		return &spool{Writer: bufio.NewWriter(io.Discard)}, nil
	}
	f, err := os.OpenFile(filepath.Join(dir, "."+name+".new"), os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return nil, cantWrite(name, err)
	}
	return &spool{bufio.NewWriter(f), f, dir, filepath.Join(dir, name)}, nil
}

func (s *spool) commit() error {
	if s.f == nil {
		return nil
	}
	err := s.Flush()
	if err == nil {
		err = s.f.Sync()
	}
	if err = errors.Join(err, s.f.Close()); err == nil {
		err = os.Rename(s.f.Name(), s.place)
	}
	if err != nil {
		_ = os.Remove(s.f.Name()) // the first error is the one to tell
		return cantWrite(filepath.Base(s.place), err)
	}
	if err := pack.SyncDir(s.dir); err != nil {
		return cantWrite(filepath.Base(s.place), err)
	}
	return nil
}

// drop takes the file away.
func (s *spool) drop() error {
	if s.f == nil {
		return nil
	}
	return errors.Join(s.f.Close(), os.Remove(s.f.Name()))
}

// WriteError is a list of the folder's that couldn't be written: the disk is at
// fault.
type WriteError struct {
	Name string // of the list
	Err  error
}

// Error names the list and the cause.
func (e *WriteError) Error() string { return "can't write " + e.Name + ": " + e.Err.Error() }

// Unwrap is the cause.
func (e *WriteError) Unwrap() error { return e.Err }

func cantWrite(name string, err error) error { return &WriteError{name, cause(err)} }
