package imports

import (
	"strings"
	"time"

	"handover/model/dates"
)

// order is in which order a column's days have their parts.
type order int

const (
	dayFirst   order = iota // 14/03/2017, or nothing says otherwise
	monthFirst              // 03/14/2017
	mixed                   // some days are one, some the other: none that could be both is taken
)

// evidence is what the days of a column that are parted by slashes say about
// their order.
type evidence struct{ slashed, day, month int }

// see takes note of a value; what has no slashes says nothing.
func (e *evidence) see(s string) {
	a, b, _, ok := parts(s)
	if !ok {
		return
	}
	e.slashed++
	switch {
	case a > 12 && b <= 12:
		e.day++
	case b > 12 && a <= 12:
		e.month++
	}
}

func (e evidence) order() order {
	switch {
	case e.day > 0 && e.month > 0:
		return mixed
	case e.month > 0:
		return monthFirst
	}
	return dayFirst
}

// parts are the numbers of a day that is written 14/03/2017, 14-3-2017 or
// 14.03.2017, perhaps with a time after it.
func parts(s string) (a, b, year int, ok bool) {
	s, _, _ = strings.Cut(s, " ")
	var n [3]int
	at, digits := 0, 0
	for i := range len(s) {
		switch c := s[i]; {
		case c >= '0' && c <= '9':
			if digits++; digits > 4 || at < 2 && digits > 2 {
				return 0, 0, 0, false
			}
			n[at] = n[at]*10 + int(c-'0')
		case (c == '/' || c == '-' || c == '.') && digits > 0 && at < 2:
			at, digits = at+1, 0
		default:
			return 0, 0, 0, false
		}
	}
	return n[0], n[1], n[2], at == 2 && digits == 4
}

// dayForms are the other ways in which systems write a day, SQL Server's own
// among them; a time may follow.
func dayForms() []string {
	return []string{"02-Jan-2006", "2-Jan-2006", "2 Jan 2006", "2 January 2006", "Jan 2 2006", "January 2 2006"}
}

// What a day may be beside a day.
const (
	noDay  = "none"            // what systems write where there is none
	unread = "isn't a day"     // or not one of the calendar
	unsure = "may be two days" // 03/04/2017 in a column of both orders
)

// readDay reads a day. clock is the time of day that stands beside it, if it
// isn't midnight; what is noDay, unread or unsure where there is no day.
func readDay(s string, in order) (d dates.Date, clock, what string) {
	day, clock, _ := strings.Cut(s, " ")
	if i := strings.IndexByte(s, 'T'); i == len("2006-01-02") {
		day, clock = s[:i], s[i+1:]
	}
	if a, b, year, ok := parts(s); ok {
		if in == mixed && a <= 12 && b <= 12 && a != b {
			return dates.Date{}, "", unsure
		}
		if in == monthFirst || in == mixed && b > 12 {
			a, b = b, a
		}
		d = dates.Date{Year: year, Month: time.Month(b), Day: a}
	} else if len(day) == 8 && strings.Trim(day, "0123456789") == "" {
		d, _ = dates.Parse(day[:4] + "-" + day[4:6] + "-" + day[6:])
		return real(d, clock)
	} else if d, err := dates.Parse(day); err == nil {
		return real(d, clock)
	} else {
		return named(s)
	}
	if d != d.AddDays(0) { // the 31st of a month of 30 days
		return dates.Date{}, "", unread
	}
	return real(d, clock)
}

// named reads a day whose month is a word.
func named(s string) (d dates.Date, clock, what string) {
	words := strings.Fields(s)
	for _, form := range dayForms() {
		n := len(strings.Fields(form))
		if len(words) < n {
			continue
		}
		if t, err := time.Parse(form, strings.Join(words[:n], " ")); err == nil {
			return real(dates.Date{Year: t.Year(), Month: t.Month(), Day: t.Day()}, strings.Join(words[n:], " "))
		}
	}
	return dates.Date{}, "", unread
}

// real is a day that isn't one of those that systems write for none.
func real(d dates.Date, clock string) (dates.Date, string, string) {
	none := d.Month == 1 && d.Day == 1 && (d.Year == 1900 || d.Year == 1753 || d.Year == 1) ||
		d.Year == 1899 && d.Month == 12 && d.Day >= 30 || d.Year == 9999
	switch {
	case d.IsZero():
		return d, "", unread
	case none:
		return dates.Date{}, "", noDay
	case d.Year < 1900 || d.Year > 2199:
		return dates.Date{}, "", unread
	}
	if strings.Trim(clock, "0:.Z+ ") == "" || clock == "12:00AM" {
		clock = ""
	}
	return d, clock, ""
}
