package batch

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"handover/model"
	"handover/model/dates"
)

// TestShared: the same person in two cases is found by what one person alone
// has, in whatever list and spelling, and by nothing less.
func TestShared(t *testing.T) {
	born := dates.Date{Year: 2017, Month: 5, Day: 4}
	k := newPeople()
	for _, rec := range []model.Record{
		{Reference: "CF-1", Protocol: "a", Children: []model.Child{{ID: "C1", NHSNumber: "943 476 5919", FirstName: "Wren", Surname: "Testcase", DateOfBirth: born}},
			People: []model.Person{{ID: "P1", Name: "Gus  Testcase", DateOfBirth: dates.Partial{Year: 1990, Month: 1, Day: 2}}, {ID: "P2", Name: "Ada Nobirth"}}},
		{Reference: "CF-2", Protocol: "a", Children: []model.Child{{ID: "C7", NHSNumber: "9434765919"}, {ID: "C8", UPN: "UN1", Number: "77"}}},
		{Reference: "CF-3", Protocol: "a", Children: []model.Child{{ID: "C1", FirstName: "gus", Surname: "testcase", DateOfBirth: dates.Date{Year: 1990, Month: 1, Day: 2}}, {ID: "C2", UPN: "UN1"}},
			People: []model.Person{{ID: "P1", Name: "Wren Testcase", DateOfBirth: dates.Partial{Year: 2017, Month: 5}}, {ID: "P2", Name: "Ada Nobirth"}}},
		{Reference: "CF-4", Protocol: "a", Children: []model.Child{{ID: "C1", Number: "77"}}},
		{Reference: "CF-5", Protocol: "b", Children: []model.Child{{ID: "C1", Number: "77"}}},
	} {
		k.add(rec.Reference, namedIn(&rec, born))
	}
	want := []string{
		"CF-1 (C1) and CF-2 (C7) name the same person, by NHS number",
		"CF-1 (P1) and CF-3 (C1) name the same person, by name and date of birth",
		"CF-2 (C8) and CF-4 (C1) name the same person, by number in the record system",
	}
	var got []string
	for _, s := range k.found {
		got = append(got, s.String())
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// TestSharedByStrongSigns: somebody of whom no date of birth is recorded is the same
// by an e-mail address, or by name with a telephone number or a postcode; a name or
// a shared number alone is nothing.
func TestSharedByStrongSigns(t *testing.T) {
	born := dates.Date{Year: 2017, Month: 5, Day: 4}
	home := &model.Address{Lines: []string{"27 Quarry Road", "LEYTHORPE"}, Postcode: "XX7 3KD"}
	k := newPeople()
	for i, p := range []model.Person{
		{ID: "P1", Name: "Bethany Hollis", Email: "B.Hollis@example.org", Telephone: "07700 900217", Address: home},
		{ID: "P2", Name: "Beth Hollis", Email: "b.hollis@example.org"},
		{ID: "P3", Name: "bethany hollis", Telephone: "+44 7700 900217"},
		{ID: "P4", Name: "Bethany Hollis", Address: &model.Address{Lines: []string{"27 Quarry Rd"}, Postcode: "xx73kd"}},
		{ID: "P5", Name: "Bethany Hollis"},
		{ID: "P6", Name: "Karl Rudge", Telephone: "07700 900217", Address: home},
	} {
		k.add("CF-"+string(rune('1'+i)), namedIn(&model.Record{People: []model.Person{p}}, born))
	}
	want := []string{
		"CF-1 (P1) and CF-2 (P2) name the same person, by e-mail address",
		"CF-1 (P1) and CF-3 (P3) name the same person, by name and telephone number",
		"CF-1 (P1) and CF-4 (P4) name the same person, by name and postcode",
	}
	var got []string
	for _, s := range k.found {
		got = append(got, s.String())
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// TestDisagreed: a restriction that one case has, and another lacks that names
// the same two people, whichever is read first.
func TestDisagreed(t *testing.T) {
	asOf := dates.Date{Year: 2026, Month: 11, Day: 23}
	people := func(reference string, who, about model.ID, limits ...model.Restriction) *model.Record {
		return &model.Record{Reference: reference, Restrictions: limits,
			Children: []model.Child{{ID: about, NHSNumber: "9434765919"}},
			People:   []model.Person{{ID: who, Name: "Gus Testcase", DateOfBirth: dates.Partial{Year: 1990, Month: 1, Day: 2}}}}
	}
	k := newPeople()
	for _, rec := range []*model.Record{
		people("CF-1", "P1", "C1"),
		people("CF-2", "P2", "C2", model.Restriction{Who: "P2", About: "C2", What: []model.Word{"school", "address"}}),
		people("CF-3", "P3", "C3", model.Restriction{Who: "P3", About: "C3", What: []model.Word{"address", "school"}}),
		people("CF-4", "P4", "C4", model.Restriction{Who: "P4", About: "C4", What: []model.Word{"address"}, EndedOn: asOf}),
		{Reference: "CF-5", Children: []model.Child{{ID: "C1", NHSNumber: "9434765919"}}}, // names only one of the two
	} {
		k.add(rec.Reference, namedIn(rec, asOf))
	}
	var got []string
	for _, d := range k.disagreed() {
		got = append(got, d.Case+" "+d.Other+" "+string(d.OtherWho)+" "+string(d.OtherAbout))
	}
	want := []string{"CF-2 CF-1 P1 C1", "CF-2 CF-4 P4 C4", "CF-3 CF-1 P1 C1", "CF-3 CF-4 P4 C4"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}
