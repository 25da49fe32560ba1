package fill

import (
	"slices"
	"strings"
	"testing"

	"handover/internal/protocol"
	"handover/templates"
)

// TestGrantsAreEachCouncils: a template of common that asks for a grant loads for
// the council that gives it, to every reader of the document, and for no other.
func TestGrantsAreEachCouncils(t *testing.T) {
	const letter, part = "common/change-of-worker-letter-professional.md", "common/_letter-sign.md"
	asks := over(letter, changed(t, letter, "Yours sincerely", "{{with .DateOfBirth}}Born on {{.}}.{{end}}\n\nYours sincerely"))
	gives := func(council, to string) string {
		file := council + "/protocol.yaml"
		return changed(t, file, "\nrows:\n", "\ngrants:\n  - {fact: date_of_birth, to: ["+to+"], why: asked, source: line 1, rows: [SAL-22]}\nrows:\n")
	}
	if _, err := Load("salford", templates.BuiltIn(), asks, over("salford/protocol.yaml", gives("salford", "health"))); err != nil {
		t.Errorf("Salford grants it to some professionals: %v", err)
	}
	for _, council := range []string{"salford", "islington"} {
		_, err := Load(council, templates.BuiltIn(), asks)
		want := council + "/protocol.yaml doesn't grant date_of_birth to a reader of kind professional in this document (change-of-worker-letter)"
		if got := faultsOf(t, err); len(got) != 1 || !strings.HasPrefix(got[0], letter+":") || !strings.Contains(got[0], want) {
			t.Errorf("%s doesn't grant it: %q", council, got)
		}
	}
	// A part of all letters asks, and not all readers of letters can hold it.
	if _, err := Load("salford", templates.BuiltIn(), over("salford/protocol.yaml", gives("salford", "professional")),
		over(part, builtInFile(t, part)+"{{with .DateOfBirth}}{{.}}{{end}}\n")); err == nil || !strings.Contains(err.Error(), part+":") {
		t.Errorf("a part for all letters: %v", err)
	}
}

// TestBuiltInGrantsAreUsed: what a council's protocol grants, a letter of that
// council asks for, to those readers: nothing is granted for nothing.
func TestBuiltInGrantsAreUsed(t *testing.T) {
	councils, err := Councils(templates.BuiltIn())
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, council := range councils {
		set, err := Load(council, templates.BuiltIn())
		if err != nil {
			t.Fatal(err)
		}
		for _, g := range set.Protocol.Grants {
			for _, to := range g.To {
				n++
				if !slices.ContainsFunc(set.Documents, func(d Document) bool {
					to := protocol.GrantReader{Kind: string(d.Reader), Document: d.Kind}
					return slices.Contains(ready(t, d.Template).grants, g.Fact) && set.Protocol.GrantOf(g.Fact, to) != nil
				}) {
					t.Errorf("%s grants %s to %s, and no letter asks for it", council, g.Fact, to)
				}
			}
		}
	}
	if n < 10 {
		t.Errorf("only %d grants seen", n)
	}
}
