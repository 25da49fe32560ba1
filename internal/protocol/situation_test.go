package protocol

import (
	"testing"

	"handover/model"
)

func TestSituationOfOrdersAndAssessments(t *testing.T) {
	p := salford(t)
	asOf := day(t, "2026-11-23")
	child := func(orders ...model.Order) ChildFacts {
		rec := &model.Record{Children: []model.Child{{ID: "C1", Orders: orders}}}
		return p.Situation(rec, &rec.Children[0], asOf).Child
	}
	for name, c := range map[string]struct {
		order                     model.Order
		supervision, guardianship bool
	}{
		"in force":     {model.Order{Kind: "Supervision Order", MadeOn: day(t, "2026-03-02"), EndsOn: day(t, "2027-03-02")}, true, false},
		"its last day": {model.Order{Kind: "supervision order", EndsOn: asOf}, true, false},
		"ended":        {model.Order{Kind: "Supervision order", EndsOn: day(t, "2026-11-22")}, false, false},
		"to be made":   {model.Order{Kind: "Supervision order", MadeOn: day(t, "2026-11-24")}, false, false},
		"interim":      {model.Order{Kind: "Interim supervision order"}, false, false},
		"education":    {model.Order{Kind: "Education supervision order"}, false, false},
		"guardianship": {model.Order{Kind: "Special Guardianship Order"}, false, true},
	} {
		if got := child(c.order); got.SupervisionOrder != c.supervision || got.SpecialGuardianship != c.guardianship {
			t.Errorf("%s: supervision order %v, special guardianship %v", name, got.SupervisionOrder, got.SpecialGuardianship)
		}
	}
	yes := true
	rec := &model.Record{
		Children:    []model.Child{{ID: "C1"}, {ID: "C2", Immigration: &model.Immigration{Unaccompanied: &yes}}},
		Assessments: []model.Assessment{{Kind: "Special guardianship assessment", Children: []model.ID{"C1"}}},
	}
	first, second := p.Situation(rec, &rec.Children[0], asOf).Child, p.Situation(rec, &rec.Children[1], asOf).Child
	if !first.SpecialGuardianship || second.SpecialGuardianship || first.Unaccompanied || !second.Unaccompanied {
		t.Errorf("%+v\n%+v", first, second)
	}
}

func TestSituationOfTheCase(t *testing.T) {
	p := salford(t)
	no := false
	rec := &model.Record{
		Children: []model.Child{{ID: "C1"}, {ID: "C2", Moves: &no}},
		Teams:    []model.Team{{ID: "T1", Service: "Advice"}, {ID: "T2", Service: "Safeguarding"}},
		Transfer: &model.Transfer{Kind: "between_teams", FromTeam: "T1", ToTeam: "T2"},
		Court:    &model.Court{Proceedings: "Care proceedings"},
		Audit:    &model.Audit{Receiving: &model.ReceivingAudit{Outstanding: []model.Text{"Genogram"}}},
	}
	s := p.Situation(rec, nil, day(t, "2026-11-23"))
	if !s.SiblingsApart || !s.Proceedings || !s.ReceivingOutstanding || s.Transfer.FromService != "Advice" || s.Transfer.ToService != "Safeguarding" || s.Referral.Again {
		t.Errorf("%+v", s)
	}
	s = p.Situation(&model.Record{Children: rec.Children[:1], Court: &model.Court{}, Audit: &model.Audit{Receiving: &model.ReceivingAudit{}}, Transfer: &model.Transfer{Kind: "closure"}}, nil, day(t, "2026-11-23"))
	if s.SiblingsApart || s.Proceedings || s.ReceivingOutstanding || s.Transfer.FromService != "" {
		t.Errorf("%+v", s)
	}
}

// The boundary day of 12 weeks is in the twelfth.
func TestWeeksSinceClosure(t *testing.T) {
	p := salford(t)
	for received, want := range map[string]int{"2026-06-01": 0, "2026-06-02": 1, "2026-08-24": 12, "2026-08-25": 13, "2026-05-31": -1} {
		rec := &model.Record{Referral: &model.Referral{Received: model.Moment{Date: day(t, received)}}, PreviousClosure: &model.PreviousClosure{Date: day(t, "2026-06-01")}}
		s := p.Situation(rec, nil, day(t, "2026-11-23")).Referral
		if !s.Again {
			s.WeeksSinceClosure = -1
		}
		if s.WeeksSinceClosure != want {
			t.Errorf("received %s: %d weeks, want %d", received, s.WeeksSinceClosure, want)
		}
	}
}

func TestEventsHeldElsewhere(t *testing.T) {
	p := salford(t)
	rec := &model.Record{
		Children: []model.Child{{ID: "C1"}},
		Audit:    &model.Audit{Manager: &model.SignedOff{On: day(t, "2026-11-10")}, Receiving: &model.ReceivingAudit{On: day(t, "2026-11-12")}},
		Assessments: []model.Assessment{
			{Completed: day(t, "2026-02-03")}, {Completed: day(t, "2026-10-09"), Children: []model.ID{"C1"}},
			{Completed: day(t, "2026-11-01"), Children: []model.ID{"C2"}}, {Children: []model.ID{"C1"}},
		},
	}
	for event, want := range map[string]string{"audit_manager": "2026-11-10", "audit_receiving": "2026-11-12", "assessment_completed": "2026-10-09"} {
		if got := p.when(rec, &rec.Children[0], event).Date.String(); got != want {
			t.Errorf("%s: %s, want %s", event, got, want)
		}
	}
	if got := p.when(&model.Record{Children: rec.Children}, &rec.Children[0], "assessment_completed"); !got.Date.IsZero() {
		t.Errorf("%v", got)
	}
}

// A panel or gateway meeting is to come on its day still, and not after it.
func TestPanelToCome(t *testing.T) {
	p, asOf := salford(t), day(t, "2026-11-23")
	on := func(event model.Word, d string) map[model.Word]model.Moment {
		return map[model.Word]model.Moment{event: {Date: day(t, d)}}
	}
	for name, c := range map[string]struct {
		dates map[model.Word]model.Moment
		want  bool
	}{
		"none":               {nil, false},
		"today":              {on("support_panel", "2026-11-23"), true},
		"yesterday":          {on("support_panel", "2026-11-22"), false},
		"the gateway":        {on("gateway_meeting", "2026-12-08"), true},
		"another altogether": {on("first_hearing", "2026-12-08"), false},
	} {
		rec := &model.Record{Children: []model.Child{{ID: "C1", Dates: c.dates}}}
		if s := p.Situation(rec, &rec.Children[0], asOf); s.Child.PanelToCome != c.want {
			t.Errorf("%s: %v", name, s.Child.PanelToCome)
		}
	}
}
