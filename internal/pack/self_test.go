package pack

import (
	"testing"

	"handover/render"
)

// TestNoSelfHits: a letter's own day and the transfer's are no disclosure of a
// birth on that day, nor of a reference that is a part of the date; a birth on
// another day still is.
func TestNoSelfHits(t *testing.T) {
	t.Parallel()
	for name, x := range map[string]struct {
		changes []string
		refused bool
	}{
		"born on the letter's day":   {[]string{`people.0.date_of_birth="2026-11-23"`}, false},
		"born on the transfer's day": {[]string{`people.0.date_of_birth="2027-01-12"`, `transfer.dates.transfer="2027-01-12"`}, false},
		"a year and month":           {[]string{`reference="2026/11"`}, false},
		"born on another day":        {[]string{`people.2.date_of_birth="1984-03-02"`, `transfer.reason.for_family="It changes on 2 March 1984."`}, true},
	} {
		src := changed(t, "salford-section-20", x.changes...)
		rec := decode(t, src)
		plan, err := Choose(rec, loadSet(t, rec.Protocol), options(t, src, render.Markdown))
		if err != nil {
			t.Fatal(err)
		}
		k, err := Build(plan)
		if err != nil {
			t.Fatal(name, err)
		}
		if (len(k.Refused) > 0) != x.refused {
			t.Errorf("%s: refused %+v", name, k.Refused)
		}
	}
}
