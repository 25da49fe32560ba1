package protocol

import (
	"testing"

	"handover/model"
)

func TestConsentToShareWithWhoeverTakesOver(t *testing.T) {
	p := salford(t)
	asOf := day(t, "2026-11-23")
	by := func(c model.Consent) model.Consent {
		switch {
		case c.WithWhom == nil:
			c.WithWhom = []model.ID{"R4"}
		case c.WithWhom[0] == "":
			c.WithWhom = nil
		}
		return c
	}
	given, refused := model.Consent{Answer: "given"}, model.Consent{Answer: "refused"}
	for name, c := range map[string]struct {
		consents []model.Consent
		want     ConsentFacts
	}{
		"none":                {nil, ConsentFacts{}},
		"given":               {[]model.Consent{given}, ConsentFacts{Sought: true, Given: true}},
		"refused":             {[]model.Consent{refused}, ConsentFacts{Sought: true, Refused: true}},
		"one refuses":         {[]model.Consent{given, refused}, ConsentFacts{Sought: true, Refused: true}},
		"with nobody named":   {[]model.Consent{{Answer: "refused", WithWhom: []model.ID{""}}}, ConsentFacts{Sought: true, Refused: true}},
		"given to nobody":     {[]model.Consent{{Answer: "given", WithWhom: []model.ID{""}}}, ConsentFacts{}},
		"something else":      {[]model.Consent{given, {Answer: "refused", WithWhom: []model.ID{""}}}, ConsentFacts{Sought: true, Given: true}},
		"else, overridden":    {[]model.Consent{{Answer: "refused", WithWhom: []model.ID{""}, Overridden: &model.Override{Reason: "Risk.", By: "W3"}}}, ConsentFacts{Sought: true, Refused: true}},
		"the team":            {[]model.Consent{{Answer: "refused", WithWhom: []model.ID{"W3"}}}, ConsentFacts{Sought: true, Refused: true}},
		"the present team":    {[]model.Consent{{Answer: "refused", WithWhom: []model.ID{"W1"}}}, ConsentFacts{}},
		"not sought":          {[]model.Consent{{Answer: "not_sought"}}, ConsentFacts{}},
		"with somebody else":  {[]model.Consent{{Answer: "given", WithWhom: []model.ID{"P9"}}}, ConsentFacts{}},
		"about another child": {[]model.Consent{{Answer: "given", About: "C2"}}, ConsentFacts{}},
		"a worker":            {[]model.Consent{{Answer: "given", WithWhom: []model.ID{"W2"}}}, ConsentFacts{Sought: true, Given: true}},
		"the family's own":    {[]model.Consent{{Answer: "given", WithWhom: []model.ID{"P1"}}}, ConsentFacts{}},
		"overridden":          {[]model.Consent{{Answer: "refused", Overridden: &model.Override{Reason: "Risk.", By: "W3"}}}, ConsentFacts{Sought: true, Refused: true, Overridden: true}},
		"without a name":      {[]model.Consent{{Answer: "refused", Overridden: &model.Override{Reason: "Risk."}}}, ConsentFacts{Sought: true, Refused: true}},
	} {
		rec := &model.Record{
			Children:  []model.Child{{ID: "C1"}, {ID: "C2"}},
			People:    []model.Person{{ID: "P1"}},
			Workers:   []model.Worker{{ID: "W1", Team: "T1"}, {ID: "W2", Team: "T2"}, {ID: "W3", Team: "T2"}},
			Transfer:  &model.Transfer{Kind: "to_early_help", ReceivingWorker: "W2", FromTeam: "T1", ToTeam: "T2"},
			EarlyHelp: &model.EarlyHelp{LeadProfessional: "R4", Members: []model.ID{"P1", "R5"}},
		}
		for _, x := range c.consents {
			rec.Consents = append(rec.Consents, by(x))
		}
		if got := p.Situation(rec, &rec.Children[0], asOf).Consent; got != c.want {
			t.Errorf("%s: %+v, want %+v", name, got, c.want)
		}
	}
}

func TestAnyOfTheChildrenWhoMove(t *testing.T) {
	p := salford(t)
	no, yes := false, true
	rec := &model.Record{
		Children: []model.Child{
			{ID: "C1", DateOfBirth: day(t, "2020-01-01"), Statuses: []model.Status{{Status: "cin"}}, Disabilities: []model.Code{"NONE"}},
			{ID: "C2", Statuses: []model.Status{{Status: "cla"}}, Moves: &no, Disabilities: []model.Code{"NONE", "AUT"}},
			{ID: "C3", ExpectedDateOfBirth: day(t, "2027-01-01")},
		},
		Workers:  []model.Worker{{ID: "W2", ASYE: &yes}},
		Transfer: &model.Transfer{ReceivingWorker: "W2", Dates: map[model.Word]model.Moment{"family_told": {Date: day(t, "2026-11-23")}, "child_told": {Date: day(t, "2026-11-24")}}},
		Finance:  []model.Finance{{Kind: "payment", Child: "C1"}, {Kind: "payment", Child: "C2", CeasedOn: day(t, "2026-11-01")}},
	}
	s := p.Situation(rec, nil, day(t, "2026-11-23"))
	if want := (AnyFacts{InNeed: true, Unborn: true}); s.Any != want {
		t.Errorf("%+v, want %+v", s.Any, want)
	}
	if !s.Transfer.ReceivingWorkerASYE || !s.Transfer.FamilyTold || s.Transfer.ChildTold || s.Transfer.NetworkTold || !s.Payments {
		t.Errorf("%+v", s)
	}
	for i, want := range []bool{false, true, false} {
		s := p.Situation(rec, &rec.Children[i], day(t, "2026-11-23"))
		if s.Child.Disabled != want || s.Payments == want && i < 2 {
			t.Errorf("child %d: disabled %v, payments %v", i, s.Child.Disabled, s.Payments)
		}
	}
}

// Three months after 30 November is the last day of February.
func TestMonthsSinceClosure(t *testing.T) {
	p := salford(t)
	for received, want := range map[string]int{"2025-11-30": 0, "2025-12-01": 1, "2026-02-28": 3, "2026-03-01": 4} {
		rec := &model.Record{Referral: &model.Referral{Received: model.Moment{Date: day(t, received)}}, PreviousClosure: &model.PreviousClosure{Date: day(t, "2025-11-30")}}
		if got := p.Situation(rec, nil, day(t, "2026-11-23")).Referral.MonthsSinceClosure; got != want {
			t.Errorf("received %s: %d months, want %d", received, got, want)
		}
	}
}

// A joint visit may come before the hearing or up to two working days after
// it; 25 and 28 December 2026 are bank holidays.
func TestNoLaterThan(t *testing.T) {
	p := salford(t)
	d := Deadline{Measured: "joint_visit", NoLaterThan: Span{2, "working_days"}, After: "ico_granted"}
	for done, want := range map[string]Due{"2026-12-01": Met, "2026-12-29": Met, "2026-12-30": Late, "": DueThen} {
		rec := &model.Record{
			Children: []model.Child{{ID: "C1", Dates: map[model.Word]model.Moment{"ico_granted": {Date: day(t, "2026-12-23")}}}},
			Transfer: &model.Transfer{Dates: map[model.Word]model.Moment{}},
		}
		if done != "" {
			rec.Transfer.Dates["joint_visit"] = model.Moment{Date: day(t, done)}
		}
		s := p.deadline(d, rec, &rec.Children[0], day(t, "2026-11-23"))
		if s.State != want || s.Limit.String() != "2026-12-29" || s.Rule != "no later than 2 working days after the interim care order" {
			t.Errorf("done %s: %+v", done, s)
		}
	}
}

func TestOnlyItemsOfSomeListsStop(t *testing.T) {
	p := &Protocol{Stops: Stops{IfMissing: "transfer", Lists: []string{"standards"}}}
	if s := p.stopped([]ItemState{{Text: "a", List: "closing", Missing: true}}); s != nil {
		t.Errorf("%+v", s)
	}
	if s := p.stopped([]ItemState{{Text: "a", List: "closing", Missing: true}, {Text: "b", List: "standards", Missing: true}}); s == nil || len(s.Items) != 1 {
		t.Errorf("%+v", s)
	}
}

func TestWithoutASecondAudit(t *testing.T) {
	p := &Protocol{}
	if got := p.itemSays(finding{Status: Present}, day(t, "2026-11-23")); got != "present" {
		t.Errorf("says %q", got)
	}
}

func TestHappened(t *testing.T) {
	p := salford(t)
	no := false
	rec := &model.Record{
		Children: []model.Child{{ID: "C1"}, {ID: "C2", Moves: &no, Dates: map[model.Word]model.Moment{"irh": {Date: day(t, "2026-12-01")}}}},
		Referral: &model.Referral{Received: model.Moment{Date: day(t, "2026-11-02"), Time: "09:30"}},
	}
	if p.Happened(rec, "irh") || p.Happened(rec, "agreed") || !p.Happened(rec, "referral_received") {
		t.Error("an event without a date happened, or one with a date did not")
	}
	rec.Children[0].Dates = map[model.Word]model.Moment{"irh": {Date: day(t, "2026-12-01")}}
	if !p.Happened(rec, "irh") {
		t.Error("the event of a child who moves did not happen")
	}
}
