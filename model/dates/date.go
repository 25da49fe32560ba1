// Package dates holds civil dates, bank holidays and deadlines that show their
// working. A Date is a day in England; no clock and no time zone is ever read.
// Start with Parse for a date and NewCalendar for a deadline.
package dates

import (
	"cmp"
	"fmt"
	"time"
)

// Date is a civil date. The zero value means that none is recorded.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// Parse reads YYYY-MM-DD, and nothing else, from the year 1 on. The error
// doesn't repeat what it was given, for that may be somebody's birthday.
func Parse(s string) (Date, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil || t.Year() < 1 {
		return Date{}, fmt.Errorf("not a date of the form YYYY-MM-DD that the calendar has")
	}
	return of(t), nil
}

func of(t time.Time) Date {
	y, m, d := t.Date()
	return Date{Year: y, Month: m, Day: d}
}

// time is midnight of the day, in UTC, where every day has 24 hours.
func (d Date) time() time.Time {
	return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC)
}

// IsZero says whether no date is recorded.
func (d Date) IsZero() bool { return d == Date{} }

// String is YYYY-MM-DD, and empty for the zero date.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

// Long is "12 January 2027", and empty for the zero date.
func (d Date) Long() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%d %s %d", d.Day, d.Month, d.Year)
}

// Brief is "12 Jan", for where there is little room, and empty for the zero date.
func (d Date) Brief() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%d %s", d.Day, d.Month.String()[:3])
}

// MarshalText gives String, so that JSON shows a date as the record does.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText takes what MarshalText gave.
func (d *Date) UnmarshalText(text []byte) (err error) {
	if len(text) > 0 {
		*d, err = Parse(string(text))
	}
	return err
}

// Compare is -1, 0 or +1, as d is before, equal to or after e.
func (d Date) Compare(e Date) int {
	return cmp.Or(cmp.Compare(d.Year, e.Year), cmp.Compare(d.Month, e.Month), cmp.Compare(d.Day, e.Day))
}

// Before says whether d is earlier than e.
func (d Date) Before(e Date) bool { return d.Compare(e) < 0 }

// After says whether d is later than e.
func (d Date) After(e Date) bool { return d.Compare(e) > 0 }

// Weekday is the day of the week.
func (d Date) Weekday() time.Weekday { return d.time().Weekday() }

// AddDays is the date n days later, earlier if n is negative.
func (d Date) AddDays(n int) Date { return of(d.time().AddDate(0, 0, n)) }

// AddMonths is the same day n months later, or the last day of that month if
// it is shorter: one month after 31 January is 28 or 29 February.
func (d Date) AddMonths(n int) Date {
	first := time.Date(d.Year, d.Month+time.Month(n), 1, 0, 0, 0, 0, time.UTC)
	last := first.AddDate(0, 1, -1).Day()
	return Date{Year: first.Year(), Month: first.Month(), Day: min(d.Day, last)}
}

// DaysUntil counts the days from d to e; it is negative if e is earlier.
func (d Date) DaysUntil(e Date) int {
	return int(e.time().Sub(d.time()) / (24 * time.Hour))
}
