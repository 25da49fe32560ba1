package app

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"handover/internal/deliver"
	"handover/internal/fill"
	"handover/model"
	"handover/templates"
)

// CouncilTemplates is what a council's checked templates come to.
type CouncilTemplates struct {
	Council     string
	Kinds, Rows int // of documents, and of the procedure
}

// CheckTemplates loads every council's protocol and templates. The error is
// fill.Faults, with all that is wrong, or the program's; the councils whose
// templates stand are returned all the same. unused are templates that no
// document uses: most likely their names have slipped.
func (s *Shelf) CheckTemplates() (sound []CouncilTemplates, unused []Warning, err error) {
	var wrong fill.Faults
	used := map[string]bool{}
	for _, council := range s.Councils {
		set, err := fill.Load(council, s.layers...)
		err = atTemplates(err)
		var faults fill.Faults
		switch {
		case errors.As(err, &faults):
			for _, f := range faults {
				if !slices.Contains(wrong, f) {
					wrong = append(wrong, f)
				}
			}
		case err != nil:
			return nil, nil, err
		default:
			kinds := map[string]bool{}
			used[set.CheckSheet.File], used[set.Cover.File] = true, true
			for _, t := range set.Trackers {
				used[t.Paper.File] = true
			}
			for _, d := range set.Documents {
				used[d.Template.File] = true
				kinds[d.Kind] = true
			}
			sound = append(sound, CouncilTemplates{council, len(kinds), len(set.Protocol.Rows)})
		}
	}
	if len(wrong) > 0 {
		return sound, nil, wrong
	}
	unused, err = s.unused(used)
	return sound, unused, err
}

func nearest(file string, known []string) string {
	if near := model.Nearest(file, known); near != "" {
		return "did you mean " + near + "?"
	}
	return "a protocol's documents name their templates by file"
}

// unused are templates of the overlay that no document uses: most likely
// their names have slipped.
func (s *Shelf) unused(used map[string]bool) ([]Warning, error) {
	if s.overlay == "" {
		return nil, nil
	}
	found, err := fill.Found(s.layers[1])
	if err != nil {
		return nil, fmt.Errorf("reading templates: %w", err)
	}
	var out []Warning
	var known []string
	for f := range used {
		known = append(known, f)
	}
	slices.Sort(known)
	for _, f := range found {
		if !used[f] && !strings.HasPrefix(path.Base(f), "_") {
			out = append(out, Warning{File: path.Join(s.overlay, f), Msg: "no document uses this template", Hint: nearest(f, known)})
		}
	}
	return out, nil
}

// ExportTemplates writes the built-in templates out, common's and every
// council's or one's, whole or not at all, and returns the number of files.
func ExportTemplates(dir, council string) (int, error) {
	s, err := NewShelf("", nil)
	if err != nil {
		return 0, err
	}
	folders := append([]string{"common"}, s.Councils...)
	if council != "" {
		if err := s.Knows(council); err != nil {
			return 0, err
		}
		folders = []string{"common", council}
	}
	builtIn := templates.BuiltIn()
	var files []string
	if err := fs.WalkDir(builtIn, ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && slices.Contains(folders, path.Dir(name)) {
			files = append(files, name)
		}
		return err
	}); err != nil {
		return 0, fmt.Errorf("reading templates: %w", err)
	}
	for _, f := range files {
		if at := filepath.Join(dir, filepath.FromSlash(f)); deliver.Exists(at) {
			return 0, Fail(at+" already exists; nothing was written", "choose an empty folder")
		}
	}
	if err := writeAll(builtIn, files, dir); err != nil {
		return 0, Fail(dir+": "+cause(err), "choose a folder that you may write in")
	}
	return len(files), nil
}

// NewFile writes a file that isn't there yet.
func NewFile(path string, b []byte, hint string) error {
	err := deliver.NewFile(path, b)
	switch {
	case errors.Is(err, fs.ErrExist):
		return Fail(path+" already exists and was left unchanged", hint)
	case err != nil:
		return Fail(path+": "+err.Error(), hint)
	}
	return nil
}

// writeAll copies files into a folder; after an error it takes away again what
// it made.
func writeAll(from fs.FS, files []string, dir string) error {
	var made []string
	err := func() error {
		if err := makeFolder(dir, &made); err != nil {
			return err
		}
		for _, f := range files {
			b, err := fs.ReadFile(from, f)
			if err != nil {
				return err
			}
			at := filepath.Join(dir, filepath.FromSlash(f))
			if err := makeFolder(filepath.Dir(at), &made); err != nil {
				return err
			}
			if err := deliver.NewFile(at, b); err != nil {
				return err
			}
			made = append(made, at)
		}
		return nil
	}()
	if err == nil {
		return nil
	}
	for _, at := range slices.Backward(made) {
		if gone := os.Remove(at); gone != nil {
			err = errors.Join(err, gone)
		}
	}
	return err
}

// makeFolder makes a folder and those above it, and notes those made.
func makeFolder(dir string, made *[]string) error {
	if deliver.Exists(dir) {
		return nil
	}
	if above := filepath.Dir(dir); above != dir {
		if err := makeFolder(above, made); err != nil {
			return err
		}
	}
	if err := os.Mkdir(dir, 0o700); err != nil {
		return err
	}
	*made = append(*made, dir)
	return nil
}
