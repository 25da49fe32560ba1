package disclosure

import (
	"slices"
	"strings"

	"handover/model"
)

// A residue is the half of the search that knows no forms: the words that the
// record ties only to somebody or some place that the reader may not know. A word
// of theirs that is none of what the reader may see, nor an ordinary word of
// English, is found wherever it stands; one that is ordinary only as a name, and
// the commonest only beside the word that is its neighbour in the record.
type residue struct {
	words  map[string][]int
	pairs  map[[2]string][]int
	firsts []first
	slips  map[string][]slip // by a long word, whole or with a letter left out
}

// A slip is a word that may be misspelled by a letter.
type slip struct {
	word   string
	secret int
	seen   map[string]bool // words that the reader may see
}

// nearest is how long a word is that is known though it is misspelled.
const nearest = 6

// without are a word, and the word with each letter left out.
func without(w string) []string {
	out := []string{w}
	for i := range len(w) {
		out = append(out, w[:i]+w[i+1:])
	}
	return out
}

// misspells says whether a word is this one with a letter more, less, other, or
// changed with its neighbour; never the first, by which people know it.
func (n slip) misspells(w string) bool {
	a, b := n.word, w
	if a == b || a[0] != b[0] || n.seen[b] {
		return false
	}
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	return len(a)+len(b) <= 2 && len(a) <= 1 && len(b) <= 1 || len(a) == 2 && len(b) == 2 && a[0] == b[1] && a[1] == b[0]
}

// A first is a first name that may be shortened in any way: as its beginning, with
// y or ie or without.
type first struct {
	name   string
	secret int
	seen   map[string]bool // words that the reader may see
}

// short says whether a word is a short form of the name.
func (f first) short(word string) bool {
	if len(word) < 3 || f.seen[word] || word == f.name {
		return false
	}
	if word == buzzed(f.name) {
		return true
	}
	for _, end := range []string{"", "s", "y", "ie", "i", "ey"} {
		if stem, ok := strings.CutSuffix(word, end); ok && len(stem) >= 3 && len(f.name) > len(stem)+1 && strings.HasPrefix(f.name, stem) {
			return true
		}
	}
	return false
}

// buzzed is how English shortens a name with an r after its first vowel: Daz of
// Darren, Shaz of Sharon, Loz of Lauren; "" of others.
func buzzed(name string) string {
	v := strings.IndexAny(name, "aeiou")
	r := strings.IndexByte(name, 'r')
	if v <= 0 || r <= v || strings.Trim(name[v:r], "aeiouw") != "" {
		return ""
	}
	vowel := name[v : v+1]
	if r-v > 1 && vowel == "a" { // au, aw
		vowel = "o"
	}
	return name[:v] + vowel + "z"
}

// scan calls found for every such word in a text.
func (r *residue) scan(t *reading, found func(secret, from, to int)) {
	if len(r.words)+len(r.pairs)+len(r.firsts)+len(r.slips) == 0 {
		return
	}
	for i := range t.words() {
		w := t.word(i)
		for _, f := range r.firsts {
			if f.short(w) && t.capital(i) && (!ordinary(w) || t.namely(i)) {
				found(f.secret, i, i)
			}
		}
		for _, form := range []string{w, strings.TrimSuffix(w, "s"), strings.TrimSuffix(w, "es")} {
			if all := r.words[form]; len(all) > 0 && ((len(form) >= 4 || t.capital(i)) && !ordinary(form) && !ordinary(w) || t.namely(i)) {
				for _, x := range all {
					found(x, i, i)
				}
				break
			}
		}
		if len(w) >= nearest && len(r.slips) > 0 && t.capital(i) && !ordinary(w) {
			for _, form := range without(w) {
				for _, n := range r.slips[form] {
					if n.misspells(w) {
						found(n.secret, i, i)
					}
				}
			}
		}
		if i+1 < t.words() && t.capital(i) && t.capital(i+1) {
			for _, x := range r.pairs[[2]string{w, t.word(i + 1)}] {
				found(x, i, i+1)
			}
		}
	}
}

// A tie is a text of the record that belongs to what a restriction withholds.
type tie struct {
	field  any
	text   string
	person bool // somebody's name
}

// residue gathers the words of what is withheld.
func (b *builder) residue() {
	r := &b.search.rest
	r.words, r.pairs, r.slips = map[string][]int{}, map[[2]string][]int{}, map[string][]slip{}
	for _, x := range b.covers {
		for _, what := range x.restriction.What {
			if !(b.own(x.about...) && x.named && ownKnowledge(what)) {
				ties, placing := x.ties(what)
				b.distinct(ties, x.of(nil, What(what)), x.seen(placing, ties))
			}
		}
	}
	if len(b.hidden) > 0 {
		x := &cover{builder: b}
		b.distinct(b.hidden, x.of(nil, address), x.seen(true, b.hidden))
	}
}

// distinct withholds the words of some ties that tell them from all else.
func (b *builder) distinct(ties []tie, h holding, seen map[string]bool) {
	telling := func(w string) bool {
		return len(w) >= 3 && !figure(w[0]) && !seen[w]
	}
	plain := func(w string) bool { return common(w) || kindOfPlace(w) || way(w) || within(w) }
	for _, t := range ties {
		h.field = t.field
		said := read(t.text)
		if w := untitled(strings.Fields(t.text)); t.person && len(w) > 1 {
			for _, f := range halves(w[0]) {
				b.leave(h, func(n int) { b.search.rest.firsts = append(b.search.rest.firsts, first{f, n, seen}) })
			}
		}
		for i := range said.words() {
			w := said.word(i)
			if !telling(w) {
				continue
			}
			if !plain(w) {
				b.leave(h, func(n int) { b.search.rest.words[w] = with(b.search.rest.words[w], n) })
				if len(w) >= nearest {
					b.leave(h, func(n int) {
						for _, form := range without(w) {
							b.search.rest.slips[form] = append(b.search.rest.slips[form], slip{w, n, seen})
						}
					})
				}
			}
			if i+1 < said.words() {
				if next := said.word(i + 1); telling(next) && !(plain(w) && plain(next)) {
					pair := [2]string{w, next}
					b.leave(h, func(n int) { b.search.rest.pairs[pair] = with(b.search.rest.pairs[pair], n) })
				}
			}
		}
	}
}

func (b *builder) leave(h holding, add func(n int)) {
	if n, ok := b.secret(h, true); ok {
		add(n)
	}
}

// ties are the texts of the record that a restriction withholds, and whether
// they tell a place.
func (x *cover) ties(what model.Word) (out []tie, placing bool) {
	add := func(field any, texts ...string) {
		for _, s := range texts {
			if s != "" {
				out = append(out, tie{field: field, text: s})
			}
		}
	}
	name := func(field any, names ...string) {
		for _, s := range names {
			if s != "" {
				out = append(out, tie{field, s, true})
			}
		}
	}
	place := func(a *model.Address) {
		if a != nil && !x.own(a.KnownTo...) {
			add(a, a.Lines...)
		}
	}
	circle := append(slices.Clone(x.about), x.children()...)
	switch what {
	case "name", "existence", "paternity":
		for _, id := range x.about {
			if p := x.rec.Person(id); p != nil && (what != "paternity" || !slices.ContainsFunc(p.Relationship, func(r model.Relationship) bool { return isMother(r.Is) })) {
				name(&p.Name, p.Name)
			}
			if c := x.rec.Child(id); c != nil && what != "paternity" {
				name(c, childNames(c)...)
			}
			if p := x.rec.Professional(id); p != nil {
				name(&p.Name, p.Name)
			}
		}
		return out, false
	case "address", "area", "school", "workplace", "carer", "provider", "contact_venue", "worker_base", "professional", "referrer":
	default:
		return nil, false
	}
	near := what == "address" || what == "area"
	for _, id := range circle {
		if near {
			for _, a := range addresses(x.rec, id) {
				place(a)
			}
		}
		if p := x.rec.Person(id); p != nil && (near || what == "workplace") && slices.Contains(x.about, id) {
			add(&p.Workplace, p.Workplace)
		}
		if w := x.rec.Worker(id); w != nil && what == "workplace" {
			add(&w.Base, w.Base)
		}
	}
	for i := range x.rec.Professionals {
		p := &x.rec.Professionals[i]
		about := slices.Contains(x.about, p.ID)
		ours := slices.ContainsFunc(x.children(), func(c model.ID) bool {
			s := x.rec.Child(c).School
			at := s != nil && s.Professional == p.ID
			return worksWith(p, c) && (what != "school" || p.Kind == "education") || at
		})
		switch what {
		case "address", "area", "school":
		case "professional":
			ours = ours && !slices.ContainsFunc(x.about, func(id model.ID) bool { return x.rec.Child(id) == nil })
		case "workplace":
			ours = false
		case "referrer":
			ours, about = x.rec.Referral != nil && x.rec.Referral.Referrer == p.ID, false
		default:
			ours, about = false, false
		}
		if (ours || about) && !x.own(p.ID) && !(p.Address != nil && x.own(p.Address.KnownTo...)) && !x.member(p.ID) {
			name(&p.Name, p.Name)
			add(&p.Agency, p.Agency)
			add(&p.Email, p.Email)
			place(p.Address)
		}
	}
	if near || what == "carer" || what == "provider" {
		for _, c := range x.children() {
			for _, p := range x.carersOf(c) {
				if what != "provider" {
					name(&p.Name, p.Name)
				}
				if what != "carer" {
					add(&p.Workplace, p.Workplace)
				}
				for _, a := range addresses(x.rec, p.ID) {
					place(a)
				}
			}
		}
	}
	if x.rec.ContactPlan != nil && (what == "address" || what == "contact_venue") {
		all := x.rec.ContactPlan.Arrangements
		for i := range all {
			a := &all[i]
			if (slices.Contains(circle, a.Child) || slices.Contains(circle, a.With)) && !slices.ContainsFunc(all, func(o model.Arrangement) bool {
				return x.own(o.Child, o.With) && squeeze(o.Venue) == squeeze(a.Venue)
			}) {
				add(&a.Venue, a.Venue)
			}
		}
	}
	if near || what == "worker_base" {
		for i := range x.rec.Workers {
			if w := &x.rec.Workers[i]; !x.released(x.rec.Team(w.Team)) {
				add(&w.Base, w.Base)
			}
		}
		for _, t := range x.teams() {
			add(&t.Name, t.Name)
			place(t.Address)
		}
	}
	if near {
		for i := range x.rec.Authorities {
			if a := &x.rec.Authorities[i]; !x.own(a.ID) && !(a.Address != nil && x.own(a.Address.KnownTo...)) {
				add(&a.Name, a.Name)
				place(a.Address)
			}
		}
	}
	if what == "referrer" && x.rec.Referral != nil {
		add(&x.rec.Referral.From, x.rec.Referral.From)
	}
	return out, true
}

// member says whether a professional is of the team around the family, which
// all who belong to it know.
func (x *cover) member(id model.ID) bool {
	e := x.rec.EarlyHelp
	return e != nil && (e.LeadProfessional == id || slices.Contains(e.Members, id))
}

// seen are the words of what this reader may see: their own, the child's in
// question, the council's; and, where places are withheld, the names of people.
func (x *cover) seen(placing bool, ties []tie) map[string]bool {
	out := map[string]bool{}
	add := func(texts ...string) {
		for _, s := range texts {
			t := read(s)
			for i := range t.words() {
				out[t.word(i)] = true
			}
		}
	}
	rec := x.rec
	add(rec.Protocol)
	for _, id := range x.self {
		add(rec.NameOf(id))
		for _, a := range addresses(rec, id) {
			add(a.Lines...)
		}
		if p := rec.Person(id); p != nil {
			add(p.Workplace, p.Email)
		}
		if p := rec.Professional(id); p != nil {
			add(p.Agency, p.Role, p.Email)
		}
		if a := rec.Authority(id); a != nil {
			add(a.Name)
		}
	}
	if c := rec.Child(x.reader.Child); c != nil {
		add(childNames(c)...)
	}
	for i := range rec.Workers {
		if w := &rec.Workers[i]; !placing {
			add(w.Name, w.Base, w.Role)
		} else {
			add(w.Name)
		}
	}
	if e := rec.EarlyHelp; e != nil {
		add(e.Service)
		for _, id := range append([]model.ID{e.LeadProfessional}, e.Members...) {
			if p := rec.Professional(id); p != nil {
				add(p.Agency, p.Name)
			}
		}
	}
	if c := rec.Closure; c != nil && c.TACMeeting != nil {
		add(c.TACMeeting.Venue)
	}
	if rec.ContactPlan != nil {
		for _, a := range rec.ContactPlan.Arrangements {
			if x.own(a.Child, a.With) {
				add(a.Venue)
			}
		}
	}
	if !placing {
		for i := range rec.Teams {
			add(rec.Teams[i].Name)
		}
		return out
	}
	of := func(field any) bool { return slices.ContainsFunc(ties, func(t tie) bool { return t.field == field }) }
	for i := range rec.Children {
		add(childNames(&rec.Children[i])...)
	}
	for i := range rec.People {
		if p := &rec.People[i]; !of(&p.Name) {
			add(p.Name)
		}
	}
	return out
}
