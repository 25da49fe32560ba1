package protocol

import (
	"testing"

	"handover/model"
)

func TestEventsFromOtherPlaces(t *testing.T) {
	p := salford(t)
	yes, no := true, false
	born := func(n string) model.Child {
		return model.Child{ID: "C1", DateOfBirth: day(t, n)}
	}
	full := model.Child{
		ID:              "C1",
		DateOfBirth:     day(t, "2010-11-30"),
		Placement:       &model.Placement{PlanDate: day(t, "2026-05-01"), PlanningMeeting: day(t, "2026-05-02")},
		Health:          &model.Health{InitialAssessment: &model.HealthAssessment{Done: day(t, "2026-05-03")}},
		Education:       &model.Education{PEPDate: day(t, "2026-05-04")},
		PathwayPlan:     &model.PathwayPlan{Part1: day(t, "2026-05-05"), Part2: day(t, "2026-05-06")},
		LaterLifeLetter: &model.LaterLife{Written: day(t, "2026-05-07"), Shared: day(t, "2026-05-08")},
		ExitInterview:   &model.ExitInterview{Offered: day(t, "2026-05-09")},
	}
	rec := &model.Record{
		Children: []model.Child{full},
		Transfer: &model.Transfer{Trigger: &model.Trigger{Date: day(t, "2026-06-01")}, WindowEnd: day(t, "2026-06-02")},
		Closure: &model.Closure{DecidedOn: day(t, "2026-06-03"), Effective: day(t, "2026-06-04"),
			ChildrenSeen:      []model.ChildSeen{{Child: "C1", Date: day(t, "2026-06-07"), Alone: &yes}, {Child: "C1", Date: day(t, "2026-06-09"), Alone: &no}, {Child: "C2", Date: day(t, "2026-06-10"), Alone: &yes}},
			ParentsSeen:       []model.ParentSeen{{Person: "P1", Date: day(t, "2026-06-01")}, {Person: "P1", Date: day(t, "2026-06-12")}, {Person: "P2", Date: day(t, "2026-06-11")}},
			AccommodationSeen: &model.AccommodationSeen{Date: day(t, "2026-06-13"), RecordReceived: day(t, "2026-06-15")}},
		Referral:     &model.Referral{OutcomeSent: day(t, "2026-06-16")},
		HealthSafety: &model.HealthSafety{Date: day(t, "2026-06-17")},
		EarlyHelp:    &model.EarlyHelp{FormDate: day(t, "2026-06-05"), Outcome: &model.Outcome{Date: day(t, "2026-06-06")}},
	}
	want := map[string]string{
		"placement_plan": "2026-05-01", "placement_planning_meeting": "2026-05-02", "health_assessment": "2026-05-03", "pep": "2026-05-04",
		"pathway_plan_part_1": "2026-05-05", "pathway_plan_part_2": "2026-05-06", "later_life_letter": "2026-05-08", "exit_interview": "2026-05-09",
		"trigger": "2026-06-01", "window_end": "2026-06-02", "closure_decided": "2026-06-03", "closure_effective": "2026-06-04",
		"child_seen_alone": "2026-06-07", "parents_seen": "2026-06-11", "home_seen": "2026-06-13", "home_record_received": "2026-06-15",
		"outcome_sent": "2026-06-16", "health_and_safety": "2026-06-17",
		"early_help_form": "2026-06-05", "early_help_outcome": "2026-06-06",
		"turns_16": "2026-11-30", "turns_16_and_a_quarter": "2027-02-28", "turns_17": "2027-11-30", "turns_18": "2028-11-30",
	}
	bare := &model.Record{Children: []model.Child{{ID: "C1"}}}
	for _, h := range heldElsewhere {
		if got := p.when(rec, &rec.Children[0], h.name).Date.String(); got != want[h.name] {
			t.Errorf("%s: %s, want %s", h.name, got, want[h.name])
		}
		if got := p.when(bare, &bare.Children[0], h.name); !got.Date.IsZero() {
			t.Errorf("%s of an empty record: %v", h.name, got.Date)
		}
	}
	// A leap day's birthday falls on 1 March in a year without one.
	for on, want := range map[string]string{"2008-02-29": "2026-03-01", "2010-02-28": "2028-02-28", "2010-03-01": "2028-03-01"} {
		c := born(on)
		if got := p.when(bare, &c, "turns_18").Date.String(); got != want {
			t.Errorf("born %s turns 18 on %s, want %s", on, got, want)
		}
	}
}
