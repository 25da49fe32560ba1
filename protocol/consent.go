package protocol

import (
	"slices"

	"handover/model"
)

// ConsentFacts are of consents to share with whoever takes over: the receiving
// worker or manager, the early help service's people, another authority.
type ConsentFacts struct {
	Sought bool // an answer is on record
	Given  bool // one is given, and none refused
	// Overridden: somebody overrode that it isn't given, with a reason and a name.
	Overridden bool
}

// consentFacts are of the consents about a child, or about the case.
func consentFacts(rec *model.Record, child *model.Child) ConsentFacts {
	over := map[model.ID]bool{}
	if t := rec.Transfer; t != nil {
		over[t.ReceivingWorker], over[t.ReceivingManager] = true, true
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
	var f ConsentFacts
	refused := false
	for _, c := range rec.Consents {
		if child != nil && c.About != "" && c.About != child.ID || !slices.ContainsFunc(c.WithWhom, func(id model.ID) bool { return over[id] }) {
			continue
		}
		f.Given = f.Given || c.Answer == "given"
		refused = refused || c.Answer == "refused"
		f.Overridden = f.Overridden || c.Answer != "given" && c.Overridden != nil && c.Overridden.Reason != "" && c.Overridden.By != ""
	}
	f.Sought = f.Given || refused
	f.Given = f.Given && !refused
	return f
}
