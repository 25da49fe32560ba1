package pack

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"handover/internal/deliver"
	"handover/internal/fill"
	"handover/model"
	"handover/model/dates"
	"handover/render"
)

// Accepted is what a file of a pack was before somebody changed it, and who answers
// for what it is now: a form that was signed, a letter to which a line was added.
type Accepted struct {
	Before string     `json:"sha256_before"`
	Bytes  int        `json:"bytes_before"`
	By     model.ID   `json:"by"` // of workers
	Why    string     `json:"why"`
	On     dates.Date `json:"on"`
}

// The errors of Accept, beside a Disclosed and those of the disk.
var (
	ErrNotListed  = errors.New("is no file of this pack")
	ErrSame       = errors.New("is as it was made: there is nothing to accept")
	ErrUnread     = errors.New("can't be read again, so that nobody can say what it shows")
	ErrNobody     = errors.New("the record has no worker with the id of whoever accepts it")
	ErrNoReason   = errors.New("the reason isn't words")
	ErrNotToday   = errors.New("may not be sent to its reader by the record as it is now")
	errOtherCases = errors.New("is the pack of another case")
)

// Accept takes a file that somebody changed after it was made into the manifest of
// its saved pack: what it was, what it is, who says so and why. What goes outside
// is searched first, by the record as it is now; a Disclosed means that it shows
// what its reader may not know. also are the files of the same document in other
// formats, which say what they said before.
func Accept(dir, path string, by model.ID, why string, rec *model.Record, set *fill.Set, opt Options) (also []string, err error) {
	m, _, err := readManifest(dir)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(m.Files, func(f ManifestFile) bool { return f.Path == path })
	switch {
	case m.Reference != rec.Reference:
		return nil, fmt.Errorf("%s %w", dir, errOtherCases)
	case i < 0:
		return nil, fmt.Errorf("%s %w", path, ErrNotListed)
	case rec.Worker(by) == nil:
		return nil, ErrNobody
	case !inWords(why, 1, 4):
		return nil, ErrNoReason
	}
	f := &m.Files[i]
	b, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(path)))
	if err != nil {
		return nil, deliver.Cause(err)
	}
	if deliver.Sum(b) == f.SHA256 {
		return nil, fmt.Errorf("%s %w", path, ErrSame)
	}
	if err := m.lookAt(f, b, rec, set, opt); err != nil {
		return nil, err
	}
	f.Accepted = append(f.Accepted, Accepted{Before: f.SHA256, Bytes: f.Bytes, By: by, Why: why, On: opt.AsOf})
	f.SHA256, f.Bytes = deliver.Sum(b), len(b)
	out, err := deliver.Manifest(m)
	if err != nil {
		return nil, err
	}
	for _, x := range m.Files {
		if x.Path != path && strings.TrimSuffix(x.Path, "."+string(x.Format)) == strings.TrimSuffix(path, "."+string(f.Format)) {
			also = append(also, x.Path)
		}
	}
	return also, deliver.Replace(filepath.Join(dir, out.Path), out.Bytes)
}

// lookAt reads a changed file again, and searches what goes outside as verify does.
func (m manifest) lookAt(f *ManifestFile, b []byte, rec *model.Record, set *fill.Set, opt Options) error {
	if !f.Audience.Outside() {
		if _, err := render.Read(f.Format, b); err != nil {
			return fmt.Errorf("%s %w", f.Path, ErrUnread)
		}
		return nil
	}
	opt.Only, opt.To, opt.Again = nil, nil, true
	plan, err := Choose(rec, set, opt)
	if err != nil {
		return err
	}
	var v Verified
	changed := *f
	changed.Cleared = nil // what was cleared are the words that were made
	plan.again(&v, manifest{Files: []ManifestFile{changed}})
	plan.verify(&v, changed, b)
	switch {
	case v.Held():
		return fmt.Errorf("%s %w: %s", f.Path, ErrNotToday, strings.Join(v.NotNow[0].Reasons, "; "))
	case len(v.Unread) > 0:
		return fmt.Errorf("%s %w", f.Path, ErrUnread)
	case len(v.Discloses) > 0:
		return &Disclosed{Files: v.Discloses}
	}
	return nil
}

// asMade is the manifest as it was made, without what was accepted since.
func (m manifest) asMade() manifest {
	m.Files = slices.Clone(m.Files)
	for i := range m.Files {
		if f := &m.Files[i]; len(f.Accepted) > 0 {
			f.SHA256, f.Bytes, f.Accepted = f.Accepted[0].Before, f.Accepted[0].Bytes, nil
		}
	}
	return m
}
