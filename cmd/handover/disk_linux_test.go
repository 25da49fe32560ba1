package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"handover/internal/app"
	"handover/model/dates"
)

// mount puts a small file system of memory on a new folder.
func mount(t *testing.T, options string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "disk")
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, options); err != nil {
		t.Skipf("SKIPPED: a small disk can't be mounted here: %v", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(dir, 0); err != nil {
			t.Errorf("unmounting: %v", err)
		}
	})
	return dir
}

func packInto(t *testing.T, dir string, more ...string) (code app.Exit, out, errs string) {
	t.Helper()
	src := filepath.Join("..", "..", "fixtures", "good", "salford-closure.json")
	var o, e bytes.Buffer
	w := &env{Stdin: strings.NewReader(""), Stdout: &o, Stderr: &e, Today: func() dates.Date { return dates.Date{Year: 2026, Month: 11, Day: 23} }}
	code = run(context.Background(), append([]string{"pack", src, "-o", dir}, more...), w)
	return code, o.String(), e.String()
}

// listing is every file below a folder with its size.
func listing(t *testing.T, dir string) string {
	t.Helper()
	var b strings.Builder
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := os.ReadFile(path)
		b.WriteString(path + " " + string(text) + "\n")
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestFullDisk: a pack for which the disk has no room leaves nothing, and the
// pack that it was to replace stays.
func TestFullDisk(t *testing.T) {
	dir := mount(t, "size=32k")
	code, out, errs := packInto(t, dir)
	if code != app.ExitFailed || out != "" || !strings.Contains(errs, "no space left on device") {
		t.Errorf("exit %d, said %q and %q", code, out, errs)
	}
	if left := listing(t, dir); left != "" {
		t.Errorf("left behind on a full disk: %.200s", left)
	}

	dir = mount(t, "size=200k")
	if code, _, errs := packInto(t, dir, "-f", "md"); code != app.ExitDone {
		t.Fatalf("exit %d: %s", code, errs)
	}
	before := listing(t, dir)
	if err := os.WriteFile(filepath.Join(dir, "ballast"), make([]byte, 120<<10), 0o600); err != nil {
		t.Fatal(err)
	}
	if code, _, _ = packInto(t, dir, "--force"); code != app.ExitFailed {
		t.Errorf("exit %d on a full disk", code)
	}
	if err := os.Remove(filepath.Join(dir, "ballast")); err != nil {
		t.Fatal(err)
	}
	if after := listing(t, dir); after != before {
		t.Error("the pack that was there has changed, though the new one wasn't made")
	}
}

// TestReadOnlyFolder: the user hears why, and no half a pack is anywhere.
func TestReadOnlyFolder(t *testing.T) {
	dir := t.TempDir()
	if os.Geteuid() == 0 { // to whom no folder is closed, but a disk may be
		dir = mount(t, "ro")
	} else if err := os.Chmod(dir, 0o500); err != nil {
		t.Fatal(err)
	}
	code, out, errs := packInto(t, dir)
	if code != app.ExitFailed || out != "" {
		t.Errorf("exit %d, said %q", code, out)
	}
	if !strings.Contains(errs, "permission denied") && !strings.Contains(errs, "read-only file system") {
		t.Errorf("said %q", errs)
	}
	if !strings.Contains(errs, "handover: hint: nothing was written; -o chooses another folder") {
		t.Errorf("no hint: %q", errs)
	}
}
