// Package restriction is who may not know what, by the restrictions between the
// people of a record: whom one binds, what each of its words covers, and what
// leads to that. Call New for what one reader may not know, and Opened for who
// else would see a letter.
package restriction

import (
	"slices"

	"handover/model"
	"handover/model/dates"
)

// bond is a restriction that binds a recipient.
type bond struct {
	*model.Restriction
	n       int        // restrictions[n]
	through []model.ID // those whom it names who are the recipient or live with them
}

// bonds are the restrictions that bind somebody: as the one named, as one of
// those who would tell, or as somebody who lives with one of them. What same_as
// joins is one human. A passed review lifts nothing.
func bonds(rec *model.Record, id model.ID, asOf dates.Date) []bond {
	var near []model.ID
	for _, me := range Humans(rec, id) {
		near = append(near, me)
		for _, other := range Housemates(rec, me, asOf) {
			near = append(near, Humans(rec, other)...)
		}
	}
	var out []bond
	for i := range rec.Restrictions {
		r := &rec.Restrictions[i]
		if ended(r, asOf) {
			continue
		}
		b := bond{Restriction: r, n: i}
		for _, named := range Persons(rec, append([]model.ID{r.Who}, r.Also...)) {
			if slices.Contains(near, named) {
				b.through = append(b.through, named)
			}
		}
		if len(b.through) > 0 {
			out = append(out, b)
		}
	}
	return out
}

// Binding are the restrictions that bind somebody, by their places in the record.
func Binding(rec *model.Record, id model.ID, asOf dates.Date) []int {
	var out []int
	for _, b := range bonds(rec, id, asOf) {
		out = append(out, b.n)
	}
	return out
}

// Humans are the ids of one human: an id and those that same_as joins to it,
// over as many steps as there are.
func Humans(rec *model.Record, id model.ID) []model.ID {
	out := []model.ID{id}
	for i := 0; i < len(out); i++ {
		for _, a := range Aliases(rec, out[i]) {
			if !slices.Contains(out, a) {
				out = append(out, a)
			}
		}
	}
	return out
}

// Persons are some ids, with the members of a household in its place.
func Persons(rec *model.Record, ids []model.ID) []model.ID {
	var out []model.ID
	for _, id := range ids {
		h := rec.Household(id)
		if h == nil {
			out = append(out, id)
			continue
		}
		for i := range rec.Children {
			if resides(rec, h, rec.Children[i].ID) {
				out = append(out, rec.Children[i].ID)
			}
		}
		for i := range rec.People {
			if resides(rec, h, rec.People[i].ID) {
				out = append(out, rec.People[i].ID)
			}
		}
	}
	return out
}

func resides(rec *model.Record, h *model.Household, id model.ID) bool {
	p := rec.Person(id)
	return p != nil && p.Household == h.ID || slices.Contains(h.Members, id)
}

// Housemates are those of the family who live with a child or a person: in one
// household, child and carer, or at one address on a day.
func Housemates(rec *model.Record, id model.ID, asOf dates.Date) []model.ID {
	if rec.Child(id) == nil && rec.Person(id) == nil {
		return nil
	}
	mine := Homes(rec, id)
	with := func(other model.ID) bool {
		for i := range rec.Households {
			if h := &rec.Households[i]; resides(rec, h, id) && resides(rec, h, other) {
				return true
			}
		}
		if caresFor(rec, id, other) || caresFor(rec, other, id) {
			return true
		}
		return slices.ContainsFunc(mine, func(a *model.Address) bool {
			return a.Current(asOf) && slices.ContainsFunc(Homes(rec, other), func(b *model.Address) bool { return b.Current(asOf) && SamePlace(a, b) })
		})
	}
	var out []model.ID
	for i := range rec.Children {
		if other := rec.Children[i].ID; other != id && with(other) {
			out = append(out, other)
		}
	}
	for i := range rec.People {
		if other := rec.People[i].ID; other != id && with(other) {
			out = append(out, other)
		}
	}
	return out
}

func caresFor(rec *model.Record, carer, child model.ID) bool {
	c := rec.Child(child)
	return c != nil && c.Placement != nil && slices.Contains(c.Placement.Carers, carer)
}

// Homes are all addresses of somebody: their own and their households'; of a
// professional, of an authority and of a worker's team, where they work.
func Homes(rec *model.Record, id model.ID) []*model.Address {
	var out []*model.Address
	add := func(a *model.Address) {
		if a != nil {
			out = append(out, a)
		}
	}
	switch c, p, r, a, w := rec.Child(id), rec.Person(id), rec.Professional(id), rec.Authority(id), rec.Worker(id); {
	case c != nil:
		add(c.Address)
	case p != nil:
		add(p.Address)
	case r != nil:
		add(r.Address)
	case a != nil:
		add(a.Address)
	case w != nil:
		if t := rec.Team(w.Team); t != nil {
			add(t.Address)
		}
	}
	for i := range rec.Households {
		if h := &rec.Households[i]; resides(rec, h, id) {
			add(h.Address)
		}
	}
	return out
}

// released tells whether a place was released to a recipient by name: known_to
// has the recipient, and whoever binds them.
func released(rec *model.Record, a *model.Address, id model.ID, b bond) bool {
	if a == nil {
		return false
	}
	known := func(id model.ID) bool {
		return slices.ContainsFunc(Humans(rec, id), func(h model.ID) bool { return slices.Contains(a.KnownTo, h) })
	}
	return known(id) && !slices.ContainsFunc(b.through, func(id model.ID) bool { return !known(id) })
}

// Aliases are an id and those that same_as says are the same human, whichever
// of them says it.
func Aliases(rec *model.Record, id model.ID) []model.ID {
	out := []model.ID{id}
	link := func(a, b model.ID) {
		if b == "" {
			return
		}
		if a == id && !slices.Contains(out, b) {
			out = append(out, b)
		}
		if b == id && !slices.Contains(out, a) {
			out = append(out, a)
		}
	}
	for i := range rec.People {
		link(rec.People[i].ID, rec.People[i].SameAs)
	}
	for i := range rec.Professionals {
		link(rec.Professionals[i].ID, rec.Professionals[i].SameAs)
	}
	return out
}
