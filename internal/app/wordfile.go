package app

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"handover/internal/fill"
	"handover/internal/word"
)

// CheckWordFile checks one Word file, with its settings in the .yaml beside it,
// by the protocol of a council: the one named, or the one in whose folder it
// lies. With mark, a copy in which each fault is a Word comment is written
// there. The error is fill.Faults, with every fault and its place.
func (s *Shelf) CheckWordFile(file, council, mark string) error {
	if council == "" {
		full, err := filepath.Abs(file)
		if err != nil {
			return Fail(file+": "+err.Error(), "")
		}
		if council = filepath.Base(filepath.Dir(full)); !slices.Contains(s.Councils, council) {
			return Misuse(file+" doesn't lie in a council's folder", "say whose it is: --protocol NAME, one of "+strings.Join(s.Councils, ", "))
		}
	} else if err := s.Knows(council); err != nil {
		return err
	}
	b, err := os.ReadFile(file)
	if err != nil {
		return Fail(file+": "+cause(err), "")
	}
	settings, err := os.ReadFile(strings.TrimSuffix(file, filepath.Ext(file)) + ".yaml")
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return Fail(file+": its settings: "+cause(err), "")
	}
	wrong := fill.CheckWord(file, b, settings, council, s.layers...)
	var faults fill.Faults
	if mark == "" || !errors.As(wrong, &faults) {
		return wrong
	}
	var notes []word.Note
	for _, f := range faults {
		text := f.Msg
		if f.Hint != "" {
			text = fmt.Sprintf("%s. %s.", f.Msg, f.Hint)
		}
		notes = append(notes, word.Note{Where: f.Path, Text: text})
	}
	marked, err := word.Mark(b, notes)
	if err != nil {
		return errors.Join(wrong, err)
	}
	if err := NewFile(mark, marked, "choose another name for the marked copy"); err != nil {
		return err
	}
	return wrong
}
