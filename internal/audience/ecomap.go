package audience

import (
	"slices"

	"handover/model"
)

// Ecomap is who is around a child, and how near, as a picture shows it.
type Ecomap struct {
	Child   *Fact
	Near    []Tie // family, carers and network
	Helpers []Field
}

// Field is the professionals of one kind.
type Field struct {
	Kind  string // "Health"
	Names []*Fact
}

// Tie is somebody around a child.
type Tie struct {
	Name *Fact
	What *Fact // what they are to the child
	Says *Fact // the contact, in the record's word; nil where it has none
	Bond Bond
}

// Bond is how near somebody is, by what the record says of contact.
type Bond byte

// The bonds.
const (
	BondNotSaid Bond = iota
	BondHome         // they live together
	BondAgreed
	BondSupervised
	BondIndirect
	BondNone
)

// bonds are those of the record's words of contact.
var bonds = map[model.Word]Bond{"agreed": BondAgreed, "supervised": BondSupervised, "indirect": BondIndirect, "none": BondNone}

// leastTies is how many people are worth a picture.
const leastTies = 4

// ecomap is who is around the document's child, or the only child of the case.
func (b *builder) ecomap() *Ecomap {
	c := b.about
	if c == nil && len(b.rec.Children) == 1 {
		c = &b.rec.Children[0]
	}
	if c == nil {
		return nil
	}
	homes := &family{builder: b}
	e := &Ecomap{Child: fact(b.called(c.ID), b.rec.PathOf(c))}
	for i := range b.rec.People {
		p := &b.rec.People[i]
		if !p.DiedOn.IsZero() {
			continue
		}
		for k := range p.Relationship {
			r := &p.Relationship[k]
			if r.Child != c.ID {
				continue
			}
			t := Tie{Name: fact(b.called(p.ID), b.rec.PathOf(p)+".name"), What: b.line(&r.Is)}
			if x := r.Contact; x != nil && x.Status != "" {
				t.Says, t.Bond = b.word(&x.Status), bonds[x.Status]
			}
			if at := homes.home(c.ID); at != "" && at == homes.home(p.ID) {
				t.Bond = BondHome
			}
			e.Near = append(e.Near, t)
			break
		}
	}
	helpers := 0
	for i := range b.rec.Professionals {
		p := &b.rec.Professionals[i]
		name := b.line(&p.Name)
		if name == nil {
			name = b.line(&p.Agency)
		}
		if !c.Among(p.Children) || name == nil {
			continue
		}
		helpers++
		kind := "Others"
		if p.Kind != "" && p.Kind != "other" {
			kind = capital(words(string(p.Kind)))
		}
		at := slices.IndexFunc(e.Helpers, func(f Field) bool { return f.Kind == kind })
		if at < 0 {
			at = len(e.Helpers)
			e.Helpers = append(e.Helpers, Field{Kind: kind})
		}
		e.Helpers[at].Names = append(e.Helpers[at].Names, name)
	}
	if len(e.Near)+helpers < leastTies {
		return nil
	}
	return e
}
