package audience

import (
	"slices"

	"handover/model"
)

// once holds the second of two entries with one name and one address: nobody
// gets a letter twice. A child is nobody else.
func once(rec *model.Record, all []Recipient) {
	for i := range all {
		for _, before := range all[:i] {
			x := &all[i]
			if x.ID != before.ID && (x.Reader == ReaderChild) == (before.Reader == ReaderChild) &&
				squeezed(rec.NameOf(x.ID)) == squeezed(rec.NameOf(before.ID)) && together(rec, x.ID, before.ID) {
				x.hold("has the name and the address of " + string(before.ID) + ": nobody gets a letter twice; a manager decides")
			}
		}
	}
}

// apart warns where two of the family get letters at one address.
func apart(rec *model.Record, all []Recipient) {
	gets := func(x Recipient) bool {
		return len(x.Held) == 0 && (rec.Child(x.ID) != nil || rec.Person(x.ID) != nil)
	}
	for i := range all {
		x := &all[i]
		if gets(*x) && slices.ContainsFunc(all, func(y Recipient) bool {
			return y.ID != x.ID && y.Reader != ReaderRelative && gets(y) && together(rec, x.ID, y.ID)
		}) {
			x.Warnings = append(x.Warnings, "somebody else who gets a letter lives there: each letter in an envelope of its own")
		}
	}
}

// together tells whether the letters of two go to one address.
func together(rec *model.Record, a, b model.ID) bool {
	x, y := postalAddress(rec, a), postalAddress(rec, b)
	return x != nil && y != nil && samePlace(x, y)
}

// postalAddress is where somebody's letters go.
func postalAddress(rec *model.Record, id model.ID) *model.Address {
	of := func(id model.ID) *model.Address {
		switch c, p, r, a := rec.Child(id), rec.Person(id), rec.Professional(id), rec.Authority(id); {
		case c != nil:
			return childAddress(rec, c)
		case p != nil:
			return personAddress(rec, p)
		case r != nil:
			return r.Address
		case a != nil:
			return a.Address
		}
		return nil
	}
	if c := rec.Child(id); c != nil && c.Letters != nil && c.Letters.To != "" {
		return of(c.Letters.To)
	}
	if p := rec.Person(id); p != nil && p.Letters != nil && p.Letters.To != "" {
		return of(p.Letters.To)
	}
	return of(id)
}
