package deliver

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/sync/errgroup"
)

// ErrExists means that a folder of that name stands there already.
var ErrExists = errors.New("already exists and was left unchanged")

// A Folder is finished files that belong together.
type Folder struct {
	Name  string // what it is of: a case's reference
	Files []File
}

// How says how a folder is saved.
type How struct {
	// Replace replaces one that stands there already.
	Replace bool
	// Alone says that nobody else saves a folder of that name at the same time.
	// The one that it is saved in, which may hold thousands, isn't looked
	// through then.
	Alone bool
	// Cancelled, if not nil, is asked between files. An error of its stops the
	// work, with nothing left behind.
	Cancelled func() error
}

// Saved is what became of a folder.
type Saved struct {
	Place string // where it stands, or would
	// Left is why something that was replaced still lies beside it, or nil: the
	// next Save takes it away.
	Left error
}

// Place is where in dir a folder stands. Two names may have one place, since
// not every character can stand in a file's name.
func Place(dir, name string) string { return filepath.Join(dir, OnDisk(name)) }

// Save writes the folder to its place in dir. It appears whole or not at all:
// it is written beside its place, flushed to the disk and then renamed. One
// that is replaced is first renamed aside, and put back by the next Save if
// this one is cut off. The error is ErrExists, a *Held or a *WriteError, or
// Cancelled's.
func (f Folder) Save(dir string, how How) (Saved, error) {
	return system().save(f, dir, how)
}

// Tidy puts right what a Save with Alone that was cut off left of a folder: what
// was renamed aside goes back to its place, unless the new one had got there,
// and an unfinished one goes.
func Tidy(dir, name string) error {
	s := slotIn(system(), dir, name)
	return s.cant(s.tidy())
}

// slot is where a folder goes, and what may lie beside that.
type slot struct {
	disk
	dir, place, aside string
	unfinished        string // a name, or its beginning
}

func slotIn(d disk, dir, name string) slot {
	name = OnDisk(name)
	return slot{disk: d, dir: dir, place: filepath.Join(dir, name), aside: filepath.Join(dir, "."+name+".old"), unfinished: "." + name + ".new"}
}

func (d disk) save(f Folder, dir string, how How) (done Saved, err error) {
	s := slotIn(d, dir, f.Name)
	done.Place = s.place
	ours := !Exists(dir)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return done, s.cant(err)
	}
	defer func() {
		if err != nil && ours {
			_ = os.Remove(dir) // fails, as it should, if something is in it
		}
	}()
	if err := s.tidy(); err != nil {
		return done, s.cant(err)
	}
	if !how.Alone {
		s.sweep()
	}
	if Exists(s.place) && !how.Replace {
		return done, fmt.Errorf("%s %w", s.place, ErrExists)
	}
	tmp, err := s.begin(how.Alone)
	if err != nil {
		return done, s.cant(err)
	}
	if err := f.write(tmp, how.Cancelled); err != nil {
		_ = s.remove(tmp) // the first error is the one to tell; the next Save takes away what is left
		return done, s.cant(err)
	}
	if err := s.swap(tmp); err != nil {
		_ = s.remove(tmp)
		return done, s.cant(err)
	}
	if err := syncDir(dir); err != nil {
		return done, s.cant(err)
	}
	done.Left = s.cant(s.remove(s.aside))
	return done, nil
}

// swap puts the finished folder in its place, and what stands there aside.
func (s slot) swap(tmp string) error {
	if Exists(s.place) {
		if err := s.move(s.place, s.aside); err != nil {
			return err
		}
	}
	err := s.move(tmp, s.place)
	if err != nil && Exists(s.aside) {
		if back := s.move(s.aside, s.place); back != nil {
			return fmt.Errorf("%w; what stood there lies beside it, in %s", Cause(err), filepath.Base(s.aside))
		}
	}
	return err
}

// cant says an error of the folder's in its own name.
func (s slot) cant(err error) error {
	var stopped *cancelled
	switch {
	case err == nil:
		return nil
	case errors.As(err, &stopped):
		return stopped.error
	}
	return cantWrite(filepath.Base(s.place), err)
}

// begin makes the folder in which the files are written: one that only this run
// writes to, for which chance gives the name unless it is alone.
func (s slot) begin(alone bool) (string, error) {
	if !alone {
		return os.MkdirTemp(s.dir, s.unfinished+"-")
	}
	tmp := filepath.Join(s.dir, s.unfinished)
	return tmp, os.Mkdir(tmp, 0o700)
}

func (s slot) tidy() error {
	if Exists(s.aside) {
		if Exists(s.place) {
			if err := s.remove(s.aside); err != nil {
				return err
			}
		} else if err := s.move(s.aside, s.place); err != nil {
			return err
		}
	}
	return s.remove(filepath.Join(s.dir, s.unfinished))
}

// sweep takes away what a Save that was cut off left unfinished, as far as it
// can now.
func (s slot) sweep() {
	entries, err := os.ReadDir(s.dir)
	if err != nil {
		return // the next write says it better
	}
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), s.unfinished+"-") {
			_ = s.removeAll(filepath.Join(s.dir, e.Name()))
		}
	}
}

// cancelled is an error of the caller's own.
type cancelled struct{ error }

func (f Folder) write(root string, stop func() error) error {
	made := map[string]bool{root: true}
	dirs := []string{root}
	for _, x := range f.Files {
		d := filepath.Dir(filepath.Join(root, filepath.FromSlash(x.Path)))
		if made[d] {
			continue
		}
		if err := os.MkdirAll(d, 0o700); err != nil {
			return err
		}
		for ; !made[d]; d = filepath.Dir(d) {
			made[d] = true
			dirs = append(dirs, d)
		}
	}
	var g errgroup.Group
	g.SetLimit(16) // most of the time is waiting for the disk
	for _, x := range f.Files {
		if stop != nil {
			if err := stop(); err != nil {
				_ = g.Wait() // whatever it says, the work was stopped
				return &cancelled{err}
			}
		}
		g.Go(func() error { return writeFile(filepath.Join(root, filepath.FromSlash(x.Path)), x.Bytes) })
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
		return err
	}
	_, err = f.Write(b)
	if err == nil {
		err = f.Sync()
	}
	if shut := f.Close(); err == nil {
		err = shut
	}
	return err
}
