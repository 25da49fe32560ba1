package audience

import (
	"fmt"
	"strings"
	"testing"

	"handover/internal/protocol"
	"handover/model/dates"
)

// A step has the last day that keeps its rule, and no last day where being after
// it isn't late.
func TestWindow(t *testing.T) {
	rec := edited(t)
	b := &builder{rec: rec, asOf: day(t, today), about: &rec.Children[0]}
	on := func(s string) dates.Date { return day(t, s) }
	all := []protocol.DeadlineState{
		{Label: "a", State: protocol.Met, By: on("2026-12-01"), Measured: on("2026-11-20")},
		{Label: "b", State: protocol.Met, By: on("2026-12-20"), Measured: on("2026-12-01")},
		{Label: "c", State: protocol.DueThen, By: on("2026-12-20")},
		{Label: "d", State: protocol.Late, By: on("2026-11-20")},
		{Label: "e", State: protocol.Late, By: on("2026-11-20"), Measured: on("2026-12-01")},
		{Label: "directly after", State: protocol.DueThen, By: on("2026-11-20")},
		{Label: "directly after it", State: protocol.Met, By: on("2026-11-20"), Measured: on("2027-01-12")},
		{Label: "f", State: protocol.TooEarly, By: on("2026-12-20"), Measured: on("2026-11-01")},
		{Label: "another child's", Child: "C9", State: protocol.Late, By: on("2026-11-20")},
		{Label: "without a day", State: protocol.NotYetKnown},
	}
	var out []string
	for _, s := range b.window(b.about, all).Steps {
		out = append(out, fmt.Sprintf("%s %s %s %d", s.What.Text(), s.By, s.On, s.State))
	}
	want := "A 2026-12-01 2026-11-20 1; B 2026-12-20 2026-12-01 2; C 2026-12-20  0; D 2026-11-20  3; E 2026-11-20 2026-12-01 3; Directly after   0; Directly after it  2027-01-12 2; F 2026-12-20 2026-11-01 4"
	if got := strings.Join(out, "; "); got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
	if b.window(b.about, all[:2]) != nil {
		t.Error("two steps are no picture")
	}
}
