package protocol_test

import (
	"fmt"
	"testing"
	"time"

	"handover/internal/fill"
	"handover/model"
	"handover/model/dates"
	"handover/templates"
)

// Readiness of 15 children under each council's conditions takes less than 10 ms.
func TestReadinessIsQuick(t *testing.T) {
	if testing.Short() {
		t.Skip("loads five councils")
	}
	for _, council := range []string{"salford", "bury", "lincolnshire", "islington", "stoke-on-trent"} {
		set, err := fill.Load(council, templates.BuiltIn())
		if err != nil {
			t.Fatal(err)
		}
		day := func(s string) dates.Date { d, _ := dates.Parse(s); return d }
		rec := &model.Record{Transfer: &model.Transfer{Kind: "between_teams", Dates: map[model.Word]model.Moment{"transfer": {Date: day("2026-12-10")}}}}
		for i := range 15 {
			rec.Children = append(rec.Children, model.Child{
				ID: model.ID(fmt.Sprintf("C%d", i+1)), DateOfBirth: day("2012-03-08"), Statuses: []model.Status{{Status: "cla", From: day("2026-08-14")}},
				Permanence: &model.Permanence{Route: "section_20"}, Orders: []model.Order{{Kind: "Care order"}},
				Dates: map[model.Word]model.Moment{"looked_after_from": {Date: day("2026-08-14")}, "second_review": {Date: day("2026-12-09")}},
			})
		}
		set.Protocol.Readiness(rec, day("2026-11-30"))
		best := time.Hour
		for range 20 {
			begin := time.Now()
			set.Protocol.Readiness(rec, day("2026-11-30"))
			best = min(best, time.Since(begin))
		}
		t.Logf("%s: %v", council, best)
		if best > 10*time.Millisecond {
			t.Errorf("%s: %v", council, best)
		}
	}
}
