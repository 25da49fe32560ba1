package disclosure

import (
	"maps"
	"slices"
	"strings"
	"unicode"

	"handover/model"
	"handover/model/dates"
)

// A builder works out one reader's Search.
type builder struct {
	rec     *model.Record
	asOf    dates.Date
	reader  Reader
	self    []model.ID       // the reader, under each id
	bound   []model.ID       // whose restrictions bind the reader as well
	mine    map[string]bool  // squeezed forms of what may stand in the reader's address block
	numbers map[string]bool  // telephone numbers that the reader may know, outside restrictions
	tails   map[string]bool  // the last six figures of those
	heard   map[string]bool  // runs of words written for the reader
	myName  map[string]bool  // words of the reader's name
	names   map[string]bool  // squeezed names of the record, and runs of their words; nil until they are needed
	covers  []*cover         // the restrictions that bind the reader
	hidden  []tie            // confidential addresses
	home    map[string]bool  // forms of the council's name and of the reader's own places; nil until they are needed
	childs  map[string]bool  // words of the name of the child in question
	homes   []*model.Address // that the reader is granted
	index   map[secret]int
	paths   map[any]string // of fields, by their pointers
	search  *Search
}

func newBuilder(rec *model.Record, r Reader, asOf dates.Date) *builder {
	b := &builder{rec: rec, asOf: asOf, reader: r, self: same(rec, r.ID), mine: map[string]bool{}, numbers: map[string]bool{}, tails: map[string]bool{}, heard: map[string]bool{}, index: map[secret]int{}, paths: map[any]string{},
		search: &Search{values: map[string][]int{}, parted: map[string]bool{}, figures: map[string][]int{}, tails: map[string][]int{}, days: map[dates.Date][]int{}, months: map[month][]int{}}}
	for _, id := range b.self {
		with := append(together(rec, id, asOf), colleagues(rec, id)...)
		for _, other := range with {
			b.bound = append(b.bound, same(rec, other)...)
		}
	}
	b.myName = nameParts(rec.NameOf(r.ID))
	if c := rec.Child(r.Child); c != nil {
		b.childs = nameParts(childNames(c)...)
	}
	b.released()
	b.block()
	b.public()
	return b
}

// block notes the addresses to which the reader's letters go: the reader's
// own, or letters.to's. Those of family need to be confirmed.
func (b *builder) block() {
	var all []*model.Address
	for _, id := range b.self {
		all = append(all, addresses(b.rec, id)...)
		var to model.ID
		if c := b.rec.Child(id); c != nil && c.Letters != nil {
			to = c.Letters.To
		}
		if p := b.rec.Person(id); p != nil && p.Letters != nil {
			to = p.Letters.To
		}
		if to != "" {
			all = append(all, addresses(b.rec, to)...)
		}
	}
	for _, a := range current(all, b.asOf) {
		if a.ConfirmedOn.IsZero() && !b.atWork(a) {
			continue
		}
		for _, f := range addressForms(a) {
			b.mine[f] = true
		}
		for _, p := range areas(a) {
			for _, f := range forms(p) {
				b.mine[f] = true
			}
		}
	}
}

// atWork says whether an address is a professional's or an authority's.
func (b *builder) atWork(a *model.Address) bool {
	for i := range b.rec.Professionals {
		if b.rec.Professionals[i].Address == a {
			return true
		}
	}
	for i := range b.rec.Authorities {
		if b.rec.Authorities[i].Address == a {
			return true
		}
	}
	return false
}

// public notes what every reader may know: the council's workers and teams,
// who leads and belongs to a team around the family, where it meets.
func (b *builder) public() {
	know := func(values ...string) {
		for _, v := range values {
			if f := squeeze(v); f != "" {
				b.search.known = append(b.search.known, f)
			}
			for _, t := range telephones(v) {
				b.numbers[t], b.tails[t[len(t)-6:]] = true, true
			}
		}
	}
	for i := range b.rec.Workers {
		w := &b.rec.Workers[i]
		know(w.Base, w.Telephone, w.Email)
		b.search.ours = append(b.search.ours, squeeze(w.Name), squeeze(w.Role))
	}
	for i := range b.rec.Teams {
		t := &b.rec.Teams[i]
		b.search.ours = append(b.search.ours, squeeze(t.Name), squeeze(t.Service))
		know(t.Name, t.Service, t.Telephone, t.Email, t.OutOfHours)
		if t.Address != nil {
			for _, l := range t.Address.Lines {
				know(l)
			}
			know(t.Address.Postcode)
		}
	}
	if e := b.rec.EarlyHelp; e != nil {
		know(e.Service)
		if p := b.rec.Professional(e.LeadProfessional); p != nil {
			know(p.Agency, p.Telephone, p.Email)
		}
		for _, id := range e.Members {
			if p := b.rec.Professional(id); p != nil {
				know(p.Agency)
				know(b.granted(&p.Telephone, &p.Email)...)
			}
			if p := b.rec.Person(id); p != nil && b.member() {
				know(b.granted(&p.Telephone, &p.Email)...)
			}
		}
	}
	if c := b.rec.Closure; c != nil && c.TACMeeting != nil {
		know(c.TACMeeting.Venue)
	}
	for _, id := range b.self {
		own := []string{b.rec.NameOf(id)}
		for _, a := range addresses(b.rec, id) {
			own = append(append(own, a.Lines...), strings.Join(a.Lines, " "))
		}
		if p := b.rec.Professional(id); p != nil {
			own = append(own, p.Agency)
		}
		for _, v := range own {
			if f := squeeze(v); f != "" {
				b.search.self = append(b.search.self, f)
			}
		}
		if p := b.rec.Professional(id); p != nil {
			know(p.Agency)
			if p.Address != nil {
				know(addressForms(p.Address)...)
			}
		}
		if a := b.rec.Authority(id); a != nil {
			know(a.TheirReference)
			if a.Address != nil {
				know(addressForms(a.Address)...)
			}
			if a.Meeting != nil {
				know(a.Meeting.Venue)
			}
		}
		know(b.rec.NameOf(id))
	}
	if c := b.rec.Child(b.reader.Child); c != nil {
		know(c.Number)
		know(childNames(c)...)
	}
}

// granted are those of some fields' values that the reader is granted.
func (b *builder) granted(fields ...*string) []string {
	var out []string
	for _, f := range fields {
		if slices.Contains(b.reader.Granted, b.rec.PathOf(f)) {
			out = append(out, *f)
		}
	}
	return out
}

// member says whether the reader is a professional of the team around the family.
func (b *builder) member() bool {
	return b.reader.Kind == Professional && b.rec.EarlyHelp != nil && b.own(b.rec.EarlyHelp.Members...)
}

// own says whether one of some ids is the reader's.
func (b *builder) own(ids ...model.ID) bool {
	return slices.ContainsFunc(ids, func(id model.ID) bool { return slices.Contains(b.self, id) })
}

// A holding is where a value stands and why it is withheld.
type holding struct {
	field      any // pointer into the record
	what       What
	restricted bool
	strict     bool // not even in the reader's own address block
	person     bool // of somebody's name
	proper     bool
	plainly    bool
	whole      bool
}

// secret is the number of a holding's secret, unless the reader is granted it.
func (b *builder) secret(h holding, own bool) (int, bool) {
	path, ok := b.paths[h.field]
	if !ok {
		path = b.rec.PathOf(h.field)
		b.paths[h.field] = path
	}
	if !h.restricted && slices.Contains(b.reader.Granted, path) {
		return 0, false
	}
	return b.add(secret{path, h.what, h.restricted, own, h.person, h.proper, h.plainly, h.whole}), true
}

// add is the number of a secret, a new one if there is none yet.
func (b *builder) add(x secret) int {
	n, ok := b.index[x]
	if !ok {
		n = len(b.search.secrets)
		b.index[x] = n
		b.search.secrets = append(b.search.secrets, x)
	}
	return n
}

// values withholds squeezed forms; a space in one says that it has two words.
func (b *builder) values(h holding, forms ...string) {
	for _, f := range forms {
		own := b.mine[f] && !h.strict
		parted := strings.ContainsFunc(f, func(r rune) bool { return r == ' ' || unicode.IsDigit(r) })
		f = strings.ReplaceAll(f, " ", "")
		if n, ok := b.secret(h, own); ok {
			b.search.parted[f] = b.search.parted[f] || parted && len(f) < short
			b.search.values[f] = with(b.search.values[f], n)
			b.search.longest = max(b.search.longest, len(f))
		}
	}
}

// name withholds forms of somebody's name: several ordinary words only where
// each has a capital.
func (b *builder) name(h holding, forms ...string) {
	h.person = true
	for _, f := range forms {
		w := strings.Fields(f)
		h.proper = len(w) > 1 && !slices.ContainsFunc(w, func(s string) bool { return !ordinary(s) })
		b.values(h, f)
	}
}

func (b *builder) figures(h holding, numbers ...string) {
	for _, f := range numbers {
		if !h.restricted && b.numbers[f] {
			continue
		}
		if n, ok := b.secret(h, false); ok {
			b.search.figures[f] = with(b.search.figures[f], n)
			if t := f[len(f)-6:]; h.restricted || !b.tails[t] {
				b.search.tails[t] = with(b.search.tails[t], n)
			}
		}
	}
}

// lettersDays are days that a letter says of itself: its own, and those of the
// change that it tells of.
func (b *builder) lettersDays() []dates.Date {
	all := []dates.Date{b.asOf}
	if t := b.rec.Transfer; t != nil && !t.Dates["transfer"].Date.IsZero() {
		all = append(all, t.Dates["transfer"].Date)
	}
	if c := b.rec.Closure; c != nil && !c.Effective.IsZero() {
		all = append(all, c.Effective)
	}
	return all
}

// number withholds a number by which a register knows somebody, if it is of
// four characters or more and couldn't be a year.
func (b *builder) number(h holding, value string) {
	f := squeeze(value)
	for _, d := range b.lettersDays() {
		if h.what == reference && strings.Contains(squeeze(d.String()), f) {
			return // 2026/11 is in the letter's own date
		}
	}
	if len(f) < 4 || len(f) == 4 && (strings.HasPrefix(f, "19") || strings.HasPrefix(f, "20")) && !strings.ContainsFunc(f, unicode.IsLetter) {
		return
	}
	b.values(h, f)
}

func (b *builder) day(h holding, d dates.Date) {
	if h.what == birth && slices.Contains(b.lettersDays(), d) {
		return // each letter says it, of itself
	}
	if n, ok := b.secret(h, false); ok {
		b.search.days[d] = with(b.search.days[d], n)
	}
}

func (b *builder) partial(h holding, p dates.Partial) {
	switch {
	case p.Month == 0: // a year alone is too common
	case p.Day == 0:
		if n, ok := b.secret(h, false); ok {
			m := month{p.Year, p.Month}
			b.search.months[m] = with(b.search.months[m], n)
		}
	default:
		b.day(h, dates.Date(p))
	}
}

func (b *builder) telephone(h holding, value string) { b.figures(h, telephones(value)...) }

// email withholds e-mail addresses, also without their domain where what stands
// before it is distinctive and no more than somebody's name.
func (b *builder) email(h holding, value string) {
	for _, m := range emails(value) {
		b.values(h, squeeze(m), spoken(m))
		local, _, _ := strings.Cut(m, "@")
		if f := squeeze(local); len(f) >= 6 && !ordinary(f) && !b.called(f) {
			b.values(h, f, spoken(local))
		}
	}
}

// called says whether a squeezed form is a name of the record's, or part of one.
func (b *builder) called(form string) bool {
	if b.names == nil {
		b.names = map[string]bool{}
		say := func(name string) {
			w := strings.Fields(name)
			for i := range w {
				for j := i; j < len(w); j++ {
					b.names[squeeze(strings.Join(w[i:j+1], " "))] = true
				}
			}
			for _, f := range slices.Concat(nameForms(name), surnameForms(name)) {
				b.names[strings.ReplaceAll(f, " ", "")] = true
			}
		}
		for i := range b.rec.Children {
			for _, n := range childNames(&b.rec.Children[i]) {
				say(n)
			}
		}
		for i := range b.rec.People {
			say(b.rec.People[i].Name)
			for _, n := range b.rec.People[i].PreviousNames {
				say(n.Name)
			}
		}
		for i := range b.rec.Professionals {
			say(b.rec.Professionals[i].Name)
			say(b.rec.Professionals[i].Agency)
		}
	}
	return b.names[form]
}

func with(list []int, n int) []int {
	if slices.Contains(list, n) {
		return list
	}
	return append(list, n)
}

// always withholds what no reader outside may know of others, restriction or not.
func (b *builder) always() {
	rec := b.rec
	b.number(holding{field: &rec.Reference, what: reference}, rec.Reference)
	if rec.Court != nil {
		b.number(holding{field: &rec.Court.CaseNumber, what: caseNumber}, rec.Court.CaseNumber)
	}
	for i := range rec.Children {
		b.child(&rec.Children[i])
	}
	for i := range rec.People {
		b.person(&rec.People[i])
	}
	for i := range rec.Households {
		h := &rec.Households[i]
		b.place(h.Address, "")
	}
	for i := range rec.Professionals {
		p := &rec.Professionals[i]
		if b.own(p.ID) {
			continue
		}
		b.place(p.Address, p.Agency)
		b.telephone(holding{field: &p.Telephone, what: telephone}, p.Telephone)
		b.email(holding{field: &p.Email, what: email}, p.Email)
		b.email(holding{field: &p.SecureEmail, what: email}, p.SecureEmail)
	}
	for i := range rec.Authorities {
		a := &rec.Authorities[i]
		if b.own(a.ID) {
			continue
		}
		b.place(a.Address, a.Name)
		b.email(holding{field: &a.SecureEmail, what: email}, a.SecureEmail)
	}
}

// place withholds an address, but from those in its known_to. The line that
// only says whose it is, an agency's name, isn't withheld.
func (b *builder) place(a *model.Address, whose string) {
	if a == nil || b.own(a.KnownTo...) {
		return
	}
	if slices.ContainsFunc(b.homes, func(home *model.Address) bool { return alike(home, a) }) {
		return
	}
	what := address
	for _, id := range b.self {
		if slices.ContainsFunc(addresses(b.rec, id), func(own *model.Address) bool { return alike(own, a) }) {
			what = ownAddress
		}
	}
	name := forms(whose)
	b.values(holding{field: a, what: what}, slices.DeleteFunc(addressForms(a), func(f string) bool { return slices.Contains(name, f) })...)
}

// secluded withholds confidential addresses as restrictions do, in their parts,
// from whoever neither lives there nor is said to know them.
func (b *builder) secluded() {
	x := &cover{builder: b}
	for _, a := range x.everyAddress() {
		if a.Confidential == nil || !*a.Confidential || b.own(a.KnownTo...) || !a.Current(b.asOf) {
			continue
		}
		if slices.ContainsFunc(b.self, func(id model.ID) bool {
			return slices.ContainsFunc(addresses(b.rec, id), func(own *model.Address) bool { return near(own, a) })
		}) {
			continue
		}
		x.place(a, address)
		for _, l := range a.Lines {
			b.hidden = append(b.hidden, tie{field: a, text: l})
		}
	}
}

// released notes which homes of the child in question the reader is granted: those
// that aren't confidential. An address is never granted by its path alone.
func (b *builder) released() {
	var all []string
	for i := range b.rec.Children {
		c := &b.rec.Children[i]
		for _, home := range addresses(b.rec, c.ID) {
			path := b.rec.PathOf(home)
			if c.ID == b.reader.Child && slices.Contains(b.reader.Granted, path) && !b.confidential(c, home) {
				b.homes = append(b.homes, home)
			}
			all = append(all, path)
		}
	}
	b.reader.Granted = slices.DeleteFunc(slices.Clone(b.reader.Granted), func(p string) bool { return slices.Contains(all, p) })
}

// confidential says whether a child's home is: as somebody who lives there has
// it in the record; where nobody has, if it is a placement, or if somebody who
// lives there is named in a restriction.
func (b *builder) confidential(c *model.Child, home *model.Address) bool {
	live := []model.ID{c.ID}
	var said []bool
	look := func(id model.ID) {
		for _, a := range addresses(b.rec, id) {
			if alike(a, home) {
				live = append(live, id)
				if a.Confidential != nil {
					said = append(said, *a.Confidential)
				}
			}
		}
	}
	for i := range b.rec.Children {
		look(b.rec.Children[i].ID)
	}
	for i := range b.rec.People {
		look(b.rec.People[i].ID)
	}
	if len(said) > 0 {
		return slices.Contains(said, true)
	}
	if c.Placement != nil {
		return true
	}
	return slices.ContainsFunc(b.rec.Restrictions, func(r model.Restriction) bool {
		if !r.EndedOn.IsZero() && !r.EndedOn.After(b.asOf) {
			return false
		}
		return slices.ContainsFunc(append([]model.ID{r.Who, r.About}, r.Also...), func(named model.ID) bool {
			h := b.rec.Household(named)
			return slices.ContainsFunc(live, func(id model.ID) bool {
				return h != nil && resident(b.rec, h, id) || slices.Contains(same(b.rec, id), named)
			})
		})
	})
}

func (b *builder) child(c *model.Child) {
	b.place(c.Address, "")
	if p := c.Placement; p != nil && p.Previous != nil {
		b.place(p.Previous.Address, "")
	}
	b.number(holding{field: &c.NHSNumber, what: nhsNumber}, c.NHSNumber)
	b.number(holding{field: &c.UPN, what: upn}, c.UPN)
	me := b.own(c.ID)
	if !me {
		b.earlier(c.PreviousNames)
	}
	if !me && !b.bornOnGranted(c) {
		b.day(holding{field: &c.DateOfBirth, what: birth}, c.DateOfBirth)
	}
	if !c.ExpectedDateOfBirth.IsZero() && (b.reader.Kind == Professional || b.reader.Kind == Authority) {
		b.day(holding{field: &c.ExpectedDateOfBirth, what: birth}, c.ExpectedDateOfBirth)
	}
	if c.ID != b.reader.Child && !related(b.rec, b.self, c.ID) {
		b.number(holding{field: &c.Number, what: otherChild}, c.Number)
		for _, n := range childNames(c) {
			b.name(holding{field: c, what: otherChild}, nameForms(n)...)
		}
	}
}

// bornOnGranted says whether a child was born on a day that the reader is
// granted: twins are.
func (b *builder) bornOnGranted(c *model.Child) bool {
	q := b.rec.Child(b.reader.Child)
	return q != nil && q.DateOfBirth == c.DateOfBirth && slices.Contains(b.reader.Granted, b.rec.PathOf(&q.DateOfBirth))
}

func (b *builder) person(p *model.Person) {
	b.place(p.Address, "")
	if b.own(p.ID) {
		return
	}
	b.telephone(holding{field: &p.Telephone, what: telephone}, p.Telephone)
	b.email(holding{field: &p.Email, what: email}, p.Email)
	b.phrase(holding{field: &p.Workplace, what: workplace}, p.Workplace)
	b.partial(holding{field: &p.DateOfBirth, what: birth}, p.DateOfBirth)
	b.earlier(p.PreviousNames)
	if l := p.Letters; l != nil {
		h := holding{field: &l.SafeContact, what: safeContact}
		b.telephone(h, l.SafeContact)
		b.email(h, l.SafeContact)
		b.phrase(h, l.SafeContact)
	}
}

// phrase withholds words as they stand, if they are of four letters or more and
// say more than a kind of place. Under a restriction so is each part that tells a place.
func (b *builder) phrase(h holding, value string) {
	if h.restricted {
		b.site(h, value)
	}
	t := read(value)
	if letters(t.plain) < 4 || kindOnly(t) && (!h.restricted || t.words() < 3) {
		return
	}
	h.proper = t.words() < 4 && t.every(ordinary)
	b.values(h, forms(value)...)
}

// site withholds what of a school, venue, agency or workplace tells where it is.
func (b *builder) site(h holding, value string) {
	for _, p := range siteForms(value) {
		if !b.homely(p) && !described(p) {
			b.values(h, forms(p)...)
		}
	}
}

// described says whether part of a place's name tells in ordinary words what it is
// and is no name: "Her nan's" of "Her nan's house".
func described(part string) bool {
	t := read(part)
	if t.words() < 2 || !t.every(ordinary) || !slices.Contains([]string{"her", "his", "their", "my", "our", "a", "an"}, t.word(0)) {
		return false
	}
	for i := 1; i < t.words(); i++ {
		if t.raw[t.from[i]] < 'a' {
			return false
		}
	}
	return true
}

func (b *builder) earlier(all []model.PreviousName) {
	for i := range all {
		b.name(holding{field: &all[i].Name, what: earlierName}, nameForms(all[i].Name)...)
	}
}

// extra are the names of the council's own facts, in order.
func extra(rec *model.Record) []string { return slices.Sorted(maps.Keys(rec.Extra)) }
