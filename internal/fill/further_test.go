package fill_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"handover/internal/fill"
	"handover/internal/protocol"
	"handover/model"
	"handover/templates"
)

// further is a further council's protocol, written from docs/protocols.md alone,
// and a record, changed, as that council's.
func further(t *testing.T, name string, change func(*model.Record)) (*fill.Set, protocol.Readiness) {
	t.Helper()
	set, err := fill.Load(name, templates.BuiltIn(), os.DirFS("testdata/further"))
	if err != nil {
		t.Fatal(err)
	}
	src, err := os.ReadFile("testdata/further/case.json")
	if err != nil {
		t.Fatal(err)
	}
	src = []byte(strings.Replace(string(src), `"protocol": "hull"`, `"protocol": "`+name+`"`, 1))
	rec, err := model.Decode("case.json", src, model.Options{Protocols: []string{name}, Declared: func(string) model.Declared { return set.Protocol.Declared() }})
	if err != nil {
		t.Fatal(err)
	}
	if change != nil {
		change(rec)
	}
	return set, set.Protocol.Readiness(rec, day(t, "2026-11-23"))
}

// TestFurtherCouncils: a council's procedure fits into 200 lines of its own, with
// the templates in common, and is worked out.
func TestFurtherCouncils(t *testing.T) {
	for _, name := range []string{"hull", "bexley"} {
		src, err := os.ReadFile("testdata/further/" + name + "/protocol.yaml")
		if n := strings.Count(string(src), "\n"); err != nil || n >= 200 {
			t.Errorf("%s: %d lines, %v", name, n, err)
		}
		set, _ := further(t, name, nil)
		if left := set.Protocol.Uncovered(); len(left) > 0 {
			t.Errorf("%s: nothing covers %v", name, left)
		}
	}
	deadlines := func(r protocol.Readiness) map[string]protocol.Due {
		out := map[string]protocol.Due{}
		for _, d := range r.Deadlines {
			out[d.ID] = d.State
		}
		return out
	}
	rule := func(r protocol.Readiness, id string) protocol.RuleState {
		for _, x := range r.Rules {
			if x.ID == id {
				return x
			}
		}
		t.Errorf("no rule %s", id)
		return protocol.RuleState{}
	}

	_, r := further(t, "hull", nil)
	if len(r.Stopped) != 1 || r.Stopped[0].What != "transfer" {
		t.Errorf("a looked after child's file isn't complete: %+v", r.Stopped)
	}
	if got := deadlines(r)["assessment"]; got != protocol.DueThen {
		t.Errorf("an assessment that isn't shared is %s", got)
	}
	if rule(r, "identified-work").Unmet == "" {
		t.Error("a task is open")
	}
	if got := rule(r, "birth-certificate").NotRecorded; len(got) != 1 {
		t.Errorf("needs %v", got)
	}
	_, r = further(t, "hull", func(rec *model.Record) {
		rec.Tasks[0].Done = day(t, "2026-11-20")
		rec.Assessments[0].SharedWith = []model.WhoOn{{Who: "C1"}}
		rec.Children[0].BirthCertificate = &model.Certificate{Applied: day(t, "2026-11-01")}
		rec.Transfer.Kind = "closure"
	})
	if len(r.Stopped) != 0 || len(r.Deadlines) != 0 {
		t.Errorf("a closure: %+v, %+v", r.Stopped, r.Deadlines)
	}
	_, r = further(t, "hull", func(rec *model.Record) {
		rec.Tasks[0].Done = day(t, "2026-11-20")
		rec.Assessments[0].SharedWith = []model.WhoOn{{Who: "C1"}}
		rec.Children[0].BirthCertificate = &model.Certificate{Applied: day(t, "2026-11-01")}
	})
	if got := deadlines(r)["assessment"]; got != protocol.Met {
		t.Errorf("a shared assessment is %s", got)
	}
	if rule(r, "identified-work").Unmet != "" || len(rule(r, "birth-certificate").NotRecorded) != 0 {
		t.Error("done, and not kept")
	}

	set, r := further(t, "bexley", func(rec *model.Record) {
		rec.Children[0].Dates["duty_from"] = model.Moment{Date: day(t, "2026-07-01")}
	})
	if len(r.Stopped) != 2 || !slices.ContainsFunc(r.Stopped, func(s protocol.Stopped) bool { return len(s.Items) == 0 }) {
		t.Errorf("no agreement, and no care plan: %+v", r.Stopped)
	}
	got := deadlines(r)
	if got["four-months"] != protocol.Late || got["after-first-review"] != protocol.Met || got["before-second-review"] != protocol.Late {
		t.Errorf("%v", got)
	}
	rec := &model.Record{Workers: []model.Worker{{ID: "W1", Role: "Team Manager", LineManager: "W2"}, {ID: "W2", Role: "Service Manager, East"}},
		Transfer: &model.Transfer{ReceivingManager: "W1"}}
	if who := set.Protocol.Holders(rec, nil, "service_manager"); !slices.Equal(who, []model.ID{"W2"}) {
		t.Errorf("the service manager is %v", who)
	}
}
