package protocol

import (
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"handover/model"
	"handover/model/dates"
)

// event is something that a rule can name and that has a date: one of
// model.KnownEvents, one that the protocol declares, a birthday ("turns_16"), or
// any date of the record by its path.
type event struct {
	ofChild bool
	words   string // as they stand after "the"
	at      func(*Situation) dates.Moment
}

// event is the one of a name. near is what may have been meant.
func (p *Protocol) event(name string) (e event, near string, err error) {
	if e, ok := p.events[name]; ok {
		return e, "", nil
	}
	for _, x := range p.Events {
		if x.Name == name && x.follows() {
			return p.following(x)
		}
		if x.Name == name {
			return dated(name, x.Label, x.Of == "child"), "", nil
		}
	}
	for _, k := range model.KnownEvents() {
		switch {
		case k.Name != name:
		case k.Path == "":
			return dated(name, p.wording(k.Words), k.Of == "child"), "", nil
		default:
			e, _, err := p.eventAt(k.Path)
			e.words, e.ofChild = p.wording(k.Words), k.Of == "child"
			return e, "", err
		}
	}
	if months, words, ok := birthdayOf(name); ok {
		return event{true, words, func(s *Situation) dates.Moment { return dates.Moment{Date: birthday(s.child, months)} }}, "", nil
	}
	switch name {
	case "child_seen_alone":
		return event{true, "last day on which the child was seen alone before closing", seenAlone}, "", nil
	case "parents_seen":
		return event{false, "day on which the parent who was seen longest ago was last seen before closing", parentsSeen}, "", nil
	}
	if strings.Contains(name, ".") {
		return p.eventAt(name)
	}
	return event{}, model.Nearest(name, p.eventNames()), fmt.Errorf("unknown event %q", name)
}

// following is an event whose date follows from those of others.
func (p *Protocol) following(x Event) (e event, near string, err error) {
	var others []event
	for _, name := range x.from() {
		if slices.ContainsFunc(p.Events, func(o Event) bool { return o.Name == name && o.follows() && !p.stands(o.Name, x.Name) }) {
			return event{}, "an event that it follows from stands above it", fmt.Errorf("%q follows from %q, which doesn't stand above it", x.Name, name)
		}
		other, near, err := p.event(name)
		if err != nil {
			return event{}, near, err
		}
		if other.ofChild && x.Of != "child" {
			return event{}, "of: child", fmt.Errorf("%q follows from %q, which is of a child", x.Name, name)
		}
		others = append(others, other)
	}
	when := &p.Events[slices.IndexFunc(p.Events, func(o Event) bool { return o.Name == x.Name })].When // read after this
	return event{x.Of == "child", x.Label, func(s *Situation) (best dates.Moment) {
		if !when.Holds(*s) {
			return best
		}
		for _, o := range others {
			m := o.at(s)
			switch {
			case m.Date.IsZero(), len(x.Given) > 0 && !best.Date.IsZero():
			case best.Date.IsZero(), len(x.Earliest) > 0 && m.Date.Before(best.Date), len(x.Latest) > 0 && m.Date.After(best.Date):
				best = m
			}
		}
		if x.Weekday == "" || best.Date.IsZero() {
			return best
		}
		day := best.Date.AddDays(-1)
		for strings.ToLower(day.Weekday().String()) != x.Weekday {
			day = day.AddDays(-1)
		}
		return dates.Moment{Date: day, Clock: x.Time}
	}}, "", nil
}

// stands says whether one event is declared above another.
func (p *Protocol) stands(above, below string) bool {
	names := ids(p.Events, func(e Event) string { return e.Name })
	return slices.Index(names, above) < slices.Index(names, below)
}

// dated is an event among the dates of the child or the transfer.
func dated(name, words string, ofChild bool) event {
	return event{ofChild, words, func(s *Situation) dates.Moment {
		var m model.Moment
		if ofChild {
			if m = s.child.Dates[model.Word(name)]; m.Date.IsZero() && name == "looked_after_from" {
				m.Date = since(s, "cla")
			}
			if end := supervisionEnds(s); name == "supervision_order_ends" && !end.IsZero() && (m.Date.IsZero() || end.Before(m.Date)) {
				m.Date = end
			}
		} else if t := s.transfer(); t != nil {
			m = t.Dates[model.Word(name)]
			m = s.told(name, m)
		}
		return dates.Moment{Date: m.Date, Clock: string(m.Time)}
	}}
}

// since is the day from which a status that holds has held, if the record says so.
func since(s *Situation, word model.Word) dates.Date {
	for _, x := range s.child.Statuses {
		if x.Status == word && !x.From.After(s.asOf) && (x.To.IsZero() || !x.To.Before(s.asOf)) {
			return x.From
		}
	}
	return dates.Date{}
}

// supervisionEnds is the day on which a supervision order in force ends, by the
// order itself; the first of several.
func supervisionEnds(s *Situation) (first dates.Date) {
	for i := range s.child.Orders {
		o := &s.child.Orders[i]
		if o.Sort() == model.OrderSupervision && o.Made(s.asOf) && !o.EndsOn.IsZero() && !o.EndsOn.Before(s.asOf) && (first.IsZero() || o.EndsOn.Before(first)) {
			first = o.EndsOn
		}
	}
	return first
}

// eventAt is the date at a path of the record.
func (p *Protocol) eventAt(name string) (e event, near string, err error) {
	at, near, err := p.pathOf(strings.Split(name, "."), nil)
	if err != nil {
		return event{}, near, err
	}
	if at.expr().kind != moment {
		return event{}, "docs/record.md says which fields are dates", fmt.Errorf("%q isn't a date", name)
	}
	words := strings.NewReplacer("child.", "", ".", " ", "_", " ").Replace(name)
	return event{at.scope&OfChild != 0, words, func(s *Situation) dates.Moment { return at.latest(s).at }}, "", nil
}

// eventNames are the events that the protocol's rules may name by one word.
func (p *Protocol) eventNames() []string {
	names := ids(model.KnownEvents(), func(k model.Known) string { return k.Name })
	names = append(names, "child_seen_alone", "parents_seen", "turns_16", "turns_16_and_a_quarter", "turns_17", "turns_18")
	return append(names, ids(p.Events, func(e Event) string { return e.Name })...)
}

// when is the moment of an event, the zero one if it isn't recorded.
func (p *Protocol) when(s *Situation, name string) dates.Moment {
	e, _, err := p.event(name)
	if err != nil || e.ofChild && s.child == nil {
		return dates.Moment{}
	}
	return e.at(s)
}

// ofChild says whether an event is one of a child.
func (p *Protocol) ofChild(name string) bool {
	if name == "" {
		return false
	}
	e, _, err := p.event(name)
	return err == nil && e.ofChild
}

// EventLabel is an event in words, as they stand after "the".
func (p *Protocol) EventLabel(name string) string {
	for _, l := range p.EventLabels {
		if l.Event == name {
			return l.Label
		}
	}
	if e, _, err := p.event(name); err == nil {
		return e.words
	}
	return strings.ReplaceAll(name, "_", " ")
}

// wording puts the council's own words into those of an event.
func (p *Protocol) wording(words string) string {
	if !strings.Contains(words, "{") {
		return words
	}
	before, rest, _ := strings.Cut(words, "{")
	name, after, _ := strings.Cut(rest, "}")
	own := p.RecordSystem
	for _, group := range []any{p.Terms, p.Titles} {
		if v := reflect.ValueOf(group); fieldIndex(v.Type(), name) >= 0 {
			own = v.Field(fieldIndex(v.Type(), name)).String()
		}
	}
	return before + own + p.wording(after)
}

// Happened says whether a record has a date for an event, which may lie ahead;
// for any child, if it is one of a child.
func (p *Protocol) Happened(rec *model.Record, name string) bool {
	e, _, err := p.event(name)
	if err != nil {
		return false
	}
	if !e.ofChild {
		s := p.Situation(rec, nil, dates.Date{})
		return !e.at(&s).Date.IsZero()
	}
	return slices.ContainsFunc(rec.Children, func(c model.Child) bool {
		s := p.Situation(rec, &c, dates.Date{})
		return !e.at(&s).Date.IsZero()
	})
}

var birthdays = regexp.MustCompile(`^turns_([0-9]{1,2})(_and_a_quarter)?$`)

// birthdayOf is the age, in months, of an event like turns_16.
func birthdayOf(name string) (months int, words string, ok bool) {
	m := birthdays.FindStringSubmatch(name)
	if m == nil {
		return 0, "", false
	}
	years, _ := strconv.Atoi(m[1])
	if m[2] != "" {
		return years*12 + 3, fmt.Sprintf("day on which the young person is %d¼", years), true
	}
	return years * 12, ordinal(years) + " birthday", true
}

func ordinal(n int) string {
	end := "th"
	switch {
	case n/10 == 1:
	case n%10 == 1:
		end = "st"
	case n%10 == 2:
		end = "nd"
	case n%10 == 3:
		end = "rd"
	}
	return strconv.Itoa(n) + end
}

// birthday is the day on which an age, in months, is reached. Somebody born on
// 29 February reaches a year on 1 March where there is none, as dates.AgeOn has it.
func birthday(c *model.Child, months int) dates.Date {
	if c.DateOfBirth.IsZero() {
		return dates.Date{}
	}
	d := c.DateOfBirth.AddMonths(months)
	if months%12 == 0 && d.Day < c.DateOfBirth.Day {
		return d.AddDays(1)
	}
	return d
}

// seenAlone is the last day on which a child was seen alone before closing.
func seenAlone(s *Situation) (last dates.Moment) {
	if s.rec.Closure == nil {
		return last
	}
	for _, x := range s.rec.Closure.ChildrenSeen {
		if x.Child == s.child.ID && x.Alone != nil && *x.Alone && x.Date.After(last.Date) {
			last.Date = x.Date
		}
	}
	return last
}

// parentsSeen is the earliest of the days on which each parent was last seen,
// so that a rule on all of them holds only if it holds for each.
func parentsSeen(s *Situation) (earliest dates.Moment) {
	if s.rec.Closure == nil {
		return earliest
	}
	for _, x := range s.rec.Closure.ParentsSeen {
		last := x.Date
		for _, again := range s.rec.Closure.ParentsSeen {
			if again.Person == x.Person && again.Date.After(last) {
				last = again.Date
			}
		}
		if earliest.Date.IsZero() || last.Before(earliest.Date) {
			earliest.Date = last
		}
	}
	return earliest
}
