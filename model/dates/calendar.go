package dates

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"
	"time"
)

// GOV.UK's list for England and Wales (https://www.gov.uk/bank-holidays.json),
// a date and a title a line. It is kept and not computed, for Parliament and
// the Crown move and add days: 8 May 2020, 19 September 2022.
//
//go:embed bank-holidays-england-and-wales.csv
var bankHolidayList string

// bankHolidays are the list's dates, in order; never empty.
var bankHolidays = sync.OnceValue(func() []Date {
	var all []Date
	for i, line := range strings.Split(strings.TrimSpace(bankHolidayList), "\n")[1:] {
		d, err := Parse(line[:min(len(line), len(time.DateOnly))])
		if err != nil {
			panic(fmt.Sprintf("bank holidays: line %d: %v", i+2, err)) // the list is part of the program
		}
		all = append(all, d)
	}
	return all
})

// Calendar knows working days: Monday to Friday, without the bank holidays of
// England and Wales and the days on which the council is closed.
type Calendar struct {
	bank, closed map[Date]bool
	first, last  Date // what the list of bank holidays covers
}

// NewCalendar makes a calendar of GOV.UK's bank holidays and the council's own
// closure days.
func NewCalendar(closures []Date) *Calendar {
	list := bankHolidays()
	c := &Calendar{bank: map[Date]bool{}, closed: map[Date]bool{}, first: list[0], last: list[len(list)-1]}
	for _, d := range list {
		c.bank[d] = true
	}
	for _, d := range closures {
		c.closed[d] = true
	}
	return c
}

// OutsideListError says that a working day lies where no bank holidays are
// known.
type OutsideListError struct {
	Limit Date // the list's first or last date
	Past  bool // past the last one
}

func (e *OutsideListError) Error() string {
	if e.Past {
		return "can't be worked out past " + e.Limit.Long()
	}
	return "can't be worked out before " + e.Limit.Long()
}

// count walks n working days from a day, on or back, and returns where it ends
// and the weekdays off that it passed, in the order of the calendar.
func (c *Calendar) count(from Date, n int, after bool) (end Date, off []Date, err error) {
	step := -1
	if after {
		step = 1
	}
	d := from
	for n > 0 {
		d = d.AddDays(step)
		working, err := c.working(d)
		if err != nil {
			return Date{}, nil, err
		}
		switch {
		case working:
			n--
		case weekend(d):
		case after:
			off = append(off, d)
		default:
			off = append([]Date{d}, off...)
		}
	}
	return d, off, nil
}

func weekend(d Date) bool {
	return d.Weekday() == time.Saturday || d.Weekday() == time.Sunday
}

// working says whether a day is a working day. The error is an
// *OutsideListError.
func (c *Calendar) working(d Date) (bool, error) {
	switch {
	case d.After(c.last):
		return false, &OutsideListError{Limit: c.last, Past: true}
	case d.Before(c.first):
		return false, &OutsideListError{Limit: c.first}
	}
	return !weekend(d) && !c.bank[d] && !c.closed[d], nil
}

// WorkingDaysBetween counts the working days after a up to and with b; b may
// not be earlier. The error is an *OutsideListError.
func (c *Calendar) WorkingDaysBetween(a, b Date) (int, error) {
	n := 0
	for d := a.AddDays(1); !d.After(b); d = d.AddDays(1) {
		working, err := c.working(d)
		if err != nil {
			return 0, err
		}
		if working {
			n++
		}
	}
	return n, nil
}
