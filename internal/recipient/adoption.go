package recipient

import (
	"fmt"
	"slices"

	"handover/model"
	"handover/model/dates"
)

// adoption holds a letter about an adopted child from the family that the child
// was born to. Where the record doesn't say for sure that the child is adopted,
// or whose family somebody is, a manager is asked.
func (x *Recipient) adoption(rec *model.Record, c *model.Child, r *model.Relationship, asOf dates.Date) {
	if r.Adoptive() || x.Reader == model.ReaderCarer {
		return
	}
	made, perhaps := adopted(rec, c, asOf)
	switch {
	case made != "" && x.Reader == model.ReaderParent && r.ByBirth():
		x.settle(made + ": nothing goes to birth parents")
	case made != "":
		x.hold(made + ", and not whose family this is: nothing goes to the birth family; write \"birth mother\", \"adoptive father\" and so on")
	case perhaps != "" && !decidedByManager(rec, r.Inform):
		x.hold(perhaps + ": a manager decides whether the family that the child was born to is written to")
	}
}

// adopted is what says that a child has been adopted, and, if nothing does, what
// says that it may have been; "" if nothing says so.
func adopted(rec *model.Record, c *model.Child, asOf dates.Date) (made, perhaps string) {
	if slices.ContainsFunc(c.Orders, func(o model.Order) bool { return o.Sort() == model.OrderAdoption && o.Made(asOf) }) {
		return "an adoption order is recorded", ""
	}
	if x := rec.Closure; x != nil && x.Reason == "RC1" {
		return "the case closes because the child is adopted (closure.reason)", ""
	}
	for i, o := range c.Orders {
		if o.Sort() == model.OrderUnclear && o.OfAdoption() && o.Made(asOf) {
			return "", fmt.Sprintf("orders[%d].kind of %s speaks of an adoption", i, c.ID)
		}
	}
	if p := c.Placement; p != nil && slices.Contains([]model.Code{"A3", "A4", "A5", "A6"}, p.Type) {
		return "", "the child is placed for adoption (placement.type)"
	}
	for i, n := range c.PreviousNames {
		if n.Kind == "birth" || n.Kind == "adoptive" {
			return "", fmt.Sprintf("previous_names[%d] of %s is a birth or adoptive name", i, c.ID)
		}
	}
	return "", ""
}
