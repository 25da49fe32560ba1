package dates

import (
	"errors"
	"fmt"
	"strings"
	"time"
)

// Unit is what a deadline counts in.
type Unit string

// The units. Only working days need the list of bank holidays; an hour is an
// hour of the clock, so that 24 hours after 9:00 is 9:00 also on the days when
// the clocks change.
const (
	WorkingDays Unit = "working_days"
	Days        Unit = "days"
	Weeks       Unit = "weeks"
	Months      Unit = "months"
	Hours       Unit = "hours"
)

// noun is the unit as it is written after a number.
func (u Unit) noun() string {
	return strings.TrimSuffix(strings.ReplaceAll(string(u), "_", " "), "s")
}

// Rule is a span between an event and what is measured against it: "at least
// 15 working days before", "within 4 months after", or with N 0 "on", "on or
// before", "on or after". Its last day, or its first, keeps the rule.
type Rule struct {
	N      int
	Unit   Unit
	Within bool // else at least
	After  bool // the event; else before it
}

// Text is the rule in words: "at least 15 working days before".
func (r Rule) Text() string {
	switch {
	case r.N == 0 && r.Within:
		return "on"
	case r.N == 0 && r.After:
		return "on or after"
	case r.N == 0:
		return "on or before"
	case r.Within:
		return "within " + r.span()
	}
	return "at least " + r.span()
}

// span is "15 working days before".
func (r Rule) span() string {
	way := "before"
	if r.After {
		way = "after"
	}
	return count(r.N, r.Unit.noun()) + " " + way
}

// Moment is a date with, for hours, a time of day as HH:MM; Clock is empty if
// none is known.
type Moment struct {
	Date  Date
	Clock string
}

// Long is "12 January 2027" or "12 January 2027 at 09:00".
func (m Moment) Long() string {
	if m.Clock == "" {
		return m.Date.Long()
	}
	return m.Date.Long() + " at " + m.Clock
}

// compare orders two moments; by the day alone unless both have a time.
func (m Moment) compare(n Moment) int {
	if by := m.Date.Compare(n.Date); by != 0 || m.Clock == "" || n.Clock == "" {
		return by
	}
	return strings.Compare(m.Clock, n.Clock) // HH:MM sorts as text
}

// Deadline is a rule worked out from an event.
type Deadline struct {
	Rule    Rule
	Event   Moment
	Limit   Moment // the last moment that keeps the rule, or the first one: see IsLast
	Working string // "15 working days before 12 January 2027 = 17 December 2026; 25, 28 December and 1 January are bank holidays"
}

// ErrNoTime says that hours are counted from an event whose time isn't known.
var ErrNoTime = errors.New("can't be worked out without the time of day")

// Deadline works a rule out from an event. The error is an *OutsideListError
// for working days beyond the list, and ErrNoTime for hours from a day alone.
func (c *Calendar) Deadline(r Rule, event Moment) (Deadline, error) {
	n := r.N
	if !r.After {
		n = -n
	}
	limit, note := Moment{}, ""
	switch r.Unit {
	case WorkingDays:
		end, off, err := c.count(event.Date, r.N, r.After)
		if err != nil {
			return Deadline{}, err
		}
		limit.Date, note = end, c.daysOff(off)
	case Days:
		limit.Date = event.Date.AddDays(n)
	case Weeks:
		limit.Date = event.Date.AddDays(7 * n)
	case Months:
		limit.Date = event.Date.AddMonths(n)
		if limit.Date.Day != event.Date.Day {
			note = "; " + limit.Date.Month.String() + " ends on that day"
		}
	case Hours:
		if event.Clock == "" {
			return Deadline{}, ErrNoTime
		}
		t, err := time.Parse(time.DateOnly+" 15:04", event.Date.String()+" "+event.Clock)
		if err != nil {
			return Deadline{}, errors.New("the event's time isn't of the form HH:MM")
		}
		t = t.Add(time.Duration(n) * time.Hour)
		limit = Moment{Date: of(t), Clock: t.Format("15:04")}
	default:
		return Deadline{}, fmt.Errorf("unknown unit %q", r.Unit)
	}
	d := Deadline{Rule: r, Event: event, Limit: limit}
	if r.Unit == Hours {
		d.Working = r.span() + " " + event.Long() + " = " + limit.Long()
	} else if r.N == 0 {
		d.Working = r.Text() + " " + event.Date.Long()
	} else {
		d.Working = r.span() + " " + event.Date.Long() + " = " + limit.Date.Long() + note
	}
	return d, nil
}

// IsLast says whether Limit is the last moment that keeps the rule ("at least
// before", "within after"); else it is the first one.
func (d Deadline) IsLast() bool { return d.Rule.Within == d.Rule.After }

// Keeps says whether something done at a moment keeps the rule. What is done
// "within" a span lies between the event and the limit, both included.
func (d Deadline) Keeps(m Moment) bool {
	if d.IsLast() {
		return m.compare(d.Limit) <= 0 && (!d.Rule.Within || m.compare(d.Event) >= 0)
	}
	return m.compare(d.Limit) >= 0 && (!d.Rule.Within || m.compare(d.Event) <= 0)
}

// daysOff names the weekdays that weren't counted, with why.
func (c *Calendar) daysOff(off []Date) string {
	var bank, closed []Date
	for _, d := range off {
		if c.bank[d] {
			bank = append(bank, d)
		} else {
			closed = append(closed, d)
		}
	}
	return are(bank, "a bank holiday", "bank holidays") + are(closed, "a day when the council is closed", "days when the council is closed")
}

// are is "; 25, 28 December and 1 January are bank holidays".
func are(days []Date, one, several string) string {
	switch len(days) {
	case 0:
		return ""
	case 1:
		return "; " + dayMonths(days) + " is " + one
	}
	return "; " + dayMonths(days) + " are " + several
}

// dayMonths is "25, 28 December and 1 January"; with years where the days
// span more than one.
func dayMonths(days []Date) string {
	years := !days[len(days)-1].Before(days[0].AddMonths(12))
	var b strings.Builder
	for i, d := range days {
		last := i == len(days)-1
		fmt.Fprintf(&b, "%d", d.Day)
		if last || days[i+1].Month != d.Month || days[i+1].Year != d.Year {
			b.WriteString(" " + d.Month.String())
			if years {
				fmt.Fprintf(&b, " %d", d.Year)
			}
		}
		switch {
		case i == len(days)-2:
			b.WriteString(" and ")
		case !last:
			b.WriteString(", ")
		}
	}
	return b.String()
}
