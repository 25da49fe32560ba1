package recipient

import (
	"slices"
	"strings"

	"handover/internal/audience"
	"handover/internal/restriction"
	"handover/model"
	"handover/model/fold"
)

// crossed warns of a text that is written for several and names somebody with
// whom this one of them has nothing to do, or where such a one lives or learns:
// another's child, that child's other parent.
func (x *Recipient) crossed(rec *model.Record) {
	var texts []*model.Text
	if t := rec.Transfer; t != nil && t.Reason != nil {
		switch x.Reader {
		case model.ReaderParent, model.ReaderCarer:
			texts = append(texts, audience.ReasonTo(t.Reason, x.ID, x.Child, &t.Reason.ForFamily))
		case model.ReaderProfessional, model.ReaderAuthority:
			texts = append(texts, audience.ReasonTo(t.Reason, x.ID, x.Child, &t.Reason.ForProfessionals))
		case model.ReaderChild:
			texts = append(texts, &t.Reason.ForChild)
		}
	}
	if c := rec.Child(x.ID); c != nil && c.Letters != nil {
		texts = append(texts, &c.Letters.Hello, &c.Letters.Where, &c.Letters.WhoComes, &c.Letters.Goodbye)
	}
	if p := rec.Person(x.ID); p != nil && x.family() {
		for i := range p.Relationship {
			if p.Relationship[i].Child == x.Child {
				texts = append(texts, &p.Relationship[i].ToDo)
			}
		}
	}
	if p := rec.Professional(x.ID); p != nil {
		texts = append(texts, &p.ToDo)
	}
	if c := rec.Closure; c != nil && (x.Reader == model.ReaderParent || x.Reader == model.ReaderCarer || x.Reader == model.ReaderChild) {
		texts = append(texts, &c.SupportAfter, &c.HowToComeBack)
	}
	for _, p := range texts {
		if *p == "" {
			continue
		}
		for _, id := range x.strangers(rec) {
			says := ""
			switch {
			case x.nameIn(rec, string(*p), id):
				says = " names " + string(id)
			case x.placeIn(rec, string(*p), id):
				says = " names a place of " + string(id)
			default:
				continue
			}
			x.Warnings = append(x.Warnings, rec.PathOf(p)+says+", with whom this reader has nothing to do: see that it may be read here")
		}
	}
}

// strangers are the children to whom somebody is nothing, and the people who
// are something to those children alone.
func (x *Recipient) strangers(rec *model.Record) []model.ID {
	mine := func(c *model.Child) bool {
		if x.Reader == model.ReaderChild || x.Reader == model.ReaderAuthority || c.ID == x.Child {
			return true
		}
		if p := rec.Person(x.ID); p != nil {
			return slices.ContainsFunc(p.Relationship, func(r model.Relationship) bool { return r.Child == c.ID }) ||
				c.Placement != nil && slices.Contains(c.Placement.Carers, p.ID)
		}
		r := rec.Professional(x.ID)
		return r != nil && c.Among(r.Children)
	}
	var out []model.ID
	for i := range rec.Children {
		if c := &rec.Children[i]; !mine(c) {
			out = append(out, c.ID)
		}
	}
	others := slices.Clone(out)
	if x.Reader == model.ReaderChild {
		for i := range rec.Children {
			if id := rec.Children[i].ID; id != x.ID {
				others = append(others, id)
			}
		}
	}
	for i := range rec.People {
		p := &rec.People[i]
		if p.ID != x.ID && len(p.Relationship) > 0 && !slices.ContainsFunc(p.Relationship, func(r model.Relationship) bool { return !slices.Contains(others, r.Child) }) {
			out = append(out, p.ID)
		}
	}
	return out
}

// nameIn tells whether a text has a name of somebody that nobody has of those
// with whom the reader has to do.
func (x *Recipient) nameIn(rec *model.Record, text string, id model.ID) bool {
	strangers := x.strangers(rec)
	known := func(w string) bool {
		has := func(other model.ID) bool {
			return !slices.Contains(strangers, other) && slices.Contains(fold.Words(rec.NameOf(other)), w)
		}
		for i := range rec.Children {
			if has(rec.Children[i].ID) {
				return true
			}
		}
		for i := range rec.People {
			if has(rec.People[i].ID) {
				return true
			}
		}
		return slices.ContainsFunc(rec.Workers, func(w2 model.Worker) bool { return slices.Contains(fold.Words(w2.Name), w) })
	}
	names := rec.NameOf(id)
	if c := rec.Child(id); c != nil {
		names = strings.Join([]string{c.FirstName, c.KnownAs, c.Surname}, " ")
	}
	return slices.ContainsFunc(fold.Words(names), func(w string) bool { return len(w) > 1 && !known(w) && restriction.Named(text, w) })
}

// placeIn tells whether a text has a line of somebody's address or the name of
// their school, which is that of nobody with whom the reader has to do.
func (x *Recipient) placeIn(rec *model.Record, text string, id model.ID) bool {
	strangers := x.strangers(rec)
	known := map[string]bool{}
	for _, c := range rec.Children {
		if !slices.Contains(strangers, c.ID) {
			note(known, placesOf(rec, c.ID))
		}
	}
	for _, p := range rec.People {
		if !slices.Contains(strangers, p.ID) {
			note(known, placesOf(rec, p.ID))
		}
	}
	words := fold.Words(text)
	return slices.ContainsFunc(placesOf(rec, id), func(w string) bool { return !known[w] && fold.Says(words, w) })
}

func note(in map[string]bool, all []string) {
	for _, s := range all {
		in[s] = true
	}
}

// placesOf are the lines of somebody's address that have two words or more without
// their numbers, and a child's school, squeezed.
func placesOf(rec *model.Record, id model.ID) []string {
	var lines, out []string
	if a := rec.AddressOf(id); a != nil {
		lines = append(lines, a.Lines...)
	}
	if c := rec.Child(id); c != nil && c.School != nil {
		if s := rec.Professional(c.School.Professional); s != nil {
			lines = append(lines, s.Agency)
		}
	}
	for _, l := range lines {
		w := slices.DeleteFunc(fold.Words(l), func(w string) bool { return strings.ContainsAny(w, "0123456789") })
		if len(w) > 1 {
			out = append(out, strings.Join(w, ""))
		}
	}
	return out
}
