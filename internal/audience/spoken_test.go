package audience

import (
	"testing"

	"handover/model"
	"handover/model/dates"
)

// Outside a day ahead has its weekday, and a time is as people say it; a day that
// lies behind, a birth that is expected, and papers inside are as they were.
func TestSpoken(t *testing.T) {
	today, err := dates.Parse("2026-11-23")
	if err != nil {
		t.Fatal(err)
	}
	at := func(day, clock string) *model.Moment {
		d, err := dates.Parse(day)
		if err != nil {
			t.Fatal(err)
		}
		return &model.Moment{Date: d, Time: model.Time(clock)}
	}
	for _, x := range []struct {
		spoken    bool
		at        *model.Moment
		path, say string
	}{
		{true, at("2027-01-12", ""), "transfer.dates.transfer", "Tuesday 12 January 2027"},
		{true, at("2026-12-02", "16:00"), "transfer.dates.joint_visit", "Wednesday 2 December 2026 at 4 pm"},
		{true, at("2026-11-23", "09:30"), "x", "Monday 23 November 2026 at 9.30 am"},
		{true, at("2026-12-02", "12:00"), "x", "Wednesday 2 December 2026 at 12 noon"},
		{true, at("2026-12-02", "12:05"), "x", "Wednesday 2 December 2026 at 12.05 pm"},
		{true, at("2026-12-02", "00:05"), "x", "Wednesday 2 December 2026 at 12.05 am"},
		{true, at("2026-11-22", ""), "x", "22 November 2026"},
		{true, at("2026-12-22", ""), "children[0].expected_date_of_birth", "22 December 2026"},
		{false, at("2026-12-02", "16:00"), "x", "2 December 2026 at 16:00"},
	} {
		b := &builder{rec: &model.Record{}, asOf: today, spoken: x.spoken}
		if got := b.moment(x.at, x.path); got.Text() != x.say {
			t.Errorf("%q, want %q", got.Text(), x.say)
		}
	}
}
