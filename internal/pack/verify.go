package pack

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"handover/internal/fill"
	"handover/model"
	"handover/render"
)

// Verified is what a saved pack is like now, against its manifest and the
// record. Paths are within the pack, in the manifest's order.
type Verified struct {
	Reference string    `json:"reference"`
	Files     int       `json:"files"`   // of the manifest
	Changed   []string  `json:"changed"` // no longer what was made
	Missing   []string  `json:"missing"`
	Added     []string  `json:"added"`     // files that the manifest doesn't know
	Unread    []string  `json:"unread"`    // can't be read again, so that they could not be searched
	Discloses []Refused `json:"discloses"` // show, with the record as it is now, what their reader may not know
}

// Sound says whether the pack is as it was made and may be sent.
func (v Verified) Sound() bool {
	return len(v.Changed)+len(v.Missing)+len(v.Added)+len(v.Unread)+len(v.Discloses) == 0
}

// Verify holds a saved pack against its manifest, and searches what goes
// outside, as it is now, for what its reader may not know by the record as it
// is now: a letter that was edited is named as changed and searched all the
// same, and a pack that was made before a restriction is found out.
func Verify(dir string, rec *model.Record, set *fill.Set, opt Options) (Verified, error) {
	m, _, err := readManifest(dir)
	if err != nil {
		return Verified{}, err
	}
	if m.Reference != rec.Reference {
		return Verified{}, fmt.Errorf("%s is the pack of another case", dir)
	}
	plan, err := Choose(rec, set, opt)
	if err != nil {
		return Verified{}, err
	}
	return m.hold(dir, plan.verify)
}

// VerifyFiles holds a saved pack against its manifest, and searches nothing.
// manifest is the SHA-256 of the manifest itself, as it is now.
func VerifyFiles(dir string) (v Verified, manifest string, err error) {
	m, src, err := readManifest(dir)
	if err != nil {
		return Verified{}, "", err
	}
	v, err = m.hold(dir, nil)
	return v, sum(src), err
}

// What keeps a folder from being a pack.
var (
	ErrNoPack     = errors.New("is no pack: it has no " + manifestName)
	ErrNoManifest = errors.New(manifestName + " is not a manifest of this program's")
)

// readManifest reads the manifest of a saved pack.
func readManifest(dir string) (m manifest, src []byte, err error) {
	src, err = os.ReadFile(filepath.Join(dir, manifestName))
	if errors.Is(err, fs.ErrNotExist) {
		return m, nil, fmt.Errorf("%s %w", dir, ErrNoPack)
	}
	if err != nil {
		return m, nil, plain(err)
	}
	if err := json.Unmarshal(src, &m); err != nil || m.Schema != manifestSchema {
		return m, nil, fmt.Errorf("%s: %w", dir, ErrNoManifest)
	}
	return m, src, nil
}

// hold holds a pack's files against its manifest; outside, if not nil, looks at
// each that goes outside.
func (m manifest) hold(dir string, outside func(*Verified, manifestFile, []byte)) (Verified, error) {
	v := Verified{Reference: m.Reference, Files: len(m.Files), Changed: []string{}, Missing: []string{}, Added: []string{}, Unread: []string{}, Discloses: []Refused{}}
	known := []string{manifestName}
	for _, f := range m.Files {
		known = append(known, f.Path)
		b, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(f.Path)))
		if errors.Is(err, fs.ErrNotExist) {
			v.Missing = append(v.Missing, f.Path)
			continue
		}
		if err != nil {
			return v, plain(err)
		}
		if sum(b) != f.SHA256 {
			v.Changed = append(v.Changed, f.Path)
		}
		if f.Audience.Outside() && outside != nil {
			outside(&v, f, b)
		}
	}
	return v, added(dir, known, &v)
}

// verify searches one file that goes outside.
func (plan *Plan) verify(v *Verified, f manifestFile, b []byte) {
	c, err := reread(f.Format, b)
	if err != nil || !knows(plan.rec, f.Recipient) {
		v.Unread = append(v.Unread, f.Path)
		return
	}
	of := &Planned{Kind: f.Kind, Reader: f.Audience, Recipient: f.Recipient, Child: f.Child, Path: strings.TrimSuffix(f.Path, "."+string(f.Format)), doc: &render.Doc{}}
	for i := range plan.Documents {
		if plan.Documents[i].Path == of.Path {
			of.doc = plan.Documents[i].doc // for the recipient's address as the record has it now
		}
	}
	j := &job{of: of, format: f.Format, file: File{Path: f.Path, Bytes: b}, search: plan.search(of), letterhead: plan.letterhead()}
	for _, x := range f.Cleared {
		j.clear = append(j.clear, Clearance{SHA256: f.SHA256, Field: x.Field, What: x.What, By: x.By, Reason: x.Reason})
	}
	j.disclose(c)
	if len(j.shows) > 0 {
		v.Discloses = append(v.Discloses, Refused{Path: f.Path, Kind: f.Kind, Reader: f.Audience, Recipient: f.Recipient, Child: f.Child, Format: f.Format,
			SHA256: sum(b), Fields: j.shows, Cleared: j.cleared})
	}
}

// knows says whether the record still has whoever a letter went to.
func knows(rec *model.Record, id model.ID) bool {
	return rec.Child(id) != nil || rec.Person(id) != nil || rec.Professional(id) != nil || rec.Authority(id) != nil
}

// added finds files that the manifest doesn't know.
func added(dir string, known []string, v *Verified) error {
	return filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		if rel = filepath.ToSlash(rel); !slices.Contains(known, rel) {
			v.Added = append(v.Added, rel)
		}
		return nil
	})
}
