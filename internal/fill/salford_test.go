package fill_test

import "testing"

// TestSalfordDeadlines are worked by hand from the calendar. Each changes the
// dates of the transfer and of the two audits in the fixture section-20.
func TestSalfordDeadlines(t *testing.T) {
	for name, c := range map[string]struct {
		asOf                  string
		transfer              []string // "event day", or an event that is taken away
		worker, administrator string   // when each signed the audit, or "unsigned"
		id, limit, says       string
	}{
		// Both audits are there at the Case Transfer Meeting (SAL-17), whose own day is in time. They are
		// counted in calendar days: bank holidays and weekends count.
		"first audit at the meeting": {asOf: "2026-11-23", worker: "2026-12-15", // which is at 10:00
			id: "first-audit", limit: "2026-12-15", says: "in time: set for 15 December 2026"},
		"first audit after Christmas": {asOf: "2026-11-23", transfer: []string{"transfer_meeting 2026-12-24"}, worker: "2026-12-29",
			id: "first-audit", limit: "2026-12-24", says: "late by 5 days: on record for 29 December 2026"},
		"no first audit before Christmas": {asOf: "2026-12-18", transfer: []string{"transfer_meeting 2027-01-04"}, worker: "unsigned", // 13 days to the 31st and four
			id: "first-audit", limit: "2027-01-04", says: "due in 17 days"},
		"first audit on the last of February": {asOf: "2027-03-01", transfer: []string{"transfer_meeting 2027-02-28"}, worker: "2027-02-28",
			id: "first-audit", limit: "2027-02-28", says: "met: 28 February 2027"},
		// Good Friday is 26 March 2027, Easter Monday 29 March.
		"second audit on Easter Monday": {asOf: "2027-03-01", transfer: []string{"transfer_meeting 2027-03-30"}, administrator: "2027-03-29",
			id: "second-audit", limit: "2027-03-30", says: "in time: set for 29 March 2027"},
		"no second audit over Easter": {asOf: "2027-03-30", transfer: []string{"transfer_meeting 2027-03-25"}, administrator: "unsigned",
			id: "second-audit", limit: "2027-03-25", says: "late by 5 days"},
		"second audit on 1 March": {asOf: "2026-11-23", transfer: []string{"transfer_meeting 2027-02-28"}, administrator: "2027-03-01",
			id: "second-audit", limit: "2027-02-28", says: "late by 1 day: on record for 1 March 2027"},
		"second audit on 1 March of a leap year": {asOf: "2026-11-23", transfer: []string{"transfer_meeting 2028-02-28"}, administrator: "2028-03-01",
			id: "second-audit", limit: "2028-02-28", says: "late by 2 days: on record for 1 March 2028"},
		// On Carefirst on the agreed date itself (SAL-22), neither before nor after it.
		"changed on the day": {asOf: "2026-11-23", transfer: []string{"transfer 2027-01-04", "record_changed 2027-01-04"},
			id: "record-changed", limit: "2027-01-04", says: "in time: set for 4 January 2027"},
		"changed the day after": {asOf: "2026-11-23", transfer: []string{"transfer 2026-12-31", "record_changed 2027-01-01"},
			id: "record-changed", limit: "2026-12-31", says: "late by 1 day: on record for 1 January 2027"},
		"changed the day before": {asOf: "2026-11-23", transfer: []string{"transfer 2027-01-04", "record_changed 2027-01-03"},
			id: "record-changed", limit: "2027-01-04", says: "on record for 3 January 2027, before the official transfer date"},
		"not changed over Easter": {asOf: "2027-03-30", transfer: []string{"transfer 2027-03-25", "record_changed"},
			id: "record-changed", limit: "2027-03-25", says: "late by 5 days"},
		"to be changed today": {asOf: "2027-03-31", transfer: []string{"transfer 2027-03-31", "record_changed"},
			id: "record-changed", limit: "2027-03-31", says: "due today"},
		"to be changed after New Year": {asOf: "2026-12-24", transfer: []string{"transfer 2027-01-04", "record_changed"}, // seven days to the 31st and four
			id: "record-changed", limit: "2027-01-04", says: "due in 11 days"},
	} {
		t.Run(name, func(t *testing.T) {
			set, rec := councilCase(t, "salford", "section-20")
			buryDates(t, rec.Transfer.Dates, c.transfer...)
			switch c.worker {
			case "":
			case "unsigned":
				rec.Audit.Worker = nil
			default:
				rec.Audit.Worker.On = day(t, c.worker)
			}
			switch c.administrator {
			case "":
			case "unsigned":
				rec.Audit.Administrator = nil
			default:
				rec.Audit.Administrator.On = day(t, c.administrator)
			}
			for _, d := range set.Protocol.Readiness(rec, day(t, c.asOf)).Deadlines {
				if d.ID == c.id {
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
