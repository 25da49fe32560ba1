package app

import (
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"sync"

	"handover/internal/fill"
	"handover/internal/protocol"
	"handover/model"
	"handover/templates"
)

// Shelf is the councils' templates, built in and laid over, of which each
// council's are loaded when they are first asked for; where something is laid
// over, all of them are checked. Several may ask at once.
type Shelf struct {
	layers   []fs.FS
	overlay  string   // the folder laid over; "" if none is
	Councils []string // their names, in order
	sets     map[string]func() (*fill.Set, error)
}

// NewShelf opens the built-in templates, with a folder of a council's own laid
// over them unless that is "". only are the kinds of document that will be
// asked for; empty: all.
func NewShelf(overlay string, only []string) (*Shelf, error) {
	s := &Shelf{layers: []fs.FS{templates.BuiltIn()}, overlay: overlay, sets: map[string]func() (*fill.Set, error){}}
	if overlay != "" {
		if info, err := os.Stat(overlay); err != nil {
			return nil, Misuse("--templates: "+overlay+": "+cause(err), "")
		} else if !info.IsDir() {
			return nil, Misuse("--templates: "+overlay+" is not a folder", "")
		}
		s.layers = append(s.layers, os.DirFS(overlay))
	}
	var err error
	if s.Councils, err = fill.Councils(s.layers...); err != nil {
		return nil, err
	}
	for _, c := range s.Councils {
		s.sets[c] = sync.OnceValues(func() (*fill.Set, error) {
			if overlay == "" {
				return fill.Open(c, only)
			}
			set, err := fill.Load(c, s.layers...)
			return set, atTemplates(err)
		})
	}
	if overlay == "" {
		return s, nil
	}
	return s, s.lost()
}

// lost are the overlay's templates that no council would ever use, for their
// folder is named wrongly.
func (s *Shelf) lost() error {
	found, err := fill.Found(s.layers[1])
	if err != nil {
		return fmt.Errorf("reading templates: %w", err)
	}
	var faults fill.Faults
	known := append([]string{"common"}, s.Councils...)
	for _, f := range found {
		dir := path.Dir(f)
		if slices.Contains(known, dir) || len(faults) > 0 && faults[len(faults)-1].File == path.Join(s.overlay, dir) {
			continue
		}
		faults = append(faults, model.Problem{File: path.Join(s.overlay, dir), Msg: "this folder is neither common nor a council's",
			Hint: didYouMean(dir, known) + "; a new council's folder has a protocol.yaml"})
	}
	if len(faults) > 0 {
		return faults
	}
	if protocols, err := fs.Glob(s.layers[1], "*/protocol.yaml"); err == nil && len(found)+len(protocols) == 0 {
		return Misuse("--templates: "+s.overlay+" holds no templates", "it has the folders common and those of councils, as `handover templates export` writes them")
	}
	return nil
}

func didYouMean(name string, known []string) string {
	if near := model.Nearest(name, known); near != "" {
		return `did you mean "` + near + `"?`
	}
	return "they are " + strings.Join(known, ", ")
}

// Knows checks a council's name.
func (s *Shelf) Knows(council string) error {
	if !slices.Contains(s.Councils, council) {
		return Misuse(fmt.Sprintf("no protocol is called %q", council), didYouMean(council, s.Councils))
	}
	return nil
}

// Set is a council's checked documents.
func (s *Shelf) Set(council string) (*fill.Set, error) {
	if load := s.sets[council]; load != nil {
		return load()
	}
	return nil, s.Knows(council)
}

// Protocol is a council's rules, without its templates.
func (s *Shelf) Protocol(council string) (*protocol.Protocol, error) {
	if err := s.Knows(council); err != nil {
		return nil, err
	}
	p, err := fill.Protocol(council, s.layers...)
	return p, atTemplates(err)
}
