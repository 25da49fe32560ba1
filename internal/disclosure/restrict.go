package disclosure

import (
	"slices"
	"strings"
	"unicode"

	"handover/model"
)

// restriction withholds what a restriction covers, if it binds the reader: as
// the one named or one of those who would tell, as somebody who lives with one
// of them, or who works where one of them does. A passed review lifts nothing.
func (b *builder) restriction(r *model.Restriction) {
	if !r.EndedOn.IsZero() && !r.EndedOn.After(b.asOf) {
		return
	}
	named := residents(b.rec, append([]model.ID{r.Who}, r.Also...))
	if !b.own(named...) && !slices.ContainsFunc(named, func(id model.ID) bool { return slices.Contains(b.bound, id) }) {
		return
	}
	x := &cover{builder: b, strict: b.own(r.Who), named: b.own(named...), restriction: r}
	for _, id := range residents(b.rec, []model.ID{r.About}) {
		x.about = append(x.about, same(b.rec, id)...)
	}
	b.covers = append(b.covers, x)
	for i := range r.Words {
		b.values(x.of(&r.Words[i], words), forms(r.Words[i])...)
	}
	for _, what := range r.What {
		if b.own(x.about...) && x.named && ownKnowledge(what) {
			continue
		}
		x.withhold(what)
	}
}

// ownKnowledge says whether somebody can't be kept from knowing this about
// themselves, though a restriction names them: there it is others who must not
// learn of it through them.
func ownKnowledge(what model.Word) bool {
	switch what {
	case "address", "telephone", "email", "school", "workplace", "name", "existence":
		return true
	}
	return false
}

// A cover is one restriction that binds the reader.
type cover struct {
	*builder
	strict bool // the reader is the one named
	named  bool // or one of those who would tell
	about  []model.ID

	restriction *model.Restriction
}

func (x *cover) of(field any, what What) holding {
	return holding{field: field, what: what, restricted: true}
}

// tells withholds words that tell what is withheld in themselves.
func (x *cover) tells(what What, form string) {
	h := x.of(x.restriction, what)
	h.plainly = true
	x.values(h, forms(form)...)
}

func (x *cover) withhold(what model.Word) {
	switch what {
	case "address":
		x.places(address)
		x.school("education", "health")
		x.carers()
		x.home()
		x.venues()
		x.authorities()
		x.area()
		x.bases()
	case "telephone":
		x.contact(telephone, func(h holding, phone, _ string) { x.telephone(h, phone) })
	case "email":
		x.contact(email, func(h holding, _, mail string) { x.email(h, mail) })
	case "school":
		x.school("education")
	case "workplace":
		x.workplace()
	case "name":
		x.names("name", false)
	case "new_name":
		x.names("new_name", true)
	case "existence":
		x.existence()
	case "relationship":
		x.relationship()
	case "paternity":
		x.paternity()
	case "death":
		x.death()
	case "carer":
		x.carers()
	case "provider":
		x.home()
	case "contact_venue":
		x.venues()
	case "worker_base":
		x.bases()
	case "area":
		x.area()
		x.towns()
	case "professional":
		x.professionals()
	case "referrer":
		x.referrer()
	case "fact": // known by its words alone
	}
}

// children are those whom the restriction is about, and those who live with
// the people whom it is about: their schools give an address away. A reader who
// is named knows their own; where somebody else is, it is kept from them.
func (x *cover) children() []model.ID {
	var out []model.ID
	for _, id := range x.about {
		if x.rec.Child(id) != nil {
			out = append(out, id)
			continue
		}
		for _, other := range together(x.rec, id, x.asOf) {
			if x.rec.Child(other) != nil && !(x.own(other) && x.named) {
				out = append(out, other)
			}
		}
	}
	return out
}

// places withholds the addresses of those whom the restriction is about,
// wherever in the record they stand.
func (x *cover) places(what What) {
	for _, id := range append(slices.Clone(x.about), x.children()...) {
		for _, secret := range addresses(x.rec, id) {
			for _, a := range x.everyAddress() {
				if near(a, secret) {
					x.place(a, what)
				}
			}
		}
	}
	x.refuge()
}

// refuge withholds the words that say what kind of place somebody hides in.
func (x *cover) refuge() {
	if !x.named || x.own(x.about...) {
		return
	}
	for _, f := range []string{"refuge", "refuges", "safe house", "safehouse", "womens aid", "women's aid", "safe accommodation", "hostel", "shelter", "sanctuary scheme", "secret address", "hiding"} {
		x.tells(address, f)
	}
}

// place withholds an address, from the one whom the restriction names even in
// the address block: a record by which they live there contradicts itself.
func (x *cover) place(a *model.Address, what What) {
	if a == nil {
		return
	}
	h := x.of(a, what)
	h.strict = x.strict && slices.ContainsFunc(x.self, func(id model.ID) bool {
		return slices.ContainsFunc(addresses(x.rec, id), func(own *model.Address) bool { return near(own, a) })
	})
	for _, f := range addressForms(a) {
		h.whole = h.restricted && strings.ContainsFunc(f, unicode.IsDigit)
		x.values(h, f)
	}
	h.whole = false
	x.parts(h, a)
}

// parts withholds what an address says of where it is, without its numbers, but
// for what is also the council's or the reader's own.
func (x *cover) parts(h holding, a *model.Address) {
	for _, p := range areas(a) {
		if !x.homely(p) {
			x.values(h, forms(p)...)
		}
	}
}

// homely says whether part of an address or of a place's name is also part of
// the council's or of the reader's own.
func (b *builder) homely(part string) bool {
	if b.home == nil {
		b.home = map[string]bool{}
		add := func(parts ...string) {
			for _, p := range parts {
				for _, f := range forms(p) {
					b.home[f] = true
				}
			}
		}
		add(b.rec.Protocol)
		for _, id := range b.self {
			for _, a := range addresses(b.rec, id) {
				add(a.Lines...)
			}
			if p := b.rec.Professional(id); p != nil {
				add(p.Agency)
				add(siteForms(p.Agency)...)
			}
		}
	}
	return slices.ContainsFunc(forms(part), func(f string) bool { return b.home[f] || slices.Contains(b.search.known, f) })
}

func (x *cover) everyAddress() []*model.Address {
	var out []*model.Address
	rec := x.rec
	for i := range rec.Children {
		c := &rec.Children[i]
		out = append(out, c.Address)
		if c.Placement != nil && c.Placement.Previous != nil {
			out = append(out, c.Placement.Previous.Address)
		}
	}
	for i := range rec.People {
		out = append(out, rec.People[i].Address)
	}
	for i := range rec.Households {
		out = append(out, rec.Households[i].Address)
	}
	for i := range rec.Professionals {
		out = append(out, rec.Professionals[i].Address)
	}
	for i := range rec.Authorities {
		out = append(out, rec.Authorities[i].Address)
	}
	return slices.DeleteFunc(out, func(a *model.Address) bool { return a == nil })
}

// school withholds the professionals of some kinds who work with the children.
func (x *cover) school(kinds ...model.Word) {
	for _, c := range x.children() {
		child := x.rec.Child(c)
		for i := range x.rec.Professionals {
			p := &x.rec.Professionals[i]
			if slices.Contains(kinds, p.Kind) && worksWith(p, c) || child.School != nil && child.School.Professional == p.ID {
				x.professional(p, "school")
			}
		}
	}
}

// professional withholds a professional, but from themselves and from those in
// known_to of their address.
func (x *cover) professional(p *model.Professional, what What) {
	if x.own(p.ID) || p.Address != nil && x.own(p.Address.KnownTo...) {
		return
	}
	h := x.of(&p.Name, what)
	x.builder.name(h, nameForms(p.Name)...)
	x.builder.name(h, x.rare(surnameForms(p.Name), false)...)
	if !x.colleague(p.Agency) {
		x.phrase(x.of(&p.Agency, what), p.Agency)
	}
	x.place(p.Address, what)
	x.telephone(x.of(&p.Telephone, what), p.Telephone)
	x.email(x.of(&p.Email, what), p.Email)
	x.email(x.of(&p.SecureEmail, what), p.SecureEmail)
}

// colleague says whether an agency is the reader's own, or no more than the
// council: "Derwentshire Community Health", shortened.
func (x *cover) colleague(agency string) bool {
	return squeeze(agency) == squeeze(x.rec.Protocol) || slices.ContainsFunc(x.self, func(id model.ID) bool {
		p := x.rec.Professional(id)
		return p != nil && squeeze(p.Agency) == squeeze(agency)
	})
}

// rare leaves out of some parts of names those that are the reader's too, or
// the child's in question; with named, not those of a child whose own name is
// restricted.
func (x *cover) rare(parts []string, named bool) []string {
	return slices.DeleteFunc(parts, func(f string) bool {
		return x.myName[f] || x.childs[f] && !(named && slices.Contains(x.about, x.reader.Child))
	})
}

// nameParts are the forms of names' words, and their plurals.
func nameParts(names ...string) map[string]bool {
	out := map[string]bool{}
	for _, n := range names {
		for _, w := range strings.Fields(n) {
			for _, f := range halves(w) {
				out[f], out[f+"s"], out[f+"es"] = true, true, true
			}
		}
	}
	return out
}

func (x *cover) carersOf(child model.ID) []*model.Person {
	var out []*model.Person
	for i := range x.rec.People {
		p := &x.rec.People[i]
		is := slices.ContainsFunc(p.Relationship, func(r model.Relationship) bool {
			return r.Child == child && strings.Contains(strings.ToLower(r.Is), "carer")
		})
		if (is || caredFor(x.rec, child, p.ID)) && !x.own(p.ID) {
			out = append(out, p)
		}
	}
	return out
}

// carers withholds who looks after the children: names, addresses, numbers.
func (x *cover) carers() {
	for _, c := range x.children() {
		for _, p := range x.carersOf(c) {
			for _, n := range personNames(p) {
				x.builder.name(x.of(&p.Name, "carer"), nameForms(n)...)
				x.builder.name(x.of(&p.Name, "carer"), x.rare(slices.Concat(surnameForms(n), firstForms(n)), false)...)
			}
			x.telephone(x.of(&p.Telephone, "carer"), p.Telephone)
			x.email(x.of(&p.Email, "carer"), p.Email)
			for _, a := range addresses(x.rec, p.ID) {
				x.place(a, "carer")
			}
		}
	}
}

// home withholds where the children are placed and for whom the carers work.
func (x *cover) home() {
	for _, c := range x.children() {
		if x.rec.Child(c).Placement == nil {
			continue
		}
		for _, a := range addresses(x.rec, c) {
			x.place(a, "provider")
		}
		for _, p := range x.carersOf(c) {
			x.phrase(x.of(&p.Workplace, "provider"), p.Workplace)
		}
	}
}

// venues withholds where the children have contact, but for the places where
// the reader has contact too.
func (x *cover) venues() {
	if x.rec.ContactPlan == nil {
		return
	}
	all := x.rec.ContactPlan.Arrangements
	children := x.children()
	for i := range all {
		a := &all[i]
		if !slices.Contains(children, a.Child) && !slices.Contains(children, a.With) && !slices.Contains(x.about, a.With) {
			continue
		}
		if !slices.ContainsFunc(all, func(o model.Arrangement) bool {
			return x.own(o.Child, o.With) && squeeze(o.Venue) == squeeze(a.Venue)
		}) {
			x.phrase(x.of(&a.Venue, "contact_venue"), a.Venue)
		}
	}
}

// authorities withholds the authorities that take over or took over.
func (x *cover) authorities() {
	for i := range x.rec.Authorities {
		a := &x.rec.Authorities[i]
		if x.own(a.ID) || a.Address != nil && x.own(a.Address.KnownTo...) {
			continue
		}
		x.phrase(x.of(&a.Name, "authority"), a.Name)
		x.place(a.Address, "authority")
	}
}

// teams are the council's, unless released: any of them tells of the area, for
// workers, managers and whoever stands in for them are of one.
func (x *cover) teams() []*model.Team {
	var out []*model.Team
	for i := range x.rec.Teams {
		if t := &x.rec.Teams[i]; !x.released(t) {
			out = append(out, t)
		}
	}
	return out
}

func (x *cover) released(t *model.Team) bool {
	return t != nil && t.Address != nil && x.own(t.Address.KnownTo...)
}

// area withholds the names of the teams that work in an area.
func (x *cover) area() {
	for _, t := range x.teams() {
		x.phrase(x.of(&t.Name, "area"), t.Name)
	}
}

// towns withholds what of the addresses says roughly where they are.
func (x *cover) towns() {
	for _, id := range x.about {
		for _, a := range addresses(x.rec, id) {
			x.parts(x.of(a, "area"), a)
			if p := squeeze(a.Postcode); len(p) >= 6 {
				x.values(x.of(a, "area"), p[:len(p)-3])
			}
		}
	}
}

// bases withholds where the workers and their teams sit.
func (x *cover) bases() {
	for i := range x.rec.Workers {
		if w := &x.rec.Workers[i]; !x.released(x.rec.Team(w.Team)) {
			x.phrase(x.of(&w.Base, "worker_base"), w.Base)
		}
	}
	for _, t := range x.teams() {
		x.place(t.Address, "worker_base")
	}
}

// contact withholds telephone numbers or e-mail addresses.
func (x *cover) contact(what What, add func(h holding, phone, mail string)) {
	for _, id := range x.about {
		if p := x.rec.Person(id); p != nil {
			add(x.of(pick(what, &p.Telephone, &p.Email), what), p.Telephone, p.Email)
			if p.Letters != nil {
				add(x.of(&p.Letters.SafeContact, what), p.Letters.SafeContact, p.Letters.SafeContact)
			}
		}
		if p := x.rec.Professional(id); p != nil {
			add(x.of(pick(what, &p.Telephone, &p.Email), what), p.Telephone, p.Email)
			add(x.of(&p.SecureEmail, what), "", p.SecureEmail)
		}
		if w := x.rec.Worker(id); w != nil {
			add(x.of(pick(what, &w.Telephone, &w.Email), what), w.Telephone, w.Email)
		}
	}
}

func pick(what What, phone, mail *string) *string {
	if what == telephone {
		return phone
	}
	return mail
}

func (x *cover) workplace() {
	for _, id := range x.about {
		if p := x.rec.Person(id); p != nil {
			x.phrase(x.of(&p.Workplace, workplace), p.Workplace)
		}
		if p := x.rec.Professional(id); p != nil {
			x.phrase(x.of(&p.Agency, workplace), p.Agency)
			x.place(p.Address, workplace)
		}
		if w := x.rec.Worker(id); w != nil {
			x.phrase(x.of(&w.Base, workplace), w.Base)
		}
	}
}

// names withholds what those whom the restriction is about are called; with
// fresh, only what their earlier names don't tell.
func (x *cover) names(what What, fresh bool) {
	for _, id := range x.about {
		if c := x.rec.Child(id); c != nil {
			known := x.before(c.PreviousNames, fresh)
			for _, n := range childNames(c) {
				x.name(x.of(c, what), n, known)
			}
		}
		if p := x.rec.Person(id); p != nil {
			for _, n := range personNames(p) {
				x.name(x.of(&p.Name, what), n, x.before(p.PreviousNames, fresh))
			}
		}
		if p := x.rec.Professional(id); p != nil {
			x.name(x.of(&p.Name, what), p.Name, nil)
		}
		if w := x.rec.Worker(id); w != nil {
			x.name(x.of(&w.Name, what), w.Name, nil)
		}
	}
}

// before are the forms of earlier names and of their parts.
func (x *cover) before(all []model.PreviousName, fresh bool) map[string]bool {
	out := map[string]bool{}
	for i := range all {
		n := all[i].Name
		for _, f := range slices.Concat(nameForms(n), firstForms(n), surnameForms(n)) {
			out[f] = fresh
		}
	}
	return out
}

func (x *cover) name(h holding, name string, known map[string]bool) {
	named := h.what == "name" || h.what == "new_name" || h.what == "existence"
	for _, f := range slices.Concat(nameForms(name), x.rare(surnameForms(name), named), x.rare(firstForms(name), named)) {
		if !known[f] {
			x.builder.name(h, f)
		}
	}
}

// existence withholds that there is such a person: names, numbers, ids, birth.
func (x *cover) existence() {
	x.names("existence", false)
	for _, id := range x.about {
		if c := x.rec.Child(id); c != nil {
			x.previous(c.PreviousNames)
			x.values(x.of(&c.ID, "existence"), squeeze(string(c.ID)))
			x.number(x.of(&c.Number, "existence"), c.Number)
			x.number(x.of(&c.NHSNumber, "existence"), c.NHSNumber)
			x.number(x.of(&c.UPN, "existence"), c.UPN)
			x.day(x.of(&c.DateOfBirth, "existence"), c.DateOfBirth)
			x.day(x.of(&c.ExpectedDateOfBirth, "existence"), c.ExpectedDateOfBirth)
		}
		if p := x.rec.Person(id); p != nil {
			x.previous(p.PreviousNames)
			x.values(x.of(&p.ID, "existence"), squeeze(string(p.ID)))
			x.partial(x.of(&p.DateOfBirth, "existence"), p.DateOfBirth)
		}
	}
	x.contact(telephone, func(h holding, phone, _ string) { x.telephone(h, phone) })
	x.contact(email, func(h holding, _, mail string) { x.email(h, mail) })
	x.born()
}

// born withholds, of a child whose existence is restricted, the words in which
// people tell of it; not those that another child of the case may be meant by.
func (x *cover) born() {
	baby, sibling, about := false, false, false
	for i := range x.rec.Children {
		c := &x.rec.Children[i]
		if slices.Contains(x.about, c.ID) {
			about = true
			continue
		}
		sibling = sibling || c.ID != x.reader.Child
		baby = baby || c.DateOfBirth.IsZero() || c.DateOfBirth.AddMonths(36).After(x.asOf)
	}
	if !about {
		return
	}
	words := []string{"new arrival", "little one", "bump", "pregnant", "pregnancy", "expecting a", "newborn", "new born", "new baby", "unborn", "antenatal", "due date", "gave birth",
		"given birth", "new addition", "midwife", "scan", "maternity"}
	if !baby {
		words = append(words, "baby", "babies", "babys", "infant", "toddler")
	}
	if !sibling {
		words = append(words, "sibling", "siblings", "brother", "brothers", "sister", "sisters", "half brother", "half sister", "both children", "her children",
			"his children", "their children", "the kids", "twins", "other child", "second child")
	}
	for _, f := range words {
		x.tells("existence", f)
	}
}

func (x *cover) previous(all []model.PreviousName) {
	for i := range all {
		x.name(x.of(&all[i].Name, "existence"), all[i].Name, nil)
	}
}

// relationship withholds what somebody is to a child, if it takes more than
// one word to say.
func (x *cover) relationship() {
	for i := range x.rec.People {
		p := &x.rec.People[i]
		for j := range p.Relationship {
			r := &p.Relationship[j]
			if (slices.Contains(x.about, p.ID) || slices.Contains(x.about, r.Child)) && strings.Contains(strings.TrimSpace(r.Is), " ") {
				x.phrase(x.of(&r.Is, "relationship"), r.Is)
			}
		}
	}
}

// paternity withholds who the father is.
func (x *cover) paternity() {
	for i := range x.rec.People {
		p := &x.rec.People[i]
		father := slices.ContainsFunc(p.Relationship, func(r model.Relationship) bool {
			return slices.Contains(x.about, p.ID) && !isMother(r.Is) || slices.Contains(x.about, r.Child) && isFather(r.Is)
		})
		if father && !x.own(p.ID) {
			for _, n := range personNames(p) {
				x.name(x.of(&p.Name, "paternity"), n, nil)
			}
		}
	}
	for _, f := range []string{"biological father", "biological dad", "biological parent", "birth father", "birth dad", "real father", "real dad", "natural father", "genetic father",
		"genetic parent", "genetic", "sperm donor", "donor", "paternity", "dna test", "putative father", "alleged father", "presumed father"} {
		x.tells("paternity", f)
	}
}

// isFather says whether a relationship says that somebody is a child's father,
// in whatever words.
func isFather(is string) bool {
	w := strings.FieldsFunc(strings.ToLower(is), func(r rune) bool { return r < 'a' || r > 'z' })
	for _, s := range w {
		switch s {
		case "step", "stepfather", "stepdad", "foster", "grand", "grandfather", "god", "adoptive", "maternal":
			return false
		}
	}
	return slices.ContainsFunc(w, func(s string) bool {
		switch s {
		case "father", "dad", "daddy", "papa", "donor", "biological", "genetic", "putative", "paternal":
			return !isMother(is)
		}
		return false
	})
}

func isMother(is string) bool {
	return slices.ContainsFunc([]string{"mother", "mum", "mam", "mummy", "grandm", "nan"}, func(s string) bool { return strings.Contains(strings.ToLower(is), s) })
}

// death withholds that somebody died, and when.
func (x *cover) death() {
	for _, id := range x.about {
		if c := x.rec.Child(id); c != nil {
			x.day(x.of(&c.DiedOn, "death"), c.DiedOn)
		}
		if p := x.rec.Person(id); p != nil {
			x.day(x.of(&p.DiedOn, "death"), p.DiedOn)
		}
	}
	for _, f := range []string{"died", "dead", "death", "deaths", "deceased", "dying", "passed away", "passed on", "funeral", "killed", "suicide", "inquest", "coroner", "bereaved",
		"bereavement", "cremated", "cremation", "buried", "burial", "grave", "late mother", "late father", "late mum", "late dad", "lost his life", "lost her life", "no longer with us",
		"no longer alive", "murdered", "murder", "overdose", "fatal", "fatally", "mourning"} {
		x.tells("death", f)
	}
}

// professionals withholds the professionals whom the restriction is about, or
// all who work with the children whom it is about.
func (x *cover) professionals() {
	for i := range x.rec.Professionals {
		p := &x.rec.Professionals[i]
		if slices.Contains(x.about, p.ID) || slices.ContainsFunc(x.about, func(id model.ID) bool { return x.rec.Child(id) != nil && worksWith(p, id) }) {
			x.professional(p, "professional")
		}
	}
}

func (x *cover) referrer() {
	r := x.rec.Referral
	if r == nil {
		return
	}
	x.phrase(x.of(&r.From, "referrer"), r.From)
	if p := x.rec.Person(r.Referrer); p != nil {
		x.name(x.of(&p.Name, "referrer"), p.Name, nil)
	}
	if p := x.rec.Professional(r.Referrer); p != nil {
		x.professional(p, "referrer")
	}
}
