package serve

import (
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"handover/internal/app"
	"handover/internal/deliver"
)

// What was there before a save is kept in the hidden folder .handover beside the
// cases, the last states of each case.

const (
	hidden = ".handover"
	states = 20
	stamp  = "20060102T150405.000"
)

// errMeanwhile is that a file isn't any more what the form was made from.
var errMeanwhile = errors.New("the case was changed meanwhile")

// A state is one of the last that a case had.
type state struct {
	File string // its name in the hidden folder
	When string
	Hash string // the first figures of it
}

// save puts a case's file in place of the one with that hash, whole or not at
// all. What was there is kept first.
func (s *store) save(c *opened, hash string, b []byte, now time.Time) error {
	defer s.hold(c.Name)()
	unlock, err := s.lock()
	if err != nil {
		return err
	}
	defer unlock()
	was, err := os.ReadFile(c.File)
	if err != nil {
		return cantSave(err)
	}
	if deliver.Sum(was) != hash {
		return errMeanwhile
	}
	if err := s.keep(c.Name, was, now); err != nil {
		return cantSave(err)
	}
	if err := deliver.Replace(c.File, b); err != nil {
		return cantSave(err)
	}
	return nil
}

func cantSave(err error) error {
	return app.Fail("the case couldn't be saved: "+deliver.Cause(err).Error(), "what was there before is as it was; look whether the folder can be written to, and save again")
}

// hold lets one save of a case at a time through.
func (s *store) hold(name string) func() {
	s.mu.Lock()
	m := s.saving[name]
	if m == nil {
		m = &sync.Mutex{}
		s.saving[name] = m
	}
	s.mu.Unlock()
	m.Lock()
	return m.Unlock
}

// lock keeps another run of the program off the folder, for the moment of a save.
func (s *store) lock() (func(), error) {
	if err := deliver.Hidden(filepath.Join(s.folder, hidden)); err != nil {
		return nil, cantSave(err)
	}
	for range 100 {
		l, err := deliver.Lock(filepath.Join(s.folder, hidden, "lock"), false)
		if err == nil {
			return func() { _ = l.Close() }, nil // the system lets go of it in any case
		}
		if !errors.Is(err, deliver.ErrBusy) {
			return nil, cantSave(err)
		}
		time.Sleep(20 * time.Millisecond)
	}
	return nil, app.Fail("another window of the program is saving to this folder", "wait a moment, and save again")
}

// place is where the states of a case are kept.
func (s *store) place(name string) string {
	return filepath.Join(s.folder, hidden, strings.TrimSuffix(name, filepath.Ext(name)))
}

// keep keeps a state, and lets the oldest go.
func (s *store) keep(name string, b []byte, now time.Time) error {
	dir := s.place(name)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	all, err := s.kept(name)
	if err != nil {
		return err
	}
	if now, err = time.Parse(stamp, now.Format(stamp)); err != nil { // the hour on the wall, whatever the zone
		return err
	}
	sum := deliver.Sum(b)[:12]
	if len(all) > 0 && all[0].Hash == sum {
		return nil
	}
	file := ""
	for n := 0; ; n++ { // several within a millisecond
		file = now.Add(time.Duration(n)*time.Millisecond).Format(stamp) + "-" + sum + ".json"
		if len(all) == 0 || file[:len(stamp)] > all[0].File[:len(stamp)] {
			break
		}
		if n == 0 {
			if last, err := time.Parse(stamp, all[0].File[:len(stamp)]); err == nil && last.After(now) {
				now = last // the clock went back
			}
		}
	}
	if err := deliver.Replace(filepath.Join(dir, file), b); err != nil {
		return err
	}
	for _, old := range all[min(len(all), states-1):] {
		if err := os.Remove(filepath.Join(dir, old.File)); err != nil {
			return err
		}
	}
	return nil
}

// kept are a case's last states, the newest first.
func (s *store) kept(name string) ([]state, error) {
	entries, err := os.ReadDir(s.place(name))
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var out []state
	for _, e := range entries {
		when, rest, ok := strings.Cut(strings.TrimSuffix(e.Name(), ".json"), "-")
		t, err := time.Parse(stamp, when)
		if !ok || err != nil || !e.Type().IsRegular() {
			continue
		}
		out = append(out, state{e.Name(), t.Format("2 January 2006, 15:04:05"), rest})
	}
	slices.Reverse(out)
	return out, nil
}

// state reads one of a case's last states.
func (s *store) state(name string, file string) ([]byte, error) {
	all, err := s.kept(name)
	if err != nil {
		return nil, cantSave(err)
	}
	i := slices.IndexFunc(all, func(x state) bool { return x.File == file })
	if i < 0 {
		return nil, gone("There is no such earlier state.")
	}
	b, err := os.ReadFile(filepath.Join(s.place(name), file))
	if err != nil {
		return nil, cantSave(err)
	}
	if deliver.Sum(b)[:len(all[i].Hash)] != all[i].Hash {
		return nil, &told{http.StatusConflict, "This earlier state isn’t what was kept", "Its file was changed, or isn’t whole. Choose another one; the case is as it was."}
	}
	return b, nil
}

// was is the state of a case that a form was made from, if it is still kept.
func (s *store) was(name, hash string) *node {
	all, err := s.kept(name)
	if err != nil {
		return nil
	}
	for _, x := range all {
		if len(hash) >= len(x.Hash) && hash[:len(x.Hash)] == x.Hash {
			if b, err := os.ReadFile(filepath.Join(s.place(name), x.File)); err == nil && deliver.Sum(b) == hash {
				n, err := tree(b)
				if err == nil {
					return n
				}
			}
		}
	}
	return nil
}

// fresh is a name that no file of the folder has: "case-2.json".
func (s *store) fresh(stem string) string {
	for n := 1; ; n++ {
		name := stem + ".json"
		if n > 1 {
			name = fmt.Sprintf("%s-%d.json", stem, n)
		}
		if !deliver.Exists(filepath.Join(s.folder, name)) {
			return name
		}
	}
}
