package fill

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"handover/internal/protocol"
	"handover/templates"
)

// TestDocumentsOwnCondition: a protocol says when it asks for a document, also
// where the template that it shares would be made more often.
func TestDocumentsOwnCondition(t *testing.T) {
	src, err := fs.ReadFile(templates.BuiltIn(), "salford/protocol.yaml")
	if err != nil {
		t.Fatal(err)
	}
	with := strings.Replace(string(src), "    template: closure-record\n",
		"    template: closure-record\n    when: .Transfer.Moved\n    why: the family has not moved\n", 1)
	set, err := Load("salford", templates.BuiltIn(), fstest.MapFS{"salford/protocol.yaml": {Data: []byte(with)}})
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range set.Documents {
		if d.Kind != "closure-record" {
			continue
		}
		moved := protocol.Situation{Closing: true, Transfer: protocol.TransferFacts{Moved: true}}
		if !d.Template.Applies(moved) || d.Template.Applies(protocol.Situation{Closing: true}) || d.Template.Applies(protocol.Situation{Transfer: moved.Transfer}) {
			t.Error("a closure record is made where the case closes and the family has moved, and nowhere else")
		}
		if d.Template.Why != "the family has not moved" {
			t.Errorf("why: %q", d.Template.Why)
		}
	}
	without := strings.Replace(with, "    why: the family has not moved\n", "", 1)
	if _, err := Load("salford", fstest.MapFS{"salford/protocol.yaml": {Data: []byte(without)}}); err == nil || !strings.Contains(err.Error(), `"why"`) {
		t.Errorf("a condition without its words: %v", err)
	}
}
