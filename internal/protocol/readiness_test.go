package protocol

import (
	"encoding/json"
	"strings"
	"testing"

	"handover/model"
	"handover/model/dates"

	"github.com/google/go-cmp/cmp"
)

func day(t testing.TB, s string) dates.Date {
	t.Helper()
	d, err := dates.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// events makes a dates map of "name date" or "name date time".
func events(t testing.TB, list ...string) map[model.Word]model.Moment {
	t.Helper()
	out := map[model.Word]model.Moment{}
	for _, s := range list {
		f := append(strings.Fields(s), "")
		out[model.Word(f[0])] = model.Moment{Date: day(t, f[1]), Time: model.Time(f[2])}
	}
	return out
}

// lookedAfter is a record of one child under section 20 whose case moves.
func lookedAfter(t testing.TB) *model.Record {
	return &model.Record{
		Children: []model.Child{{
			ID: "C1", DateOfBirth: day(t, "2017-03-08"),
			Statuses:    []model.Status{{Status: "cla", From: day(t, "2026-08-14")}},
			LegalStatus: &model.LegalStatus{Code: "V2"},
			Permanence:  &model.Permanence{Route: "section_20"},
			Dates:       events(t, "looked_after_from 2026-08-14", "second_review 2026-12-09"),
		}},
		Transfer: &model.Transfer{Kind: "between_teams", Dates: events(t, "transfer 2027-01-12")},
	}
}

func find(t *testing.T, r Readiness, id string) DeadlineState {
	t.Helper()
	for _, d := range r.Deadlines {
		if d.ID == id {
			return d
		}
	}
	t.Fatalf("no deadline %q", id)
	return DeadlineState{}
}

func TestCaseTransferMeeting(t *testing.T) {
	const working = "15 working days before 12 January 2027 = 17 December 2026; 25, 28 December and 1 January are bank holidays"
	p := salford(t)
	for name, c := range map[string]struct {
		dates   []string
		asOf    string
		state   Due
		says    string
		working string
	}{
		"in time":          {[]string{"transfer 2027-01-12", "transfer_meeting 2026-12-15"}, "2026-12-01", Met, "in time: set for 15 December 2026", working},
		"held":             {[]string{"transfer 2027-01-12", "transfer_meeting 2026-12-15"}, "2026-12-15", Met, "met: 15 December 2026", working},
		"the last day":     {[]string{"transfer 2027-01-12", "transfer_meeting 2026-12-17"}, "2026-12-01", Met, "in time: set for 17 December 2026", working},
		"a day late":       {[]string{"transfer 2027-01-12", "transfer_meeting 2026-12-18"}, "2026-12-01", Late, "late by 1 working day: on record for 18 December 2026", working},
		"late over a week": {[]string{"transfer 2027-01-12", "transfer_meeting 2026-12-29"}, "2026-12-01", Late, "late by 6 working days: on record for 29 December 2026", working},
		"due":              {[]string{"transfer 2027-01-12"}, "2026-12-01", DueThen, "due in 12 working days", working},
		"due today":        {[]string{"transfer 2027-01-12"}, "2026-12-17", DueThen, "due today", working},
		"not held":         {[]string{"transfer 2027-01-12"}, "2026-12-22", Late, "late by 3 working days", working},
		"late on Saturday": {[]string{"transfer 2027-01-11"}, "2026-12-19", Late, "late by 2 working days", "15 working days before 11 January 2027 = 16 December 2026; 25, 28 December and 1 January are bank holidays"},
		"tentative": {[]string{"tentative 2027-01-12"}, "2026-12-01", DueThen, "due in 12 working days",
			working + "; counted from the tentative official transfer date"},
		"not yet known":   {nil, "2026-12-01", NotYetKnown, "not yet known: the official transfer date has no date", ""},
		"beyond the list": {[]string{"transfer 2029-02-01"}, "2026-12-01", Unworkable, "can't be worked out past 26 December 2028", ""},
	} {
		t.Run(name, func(t *testing.T) {
			rec := lookedAfter(t)
			rec.Transfer.Dates = events(t, c.dates...)
			got := find(t, p.Readiness(rec, day(t, c.asOf)), "transfer-meeting")
			if got.State != c.state || got.Says != c.says || got.Working != c.working {
				t.Errorf("got  %s: %s\n     %s\nwant %s: %s\n     %s", got.State, got.Says, got.Working, c.state, c.says, c.working)
			}
			if got.Rule != "at least 15 working days before the official transfer date" || len(got.Rows) != 1 || got.Rows[0] != "SAL-12" ||
				!strings.Contains(got.Assumption, "the last day itself is in time") {
				t.Errorf("%+v", got)
			}
		})
	}
}

// A weekend between the limit and the day has no working day to count.
func TestLateAtTheWeekend(t *testing.T) {
	p := salford(t)
	rec := lookedAfter(t)
	rec.Transfer.Dates = events(t, "transfer 2027-01-13") // 15 working days before: Friday 18 December
	if got := find(t, p.Readiness(rec, day(t, "2026-12-20")), "transfer-meeting"); got.Says != "late by 2 days" {
		t.Error(got.Says)
	}
}

func TestSection20(t *testing.T) {
	p := salford(t)
	rec := lookedAfter(t)
	asOf := day(t, "2026-12-01")
	for id, want := range map[string]string{
		"second-review":                "in time: set for 9 December 2026",
		"permanence-plan":              "due in 8 days",
		"permanence-meeting":           "due in 7 days",
		"legal-gateway-meeting":        "not yet known: the Transfer Tracking meeting has no date",
		"transfer-after-second-review": "on record for 12 January 2027, 21 working days after it",
	} {
		if got := find(t, p.Readiness(rec, asOf), id); got.Says != want || got.Child != "C1" {
			t.Errorf("%s: %s, of %q; want %s", id, got.Says, got.Child, want)
		}
	}
	rec.Children[0].Permanence.Route = "plo_undecided"
	r := p.Readiness(rec, asOf)
	if hasDeadline(r, "transfer-after-second-review") || !hasDeadline(r, "second-review") || !hasRule(r, "discuss-again") {
		t.Error("SAL-25: undecided under the Public Law Outline, the case waits and is discussed again")
	}
	rec.Children[0].Permanence.Route = "proceedings"
	rec.Children[0].LegalStatus.Code = "C1"
	if hasDeadline(p.Readiness(rec, asOf), "second-review") {
		t.Error("SAL-01 is of accommodated children")
	}
	rec.Children[0].Dates["second_review"] = model.Moment{Date: day(t, "2026-12-15")}
	rec.Children[0].LegalStatus.Code = "V2"
	rec.Children[0].Permanence = nil
	if got := find(t, p.Readiness(rec, asOf), "second-review"); got.Says != "late by 1 day: on record for 15 December 2026" {
		t.Error(got.Says)
	}
}

func hasDeadline(r Readiness, id string) bool {
	for _, d := range r.Deadlines {
		if d.ID == id {
			return true
		}
	}
	return false
}

func hasRule(r Readiness, id string) bool {
	for _, x := range r.Rules {
		if x.ID == id {
			return true
		}
	}
	return false
}

func hasItem(r Readiness, id string) bool {
	for _, x := range r.Items {
		if x.ID == id {
			return true
		}
	}
	return false
}

func TestDatesToBeSet(t *testing.T) {
	p := salford(t)
	rec := lookedAfter(t)
	rec.Transfer.Dates = events(t, "transfer 2027-01-12", "worker_identified 2026-11-27", "agreed 2026-11-26")
	r := p.Readiness(rec, day(t, "2026-12-01"))
	for id, want := range map[string]string{
		"introductory-visit-set": "late by 2 working days",
		"introductory-visit":     "due in 41 days",
		"transfer-meeting-set":   "late by 2 working days",
		"audit-started":          "due for 3 working days",
		"worker-identified":      "met: 27 November 2026",
	} {
		if got := find(t, r, id).Says; got != want {
			t.Errorf("%s: %s, want %s", id, got, want)
		}
	}
	rec.Transfer.Dates["introductory_visit"] = model.Moment{Date: day(t, "2027-01-12")}
	r = p.Readiness(rec, day(t, "2026-12-01"))
	if got := find(t, r, "introductory-visit").Says; got != "late by 1 day: on record for 12 January 2027" {
		t.Error(got)
	}
	if got := find(t, r, "introductory-visit-set").Says; got != "set for 12 January 2027" {
		t.Error(got)
	}
	rec.Transfer.Dates["audit_started"] = model.Moment{Date: day(t, "2026-11-20")}
	if got := find(t, p.Readiness(rec, day(t, "2026-12-01")), "audit-started"); got.State != TooEarly {
		t.Errorf("%+v", got)
	}
}

// SAL-19, at its edges; the month of 31 January ends on 28 February.
func TestReviewWithinAMonth(t *testing.T) {
	p := salford(t)
	for _, c := range []struct {
		transfer, review string
		want             bool
	}{
		{"2027-01-12", "2027-01-11", false},
		{"2027-01-12", "2027-01-12", true},
		{"2027-01-12", "2027-02-12", true},
		{"2027-01-12", "2027-02-13", false},
		{"2027-01-31", "2027-02-28", true},
		{"2027-01-31", "2027-03-01", false},
	} {
		rec := lookedAfter(t)
		rec.Transfer.Dates = events(t, "transfer "+c.transfer)
		for _, event := range []string{"next_review", "second_review"} {
			rec.Children[0].Dates = events(t, event+" "+c.review)
			if got := hasItem(p.Readiness(rec, day(t, "2026-12-01")), "care-plan-up-to-date"); got != c.want {
				t.Errorf("transfer %s, %s %s: %v", c.transfer, event, c.review, got)
			}
		}
	}
}

// A status holds from its first day to its last, both included.
func TestStatusesHoldFromDayToDay(t *testing.T) {
	p := salford(t)
	rec := lookedAfter(t)
	rec.Children[0].Statuses = []model.Status{{Status: "cp", From: day(t, "2026-03-04"), To: day(t, "2026-09-16")}, {Status: "cla", From: day(t, "2026-08-12")}}
	for on, want := range map[string][2]bool{
		"2026-03-03": {false, false}, "2026-03-04": {true, false}, "2026-08-11": {true, false},
		"2026-08-12": {true, true}, "2026-09-16": {true, true}, "2026-09-17": {false, true},
	} {
		c := &rec.Children[0]
		if got := [2]bool{asks(t, p, rec, c, on, ".Child.ProtectionPlan"), asks(t, p, rec, c, on, ".Child.LookedAfter")}; got != want {
			t.Errorf("on %s: protection plan, looked after: %v, want %v", on, got, want)
		}
	}
}

func TestDecisionNotToTransfer(t *testing.T) {
	p := salford(t)
	rec := lookedAfter(t)
	rec.Transfer.DecisionNotToTransfer = &model.Exception{Reason: "a reason"}
	for _, x := range p.Readiness(rec, day(t, "2026-12-01")).Rules {
		if x.ID == "no-transfer-reasons" {
			want := []string{"transfer.decision_not_to_transfer.agreed_by", "transfer.decision_not_to_transfer.date"}
			if diff := cmp.Diff(want, x.NotRecorded); diff != "" {
				t.Error(diff)
			}
			return
		}
	}
	t.Error("SAL-13 isn't asked for")
}

func TestAudits(t *testing.T) {
	first := func(status model.Word, action string, due string) *model.FirstAudit {
		a := &model.FirstAudit{Status: status, Action: model.Text(action)}
		if due != "" {
			a.Due = day(t, due)
		}
		return a
	}
	second := func(status model.Word) *model.SecondAudit { return &model.SecondAudit{Status: status} }
	p := salford(t)
	for name, c := range map[string]struct {
		first       *model.FirstAudit
		second      *model.SecondAudit
		status      Status
		discrepancy bool
		says        string
	}{
		"not audited":    {nil, nil, NotAudited, false, "not audited yet"},
		"present":        {first("present", "", ""), nil, Present, false, "present; second audit not done"},
		"confirmed":      {first("present", "", ""), second("present"), Present, false, "present, confirmed by the second audit"},
		"contradicted":   {first("present", "", ""), second("missing"), Missing, true, "a discrepancy: present at the first audit, missing at the second; no steps to secure it are recorded"},
		"not applicable": {first("not_applicable", "", ""), second("missing"), Missing, true, "a discrepancy: not applicable at the first audit, missing at the second; no steps to secure it are recorded"},
		"secured since":  {first("missing", "ask", "2026-12-04"), second("present"), Present, false, "present, confirmed by the second audit"},
		"no timescale":   {first("missing", "ask", ""), nil, Missing, false, "missing; steps are recorded, without a timescale"},
		"steps due":      {first("missing", "ask", "2026-12-01"), nil, Missing, false, "missing; steps are due by 1 December 2026"},
		"steps late":     {first("missing", "ask", "2026-11-27"), second("missing"), Missing, false, "missing; steps were due by 27 November 2026, late by 2 working days"},
		"second alone":   {nil, second("missing"), Missing, false, "missing; no steps to secure it are recorded"},
	} {
		t.Run(name, func(t *testing.T) {
			rec := lookedAfter(t)
			rec.File = []model.FileItem{
				{Item: "genogram", First: first("present", "", "")},
				{Item: "chronology", First: first("present", "", ""), Second: second("present")}, // for all children
				{Item: "chronology", Child: "C1", First: c.first, Second: c.second},
				{Item: "chronology", Child: "C9"},
				{Item: "chronology", Second: second("present")},
			}
			for _, child := range []*model.Child{&rec.Children[0], nil} {
				if got := asks(t, p, rec, child, "2026-12-01", ".Discrepancies"); got != c.discrepancy {
					t.Errorf("discrepancies %v", got)
				}
			}
			r := p.Readiness(rec, day(t, "2026-12-01"))
			if got := r.Items[0]; got.Status != c.status || got.Discrepancy != c.discrepancy || got.Says != c.says || got.File != 2 ||
				got.Missing != (c.status == Missing || c.status == NotAudited) {
				t.Errorf("%+v\nwant %s, %v: %s", got, c.status, c.discrepancy, c.says)
			}
			if hasRule(r, "discrepancy-passed") != c.discrepancy {
				t.Error("SAL-16: a discrepancy is passed on")
			}
			if r.Stopped != nil {
				t.Error("SAL-26: nothing is stopped")
			}
		})
	}
}

func TestChildrenWhoStay(t *testing.T) {
	p := salford(t)
	rec := lookedAfter(t)
	stays := false
	rec.Children = append(rec.Children, rec.Children[0])
	rec.Children[1].ID, rec.Children[1].Moves = "C2", &stays
	for _, i := range p.Readiness(rec, day(t, "2026-12-01")).Items {
		if i.Child != "C1" {
			t.Errorf("%s of %s, who stays", i.ID, i.Child)
		}
	}
}

func TestAnItemThatDoesNotApply(t *testing.T) {
	p := salford(t)
	rec := lookedAfter(t)
	if hasItem(p.Readiness(rec, day(t, "2026-12-01")), "court-orders") {
		t.Error("no proceedings, but orders are asked for")
	}
	rec.File = []model.FileItem{{Item: "court-orders", Child: "C1", First: &model.FirstAudit{Status: "missing"}}}
	for _, i := range p.Readiness(rec, day(t, "2026-12-01")).Items {
		if i.ID == "court-orders" && i.Missing {
			t.Error("what isn't asked for counts as missing")
		}
		if i.ID == "court-orders" {
			return
		}
	}
	t.Error("a line of the record's file is lost")
}

func TestClosingAsksForNoTransfer(t *testing.T) {
	p := salford(t)
	rec := lookedAfter(t)
	rec.Transfer = &model.Transfer{Kind: "closure"}
	rec.Closure = &model.Closure{}
	r := p.Readiness(rec, day(t, "2026-12-01"))
	for _, i := range r.Items {
		t.Errorf("item %s", i.ID)
	}
	for _, d := range r.Deadlines {
		if d.Child == "" {
			t.Errorf("deadline %s", d.ID)
		}
	}
	for _, x := range r.Rules {
		t.Errorf("rule %s", x.ID)
	}
}

func TestReadinessAsJSON(t *testing.T) {
	b, err := json.Marshal(salford(t).Readiness(lookedAfter(t), day(t, "2026-12-01")))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`{"as_of":"2026-12-01","items":[{"id":"chronology","child":"C1"`, `"limit":"2026-12-17"`, `"state":"due","says":"due in 12 working days"`} {
		if !strings.Contains(string(b), want) {
			t.Errorf("lacks %s in %s", want, b)
		}
	}
}

// elsewhere has what other councils need: everything missing stops the
// transfer, hours, spans that count the other way, events and facts of its own.
func elsewhere(t testing.TB) *Protocol {
	t.Helper()
	p, err := Read("elsewhere.yaml", []byte(source(t, "testdata/elsewhere.yaml")))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestAnotherCouncil(t *testing.T) {
	p := elsewhere(t)
	rec := lookedAfter(t)
	asOf := day(t, "2026-12-28")
	says := func(id string) string { return find(t, p.Readiness(rec, asOf), id).Says }
	child, transfer := rec.Children[0].Dates, rec.Transfer.Dates
	set := func(in map[model.Word]model.Moment, list ...string) {
		for name, m := range events(t, list...) {
			in[name] = m
		}
	}
	step := func(what, id, want string) {
		t.Helper()
		if got := says(id); got != want {
			t.Errorf("%s: %s: %s, want %s", what, id, got, want)
		}
	}

	set(child, "placement_from 2026-12-23")
	step("no time", "hours", "can't be worked out without the time of day")
	set(child, "placement_from 2026-12-23 15:30")
	step("72 hours", "hours", "late by 2 days")
	set(child, "conference 2026-12-26 15:30")
	step("the last minute", "hours", "met: 26 December 2026")
	set(child, "conference 2026-12-26 15:31")
	step("a minute late", "hours", "late by less than a day: on record for 26 December 2026")

	set(transfer, "panel 2026-11-30")
	step("not before", "not-before", "not before 28 February 2027")
	set(transfer, "closed 2027-02-26")
	step("closed early", "not-before", "too early by 2 days")
	set(transfer, "closed 2027-02-28")
	step("closed in time", "not-before", "in time: set for 28 February 2027")
	delete(transfer, "closed")
	asOf = day(t, "2027-03-01")
	step("may close", "not-before", "due since 28 February 2027")
	asOf = day(t, "2026-12-28")

	step("no plan", "fresh", "due in 15 days")
	set(child, "plan_given 2026-01-11")
	step("plan a day too old", "fresh", "too early by 1 day")
	set(child, "plan_given 2026-01-12")
	step("plan of a year ago", "fresh", "met: 12 January 2026")
	set(child, "plan_given 2027-01-14")
	step("plan after the transfer", "fresh", "late by 2 days: on record for 14 January 2027")

	set(transfer, "agreed 2026-12-23", "notified 2026-12-23")
	got := find(t, p.Readiness(rec, asOf), "closed-days")
	if got.Working != "2 working days after 23 December 2026 = 30 December 2026; 25 and 28 December are bank holidays; 24 December is a day when the council is closed" {
		t.Error(got.Working)
	}
	set(transfer, "notified 2026-12-22")
	step("out of order", "closed-days", "on record for 22 December 2026, before the agreement that the case will transfer")

	rec.File = []model.FileItem{{Item: "one", First: &model.FirstAudit{Status: "present"}}}
	r := p.Readiness(rec, asOf)
	if diff := cmp.Diff([]Stopped{{What: "transfer", Why: "everything has to be there", Items: []string{"The second thing"}}}, r.Stopped); diff != "" {
		t.Error(diff)
	}
	for _, x := range r.Rules {
		if x.Child != "C1" || len(x.NotRecorded) != 1 {
			t.Errorf("%+v", x)
		}
	}
	if len(r.Rules) != 2 {
		t.Errorf("%+v", r.Rules)
	}
	rec.File = append(rec.File, model.FileItem{Item: "two", First: &model.FirstAudit{Status: "not_applicable"}})
	if r := p.Readiness(rec, asOf); r.Stopped != nil {
		t.Errorf("%+v", r.Stopped)
	}
	want := model.Declared{Events: []string{"panel", "plan_given"}, Extra: []model.ExtraField{{Name: "panel_number", Type: "text"}}}
	if diff := cmp.Diff(want, p.Declared()); diff != "" {
		t.Error(diff)
	}
}

func TestSignatures(t *testing.T) {
	p := elsewhere(t)
	rec := lookedAfter(t)
	rec.Workers = []model.Worker{{ID: "W1"}, {ID: "W2"}}
	rec.Transfer.CurrentWorker, rec.Transfer.TransferringManager = "W1", "W2"
	of := func() []Signature { return p.Signatures(p.Documents[0], rec, nil, day(t, "2026-12-01")) }
	chair := Signature{Role: "chair", Title: "chair", Does: "authorises", Label: "Agreed by"}
	check := func(what string, want Signature) {
		t.Helper()
		if diff := cmp.Diff([]Signature{want, chair}, of()); diff != "" {
			t.Errorf("%s: %s", what, diff)
		}
	}
	there := Signature{Role: "current_worker", Title: "holding worker", Does: "signs", Label: "Written by", Worker: "W1"}
	check("there", there)
	rec.Workers[0].LeftOn = day(t, "2026-12-02")
	check("leaves tomorrow", there)
	rec.Workers[0].LeftOn = day(t, "2026-12-01")
	check("has left", Signature{Role: "transferring_manager", Title: "holding manager", Does: "signs", Label: "Written by", Worker: "W2", InsteadOf: "W1"})
	rec.Workers[1].LeftOn = day(t, "2026-12-01")
	check("both have left", Signature{Role: "transferring_manager", Title: "holding manager", Does: "signs", Label: "Written by", InsteadOf: "W1"})
	rec.Workers[1].LeftOn, rec.Transfer.CurrentWorker = dates.Date{}, ""
	check("no worker is named", Signature{Role: "transferring_manager", Title: "holding manager", Does: "signs", Label: "Written by", Worker: "W2"})
	rec.Transfer = nil
	check("nobody is named", Signature{Role: "current_worker", Title: "holding worker", Does: "signs", Label: "Written by"})
}

// Every role that a protocol gives a title has a holder in the record.
func TestEveryRoleHasAholder(t *testing.T) {
	rec := &model.Record{
		Transfer: &model.Transfer{CurrentWorker: "W1", ReceivingWorker: "W2", TransferringManager: "W3", ReceivingManager: "W4", Chair: "W5", Administrator: "W6"},
		Audit:    &model.Audit{Administrator: &model.AdminSignedOff{By: "W7"}},
	}
	for i, role := range []string{"current_worker", "receiving_worker", "transferring_manager", "receiving_manager", "chair", "administrator", "auditor"} {
		if got, want := holder(rec, role), model.ID("W"+string(rune('1'+i))); got != want {
			t.Errorf("%s: %s, want %s", role, got, want)
		}
		if salford(t).Titles.Of(role) == "" {
			t.Errorf("%s has no title", role)
		}
	}
}

func TestCheckFindsWhatTheProtocolLacks(t *testing.T) {
	src := `{"schema": "handover.case/1", "protocol": "salford", "reference": "X",
  "children": [{"id": "C1", "first_name": "A"}],
  "transfer": {"kind": "to_early_help"},
  "file": [
    {"item": "cronology", "child": "C1"},
    {"item": "genogram", "child": "C1"},
    {"item": "genogram", "child": "C1"},
    {"item": "genogram"}
  ]}`
	rec, err := model.Decode("case.json", []byte(src), model.Options{})
	if err != nil {
		t.Fatal(err)
	}
	found := salford(t).Check("case.json", rec)
	want := `case.json:3:24: transfer.kind: salford has no transfer of the kind to_early_help
case.json:5:14: file[0].item: the checklist of salford has no such item
case.json:7:14: file[2].item: the item stands twice for the same child`
	if found.Error() != want || found[1].Hint != `did you mean "chronology"?` {
		t.Errorf("%v\n%v", found.Error(), found[1].Hint)
	}
}
