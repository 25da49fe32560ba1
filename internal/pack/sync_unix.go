//go:build !windows

package pack

import (
	"errors"
	"os"
)

// SyncDir flushes a folder's entries to the disk.
func SyncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return plain(err)
	}
	return plain(errors.Join(d.Sync(), d.Close()))
}
