package restriction

import (
	"fmt"
	"slices"

	"handover/model"
	"handover/model/dates"
	"handover/model/fold"
)

// recent is how long after its end a restriction is still asked about, in days.
const recent = 28

// Doubts are restrictions that don't do what somebody may think: that have just
// ended, end before the transfer, bind nobody or cover nothing; and addresses that
// are one place in two spellings.
func Doubts(file string, rec *model.Record, asOf dates.Date) model.Problems {
	var out model.Problems
	say := func(at any, msg, hint string) {
		p := rec.PlaceOf(at)
		out = append(out, model.Problem{File: file, Line: p.Line, Col: p.Col, Path: p.Path, Msg: msg, Hint: hint})
	}
	for i := range rec.Restrictions {
		r := &rec.Restrictions[i]
		if ended(r, asOf) {
			if r.EndedOn.DaysUntil(asOf) <= recent {
				say(&r.EndedOn, "this restriction holds no longer, from its last day on; nothing is withheld by it", "see that it was meant to end, and that nobody thinks it still holds")
			}
			continue
		}
		if t := rec.Transfer; t != nil && !r.EndedOn.IsZero() && !t.Dates["transfer"].Date.IsZero() && !r.EndedOn.After(t.Dates["transfer"].Date) {
			say(&r.EndedOn, "this restriction ends before the transfer: letters that are made after it withhold nothing by it", "see that it was meant to end so soon")
		}
		if !slices.ContainsFunc(Persons(rec, append([]model.ID{r.Who}, r.Also...)), func(id model.ID) bool { return reads(rec, id) }) {
			say(&r.Who, "this restriction binds nobody: it names no person, child, professional, worker or authority, nor a household with anybody in it", "name those who must not learn of it")
		}
		for _, w := range r.What {
			if !covers(rec, r, i, w, asOf) {
				say(&r.What, fmt.Sprintf("%s covers nothing: nothing of that kind is recorded of those whom the restriction is about", w),
					"record it, so that it can be told from other things and withheld, or write in words what must not appear")
			}
		}
	}
	return append(out, twice(file, rec)...)
}

func ended(r *model.Restriction, asOf dates.Date) bool {
	return !r.EndedOn.IsZero() && !r.EndedOn.After(asOf)
}

// reads tells whether anything is ever addressed to somebody.
func reads(rec *model.Record, id model.ID) bool {
	return rec.Child(id) != nil || rec.Person(id) != nil || rec.Professional(id) != nil || rec.Authority(id) != nil || rec.Worker(id) != nil
}

// covers tells whether the record has anything that a word of a restriction
// would keep back.
func covers(rec *model.Record, r *model.Restriction, n int, word model.Word, asOf dates.Date) bool {
	s := &Shield{rec: rec, asOf: asOf, id: r.Who, now: bond{Restriction: r, n: n}, hidden: map[string]bool{}, placing: map[model.ID]bool{}}
	subjects, children := s.subjects(), s.children()
	ids := slices.Clone(subjects)
	for _, c := range children {
		ids = append(ids, c.ID)
	}
	anyone := func(f func(id model.ID) bool) bool { return slices.ContainsFunc(subjects, f) }
	homes := slices.ContainsFunc(ids, func(id model.ID) bool { return len(Homes(rec, id)) > 0 })
	switch word {
	case model.KeepAddress:
		return homes
	case model.KeepArea, model.KeepWorkerBase:
		return homes || len(rec.Teams) > 0
	case model.KeepTelephone:
		return anyone(func(id model.ID) bool {
			p, r, w := rec.Person(id), rec.Professional(id), rec.Worker(id)
			return p != nil && (p.Telephone != "" || p.Letters != nil && p.Letters.SafeContact != "") || r != nil && r.Telephone != "" || w != nil && w.Telephone != ""
		})
	case model.KeepEmail:
		return anyone(func(id model.ID) bool {
			p, r, w := rec.Person(id), rec.Professional(id), rec.Worker(id)
			return p != nil && (p.Email != "" || p.Letters != nil && p.Letters.SafeContact != "") || r != nil && r.Email+r.SecureEmail != "" || w != nil && w.Email != ""
		})
	case model.KeepSchool:
		return slices.ContainsFunc(rec.Professionals, func(p model.Professional) bool { return s.schools(&p) })
	case model.KeepWorkplace:
		return anyone(func(id model.ID) bool {
			p := rec.Person(id)
			return p != nil && p.Workplace != "" || rec.Professional(id) != nil || rec.Worker(id) != nil
		})
	case model.KeepNewName:
		return anyone(func(id model.ID) bool {
			c, p := rec.Child(id), rec.Person(id)
			return c != nil && len(c.PreviousNames) > 0 || p != nil && len(p.PreviousNames) > 0
		})
	case model.KeepDeath:
		return anyone(func(id model.ID) bool {
			c, p := rec.Child(id), rec.Person(id)
			return c != nil && !c.DiedOn.IsZero() || p != nil && !p.DiedOn.IsZero()
		})
	case model.KeepCarer, model.KeepProvider:
		return slices.ContainsFunc(children, func(c *model.Child) bool {
			return c.Placement != nil || slices.ContainsFunc(rec.People, func(p model.Person) bool {
				return slices.ContainsFunc(p.Relationship, func(r model.Relationship) bool { return r.Child == c.ID && r.Kin() == model.KinCarer })
			})
		})
	case model.KeepContactVenue:
		return rec.ContactPlan != nil && slices.ContainsFunc(rec.ContactPlan.Arrangements, func(a model.Arrangement) bool { return a.Venue != "" }) ||
			slices.ContainsFunc(rec.Meetings, func(m model.Meeting) bool { return m.Venue != "" }) || rec.Closure != nil && rec.Closure.TACMeeting != nil
	case model.KeepProfessional:
		return slices.ContainsFunc(rec.Professionals, func(p model.Professional) bool { return s.theirs(&p) })
	case model.KeepReferrer:
		return rec.Referral != nil
	case model.KeepPaternity:
		s.paternity()
		return len(s.hidden) > 0
	case model.KeepFact:
		return len(r.Words) > 0
	case model.KeepName, model.KeepExistence, model.KeepRelationship: // whoever it is about has a name, exists, and is something to somebody
		return anyone(func(id model.ID) bool { return reads(rec, id) })
	}
	return false
}

// twice asks about two addresses that are one place but for a slip in the
// postcode.
func twice(file string, rec *model.Record) model.Problems {
	var all []*model.Address
	add := func(a *model.Address) {
		if a != nil {
			all = append(all, a)
		}
	}
	for i := range rec.Children {
		add(rec.Children[i].Address)
	}
	for i := range rec.People {
		add(rec.People[i].Address)
	}
	for i := range rec.Households {
		add(rec.Households[i].Address)
	}
	var out model.Problems
	for i, a := range all {
		for _, b := range all[:i] {
			if x, y := fold.Value(a.Postcode), fold.Value(b.Postcode); x != "" && y != "" && x != y && SamePlace(a, b) {
				p := rec.PlaceOf(&a.Postcode)
				out = append(out, model.Problem{File: file, Line: p.Line, Col: p.Col, Path: p.Path,
					Msg:  "is one sign off the postcode of " + rec.PathOf(b) + ", and all else of the two addresses is the same: they are taken for one place",
					Hint: "one of the two is mistyped, or write what tells them apart"})
				break
			}
		}
	}
	return out
}
