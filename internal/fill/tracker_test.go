package fill

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"handover/internal/audience"
	"handover/templates"
)

// What a column shows is typed when it is loaded, and its faults have their
// place in the protocol's file.
func TestTrackerFaults(t *testing.T) {
	src, err := fs.ReadFile(templates.BuiltIn(), "salford/protocol.yaml")
	if err != nil {
		t.Fatal(err)
	}
	const was = "'{{.Child.Initials}}'"
	i := strings.Index(string(src), was)
	line := 1 + strings.Count(string(src[:i]), "\n")
	col := i - strings.LastIndex(string(src[:i]), "\n") + 1
	for _, x := range []struct{ value, at, msg string }{
		{"'{{.Child.Initals}}'", ".Initals", "there is no .Initals here for a reader of kind meeting_case"},
		{"'{{.Child.Address}}'", ".Address", "there is no .Address here for a reader of kind meeting_case"},
		{"'x {{.Child}}'", ".Child", ".Child is a group of facts and can't be printed"},
		{"'{{range .Child.Dates}}{{if is .Label \"no_event\"}}{{.Value}}{{end}}{{end}}'", "\"no_event\"", `there is nothing called "no_event" here for a reader of kind meeting_case`},
		{"'{{template \"_signatures\" .}}'", "", `no part "_signatures"`},
	} {
		changed := strings.Replace(string(src), was, x.value, 1)
		_, err := Load("salford", templates.BuiltIn(), fstest.MapFS{"salford/protocol.yaml": {Data: []byte(changed)}})
		var found Faults
		if !found.add(err) {
			t.Errorf("%s: %v", x.value, err)
			continue
		}
		if found[0].Msg != x.msg || found[0].File != "salford/protocol.yaml" || found[0].Line != line {
			t.Errorf("%s: %s", x.value, found[0])
		}
		if want := col + strings.Index(x.value, x.at) - 1; x.at != "" && found[0].Col != want {
			t.Errorf("%s: column %d, want %d", x.value, found[0].Col, want)
		}
	}
	for value, msg := range map[string]string{"'a | {{.AsOf}}'": "this row has 2 cells and the table 1 columns", "'`{{.AsOf}}`'": "code (`) can't be used in a document", "'{{.Child.Initials'": "unclosed action"} {
		changed := strings.Replace(string(src), was, value, 1)
		_, err := Load("salford", templates.BuiltIn(), fstest.MapFS{"salford/protocol.yaml": {Data: []byte(changed)}})
		var found Faults
		if !found.add(err) || !strings.HasPrefix(found[0].Msg, msg) || found[0].Line != line {
			t.Errorf("%s: %v", value, err)
		}
	}
}

// A value in which nothing is left says so; one that is one fact alone gives it.
func TestFactFill(t *testing.T) {
	set, err := Load("salford", templates.BuiltIn())
	if err != nil {
		t.Fatal(err)
	}
	missing := func(string) (string, bool) { return "Not recorded", true }
	fact := func(name string) Fact {
		for _, c := range set.Trackers[0].Columns {
			for _, f := range c.Facts {
				if f.Name == name {
					return f
				}
			}
		}
		t.Fatalf("no fact %s", name)
		return Fact{}
	}
	fill := func(name string, v audience.MeetingCase) FilledFact {
		out, err := fact(name).Fill(v, missing)
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	var v audience.MeetingCase
	if f := fill("Late", v); !f.None || f.Only != nil {
		t.Errorf("nothing late: %+v", f)
	}
	if f := fill("Initials", v); f.None || f.Only != nil {
		t.Errorf("a gap: %+v", f)
	}
	v.Child.Initials = audience.Said("| *x* <br>", "children[0]")
	f := fill("Initials", v)
	if f.Only != v.Child.Initials || len(f.Lines) != 1 || len(f.Typed) != 1 || f.Typed[0] != "| *x* <br>" {
		t.Errorf("one fact alone: %+v", f)
	}
}
