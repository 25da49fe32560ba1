package protocol

import (
	"slices"
	"strings"

	"handover/model"
)

// fact is something that a condition can ask and that doesn't stand in the
// record at one place, or so often that it has a name.
type fact struct {
	kind  kind
	scope Scope
	like  string // the field of the record that holds the same words; "event" or "service" for one of those
	code  string // the table that has the same codes
	entry string // the name of the list's entry that it is of
	words []string
	ask   func(*Situation) value
}

// facts is the one table of them. docs/protocols.md describes each.
var facts = map[string]fact{
	"Child.Born": ofChild(func(s *Situation) bool { return !s.child.DateOfBirth.IsZero() && !s.child.DateOfBirth.After(s.asOf) }),
	"Child.Died": ofChild(func(s *Situation) bool { return !s.child.DiedOn.IsZero() }),
	"Child.Age": {kind: number, scope: OfChild, ask: func(s *Situation) value {
		v := value{known: true}
		if d := s.child.DateOfBirth; !d.IsZero() && !d.After(s.asOf) {
			v.n = d.AgeOn(s.asOf)
		}
		return v
	}},
	"Child.Stays":          ofChild(func(s *Situation) bool { return stays(s.child) }),
	"Child.LookedAfter":    status("cla"),
	"Child.ProtectionPlan": status("cp"),
	"Child.InNeed":         status("cin"),
	"Child.CareLeaver":     status("care_leaver"),
	"Child.EarlyHelp":      status("early_help"),
	"Child.Disabled": ofChild(func(s *Situation) bool {
		return slices.ContainsFunc(s.child.Disabilities, func(d model.Code) bool { return d != "NONE" })
	}),
	"Child.LegalStatus": {kind: text, scope: OfChild, code: "legal_status", ask: func(s *Situation) value {
		if s.child.LegalStatus == nil {
			return value{}
		}
		return value{known: true, text: string(s.child.LegalStatus.Code)}
	}},
	"Child.Route": {kind: text, scope: OfChild, like: "child.permanence.route", ask: func(s *Situation) value {
		if s.child.Permanence == nil {
			return value{}
		}
		return value{known: true, text: string(s.child.Permanence.Route)}
	}},
	"Child.Proceedings": ofChild(inProceedings),
	"Child.Service":     {kind: text, scope: OfChild, like: "service", ask: func(s *Situation) value { return value{known: true, text: s.p.Service(hasChild(s))} }},

	"Transfer.Planned": ofCase(func(s *Situation) bool { return s.transfer() != nil }),
	"Transfer.Kind": {kind: text, like: "transfer.kind", ask: func(s *Situation) value {
		if t := s.transfer(); t != nil && t.DecisionNotToTransfer == nil {
			return value{known: true, text: string(t.Kind)}
		}
		return value{}
	}},
	"Transfer.Trigger": {kind: text, like: "event", ask: func(s *Situation) value {
		if t := s.transfer(); t != nil && t.DecisionNotToTransfer == nil && t.Trigger != nil {
			return value{known: true, text: string(t.Trigger.Event)}
		}
		return value{}
	}},
	"Transfer.HasReceivingWorker": ofCase(func(s *Situation) bool { t := s.transfer(); return t != nil && t.ReceivingWorker != "" }),
	"Transfer.SameWorker":         ofCase(func(s *Situation) bool { t := s.transfer(); return t != nil && t.SameWorker != nil && *t.SameWorker }),
	"Transfer.HasDate":            ofCase(func(s *Situation) bool { return !s.transferDate().IsZero() }),
	"Transfer.Done": ofCase(func(s *Situation) bool {
		on := s.transferDate()
		return !on.IsZero() && !on.After(s.asOf)
	}),
	"Transfer.NotToTransfer": ofCase(func(s *Situation) bool { t := s.transfer(); return t != nil && t.DecisionNotToTransfer != nil }),
	"Transfer.FromService":   service(func(t *model.Transfer) model.ID { return t.FromTeam }),
	"Transfer.ToService":     service(func(t *model.Transfer) model.ID { return t.ToTeam }),

	"Recipient.Kind": {kind: text, scope: OfRecipient, like: "professionals[].kind", ask: func(s *Situation) value {
		if r := s.rec.Professional(s.recipient); r != nil {
			return value{known: true, text: string(r.Kind)}
		}
		return value{}
	}},
	"Recipient.Told": ofRecipient(func(s *Situation) bool {
		p := s.rec.Person(s.recipient)
		return s.child != nil && p != nil && slices.ContainsFunc(p.Relationship, func(r model.Relationship) bool {
			return r.Child == s.child.ID && r.Inform != nil && model.Yes(r.Inform.Tell)
		})
	}),
	"Recipient.EarlyHelpMember": ofRecipient(func(s *Situation) bool {
		return s.rec.EarlyHelp != nil && slices.Contains(s.rec.EarlyHelp.Members, s.recipient)
	}),
	"Recipient.Referrer": ofRecipient(func(s *Situation) bool {
		return s.recipient != "" && s.rec.Referral != nil && s.rec.Referral.Referrer == s.recipient
	}),
	"Recipient.Invited": ofRecipient(func(s *Situation) bool {
		t := s.rec.Transfer
		return s.child != nil && t != nil && !t.Dates["transfer_meeting"].Date.Before(s.asOf) && s.rec.TransferMeeting(s.child.ID, s.recipient) != nil
	}),

	"Consent.Sought":     consent(func(f consentFacts) bool { return f.sought }),
	"Consent.Given":      consent(func(f consentFacts) bool { return f.given }),
	"Consent.Refused":    consent(func(f consentFacts) bool { return f.refused }),
	"Consent.Overridden": consent(func(f consentFacts) bool { return f.overridden }),

	// Of an entry of a list, in an any or count.
	"Order.Sort": {kind: text, entry: "order", words: model.OrderKinds(), ask: func(s *Situation) value {
		return value{known: true, text: string(s.entry.Addr().Interface().(*model.Order).Sort())}
	}},
	"Order.InForce": {kind: truth, entry: "order", ask: func(s *Situation) value {
		o := s.entry.Addr().Interface().(*model.Order)
		return yes(o.Made(s.asOf) && (o.EndsOn.IsZero() || !o.EndsOn.Before(s.asOf)))
	}},
	"Relationship.Parent": {kind: truth, entry: "relationship", ask: func(s *Situation) value {
		r := s.entry.Addr().Interface().(*model.Relationship)
		return yes(r.Parent() || r.ParentalResponsibility != nil && *r.ParentalResponsibility)
	}},

	"Outcome": {kind: text, words: []string{"agreed", "universal", "not_agreed", "no_further_action", string(model.Unclear)}, ask: func(s *Situation) value {
		if w := s.outcome(); w != "" {
			return value{known: true, text: string(w)}
		}
		return value{}
	}},
	"Closing": ofCase(func(s *Situation) bool {
		t := s.transfer()
		if t != nil && t.Kind == "to_early_help" && s.outcome() == "not_agreed" {
			return false // what isn't agreed closes nothing
		}
		return s.rec.Closure != nil && !s.left() || t != nil && t.Kind == "closure"
	}),
	"Audited": {kind: truth, scope: OfReadiness, ask: func(s *Situation) value {
		return yes(s.everyItem(func(f finding) bool { return f.Status != NotAudited }))
	}},
	"Confirmed": {kind: truth, scope: OfReadiness, ask: func(s *Situation) value {
		return yes(s.everyItem(func(f finding) bool {
			return f.Status == Missing && !f.Discrepancy || f.Status == NotApplicable || f.Status == Present && f.File.Second != nil && f.File.Second.Status != ""
		}))
	}},
	"Complete": {kind: truth, scope: OfReadiness, ask: func(s *Situation) value {
		return yes(s.everyItem(func(f finding) bool { return f.Status != NotAudited && f.Status != Missing && !f.Discrepancy }))
	}},
	"Discrepancies": ofCase(func(s *Situation) bool { return s.anyFinding(func(f finding) bool { return f.Discrepancy }) }),
	"Overdue": ofCase(func(s *Situation) bool {
		return slices.ContainsFunc(s.rec.Tasks, func(t model.Task) bool {
			return (s.child == nil || t.Child == "" || t.Child == s.child.ID) && t.Done.IsZero() && !t.Due.IsZero() && t.Due.Before(s.asOf)
		}) || s.anyFinding(func(f finding) bool {
			return f.Status == Missing && f.File.First != nil && !f.File.First.Due.IsZero() && f.File.First.Due.Before(s.asOf)
		})
	}),
}

// outcome is what was decided of a step down; "" where nothing is.
func (s *Situation) outcome() model.Word {
	if s.rec.EarlyHelp == nil {
		return ""
	}
	return s.rec.EarlyHelp.Outcome.Settled()
}

func ofCase(ask func(*Situation) bool) fact {
	return fact{kind: truth, ask: func(s *Situation) value { return yes(ask(s)) }}
}

func ofChild(ask func(*Situation) bool) fact {
	return fact{kind: truth, scope: OfChild, ask: func(s *Situation) value { return yes(ask(s)) }}
}

func ofRecipient(ask func(*Situation) bool) fact {
	return fact{kind: truth, scope: OfRecipient, ask: func(s *Situation) value { return yes(ask(s)) }}
}

func status(word model.Word) fact {
	return ofChild(func(s *Situation) bool {
		return slices.ContainsFunc(s.child.Statuses, func(x model.Status) bool {
			return x.Status == word && !x.From.After(s.asOf) && (x.To.IsZero() || !x.To.Before(s.asOf))
		})
	})
}

func service(team func(*model.Transfer) model.ID) fact {
	return fact{kind: text, like: "service", ask: func(s *Situation) value {
		if t := s.transfer(); t != nil {
			return value{known: true, text: s.p.Service(serviceOf(s.rec, team(t)))}
		}
		return value{}
	}}
}

func consent(holds func(consentFacts) bool) fact {
	return ofCase(func(s *Situation) bool { return holds(consentOf(s.rec, s.child, s.asOf)) })
}

// inProceedings says whether a child is in court proceedings: by the child's
// own route, or where that is none of before or without them, by the record's.
func inProceedings(s *Situation) bool {
	if p := s.child.Permanence; p != nil && p.Route != "" && p.Route != "adoption" {
		return p.Route == "proceedings"
	}
	return s.rec.Court != nil && strings.TrimSpace(s.rec.Court.Proceedings) != ""
}

// stays says whether a child stays with the present worker while others move.
func stays(c *model.Child) bool { return c.Moves != nil && !*c.Moves }

// hasChild is the service of the team that has a child's case on the day: the
// receiving one once the transfer is done, else that of the child's own worker,
// of the current worker, the team that the case moves from.
func hasChild(s *Situation) string {
	t := s.transfer()
	if on := s.transferDate(); !on.IsZero() && !on.After(s.asOf) {
		return serviceOf(s.rec, t.ToTeam)
	}
	workers := []model.ID{s.child.Worker}
	if t != nil {
		workers = append(workers, t.CurrentWorker)
	}
	for _, id := range workers {
		if w := s.rec.Worker(id); w != nil && serviceOf(s.rec, w.Team) != "" {
			return serviceOf(s.rec, w.Team)
		}
	}
	if t != nil {
		return serviceOf(s.rec, t.FromTeam)
	}
	return ""
}

func serviceOf(rec *model.Record, team model.ID) string {
	if t := rec.Team(team); t != nil {
		return t.Service
	}
	return ""
}
