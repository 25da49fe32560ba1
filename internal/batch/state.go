package batch

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"handover/internal/deliver"
)

// State is what a batch keeps in its folder from its first moment, so that a
// run which takes it up makes the same packs: its day above all.
type State struct {
	Schema  string  `json:"schema"`
	AsOf    string  `json:"as_of"`
	Program string  `json:"program"`
	Part    string  `json:"part,omitempty"` // "3/8"
	Options Options `json:"options"`
}

// Options are what was asked for of every pack.
type Options struct {
	Formats  []string `json:"formats"`
	Only     []string `json:"only,omitempty"`
	To       []string `json:"to,omitempty"`
	Protocol string   `json:"protocol,omitempty"`
	Draft    bool     `json:"draft,omitempty"`
	Large    bool     `json:"large_print,omitempty"`
	Styles   string   `json:"reference_sha256,omitempty"` // of the document whose styles Word documents are set in
}

// String is what was asked for, as on the command line.
func (o Options) String() string {
	out := "-f " + strings.Join(o.Formats, ",")
	if len(o.Only) > 0 {
		out += " --only " + strings.Join(o.Only, ",")
	}
	if len(o.To) > 0 {
		out += " --to " + strings.Join(o.To, ",")
	}
	if o.Protocol != "" {
		out += " --protocol " + o.Protocol
	}
	if o.Draft {
		out += " --draft"
	}
	if o.Large {
		out += " --large-print"
	}
	if o.Styles != "" {
		out += " and the --reference whose SHA-256 is " + o.Styles
	}
	return out
}

const stateSchema = "handover.batch/1"

// How says what Open does with a batch that the folder holds already.
type How struct {
	Resume bool // go on with it
	Force  bool // begin anew
	AsOf   bool // the day was asked for, and isn't to be any other
}

// The errors of Open beside ErrBusy and those of the disk.
var (
	ErrBegun  = errors.New("the folder holds a batch already")
	ErrOthers = errors.New("the folder holds a batch that was asked for otherwise")
)

// Open takes a folder for a batch, and makes it if it isn't there. The state
// is that of want, but for the day, which is the batch's own where the folder
// holds it, or other parts of it, already.
func Open(dir string, part Part, want State, how How) (*Batch, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, deliver.Cause(err)
	}
	b := &Batch{State: want, dir: dir, part: part}
	b.Schema, b.Part = stateSchema, part.String()
	if err := b.open(how); err != nil {
		return nil, errors.Join(err, b.Close())
	}
	return b, nil
}

func (b *Batch) open(how How) error {
	if err := b.lock(); err != nil {
		return err
	}
	there, err := b.others()
	if err != nil {
		return err
	}
	name := b.part.file("batch", ".json")
	was, err := readState(filepath.Join(b.dir, name))
	switch {
	case errors.Is(err, fs.ErrNotExist), how.Force:
	case err != nil:
		return err
	case !how.Resume:
		return ErrBegun
	default:
		b.Resumed = true
		there = append(there, was)
	}
	for _, s := range there {
		if err := s.differs(&b.State, how); err != nil {
			return err
		}
	}
	return b.write(name)
}

// differs compares a state that is there with the one asked for, which takes
// over its day.
func (s State) differs(want *State, how How) error {
	a, err := json.Marshal(s.Options)
	if err != nil {
		return err
	}
	o, err := json.Marshal(want.Options)
	if err != nil {
		return err
	}
	if string(a) != string(o) {
		return fmt.Errorf("%w: with %s", ErrOthers, s.Options)
	}
	if how.AsOf && s.AsOf != want.AsOf {
		return fmt.Errorf("%w: its day is %s", ErrOthers, s.AsOf)
	}
	want.AsOf = s.AsOf
	return nil
}

var stateName = regexp.MustCompile(`^batch(?:-([0-9]+)-of-([0-9]+))?\.json$`)

// others are the states of the batch's other parts. A folder is split in one
// way only.
func (b *Batch) others() ([]State, error) {
	found, err := filepath.Glob(filepath.Join(b.dir, "batch*.json"))
	if err != nil {
		return nil, err
	}
	slices.Sort(found)
	var out []State
	for _, f := range found {
		m := stateName.FindStringSubmatch(filepath.Base(f))
		if m == nil || filepath.Base(f) == b.part.file("batch", ".json") {
			continue
		}
		if m[2] == "" || b.part.N == 0 || m[2] != fmt.Sprint(b.part.N) {
			return nil, fmt.Errorf("%w: %s is of a batch that was split in another way", ErrOthers, filepath.Base(f))
		}
		s, err := readState(f)
		if err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	return out, nil
}

func readState(path string) (State, error) {
	var s State
	src, err := os.ReadFile(path)
	if err != nil {
		return s, fmt.Errorf("%s: %w", filepath.Base(path), deliver.Cause(err))
	}
	if err := json.Unmarshal(src, &s); err != nil || s.Schema != stateSchema {
		return s, fmt.Errorf("%s is not a batch of this program's", filepath.Base(path))
	}
	return s, nil
}

func (b *Batch) write(name string) error {
	out, err := deliver.NewSpool(b.dir, name)
	if err != nil {
		return err
	}
	src, err := json.MarshalIndent(b.State, "", "  ")
	if err != nil {
		return err
	}
	_, _ = out.Write(append(src, '\n')) // commit says what went wrong
	return out.Commit()
}
