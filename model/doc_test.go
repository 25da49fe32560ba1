package model

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const (
	docFile  = "../docs/record.md"
	docStart = "<!-- From here on written by: go test ./model -run TestRecordDoc -update -->\n"
)

// TestRecordDoc holds the second half of docs/record.md to the types.
func TestRecordDoc(t *testing.T) {
	b, err := os.ReadFile(docFile)
	if err != nil {
		t.Fatal(err)
	}
	head, old, found := strings.Cut(string(b), docStart)
	if !found {
		t.Fatalf("%s has no line %q", docFile, docStart)
	}
	now := fieldTables()
	if *update {
		if err := os.WriteFile(docFile, []byte(head+docStart+now), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(now, old); diff != "" {
		t.Errorf("-types +%s:\n%s", docFile, diff)
	}
}

func fieldTables() string {
	var b strings.Builder
	names := jsonNames()
	b.WriteString("\n## Fields\n\nFields in **bold** are required.\n")
	for i, p := range allPlansInOrder() {
		title := "The record"
		if i > 0 {
			title = names[p]
		}
		fmt.Fprintf(&b, "\n### %s\n\n%s\n\n| field | value | notes |\n| --- | --- | --- |\n", title, typeDoc(p.goType.Name()))
		for _, f := range p.fields {
			name := "`" + f.name + "`"
			if f.required {
				name = "**" + name + "**"
			}
			fmt.Fprintf(&b, "| %s | %s | %s |\n", name, valueText(f.plan, f, names), noteText(p, f))
		}
	}
	b.WriteString("\n## Events\n\nA protocol may declare more.\n\n")
	fmt.Fprintf(&b, "- of a child (`children[].dates`): %s\n", codeList(Events("child")))
	fmt.Fprintf(&b, "- of the transfer (`transfer.dates`): %s\n", codeList(Events("transfer")))
	b.WriteString("\n## Codes\n")
	for _, table := range tablesInOrder() {
		fmt.Fprintf(&b, "\n### Codes of %s\n\n| code | meaning | collections |\n| --- | --- | --- |\n", table)
		for _, r := range codeTables[table] {
			fmt.Fprintf(&b, "| `%s` | %s | %s |\n", r.code, r.description, r.years())
		}
	}
	return b.String()
}

func codeList(names []string) string { return "`" + strings.Join(names, "`, `") + "`" }

// allPlansInOrder are the objects, each where it is first met.
func allPlansInOrder() []*plan {
	var all []*plan
	seen := map[*plan]bool{}
	var add func(p *plan)
	add = func(p *plan) {
		for p.elem != nil {
			p = p.elem
		}
		if p.shape != object || seen[p] {
			return
		}
		seen[p] = true
		all = append(all, p)
		for _, f := range p.fields {
			add(f.plan)
		}
	}
	add(recordPlan())
	return all
}

// jsonNames are titles for objects: the path at which each is first met.
func jsonNames() map[*plan]string {
	names := map[*plan]string{recordPlan(): ""}
	for _, p := range allPlansInOrder() {
		for _, f := range p.fields {
			sub, suffix := f.plan, ""
			if sub.shape == list {
				sub, suffix = sub.elem, "[]"
			}
			if _, known := names[sub]; sub.shape == object && !known {
				names[sub] = strings.TrimPrefix(names[p]+"."+f.name+suffix, ".")
			}
		}
	}
	return names
}

func tablesInOrder() []string {
	var all []string
	seen := map[string]bool{}
	for _, p := range allPlansInOrder() {
		for _, f := range p.fields {
			if f.table != "" && !seen[f.table] {
				seen[f.table] = true
				all = append(all, f.table)
			}
		}
	}
	return all
}

func valueText(p *plan, f *field, names map[*plan]string) string {
	switch p.shape {
	case list:
		return "list of: " + valueText(p.elem, f, names)
	case object:
		anchor := strings.NewReplacer(".", "", "[", "", "]", "").Replace(names[p])
		return fmt.Sprintf("[%s](#%s)", names[p], anchor)
	case moment:
		return "date, or {`date`, `time`}"
	case momentOf:
		return "{event: date, or {`date`, `time`}}"
	case extraOf:
		return "{name: text, or true or false}"
	case line:
		return "one line"
	case text:
		return "free text"
	case day:
		return "date"
	case partial:
		return "date, month or year"
	case clock:
		return "time"
	case ident:
		switch f.ref {
		case "":
			return "a new id"
		case "any":
			return "any id"
		}
		return "id in `" + kindNouns[f.ref][1] + "`"
	case code:
		return fmt.Sprintf("[code](#codes-of-%s)", f.table)
	case word:
		if f.events != "" {
			return "event"
		}
		return codeList(f.words)
	case boolean:
		return "true or false"
	case integer:
		return "whole number"
	}
	return "?"
}

func noteText(owner *plan, f *field) string {
	if doc := fieldDoc(owner.goType.Name(), f.name); doc != "" {
		return sentence(doc)
	}
	return ""
}

// TestRecordDocExample decodes the record that the page shows.
func TestRecordDocExample(t *testing.T) {
	b, err := os.ReadFile(docFile)
	if err != nil {
		t.Fatal(err)
	}
	_, rest, found := strings.Cut(string(b), "```json\n")
	example, _, closed := strings.Cut(rest, "```\n")
	if !found || !closed {
		t.Fatal("no example")
	}
	if _, err := Decode("example.json", []byte(example), Options{}); err != nil {
		t.Error(err)
	}
}
