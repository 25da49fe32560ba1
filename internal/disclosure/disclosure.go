// Package disclosure is the second line: it works out from the record alone
// what a reader outside the council may not know, and searches the text of
// finished files for it. It knows nothing of views, templates or councils, so
// that a fault in them can't hide here as well. Call Secrets once for each
// reader, then Search.Find for each of the reader's files.
//
// What is searched: addresses, telephone numbers, e-mail addresses, dates of
// birth, earlier names, workplaces, numbers, narrative (eight words in a row)
// and whatever a restriction covers, in the forms that such values take: any
// case, accents or none, any punctuation and white space, dates in any style,
// telephone numbers with or without +44, names in either order.
//
// What can't be found, and so needs a person's eye:
//
//   - paraphrase, translation, and narrative quoted in runs of under eight words
//   - what only context gives away: "your brother", "the twins", a plural, a
//     bus route, a view from a window; a relationship or a provider in other words
//   - a first name alone, unless name, new_name, existence, paternity or carer is
//     restricted, and then from three letters on; a surname alone outside restrictions
//   - short values: numbers under four characters, words under three letters,
//     a house number alone, a year of birth alone, a telephone number without
//     its area code, a town that is the council's or the reader's own
//   - misspellings, numbers and days written out in words, nicknames that
//     words[] doesn't list, scripts that write no spaces between words
//   - a restriction of a fact, beyond its words[]; the kind of provider, which
//     the record has as a code alone
//   - text inside pictures
//
// Two readings of the record are this package's own, for it has no field that
// says "released by name". An address's known_to releases the address, outside
// restrictions; and of the places that give a restricted address away (school,
// surgery, team …) it releases the one whose address has it. And a contact venue
// is released to whoever has contact there.
package disclosure

import (
	"cmp"
	"slices"
	"strings"

	"handover/model"
	"handover/model/dates"
)

// Kind is what a reader is to the child whom a document is about.
type Kind string

// The readers outside the council.
const (
	Child        Kind = "child"
	Parent       Kind = "parent" // or somebody else with parental responsibility
	Carer        Kind = "carer"
	Relative     Kind = "relative" // somebody else of the family
	Professional Kind = "professional"
	Authority    Kind = "authority"
)

// Reader is somebody outside who gets a document.
type Reader struct {
	ID      model.ID // a child, person, professional or authority of the record
	Child   model.ID // whom the document is about
	Kind    Kind
	Granted []string // record paths that the council's protocol grants this reader: "extra.care_first_id"; a restriction is stronger
}

// What is a kind of value; those that a restriction withholds have the
// restriction's own word.
type What string

// The kinds of value that are withheld without a restriction.
const (
	address     What = "address"
	ownAddress  What = "own_address" // the reader's own, outside the block, or not confirmed, or out of date
	telephone   What = "telephone"
	email       What = "email"
	safeContact What = "safe_contact"
	workplace   What = "workplace"
	birth       What = "date_of_birth"
	earlierName What = "previous_name"
	otherChild  What = "other_child"
	nhsNumber   What = "nhs_number"
	upn         What = "upn"
	caseNumber  What = "court_case_number"
	reference   What = "reference"
	narrative   What = "narrative"
	words       What = "words"
)

// Content is what one finished file holds.
type Content struct {
	Body string // all running text, with the address block and the letterhead
	Runs []Run  // what of Body came from where, in order; what isn't among them counts as a value
	// AddressBlock is the recipient's name and address as the letter has them.
	// Where Body first has it, or else in AddressBlock itself, the recipient's
	// own address is no hit, if it is confirmed and in date.
	AddressBlock string
	Letterhead   []string // what the council prints of itself; where it stands in the text, nothing is a hit
	Elsewhere    []string // title, properties, alternative text, headers, file names
}

// Hit is a value found that the reader may not know. It never holds the value.
type Hit struct {
	Path  string // the record's field: "people[0].address"
	What  What
	Where string // the field whose words show it, if that is known; else "body", "address block", "elsewhere[0]"
	Whole bool   // a whole address that a restriction withholds: no coincidence
}

// ID is the same for the same finding in every file and run, so that a person
// can clear a coincidence by it.
func (h Hit) ID() string { return h.Path + "#" + string(h.What) }

// Find searches a file. Hits are in order of path, kind and place, each once.
func (s *Search) Find(c Content) []Hit {
	found := map[Hit]bool{} // without Whole, and whether it is
	block, held := squeeze(c.AddressBlock), false
	letterhead := make([]string, len(c.Letterhead))
	for i, l := range c.Letterhead {
		letterhead[i] = squeeze(l)
	}
	search := func(text, where string, runs []Run, inBlock bool) {
		t := match(read(text), runs)
		var mine, council, known, ours, self, said []span
		switch first := t.places(block, 1); {
		case inBlock:
			mine = []span{{0, len(text)}}
		case where == body && len(first) > 0:
			mine, held = first, true
		}
		for _, l := range letterhead {
			council = append(council, t.places(l, -1)...)
		}
		for _, k := range s.known {
			known = append(known, t.places(k, -1)...)
		}
		for _, k := range s.self {
			self = append(self, t.places(k, -1)...)
		}
		for _, k := range s.ours {
			ours = append(ours, t.places(k, -1)...)
		}
		say := func(n, from, to int) {
			x, at := s.secrets[n], span{t.from[from], t.to[to]}
			switch {
			case t.fixed(from, to), at.in(council), !x.restricted && at.in(known), x.own && at.in(mine), x.person && at.in(ours), at.within(self):
				return
			}
			h := Hit{Path: x.path, What: x.what, Where: cmp.Or(t.where(from, to), where)}
			found[h] = found[h] || x.whole
			said = append(said, at)
		}
		s.scan(t, say)
		byForm := slices.Clone(said)
		s.rest.scan(t, func(n, from, to int) {
			if at := (span{t.from[from], t.to[to]}); !at.in(byForm) && !at.in(ours) { // there its form says more, or it is a worker's name
				say(n, from, to)
			}
		})
	}
	search(c.Body, body, c.Runs, false)
	if !held && block != "" {
		search(c.AddressBlock, "address block", nil, true)
	}
	for i, e := range c.Elsewhere {
		search(e, "elsewhere["+decimal(i)+"]", nil, false)
	}
	var out []Hit
	for h, whole := range found {
		h.Whole = whole
		out = append(out, h)
	}
	slices.SortFunc(out, func(a, b Hit) int {
		return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.What, b.What), cmp.Compare(a.Where, b.Where))
	})
	return out
}

const body = "body"

// Meeting works out what the paper of a meeting over many cases may not say of a
// case, whoever reads it: where the family lives, works and meets, and, but for one
// with names, who works with them at other agencies.
func Meeting(rec *model.Record, names bool, asOf dates.Date) *Search {
	b := newBuilder(rec, Reader{Kind: Professional}, asOf)
	b.always()
	x := &cover{builder: b, restriction: &model.Restriction{What: []model.Word{"workplace", "contact_venue"}}}
	if !names {
		x.restriction.What = append(x.restriction.What, "school", "carer", "professional")
	}
	for i := range rec.Children {
		x.about = append(x.about, rec.Children[i].ID)
	}
	for i := range rec.People {
		x.about = append(x.about, rec.People[i].ID)
	}
	if e := rec.EarlyHelp; e != nil {
		b.search.self = append(b.search.self, squeeze(e.Service)) // which the paper is about
		for i := range rec.Professionals {
			if p := &rec.Professionals[i]; squeeze(p.Agency) == squeeze(e.Service) {
				b.self = append(b.self, p.ID)
			}
		}
	}
	b.covers = append(b.covers, x)
	if b.homely(""); names { // "Bernadette's house" says no more than her name
		for i := range rec.People {
			for _, w := range strings.Fields(rec.People[i].Name) {
				b.home[squeeze(w)], b.home[squeeze(w)+"s"] = true, true
			}
		}
	}
	for _, what := range x.restriction.What {
		x.withhold(what)
	}
	for _, id := range x.about {
		for _, a := range addresses(rec, id) {
			for i, l := range a.Lines {
				if !town(a, i) {
					b.hidden = append(b.hidden, tie{field: a, text: l})
				}
			}
		}
	}
	b.residue()
	b.search.lengths = lengths(b.search.figures)
	return b.search
}

// Secrets works out what a reader may not know on a day. The record must come
// from model.Decode, which knows the paths of its fields.
func Secrets(rec *model.Record, r Reader, asOf dates.Date) *Search {
	b := newBuilder(rec, r, asOf)
	b.always()
	b.narratives()
	for i := range rec.Restrictions {
		b.restriction(&rec.Restrictions[i])
	}
	b.secluded()
	b.residue()
	b.search.lengths = lengths(b.search.figures)
	return b.search
}
