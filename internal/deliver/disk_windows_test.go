package deliver

import (
	"path/filepath"
	"testing"

	"golang.org/x/sys/windows"
)

// TestHidden: a lock, and a folder that only the program needs, aren't seen, and
// can be used again.
func TestHidden(t *testing.T) {
	dir := t.TempDir()
	folder := filepath.Join(dir, ".handover")
	lock := filepath.Join(folder, "lock")
	for range 2 {
		if err := Hidden(folder); err != nil {
			t.Fatal(err)
		}
		l, err := Lock(lock, false)
		if err != nil {
			t.Fatal(err)
		}
		if err := l.Close(); err != nil {
			t.Fatal(err)
		}
	}
	for _, path := range []string{folder, lock} {
		name, err := windows.UTF16PtrFromString(path)
		if err != nil {
			t.Fatal(err)
		}
		if is, err := windows.GetFileAttributes(name); err != nil || is&windows.FILE_ATTRIBUTE_HIDDEN == 0 {
			t.Errorf("%s: %b, %v", path, is, err)
		}
	}
}
