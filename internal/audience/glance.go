package audience

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"handover/model"
	"handover/model/dates"
	"handover/model/fold"
)

// most is how many days and tasks the two pages about a child have.
const most = 5

// coming are the next days on which the record has something arranged for the
// child: key dates, meetings, events of the child and of the transfer, a hearing.
func (b *builder) coming() []ComingDay {
	type arranged struct {
		on   dates.Date
		at   model.Time
		what []string
		path string
	}
	var all []arranged
	add := func(on dates.Date, at model.Time, path string, what ...string) {
		what = slices.DeleteFunc(what, func(s string) bool { return s == "" })
		if !on.IsZero() && !on.Before(b.asOf) && len(what) > 0 {
			all = append(all, arranged{on, at, what, path})
		}
	}
	r := b.rec
	for i := range r.KeyDates {
		k := &r.KeyDates[i]
		add(k.Date, k.Time, r.PathOf(&k.What), k.What, k.Where)
	}
	for i := range r.Meetings {
		if m := &r.Meetings[i]; b.about.Among(m.Children) {
			same := slices.ContainsFunc(all, func(x arranged) bool { return x.on == m.Date && (x.at == m.Time || m.Time == "") })
			if !same {
				add(m.Date, m.Time, r.PathOf(&m.Kind), m.Kind, m.Venue)
			}
		}
	}
	events := func(list []Named, of map[model.Word]model.Moment) {
		for _, n := range list {
			m := of[model.Word(n.name)]
			if !slices.ContainsFunc(all, func(x arranged) bool { return x.on == m.Date }) { // else it is told in more words
				add(m.Date, m.Time, n.At.path, n.Label.text)
			}
		}
	}
	if b.about != nil {
		events(b.childsEvents(b.about, r.PathOf(b.about)+".dates"), b.about.Dates)
	}
	if t := r.Transfer; t != nil {
		events(b.events(t.Dates, "transfer.dates"), t.Dates)
	}
	if c := r.Court; c != nil && c.NextHearing != nil {
		add(c.NextHearing.Date, "", "court.next_hearing.date", "Hearing", c.NextHearing.Court)
	}
	slices.SortStableFunc(all, func(x, y arranged) int {
		if c := x.on.Compare(y.on); c != 0 {
			return c
		}
		return strings.Compare(string(x.at), string(y.at))
	})
	var out []ComingDay
	var last dates.Date
	var said []string // of the last day
	for _, x := range all {
		text := strings.Join(x.what, ", ")
		if x.at != "" {
			text = b.clock(x.at) + " " + text
		}
		if x.on != last {
			if len(out) == most {
				break
			}
			out = append(out, ComingDay{Day: &Fact{text: x.on.Weekday().String() + " " + x.on.Long(), path: x.path}, What: &Fact{path: x.path}})
			last, said = x.on, nil
		}
		if !slices.Contains(said, fold.Value(x.what[0])) {
			if what := out[len(out)-1].What; what.text == "" {
				what.text = text
			} else {
				what.text += "; " + text
			}
			said = append(said, fold.Value(x.what[0]))
		}
	}
	return out
}

// livesWhere is the people of the family in a line each: those who live with the
// child first, then by where they live.
func (b *builder) livesWhere() []GlancePerson {
	var out []GlancePerson
	for i := range b.rec.People {
		p := &b.rec.People[i]
		if b.about != nil && !concernsPerson(p, b.about) || !p.DiedOn.IsZero() {
			continue
		}
		x := GlancePerson{At: b.at(p, ""), Name: fact(b.called(p.ID), b.rec.PathOf(&p.Name)), Telephone: b.line(&p.Telephone)}
		for j := range p.Relationship {
			r := &p.Relationship[j]
			if b.about != nil && r.Child != b.about.ID {
				continue
			}
			if x.Is == nil {
				x.Is = b.line(&r.Is)
			}
			switch {
			case r.ParentalResponsibility != nil && *r.ParentalResponsibility:
				x.PR = Worked("yes")
			case r.ParentalResponsibility != nil:
				x.PR = Worked("no")
			case r.MayHaveResponsibility():
				x.PR = Worked("to be asked")
			}
		}
		if a := b.rec.AddressOf(p.ID); a != nil {
			where := strings.Join(append(slices.Clone(a.Lines), a.Postcode), ", ")
			if a.Confidential != nil && *a.Confidential {
				where += " (confidential)"
			}
			x.Where = fact(where, b.rec.PathOf(a))
		}
		out = append(out, x)
	}
	home := ""
	if b.about != nil {
		if a := b.rec.AddressOf(b.about.ID); a != nil {
			home = fold.Value(strings.Join(append(slices.Clone(a.Lines), a.Postcode), ", "))
		}
	}
	first := map[string]int{home: 0} // where somebody lives, in the record's order after the child's own home
	place := func(x GlancePerson) int {
		if x.Where == nil {
			return len(out) + 1
		}
		w := fold.Value(strings.TrimSuffix(x.Where.text, " (confidential)"))
		if _, known := first[w]; !known {
			first[w] = len(first)
		}
		return first[w]
	}
	for _, x := range out {
		place(x)
	}
	slices.SortStableFunc(out, func(x, y GlancePerson) int { return cmp.Compare(place(x), place(y)) })
	return out
}

// open are the child's tasks that aren't done: those with a day first, by day.
func (b *builder) open() []*model.Task {
	var out []*model.Task
	for i := range b.rec.Tasks {
		if t := &b.rec.Tasks[i]; t.Done.IsZero() && about(t.Child, b.about) {
			out = append(out, t)
		}
	}
	slices.SortStableFunc(out, func(x, y *model.Task) int {
		if x.Due.IsZero() != y.Due.IsZero() {
			if x.Due.IsZero() {
				return 1
			}
			return -1
		}
		return x.Due.Compare(y.Due)
	})
	return out
}

func (b *builder) urgent() []UrgentTask {
	var out []UrgentTask
	for _, t := range b.open() {
		if len(out) == most {
			break
		}
		x := UrgentTask{Task: b.text(&t.Task), Who: b.who(&t.Who), Due: b.date(&t.Due), Late: !t.Due.IsZero() && t.Due.Before(b.asOf)}
		switch n := b.asOf.DaysUntil(t.Due); {
		case t.Due.IsZero():
			x.How = Worked("No day is set")
		case n < 0:
			x.How = Worked("Late by " + days(-n))
		case n == 0:
			x.How = Worked("Due today")
		default:
			x.How = Worked("In " + days(n))
		}
		out = append(out, x)
	}
	return out
}

func days(n int) string {
	if n == 1 {
		return "1 day"
	}
	return fmt.Sprintf("%d days", n)
}

// tasksLate counts the child's open tasks.
func (b *builder) tasksLate() *Fact {
	open, late := b.open(), 0
	for _, t := range open {
		if !t.Due.IsZero() && t.Due.Before(b.asOf) {
			late++
		}
	}
	says := "Nothing is late."
	if late > 0 {
		says = fmt.Sprintf("%d late.", late)
	}
	switch n := len(open); {
	case n == 0:
		return nil
	case n > most:
		return Worked(fmt.Sprintf("%s %d tasks are open; these are due first.", says, n))
	}
	return Worked(says)
}
