package batch

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"handover/pack"
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
	return pack.SyncDir(s.dir)
}

// drop takes the file away.
func (s *spool) drop() error {
	if s.f == nil {
		return nil
	}
	return errors.Join(s.f.Close(), os.Remove(s.f.Name()))
}

func cantWrite(name string, err error) error {
	return fmt.Errorf("can't write %s: %w", name, cause(err))
}
