package cases

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// Size is about how many bytes Read would read, for saying how far it has got;
// false where that can't be told, as of standard input.
func Size(paths []string) (int64, bool) {
	var n int64
	for _, p := range paths {
		info, err := os.Stat(p)
		switch {
		case p == "-" || err == nil && !info.IsDir() && !info.Mode().IsRegular():
			return 0, false
		case err != nil:
			continue // Read says what is wrong with it
		case !info.IsDir():
			n += info.Size()
			continue
		}
		_ = filepath.WalkDir(p, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() && strings.HasPrefix(d.Name(), ".") && path != p {
				return fs.SkipDir
			}
			if !d.IsDir() && isCase(path) && !Leftover(d.Name()) {
				if info, err := d.Info(); err == nil {
					n += info.Size()
				}
			}
			return nil
		})
	}
	return n, true
}
