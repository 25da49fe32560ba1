package model

import (
	"testing"
	"time"

	"handover/model/dates"
)

func TestNameOf(t *testing.T) {
	rec := &Record{
		Children:      []Child{{ID: "C1", FirstName: "Siân", KnownAs: "Shân", Surname: "Ŵyn-Łukasz"}, {ID: "C2"}},
		People:        []Person{{ID: "P1", Name: "Ann"}},
		Professionals: []Professional{{ID: "R1", Role: "Health visitor"}, {ID: "R2", Role: "GP", Name: "Dr Bo"}},
		Workers:       []Worker{{ID: "W1", Name: "Cy"}},
		Teams:         []Team{{ID: "T1", Name: "Court team"}},
		Authorities:   []Authority{{ID: "A1", Name: "Elsewhere Council"}},
		Meetings:      []Meeting{{ID: "M1", Kind: "Review"}},
		Households:    []Household{{ID: "H1"}},
	}
	for id, want := range map[ID]string{"C1": "Shân Ŵyn-Łukasz", "C2": "", "P1": "Ann", "R1": "Health visitor", "R2": "Dr Bo",
		"W1": "Cy", "T1": "Court team", "A1": "Elsewhere Council", "M1": "Review", "H1": "H1", "": ""} {
		if got := rec.NameOf(id); got != want {
			t.Errorf("NameOf(%q) is %q, want %q", id, got, want)
		}
	}
	if rec.Child("") != nil || rec.Child("P1") != nil || rec.Household("H1") != &rec.Households[0] {
		t.Error("a lookup finds the wrong one")
	}
}

func TestChildStates(t *testing.T) {
	day := func(m, d int) dates.Date { return dates.Date{Year: 2026, Month: time.Month(m), Day: d} }
	for _, tt := range []struct {
		name string
		c    Child
		want bool
	}{
		{"born", Child{DateOfBirth: day(5, 1)}, false},
		{"expected", Child{ExpectedDateOfBirth: day(12, 1)}, true},
		{"expected date has passed", Child{ExpectedDateOfBirth: day(1, 1)}, true},
		{"expected and born", Child{ExpectedDateOfBirth: day(5, 1), DateOfBirth: day(5, 2)}, false},
		{"a birth to come", Child{DateOfBirth: day(12, 1)}, true},
		{"neither date recorded", Child{FirstName: "Ann"}, false},
	} {
		if got := tt.c.Unborn(today); got != tt.want {
			t.Errorf("%s: unborn is %v", tt.name, got)
		}
	}
	c := Child{Statuses: []Status{{Status: "cin"}, {Status: "cla", From: day(5, 1), To: day(6, 1)}, {Status: "cla", From: day(8, 1)}}}
	for _, tt := range []struct {
		on   dates.Date
		want bool
	}{{day(4, 1), false}, {day(5, 1), true}, {day(7, 1), false}, {day(9, 1), true}} {
		if got := c.LookedAfter(tt.on); got != tt.want || !c.HasStatus("cin", tt.on) {
			t.Errorf("on %v: looked after is %v", tt.on, got)
		}
	}
}
