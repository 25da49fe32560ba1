package fill

import (
	"io/fs"
	"reflect"
	"testing"

	"handover/internal/audience"
	"handover/model"
	"handover/model/dates"
	"handover/templates"
)

// TestBuiltIn: every council that the program brings with it passes all checks,
// and none of its protocols or templates is left out. This is what lets Open
// do without some of them.
func TestBuiltIn(t *testing.T) {
	councils, err := Councils(templates.BuiltIn())
	if err != nil {
		t.Fatal(err)
	}
	protocols, err := fs.Glob(templates.BuiltIn(), "*/protocol.yaml")
	if err != nil || len(councils) != len(protocols) || len(councils) == 0 {
		t.Fatalf("%d councils, %d protocols, %v", len(councils), len(protocols), err)
	}
	for _, c := range councils {
		whole, err := Load(c, templates.BuiltIn())
		if err != nil {
			t.Errorf("%s: %v", c, err)
			continue
		}
		opened, err := Open(c, nil)
		if err != nil {
			t.Errorf("%s: %v", c, err)
			continue
		}
		if opened.Hash != whole.Hash || len(opened.Documents) != len(whole.Documents) || len(opened.Trackers) != len(whole.Trackers) {
			t.Errorf("%s: opened it is another set", c)
			continue
		}
		for i, d := range opened.Documents {
			w := whole.Documents[i]
			a, b := ready(t, d.Template), ready(t, w.Template)
			if !reflect.DeepEqual(d.Template.Front, w.Template.Front) || d.Reader != w.Reader || a.hash != b.hash || !reflect.DeepEqual(a.grants, b.grants) {
				t.Errorf("%s: %s to %s: opened it is another template", c, d.Kind, d.Reader)
			}
		}
	}
}

// TestOpenOnly: a set opened for some kinds has those alone, and is the same
// council's set all the same.
func TestOpenOnly(t *testing.T) {
	whole, err := Open("salford", nil)
	if err != nil {
		t.Fatal(err)
	}
	some, err := Open("salford", []string{"transfer-summary", "change-of-worker-letter"})
	if err != nil {
		t.Fatal(err)
	}
	kinds := map[string]bool{}
	for _, d := range some.Documents {
		kinds[d.Kind] = true
	}
	if len(kinds) != 2 || some.Hash != whole.Hash {
		t.Errorf("%v, %s and %s", kinds, some.Hash, whole.Hash)
	}
	for _, r := range []model.Reader{model.ReaderParent, model.ReaderProfessional, model.ReaderMeeting} {
		if some.Reaches(r) != whole.Reaches(r) || whole.Reaches(r) != (r != model.ReaderMeeting) {
			t.Errorf("%s: %v, %v", r, some.Reaches(r), whole.Reaches(r))
		}
	}
}

// TestFaultWhenFilled: what a template that isn't compiled at once asks of a
// view that the view lacks is told when it is filled, and no text comes of it.
func TestFaultWhenFilled(t *testing.T) {
	summary := "salford/transfer-summary.md"
	for text, want := range map[string]string{
		builtInFile(t, summary) + "\n{{.PlacementAdress}}\n": "there is no .PlacementAdress here for a reader of kind internal",
		builtInFile(t, summary) + "\n{{if .Child}\n":         "bad character U+007D '}'",
	} {
		set, err := load("salford", []fs.FS{templates.BuiltIn(), over(summary, text)}, true, []string{"transfer-summary"})
		if err != nil {
			t.Fatal(err)
		}
		rec := &model.Record{Reference: "CF-1", Protocol: "salford", Children: []model.Child{{ID: "C1"}}}
		asOf := dates.Date{Year: 2026, Month: 11, Day: 23}
		view := audience.View(audience.Document{Kind: "transfer-summary", Reader: model.ReaderInternal, Child: &rec.Children[0]}, rec, set.Protocol, asOf)
		filled, err := set.Documents[0].Template.Fill(view, audience.Missing(rec, model.ReaderInternal), audience.Where(rec, set.Protocol, asOf))
		var faults Faults
		if !faults.add(err) || faults[0].File != summary || faults[0].Msg != want || len(filled.Source.Markdown) > 0 {
			t.Errorf("%v", err)
		}
	}
}

// TestSetHash: a set's hash tells of a change to its protocol, to a template of
// any document, to the check sheet and to a part, and of nothing else.
func TestSetHash(t *testing.T) {
	hash := func(layers ...fs.FS) string {
		t.Helper()
		set, err := Load("salford", append([]fs.FS{templates.BuiltIn()}, layers...)...)
		if err != nil {
			t.Fatal(err)
		}
		return set.Hash
	}
	was := hash()
	for file, matters := range map[string]bool{
		"salford/protocol.yaml": true, "salford/transfer-summary.md": true, "common/change-of-worker-letter-family.md": true,
		"common/check-sheet.md": true, "common/_gaps.md": true, "common/not-used.md": false, "bury/transfer-summary.md": false,
	} {
		text := front("internal", "form") + "# T\n"
		if matters {
			text = builtInFile(t, file) + "\n"
		}
		if now := hash(over(file, text)); (now != was) != matters {
			t.Errorf("%s: %s was %s", file, now, was)
		}
	}
}
