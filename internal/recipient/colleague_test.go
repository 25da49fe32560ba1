package recipient

import (
	"strings"
	"testing"

	"handover/model"
)

// TestKeptFrom: a locked record is for those whom it lets in, and nobody is
// addressed who has a conflict of interest or is one of the family.
func TestKeptFrom(t *testing.T) {
	for _, x := range []struct {
		what    string
		changes []string
		why     []string // the beginning of each reason
	}{
		{"nothing is recorded", nil, nil},
		{"not locked", []string{`access={"limited": false, "allowed": ["W1"]}`}, nil},
		{"locked, and let in", []string{`access={"limited": true, "allowed": ["W1", "W2"]}`}, nil},
		{"locked, and not let in", []string{`access={"limited": true, "allowed": ["W1"]}`}, []string{"access.limited: "}},
		{"locked, and nobody says who is let in", []string{`access={"limited": true}`}, []string{"access.limited: "}},
		{"a conflict", []string{`workers.1.conflict={"with": "P1", "reason": "Her cousin."}`}, []string{"workers: W2"}},
		{"a conflict that nobody describes", []string{`workers.1.conflict={}`}, []string{"workers: W2"}},
		{"another's conflict", []string{`workers.0.conflict={"with": "P1", "reason": "Her cousin."}`}, nil},
		{"one of the family", []string{`people.2.same_as="W2"`}, []string{"same_as: W2 is P3"}},
		{"a restriction binds them", []string{`restrictions=[{"who": "W2", "about": "C1", "what": ["address"]}]`}, []string{"restrictions[0] binds W2"}},
		{"as one who would tell", []string{`restrictions=[{"who": "P1", "also": ["W2"], "about": "C1", "what": ["address"]}]`}, []string{"restrictions[0] binds W2"}},
		{"one that has ended", []string{`restrictions=[{"who": "W2", "about": "C1", "what": ["address"], "ended_on": "2026-11-01"}]`}, nil},
		{"another's", []string{`restrictions=[{"who": "W1", "about": "C1", "what": ["address"]}]`}, nil},
		{"all at once", []string{`access={"limited": true}`, `workers.1.conflict={"with": "P1"}`, `people.2.same_as="W2"`}, []string{"access.limited: ", "workers: W2", "same_as: W2"}},
	} {
		got := KeptFrom(edited(t, x.changes...), "W2", day(t, today))
		if len(got) != len(x.why) {
			t.Errorf("%s: %q", x.what, got)
			continue
		}
		for i := range got {
			if !strings.HasPrefix(got[i], x.why[i]) || strings.Contains(got[i], "cousin") || strings.Contains(got[i], "Gus") {
				t.Errorf("%s: %q", x.what, got[i])
			}
		}
	}
	for _, outside := range []model.ID{"R1", "P1"} {
		if got := KeptFrom(edited(t), outside, day(t, today)); len(got) != 1 || !strings.Contains(got[0], "no worker of this record") {
			t.Errorf("%s: %q", outside, got)
		}
	}
}
