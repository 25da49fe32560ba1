package protocol

import (
	"slices"
	"strings"

	"handover/model"
	"handover/model/dates"
)

// Situation is what a condition is asked about: a case, or one child of it, on
// a day. A tag like names the field of the record that holds the same words, a
// tag code the table that has the same codes.
type Situation struct {
	Child     ChildFacts     // nothing in it holds where the whole case is meant
	Recipient RecipientFacts // nothing in it holds but for a letter
	Transfer  TransferFacts  //
	Referral  ReferralFacts  //
	Conflict  bool           // a worker of the record has a conflict of interest
	Closing   bool           // the case closes: the transfer is a closure, or a closure is recorded
	// Discrepancies: the second audit found missing what the first found present,
	// for the child, or for any child where the whole case is meant.
	Discrepancies bool
	// Overdue: a task that isn't done, or a step to secure a document that isn't
	// on file, is past its agreed day; of the child or the whole case.
	Overdue bool
	// SiblingsApart: a child of the case stays where it is while the others move.
	SiblingsApart bool
	// MixedOrders: one child of the case is on a supervision order, and another
	// is looked after or on another order.
	MixedOrders bool
	Payments    bool         // a payment of finance runs on: it has no ceased_on
	Any         AnyFacts     // of the children who move
	Consent     ConsentFacts // to share with whoever takes over
	Proceedings bool         // the record names court proceedings
	// ReceivingOutstanding: the receiving side looked and found work outstanding.
	ReceivingOutstanding bool
}

// ChildFacts are of one child.
type ChildFacts struct {
	Born, Died     bool
	Age            int // whole years; 0 before the birth and where no date of birth is recorded
	LookedAfter    bool
	ProtectionPlan bool
	InNeed         bool
	CareLeaver     bool
	EarlyHelp      bool
	LegalStatus    string `code:"legal_status"` // the SSDA903 code, "V2"
	Placement      string `code:"placement"`    // the SSDA903 code, "P1"
	Route          string `like:"child.permanence.route"`
	// SupervisionOrder: made, and not ended; neither an interim nor an education one.
	SupervisionOrder bool
	// SpecialGuardianship: an order, or an assessment for one.
	SpecialGuardianship bool
	Unaccompanied       bool // seeks asylum without an adult
	Disabled            bool // disabilities names one
	// ParentTold: a parent, or somebody with parental responsibility, has been told.
	ParentTold bool
	// DaysToOtherChange: between the transfer date and the nearest change of
	// placement or school; -1 if either isn't recorded.
	DaysToOtherChange int
	// AgeWhenLookedAfter: in whole years, as the child became looked after; -1 if
	// the record doesn't say.
	AgeWhenLookedAfter int
	// FirstReviewToCome: looked after, and the first review is the day or later, or
	// has no date.
	FirstReviewToCome bool
	// PanelToCome: the support panel or the legal gateway meeting is the day or later.
	PanelToCome bool
	// ReviewWithinMonthOfTransfer: the next review, or else the second, is on or
	// after the transfer date and not more than a month after it.
	ReviewWithinMonthOfTransfer bool
}

// TransferFacts are of the transfer.
type TransferFacts struct {
	Planned             bool   // the record has a transfer
	Kind                string `like:"transfer.kind"` // "" where it was decided not to transfer: nothing is asked for that a transfer needs
	Trigger             string // the event that makes it necessary; "" if none is recorded
	HasReceivingWorker  bool
	SameWorker          bool
	Agreed              bool // on or before the day
	HasDate             bool // its date is set, not only a tentative one
	Done                bool // its date is the day or before
	NotToTransfer       bool // decided not to transfer
	Exception, Delayed  bool
	TrackingMeetingHeld bool
	Allocated           bool   // to the receiving worker, or that worker is involved: on or before the day
	HasReview           bool   // the review or meeting at which the worker changes has a date
	HasCaseDiscussion   bool   // a case discussion between the two workers has a date
	Moved               bool   // the family has moved away: on or before the day
	FromService         string // of the team that has the case, as the record writes it; "" if it names none
	ToService           string // of the team that takes over
	// ReceivingWorkerASYE: the receiving worker is in the assessed and supported
	// year in employment.
	ReceivingWorkerASYE                bool
	ChildTold, FamilyTold, NetworkTold bool // on or before the day
	MeetingToCome                      bool // the transfer meeting is the day or later
}

// ReferralFacts are of the referral that opened the case.
type ReferralFacts struct {
	Recorded            bool
	OutcomeSent         bool // the referrer was told of the outcome
	Accepted, Activated bool // each has a date
	Again               bool // the case was closed before, and both dates are recorded
	WeeksSinceClosure   int  // from that closure to the referral, a week begun counting as one
	MonthsSinceClosure  int  // the same in months, a month begun counting as one
}

// RecipientFacts are of whoever a letter goes to.
type RecipientFacts struct {
	Kind            string `like:"professionals[].kind"` // of a professional
	EarlyHelpMember bool   // belongs to the team around the child
	Referrer        bool   // made the referral
	Invited         bool   // to the transfer meeting about the child, which is to come
}

// To is the situation of a letter to somebody of the record, about a child.
// What goes to nobody outside has neither.
func (s Situation) To(rec *model.Record, child *model.Child, recipient model.ID) Situation {
	if p := rec.Professional(recipient); p != nil {
		s.Recipient.Kind = string(p.Kind)
	}
	s.Recipient.EarlyHelpMember = rec.EarlyHelp != nil && slices.Contains(rec.EarlyHelp.Members, recipient)
	s.Recipient.Invited = child != nil && s.Transfer.MeetingToCome && rec.TransferMeeting(child.ID, recipient) != nil
	s.Recipient.Referrer = recipient != "" && rec.Referral != nil && rec.Referral.Referrer == recipient
	return s
}

// Situation is a case's on a day, and, unless child is nil, a child's.
func (p *Protocol) Situation(rec *model.Record, child *model.Child, asOf dates.Date) Situation {
	var s Situation
	t := rec.Transfer
	if t != nil {
		happened := func(event model.Word) bool {
			d := t.Dates[event].Date
			return !d.IsZero() && !d.After(asOf)
		}
		s.Transfer = TransferFacts{
			Planned:             true,
			Kind:                string(t.Kind),
			HasReceivingWorker:  t.ReceivingWorker != "",
			SameWorker:          t.SameWorker != nil && *t.SameWorker,
			Agreed:              happened("agreed"),
			HasDate:             !t.Dates["transfer"].Date.IsZero(),
			Done:                happened("transfer"),
			NotToTransfer:       t.DecisionNotToTransfer != nil,
			Exception:           t.Exception != nil,
			Delayed:             t.Delay != nil,
			TrackingMeetingHeld: happened("tracking_meeting"),
			Allocated:           happened("allocated") || happened("involved"),
			HasReview:           !t.Dates["review"].Date.IsZero(),
			HasCaseDiscussion:   !t.Dates["case_discussion"].Date.IsZero(),
			Moved:               happened("moved"),
			FromService:         serviceOf(rec, t.FromTeam),
			ReceivingWorkerASYE: asye(rec.Worker(t.ReceivingWorker)),
			ChildTold:           happened("child_told"),
			FamilyTold:          happened("family_told"),
			NetworkTold:         happened("network_told"),
			ToService:           serviceOf(rec, t.ToTeam),
			MeetingToCome:       !t.Dates["transfer_meeting"].Date.IsZero() && !t.Dates["transfer_meeting"].Date.Before(asOf),
		}
	}
	s.Consent, s.Any = consentFacts(rec, child), anyFacts(rec, asOf)
	s.Payments = slices.ContainsFunc(rec.Finance, func(f model.Finance) bool {
		return f.Kind == "payment" && f.CeasedOn.IsZero() && (child == nil || f.Child == "" || f.Child == child.ID)
	})
	if t != nil && t.Trigger != nil {
		s.Transfer.Trigger = string(t.Trigger.Event)
	}
	if s.Transfer.NotToTransfer {
		s.Transfer.Kind, s.Transfer.Trigger = "", ""
	}
	s.Conflict = slices.ContainsFunc(rec.Workers, func(w model.Worker) bool { return w.Conflict != nil })
	s.Closing = rec.Closure != nil || t != nil && t.Kind == "closure"
	past := func(d dates.Date) bool { return !d.IsZero() && d.Before(asOf) }
	s.Overdue = slices.ContainsFunc(rec.Tasks, func(t model.Task) bool {
		return (child == nil || t.Child == "" || t.Child == child.ID) && t.Done.IsZero() && past(t.Due)
	})
	s.ReceivingOutstanding = rec.Audit != nil && rec.Audit.Receiving != nil && len(rec.Audit.Receiving.Outstanding) > 0
	s.Proceedings = rec.Court != nil && rec.Court.Proceedings != ""
	if r := rec.Referral; r != nil {
		s.Referral.Recorded, s.Referral.OutcomeSent = true, !r.OutcomeSent.IsZero()
		s.Referral.Accepted, s.Referral.Activated = !r.Accepted.IsZero(), !r.Activated.IsZero()
	}
	if rec.Referral != nil && rec.PreviousClosure != nil {
		received, closed := rec.Referral.Received.Date, rec.PreviousClosure.Date
		if s.Referral.Again = !received.IsZero() && !closed.IsZero() && !received.Before(closed); s.Referral.Again {
			s.Referral.WeeksSinceClosure = (closed.DaysUntil(received) + 6) / 7
			for closed.AddMonths(s.Referral.MonthsSinceClosure).Before(received) {
				s.Referral.MonthsSinceClosure++
			}
		}
	}
	s.MixedOrders = mixedOrders(rec, asOf)
	for i := range rec.Children {
		c := &rec.Children[i]
		s.SiblingsApart = s.SiblingsApart || c.Moves != nil && !*c.Moves
		if child != nil && c.ID != child.ID {
			continue
		}
		for _, item := range p.Checklist {
			f := audited(rec, c, item.ID)
			s.Discrepancies = s.Discrepancies || f.Discrepancy
			s.Overdue = s.Overdue || f.Status == Missing && f.File.First != nil && past(f.File.First.Due)
		}
	}
	if child != nil {
		s.Child = childFacts(rec, child, asOf)
	}
	return s
}

func childFacts(rec *model.Record, c *model.Child, asOf dates.Date) ChildFacts {
	holds := func(status model.Word) bool {
		return slices.ContainsFunc(c.Statuses, func(s model.Status) bool {
			return s.Status == status && !s.From.After(asOf) && (s.To.IsZero() || !s.To.Before(asOf))
		})
	}
	f := ChildFacts{
		Born:           !c.DateOfBirth.IsZero() && !c.DateOfBirth.After(asOf),
		Died:           !c.DiedOn.IsZero(),
		LookedAfter:    holds("cla"),
		ProtectionPlan: holds("cp"),
		InNeed:         holds("cin"),
		CareLeaver:     holds("care_leaver"),
		EarlyHelp:      holds("early_help"),
	}
	toCome := func(event model.Word) bool { d := c.Dates[event].Date; return !d.IsZero() && !d.Before(asOf) }
	f.PanelToCome = toCome("support_panel") || toCome("gateway_meeting")
	f.FirstReviewToCome = f.LookedAfter && (c.Dates["first_review"].Date.IsZero() || !c.Dates["first_review"].Date.Before(asOf))
	if f.Born {
		f.Age = c.DateOfBirth.AgeOn(asOf)
	}
	f.SupervisionOrder = slices.ContainsFunc(c.Orders, func(o model.Order) bool {
		return o.Sort() == model.OrderSupervision && o.Made(asOf) && (o.EndsOn.IsZero() || !o.EndsOn.Before(asOf))
	})
	const guardianship = "special guardianship"
	f.SpecialGuardianship = slices.ContainsFunc(c.Orders, func(o model.Order) bool {
		return strings.Contains(strings.ToLower(o.Kind), guardianship)
	}) || slices.ContainsFunc(rec.Assessments, func(a model.Assessment) bool {
		return assesses(a, c) && strings.Contains(strings.ToLower(a.Kind), guardianship)
	})
	f.Unaccompanied = c.Immigration != nil && c.Immigration.Unaccompanied != nil && *c.Immigration.Unaccompanied
	f.Disabled = slices.ContainsFunc(c.Disabilities, func(d model.Code) bool { return d != "NONE" })
	f.AgeWhenLookedAfter = -1
	if since := c.Dates["looked_after_from"].Date; !since.IsZero() && !c.DateOfBirth.IsZero() {
		f.AgeWhenLookedAfter = c.DateOfBirth.AgeOn(since)
	}
	f.ParentTold, f.DaysToOtherChange = parentTold(rec, c, asOf), daysToOtherChange(rec, c)
	if c.Placement != nil {
		f.Placement = string(c.Placement.Type)
	}
	if c.LegalStatus != nil {
		f.LegalStatus = string(c.LegalStatus.Code)
	}
	if c.Permanence != nil {
		f.Route = string(c.Permanence.Route)
	}
	if rec.Transfer != nil {
		moves := transferDate(rec)
		review := c.Dates["next_review"].Date
		if review.IsZero() {
			review = c.Dates["second_review"].Date
		}
		f.ReviewWithinMonthOfTransfer = !moves.IsZero() && !review.IsZero() && !review.Before(moves) && !review.After(moves.AddMonths(1))
	}
	return f
}

// assesses says whether an assessment is about a child; one that names no
// children is about all.
func assesses(a model.Assessment, c *model.Child) bool {
	return len(a.Children) == 0 || slices.Contains(a.Children, c.ID)
}

func asye(w *model.Worker) bool { return w != nil && w.ASYE != nil && *w.ASYE }

func serviceOf(rec *model.Record, team model.ID) string {
	if t := rec.Team(team); t != nil {
		return t.Service
	}
	return ""
}

// transferDate is the day of the transfer, or else the tentative one.
func transferDate(rec *model.Record) dates.Date {
	if d := rec.Transfer.Dates["transfer"].Date; !d.IsZero() {
		return d
	}
	return rec.Transfer.Dates["tentative"].Date
}
