package model

import (
	"strings"
	"testing"

	"handover/model/dates"
)

// TestPost are addresses as GOV.UK Notify's own code judges them: what it
// mends, what it refuses, and how it prints a country and a BFPO number.
func TestPost(t *testing.T) {
	t.Parallel()
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
		{"Ann", "2 High Street", "", "the address has no postcode; abroad, its last line is the country"},
		{"", "2 High Street", "ZZ99 9ZZ", "line 1 of the address has no letter or figure; the first line is the name"},
		{"Ann", "--|Salford", "ZZ99 9ZZ", "line 2 of the address has no letter or figure; the first line is the name"},
		{"Ann", "2 High Street|(Salford)", "ZZ99 9ZZ", "line 3 of the address starts with a mark that a printer of letters refuses"},
		// Nowhere to live.
		{"Ann", "No Fixed Abode|Salford", "ZZ99 9ZZ", nowhereSaid},
		{"Ann", "NFA|Salford", "ZZ99 9ZZ", nowhereSaid},
		{"Ann", "N.F.A.|Salford", "ZZ99 9ZZ", nowhereSaid},
		{"Ann", "Address unknown|Salford", "ZZ99 9ZZ", nowhereSaid},
		{"Ann", "Not known|Salford", "ZZ99 9ZZ", nowhereSaid},
		{"Ann", "Homeless|Salford", "ZZ99 9ZZ", nowhereSaid},
		{"Ann", "2 Unknown Soldier Street|Salford", "ZZ99 9ZZ", "Ann|2 Unknown Soldier Street|Salford|ZZ99 9ZZ"},
		// What Notify mends.
		{"Ann", "27 Mock Walk||SALFORD|", "m5 4wt,", "Ann|27 Mock Walk|SALFORD|M5 4WT"},
		{"Ann", "27 Mock Walk|SALFORD", "S W1 A\u00a01\tAA", "Ann|27 Mock Walk|SALFORD|SW1A 1AA"},
		{"Ann", "27  Mock\u00a0Walk ,|SALFORD|England|UK", "M5 4WT", "Ann|27 Mock Walk|SALFORD|M5 4WT"},
		{"Ann", "27 Mock Walk|SALFORD|m5 4wt", "M5 4WT", "Ann|27 Mock Walk|SALFORD|M5 4WT"},
		{"Ann", "27 Mock Walk|M5 4WT|SALFORD", "M5 4WT", "Ann|27 Mock Walk|SALFORD|M5 4WT"},
		{"Ann", "27 Mock Walk|SALFORD|M5 4WT", "", "Ann|27 Mock Walk|SALFORD|M5 4WT"},
		{"Ann Lee", "Ann  Lee|27 Mock Walk|SALFORD", "M5 4WT", "Ann Lee|27 Mock Walk|SALFORD|M5 4WT"},
		{"Ann", "1 Mock Walk|St Helier|Jersey", "JE2 3AB", "Ann|1 Mock Walk|St Helier|JE2 3AB"},
		{"Ann", "1 Wales Road|SALFORD", "M5 4WT", "Ann|1 Wales Road|SALFORD|M5 4WT"},
		// Abroad.
		{"Ann", "14 Rue Example|75011 Paris|France", "", "Ann|14 Rue Example|75011 Paris|France"},
		{"Ann", "14 Rue Example|Paris|FRANCE", "75011", "Ann|14 Rue Example|Paris|75011|France"},
		{"Ann", "ul. Przykładowa 4|00-001 Warszawa|Polska", "", "Ann|ul. Przykładowa 4|00-001 Warszawa|Poland"},
		{"Ann", "1 Main Street|Ballina|Ireland", "F26 X0K1", "Ann|1 Main Street|Ballina|F26 X0K1|Ireland"},
		{"Ann", "1 Main Street|Ballina|Éire", "", "Ann|1 Main Street|Ballina|Ireland"},
		{"Ann", "14 Stryd|Gwlad Pwyl", "", "Ann|14 Stryd|Poland"},
		{"Ann", "14 Old Street|Salford|Poland", "M5 4WT", "the address has a British postcode and a country abroad: one of the two is wrong"},
		{"Ann", "14 Old Street|Salford|M5 4WT|Poland", "", "the address has a British postcode and a country abroad: one of the two is wrong"},
		// BFPO.
		{"Ann", "Unit 1|BFPO|BFPO 123", "", "Ann|Unit 1|BFPO 123"},
		{"Ann", "Unit 1|bfpo57", "BF1 2AU", "Ann|Unit 1|BF1 2AU|BFPO 57"},
		{"Ann", "Unit 1", "BFPO 57", "Ann|Unit 1|BFPO 57"},
		{"Ann", "BFPO c/o 57|Unit 1", "", "Ann|Unit 1|BFPO c/o 57"},
		{"Ann", "BFPO 57", "", "the address has 2 lines with name and BFPO number; a letter needs 3 to 7"},
		{"Ann", "Unit 1|BFPO 57|Germany", "", "the address has a BFPO number and a country: one of the two is wrong"},
		// Letters that aren't Latin.
		{"Đỗ", "2 High Street|Salford", "M5 4WT", "Đỗ|2 High Street|Salford|M5 4WT"},
		{"Ζωή Παπαδοπούλου", "2 High Street|Salford", "M5 4WT", "line 1 of the address, the name, has no letter from a to z, and post needs one: give the Latin spelling in latin_name"},
		{"Ann", "улица|Salford", "M5 4WT", "line 2 of the address, the first after the name, has no letter from a to z, and post needs one: write it in Latin letters"},
	} {
		a := &Address{Lines: strings.Split(tt.lines, "|"), Postcode: tt.post}
		p, err := a.Post(tt.name)
		got := strings.Join(p.Lines, "|")
		if err != nil {
			got = err.Error()
		}
		if got != tt.want {
			t.Errorf("%q: got %q, want %q", tt.lines, got, tt.want)
		}
		if last := p.Lines; err == nil && (p.Abroad != "") != (country(last[len(last)-1]) != "") {
			t.Errorf("%q: abroad is %q", tt.lines, p.Abroad)
		}
	}
	if _, err := (*Address)(nil).Post("Ann"); err == nil {
		t.Error("no address, and no error")
	}
	if p, err := (&Address{Lines: []string{"a1", "b", "c", "d", "e"}, Postcode: "M5 4WT"}).Post("Ann", "Care of Bob"); err == nil {
		t.Errorf("eight lines with the one of care of: %q", p.Lines)
	}
}

const nowhereSaid = "the address says that there is no fixed one, or that it isn't known"

// TestPostcodeDoubt: areas and last letters that no postcode has. XX and ZZ are
// for invented cases.
func TestPostcodeDoubt(t *testing.T) {
	t.Parallel()
	for code, doubtful := range map[string]bool{
		"M5 4WT": false, "sw1a1aa": false, "ZZ9 9ZZ": false, "XX10 1AC": false, "BF1 2AU": false, "JE2 3AB": false, "BX9 1AS": false,
		"M5 4CI": true, "M5 4AV": true, "QX5 4WT": true, "NF1 1AA": true, "GX11 1AA": true, "BFPO 57": false, "": false, "75011": false,
	} {
		if got := postcodeDoubt(code); (got != "") != doubtful {
			t.Errorf("%s: %q", code, got)
		}
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
