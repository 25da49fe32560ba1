package render

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestFilesStandAlone: what is used again, compressors and packed parts, leaves
// no trace of the documents that were made before.
func TestFilesStandAlone(t *testing.T) {
	french := *twoPages()
	french.Meta.Lang = "fr" // a blank document's parts aren't its
	for f, docs := range map[Format]map[string]*Doc{
		PDF:  {"long": pdfForm(), "short": pdfTwoPages()},
		DOCX: {"long": docxForm(), "short": twoPages(), "french": &french},
	} {
		first := map[string][]byte{}
		for range 3 { // in another order each time, as maps are
			for name, d := range docs {
				b, err := Write(f, d)
				if err != nil {
					t.Fatal(err)
				}
				if first[name] == nil {
					first[name] = b
				} else if !bytes.Equal(b, first[name]) {
					t.Errorf("%s as %s is another file the second time", name, f)
				}
			}
		}
		if f == DOCX && bytes.Contains([]byte(stylesOf(t, first["french"])), []byte("en-GB")) {
			t.Error("a French document has the blank document's styles")
		}
	}
}

func stylesOf(t *testing.T, b []byte) string {
	t.Helper()
	parts, err := referenceParts(b)
	if err != nil {
		t.Fatal(err)
	}
	return parts[docxStylesPart]
}

// TestDOCXPackageHolds: what unpacks a package finds every part as it was, and
// the compressors' earlier work doesn't show.
func TestDOCXPackageHolds(t *testing.T) {
	blank, err := docxBlank()
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		files := []docxFile{{docxStylesPart, blank[docxStylesPart].xml}}
		for i, piece := range rapid.SliceOfN(rapid.StringN(0, 40, -1), 0, 4).Draw(t, "pieces") {
			files = append(files, docxFile{fmt.Sprintf("word/%d.xml", i), strings.Repeat(piece, rapid.IntRange(0, 9000).Draw(t, "times"))})
		}
		b, err := docxPackage(files)
		if err != nil {
			t.Fatal(err)
		}
		again, err := docxPackage(files)
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
