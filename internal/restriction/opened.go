package restriction

import (
	"slices"
	"strings"

	"handover/model"
	"handover/model/dates"
	"handover/model/fold"
)

// toldOfMove tells whether a reader hears that the family has gone to another
// authority's area even where they may not know the address: a professional
// does, without where to (LIN-51).
func toldOfMove(rec *model.Record, id model.ID) bool {
	return rec.Transfer != nil && rec.Transfer.Kind == "to_other_authority" && rec.Professional(id) != nil
}

// Opened is why somebody who may not know could open a letter: they live where
// it goes, or work where it arrives.
func Opened(rec *model.Record, id model.ID, asOf dates.Date) []string {
	var out []string
	me := Humans(rec, id)
	post := rec.PostalAddress(id)
	for i := range rec.Restrictions {
		r := &rec.Restrictions[i]
		if ended(r, asOf) {
			continue
		}
		s := &Shield{rec: rec, asOf: asOf, id: id, now: bond{Restriction: r, n: i}}
		var what []string
		for _, w := range r.What {
			what = append(what, string(w))
		}
		why := s.why(s.now, model.Word(strings.Join(what, ", ")))
		about := slices.ContainsFunc(s.subjects(), func(id model.ID) bool { return slices.Contains(me, id) })
		for _, named := range Persons(rec, append([]model.ID{r.Who}, r.Also...)) {
			for _, q := range Humans(rec, named) {
				if slices.Contains(me, q) {
					continue
				}
				lives := post != nil && slices.ContainsFunc(Homes(rec, q), func(a *model.Address) bool {
					return (a.To.IsZero() || !a.To.Before(asOf)) && SamePlace(a, post)
				})
				if about && (lives || slices.Contains(Housemates(rec, id, asOf), q)) {
					out = append(out, why+": "+string(q)+" lives where the letter goes")
				}
				if worksWith(rec, id, q) {
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
		if slices.ContainsFunc(at, func(s string) bool { return overlap(s, w) && !rec.Town(w) }) ||
			slices.ContainsFunc(through, func(m string) bool { return behind(rec, m, w) }) {
			return true
		}
	}
	for _, m := range mails {
		if slices.ContainsFunc(through, func(t string) bool {
			if t == "" || strings.EqualFold(m, t) {
				return t != ""
			}
			d := domain(m)
			return rec.Person(bound) == nil && d != "" && d == domain(t) && (!rec.Town(d) || strings.EqualFold(host(m), host(t)))
		}) {
			return true
		}
	}
	return false
}

// domain is the first part of an e-mail address's domain that has five letters
// or more, by which an agency can be known; "" if there is none.
func domain(mail string) string {
	for _, l := range strings.Split(host(mail), ".") {
		if len(l) >= 5 {
			return l
		}
	}
	return ""
}

// host is what stands behind the @ of an e-mail address, in small letters.
func host(mail string) string {
	_, h, _ := strings.Cut(strings.ToLower(mail), "@")
	return h
}

// public are words in the names of those who have a town's name as their domain.
var public = []string{"council", "borough", "city", "county", "mbc", "authority", "hall", "civic", "social", "services", "children", "nhs", "hospital", "infirmary", "health",
	"clinic", "surgery", "trust", "school", "academy", "college", "university", "police", "court", "library"}

// behind tells whether a workplace is the agency that an e-mail address's domain
// names. Where that is a town, as in salford.gov.uk, it names public bodies there,
// and no shop in that town.
func behind(rec *model.Record, mail, work string) bool {
	d := domain(mail)
	if !overlap(d, work) {
		return false
	}
	return !rec.Town(d) || slices.ContainsFunc(fold.Words(work), func(w string) bool { return slices.Contains(public, w) })
}
