package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"handover/dates"
)

// batchInto runs batch on a few cases; interrupted, if not nil, ends it after
// so many lines.
func batchInto(t *testing.T, in, out string, lines int, more ...string) (code exit, said, errs string) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	var o, e bytes.Buffer
	w := &env{Stdin: strings.NewReader(""), Stdout: &o, Stderr: &e, Today: func() dates.Date { return dates.Date{Year: 2026, Month: 11, Day: 23} }}
	if lines > 0 {
		w.Stdout = writes(func(p []byte) (int, error) {
			if lines--; lines == 0 {
				cancel()
			}
			return o.Write(p)
		})
	}
	code = run(ctx, append([]string{"batch", in, "-o", out, "-f", "md"}, more...), w)
	return code, o.String(), e.String()
}

type writes func([]byte) (int, error)

func (w writes) Write(p []byte) (int, error) { return w(p) }

// TestBatchFullDisk: a disk that is full midway ends the run, with each pack
// whole or not there; with room again it is taken up to the same end.
func TestBatchFullDisk(t *testing.T) {
	in := filepath.Join(t.TempDir(), "in")
	few(t, in, false)
	calm := filepath.Join(t.TempDir(), "calm")
	code, wantSaid, errs := batchInto(t, in, calm, 0)
	if code != exitSome {
		t.Fatalf("exit %d: %s", code, errs)
	}
	want := hashes(t, calm)

	disk := mount(t, "size=2m")
	ballast := filepath.Join(disk, "ballast")
	if err := os.WriteFile(ballast, make([]byte, 1700<<10), 0o600); err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(disk, "packs")
	code, said, errs := batchInto(t, in, out, 0)
	if code != exitFailed || !strings.Contains(errs, "no space left on device") || !strings.Contains(errs, "go on with --resume") {
		t.Errorf("exit %d: %s", code, errs)
	}
	if strings.Count(said, "\n") < 2 {
		t.Errorf("full before anything was made: %s", said)
	}
	for name, hash := range hashes(t, out) {
		if whole := want[name]; whole != hash && !strings.HasPrefix(name, ".") && !strings.HasSuffix(name, ".csv") {
			t.Errorf("%s is not what it should be", name)
		}
	}
	if err := os.Remove(ballast); err != nil {
		t.Fatal(err)
	}
	code, said, errs = batchInto(t, in, out, 0, "--resume")
	if said = strings.ReplaceAll(said, out, calm); code != exitSome || said != wantSaid {
		t.Errorf("exit %d: %s%s", code, said, errs)
	}
	if diff := cmp.Diff(want, hashes(t, out)); diff != "" {
		t.Errorf("-undisturbed +got:\n%s", diff)
	}
}

// TestBatchReadOnly: nothing can be written, and the user hears it once.
func TestBatchReadOnly(t *testing.T) {
	in := filepath.Join(t.TempDir(), "in")
	few(t, in, false)
	dir := t.TempDir()
	if os.Geteuid() == 0 {
		dir = mount(t, "ro")
	} else if err := os.Chmod(dir, 0o500); err != nil {
		t.Fatal(err)
	}
	code, said, errs := batchInto(t, in, dir, 0)
	if code != exitFailed || said != "" || strings.Count(errs, "error:") != 1 {
		t.Errorf("exit %d, said %q and %q", code, said, errs)
	}
}

// TestBatchInterrupted interrupts a batch, and takes it up.
func TestBatchInterrupted(t *testing.T) {
	in := filepath.Join(t.TempDir(), "in")
	few(t, in, false)
	calm := filepath.Join(t.TempDir(), "calm")
	if code, _, errs := batchInto(t, in, calm, 0); code != exitSome {
		t.Fatalf("exit %d: %s", code, errs)
	}
	want := hashes(t, calm)
	for lines := 1; lines < 7; lines += 2 {
		out := filepath.Join(t.TempDir(), "packs")
		code, _, errs := batchInto(t, in, out, lines)
		if code != exitStopped || !strings.Contains(errs, "--resume goes on") {
			t.Errorf("exit %d: %s", code, errs)
		}
		if left, _ := filepath.Glob(filepath.Join(out, ".*.new")); len(left) > 0 {
			t.Errorf("interrupted, and left %v", left)
		}
		if _, err := os.Stat(filepath.Join(out, "batch-manifest.json")); err == nil {
			t.Error("interrupted, and there is a manifest")
		}
		if code, _, errs = batchInto(t, in, out, 0, "--resume"); code != exitSome {
			t.Errorf("exit %d: %s", code, errs)
		}
		if diff := cmp.Diff(want, hashes(t, out)); diff != "" {
			t.Errorf("-undisturbed +got:\n%s", diff)
		}
	}
}

// TestBatchUnreadable: what can't be read is a case that failed, not the end.
func TestBatchUnreadable(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("SKIPPED: no file is closed to root")
	}
	in := filepath.Join(t.TempDir(), "in")
	few(t, in, false)
	if err := os.WriteFile(filepath.Join(in, "closed.json"), []byte("{}"), 0); err != nil {
		t.Fatal(err)
	}
	code, said, errs := batchInto(t, in, filepath.Join(t.TempDir(), "packs"), 0)
	if code != exitSome || !strings.Contains(said, "closed.json  permission denied") {
		t.Errorf("exit %d: %s%s", code, said, errs)
	}
}
