package audience_test

import (
	"testing"

	"handover/internal/audience"
	"handover/internal/fill"
	"handover/model"
	"handover/model/dates"
	"handover/templates"
)

// TestAWorkerWhoHasLeftIsNotTheOneToRing: until the transfer the family rings
// the worker, or, once the worker has left, the team.
func TestAWorkerWhoHasLeftIsNotTheOneToRing(t *testing.T) {
	p, err := fill.Protocol("salford", templates.BuiltIn())
	if err != nil {
		t.Fatal(err)
	}
	left, err := dates.Parse("2026-11-20")
	if err != nil {
		t.Fatal(err)
	}
	rec := &model.Record{
		Children: []model.Child{{ID: "C1", FirstName: "Ada"}},
		Workers:  []model.Worker{{ID: "W1", Name: "Wyn Test", Team: "T1", Telephone: "01632 960001", LeftOn: left}},
		Teams:    []model.Team{{ID: "T1", Name: "Team One", Telephone: "01632 960002"}},
		Transfer: &model.Transfer{CurrentWorker: "W1"},
	}
	for day, want := range map[string][2]string{
		"2026-11-19": {"Wyn Test", "01632 960001"},
		"2026-11-20": {"", "01632 960002"},
	} {
		asOf, err := dates.Parse(day)
		if err != nil {
			t.Fatal(err)
		}
		v := audience.View(audience.Document{Reader: model.ReaderChild, Child: &rec.Children[0]}, rec, p, asOf).(audience.Child)
		name := ""
		if v.Leaving.Name != nil {
			name = v.Leaving.Name.Text()
		}
		if name != want[0] || v.Leaving.Telephone.Text() != want[1] {
			t.Errorf("%s: %q, %q", day, name, v.Leaving.Telephone.Text())
		}
	}
}
