package pack

import (
	"strings"
	"testing"

	"handover/model"
	"handover/model/dates"
	"handover/render"
)

// A transfer date before it was agreed, or one that lies behind of which nothing
// says that it happened, stops every letter, until somebody confirms it.
func TestUnlikelyDate(t *testing.T) {
	day := func(s string) dates.Date {
		d, err := dates.Parse(s)
		if err != nil && s != "" {
			t.Fatal(err)
		}
		return d
	}
	for _, x := range []struct{ name, agreed, transfer, changed, confirmed, today, why string }{
		{"as it should be", "2026-11-18", "2027-01-12", "", "", "2026-11-23", ""},
		{"on the day", "2026-11-18", "2027-01-12", "", "", "2027-01-12", ""},
		{"the year is wrong", "2026-11-18", "2026-01-12", "2026-01-12", "", "2026-11-23", "before transfer.dates.agreed"},
		{"and confirmed", "2026-11-18", "2026-01-12", "2026-01-12", "2026-11-20", "2026-11-23", ""},
		{"and confirmed tomorrow", "2026-11-18", "2026-01-12", "2026-01-12", "2026-11-24", "2026-11-23", "before transfer.dates.agreed"},
		{"it lies behind", "2026-11-18", "2027-01-12", "", "", "2027-01-13", "lies behind"},
		{"and happened", "2026-11-18", "2027-01-12", "2027-01-12", "", "2027-01-13", ""},
		{"and will happen", "2026-11-18", "2027-01-12", "2027-01-20", "", "2027-01-13", "lies behind"},
		{"and was confirmed before", "2026-11-18", "2027-01-12", "", "2026-12-01", "2027-01-13", "lies behind"},
		{"and was confirmed since", "2026-11-18", "2027-01-12", "", "2027-01-13", "2027-01-13", ""},
	} {
		src := source(t, "salford-section-20")
		rec := decode(t, src)
		on := rec.Transfer.Dates
		delete(on, "moved")
		for name, s := range map[model.Word]string{"agreed": x.agreed, "transfer": x.transfer, "record_changed": x.changed} {
			on[name] = model.Moment{Date: day(s)}
		}
		rec.Transfer.ConfirmedOn = day(x.confirmed)
		opt := options(t, src, render.Markdown)
		opt.AsOf, opt.Only = day(x.today), []string{"change-of-worker-letter"}
		plan, err := Choose(rec, loadSet(t, rec.Protocol), opt)
		if err != nil {
			t.Fatal(err)
		}
		if (len(plan.Documents) == 0) != (x.why != "") {
			t.Errorf("%s: %d letters", x.name, len(plan.Documents))
		}
		for _, n := range plan.NotMade {
			if why := strings.Join(n.Reasons, "; "); x.why != "" && n.Kind == "change-of-worker-letter" && strings.Contains(why, "transfer.dates.transfer") && !strings.Contains(why, x.why) {
				t.Errorf("%s: %s", x.name, why)
			}
		}
	}
}
