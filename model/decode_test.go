package model

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"handover/model/dates"
)

// declared is a protocol for tests, with one event and one fact of each type.
var testOptions = Options{
	Protocols: []string{"bury", "islington", "salford"},
	Declared: func(string) Declared {
		return Declared{
			Events: []string{"lgpm_outcome"},
			Extra:  []ExtraField{{"panel_note", "text"}, {"panel_date", "date"}, {"panel_seen", "yes_no"}},
		}
	},
}

const small = `{
  "schema": "handover.case/1", "protocol": "salford", "reference": "CF-1",
  "children": [
    {"id": "C1", "first_name": "Siân", "known_as": "", "date_of_birth": "2019-02-28",
     "dates": {"first_review": "2026-05-01", "conference": {"date": "2026-06-01", "time": "09:30"}, "lgpm_outcome": ""},
     "placement": {"type": "U6", "carers": ["P1"], "previous": {"address": {"lines": ["1 Low Lane"], "postcode": "zz99 9zz"}}},
     "address": {"lines": ["2 High Street", "Salford"], "postcode": "ZZ9 9ZZ", "known_to": []}}
  ],
  "people": [{"id": "P1", "name": "Ann Other", "date_of_birth": "1980-05",
     "relationship": [{"child": "C1", "is": "foster carer", "parental_responsibility": false}]}],
  "workers": [{"id": "W1", "name": "Bo Worker"}, {"id": "W2", "name": "Cy Worker"}],
  "transfer": {"kind": "between_teams", "current_worker": "W1", "receiving_worker": "W2",
     "trigger": {"event": "ico_granted", "date": "2026-04-01"}},
  "referral": {"received": {"date": "2025-01-02", "time": "16:05"}},
  "extra": {"panel_note": "a\n\nb", "panel_date": "2026-01-31", "panel_seen": true},
  "not_known": [{"path": "children[0].nhs_number", "why": "being_sought"}, {"path": "children[0].dates.first_review", "why": "declined"}]
}
`

func decodeSmall(t *testing.T) *Record {
	t.Helper()
	rec, err := Decode("small.json", []byte(small), testOptions)
	if err != nil {
		t.Fatal(err)
	}
	return rec
}

func TestDecode(t *testing.T) {
	rec := decodeSmall(t)
	c := rec.Child("C1")
	if got := c.DateOfBirth; got != (dates.Date{Year: 2019, Month: 2, Day: 28}) {
		t.Errorf("date of birth: %v", got)
	}
	if got := c.Dates["conference"]; got.Time != "09:30" || got.Date.String() != "2026-06-01" {
		t.Errorf("conference: %v", got)
	}
	if got := rec.Person("P1").DateOfBirth.String(); got != "1980-05" {
		t.Errorf("partial date: %v", got)
	}
	if c.Orders != nil || c.Address.KnownTo == nil {
		t.Error("absent and [] are not told apart")
	}
	if pr := rec.People[0].Relationship[0].ParentalResponsibility; pr == nil || *pr {
		t.Error("false and absent are not told apart")
	}
	if x := rec.Extra["panel_seen"]; x.Bool == nil || !*x.Bool || rec.Extra["panel_note"].Text != "a\n\nb" {
		t.Errorf("extra: %v", rec.Extra)
	}
	if got := rec.Referral.Received.Time; got != "16:05" {
		t.Errorf("referral received: %v", got)
	}
}

func TestTextBecomesNFC(t *testing.T) {
	in := strings.Replace(small, "Siân", "Sia\u0302n  W.", 1)
	rec, err := Decode("x", []byte(in), testOptions)
	if err != nil {
		t.Fatal(err)
	}
	if got := rec.Children[0].FirstName; got != "Siân W." {
		t.Errorf("got %+q: expected NFC, and one space", got)
	}
}

// TestLongestText: a text is refused from one character too many, not before.
func TestLongestText(t *testing.T) {
	for extra, refused := range []bool{false, true} {
		in := strings.Replace(small, `"protocol"`, `"summary": {"risk": "`+strings.Repeat("é", maxText+extra)+`"}, "protocol"`, 1)
		_, err := Decode("x", []byte(in), testOptions)
		if (err != nil) != refused || refused && !strings.Contains(err.Error(), "summary.risk: longer than 200000 characters") {
			t.Errorf("%d characters: %v", maxText+extra, err)
		}
	}
}

func TestByteOrderMarkIsAccepted(t *testing.T) {
	rec, err := Decode("x", []byte("\ufeff"+small), testOptions)
	if err != nil {
		t.Fatal(err)
	}
	if got := rec.PlaceOf(&rec.Schema); got.Line != 2 || got.Col != 13 {
		t.Errorf("schema stands at %v", got)
	}
}

func TestProtocolFromOutside(t *testing.T) {
	opt := testOptions
	opt.Protocol = "bury"
	rec, err := Decode("x", []byte(strings.Replace(small, `"protocol": "salford"`, `"protocol": "nowhere"`, 1)), opt)
	if err != nil || rec.Protocol != "bury" {
		t.Errorf("got %v, %v", rec, err)
	}
}

// TestGoodFixtures decodes the records of a council that declares nothing of
// its own; package pack tries the others, whose protocols it can read.
func TestGoodFixtures(t *testing.T) {
	files, err := filepath.Glob("../fixtures/good/salford-*.json")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := Decode(filepath.Base(name), b, Options{}); err != nil {
			t.Error(err)
		}
	}
}
