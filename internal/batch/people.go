package batch

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"

	"handover/model"
	"handover/model/dates"
	"handover/model/fold"
)

// Shared is a person whom two cases name. It holds ids and references alone.
type Shared struct {
	Cases [2]string   `json:"cases"`
	IDs   [2]model.ID `json:"ids"` // the person's, in each
	By    string      `json:"by"`  // what says that it is one person
}

// Disagree is a restriction of one case that another case hasn't, though it
// names the same two people.
type Disagree struct {
	Case  string       `json:"case"`
	Who   model.ID     `json:"who"`
	About model.ID     `json:"about"`
	What  []model.Word `json:"what"`

	Other      string   `json:"other"` // the case without it
	OtherWho   model.ID `json:"other_who"`
	OtherAbout model.ID `json:"other_about"`
}

// named is whom a case names, by hashes alone, and what its restrictions keep
// from whom.
type named struct {
	people []person
	limits []limit
}

type person struct {
	id   model.ID
	keys []key
}

// key stands for a person: a hash of a number or an e-mail address that one person
// alone has, or of a name with a date of birth, a telephone number or a postcode.
type key struct {
	hash uint64
	by   string
}

type limit struct {
	who, about model.ID
	what       []model.Word
}

// namedIn finds the children and people of a record. Professionals and workers
// have many cases, so that to name them says nothing.
func namedIn(rec *model.Record, asOf dates.Date) named {
	var out named
	for i := range rec.Children {
		c := &rec.Children[i]
		p := person{id: c.ID}
		p.add("NHS number", strings.NewReplacer(" ", "", "-", "").Replace(c.NHSNumber))
		if !strings.HasPrefix(c.UPN, "UN") { // the census's reasons for having none
			p.add("UPN", c.UPN)
		}
		if c.Number != "" {
			p.add("number in the record system", rec.Protocol+" "+c.Number)
		}
		if c.FirstName != "" && c.Surname != "" && !c.DateOfBirth.IsZero() {
			p.add(nameAndBirth, name(c.FirstName+" "+c.Surname)+" "+c.DateOfBirth.String())
		}
		out.people = append(out.people, p)
	}
	for i := range rec.People {
		x := &rec.People[i]
		p := person{id: x.ID}
		if x.DateOfBirth.Day != 0 {
			p.add(nameAndBirth, name(x.Name)+" "+x.DateOfBirth.String())
		}
		p.add("e-mail address", strings.ToLower(x.Email))
		for _, phone := range []string{x.Telephone, safe(x)} {
			if n := fold.Telephone(phone); n != "" {
				p.add("name and telephone number", name(x.Name)+" "+n)
			}
		}
		for _, a := range []*model.Address{x.Address, rec.AddressOf(x.ID)} {
			if a != nil && a.Postcode != "" {
				p.add("name and postcode", name(x.Name)+" "+fold.Value(a.Postcode))
			}
		}
		out.people = append(out.people, p)
	}
	for _, r := range rec.Restrictions {
		if r.EndedOn.IsZero() || r.EndedOn.After(asOf) {
			what := slices.Clone(r.What)
			slices.Sort(what)
			out.limits = append(out.limits, limit{r.Who, r.About, slices.Compact(what)})
		}
	}
	return out
}

// safe is how somebody may safely be reached, "" if nothing is said.
func safe(x *model.Person) string {
	if x.Letters == nil {
		return ""
	}
	return x.Letters.SafeContact
}

const nameAndBirth = "name and date of birth"

func name(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), " ")) }

func (p *person) add(by, value string) {
	if value == "" {
		return
	}
	h := sha256.Sum256([]byte(by + " " + value))
	if k := (key{binary.BigEndian.Uint64(h[:8]), by}); !slices.Contains(p.keys, k) {
		p.keys = append(p.keys, k)
	}
}

// people finds out who is named in more than one case. Of each person it keeps
// some bytes, so that a county's cases fit.
type people struct {
	cases  []string
	first  map[uint64]holder
	later  map[uint64][]holder // only of those whom several cases name
	limits []heldLimit
	found  []Shared
}

type holder struct {
	in uint32 // index of cases
	id [7]byte
}

type heldLimit struct {
	in uint32
	limit
	whoKeys, aboutKeys []uint64
}

// A Survey finds who is named in more than one case, before any pack is made.
type Survey struct{ known *people }

// NewSurvey begins one.
func NewSurvey() Survey { return Survey{newPeople()} }

// Add takes a case.
func (s Survey) Add(rec *model.Record, asOf dates.Date) {
	s.known.add(rec.Reference, namedIn(rec, asOf))
}

// Found are those whom several cases name, and the restrictions that one of them lacks.
func (s Survey) Found() ([]Shared, []Disagree) { return s.known.found, s.known.disagreed() }

func newPeople() *people {
	return &people{first: map[uint64]holder{}, later: map[uint64][]holder{}}
}

func (h holder) ID() model.ID { return model.ID(strings.TrimRight(string(h.id[:]), "\x00")) }

func (k *people) add(reference string, n named) {
	in := uint32(len(k.cases))
	k.cases = append(k.cases, reference)
	keys := map[model.ID][]uint64{}
	for _, p := range n.people {
		h := holder{in: in}
		copy(h.id[:], p.id)
		told := map[holder]bool{}
		for _, key := range p.keys {
			keys[p.id] = append(keys[p.id], key.hash)
			was, known := k.first[key.hash]
			switch {
			case !known:
				k.first[key.hash] = h
			case was.in != in:
				k.later[key.hash] = append(k.later[key.hash], h)
				if !told[was] {
					told[was] = true
					k.found = append(k.found, Shared{[2]string{k.cases[was.in], reference}, [2]model.ID{was.ID(), p.id}, key.by})
				}
			}
		}
	}
	for _, l := range n.limits {
		if keys[l.who] != nil && keys[l.about] != nil {
			k.limits = append(k.limits, heldLimit{in, l, keys[l.who], keys[l.about]})
		}
	}
}

// disagreed are the restrictions that another case lacks, though it names both.
func (k *people) disagreed() []Disagree {
	out := []Disagree{}
	byCase := map[uint32][]limit{}
	for _, l := range k.limits {
		byCase[l.in] = append(byCase[l.in], l.limit)
	}
	for _, l := range k.limits {
		abouts := k.holders(l.aboutKeys)
		for _, who := range k.holders(l.whoKeys) {
			if who.in == l.in {
				continue
			}
			for _, about := range abouts {
				if about.in != who.in || slices.ContainsFunc(byCase[who.in], func(x limit) bool {
					return x.who == who.ID() && x.about == about.ID() && slices.Equal(x.what, l.what)
				}) {
					continue
				}
				out = append(out, Disagree{k.cases[l.in], l.who, l.about, l.what, k.cases[who.in], who.ID(), about.ID()})
			}
		}
	}
	return out
}

// holders are all who have one of some keys, each once.
func (k *people) holders(keys []uint64) []holder {
	var out []holder
	for _, h := range keys {
		for _, x := range append([]holder{k.first[h]}, k.later[h]...) {
			if !slices.Contains(out, x) {
				out = append(out, x)
			}
		}
	}
	return out
}

// String says it in words.
func (s Shared) String() string {
	return fmt.Sprintf("%s (%s) and %s (%s) name the same person, by %s", s.Cases[0], s.IDs[0], s.Cases[1], s.IDs[1], s.By)
}

// String says it in words.
func (d Disagree) String() string {
	return fmt.Sprintf("%s keeps from %s what it knows about %s, and %s, where the same people are %s and %s, doesn't keep the same", d.Case, d.Who, d.About, d.Other, d.OtherWho, d.OtherAbout)
}
