package protocol

import (
	"slices"

	"handover/model"
)

// consentFacts are of consents to share with whoever takes over: the receiving
// worker, manager or team, the early help service's people, another authority.
type consentFacts struct {
	sought bool // an answer is on record
	given  bool // one is given, and none refused
	// refused: one is refused. Where nobody answered about those who take over, a
	// refusal that doesn't say with whom counts: read otherwise, a "no" would look
	// as if nobody had asked.
	refused bool
	// overridden: somebody overrode that it isn't given, with a reason and a name.
	overridden bool
}

// consentOf is of the consents about a child, or about the case.
func consentOf(rec *model.Record, child *model.Child) consentFacts {
	over := map[model.ID]bool{}
	if t := rec.Transfer; t != nil {
		over[t.ReceivingWorker], over[t.ReceivingManager] = true, true
		for i := range rec.Workers {
			if w := &rec.Workers[i]; t.ToTeam != "" && t.ToTeam != t.FromTeam && w.Team == t.ToTeam {
				over[w.ID] = true
			}
		}
	}
	if e := rec.EarlyHelp; e != nil {
		over[e.LeadProfessional], over[e.Administrator] = true, true
		for _, m := range e.Members {
			over[m] = rec.Person(m) == nil && rec.Child(m) == nil
		}
	}
	for _, a := range rec.Authorities {
		over[a.ID] = true
	}
	delete(over, "")
	var f consentFacts
	atLarge := false // refused, without a word with whom
	for _, c := range rec.Consents {
		if child != nil && c.About != "" && c.About != child.ID {
			continue
		}
		if len(c.WithWhom) == 0 {
			atLarge = atLarge || c.Answer == "refused"
			continue
		}
		if !slices.ContainsFunc(c.WithWhom, func(id model.ID) bool { return over[id] }) {
			continue
		}
		f.given = f.given || c.Answer == "given"
		f.refused = f.refused || c.Answer == "refused"
		f.overridden = f.overridden || c.Answer != "given" && c.Overridden != nil && c.Overridden.Reason != "" && c.Overridden.By != ""
	}
	f.refused = f.refused || atLarge && !f.given
	f.sought = f.given || f.refused
	f.given = f.given && !f.refused
	return f
}
