package audience

import (
	"slices"
	"strconv"
	"strings"

	"handover/model"
	"handover/model/dates"
	"handover/model/fold"
)

// Timeline is a child's life as a picture shows it: where and how the child
// lived, and when, by the dates that the record has.
type Timeline struct {
	Child  *Fact
	AsOf   dates.Date
	Born   dates.Date // or the first date that there is
	Lanes  []Lane
	Events []Moment // the chronology's, by their dates
}

// Lane is what a timeline shows of one matter: homes, statuses, schools.
type Lane struct {
	Name  string
	Spans []Span // by their beginnings
}

// Span is something that lasted.
type Span struct {
	What  *Fact
	Short string // where there is little room
	From  dates.Date
	To    dates.Date // zero: it lasts
	Open  bool       // the record has no beginning: From is where it certainly was
}

// Moment is an entry of the chronology.
type Moment struct {
	Number int        // as the chronology has it
	Day    dates.Date // of what is known by month or year alone the middle
	Date   *Fact
}

// least is how much there must be for a timeline: of a child of whom the record
// has a status and a school there is no life to show.
const least = 6

// timeline is the life of the document's child, or of the only child of the case;
// nil where the record has too few dates.
func (b *builder) timeline() *Timeline {
	c := b.about
	if c == nil && len(b.rec.Children) == 1 {
		c = &b.rec.Children[0]
	}
	if c == nil || c.DateOfBirth.After(b.asOf) {
		return nil
	}
	t := &Timeline{Child: fact(b.called(c.ID), b.rec.PathOf(c)), AsOf: b.asOf, Born: c.DateOfBirth}
	path := b.rec.PathOf(c)
	t.lane("Home", b.homes(c, path))
	t.lane("Status", b.statusSpans(c, path))
	t.lane("Legal", b.legalSpans(c, path))
	if x := c.School; x != nil && !x.From.IsZero() {
		t.lane("School", []Span{{What: b.agency(&x.Professional), From: x.From}})
	}
	t.lane("Worker", b.workerSpans())
	number := 0
	for i := range b.rec.Chronology {
		e := &b.rec.Chronology[i]
		if !b.concerns(e) {
			continue
		}
		number++
		t.Events = append(t.Events, Moment{number, midst(e.Date), b.partial(&e.Date)})
	}
	slices.SortStableFunc(t.Events, func(a, b Moment) int { return a.Day.Compare(b.Day) })
	n := len(t.Events)
	for _, l := range t.Lanes {
		n += len(l.Spans)
	}
	if n < least {
		return nil
	}
	if t.Born.IsZero() {
		t.Born = t.first()
	}
	return t
}

// lane adds one, without spans that nothing is known of.
func (t *Timeline) lane(name string, spans []Span) {
	spans = slices.DeleteFunc(spans, func(s Span) bool {
		return s.What == nil || s.From.IsZero() || !s.To.IsZero() && s.To.Before(s.From)
	})
	if len(spans) == 0 {
		return
	}
	slices.SortStableFunc(spans, func(a, b Span) int { return a.From.Compare(b.From) })
	t.Lanes = append(t.Lanes, Lane{name, spans})
}

// first is the first date that there is.
func (t *Timeline) first() dates.Date {
	out := t.AsOf
	for _, l := range t.Lanes {
		for _, s := range l.Spans {
			if s.From.Before(out) {
				out = s.From
			}
		}
	}
	for _, e := range t.Events {
		if e.Day.Before(out) {
			out = e.Day
		}
	}
	return out
}

// midst is a day for a date of which perhaps only the month or year is known.
func midst(p dates.Partial) dates.Date {
	switch {
	case p.Month == 0:
		return dates.Date{Year: p.Year, Month: 7, Day: 1}
	case p.Day == 0:
		return dates.Date{Year: p.Year, Month: p.Month, Day: 15}
	}
	return dates.Date(p)
}

// homes are where a child lives, and where it was placed before.
func (b *builder) homes(c *model.Child, path string) []Span {
	var out []Span
	now := Span{}
	if c.Address != nil {
		now = Span{What: b.address(c.Address, path+".address"), From: c.Address.From, To: c.Address.To}
		if len(c.Address.Lines) > 0 {
			now.Short = c.Address.Lines[0]
		}
	}
	if x := c.Placement; x != nil {
		if !x.From.IsZero() {
			now.From = x.From
		}
		if who := b.whoAll(&x.Carers); who != nil && len(x.Carers) > 0 {
			now.What = who
		} else if x.Type != "" {
			now.What = b.code("placement", &x.Type)
		}
		if was := x.Previous; was != nil && !was.To.IsZero() {
			before := Span{From: was.To.AddMonths(-1), To: was.To, Open: true}
			if who := b.whoAll(&was.Carers); who != nil && len(was.Carers) > 0 {
				before.What = who
			} else if was.Type != "" {
				before.What = b.code("placement", &was.Type)
			} else {
				before.What = b.address(was.Address, path+".placement.previous.address")
			}
			if was.Address != nil && !was.Address.From.IsZero() {
				before.From, before.Open = was.Address.From, false
			}
			out = append(out, before)
		}
	}
	return append(out, now)
}

// statusSpans are a child's statuses, in the words that a bar has room for.
func (b *builder) statusSpans(c *model.Child, path string) []Span {
	short := map[model.Word]string{"cin": "CIN", "cp": "CP", "cla": "LAC", "care_leaver": "Leaver", "early_help": "EH"}
	var out []Span
	for i, s := range c.Statuses {
		what := b.statuses([]model.Status{{Status: s.Status}}, path+".statuses["+strconv.Itoa(i)+"]")
		out = append(out, Span{What: what, Short: short[s.Status], From: s.From, To: s.To})
	}
	return out
}

// legalSpans are a child's legal status and the courts' orders.
func (b *builder) legalSpans(c *model.Child, path string) []Span {
	var out []Span
	if x := c.LegalStatus; x != nil && x.Code != "" {
		out = append(out, Span{What: b.code("legal_status", &x.Code), Short: string(x.Code), From: x.From})
	}
	for i := range c.Orders {
		o := &c.Orders[i]
		if len(out) > 0 && i == 0 && o.MadeOn == out[0].From && o.EndsOn.IsZero() && strings.Contains(fold.Value(out[0].What.text), fold.Value(o.Kind)) {
			continue // the legal status says the same
		}
		out = append(out, Span{What: b.line(&o.Kind), From: o.MadeOn, To: o.EndsOn})
	}
	return out
}

// workerSpans are who has the case until the transfer, and from then on.
func (b *builder) workerSpans() []Span {
	t := b.rec.Transfer
	if t == nil {
		return nil
	}
	var out []Span
	day := t.Dates["transfer"].Date
	surname := func(f *Fact) string {
		words := strings.Fields(f.text)
		return words[len(words)-1]
	}
	if who := b.who(&t.CurrentWorker); who != nil {
		from := b.asOf
		if !day.IsZero() && day.Before(from) {
			from = day
		}
		out = append(out, Span{What: who, Short: surname(who), From: from.AddMonths(-1), To: day, Open: true})
	}
	if who := b.who(&t.ReceivingWorker); who != nil && !day.IsZero() && t.ReceivingWorker != t.CurrentWorker {
		out = append(out, Span{What: who, Short: surname(who), From: day})
	}
	return out
}
