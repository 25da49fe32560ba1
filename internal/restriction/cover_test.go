package restriction

import (
	"reflect"
	"strings"
	"testing"

	"handover/model"
	"handover/model/dates"
)

// decoded is a record of a test's own children, people and so on.
func decoded(t *testing.T, rest string) *model.Record {
	t.Helper()
	rec, err := model.Decode("case.json", []byte(`{"schema": "handover.case/1", "protocol": "salford", "reference": "CF-1", `+rest+`}`), model.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return rec
}

var today = dates.Date{Year: 2026, Month: 11, Day: 23}

// TestEachWordKeepsSomething: no word that a restriction can have is passed
// over; a fact is known by the restriction's own words alone.
func TestEachWordKeepsSomething(t *testing.T) {
	f, _ := reflect.TypeFor[model.Restriction]().FieldByName("What")
	words := strings.Fields(f.Tag.Get("words"))
	if len(words) != 19 {
		t.Fatalf("%d words", len(words))
	}
	for _, w := range words {
		rec := decoded(t, `"children": [{"id": "C1", "first_name": "Ida", "surname": "Row", "number": "7001", "placement": {"carers": ["P3"]}, "dates": {"placement_from": "2026-01-01"},
"address": {"lines": ["1 Long Row", "Wigan"], "postcode": "XX4 9AA"}, "school": {"professional": "R1"}}],
"people": [{"id": "P1", "name": "Ann Row", "relationship": [{"child": "C1", "is": "mother"}]},
 {"id": "P2", "name": "Bob Field", "workplace": "Old Mill", "telephone": "01632 960301", "email": "bob@example.org", "relationship": [{"child": "C1", "is": "dad"}]},
 {"id": "P3", "name": "Cy Carer"}],
"professionals": [{"id": "R1", "name": "Hal Head", "agency": "Beacon Primary School", "kind": "education"}],
"teams": [{"id": "T1", "name": "North Team"}], "workers": [{"id": "W1", "name": "Flo Worker", "team": "T1"}],
"referral": {"from": "the school", "referrer": "R1"}, "contact_plan": {"arrangements": [{"child": "C1", "with": "P2", "venue": "Lantern Centre"}]},
"restrictions": [{"who": "P1", "about": "P2", "what": ["`+w+`"]}]`)
		if w != "telephone" && w != "email" && w != "workplace" {
			rec.Restrictions[0].About = "C1"
		}
		s := New(rec, "P1", today)
		if got := len(s.hidden)+len(s.forms) > 0; got != (w != "fact") {
			t.Errorf("%s keeps something back: %v", w, got)
		}
	}
}
