package pack

import (
	"bytes"
	"strings"
	"testing"
)

// The index links each file of the pack, names each letter's reader, and goes to
// nobody; whoever changes it is found out, as with any file.
func TestIndex(t *testing.T) {
	f := pack(t, "salford-section-20")
	page := file(t, f.pack, "index.html")
	for _, x := range f.pack.Files {
		switch x.Path {
		case "manifest.json":
			if !bytes.Contains(x.Bytes, []byte(`"path": "index.html"`)) {
				t.Error("the manifest doesn't know the index")
			}
		case "index.html":
		default:
			if !bytes.Contains(page.Bytes, []byte(`href="`+x.Path+`"`)) {
				t.Errorf("no link to %s", x.Path)
			}
		}
	}
	text := textOf(t, page)
	for _, d := range f.pack.Documents {
		if d.Reader.Outside() && !strings.Contains(text, f.plan.rec.NameOf(d.Recipient)) {
			t.Errorf("%s: its reader isn't named", d.Path)
		}
	}
	for _, n := range f.pack.NotMade {
		if n.Recipient != "" && !strings.Contains(text, n.Reasons[0]) {
			t.Errorf("%s to %s: the page doesn't say that it isn't made", n.Kind, n.Recipient)
		}
	}
}
