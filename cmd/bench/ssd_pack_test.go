//go:build linux

package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"handover/internal/fill"
	"handover/internal/imports"
	"handover/internal/pack"
	"handover/model"
	"handover/model/dates"
	"handover/render"
)

// addition is what a person writes into an imported record.
type addition struct{ path, value, of string }

// personAdds are what a system's export doesn't hold, and a person adds before a
// case can be handed over with letters to the child and to a parent. The first
// column is the field, the second what is written there; the third says of whom
// alone, by the kind of child: "grown" is a young person of 18.
var personAdds = []addition{
	{"children[0].inform", `{"tell": true}`, ""},
	{"children[0].address.confirmed_on", `"2026-11-20"`, ""},
	{"children[0].address.lines", `["1 Carer Row", "Salford"]`, "looked after"},
	{"people[0].address.confirmed_on", `"2026-11-20"`, ""},
	{"people[0].relationship[0].parental_responsibility", `true`, "in need, under protection, looked after"},
	{"people[0].relationship[0].inform", `{"tell": true}`, ""},
	{"consents", `[{"by": "C1", "about": "C1", "to_what": "Telling her mother", "with_whom": ["P1"], "answer": "given", "date": "2026-11-02"}]`, "grown"},
	{"teams[0].service", `"Child Protection/Child in Need Service"`, ""},
	{"teams[0].address", `{"lines": ["Example House", "Salford"], "postcode": "ZZ1 2AA"}`, ""},
	{"teams[0].telephone", `"01632 960001"`, ""},
	{"teams[1]", `{"id": "T2", "name": "Team to be", "service": "Looked After Children Service", "telephone": "01632 960002",
		"address": {"lines": ["Example House", "Salford"], "postcode": "ZZ1 2AA"}}`, ""},
	{"workers[0].telephone", `"01632 960003"`, ""},
	{"workers[1]", `{"id": "W2", "name": "Bela Example", "role": "Social Worker", "team": "T2", "telephone": "01632 960004", "email": "two@example.org"}`, ""},
	{"workers[2]", `{"id": "W3", "name": "Cara Example", "role": "Team Manager", "team": "T1", "telephone": "01632 960005", "email": "three@example.org"}`, ""},
	{"workers[3]", `{"id": "W4", "name": "Dora Example", "role": "Practice Manager", "team": "T2", "telephone": "01632 960006", "email": "four@example.org"}`, ""},
	{"workers[4]", `{"id": "W5", "name": "Edda Example", "role": "Administrative Officer", "team": "T1", "telephone": "01632 960007", "email": "five@example.org"}`, ""},
	{"transfer", `{"kind": "between_teams", "from_team": "T1", "to_team": "T2", "current_worker": "W1", "receiving_worker": "W2", "transferring_manager": "W3",
		"receiving_manager": "W4", "administrator": "W5", "chair": "W4", "reason": {"text": "The work goes on in another team."},
		"dates": {"transfer": "2027-01-12", "transfer_meeting": "2026-12-09"}}`, ""},
	{"summary", `{"reason_for_involvement": "As the file says.", "current_situation": "As before."}`, ""},
}

// TestImportedPacks: what is imported of a child makes a whole pack once a person
// has added what a system doesn't hold; each of the additions is needed, and
// docs/import.md names it.
func TestImportedPacks(t *testing.T) {
	doc, err := os.ReadFile(filepath.Join("..", "..", "docs", "import.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range personAdds {
		if field := inBrackets.ReplaceAllString(a.path, "[]"); !strings.Contains(string(doc), "`"+strings.TrimSuffix(field, "[]")) {
			t.Errorf("docs/import.md doesn't name %s", field)
		}
	}
	set, err := fill.Open("salford", nil)
	if err != nil {
		t.Fatal(err)
	}
	for kind, i := range map[string]int{"in need": 4, "under protection": 5, "looked after": 6, "grown": 15} {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			src := importedChild(t, i)
			whole := made(t, set, with(t, src, kind, ""))
			for _, k := range []string{"send/C1/change-of-worker-letter.md", "send/P1/change-of-worker-letter.md", "transfer-summary", "file-audit", "transfer-notification"} {
				if !strings.Contains(whole, k) {
					t.Errorf("no %s:\n%s", k, whole)
				}
			}
			if strings.Contains(whole, "not made") {
				t.Errorf("not made:\n%s", whole)
			}
			for _, a := range personAdds {
				if a.applies(kind) && made(t, set, with(t, src, kind, a.path)) == whole {
					t.Errorf("%s makes no difference", a.path)
				}
			}
		})
	}
}

var inBrackets = regexp.MustCompile(`\[[0-9]+\]`)

// importedChild is the record that an export makes of an invented child.
func importedChild(t *testing.T, i int) []byte {
	t.Helper()
	dir := fstest.MapFS{}
	rows, _ := tables(i+1, 3)
	for table, all := range rows {
		var b bytes.Buffer
		if err := csv.NewWriter(&b).WriteAll(all); err != nil {
			t.Fatal(err)
		}
		dir[table+".csv"] = &fstest.MapFile{Data: b.Bytes()}
	}
	src, err := imports.OpenFolder(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer src.Close() // it was only read
	var out []byte
	opt := imports.Options{Protocol: "salford", AsOf: exportDay(), Children: []string{fmt.Sprint(200000 + i)}, AtOnce: 1}
	if _, err := imports.Run(context.Background(), src, opt, func(c *imports.Case) error { out = c.JSON; return nil }); err != nil || out == nil {
		t.Fatal(err)
	}
	return out
}

// applies says whether an addition is made to a child of a kind.
func (a addition) applies(kind string) bool { return a.of == "" || strings.Contains(a.of, kind) }

// with is a record with the additions of a kind of child, but for one.
func with(t *testing.T, src []byte, kind, without string) []byte {
	t.Helper()
	var rec any
	if err := json.Unmarshal(src, &rec); err != nil {
		t.Fatal(err)
	}
	for _, a := range personAdds {
		if !a.applies(kind) || a.path == without {
			continue
		}
		var value any
		if err := json.Unmarshal([]byte(a.value), &value); err != nil {
			t.Fatal(a.path, err)
		}
		rec = put(rec, strings.Split(strings.ReplaceAll(a.path, "[", ".["), "."), value)
	}
	out, err := json.Marshal(rec)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// put puts a value at a path below an object or a list, which grows by one entry
// at most.
func put(in any, path []string, value any) any {
	if len(path) == 0 {
		return value
	}
	if !strings.HasPrefix(path[0], "[") {
		o, _ := in.(map[string]any)
		if o == nil {
			o = map[string]any{}
		}
		o[path[0]] = put(o[path[0]], path[1:], value)
		return o
	}
	all, _ := in.([]any)
	i := int(path[0][1] - '0')
	if i >= len(all) {
		return append(all, put(nil, path[1:], value))
	}
	all[i] = put(all[i], path[1:], value)
	return all
}

// made is all that a record makes, and what it doesn't.
func made(t *testing.T, set *fill.Set, src []byte) string {
	t.Helper()
	rec, err := model.Decode("imported.json", src, model.Options{Protocols: []string{"salford"}, Declared: func(string) model.Declared { return set.Protocol.Declared() }})
	if err != nil {
		return err.Error()
	}
	plan, err := pack.Choose(rec, set, pack.Options{AsOf: dates.Date{Year: 2026, Month: 11, Day: 23}, Formats: []render.Format{render.Markdown}, Version: "test", Source: src})
	if err != nil {
		t.Fatal(err)
	}
	p, err := pack.Build(plan)
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	for _, n := range plan.NotMade {
		fmt.Fprintf(&out, "not made: %+v\n", n)
	}
	for _, f := range p.Files {
		if strings.HasSuffix(f.Path, ".md") {
			fmt.Fprintf(&out, "%s\n%s", f.Path, f.Bytes)
		}
	}
	return out.String()
}
