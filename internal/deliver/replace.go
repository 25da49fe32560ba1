package deliver

import (
	"errors"
	"os"
	"path/filepath"
)

// Replace puts a file in the place of the one that is there, whole or not at
// all: it is written beside it, flushed and renamed.
func Replace(path string, b []byte) error {
	dir, err := os.MkdirTemp(filepath.Dir(path), ".handover-*")
	if err != nil {
		return cantWrite(path, err)
	}
	tmp, disk := filepath.Join(dir, filepath.Base(path)), system()
	if err = writeFile(tmp, b); err == nil {
		if err = disk.again(func() error { return disk.rename(tmp, path) }); err == nil {
			err = syncDir(filepath.Dir(path))
		}
	}
	return errors.Join(cantWrite(path, err), Cause(os.RemoveAll(dir)))
}
