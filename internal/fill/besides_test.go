package fill

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"handover/model"
	"handover/model/dates"
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
		"    template: closure-record\n    when: happened \"moved\"\n    why: the family has not moved\n", 1)
	set, err := Load("salford", templates.BuiltIn(), fstest.MapFS{"salford/protocol.yaml": {Data: []byte(with)}})
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range set.Documents {
		if d.Kind != "closure-record" {
			continue
		}
		applies := func(closure *model.Closure, moved string) bool {
			rec := &model.Record{Closure: closure, Transfer: &model.Transfer{Dates: map[model.Word]model.Moment{}}}
			if moved != "" {
				rec.Transfer.Dates["moved"] = model.Moment{Date: mustDate(t, moved)}
			}
			return d.Template.Applies(set.Protocol.Situation(rec, nil, mustDate(t, "2026-11-23")))
		}
		closing := &model.Closure{}
		if !applies(closing, "2026-11-02") || applies(closing, "") || applies(nil, "2026-11-02") || applies(closing, "2026-11-24") {
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

func mustDate(t *testing.T, s string) dates.Date {
	t.Helper()
	d, err := dates.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}
