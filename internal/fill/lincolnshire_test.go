package fill_test

import (
	"slices"
	"strings"
	"testing"

	"handover/model"
	"handover/model/dates"
)

// TestLincolnshireDeadlines are worked by hand from the calendar.
func TestLincolnshireDeadlines(t *testing.T) {
	type events = map[model.Word]string
	for name, c := range map[string]struct {
		fixture, asOf   string
		transfer, child events // dates put over the fixture's; "" takes one away
		received        string
		seen, home      [2]string  // closure: when the parents, the home were seen; when its record came
		kind, route     model.Word // of the transfer, of the child's permanence plan, where not the fixture's
		held            string     // the measured day where it isn't among the dates; "none" takes it away, or the child was not alone
		id, limit, says string
	}{
		// LIN-17: three weeks on the calendar before Thursday 17 December is Thursday
		// 26 November, and that day itself is in time.
		"three weeks before": {fixture: "review", asOf: "2026-11-23", transfer: events{"notified": "2026-11-26"}, id: "receiving-manager-notified", limit: "2026-11-26", says: "in time: set for 26 November 2026"},
		"a day late":         {fixture: "review", asOf: "2026-12-01", transfer: events{"notified": "2026-11-27"}, id: "receiving-manager-notified", limit: "2026-11-26", says: "late by 1 day: on record for 27 November 2026"},
		"across a leap day":  {fixture: "review", asOf: "2028-02-01", transfer: events{"review": "2028-03-14", "notified": ""}, id: "receiving-manager-notified", limit: "2028-02-22", says: "due in 21 days"},

		// LIN-20: back from Thursday 17 December: 16, 15, 14, 11 and 10 December.
		"name given": {fixture: "review", asOf: "2026-11-23", transfer: events{"name_given": "2026-12-10"}, id: "name-given", limit: "2026-12-10", says: "in time: set for 10 December 2026"},
		// Back from Tuesday 5 January: 4 January, 31, 30, 29 and 24 December; Friday 1
		// January is a bank holiday, as are Friday 25 and Monday 28 December.
		"name given, across New Year": {fixture: "review", asOf: "2026-11-23", transfer: events{"review": "2027-01-05", "name_given": ""}, id: "name-given", limit: "2026-12-24", says: "due in 23 working days"},

		// LIN-22, LIN-26: two working days after Tuesday 22 December are 23 and 24 December.
		"record changed in time": {fixture: "review", asOf: "2026-11-23", transfer: events{"record_changed": "2026-12-24"}, id: "name-added", limit: "2026-12-24", says: "in time: set for 24 December 2026"},
		"record changed late":    {fixture: "review", asOf: "2026-11-23", id: "name-added", limit: "2026-12-24", says: "late by 1 working day: on record for 29 December 2026"},
		// five working days after 17 December: 18, 21, 22, 23, 24.
		"discussion after the review":  {fixture: "review", asOf: "2026-11-23", transfer: events{"case_discussion": "2026-12-24"}, id: "case-discussion-review", limit: "2026-12-24", says: "in time: set for 24 December 2026"},
		"discussion before the review": {fixture: "review", asOf: "2026-11-23", transfer: events{"case_discussion": "2026-12-14"}, id: "case-discussion-review", limit: "2026-12-24", says: "in time: set for 14 December 2026"},
		"discussion too late":          {fixture: "review", asOf: "2026-11-23", transfer: events{"case_discussion": "2026-12-29"}, id: "case-discussion-review", limit: "2026-12-24", says: "late by 1 working day: on record for 29 December 2026"},
		// LIN-16: without a case discussion, one working day after the review.
		"at the review": {fixture: "review", asOf: "2026-11-23", transfer: events{"review": "2026-12-24", "case_discussion": "", "record_changed": "2026-12-29"}, id: "record-amended", limit: "2026-12-29", says: "in time: set for 29 December 2026"},
		// LIN-25: not at a review, three weeks from the notification.
		"not at a review": {fixture: "review", asOf: "2026-11-23", transfer: events{"review": "", "notified": "2026-12-01", "transfer": "2026-12-22"}, id: "transfer-three-weeks", limit: "2026-12-22", says: "in time: set for 22 December 2026"},
		// LIN-23: at the latest on the day before the review.
		"family told on the day": {fixture: "review", asOf: "2026-12-18", transfer: events{"family_told": "2026-12-17"}, id: "family-told", limit: "2026-12-16", says: "late by 1 day: on record for 17 December 2026"},
		// LIN-33, LIN-37.
		"audit before final evidence": {fixture: "review", asOf: "2026-11-23", child: events{"final_evidence_audit": "2026-11-10"}, id: "final-evidence-audit", limit: "2026-11-09", says: "late by 1 day: on record for 10 November 2026"},
		"a day after the IRH":         {fixture: "review", asOf: "2026-11-23", id: "transfer-after-irh", limit: "2026-12-22", says: "in time: set for 22 December 2026"},
		// on 31 January the day after is in February
		"month's end": {fixture: "review", asOf: "2026-11-23", child: events{"irh": "2027-01-31"}, transfer: events{"transfer": "2027-02-02"}, id: "transfer-after-irh", limit: "2027-02-01", says: "late by 1 day: on record for 2 February 2027"},

		// LIN-02, LIN-08, LIN-14: allocated on Friday 20 November; 23 and 24 November
		// are two working days, Friday 27 November the fifth.
		"same day":         {fixture: "allocation", asOf: "2026-11-23", id: "allocated-same-day", limit: "2026-11-20", says: "met: 20 November 2026"},
		"not the same day": {fixture: "allocation", asOf: "2026-11-23", received: "2026-11-19", id: "allocated-same-day", limit: "2026-11-19", says: "late by 1 day: on record for 20 November 2026"},
		"outcome":          {fixture: "allocation", asOf: "2026-11-23", id: "outcome-sent", limit: "2026-11-24", says: "due in 1 working day"},
		"five days":        {fixture: "allocation", asOf: "2026-11-23", id: "involvement-notified", limit: "2026-11-27", says: "due in 4 working days"},
		"ten days":         {fixture: "allocation", asOf: "2026-11-23", id: "core-details-complete", limit: "2026-11-30", says: "due in 7 days"},
		// Allocated on Monday 12 September 2022: 13, 14, 15, 16, then not the 19th, the
		// day of the state funeral, but the 20th.
		"across 19 September 2022": {fixture: "allocation", asOf: "2022-09-12", transfer: events{"allocated": "2022-09-12"}, id: "involvement-notified", limit: "2022-09-20", says: "due in 5 working days"},
		// Allocated on Thursday 25 March 2027; Good Friday is the 26th, Easter Monday the 29th.
		"across Easter": {fixture: "allocation", asOf: "2027-03-25", transfer: events{"allocated": "2027-03-25"}, id: "outcome-sent", limit: "2027-03-31", says: "due in 2 working days"},

		// LIN-40, LIN-38: asked on Monday 9 November; the record is changed on the fifth
		// working day, and before the practitioner begins.
		"practitioner named":         {fixture: "involvement", asOf: "2026-11-23", id: "practitioner-named", limit: "2026-11-16", says: "met: 16 November 2026"},
		"practitioner on the record": {fixture: "involvement", asOf: "2026-11-23", id: "practitioner-on-record", limit: "2026-11-18", says: "met: 16 November 2026"},

		// LIN-52: moved on Monday 16 November; ten working days are 17–20, 23–27 and 30 November.
		"closed after the move": {fixture: "moved", asOf: "2026-11-23", id: "closed-after-move", limit: "2026-11-30", says: "in time: set for 30 November 2026"},
		// Moved on Friday 18 December: 21–24, 29–31 December, 4, 5, 6 January.
		"closed after a move before Christmas": {fixture: "moved", asOf: "2026-12-31", transfer: events{"moved": "2026-12-18", "closed": "2027-01-07"}, id: "closed-after-move", limit: "2027-01-06", says: "late by 1 working day: on record for 7 January 2027"},
		// LIN-53: seven days on the calendar before Friday 20 November is Friday 13 November.
		"parents seen":            {fixture: "moved", asOf: "2026-11-23", seen: [2]string{"2026-11-13", "2026-11-17"}, id: "parents-visit", limit: "2026-11-13", says: "met: 13 November 2026"},
		"one parent seen earlier": {fixture: "moved", asOf: "2026-11-23", seen: [2]string{"2026-11-12", "2026-11-17"}, id: "parents-visit", limit: "2026-11-13", says: "too early by 1 day"},
		// LIN-55: seen on Tuesday 17 November.
		"record of the home late": {fixture: "moved", asOf: "2026-11-23", home: [2]string{"2026-11-17", "2026-11-20"}, id: "accommodation-record", limit: "2026-11-19", says: "late by 1 working day: on record for 20 November 2026"},
		// LIN-58, LIN-59, LIN-60: ready on Friday 20 November, so Friday 27; agreed on
		// Wednesday 25, so Wednesday 2 December; closed on Monday 30, so Wednesday 2 December.
		"decision":          {fixture: "moved", asOf: "2026-11-23", transfer: events{"closure_agreed": ""}, id: "closure-decision", limit: "2026-11-27", says: "due in 4 working days"},
		"closure completed": {fixture: "moved", asOf: "2026-11-23", id: "closure-completed", limit: "2026-12-02", says: "in time: set for 30 November 2026"},
		"copies":            {fixture: "moved", asOf: "2026-11-23", id: "closure-copies", limit: "2026-12-02", says: "in time: set for 2 December 2026"},
		// LIN-30
		"Cafcass": {fixture: "allocation", asOf: "2026-11-23", id: "cafcass", limit: "2026-12-07", says: "in time: set for 26 November 2026"},

		// LIN-05: at the time of the allocation, so on its day or before it. 2028 has a
		// 29 February, a Tuesday; 1 March is a day late.
		"safe at the allocation":        {fixture: "allocation", asOf: "2026-11-23", id: "health-and-safety-done", limit: "2026-11-20", says: "met: 20 November 2026"},
		"safe before the involvement":   {fixture: "involvement", asOf: "2026-11-23", id: "health-and-safety-done-involved", limit: "2026-11-17", says: "met: 16 November 2026"},
		"safe a day after the leap day": {fixture: "allocation", asOf: "2028-03-01", transfer: events{"allocated": "2028-02-29"}, held: "2028-03-01", id: "health-and-safety-done", limit: "2028-02-29", says: "late by 1 day: on record for 1 March 2028"},
		"no assessment on the day":      {fixture: "allocation", asOf: "2026-11-20", held: "none", id: "health-and-safety-done", limit: "2026-11-20", says: "due today"},
		"no assessment after a weekend": {fixture: "allocation", asOf: "2026-11-23", held: "none", id: "health-and-safety-done", limit: "2026-11-20", says: "late by 3 days"},

		// LIN-08: allocated on Friday 18 December: 21, 22, 23, 24 and 29 December; Boxing
		// Day is a Saturday, so that Monday the 28th is a bank holiday.
		"read after Christmas":       {fixture: "allocation", asOf: "2026-12-30", transfer: events{"allocated": "2026-12-18", "record_read": "2026-12-29"}, id: "record-read", limit: "2026-12-29", says: "met: 29 December 2026"},
		"read late after it":         {fixture: "allocation", asOf: "2026-12-30", transfer: events{"allocated": "2026-12-18", "record_read": "2026-12-30"}, id: "record-read", limit: "2026-12-29", says: "late by 1 working day: on record for 30 December 2026"},
		"read before the allocation": {fixture: "allocation", asOf: "2026-12-30", transfer: events{"allocated": "2026-12-18", "record_read": "2026-12-17"}, id: "record-read", limit: "2026-12-29", says: "met: 17 December 2026"},
		// LIN-10: allocated on Wednesday 23 December: 24, 29, 30, 31 December and 4
		// January. Involved on Tuesday 17 November: 18, 19, 20, 23, 24 November.
		"diary across New Year":   {fixture: "allocation", asOf: "2026-12-31", transfer: events{"allocated": "2026-12-23", "dates_in_diary": "2027-01-04"}, id: "diary", limit: "2027-01-04", says: "in time: set for 4 January 2027"},
		"diary of an involvement": {fixture: "involvement", asOf: "2026-11-23", id: "diary-involved", limit: "2026-11-24", says: "due in 1 working day"},
		// Without a day of the allocation, the change of Lead Social Worker counts, Tuesday
		// 22 December: 23, 24, 29, 30 and 31 December.
		"diary after a change of worker": {fixture: "review", asOf: "2026-12-23", id: "diary", limit: "2026-12-31", says: "due in 4 working days"},
		// LIN-11: allocated on Monday 22 March 2027: 23, 24, 25, 30 and 31 March.
		"details checked late, across Easter": {fixture: "allocation", asOf: "2027-04-01", transfer: events{"allocated": "2027-03-22", "core_details_checked": "2027-04-01"}, id: "core-details-checked", limit: "2027-03-31", says: "late by 1 working day: on record for 1 April 2027"},
		// LIN-12: allocated on Thursday 24 February 2028: 25, 28, 29 February, 1 and 2
		// March; from the 28th that is three working days.
		"involvements across a leap day": {fixture: "allocation", asOf: "2028-02-28", transfer: events{"allocated": "2028-02-24"}, id: "involvements-checked", limit: "2028-03-02", says: "due in 3 working days"},
		"involvements on the last day":   {fixture: "allocation", asOf: "2028-03-02", transfer: events{"allocated": "2028-02-24"}, id: "involvements-checked", limit: "2028-03-02", says: "due today"},
		// LIN-13: allocated on Thursday 29 April 2027: 30 April, then not Monday 3 May,
		// the early May bank holiday, but 4, 5, 6 and 7 May; the Monday after is the 10th.
		"historic files across early May": {fixture: "allocation", asOf: "2027-05-10", transfer: events{"allocated": "2027-04-29", "historic_files_arranged": ""}, id: "historic-files-arranged", limit: "2027-05-07", says: "late by 1 working day"},
		// LIN-15: allocated on Christmas Eve: 29, 30, 31 December, 4 and 5 January.
		"Customer Service Centre late":   {fixture: "allocation", kind: "transfer_in", asOf: "2027-01-06", transfer: events{"allocated": "2026-12-24", "csc_referred": "2027-01-06"}, id: "csc-referral", limit: "2027-01-05", says: "late by 1 working day: on record for 6 January 2027"},
		"Customer Service Centre before": {fixture: "allocation", kind: "transfer_in", asOf: "2026-12-24", transfer: events{"allocated": "2026-12-24", "csc_referred": "2026-12-23"}, id: "csc-referral", limit: "2027-01-05", says: "met: 23 December 2026"},

		// LIN-18: on the day of the transfer, Tuesday 22 December, at the latest; without
		// a day for it, on that of the review, Thursday the 17th.
		"audit on the day":         {fixture: "review", asOf: "2026-12-22", held: "2026-12-22", id: "current-audit", limit: "2026-12-22", says: "met: 22 December 2026"},
		"audit the day after":      {fixture: "review", asOf: "2026-12-23", held: "2026-12-23", id: "current-audit", limit: "2026-12-22", says: "late by 1 day: on record for 23 December 2026"},
		"audit before the review":  {fixture: "review", asOf: "2026-12-15", transfer: events{"transfer": ""}, held: "none", id: "current-audit", limit: "2026-12-17", says: "due in 2 days"},
		"audit late over New Year": {fixture: "review", asOf: "2027-01-04", transfer: events{"transfer": "2026-12-31"}, held: "2027-01-04", id: "current-audit", limit: "2026-12-31", says: "late by 4 days: on record for 4 January 2027"},
		// LIN-23: the day before 1 March is 28 February in 2027 and 29 February in 2028;
		// without a review, the day before the transfer.
		"child told on the day":      {fixture: "review", asOf: "2027-03-01", transfer: events{"review": "2027-03-01", "child_told": "2027-03-01"}, id: "child-told", limit: "2027-02-28", says: "late by 1 day: on record for 1 March 2027"},
		"child told on the leap day": {fixture: "review", asOf: "2028-02-29", transfer: events{"review": "2028-03-01", "child_told": "2028-02-29"}, id: "child-told", limit: "2028-02-29", says: "met: 29 February 2028"},
		"child told, no review":      {fixture: "review", asOf: "2026-12-29", transfer: events{"review": "", "transfer": "2027-01-01", "child_told": ""}, id: "child-told", limit: "2026-12-31", says: "due in 2 days"},
		// LIN-24: on the calendar, so that Easter Monday is a day like another.
		"joint visit":                  {fixture: "review", asOf: "2026-11-23", id: "joint-visit", limit: "2026-12-22", says: "in time: set for 3 December 2026"},
		"joint visit on the day":       {fixture: "review", asOf: "2027-03-22", transfer: events{"transfer": "2027-03-29", "joint_visit": "2027-03-29"}, id: "joint-visit", limit: "2027-03-29", says: "in time: set for 29 March 2027"},
		"joint visit at month's end":   {fixture: "review", asOf: "2027-03-22", transfer: events{"transfer": "2027-03-31", "joint_visit": "2027-04-01"}, id: "joint-visit", limit: "2027-03-31", says: "late by 1 day: on record for 1 April 2027"},
		"joint visit after the review": {fixture: "review", asOf: "2026-11-23", transfer: events{"transfer": "", "joint_visit": "2026-12-18"}, id: "joint-visit", limit: "2026-12-17", says: "late by 1 day: on record for 18 December 2026"},
		// LIN-28: on the day of the second review at the latest; from Thursday 31 December
		// to Monday 4 January are four days on the calendar, from Christmas Eve to it seven.
		"permanence at the review": {fixture: "review", route: "section_20", asOf: "2026-11-23", id: "permanence-plan", limit: "2026-08-11", says: "met: 11 August 2026"},
		"permanence after it":      {fixture: "review", route: "section_20", asOf: "2027-01-04", child: events{"second_review": "2026-12-31"}, held: "2027-01-04", id: "permanence-plan", limit: "2026-12-31", says: "late by 4 days: on record for 4 January 2027"},
		"permanence to come":       {fixture: "review", route: "section_20", asOf: "2026-12-24", child: events{"second_review": "2026-12-31"}, held: "none", id: "permanence-plan", limit: "2026-12-31", says: "due in 7 days"},
		// LIN-34: four days before Wednesday 31 March 2027 is Saturday the 27th, so that
		// the meeting is on Thursday the 25th, before Good Friday; before Thursday 2 March
		// 2028 it is 27 February: 1 March, then 29, 28, 27.
		"report before Easter":     {fixture: "review", route: "adoption", asOf: "2027-03-22", child: events{"irh": "2027-03-31", "permanence_report_qa": "2027-03-25"}, id: "permanence-report", limit: "2027-03-27", says: "in time: set for 25 March 2027"},
		"report after Easter":      {fixture: "review", route: "adoption", asOf: "2027-03-22", child: events{"irh": "2027-03-31", "permanence_report_qa": "2027-03-30"}, id: "permanence-report", limit: "2027-03-27", says: "late by 3 days: on record for 30 March 2027"},
		"report across a leap day": {fixture: "review", route: "adoption", asOf: "2028-02-21", child: events{"irh": "2028-03-02", "permanence_report_qa": "2028-02-28"}, id: "permanence-report", limit: "2028-02-27", says: "late by 1 day: on record for 28 February 2028"},
		"report on the fourth day": {fixture: "review", route: "adoption", asOf: "2026-11-23", child: events{"permanence_report_qa": "2026-12-17"}, id: "permanence-report", limit: "2026-12-17", says: "in time: set for 17 December 2026"},
		// LIN-54: seven days before Friday 20 November is the 13th, the first day that
		// counts; before Tuesday 5 January, 29 December; before Friday 3 March 2028, 25
		// February. Whoever isn't seen alone isn't seen: three days from the 20th to the 23rd.
		"child seen on the first day":  {fixture: "moved", asOf: "2026-11-23", held: "2026-11-13", id: "child-visit", limit: "2026-11-13", says: "met: 13 November 2026"},
		"child seen too early":         {fixture: "moved", asOf: "2027-01-05", transfer: events{"ready_for_closure": "2027-01-05"}, held: "2026-12-28", id: "child-visit", limit: "2026-12-29", says: "too early by 1 day"},
		"child seen across a leap day": {fixture: "moved", asOf: "2028-03-03", transfer: events{"ready_for_closure": "2028-03-03"}, held: "2028-02-25", id: "child-visit", limit: "2028-02-25", says: "met: 25 February 2028"},
		"child seen afterwards":        {fixture: "moved", asOf: "2026-11-23", held: "2026-11-21", id: "child-visit", limit: "2026-11-13", says: "late by 1 day: on record for 21 November 2026"},
		"child not seen alone":         {fixture: "moved", asOf: "2026-11-23", held: "none", id: "child-visit", limit: "2026-11-13", says: "late by 3 days"},
	} {
		t.Run(name, func(t *testing.T) {
			set, rec := councilCase(t, "lincolnshire", c.fixture)
			over := func(into map[model.Word]model.Moment, with events) {
				for event, on := range with {
					if delete(into, event); on != "" {
						into[event] = model.Moment{Date: day(t, on)}
					}
				}
			}
			over(rec.Transfer.Dates, c.transfer)
			over(rec.Children[0].Dates, c.child)
			if c.received != "" {
				rec.Referral.Received = model.Moment{Date: day(t, c.received)}
			}
			if c.seen[0] != "" {
				rec.Closure.ParentsSeen[0].Date, rec.Closure.ParentsSeen[1].Date = day(t, c.seen[0]), day(t, c.seen[1])
			}
			if c.home[0] != "" {
				rec.Closure.AccommodationSeen.Date, rec.Closure.AccommodationSeen.RecordReceived = day(t, c.home[0]), day(t, c.home[1])
			}
			if c.kind != "" {
				rec.Transfer.Kind = c.kind
			}
			if c.route != "" {
				rec.Children[0].Permanence.Route, rec.Court = c.route, nil
			}
			if c.held != "" {
				var on dates.Date
				if c.held != "none" {
					on = day(t, c.held)
				}
				switch c.id {
				case "health-and-safety-done":
					rec.HealthSafety.Date = on
				case "current-audit":
					rec.Audit.Manager.On = on
				case "permanence-plan":
					rec.Children[0].Permanence.DecidedOn = on
				case "child-visit":
					seen := &rec.Closure.ChildrenSeen[0]
					if *seen.Alone = !on.IsZero(); *seen.Alone {
						seen.Date = on
					}
				default:
					t.Fatalf("%s measures no day that is held elsewhere", c.id)
				}
			}
			found := false
			for _, d := range set.Protocol.Readiness(rec, day(t, c.asOf)).Deadlines {
				if d.ID != c.id || found {
					continue
				}
				found = true
				if d.Limit.String() != c.limit || d.Says != c.says {
					t.Errorf("%s: %s, %q; want %s, %q", c.id, d.Limit, d.Says, c.limit, c.says)
				}
			}
			if !found {
				t.Errorf("%s does not apply", c.id)
			}
		})
	}
}

// TestLincolnshireOtherAuthorities: the letters about a move are for Child and
// Family Progress Plans; where another procedure holds, that is said.
func TestLincolnshireOtherAuthorities(t *testing.T) {
	asOf := day(t, "2026-11-23")
	for name, c := range map[string]struct {
		status model.Word
		rule   string // that says so
		made   bool
	}{
		"in need":          {"cin", "planned-or-not", true},
		"child protection": {"cp", "other-procedure-plan", false},
		"in care":          {"cla", "other-procedure-care", false},
	} {
		set, rec := councilCase(t, "lincolnshire", "moved")
		child := &rec.Children[0]
		child.Statuses = []model.Status{{Status: c.status}}
		for _, d := range set.Documents {
			switch d.Kind {
			case "move-letter", "authority-transfer-letter", "authority-meeting-invitation":
				if made := d.Template.Applies(set.Protocol.Situation(rec, child, asOf)); made != c.made {
					t.Errorf("%s: %s is made: %v", name, d.Kind, made)
				}
			}
		}
		said := false
		for _, r := range set.Protocol.Readiness(rec, asOf).Rules {
			said = said || r.ID == c.rule && r.Child == child.ID
		}
		if !said {
			t.Errorf("%s: the rule %s isn't said", name, c.rule)
		}
	}
}

// TestLincolnshireLists: the allocation standards and the points of the case
// discussion are the procedure's own words, in its order.
func TestLincolnshireLists(t *testing.T) {
	set, _ := councilCase(t, "lincolnshire", "review")
	got := map[string][]string{}
	for _, c := range set.Protocol.Checklist {
		got[c.List] = append(got[c.List], c.Text)
	}
	for list, want := range map[string][]string{
		"the Team Manager or delegated person shall": {
			"Ensure that the allocated practitioner is clear about what is expected of them, what action is required, including any timescales to be met, and that they understand the procedure and associated standards",
			"Ensure that the practitioner allocated the work is suitably qualified and trained or experienced to undertake the work",
			"Ensure that the practitioner knows how their work will be authorised and supervised",
			"Ensure that the case does not have a personal impact on the allocated practitioner",
			"Allocate the case to a team out of area if the subject of the referral directly involves a family who has a connection to Children's Services in a professional capacity or there is a potential conflict of interest",
			"Undertake and record a Health & Safety Assessment including checking and taking into consideration any hazards recorded",
		},
		"the allocated practitioner shall": {
			"Ensure that they know what is expected of them and how their work will be authorised and supervised",
			"Raise any issues with the allocator that may impact on their role including issues relating to any health and safety",
			"Ensure that they know of all the records/files that exist for the child and that these are recorded correctly on MOSAIC or other child's record including file",
			"Check that the child's record is a complete record and make the Team Manager aware of any gaps in the records and any data/documents that may be missing that are associated with the missed data",
		},
		"case discussion": {
			"Timescales to be met (in keeping with the three calendar weeks from date of notification)",
			"Risks as identified in the health and safety assessment",
			"Assessments, visits, tasks or appointments required",
			"Meetings to attend",
			"Requirements listed within the child's plan",
			"Any specific needs or requirements relating to disability, communication, methods of working etc.",
		},
	} {
		if !slices.Equal(got[list], want) {
			t.Errorf("%s:\n%s", list, strings.Join(got[list], "\n"))
		}
	}
}

// TestLincolnshireDocuments: each document where the procedure asks for it, and
// not elsewhere.
func TestLincolnshireDocuments(t *testing.T) {
	for name, c := range map[string]struct {
		fixture, asOf string
		change        func(*model.Record)
		made, not     []string
	}{
		"the new worker attends":       {fixture: "within-team", made: []string{"meeting-invitation", "name-of-worker", "change-of-worker-letter"}, not: []string{"case-discussion", "involvement-notice", "joint-visit"}},
		"the new worker can't attend":  {fixture: "review", made: []string{"case-discussion", "name-of-worker", "joint-visit"}, not: []string{"meeting-invitation", "panel-invitation", "review-invitation"}},
		"not at a review":              {fixture: "within-team", change: func(r *model.Record) { delete(r.Transfer.Dates, "review") }, made: []string{"case-discussion", "transfer-notification"}, not: []string{"meeting-invitation"}},
		"nobody named":                 {fixture: "delay", made: []string{"transfer-notification"}, not: []string{"change-of-worker-letter", "allocation-record", "name-of-worker", "health-and-safety-assessment"}},
		"the worker follows":           {fixture: "within-team", change: func(r *model.Record) { yes := true; r.Transfer.SameWorker = &yes }, not: []string{"change-of-worker-letter", "involvement-notice", "meeting-invitation", "name-of-worker"}},
		"after the change":             {fixture: "within-team", asOf: "2026-12-16", made: []string{"involvement-notice"}, not: []string{"change-of-worker-letter", "meeting-invitation"}},
		"a referral":                   {fixture: "allocation", made: []string{"allocation-record", "involvement-notice"}, not: []string{"specific-requirements", "case-discussion", "transfer-notification", "customer-service-referral"}},
		"a service of another council": {fixture: "transfer-in", made: []string{"customer-service-referral", "transfer-meeting-record", "involvement-notice"}, not: []string{"specific-requirements", "case-discussion"}},
		"a referral that wasn't begun": {fixture: "referral-moved", made: []string{"authority-referral-letter", "move-letter"}, not: []string{"authority-transfer-letter", "transfer-meeting-record"}},
		"a plan that moves":            {fixture: "moved", made: []string{"authority-transfer-letter", "transfer-meeting-record", "move-letter", "closure-record-copy", "ready-for-closure"}, not: []string{"authority-referral-letter", "allocation-record"}},
		"a Team Around the Child":      {fixture: "tac", made: []string{"tac-review-record", "tac-notification"}, not: []string{"closure-record-copy", "ready-for-closure", "case-discussion"}},
	} {
		t.Run(name, func(t *testing.T) {
			set, rec := councilCase(t, "lincolnshire", c.fixture)
			if c.change != nil {
				c.change(rec)
			}
			if c.asOf == "" {
				c.asOf = "2026-11-23"
			}
			made := map[string]bool{}
			for _, d := range set.Documents {
				s := set.Protocol.Situation(rec, &rec.Children[0], day(t, c.asOf))
				made[d.Kind] = made[d.Kind] || d.Template.Applies(s)
			}
			for _, kind := range c.made {
				if !made[kind] {
					t.Errorf("%s isn't made", kind)
				}
			}
			for _, kind := range c.not {
				if made[kind] {
					t.Errorf("%s is made", kind)
				}
			}
		})
	}
}
