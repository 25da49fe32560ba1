package recipient

import (
	"slices"
	"strings"
	"testing"

	"handover/internal/protocol"
)

// TestTwoWhoseLettersGoToEachOther: the way of a letter is found all the same.
func TestTwoWhoseLettersGoToEachOther(t *testing.T) {
	rec := edited(t, `people.0.letters={"to": "P3", "deliver": "secure_email"}`, `people.2.letters={"to": "P1", "deliver": "secure_email"}`, `people.2.email="dot@example.org"`)
	n := 0
	for _, r := range All(rec, protocol.Mail{}, day(t, today)) {
		if r.ID == "P1" || r.ID == "P3" {
			n++
		}
	}
	if n != 2 {
		t.Errorf("%d letters", n)
	}
}

// TestATextForSeveral: whoever reads a text that names another's child, or that
// child's father, is told of before it is sent.
func TestATextForSeveral(t *testing.T) {
	second := `children.+={"id": "C2", "first_name": "Kai", "surname": "Brennan", "date_of_birth": "2019-03-03", "address": {"lines": ["7 Otter Lane", "Testford"]}}`
	his := `people.+={"id": "P4", "name": "Dale Brennan", "relationship": [{"child": "C2", "is": "father", "inform": {"tell": true}}]}`
	mothers := `people.0.relationship.+={"child": "C2", "is": "mother", "inform": {"tell": true}}`
	father := `people.2.relationship.0.is="father"`
	for _, x := range []struct{ field, text, reader, names string }{
		{"for_family", "Kai has been to hospital.", "P3", "C2"},
		{"for_family", "Dale is in prison.", "P3", "P4"},
		{"for_family", "Kai has been to hospital. Dale knows.", "P1", ""},
		{"for_family", "Ada Example is well.", "P3", ""},
		{"for_family", "The house in Otter Lane is sold.", "P3", "a place of C2"},
		{"for_family", "The house in Otter Lane is sold.", "P1", ""},
		{"for_child", "Kai is well.", "C1", ""},
		{"for_child", "Dale will come.", "C1", "P4"},
		{"for_professionals", "Kai moves too.", "R1", "C2"},
	} {
		rec := edited(t, second, his, mothers, father, `professionals.0.children=["C1"]`, `transfer.reason={"`+x.field+`": "`+x.text+`"}`)
		for _, r := range All(rec, protocol.Mail{}, day(t, today)) {
			if string(r.ID) != x.reader || r.Child != "C1" {
				continue
			}
			want := "transfer.reason." + x.field + " names " + x.names + ", with whom this reader has nothing to do"
			got := slices.ContainsFunc(r.Warnings, func(w string) bool { return strings.HasPrefix(w, want) })
			if any := strings.Contains(strings.Join(r.Warnings, " "), "nothing to do"); got != (x.names != "") || any != got {
				t.Errorf("%q to %s: %q", x.text, x.reader, r.Warnings)
			}
		}
	}
	// Written for the mother alone, it may name her other child's father.
	rec := edited(t, second, his, mothers, father, `transfer.reason={"for_family": "We wish you well.", "for_some": [{"for": ["P1"], "text": "Kai is well."}, {"for": ["P3"], "text": "Dale is well."}]}`)
	for _, r := range All(rec, protocol.Mail{}, day(t, today)) {
		said := strings.Join(r.Warnings, " ")
		if r.Child == "C1" && r.ID != "C1" && strings.Contains(said, "nothing to do") != (r.ID == "P3") ||
			r.ID == "P3" && !strings.Contains(said, "transfer.reason.for_some[1].text names P4") {
			t.Errorf("%s: %q", r.ID, r.Warnings)
		}
	}
}
