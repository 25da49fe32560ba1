package imports

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write docs/import.md again")

const (
	docFile  = "../../docs/import.md"
	docStart = "<!-- From here on written by: go test ./internal/imports -run TestDoc -update -->\n"
)

// TestDoc holds the second half of docs/import.md to the tables of columns.
func TestDoc(t *testing.T) {
	t.Parallel()
	b, err := os.ReadFile(docFile)
	if err != nil {
		t.Fatal(err)
	}
	head, old, found := strings.Cut(string(b), docStart)
	if !found {
		t.Fatalf("%s has no line %q", docFile, docStart)
	}
	now := whatGoesWhere()
	if *update {
		if err := os.WriteFile(docFile, []byte(head+docStart+now), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(now, old); diff != "" {
		t.Errorf("-tables +%s:\n%s", docFile, diff)
	}
}

func whatGoesWhere() string {
	var b strings.Builder
	b.WriteString(
		"\n## The Standard Safeguarding Dataset, field by field\n\n\"Entry\" is the entry of the chronology that the row makes.\n",
	)
	for _, x := range ssdTables() {
		fmt.Fprintf(&b, "\n### %s\n\n", x.name)
		if x.event != "" {
			fmt.Fprintf(&b, "Each row with a day is an entry of the chronology: \"%s\".\n\n", x.event)
		}
		b.WriteString("| field | in the record |\n| --- | --- |\n")
		for _, c := range x.columns {
			fmt.Fprintf(&b, "| `%s` | %s |\n", c.name, goesTo(x, c))
		}
	}
	b.WriteString("\n## DfE's payload, field by field\n\n| field | as the dataset's |\n| --- | --- |\n")
	for _, p := range dfeParts {
		for _, c := range p.columns {
			from, to, _ := strings.Cut(c, " ")
			fmt.Fprintf(&b, "| `%s.%s` | `%s.%s` |\n", p.at, from, p.table, to)
		}
		for _, name := range besides(p.at) {
			fmt.Fprintf(&b, "| `%s.%s` | a row of its own |\n", p.at, name)
		}
	}
	return b.String()
}

// goesTo says in words where a column goes.
func goesTo(x table, c column) string {
	var all []string
	switch {
	case c.kind == isChild:
		all = append(all, "whose row it is")
	case c.kind == isKey:
		all = append(all, "the row's own id: in `imported[].from`")
	case c.kind == isLink:
		all = append(all, "joins the row to another")
	case x.event != "" && c.kind == isFrom:
		all = append(all, "the entry's `date`")
	case x.event != "" && c.kind == isUntil:
		all = append(all, "the entry's `until`")
	case x.event != "" && c.kind == isDue:
		all = append(all, "the entry: due; its `date`, where there is no other")
	case x.name == "ssd_permanence" && c.say != "", x.name == "ssd_pre_proceedings" && c.say != "":
		all = append(all, "an entry of its own: \""+c.say+"\"")
	case c.say != "" && x.event == "":
		all = append(all, "a question and its answer")
	case c.say != "":
		all = append(all, "the entry: "+c.say)
	}
	if c.to != "" {
		all = append(all, c.to)
	}
	if c.kind == isNone {
		all = append(all, "left out")
	}
	return strings.ReplaceAll(strings.Join(all, "; "), "|", "\\|")
}
