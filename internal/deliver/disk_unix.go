//go:build !windows

package deliver

import (
	"errors"
	"os"
)

// refused: here what is open can be renamed and removed.
func refused(error) bool { return false }

func opened(string) string { return "" }

// syncDir flushes a folder's entries to the disk.
func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

// hide does nothing: the dot at the beginning of a name hides it.
func hide(string) {}
