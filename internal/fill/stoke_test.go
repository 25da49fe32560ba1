package fill_test

import (
	"slices"
	"strings"
	"testing"

	"handover/internal/fill"
	"handover/internal/pack"
	"handover/internal/protocol"
	"handover/model"
	"handover/render"
)

// stokeDates puts "event day" or "event day time" over a dates map; an event
// alone takes it away.
func stokeDates(t *testing.T, into map[model.Word]model.Moment, set ...string) {
	t.Helper()
	for _, s := range set {
		f := strings.Fields(s)
		delete(into, model.Word(f[0]))
		if len(f) > 1 {
			m := model.Moment{Date: day(t, f[1])}
			if len(f) > 2 {
				m.Time = model.Time(f[2])
			}
			into[model.Word(f[0])] = m
		}
	}
}

func stokeDeadline(t *testing.T, p *protocol.Protocol, rec *model.Record, asOf, id string) protocol.DeadlineState {
	t.Helper()
	for _, d := range p.Readiness(rec, day(t, asOf)).Deadlines {
		if d.ID == id && (d.Child == "" || d.Child == rec.Children[0].ID) {
			return d
		}
	}
	t.Fatalf("no deadline %q applies", id)
	return protocol.DeadlineState{}
}

// reReferred is a referral after a closure.
func reReferred(t *testing.T, closed, received, at string) func(*model.Record) {
	return func(r *model.Record) {
		r.PreviousClosure.Date = day(t, closed)
		r.Referral.Received = model.Moment{Date: day(t, received), Time: model.Time(at)}
	}
}

// TestStokeDeadlines are worked by hand from the calendar. Each changes a
// fixture's dates: those of the transfer, and those of the first child.
func TestStokeDeadlines(t *testing.T) {
	for name, c := range map[string]struct {
		fixture, asOf, trigger, kind string
		transfer, child              []string
		id, says, limit              string
		change                       func(*model.Record) // what its dates don't hold
	}{
		// STO-19. 17 December 2026 is a Thursday: 18, 21, 22, 23, 24 December are the five.
		"five working days before Christmas": {fixture: "court-to-care", asOf: "2026-11-23", id: "final-hearing-transfer", limit: "2026-12-24", says: "in time: set for 23 December 2026"},
		"on the fifth":                       {fixture: "court-to-care", asOf: "2026-11-23", transfer: []string{"transfer 2026-12-24"}, id: "final-hearing-transfer", limit: "2026-12-24", says: "in time: set for 24 December 2026"},
		// 25 and 28 December are bank holidays, so that the 29th is the next working day.
		"a working day late": {fixture: "court-to-care", asOf: "2026-11-23", transfer: []string{"transfer 2026-12-29"}, id: "final-hearing-transfer", limit: "2026-12-24", says: "late by 1 working day: on record for 29 December 2026"},
		// From 21 December: 22, 23, 24, 29, 30.
		"across Christmas": {fixture: "court-to-care", asOf: "2026-11-23", child: []string{"final_hearing 2026-12-21"}, transfer: []string{"transfer 2026-12-30"}, id: "final-hearing-transfer", limit: "2026-12-30", says: "in time: set for 30 December 2026"},
		// Good Friday is 26 March 2027, Easter Monday the 29th: from 24 March 25, 30, 31 March, 1, 2 April.
		"across Easter": {fixture: "court-to-care", asOf: "2027-03-24", child: []string{"final_hearing 2027-03-24"}, transfer: []string{"transfer 2027-04-02"}, id: "final-hearing-transfer", limit: "2027-04-02", says: "in time: set for 2 April 2027"},
		// The Monday of the state funeral: from 14 September 15, 16, 20, 21, 22.
		"across 19 September 2022": {fixture: "court-to-care", asOf: "2022-09-14", child: []string{"final_hearing 2022-09-14"}, transfer: []string{"transfer 2022-09-22"}, id: "final-hearing-transfer", limit: "2022-09-22", says: "in time: set for 22 September 2022"},
		"concluded at the issues resolution hearing": {fixture: "court-to-care", asOf: "2026-11-23", trigger: "irh", child: []string{"final_hearing"}, transfer: []string{"transfer 2026-11-20"},
			id: "irh-transfer", limit: "2026-11-19", says: "late by 1 working day: on record for 20 November 2026"},
		"before the hearing": {fixture: "court-to-care", asOf: "2026-11-23", transfer: []string{"transfer 2026-12-16"}, id: "final-hearing-transfer", limit: "2026-12-24", says: "on record for 16 December 2026, before the final hearing"},

		// STO-39: before the hearing is in time as well.
		"joint visit before the order":        {fixture: "court-to-care", asOf: "2026-11-23", trigger: "ico_granted", child: []string{"ico_granted 2026-12-23"}, transfer: []string{"joint_visit 2026-12-21"}, id: "joint-visit-interim-order", limit: "2026-12-29", says: "in time: set for 21 December 2026"},
		"joint visit two working days after":  {fixture: "court-to-care", asOf: "2026-11-23", trigger: "ico_granted", child: []string{"ico_granted 2026-12-23"}, transfer: []string{"joint_visit 2026-12-29"}, id: "joint-visit-interim-order", limit: "2026-12-29", says: "in time: set for 29 December 2026"},
		"joint visit a working day too late":  {fixture: "court-to-care", asOf: "2026-11-23", trigger: "ico_granted", child: []string{"ico_granted 2026-12-23"}, transfer: []string{"joint_visit 2026-12-30"}, id: "joint-visit-interim-order", limit: "2026-12-29", says: "late by 1 working day: on record for 30 December 2026"},
		"care planning meeting, not recorded": {fixture: "court-to-care", asOf: "2026-11-23", trigger: "ico_granted", child: []string{"ico_granted 2026-11-20", "care_planning_meeting"}, id: "care-planning-meeting", limit: "2026-11-20", says: "due for 1 working day"},

		// STO-02: two weeks before 23 December is the 9th.
		"chronology too early": {fixture: "court-to-care", asOf: "2026-11-23", transfer: []string{"chronology_updated 2026-12-08"}, id: "chronology-two-weeks", limit: "2026-12-09", says: "too early by 1 day"},
		"chronology in time":   {fixture: "court-to-care", asOf: "2026-11-23", transfer: []string{"chronology_updated 2026-12-09"}, id: "chronology-two-weeks", limit: "2026-12-09", says: "in time: set for 9 December 2026"},
		"two weeks to a leap day": {fixture: "court-to-care", asOf: "2027-11-23", transfer: []string{"transfer 2028-03-14", "chronology_updated 2028-02-29"},
			id: "chronology-two-weeks", limit: "2028-02-29", says: "in time: set for 29 February 2028"},

		// STO-12. Kaz's placement began on Friday 13 February 2026; the meeting was the day before.
		"placement planning meeting before":   {fixture: "court-to-care", asOf: "2026-11-23", id: "placement-planning-meeting", limit: "2026-02-16", says: "met: 12 February 2026"},
		"placement plan in five working days": {fixture: "court-to-care", asOf: "2026-11-23", id: "placement-plan", limit: "2026-02-20", says: "met: 18 February 2026"},
		"health assessment, its last day":     {fixture: "court-to-care", asOf: "2026-11-23", child: []string{"looked_after_from 2026-01-19"}, id: "initial-health-assessment", limit: "2026-02-16", says: "met: 16 February 2026"},
		"health assessment, a day late":       {fixture: "court-to-care", asOf: "2026-11-23", child: []string{"looked_after_from 2026-01-18"}, id: "initial-health-assessment", limit: "2026-02-15", says: "late by 1 day: on record for 16 February 2026"},
		// 10 working days after Tuesday 20 January.
		"education plan": {fixture: "court-to-care", asOf: "2026-11-23", id: "personal-education-plan", limit: "2026-02-03", says: "met: 2 February 2026"},

		// STO-36, STO-40, STO-41.
		"joint visit before the conference": {fixture: "delay", asOf: "2026-11-23", transfer: []string{"joint_visit 2026-11-12"}, id: "joint-visit-conference", limit: "2026-11-12", says: "met: 12 November 2026"},
		"transfer follows the conference":   {fixture: "delay", asOf: "2026-11-23", id: "conference-transfer", limit: "2026-11-12", says: "due for 7 working days"},
		"told before a worker is named":     {fixture: "delay", asOf: "2026-11-23", id: "family-told", limit: "2026-12-04", says: "met: 13 November 2026"},
		"told after the transfer":           {fixture: "delay", asOf: "2026-12-10", transfer: []string{"transfer 2026-12-04", "family_told 2026-12-07"}, id: "family-told", limit: "2026-12-04", says: "late by 3 days: on record for 7 December 2026"},

		// STO-15.
		"handover meeting before LCS": {fixture: "court-to-care", kind: "joint_working", asOf: "2026-11-23", transfer: []string{"record_changed 2026-12-14"}, id: "handover-meeting", limit: "2026-12-14", says: "late by 1 day: on record for 15 December 2026"},
		// STO-08, STO-29.
		"plan before step down": {fixture: "step-down", asOf: "2026-11-23", id: "step-down-plan", limit: "2026-12-14", says: "in time: set for 9 December 2026"},
		"notice of a closure":   {fixture: "closure", asOf: "2026-12-14", id: "closure-network-told", limit: "2026-12-11", says: "late by 3 days"},

		// STO-23, STO-35: hours of the clock, over the night when it goes back.
		"contact within 24 hours": {fixture: "court-to-care", kind: "allocation", asOf: "2026-11-23", transfer: []string{"contact_processed 2023-10-29 09:30"}, id: "contact-processed", limit: "2023-10-29", says: "met: 29 October 2023"},
		"a minute late":           {fixture: "court-to-care", kind: "allocation", asOf: "2026-11-23", transfer: []string{"contact_processed 2023-10-29 09:31"}, id: "contact-processed", limit: "2023-10-29", says: "late by less than a day: on record for 29 October 2023"},
		"minutes uploaded": {fixture: "court-to-care", kind: "allocation", asOf: "2026-11-23", transfer: []string{"strategy_discussion 2026-11-19 16:00", "strategy_minutes 2026-11-20 15:00"},
			id: "strategy-minutes", limit: "2026-11-20", says: "met: 20 November 2026"},

		// STO-41: days of the calendar, bank holidays too.
		"child not told yet": {fixture: "court-to-care", asOf: "2026-11-23", transfer: []string{"child_told"}, id: "child-told", limit: "2026-12-23", says: "due in 30 days"},
		"child told after a tentative date, no leap year": {fixture: "delay", asOf: "2027-03-02", transfer: []string{"tentative 2027-02-28", "child_told 2027-03-01"},
			id: "child-told", limit: "2027-02-28", says: "late by 1 day: on record for 1 March 2027"},
		"child told after a tentative date, a leap year": {fixture: "delay", asOf: "2028-03-02", transfer: []string{"tentative 2028-02-28", "child_told 2028-03-01"},
			id: "child-told", limit: "2028-02-28", says: "late by 2 days: on record for 1 March 2028"},

		// STO-29: 28 December 2026 is a bank holiday, and counts.
		"professionals told after Christmas": {fixture: "court-to-care", asOf: "2026-12-29", transfer: []string{"transfer 2026-12-24", "network_told 2026-12-28"}, id: "network-told", limit: "2026-12-24", says: "late by 4 days: on record for 28 December 2026"},
		"professionals told on the day":      {fixture: "court-to-care", asOf: "2026-12-29", transfer: []string{"transfer 2026-12-24", "network_told 2026-12-24"}, id: "network-told", limit: "2026-12-24", says: "met: 24 December 2026"},
		"professionals of a step down":       {fixture: "step-down", asOf: "2026-12-14", id: "network-told", limit: "2026-12-14", says: "due today"},
		"family told of a closure":           {fixture: "closure", asOf: "2026-12-14", id: "closure-family-told", limit: "2026-12-11", says: "met: 17 November 2026"},
		"child told of a closure":            {fixture: "closure", asOf: "2026-12-14", transfer: []string{"child_told"}, id: "closure-child-told", limit: "2026-12-11", says: "late by 3 days"},
		"family told after New Year": {fixture: "closure", asOf: "2027-01-05", transfer: []string{"family_told 2027-01-04"}, change: func(r *model.Record) { r.Closure.Effective = day(t, "2027-01-01") },
			id: "closure-family-told", limit: "2027-01-01", says: "late by 3 days: on record for 4 January 2027"},

		// STO-03: Thursday 25 March 2027 to the Tuesday after Easter is five days, and two working days.
		"joint visit after Easter":      {fixture: "court-to-care", asOf: "2027-03-24", transfer: []string{"transfer 2027-03-25", "joint_visit 2027-03-30"}, id: "joint-visit", limit: "2027-03-25", says: "late by 5 days: on record for 30 March 2027"},
		"joint visit on Easter Monday":  {fixture: "court-to-care", asOf: "2027-03-24", transfer: []string{"transfer 2027-03-29", "joint_visit 2027-03-29"}, id: "joint-visit", limit: "2027-03-29", says: "in time: set for 29 March 2027"},
		"joint visit, a tentative date": {fixture: "delay", asOf: "2026-11-23", id: "joint-visit", limit: "2026-12-04", says: "due in 11 days"},
		// STO-36: New Year's Day and a weekend lie between.
		"joint visit after the child in need meeting": {fixture: "delay", asOf: "2026-11-23", trigger: "first_cin_meeting", child: []string{"first_cin_meeting 2026-12-31"}, transfer: []string{"joint_visit 2027-01-04"},
			id: "joint-visit-child-in-need", limit: "2026-12-31", says: "late by 4 days: on record for 4 January 2027"},
		"joint visit before the child in need meeting": {fixture: "delay", asOf: "2026-11-23", trigger: "first_cin_meeting", child: []string{"first_cin_meeting 2026-12-31"}, transfer: []string{"joint_visit 2026-12-31"},
			id: "joint-visit-child-in-need", limit: "2026-12-31", says: "in time: set for 31 December 2026"},
		// STO-15.
		"introductory visit after LCS":  {fixture: "court-to-care", kind: "joint_working", asOf: "2026-11-23", transfer: []string{"record_changed 2026-11-30"}, id: "introductory-joint-visit", limit: "2026-11-30", says: "late by 2 days: on record for 2 December 2026"},
		"introductory visit before LCS": {fixture: "court-to-care", kind: "joint_working", asOf: "2026-11-23", transfer: []string{"record_changed 2027-03-01", "introductory_visit 2027-02-28"}, id: "introductory-joint-visit", limit: "2027-03-01", says: "in time: set for 28 February 2027"},

		// STO-12.
		"audited": {fixture: "court-to-care", asOf: "2026-11-23", id: "audited", limit: "2026-12-23", says: "met: 20 November 2026"},
		"audited after New Year": {fixture: "court-to-care", asOf: "2027-01-05", transfer: []string{"transfer 2026-12-31"}, change: func(r *model.Record) { r.Audit.Worker.On = day(t, "2027-01-04") },
			id: "audited", limit: "2026-12-31", says: "late by 4 days: on record for 4 January 2027"},
		"authorised by nobody":        {fixture: "court-to-care", asOf: "2026-12-29", id: "authorised", limit: "2026-12-23", says: "late by 6 days"},
		"authorised on the day":       {fixture: "step-down", asOf: "2026-11-23", transfer: []string{"transfer 2026-11-19"}, id: "authorised", limit: "2026-11-19", says: "met: 19 November 2026"},
		"authorised a day afterwards": {fixture: "step-down", asOf: "2026-11-23", transfer: []string{"transfer 2026-11-18"}, id: "authorised", limit: "2026-11-18", says: "late by 1 day: on record for 19 November 2026"},
		// STO-16: 31 January 2027 is a Sunday.
		"finance not discussed":                {fixture: "court-to-care", asOf: "2026-12-23", id: "finance-discussed", limit: "2026-12-23", says: "due today"},
		"finance discussed a month's end late": {fixture: "court-to-care", asOf: "2027-02-01", transfer: []string{"transfer", "tentative 2027-01-31", "finance_discussed 2027-02-01"}, id: "finance-discussed", limit: "2027-01-31", says: "late by 1 day: on record for 1 February 2027"},

		// STO-07: no answer, and a refusal.
		"joint visit without consent": {fixture: "step-down", asOf: "2026-11-23", change: func(r *model.Record) { r.Consents = nil }, id: "step-down-joint-visit", limit: "2026-12-14", says: "in time: set for 1 December 2026"},
		"joint visit after the step down": {fixture: "step-down", asOf: "2026-11-23", transfer: []string{"transfer 2026-11-30"}, change: func(r *model.Record) { r.Consents[0].Answer = "refused" },
			id: "step-down-joint-visit", limit: "2026-11-30", says: "late by 1 day: on record for 1 December 2026"},

		// STO-23: the hours run on over Christmas Day.
		"previous team on Christmas Day": {fixture: "court-to-care", kind: "allocation", asOf: "2026-12-29", transfer: []string{"previous_team_contacted 2026-12-25 15:00"}, change: reReferred(t, "2026-09-24", "2026-12-24", "15:00"),
			id: "previous-team-contacted", limit: "2026-12-25", says: "met: 25 December 2026"},
		"previous team after Christmas": {fixture: "court-to-care", kind: "allocation", asOf: "2026-12-29", transfer: []string{"previous_team_contacted 2026-12-29 09:00"}, change: reReferred(t, "2026-09-24", "2026-12-24", "15:00"),
			id: "previous-team-contacted", limit: "2026-12-25", says: "late by 4 days: on record for 29 December 2026"},
		// The clock goes forward on Easter Sunday, 28 March 2027.
		"previous team, the clock forward": {fixture: "court-to-care", kind: "allocation", asOf: "2027-03-30", transfer: []string{"previous_team_contacted 2027-03-28 12:01"}, change: reReferred(t, "2027-01-04", "2027-03-27", "12:00"),
			id: "previous-team-contacted", limit: "2027-03-28", says: "late by less than a day: on record for 28 March 2027"},
		// Three months after 30 November 2027 end on 29 February 2028.
		"previous team on a leap day": {fixture: "court-to-care", kind: "allocation", asOf: "2028-03-02", transfer: []string{"previous_team_contacted 2028-03-01 23:00"}, change: reReferred(t, "2027-11-30", "2028-02-29", "23:00"),
			id: "previous-team-contacted", limit: "2028-03-01", says: "met: 1 March 2028"},
		"previous team before the referral": {fixture: "court-to-care", kind: "allocation", asOf: "2026-11-23", transfer: []string{"previous_team_contacted 2023-10-27 09:30"}, id: "previous-team-contacted", limit: "2023-10-29", says: "on record for 27 October 2023, before the receipt of the referral"},
	} {
		t.Run(name, func(t *testing.T) {
			set, rec := councilCase(t, "stoke-on-trent", c.fixture)
			stokeDates(t, rec.Transfer.Dates, c.transfer...)
			stokeDates(t, rec.Children[0].Dates, c.child...)
			if c.trigger != "" {
				rec.Transfer.Trigger.Event = model.Word(c.trigger)
			}
			if c.kind == "allocation" { // a referral six weeks after the closure of 14 September 2023
				rec.Referral.Received = model.Moment{Date: day(t, "2023-10-28"), Time: "09:30"}
			}
			if c.kind != "" {
				rec.Transfer.Kind = model.Word(c.kind)
			}
			if c.change != nil {
				c.change(rec)
			}
			if d := stokeDeadline(t, set.Protocol, rec, c.asOf, c.id); d.Says != c.says || d.Limit.String() != c.limit {
				t.Errorf("%s, limit %s\nwant %s, limit %s", d.Says, d.Limit, c.says, c.limit)
			}
		})
	}
}

// The three months of STO-23 end with the day itself: 14 September to 14 December.
func TestStokeReReferral(t *testing.T) {
	for received, want := range map[string]bool{"2023-12-14": true, "2023-12-15": false} {
		set, rec := councilCase(t, "stoke-on-trent", "court-to-care")
		rec.Transfer.Kind = "allocation"
		rec.Referral.Received = model.Moment{Date: day(t, received), Time: "10:00"}
		got := slices.ContainsFunc(set.Protocol.Readiness(rec, day(t, "2026-11-23")).Rules, func(r protocol.RuleState) bool { return r.ID == "re-referral" })
		if got != want {
			t.Errorf("referred on %s: within three months is %v", received, got)
		}
	}
}

// What is incomplete on Appendix 1, and nothing of the checklist for transfer
// and closure, stops a transfer (STO-12, STO-28).
func TestStokeStops(t *testing.T) {
	for name, want := range map[string]int{"court-to-care": 11, "delay": 22, "step-down": 1, "closure": 0, "transfer-in": 0} {
		set, rec := councilCase(t, "stoke-on-trent", name)
		r := set.Protocol.Readiness(rec, day(t, "2026-11-23"))
		n := 0
		for _, s := range r.Stopped {
			n += len(s.Items)
		}
		if n != want {
			t.Errorf("%s: %d items stop it, want %d", name, n, want)
		}
	}
}

// The rows of Appendix 1 stand in protocol.yaml as in the procedure, in order.
func TestStokeTransferStandardsAreVerbatim(t *testing.T) {
	set, _ := councilCase(t, "stoke-on-trent", "step-down")
	var got []string
	for _, i := range set.Protocol.Checklist {
		if i.List == "transfer-standards" {
			got = append(got, i.Text)
		}
	}
	want := []string{
		"Chronology must be up to date",
		"Up to date genogram",
		"Case notes must be complete, up to date and finalised",
		"An up to date assessment clearly identifying parenting capacity and risk and authorised by a manager",
		"Record of case management decisions and supervisions",
		"Accurate demographic information (in demographics tab on LCS)",
		"Signposting of relevant documents (including court statements) on LCS",
		"Notification of first child care review or first child protection conference to incoming team as early as possible",
		"Placement planning meeting (prior to start of, or within 72-hours of placement)",
		"Placement plan (within 5 working days)",
		"Initial health assessment (within 28 days)",
		"Personal education plan (within 10 working days)",
		"Pathway plan - Part 1 (where relevant)",
		"Contact planning meeting",
		"Case summary reviewed and updated",
		"Letter/email to all relevant agencies and family confirming the change of worker and identifying who the new worker is with contact details",
		"Agreement for funding for any expert assessments/interventions detailed in the care plan should be agreed prior to transfer",
		"Authorising Manager: Date audited and agreed ready for transfer",
	}
	if !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}

// stokeKinds is what is made for whom: "delay-notice P1 C2".
func stokeKinds(t *testing.T, set *fill.Set, rec *model.Record) []string {
	t.Helper()
	plan, err := pack.Choose(rec, set, pack.Options{AsOf: day(t, "2026-11-23"), Formats: []render.Format{render.Markdown}})
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, d := range plan.Documents {
		if d.Reader.Outside() {
			out = append(out, d.Kind+" "+string(d.Recipient)+" "+string(d.Child))
		} else if d.Reader == model.ReaderInternal {
			out = append(out, d.Kind)
		}
	}
	return out
}

// Which documents are asked for, as the case stands (STO-07, 11, 15, 26, 27, 29, 32, 41).
func TestStokeDocuments(t *testing.T) {
	for name, c := range map[string]struct {
		fixture string
		change  func(*model.Record)
		made    []string
		not     []string // by prefix
	}{
		"no worker yet": {fixture: "delay", change: func(*model.Record) {},
			made: []string{"delay-notice C1 C1", "delay-notice P1 C1", "delay-notice P1 C2", "delay-notice R2 C2", "delay-report", "dispute-escalation"},
			not:  []string{"change-of-worker-letter", "early-notice", "transfer-notice"}}, // 003:216: two letters of one day can't contradict each other
		"not agreed yet": {fixture: "delay", change: func(r *model.Record) {
			r.Transfer.Delay = nil
			delete(r.Transfer.Dates, "agreed")
			delete(r.Transfer.Dates, "family_told")
			delete(r.Transfer.Dates, "dispute_raised")
		}, made: []string{"early-notice C1 C1", "early-notice P1 C1", "early-notice P1 C2"},
			not: []string{"change-of-worker-letter", "transfer-notice", "delay-", "dispute-"}},
		"a worker is named": {fixture: "court-to-care", change: func(*model.Record) {},
			made: []string{"change-of-worker-letter C1 C1", "change-of-worker-letter C2 C2", "change-of-worker-letter P1 C2", "change-of-worker-letter R1 C1", "file-audit", "transfer-closure-checklist"},
			not:  []string{"transfer-notice", "early-notice", "delay-", "joint-working-letter", "care-planning-meeting"}},
		"the worker follows the child": {fixture: "court-to-care", change: func(r *model.Record) {
			yes := true
			r.Transfer.SameWorker, r.Transfer.ReceivingWorker = &yes, r.Transfer.CurrentWorker
		}, made: []string{"transfer-notice R1 C1"}, not: []string{"change-of-worker-letter"}},
		"joint working": {fixture: "court-to-care", change: func(r *model.Record) { r.Transfer.Kind = "joint_working" },
			made: []string{"joint-working-letter C1 C1", "joint-working-letter P5 C2", "joint-working-letter R10 C2", "transfer-meeting-agenda"},
			not:  []string{"change-of-worker-letter", "transfer-notice", "file-audit"}},
		"an interim order": {fixture: "court-to-care", change: func(r *model.Record) { r.Transfer.Trigger.Event = "ico_granted" },
			made: []string{"care-planning-meeting"}},
		"step down": {fixture: "step-down", change: func(*model.Record) {},
			made: []string{"step-down-meeting", "step-down-plan", "step-down-letter C1 C1", "step-down-letter P2 C1", "step-down-letter R1 C1"},
			not:  []string{"change-of-worker-letter", "transfer-meeting"}},
		"consent refused": {fixture: "step-down", change: func(r *model.Record) { r.Consents[0].Answer = "refused" },
			made: []string{"step-down-meeting", "step-down-plan"}, not: []string{"step-down-letter"}},
		"consent overridden": {fixture: "step-down", change: func(r *model.Record) {
			r.Consents[0].Answer, r.Consents[0].Overridden = "refused", &model.Override{Reason: "Risk.", By: "W2"}
		}, made: []string{"step-down-meeting", "step-down-letter R1 C1"}},
		"overridden without a name": {fixture: "step-down", change: func(r *model.Record) {
			r.Consents[0].Answer, r.Consents[0].Overridden = "refused", &model.Override{Reason: "Risk."}
		}, not: []string{"step-down-letter"}},
		"refused, without a word with whom": {fixture: "step-down", change: func(r *model.Record) { r.Consents[0].Answer, r.Consents[0].WithWhom = "refused", nil },
			made: []string{"step-down-meeting", "step-down-plan"}, not: []string{"step-down-letter"}},
		"refused, nobody named yet": {fixture: "step-down", change: func(r *model.Record) {
			r.Consents[0].Answer, r.Transfer.ReceivingWorker = "refused", ""
			r.EarlyHelp.LeadProfessional, r.EarlyHelp.Members = "", nil
		}, made: []string{"step-down-meeting"}, not: []string{"step-down-letter"}},
		"consent not sought": {fixture: "step-down", change: func(r *model.Record) { r.Consents = nil },
			made: []string{"step-down-plan"}, not: []string{"step-down-meeting", "step-down-letter"}},
		"closure": {fixture: "closure", change: func(*model.Record) {},
			made: []string{"closure-record", "closure-notice C1 C1", "closure-notice P1 C1", "closure-notice R2 C1", "transfer-closure-checklist"},
			not:  []string{"transfer-summary", "file-audit", "change-of-worker-letter"}},
		"transfer in": {fixture: "transfer-in", change: func(*model.Record) {},
			made: []string{"transfer-in-request A1 C1", "conference-request", "change-of-worker-letter P1 C1"}, not: []string{"duty-visit-note", "file-audit"}},
		"residence not confirmed": {fixture: "transfer-in", change: func(r *model.Record) { delete(r.Transfer.Dates, "residence_confirmed") },
			not: []string{"conference-request", "transfer-in-request A1 C1"}},
		"a duty visit": {fixture: "transfer-in", change: func(r *model.Record) {
			r.Transfer.Kind, r.Transfer.CurrentWorker, r.Transfer.ReceivingWorker = "involvement", "W1", ""
			r.Transfer.Dates["duty_visit"] = model.Moment{Date: day(t, "2026-11-19")}
			if r.Extra == nil {
				r.Extra = map[string]model.Extra{}
			}
			r.Extra["duty_visit_note"] = model.Extra{Text: "All three seen."}
		}, made: []string{"duty-visit-note A1 C1"}, not: []string{"transfer-in-request", "conference-request", "change-of-worker-letter"}},
	} {
		t.Run(name, func(t *testing.T) {
			set, rec := councilCase(t, "stoke-on-trent", c.fixture)
			c.change(rec)
			got := stokeKinds(t, set, rec)
			for _, w := range c.made {
				if !slices.Contains(got, w) {
					t.Errorf("no %s", w)
				}
			}
			for _, g := range got {
				for _, n := range c.not {
					if strings.HasPrefix(g, n) {
						t.Errorf("%s is made", g)
					}
				}
			}
		})
	}
}

// Where it was decided not to transfer, nothing is asked for that a transfer
// needs; the decision and who agreed stand in the entries.
func TestStokeNotToTransfer(t *testing.T) {
	for _, name := range []string{"court-to-care", "step-down", "delay"} {
		set, rec := councilCase(t, "stoke-on-trent", name)
		rec.Transfer.DecisionNotToTransfer = &model.Exception{Reason: "Exams.", AgreedBy: []model.ID{"W2"}, Date: day(t, "2026-11-20")}
		r := set.Protocol.Readiness(rec, day(t, "2026-11-23"))
		if r.Stopped != nil || len(r.Deadlines) != 0 {
			t.Errorf("%s: stopped %v, deadlines %v", name, r.Stopped, r.Deadlines)
		}
		got := stokeKinds(t, set, rec)
		for _, g := range got {
			if g != "chronology" && g != "record-entries" && !strings.HasPrefix(g, "delay-") && g != "dispute-escalation" {
				t.Errorf("%s: %s is made", name, g)
			}
		}
		if !slices.Contains(got, "record-entries") {
			t.Errorf("%s: no entries", name)
		}
	}
}

// A refusal is told from a question that nobody asked (STO-07).
func TestStokeConsent(t *testing.T) {
	refused := func(r *model.Record) { r.Consents[0].Answer = "refused" }
	for name, c := range map[string]struct {
		change func(*model.Record)
		rules  []string
	}{
		"given":        {func(*model.Record) {}, nil},
		"nobody asked": {func(r *model.Record) { r.Consents = nil }, []string{"consent-sought", "consent-obtained"}},
		"refused":      {refused, []string{"consent-refused"}},
		"refused, without a word with whom": {func(r *model.Record) {
			refused(r)
			r.Consents[0].WithWhom = nil
		}, []string{"consent-refused"}},
		"overridden": {func(r *model.Record) {
			refused(r)
			r.Consents[0].Overridden = &model.Override{Reason: "Risk.", By: "W2"}
		}, []string{"consent-overridden"}},
		"overridden by nobody": {func(r *model.Record) {
			refused(r)
			r.Consents[0].Overridden = &model.Override{Reason: "Risk."}
		}, []string{"consent-refused"}},
	} {
		set, rec := councilCase(t, "stoke-on-trent", "step-down")
		c.change(rec)
		var got []string
		for _, r := range set.Protocol.Readiness(rec, day(t, "2026-11-23")).Rules {
			if strings.HasPrefix(r.ID, "consent-") {
				got = append(got, r.ID)
			}
		}
		if !slices.Equal(got, c.rules) {
			t.Errorf("%s: %q, want %q", name, got, c.rules)
		}
	}
}

// An ASYE isn't the primary worker of a child on a protection plan (STO-42).
func TestStokeASYE(t *testing.T) {
	set, rec := councilCase(t, "stoke-on-trent", "transfer-in")
	has := func() bool {
		return slices.ContainsFunc(set.Protocol.Readiness(rec, day(t, "2026-11-23")).Rules, func(r protocol.RuleState) bool {
			return r.ID == "asye" && len(r.NotRecorded) == 2
		})
	}
	if !has() {
		t.Error("a worker in the ASYE year goes unnoticed")
	}
	rec.Workers[0].ASYE = nil
	if has() {
		t.Error("any worker is taken for an ASYE")
	}
}
