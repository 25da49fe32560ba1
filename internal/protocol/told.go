package protocol

import (
	"slices"

	"handover/model"
	"handover/model/dates"
	"handover/model/fold"
)

// tells are the kinds of letters that tell their readers that the worker changes.
var tells = []string{"change-of-worker-letter"}

// told is when an event of telling happened: as somebody typed it, or, by the
// letters that went, on the day by which everybody who is to be told had one or
// was told in person. Of the network a day that was typed counts only while no
// letter went: one that went to some isn't one that went to all.
func (s *Situation) told(event string, typed model.Moment) model.Moment {
	group := s.toBeTold(event)
	all, lines, last := len(group) > 0, false, dates.Date{}
	for _, x := range group {
		on := s.lettersTo(x.id)
		lines = lines || !on.IsZero()
		if on.IsZero() {
			on = x.inPerson
		}
		all = all && !on.IsZero()
		if on.After(last) {
			last = on
		}
	}
	switch {
	case !lines, event != "network_told" && !typed.Date.IsZero():
		return typed
	case !all:
		return model.Moment{}
	}
	return model.Moment{Date: last}
}

// lettersTo is the day on which the first letter that tells somebody went to them,
// by the register, or by record.sent; else, where neither has any, none.
func (s *Situation) lettersTo(id model.ID) (first dates.Date) {
	take := func(kind string, to model.ID, on dates.Date) {
		if to == id && !on.IsZero() && slices.ContainsFunc(tells, func(k string) bool { return fold.Value(k) == fold.Value(kind) }) && (first.IsZero() || on.Before(first)) {
			first = on
		}
	}
	for _, w := range s.rec.Went(s.asOf) {
		take(w.Kind, w.To, w.On)
	}
	for _, x := range s.rec.Sent {
		take(x.Document, x.To, x.Date)
	}
	return first
}

// reader is somebody who is to be told, and the day on which they were told in
// person.
type reader struct {
	id       model.ID
	inPerson dates.Date
}

// toBeTold are those whom an event of telling is about, by its name; nil for any
// other event.
func (s *Situation) toBeTold(event string) (out []reader) {
	tell := func(id model.ID, i *model.Inform) {
		if i != nil && i.Tell != nil && *i.Tell {
			out = append(out, reader{id, i.ToldOn})
		}
	}
	switch event {
	case "child_told":
		for i := range s.rec.Children {
			tell(s.rec.Children[i].ID, s.rec.Children[i].Inform)
		}
	case "family_told":
		for i := range s.rec.People {
			p := &s.rec.People[i]
			for j := range p.Relationship {
				tell(p.ID, p.Relationship[j].Inform)
			}
		}
	case "network_told":
		for i := range s.rec.Professionals {
			if p := &s.rec.Professionals[i]; p.Inform != nil && p.Inform.Tell != nil && *p.Inform.Tell {
				out = append(out, reader{id: p.ID})
			}
		}
	}
	return out
}
