package calendar

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"
)

// sample has both clock changes of 2027, a long line, and what has to be escaped.
func sample(stamp string) Calendar {
	return Calendar{Name: "CF-1", Stamp: stamp, Events: []Event{
		{Key: "a", Day: "2027-03-28", What: "CF-1 (ZO): all day on the day that has 23 hours"},
		{Key: "b", Day: "2027-10-31", What: "CF-1 (ZO): all day on the day that has 25 hours"},
		{Key: "c", Day: "2027-03-26", Clock: "16:00", What: "before, in winter", Where: `Room 3; The Old Depot, "Mill \ Lane"`},
		{Key: "d", Day: "2027-03-29", Clock: "16:00", What: "after, in summer", Notes: "one\ntwo"},
		{Key: "e", Day: "2027-10-29", Clock: "09:30", What: "in summer"},
		{Key: "f", Day: "2027-11-01", Clock: "09:30", What: "in winter " + strings.Repeat("Ŵyn ", 60)},
	}}
}

func write(t *testing.T, c Calendar) []byte {
	t.Helper()
	b, err := Write(c)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// Lines end as the format asks, none is too long, and no letter is cut.
func TestLines(t *testing.T) {
	b := write(t, sample("2026-11-23"))
	if bytes.Count(b, []byte("\n")) != bytes.Count(b, []byte("\r\n")) {
		t.Error("a line ends otherwise")
	}
	for _, l := range strings.Split(string(b), "\r\n") {
		if len(l) > 75 || !utf8.ValidString(l) {
			t.Errorf("%d bytes: %q", len(l), l)
		}
	}
	unfolded := strings.ReplaceAll(string(b), "\r\n ", "")
	for _, want := range []string{
		"LOCATION:Room 3\\; The Old Depot\\, \"Mill \\\\ Lane\"\r\n", "DESCRIPTION:one\\ntwo\r\n", strings.Repeat("Ŵyn ", 60) + "\r\n",
		"DTSTART;VALUE=DATE:20271031\r\nDTEND;VALUE=DATE:20271101\r\n", "DTSTART;TZID=Europe/London:20270329T160000\r\nDTEND;TZID=Europe/London:20270329T170000\r\n",
	} {
		if !strings.Contains(unfolded, want) {
			t.Errorf("no %q", want)
		}
	}
	if n := strings.Count(unfolded, "CLASS:PRIVATE\r\n"); n != 6 {
		t.Errorf("%d events are private", n)
	}
}

// A second file moves the events of the first: the same UID, a higher SEQUENCE.
func TestAgain(t *testing.T) {
	moved := sample("2026-11-24")
	moved.Events[2].Day = "2027-04-02"
	of := func(b []byte, name string) (out []string) {
		for _, l := range strings.Split(string(b), "\r\n") {
			if strings.HasPrefix(l, name+":") {
				out = append(out, l)
			}
		}
		return out
	}
	first, again, second := write(t, sample("2026-11-23")), write(t, sample("2026-11-23")), write(t, moved)
	if !bytes.Equal(first, again) {
		t.Error("the same dates give other bytes")
	}
	if strings.Join(of(first, "UID"), " ") != strings.Join(of(second, "UID"), " ") {
		t.Error("an event that moved is another")
	}
	if a, b := of(first, "SEQUENCE")[2], of(second, "SEQUENCE")[2]; a != "SEQUENCE:2518" || b != "SEQUENCE:2519" {
		t.Error(a, b)
	}
}

func TestRefuses(t *testing.T) {
	for _, c := range []Calendar{{Stamp: "today"}, {Stamp: "2026-01-01", Events: []Event{{Day: "soon"}}}, {Stamp: "2026-01-01", Events: []Event{{Day: "2026-01-01", Clock: "4 pm"}}}} {
		if _, err := Write(c); err == nil {
			t.Errorf("%v: no error", c)
		}
	}
}
