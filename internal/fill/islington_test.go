package fill_test

import (
	"slices"
	"testing"

	"handover/internal/fill"
	"handover/internal/protocol"
	"handover/model"
	"handover/model/dates"
)

// TestIslingtonDeadlines are worked by hand from the calendar. Each changes a
// fixture: the transfer, and the first child who moves.
func TestIslingtonDeadlines(t *testing.T) {
	on := func(s string) dates.Date { return day(t, s) }
	event := func(into map[model.Word]model.Moment, name model.Word, s string) {
		into[name] = model.Moment{Date: on(s)}
	}
	for name, c := range map[string]struct {
		fixture, asOf string
		change        func(*model.Record, *model.Child)
		id, limit     string
		says          string
	}{
		// The next day of the calendar, Christmas Day though it is.
		"written by the next day": {"supervision-order", "2026-12-29", func(r *model.Record, _ *model.Child) {
			event(r.Transfer.Dates, "conversation", "2026-12-24")
			event(r.Transfer.Dates, "notified", "2026-12-29")
		}, "written-notification", "2026-12-25", "late by 4 days: on record for 29 December 2026"},
		// Four weeks before Thursday 17 December is Thursday 19 November.
		"four weeks to the day": {"supervision-order", "2026-11-23", nil, "notice-before-trigger", "2026-11-19", "met: 19 November 2026"},
		"four weeks less a day": {"supervision-order", "2026-11-23", func(r *model.Record, _ *model.Child) {
			event(r.Transfer.Dates, "notified", "2026-11-20")
		}, "notice-before-trigger", "2026-11-19", "late by 1 day: on record for 20 November 2026"},
		"four weeks over a leap day": {"supervision-order", "2028-02-01", func(r *model.Record, _ *model.Child) {
			r.Transfer.Trigger.Date = on("2028-03-28")
			delete(r.Transfer.Dates, "notified")
		}, "notice-before-trigger", "2028-02-29", "due in 28 days"},
		// Six weeks after 19 November are 31 December, whatever is a holiday.
		"window of six weeks": {"supervision-order", "2026-11-23", func(r *model.Record, _ *model.Child) {
			r.Transfer.WindowEnd = on("2026-12-31")
		}, "window-end", "2026-12-31", "in time: set for 31 December 2026"},
		"window of six weeks and a day": {"supervision-order", "2026-11-23", func(r *model.Record, _ *model.Child) {
			r.Transfer.WindowEnd = on("2027-01-01")
		}, "window-end", "2026-12-31", "late by 1 day: on record for 1 January 2027"},
		"transfer after the window": {"supervision-order", "2026-11-23", func(r *model.Record, _ *model.Child) {
			r.Transfer.Trigger.Event = "next_review"
			r.Transfer.Exception = nil
			delete(r.Transfer.Dates, "transfer_meeting")
			event(r.Transfer.Dates, "transfer", "2026-12-21")
		}, "transfer", "2026-12-17", "late by 4 days: on record for 21 December 2026"},
		"at the Supervision Order Meeting": {"supervision-order", "2026-11-23", nil, "supervision-order-transfer", "2026-12-17", "in time: set for 17 December 2026"},
		// Six weeks before 30 December are 18 November.
		"six weeks before 18": {"turning-18", "2026-11-23", nil, "cwd-notification", "2026-11-18", "met: 18 November 2026"},
		// Born on a leap day: 18 on 1 March 2026; six weeks before are 18 January.
		"six weeks before a leap day's 18": {"turning-18", "2026-01-12", func(r *model.Record, ch *model.Child) {
			ch.DateOfBirth = on("2008-02-29")
			delete(r.Transfer.Dates, "notified")
		}, "cwd-notification", "2026-01-18", "due in 6 days"},
		"section 20 at 16": {"turning-18", "2026-11-23", func(r *model.Record, ch *model.Child) {
			r.Transfer.Trigger.Event = "first_review"
			ch.LegalStatus.Code = "V2"
			event(ch.Dates, "first_review", "2027-01-04")
			event(r.Transfer.Dates, "notified", "2026-12-08")
		}, "section-20-notification", "2026-12-07", "late by 1 day: on record for 8 December 2026"},
		// 15, 16, 20, 21, 22 September; the 19th was a bank holiday.
		"placement plan over 19 September 2022": {"turning-18", "2022-09-20", func(_ *model.Record, ch *model.Child) {
			event(ch.Dates, "placement_from", "2022-09-14")
			ch.Placement.PlanDate = dates.Date{}
		}, "placement-plan", "2022-09-22", "due in 2 working days"},
		// 22, 23, 24, 29, 30 December.
		"placement plan over Christmas": {"turning-18", "2027-01-04", func(_ *model.Record, ch *model.Child) {
			event(ch.Dates, "placement_from", "2026-12-21")
			ch.Placement.PlanDate = on("2026-12-31")
		}, "placement-plan", "2026-12-30", "late by 1 working day: on record for 31 December 2026"},
		// 19, 22 to 25, 30, 31 March, 1, 2, 5 April; Good Friday is 26 March.
		"education plan over Easter": {"turning-18", "2027-03-18", func(_ *model.Record, ch *model.Child) {
			event(ch.Dates, "placement_from", "2027-03-18")
			ch.DateOfBirth = on("2010-01-01")
			ch.Education.PEPDate = dates.Date{}
		}, "education-plan", "2027-04-05", "due in 10 working days"},
		"health assessment over a leap day": {"turning-18", "2024-03-01", func(_ *model.Record, ch *model.Child) {
			event(ch.Dates, "placement_from", "2024-02-01")
			ch.Health.InitialAssessment.Done = dates.Date{}
		}, "health-assessment", "2024-02-29", "late by 1 day"},
		"planning meeting before the placement": {"turning-18", "2026-12-28", func(_ *model.Record, ch *model.Child) {
			event(ch.Dates, "placement_from", "2026-12-24")
			ch.Placement.PlanningMeeting = on("2026-12-23")
		}, "placement-planning-meeting", "2026-12-27", "met: 23 December 2026"},
		// 16 on 30 November 2026, and 16¼ at the end of February.
		"pathway plan at 16¼": {"joint-work", "2026-12-01", func(_ *model.Record, ch *model.Child) {
			ch.DateOfBirth = on("2010-11-30")
		}, "pathway-plan-part-2", "2027-02-28", "due in 89 days"},
		"pathway plan late": {"joint-work", "2026-11-23", nil, "pathway-plan-part-2", "2026-11-14", "late by 9 days"},
		"pathway plan, in care at 16": {"joint-work", "2026-12-01", func(_ *model.Record, ch *model.Child) {
			event(ch.Dates, "looked_after_from", "2026-11-30")
			ch.PathwayPlan.Part1 = dates.Date{}
		}, "pathway-plan-part-1-late-entry", "2027-02-28", "due in 89 days"},
		"exit interview": {"turning-18", "2026-12-31", func(_ *model.Record, ch *model.Child) {
			ch.DateOfBirth = on("2009-01-01")
		}, "exit-interview", "2027-01-01", "due in 1 day"},
		// Nine weeks after Monday 26 October.
		"week nine": {"supervision-order", "2026-11-23", func(_ *model.Record, ch *model.Child) {
			ch.Permanence = &model.Permanence{Route: "plo_undecided"}
			event(ch.Dates, "plo_started", "2026-10-26")
			event(ch.Dates, "plo_review", "2026-12-28")
		}, "plo-review-week", "2026-12-28", "in time: set for 28 December 2026"},
		// Four weeks after Wednesday 11 November.
		"closure window": {"step-down", "2026-11-23", nil, "closure", "2026-12-09", "in time: set for 9 December 2026"},
		"closure a day late": {"step-down", "2026-11-23", func(r *model.Record, _ *model.Child) {
			r.Closure.Effective = on("2026-12-10")
		}, "closure", "2026-12-09", "late by 1 day: on record for 10 December 2026"},
		// The Friday before Wednesday 30 December is Christmas Day.
		"TAM's list": {"step-down", "2026-12-21", func(_ *model.Record, ch *model.Child) {
			event(ch.Dates, "tam", "2026-12-30")
		}, "tam-confirmed", "2026-12-25", "due in 4 days"},
		// Six weeks after Friday 20 November are New Year's Day.
		"transfer meeting by New Year's Day": {"turning-18", "2026-12-23", func(r *model.Record, _ *model.Child) {
			r.Transfer.Trigger.Event = "next_review"
			event(r.Transfer.Dates, "notified", "2026-11-20")
			delete(r.Transfer.Dates, "transfer_meeting")
		}, "transfer-meeting", "2027-01-01", "due in 9 days"},
		"transfer meeting after New Year's Day": {"turning-18", "2026-12-23", func(r *model.Record, _ *model.Child) {
			r.Transfer.Trigger.Event = "next_review"
			event(r.Transfer.Dates, "notified", "2026-11-20")
			event(r.Transfer.Dates, "transfer_meeting", "2027-01-02")
		}, "transfer-meeting", "2027-01-01", "late by 1 day: on record for 2 January 2027"},
		"transfer meeting before the notification": {"turning-18", "2026-12-23", func(r *model.Record, _ *model.Child) {
			r.Transfer.Trigger.Event = "next_review"
			event(r.Transfer.Dates, "notified", "2026-11-20")
			event(r.Transfer.Dates, "transfer_meeting", "2026-11-19")
		}, "transfer-meeting", "2027-01-01", "on record for 19 November 2026, before the written notification"},
		// Within six weeks, until 30 December, but after the window agreed.
		"transfer meeting after a shorter window": {"turning-18", "2026-12-23", func(r *model.Record, _ *model.Child) {
			r.Transfer.WindowEnd = on("2026-12-24")
			event(r.Transfer.Dates, "transfer_meeting", "2026-12-29")
		}, "transfer-meeting-in-window", "2026-12-24", "late by 5 days: on record for 29 December 2026"},
		"transfer meeting on the window's last day, Easter Monday": {"turning-18", "2027-03-22", func(r *model.Record, _ *model.Child) {
			r.Transfer.WindowEnd = on("2027-03-29")
			event(r.Transfer.Dates, "transfer_meeting", "2027-03-29")
		}, "transfer-meeting-in-window", "2027-03-29", "in time: set for 29 March 2027"},
		// Thirteen days to 28 February, and 29 more to Easter Monday.
		"transfer six weeks on, over Easter": {"turning-18", "2027-03-22", func(r *model.Record, _ *model.Child) {
			r.Transfer.Trigger.Event = "next_review"
			event(r.Transfer.Dates, "notified", "2027-02-15")
			event(r.Transfer.Dates, "transfer", "2027-03-30")
		}, "transfer-six-weeks", "2027-03-29", "late by 1 day: on record for 30 March 2027"},
		// Thirteen days to 31 January, and 29 more to the leap day.
		"transfer six weeks on, at a leap day": {"turning-18", "2028-03-01", func(r *model.Record, _ *model.Child) {
			r.Transfer.Trigger.Event = "next_review"
			delete(r.Transfer.Dates, "transfer_meeting")
			r.Transfer.WindowEnd = dates.Date{}
			event(r.Transfer.Dates, "notified", "2028-01-18")
			delete(r.Transfer.Dates, "transfer")
		}, "transfer-six-weeks", "2028-02-29", "late by 1 day"},
		"transfer the day after the first hearing": {"turning-18", "2026-12-29", func(r *model.Record, _ *model.Child) {
			r.Transfer.Trigger = &model.Trigger{Event: "first_hearing", Date: on("2027-01-04")}
			event(r.Transfer.Dates, "transfer", "2027-01-05")
		}, "at-the-trigger", "2027-01-04", "late by 1 day: on record for 5 January 2027"},
		"transfer before the first review": {"turning-18", "2026-11-23", func(r *model.Record, _ *model.Child) {
			r.Transfer.Trigger = &model.Trigger{Event: "first_review", Date: on("2026-12-29")}
			event(r.Transfer.Dates, "transfer", "2026-12-22")
		}, "at-the-trigger", "2026-12-29", "in time: set for 22 December 2026"},
		// Eight days to New Year's Eve, and four more; 25 and 28 December and 1 January count.
		"network to be told by a transfer in January": {"turning-18", "2026-12-23", func(r *model.Record, _ *model.Child) {
			event(r.Transfer.Dates, "transfer", "2027-01-04")
			delete(r.Transfer.Dates, "network_told")
		}, "network-told", "2027-01-04", "due in 12 days"},
		"network told on the day": {"turning-18", "2026-12-30", func(r *model.Record, _ *model.Child) {
			event(r.Transfer.Dates, "network_told", "2026-12-30")
		}, "network-told", "2026-12-30", "met: 30 December 2026"},
		"child not told by the day": {"turning-18", "2026-12-30", func(r *model.Record, _ *model.Child) {
			delete(r.Transfer.Dates, "child_told")
		}, "child-told", "2026-12-30", "due today"},
		"child not told by Easter Monday": {"turning-18", "2027-03-30", func(r *model.Record, _ *model.Child) {
			event(r.Transfer.Dates, "transfer", "2027-03-29")
			delete(r.Transfer.Dates, "child_told")
		}, "child-told", "2027-03-29", "late by 1 day"},
		// Friday to Monday, New Year's Day the first.
		"family told after New Year's Day": {"turning-18", "2027-01-05", func(r *model.Record, _ *model.Child) {
			event(r.Transfer.Dates, "transfer", "2027-01-01")
			event(r.Transfer.Dates, "family_told", "2027-01-04")
		}, "family-told", "2027-01-01", "late by 3 days: on record for 4 January 2027"},
		// 16 on 31 October 2026.
		"pathway plan part 1 a day late": {"joint-work", "2027-02-02", func(_ *model.Record, ch *model.Child) {
			ch.DateOfBirth = on("2010-10-31")
			ch.PathwayPlan.Part1 = on("2027-02-01")
		}, "pathway-plan-part-1", "2027-01-31", "late by 1 day: on record for 1 February 2027"},
		// 15 on 30 November 2026. A year, then 31 and 31 days and 28 of February.
		"pathway plan part 1 at 15, by a leap day": {"joint-work", "2026-12-01", func(_ *model.Record, ch *model.Child) {
			ch.DateOfBirth = on("2011-11-30")
			ch.PathwayPlan.Part1 = dates.Date{}
		}, "pathway-plan-part-1", "2028-02-29", "due in 455 days"},
		// Six months after 31 August end with February.
		"pathway plan part 2, in care at 16": {"joint-work", "2027-03-01", func(_ *model.Record, ch *model.Child) {
			event(ch.Dates, "looked_after_from", "2026-08-31")
		}, "pathway-plan-part-2-late-entry", "2027-02-28", "late by 1 day"},
		"pathway plan part 2, in care at 17, on a leap day": {"joint-work", "2028-03-01", func(_ *model.Record, ch *model.Child) {
			event(ch.Dates, "looked_after_from", "2027-08-31")
			ch.PathwayPlan.Part2 = on("2028-02-29")
		}, "pathway-plan-part-2-late-entry", "2028-02-29", "met: 29 February 2028"},
		// In advance: the day before, Christmas Day though it is.
		"later life letter on the day": {"turning-18", "2026-12-28", func(r *model.Record, ch *model.Child) {
			event(r.Transfer.Dates, "transfer", "2026-12-26")
			ch.LaterLifeLetter.Shared = on("2026-12-26")
		}, "later-life-letter", "2026-12-25", "late by 1 day: on record for 26 December 2026"},
		"later life letter by the end of February": {"turning-18", "2027-02-26", func(r *model.Record, ch *model.Child) {
			ch.DateOfBirth = on("2009-12-30")
			event(r.Transfer.Dates, "transfer", "2027-03-01")
		}, "later-life-letter", "2027-02-28", "due in 2 days"},
		// Monday 28 December is a bank holiday, in place of Boxing Day.
		"CLA team not invited": {"supervision-order", "2026-12-29", func(_ *model.Record, ch *model.Child) {
			ch.Permanence = &model.Permanence{Route: "plo_undecided"}
			event(ch.Dates, "plo_review", "2026-12-28")
		}, "plo-invited", "2026-12-28", "late by 1 day"},
		"CLA team invited on the day": {"supervision-order", "2026-12-29", func(_ *model.Record, ch *model.Child) {
			ch.Permanence = &model.Permanence{Route: "plo_undecided"}
			event(ch.Dates, "plo_review", "2026-12-28")
			event(ch.Dates, "plo_invited", "2026-12-28")
		}, "plo-invited", "2026-12-28", "met: 28 December 2026"},
		"four-way meeting": {"joint-work", "2026-11-23", nil, "four-way-meeting", "2027-01-27", "in time: set for 8 December 2026"},
		"four-way meeting on the review's day": {"joint-work", "2027-02-22", func(r *model.Record, ch *model.Child) {
			event(ch.Dates, "next_review", "2027-03-01")
			event(r.Transfer.Dates, "transfer_meeting", "2027-03-01")
		}, "four-way-meeting", "2027-02-28", "late by 1 day: on record for 1 March 2027"},
		"professionals told after the closure": {"step-down", "2027-01-04", func(r *model.Record, _ *model.Child) {
			r.Closure.Effective = on("2026-12-31")
			event(r.Transfer.Dates, "network_told", "2027-01-01")
		}, "professionals-told", "2026-12-31", "late by 1 day: on record for 1 January 2027"},
		"professionals told on the day": {"step-down", "2027-01-04", func(r *model.Record, _ *model.Child) {
			r.Closure.Effective = on("2026-12-31")
			event(r.Transfer.Dates, "network_told", "2026-12-31")
		}, "professionals-told", "2026-12-31", "met: 31 December 2026"},
		// Four days of the calendar from Christmas Eve, none of them a working day.
		"TAM form over Christmas": {"step-down", "2026-12-24", func(r *model.Record, _ *model.Child) {
			r.Closure.Effective = on("2026-12-28")
			r.EarlyHelp.FormDate = dates.Date{}
		}, "tam-form", "2026-12-28", "due in 4 days"},
		"TAM form after the closure": {"step-down", "2026-12-30", func(r *model.Record, _ *model.Child) {
			r.Closure.Effective = on("2026-12-28")
			r.EarlyHelp.FormDate = on("2026-12-29")
		}, "tam-form", "2026-12-28", "late by 1 day: on record for 29 December 2026"},
	} {
		t.Run(name, func(t *testing.T) {
			set, rec := councilCase(t, "islington", c.fixture)
			i := slices.IndexFunc(rec.Children, func(ch model.Child) bool { return ch.Moves == nil || *ch.Moves })
			if c.change != nil {
				c.change(rec, &rec.Children[i])
			}
			ready := set.Protocol.Readiness(rec, on(c.asOf))
			j := slices.IndexFunc(ready.Deadlines, func(d protocol.DeadlineState) bool {
				return d.ID == c.id && (d.Child == "" || d.Child == rec.Children[i].ID)
			})
			if j < 0 {
				t.Fatalf("%s doesn't apply", c.id)
			}
			if d := ready.Deadlines[j]; d.Limit.String() != c.limit || d.Says != c.says {
				t.Errorf("%s: %s, %q; want %s, %q", c.id, d.Limit, d.Says, c.limit, c.says)
			}
		})
	}
}

// Of the 23 standards, those that depend on status and age are asked for where
// they apply.
func TestIslingtonStandards(t *testing.T) {
	dependent := []string{"child-and-family-assessment", "placement-planning-meeting", "placement-plan", "initial-health-assessment", "personal-education-plan",
		"pathway-plan", "child-in-need-plan", "child-protection-plan", "supervision-order-plan"}
	asOf := day(t, "2026-11-23")
	for fixture, want := range map[string][]string{
		"turning-18":        {"placement-planning-meeting", "placement-plan", "initial-health-assessment", "personal-education-plan", "pathway-plan"},
		"step-down":         {"child-and-family-assessment", "child-in-need-plan"},
		"supervision-order": {"child-and-family-assessment", "supervision-order-plan"},
		"joint-work":        nil, // no transfer of responsibility
	} {
		set, rec := councilCase(t, "islington", fixture)
		standards := slices.DeleteFunc(slices.Clone(set.Protocol.Checklist), func(item protocol.Item) bool { return item.List != "" })
		if n := len(standards); n != 23 {
			t.Fatalf("%d standards, want 23", n)
		}
		child := slices.IndexFunc(rec.Children, func(ch model.Child) bool { return ch.Moves == nil || *ch.Moves })
		s := set.Protocol.Situation(rec, &rec.Children[child], asOf)
		var got []string
		always := 0
		for _, item := range standards {
			switch {
			case !item.When.Holds(s):
			case slices.Contains(dependent, item.ID):
				got = append(got, item.ID)
			default:
				always++
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s asks for %v, want %v", fixture, got, want)
		}
		if all := 23 - len(dependent); fixture != "joint-work" && always != all || fixture == "joint-work" && always != 0 {
			t.Errorf("%s asks for %d of the %d standards of every case", fixture, always, all)
		}
	}
}

// What others write is looked for on the file only where it belongs there.
func TestIslingtonPapersByOthers(t *testing.T) {
	asOf := day(t, "2026-11-23")
	for name, c := range map[string]struct {
		fixture string
		change  func(*model.Record, *model.Child)
		want    []string
	}{
		"looked after at 17, proceedings long over": {"turning-18", nil, []string{"later-life-letter"}},
		"a supervision order":                       {"supervision-order", nil, []string{"final-court-papers"}},
		"to early help":                             {"step-down", nil, nil},
		"no transfer of responsibility":             {"joint-work", nil, nil},
		"before proceedings": {"supervision-order", func(r *model.Record, ch *model.Child) {
			r.Transfer.Trigger.Event, ch.Permanence = "first_hearing", &model.Permanence{Route: "plo_undecided"}
		}, []string{"initial-court-papers"}},
		"under an interim care order": {"turning-18", func(_ *model.Record, ch *model.Child) {
			ch.LegalStatus.Code = "C1"
		}, []string{"initial-court-papers", "later-life-letter"}},
		"at the first review": {"turning-18", func(r *model.Record, _ *model.Child) {
			r.Transfer.Trigger.Event = "first_review"
		}, []string{"first-review-papers", "later-life-letter"}},
		"sentenced": {"turning-18", func(r *model.Record, _ *model.Child) {
			r.Transfer.Trigger.Event = "custodial_sentence"
		}, []string{"former-looked-after-assessment", "later-life-letter"}},
	} {
		set, rec := councilCase(t, "islington", c.fixture)
		child := &rec.Children[slices.IndexFunc(rec.Children, func(ch model.Child) bool { return ch.Moves == nil || *ch.Moves })]
		if c.change != nil {
			c.change(rec, child)
		}
		s := set.Protocol.Situation(rec, child, asOf)
		var got []string
		for _, item := range set.Protocol.Checklist {
			if item.List != "" && item.When.Holds(s) {
				got = append(got, item.ID)
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

// What is made, and what isn't, where the procedure makes a difference.
func TestIslingtonDocuments(t *testing.T) {
	asOf := day(t, "2026-11-23")
	for name, c := range map[string]struct {
		fixture  string
		change   func(*model.Record)
		template string
		want     bool
	}{
		"early notice without a name":               {"turning-18", nil, "early-notice-child", true},
		"no early notice once there is a name":      {"supervision-order", nil, "early-notice-child", false},
		"the name in the letter":                    {"supervision-order", nil, "change-of-worker-letter-child", true},
		"no notification to a worker not known":     {"turning-18", nil, "transfer-notification-receiving-worker", false},
		"notification without a worker":             {"turning-18", nil, "transfer-notification", true},
		"exit interview at 17":                      {"turning-18", nil, "exit-interview-offer", true},
		"no exit interview at 16":                   {"joint-work", nil, "exit-interview-offer", false},
		"joint work is no transfer":                 {"joint-work", nil, "transfer-notification", false},
		"the present worker stays":                  {"joint-work", nil, "change-of-worker-letter-child", false},
		"transfer at the Supervision Order Meeting": {"supervision-order", nil, "supervision-order-meeting-agenda", true},
		"not at a transfer meeting besides":         {"supervision-order", nil, "transfer-meeting-agenda", false},
		"TAM referral with the family's agreement":  {"step-down", nil, "tam-referral", true},
		"no TAM referral without":                   {"step-down", func(r *model.Record) { r.Consents = nil }, "tam-referral", false},
		"no TAM referral if one parent refuses":     {"step-down", func(r *model.Record) { r.Consents[1].Answer = "refused" }, "tam-referral", false},
		"closure notice with early help":            {"step-down", nil, "closure-notice-early-help", true},
		"not without the family's agreement":        {"step-down", func(r *model.Record) { r.Consents[1].Answer = "refused" }, "closure-notice-early-help", false},
		"then the notice names no service":          {"step-down", func(r *model.Record) { r.Consents[1].Answer = "refused" }, "closure-notice-professional", true},
		"overridden with a reason and a name": {"step-down", func(r *model.Record) {
			r.Consents[1].Answer, r.Consents[1].Overridden = "refused", &model.Override{Reason: "x", By: "W2"}
		}, "tam-referral", true},
		"no letter where the worker follows the child": {"same-worker", nil, "change-of-worker-letter-child", false},
		"nor an early notice":                          {"same-worker", nil, "early-notice-child", false},
		"the CLA team invited to the PLO review":       {"same-worker", nil, "plo-meeting-invitation", true},
		"refused and overridden":                       {"step-down-overridden", nil, "tam-referral", true},
		"refused, and overridden without a name": {"step-down-overridden", func(r *model.Record) {
			r.Consents[1].Overridden.By = ""
		}, "tam-referral", false},
		"a closure without early help":               {"closure", nil, "closure-notice-professional", true},
		"a closure is no TAM referral":               {"closure", nil, "tam-referral", false},
		"step up without names, no parent told":      {"step-up", nil, "tam-step-up-anonymous", true},
		"step up with names, a parent told":          {"step-up", told("P1"), "tam-step-up", true},
		"no paper without names where a parent told": {"step-up", told("P1"), "tam-step-up-anonymous", false},
		"nor where it is the birth mother": {"step-up", func(r *model.Record) {
			told("P1")(r)
			r.People[0].Relationship[0].Is, r.People[0].Relationship[0].ParentalResponsibility = "birth mother", nil
		}, "tam-step-up-anonymous", false},
		"nor where it is a dad": {"step-up", func(r *model.Record) {
			told("P1")(r)
			r.People[0].Relationship[0].Is, r.People[0].Relationship[0].ParentalResponsibility = "dad", nil
		}, "tam-step-up-anonymous", false},
	} {
		t.Run(name, func(t *testing.T) {
			set, rec := councilCase(t, "islington", c.fixture)
			if c.change != nil {
				c.change(rec)
			}
			i := slices.IndexFunc(set.Documents, func(d fill.Document) bool { return d.Document.Template == c.template })
			if i < 0 {
				t.Fatalf("no document %s", c.template)
			}
			d := set.Documents[i]
			var child *model.Child
			if d.Template.Per != "case" {
				child = &rec.Children[slices.IndexFunc(rec.Children, func(ch model.Child) bool { return ch.Moves == nil || *ch.Moves })]
			}
			s := set.Protocol.Situation(rec, child, asOf)
			if got := d.Template.Applies(s) && d.When.Holds(s); got != c.want {
				t.Errorf("%s: %v, want %v", c.template, got, c.want)
			}
		})
	}
}

func told(id model.ID) func(*model.Record) {
	return func(r *model.Record) {
		r.Person(id).Relationship[0].Inform = &model.Inform{ToldOn: dates.Date{Year: 2026, Month: 11, Day: 20}}
	}
}
