package protocol

import (
	"slices"
	"strings"

	"handover/model"
	"handover/model/dates"
)

// Events that the record holds elsewhere than in its dates.
const (
	permanenceDecided = "permanence_decided"   // child: the plan for permanence is in place
	auditedByWorker   = "audit_worker"         // transfer: the social worker signed the file audit
	auditedByAdmin    = "audit_administrator"  // transfer: the administrator signed it
	auditedByManager  = "audit_manager"        // transfer: the transferring manager signed it
	auditedByReceiver = "audit_receiving"      // transfer: the receiving side has looked
	assessed          = "assessment_completed" // child: the latest assessment of the child
	referred          = "referral_received"    // transfer: with its time, of the referral that opened the case
)

// eventNames are the events that the protocol's rules may name: those of every
// record, those declared, and the above.
func (p *Protocol) eventNames() []string {
	names := append(model.Events("any"), permanenceDecided, auditedByWorker, auditedByAdmin, auditedByManager, auditedByReceiver, assessed, referred)
	for _, h := range heldElsewhere {
		names = append(names, h.name)
	}
	for _, e := range p.Events {
		names = append(names, e.Name)
	}
	return names
}

// ofChild says whether an event is one of a child.
func (p *Protocol) ofChild(event string) bool {
	for _, e := range p.Events {
		if e.Name == event {
			return e.Of == "child"
		}
	}
	for _, name := range model.Events("child") {
		if name == event {
			return true
		}
	}
	if h, ok := heldEvent(event); ok {
		return h.child
	}
	return event == permanenceDecided || event == assessed
}

// when is the moment of an event, the zero one if it isn't recorded.
func (p *Protocol) when(rec *model.Record, child *model.Child, event string) dates.Moment {
	if h, ok := heldEvent(event); ok {
		return dates.Moment{Date: h.day(rec, child)}
	}
	var m model.Moment
	switch {
	case event == permanenceDecided:
		if child.Permanence != nil {
			m.Date = child.Permanence.DecidedOn
		}
	case event == auditedByWorker:
		if rec.Audit != nil && rec.Audit.Worker != nil {
			m.Date = rec.Audit.Worker.On
		}
	case event == auditedByAdmin:
		if rec.Audit != nil && rec.Audit.Administrator != nil {
			m.Date = rec.Audit.Administrator.On
		}
	case event == auditedByManager:
		if rec.Audit != nil && rec.Audit.Manager != nil {
			m.Date = rec.Audit.Manager.On
		}
	case event == auditedByReceiver:
		if rec.Audit != nil && rec.Audit.Receiving != nil {
			m.Date = rec.Audit.Receiving.On
		}
	case event == referred:
		if rec.Referral != nil {
			m = rec.Referral.Received
		}
	case event == assessed:
		for _, a := range rec.Assessments {
			if assesses(a, child) && a.Completed.After(m.Date) {
				m.Date = a.Completed
			}
		}
	case p.ofChild(event):
		m = child.Dates[model.Word(event)]
	case rec.Transfer != nil:
		m = rec.Transfer.Dates[model.Word(event)]
	}
	return dates.Moment{Date: m.Date, Clock: string(m.Time)}
}

// EventLabel is an event in words, as they stand after "the".
func (p *Protocol) EventLabel(event string) string {
	for _, e := range p.Events {
		if e.Name == event {
			return e.Label
		}
	}
	for _, l := range p.EventLabels {
		if l.Event == event {
			return l.Label
		}
	}
	if h, ok := heldEvent(event); ok {
		return h.label
	}
	switch event {
	case "transfer":
		return p.Terms.TransferDate
	case "tentative":
		return "tentative " + p.Terms.TransferDate
	case "transfer_meeting":
		return p.Terms.TransferMeeting
	case "tracking_meeting":
		return p.Terms.TrackingMeeting
	case "introductory_visit":
		return p.Terms.IntroductoryVisit
	case "first_review", "second_review", "next_review":
		return strings.TrimSuffix(event, "_review") + " " + p.Terms.Review
	}
	if label, ok := map[string]string{
		"agreed":                     "agreement that the case will transfer",
		"audit_started":              "start of the " + p.Terms.FileAudit,
		auditedByWorker:              "social worker's signature of the " + p.Terms.FileAudit,
		auditedByAdmin:               "administrator's signature of the " + p.Terms.FileAudit,
		auditedByManager:             p.Titles.TransferringManager + "'s signature of the " + p.Terms.FileAudit,
		auditedByReceiver:            p.Titles.ReceivingManager + "'s look at the file",
		assessed:                     "completion of the latest assessment",
		referred:                     "receipt of the referral",
		"looked_after_from":          "day when the child became " + p.Terms.LookedAfter,
		permanenceDecided:            "decision on the plan for permanence",
		"worker_identified":          "day when the receiving worker was identified",
		"gateway_meeting":            "legal gateway meeting",
		"conversation":               "conversation between the managers",
		"notified":                   "written notification",
		"acknowledged":               "acknowledgement of the notification",
		"placement_from":             "start of the placement",
		"plo_started":                "start of the Public Law Outline",
		"tam":                        "TAM",
		"tac":                        "TAC meeting",
		"outstanding_advised":        "advice of what is outstanding",
		"cp_plan_ended":              "end of the child protection plan",
		"first_cin_meeting":          "first child in need meeting",
		"supervision_order_ends":     "end of the supervision order",
		"placement_order_discharged": "discharge of the placement order",
		"permanence_meeting":         "permanence planning meeting",
		"allocated":                  "day of the allocation",
		"involved":                   "day of the involvement",
		"moved":                      "day of the move",
		"ready_for_closure":          "notice that the record is ready for closure",
		"closure_agreed":             "agreement to close",
		"closed":                     "day on which the case was closed",
		"final_evidence":             "filing of the final evidence",
		"irh":                        "IRH",
		"ico_granted":                "interim care order",
		"record_changed":             "change in " + p.RecordSystem,
	}[event]; ok {
		return label
	}
	return strings.ReplaceAll(event, "_", " ")
}

// Happened says whether a record has a date for an event, which may lie ahead;
// for any child who moves, if it is one of a child.
func (p *Protocol) Happened(rec *model.Record, event string) bool {
	if !p.ofChild(event) {
		return !p.when(rec, nil, event).Date.IsZero()
	}
	return slices.ContainsFunc(rec.Children, func(c model.Child) bool {
		return (c.Moves == nil || *c.Moves) && !p.when(rec, &c, event).Date.IsZero()
	})
}
