package deliver

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// Replace puts a file in the place of the one that is there, whole or not at
// all: it is written beside it, flushed and renamed.
func Replace(path string, b []byte) error {
	sweepBeside(path)
	dir, err := os.MkdirTemp(filepath.Dir(path), beside+"*")
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

// beside is how the folders begin in which Replace builds a file.
const beside = ".handover-"

// sweepBeside takes away what a Replace that was killed left beside a file, once
// it is old enough to be nobody's any more.
func sweepBeside(path string) {
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		return // what is to be written says so
	}
	for _, e := range entries {
		info, err := e.Info()
		if err == nil && e.IsDir() && strings.HasPrefix(e.Name(), beside) && time.Since(info.ModTime()) > time.Hour {
			_ = os.RemoveAll(filepath.Join(filepath.Dir(path), e.Name())) // the next one tries again
		}
	}
}
