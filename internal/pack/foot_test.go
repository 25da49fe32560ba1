package pack

import (
	"strings"
	"testing"

	"handover/render"
)

// TestFootNamesTheChild: a loose page of one child's form isn't taken for
// another's. Nothing outside shows the record's ids.
func TestFootNamesTheChild(t *testing.T) {
	forms := 0
	for _, d := range choose(t, "stoke-on-trent-court-to-care", render.Markdown).Documents {
		there := d.Child != "" && strings.Contains(d.doc.Meta.Foot, " · "+string(d.Child)+" · ")
		switch {
		case d.Reader.Outside():
			if there {
				t.Errorf("%s: %q", d.Path, d.doc.Meta.Foot)
			}
		case d.Child != "":
			forms++
			if !there {
				t.Errorf("%s: %q", d.Path, d.doc.Meta.Foot)
			}
		}
	}
	if forms < 4 {
		t.Errorf("%d forms of children", forms)
	}
}
