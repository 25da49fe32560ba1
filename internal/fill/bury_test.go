package fill_test

import (
	"slices"
	"strings"
	"testing"

	"handover/internal/protocol"
	"handover/model"
)

// buryDates puts "event day" over a dates map.
func buryDates(t *testing.T, into map[model.Word]model.Moment, set ...string) {
	t.Helper()
	for _, s := range set {
		event, on, dated := strings.Cut(s, " ")
		if delete(into, model.Word(event)); dated {
			into[model.Word(event)] = model.Moment{Date: day(t, on)}
		}
	}
}

// TestBuryDeadlines are worked by hand from the calendar. Each changes a
// fixture's dates: those of the transfer, and those of the first child who moves.
func TestBuryDeadlines(t *testing.T) {
	for name, c := range map[string]struct {
		fixture, asOf   string
		transfer, child []string
		service         [2]string // of the two teams, if not the fixture's
		closes          string    // the day on which the case closes, or "undated"
		id, says        string
		limit           string
	}{
		// 10 working days (BUR-30): 18 December is a Friday; 21–24, 29–31 December are
		// seven days, 4, 5 and 6 January the eighth to tenth; 25 and 28 December and 1 January are bank holidays.
		"across Christmas": {fixture: "supervision-orders", asOf: "2026-12-18", transfer: []string{"outstanding_advised 2026-12-18"},
			id: "outstanding-completed", limit: "2027-01-06", says: "due in 10 working days"},
		"a day late after Christmas": {fixture: "supervision-orders", asOf: "2027-01-08", transfer: []string{"outstanding_advised 2026-12-18", "outstanding_completed 2027-01-07"},
			id: "outstanding-completed", limit: "2027-01-06", says: "late by 1 working day: on record for 7 January 2027"},
		// Good Friday is 26 March 2027, Easter Monday 29 March.
		"across Easter": {fixture: "supervision-orders", asOf: "2027-03-18", transfer: []string{"outstanding_advised 2027-03-18"},
			id: "outstanding-completed", limit: "2027-04-05", says: "due in 10 working days"},
		// The state funeral, a Monday, was a bank holiday of 2022.
		"across 19 September 2022": {fixture: "supervision-orders", asOf: "2022-09-09", transfer: []string{"outstanding_advised 2022-09-09", "outstanding_completed 2022-09-26"},
			id: "outstanding-completed", limit: "2022-09-26", says: "in time: set for 26 September 2022"},

		// Two months before (BUR-23), at the end of February.
		"review by the end of February": {fixture: "supervision-orders", asOf: "2026-11-23", child: []string{"cin_review 2027-02-28"},
			id: "cin-review", limit: "2027-02-28", says: "in time: set for 28 February 2027"},
		"review on 1 March": {fixture: "supervision-orders", asOf: "2026-11-23", child: []string{"cin_review 2027-03-01"},
			id: "cin-review", limit: "2027-02-28", says: "late by 1 day: on record for 1 March 2027"},
		"the order ends before the date on record": {fixture: "supervision-orders", asOf: "2026-11-23", child: []string{"supervision_order_ends 2028-04-30", "cin_review 2028-02-29"},
			id: "cin-review", limit: "2027-02-28", says: "late by 366 days: on record for 29 February 2028"},

		// Three months under a CIN Plan (BUR-09): 31 August and three months is 30 November.
		"stepped down on the day":  {fixture: "step-down", asOf: "2026-11-23", transfer: []string{"transfer 2026-11-30"}, id: "step-down-after-plan", limit: "2026-11-30", says: "in time: set for 30 November 2026"},
		"stepped down a day early": {fixture: "step-down", asOf: "2026-11-23", transfer: []string{"transfer 2026-11-29"}, id: "step-down-after-plan", limit: "2026-11-30", says: "too early by 1 day"},

		// No later than 5 months after accommodation (BUR-19).
		"five months from 30 September": {fixture: "core-group", asOf: "2026-11-23", service: [2]string{"Safeguarding", "Children and Young People in Care"},
			transfer: []string{"transfer 2027-03-01"}, child: []string{"looked_after_from 2026-09-30"}, id: "five-months", limit: "2027-02-28", says: "late by 1 day: on record for 1 March 2027"},
		"its last day": {fixture: "core-group", asOf: "2026-11-23", service: [2]string{"Safeguarding", "Children and Young People in Care"},
			transfer: []string{"transfer 2027-02-28"}, child: []string{"looked_after_from 2026-09-30"}, id: "five-months", limit: "2027-02-28", says: "in time: set for 28 February 2027"},

		// An assessment of the last 12 months (BUR-20): the core group's is of 16 November 2026.
		"assessment a year old": {fixture: "core-group", asOf: "2026-11-23", service: [2]string{"Safeguarding", "Children and Young People in Care"},
			transfer: []string{"transfer 2027-11-16"}, child: []string{"looked_after_from 2026-09-30"}, id: "assessment-current", limit: "2026-11-16", says: "met: 16 November 2026"},
		"a day too old": {fixture: "core-group", asOf: "2026-11-23", service: [2]string{"Safeguarding", "Children and Young People in Care"},
			transfer: []string{"transfer 2027-11-17"}, child: []string{"looked_after_from 2026-09-30"}, id: "assessment-current", limit: "2026-11-17", says: "too early by 1 day"},

		// Not listed before the audit (BUR-25); not told before there is a name (BUR-32).
		"audited after the listing": {fixture: "supervision-orders", asOf: "2026-11-23", transfer: []string{"tracking_meeting 2026-11-13"},
			id: "readiness-audit", limit: "2026-11-13", says: "late by 3 days: on record for 16 November 2026"},
		"told before there is a name": {fixture: "supervision-orders", asOf: "2026-11-23", transfer: []string{"family_told 2026-11-19"},
			id: "family-told", limit: "2026-11-20", says: "on record for 19 November 2026, before the day when the receiving worker was identified"},
		// The Core Group is the point of transfer (BUR-13); the report comes before the conference (BUR-12).
		"before the core group": {fixture: "core-group", asOf: "2026-11-23", transfer: []string{"transfer 2026-11-30"},
			id: "at-core-group", limit: "2026-12-01", says: "on record for 30 November 2026, before the core group"},
		"report on the day": {fixture: "core-group", asOf: "2026-11-23", child: []string{"conference_report 2026-11-19"},
			id: "conference-report", limit: "2026-11-18", says: "late by 1 day: on record for 19 November 2026"},
		"allocation": {fixture: "core-group", asOf: "2026-12-03", transfer: []string{"record_changed 2026-12-03"},
			id: "allocation-changed", limit: "2026-12-01", says: "late by 2 days: on record for 3 December 2026"},
		"unaccompanied, at the first review": {fixture: "unaccompanied", asOf: "2026-11-23", transfer: []string{"transfer 2026-12-09"},
			id: "unaccompanied-first-review", limit: "2026-12-10", says: "on record for 9 December 2026, before the first Looked After Children's statutory review"},

		// Steps 1 to 13 (BUR-27, 28, 31, 34, 05) are done by the day of the transfer, counted in calendar days: bank holidays
		// and weekends count. 24 December to Monday 4 January is seven days to the 31st and four more.
		"closed down by a transfer after New Year": {fixture: "supervision-orders", asOf: "2026-12-24", transfer: []string{"transfer 2027-01-04", "assessments_closed"},
			id: "assessments-closed", limit: "2027-01-04", says: "due in 11 days"},
		"not closed down by New Year's Eve": {fixture: "supervision-orders", asOf: "2027-01-04", transfer: []string{"transfer 2026-12-31", "assessments_closed"},
			id: "assessments-closed", limit: "2026-12-31", says: "late by 4 days"},
		"closed down the day after": {fixture: "supervision-orders", asOf: "2026-11-23", transfer: []string{"transfer 2027-01-04", "assessments_closed 2027-01-05"},
			id: "assessments-closed", limit: "2027-01-04", says: "late by 1 day: on record for 5 January 2027"},
		// No transfer date yet: the tentative one.
		"asked after a tentative date": {fixture: "unaccompanied", asOf: "2026-11-23", transfer: []string{"tentative 2026-12-31", "summary_asked 2027-01-04"},
			id: "summary-asked", limit: "2026-12-31", says: "late by 4 days: on record for 4 January 2027"},
		"asked on the tentative date": {fixture: "unaccompanied", asOf: "2026-12-31", transfer: []string{"tentative 2026-12-31", "summary_asked 2026-12-31"},
			id: "summary-asked", limit: "2026-12-31", says: "met: 31 December 2026"},
		"the transfer date goes before a tentative one": {fixture: "unaccompanied", asOf: "2026-12-30", transfer: []string{"tentative 2026-12-31", "transfer 2027-02-01", "summary_asked"},
			id: "summary-asked", limit: "2027-02-01", says: "due in 33 days"},
		// 25 March is the Thursday before Easter, 30 March the Tuesday after.
		"no worker before Easter": {fixture: "supervision-orders", asOf: "2027-03-25", transfer: []string{"transfer 2027-03-30", "worker_identified"},
			id: "worker-identified", limit: "2027-03-30", says: "due in 5 days"},
		"no worker after Easter": {fixture: "supervision-orders", asOf: "2027-03-30", transfer: []string{"transfer 2027-03-25", "worker_identified"},
			id: "worker-identified", limit: "2027-03-25", says: "late by 5 days"},
		"worker identified on Easter Monday": {fixture: "supervision-orders", asOf: "2027-03-01", transfer: []string{"transfer 2027-03-29", "worker_identified 2027-03-29"},
			id: "worker-identified", limit: "2027-03-29", says: "in time: set for 29 March 2027"},
		"pre meet on the last of February": {fixture: "supervision-orders", asOf: "2026-11-23", transfer: []string{"transfer 2027-02-28", "pre_meet 2027-02-28"},
			id: "pre-meet", limit: "2027-02-28", says: "in time: set for 28 February 2027"},
		"pre meet on 1 March": {fixture: "supervision-orders", asOf: "2026-11-23", transfer: []string{"transfer 2027-02-28", "pre_meet 2027-03-01"},
			id: "pre-meet", limit: "2027-02-28", says: "late by 1 day: on record for 1 March 2027"},
		"pre meet on 1 March of a leap year": {fixture: "supervision-orders", asOf: "2026-11-23", transfer: []string{"transfer 2028-02-28", "pre_meet 2028-03-01"},
			id: "pre-meet", limit: "2028-02-28", says: "late by 2 days: on record for 1 March 2028"},
		// The fixture's visit is at 16:00 on 16 December.
		"joint visit on the day of the transfer": {fixture: "supervision-orders", asOf: "2026-11-23", transfer: []string{"transfer 2026-12-16"},
			id: "joint-visit", limit: "2026-12-16", says: "in time: set for 16 December 2026"},
		"joint visit the day after the transfer": {fixture: "supervision-orders", asOf: "2026-11-23", transfer: []string{"transfer 2026-12-15"},
			id: "joint-visit", limit: "2026-12-15", says: "late by 1 day: on record for 16 December 2026"},
		"no joint visit over Christmas": {fixture: "supervision-orders", asOf: "2026-12-28", transfer: []string{"transfer 2026-12-24", "joint_visit"},
			id: "joint-visit", limit: "2026-12-24", says: "late by 4 days"},
		"finance before New Year's Day": {fixture: "supervision-orders", asOf: "2026-11-23", transfer: []string{"transfer 2027-01-01", "finance_notified 2026-12-31"},
			id: "finance-notified", limit: "2027-01-01", says: "in time: set for 31 December 2026"},
		"finance after New Year's Day": {fixture: "supervision-orders", asOf: "2026-11-23", transfer: []string{"transfer 2027-01-01", "finance_notified 2027-01-04"},
			id: "finance-notified", limit: "2027-01-01", says: "late by 3 days: on record for 4 January 2027"},
		"finance over Christmas": {fixture: "supervision-orders", asOf: "2026-12-18", transfer: []string{"finance_notified"}, // 13 days to the 31st and eight
			id: "finance-notified", limit: "2027-01-08", says: "due in 21 days"},
		// Initiated before the allocation is changed (BUR-36), and where no change is on record, by the transfer.
		"initiated on Easter Monday": {fixture: "supervision-orders", asOf: "2027-03-01", transfer: []string{"transfer 2027-03-25", "record_changed 2027-03-30", "initiated 2027-03-29"},
			id: "initiated", limit: "2027-03-30", says: "in time: set for 29 March 2027"},
		"initiated after the change": {fixture: "supervision-orders", asOf: "2027-03-31", transfer: []string{"transfer 2027-03-31", "record_changed 2027-03-25", "initiated 2027-03-31"},
			id: "initiated", limit: "2027-03-25", says: "late by 6 days: on record for 31 March 2027"},
		"initiated after the transfer": {fixture: "supervision-orders", asOf: "2026-11-23", transfer: []string{"initiated 2027-01-11"},
			id: "initiated", limit: "2027-01-08", says: "late by 3 days: on record for 11 January 2027"},

		// LPM is considered by the second review (BUR-19).
		"LPM the day after the review": {fixture: "core-group", asOf: "2026-11-23", service: [2]string{"Safeguarding", "Children and Young People in Care"},
			child: []string{"second_review 2027-03-31", "legal_planning_meeting 2027-04-01"}, id: "legal-planning-meeting", limit: "2027-03-31", says: "late by 1 day: on record for 1 April 2027"},
		"LPM at the review": {fixture: "core-group", asOf: "2026-11-23", service: [2]string{"Safeguarding", "Children and Young People in Care"},
			child: []string{"second_review 2027-03-31", "legal_planning_meeting 2027-03-31"}, id: "legal-planning-meeting", limit: "2027-03-31", says: "in time: set for 31 March 2027"},
		"LPM over Easter": {fixture: "core-group", asOf: "2027-03-25", service: [2]string{"Safeguarding", "Children and Young People in Care"},
			child: []string{"second_review 2027-03-30"}, id: "legal-planning-meeting", limit: "2027-03-30", says: "due in 5 days"},

		// Closed after three months under a CIN Plan (BUR-09): 30 November and three months is the last of February.
		"closed on the day": {fixture: "step-down", asOf: "2026-12-01", child: []string{"cp_plan_ended 2026-11-30"}, closes: "2027-02-28",
			id: "closure-after-plan", limit: "2027-02-28", says: "in time: set for 28 February 2027"},
		"closed a day early": {fixture: "step-down", asOf: "2026-12-01", child: []string{"cp_plan_ended 2026-11-30"}, closes: "2027-02-27",
			id: "closure-after-plan", limit: "2027-02-28", says: "too early by 1 day"},
		"closed a day early in a leap year": {fixture: "step-down", asOf: "2027-12-01", child: []string{"cp_plan_ended 2027-11-30"}, closes: "2028-02-28",
			id: "closure-after-plan", limit: "2028-02-29", says: "too early by 1 day"},
		"closed at Christmas": {fixture: "step-down", asOf: "2026-11-23", child: []string{"cp_plan_ended 2026-09-30"}, closes: "2026-12-24",
			id: "closure-after-plan", limit: "2026-12-30", says: "too early by 6 days"},
		"to be closed": {fixture: "step-down", asOf: "2027-02-27", child: []string{"cp_plan_ended 2026-11-30"}, closes: "undated",
			id: "closure-after-plan", limit: "2027-02-28", says: "not before 28 February 2027"},
		"may be closed": {fixture: "step-down", asOf: "2027-03-02", child: []string{"cp_plan_ended 2026-11-30"}, closes: "undated",
			id: "closure-after-plan", limit: "2027-02-28", says: "due since 28 February 2027"},
	} {
		t.Run(name, func(t *testing.T) {
			set, rec := councilCase(t, "bury", c.fixture)
			moves := slices.IndexFunc(rec.Children, func(c model.Child) bool { return *c.Moves })
			child := &rec.Children[moves]
			buryDates(t, rec.Transfer.Dates, c.transfer...)
			buryDates(t, child.Dates, c.child...)
			if c.closes != "" {
				rec.Closure = &model.Closure{}
				if c.closes != "undated" {
					rec.Closure.Effective = day(t, c.closes)
				}
			}
			if c.service != [2]string{} {
				rec.Teams[0].Service, rec.Teams[1].Service = c.service[0], c.service[1]
				child.Statuses = append(child.Statuses, model.Status{Status: "cla"})
				child.Permanence = &model.Permanence{Route: "section_20"}
			}
			for _, d := range set.Protocol.Readiness(rec, day(t, c.asOf)).Deadlines {
				if d.ID == c.id && (d.Child == "" || d.Child == child.ID) {
					if d.Says != c.says || d.Limit.String() != c.limit {
						t.Errorf("%s, limit %s\nwant %s, limit %s", d.Says, d.Limit, c.says, c.limit)
					}
					return
				}
			}
			t.Errorf("no deadline %q", c.id)
		})
	}
}

// What isn't audited or is missing stops the listing, and nothing after it.
func TestBuryStopsTheListing(t *testing.T) {
	set, rec := councilCase(t, "bury", "unaccompanied")
	s := set.Protocol.Readiness(rec, day(t, "2026-11-23")).Stopped
	if len(s) != 1 || s[0].What != "listing" || !slices.Contains(s[0].Items, "Age assessment") {
		t.Errorf("%+v", s)
	}
	if s := set.Protocol.Readiness(rec, day(t, "2026-12-02")).Stopped; s != nil {
		t.Error("presented to the Transfer meeting, and stopped")
	}
	set, rec = councilCase(t, "bury", "supervision-orders")
	buryDates(t, rec.Transfer.Dates, "tracking_meeting 2026-12-02")
	if s := set.Protocol.Readiness(rec, day(t, "2026-11-23")).Stopped; len(s) != 1 || len(s[0].Items) != 2 {
		t.Errorf("the RTM found the chronologies missing: %+v", s)
	}
}

func TestBuryRules(t *testing.T) {
	applies := func(p *protocol.Protocol, rec *model.Record, id string) bool {
		return slices.ContainsFunc(p.Readiness(rec, day(t, "2026-11-23")).Rules, func(r protocol.RuleState) bool { return r.ID == id })
	}
	// The case was closed on 12 January 2026: 12 weeks end on Monday 6 April.
	for received, want := range map[string]string{"2026-03-30": "re-referral-last-team", "2026-04-06": "re-referral-last-team", "2026-04-07": "re-referral-assess"} {
		set, rec := councilCase(t, "bury", "change-of-placement")
		rec.Referral.Received.Date = day(t, received)
		for _, id := range []string{"re-referral-last-team", "re-referral-assess"} {
			if got := applies(set.Protocol, rec, id); got != (id == want) {
				t.Errorf("received %s: %s %v", received, id, got)
			}
		}
	}
	for fixture, ids := range map[string]string{
		"supervision-orders": "siblings mixed-orders supervision-order-holder reunification finance responsibility best-interests liaison court-reports",
		"unaccompanied":      "named-first listing fortnightly emergency-duty-team positively",
		"core-group":         "core-group unborn separate-workers",
		"step-down":          "step-down",
	} {
		set, rec := councilCase(t, "bury", fixture)
		for id := range strings.FieldsSeq(ids) {
			if !applies(set.Protocol, rec, id) {
				t.Errorf("%s: %s doesn't apply", fixture, id)
			}
		}
	}
	set, rec := councilCase(t, "bury", "core-group")
	for _, id := range []string{"holding-service-unknown", "receiving-service-unknown"} {
		if applies(set.Protocol, rec, id) {
			t.Errorf("%s, of services that Bury has", id)
		}
	}
	rec.Teams[0].Service, rec.Teams[1].Service = "Duty", ""
	for _, id := range []string{"holding-service-unknown", "receiving-service-unknown"} {
		if !applies(set.Protocol, rec, id) {
			t.Errorf("%s isn't said of a service that is written otherwise", id)
		}
	}
}

// Until a worker is named the family hears of the likelihood alone (BUR-04,
// BUR-32); a change of placement goes to professionals (BUR-33).
func TestBuryLetters(t *testing.T) {
	set := councilSet(t, "bury")
	made := func(fixture string, worker model.ID) string {
		_, rec := councilCase(t, "bury", fixture)
		rec.Transfer.ReceivingWorker = worker
		var kinds []string
		for _, d := range set.Documents {
			if d.Reader.Outside() && d.Template.Applies(set.Protocol.Situation(rec, &rec.Children[0], day(t, "2026-11-23"))) {
				kinds = append(kinds, d.Kind+" "+string(d.Reader))
			}
		}
		return strings.Join(kinds, ", ")
	}
	for _, c := range []struct {
		fixture string
		worker  model.ID
		want    string
	}{
		{"unaccompanied", "", "likelihood-letter child, likelihood-letter parent, likelihood-letter carer"},
		{"unaccompanied", "W4", "change-of-worker-letter child, change-of-worker-letter parent, change-of-worker-letter carer, change-of-worker-letter professional"},
		{"change-of-placement", "W1", "change-of-placement-letter professional"},
		{"step-down", "", ""},
	} {
		if got := made(c.fixture, c.worker); got != c.want {
			t.Errorf("%s with worker %q: %s\nwant %s", c.fixture, c.worker, got, c.want)
		}
	}
	for _, d := range set.Documents {
		if d.Kind == "change-of-worker-letter" && !strings.Contains(d.Template.Why, "once the named social worker is identified") {
			t.Errorf("refused without the procedure's reason: %s", d.Template.Why)
		}
	}
}
