package main

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"handover/internal/app"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// TestKilled kills batch at moments spread over its run, and takes it up again:
// the folder is then, to the byte, that of a run that nobody disturbed. Half of
// the runs make packs where there is nothing, half make packs again whose
// records have changed. HANDOVER_KILLS says how many moments there are; 200 take
// longer than go test waits unless it is told (-timeout 1h).
func TestKilled(t *testing.T) {
	usual := 20
	if testing.Short() {
		usual = 6
	}
	kills := number(t, "HANDOVER_KILLS", usual)
	dir := t.TempDir()
	before, now := filepath.Join(dir, "before"), filepath.Join(dir, "now")
	few(t, before, true)
	few(t, now, false)
	run := func(in, out string, more ...string) *exec.Cmd {
		return exec.Command("handover", append([]string{"batch", in, "-o", out, "-f", "md", "--as-of", "2026-11-23"}, more...)...)
	}
	said := func(cmd *exec.Cmd) string {
		t.Helper()
		out, err := cmd.Output()
		if code := cmd.ProcessState.ExitCode(); code != int(app.ExitSome) {
			t.Fatalf("exit %d: %v: %s", code, err, out)
		}
		return string(out)
	}
	calm := filepath.Join(dir, "calm")
	began := time.Now()
	wantSaid := strings.ReplaceAll(said(run(now, calm)), filepath.ToSlash(calm), "OUT")
	took := time.Since(began)
	want := hashes(t, calm)
	old := filepath.Join(dir, "old")
	said(run(before, old))

	chance := rand.New(rand.NewPCG(1, 2))
	cut, unfinished := 0, 0
	for i := range kills {
		out := filepath.Join(dir, fmt.Sprintf("out-%d", i))
		if i%2 == 1 {
			if err := os.CopyFS(out, os.DirFS(old)); err != nil {
				t.Fatal(err)
			}
		}
		at := time.Duration((float64(i) + chance.Float64()) / float64(kills) * float64(took))
		cmd := run(now, out, "--resume")
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(at)
		if err := cmd.Process.Kill(); err != nil {
			t.Logf("%s: too late to be killed: %v", at, err)
		}
		_ = cmd.Wait() // killed, which is an error
		if cmd.ProcessState.ExitCode() != int(app.ExitSome) {
			cut++
		}
		if left, _ := filepath.Glob(filepath.Join(out, ".*.new")); len(left) > 2 { // beside the two lists
			unfinished++
		}
		stood := times(t, out)
		if got := strings.ReplaceAll(said(run(now, out, "--resume")), filepath.ToSlash(out), "OUT"); got != wantSaid {
			t.Errorf("killed after %s, it said:\n%s", at, cmp.Diff(wantSaid, got))
		}
		got := hashes(t, out)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("killed after %s and taken up, -undisturbed +got:\n%s", at, diff)
		}
		after := times(t, out)
		for name, when := range stood {
			if i%2 == 0 && !strings.HasPrefix(name, ".") && strings.HasSuffix(name, "/manifest.json") && !after[name].Equal(when) {
				t.Errorf("killed after %s: %s was finished, and was made again", at, name)
			}
		}
		if err := os.RemoveAll(out); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("a run takes %s; of %d, %d were cut off, %d of them while a pack was being written", took, kills, cut, unfinished)
	if cut < kills/4 {
		t.Errorf("only %d of %d runs were cut off", cut, kills)
	}
}

// number is one that a variable of the environment gives, or else the usual.
func number(t *testing.T, variable string, usual int) int {
	t.Helper()
	s := os.Getenv(variable)
	if s == "" {
		return usual
	}
	n, err := strconv.Atoi(s)
	if err != nil {
		t.Fatalf("%s: %v", variable, err)
	}
	return n
}

// few writes the smaller of the good fixtures to a folder, with one that is
// bad; with other, half of them as other files of the same cases.
func few(t *testing.T, dir string, other bool) {
	t.Helper()
	if err := os.MkdirAll(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	good := filepath.Join("..", "..", "fixtures", "good")
	entries, err := os.ReadDir(good)
	if err != nil {
		t.Fatal(err)
	}
	for i, e := range entries {
		src, err := os.ReadFile(filepath.Join(good, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		if len(src) > 8000 {
			continue
		}
		if other && i%2 == 0 {
			src = append(src, '\n') // another file, if the same case
		}
		if err := os.WriteFile(filepath.Join(dir, e.Name()), src, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "bad.json"), []byte(`{"schema": "handover.case/1", "reference": "CF-0"}`), 0o600); err != nil {
		t.Fatal(err)
	}
}

// hashes are all files below a folder, and the folders.
func hashes(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) && path == dir {
			return nil // killed before it was made
		}
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(dir, path)
		if err != nil || d.IsDir() {
			out[rel] = "folder"
			return err
		}
		b, err := os.ReadFile(path)
		out[rel] = fmt.Sprintf("%x", sha256.Sum256(bytes.ReplaceAll(b, []byte(dir), []byte("OUT"))))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// times is when each file was written.
func times(t *testing.T, dir string) map[string]time.Time {
	t.Helper()
	out := map[string]time.Time{}
	for name := range maps.Keys(hashes(t, dir)) {
		info, err := os.Stat(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		out[filepath.ToSlash(name)] = info.ModTime()
	}
	return out
}
