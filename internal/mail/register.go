package mail

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"time"

	"handover/internal/deliver"
	"handover/internal/pack"
	"handover/model"
	"handover/model/dates"
)

// The register's file and that of its lock, in the folder in which the packs stand.
const (
	registerName = "sent.register"
	lockName     = ".sent.lock"
)

// keptName is the folder beside the packs with what went, as it went: a pack that
// is made again hasn't got it any more.
const keptName = "sent"

// Own says whether a file or folder beside packs, by its name, is the register's.
func Own(name string) bool { return name == registerName || name == lockName || name == keptName }

// RegisterOf is the register of a pack: it stands beside the pack, so that it
// stays when the pack is made again.
func RegisterOf(dir string) string {
	if whole, err := filepath.Abs(dir); err == nil {
		dir = whole
	}
	return filepath.Join(filepath.Dir(dir), registerName)
}

// Outcome is what became of a message.
type Outcome string

// The outcomes. Begun stands before each message goes; where nothing follows
// it, nobody knows.
const (
	Begun       Outcome = "begun"
	Sent        Outcome = "sent"
	NotSent     Outcome = "not_sent"
	NobodyKnows Outcome = "unknown"
)

// Entry is one line of the register. It has ids and no names.
type Entry struct {
	At        time.Time  `json:"at"` // when it was written, UTC
	Reference string     `json:"reference"`
	Path      string     `json:"path"`
	Number    string     `json:"letter,omitempty"`
	Kind      string     `json:"kind"`
	Recipient model.ID   `json:"recipient"`
	Child     model.ID   `json:"child,omitempty"`
	SHA256    string     `json:"sha256"`                // of what went
	Text      string     `json:"text_sha256,omitempty"` // of its words
	Made      dates.Date `json:"made,omitzero"`         // the day that stands on it
	How       model.Word `json:"how"`
	By        model.ID   `json:"by"` // who sent it
	On        dates.Date `json:"on"` // the day on which it went
	Outcome   Outcome    `json:"outcome"`
	Why       string     `json:"why,omitempty"` // what the mail server said, without an address
}

func entry(l pack.Letter, now time.Time, how model.Word, by model.ID, on dates.Date, o Outcome, why string) Entry {
	return Entry{At: now.UTC(), Reference: l.Reference, Path: l.Path, Number: l.Number, Kind: l.Kind, Recipient: l.Recipient, Child: l.Child,
		SHA256: l.SHA256, Text: l.Text, Made: l.Made, How: how, By: by, On: on, Outcome: o, Why: why}
}

// Cut is a line of a register that can't be read: cut by a crash, or edited.
type Cut struct {
	File string `json:"file"`
	Line int    `json:"line"`
}

type register struct {
	entries []Entry
	cut     []Cut
}

// readRegister reads a register; where there is none, nothing went. A line that
// can't be read is told, and never guessed at.
func readRegister(path string) (register, error) {
	var r register
	b, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR) { // what stands in the folder's place is told when a pack is saved
		return r, nil
	}
	if err != nil {
		return r, fmt.Errorf("reading the register %s: %w", path, deliver.Cause(err))
	}
	for n := 1; len(b) > 0; n++ {
		line, rest, whole := bytes.Cut(b, []byte("\n"))
		b = rest
		var e Entry
		if len(bytes.TrimSpace(line)) == 0 && whole {
			continue
		}
		if !whole || json.Unmarshal(line, &e) != nil || e.Path == "" || e.Outcome == "" {
			r.cut = append(r.cut, Cut{path, n})
			continue
		}
		r.entries = append(r.entries, e)
	}
	return r, nil
}

// of is where a letter stands by the register, and its last line. What went once
// went, whatever follows; an attempt of which nobody knows stays one until a
// person says what became of it.
func (r register) of(l pack.Letter) (State, *Entry) {
	state, last := ToDo, (*Entry)(nil)
	for i := range r.entries {
		e := &r.entries[i]
		if e.Reference != l.Reference || e.Path != l.Path {
			continue
		}
		switch e.Outcome {
		case Sent:
			state, last = Went, e
			if e.SHA256 != l.SHA256 {
				state = Changed
			}
		case NotSent:
			if state != Went && state != Changed {
				state, last = ToDo, e
			}
		default:
			if state != Went && state != Changed {
				state, last = Unknown, e
			}
		}
	}
	return state, last
}

// keeper writes to one register, while nobody else does.
type keeper struct {
	path string
	lock interface{ Close() error }
	file *os.File
}

// ErrBusy means that somebody else is sending from the same folder.
var ErrBusy = errors.New("somebody else is sending from this folder")

// open takes a register for writing. A line that was cut before stays as it is,
// on a line of its own.
func open(path string) (*keeper, error) {
	lock, err := deliver.Lock(filepath.Join(filepath.Dir(path), lockName), false)
	if errors.Is(err, deliver.ErrBusy) {
		return nil, ErrBusy
	}
	if err != nil {
		return nil, fmt.Errorf("locking the register: %w", err)
	}
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_APPEND, 0o600)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("opening the register %s: %w", path, deliver.Cause(err)), lock.Close())
	}
	k := &keeper{path, lock, f}
	info, err := f.Stat()
	if err == nil && info.Size() > 0 {
		end := make([]byte, 1)
		if _, err = f.ReadAt(end, info.Size()-1); err == nil && end[0] != '\n' {
			_, err = f.WriteString("\n")
		}
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("reading the register %s: %w", path, deliver.Cause(err)), k.close())
	}
	return k, nil
}

// write adds lines and doesn't return before they are on the disk.
func (k *keeper) write(entries ...Entry) error {
	var b bytes.Buffer
	for _, e := range entries {
		line, err := json.Marshal(e)
		if err != nil {
			return err
		}
		b.Write(append(line, '\n'))
	}
	_, err := k.file.Write(b.Bytes())
	if err == nil {
		err = k.file.Sync()
	}
	if err != nil {
		return fmt.Errorf("writing the register %s: %w", k.path, deliver.Cause(err))
	}
	return nil
}

// keep keeps a letter as it went, in sent/REFERENCE, by its number; what is there
// already, the same, stays.
func keep(x Item) error {
	if x.File == "" {
		return nil
	}
	b, err := os.ReadFile(filepath.Join(x.Pack, filepath.FromSlash(x.File)))
	if err != nil {
		return fmt.Errorf("%s can't be read: %w", x.File, deliver.Cause(err))
	}
	dir := filepath.Join(filepath.Dir(RegisterOf(x.Pack)), keptName, deliver.OnDisk(x.Reference))
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return fmt.Errorf("keeping what went: %w", deliver.Cause(err))
	}
	name := x.Kind + "-" + x.Number
	if x.Number == "" {
		name = x.Kind + "-" + string(x.Recipient) + "-" + x.SHA256[:8]
	}
	err = deliver.NewFile(filepath.Join(dir, name+filepath.Ext(x.File)), b)
	if err != nil && !errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("keeping what went: %w", err)
	}
	return nil
}

func (k *keeper) close() error { return errors.Join(k.file.Close(), k.lock.Close()) }
