package deliver

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

var errOpen = errors.New("access is denied")

// holding is a disk on which renaming and removing what is named is refused so
// many times.
func holding(times map[string]int) (disk, *time.Duration) {
	d, waited := system(), new(time.Duration)
	left := func(op, path string) error {
		key := op + " " + filepath.Base(path)
		if strings.HasPrefix(key, op+" .CF-1.new") {
			key = op + " new"
		}
		if times[key] > 0 {
			times[key]--
			return &fs.PathError{Op: op, Path: path, Err: errOpen}
		}
		return nil
	}
	d.rename = func(from, to string) error {
		if err := left("rename", from); err != nil {
			return err
		}
		return os.Rename(from, to)
	}
	d.removeAll = func(path string) error {
		if err := left("remove", path); Exists(path) && err != nil {
			return err
		}
		return os.RemoveAll(path)
	}
	d.refused = func(err error) bool { return errors.Is(err, errOpen) }
	d.opened = func(path string) string { return filepath.Join(path, "a", "x") }
	d.wait = func(t time.Duration) { *waited += t }
	return d, waited
}

const always = 1 << 20

// TestHeldForAMoment: what a scanner has open for a moment is saved all the same.
func TestHeldForAMoment(t *testing.T) {
	t.Parallel()
	for _, times := range []map[string]int{{"rename new": 7}, {"rename CF-1": 5}, {"remove .CF-1.old": 3}, {"rename new": 2, "rename CF-1": 2, "remove .CF-1.old": 2}} {
		dir := saved(t)
		d, waited := holding(times)
		got, err := d.save(folderOf("manifest.json=new"), dir, How{Replace: true})
		if err != nil || got.Left != nil || *waited == 0 {
			t.Errorf("%v: %v after %v", err, got, *waited)
		}
		holdsTree(t, dir, second)
	}
}

// TestHeld: with a letter open elsewhere the old folder stays as it was, the
// error says which file it is, and nothing lies beside it.
func TestHeld(t *testing.T) {
	t.Parallel()
	dir := saved(t)
	d, waited := holding(map[string]int{"rename CF-1": always})
	_, err := d.save(folderOf("manifest.json=new"), dir, How{Replace: true})
	var h *Held
	if !errors.As(err, &h) || h.File != "a/x" || err.Error() != "can't write CF-1: a file in it is open in another program: a/x" {
		t.Errorf("%v", err)
	}
	if *waited < 3*time.Second || *waited > 10*time.Second {
		t.Errorf("waited %v", *waited)
	}
	holdsTree(t, dir, first)
}

// TestHeldBetween: if the new one can't get to its place, the old one is put
// back.
func TestHeldBetween(t *testing.T) {
	t.Parallel()
	dir := saved(t)
	d, _ := holding(map[string]int{"rename new": always})
	_, err := d.save(folderOf("manifest.json=new"), dir, How{Replace: true})
	if h := new(Held); !errors.As(err, &h) {
		t.Errorf("%v", err)
	}
	holdsTree(t, dir, first)
}

// TestHeldAfterwards: what can't be taken away once the new one stands is no
// failure; it is told, and goes with the next Save.
func TestHeldAfterwards(t *testing.T) {
	t.Parallel()
	dir := saved(t)
	d, _ := holding(map[string]int{"remove .CF-1.old": always})
	got, err := d.save(folderOf("manifest.json=new"), dir, How{Replace: true})
	if err != nil || got.Left == nil || !strings.Contains(got.Left.Error(), "a/x") {
		t.Errorf("%v, %v", got, err)
	}
	if _, err := folderOf("manifest.json=new").Save(dir, How{}); !errors.Is(err, ErrExists) {
		t.Error(err)
	}
	holdsTree(t, dir, second)
}

// TestHeldLeftover: an unfinished folder of an earlier run that can't be taken
// away yet keeps nobody from saving.
func TestHeldLeftover(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	left := filepath.Join(dir, ".CF-1.new-77")
	if err := os.Mkdir(left, 0o700); err != nil {
		t.Fatal(err)
	}
	d, waited := holding(map[string]int{"remove new": always})
	if _, err := d.save(folderOf("manifest.json=new"), dir, How{}); err != nil || *waited > 0 {
		t.Error(err, *waited)
	}
	if !Exists(left) || !Exists(filepath.Join(dir, "CF-1", "manifest.json")) {
		t.Error("not saved beside it")
	}
	if _, err := folderOf("manifest.json=new").Save(dir, How{Replace: true}); err != nil {
		t.Error(err)
	}
	holdsTree(t, dir, second)
}

// TestNewFile: one that is there stays as it is.
func TestNewFile(t *testing.T) {
	t.Parallel()
	at := filepath.Join(t.TempDir(), "case.json")
	if err := NewFile(at, []byte("one")); err != nil {
		t.Fatal(err)
	}
	if err := NewFile(at, []byte("two")); !errors.Is(err, fs.ErrExist) {
		t.Error(err)
	}
	if b, err := os.ReadFile(at); err != nil || string(b) != "one" {
		t.Errorf("%q, %v", b, err)
	}
	if err := NewFile(filepath.Join(at, "below"), nil); err == nil || strings.Contains(err.Error(), at) {
		t.Error(err)
	}
}
