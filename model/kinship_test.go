package model

import (
	"errors"
	"strings"
	"testing"

	"handover/model/dates"
)

// TestKin: what people write of one another, and what it makes of them.
func TestKin(t *testing.T) {
	for kin, all := range map[Kinship][]string{
		KinMother:   {"mother", "Mother", "mum", "Mam", "mummy", "birth mother", "Birth Mum", "biological mother", "her mother", "mother (birth)", "young mother", "mother, lives in Leeds", "mother and carer", "birth mother (letterbox contact after adoption)", "non-resident mother", "mother in prison"},
		KinFather:   {"father", "dad", "Daddy", "birth dad", "natural father", "genetic father", "late father", "estranged father", "father and carer"},
		KinParent:   {"parent", "birth parent", "mother and father", "mum/dad", "mother & father", "parents"},
		KinAdopter:  {"adoptive mother", "adoptive father", "prospective adopter", "adopter", "adoptive mum", "adoptive parent", "adopted mother"},
		KinPutative: {"putative father", "alleged father", "possible father", "sperm donor", "donor", "donor father"},
		KinStep:     {"stepfather", "step-mother", "step dad", "mother's former partner", "father's partner", "mum's boyfriend", "partner of the mother", "ex-husband"},
		KinCarer:    {"foster carer", "foster carer (early permanence)", "former foster carer", "foster mother", "foster dad", "kinship carer", "fosterer", "carer"},
		KinGuardian: {"special guardian", "guardian", "legal guardian"},
		KinSibling:  {"brother", "half-brother", "half sister", "twin", "older sister", "sibling"},
		KinRelative: {"grandmother", "maternal grandmother", "grand-mother", "paternal grandfather", "nan", "great-aunt", "maternal uncle", "cousin", "mother-in-law", "mother in law", "granddad"},
		KinFriend:   {"friend", "key worker at his home", "family friend", "godmother", "god father", "neighbour", "friend of the father"},
		KinUnclear:  {"", "P1", "significant person", "mother's mother", "adoptive birth mother", "mother of his half-brother", "matka", "surrogate mother", "not the father", "she gave birth to him"},
	} {
		for _, is := range all {
			r := Relationship{Is: is}
			if got := r.Kin(); got != kin {
				t.Errorf("%q is %s, not %s", is, got, kin)
			}
			if parent := kin == KinMother || kin == KinFather || kin == KinParent || kin == KinAdopter; r.Parent() != parent {
				t.Errorf("%q: parent is %v", is, !parent)
			}
		}
	}
}

// TestKinWordsAreOnce: no word stands for two things.
func TestKinWordsAreOnce(t *testing.T) {
	n := 0
	for _, words := range kin {
		n += len(strings.Fields(words))
	}
	if len(kinWords()) != n {
		t.Errorf("%d words, %d of them different", n, len(kinWords()))
	}
}

// TestSort: which order a text is about.
func TestSort(t *testing.T) {
	for kind, all := range map[OrderKind][]string{
		OrderCare:                {"Care order", "Full care order", "s31 care order", "Care Order (final)"},
		OrderInterimCare:         {"Interim care order", "ICO", "interim Care Order"},
		OrderSupervision:         {"Supervision order", "supervision order with conditions"},
		OrderInterimSupervision:  {"Interim supervision order"},
		OrderAdoption:            {"Adoption order", "adoption order", "Adoption (final order)", "Final adoption", "adopted", "Order of adoption", "Adoption order (after a placement order)", "Section 46 order", "s46", "step-parent adoption"},
		OrderPlacement:           {"Placement order", "Adoption placement order", "Section 21 order"},
		OrderSpecialGuardianship: {"Special guardianship order", "SGO"},
		OrderChildArrangements:   {"Child arrangements order", "Residence order", "Contact order"},
		OrderEmergency:           {"Emergency protection order", "EPO"},
		OrderOther:               {"Education supervision order", "Parental order", "Secure accommodation order", "Directions about information", "Prohibited steps order"},
		OrderUnclear:             {"order", "Adoption order applied for", "adoption order (set aside)", "leave to oppose adoption", "placed for adoption", "of 3 May"},
	} {
		for _, text := range all {
			o := Order{Kind: text}
			if got := o.Sort(); got != kind {
				t.Errorf("%q is a %s, not a %s", text, got, kind)
			}
		}
	}
	day := dates.Date{Year: 2026, Month: 11, Day: 23}
	if o := (Order{MadeOn: day}); !o.Made(day) || o.Made(day.AddDays(-1)) {
		t.Error("made on the day")
	}
}

// TestKindsThatCantBeTold: check asks what somebody is, and which order it is.
func TestKindsThatCantBeTold(t *testing.T) {
	const record = `{"schema": "handover.case/1", "protocol": "salford", "reference": "CF-1",
"children": [{"id": "C1", "first_name": "Mabli", "orders": [{"kind": "Care order"}, {"kind": "Zeta"}]}],
"people": [{"id": "P1", "name": "Ann", "relationship": [{"child": "C1", "is": "mum", "parental_responsibility": true}]},
 {"id": "P2", "name": "Bob", "relationship": [{"child": "C1", "is": "mother's mother"}]}]}`
	rec, err := Decode("w.json", []byte(record), Options{})
	if err != nil {
		t.Fatal(err)
	}
	got := rec.Warnings(today)
	if len(got) != 2 || got[0].Path != "children[0].orders[1].kind" || got[1].Path != "people[1].relationship[0].is" {
		t.Errorf("%v", got)
	}
}

// TestUnknownRelationship: words that say nothing of what somebody is are an
// error, with the nearest word that does.
func TestUnknownRelationship(t *testing.T) {
	for is, near := range map[string]string{"mothr": "mother", "maternal grandmothr": "grandmother", "Step-farther": "", "fostr carrer": "carer", "significant person": "", "matka": "", "mother figure": "", "aunt": ""} {
		_, err := Decode("k.json", []byte(`{"schema": "handover.case/1", "protocol": "salford", "reference": "CF-1", "children": [{"id": "C1", "first_name": "Mabli"}],
"people": [{"id": "P1", "name": "Ann", "relationship": [{"child": "C1", "is": "`+is+`"}]}]}`), Options{})
		var problems Problems
		known := is == "Step-farther" || is == "mother figure" || is == "aunt" // asked about at most: a word of them is known
		switch {
		case known != (err == nil):
			t.Errorf("%q: %v", is, err)
		case err == nil:
		case !errors.As(err, &problems) || len(problems) != 1 || problems[0].Path != "people[0].relationship[0].is" || strings.Contains(problems[0].String(), is):
			t.Errorf("%q: %v", is, err)
		case near != "" && !strings.HasPrefix(problems[0].Hint, `did you mean "`+near+`"?`), near == "" && strings.Contains(problems[0].Hint, "did you mean"):
			t.Errorf("%q: %q", is, problems[0].Hint)
		}
	}
}

// TestResponsibilityIsAsked: of whoever may have it and of whom nothing is said.
func TestResponsibilityIsAsked(t *testing.T) {
	for is, asked := range map[string]bool{"mother": true, "birth father": true, "adoptive mother": true, "special guardian": true, "aunt": false, "foster carer": false, "stepfather": false} {
		for _, said := range []string{"", `, "parental_responsibility": false`} {
			rec, err := Decode("k.json", []byte(`{"schema": "handover.case/1", "protocol": "salford", "reference": "CF-1", "children": [{"id": "C1", "first_name": "Mabli"}],
"people": [{"id": "P1", "name": "Ann", "relationship": [{"child": "C1", "is": "`+is+`"`+said+`}]}]}`), Options{})
			if err != nil {
				t.Fatal(err)
			}
			got := rec.Warnings(today)
			if want := asked && said == ""; want != (len(got) == 1 && got[0].Path == "people[0].relationship[0].parental_responsibility") || !want && len(got) > 0 {
				t.Errorf("%q%s: %v", is, said, got)
			}
		}
	}
}
