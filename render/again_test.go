package render

import (
	"archive/zip"
	"bytes"
	"io/fs"
	"testing"

	"handover/render/doc"
	"handover/render/testdata/sample"
)

// TestFilesStandAlone: what is used again, compressors and packed parts, leaves
// no trace of the documents that were made before.
func TestFilesStandAlone(t *testing.T) {
	french := *sample.WordTwoPages()
	french.Meta.Lang = "fr" // a blank document's parts aren't its
	for f, docs := range map[Format]map[string]*doc.Doc{
		PDF:  {"long": sample.Form(), "short": sample.TwoPages()},
		DOCX: {"long": sample.WordForm(), "short": sample.WordTwoPages(), "french": &french},
	} {
		first := map[string][]byte{}
		for range 3 { // in another order each time, as maps are
			for name, d := range docs {
				b, err := Write(f, d, Envelope{})
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
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	text, err := fs.ReadFile(z, "word/styles.xml")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
