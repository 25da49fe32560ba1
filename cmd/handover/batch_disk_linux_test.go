package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"handover/internal/app"
	"handover/model/dates"
)

// batchInto runs batch on a few cases; interrupted, if not nil, ends it after
// so many lines.
func batchInto(t *testing.T, in, out string, lines int, more ...string) (code app.Exit, said, errs string) {
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

// TestBatchFullDisk: a disk that is full midway, of bytes or of files, ends the
// run, with each pack whole or not there; with room again it is taken up to the
// same end.
func TestBatchFullDisk(t *testing.T) {
	in := filepath.Join(t.TempDir(), "in")
	few(t, in, false)
	calm := filepath.Join(t.TempDir(), "calm")
	code, wantSaid, errs := batchInto(t, in, calm, 0)
	if code != app.ExitSome {
		t.Fatalf("exit %d: %s", code, errs)
	}
	want := hashes(t, calm)
	size, files := int64(0), len(want)
	for name := range want {
		info, err := os.Stat(filepath.Join(calm, name))
		if err != nil {
			t.Fatal(err)
		}
		if size += (info.Size() + 4095) / 4096 * 4096; info.IsDir() {
			size -= (info.Size() + 4095) / 4096 * 4096 // which takes none in memory
		}
	}

	for name, disk := range map[string]struct {
		options string
		fill    func(t *testing.T, ballast string)
	}{
		"of bytes": {"size=8m", func(t *testing.T, ballast string) {
			if err := os.WriteFile(filepath.Join(ballast, "0"), make([]byte, 8<<20-size/2), 0o600); err != nil {
				t.Fatal(err)
			}
		}},
		"of files": {"nr_inodes=1000", func(t *testing.T, ballast string) {
			for i := range 1000 - files/2 {
				if err := os.WriteFile(filepath.Join(ballast, strconv.Itoa(i)), nil, 0o600); err != nil {
					t.Fatal(err)
				}
			}
		}},
	} {
		t.Run(name, func(t *testing.T) {
			at := mount(t, disk.options)
			ballast, out := filepath.Join(at, "ballast"), filepath.Join(at, "packs")
			if err := os.Mkdir(ballast, 0o700); err != nil {
				t.Fatal(err)
			}
			disk.fill(t, ballast)
			cores := runtime.GOMAXPROCS(1) // with many, all packs are begun before the first is whole, and none is made
			code, said, errs := batchInto(t, in, out, 0)
			runtime.GOMAXPROCS(cores)
			if code != app.ExitFailed || !strings.Contains(errs, "no space left on device") || !strings.Contains(errs, "make room, for more data or for more files, and go on with --resume") {
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
			if err := os.RemoveAll(ballast); err != nil {
				t.Fatal(err)
			}
			code, said, errs = batchInto(t, in, out, 0, "--resume")
			if said = strings.ReplaceAll(said, out, calm); code != app.ExitSome || said != wantSaid {
				t.Errorf("exit %d: %s%s", code, said, errs)
			}
			if diff := cmp.Diff(want, hashes(t, out)); diff != "" {
				t.Errorf("-undisturbed +got:\n%s", diff)
			}
		})
	}
}

// TestBatchListStuck: where a list of the folder's can't be written at the end,
// the disk is to be put right, not the program.
func TestBatchListStuck(t *testing.T) {
	in, out := filepath.Join(t.TempDir(), "in"), filepath.Join(t.TempDir(), "packs")
	few(t, in, false)
	inTheWay := filepath.Join(out, "batch-manifest.json", "folder")
	if err := os.MkdirAll(inTheWay, 0o700); err != nil {
		t.Fatal(err)
	}
	code, _, errs := batchInto(t, in, out, 0)
	if code != app.ExitFailed || !strings.Contains(errs, "can't write batch-manifest.json: ") || !strings.Contains(errs, "go on with --resume") || strings.Contains(errs, app.ProgramsFault) {
		t.Errorf("exit %d: %s", code, errs)
	}
	if err := os.RemoveAll(filepath.Dir(inTheWay)); err != nil {
		t.Fatal(err)
	}
	if code, _, errs := batchInto(t, in, out, 0, "--resume"); code != app.ExitSome {
		t.Errorf("exit %d: %s", code, errs)
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
	if code != app.ExitFailed || said != "" || strings.Count(errs, "error:") != 1 {
		t.Errorf("exit %d, said %q and %q", code, said, errs)
	}
}

// TestBatchInterrupted interrupts a batch, and takes it up.
func TestBatchInterrupted(t *testing.T) {
	in := filepath.Join(t.TempDir(), "in")
	few(t, in, false)
	calm := filepath.Join(t.TempDir(), "calm")
	if code, _, errs := batchInto(t, in, calm, 0); code != app.ExitSome {
		t.Fatalf("exit %d: %s", code, errs)
	}
	want := hashes(t, calm)
	for lines := 1; lines < 7; lines += 2 {
		out := filepath.Join(t.TempDir(), "packs")
		code, _, errs := batchInto(t, in, out, lines)
		if code != app.ExitStopped || !strings.Contains(errs, "--resume goes on") {
			t.Errorf("exit %d: %s", code, errs)
		}
		if left, _ := filepath.Glob(filepath.Join(out, ".*.new")); len(left) > 0 {
			t.Errorf("interrupted, and left %v", left)
		}
		if _, err := os.Stat(filepath.Join(out, "batch-manifest.json")); err == nil {
			t.Error("interrupted, and there is a manifest")
		}
		if code, _, errs = batchInto(t, in, out, 0, "--resume"); code != app.ExitSome {
			t.Errorf("exit %d: %s", code, errs)
		}
		if diff := cmp.Diff(want, hashes(t, out)); diff != "" {
			t.Errorf("-undisturbed +got:\n%s", diff)
		}
	}
}

// TestBatchBadOnes: of the records that are bad in every way none ends the run.
func TestBatchBadOnes(t *testing.T) {
	bad := filepath.Join("..", "..", "fixtures", "bad")
	good := filepath.Join("..", "..", "fixtures", "good", "salford-closure.json")
	files, err := filepath.Glob(filepath.Join(bad, "*.json"))
	if err != nil {
		t.Fatal(err)
	}
	code, said, errs := batchInto(t, bad, filepath.Join(t.TempDir(), "packs"), 0, good)
	if code != app.ExitSome || strings.Count(said, "\n✓ ")+strings.Count(said, "\n! ") != 1 || strings.Count("\n"+said, "\n✗ ") < len(files) {
		t.Errorf("exit %d: %s%s", code, said, errs[max(0, len(errs)-500):])
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
	if code != app.ExitSome || !strings.Contains(said, "closed.json  permission denied") {
		t.Errorf("exit %d: %s%s", code, said, errs)
	}
}
