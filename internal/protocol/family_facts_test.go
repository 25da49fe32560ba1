package protocol

import (
	"testing"

	"handover/model"
)

func TestMixedOrders(t *testing.T) {
	p := salford(t)
	on := func(kind, made string) model.Child {
		return model.Child{Orders: []model.Order{{Kind: kind, MadeOn: day(t, made)}}}
	}
	supervision := on("Supervision order", "2026-10-01")
	cla := model.Child{Statuses: []model.Status{{Status: "cla", From: day(t, "2026-01-01")}}}
	for name, c := range map[string]struct {
		second model.Child
		want   bool
	}{
		"the same":        {supervision, false},
		"no order":        {model.Child{}, false},
		"care order":      {on("Care order", "2026-10-01"), true},
		"still to be":     {on("Care order", "2026-12-01"), false},
		"accommodated":    {cla, true},
		"both, and cla":   {model.Child{Orders: supervision.Orders, Statuses: cla.Statuses}, false},
		"none supervised": {on("Care order", "2026-10-01"), false},
	} {
		children := []model.Child{supervision, c.second}
		if name == "none supervised" {
			children[0] = cla
		}
		children[0].ID, children[1].ID = "C1", "C2"
		rec := &model.Record{Children: children}
		if got := p.Situation(rec, nil, day(t, "2026-11-23")).MixedOrders; got != c.want {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

func TestParentTold(t *testing.T) {
	p := salford(t)
	yes := true
	for name, c := range map[string]struct {
		r    model.Relationship
		want bool
	}{
		"mother":                  {model.Relationship{Child: "C1", Is: "Mother", Inform: &model.Inform{ToldOn: day(t, "2026-11-23")}}, true},
		"told tomorrow":           {model.Relationship{Child: "C1", Is: "mother", Inform: &model.Inform{ToldOn: day(t, "2026-11-24")}}, false},
		"not told":                {model.Relationship{Child: "C1", Is: "mother", Inform: &model.Inform{}}, false},
		"aunt":                    {model.Relationship{Child: "C1", Is: "aunt", Inform: &model.Inform{ToldOn: day(t, "2026-11-01")}}, false},
		"aunt with PR":            {model.Relationship{Child: "C1", Is: "aunt", ParentalResponsibility: &yes, Inform: &model.Inform{ToldOn: day(t, "2026-11-01")}}, true},
		"another child's mother":  {model.Relationship{Child: "C2", Is: "mother", Inform: &model.Inform{ToldOn: day(t, "2026-11-01")}}, false},
		"nobody is asked to tell": {model.Relationship{Child: "C1", Is: "father"}, false},
	} {
		rec := &model.Record{Children: []model.Child{{ID: "C1"}}, People: []model.Person{{ID: "P1", Relationship: []model.Relationship{c.r}}}}
		if got := p.Situation(rec, &rec.Children[0], day(t, "2026-11-23")).Child.ParentTold; got != c.want {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

func TestDaysToOtherChange(t *testing.T) {
	p := salford(t)
	moves := map[model.Word]model.Moment{"transfer": {Date: day(t, "2027-01-04")}}
	for name, c := range map[string]struct {
		child model.Child
		dates map[model.Word]model.Moment
		want  int
	}{
		"neither":      {model.Child{}, moves, -1},
		"no transfer":  {model.Child{School: &model.School{From: day(t, "2027-01-05")}}, nil, -1},
		"school after": {model.Child{School: &model.School{From: day(t, "2027-01-05")}}, moves, 1},
		"nearest":      {model.Child{School: &model.School{From: day(t, "2026-09-01")}, Placement: &model.Placement{From: day(t, "2026-12-25")}}, moves, 10},
	} {
		c.child.ID = "C1"
		rec := &model.Record{Children: []model.Child{c.child}, Transfer: &model.Transfer{Dates: c.dates}}
		if got := p.Situation(rec, &rec.Children[0], day(t, "2026-11-23")).Child.DaysToOtherChange; got != c.want {
			t.Errorf("%s: %d, want %d", name, got, c.want)
		}
	}
}

func TestAgeWhenLookedAfter(t *testing.T) {
	p := salford(t)
	for since, want := range map[string]int{"": -1, "2025-11-22": 15, "2025-11-23": 16} {
		c := model.Child{ID: "C1", DateOfBirth: day(t, "2009-11-23")}
		if since != "" {
			c.Dates = map[model.Word]model.Moment{"looked_after_from": {Date: day(t, since)}}
		}
		rec := &model.Record{Children: []model.Child{c}}
		if got := p.Situation(rec, &rec.Children[0], day(t, "2026-11-23")).Child.AgeWhenLookedAfter; got != want {
			t.Errorf("looked after from %q: %d, want %d", since, got, want)
		}
	}
}
