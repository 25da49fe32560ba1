// Package approval keeps who prepared a saved pack and who checked it: two
// people. It stands in a file beside the pack and holds for the very files that
// they saw. Call Of for how a pack stands, and Prepare and Check to put a name.
package approval

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
	"unicode"

	"handover/internal/deliver"
	"handover/internal/pack"
	"handover/model"
	"handover/model/fold"
)

const (
	schema   = "handover.approval/1"
	ending   = ".approval"
	lockName = ".approvals.lock"
)

// Own says whether a file beside packs, by its name, is one of approvals.
func Own(name string) bool { return strings.HasSuffix(name, ending) || name == lockName }

// Place is the file of a pack's approval: beside the pack, so that the pack
// stays as it was made.
func Place(dir string) string { return filepath.Clean(dir) + ending }

// Signed is one person's word.
type Signed struct {
	By string    `json:"by"` // a name, as it was typed
	At time.Time `json:"at"` // UTC
}

// Approval is who saw a pack.
type Approval struct {
	Schema    string  `json:"schema"`
	Reference string  `json:"reference"`
	Manifest  string  `json:"manifest_sha256"` // of the pack's manifest.json
	Prepared  *Signed `json:"prepared"`
	Checked   *Signed `json:"checked"`

	Earlier []Approval `json:"earlier,omitempty"` // of packs that stood in its place before, the first first
}

// State is where a pack stands.
type State string

// The states.
const (
	None     State = "none"     // nobody has put a name
	Prepared State = "prepared" // one has, and the second person hasn't
	Checked  State = "checked"  // both have
	Void     State = "void"     // somebody had, and the files aren't those any more
)

// The errors of Prepare and Check beside those of the disk.
var (
	ErrChanged = errors.New("the pack's files aren't as they were made")
	ErrSame    = errors.New("the one who checks is a second person, not the one who prepared it")
	ErrNoName  = errors.New("a name has at least one letter and stands on one line")
	ErrFirst   = errors.New("nobody has said yet that they prepared it")
	ErrTwice   = errors.New("that has been said of this pack already")
	ErrBusy    = errors.New("somebody else is putting a name to it; try again")
)

// Of is how a pack stands. Where it is void, the approval is the one that was.
func Of(dir string) (Approval, State, error) {
	a, err := read(dir)
	if err != nil || a.Prepared == nil {
		return a, None, err
	}
	v, manifest, err := pack.VerifyFiles(dir)
	switch {
	case err != nil:
		return a, Void, err
	case manifest != a.Manifest || v.Reference != a.Reference || !v.Sound():
		return a, Void, nil
	case a.Checked != nil:
		return a, Checked, nil
	}
	return a, Prepared, nil
}

// Prepare puts down who prepared a pack. What was said of another pack in its
// place is kept as earlier.
func Prepare(dir, by string, now time.Time) error {
	return change(dir, by, func(a *Approval, manifest, reference, by string) error {
		if a.Prepared != nil && a.Manifest == manifest {
			return ErrTwice
		}
		earlier := a.Earlier
		if a.Prepared != nil {
			was := *a
			was.Earlier = nil
			earlier = append(earlier, was)
		}
		*a = Approval{Schema: schema, Reference: reference, Manifest: manifest, Prepared: &Signed{by, now.UTC()}, Earlier: earlier}
		return nil
	})
}

// Check puts down who checked a pack that somebody else prepared.
func Check(dir, by string, now time.Time) error {
	return change(dir, by, func(a *Approval, manifest, _, by string) error {
		switch {
		case a.Prepared == nil:
			return ErrFirst
		case a.Manifest != manifest:
			return ErrChanged
		case a.Checked != nil:
			return ErrTwice
		case same(a.Prepared.By, by):
			return ErrSame
		}
		a.Checked = &Signed{by, now.UTC()}
		return nil
	})
}

// same says whether two names are one person's: whatever the order of their
// words, their case and their accents.
func same(a, b string) bool {
	words := func(s string) []string {
		out := strings.FieldsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || r == ',' })
		for i, w := range out {
			out[i] = fold.Value(w)
		}
		slices.Sort(out)
		return out
	}
	return slices.Equal(words(a), words(b))
}

// longest is how long a name may be, in bytes.
const longest = 200

// change changes an approval while nobody else does, of files that are as they
// were made.
func change(dir, by string, do func(a *Approval, manifest, reference, by string) error) (err error) {
	name, fault := model.HeldText(strings.TrimSpace(by), false)
	if fault != "" || len(name) > longest || len(fold.Words(name)) == 0 {
		return ErrNoName
	}
	lock, err := deliver.Lock(filepath.Join(filepath.Dir(filepath.Clean(dir)), lockName), false)
	if errors.Is(err, deliver.ErrBusy) {
		return ErrBusy
	}
	if err != nil {
		return fmt.Errorf("locking the approvals: %w", err)
	}
	defer func() { err = errors.Join(err, lock.Close()) }()
	v, manifest, err := pack.VerifyFiles(dir)
	if err != nil {
		return err
	}
	if !v.Sound() {
		return ErrChanged
	}
	a, err := read(dir)
	if err != nil {
		return err
	}
	if err := do(&a, manifest, v.Reference, name); err != nil {
		return err
	}
	return write(dir, a)
}

// read reads a pack's approval; where there is none it is empty.
func read(dir string) (a Approval, err error) {
	b, err := os.ReadFile(Place(dir))
	if errors.Is(err, fs.ErrNotExist) {
		return a, nil
	}
	if err != nil {
		return a, fmt.Errorf("reading the approval of a pack: %w", deliver.Cause(err))
	}
	if err := json.Unmarshal(b, &a); err != nil || a.Schema != schema {
		return Approval{}, errors.New("the file " + filepath.Base(Place(dir)) + " isn't an approval of this program's")
	}
	return a, nil
}

func write(dir string, a Approval) error {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(a); err != nil {
		return err
	}
	place := Place(dir)
	f, err := deliver.NewSpool(filepath.Dir(place), filepath.Base(place))
	if err != nil {
		return err
	}
	if _, err := f.Write(b.Bytes()); err != nil {
		return errors.Join(f.Cant(err), f.Drop())
	}
	return f.Commit()
}
