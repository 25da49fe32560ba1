package protocol

import (
	"slices"

	"handover/model"
	"handover/model/dates"
)

// mixedOrders says whether one child of the case is on a supervision order and
// another is looked after or on another order.
func mixedOrders(rec *model.Record, asOf dates.Date) bool {
	supervised, other := false, false
	for i := range rec.Children {
		c := &rec.Children[i]
		f := childFacts(rec, c, asOf)
		supervised = supervised || f.SupervisionOrder
		other = other || !f.SupervisionOrder && (f.LookedAfter || slices.ContainsFunc(c.Orders, func(o model.Order) bool {
			return !o.MadeOn.After(asOf) && (o.EndsOn.IsZero() || !o.EndsOn.Before(asOf))
		}))
	}
	return supervised && other
}

// parentTold says whether somebody with parental responsibility for the child,
// or a parent, has been told by the day.
func parentTold(rec *model.Record, c *model.Child, asOf dates.Date) bool {
	return slices.ContainsFunc(rec.People, func(p model.Person) bool {
		return slices.ContainsFunc(p.Relationship, func(r model.Relationship) bool {
			responsible := r.ParentalResponsibility != nil && *r.ParentalResponsibility
			return r.Child == c.ID && (responsible || r.Parent()) && r.Inform != nil && !r.Inform.ToldOn.IsZero() && !r.Inform.ToldOn.After(asOf)
		})
	})
}

// daysToOtherChange is how many days lie between the transfer and the nearest
// change of placement or school; -1 if none is recorded, or no transfer date.
func daysToOtherChange(rec *model.Record, c *model.Child) int {
	if rec.Transfer == nil || transferDate(rec).IsZero() {
		return -1
	}
	days := []dates.Date{c.Dates["placement_from"].Date}
	if c.Placement != nil {
		days = append(days, c.Placement.From)
	}
	if c.School != nil {
		days = append(days, c.School.From)
	}
	nearest := -1
	for _, d := range days {
		if d.IsZero() {
			continue
		}
		n := transferDate(rec).DaysUntil(d)
		if n = max(n, -n); nearest < 0 || n < nearest {
			nearest = n
		}
	}
	return nearest
}
