package model

import (
	"reflect"
	"testing"
)

func TestPathOf(t *testing.T) {
	rec := decodeSmall(t)
	c := &rec.Children[0]
	for _, tt := range []struct {
		ptr  any
		want string
	}{
		{&rec.Reference, "reference"},
		{&rec.Children, "children"},
		{c, "children[0]"},
		{&c.ID, "children[0].id"},
		{&c.FirstName, "children[0].first_name"},
		{&c.Religion, "children[0].religion"}, // absent
		{c.Address, "children[0].address"},
		{&c.Address, "children[0].address"},
		{&c.Address.Lines[1], "children[0].address.lines[1]"},
		{&c.Placement.Carers[0], "children[0].placement.carers[0]"},
		{&c.Placement.Previous.Address.Postcode, "children[0].placement.previous.address.postcode"},
		{rec.People[0].Relationship[0].ParentalResponsibility, "people[0].relationship[0].parental_responsibility"},
		{&rec.Workers[1].Name, "workers[1].name"},
		{&rec.Referral.Received.Time, "referral.received.time"},
		{&rec.Transfer.Trigger.Date, "transfer.trigger.date"},
		{rec.Worker("W2"), "workers[1]"},
		{rec, ""},
		{new(string), ""},
		{(*Address)(nil), ""},
		{"no pointer", ""},
	} {
		if got := rec.PathOf(tt.ptr); got != tt.want {
			t.Errorf("PathOf gives %q, want %q", got, tt.want)
		}
	}
	if got := rec.PathOfKey(&c.Dates, "conference"); got != "children[0].dates.conference" {
		t.Errorf("PathOfKey gives %q", got)
	}
	if got, want := rec.PlaceOf(&c.Address.Lines[1]), (Place{"children[0].address.lines[1]", 7, 45}); got != want {
		t.Errorf("PlaceOf gives %v, want %v", got, want)
	}
	if got, want := rec.PlaceOf(&c.Religion), (Place{"children[0].religion", 4, 5}); got != want {
		t.Errorf("PlaceOf an absent field gives %v, want %v", got, want)
	}
}

// TestEveryAddressHasItsPath asks for the path of all that the record holds.
func TestEveryAddressHasItsPath(t *testing.T) {
	rec := decodeSmall(t)
	var walk func(v reflect.Value, p *plan, path []segment)
	walk = func(v reflect.Value, p *plan, path []segment) {
		if got, want := rec.PathOf(v.Addr().Interface()), pathString(path); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
		switch p.shape {
		case object, moment:
			for _, f := range p.fields {
				w := v.Field(f.index)
				if f.pointer {
					if w.IsNil() {
						continue
					}
					w = w.Elem()
				}
				walk(w, f.plan, append(path, segment{name: f.name}))
			}
		case list:
			for i := range v.Len() {
				walk(v.Index(i), p.elem, append(path, segment{index: i}))
			}
		}
	}
	walk(reflect.ValueOf(rec).Elem(), recordPlan(), nil)
}
