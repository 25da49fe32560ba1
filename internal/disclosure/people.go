package disclosure

import (
	"slices"
	"strings"

	"handover/model"
	"handover/model/dates"
)

// same are the ids of one human: an id, and those that same_as joins to it,
// whichever of them says so.
func same(rec *model.Record, id model.ID) []model.ID {
	out := []model.ID{id}
	for i := 0; i < len(out); i++ {
		link := func(a, b model.ID) {
			if b == "" {
				return
			}
			if a == out[i] && !slices.Contains(out, b) {
				out = append(out, b)
			}
			if b == out[i] && !slices.Contains(out, a) {
				out = append(out, a)
			}
		}
		for j := range rec.People {
			link(rec.People[j].ID, rec.People[j].SameAs)
		}
		for j := range rec.Professionals {
			link(rec.Professionals[j].ID, rec.Professionals[j].SameAs)
		}
	}
	return out
}

// addresses are where a child or person lives, or another works.
func addresses(rec *model.Record, id model.ID) []*model.Address {
	var out []*model.Address
	add := func(a *model.Address) {
		if a != nil && !slices.Contains(out, a) {
			out = append(out, a)
		}
	}
	if c := rec.Child(id); c != nil {
		add(c.Address)
	}
	if p := rec.Person(id); p != nil {
		add(p.Address)
	}
	if p := rec.Professional(id); p != nil {
		add(p.Address)
	}
	if a := rec.Authority(id); a != nil {
		add(a.Address)
	}
	if w := rec.Worker(id); w != nil {
		if t := rec.Team(w.Team); t != nil {
			add(t.Address)
		}
	}
	for i := range rec.Households {
		if h := &rec.Households[i]; h.ID == id || resident(rec, h, id) {
			add(h.Address)
		}
	}
	return out
}

func resident(rec *model.Record, h *model.Household, id model.ID) bool {
	p := rec.Person(id)
	return p != nil && p.Household == h.ID || slices.Contains(h.Members, id)
}

// residents are some ids, with those who live in a household in its place.
func residents(rec *model.Record, ids []model.ID) []model.ID {
	var out []model.ID
	for _, id := range ids {
		h := rec.Household(id)
		if h == nil {
			out = append(out, id)
			continue
		}
		out = append(out, h.Members...)
		for i := range rec.People {
			if p := &rec.People[i]; p.Household == h.ID && !slices.Contains(out, p.ID) {
				out = append(out, p.ID)
			}
		}
	}
	return out
}

// alike says whether two addresses are one place.
func alike(a, b *model.Address) bool {
	if a == b {
		return true
	}
	pa, pb := squeeze(a.Postcode), squeeze(b.Postcode)
	if pa != pb {
		return false
	}
	la, lb := squeeze(strings.Join(a.Lines, " ")), squeeze(strings.Join(b.Lines, " "))
	return la == lb && la != ""
}

// near says whether two addresses share their postcode, or are alike.
func near(a, b *model.Address) bool {
	p := squeeze(a.Postcode)
	return alike(a, b) || p != "" && p == squeeze(b.Postcode)
}

// together are those of the family who live with somebody on a day: in one
// household, child and carers, or at one address.
func together(rec *model.Record, id model.ID, asOf dates.Date) []model.ID {
	var out []model.ID
	mine := current(addresses(rec, id), asOf)
	with := func(other model.ID) {
		if other == id || slices.Contains(out, other) {
			return
		}
		for i := range rec.Households {
			if h := &rec.Households[i]; resident(rec, h, id) && resident(rec, h, other) {
				out = append(out, other)
				return
			}
		}
		if caredFor(rec, id, other) || caredFor(rec, other, id) {
			out = append(out, other)
			return
		}
		for _, a := range mine {
			for _, b := range current(addresses(rec, other), asOf) {
				if alike(a, b) {
					out = append(out, other)
					return
				}
			}
		}
	}
	if rec.Child(id) == nil && rec.Person(id) == nil {
		return nil
	}
	for i := range rec.Children {
		with(rec.Children[i].ID)
	}
	for i := range rec.People {
		with(rec.People[i].ID)
	}
	return out
}

func caredFor(rec *model.Record, child, carer model.ID) bool {
	c := rec.Child(child)
	return c != nil && c.Placement != nil && slices.Contains(c.Placement.Carers, carer)
}

func current(all []*model.Address, asOf dates.Date) []*model.Address {
	return slices.DeleteFunc(all, func(a *model.Address) bool { return !a.Current(asOf) })
}

// colleagues are those who would see a letter at somebody's work: people who
// work there, or whose own e-mail address it goes to, and other professionals
// of the agency.
func colleagues(rec *model.Record, id model.ID) []model.ID {
	var at string
	var mail []string
	if p, x, a := rec.Professional(id), rec.Person(id), rec.Authority(id); p != nil {
		at, mail = squeeze(p.Agency), []string{p.Email, p.SecureEmail}
	} else if x != nil {
		at = squeeze(x.Workplace)
	} else if a != nil {
		at, mail = squeeze(a.Name), []string{a.SecureEmail}
	}
	there := func(work string, own ...string) bool {
		work = squeeze(work)
		return inside(work, at) && !rec.Town(work) || slices.ContainsFunc(mail, func(m string) bool {
			return squeeze(m) != "" && (work == squeeze(m) || inside(work, organisation(m)) && !(rec.Town(organisation(m)) && !publicly(work)) || slices.ContainsFunc(own, func(o string) bool { return squeeze(o) == squeeze(m) }))
		})
	}
	var out []model.ID
	for i := range rec.People {
		if x := &rec.People[i]; x.ID != id && there(x.Workplace, x.Email) {
			out = append(out, x.ID)
		}
	}
	for i := range rec.Professionals {
		if p := &rec.Professionals[i]; p.ID != id && there(p.Agency, p.Email, p.SecureEmail) {
			out = append(out, p.ID)
		}
	}
	return out
}

// inside says whether one of two squeezed names holds the other.
func inside(a, b string) bool {
	return a != "" && b != "" && (strings.Contains(a, b) || strings.Contains(b, a))
}

// publicly tells whether a squeezed workplace may be a public body, which has its
// town's name as its domain; a shop in that town hasn't.
func publicly(work string) bool {
	return slices.ContainsFunc([]string{"council", "borough", "county", "citycouncil", "mbc", "authority", "townhall", "civic", "social", "service", "children", "nhs", "hospital", "infirmary",
		"health", "clinic", "surgery", "trust", "school", "academy", "college", "university", "police", "court", "library"}, func(s string) bool { return strings.Contains(work, s) })
}

// organisation is the first part of an e-mail address's domain that is long
// enough to tell whose it is; "" if there is none.
func organisation(mail string) string {
	_, host, _ := strings.Cut(strings.ToLower(mail), "@")
	for _, label := range strings.Split(host, ".") {
		if len(label) >= 5 {
			return squeeze(label)
		}
	}
	return ""
}

// related says whether somebody may know a child of the case by name: a person
// with a relationship to it, a professional who works with it, an authority.
func related(rec *model.Record, ids []model.ID, child model.ID) bool {
	for _, id := range ids {
		if id == child || rec.Authority(id) != nil {
			return true
		}
		if p := rec.Person(id); p != nil && slices.ContainsFunc(p.Relationship, func(r model.Relationship) bool { return r.Child == child }) {
			return true
		}
		if p := rec.Professional(id); p != nil && worksWith(p, child) {
			return true
		}
	}
	return false
}

func worksWith(p *model.Professional, child model.ID) bool {
	return p.Children == nil || slices.Contains(p.Children, child)
}
