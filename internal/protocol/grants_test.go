package protocol

import (
	"slices"
	"strings"
	"testing"

	"handover/model"
)

// TestGrantedPaths: each grant is the paths of what it grants about the
// document's child, and of nothing else.
func TestGrantedPaths(t *testing.T) {
	rec, err := model.Decode("case.json", []byte(`{
  "schema": "handover.case/1", "protocol": "elsewhere", "reference": "CF-1",
  "children": [
    {"id": "C1", "first_name": "Ada", "date_of_birth": "2017-03-08", "expected_date_of_birth": "2017-03-01", "address": {"lines": ["1 Long Row", "SALFORD"]}},
    {"id": "C2", "first_name": "Bob", "date_of_birth": "2018-03-08", "address": {"lines": ["2 Long Row", "SALFORD"]}}
  ],
  "people": [{"id": "P1", "name": "Bea Example", "telephone": "07700 900301"}, {"id": "P2", "name": "Cy Example"}],
  "households": [{"id": "H1", "address": {"lines": ["3 Long Row", "SALFORD"]}, "members": ["C1"]}],
  "professionals": [{"id": "R1", "name": "Eve Teacher", "kind": "education", "telephone": "01632 960301"}, {"id": "R2", "name": "Ida Doctor", "kind": "health"}],
  "workers": [{"id": "W1", "name": "Flo Worker"}],
  "early_help": {"members": ["R1", "P1"]}
}`), model.Options{Declared: func(string) model.Declared { return model.Declared{} }})
	if err != nil {
		t.Fatal(err)
	}
	for fact, want := range map[string]string{
		"date_of_birth":  "children[0].date_of_birth",
		"expected_birth": "children[0].expected_date_of_birth",
		"home_address":   "children[0].address, households[0].address",
		"team":           "professionals[0].telephone, professionals[0].email",
		"team_family":    "people[0].telephone, people[0].email",
		"moved_on":       "", // no date of the transfer is searched for
		"placement_from": "",
		"referral":       "",
	} {
		p := &Protocol{Grants: []Grant{{Fact: fact, To: []string{"health"}, Documents: []string{"letter"}}}, Extra: []Extra{{Name: "boat", Audiences: []string{"carer"}}}}
		if got := strings.Join(p.GrantedPaths(rec, rec.Child("C1"), ReaderOfDocument(rec, "professional", "R2", "letter")), ", "); got != want {
			t.Errorf("%s: %q, want %q", fact, got, want)
		}
		for _, none := range []GrantReader{ReaderOfDocument(rec, "professional", "R1", "letter"), ReaderOfDocument(rec, "professional", "R2", "note"), {Kind: "parent", Document: "letter"}} {
			if got := p.GrantedPaths(rec, rec.Child("C1"), none); len(got) > 0 {
				t.Errorf("%s for %+v: %q", fact, none, got)
			}
		}
		if got := p.GrantedPaths(rec, nil, GrantReader{Kind: "carer"}); !slices.Equal(got, []string{"extra.boat"}) {
			t.Errorf("%q", got)
		}
	}
	if len(Grantables()) != 8 {
		t.Errorf("%d facts are grantable, and 8 are tried here", len(Grantables()))
	}
}
