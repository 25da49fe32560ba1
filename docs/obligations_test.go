package docs_test

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"handover/internal/fill"
	"handover/internal/protocol"
	"handover/templates"
)

var update = flag.Bool("update", false, "write the generated documents again")

// TestObligations holds obligations.md to the protocols: each row of each
// council's procedure, and what covers it. Write it again with
// `go test ./docs -run TestObligations -update`.
func TestObligations(t *testing.T) {
	councils, err := fill.Councils(templates.BuiltIn())
	if err != nil {
		t.Fatal(err)
	}
	var table strings.Builder
	total := 0
	for _, c := range councils {
		p, err := fill.Protocol(c, templates.BuiltIn())
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&table, "\n## %s: %d rows\n\n| Row | Kind | What the procedure asks | Covered by |\n| --- | --- | --- | --- |\n", p.Title, len(p.Rows))
		for _, r := range p.Rows {
			by := coveredBy(p, r.ID)
			if len(by) == 0 {
				t.Errorf("%s: nothing covers %s", c, r.ID)
			}
			fmt.Fprintf(&table, "| %s | %s | %s | %s |\n", r.ID, r.Kind, strings.ReplaceAll(r.What, "|", `\|`), strings.Join(by, "; "))
		}
		total += len(p.Rows)
	}
	want := fmt.Sprintf(`# What the procedures ask, and where it is covered

Written by docs/obligations_test.go from the councils' protocols: %d rows of %d councils. A document is named by its kind, a checklist item, a deadline
and a rule by its id; `+"`handover protocols NAME`"+` prints each with its words, its conditions and its assumptions.
%s`, total, len(councils), table.String())
	if *update {
		if err := os.WriteFile("obligations.md", []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile("obligations.md")
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != want {
		t.Error("obligations.md is not what the protocols say; go test ./docs -run TestObligations -update writes it again")
	}
}

func coveredBy(p *protocol.Protocol, row string) []string {
	var out []string
	add := func(what, name string, rows []string) {
		if s := what + " " + name; slices.Contains(rows, row) && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	for _, d := range p.Documents {
		add("document", "`"+d.Kind+"`", d.Rows)
	}
	for _, i := range p.Checklist {
		add("item", "`"+i.ID+"`", i.Rows)
	}
	for _, d := range p.Deadlines {
		add("deadline", "`"+d.ID+"`", d.Rows)
	}
	for _, r := range p.Rules {
		add("rule", "`"+r.ID+"`", r.Rows)
	}
	for _, x := range p.Trackers {
		add("tracker", "`"+x.Name+"`", x.Rows)
	}
	for _, x := range p.Stops {
		add("what a missing item", "stops", x.Rows)
	}
	return out
}
