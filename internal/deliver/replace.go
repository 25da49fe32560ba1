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
	dir, err := os.MkdirTemp(filepath.Dir(path), beside+"*")
	if err != nil {
		return cantWrite(path, err)
	}
	sweepBeside(dir)
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

// sweepBeside takes away what a Replace that was killed left beside a new one's
// folder, once it is an hour older, and so nobody's any more.
func sweepBeside(dir string) {
	in := filepath.Dir(dir)
	now, err := os.Stat(dir)
	if err != nil {
		return // what is to be written says so
	}
	entries, err := os.ReadDir(in)
	if err != nil {
		return
	}
	for _, e := range entries {
		info, err := e.Info()
		if err == nil && e.IsDir() && strings.HasPrefix(e.Name(), beside) && now.ModTime().Sub(info.ModTime()) > time.Hour {
			_ = os.RemoveAll(filepath.Join(in, e.Name())) // the next one tries again
		}
	}
}
