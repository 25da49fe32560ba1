package audience

import (
	"reflect"
	"slices"
	"strings"

	"handover/internal/protocol"
	"handover/model"
	"handover/model/dates"
)

// barred is why a letter can't be made without something that a restriction
// keeps from its reader, or from somebody who would open it. The reasons name
// ids, restrictions' words and paths, never a value.
func barred(rec *model.Record, x Recipient, asOf dates.Date) []string {
	out := opened(rec, x, asOf)
	s := newShield(rec, x.ID, asOf)
	if s == nil {
		return out
	}
	me := humans(rec, x.ID)
	for _, b := range s.bonds {
		s.now = b
		for _, word := range b.What {
			why := s.why(b, word)
			subjects := s.subjects()
			child := slices.Contains(subjects, x.Child)
			self := slices.ContainsFunc(me, func(id model.ID) bool { return slices.Contains(subjects, id) })
			switch word {
			case "existence", "name", "new_name":
				if child {
					out = append(out, why+": the letter would be about "+string(x.Child))
				}
			case "relationship", "paternity":
				if (x.Reader == ReaderParent || x.Reader == ReaderCarer || x.Reader == ReaderRelative) && (child || self) {
					out = append(out, why+": the letter itself says what its reader is to "+string(x.Child))
				}
			case "address", "area":
				if word == "address" && toldOfMove(rec, x.ID) {
					continue
				}
				if t := rec.Transfer; t != nil && (t.Kind == "to_other_authority" || t.Kind == "transfer_in" || t.Kind == "change_of_placement") {
					out = append(out, why+": transfer.kind tells of a move")
				}
			case "carer", "provider":
				if t := rec.Transfer; t != nil && t.Kind == "change_of_placement" {
					out = append(out, why+": transfer.kind tells of a move")
				}
			}
		}
	}
	if x.Settled {
		return out
	}
	view := View(Document{Reader: x.Reader, Recipient: x.ID, Child: rec.Child(x.Child)}, rec, &protocol.Protocol{Grants: protocol.AllGranted()}, asOf)
	for _, l := range linesOf(reflect.ValueOf(view)) {
		if why := s.tells(l.text, l.free); why != "" {
			at := l.path
			if at == "" {
				at = "the address block"
			}
			out = append(out, why+": "+at+" says what this reader may not know")
		}
	}
	return out
}

// toldOfMove tells whether a reader hears that the family has gone to another
// authority's area even where they may not know the address: a professional
// does, without where to (LIN-51).
func toldOfMove(rec *model.Record, id model.ID) bool {
	return rec.Transfer != nil && rec.Transfer.Kind == "to_other_authority" && rec.Professional(id) != nil
}

// said is a text of a view and where it comes from.
type said struct {
	text, path string
	free       bool
}

// linesOf is every text of a view.
func linesOf(v reflect.Value) []said {
	switch x := v.Interface().(type) {
	case *Fact:
		if x != nil {
			return []said{{x.text, x.path, strings.HasPrefix(x.path, "extra.")}}
		}
		return nil
	case *Narrative:
		if x != nil {
			return []said{{x.text, x.path, true}}
		}
		return nil
	}
	var out []said
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			if f := v.Type().Field(i); f.IsExported() && f.Type != reflect.TypeFor[At]() {
				out = append(out, linesOf(v.Field(i))...)
			}
		}
	case reflect.Slice:
		for i := range v.Len() {
			out = append(out, linesOf(v.Index(i))...)
		}
	}
	return out
}

// opened is why somebody who may not know could open a letter: they live where
// it goes, or work where it arrives.
func opened(rec *model.Record, x Recipient, asOf dates.Date) []string {
	var out []string
	me := humans(rec, x.ID)
	post := postalAddress(rec, x.ID)
	for i := range rec.Restrictions {
		r := &rec.Restrictions[i]
		if !r.EndedOn.IsZero() && !r.EndedOn.After(asOf) {
			continue
		}
		s := &shield{rec: rec, asOf: asOf, id: x.ID, now: bond{Restriction: r, n: i}}
		var what []string
		for _, w := range r.What {
			what = append(what, string(w))
		}
		why := s.why(s.now, model.Word(strings.Join(what, ", ")))
		about := slices.ContainsFunc(s.subjects(), func(id model.ID) bool { return slices.Contains(me, id) })
		for _, named := range persons(rec, append([]model.ID{r.Who}, r.Also...)) {
			for _, q := range humans(rec, named) {
				if slices.Contains(me, q) {
					continue
				}
				lives := post != nil && slices.ContainsFunc(homes(rec, q), func(a *model.Address) bool {
					return (a.To.IsZero() || !a.To.Before(asOf)) && samePlace(a, post)
				})
				if about && (lives || slices.Contains(housemates(rec, x.ID, asOf), q)) {
					out = append(out, why+": "+string(q)+" lives where the letter goes")
				}
				if worksWith(rec, x.ID, q) {
					out = append(out, why+": "+string(q)+" works where the letter goes")
				}
			}
		}
	}
	return out
}

// worksWith tells whether a bound person works where a recipient does: at one
// agency or workplace, or behind one e-mail address.
func worksWith(rec *model.Record, id, bound model.ID) bool {
	p, r := rec.Person(bound), rec.Professional(bound)
	if p == nil && r == nil {
		return false
	}
	var works, mails []string
	if p != nil {
		works, mails = []string{p.Workplace}, []string{p.Email}
	} else {
		works, mails = []string{r.Agency}, []string{r.Email, r.SecureEmail}
	}
	var at, through []string
	switch q, o, a := rec.Person(id), rec.Professional(id), rec.Authority(id); {
	case q != nil:
		at = []string{q.Workplace}
		if l := q.Letters; l != nil && l.Deliver == "secure_email" {
			through = []string{q.Email}
		}
	case o != nil:
		at, through = []string{o.Agency}, []string{o.Email, o.SecureEmail}
		if o.Address != nil {
			at = append(at, strings.Join(o.Address.Lines, " "))
		}
	case a != nil:
		at, through = []string{a.Name}, []string{a.SecureEmail}
	}
	for _, w := range works {
		if slices.ContainsFunc(at, func(s string) bool { return overlap(s, w) }) ||
			slices.ContainsFunc(through, func(m string) bool { return overlap(domain(m), w) }) {
			return true
		}
	}
	for _, m := range mails {
		if slices.ContainsFunc(through, func(t string) bool {
			return t != "" && (strings.EqualFold(m, t) || rec.Person(bound) == nil && domain(m) != "" && domain(m) == domain(t))
		}) {
			return true
		}
	}
	return false
}

// domain is the first part of an e-mail address's domain that has five letters
// or more, by which an agency can be known; "" if there is none.
func domain(mail string) string {
	_, host, _ := strings.Cut(strings.ToLower(mail), "@")
	for _, l := range strings.Split(host, ".") {
		if len(l) >= 5 {
			return l
		}
	}
	return ""
}
