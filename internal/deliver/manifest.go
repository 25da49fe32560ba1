package deliver

import (
	"encoding/json"
	"errors"
	"fmt"
	"handover/model/cases"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
)

// ManifestName is the file that says what a folder's other files are.
const ManifestName = "manifest.json"

// What keeps a folder from having a manifest of ours.
var (
	ErrNoFolder   = errors.New("is no pack: it has no " + ManifestName)
	ErrNoManifest = errors.New(ManifestName + " is not a manifest of this program's")
)

// Manifest is what a folder's files are, as its last file.
func Manifest(v any) (File, error) {
	b, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		return File{}, fmt.Errorf("writing the manifest: %w", err)
	}
	return File{Path: ManifestName, Bytes: append(b, '\n')}, nil
}

// ReadManifest reads the manifest of a saved folder into v, and returns its
// bytes. Its field "schema" has to be the one that is given.
func ReadManifest(dir, schema string, v any) (src []byte, err error) {
	src, err = os.ReadFile(filepath.Join(dir, ManifestName))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s %w", dir, ErrNoFolder)
	}
	if err != nil {
		return nil, cantRead(filepath.Join(dir, ManifestName), err)
	}
	var of struct{ Schema string }
	if json.Unmarshal(src, &of) != nil || of.Schema != schema || json.Unmarshal(src, v) != nil {
		return nil, fmt.Errorf("%s: %w", dir, ErrNoManifest)
	}
	return src, nil
}

// Listed is a file as a manifest has it.
type Listed struct {
	Path   string // within the folder, with "/"
	SHA256 string
}

// Differences are between a saved folder and its manifest. Paths are within the
// folder, with "/", in the manifest's order and then the folder's.
type Differences struct {
	Changed, Missing, Added []string
	Beside                  []string // what other programs leave: Word's note that a letter is open, a folder's settings
}

// Hold holds a saved folder against its manifest. look, if not nil, is given
// each file that is there, by its number.
func Hold(dir string, files []Listed, look func(i int, b []byte)) (Differences, error) {
	d := Differences{Changed: []string{}, Missing: []string{}, Added: []string{}, Beside: []string{}}
	known := []string{ManifestName}
	for i, f := range files {
		known = append(known, f.Path)
		at := filepath.Join(dir, filepath.FromSlash(f.Path))
		b, err := os.ReadFile(at)
		if errors.Is(err, fs.ErrNotExist) {
			d.Missing = append(d.Missing, f.Path)
			continue
		}
		if err != nil {
			return d, cantRead(at, err)
		}
		if Sum(b) != f.SHA256 {
			d.Changed = append(d.Changed, f.Path)
		}
		if look != nil {
			look(i, b)
		}
	}
	return d, d.added(dir, known)
}

// added finds files that the manifest doesn't know.
func (d *Differences) added(dir string, known []string) error {
	return filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return cantRead(path, err)
		}
		if e.IsDir() {
			return nil
		}
		rel, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		switch rel = filepath.ToSlash(rel); {
		case slices.Contains(known, rel):
		case cases.Leftover(e.Name()):
			d.Beside = append(d.Beside, rel)
		default:
			d.Added = append(d.Added, rel)
		}
		return nil
	})
}

// cantRead says which file couldn't be read.
func cantRead(path string, err error) error {
	if refused(err) {
		return fmt.Errorf("%s can't be read: it is open in another program, which lets nobody else read it (%w)", path, Cause(err))
	}
	return fmt.Errorf("%s can't be read: %w", path, Cause(err))
}
