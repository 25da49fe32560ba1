package audience

import (
	"reflect"
	"strings"
	"testing"

	"handover/internal/protocol"
)

// A meeting's view has no free text of any length, and no field for an
// address, a telephone number or a school.
func TestMeetingHasNoNarrative(t *testing.T) {
	reach(reflect.TypeFor[MeetingCase](), func(in reflect.Type, f reflect.StructField) {
		if f.Type == reflect.TypeFor[*Narrative]() || strings.HasPrefix(in.Name(), "Internal") {
			t.Errorf("%s.%s", in.Name(), f.Name)
		}
		for _, word := range []string{"Address", "Telephone", "Email", "School", "Carer", "Reason"} {
			if strings.Contains(f.Name, word) {
				t.Errorf("%s.%s", in.Name(), f.Name)
			}
		}
	})
}

// Words that somebody typed in are shown where they name nobody and no place.
func TestDiscreet(t *testing.T) {
	rec := edited(t, `restrictions.+={"who": "P1", "about": "C1", "what": ["area"], "words": ["the lido"]}`, `early_help={"service": "Ash Street Families"}`,
		`people.0.telephone="01632 960123"`, `people.0.workplace="The Blue Kettle"`, `children.0.known_as="Li"`)
	plain, named := newDiscreet(rec, false), newDiscreet(rec, true)
	for text, want := range map[string][2]bool{ // what it names without names, and with
		"To transfer in January; all agreed": {false, false},
		"Ada to transfer":                    {true, false},
		"ADA’s mother agrees":                {true, false},
		"Li is well":                         {true, false},
		"Listen first":                       {false, false},
		"Éxample family":                     {true, false},
		"Ask Eve Teacher":                    {true, false},
		"Eve of the meeting":                 {false, false},
		"To stay at 1, Long Row":             {true, true},
		"moved to zz99ab":                    {true, true},
		"ring +44 (0)1632 960 123":           {true, true},
		"write to x@example.org":             {true, true},
		"seen by the LIDO":                   {true, true},
		"works at the Blue Kettle":           {true, true},
		"Ash Street Families will take over": {false, false},
		"Salford's own team":                 {false, false},
	} {
		if got := [2]bool{plain.speaks(text), named.speaks(text)}; got != want {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
}

func TestInitials(t *testing.T) {
	for name, want := range map[string]string{"Wren Ash-Tide": "WA", "  łukasz  Nguyễn": "ŁN", "A\u0301da": "Á", "": "", "'Abd al-Aziz": "AA", "يوسف": "ي"} {
		if got := initials(name); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}

// Without names, the view has none: not the child's, nor a date of birth. An
// anonymous one has nothing that leads to anybody.
func TestViewOfMeeting(t *testing.T) {
	rec := edited(t, `meetings.+={"kind": "Tracking Meeting", "date": "2026-11-01", "discuss_again": true, "decisions": [{"decision": "Look\nagain", "who": "W1", "due": "2026-12-01"}, {"decision": "Ada moves", "code": "move"}, {"decision": "So says Ada"}]}`,
		`meetings.+={"kind": "TRACKING meeting", "date": "2026-10-01"}`, `meetings.+={"kind": "Tracking meeting", "date": "2026-12-01"}`, `meetings.+={"kind": "Another", "date": "2026-11-10"}`,
		`children.0.permanence={"primary": "With Bea Example", "parallel": "Long-term foster care"}`, `children.0.number="77"`)
	p := &protocol.Protocol{Title: "Example Council"}
	l := MeetingLine{Child: rec.Child("C1"), Tracker: protocol.Tracker{Meetings: []string{"Tracking Meeting"}}}
	v := ViewOfMeeting(l, rec, p, day(t, today))
	if v.Child.Name != nil || v.Child.DateOfBirth != nil || v.Child.Initials.Text() != "AE" || v.Child.Age.Text() != "9 years" || v.Child.TurnsAdult.Text() != "March 2035" {
		t.Errorf("%+v", v.Child)
	}
	if v.Child.Plan.Text() != Elsewhere || v.Child.ParallelPlan.Text() != "Long-term foster care" {
		t.Error("a plan that names somebody is shown, or one that names nobody is not")
	}
	if d := v.Last.Decisions; v.Last.Date.Text() != "1 November 2026" || d[0].Text.Text() != "Look again" || d[0].Who.Text() != "Flo Worker" || d[0].Due.Day() != day(t, "2026-12-01") || d[0].Code != nil ||
		d[1].Text.Text() != "Move; the words are in the record" || d[2].Text.Text() != "the words are in the record" {
		t.Errorf("the last meeting: %+v", v.Last)
	}
	if v.DiscussAgain.Text() != "so the meeting of 1 November 2026" || v.Before.Text() != "2 times before" || len(v.Meetings) != 3 {
		t.Errorf("again: %v, %v, %d meetings", v.DiscussAgain, v.Before, len(v.Meetings))
	}
	l.Names = true
	if v := ViewOfMeeting(l, rec, p, day(t, today)); v.Child.Name.Text() != "Ada Example" || v.Child.DateOfBirth == nil || v.Last.Decisions[1].Text.Text() != "Ada moves" {
		t.Error("names were asked for, and there are none")
	}
	l.Anonymous = true
	if v := ViewOfMeeting(l, rec, p, day(t, today)); v.Reference != nil || v.Child.Name != nil || v.Child.Initials != nil || v.Child.Number != nil || v.Transfer.TransferringManager != nil || len(v.Meetings) > 0 || v.Child.Age == nil {
		t.Errorf("%+v", v)
	}
}
