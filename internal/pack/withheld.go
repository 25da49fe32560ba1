package pack

import (
	"handover/internal/restriction"
	"handover/model"
)

// Withheld is a field of the record that a reader outside may not know. It
// holds no value.
type Withheld struct {
	Field      string // "people[0].address"
	What       string // the kind of value, or the restriction's own word
	Restricted bool   // by a restriction; else every reader of that kind goes without
}

// Withheld is what somebody outside may not know in documents about a child, by
// the second line, and the places of the restrictions that bind them.
func (plan *Plan) Withheld(reader model.Reader, to, child model.ID) (fields []Withheld, bound []int) {
	for _, s := range plan.secrets(&Planned{Reader: reader, Recipient: to, Child: child}).Secrets() {
		fields = append(fields, Withheld{s.Path, string(s.What), s.Restricted})
	}
	return fields, restriction.Binding(plan.rec, to, plan.opt.AsOf)
}
