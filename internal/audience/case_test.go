package audience

import (
	"encoding/json"
	"strings"
	"testing"

	"handover/model"
	"handover/model/dates"
)

// base is a case in which everybody may be written to: a child of nine with a
// mother, a carer and a teacher, and a brother of six.
const base = `{
  "schema": "handover.case/1", "protocol": "salford", "reference": "CF-1",
  "children": [
    {"id": "C1", "first_name": "Ada", "surname": "Example", "date_of_birth": "2017-03-08",
     "inform": {"tell": true, "decided_by": "W1", "told_on": "2026-11-20"},
     "address": {"lines": ["1 Long Row", "SALFORD"], "postcode": "ZZ9 9AA", "confirmed_on": "2026-11-01"},
     "placement": {"carers": ["P2"]}}
  ],
  "people": [
    {"id": "P1", "name": "Bea Example", "address": {"lines": ["2 Short Row", "SALFORD"], "postcode": "ZZ9 9AB", "confirmed_on": "2026-11-01"},
     "relationship": [{"child": "C1", "is": "mother", "parental_responsibility": true, "inform": {"tell": true, "decided_by": "W1"}}]},
    {"id": "P2", "name": "Cy Carer", "address": {"lines": ["1 Long Row", "SALFORD"], "postcode": "ZZ9 9AA", "confirmed_on": "2026-11-01"},
     "relationship": [{"child": "C1", "is": "foster carer", "inform": {"tell": true, "decided_by": "W1"}}]},
    {"id": "P3", "name": "Dot Example", "address": {"lines": ["3 Row", "SALFORD"], "postcode": "ZZ9 9AC", "confirmed_on": "2026-11-01"},
     "relationship": [{"child": "C1", "is": "aunt", "inform": {"tell": true, "decided_by": "W1"}}]}
  ],
  "professionals": [
    {"id": "R1", "name": "Eve Teacher", "role": "Teacher", "agency": "School", "inform": {"tell": true},
     "address": {"lines": ["School Lane", "SALFORD"], "postcode": "ZZ9 9AD"}}
  ],
  "workers": [{"id": "W1", "name": "Flo Worker"}, {"id": "W2", "name": "Gus Manager"}],
  "transfer": {"kind": "between_teams", "transferring_manager": "W2"}
}`

const today = "2026-11-23"

// edited is base with changes, each "path=JSON"; "path=" takes a field out.
func edited(t *testing.T, changes ...string) *model.Record {
	t.Helper()
	var rec any
	if err := json.Unmarshal([]byte(base), &rec); err != nil {
		t.Fatal(err)
	}
	for _, c := range changes {
		path, value, _ := strings.Cut(c, "=")
		var v any
		if value != "" {
			if err := json.Unmarshal([]byte(value), &v); err != nil {
				t.Fatalf("%s: %v", c, err)
			}
		}
		rec = set(rec, strings.Split(path, "."), v)
	}
	b, err := json.Marshal(rec)
	if err != nil {
		t.Fatal(err)
	}
	out, err := model.Decode("case.json", b, model.Options{Protocols: []string{"salford"}, Declared: func(string) model.Declared {
		return model.Declared{Extra: []model.ExtraField{{Name: "place", Type: "text"}}}
	}})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func set(in any, path []string, v any) any {
	if len(path) == 0 {
		return v
	}
	if list, ok := in.([]any); ok || path[0] == "0" || path[0] == "+" {
		if path[0] == "+" || len(list) == 0 {
			return append(list, set(nil, path[1:], v))
		}
		i := int(path[0][0] - '0')
		list[i] = set(list[i], path[1:], v)
		return list
	}
	m, ok := in.(map[string]any)
	if !ok {
		m = map[string]any{}
	}
	if x := set(m[path[0]], path[1:], v); x != nil {
		m[path[0]] = x
	} else {
		delete(m, path[0])
	}
	return m
}

func day(t *testing.T, s string) dates.Date {
	t.Helper()
	d, err := dates.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// wide gives base every field that an outside view shows and a restriction can
// touch, each with a value of its own.
var wide = []string{
	`children.0.number="N-7001"`,
	`children.0.school={"professional": "R2"}`,
	`children.0.dates={"placement_from": "2026-10-05", "tac": {"date": "2026-12-09", "time": "10:00"}}`,
	`children.0.address={"lines": ["1 Long Row", "WIGAN"], "postcode": "XX4 9AA", "confirmed_on": "2026-11-01"}`,
	`people.0.address.confirmed_on="2026-11-01"`,
	`people.1.address={"lines": ["1 Long Row", "WIGAN"], "postcode": "XX4 9AA", "confirmed_on": "2026-11-01"}`,
	`people.2.telephone="07700 900301"`,
	`people.2.email="dot@example.org"`,
	`people.2.workplace="Cobble Nursery"`,
	`people.2.address.confirmed_on="2026-11-01"`,
	`professionals.0.kind="voluntary"`,
	`professionals.0.agency="Kite Club"`,
	`professionals.+={"id": "R2", "name": "Hal Headteacher", "role": "Headteacher", "agency": "Beacon Primary School", "kind": "education", "telephone": "01632 960302", "email": "hal@beacon.example.org"}`,
	`professionals.+={"id": "R3", "name": "Ida Doctor", "role": "GP", "agency": "Cobble Nursery", "kind": "health", "telephone": "01632 960303", "email": "ida@mill.example.org"}`,
	`early_help={"service": "Wigan Early Help", "lead_professional": "R3", "members": ["R2", "R3", "P3", "R1"]}`,
	`closure={"effective": "2026-12-30", "tac_meeting": {"date": "2026-12-09", "time": "10:00", "venue": "Beacon Hall"}}`,
	`teams.+={"id": "T1", "name": "Wigan North Team", "telephone": "01632 960311", "email": "north@wigan.example.org", "out_of_hours": "01632 960312"}`,
	`teams.+={"id": "T2", "name": "Wigan South Team"}`,
	`workers.0.team="T1"`,
	`workers.0.role="Social Worker, Wigan North Team"`,
	`workers.1.team="T2"`,
	`workers.1.telephone="01632 960321"`,
	`transfer.from_team="T1"`,
	`transfer.to_team="T2"`,
	`transfer.current_worker="W1"`,
	`transfer.receiving_worker="W2"`,
	`transfer.dates={"transfer": "2026-12-14", "moved": "2026-11-02"}`,
	`referral={"received": {"date": "2026-09-01"}, "referrer": "R3"}`,
	`contact_plan={"arrangements": [{"child": "C1", "with": "P3", "venue": "Lantern Centre"}]}`,
}
