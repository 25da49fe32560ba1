package protocol

import (
	"handover/model"
	"handover/model/dates"
)

// AnyFacts hold where they hold for at least one child who moves.
type AnyFacts struct {
	LookedAfter, ProtectionPlan, InNeed, Unborn bool
	FirstReviewToCome                           bool
}

func anyFacts(rec *model.Record, asOf dates.Date) AnyFacts {
	var a AnyFacts
	for i := range rec.Children {
		c := &rec.Children[i]
		if c.Moves != nil && !*c.Moves {
			continue
		}
		f := childFacts(rec, c, asOf)
		a.LookedAfter = a.LookedAfter || f.LookedAfter
		a.ProtectionPlan = a.ProtectionPlan || f.ProtectionPlan
		a.FirstReviewToCome = a.FirstReviewToCome || f.FirstReviewToCome
		a.InNeed = a.InNeed || f.InNeed
		a.Unborn = a.Unborn || !f.Born && !f.Died
	}
	return a
}
