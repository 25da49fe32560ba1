package dates

import (
	"errors"
	"fmt"
	"time"
)

// Partial is a date of which perhaps only the year, or year and month, is
// known: Month and Day are then 0. The zero value means that none is recorded.
type Partial struct {
	Year  int
	Month time.Month
	Day   int
}

// ParsePartial reads YYYY-MM-DD, YYYY-MM or YYYY. The error doesn't repeat
// what it was given.
func ParsePartial(s string) (Partial, error) {
	full := s
	switch len(s) {
	case len("2006"):
		full += "-01-01"
	case len("2006-01"):
		full += "-01"
	}
	d, err := Parse(full)
	if err != nil {
		return Partial{}, errors.New("not a date of the form YYYY-MM-DD, YYYY-MM or YYYY that the calendar has")
	}
	p := Partial(d)
	switch len(s) {
	case len("2006"):
		p.Month, p.Day = 0, 0
	case len("2006-01"):
		p.Day = 0
	}
	return p, nil
}

// IsZero says whether no date is recorded.
func (p Partial) IsZero() bool { return p == Partial{} }

// String is YYYY-MM-DD, YYYY-MM or YYYY, and empty for the zero value.
func (p Partial) String() string {
	switch {
	case p.IsZero():
		return ""
	case p.Month == 0:
		return fmt.Sprintf("%04d", p.Year)
	case p.Day == 0:
		return fmt.Sprintf("%04d-%02d", p.Year, p.Month)
	}
	return Date(p).String()
}

// Long is "3 May 2024", "May 2024" or "2024", and empty for the zero value.
func (p Partial) Long() string {
	switch {
	case p.IsZero():
		return ""
	case p.Month == 0:
		return fmt.Sprintf("%d", p.Year)
	case p.Day == 0:
		return fmt.Sprintf("%s %d", p.Month, p.Year)
	}
	return Date(p).Long()
}
