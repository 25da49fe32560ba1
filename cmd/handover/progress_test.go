package main

import (
	"bytes"
	"handover/internal/app"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// TestProgress: a line a minute, or on a terminal one line that goes again.
func TestProgress(t *testing.T) {
	in := filepath.Join(t.TempDir(), "in.json")
	if err := os.WriteFile(in, make([]byte, 1000), 0o600); err != nil {
		t.Fatal(err)
	}
	now := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	var errs bytes.Buffer
	e := &env{Stderr: &errs, Now: func() time.Time { return now }}
	p := newProgress(e, []string{in}, 0)
	for i := range 5 {
		now = now.Add(20 * time.Second)
		o := app.Batched{Bytes: 100}
		if i == 1 {
			o.Failed = []string{"bad"}
		}
		p.step(o)
	}
	if got, want := errs.String(), "handover: 3 cases, 1 failed, 0.1 a second, about 2 min left\n"; got != want {
		t.Errorf("said %q, want %q", got, want)
	}
	errs.Reset()
	p = newProgress(e, []string{in}, 0) // taken up: what stood already says nothing of how long the rest takes
	for i := range 7 {
		if now = now.Add(time.Second); i >= 5 {
			now = now.Add(49 * time.Second)
		}
		p.step(app.Batched{Bytes: 100, Stood: i < 5})
	}
	if got, want := errs.String(), "handover: 7 cases, 0.0 a second, about 2 min left\n"; got != want {
		t.Errorf("said %q, want %q", got, want)
	}
	errs.Reset()
	e.Terminal = true
	p = newProgress(e, []string{"-"}, 0)
	now = now.Add(2 * time.Second)
	p.step(app.Batched{})
	p.clear()
	p.clear()
	if got, want := errs.String(), "1 case, 0.5 a second\r                    \r"; got != want {
		t.Errorf("said %q, want %q", got, want)
	}
	var none *progress // -q
	none.step(app.Batched{})
	none.clear()
}
