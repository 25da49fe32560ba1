package model

import (
	"slices"
	"strings"

	"handover/model/dates"
)

// The lookups give a pointer into the record, for PathOf, or nil. Ids of a
// decoded record always lead somewhere; nil is for "".

// Child is the child with an id.
func (r *Record) Child(id ID) *Child {
	return find(r.Children, id, func(x *Child) ID { return x.ID })
}

// Person is the person of the family or network with an id.
func (r *Record) Person(id ID) *Person {
	return find(r.People, id, func(x *Person) ID { return x.ID })
}

// Household is the household with an id.
func (r *Record) Household(id ID) *Household {
	return find(r.Households, id, func(x *Household) ID { return x.ID })
}

// Professional is the professional with an id.
func (r *Record) Professional(id ID) *Professional {
	return find(r.Professionals, id, func(x *Professional) ID { return x.ID })
}

// Worker is the worker with an id.
func (r *Record) Worker(id ID) *Worker {
	return find(r.Workers, id, func(x *Worker) ID { return x.ID })
}

// Team is the team with an id.
func (r *Record) Team(id ID) *Team {
	return find(r.Teams, id, func(x *Team) ID { return x.ID })
}

// Authority is the other local authority with an id.
func (r *Record) Authority(id ID) *Authority {
	return find(r.Authorities, id, func(x *Authority) ID { return x.ID })
}

// Meeting is the meeting with an id.
func (r *Record) Meeting(id ID) *Meeting {
	return find(r.Meetings, id, func(x *Meeting) ID { return x.ID })
}

// TransferMeeting is the meeting of the record that takes place when
// transfer.dates.transfer_meeting says, at the same time if both say one,
// about a child, and to which somebody is invited.
func (r *Record) TransferMeeting(about, invited ID) *Meeting {
	if r.Transfer == nil || invited == "" {
		return nil
	}
	on := r.Transfer.Dates["transfer_meeting"]
	for i := range r.Meetings {
		m := &r.Meetings[i]
		if !on.Date.IsZero() && m.Date == on.Date && (m.Time == "" || on.Time == "" || m.Time == on.Time) &&
			(len(m.Children) == 0 || slices.Contains(m.Children, about)) && slices.Contains(m.Invited, invited) {
			return m
		}
	}
	return nil
}

// AddressOf is where somebody lives or works: a child's or a person's own
// address or else their household's, a professional's, an authority's; nil if
// none is recorded.
func (r *Record) AddressOf(id ID) *Address {
	var home *Household
	if p := r.Person(id); p != nil {
		home = r.Household(p.Household)
	}
	switch c, p, x, a := r.Child(id), r.Person(id), r.Professional(id), r.Authority(id); {
	case c != nil && c.Address != nil:
		return c.Address
	case p != nil && p.Address != nil:
		return p.Address
	case x != nil:
		return x.Address
	case a != nil:
		return a.Address
	case home != nil:
		return home.Address
	}
	for i := range r.Households {
		if h := &r.Households[i]; slices.Contains(h.Members, id) {
			return h.Address
		}
	}
	return nil
}

// PostalAddress is where somebody's letters go: their own address, or that of
// whom they are sent to.
func (r *Record) PostalAddress(id ID) *Address {
	if c := r.Child(id); c != nil && c.Letters != nil && c.Letters.To != "" {
		return r.AddressOf(c.Letters.To)
	}
	if p := r.Person(id); p != nil && p.Letters != nil && p.Letters.To != "" {
		return r.AddressOf(p.Letters.To)
	}
	return r.AddressOf(id)
}

// Among says whether the child is one of those whom an entry concerns. One that
// names nobody concerns all children; every entry concerns the case as a whole.
func (c *Child) Among(ids []ID) bool {
	return c == nil || len(ids) == 0 || slices.Contains(ids, c.ID)
}

// Yes says that a yes or no is recorded, and that it is yes.
func Yes(b *bool) bool { return b != nil && *b }

func find[T any](all []T, id ID, idOf func(*T) ID) *T {
	if id == "" {
		return nil
	}
	for i := range all {
		if idOf(&all[i]) == id {
			return &all[i]
		}
	}
	return nil
}

// NameOf is what somebody or something with an id is called: a person's,
// worker's, team's or authority's name, a professional's name or else role, a
// meeting's kind; of a household, the id. It is "" for the id "".
func (r *Record) NameOf(id ID) string {
	if x := r.Child(id); x != nil {
		return x.Name()
	}
	if x := r.Person(id); x != nil {
		return x.Name
	}
	if x := r.Worker(id); x != nil {
		return x.Name
	}
	if x := r.Professional(id); x != nil {
		if blank(x.Name) {
			return x.Role
		}
		return x.Name
	}
	if x := r.Team(id); x != nil {
		return x.Name
	}
	if x := r.Authority(id); x != nil {
		return x.Name
	}
	if x := r.Meeting(id); x != nil {
		return x.Kind
	}
	return string(id)
}

// Name is known_as, or else first_name, and the surname; "" for a child
// without a name.
func (c *Child) Name() string {
	first := c.KnownAs
	if blank(first) {
		first = c.FirstName
	}
	return strings.TrimSpace(first + " " + c.Surname)
}

// PostName is what stands above somebody's address: their name as it is
// spelled in Latin letters, if the record has that, and else as NameOf.
func (r *Record) PostName(id ID) string {
	if c := r.Child(id); c != nil && !blank(c.LatinName) {
		return c.LatinName
	}
	if p := r.Person(id); p != nil && !blank(p.LatinName) {
		return p.LatinName
	}
	return r.NameOf(id)
}

// EnvelopeHeads are the lines above the address of a letter to somebody, which
// may be sent care of somebody else.
func (r *Record) EnvelopeHeads(id, careOf ID) []string {
	heads := []string{r.PostName(id)}
	if careOf != "" {
		heads = append(heads, "Care of "+r.PostName(careOf))
	}
	return heads
}

// WorkerFollows says whether the worker moves to the receiving team with the
// child and is on record in another team still, whose line manager is not the
// receiving one.
func (r *Record) WorkerFollows() bool {
	t := r.Transfer
	if t == nil || t.SameWorker == nil || !*t.SameWorker || t.ToTeam == "" {
		return false
	}
	w := r.Worker(t.ReceivingWorker)
	return w != nil && w.Team != t.ToTeam
}

// Unborn says whether the child is expected and no birth is recorded by a day,
// also where the expected date has passed.
func (c *Child) Unborn(asOf dates.Date) bool {
	if c.DateOfBirth.IsZero() {
		return !c.ExpectedDateOfBirth.IsZero()
	}
	return c.DateOfBirth.After(asOf)
}

// HasStatus says whether a status holds on a day. One without dates holds.
func (c *Child) HasStatus(status Word, asOf dates.Date) bool {
	for _, s := range c.Statuses {
		if s.Status == status && spans(s.From, s.To, asOf) {
			return true
		}
	}
	return false
}

// LookedAfter says whether the child is looked after on a day.
func (c *Child) LookedAfter(asOf dates.Date) bool { return c.HasStatus("cla", asOf) }

// spans says whether a day lies within two others, each included and each open
// where it isn't recorded.
func spans(from, to, d dates.Date) bool {
	return (from.IsZero() || !from.After(d)) && (to.IsZero() || !to.Before(d))
}

// ProtectiveMarking is what stands on each page of a form: the record's own
// marking, or else OFFICIAL-SENSITIVE.
func (r *Record) ProtectiveMarking() string {
	if r.Marking != "" {
		return r.Marking
	}
	return "OFFICIAL-SENSITIVE"
}
