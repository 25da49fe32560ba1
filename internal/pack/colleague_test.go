package pack

import (
	"slices"
	"strings"
	"testing"

	"handover/model"
	"handover/render"
)

// TestNothingToAColleagueWhoMayNotKnow: of a locked record, and where a worker has
// a conflict of interest, no document is addressed to whoever may not know; the
// plan says why, and what is for others is made all the same.
func TestNothingToAColleagueWhoMayNotKnow(t *testing.T) {
	src := source(t, "salford-section-20")
	plan := func(change func(*model.Record)) *Plan {
		rec := decode(t, src)
		change(rec)
		p, err := Choose(rec, loadSet(t, rec.Protocol), options(t, src, render.Markdown))
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	addressed := func(p *Plan) []string {
		var out []string
		for _, d := range p.Documents {
			if d.Recipient != "" && !d.Reader.Outside() {
				out = append(out, d.Path)
			}
		}
		return out
	}
	all := addressed(plan(func(*model.Record) {}))
	if len(all) < 3 || !slices.ContainsFunc(all, func(s string) bool { return strings.HasSuffix(s, "-W6") }) {
		t.Fatalf("the case addresses %q", all)
	}
	yes := true
	for _, x := range []struct {
		what   string
		change func(*model.Record)
		why    string
		left   func(path string) bool
	}{
		{"a conflict", func(r *model.Record) { r.Worker("W6").Conflict = &model.Conflict{With: "P1", Reason: "Her neighbour."} }, "conflict", func(s string) bool { return strings.HasSuffix(s, "-W6") }},
		{"a restriction that binds one", func(r *model.Record) {
			r.Restrictions = append(r.Restrictions, model.Restriction{Who: "W6", About: "C1", What: []model.Word{model.KeepExistence}})
		}, "restrictions[", func(s string) bool { return strings.HasSuffix(s, "-W6") }},
		{"a locked record", func(r *model.Record) { r.Access = &model.Access{Limited: &yes, Allowed: []model.ID{"W4"}} }, "access.allowed", func(s string) bool { return !strings.HasSuffix(s, "-W4") }},
	} {
		p := plan(x.change)
		want := slices.DeleteFunc(slices.Clone(all), x.left)
		if got := addressed(p); !slices.Equal(got, want) || len(want) == 0 || len(want) == len(all) {
			t.Errorf("%s: %q, want %q", x.what, got, want)
		}
		said := 0
		for _, n := range p.NotMade {
			if n.Recipient != "" && !n.Reader.Outside() && strings.Contains(strings.Join(n.Reasons, " "), x.why) {
				said++
			}
			if strings.Contains(strings.Join(n.Reasons, " "), "neighbour") {
				t.Errorf("%s: a reason tells the record's words", x.what)
			}
		}
		if said != len(all)-len(want) {
			t.Errorf("%s: %d not made for it, of %d", x.what, said, len(all)-len(want))
		}
	}
}

// TestAFilesNameTellsOfNoOtherChild: a parent who is written to about one child
// alone has a file without a child's id, whatever children the case has.
func TestAFilesNameTellsOfNoOtherChild(t *testing.T) {
	src := source(t, "bury-supervision-orders")
	paths := func(change func(*model.Record)) []string {
		rec := decode(t, src)
		change(rec)
		p, err := Choose(rec, loadSet(t, rec.Protocol), options(t, src, render.Markdown))
		if err != nil {
			t.Fatal(err)
		}
		var out []string
		for _, d := range p.Documents {
			if d.Recipient == "P1" {
				out = append(out, d.Path)
			}
		}
		return out
	}
	if all := paths(func(*model.Record) {}); len(all) < 2 || !strings.Contains(all[0], "-C") {
		t.Fatalf("%q", all)
	}
	got := paths(func(r *model.Record) {
		r.Transfer.Reason.ForFamily = "The team changes."
		for _, c := range r.Children[2:] {
			r.Restrictions = append(r.Restrictions, model.Restriction{Who: "P1", About: c.ID, What: []model.Word{model.KeepExistence}})
		}
	})
	if len(got) != 1 || got[0] != "send/P1/change-of-worker-letter" {
		t.Errorf("%q", got)
	}
}
