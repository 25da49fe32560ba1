package audience

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"handover/internal/protocol"
	"handover/model"
	"handover/model/dates"
	"handover/model/fold"
)

// internal is everything that the record has, as far as it concerns the child;
// a nil child means the whole case.
func (b *builder) internal(child *model.Child, signs []protocol.Signature, to model.ID, ready protocol.Readiness) Internal {
	r := b.rec
	b.about = child
	var v Internal
	b.project(&v, r, At{})
	v.Council, v.RecordSystem, v.AsOf = Worked(b.proto.Title), Worked(b.proto.RecordSystem), longDate(b.asOf, "")
	v.Titles, v.Signs, v.Extra = b.titles(), b.signatures(signs), b.extraFor(model.ReaderInternal)
	if t := r.Transfer; t != nil {
		v.Current = b.colleague(t.CurrentWorker, "transfer.current_worker")
		v.Receiving = b.colleague(t.ReceivingWorker, "transfer.receiving_worker")
		if r.WorkerFollows() {
			v.Receiving.LineManager = nil // of the team that the worker leaves
			v.Receiving.At = At{"transfer.receiving_worker"}
		}
	} else {
		v.Current = b.colleague("", "transfer.current_worker")
		v.Receiving = b.colleague("", "transfer.receiving_worker")
	}
	if child != nil {
		b.project(&v.Child, child, b.at(child, "children"))
		v.Siblings = all(r.Children, func(c *model.Child) bool { return c.ID != child.ID }, func(c *model.Child) InternalChild {
			var x InternalChild
			b.project(&x, c, b.at(c, "children"))
			return x
		})
	}
	tasks := func(done bool) []InternalTask {
		return all(r.Tasks, func(t *model.Task) bool { return about(t.Child, child) && done == !t.Done.IsZero() }, func(t *model.Task) InternalTask {
			var x InternalTask
			b.project(&x, t, b.at(t, "tasks"))
			return x
		})
	}
	v.Completed, v.Outstanding = tasks(true), tasks(false)
	v.Coming, v.Urgent, v.TasksLate, v.Homes = b.coming(), b.urgent(), b.tasksLate(), b.livesWhere()
	if g := b.genogram(); g != nil {
		v.Genogram = &Drawing{g}
	}
	if e := b.ecomap(); e != nil {
		v.Ecomap = &Drawing{e}
	}
	if t := b.timeline(); t != nil {
		v.Timeline = &Drawing{t}
	}
	for i := range v.Chronology {
		v.Chronology[i].Number = Worked(strconv.Itoa(i + 1))
	}
	if to != "" {
		v.To = b.colleague(to, "")
	}
	b.readiness(&v, child, ready)
	return v
}

// concerns tells whether an entry of one of the record's lists belongs in a
// document about a child; every entry belongs in one about the whole case.
func (b *builder) concerns(entry any) bool {
	child := b.about
	switch x := entry.(type) {
	case *model.Person:
		return concernsPerson(x, child)
	case *model.Professional:
		return child.Among(x.Children)
	case *model.Worker: // the others: these two have a place of their own
		t := b.rec.Transfer
		return t == nil || x.ID != t.CurrentWorker && x.ID != t.ReceivingWorker
	case *model.Meeting:
		return child.Among(x.Children)
	case *model.Consent:
		return about(x.About, child)
	case *model.Plan:
		return about(x.Child, child)
	case *model.Assessment:
		return child.Among(x.Children)
	case *model.Risk:
		return concernsRisk(b.rec, x, child)
	case *model.Event:
		return child.Among(x.Children)
	case *model.Finance:
		return about(x.Child, child)
	case *model.Arrangement:
		return about(x.Child, child)
	case *model.Relationship:
		return about(x.Child, child)
	}
	return true
}

// work adds what a view shows and the record doesn't hold in one place.
func (b *builder) work(view, src any, at At) {
	switch v := view.(type) {
	case *Colleague:
		w := src.(*model.Worker)
		v.Team = nil
		if len(b.namesakes[w.ID]) > 0 {
			v.Name = b.named(w.ID)
		}
		if t := b.rec.Team(w.Team); t != nil {
			v.Team, v.Service = b.line(&t.Name), b.line(&t.Service)
			v.TeamTelephone, v.TeamEmail, v.OutOfHours = b.line(&t.Telephone), b.line(&t.Email), b.line(&t.OutOfHours)
			v.TeamAddress = b.address(t.Address, b.rec.PathOf(t)+".address")
		}
	case *InternalChild:
		c := src.(*model.Child)
		v.Name, v.LookedAfter, v.Unborn = fact(b.called(c.ID), at.path), c.LookedAfter(b.asOf), c.Unborn(b.asOf)
		v.Dates, v.Address = b.childsEvents(c, at.path+".dates"), b.address(c.Address, at.path+".address")
		if !c.DateOfBirth.IsZero() && !c.DateOfBirth.After(b.asOf) {
			v.Age = Worked(c.DateOfBirth.AgeText(b.asOf))
		}
		if x := c.School; x != nil {
			v.School = b.agency(&x.Professional)
		}
		for _, x := range v.Dates {
			if b.ahead(c.Dates[model.Word(x.name)].Date) {
				v.Ahead = append(v.Ahead, x)
			}
		}
	case *InternalMeeting:
		m := src.(*model.Meeting)
		v.Kind.code, v.ToCome = strings.Join(fold.Words(m.Kind), " "), b.ahead(m.Date)
	case *InternalTransfer:
		v.Dates = b.events(src.(*model.Transfer).Dates, "transfer.dates")
	case *InternalSeen:
		switch x := src.(type) {
		case *model.ChildSeen:
			v.Who = b.who(&x.Child)
		case *model.ParentSeen:
			v.Who = b.who(&x.Person)
		}
	case *InternalNotKnown:
		v.What = Worked(Where(b.rec, b.proto, b.asOf)(src.(*model.NotKnown).Path))
	}
}

// ahead says whether a day is to come, and no later than the transfer.
func (b *builder) ahead(d dates.Date) bool {
	if d.IsZero() || d.Before(b.asOf) {
		return false
	}
	t := b.rec.Transfer
	return t == nil || t.Dates["transfer"].Date.IsZero() || !d.After(t.Dates["transfer"].Date)
}

func (b *builder) colleague(id model.ID, otherwise string) Colleague {
	var v Colleague
	if w := b.rec.Worker(id); w != nil {
		b.project(&v, w, b.at(w, otherwise))
	} else {
		v.At = At{otherwise}
	}
	return v
}

func about(id model.ID, child *model.Child) bool {
	return child == nil || id == "" || id == child.ID
}

// concernsPerson is whether somebody is related to the child, or to no child
// in particular.
func concernsPerson(p *model.Person, child *model.Child) bool {
	return child == nil || len(p.Relationship) == 0 ||
		slices.ContainsFunc(p.Relationship, func(r model.Relationship) bool { return r.Child == child.ID })
}

// concernsRisk leaves out a risk that is about other children alone.
func concernsRisk(rec *model.Record, x *model.Risk, child *model.Child) bool {
	if child == nil || len(x.About) == 0 {
		return true
	}
	return slices.ContainsFunc(x.About, func(id model.ID) bool { return id == child.ID || rec.Child(id) == nil })
}

// agency is a professional as the place where they work: "Ash Lane School (Ms P. Example)".
func (b *builder) agency(p *model.ID) *Fact {
	x := b.rec.Professional(*p)
	if x == nil || x.Agency == "" {
		return b.who(p)
	}
	s := x.Agency
	if x.Name != "" && x.Name != x.Agency {
		s += " (" + x.Name + ")"
	}
	return &Fact{text: s, path: b.rec.PathOf(p), code: string(*p)}
}

func (b *builder) codes(table string, list []model.Code, path string) *Fact {
	var out []string
	for i := range list {
		out = append(out, b.code(table, &list[i]).text)
	}
	return joined(out, list == nil, path)
}

func (b *builder) statuses(list []model.Status, path string) *Fact {
	names := map[model.Word]string{"cin": "Child in need", "cp": "Child protection", "cla": "Looked after", "care_leaver": "Care leaver", "early_help": "Early help"}
	var out []string
	for _, s := range list {
		x := names[s.Status]
		if !s.From.IsZero() {
			x += " from " + s.From.Long()
		}
		if !s.To.IsZero() {
			x += " to " + s.To.Long()
		}
		out = append(out, x)
	}
	return joined(out, list == nil, path)
}

func (b *builder) previousNames(list []model.PreviousName, path string) *Fact {
	var out []string
	for _, n := range list {
		s := n.Name
		if n.Kind != "" {
			s += fmt.Sprintf(" (%s name)", n.Kind)
		}
		if !n.Until.IsZero() {
			s += " until " + n.Until.Long()
		}
		if n.Confidential != nil && *n.Confidential {
			s += ", confidential"
		}
		out = append(out, s)
	}
	return joined(out, list == nil, path)
}

// events is a dates map in order of date, then of name.
func (b *builder) events(m map[model.Word]model.Moment, path string) []Named {
	if m == nil {
		return nil
	}
	names := make([]model.Word, 0, len(m))
	for n := range m {
		names = append(names, n)
	}
	slices.SortFunc(names, func(x, y model.Word) int {
		if c := m[x].Date.Compare(m[y].Date); c != 0 {
			return c
		}
		if x < y {
			return -1
		}
		return 1
	})
	out := []Named{}
	for _, n := range names {
		v := m[n]
		p := path + "." + string(n)
		out = append(out, Named{At{p}, &Fact{text: b.eventLabel(n), code: string(n)}, b.moment(&v, p), string(n)})
	}
	return out
}

// childsEvents are a child's dates. Of a child who isn't looked after the next
// review is another one than that which the council's word is for.
func (b *builder) childsEvents(c *model.Child, path string) []Named {
	out := b.events(c.Dates, path)
	for i, n := range out {
		if n.name == "next_review" && !c.LookedAfter(b.asOf) {
			out[i].Label = &Fact{text: "Next review", code: n.name}
		}
	}
	return out
}

func (b *builder) eventLabel(n model.Word) string {
	return capital(b.proto.EventLabel(string(n)))
}

func (b *builder) extraLabel(name string) string {
	for _, x := range b.proto.Extra {
		if x.Name == name {
			return x.Label
		}
	}
	return words(name)
}

// extraText is an extra fact as it is printed: a day in words, as all days.
func (b *builder) extraText(name, text string) string {
	for _, x := range b.proto.Extra {
		if d, err := dates.Parse(text); x.Name == name && x.Type == "date" && err == nil {
			return d.Long()
		}
	}
	return text
}

func (b *builder) extra() []Named {
	if b.rec.Extra == nil {
		return nil
	}
	names := make([]string, 0, len(b.rec.Extra))
	for n := range b.rec.Extra {
		names = append(names, n)
	}
	slices.Sort(names)
	out := []Named{}
	for _, n := range names {
		x := b.rec.Extra[n]
		p := "extra." + n
		val := yesNo(x.Bool, p)
		if val == nil {
			val = fact(b.extraText(n, string(x.Text)), p)
		}
		out = append(out, Named{At{p}, &Fact{text: b.extraLabel(n), code: n}, val, n})
	}
	return out
}

func (b *builder) translation(t *model.Translation, path string) *Fact {
	if t == nil {
		return nil
	}
	s := t.ApprovedBy
	if !t.Date.IsZero() {
		s += ", " + t.Date.Long()
	}
	return fact(s, path)
}

// event is the council's label for an event that stands in a field of the record.
func (b *builder) event(p *model.Word) *Fact {
	if *p == "" {
		return nil
	}
	return &Fact{text: b.eventLabel(*p), path: b.rec.PathOf(p), code: string(*p)}
}

// whoOn is names with a day each: "Jo Example on 3 December 2026".
func (b *builder) whoOn(list []model.WhoOn, path string) *Fact {
	var out []string
	for _, x := range list {
		s := b.called(x.Who)
		if !x.On.IsZero() {
			s += " on " + x.On.Long()
		}
		out = append(out, s)
	}
	return joined(out, list == nil, path)
}

// agreedAt is the meeting at which something was agreed: its kind and date.
func (b *builder) agreedAt(p *model.ID) *Fact {
	m := b.rec.Meeting(*p)
	if m == nil {
		return nil
	}
	s := m.Kind
	if !m.Date.IsZero() {
		s += ", " + m.Date.Long()
	}
	return fact(s, b.rec.PathOf(p))
}
