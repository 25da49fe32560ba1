package protocol

import (
	"testing"

	"handover/model"
	"handover/model/dates"
)

// The network is told when every professional who is to be told was written to: a
// letter to each counts, and a day that was typed only while none went.
func TestNetworkTold(t *testing.T) {
	yes, no := true, false
	record := func(typed string, sent []model.Sent, went ...model.Went) *model.Record {
		rec := lookedAfter(t)
		for _, id := range []model.ID{"R1", "R2"} {
			rec.Professionals = append(rec.Professionals, model.Professional{ID: id, Inform: &model.Told{Tell: &yes}})
		}
		rec.Professionals = append(rec.Professionals, model.Professional{ID: "R3", Inform: &model.Told{Tell: &no}}, model.Professional{ID: "R4"})
		if typed != "" {
			rec.Transfer.Dates["network_told"] = model.Moment{Date: day(t, typed)}
		}
		rec.Sent = sent
		rec.NoteWent(went)
		return rec
	}
	to := func(id model.ID, on string) model.Went {
		return model.Went{Kind: "change-of-worker-letter", To: id, On: day(t, on)}
	}
	old := []model.Sent{{Document: "Change of worker letter", To: "R2", Date: day(t, "2026-11-20")}}
	for _, x := range []struct {
		name string
		rec  *model.Record
		want string
	}{
		{"typed, and nothing went", record("2026-11-19", nil), "2026-11-19"},
		{"nothing", record("", nil), ""},
		{"to all", record("", nil, to("R1", "2026-11-21"), to("R2", "2026-11-24"), to("R2", "2026-11-25")), "2026-11-24"},
		{"to one of two", record("", nil, to("R1", "2026-11-21")), ""},
		{"to one of two, and typed", record("2026-11-19", nil, to("R1", "2026-11-21")), ""},
		{"the other by record.sent", record("", old, to("R1", "2026-11-21")), "2026-11-21"},
		{"after today", record("", nil, to("R1", "2026-11-21"), to("R2", "2026-12-24")), ""},
		{"another letter", record("", nil, to("R1", "2026-11-21"), model.Went{Kind: "meeting-invitation", To: "R2", On: day(t, "2026-11-21")}), ""},
	} {
		p := &Protocol{}
		s := p.Situation(x.rec, nil, day(t, "2026-11-30"))
		got := dated("network_told", "network told", false).at(&s).Date
		want := dates.Date{}
		if x.want != "" {
			want = day(t, x.want)
		}
		if got != want {
			t.Errorf("%s: %v, want %q", x.name, got, x.want)
		}
	}
}

// Somebody told in person counts beside letters, and a day that was typed for the
// family stands.
func TestFamilyTold(t *testing.T) {
	yes := true
	rec := lookedAfter(t)
	person := func(id model.ID, told string) model.Person {
		i := &model.Inform{Tell: &yes}
		if told != "" {
			i.ToldOn = day(t, told)
		}
		return model.Person{ID: id, Relationship: []model.Relationship{{Child: "C1", Inform: i}}}
	}
	rec.People = []model.Person{person("P1", ""), person("P2", "2026-11-22")}
	rec.NoteWent([]model.Went{{Kind: "change-of-worker-letter", To: "P1", On: day(t, "2026-11-21")}})
	s := (&Protocol{}).Situation(rec, nil, day(t, "2026-11-30"))
	at := dated("family_told", "family told", false).at
	if got := at(&s).Date; got != day(t, "2026-11-22") {
		t.Error(got)
	}
	rec.People[1].Relationship[0].Inform.ToldOn = dates.Date{}
	if got := at(&s).Date; !got.IsZero() {
		t.Error(got)
	}
	rec.Transfer.Dates["family_told"] = model.Moment{Date: day(t, "2026-11-18")}
	if got := at(&s).Date; got != day(t, "2026-11-18") {
		t.Error(got)
	}
}
