package protocol

import (
	"strings"
	"testing"

	"handover/model"
)

// altered is the test's own council with one text in place of another.
func altered(t testing.TB, changes ...string) (*Protocol, error) {
	t.Helper()
	src := source(t, "testdata/elsewhere.yaml")
	for i := 0; i < len(changes); i += 2 {
		if !strings.Contains(src, changes[i]) {
			t.Fatalf("%q doesn't stand in it", changes[i])
		}
		src = strings.Replace(src, changes[i], changes[i+1], 1)
	}
	return Read("p.yaml", []byte(src))
}

func whenOf(t *testing.T, c Condition) string {
	t.Helper()
	b, err := c.MarshalText()
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// A name stands for a condition, also in another one, and what the protocol
// then holds has no names.
func TestNamedConditions(t *testing.T) {
	p, err := altered(t, "rows:\n", "conditions:\n  - {name: moving, when: 'eq .Transfer.Kind \"between_teams\"'}\n  - {name: cla_moves, when: and moving .Child.LookedAfter}\nrows:\n",
		"when: or .Child.LookedAfter", "when: or cla_moves .Child.LookedAfter")
	if err != nil {
		t.Fatal(err)
	}
	if got := whenOf(t, p.Rules[0].When); got != `or (and (eq .Transfer.Kind "between_teams") .Child.LookedAfter) .Child.LookedAfter (eq .Child.Route "plo_undecided")` {
		t.Error(got)
	}
	for changed, want := range map[string]string{
		"{name: moving, when: mooving}":                            `unknown function or condition "mooving"`,
		"{name: and, when: .Closing}":                              `"and" is a function`,
		"{name: Moving, when: .Closing}":                           `"Moving" isn't a name`,
		"{name: a, when: b}\n  - {name: b, when: .Closing}":        `unknown function or condition "b"`,
		"{name: a, when: .Closing}\n  - {name: a, when: .Closing}": `"a" is already the name`,
		"{name: a, when: .Child.LookedAfter}\nevents_x: []":        `unknown key "events_x"`,
	} {
		if _, err := altered(t, "rows:\n", "conditions:\n  - "+changed+"\nrows:\n"); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %s", changed, err, want)
		}
	}
	if _, err := altered(t, "rows:\n", "conditions:\n  - {name: cla, when: .Child.LookedAfter}\nrows:\n", "why: everything has", "when: cla, why: everything has"); err == nil || !strings.Contains(err.Error(), `"cla" asks about a child, and this is of the whole case`) {
		t.Errorf("a name carries what it asks about: %v", err)
	}
}

// What items of a list have in common is said once: a condition is asked
// besides their own, everything else where they say nothing.
func TestEach(t *testing.T) {
	const items = `  - {id: one, text: The first thing, why: always, rows: [ELS-01]}
  - {id: two, text: The second thing, why: always, rows: [ELS-01]}
`
	p, err := altered(t, items, `  - {id: zero, text: Before, why: as before, rows: [ELS-01]}
  - each: {when: .Transfer.Planned, why: the case moves, rows: [ELS-01]}
  - {id: one, text: The first thing}
  - {id: two, text: The second thing, when: .Child.LookedAfter, why: care, rows: [ELS-02]}
  - each: {rows: [ELS-02]}
  - {id: three, text: The third, why: on its own}
`)
	if err != nil {
		t.Fatal(err)
	}
	want := [][4]string{
		{"zero", "", "as before", "ELS-01"}, {"one", ".Transfer.Planned", "the case moves", "ELS-01"},
		{"two", "and (.Transfer.Planned) (.Child.LookedAfter)", "care", "ELS-02"}, {"three", "", "on its own", "ELS-02"},
	}
	for i, w := range want {
		x := p.Checklist[i]
		if got := [4]string{x.ID, whenOf(t, x.When), x.Why, strings.Join(x.Rows, " ")}; got != w {
			t.Errorf("%q, want %q", got, w)
		}
	}
	for changed, want := range map[string]string{
		"  - each: {wen: .Closing}\n":                                               `unknown key "wen"`,
		"  - each: {rows: [ELS-09]}\n  - {id: x, text: X, why: y}\n":                `unknown row "ELS-09"`,
		"  - each: {when: .Closin}\n  - {id: x, text: X, why: y, rows: [ELS-01]}\n": `unknown field ".Closin"`,
	} {
		if _, err := altered(t, "checklist:\n", "checklist:\n"+changed); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %s", changed, err, want)
		}
	}
}

// from and until say when a rule stands, scope of what it is, and met_when what
// a date alone doesn't show.
func TestMomentAndScope(t *testing.T) {
	p, err := altered(t, "rules:\n", `  - {id: signed, label: Audit, measured: audit_manager, at_least: 0 days, before: transfer, met_when: .Complete, unmet: "signed, and not everything is on file", why: always, rows: [ELS-01]}
rules:
  - {id: ahead, text: Before the conference, until: conference, why: w, rows: [ELS-01]}
  - {id: since, text: After it, from: conference, when: .Child.LookedAfter, why: w, rows: [ELS-01]}
  - {id: once, text: Of the case, scope: any, when: .Child.LookedAfter, why: w, rows: [ELS-01]}
  - {id: every, text: Of each, scope: child, when: .Transfer.Planned, why: w, rows: [ELS-01]}
`)
	if err != nil {
		t.Fatal(err)
	}
	rec := lookedAfter(t)
	rec.Children[0].Dates["conference"] = model.Moment{Date: day(t, "2026-12-10")}
	rec.Audit = &model.Audit{Manager: &model.SignedOff{On: day(t, "2026-12-01")}}
	rules := func(asOf string) string {
		out := ""
		for _, r := range p.Readiness(rec, day(t, asOf)).Rules {
			if r.ID != "pen" && r.ID != "seen" {
				out += r.ID + string(r.Child) + " "
			}
		}
		return out
	}
	if got := rules("2026-12-09"); got != "aheadC1 everyC1 once " {
		t.Errorf("before: %s", got)
	}
	if got := rules("2026-12-10"); got != "sinceC1 everyC1 once " {
		t.Errorf("on the day: %s", got)
	}
	audit := func() DeadlineState { return find(t, p.Readiness(rec, day(t, "2026-12-10")), "signed") }
	if d := audit(); d.State != DueThen || d.Says != "due in 33 days: signed, and not everything is on file" {
		t.Errorf("%+v", d)
	}
	for _, item := range []string{"one", "two"} {
		rec.File = append(rec.File, model.FileItem{Item: item, First: &model.FirstAudit{Status: "present"}})
	}
	if d := audit(); d.State != Met {
		t.Errorf("%+v", d)
	}
	rec.File[0].Second = &model.SecondAudit{Status: "missing"}
	if d := audit(); d.State != DueThen {
		t.Errorf("with a discrepancy: %+v", d)
	}
	for changed, want := range map[string]string{
		"{id: x, text: X, scope: case, when: .Child.LookedAfter, why: w, rows: [ELS-01]}": "asks about a child",
		"{id: x, text: X, scope: all, why: w, rows: [ELS-01]}":                            `unknown word "all"`,
		"{id: x, text: X, until: conferense, why: w, rows: [ELS-01]}":                     `unknown event "conferense"`,
	} {
		if _, err := altered(t, "rules:\n", "rules:\n  - "+changed+"\n"); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %s", changed, err, want)
		}
	}
	if _, err := altered(t, "within: 72 hours", "within: 72 hours\n    met_when: .Complete"); err == nil || !strings.Contains(err.Error(), "met_when") {
		t.Errorf("met_when without its words: %v", err)
	}
	if _, err := altered(t, "{id: one, text: The first thing,", "{id: one, when: .Complete, text: The first thing,"); err == nil || !strings.Contains(err.Error(), "asks about the checklist") {
		t.Errorf("a checklist that asks about itself: %v", err)
	}
}

// A deadline counts from any date of the record.
func TestDeadlineByPath(t *testing.T) {
	p, err := altered(t, "measured: plan_given, within: 12 months, before: transfer", "measured: child.pathway_plan.part_1, within: 12 months, after: child.last_seen.date")
	if err != nil {
		t.Fatal(err)
	}
	rec := lookedAfter(t)
	rec.Children[0].LastSeen = &model.LastSeen{Date: day(t, "2026-01-05")}
	if d := find(t, p.Readiness(rec, day(t, "2026-12-01")), "fresh"); d.Child != "C1" || d.Limit.String() != "2027-01-05" || d.Rule != "within 12 months after the last seen date" {
		t.Errorf("%+v", d)
	}
	if _, err := altered(t, "measured: plan_given", "measured: child.pen_picture"); err == nil || !strings.Contains(err.Error(), "isn't a date") {
		t.Errorf("%v", err)
	}
}

func TestAddresseesAndExclusions(t *testing.T) {
	p, err := altered(t, "    template: letter-child\n    to: [child]\n", "    template: letter-child\n    to: [professional]\n    addressee: has .recipient.agency \"cafcass\"\n    why: only CAFCASS\n    excludes: [transfer-summary]\n",
		`  - {fact: moved_on, to: ["child"], documents: [change-of-worker-letter]`, `  - {fact: moved_on, to: ["professional"], documents: [change-of-worker-letter]`)
	if err != nil {
		t.Fatal(err)
	}
	rec := lookedAfter(t)
	rec.Professionals = []model.Professional{{ID: "R1", Kind: "court", Agency: "Cafcass, Ferrydown"}, {ID: "R2", Kind: "court", Role: "Solicitor for the mother"}}
	when := p.Documents[2].When
	for to, want := range map[model.ID]bool{"R1": true, "R2": false, "P1": false} {
		if got := when.Holds(p.Situation(rec, &rec.Children[0], day(t, "2026-12-01")).To(to)); got != want {
			t.Errorf("%s: %v", to, got)
		}
	}
	if _, err := altered(t, "    to: [child]\n", "    to: [child]\n    excludes: [transfer-sumary]\n"); err == nil || !strings.Contains(err.Error(), `unknown document "transfer-sumary"`) {
		t.Errorf("%v", err)
	}
}

// Who has the case today, with a transfer or without one.
func TestServiceOfAChild(t *testing.T) {
	p, err := altered(t, "events:\n", "services:\n  - {name: Duty}\n  - {name: Care, aliases: [CiC]}\n  - {name: Other}\nevents:\n")
	if err != nil {
		t.Fatal(err)
	}
	no := false
	rec := &model.Record{
		Children: []model.Child{{ID: "C1"}, {ID: "C2", Worker: "W3"}, {ID: "C3", Worker: "W3", Moves: &no}},
		Workers:  []model.Worker{{ID: "W1", Team: "T1"}, {ID: "W3", Team: "T3"}},
		Teams:    []model.Team{{ID: "T1", Service: "Duty, North"}, {ID: "T2", Service: "cic"}, {ID: "T3", Service: "Other"}},
	}
	is := func(asOf string) (out string) {
		for i := range rec.Children {
			for _, name := range []string{"Duty", "Care", "Other", ""} {
				if asks(t, p, rec, &rec.Children[i], asOf, `eq .Child.Service "`+name+`"`) {
					out += name + " "
				}
			}
		}
		return out
	}
	if got := is("2026-12-01"); got != " Other Other " {
		t.Errorf("without a transfer: %q", got)
	}
	rec.Transfer = &model.Transfer{FromTeam: "T1", ToTeam: "T2", CurrentWorker: "W1", Dates: events(t, "transfer 2026-12-10")}
	if got := is("2026-12-09"); got != "Duty Other Other " {
		t.Errorf("before: %q", got)
	}
	if got := is("2026-12-10"); got != "Care Care Other " {
		t.Errorf("from the day of the transfer: %q", got)
	}
}

// A rule that isn't kept says so in its own words.
func TestRulesNotKept(t *testing.T) {
	p, err := altered(t, "rules:\n", "rules:\n  - {id: chair, text: A chair., met_when: recorded .transfer.chair, unmet: nobody chairs, why: w, rows: [ELS-01]}\n")
	if err != nil {
		t.Fatal(err)
	}
	rec := lookedAfter(t)
	rule := func() RuleState {
		for _, r := range p.Readiness(rec, day(t, "2026-12-01")).Rules {
			if r.ID == "chair" {
				return r
			}
		}
		t.Fatal("no rule")
		return RuleState{}
	}
	if r := rule(); r.Unmet != "nobody chairs" || r.Text != "A chair. Not kept: nobody chairs." {
		t.Errorf("%+v", r)
	}
	if rec.Transfer.Chair = "W1"; rule().Unmet != "" || rule().Text != "A chair." {
		t.Errorf("%+v", rule())
	}
}
