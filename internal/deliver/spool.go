package deliver

import (
	"bufio"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// Spool is a file that grows beside its place while other things are done, and
// stands there whole when it is committed.
type Spool struct {
	*bufio.Writer
	f          *os.File // nil where nothing is written
	dir, place string
}

// NewSpool begins a file in a folder; without a folder it goes nowhere.
func NewSpool(dir, name string) (*Spool, error) {
	if dir == "" {
		return &Spool{Writer: bufio.NewWriter(io.Discard), place: name}, nil
	}
	f, err := os.OpenFile(filepath.Join(dir, "."+name+".new"), os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return nil, cantWrite(name, err)
	}
	return &Spool{bufio.NewWriter(f), f, dir, filepath.Join(dir, name)}, nil
}

// Name is the file's, in its folder.
func (s *Spool) Name() string { return filepath.Base(s.place) }

// Cant says in the file's name why it couldn't be written.
func (s *Spool) Cant(err error) error { return cantWrite(s.Name(), err) }

// Commit puts the file in its place.
func (s *Spool) Commit() error {
	if s.f == nil {
		return nil
	}
	err := s.Flush()
	if err == nil {
		err = s.f.Sync()
	}
	if err = errors.Join(err, s.f.Close()); err == nil {
		err = s.arrive(system())
	}
	if err != nil {
		_ = os.Remove(s.f.Name()) // the first error is the one to tell
		return s.Cant(err)
	}
	return s.Cant(syncDir(s.dir))
}

// arrive renames the file to its place. One that stands there and is open in
// another program, say in Excel, stays; the new one then stands beside it, with
// "-new" in its name, until the next Commit.
func (s *Spool) arrive(d disk) error {
	ext := filepath.Ext(s.place)
	beside := strings.TrimSuffix(s.place, ext) + "-new" + ext
	err := d.move(s.f.Name(), s.place)
	if h := new(Held); errors.As(err, &h) {
		if d.rename(s.f.Name(), beside) == nil {
			s.place = beside
			return nil
		}
		return err
	}
	if err == nil && Exists(beside) {
		_ = d.removeAll(beside) // an earlier one, which says nothing any more
	}
	return err
}

// Place is where the file stands once it is committed.
func (s *Spool) Place() string { return s.place }

// Drop takes the file away that was begun; one that stands in its place from
// before stays.
func (s *Spool) Drop() error {
	if s.f == nil {
		return nil
	}
	return errors.Join(s.f.Close(), os.Remove(s.f.Name()))
}

// Clear drops the file, and takes away one that stands in its place.
func (s *Spool) Clear() error {
	if s.f == nil {
		return nil
	}
	if err := system().again(func() error { return os.Remove(s.place) }); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return errors.Join(s.Cant(err), s.Drop())
	}
	return s.Drop()
}
