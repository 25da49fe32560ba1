package main

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"fmt"
	"slices"
	"strings"
	"time"
)

// file is one that goes into a zip, or lies beside it.
type file struct {
	Name  string // with "/"
	Bytes []byte
	Runs  bool // it is a program
	Text  bool // people read it with an editor: lines end as on their machine
}

// day is every file's: a zip knows no day before it, and the same files shall
// be the same zip.
var day = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)

// pack makes a zip that opens into one folder, with the checksums of its files.
func pack(folder string, files []file, windows bool) ([]byte, error) {
	for i, f := range files {
		if f.Text && windows {
			files[i].Bytes = bytes.ReplaceAll(f.Bytes, []byte("\n"), []byte("\r\n"))
		}
	}
	files = append(files, file{Name: "SHA256SUMS.txt", Bytes: sums(files)})
	slices.SortFunc(files, func(a, b file) int { return strings.Compare(a.Name, b.Name) })
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, f := range files {
		h := &zip.FileHeader{Name: folder + "/" + f.Name, Method: zip.Deflate, Modified: day}
		h.SetMode(0o644)
		if f.Runs {
			h.SetMode(0o755)
		}
		e, err := w.CreateHeader(h)
		if err != nil {
			return nil, err
		}
		if _, err := e.Write(f.Bytes); err != nil {
			return nil, err
		}
	}
	err := w.Close()
	return b.Bytes(), err
}

// sums is a line a file, as sha256sum and certutil's users compare them.
func sums(files []file) []byte {
	lines := make([]string, len(files))
	for i, f := range files {
		lines[i] = fmt.Sprintf("%x  %s\n", sha256.Sum256(f.Bytes), f.Name)
	}
	slices.SortFunc(lines, func(a, b string) int { return strings.Compare(a[66:], b[66:]) })
	return []byte(strings.Join(lines, ""))
}
