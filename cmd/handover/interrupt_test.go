package main

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"handover/internal/app"
	"handover/model/dates"
)

// cutOff is a context that is interrupted when it has been asked n times.
type cutOff struct {
	context.Context
	n int
}

func (c *cutOff) Err() error {
	if c.n--; c.n < 0 {
		return context.Canceled
	}
	return nil
}

// TestInterrupted interrupts pack wherever it asks: nothing is left behind.
func TestInterrupted(t *testing.T) {
	src := filepath.Join("..", "..", "fixtures", "good", "salford-closure.json")
	for n := 0; ; n++ {
		dir := filepath.Join(t.TempDir(), "packs")
		var out, errs bytes.Buffer
		e := &env{Stdin: strings.NewReader(""), Stdout: &out, Stderr: &errs, Today: func() dates.Date { return dates.Date{Year: 2026, Month: 11, Day: 23} }}
		code := run(&cutOff{context.Background(), n}, []string{"pack", src, "-o", dir}, e)
		if code == app.ExitDone {
			if n < 3 {
				t.Fatalf("pack asked only %d times whether it was interrupted", n)
			}
			return
		}
		if code != app.ExitStopped {
			t.Fatalf("exit %d, want %d; %s", code, app.ExitStopped, errs.String())
		}
		if out.Len() > 0 {
			t.Errorf("interrupted, and wrote %q", out.String())
		}
		left, err := os.ReadDir(dir)
		if err != nil && !os.IsNotExist(err) {
			t.Fatal(err)
		}
		if n < 2 && err == nil {
			t.Errorf("interrupted before anything was to be saved, and made %s", dir)
		}
		if len(left) > 0 {
			t.Errorf("interrupted after %d questions, and left %v", n, left)
		}
	}
}

// TestInterruptedReading interrupts pack while standard input never ends.
func TestInterruptedReading(t *testing.T) {
	in, feed := io.Pipe()
	defer feed.Close()
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	var errs bytes.Buffer
	e := &env{Stdin: in, Stdout: io.Discard, Stderr: &errs, Today: func() dates.Date { return dates.Date{} }}
	if code := run(ctx, []string{"pack", "-"}, e); code != app.ExitStopped {
		t.Errorf("exit %d, want %d; %s", code, app.ExitStopped, errs.String())
	}
}
