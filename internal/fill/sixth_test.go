package fill_test

import (
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"handover/internal/fill"
	"handover/internal/pack"
	"handover/model"
	"handover/model/dates"
	"handover/render"
	"handover/templates"
)

// The sixth council is invented, and is what docs/protocols.md tells a
// council's administrator to write: a folder, and no Go.
const sixth = "rivermouth"

func sixthLayer() fs.FS { return os.DirFS("testdata/sixth") }

// sixthPlan is the plan of the sixth council's record, on the day before the
// handing-over day. Layers lie over the council's own.
func sixthPlan(t *testing.T, layers ...fs.FS) (*pack.Plan, error) {
	t.Helper()
	set, err := fill.Load(sixth, append([]fs.FS{templates.BuiltIn(), sixthLayer()}, layers...)...)
	if err != nil {
		t.Fatal(err)
	}
	src, err := os.ReadFile("testdata/sixth/case.json")
	if err != nil {
		t.Fatal(err)
	}
	rec, err := model.Decode("case.json", src, model.Options{Protocols: []string{sixth}, Declared: func(string) model.Declared { return set.Protocol.Declared() }})
	if err != nil {
		t.Fatal(err)
	}
	if found := set.Protocol.Check("case.json", rec); len(found) > 0 {
		t.Fatal(found)
	}
	day, err := dates.Parse("2026-12-23")
	if err != nil {
		t.Fatal(err)
	}
	return pack.Choose(rec, set, pack.Options{AsOf: day, Formats: []render.Format{render.Markdown, render.PDF, render.DOCX}, Version: "test", Source: src})
}

// sixthPack is that plan's pack, as file names and texts.
func sixthPack(t *testing.T, layers ...fs.FS) (*pack.Plan, map[string]string) {
	t.Helper()
	plan, err := sixthPlan(t, layers...)
	if err != nil {
		t.Fatal(err)
	}
	built, err := pack.Build(plan)
	if err != nil {
		t.Fatal(err)
	}
	texts := map[string]string{}
	for _, f := range built.Files {
		if strings.HasSuffix(f.Path, ".md") || strings.HasSuffix(f.Path, ".json") {
			texts[f.Path] = string(f.Bytes)
		}
	}
	return plan, texts
}

// TestSixthCouncil makes the pack of a council that no Go knows: a document,
// an event, a condition and closure days of its own.
func TestSixthCouncil(t *testing.T) {
	plan, texts := sixthPack(t)
	var made []string
	for _, d := range plan.Documents {
		made = append(made, d.Path+" "+d.Template)
	}
	want := []string{
		"internal/01-first-tide-plan-C1 rivermouth/first-tide-plan.md",
		"internal/01-first-tide-plan-C2 rivermouth/first-tide-plan.md",
		"send/C1/change-of-worker-letter rivermouth/change-of-worker-letter-child.md",
		"send/P1/change-of-worker-letter-C1 common/change-of-worker-letter-family.md",
		"send/P1/change-of-worker-letter-C2 common/change-of-worker-letter-family.md",
		"send/R1/change-of-worker-letter rivermouth/change-of-worker-letter-professional.md",
	}
	if !slices.Equal(made, want) {
		t.Errorf("made\n%s\nwant\n%s", strings.Join(made, "\n"), strings.Join(want, "\n"))
	}

	first, second := texts["internal/01-first-tide-plan-C1.md"], texts["internal/01-first-tide-plan-C2.md"]
	for _, s := range []string{
		"# First tide plan: Linnet Placeholder",
		"| Memory walk with the child | 22 December 2026 |", // its own event
		"| Memory walk | at least 5 working days before the handing-over day | Late by 3 working days: on record for 22 December 2026 |",
		"| Memory box, with its list | the child is looked after and 4 years old or older |", // its own condition
	} {
		if !strings.Contains(first, s) {
			t.Errorf("the elder child's plan lacks %q", s)
		}
	}
	if second == "" || strings.Contains(second, "Memory box") {
		t.Error("the younger child's plan: a memory box is asked for from 4 years on")
	}
	child := texts["send/C1/change-of-worker-letter.md"]
	for _, s := range []string{"# Somebody new in your boat", "Ahoy Linnet,", "An advocate is on your side."} {
		if !strings.Contains(child, s) {
			t.Errorf("the child's letter lacks %q", s)
		}
	}

	// By hand: Thursday 24 December 2026 is the handing-over day. Christmas Day
	// and 28 December are bank holidays, 29 to 31 December closed, 1 January a
	// bank holiday, then a weekend: the second working day is Tuesday 5 January.
	var working []string
	for _, d := range plan.Readiness.Deadlines {
		if d.ID == "keys" {
			working = append(working, d.Working)
		}
	}
	if len(working) != 1 || !strings.Contains(working[0], "2 working days after 24 December 2026 = 5 January 2027") {
		t.Errorf("the Harbour keys: %q", working)
	}
}

// TestSixthCouncilsExtraFacts: each extra fact reaches those whom the protocol
// gives it to, and nobody else, also where letters print all that they are given.
func TestSixthCouncilsExtraFacts(t *testing.T) {
	all := fstest.MapFS{}
	for name, from := range map[string]fs.FS{
		"rivermouth/change-of-worker-letter-child.md": sixthLayer(),
		"common/change-of-worker-letter-family.md":    templates.BuiltIn(),
	} {
		text, err := fs.ReadFile(from, name)
		if err != nil {
			t.Fatal(err)
		}
		all[name] = &fstest.MapFile{Data: append(text, "\n{{range .Extra}}{{.Label}}: {{.Value}}\n\n{{end}}"...)}
	}
	_, texts := sixthPack(t, all)
	facts := []struct {
		name, text string
		reaches    func(file string) bool
	}{
		{"school_boat", "By the nine o'clock ferry", func(f string) bool { return strings.HasPrefix(f, "send/R1/") }},
		{"boat_pass_ends", "31 March 2027", func(f string) bool { return strings.HasPrefix(f, "internal/") }},
	}
	for _, x := range facts {
		n := 0
		for file, text := range texts {
			got := strings.Contains(text, x.text)
			if got {
				n++
			}
			if got != x.reaches(file) {
				t.Errorf("%s in %s: %v", x.name, file, got)
			}
		}
		if n == 0 {
			t.Errorf("%s reaches nobody", x.name)
		}
	}
}

// TestSixthCouncilCantWiden: an overlay that shows somebody more than the
// protocol and the reader's view give doesn't load.
func TestSixthCouncilCantWiden(t *testing.T) {
	read := func(name string) string {
		b, err := fs.ReadFile(sixthLayer(), sixth+"/"+name)
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	change := func(text, old, with string) string {
		if !strings.Contains(text, old) {
			t.Fatalf("no %q", old)
		}
		return strings.Replace(text, old, with, 1)
	}
	proto, plan, child, professional := read("protocol.yaml"), read("first-tide-plan.md"), read("change-of-worker-letter-child.md"), read("change-of-worker-letter-professional.md")
	toParents := change(proto, "    template: first-tide-plan\n    number: 1\n", "    template: first-tide-plan\n    to: [parent]\n")
	tests := []struct {
		name  string
		files map[string]string
		want  string
	}{
		{"an internal template sent to a parent", map[string]string{"protocol.yaml": toParents},
			"sends this document to a reader of kind parent, for whom the template is not written"},
		{"and written for one", map[string]string{"protocol.yaml": toParents, "first-tide-plan.md": change(change(plan, "for: [internal]", "for: [parent]"), "per: child", "per: person")},
			"rivermouth/first-tide-plan.md:35:6: what goes to a parent may not use .Checklist"},
		{"a letter that names what only others are given", map[string]string{"change-of-worker-letter-child.md": child + "{{range .Extra}}{{if is .Label \"school_boat\"}}{{.Value}}{{end}}{{end}}\n"},
			`there is nothing called "school_boat" here for a reader of kind child`},
		{"a letter that names what only the council knows", map[string]string{"change-of-worker-letter-professional.md": change(professional, "school_boat", "boat_pass_ends")},
			`there is nothing called "boat_pass_ends" here for a reader of kind professional`},
		{"a grant taken back, and the letter left", map[string]string{"protocol.yaml": change(proto, "audiences: [professional]", "audiences: [internal]")},
			`there is nothing called "school_boat" here for a reader of kind professional`},
		{"a grant to nobody", map[string]string{"protocol.yaml": change(proto, "audiences: [professional]", "audiences: []")},
			`there is nothing called "school_boat" here for a reader of kind professional`},
		{"a folder under another name", map[string]string{"protocol.yaml": change(proto, "name: rivermouth", "name: salford")},
			`rivermouth/protocol.yaml: name: "salford" stands in the folder "rivermouth"`},
	}
	for _, x := range tests {
		t.Run(x.name, func(t *testing.T) {
			over := fstest.MapFS{}
			for name, text := range x.files {
				over[sixth+"/"+name] = &fstest.MapFile{Data: []byte(text)}
			}
			set, err := fill.Load(sixth, templates.BuiltIn(), sixthLayer(), over)
			if err == nil || set != nil {
				t.Fatal("loaded")
			}
			if !strings.Contains(err.Error(), x.want) {
				t.Errorf("no fault\n%s\nin\n%s", x.want, err)
			}
		})
	}
}

// TestSixthCouncilsFaultIsToldOnce: what only a case brings to light is told
// once, though both children have the document.
func TestSixthCouncilsFaultIsToldOnce(t *testing.T) {
	const name = sixth + "/first-tide-plan.md"
	text, err := fs.ReadFile(sixthLayer(), name)
	if err != nil {
		t.Fatal(err)
	}
	_, err = sixthPlan(t, fstest.MapFS{name: {Data: []byte(strings.Replace(string(text), "## Who", "### Who", 1))}})
	if want := name + ": a heading of level 3 may not follow one of level 1"; err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}
