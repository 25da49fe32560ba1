package pack

import (
	"strings"
	"testing"

	"handover/model"
	"handover/render"
)

// TestWhoIsToldIsOnOneList: in every fixture, whoever the record says is told
// stands on exactly one list: a letter is made, can't be made, isn't made by
// decision or for want of one, went, or isn't asked for as the case stands.
func TestWhoIsToldIsOnOneList(t *testing.T) {
	t.Parallel()
	type about struct{ id, child model.ID }
	for _, name := range fixtures(t) {
		src := source(t, name)
		rec := decode(t, src)
		plan, err := Choose(rec, loadSet(t, rec.Protocol), options(t, src, render.Markdown))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		lists := map[about]map[string]bool{}
		add := func(list string, to, child model.ID) {
			if lists[about{to, child}] == nil {
				lists[about{to, child}] = map[string]bool{}
			}
			lists[about{to, child}][list] = true
		}
		for _, d := range plan.Documents {
			if d.Reader.Outside() {
				add("made", d.Recipient, d.Child)
			}
		}
		for list, all := range map[string][]NotMade{"not made": plan.NotMade, "not told": plan.NotTold, "went": plan.Went, "no letter": plan.NoLetter} {
			for _, n := range all {
				add(list, n.Recipient, n.Child)
				if list == "no letter" && !strings.Contains(n.Reasons[0], "at this point") && !strings.Contains(n.Reasons[0], "stays with the present worker") {
					t.Errorf("%s: %s: %q", name, n.Recipient, n.Reasons)
				}
			}
		}
		hold := func(id, child model.ID, tell *bool) {
			if model.Yes(tell) && len(lists[about{id, child}]) != 1 {
				t.Errorf("%s: %s about %s is on %v", name, id, child, lists[about{id, child}])
			}
		}
		for _, c := range rec.Children {
			moves := c.Moves == nil || *c.Moves
			if c.Inform != nil {
				hold(c.ID, c.ID, c.Inform.Tell)
			}
			for _, p := range rec.Professionals {
				if p.Inform != nil && c.Among(p.Children) && moves {
					hold(p.ID, c.ID, p.Inform.Tell)
				}
			}
		}
		for _, p := range rec.People {
			for _, r := range p.Relationship {
				if r.Inform != nil {
					hold(p.ID, r.Child, r.Inform.Tell)
				}
			}
		}
	}
}
