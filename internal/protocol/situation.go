package protocol

import (
	"reflect"

	"handover/model"
	"handover/model/dates"
)

// Situation is what a condition is asked about: a case, or one child of it, on
// a day, and, of a letter, whoever it goes to.
type Situation struct {
	p         *Protocol
	rec       *model.Record
	child     *model.Child // nil where the whole case is meant
	asOf      dates.Date
	recipient model.ID      // empty but for a letter
	entry     reflect.Value // of the list that an any or count goes through
}

// Situation is a case's on a day, and, unless child is nil, a child's.
func (p *Protocol) Situation(rec *model.Record, child *model.Child, asOf dates.Date) Situation {
	return Situation{p: p, rec: rec, child: child, asOf: asOf}
}

// To is the situation of a letter to somebody of the record. What goes to
// nobody outside has no recipient.
func (s Situation) To(recipient model.ID) Situation {
	s.recipient = recipient
	return s
}

// about is the same situation for another child.
func (s *Situation) about(c *model.Child) *Situation {
	other := *s
	other.child = c
	return &other
}

// left says whether the child that is meant stays while others move: nothing
// of the transfer is theirs.
func (s *Situation) left() bool { return s.child != nil && stays(s.child) }

// transfer is the record's, for whoever moves; nil if there is none.
func (s *Situation) transfer() *model.Transfer {
	if s.left() {
		return nil
	}
	return s.rec.Transfer
}

// anyFinding says whether something holds for an item of the checklist, of the
// child or, where the whole case is meant, of any.
func (s *Situation) anyFinding(holds func(finding) bool) bool {
	for i := range s.rec.Children {
		c := &s.rec.Children[i]
		if s.child != nil && c.ID != s.child.ID {
			continue
		}
		for _, item := range s.p.Checklist {
			if holds(audited(s.rec, c, item.ID)) {
				return true
			}
		}
	}
	return false
}

// transferDate is the day on which the case moves, if it is set.
func (s *Situation) transferDate() dates.Date {
	t := s.transfer()
	if t == nil {
		return dates.Date{}
	}
	on := t.Dates["transfer"].Date
	if on.IsZero() && s.p.Passes != "" {
		if on = s.p.when(s, s.p.Passes).Date; on.After(s.asOf) {
			return dates.Date{}
		}
	}
	return on
}

// Moved is the day on which a case moves: on record, or, once that is past, by
// the procedure itself.
func (p *Protocol) Moved(rec *model.Record, asOf dates.Date) dates.Date {
	s := p.Situation(rec, nil, asOf)
	return s.transferDate()
}

// everyItem says whether something holds for each item that the checklist asks
// for, of the child or, where the whole case is meant, of all.
func (s *Situation) everyItem(holds func(finding) bool) bool {
	for i := range s.rec.Children {
		c := &s.rec.Children[i]
		if s.child != nil && c.ID != s.child.ID {
			continue
		}
		in := *s.about(c)
		for _, item := range s.p.Checklist {
			if item.When.Holds(in) && !holds(audited(s.rec, c, item.ID)) {
				return false
			}
		}
	}
	return true
}
