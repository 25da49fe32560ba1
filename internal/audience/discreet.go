package audience

import (
	"strings"

	"handover/internal/restriction"
	"handover/model"
	"handover/model/fold"
)

// discreet tells whether words that somebody typed in name anybody of the case
// or some place, so that a paper for many eyes doesn't show them.
type discreet struct {
	words   map[string]bool // folded words of names
	values  []string        // squeezed: addresses, agencies, words of restrictions
	numbers []string        // telephone numbers
	service string          // squeezed: the service that takes over, which the paper is about
	forms   *restriction.Shield
}

// newDiscreet knows a record's names and places. With names it lets names
// through, and still no address, telephone number or what a restriction lists.
func newDiscreet(rec *model.Record, names bool) *discreet {
	d := &discreet{words: map[string]bool{}, forms: restriction.Meeting(rec, names)}
	if rec.EarlyHelp != nil {
		d.service = fold.Value(rec.EarlyHelp.Service)
	}
	if !names {
		for i := range rec.Children {
			c := &rec.Children[i]
			d.name(c.FirstName, c.MiddleNames, c.Surname, c.KnownAs)
			d.name(c.LatinName)
			d.earlier(c.PreviousNames)
		}
		for i := range rec.People {
			d.name(rec.People[i].Name)
			d.name(rec.People[i].LatinName)
			d.earlier(rec.People[i].PreviousNames)
		}
		for i := range rec.Professionals {
			d.value(rec.Professionals[i].Name)
			d.value(rec.Professionals[i].Agency)
		}
	}
	for i := range rec.Children {
		c := &rec.Children[i]
		d.address(c.Address)
		if p := c.Placement; p != nil && p.Previous != nil {
			d.address(p.Previous.Address)
		}
	}
	for i := range rec.People {
		p := &rec.People[i]
		d.address(p.Address)
		d.value(p.Workplace)
		d.number(p.Telephone)
	}
	for i := range rec.Households {
		d.address(rec.Households[i].Address)
	}
	for i := range rec.Professionals {
		d.address(rec.Professionals[i].Address)
		d.number(rec.Professionals[i].Telephone)
	}
	for _, r := range rec.Restrictions {
		for _, w := range r.Words {
			d.value(w)
		}
	}
	return d
}

// titles are words that stand before many people's names.
var titles = map[string]bool{"mr": true, "mrs": true, "ms": true, "miss": true, "mx": true, "dr": true, "prof": true, "professor": true, "sister": true, "father": true, "rev": true, "the": true, "of": true, "de": true}

func (d *discreet) name(names ...string) {
	for _, n := range names {
		for _, w := range fold.Words(n) {
			if len(w) > 1 && !titles[w] {
				d.words[w] = true
			}
		}
	}
}

func (d *discreet) earlier(list []model.PreviousName) {
	for _, n := range list {
		d.name(n.Name)
	}
}

func (d *discreet) value(s string) {
	if v := fold.Value(s); len(v) > 3 && v != d.service {
		d.values = append(d.values, v)
	}
}

// address takes the postcode, and each line but one that is a town's name
// alone: of a single word, without a figure.
func (d *discreet) address(a *model.Address) {
	if a == nil {
		return
	}
	d.value(a.Postcode)
	for _, l := range a.Lines {
		if len(fold.Words(l)) > 1 || strings.ContainsAny(l, "0123456789") {
			d.value(l)
		}
	}
}

func (d *discreet) number(s string) {
	if n := fold.Telephone(s); n != "" {
		d.numbers = append(d.numbers, n)
	}
}

// speaks tells whether a text names somebody, or a place.
func (d *discreet) speaks(text string) bool {
	if strings.Contains(text, "@") {
		return true
	}
	words := fold.Words(text)
	for _, w := range words {
		if d.words[w] || d.words[strings.TrimSuffix(w, "s")] {
			return true
		}
	}
	for _, v := range d.values {
		if fold.Says(words, v) {
			return true
		}
	}
	for _, n := range d.numbers {
		if fold.Rings(text, n) {
			return true
		}
	}
	return fold.Value(text) != d.service && d.forms.Tells(text, true) != ""
}
