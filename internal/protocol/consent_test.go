package protocol

import (
	"testing"

	"handover/model"
)

func TestConsentToShareWithWhoeverTakesOver(t *testing.T) {
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
		want     consentFacts
	}{
		"none":                {nil, consentFacts{}},
		"given":               {[]model.Consent{given}, consentFacts{sought: true, given: true}},
		"refused":             {[]model.Consent{refused}, consentFacts{sought: true, refused: true}},
		"one refuses":         {[]model.Consent{given, refused}, consentFacts{sought: true, refused: true}},
		"with nobody named":   {[]model.Consent{{Answer: "refused", WithWhom: []model.ID{""}}}, consentFacts{sought: true, refused: true}},
		"given to nobody":     {[]model.Consent{{Answer: "given", WithWhom: []model.ID{""}}}, consentFacts{}},
		"something else":      {[]model.Consent{given, {Answer: "refused", WithWhom: []model.ID{""}}}, consentFacts{sought: true, given: true}},
		"else, overridden":    {[]model.Consent{{Answer: "refused", WithWhom: []model.ID{""}, Overridden: &model.Override{Reason: "Risk.", By: "W3"}}}, consentFacts{sought: true, refused: true}},
		"the team":            {[]model.Consent{{Answer: "refused", WithWhom: []model.ID{"W3"}}}, consentFacts{sought: true, refused: true}},
		"the present team":    {[]model.Consent{{Answer: "refused", WithWhom: []model.ID{"W1"}}}, consentFacts{}},
		"not sought":          {[]model.Consent{{Answer: "not_sought"}}, consentFacts{}},
		"with somebody else":  {[]model.Consent{{Answer: "given", WithWhom: []model.ID{"P9"}}}, consentFacts{}},
		"about another child": {[]model.Consent{{Answer: "given", About: "C2"}}, consentFacts{}},
		"a worker":            {[]model.Consent{{Answer: "given", WithWhom: []model.ID{"W2"}}}, consentFacts{sought: true, given: true}},
		"the family's own":    {[]model.Consent{{Answer: "given", WithWhom: []model.ID{"P1"}}}, consentFacts{}},
		"overridden":          {[]model.Consent{{Answer: "refused", Overridden: &model.Override{Reason: "Risk.", By: "W3"}}}, consentFacts{sought: true, refused: true, overridden: true}},
		"without a name":      {[]model.Consent{{Answer: "refused", Overridden: &model.Override{Reason: "Risk."}}}, consentFacts{sought: true, refused: true}},
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
		if got := consentOf(rec, &rec.Children[0]); got != c.want {
			t.Errorf("%s: %+v, want %+v", name, got, c.want)
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
		in := p.Situation(rec, &rec.Children[0], day(t, "2026-11-23"))
		s := p.deadline(d, &in)
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
	rec := &model.Record{
		Children: []model.Child{{ID: "C1"}, {ID: "C2"}},
		Referral: &model.Referral{Received: model.Moment{Date: day(t, "2026-11-02"), Time: "09:30"}},
	}
	if p.Happened(rec, "irh") || p.Happened(rec, "agreed") || !p.Happened(rec, "referral_received") {
		t.Error("an event without a date happened, or one with a date did not")
	}
	rec.Children[0].Dates = map[model.Word]model.Moment{"irh": {Date: day(t, "2026-12-01")}}
	if !p.Happened(rec, "irh") {
		t.Error("the event of a child did not happen")
	}
}
