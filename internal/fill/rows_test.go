package fill_test

import (
	"slices"
	"strings"
	"testing"

	"handover/internal/fill"
	"handover/templates"
)

// Every row of every council is cited by a document, an item, a deadline or a
// rule; and what a template says that it covers, its protocol says too.
func TestEveryRowOfEveryCouncilIsCovered(t *testing.T) {
	councils, err := fill.Councils(templates.BuiltIn())
	if err != nil {
		t.Fatal(err)
	}
	for _, council := range councils {
		set, err := fill.Load(council, templates.BuiltIn())
		if err != nil {
			t.Error(err)
			continue
		}
		for _, r := range set.Protocol.Uncovered() {
			t.Errorf("%s: nothing covers %s: %s", council, r.ID, r.What)
		}
		if len(set.Protocol.Rows) == 0 {
			t.Errorf("%s has no rows", council)
			continue
		}
		prefix, _, _ := strings.Cut(set.Protocol.Rows[0].ID, "-")
		for _, d := range set.Documents {
			for _, id := range d.Template.Rows {
				if strings.HasPrefix(id, prefix+"-") && !slices.Contains(d.Rows, id) {
					t.Errorf("%s says that it covers %s, and %s/protocol.yaml doesn't", d.Template.File, id, council)
				}
			}
		}
	}
}
