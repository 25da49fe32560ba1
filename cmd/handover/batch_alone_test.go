package main

import (
	"handover/internal/app"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestBatchAlone: a pack that is made after others, by a process that uses
// again what it made them with (compressors, fonts, templates), is to the byte
// the pack that a fresh process makes of that case alone.
func TestBatchAlone(t *testing.T) {
	dir := t.TempDir()
	var in []string
	for _, name := range []string{"arabic", "islington-step-up", "stoke-on-trent-step-down", "salford-closure"} {
		in = append(in, filepath.Join("..", "..", "fixtures", "good", name+".json"))
	}
	makes := func(out string, procs string, args ...string) {
		t.Helper()
		cmd := exec.Command("handover", append(args, "-o", out, "--as-of", "2026-11-23", "-f", "pdf,docx,md,html", "-q")...)
		cmd.Env = append(os.Environ(), "GOMAXPROCS="+procs)
		if said, err := cmd.CombinedOutput(); cmd.ProcessState.ExitCode() != int(app.ExitDone) && cmd.ProcessState.ExitCode() != int(app.ExitNotMade) {
			t.Fatalf("%v: %s", err, said)
		}
	}
	alone := filepath.Join(dir, "alone")
	for _, c := range in {
		makes(alone, "2", "pack", c)
	}
	want := hashes(t, alone)
	forth, back := filepath.Join(dir, "forth"), filepath.Join(dir, "back")
	makes(forth, "1", append([]string{"batch"}, in...)...) // one compressor for all
	makes(back, "1", "batch", in[3], in[2], in[1], in[0])
	for _, out := range []string{forth, back} {
		got := hashes(t, out)
		for name := range got {
			if first, _, _ := strings.Cut(filepath.ToSlash(name), "/"); strings.HasPrefix(first, "batch") || strings.HasPrefix(first, ".batch") {
				delete(got, name) // the batch's own
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: -alone +after others:\n%s", filepath.Base(out), diff)
		}
	}
}
