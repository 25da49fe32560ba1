package recipient

import (
	"fmt"
	"slices"

	"handover/internal/restriction"
	"handover/model"
	"handover/model/dates"
)

// KeptFrom is why nothing of the case is addressed to a worker: the record is
// locked and doesn't let them in, they have a conflict of interest, or they are
// one of the family themselves. The reasons name ids and fields, never words.
func KeptFrom(rec *model.Record, worker model.ID, asOf dates.Date) []string {
	var out []string
	if a := rec.Access; a != nil && model.Yes(a.Limited) && !slices.Contains(a.Allowed, worker) {
		out = append(out, "access.limited: the record is locked, and access.allowed doesn't have "+string(worker))
	}
	if w := rec.Worker(worker); w != nil && w.Conflict != nil {
		out = append(out, "workers: "+string(worker)+" has a conflict of interest (conflict); a manager decides who gets it instead")
	}
	if rec.Worker(worker) == nil {
		out = append(out, string(worker)+" is no worker of this record: what is for colleagues goes to nobody outside")
	}
	for _, n := range restriction.Binding(rec, worker, asOf) {
		out = append(out, fmt.Sprintf("restrictions[%d] binds %s; a manager decides who gets it instead", n, worker))
	}
	for i := range rec.People {
		if p := &rec.People[i]; p.SameAs == worker {
			out = append(out, "same_as: "+string(worker)+" is "+string(p.ID)+" in this record; a manager decides who gets it instead")
		}
	}
	return out
}
