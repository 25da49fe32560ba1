package render

import (
	"bytes"
	"testing"
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

// TestVerifyFinds: a package of which any byte of an entry is another is refused,
// also where the entry was packed before.
func TestVerifyFinds(t *testing.T) {
	blank, err := docxBlank()
	if err != nil {
		t.Fatal(err)
	}
	var files []docxFile
	for _, name := range []string{"[Content_Types].xml", docxStylesPart, docxBodyPart} {
		files = append(files, docxFile{name, blank[name].xml})
	}
	b, err := docxJoin(files, blank)
	if err != nil {
		t.Fatal(err)
	}
	if err := docxVerify(b, files, blank); err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		at := bytes.Index(b, blank[f.name].raw) + len(blank[f.name].raw)/2
		bad := bytes.Clone(b)
		bad[at] ^= 0x10
		if docxVerify(bad, files, blank) == nil {
			t.Errorf("%s: a changed byte wasn't seen", f.name)
		}
	}
	other := append([]docxFile{}, files...)
	other[1].xml += " "
	if docxVerify(b, other, blank) == nil {
		t.Error("another part's text wasn't seen")
	}
}
