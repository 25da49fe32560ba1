package app

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"handover/internal/deliver"
	"handover/model"
	"handover/model/cases"
	"handover/model/dates"
)

func deskFor(t *testing.T, a Asked) *Desk {
	t.Helper()
	if a.Formats == nil {
		a.Formats = []string{"md"}
	}
	d, err := NewDesk(a, dates.Date{Year: 2026, Month: 11, Day: 23}, strings.NewReader(""))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// TestHeldCaseFailsAlone: a case of whose pack a file is open in Word fails,
// named, and the run goes on; a disk that is full ends it.
func TestHeldCaseFailsAlone(t *testing.T) {
	b := &Batch{Batching: Batching{Output: "packs"}}
	held := &deliver.WriteError{Name: "CF-1", Err: &deliver.Held{File: "internal/02-file-audit-C1.pdf", Err: errors.New("refused")}}
	o, err := b.unlessAll(cases.Case{File: "a.json"}, "CF-1", held)
	if err != nil || len(o.Failed) != 1 || o.Failed[0] != "packs: can't write CF-1: a file in it is open in another program: internal/02-file-audit-C1.pdf" {
		t.Errorf("%v, %v", o.Failed, err)
	}
	if said := o.Told.(Batched); said.Reference != "CF-1" || !strings.Contains(Explain(said.Err).Faults[0].Hint, "close it there") {
		t.Errorf("%+v", said)
	}
	if _, err := b.unlessAll(cases.Case{}, "CF-1", &deliver.WriteError{Name: "CF-1", Err: errors.New("no space")}); err == nil {
		t.Error("the run goes on")
	}
}

// TestForceIsForOneCase: a pack of another case is not replaced, though the
// references are one name on a disk.
func TestForceIsForOneCase(t *testing.T) {
	src, err := os.ReadFile("../../fixtures/good/minimal.json")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	d := deskFor(t, Asked{})
	make := func(reference string) error {
		at := filepath.Join(dir, "case.json")
		if err := os.WriteFile(at, []byte(strings.Replace(string(src), d.referenceIn(t, src), reference, 1)), 0o600); err != nil {
			t.Fatal(err)
		}
		c, err := d.Open(context.Background(), at)
		if err != nil {
			t.Fatal(err)
		}
		_, err = d.Make(context.Background(), c, Making{Output: filepath.Join(dir, "packs"), Force: true})
		return err
	}
	if err := make("CF 204511"); err != nil {
		t.Fatal(err)
	}
	if err := make("CF-204511"); err == nil || !strings.Contains(err.Error(), "is the pack of another case") {
		t.Errorf("%v", err)
	}
	if err := make("CF 204511"); err != nil {
		t.Errorf("its own: %v", err)
	}
}

func (d *Desk) referenceIn(t *testing.T, src []byte) string {
	t.Helper()
	c, err := d.decode(cases.Case{File: "x", Data: src})
	if err != nil {
		t.Fatal(err)
	}
	return c.Record.Reference
}

// TestDeviceIDs: an id that is a device on Windows is refused on every machine.
func TestDeviceIDs(t *testing.T) {
	src, err := os.ReadFile("../../fixtures/good/salford-section-20.json")
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range []string{"COM1", "LPT9", "COM0"} {
		_, err := deskFor(t, Asked{}).decode(cases.Case{File: "x", Data: []byte(strings.ReplaceAll(string(src), `"P2"`, `"`+id+`"`))})
		var found model.Problems
		if !errors.As(err, &found) || !strings.Contains(found[0].Msg, "a device's name on Windows") {
			t.Errorf("%s: %v", id, err)
		}
	}
	if _, err := deskFor(t, Asked{}).decode(cases.Case{File: "x", Data: []byte(strings.ReplaceAll(string(src), `"P2"`, `"COM12"`))}); err != nil {
		t.Errorf("COM12 is a name like others: %v", err)
	}
}

// TestDoubtful: what is told of a pack that stands: paths that Windows'
// programs don't open, and an older pack that couldn't be taken away.
func TestDoubtful(t *testing.T) {
	t.Parallel()
	deep := t.TempDir()
	for len(deep) < 230 {
		deep = filepath.Join(deep, strings.Repeat("d", 30))
	}
	d := deskFor(t, Asked{})
	c, err := d.Open(t.Context(), "../../fixtures/good/salford-closure.json")
	if err != nil {
		t.Fatal(err)
	}
	p, err := d.Make(t.Context(), c, Making{Output: deep})
	if err != nil {
		t.Fatal(err)
	}
	if last := p.Warnings[len(p.Warnings)-1].Msg; !strings.Contains(last, "longer than 259 characters") {
		t.Errorf("%v", p.Warnings)
	}
	if p, err = d.Make(t.Context(), c, Making{Output: filepath.Join(t.TempDir(), "packs")}); err != nil || slices.ContainsFunc(p.Warnings, func(w Warning) bool { return strings.Contains(w.Msg, "259") }) {
		t.Errorf("%v, %v", p.Warnings, err)
	}
	left := doubtful("case.json", deliver.Saved{Place: "packs/CF-1", Left: &deliver.WriteError{Name: "CF-1", Err: &deliver.Held{File: "send/P1/letter.docx", Err: os.ErrPermission}}}, nil)
	if len(left) != 1 || !strings.Contains(left[0].Msg, "send/P1/letter.docx") {
		t.Errorf("%v", left)
	}
}
