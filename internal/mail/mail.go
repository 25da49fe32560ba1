// Package mail sees letters and notices of saved packs out of the house, and
// keeps the register of what went. Call List for what there is to send, Sent for
// what went by hand, and Send for what goes by SMTP.
package mail

import (
	"fmt"
	"os"
	"path/filepath"

	"handover/internal/pack"
)

// State is where a letter stands.
type State string

// The states.
const (
	ToDo    State = "to_do"
	Went    State = "sent"
	Changed State = "made_again" // went, and was made again since: what stands there now is another file
	Unknown State = "unknown"    // sending it was begun, and nobody knows whether it arrived
)

// Item is a letter of a saved pack, with what the register says of it.
type Item struct {
	Pack string `json:"pack"` // its folder
	pack.Letter
	State State  `json:"state"`
	Last  *Entry `json:"last,omitempty"` // the register's last word on it
}

// List is what the packs in some places have to send: each place is a pack, or
// a folder of packs. cut are the registers' lines that can't be read.
func List(places []string) (items []Item, cut []Cut, err error) {
	registers := map[string]register{}
	for _, place := range places {
		dirs, err := packsIn(place)
		if err != nil {
			return nil, nil, err
		}
		for _, dir := range dirs {
			letters, err := pack.Letters(dir)
			if err != nil {
				return nil, nil, err
			}
			at := RegisterOf(dir)
			r, known := registers[at]
			if !known {
				if r, err = readRegister(at); err != nil {
					return nil, nil, err
				}
				registers[at] = r
				cut = append(cut, r.cut...)
			}
			for _, l := range letters {
				x := Item{Pack: dir, Letter: l}
				x.State, x.Last = r.of(l)
				items = append(items, x)
			}
			gone, err := r.gone(dir, letters)
			if err != nil {
				return nil, nil, err
			}
			items = append(items, gone...)
		}
	}
	return items, cut, nil
}

// packsIn are the packs at a place, by name.
func packsIn(place string) ([]string, error) {
	if _, err := os.Stat(filepath.Join(place, "manifest.json")); err == nil {
		return []string{place}, nil
	}
	found, err := filepath.Glob(filepath.Join(glob(place), "*", "manifest.json"))
	if err != nil {
		return nil, err
	}
	if len(found) == 0 {
		return nil, fmt.Errorf("%s is no pack, and has none in it", place)
	}
	for i, f := range found {
		found[i] = filepath.Dir(f)
	}
	return found, nil
}

// glob is a path in which nothing is a pattern.
func glob(path string) string {
	var out []rune
	for _, r := range path {
		if r == '*' || r == '?' || r == '[' {
			out = append(out, '[', r, ']')
			continue
		}
		out = append(out, r)
	}
	return string(out)
}
