package audience

import (
	"testing"

	"handover/internal/protocol"
	"handover/model"
	"handover/model/dates"
)

// TestUnbornToOtherAgencies: a baby who has no first name yet is not called by
// a surname alone, and who needs it learns when the birth is due.
func TestUnbornToOtherAgencies(t *testing.T) {
	asOf, err := dates.Parse("2026-11-23")
	if err != nil {
		t.Fatal(err)
	}
	rec := &model.Record{
		Children:      []model.Child{{ID: "C1", Surname: "Sample", ExpectedDateOfBirth: asOf.AddDays(30)}},
		Professionals: []model.Professional{{ID: "R1", Name: "Bridie Example"}},
		Authorities:   []model.Authority{{ID: "A1", Name: "Elsewhere"}},
	}
	letter := func(r model.Reader, to model.ID) any {
		return View(Document{Reader: r, Recipient: to, Child: &rec.Children[0]}, rec, &protocol.Protocol{Grants: protocol.AllGranted()}, asOf)
	}
	p := letter(model.ReaderProfessional, "R1").(Professional)
	if p.Child.Text() != "the unborn baby Sample" || p.BabyDue.Text() != "Wednesday 23 December 2026" {
		t.Errorf("%q, %v", p.Child.Text(), p.BabyDue)
	}
	if a := letter(model.ReaderAuthority, "A1").(Authority); a.Child.Text() != "the unborn baby Sample" {
		t.Errorf("%q", a.Child.Text())
	}
	rec.Children[0].FirstName = "Nia"
	if p := letter(model.ReaderProfessional, "R1").(Professional); p.Child.Text() != "Nia Sample" {
		t.Errorf("%q", p.Child.Text())
	}
}
