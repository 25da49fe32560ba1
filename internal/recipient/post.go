package recipient

import (
	"slices"
	"strings"

	"handover/internal/restriction"
	"handover/model"
	"handover/model/fold"
)

// once holds the second of two entries with one name and one address: nobody
// gets a letter twice. A child is nobody else.
func once(rec *model.Record, all []Recipient) {
	for i := range all {
		for _, before := range all[:i] {
			x := &all[i]
			if x.ID != before.ID && (x.Reader == model.ReaderChild) == (before.Reader == model.ReaderChild) &&
				fold.Value(rec.NameOf(x.ID)) == fold.Value(rec.NameOf(before.ID)) && together(rec, x.ID, before.ID) {
				x.hold("has the name and the address of " + string(before.ID) + ": nobody gets a letter twice; a manager decides")
			}
		}
	}
}

// homes holds what would go by post to a home where somebody lives to whom post
// isn't safe, and warns where what goes to somebody else there goes by hand.
func homes(rec *model.Record, all []Recipient) {
	for i := range all {
		x := &all[i]
		if x.Way.By != "post" || rec.Child(x.ID) == nil && rec.Person(x.ID) == nil {
			continue
		}
		to := x.ID
		if x.Way.To != "" {
			to = x.Way.To
		}
		for j := range rec.People {
			p := &rec.People[j]
			switch l := p.Letters; {
			case l == nil || p.ID == to || p.ID == x.ID || !together(rec, to, p.ID):
			case model.Yes(l.UnsafePost):
				x.hold("post to this home isn't safe: letters.unsafe_post of " + string(p.ID) + ", who lives there; give it by hand (letters.deliver)")
			case l.Deliver == "hand" && len(x.Held) == 0:
				x.Warnings = append(x.Warnings, "letters to "+string(p.ID)+", who lives there, go by hand: is post to this home safe?")
			}
		}
	}
}

// mailboxes holds what would go by e-mail to a mailbox that is somebody else's as
// well, where one of the two is of the family; of professionals it warns.
func mailboxes(rec *model.Record, all []Recipient) {
	type owner struct {
		id     model.ID
		family bool
	}
	by := map[string][]owner{}
	add := func(id model.ID, family bool, addresses ...string) {
		for _, a := range addresses {
			if a = strings.ToLower(strings.TrimSpace(a)); a != "" {
				by[a] = append(by[a], owner{id, family})
			}
		}
	}
	for i := range rec.People {
		add(rec.People[i].ID, true, rec.People[i].Email)
	}
	for i := range rec.Professionals {
		add(rec.Professionals[i].ID, false, rec.Professionals[i].Email, rec.Professionals[i].SecureEmail)
	}
	for i := range rec.Authorities {
		add(rec.Authorities[i].ID, false, rec.Authorities[i].SecureEmail)
	}
	for i := range all {
		x := &all[i]
		if x.Way.By != "secure_email" {
			continue
		}
		me := restriction.Aliases(rec, x.ID)
		for _, o := range by[strings.ToLower(strings.TrimSpace(x.Way.Email))] {
			switch {
			case slices.Contains(me, o.id):
			case o.family || rec.Professional(x.ID) == nil && rec.Authority(x.ID) == nil:
				x.hold(x.Way.Path + ": is the mailbox of " + string(o.id) + " as well; write which is right, or send it another way (letters.deliver)")
			default:
				x.Warnings = append(x.Warnings, "the mailbox is that of "+string(o.id)+" as well: whoever reads it reads both letters")
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
			return y.ID != x.ID && y.Reader != model.ReaderRelative && gets(y) && together(rec, x.ID, y.ID)
		}) {
			x.Warnings = append(x.Warnings, "somebody else who gets a letter lives there: each letter in an envelope of its own")
		}
	}
}

// together tells whether the letters of two go to one address.
func together(rec *model.Record, a, b model.ID) bool {
	x, y := rec.PostalAddress(a), rec.PostalAddress(b)
	return x != nil && y != nil && restriction.SamePlace(x, y)
}
