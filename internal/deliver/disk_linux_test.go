package deliver

import (
	"bytes"
	"errors"
	"path/filepath"
	"syscall"
	"testing"
)

// TestSaveOnFullDisk writes to a file system of 64 KiB.
func TestSaveOnFullDisk(t *testing.T) {
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=64k"); err != nil {
		t.Skipf("SKIPPED: no small file system can be mounted here (%v); run as root to see a full disk", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(dir, 0); err != nil {
			t.Error(err)
		}
	})
	packs := filepath.Join(dir, "packs")
	if _, err := folderOf("a/x=old", "manifest.json=m").Save(packs, How{}); err != nil {
		t.Fatal(err)
	}
	big := folderOf("a=1", "b/c=2")
	big.Files = append(big.Files, File{Path: "big", Bytes: bytes.Repeat([]byte("x"), 1<<20)})
	if _, err := big.Save(packs, How{Replace: true}); !errors.Is(err, syscall.ENOSPC) {
		t.Errorf("%v", err)
	}
	holdsTree(t, packs, first)
	if _, err := folderOf("manifest.json=new").Save(packs, How{Replace: true}); err != nil {
		t.Errorf("there is room again, and: %v", err)
	}
	holdsTree(t, packs, second)
}
