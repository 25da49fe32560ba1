package disclosure

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"handover/model"
	"handover/model/dates"
)

var asOf = dates.Date{Year: 2026, Month: 12, Day: 1}

// decode reads a case, which a test may change first.
func decode(t testing.TB, src string, changes ...func(map[string]any)) *model.Record {
	t.Helper()
	rec, err := decoded(src, changes)
	if err != nil {
		t.Fatal(err)
	}
	return rec
}

func decoded(src string, changes []func(map[string]any)) (*model.Record, error) {
	var doc map[string]any
	if err := json.Unmarshal([]byte(src), &doc); err != nil {
		return nil, err
	}
	for _, f := range changes {
		f(doc)
	}
	b, err := json.Marshal(doc)
	if err != nil {
		return nil, err
	}
	return model.Decode("case.json", b, model.Options{})
}

func fixture(t testing.TB, name string) *model.Record {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("..", "fixtures", "good", name+".json"))
	if err != nil {
		t.Fatal(err)
	}
	return decode(t, string(b))
}

// restrict puts a restriction into a case, given in JSON.
func restrict(r string) func(map[string]any) {
	return func(doc map[string]any) {
		var x any
		if err := json.Unmarshal([]byte(r), &x); err != nil {
			panic(err)
		}
		all, _ := doc["restrictions"].([]any)
		doc["restrictions"] = append(all, x)
	}
}

// set puts a value at a path of keys and numbers into a case, or takes it away.
func set(value any, path ...any) func(map[string]any) {
	return func(doc map[string]any) {
		var at any = doc
		for _, p := range path[:len(path)-1] {
			switch p := p.(type) {
			case string:
				at = at.(map[string]any)[p]
			case int:
				at = at.([]any)[p]
			}
		}
		last := path[len(path)-1].(string)
		if value == nil {
			delete(at.(map[string]any), last)
			return
		}
		at.(map[string]any)[last] = value
	}
}

func ids(hits []Hit) []string {
	var out []string
	for _, h := range hits {
		if !slices.Contains(out, h.ID()) {
			out = append(out, h.ID())
		}
	}
	return out
}

func (x want) check(t *testing.T, rec *model.Record, r Reader, c Content) {
	t.Helper()
	got := ids(Secrets(rec, r, asOf).Find(c))
	slices.Sort(x)
	if diff := cmp.Diff([]string(x), got); diff != "" {
		t.Errorf("hits (-want +got):\n%s", diff)
	}
}

// want are the ids of all hits that there should be.
type want []string

func found(hits []Hit, id string) bool { return slices.Contains(ids(hits), id) }

const familyCase = `{
  "schema": "handover.case/1", "protocol": "salford", "reference": "CF-771100",
  "children": [
    {"id": "C1", "number": "771101", "first_name": "Rosalind", "middle_names": "Ada", "surname": "Quennell", "known_as": "Roz",
     "previous_names": [{"name": "Rosalind Birchenough", "kind": "birth"}],
     "date_of_birth": "2014-12-03", "nhs_number": "9992045302", "upn": "L999204530015",
     "address": {"lines": ["12 Elder Bank", "Fernleigh", "STOCKPORT"], "postcode": "ZZ9 9ZZ", "confirmed_on": "2026-11-01"},
     "school": {"professional": "R1"},
     "placement": {"carers": ["P3"]},
     "letters": {"deliver": "post"},
     "pen_picture": "She keeps three snails in a jar by her bed and names them after rivers."},
    {"id": "C2", "number": "771102", "first_name": "Edmund", "surname": "Quennell", "date_of_birth": "2017-05-21"}
  ],
  "people": [
    {"id": "P1", "name": "Siobhán O'Rourke-Vane", "date_of_birth": "1986-04", "telephone": "07700 900211", "email": "siobhan.orourke@example.org",
     "workplace": "Castlegate Bakery", "previous_names": [{"name": "Siobhán Treadwell"}],
     "address": {"lines": ["Flat 2", "40 Junction Lane", "Moss Side", "SALFORD"], "postcode": "XX4 3RB", "confirmed_on": "2026-11-01"},
     "letters": {"safe_contact": "Text 07700 900222 after six, ask for the library"},
     "relationship": [{"child": "C1", "is": "mother", "parental_responsibility": true}]},
    {"id": "P2", "name": "Gareth Quennell", "date_of_birth": "1984-02-29", "telephone": "0161 496 0333",
     "address": {"lines": ["9 Kestrel Court", "BOLTON"], "postcode": "XX6 5TC", "confirmed_on": "2026-11-01"}, "household": "H1",
     "relationship": [{"child": "C1", "is": "birth father"}, {"child": "C2", "is": "father"}]},
    {"id": "P3", "name": "Thandiwe Mbatha-Lowe", "telephone": "07700 900255",
     "address": {"lines": ["12 Elder Bank", "Fernleigh", "STOCKPORT"], "postcode": "ZZ9 9ZZ", "confirmed_on": "2026-11-01"},
     "workplace": "Brightwater Fostering", "relationship": [{"child": "C1", "is": "foster carer"}]},
    {"id": "P4", "name": "Ottoline Pargeter", "household": "H1", "workplace": "Weir Lane Surgery",
     "relationship": [{"child": "C1", "is": "paternal aunt"}]}
  ],
  "households": [{"id": "H1", "members": ["P2", "P4"]}],
  "professionals": [
    {"id": "R1", "name": "Leopold Nightingale", "role": "Designated teacher", "kind": "education", "agency": "St Dymphna's Primary School", "children": ["C1"],
     "address": {"lines": ["St Dymphna's Primary School", "Moor Road", "STOCKPORT"], "postcode": "ZZ9 9HA"}, "telephone": "0161 496 0401", "email": "l.nightingale@dymphnas.example.org"},
    {"id": "R2", "name": "Dr Parveen Ashworth", "role": "GP", "kind": "health", "agency": "Weir Lane Surgery",
     "address": {"lines": ["Weir Lane Surgery", "4 Weir Lane", "SALFORD"], "postcode": "ZZ9 9CA"}, "telephone": "0161 496 0304"},
    {"id": "R3", "name": "Ife Donnelly", "role": "Domestic abuse adviser", "kind": "voluntary", "agency": "Fennel House", "children": [], "telephone": "01632 960416", "email": "ife@fennel.example.org",
     "secure_email": "ife@secure.example.org"}
  ],
  "workers": [
    {"id": "W1", "name": "Alasdair Mountjoy", "role": "Social Worker", "team": "T1", "base": "Weirside House", "telephone": "0161 496 0121", "email": "a.mountjoy@council.example.org"},
    {"id": "W2", "name": "Verity Frost", "role": "Social Worker", "team": "T2", "base": "The Old Tram Depot", "telephone": "0161 496 0122", "about_me": "I bake on Fridays and play football badly on most other days."}
  ],
  "teams": [
    {"id": "T1", "name": "Southern Assessment Team", "address": {"lines": ["Weirside House", "Lockgate Street", "SALFORD"], "postcode": "ZZ9 9AA"}},
    {"id": "T2", "name": "Heatonmoor Children Team", "address": {"lines": ["The Old Tram Depot", "22 Carbarn Road", "SALFORD"], "postcode": "ZZ9 9AB"}}
  ],
  "authorities": [{"id": "A1", "name": "Derwentmouth Borough Council", "address": {"lines": ["Guildhall", "1 Quay Parade", "DERWENTMOUTH"], "postcode": "XX9 1AA"}, "secure_email": "front@derwentmouth.example.org"}],
  "transfer": {"kind": "between_teams", "from_team": "T1", "to_team": "T2", "current_worker": "W1", "receiving_worker": "W2",
    "reason": {"text": "The final hearing is near and the family needs a longer plan with us.",
      "for_child": "The court is deciding where you will live while you are growing up.",
      "for_family": "The longer term team works with children for more years than we can do.",
      "for_professionals": "Case responsibility moves between two Salford teams before the very last hearing."}},
  "court": {"case_number": "SYN26C00530"},
  "contact_plan": {"arrangements": [
    {"child": "C1", "with": "P1", "venue": "Pear Tree Family Centre"},
    {"child": "C1", "with": "P4", "venue": "Larch Hall Playroom"}]},
  "referral": {"from": "Ashbank Nursery", "referrer": "R3"},
  "closure": {"support_after": "Your family help worker still visits every week until the summer.", "how_to_come_back": "Ring the front door team on any day and ask for help."}
}`
