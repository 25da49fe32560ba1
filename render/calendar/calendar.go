// Package calendar writes dates for a calendar program (RFC 5545). Call Write.
//
// It is our own and not a library's: golang-ical writes line ends that the format
// doesn't have, and backslashes into names that readers show.
package calendar

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// Event is one date, of the whole day or, with a clock, of an hour.
type Event struct {
	Key   string // what the event is, the same however often its date moves
	Day   string // YYYY-MM-DD
	Clock string // HH:MM in England; "" is all day
	What  string // one line
	Where string // "" is nowhere in particular
	Notes string // more lines
}

// Calendar is what one reader needs.
type Calendar struct {
	Name   string // as the program shows it
	Stamp  string // the day on which it was made, YYYY-MM-DD: a later one takes the place of an earlier
	Events []Event
}

// epoch is the day from which versions are counted.
var epoch = time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)

// Write writes a calendar, in its order, with CRLF. An event that is written
// again on a later day has the same UID and a higher SEQUENCE, so that a program
// which heeds them moves it. Times stand with their zone's rules in the file, and
// each event has an end: readers invent others.
func Write(c Calendar) ([]byte, error) {
	stamp, err := time.Parse(time.DateOnly, c.Stamp)
	if err != nil {
		return nil, errors.New("a calendar needs a day")
	}
	w := &writer{}
	w.line("BEGIN:VCALENDAR")
	w.line("VERSION:2.0")
	w.line("PRODID:-//handover//handover//EN")
	w.line("CALSCALE:GREGORIAN")
	w.line("METHOD:PUBLISH")
	w.text("X-WR-CALNAME", c.Name)
	w.zone()
	for _, e := range c.Events {
		if err := w.event(e, stamp); err != nil {
			return nil, err
		}
	}
	w.line("END:VCALENDAR")
	return w.out.Bytes(), nil
}

type writer struct{ out bytes.Buffer }

// zone writes the rules of London's clocks since 1996.
func (w *writer) zone() {
	for _, l := range []string{"BEGIN:VTIMEZONE", "TZID:Europe/London",
		"BEGIN:DAYLIGHT", "TZOFFSETFROM:+0000", "TZOFFSETTO:+0100", "TZNAME:BST", "DTSTART:19960331T010000", "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", "END:DAYLIGHT",
		"BEGIN:STANDARD", "TZOFFSETFROM:+0100", "TZOFFSETTO:+0000", "TZNAME:GMT", "DTSTART:19961027T020000", "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU", "END:STANDARD",
		"END:VTIMEZONE"} {
		w.line(l)
	}
}

func (w *writer) event(e Event, stamp time.Time) error {
	day, err := time.Parse(time.DateOnly, e.Day)
	if err != nil {
		return errors.New("an event needs a day")
	}
	id := sha256.Sum256([]byte(e.Key))
	w.line("BEGIN:VEVENT")
	w.line("UID:" + hex.EncodeToString(id[:16]) + "@handover.invalid")
	w.line("DTSTAMP:" + stamp.Format("20060102T000000Z"))
	w.line(fmt.Sprintf("SEQUENCE:%d", int(stamp.Sub(epoch).Hours()/24)))
	if e.Clock == "" {
		w.line("DTSTART;VALUE=DATE:" + day.Format("20060102"))
		w.line("DTEND;VALUE=DATE:" + day.AddDate(0, 0, 1).Format("20060102"))
		w.line("TRANSP:TRANSPARENT")
		w.line("X-MICROSOFT-CDO-ALLDAYEVENT:TRUE")
		w.line("X-MICROSOFT-CDO-BUSYSTATUS:FREE")
	} else {
		at, err := time.Parse("2006-01-02 15:04", e.Day+" "+e.Clock)
		if err != nil {
			return errors.New("an event's time isn't HH:MM")
		}
		w.line("DTSTART;TZID=Europe/London:" + at.Format("20060102T150405"))
		w.line("DTEND;TZID=Europe/London:" + at.Add(time.Hour).Format("20060102T150405"))
		w.line("X-MICROSOFT-CDO-BUSYSTATUS:BUSY")
	}
	w.line("CLASS:PRIVATE")
	w.text("SUMMARY", e.What)
	w.text("LOCATION", e.Where)
	w.text("DESCRIPTION", e.Notes)
	w.line("END:VEVENT")
	return nil
}

var escape = strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\r\n", `\n`, "\n", `\n`)

// text writes a property whose value is text; none where it is empty.
func (w *writer) text(name, value string) {
	if value == "" {
		return
	}
	value = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' {
			return ' '
		}
		return r
	}, value)
	w.line(name + ":" + escape.Replace(value))
}

// line writes one line, folded after at most 75 bytes and never within a letter.
func (w *writer) line(s string) {
	for room := 75; len(s) > room; room = 74 {
		n := room
		for !utf8.RuneStart(s[n]) {
			n--
		}
		w.out.WriteString(s[:n] + "\r\n ")
		s = s[n:]
	}
	w.out.WriteString(s + "\r\n")
}
