package deliver

import (
	"os"
	"path/filepath"
	"time"
)

// disk is what may fail for a moment, since another program looks into a folder
// just then: on Windows a virus scanner, the search, OneDrive or a preview has
// what is new open. There a folder can't be renamed or removed while any file
// in it is open.
type disk struct {
	rename    func(from, to string) error
	removeAll func(path string) error
	refused   func(error) bool         // an error that may pass
	opened    func(path string) string // the file below path that is open elsewhere; "" if none can be told
	wait      func(time.Duration)
}

func system() disk {
	return disk{os.Rename, os.RemoveAll, refused, opened, time.Sleep}
}

// patience is how long what is refused is tried again: long enough for a
// scanner, and short enough for somebody who has a letter open in Word.
const patience = 4 * time.Second

// again does something until it isn't refused any more.
func (d disk) again(do func() error) error {
	pause, waited := 10*time.Millisecond, time.Duration(0)
	for {
		err := do()
		if err == nil || !d.refused(err) || waited >= patience {
			return err
		}
		d.wait(pause)
		waited += pause
		pause = min(2*pause, patience/8)
	}
}

// move renames a folder; remove takes one away. Refused to the end, the error is
// a *Held.
func (d disk) move(from, to string) error {
	return d.held(from, d.again(func() error { return d.rename(from, to) }))
}

func (d disk) remove(path string) error {
	return d.held(path, d.again(func() error { return d.removeAll(path) }))
}

func (d disk) held(path string, err error) error {
	if err == nil || !d.refused(err) {
		return err
	}
	h := &Held{Err: Cause(err)}
	if file := d.opened(path); file != "" {
		if rel, err := filepath.Rel(path, file); err == nil && rel != "." {
			h.File = filepath.ToSlash(rel)
		}
	}
	return h
}

// Held is that something couldn't be renamed or removed, since another program
// has a file in it open. It is one folder's own: others can be saved.
type Held struct {
	File string // which, below the folder, with "/"; "" where that can't be told
	Err  error  // the system's
}

// Error says which file is open, as far as that is known.
func (h *Held) Error() string {
	if h.File == "" {
		return "it, or a file in it, is open in another program (" + h.Err.Error() + ")"
	}
	return "a file in it is open in another program: " + h.File
}

// Unwrap is the system's error.
func (h *Held) Unwrap() error { return h.Err }
