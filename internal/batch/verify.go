package batch

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"

	"handover/internal/approval"
	"handover/internal/deliver"
	"handover/internal/mail"
	"handover/internal/pack"
	"handover/model/cases"
)

// Verified is what a folder of packs is like now, against its manifest. Paths
// are within the folder.
type Verified struct {
	Packs   int          `json:"packs"`   // of the manifest
	Changed []VerifyPack `json:"changed"` // packs that are no longer what was made
	Missing []string     `json:"missing"` // packs, and manifests of parts
	Added   []string     `json:"added"`   // what is no part of the batch
}

// VerifyPack is a pack of which something was changed.
type VerifyPack struct {
	Path  string `json:"path"`
	Other bool   `json:"other"` // its manifest isn't the one that the batch made
	pack.Verified
}

// Sound says whether the folder is as it was made.
func (v Verified) Sound() bool { return len(v.Changed)+len(v.Missing)+len(v.Added) == 0 }

// ErrUnfinished means that a folder's batch hasn't been gone through to its end.
var ErrUnfinished = errors.New("the batch in this folder isn't finished")

var (
	manifestForm = regexp.MustCompile(`^batch-manifest(?:-([0-9]+)-of-([0-9]+))?\.json$`)
	ownForm      = regexp.MustCompile(`^(?:\.?(?:batch|batch-manifest|failures)(?:-[0-9]+-of-[0-9]+)?(?:-new)?\.(?:json|csv|lock))$`)
)

// Is says whether a folder is that of a batch.
func Is(dir string) bool {
	found, err := filepath.Glob(filepath.Join(dir, "batch*.json"))
	return err == nil && slices.ContainsFunc(found, func(f string) bool { return ownForm.MatchString(filepath.Base(f)) })
}

// Verify holds a folder against the manifest of its batch, or the manifests of
// its parts, and each pack against its own. look hears of each pack that is
// there.
func Verify(dir string, look func(Packed)) (Verified, error) {
	v := Verified{Changed: []VerifyPack{}, Missing: []string{}, Added: []string{}}
	names, err := manifests(dir, &v)
	if err != nil {
		return v, err
	}
	known := map[string]bool{}
	for _, name := range names {
		src, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			return v, fmt.Errorf("%s: %w", name, deliver.Cause(err))
		}
		var m Manifest
		if err := json.Unmarshal(src, &m); err != nil || m.Schema != manifestSchema {
			return v, fmt.Errorf("%s is not a manifest of this program's", name)
		}
		for _, p := range m.Packs {
			v.Packs++
			known[p.Path] = true
			if !filepath.IsLocal(p.Path) {
				return v, fmt.Errorf("%s names a pack that is outside the folder", name)
			}
			if err := v.pack(dir, p); err != nil {
				return v, err
			}
			if !slices.Contains(v.Missing, p.Path) {
				look(p)
			}
		}
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return v, deliver.Cause(err)
	}
	for _, e := range entries {
		if !known[e.Name()] && !ownForm.MatchString(e.Name()) && !mail.Own(e.Name()) && !approval.Own(e.Name()) && !cases.Leftover(e.Name()) {
			v.Added = append(v.Added, e.Name())
		}
	}
	return v, nil
}

// manifests are the names of a folder's manifests; of parts all have to be
// there.
func manifests(dir string, v *Verified) ([]string, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, deliver.Cause(err)
	}
	var found []string
	parts := ""
	for _, e := range entries {
		if m := manifestForm.FindStringSubmatch(e.Name()); m != nil {
			found = append(found, e.Name())
			parts = m[2]
		}
	}
	if len(found) == 0 {
		return nil, ErrUnfinished
	}
	n := 0
	if _, err := fmt.Sscan(parts, &n); parts != "" && err != nil {
		return nil, err
	}
	for i := 1; i <= n; i++ {
		if name := (Part{i, n}).file("batch-manifest", ".json"); !slices.Contains(found, name) {
			v.Missing = append(v.Missing, name)
		}
	}
	return found, nil
}

// pack holds one pack against the manifests.
func (v *Verified) pack(dir string, p Packed) error {
	now, _, err := pack.VerifyFiles(filepath.Join(dir, p.Path))
	if errors.Is(err, deliver.ErrNoFolder) {
		v.Missing = append(v.Missing, p.Path)
		return nil
	}
	if errors.Is(err, deliver.ErrNoManifest) {
		v.Changed = append(v.Changed, VerifyPack{Path: p.Path, Other: true, Verified: pack.Verified{Reference: p.Reference}})
		return nil
	}
	if err != nil {
		return err
	}
	if other := now.Made != p.SHA256; other || !now.Sound() {
		v.Changed = append(v.Changed, VerifyPack{p.Path, other, now})
	}
	return nil
}
