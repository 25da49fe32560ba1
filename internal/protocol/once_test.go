package protocol

import (
	"strings"
	"testing"

	"handover/model"
)

// changed is Salford's protocol with one part of its file replaced.
func changed(t *testing.T, old, new string) *Protocol {
	t.Helper()
	src := source(t, salfordFile)
	if strings.Count(src, old) != 1 {
		t.Fatalf("%q stands %d times in %s", old, strings.Count(src, old), salfordFile)
	}
	p, err := Read("salford/protocol.yaml", []byte(strings.Replace(src, old, new, 1)))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestDeadlineOnceAnEventHasADate(t *testing.T) {
	p := changed(t, "    measured: record_changed\n", "    measured: record_changed\n    once: cp_plan_ended\n")
	rec := lookedAfter(t)
	if hasDeadline(p.Readiness(rec, day(t, "2026-12-01")), "record-changed") {
		t.Error("no protection plan has ended")
	}
	rec.Children[0].Dates["cp_plan_ended"] = model.Moment{Date: day(t, "2026-09-01")}
	if got := find(t, p.Readiness(rec, day(t, "2026-12-01")), "record-changed"); got.Child != "C1" {
		t.Errorf("%+v: an event of a child is looked up for each", got)
	}
}

func TestStopsOnlyWhen(t *testing.T) {
	p := changed(t, "  if_missing: nothing\n", "  if_missing: listing\n  when: not (happened \"tracking_meeting\")\n")
	rec := lookedAfter(t)
	rec.Transfer.Dates = events(t, "tracking_meeting 2026-12-02")
	if s := p.Readiness(rec, day(t, "2026-12-01")).Stopped; len(s) != 1 || s[0].What != "listing" {
		t.Errorf("%+v", s)
	}
	if s := p.Readiness(rec, day(t, "2026-12-02")).Stopped; s != nil {
		t.Error("a case that has been listed is stopped")
	}
}
