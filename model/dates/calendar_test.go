package dates

import (
	"errors"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestTheListIsWhole(t *testing.T) {
	list := bankHolidays()
	if len(list) != 140 {
		t.Errorf("%d bank holidays, want 140", len(list))
	}
	for i, d := range list {
		if weekend(d) {
			t.Errorf("%v is a weekend; the list holds the days given instead", d)
		}
		if i > 0 && !list[i-1].Before(d) {
			t.Errorf("%v is out of order", d)
		}
	}
}

// Each example was worked by hand on a wall calendar.
func TestDeadlines(t *testing.T) {
	plain := NewCalendar(nil)
	closed := NewCalendar([]Date{{2026, time.December, 24}, {2026, time.December, 26}, {2026, time.December, 29}})
	for _, c := range []struct {
		calendar    *Calendar
		rule        Rule
		event       string
		clock       string
		want, words string
	}{
		{plain, Rule{15, WorkingDays, false, false}, "2027-01-12", "", "2026-12-17",
			"15 working days before 12 January 2027 = 17 December 2026; 25, 28 December and 1 January are bank holidays"},
		{closed, Rule{15, WorkingDays, false, false}, "2027-01-12", "", "2026-12-15",
			"15 working days before 12 January 2027 = 15 December 2026; 25, 28 December and 1 January are bank holidays; 24 and 29 December are days when the council is closed"},
		{plain, Rule{5, WorkingDays, true, true}, "2027-03-24", "", "2027-04-02",
			"5 working days after 24 March 2027 = 2 April 2027; 26 and 29 March are bank holidays"},
		{plain, Rule{5, WorkingDays, true, true}, "2022-09-14", "", "2022-09-22",
			"5 working days after 14 September 2022 = 22 September 2022; 19 September is a bank holiday"},
		{plain, Rule{2, WorkingDays, false, false}, "2020-05-11", "", "2020-05-06",
			"2 working days before 11 May 2020 = 6 May 2020; 8 May is a bank holiday"},
		{plain, Rule{1, WorkingDays, false, false}, "2028-03-01", "", "2028-02-29",
			"1 working day before 1 March 2028 = 29 February 2028"},
		{plain, Rule{1, WorkingDays, false, false}, "2027-01-10", "", "2027-01-08", // a Sunday
			"1 working day before 10 January 2027 = 8 January 2027"},
		{plain, Rule{260, WorkingDays, false, true}, "2026-12-21", "", "2028-01-04",
			"260 working days after 21 December 2026 = 4 January 2028; 25, 28 December 2026, 1 January 2027, 26, 29 March 2027, 3, 31 May 2027, 30 August 2027, 27, 28 December 2027 and 3 January 2028 are bank holidays"},
		{plain, Rule{6, Weeks, false, false}, "2027-01-12", "", "2026-12-01",
			"6 weeks before 12 January 2027 = 1 December 2026"},
		{plain, Rule{4, Months, true, true}, "2026-10-31", "", "2027-02-28",
			"4 months after 31 October 2026 = 28 February 2027; February ends on that day"},
		{plain, Rule{4, Months, true, true}, "2027-10-31", "", "2028-02-29",
			"4 months after 31 October 2027 = 29 February 2028; February ends on that day"},
		{plain, Rule{28, Days, true, true}, "2028-02-01", "", "2028-02-29",
			"28 days after 1 February 2028 = 29 February 2028"},
		{plain, Rule{1, Days, false, false}, "2027-01-12", "", "2027-01-11",
			"1 day before 12 January 2027 = 11 January 2027"},
		{plain, Rule{0, Days, false, false}, "2027-01-12", "", "2027-01-12", "on or before 12 January 2027"},
		{plain, Rule{0, Days, false, true}, "2027-01-12", "", "2027-01-12", "on or after 12 January 2027"},
		{plain, Rule{0, Days, true, true}, "2027-01-12", "", "2027-01-12", "on 12 January 2027"},
		{plain, Rule{72, Hours, true, true}, "2026-12-30", "15:30", "2027-01-02",
			"72 hours after 30 December 2026 at 15:30 = 2 January 2027 at 15:30"},
		{plain, Rule{20, Weeks, false, true}, "2028-12-20", "", "2029-05-09",
			"20 weeks after 20 December 2028 = 9 May 2029"},
	} {
		d, err := c.calendar.Deadline(c.rule, Moment{day(t, c.event), c.clock})
		if err != nil {
			t.Errorf("%s %s: %v", c.rule.Text(), c.event, err)
			continue
		}
		if d.Limit.Date.String() != c.want || d.Working != c.words {
			t.Errorf("%s %s:\n got %s: %s\nwant %s: %s", c.rule.Text(), c.event, d.Limit.Date, d.Working, c.want, c.words)
		}
	}
}

func TestBeyondTheList(t *testing.T) {
	c := NewCalendar(nil)
	_, err := c.Deadline(Rule{5, WorkingDays, true, true}, Moment{Date: day(t, "2028-12-22")})
	var outside *OutsideListError
	if !errors.As(err, &outside) || err.Error() != "can't be worked out past 26 December 2028" {
		t.Error(err)
	}
	_, err = c.Deadline(Rule{5, WorkingDays, false, false}, Moment{Date: day(t, "2012-01-04")})
	if !errors.As(err, &outside) || err.Error() != "can't be worked out before 2 January 2012" {
		t.Error(err)
	}
	if _, err := c.WorkingDaysBetween(day(t, "2028-12-20"), day(t, "2028-12-28")); !errors.As(err, &outside) {
		t.Error(err)
	}
	if _, err = c.Deadline(Rule{72, Hours, true, true}, Moment{Date: day(t, "2027-01-12")}); err != ErrNoTime {
		t.Error(err)
	}
	if _, err = c.Deadline(Rule{3, "fortnights", true, true}, Moment{Date: day(t, "2027-01-12")}); err == nil {
		t.Error("an unknown unit counts as something")
	}
}

func TestKeeps(t *testing.T) {
	c := NewCalendar(nil)
	for _, k := range []struct {
		rule Rule
		done string
		want bool
	}{
		// The boundary day itself keeps the rule.
		{Rule{6, Weeks, false, false}, "2026-12-01", true},
		{Rule{6, Weeks, false, false}, "2026-12-02", false},
		{Rule{6, Weeks, false, false}, "2026-01-01", true},
		{Rule{4, Months, true, true}, "2027-05-12", true},
		{Rule{4, Months, true, true}, "2027-05-13", false},
		{Rule{4, Months, true, true}, "2027-01-12", true},
		{Rule{4, Months, true, true}, "2027-01-11", false}, // before what it follows
		{Rule{3, Months, false, true}, "2027-04-11", false},
		{Rule{3, Months, false, true}, "2027-04-12", true},
		{Rule{12, Months, true, false}, "2026-01-12", true},
		{Rule{12, Months, true, false}, "2026-01-11", false},
		{Rule{12, Months, true, false}, "2027-01-13", false},
		{Rule{0, Days, true, true}, "2027-01-12", true},
		{Rule{0, Days, true, true}, "2027-01-13", false},
		{Rule{0, Days, true, true}, "2027-01-11", false},
	} {
		d, err := c.Deadline(k.rule, Moment{Date: day(t, "2027-01-12")})
		if err != nil {
			t.Fatal(err)
		}
		if got := d.Keeps(Moment{Date: day(t, k.done)}); got != k.want {
			t.Errorf("%s %s, done %s: %v", d.Rule.Text(), d.Event.Long(), k.done, got)
		}
	}
	d, err := c.Deadline(Rule{72, Hours, true, true}, Moment{day(t, "2026-12-30"), "15:30"})
	if err != nil {
		t.Fatal(err)
	}
	for done, want := range map[Moment]bool{
		{day(t, "2027-01-02"), "15:30"}: true,
		{day(t, "2027-01-02"), "15:31"}: false,
		{day(t, "2027-01-02"), ""}:      true,
		{day(t, "2027-01-03"), "09:00"}: false,
		{day(t, "2026-12-31"), "23:00"}: true,
		{day(t, "2026-12-30"), "15:29"}: false,
	} {
		if got := d.Keeps(done); got != want {
			t.Errorf("72 hours, done %s: %v", done.Long(), got)
		}
	}
}

func TestWorkingDaysThereAndBack(t *testing.T) {
	c := NewCalendar([]Date{{2026, time.December, 29}})
	rapid.Check(t, func(t *rapid.T) {
		from := Date{Year: 2013, Month: 1, Day: 1}.AddDays(rapid.IntRange(0, 5000).Draw(t, "from"))
		n := rapid.IntRange(0, 60).Draw(t, "n")
		for _, after := range []bool{true, false} {
			end, _, err := c.count(from, n, after)
			if err != nil {
				t.Fatal(err)
			}
			a, b := from, end
			if !after {
				a, b = end.AddDays(-1), from.AddDays(-1) // the days that were walked
				if n == 0 {
					continue
				}
			}
			if got, err := c.WorkingDaysBetween(a, b); err != nil || got != n {
				t.Fatalf("%d working days from %v, after %v, end %v: %d between, %v", n, from, after, end, got, err)
			}
		}
	})
}
