package audience

import (
	"testing"

	"handover/internal/protocol"
	"handover/model"
	"handover/model/dates"
)

// TestTeamContacts: who belongs to the team around the child gets the family's
// telephones from its contact list; nobody else does, and nobody whom a
// restriction is about stands on it.
func TestTeamContacts(t *testing.T) {
	asOf, err := dates.Parse("2026-11-23")
	if err != nil {
		t.Fatal(err)
	}
	rec := &model.Record{
		Children: []model.Child{{ID: "C1", FirstName: "Mabli"}},
		People: []model.Person{
			{ID: "P1", Name: "Josie Sample", Telephone: "07700 900301", Relationship: []model.Relationship{{Child: "C1", Is: "mother"}}},
			{ID: "P2", Name: "Rhys Sample", Telephone: "07700 900302", Relationship: []model.Relationship{{Child: "C1", Is: "father"}}},
			{ID: "P3", Name: "Nia Sample", Relationship: []model.Relationship{{Child: "C1", Is: "aunt"}}},
		},
		Professionals: []model.Professional{{ID: "R1", Name: "Bridie Example"}, {ID: "R2", Name: "Otto Example"}},
		EarlyHelp:     &model.EarlyHelp{Members: []model.ID{"P1", "P2", "R1"}},
		Restrictions:  []model.Restriction{{Who: "P1", About: "P2"}},
		Referral:      &model.Referral{Received: model.Moment{Date: asOf, Time: "09:30"}},
	}
	view := func(id model.ID) Professional {
		return View(Document{Reader: model.ReaderProfessional, Recipient: id, Child: &rec.Children[0]}, rec, &protocol.Protocol{Grants: protocol.AllGranted()}, asOf).(Professional)
	}
	v := view("R1")
	if len(v.Family) != 1 || v.Family[0].Name.Text() != "Josie Sample" || v.Family[0].Role.Text() != "mother" || v.Family[0].Telephone.Text() != "07700 900301" {
		t.Errorf("%+v", v.Family)
	}
	if v.Referral.Received.Text() != "Monday 23 November 2026" || v.Referral.Accepted != nil {
		t.Errorf("%+v", v.Referral)
	}
	if v := view("R2"); len(v.Family) != 0 {
		t.Errorf("who doesn't belong to it sees %+v", v.Family)
	}
	rec.Restrictions[0].EndedOn = asOf
	if v := view("R1"); len(v.Family) != 2 {
		t.Errorf("after the restriction's end: %+v", v.Family)
	}
}
