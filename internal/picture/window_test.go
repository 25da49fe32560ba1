package picture

import (
	"strings"
	"testing"

	"handover/internal/audience"
	"handover/model/dates"
	"handover/render/doc"
)

// A line a step, each with its state in words and its sign where its day is.
func TestWindow(t *testing.T) {
	w := &audience.Window{AsOf: day(t, "2026-11-23"), Steps: []audience.Step{
		{What: audience.Worked("Meeting held"), Says: audience.Worked("met: 2 September 2026"), By: day(t, "2026-10-01"), On: day(t, "2026-09-02"), State: audience.StepDone},
		{What: audience.Worked("Visit"), Says: audience.Worked("in time"), On: day(t, "2026-12-02"), By: day(t, "2026-12-11"), State: audience.StepSet},
		{What: audience.Worked("Audit"), Says: audience.Worked("due in 1 day"), By: day(t, "2026-11-24")},
		{What: audience.Worked("Plan"), Says: audience.Worked("late by 3 days"), By: day(t, "2026-11-20"), State: audience.StepLate},
		{What: audience.Worked("Notice"), Says: audience.Worked("too early"), By: day(t, "2026-12-20"), On: day(t, "2020-11-20"), State: audience.StepEarly},
		{What: audience.Worked("Entry"), Says: audience.Worked("due")},
	}}
	for _, wide := range []float64{Portrait, Landscape} {
		p := windowOf(w, wide)
		words := strings.Join(p.Words(), " ")
		for _, s := range []string{"Meeting held Done 2 Sep", "Visit Set for 2 Dec", "Audit Due in 1 day", "Plan Late", "Notice Too early", "Entry Due", "Black line: 23 November 2026."} {
			if !strings.Contains(words, s) {
				t.Errorf("%q isn't there: %s", s, words)
			}
		}
		for _, m := range p.Marks {
			if s, ok := m.(*doc.Shape); ok {
				for _, step := range s.Path {
					if at := step.At[0]; step.Op != doc.Close && (at.X < 0 || at.X > p.Wide || at.Y < 0 || at.Y > p.High) {
						t.Errorf("%v stands outside", at)
					}
				}
			}
		}
		if said := doc.PlainText(p.Alt); !strings.Contains(said, "Plan: late by 3 days. Notice: too early.") {
			t.Error(said)
		}
	}
	d := &window{Window: w, wide: Portrait, from: day(t, "2026-11-01"), to: day(t, "2026-12-31")}
	if a, b := d.x(day(t, "2026-11-20")), d.x(day(t, "2026-11-23")); a >= b || d.x(dates.Date{Year: 1999, Month: 1, Day: 1}) != stepNames {
		t.Error("days stand in another order")
	}
}
