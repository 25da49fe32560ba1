package protocol

import (
	"slices"

	"handover/model"
	"handover/model/dates"
)

// consentFacts are of consents to share with whoever takes over: the receiving
// worker, manager or team, the early help service's people, another authority.
type consentFacts struct {
	sought bool // somebody who may give it has answered
	given  bool // one of them gives it, and none refuses
	// refused: one of them refuses, by the latest that each has said. Where nobody
	// answered about those who take over, a refusal that doesn't say with whom
	// counts: read otherwise, a "no" would look as if nobody had asked.
	refused bool
	// overridden: somebody overrode that it isn't given, with a reason and a name.
	overridden bool
}

// answers is the consent about one child.
func answers(rec *model.Record, child *model.Child, asOf dates.Date) consentFacts {
	over := takesOver(rec)
	latest := map[model.ID]*model.Consent{}
	for i := range rec.Consents {
		c := &rec.Consents[i]
		switch {
		case c.About != "" && c.About != child.ID, c.Date.After(asOf), c.Answer == "not_sought" && c.Overridden == nil:
			continue
		case len(c.WithWhom) == 0 && c.Answer != "refused":
			continue
		case len(c.WithWhom) > 0 && !slices.ContainsFunc(c.WithWhom, func(id model.ID) bool { return over[id] }):
			continue
		case c.Answer == "given" && !rec.MayConsent(c.By, child, c.Date):
			continue
		case c.Answer == "refused" && !rec.MayRefuse(c.By, child):
			continue
		}
		if was := latest[c.By]; was == nil || replaces(c, was) {
			latest[c.By] = c
		}
	}
	var f consentFacts
	for _, c := range latest {
		f.given = f.given || c.Answer == "given"
		f.refused = f.refused || c.Answer == "refused"
		f.overridden = f.overridden || c.Answer != "given" && c.Overridden != nil && c.Overridden.Reason != "" && c.Overridden.By != ""
	}
	f.sought = f.given || f.refused
	f.given = f.given && !f.refused
	return f
}

// replaces says whether an answer is what somebody says now. Of two answers of
// one day the refusal holds; one that names those who take over goes before one
// that names nobody.
func replaces(c, was *model.Consent) bool {
	switch {
	case len(c.WithWhom) == 0 && was.Answer == "given":
		return false
	case len(was.WithWhom) == 0 && c.Answer == "given":
		return true
	case c.Date == was.Date:
		return c.Answer == "refused"
	}
	return c.Date.After(was.Date)
}

// consentOf is the consent about a child, or about every child of whom the
// transfer is: what is said of the whole case is said of each.
func consentOf(rec *model.Record, child *model.Child, asOf dates.Date) consentFacts {
	if child != nil {
		return answers(rec, child, asOf)
	}
	all := consentFacts{given: true, overridden: true}
	asked := false
	for i := range rec.Children {
		if stays(&rec.Children[i]) {
			continue
		}
		f := answers(rec, &rec.Children[i], asOf)
		all.sought = f.sought && (all.sought || !asked)
		all.given = all.given && f.given
		all.refused = all.refused || f.refused
		all.overridden = all.overridden && (f.given || f.overridden)
		asked = true
	}
	all.overridden = all.overridden && !all.given
	if !asked {
		return consentFacts{}
	}
	return all
}

// takesOver are those with whom things are shared when a case changes hands.
func takesOver(rec *model.Record) map[model.ID]bool {
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
	return over
}
