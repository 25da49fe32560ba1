package serve

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base32"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"handover/internal/app"
	"handover/internal/deliver"
	"handover/model"
)

// opened is a case file of the folder. Nothing of it is read yet.
type opened struct {
	ID   string // what addresses call it; it says nothing of the name, and is another in the next run
	Name string // of the file, in the folder
	File string // its path
	Size int64
	When time.Time // when it was last changed
}

// store is the folder of case files.
type store struct {
	folder string
	key    []byte

	mu     sync.Mutex
	names  map[string]string // of files, by id
	briefs map[string]brief  // what the list says of each, by the file's name
	saving map[string]*sync.Mutex
}

func newStore(folder string, key []byte) *store {
	return &store{folder: folder, key: key, names: map[string]string{}, briefs: map[string]brief{}, saving: map[string]*sync.Mutex{}}
}

// id is what addresses call a file of the folder.
func (s *store) id(name string) string {
	h := hmac.New(sha256.New, s.key)
	_, _ = h.Write([]byte(name)) // it never fails
	return strings.ToLower(base32.StdEncoding.EncodeToString(h.Sum(nil)[:10]))
}

// all are the folder's case files, by name. Files in folders below it are
// archived, or packs, and hidden ones are the program's.
func (s *store) all() ([]*opened, error) {
	entries, err := os.ReadDir(s.folder)
	if err != nil {
		return nil, app.Fail("the folder of the cases can't be read: "+deliver.Cause(err).Error(), "look whether it is still there")
	}
	var out []*opened
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, e := range entries {
		if !isCase(e.Name()) || !e.Type().IsRegular() {
			continue
		}
		info, err := e.Info()
		if errors.Is(err, fs.ErrNotExist) {
			continue // it has gone meanwhile
		}
		if err != nil {
			return nil, app.Fail("the folder of the cases can't be read: "+deliver.Cause(err).Error(), "")
		}
		id := s.id(e.Name())
		s.names[id] = e.Name()
		out = append(out, &opened{id, e.Name(), filepath.Join(s.folder, e.Name()), info.Size(), info.ModTime()})
	}
	slices.SortFunc(out, func(a, b *opened) int { return strings.Compare(a.Name, b.Name) })
	return out, nil
}

// isCase says whether a file of that name in the folder is taken for a case.
func isCase(name string) bool {
	return strings.EqualFold(filepath.Ext(name), ".json") && !strings.HasPrefix(name, ".") && !strings.HasPrefix(name, "~")
}

// find is the case file that an address calls so. Only what lies in the folder
// has an id, so there is no name to play tricks with.
func (s *store) find(id string) (*opened, error) {
	s.mu.Lock()
	name, known := s.names[id]
	s.mu.Unlock()
	if !known { // of a file that came since the list was shown
		if _, err := s.all(); err != nil {
			return nil, err
		}
		s.mu.Lock()
		name, known = s.names[id]
		s.mu.Unlock()
	}
	path := filepath.Join(s.folder, name)
	info, err := os.Lstat(path)
	if !known || err != nil || !info.Mode().IsRegular() {
		return nil, gone("There is no such case in the folder.")
	}
	return &opened{id, name, path, info.Size(), info.ModTime()}, nil
}

// read reads a case's file. hash is what tells whether it was changed since.
func (s *store) read(c *opened) (src []byte, hash string, err error) {
	if c.Size > model.MaxSize {
		return nil, "", app.Fail("the file is larger than any case can be", "look whether it is one")
	}
	if src, err = os.ReadFile(c.File); err != nil {
		return nil, "", app.Fail("the case's file can't be read: "+deliver.Cause(err).Error(), "nothing was changed")
	}
	return src, deliver.Sum(src), nil
}

// open is the case that a page is about, by the address.
func (v *visit) open() (*opened, error) { return v.store.find(v.r.PathValue("case")) }
