package pack

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/sync/errgroup"
)

// ErrExists means that a pack of that name stands there already.
var ErrExists = errors.New("already exists and was left unchanged")

// Place is where in a folder the pack of a case stands. Two references may
// have one place, since not every character can stand in a file's name.
func Place(dir, reference string) string { return filepath.Join(dir, folder(reference)) }

// Save writes the pack to its place in dir, and returns that. The pack appears
// whole or not at all: it is written beside its place, flushed to the disk and
// then renamed. With force a pack that stands there is renamed aside first, and
// put back by the next Save if this one is cut off.
// cancelled, if not nil, is asked between files; an error stops the work, with
// nothing left behind.
func (k *Pack) Save(dir string, force bool, cancelled func() error) (place string, err error) {
	return k.save(dir, force, cancelled, false)
}

// SaveAlone is Save where nobody else makes a pack of that case at the same
// time. It doesn't look through the folder, which may hold thousands.
func (k *Pack) SaveAlone(dir string, force bool, cancelled func() error) (place string, err error) {
	return k.save(dir, force, cancelled, true)
}

// Tidy puts right what a SaveAlone that was cut off left of a case's pack: what
// was renamed aside goes back to its place, unless the new pack had got there,
// and an unfinished one goes.
func Tidy(dir, reference string) error { return slotIn(dir, reference).tidy() }

// slot is where a pack goes, and what may lie beside that.
type slot struct {
	dir, place, aside string
	unfinished        string // a name, or its beginning
}

func slotIn(dir, reference string) slot {
	name := folder(reference)
	return slot{dir: dir, place: filepath.Join(dir, name), aside: filepath.Join(dir, "."+name+".old"), unfinished: "." + name + ".new"}
}

func (k *Pack) save(dir string, force bool, cancelled func() error, alone bool) (place string, err error) {
	s := slotIn(dir, k.Reference)
	ours := !exists(dir)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return s.place, plain(err)
	}
	defer func() {
		if err != nil && ours {
			_ = os.Remove(dir) // fails, as it should, if something is in it
		}
	}()
	if err := s.tidy(); err != nil {
		return s.place, err
	}
	if !alone {
		if err := s.sweep(); err != nil {
			return s.place, err
		}
	}
	if exists(s.place) && !force {
		return s.place, fmt.Errorf("%s %w", s.place, ErrExists)
	}
	tmp, err := s.begin(alone)
	if err != nil {
		return s.place, err
	}
	if err := k.write(tmp, cancelled); err != nil {
		return s.place, errors.Join(err, plain(os.RemoveAll(tmp)))
	}
	if exists(s.place) {
		if err := os.Rename(s.place, s.aside); err != nil {
			return s.place, errors.Join(plain(err), plain(os.RemoveAll(tmp)))
		}
	}
	if err := os.Rename(tmp, s.place); err != nil {
		back := error(nil)
		if exists(s.aside) {
			back = os.Rename(s.aside, s.place)
		}
		return s.place, errors.Join(plain(err), plain(back), plain(os.RemoveAll(tmp)))
	}
	if err := SyncDir(dir); err != nil {
		return s.place, err
	}
	return s.place, plain(os.RemoveAll(s.aside))
}

// begin makes the folder in which a pack is written: one that only this run
// writes to, for which chance gives the name unless it is alone.
func (s slot) begin(alone bool) (string, error) {
	if !alone {
		tmp, err := os.MkdirTemp(s.dir, s.unfinished+"-")
		return tmp, plain(err)
	}
	tmp := filepath.Join(s.dir, s.unfinished)
	return tmp, plain(os.Mkdir(tmp, 0o700))
}

func (s slot) tidy() error {
	if exists(s.aside) {
		if exists(s.place) {
			if err := os.RemoveAll(s.aside); err != nil {
				return plain(err)
			}
		} else if err := os.Rename(s.aside, s.place); err != nil {
			return plain(err)
		}
	}
	return plain(os.RemoveAll(filepath.Join(s.dir, s.unfinished)))
}

// sweep takes away what a Save that was cut off left unfinished.
func (s slot) sweep() error {
	entries, err := os.ReadDir(s.dir)
	if err != nil {
		return plain(err)
	}
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), s.unfinished+"-") {
			if err := os.RemoveAll(filepath.Join(s.dir, e.Name())); err != nil {
				return plain(err)
			}
		}
	}
	return nil
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

func (k *Pack) write(root string, cancelled func() error) error {
	made := map[string]bool{root: true}
	dirs := []string{root}
	for _, f := range k.Files {
		d := filepath.Dir(filepath.Join(root, filepath.FromSlash(f.Path)))
		if made[d] {
			continue
		}
		if err := os.MkdirAll(d, 0o700); err != nil {
			return plain(err)
		}
		for ; !made[d]; d = filepath.Dir(d) {
			made[d] = true
			dirs = append(dirs, d)
		}
	}
	var g errgroup.Group
	g.SetLimit(16) // most of the time is waiting for the disk
	for _, f := range k.Files {
		if cancelled != nil {
			if err := cancelled(); err != nil {
				return errors.Join(err, g.Wait())
			}
		}
		g.Go(func() error { return writeFile(filepath.Join(root, filepath.FromSlash(f.Path)), f.Bytes) })
	}
	if err := g.Wait(); err != nil {
		return err
	}
	for _, d := range dirs {
		g.Go(func() error { return SyncDir(d) })
	}
	return g.Wait()
}

func writeFile(path string, b []byte) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return plain(err)
	}
	_, err = f.Write(b)
	if err == nil {
		err = f.Sync()
	}
	return plain(errors.Join(err, f.Close()))
}

// plain drops the path of an unfinished folder from an error: whoever reads it
// never sees that folder.
func plain(err error) error {
	var p *fs.PathError
	var l *os.LinkError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &p):
		return fmt.Errorf("can't write the pack: %w", p.Err)
	case errors.As(err, &l):
		return fmt.Errorf("can't write the pack: %w", l.Err)
	}
	return err
}
