package pack

import (
	"slices"
	"strings"
	"testing"

	"handover/internal/fill"
	"handover/internal/protocol"
	"handover/internal/recipient"
	"handover/model"
	"handover/render"
)

// TestEverybodyIsOnOneList: in every council, whoever the record says is told
// has a letter, or stands once among those who have none, with the reason. An aunt, and a mother whose "is" says mum.
func TestEverybodyIsOnOneList(t *testing.T) {
	t.Parallel()
	for i, fixture := range []string{"salford-section-20", "bury-core-group", "islington-step-up", "stoke-on-trent-court-to-care", "lincolnshire-involvement", "salford-section-20"} {
		src := changed(t, fixture, `people.+={"id": "P90", "name": "Odile Farthingale", "address": {"lines": ["3 Kiln Row", "BOSTON"], "postcode": "ZZ22 9CD", "confirmed_on": "2026-11-01"},
			"relationship": [{"child": "C1", "is": "maternal aunt", "inform": {"tell": true, "decided_by": "W1"}}]}`,
			`people.+={"id": "P91", "name": "Ines Mumford", "address": {"lines": ["4 Kiln Row", "BOSTON"], "postcode": "ZZ22 9CE", "confirmed_on": "2026-11-01"},
			"relationship": [{"child": "C1", "is": "mum", "inform": {"tell": true, "decided_by": "W1"}}]}`)
		rec := decode(t, src)
		set := loadSet(t, rec.Protocol)
		none := i == 5 // a council that has no letter for a relative
		if none {
			set = withoutLettersTo(set, model.ReaderRelative)
		}
		plan, err := Choose(rec, set, options(t, src, render.Markdown))
		if err != nil {
			t.Fatal(err)
		}
		for _, id := range []model.ID{"P90", "P91"} {
			made := slices.ContainsFunc(plan.Documents, func(d Planned) bool { return d.Recipient == id })
			notMade := slices.ContainsFunc(plan.NotMade, func(n NotMade) bool { return n.Recipient == id })
			told := slices.IndexFunc(plan.NotTold, func(n NotMade) bool { return n.Recipient == id })
			asked := slices.ContainsFunc(plan.Recipients, func(r recipient.Recipient) bool { return r.ID == id }) // or check says that no letter is asked for
			if lists := map[bool]int{true: 1}; lists[made]+lists[notMade]+lists[told >= 0] > 1 || !asked {
				t.Errorf("%s: %s has a letter: %v; has none, to put right: %v; has none: %v", fixture, id, made, notMade, told >= 0)
			}
			if told < 0 && none && id == "P90" {
				t.Errorf("%s: nobody tells %s without a letter", fixture, id)
			}
			if told >= 0 && !strings.HasPrefix(plan.NotTold[told].Reasons[0], "this council has no letter for a relative: tell them in person, and") {
				t.Errorf("%s: %q", fixture, plan.NotTold[told].Reasons)
			}
		}
	}
}

// withoutLettersTo is a council's set in which nothing goes to a kind of reader.
func withoutLettersTo(set *fill.Set, reader model.Reader) *fill.Set {
	s, p := *set, *set.Protocol
	s.Documents = slices.DeleteFunc(slices.Clone(s.Documents), func(d fill.Document) bool { return d.Reader == reader })
	p.Documents = slices.DeleteFunc(slices.Clone(p.Documents), func(d protocol.Document) bool { return slices.Contains(d.To, string(reader)) })
	s.Protocol = &p
	return &s
}
