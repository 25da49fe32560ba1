package restriction

import "handover/model"

// Meeting is what a paper for many eyes doesn't say of a case: where anybody of the
// family lives, works and meets, and, but for one with names, which agencies and
// professionals work with them, in the words in which people write such things.
func Meeting(rec *model.Record, names bool) *Shield {
	s := &Shield{rec: rec, hidden: map[string]bool{}, placing: map[model.ID]bool{}, secret: "a place or a name"}
	live := func(a *model.Address) {
		if a == nil {
			return
		}
		s.hint(a.Postcode)
		if len(a.Lines) > 0 { // of some only the postcode is known
			s.streets(a.Lines[0] + "\n" + first(a.Lines[1:]))
		}
	}
	for i := range rec.Children {
		c := &rec.Children[i]
		live(c.Address)
		if p := c.Placement; p != nil && p.Previous != nil {
			live(p.Previous.Address)
		}
	}
	for i := range rec.People {
		p := &rec.People[i]
		live(p.Address)
		s.ring(p.Telephone)
		s.called(p.Workplace)
	}
	for i := range rec.Households {
		live(rec.Households[i].Address)
	}
	if rec.ContactPlan != nil {
		for _, a := range rec.ContactPlan.Arrangements {
			s.called(a.Venue)
		}
	}
	if !names {
		s.contacts(func(*model.Professional) bool { return true })
	}
	return s
}

// first is the first of some lines if more follow it: the last is a town.
func first(lines []string) string {
	if len(lines) > 1 {
		return lines[0]
	}
	return ""
}
