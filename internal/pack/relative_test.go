package pack

import (
	"slices"
	"strings"
	"testing"

	"handover/model"
	"handover/render"
)

// TestFamilyMembersAreTold: an aunt who is to be told has Lincolnshire's notice of
// involvement, without what was written for parents; one of whom nobody decided
// is listed, and one who isn't to be told has none.
func TestFamilyMembersAreTold(t *testing.T) {
	aunt := func(tell string) *Plan {
		src := changed(t, "lincolnshire-involvement", `people.+={"id": "P9", "name": "Odile Farthingale",
			"address": {"lines": ["3 Kiln Row", "BOSTON"], "postcode": "ZZ22 9CD", "confirmed_on": "2026-11-01"},
			"relationship": [{"child": "C1", "is": "maternal aunt"`+tell+`}]}`)
		rec := decode(t, src)
		rec.Transfer.Reason.ForFamily = "A sentence that is for those at home alone and for nobody else."
		plan, err := Choose(rec, loadSet(t, rec.Protocol), options(t, src, render.Markdown))
		if err != nil {
			t.Fatal(err)
		}
		return plan
	}
	hers := func(list []NotMade) bool {
		return slices.ContainsFunc(list, func(n NotMade) bool { return n.Recipient == "P9" })
	}

	told := aunt(`, "inform": {"tell": true, "decided_by": "W1"}`)
	k, err := Build(told)
	if err != nil {
		t.Fatal(err)
	}
	text := ""
	for _, f := range k.Files {
		if strings.HasPrefix(f.Path, "send/P9/involvement-notice") {
			text += string(f.Bytes)
		}
	}
	if !strings.Contains(text, "Odile Farthingale") || strings.Contains(text, "those at home") {
		t.Errorf("the aunt's notice: %q", text)
	}
	if !slices.ContainsFunc(told.Documents, func(d Planned) bool { return d.Recipient == "P9" && d.Reader == model.ReaderRelative }) || hers(told.NotMade) {
		t.Errorf("not made: %+v", told.NotMade)
	}
	if undecided := aunt(""); !hers(undecided.NotMade) {
		t.Error("nobody decided, and it isn't said")
	}
	if not := aunt(`, "inform": {"tell": false}`); hers(not.NotMade) || !hers(not.NotTold) {
		t.Errorf("not to be told: %+v, %+v", not.NotMade, not.NotTold)
	}
}
