package app

import (
	"io"
	"reflect"
	"strings"
	"testing"
	"text/template"

	"handover/internal/audience"
)

// TestFields: what is listed for a reader is what the reader's view has, and
// nothing of another reader's.
func TestFields(t *testing.T) {
	t.Parallel()
	s, err := NewShelf("", nil)
	if err != nil {
		t.Fatal(err)
	}
	all, err := s.FieldsOf("salford", "change-of-worker-letter")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range all {
		typ, err := audience.ViewType(f.Reader)
		if err != nil {
			t.Fatal(err)
		}
		says := map[string]string{}
		for _, x := range f.Fields {
			says[x.Tag] = x.Says
			if strings.Contains(x.Says, "within {{range") {
				continue // of another type
			}
			tpl, err := template.New("").Parse(x.Tag)
			if err == nil {
				err = tpl.Execute(io.Discard, reflect.New(typ).Elem().Interface())
			}
			if err != nil {
				t.Errorf("%s: %s: %v", f.Reader, x.Tag, err)
			}
		}
		if says["{{.Date}}"] != "the letter's date" {
			t.Errorf("%s: the letter's date is called %q", f.Reader, says["{{.Date}}"])
		}
		if _, there := says["{{.Risks}}"]; there {
			t.Errorf("%s may use .Risks", f.Reader)
		}
	}
	if len(all) < 3 {
		t.Errorf("%d readers", len(all))
	}
	if _, err := s.FieldsOf("salford", "change-of-worker-leter"); err == nil || !strings.Contains(err.Error(), "no document of that kind") {
		t.Errorf("an unknown kind: %v", err)
	}
}
