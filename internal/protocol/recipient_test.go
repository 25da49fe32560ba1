package protocol

import (
	"testing"

	"handover/model"
)

func TestSituationOfRecipients(t *testing.T) {
	rec := &model.Record{
		Professionals: []model.Professional{{ID: "R1", Kind: "court"}, {ID: "R2", Kind: "health"}},
		EarlyHelp:     &model.EarlyHelp{Members: []model.ID{"R2", "P1"}},
		Referral:      &model.Referral{Referrer: "R1"},
	}
	for id, want := range map[model.ID]RecipientFacts{
		"R1": {Kind: "court", Referrer: true},
		"R2": {Kind: "health", EarlyHelpMember: true},
		"P1": {EarlyHelpMember: true},
		"C1": {},
		"":   {},
	} {
		if got := (Situation{}).To(rec, nil, id).Recipient; got != want {
			t.Errorf("%s: %+v, want %+v", id, got, want)
		}
	}
	if got := (Situation{}).To(&model.Record{}, nil, "R1").Recipient; got != (RecipientFacts{}) {
		t.Errorf("of an empty record: %+v", got)
	}
	if _, err := ParseCondition("p.yaml", 1, `eq .Recipient.Kind "helth"`); err == nil {
		t.Error("a kind of professional that there isn't")
	}
}

// A transfer meeting asks for a letter of those whom it invites, about the
// children whom it is about, until it is over.
func TestSituationOfTheInvited(t *testing.T) {
	p, asOf := salford(t), day(t, "2026-12-08")
	rec := &model.Record{
		Children: []model.Child{{ID: "C1"}, {ID: "C2"}},
		Transfer: &model.Transfer{Dates: map[model.Word]model.Moment{"transfer_meeting": {Date: asOf, Time: "15:30"}}},
		Meetings: []model.Meeting{
			{Date: asOf, Time: "10:00", Invited: []model.ID{"R2"}},
			{Date: asOf, Time: "15:30", Invited: []model.ID{"R1"}, Children: []model.ID{"C1"}},
			{Date: asOf.AddDays(1), Invited: []model.ID{"R3"}},
		},
	}
	invited := func(child int, id model.ID) bool {
		return p.Situation(rec, &rec.Children[child], asOf).To(rec, &rec.Children[child], id).Recipient.Invited
	}
	if !invited(0, "R1") || invited(1, "R1") {
		t.Error("R1 is invited about C1, and not about C2")
	}
	if invited(0, "R2") || invited(0, "R3") || invited(0, "") {
		t.Error("another meeting, of the same day or another")
	}
	if rec.Meetings[1].Children = nil; !invited(1, "R1") {
		t.Error("a meeting that names no child is about each")
	}
	if asOf = asOf.AddDays(1); invited(0, "R1") {
		t.Error("the meeting is over")
	}
}

func TestSituationOfPlacementsAndConflicts(t *testing.T) {
	p := salford(t)
	rec := &model.Record{
		Children: []model.Child{{ID: "C1", Placement: &model.Placement{Type: "P1"}}, {ID: "C2"}},
		Workers:  []model.Worker{{ID: "W1"}, {ID: "W2", Conflict: &model.Conflict{With: "C1"}}},
	}
	asOf := day(t, "2026-11-23")
	if s := p.Situation(rec, &rec.Children[0], asOf); s.Child.Placement != "P1" || !s.Conflict {
		t.Errorf("%+v", s)
	}
	rec.Workers = rec.Workers[:1]
	if s := p.Situation(rec, &rec.Children[1], asOf); s.Child.Placement != "" || s.Conflict {
		t.Errorf("%+v", s)
	}
}

func TestSituationOfMovesAndReviews(t *testing.T) {
	p := salford(t)
	rec := &model.Record{
		Transfer: &model.Transfer{Dates: map[model.Word]model.Moment{"moved": {Date: day(t, "2026-11-23")}, "involved": {Date: day(t, "2026-11-24")}, "review": {Date: day(t, "2026-12-10")}}},
		Referral: &model.Referral{Accepted: day(t, "2026-11-02")},
	}
	s := p.Situation(rec, nil, day(t, "2026-11-23"))
	if !s.Transfer.Moved || s.Transfer.Allocated || !s.Transfer.HasReview || s.Transfer.HasCaseDiscussion {
		t.Errorf("%+v", s.Transfer)
	}
	if r := s.Referral; !r.Recorded || !r.Accepted || r.Activated || r.OutcomeSent {
		t.Errorf("%+v", r)
	}
	s = p.Situation(rec, nil, day(t, "2026-11-24"))
	if !s.Transfer.Allocated {
		t.Error("an involved worker counts as allocated from that day")
	}
	if s = p.Situation(rec, nil, day(t, "2026-11-22")); s.Transfer.Moved {
		t.Error("moved before the day")
	}
}
