package protocol

import (
	"testing"

	"handover/model"
)

// TestConsentToShareWithWhoeverTakesOver: the latest answer of somebody who may
// give it, about this child, with those who take over (002:294, 002:312, 003:56,
// 003:58, 003:284).
func TestConsentToShareWithWhoeverTakesOver(t *testing.T) {
	yes, no := true, false
	of := func(by model.ID, answer model.Word, on string, with ...model.ID) model.Consent {
		if with == nil {
			with = []model.ID{"R4"}
		}
		return model.Consent{By: by, Answer: answer, Date: day(t, "2026-11-"+on), WithWhom: with}
	}
	about := func(c model.Consent, child model.ID) model.Consent { c.About = child; return c }
	over := func(c model.Consent, by model.ID) model.Consent {
		c.Overridden = &model.Override{Reason: "Risk.", By: by}
		return c
	}
	atLarge := func(c model.Consent) model.Consent { c.WithWhom = nil; return c }
	given, refused := consentFacts{sought: true, given: true}, consentFacts{sought: true, refused: true}
	for name, c := range map[string]struct {
		consents []model.Consent
		want     consentFacts
	}{
		"none":                      {nil, consentFacts{}},
		"given":                     {[]model.Consent{of("P1", "given", "10")}, given},
		"refused":                   {[]model.Consent{of("P1", "refused", "10")}, refused},
		"the other refuses":         {[]model.Consent{of("P1", "given", "10"), of("P2", "refused", "09")}, refused},
		"signed after refusing":     {[]model.Consent{of("P1", "refused", "10"), of("P1", "given", "12")}, given},
		"the other way in the file": {[]model.Consent{of("P1", "given", "12"), of("P1", "refused", "10")}, given},
		"taken back":                {[]model.Consent{of("P1", "given", "10"), of("P1", "refused", "12")}, refused},
		"both on one day":           {[]model.Consent{of("P1", "given", "10"), of("P1", "refused", "10")}, refused},
		"still to come":             {[]model.Consent{of("P1", "given", "28")}, consentFacts{}},
		"by an aunt":                {[]model.Consent{of("P3", "given", "10")}, consentFacts{}},
		"refused by a father of whom it isn't said": {[]model.Consent{of("P1", "given", "10"), of("P4", "refused", "09")}, refused},
		"refused by the child of 12":                {[]model.Consent{of("P1", "given", "10"), of("C1", "refused", "11")}, refused},
		"refused by a teacher":                      {[]model.Consent{of("P1", "given", "10"), of("R5", "refused", "11")}, given},
		"refused by an aunt":                        {[]model.Consent{of("P1", "given", "10"), of("P3", "refused", "11")}, given},
		"by a father of whom it isn't said":         {[]model.Consent{of("P4", "given", "10")}, consentFacts{}},
		"by a teacher":                              {[]model.Consent{of("R5", "given", "10")}, consentFacts{}},
		"by the worker":                             {[]model.Consent{of("W1", "given", "10")}, consentFacts{}},
		"by nobody":                                 {[]model.Consent{of("", "given", "10")}, consentFacts{}},
		"refused, nobody says by whom":              {[]model.Consent{of("P1", "given", "10"), of("", "refused", "10")}, refused},
		"by the child of 12":                        {[]model.Consent{of("C1", "given", "10")}, consentFacts{}},
		"by the young person":                       {[]model.Consent{about(of("C2", "given", "10"), "C2")}, consentFacts{}},
		"with nobody named":                         {[]model.Consent{atLarge(of("P1", "refused", "10"))}, refused},
		"given to nobody":                           {[]model.Consent{atLarge(of("P1", "given", "10"))}, consentFacts{}},
		"something else refused":                    {[]model.Consent{of("P1", "given", "10"), atLarge(of("P1", "refused", "11"))}, given},
		"else, overridden":                          {[]model.Consent{over(atLarge(of("P1", "refused", "10")), "W3")}, consentFacts{sought: true, refused: true, overridden: true}},
		"the team":                                  {[]model.Consent{of("P1", "refused", "10", "W3")}, refused},
		"the present team":                          {[]model.Consent{of("P1", "refused", "10", "W1")}, consentFacts{}},
		"not sought":                                {[]model.Consent{of("P1", "not_sought", "10")}, consentFacts{}},
		"with somebody else":                        {[]model.Consent{of("P1", "given", "10", "P9")}, consentFacts{}},
		"about another child":                       {[]model.Consent{about(of("P1", "given", "10"), "C2")}, consentFacts{}},
		"a worker":                                  {[]model.Consent{of("P1", "given", "10", "W2")}, given},
		"the family's own":                          {[]model.Consent{of("P1", "given", "10", "P1")}, consentFacts{}},
		"overridden":                                {[]model.Consent{over(of("P1", "refused", "10"), "W3")}, consentFacts{sought: true, refused: true, overridden: true}},
		"overridden, then given":                    {[]model.Consent{over(of("P1", "refused", "10"), "W3"), of("P1", "given", "12")}, given},
		"without a name":                            {[]model.Consent{over(of("P1", "refused", "10"), "")}, refused},
	} {
		rec := &model.Record{
			Children: []model.Child{{ID: "C1", DateOfBirth: day(t, "2014-05-13"), Mother: "P1"}, {ID: "C2", DateOfBirth: day(t, "2009-05-13"), Mother: "P1"}},
			People: []model.Person{{ID: "P1"}, {ID: "P2", Relationship: []model.Relationship{{Child: "C1", Is: "father", ParentalResponsibility: &yes}}},
				{ID: "P3", Relationship: []model.Relationship{{Child: "C1", Is: "aunt", ParentalResponsibility: &no}}},
				{ID: "P4", Relationship: []model.Relationship{{Child: "C1", Is: "father"}}}},
			Workers:   []model.Worker{{ID: "W1", Team: "T1"}, {ID: "W2", Team: "T2"}, {ID: "W3", Team: "T2"}},
			Transfer:  &model.Transfer{Kind: "to_early_help", ReceivingWorker: "W2", FromTeam: "T1", ToTeam: "T2"},
			EarlyHelp: &model.EarlyHelp{LeadProfessional: "R4", Members: []model.ID{"P1", "R5"}},
			Consents:  c.consents,
		}
		if got := consentOf(rec, &rec.Children[0], day(t, "2026-11-23")); got != c.want {
			t.Errorf("%s: %+v, want %+v", name, got, c.want)
		}
	}
}

// TestConsentOfTheWholeCase: a paper about all children is made with consent
// about each of them (002:294: "if the family agrees").
func TestConsentOfTheWholeCase(t *testing.T) {
	on := day(t, "2026-11-10")
	no := false
	rec := func(second *bool, consents ...model.Consent) *model.Record {
		for i := range consents {
			consents[i].By, consents[i].WithWhom, consents[i].Date = "P1", []model.ID{"R4"}, on
		}
		return &model.Record{Children: []model.Child{{ID: "C1", Mother: "P1"}, {ID: "C2", Mother: "P1", Moves: second}},
			People: []model.Person{{ID: "P1"}}, EarlyHelp: &model.EarlyHelp{LeadProfessional: "R4"}, Consents: consents}
	}
	one := model.Consent{About: "C1", Answer: "given"}
	overridden := model.Consent{About: "C2", Answer: "refused", Overridden: &model.Override{Reason: "Risk.", By: "W1"}}
	for name, c := range map[string]struct {
		rec  *model.Record
		want consentFacts
	}{
		"about one of two":      {rec(nil, one), consentFacts{}},
		"about both":            {rec(nil, one, model.Consent{About: "C2", Answer: "given"}), consentFacts{sought: true, given: true}},
		"said of the case":      {rec(nil, model.Consent{Answer: "given"}), consentFacts{sought: true, given: true}},
		"the other stays":       {rec(&no, one), consentFacts{sought: true, given: true}},
		"overridden for one":    {rec(nil, one, overridden), consentFacts{sought: true, refused: true, overridden: true}},
		"refused, other silent": {rec(nil, overridden), consentFacts{refused: true}},
	} {
		if got := consentOf(c.rec, nil, day(t, "2026-11-23")); got != c.want {
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
	p := Stop{IfMissing: "transfer", Lists: []string{"standards"}}
	if s := p.stopped([]ItemState{{Text: "a", List: "closing", Missing: true}}); s != nil {
		t.Errorf("%+v", s)
	}
	if s := p.stopped([]ItemState{{Text: "a", List: "closing", Missing: true}, {Text: "b", List: "standards", Missing: true}}); len(s) != 1 || len(s[0].Items) != 1 {
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
