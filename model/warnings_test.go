package model

import (
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"handover/model/dates"
)

var today = dates.Date{Year: 2026, Month: 11, Day: 21}

func TestWarnings(t *testing.T) {
	const record = `{
"schema": "handover.case/1", "protocol": "salford", "reference": "CF-1",
"children": [{"id": "C1", "first_name": "Mabli", "nhs_number": "943 476 5918", "upn": "R247962919251",
 "date_of_birth": "2027-01-01", "sex": "U",
 "statuses": [{"status": "cla", "from": "2024-05-01", "to": "2024-04-30"}],
 "placement": {"type": "H5", "previous": {"type": "Z11", "to": "2025-03-31"}}}],
"people": [{"id": "P1", "name": "Ann", "date_of_birth": "1980", "died_on": "1979-12-31"},
 {"id": "P2", "name": "Bob", "date_of_birth": "1980-05", "died_on": "1980-05-01"}],
"workers": [{"id": "W1", "name": "ann"}, {"id": "W2", "name": "Bob Ann"}],
"restrictions": [{"who": "P1", "about": "C1", "what": ["address"], "review_on": "2026-11-20"},
 {"who": "P1", "about": "C1", "what": ["school"], "review_on": "2026-11-20", "ended_on": "2026-11-01"},
 {"who": "P1", "about": "C1", "what": ["name"], "review_on": "2026-11-21"}],
"chronology": [{"date": "2024-05", "until": "2024", "event": "x"}, {"date": "2024-05", "until": "2024-04-30", "event": "y"},
 {"date": "2024-05-02", "until": "2024-05", "event": "z"}]
}`
	rec, err := Decode("w.json", []byte(record), Options{})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, p := range rec.Warnings(today) {
		got = append(got, p.String())
	}
	want := []string{
		"w.json:3:64: children[0].nhs_number: not an NHS number: ten digits, of which the last is a check digit",
		"w.json:3:87: children[0].upn: not a UPN: a check letter, eleven digits, and a digit or letter",
		"w.json:4:19: children[0].date_of_birth: lies in the future",
		"w.json:5:61: children[0].statuses[0].to: lies before from",
		"w.json:6:24: children[0].placement.type: H5 is a code of the collections to 2024–25",
		"w.json:6:51: children[0].placement.previous.type: Z11 is a code of the collections from 2025–26",
		"w.json:7:76: people[0].died_on: lies before date_of_birth",
		"w.json:9:34: workers[0].name: is the name of P1 as well",
		"w.json:10:81: restrictions[0].review_on: the review of this restriction has passed; it still holds",
		"w.json:13:97: chronology[1].until: lies before date",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// TestInOrderPairs looks that each pair stands in some object, as dates.
func TestInOrderPairs(t *testing.T) {
	for _, pair := range inOrder {
		n := 0
		for _, p := range allPlans() {
			first, then := p.byName[pair[0]], p.byName[pair[1]]
			if first != nil && then != nil && first.plan.shape != line && then.plan.shape != line {
				n++
			}
		}
		if n == 0 {
			t.Errorf("no object has %v", pair)
		}
	}
}

func TestIdentifiers(t *testing.T) {
	for s, want := range map[string]bool{
		"A950000178301": true, "H243278544154": true, "X845212818005": true, "UN4": true, "A95000017830B": true,
		"R247962919251": false, "X428558133462": false, "UN6": false, "a950000178301": false, "A95000017830": false, "A9500001783é": false,
	} {
		if got := validUPN(s); got != want {
			t.Errorf("UPN %s: %v", s, got)
		}
	}
	for s, want := range map[string]bool{
		"9434765919": true, "943 476 5919": true, "943-476-5919": true, "9434765918": false, "943476591": false, "94347659AB": false, "": false,
	} {
		if got := validNHS(s); got != want {
			t.Errorf("NHS number %s: %v", s, got)
		}
	}
}

func TestCodeTables(t *testing.T) {
	used := map[string]bool{}
	for _, p := range allPlans() {
		for _, f := range p.fields {
			if f.table != "" {
				used[f.table] = true
			}
		}
	}
	for table, rows := range codeTables {
		if !used[table] {
			t.Errorf("no field has the code table %s", table)
		}
		for i, r := range rows {
			if !codeForm.MatchString(string(r.code)) || r.description == "" || r.until != 0 && r.until < r.from {
				t.Errorf("%s row %d is odd: %v", table, i, r)
			}
			if first, _ := codeRowOf(table, r.code); !reflect.DeepEqual(first, r) {
				t.Errorf("%s stands twice in %s", r.code, table)
			}
		}
	}
	for table := range used {
		if len(codeTables[table]) == 0 {
			t.Errorf("there is no code table %s", table)
		}
	}
	if got, ok := Describe("placement", "K3"); got != "no description published" || !ok {
		t.Errorf("K3: %q, %v", got, ok)
	}
	if _, ok := Describe("placement", "K9"); ok {
		t.Error("K9 is no code")
	}
}

// TestMeaningOfTags looks that the tags of record.go fit its types.
func TestMeaningOfTags(t *testing.T) {
	for _, p := range allPlans() {
		for _, f := range p.fields {
			as := f.plan.shape
			if as == list {
				as = f.plan.elem.shape
			}
			where := p.goType.Name() + "." + f.name
			if !eventForm.MatchString(f.name) {
				t.Errorf("%s: bad name", where)
			}
			if _, known := kindNouns[f.ref]; f.ref != "" && f.ref != "any" && !known {
				t.Errorf("%s: nothing is a %s", where, f.ref)
			}
			if (as == code) != (f.table != "") || (as == word || as == momentOf) != (len(f.words) > 0 || f.events != "") || (as == ident) != (f.ref != "" || f.name == "id") {
				t.Errorf("%s: the tags don't fit the type", where)
			}
			if strings.Contains(strings.Join(f.words, " "), ",") {
				t.Errorf("%s: words are parted by spaces", where)
			}
		}
	}
}
