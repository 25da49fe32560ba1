package restriction

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"handover/model"
	"handover/model/dates"
	"handover/model/fold"
)

// Shield is what one recipient may not know, by restrictions that bind them. A
// nil shield keeps nothing back.
type Shield struct {
	rec     *model.Record
	asOf    dates.Date
	id      model.ID
	bonds   []bond
	hidden  map[string]bool // paths of the record that are as if nobody had recorded them, with all below
	forms   []form
	placing map[model.ID]bool // workers whose numbers and addresses would tell a place

	everybody map[string]bool // words of names that aren't short for another

	secret string // the confidential address that is being worked out
	now    bond   // the bond and the word that are being worked out
	word   model.Word
}

// form is a value that must not be said.
type form struct {
	value  string // squeezed; of a telephone number, nine figures
	number bool
	loose  bool // looked for in free text alone: a town, a surname, a word
	name   bool // one word of somebody's name: in a text that has it as a name
	proper bool // one word of a place's name: with a capital inside a sentence
	title  bool // a family's name in the plural: with a capital
	short  bool // a first name: parts of it with a capital
	why    string
}

// New works out what a recipient may not know. It is nil where no restriction
// binds them and every confidential address is known to them.
func New(rec *model.Record, id model.ID, asOf dates.Date) *Shield {
	s := &Shield{rec: rec, asOf: asOf, id: id, bonds: bonds(rec, id, asOf), hidden: map[string]bool{}, placing: map[model.ID]bool{}}
	s.confidential()
	if len(s.bonds) == 0 {
		if len(s.forms) == 0 {
			return nil
		}
		return s
	}
	s.secret = ""
	for _, s.now = range s.bonds {
		s.word = "words"
		for _, w := range s.now.Words {
			s.say(w)
		}
		for _, s.word = range s.now.What {
			s.cover(s.word)
		}
	}
	s.mentions()
	return s
}

// confidential keeps confidential addresses out of what is written for a reader,
// in part as well: of everybody but those who live there and those to whom
// known_to releases it.
func (s *Shield) confidential() {
	me := Humans(s.rec, s.id)
	keep := func(a *model.Address) {
		if a == nil || !model.Yes(a.Confidential) || slices.ContainsFunc(me, func(id model.ID) bool { return slices.Contains(a.KnownTo, id) }) ||
			slices.ContainsFunc(Homes(s.rec, s.id), func(b *model.Address) bool { return SamePlace(a, b) }) {
			return
		}
		s.secret = s.rec.PathOf(a) + ".confidential"
		s.hint(a.Postcode)
		s.streets(strings.Join(a.Lines, "\n"))
	}
	for i := range s.rec.Children {
		c := &s.rec.Children[i]
		keep(c.Address)
		if p := c.Placement; p != nil && p.Previous != nil {
			keep(p.Previous.Address)
		}
	}
	for i := range s.rec.People {
		keep(s.rec.People[i].Address)
	}
	for i := range s.rec.Households {
		keep(s.rec.Households[i].Address)
	}
}

// mentions hides what the council wrote about others that says a restricted
// thing: a worker's role, a team's or an agency's name, a venue.
func (s *Shield) mentions() {
	rec := s.rec
	for i := range rec.Workers {
		w := &rec.Workers[i]
		for _, p := range []*string{&w.Role, &w.WorkingDays} {
			if s.Tells(*p, true) != "" {
				s.hide(p)
			}
		}
	}
	for i := range rec.Teams {
		if t := &rec.Teams[i]; s.Tells(t.Name, true) != "" {
			s.team(t)
		}
	}
	for i := range rec.Professionals {
		if p := &rec.Professionals[i]; !s.own(p.ID) && s.Tells(p.Name+"\n"+p.Role+"\n"+p.Agency, true) != "" {
			s.hide(p)
		}
	}
	if e := rec.EarlyHelp; e != nil && s.Tells(e.Service, true) != "" {
		s.hide(&e.Service)
	}
	if x := rec.Closure; x != nil && x.TACMeeting != nil && s.Tells(x.TACMeeting.Venue, true) != "" {
		s.hide(&x.TACMeeting.Venue)
	}
	for _, name := range slices.Sorted(maps.Keys(rec.Extra)) {
		if s.Tells(string(rec.Extra[name].Text), true) != "" {
			s.hidden["extra."+name] = true
		}
	}
}

// Hides tells whether a path is as if nobody had recorded it.
func (s *Shield) Hides(path string) bool {
	if s == nil {
		return false
	}
	for p := path; p != ""; p = model.PathAbove(p) {
		if s.hidden[p] {
			return true
		}
	}
	return false
}

// Tells is which restriction a text would break, and by which of its words:
// "restrictions[0] (school)"; "" if none.
func (s *Shield) Tells(text string, free bool) string {
	words := fold.Words(text)
	var tokens map[string]bool // most words of a form stand nowhere in a text, and that is seen at once
	if free && s.everybody == nil {
		s.everybody = everybody(s.rec)
	}
	for _, f := range s.forms {
		if f.loose && !free {
			continue
		}
		if f.name || f.proper {
			if tokens == nil {
				tokens = tokensOf(text)
			}
			if !tokens[f.value] {
				continue
			}
		}
		switch {
		case f.number && rings(text, f.value), f.title && capital(text, f.value), f.name && !f.title && Named(text, f.value), f.proper && capital(text, f.value),
			f.short && shortened(text, f.value, s.everybody), !f.number && !f.name && !f.proper && !f.short && fold.Says(words, f.value):
			return f.why
		}
	}
	return ""
}

func (s *Shield) why(b bond, word model.Word) string {
	return fmt.Sprintf("restrictions[%d] (%s)", b.n, word)
}

func (s *Shield) hide(ptr any) {
	if p := s.rec.PathOf(ptr); p != "" {
		s.hidden[p] = true
	}
}

func (s *Shield) add(f form) {
	if f.why = s.secret; f.why == "" {
		f.why = s.why(s.now, s.word)
	}
	if f.value != "" {
		s.forms = append(s.forms, f)
	}
}

// say keeps a value from standing anywhere, hint from standing in free text.
func (s *Shield) say(value string)  { s.add(form{value: fold.Value(value)}) }
func (s *Shield) hint(value string) { s.add(form{value: fold.Value(value), loose: true}) }
func (s *Shield) ring(value string) {
	n := fold.Telephone(value)
	s.add(form{value: n, number: true})
	if len(n) > 6 { // as people say a number to each other, without its area code
		s.add(form{value: n[len(n)-6:], number: true, loose: true})
	}
}

// own tells whether an id is the recipient's.
func (s *Shield) own(id model.ID) bool { return slices.Contains(Humans(s.rec, s.id), id) }

func (s *Shield) free(a *model.Address) bool { return released(s.rec, a, s.id, s.now) }

// subjects are those whom a restriction is about.
func (s *Shield) subjects() []model.ID {
	var out []model.ID
	for _, id := range Persons(s.rec, []model.ID{s.now.About}) {
		out = append(out, Humans(s.rec, id)...)
	}
	return out
}

// children are those whom a restriction is about and those who live with the
// people whom it is about: what tells of them tells of these.
func (s *Shield) children() []*model.Child {
	var out []*model.Child
	add := func(id model.ID) {
		if c := s.rec.Child(id); c != nil && !slices.Contains(out, c) {
			out = append(out, c)
		}
	}
	for _, id := range s.subjects() {
		add(id)
		if s.rec.Child(id) == nil {
			for _, other := range Housemates(s.rec, id, s.asOf) {
				add(other)
			}
			for i := range s.rec.Children {
				if c := &s.rec.Children[i]; livesWithParent(s.rec, c, id) {
					add(c.ID)
				}
			}
		}
	}
	return out
}

// livesWithParent tells whether, by all that the record says, a child lives with
// a parent whose own address nobody wrote down: the child is placed nowhere.
func livesWithParent(rec *model.Record, c *model.Child, id model.ID) bool {
	p := rec.Person(id)
	if p == nil || len(Homes(rec, id)) > 0 || c.Placement != nil && c.Placement.Type != "P1" {
		return false
	}
	return c.Mother == id || slices.ContainsFunc(p.Relationship, func(r model.Relationship) bool {
		return r.Child == c.ID && (r.Parent() || model.Yes(r.ParentalResponsibility))
	})
}

// cover keeps back what one word of a restriction covers.
func (s *Shield) cover(word model.Word) {
	switch word {
	case model.KeepAddress:
		s.address()
	case model.KeepTelephone:
		s.telephones()
	case model.KeepEmail:
		s.emails()
	case model.KeepSchool:
		s.contacts(s.schools)
		s.venues()
	case model.KeepWorkplace:
		s.workplace()
	case model.KeepName:
		s.names(false)
	case model.KeepNewName:
		s.names(true)
	case model.KeepExistence:
		s.existence()
	case model.KeepRelationship:
		s.relationship()
	case model.KeepPaternity:
		s.paternity()
	case model.KeepDeath:
		for _, w := range []string{"died", "dies", "death", "dead", "funeral", "passed away", "passing", "bereavement", "bereaved", "deceased", "coroner",
			"cremation", "burial", "buried", "grieving", "grief", "no longer with us", "inquest", "dying", "passed on", "killed", "lost her life", "lost his life"} {
			s.hint(w)
		}
		for _, id := range s.subjects() {
			if c := s.rec.Child(id); c != nil {
				s.day(c.DiedOn)
			}
			if p := s.rec.Person(id); p != nil {
				s.day(p.DiedOn)
			}
		}
	case model.KeepCarer, model.KeepProvider:
		s.placement()
	case model.KeepContactVenue:
		s.venues()
	case model.KeepWorkerBase:
		s.teams()
	case model.KeepArea:
		s.area()
	case model.KeepProfessional:
		s.contacts(s.theirs)
	case model.KeepReferrer:
		s.referrer()
	case model.KeepFact: // known by its words alone
	}
}

// day keeps a date out of free text, in the ways in which letters have it.
func (s *Shield) day(d dates.Date) {
	if d.IsZero() {
		return
	}
	s.hint(d.Long())
	s.hint(d.String())
	s.hint(fmt.Sprintf("%d/%d/%d", d.Day, d.Month, d.Year))
	s.hint(fmt.Sprintf("%02d/%02d/%d", d.Day, d.Month, d.Year))
	s.hint(fmt.Sprintf("%02d/%02d/%02d", d.Day, d.Month, d.Year%100))
}

// address is where somebody lives, and what leads there. A place that was
// released to the recipient is known, and so is what leads to it.
func (s *Shield) address() {
	all, open := 0, 0
	ids := s.subjects()
	for _, c := range s.children() {
		if !slices.Contains(ids, c.ID) {
			ids = append(ids, c.ID)
		}
	}
	for _, id := range ids {
		for _, a := range Homes(s.rec, id) {
			if all++; s.free(a) {
				open++
				continue
			}
			s.place(a)
		}
	}
	if all > 0 && all == open {
		return
	}
	for _, w := range []string{"refuge", "safe house", "women s aid", "hostel", "shelter"} { // what kind of place it is leads there
		s.hint(w)
	}
	s.contacts(s.theirs)
	s.placement()
	s.area()
	if s.rec.Transfer != nil && !toldOfMove(s.rec, s.id) {
		s.hidden["transfer.dates.moved"] = true
	}
}

// place keeps back an address, and what is said of the same place elsewhere.
func (s *Shield) place(a *model.Address) {
	s.say(a.Postcode)
	for i, l := range a.Lines {
		w := fold.Words(l)
		switch {
		case len(w) == 0 || s.near(l):
		case i > 0 && i == len(a.Lines)-1, len(a.Lines) == 1 && !strings.ContainsAny(l, "0123456789"): // a town
			s.hint(l)
		default:
			s.say(l)
		}
	}
	s.streets(strings.Join(a.Lines, "\n"))
}

// streets keeps the street and the house of an address, or of a venue that is
// written like one, out of free text: each part without its number, with Road as
// well as Rd. What stands after them is a town.
func (s *Shield) streets(text string) {
	for i, seg := range segments(text) {
		w, town := street(wordsOf(seg))
		if t := strings.Join(town, " "); t != "" && !s.near(t) {
			s.town(t)
		}
		for j, word := range w {
			if word == "flat" && j+1 < len(w) {
				w = slices.Delete(slices.Clone(w), j, min(j+2, len(w)))
				break
			}
		}
		w = slices.DeleteFunc(w, func(x string) bool { return x[0] <= '9' || slices.Contains(empty, x) && x != "the" })
		named := len(w) > 1 && slices.Contains(streets, w[len(w)-1])
		house := len(w) > 1 && slices.Contains([]string{"house", "lodge", "cottage", "building", "centre", "farm", "hall", "refuge"}, w[len(w)-1])
		if !named && !house && i > 0 && len(w) > 0 && !s.near(seg) {
			s.town(strings.Join(w, " "))
		}
		if !named && !house && (i > 0 || len(w) < 2) || s.near(seg) {
			continue
		}
		s.hint(strings.Join(w, " "))
		last, before := w[len(w)-1], strings.Join(w[:len(w)-1], " ")
		for _, short := range slices.Sorted(maps.Keys(shorts)) {
			if shorts[short] == last {
				s.hint(before + " " + short)
			}
		}
		if last == "street" {
			s.hint(before + " st")
		}
		if w[0] == "saint" {
			s.hint("st " + strings.Join(w[1:], " "))
		}
	}
}

// town keeps a town's name out of free text; one that is a word as well only where
// it stands as a name.
func (s *Shield) town(name string) {
	if s.secret != "" || fold.Value(name) == fold.Value(s.rec.Protocol) {
		return // of a confidential address its town may be said; and everybody knows the council's own
	}
	if w := fold.Words(name); len(w) == 1 {
		s.add(form{value: w[0], loose: true, name: true})
		return
	}
	s.hint(name)
}

// near tells whether a line is part of the recipient's own address as well, as
// a town is, and then tells nothing. The first lines of two addresses are alike
// only where the two are one place, which is told by the postcode.
func (s *Shield) near(line string) bool {
	return slices.ContainsFunc(Homes(s.rec, s.id), func(a *model.Address) bool {
		return len(a.Lines) > 1 && fold.Value(a.Lines[len(a.Lines)-1]) == fold.Value(line)
	})
}

// theirs tells whether a professional is one of those whom the restriction is
// about, or works with the children whom it touches.
func (s *Shield) theirs(p *model.Professional) bool {
	return slices.Contains(s.subjects(), p.ID) ||
		slices.ContainsFunc(s.children(), func(c *model.Child) bool { return c.Among(p.Children) })
}

func (s *Shield) schools(p *model.Professional) bool {
	return slices.ContainsFunc(s.children(), func(c *model.Child) bool {
		return c.School != nil && c.School.Professional == p.ID || (p.Kind == "education" || p.Kind == "other" || p.Kind == "") && c.Among(p.Children)
	})
}

// contacts keeps back professionals, but from themselves and where their
// address was released.
func (s *Shield) contacts(which func(*model.Professional) bool) {
	for i := range s.rec.Professionals {
		if p := &s.rec.Professionals[i]; which(p) {
			s.professional(p)
		}
	}
	if e := s.rec.EarlyHelp; e != nil {
		s.hide(&e.Service)
	}
}

func (s *Shield) professional(p *model.Professional) {
	if s.own(p.ID) || s.free(p.Address) {
		return
	}
	s.hide(p)
	mine := func(agency string) bool {
		return slices.ContainsFunc(Humans(s.rec, s.id), func(id model.ID) bool {
			r := s.rec.Professional(id)
			return r != nil && fold.Value(r.Agency) == fold.Value(agency)
		})
	}
	if p.Kind != "court" && p.Kind != "police" && !mine(p.Agency) {
		s.called(p.Agency)
		if p.Address != nil {
			s.hint(p.Address.Postcode)
		}
	}
	known := s.others(p.ID)
	if w := fold.Words(p.Name); s.secret != "" && len(w) > 1 { // before many eyes a first name says little
		known = append(known, w[:len(w)-1]...)
	}
	s.name(p.Name, known)
	s.ring(p.Telephone)
	s.say(p.Email)
	s.say(p.SecureEmail)
}

// others are the words of everybody's names but a professional's, and the titles
// that stand before names.
func (s *Shield) others(id model.ID) []string {
	out := strings.Fields("mr mrs ms miss mx dr prof sister nurse pc dc rev")
	for i := range s.rec.Children {
		out = append(out, fold.Words(s.rec.NameOf(s.rec.Children[i].ID))...)
	}
	for i := range s.rec.People {
		out = append(out, fold.Words(s.rec.People[i].Name)...)
	}
	for i := range s.rec.Workers {
		out = append(out, fold.Words(s.rec.Workers[i].Name)...)
	}
	for i := range s.rec.Professionals {
		if p := &s.rec.Professionals[i]; p.ID != id && (s.own(p.ID) || !s.hidden[s.rec.PathOf(p)]) {
			out = append(out, fold.Words(p.Name)...)
		}
	}
	return out
}

// letters are the first ones of a name's words, of three or more.
func letters(name string) string {
	var out string
	for _, w := range fold.Words(name) {
		if !slices.Contains([]string{"of", "the", "and", "for", "s"}, w) {
			out += w[:1]
		}
	}
	if len(out) < 3 {
		return ""
	}
	return out
}

// called keeps the name of a school, an agency, a workplace or a venue out of free
// text: whole, without what follows a comma or the words that many have, with Saint
// as well as St, by its letters, and by each word that it alone has.
func (s *Shield) called(name string) {
	pieces := strings.FieldsFunc(strings.ReplaceAll(name, " - ", ","), func(r rune) bool { return strings.ContainsRune(",;()–—|\n", r) })
	parts := []string{name, distinct(name)}
	for i, p := range pieces {
		w := fold.Words(p)
		switch {
		case i > 0 && len(w) > 0 && !s.near(p) && !slices.ContainsFunc(w, func(x string) bool { return slices.Contains(many, x) || x[0] <= '9' }) && len(fold.Value(p)) > 3:
			s.town(strings.Join(w, " "))
		case i == 0 && len(w) > 1:
			parts = append(parts, p, distinct(p))
		}
	}
	for _, n := range parts {
		if !slices.ContainsFunc(fold.Words(n), func(w string) bool { return len(w) > 1 && !slices.Contains(many, w) }) {
			continue // "School" says no more than what it is
		}
		s.hint(n)
		if w := fold.Words(n); len(w) > 1 && (w[0] == "st" || w[0] == "saint") {
			s.hint("saint " + strings.Join(w[1:], " "))
			s.hint("st " + strings.Join(w[1:], " "))
		}
	}
	s.add(form{value: letters(name), loose: true, name: true})
	for _, w := range fold.Words(strings.Join(pieces[:min(1, len(pieces))], "")) {
		if len(w) > 3 && !slices.Contains(many, w) && !slices.Contains(streets, w) && !s.near(w) {
			s.add(form{value: w, loose: true, proper: true})
		}
	}
	s.streets(name)
}

// distinct is an agency's name without the words that many have, "" where too
// little is left to know it by.
func distinct(agency string) string {
	w := fold.Words(agency)
	for len(w) > 0 && slices.Contains(many, w[len(w)-1]) {
		w = w[:len(w)-1]
	}
	if s := strings.Join(w, " "); len(s) >= 4 && !slices.Contains(many, s) {
		return s
	}
	return ""
}

// many are words that many agencies' names have.
var many = strings.Fields("the of and a for high primary junior infant infants secondary school academy college nursery preschool pre surgery practice medical health centre clinic hospital " +
	"community services service trust nhs council city county borough ce rc c e cofe catholic church england voluntary aided controlled special girls boys sixth form refuge ltd limited cic " +
	"family families children childrens young people team support social care home house project office north south east west central")

// venues keeps back where meetings and contact are held.
func (s *Shield) venues() {
	if x := s.rec.Closure; x != nil && x.TACMeeting != nil {
		s.hide(&x.TACMeeting.Venue)
		s.hint(x.TACMeeting.Venue)
	}
	for i := range s.rec.Authorities {
		if a := &s.rec.Authorities[i]; a.Meeting != nil && !s.own(a.ID) {
			s.hide(&a.Meeting.Venue)
		}
	}
	if s.rec.ContactPlan == nil {
		return
	}
	all := s.rec.ContactPlan.Arrangements
	for _, a := range all {
		mine := slices.ContainsFunc(all, func(o model.Arrangement) bool {
			return (s.own(o.Child) || s.own(o.With)) && fold.Value(o.Venue) == fold.Value(a.Venue)
		})
		about := slices.ContainsFunc(s.children(), func(c *model.Child) bool { return c.ID == a.Child }) || slices.Contains(s.subjects(), a.With)
		if about && !mine {
			s.called(a.Venue)
		}
	}
}

// teams keeps back which teams work with the children, and where.
func (s *Shield) teams() {
	hidden := map[model.ID]bool{}
	for i := range s.rec.Teams {
		t := &s.rec.Teams[i]
		if s.free(t.Address) {
			continue
		}
		s.team(t)
		hidden[t.ID] = true
		s.hint(t.Name)
		if a := t.Address; a != nil {
			s.hint(a.Postcode)
			for _, l := range a.Lines[:max(0, len(a.Lines)-1)] { // the last is the town, which is the council's
				s.hint(l)
				if w := fold.Words(l); len(w) > 2 && strings.ContainsAny(w[0], "0123456789") {
					s.hint(strings.Join(w[1:], " "))
				}
			}
		}
	}
	for i := range s.rec.Workers {
		w := &s.rec.Workers[i]
		if !hidden[w.Team] && w.Team != "" {
			continue
		}
		s.called(w.Base)
		s.hide(&w.WorkingDays)
		if !plainRole(w.Role) {
			s.hide(&w.Role)
		}
		s.placing[w.ID] = true
	}
}

// plainRole tells whether a role is a job that there is in every team, and says
// nothing of where.
func plainRole(role string) bool {
	jobs := strings.Fields("social worker senior newly qualified assistant practice team deputy service manager leader lead head of children s personal adviser advisor " +
		"family support practitioner consultant student independent reviewing officer conference chair administrator business the and in for looked after child need " +
		"safeguarding protection care leaving court assessment agency asye")
	return !slices.ContainsFunc(fold.Words(role), func(w string) bool { return !slices.Contains(jobs, w) })
}

// Placing tells whether what a worker is reached by would tell where a child or
// somebody lives: a number with its area code, an e-mail address with its domain.
func (s *Shield) Placing(worker model.ID) bool { return s != nil && s.placing[worker] }

// team hides a team, also where the transfer names it.
func (s *Shield) team(team *model.Team) {
	s.hide(team)
	if t := s.rec.Transfer; t != nil {
		for _, p := range []*model.ID{&t.FromTeam, &t.ToTeam} {
			if *p == team.ID {
				s.hide(p)
			}
		}
	}
}

// area keeps back what tells in which part of the country somebody is.
func (s *Shield) area() {
	s.teams()
	s.venues()
	s.contacts(s.theirs)
	for i := range s.rec.Authorities {
		a := &s.rec.Authorities[i]
		if s.own(a.ID) || s.free(a.Address) {
			continue
		}
		s.hide(a)
		s.hint(a.Name)
		s.hint(distinct(a.Name))
	}
	for _, id := range s.subjects() {
		for _, a := range Homes(s.rec, id) {
			if n := len(a.Lines); n > 0 && !s.free(a) && !s.near(a.Lines[n-1]) {
				s.hint(a.Lines[n-1])
			}
			if !s.free(a) {
				s.streets(strings.Join(a.Lines, "\n"))
			}
			if p := fold.Value(a.Postcode); len(p) > 3 && !s.free(a) {
				s.hint(p[:len(p)-3])
			}
		}
	}
}

// placement keeps back with whom and where the children are placed, and since when.
func (s *Shield) placement() {
	for _, c := range s.children() {
		if c.Placement != nil {
			for _, a := range Homes(s.rec, c.ID) {
				if !s.free(a) {
					s.place(a)
				}
			}
		}
		if p := s.rec.PathOfKey(&c.Dates, "placement_from"); p != "" {
			s.hidden[p] = true
		}
		for i := range s.rec.People {
			p := &s.rec.People[i]
			carer := caresFor(s.rec, p.ID, c.ID) || slices.ContainsFunc(p.Relationship, func(r model.Relationship) bool {
				return r.Child == c.ID && r.Kin() == model.KinCarer
			})
			if !carer || s.own(p.ID) {
				continue
			}
			s.person(p)
			s.hint(p.Workplace)
			for _, a := range Homes(s.rec, p.ID) {
				if !s.free(a) {
					s.place(a)
				}
			}
		}
	}
}

// person keeps somebody of the family back whole.
func (s *Shield) person(p *model.Person) {
	s.hide(p)
	s.name(p.Name, nil)
	s.name(p.LatinName, nil)
	s.ring(p.Telephone)
	s.say(p.Email)
}

func (s *Shield) name(name string, known []string) {
	parts := fold.Words(name)
	if len(parts) > 1 && slices.ContainsFunc(parts, func(w string) bool { return !slices.Contains(known, w) }) {
		s.say(name)
	}
	for _, w := range parts {
		if len(w) > 1 && !slices.Contains(known, w) && !slices.Contains(fold.Words(s.rec.NameOf(s.id)), w) {
			s.add(form{value: w, loose: true, name: true})
			if first, last := parts[0], parts[len(parts)-1]; w == last && len(parts) > 1 {
				s.hint(first[:1] + " " + w)
				s.add(form{value: w + "s", loose: true, name: true, title: true})
				s.add(form{value: w + "es", loose: true, name: true, title: true})
			} else if w == first && len(w) > 3 {
				s.add(form{value: w, loose: true, short: true})
			}
		}
	}
}

// telephones keeps back the numbers of those whom the restriction is about,
// wherever they stand.
func (s *Shield) telephones() {
	for _, id := range s.subjects() {
		if p := s.rec.Person(id); p != nil {
			s.hide(&p.Telephone)
			s.ring(p.Telephone)
			if p.Letters != nil {
				s.ring(p.Letters.SafeContact)
			}
		}
		if p := s.rec.Professional(id); p != nil {
			s.hide(&p.Telephone)
			s.ring(p.Telephone)
		}
		if w := s.rec.Worker(id); w != nil {
			s.hide(&w.Telephone)
			s.ring(w.Telephone)
		}
	}
}

func (s *Shield) emails() {
	for _, id := range s.subjects() {
		if p := s.rec.Person(id); p != nil {
			s.hide(&p.Email)
			s.mail(p.Email)
			if p.Letters != nil {
				s.mail(p.Letters.SafeContact)
			}
		}
		if p := s.rec.Professional(id); p != nil {
			s.hide(&p.Email)
			s.mail(p.Email)
			s.mail(p.SecureEmail)
		}
		if w := s.rec.Worker(id); w != nil {
			s.hide(&w.Email)
			s.mail(w.Email)
		}
	}
}

// mail keeps an e-mail address back, and what stands before its @, where that is
// no mere word, also as people say it.
func (s *Shield) mail(address string) {
	s.say(address)
	local, _, ok := strings.Cut(address, "@")
	if !ok || len(fold.Value(local)) < 6 || !strings.ContainsAny(local, "._-0123456789") {
		return
	}
	s.hint(local)
	s.hint(strings.NewReplacer(".", " dot ", "_", " underscore ", "-", " dash ").Replace(local))
}

func (s *Shield) workplace() {
	for _, id := range s.subjects() {
		if p := s.rec.Person(id); p != nil && p.Workplace != "" {
			s.called(p.Workplace)
			s.contacts(func(r *model.Professional) bool { return overlap(r.Agency, p.Workplace) })
		}
		if p := s.rec.Professional(id); p != nil {
			s.contacts(func(r *model.Professional) bool { return r.ID == p.ID || overlap(r.Agency, p.Agency) })
		}
		if w := s.rec.Worker(id); w != nil {
			s.hint(w.Base)
			s.teams()
		}
	}
}

// overlap tells whether of two agencies' names one holds the other.
func overlap(a, b string) bool {
	x, y := fold.Value(a), fold.Value(b)
	return x != "" && y != "" && (strings.Contains(x, y) || strings.Contains(y, x))
}

// names keeps back what those whom the restriction is about are called; fresh:
// what their earlier names don't tell.
func (s *Shield) names(fresh bool) {
	before := func(all []model.PreviousName) []string {
		var out []string
		for _, p := range all {
			if fresh {
				out = append(out, fold.Words(p.Name)...)
			}
		}
		return out
	}
	for _, id := range s.subjects() {
		if c := s.rec.Child(id); c != nil {
			s.name(strings.Join([]string{c.FirstName, c.MiddleNames, c.Surname}, " "), before(c.PreviousNames))
			s.name(c.Name(), before(c.PreviousNames))
			s.name(c.FirstName+" "+c.Surname, before(c.PreviousNames))
			s.name(c.LatinName, before(c.PreviousNames))
		}
		if p := s.rec.Person(id); p != nil {
			s.hide(p)
			s.name(p.Name, before(p.PreviousNames))
			s.name(p.LatinName, before(p.PreviousNames))
		}
		if p := s.rec.Professional(id); p != nil && !s.own(p.ID) {
			s.hide(p)
			s.name(p.Name, nil)
		}
		if w := s.rec.Worker(id); w != nil {
			s.hide(w)
			s.name(w.Name, nil)
		}
	}
}

// existence keeps back that there is somebody: names, numbers, dates of birth,
// and words that say that there are several.
func (s *Shield) existence() {
	s.names(false)
	s.telephones()
	s.emails()
	for _, id := range s.subjects() {
		if c := s.rec.Child(id); c != nil {
			s.hide(c)
			s.say(c.Number)
			for _, n := range []string{string(c.ID), c.NHSNumber, c.UPN} {
				s.hint(n)
			}
			for _, d := range []dates.Date{c.DateOfBirth, c.ExpectedDateOfBirth} {
				s.day(d)
			}
			for _, p := range c.PreviousNames {
				s.name(p.Name, nil)
			}
			for _, w := range []string{"children", "kids", "brother", "brothers", "sister", "sisters", "sibling", "siblings", "twin", "twins", "triplets", "boys", "girls", "babies", "baby", "both",
				"unborn", "newborn", "new born", "new arrival", "little arrival", "little one", "new addition", "infant", "toddler", "pregnant", "pregnancy", "expecting", "bump"} {
				s.hint(w)
			}
		}
		if p := s.rec.Person(id); p != nil {
			s.hint(string(p.ID))
			for _, x := range p.PreviousNames {
				s.name(x.Name, nil)
			}
		}
	}
}

func (s *Shield) relationship() {
	for i := range s.rec.People {
		p := &s.rec.People[i]
		for j := range p.Relationship {
			r := &p.Relationship[j]
			if slices.Contains(s.subjects(), p.ID) || slices.Contains(s.subjects(), r.Child) {
				s.hide(p)
				s.hint(r.Is)
			}
		}
	}
}

// paternity keeps back who the father is, and the words for it.
func (s *Shield) paternity() {
	for i := range s.rec.People {
		p := &s.rec.People[i]
		if !s.own(p.ID) && slices.ContainsFunc(p.Relationship, func(r model.Relationship) bool {
			return (slices.Contains(s.subjects(), p.ID) || slices.Contains(s.subjects(), r.Child)) && fathers(&r)
		}) {
			s.person(p)
		}
	}
	for _, w := range []string{"paternity", "biological father", "birth father", "real father", "natural father", "genetic father", "biological dad", "birth dad", "real dad",
		"genetic", "donor", "DNA"} {
		s.hint(w)
	}
}

// fathers tells whether a relationship is a man's who is the child's father, or
// may be.
func fathers(r *model.Relationship) bool {
	k := r.Kin()
	return k == model.KinFather || k == model.KinPutative || k == model.KinParent
}

func (s *Shield) referrer() {
	r := s.rec.Referral
	if r == nil {
		return
	}
	s.hint(r.From)
	if p := s.rec.Professional(r.Referrer); p != nil {
		s.professional(p)
		s.name(p.Name, nil)
	}
	if p := s.rec.Person(r.Referrer); p != nil && !s.own(p.ID) {
		s.person(p)
	}
	for _, w := range []string{"referral", "referred", "referrer"} {
		s.hint(w)
	}
	s.hidden["referral"] = true
}
