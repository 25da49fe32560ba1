package deliver

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

// TestReplaceSweeps: what a killed Replace left is taken away by a later one, and
// what another is building now isn't.
func TestReplaceSweeps(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	old, young, other := filepath.Join(dir, ".handover-1"), filepath.Join(dir, ".handover-2"), filepath.Join(dir, ".handover")
	for _, d := range []string{old, young, other} {
		if err := os.Mkdir(d, 0o700); err != nil {
			t.Fatal(err)
		}
		if err := NewFile(filepath.Join(d, "case.json"), []byte("{}")); err != nil {
			t.Fatal(err)
		}
	}
	long := time.Now().Add(-2 * time.Hour)
	for _, d := range []string{old, other} {
		if err := os.Chtimes(d, long, long); err != nil {
			t.Fatal(err)
		}
	}
	if err := Replace(filepath.Join(dir, "case.json"), []byte("{}")); err != nil {
		t.Fatal(err)
	}
	if Exists(old) || !Exists(young) || !Exists(other) {
		t.Errorf("old %v, young %v, other %v", Exists(old), Exists(young), Exists(other))
	}
}
