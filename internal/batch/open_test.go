package batch

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
)

func open(t *testing.T, dir string, part Part, day string, how How) *Batch {
	t.Helper()
	b, err := Open(dir, part, State{AsOf: day, Options: Options{Formats: []string{"md"}}}, how)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func refused(t *testing.T, dir string, part Part, day string, how How, want error) {
	t.Helper()
	if b, err := Open(dir, part, State{AsOf: day, Options: Options{Formats: []string{"md"}}}, how); !errors.Is(err, want) {
		t.Errorf("%v, want %v", err, want)
		if err == nil {
			_ = b.Close()
		}
	}
}

func closed(t *testing.T, b *Batch) {
	t.Helper()
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
}

// TestOpen: a folder has one run at a time, and one batch.
func TestOpen(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "packs")
	b := open(t, dir, Part{}, "2026-11-23", How{})
	refused(t, dir, Part{}, "2026-11-23", How{Resume: true}, ErrBusy)
	refused(t, dir, Part{1, 2}, "2026-11-23", How{}, ErrBusy)
	closed(t, b)
	refused(t, dir, Part{}, "2026-11-23", How{}, ErrBegun)
	refused(t, dir, Part{1, 2}, "2026-11-23", How{}, ErrOthers)
	refused(t, dir, Part{}, "2026-11-24", How{Resume: true, AsOf: true}, ErrOthers)
	if _, err := Open(dir, Part{}, State{Options: Options{Formats: []string{"pdf"}}}, How{Resume: true}); !errors.Is(err, ErrOthers) {
		t.Errorf("other formats: %v", err)
	}
	b = open(t, dir, Part{}, "2026-11-24", How{Resume: true})
	if b.AsOf != "2026-11-23" || !b.Resumed {
		t.Errorf("taken up as of %s, %t", b.AsOf, b.Resumed)
	}
	closed(t, b)
	if b = open(t, dir, Part{}, "2026-11-24", How{Force: true}); b.AsOf != "2026-11-24" || b.Resumed {
		t.Errorf("begun anew as of %s, %t", b.AsOf, b.Resumed)
	}
	closed(t, b)
	if err := os.WriteFile(filepath.Join(dir, "batch.json"), []byte(`{"schema": "other"}`), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(dir, Part{}, State{}, How{Resume: true}); err == nil {
		t.Error("a file that is no batch's was taken for one")
	}
}

// TestOpenParts: parts are made at the same time, and have one day.
func TestOpenParts(t *testing.T) {
	dir := t.TempDir()
	one := open(t, dir, Part{1, 2}, "2026-11-23", How{})
	two := open(t, dir, Part{2, 2}, "2026-11-24", How{})
	if two.AsOf != "2026-11-23" {
		t.Errorf("the second part is as of %s", two.AsOf)
	}
	refused(t, dir, Part{2, 2}, "2026-11-23", How{Resume: true}, ErrBusy)
	refused(t, dir, Part{}, "2026-11-23", How{}, ErrBusy)
	closed(t, one)
	closed(t, two)
	refused(t, dir, Part{1, 3}, "2026-11-23", How{}, ErrOthers)
	refused(t, dir, Part{}, "2026-11-23", How{Force: true}, ErrOthers)
}
