package protocol

import (
	"fmt"
	"strings"

	"handover/model"
	"handover/model/dates"
)

// Due is the state of a deadline.
type Due string

// The states of a deadline.
const (
	Met         Due = "met"                  // done, or set for a day that keeps it
	DueThen     Due = "due"                  // not done, and there is time, or no number of days was given
	Late        Due = "late"                 // not done in time, or set for a day too late
	TooEarly    Due = "too_early"            // done, or set for a day, before it may be
	NotYetKnown Due = "not_yet_known"        // what it counts from has no date
	Unworkable  Due = "cannot_be_worked_out" // beyond the list of bank holidays, or without a time of day
)

// DeadlineState is a deadline that applies, worked out on a day.
type DeadlineState struct {
	ID         string     `json:"id"`
	Child      model.ID   `json:"child,omitempty"` // empty: the whole case
	Label      string     `json:"label"`           // "Case Transfer Meeting"
	Rule       string     `json:"rule"`            // "at least 15 working days before the official transfer date"
	State      Due        `json:"state"`
	Says       string     `json:"says"`              // "late by 3 working days", "due in 5 working days", "met: 8 December 2026"
	Working    string     `json:"working,omitempty"` // how the limit follows from the event
	Limit      dates.Date `json:"limit,omitzero"`    // the last day that keeps the rule, or the first
	By         dates.Date `json:"-"`                 // the last day that keeps the rule, where there is one: the limit, or the event that a window lies before
	Measured   dates.Date `json:"measured,omitzero"` // the day on record
	Why        string     `json:"why"`
	Rows       []string   `json:"rows"`
	Assumption string     `json:"assumption,omitempty"`
}

// deadline works out a deadline of a child, or of the whole case, on a day.
func (p *Protocol) deadline(d Deadline, in *Situation) DeadlineState {
	asOf := in.asOf
	s := DeadlineState{ID: d.ID, Label: d.Label, Why: d.Why, Rows: d.Rows, Assumption: p.decision(d.Assumption)}
	if in.child != nil {
		s.Child = in.child.ID
	}
	done := p.when(in, d.Measured)
	p.worked(&s, d, in, done)
	if s.State == Met && !done.Date.After(asOf) && !d.MetWhen.Holds(*in) { // a date alone doesn't meet it
		s.State, s.Says, s.Measured, s.Limit, s.By = "", "", dates.Date{}, dates.Date{}, dates.Date{}
		p.worked(&s, d, in, dates.Moment{})
		s.Says += ": " + d.Unmet
	}
	return s
}

// worked works out a deadline whose event has the date done, or none.
func (p *Protocol) worked(s *DeadlineState, d Deadline, in *Situation, done dates.Moment) {
	s.Measured = done.Date
	switch {
	case d.AsSoonAs != "":
		p.asSoonAs(s, d.AsSoonAs, done.Date, p.when(in, d.AsSoonAs).Date, in.asOf)
	case !d.Every.IsZero():
		p.recurring(s, d, in, done)
	case d.DateSetBy != "":
		p.dateSetBy(s, d.DateSetBy, done.Date, p.when(in, d.DateSetBy).Date, in.asOf)
	default:
		p.counted(s, d, in, done)
	}
	if s.By.IsZero() {
		s.By = s.Limit
	}
}

// rule is the deadline as the calendar works it out, and its event.
func (d Deadline) rule() (r dates.Rule, event string) {
	span := d.AtLeast
	if r.Within = !d.Within.IsZero(); r.Within {
		span = d.Within
	}
	if !d.NoLaterThan.IsZero() {
		r.Within, span = true, d.NoLaterThan
	}
	r.N, r.Unit = span.N, span.Unit
	if r.After = d.After != ""; r.After {
		return r, d.After
	}
	return r, d.Before
}

// Text is how long before or after its event it is due, in words: "at least 15
// working days before".
func (d Deadline) Text() string {
	rule, _ := d.rule()
	switch {
	case d.NoLaterThan.N > 0:
		return strings.Replace(rule.Text(), "within", "no later than", 1)
	case !d.NoLaterThan.IsZero():
		return "at the latest on"
	}
	return rule.Text()
}

func (p *Protocol) counted(s *DeadlineState, d Deadline, in *Situation, done dates.Moment) {
	asOf := in.asOf
	rule, event := d.rule()
	s.Rule = d.Text() + " the " + p.EventLabel(event)
	from := p.when(in, event)
	tentative := ""
	if from.Date.IsZero() && d.IfNone != "" {
		from = p.when(in, d.IfNone)
		tentative = "; counted from the " + p.EventLabel(d.IfNone)
	}
	if from.Date.IsZero() {
		s.notYetKnown(p, event)
		return
	}
	worked, err := p.calendar.Deadline(rule, from)
	if err != nil {
		s.State, s.Says = Unworkable, err.Error()
		return
	}
	s.Working, s.Limit = worked.Working+tentative, worked.Limit.Date
	limit := worked.Limit.Date
	if rule.Within && !worked.IsLast() {
		s.By = from.Date
	}
	switch {
	case !done.Date.IsZero() && (worked.Keeps(done) || !d.NoLaterThan.IsZero() && done.Date.Before(from.Date)):
		s.met(asOf)
	case !done.Date.IsZero() && worked.IsLast() && done.Date.Before(limit):
		s.State, s.Says = TooEarly, fmt.Sprintf("on record for %s, before the %s", done.Date.Long(), p.EventLabel(event))
	case !done.Date.IsZero() && worked.IsLast():
		s.late(p, rule.Unit, limit, done.Date)
	case !done.Date.IsZero() && done.Date.Before(limit):
		s.State, s.Says = TooEarly, "too early by "+p.span(rule.Unit, done.Date, limit)
	case !done.Date.IsZero():
		s.late(p, rule.Unit, from.Date, done.Date)
	case worked.IsLast() && asOf.After(limit):
		s.late(p, rule.Unit, limit, asOf)
	case worked.IsLast():
		s.due(p, rule.Unit, asOf, limit)
	case asOf.Before(limit):
		s.State, s.Says = DueThen, "not before "+limit.Long()
	case !rule.Within:
		s.State, s.Says = DueThen, "due since "+limit.Long()
	case asOf.After(from.Date):
		s.late(p, rule.Unit, from.Date, asOf)
	default:
		s.due(p, rule.Unit, asOf, from.Date)
	}
}

// recurring is what is done again and again: it is due that long after it was
// last done, or after the event where it never was.
func (p *Protocol) recurring(s *DeadlineState, d Deadline, in *Situation, done dates.Moment) {
	s.Rule = "every " + d.Every.Text() + " after the " + p.EventLabel(d.After)
	from := p.when(in, d.After)
	if done.Date.After(from.Date) && !done.Date.After(in.asOf) {
		from = done
	}
	if from.Date.IsZero() {
		s.notYetKnown(p, d.After)
		return
	}
	worked, err := p.calendar.Deadline(dates.Rule{N: d.Every.N, Unit: d.Every.Unit, Within: true, After: true}, from)
	if err != nil {
		s.State, s.Says = Unworkable, err.Error()
		return
	}
	s.Working, s.Limit = worked.Working, worked.Limit.Date
	switch ahead := done.Date.After(in.asOf); {
	case ahead && worked.Keeps(done):
		s.met(in.asOf)
	case ahead:
		s.late(p, d.Every.Unit, s.Limit, done.Date)
	case in.asOf.After(s.Limit):
		s.Measured = dates.Date{}
		s.late(p, d.Every.Unit, s.Limit, in.asOf)
	default:
		s.Measured = dates.Date{}
		s.due(p, d.Every.Unit, in.asOf, s.Limit)
	}
}

// asSoonAs is what follows an event without a number of days: it is due from
// then on, and nobody can say from when it is late.
func (p *Protocol) asSoonAs(s *DeadlineState, event string, done, from, asOf dates.Date) {
	label := p.EventLabel(event)
	s.Rule = "directly after the " + label
	s.Limit = from
	switch {
	case from.IsZero():
		s.notYetKnown(p, event)
	case !done.IsZero() && done.Before(from):
		s.State, s.Says = TooEarly, fmt.Sprintf("on record for %s, before the %s", done.Long(), label)
	case !done.IsZero():
		s.State, s.Says = Met, "on record for "+done.Long() // whether in time, nobody can say
		if done.After(from) {
			s.Says += ", " + p.span(dates.WorkingDays, from, done) + " after it"
		}
	case from.After(asOf):
		s.due(p, dates.WorkingDays, asOf, from)
	case from == asOf:
		s.State, s.Says = DueThen, "due today"
	default:
		s.State, s.Says = DueThen, "due for "+p.span(dates.WorkingDays, from, asOf)
	}
	if !from.IsZero() {
		s.Working = fmt.Sprintf("%s: %s; no number of days is given", label, from.Long())
	}
}

// dateSetBy is a date that has to be settled by the time of an event.
func (p *Protocol) dateSetBy(s *DeadlineState, event string, done, from, asOf dates.Date) {
	label := p.EventLabel(event)
	s.Rule = "date set by the " + label
	s.Limit = from
	switch {
	case !done.IsZero():
		s.State, s.Says = Met, "set for "+done.Long()
		if !done.After(asOf) {
			s.Says = "took place on " + done.Long()
		}
	case from.IsZero():
		s.notYetKnown(p, event)
	case asOf.After(from):
		s.late(p, dates.WorkingDays, from, asOf)
	default:
		s.due(p, dates.WorkingDays, asOf, from)
	}
	if !from.IsZero() {
		s.Working = fmt.Sprintf("%s: %s", label, from.Long())
	}
}

func (s *DeadlineState) notYetKnown(p *Protocol, event string) {
	s.State, s.Says = NotYetKnown, fmt.Sprintf("not yet known: the %s has no date", p.EventLabel(event))
}

func (s *DeadlineState) met(asOf dates.Date) {
	s.State, s.Says = Met, "met: "+s.Measured.Long()
	if s.Measured.After(asOf) {
		s.Says = "in time: set for " + s.Measured.Long()
	}
}

func (s *DeadlineState) due(p *Protocol, unit dates.Unit, asOf, limit dates.Date) {
	s.State, s.Says = DueThen, "due today"
	if asOf.Before(limit) {
		s.Says = "due in " + p.span(unit, asOf, limit)
	}
}

func (s *DeadlineState) late(p *Protocol, unit dates.Unit, limit, day dates.Date) {
	s.State, s.Says = Late, "late by "+p.span(unit, limit, day)
	if !s.Measured.IsZero() {
		s.Says += ": on record for " + s.Measured.Long()
	}
}

// span is how far a later day is away, in working days where the rule counts
// in them and there is at least one and a list of bank holidays, else in days.
func (p *Protocol) span(unit dates.Unit, from, to dates.Date) string {
	n, noun := from.DaysUntil(to), "day"
	if unit == dates.WorkingDays {
		if working, err := p.calendar.WorkingDaysBetween(from, to); err == nil && working > 0 {
			n, noun = working, "working day"
		}
	}
	switch n {
	case 0:
		return "less than a day" // of hours
	case 1:
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
