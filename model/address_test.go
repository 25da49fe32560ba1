package model

import (
	"strings"
	"testing"

	"handover/model/dates"
)

func TestLetterLines(t *testing.T) {
	for _, tt := range []struct {
		name  string
		lines string
		post  string
		want  string // lines joined with "|", or the error
	}{
		{"Ann Placeholder", "2 High Street,|  Salford  ", "zz99zz", "Ann Placeholder|2 High Street|Salford|ZZ9 9ZZ"},
		{"Ann Placeholder", "2 High Street", "ZZ99 9ZZ", "Ann Placeholder|2 High Street|ZZ99 9ZZ"},
		{"Ann Placeholder", "", "ZZ99 9ZZ", "the address has 2 lines with name and postcode; a letter needs 3 to 7"},
		{"Ann", "a1|b|c|d|e|f", "ZZ99 9ZZ", "the address has 8 lines with name and postcode; a letter needs 3 to 7"},
		{"Ann", "a1|b|c|d|e", "ZZ99 9ZZ", "Ann|a1|b|c|d|e|ZZ99 9ZZ"},
		{"Ann", "2 High Street", "", "the address has no postcode"},
		{"", "2 High Street", "ZZ99 9ZZ", "line 1 of the address has no letter or figure; the first line is the name"},
		{"Ann", "--|Salford", "ZZ99 9ZZ", "line 2 of the address has no letter or figure; the first line is the name"},
		{"Ann", "2 High Street|(Salford)", "ZZ99 9ZZ", "line 3 of the address starts with a mark that a printer of letters refuses"},
		{"Ann", "No Fixed Abode|Salford", "ZZ99 9ZZ", "the address says that there is no fixed one"},
		{"Ann", "NFA|Salford", "ZZ99 9ZZ", "the address says that there is no fixed one"},
		{"Ann", "N.F.A.|Salford", "ZZ99 9ZZ", "the address says that there is no fixed one"},
	} {
		a := &Address{Lines: strings.Split(tt.lines, "|"), Postcode: tt.post}
		lines, err := a.LetterLines(tt.name)
		got := strings.Join(lines, "|")
		if err != nil {
			got = err.Error()
		}
		if got != tt.want {
			t.Errorf("%q: got %q, want %q", tt.lines, got, tt.want)
		}
	}
	if _, err := (*Address)(nil).LetterLines("Ann"); err == nil {
		t.Error("no address, and no error")
	}
}

func TestAddressCurrent(t *testing.T) {
	day := func(d int) dates.Date { return dates.Date{Year: 2026, Month: 5, Day: d} }
	a := &Address{From: day(2), To: day(4)}
	for d, want := range map[int]bool{1: false, 2: true, 4: true, 5: false} {
		if a.Current(day(d)) != want {
			t.Errorf("on day %d: %v", d, !want)
		}
	}
	if !(&Address{}).Current(day(1)) || (*Address)(nil).Current(day(1)) {
		t.Error("an address without dates holds always, and none never")
	}
}
