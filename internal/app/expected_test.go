package app_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"handover/internal/deliver"
	"handover/internal/fill"
	"handover/internal/pack"
	"handover/internal/protocol"
	"handover/internal/tracker"
	"handover/model"
	"handover/model/dates"
	"handover/render"
	"handover/templates"
)

// expected is a case with what its council's procedure asks of it, as
// fixtures/expected/README.md describes.
type expected struct {
	About   string          `json:"about"`
	AsOf    string          `json:"as_of"`
	Fixture string          `json:"fixture"`
	Case    json.RawMessage `json:"case"`
	Expect  []expectation   `json:"expect"`
}

type expectation struct {
	Seed string `json:"seed"`
	Is   string `json:"is"`
	ID   string `json:"id"`
	Not  bool   `json:"not"`
	// which one
	Child model.ID `json:"child"`
	To    model.ID `json:"to"`
	// what it must be
	State string   `json:"state"`
	Limit string   `json:"limit"`
	Needs []string `json:"needs"`
	Says  []string `json:"says"`
	Lacks []string `json:"lacks"`
}

// TestExpected holds each case of fixtures/expected to what its procedure asks.
func TestExpected(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("../../fixtures/expected/*/*.json")
	if err != nil || len(files) == 0 {
		t.Fatal(err, "no cases")
	}
	sets := map[string]*fill.Set{}
	for _, name := range files {
		council := filepath.Base(filepath.Dir(name))
		if sets[council] == nil {
			if sets[council], err = fill.Load(council, templates.BuiltIn()); err != nil {
				t.Fatal(err)
			}
		}
		set := sets[council]
		t.Run(council+"/"+strings.TrimSuffix(filepath.Base(name), ".json"), func(t *testing.T) {
			t.Parallel()
			src, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			var x expected
			d := json.NewDecoder(bytes.NewReader(src))
			d.DisallowUnknownFields()
			if err := d.Decode(&x); err != nil {
				t.Fatal(err)
			}
			if len(x.Expect) == 0 {
				t.Error("expects nothing")
			}
			w := workOut(t, set, x)
			for _, e := range x.Expect {
				if why := w.unknown(e); why != "" {
					t.Errorf("%s %s %s %s: %s", e.Is, e.ID, e.Child, e.To, why)
				}
				if e.Seed == "" {
					t.Errorf("%s %s: no line of the procedure", e.Is, e.ID)
				}
				if why := w.check(e); why != "" {
					t.Errorf("%s: %s %s %s %s: %s", e.Seed, e.Is, e.ID, e.Child, e.To, why)
				}
			}
		})
	}
}

// worked is what the program makes of a case.
type worked struct {
	protocol *protocol.Protocol
	rec      *model.Record
	plan     *pack.Plan
	texts    map[string]string // of each document, by its path
	doubts   []string
	papers   map[string]string // of each tracker that has the case
}

func workOut(t *testing.T, set *fill.Set, x expected) *worked {
	t.Helper()
	asOf, err := dates.Parse(x.AsOf)
	if err != nil {
		t.Fatal(err)
	}
	src := []byte(x.Case)
	if x.Fixture != "" {
		if src, err = os.ReadFile("../../fixtures/good/" + x.Fixture + ".json"); err != nil {
			t.Fatal(err)
		}
	}
	p := set.Protocol
	rec, err := model.Decode("case.json", src, model.Options{Declared: func(string) model.Declared { return p.Declared() }})
	if err != nil {
		t.Fatal(err)
	}
	if found := p.Check("case.json", rec); len(found) > 0 {
		t.Fatal(found)
	}
	w := &worked{protocol: p, rec: rec, texts: map[string]string{}, papers: map[string]string{}}
	if w.plan, err = pack.Choose(rec, set, pack.Options{AsOf: asOf, Formats: []render.Format{render.Markdown}, Source: src}); err != nil {
		t.Fatal(err)
	}
	made, err := pack.Build(w.plan)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range made.Files {
		w.texts[strings.TrimSuffix(strings.TrimSuffix(f.Path, ".md"), ".txt")] = plain(f)
	}
	for _, x := range append(rec.Warnings(asOf), p.Doubts("case.json", rec)...) {
		w.doubts = append(w.doubts, x.Msg)
	}
	r := tracker.New(tracker.Options{AsOf: asOf, Formats: []render.Format{render.Markdown}, Names: true, Detail: true})
	if _, err := r.Add(rec, set); err != nil {
		t.Fatal(err)
	}
	papers, err := r.Papers(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	for _, paper := range papers {
		for _, f := range paper.Files {
			w.papers[paper.Tracker] += plain(f)
		}
	}
	return w
}

// plain is a file's text without Markdown's marks.
func plain(f deliver.File) string {
	return strings.NewReplacer("\\", "", "**", "").Replace(string(f.Bytes))
}

// unknown says what an expectation is about that there can't be, so that what
// isn't expected isn't missed for a word that is misspelt.
func (w *worked) unknown(e expectation) string {
	p := w.protocol
	var names []string
	switch e.Is {
	case "document", "held":
		for _, d := range p.Documents {
			names = append(names, d.Kind)
		}
	case "deadline":
		for _, d := range p.Deadlines {
			names = append(names, d.ID)
		}
	case "item":
		for _, i := range p.Checklist {
			names = append(names, i.ID)
		}
	case "rule":
		for _, r := range p.Rules {
			names = append(names, r.ID)
		}
	case "tracker":
		for _, x := range p.Trackers {
			names = append(names, x.Name)
		}
	case "stopped", "doubt":
		names = []string{e.ID}
	default:
		return "nothing is called that"
	}
	switch {
	case !slices.Contains(names, e.ID):
		return "the council has none of that name"
	case e.Is == "doubt" && e.ID == "":
		return "which doubt?"
	case e.Child != "" && w.rec.Child(e.Child) == nil:
		return "the case has no such child"
	case e.To != "" && w.rec.NameOf(e.To) == "" && w.rec.Child(e.To) == nil && !slices.ContainsFunc(w.rec.Authorities, func(a model.Authority) bool { return a.ID == e.To }):
		return "the case has nobody with that id"
	}
	return ""
}

// check says what isn't as expected; "" if all is.
func (w *worked) check(e expectation) string {
	found, state, limit, text, needs := w.find(e)
	switch {
	case e.Not && found:
		return "is there: " + text
	case e.Not:
		return ""
	case !found:
		return "isn't there"
	case e.State != "" && e.State != state:
		return fmt.Sprintf("is %q, not %q: %s", state, e.State, text)
	case e.Limit != "" && e.Limit != limit:
		return fmt.Sprintf("its limit is %q, not %q: %s", limit, e.Limit, text)
	case e.Needs != nil && !slices.Equal(e.Needs, needs):
		return fmt.Sprintf("needs %q, not %q", needs, e.Needs)
	}
	for _, s := range e.Says {
		if !strings.Contains(text, s) {
			return fmt.Sprintf("doesn't say %q:\n%s", s, text)
		}
	}
	for _, s := range e.Lacks {
		if strings.Contains(text, s) {
			return fmt.Sprintf("says %q:\n%s", s, text)
		}
	}
	return ""
}

// find is the one of what was worked out that an expectation is about.
func (w *worked) find(e expectation) (found bool, state, limit, text string, needs []string) {
	r := w.plan.Readiness
	switch e.Is {
	case "document":
		for _, d := range w.plan.Documents {
			if d.Kind == e.ID && d.Child == e.Child && d.Recipient == e.To {
				return true, "", "", w.texts[d.Path], nil
			}
		}
	case "held":
		for _, n := range slices.Concat(w.plan.NotMade, w.plan.NotTold) {
			if n.Kind == e.ID && n.Child == e.Child && n.Recipient == e.To {
				return true, "", "", strings.Join(n.Reasons, "\n"), nil
			}
		}
	case "deadline":
		for _, d := range r.Deadlines {
			if d.ID == e.ID && d.Child == e.Child {
				return true, string(d.State), d.Limit.String(), strings.Join([]string{d.Says, d.Rule, d.Why, d.Working, d.Assumption}, "\n"), nil
			}
		}
	case "item":
		for _, i := range r.Items {
			if i.ID == e.ID && i.Child == e.Child {
				return true, string(i.Status), "", strings.Join([]string{i.Says, i.Why, i.Assumption}, "\n"), nil
			}
		}
	case "rule":
		for _, x := range r.Rules {
			if x.ID == e.ID && x.Child == e.Child {
				return true, "", "", strings.Join([]string{x.Text, x.Why, x.Assumption}, "\n"), x.NotRecorded
			}
		}
	case "stopped":
		for _, x := range r.Stopped {
			if e.State == "" || e.State == x.What {
				return true, x.What, "", x.Why + "\n" + strings.Join(x.Items, "\n"), nil
			}
		}
	case "tracker":
		text, found = w.papers[e.ID]
		return found, "", "", text, nil
	case "doubt":
		for _, d := range w.doubts {
			if strings.Contains(d, e.ID) {
				return true, "", "", d, nil
			}
		}
	}
	return false, "", "", "", nil
}
