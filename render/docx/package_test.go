package docx

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestDOCXPackageHolds: what unpacks a package finds every part as it was, and
// the compressors' earlier work doesn't show.
func TestDOCXPackageHolds(t *testing.T) {
	blank, err := blank()
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		files := []part{{stylesPart, blank[stylesPart].xml}}
		for i, piece := range rapid.SliceOfN(rapid.StringN(0, 40, -1), 0, 4).Draw(t, "pieces") {
			files = append(files, part{fmt.Sprintf("word/%d.xml", i), strings.Repeat(piece, rapid.IntRange(0, 9000).Draw(t, "times"))})
		}
		b, err := zipped(files)
		if err != nil {
			t.Fatal(err)
		}
		again, err := zipped(files)
		if err != nil || !bytes.Equal(b, again) {
			t.Fatal("another package the second time", err)
		}
		z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
		if err != nil || len(z.File) != len(files) {
			t.Fatalf("%d parts: %v", len(z.File), err)
		}
		for i, f := range z.File {
			r, err := f.Open()
			if err != nil {
				t.Fatal(err)
			}
			got, err := io.ReadAll(r)
			if err != nil || f.Name != files[i].name || string(got) != files[i].xml {
				t.Fatalf("%s isn't what was packed: %v", f.Name, err)
			}
		}
	})
}
