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

// Save writes the pack to dir/REFERENCE, and returns that path. The pack
// appears whole or not at all: it is written beside its place, flushed to the
// disk and then renamed. With force a pack that stands there is renamed aside
// first, and put back by the next Save if this one is cut off.
// cancelled, if not nil, is asked between files; true stops the work, with
// nothing left behind.
func (k *Pack) Save(dir string, force bool, cancelled func() error) (place string, err error) {
	name := folder(k.Reference)
	place = filepath.Join(dir, name)
	aside := filepath.Join(dir, "."+name+".old")
	ours := !exists(dir)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return place, plain(err)
	}
	defer func() {
		if err != nil && ours {
			_ = os.Remove(dir) // fails, as it should, if something is in it
		}
	}()
	if err := tidy(dir, name, place, aside); err != nil {
		return place, err
	}
	if exists(place) && !force {
		return place, fmt.Errorf("%s %w", place, ErrExists)
	}
	tmp, err := os.MkdirTemp(dir, "."+name+".new-")
	if err != nil {
		return place, plain(err)
	}
	if err := k.write(tmp, cancelled); err != nil {
		return place, errors.Join(err, plain(os.RemoveAll(tmp)))
	}
	if exists(place) {
		if err := os.Rename(place, aside); err != nil {
			return place, errors.Join(plain(err), plain(os.RemoveAll(tmp)))
		}
	}
	if err := os.Rename(tmp, place); err != nil {
		back := error(nil)
		if exists(aside) {
			back = os.Rename(aside, place)
		}
		return place, errors.Join(plain(err), plain(back), plain(os.RemoveAll(tmp)))
	}
	if err := syncDir(dir); err != nil {
		return place, err
	}
	return place, plain(os.RemoveAll(aside))
}

// tidy puts right what a run that was cut off left: a pack renamed aside goes
// back to its place, unless the new one had got there, and unfinished ones go.
func tidy(dir, name, place, aside string) error {
	if exists(aside) {
		if exists(place) {
			if err := os.RemoveAll(aside); err != nil {
				return plain(err)
			}
		} else if err := os.Rename(aside, place); err != nil {
			return plain(err)
		}
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return plain(err)
	}
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), "."+name+".new-") {
			if err := os.RemoveAll(filepath.Join(dir, e.Name())); err != nil {
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
		g.Go(func() error { return syncDir(d) })
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
