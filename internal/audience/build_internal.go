package audience

import (
	"fmt"
	"slices"

	"handover/internal/protocol"
	"handover/model"
	"handover/model/dates"
)

// internal is everything that the record has, as far as it concerns the child;
// a nil child means the whole case.
func (b *builder) internal(child *model.Child, signs []protocol.Signature, to model.ID, ready protocol.Readiness) Internal {
	r := b.rec
	b.about = child
	v := Internal{
		Council:       Worked(b.proto.Title),
		RecordSystem:  Worked(b.proto.RecordSystem),
		Reference:     b.line(&r.Reference),
		AsOf:          longDate(b.asOf, ""),
		Children:      all(r.Children, nil, b.child),
		Titles:        b.titles(),
		People:        all(r.People, func(p *model.Person) bool { return concernsPerson(p, child) }, func(p *model.Person) InternalPerson { return b.person(p, child) }),
		Households:    all(r.Households, nil, b.household),
		Professionals: all(r.Professionals, func(p *model.Professional) bool { return child.Among(p.Children) }, b.professional),
		Authorities:   all(r.Authorities, nil, b.authority),
		Colleagues: all(r.Workers, func(w *model.Worker) bool {
			return r.Transfer == nil || w.ID != r.Transfer.CurrentWorker && w.ID != r.Transfer.ReceivingWorker
		}, func(w *model.Worker) Colleague { return b.colleague(w.ID, "") }),
		Restrictions: all(r.Restrictions, nil, b.restriction),
		Transfer:     b.transfer(),
		Meetings:     all(r.Meetings, func(m *model.Meeting) bool { return child.Among(m.Children) }, b.meeting),
		Consents:     all(r.Consents, func(c *model.Consent) bool { return about(c.About, child) }, b.consent),
		EarlyHelp:    b.earlyHelp(),
		Plans:        all(r.Plans, func(p *model.Plan) bool { return about(p.Child, child) }, b.plan),
		Assessments:  all(r.Assessments, func(a *model.Assessment) bool { return child.Among(a.Children) }, b.assessment),
		Summary:      b.summary(),
		Risks:        all(r.Risks, func(x *model.Risk) bool { return concernsRisk(r, x, child) }, b.risk),
		HealthSafety: b.healthSafety(),
		Court:        b.court(),
		Contact:      b.contact(child),
		Chronology:   all(r.Chronology, func(e *model.Event) bool { return child.Among(e.Children) }, b.event),
		KeyDates:     all(r.KeyDates, nil, b.keyDate),
		Completed:    all(r.Tasks, func(t *model.Task) bool { return about(t.Child, child) && !t.Done.IsZero() }, b.task),
		Outstanding:  all(r.Tasks, func(t *model.Task) bool { return about(t.Child, child) && t.Done.IsZero() }, b.task),
		Finance:      all(r.Finance, func(f *model.Finance) bool { return about(f.Child, child) }, b.finance),
		Supervision:  all(r.Supervision, nil, b.supervision),
		Audit:        b.audit(),
		PaperRecords: all(r.PaperRecords, nil, b.paperRecord),
		Referral:     b.referral(),
		Previous:     b.previousClosure(),
		Closure:      b.closure(),
		Sent:         all(r.Sent, nil, b.sent),
		NotKnown:     all(r.NotKnown, nil, b.notKnown),
		Extra:        b.extraFor(model.ReaderInternal),
	}
	v.Access = InternalAccess{At: At{"access"}}
	if a := r.Access; a != nil {
		v.Access.Limited, v.Access.Reason, v.Access.Allowed = b.bool(&a.Limited), b.text(&a.Reason), b.whoAll(&a.Allowed)
	}
	if t := r.Transfer; t != nil {
		v.Current = b.colleague(t.CurrentWorker, "transfer.current_worker")
		v.Receiving = b.colleague(t.ReceivingWorker, "transfer.receiving_worker")
		if r.WorkerFollows() {
			v.Receiving.LineManager = nil // of the team that the worker leaves
			v.Receiving.At = At{"transfer.receiving_worker"}
		}
	} else {
		v.Current = b.colleague("", "transfer.current_worker")
		v.Receiving = b.colleague("", "transfer.receiving_worker")
	}
	if child != nil {
		v.Child = b.child(child)
		v.Siblings = all(r.Children, func(c *model.Child) bool { return c.ID != child.ID }, b.child)
	}
	v.Signs = b.signatures(signs)
	if to != "" {
		v.To = b.colleague(to, "")
	}
	b.readiness(&v, child, ready)
	return v
}

func about(id model.ID, child *model.Child) bool {
	return child == nil || id == "" || id == child.ID
}

// concernsPerson is whether somebody is related to the child, or to no child
// in particular.
func concernsPerson(p *model.Person, child *model.Child) bool {
	return child == nil || len(p.Relationship) == 0 ||
		slices.ContainsFunc(p.Relationship, func(r model.Relationship) bool { return r.Child == child.ID })
}

// concernsRisk leaves out a risk that is about other children alone.
func concernsRisk(rec *model.Record, x *model.Risk, child *model.Child) bool {
	if child == nil || len(x.About) == 0 {
		return true
	}
	return slices.ContainsFunc(x.About, func(id model.ID) bool { return id == child.ID || rec.Child(id) == nil })
}

func (b *builder) colleague(id model.ID, otherwise string) Colleague {
	w := b.rec.Worker(id)
	if w == nil {
		return Colleague{At: At{otherwise}}
	}
	c := Colleague{At: b.at(w, otherwise),
		Name: b.line(&w.Name), Pronouns: b.line(&w.Pronouns), Role: b.line(&w.Role), Base: b.line(&w.Base),
		Telephone: b.line(&w.Telephone), Email: b.line(&w.Email), WorkingDays: b.line(&w.WorkingDays),
		LineManager: b.who(&w.LineManager), Qualified: b.bool(&w.Qualified), ASYE: b.bool(&w.ASYE),
		LeftOn: b.date(&w.LeftOn), AboutMe: b.text(&w.AboutMe),
	}
	if w.Conflict != nil {
		c.Conflict, c.ConflictWith = b.text(&w.Conflict.Reason), b.who(&w.Conflict.With)
	}
	if t := b.rec.Team(w.Team); t != nil {
		c.Team, c.Service = b.line(&t.Name), b.line(&t.Service)
		c.TeamTelephone, c.TeamEmail, c.OutOfHours = b.line(&t.Telephone), b.line(&t.Email), b.line(&t.OutOfHours)
		c.TeamAddress = b.address(t.Address, b.rec.PathOf(t)+".address")
	}
	return c
}

func (b *builder) child(c *model.Child) InternalChild {
	at := b.at(c, "children")
	v := InternalChild{At: at,
		ID: fact(string(c.ID), at.path+".id"), Number: b.line(&c.Number), Name: fact(b.called(c.ID), at.path),
		FirstName: b.line(&c.FirstName), MiddleNames: b.line(&c.MiddleNames), Surname: b.line(&c.Surname), KnownAs: b.line(&c.KnownAs),
		PreviousNames: b.previousNames(c.PreviousNames, at.path+".previous_names"), Pronouns: b.line(&c.Pronouns),
		DateOfBirth: b.date(&c.DateOfBirth), ExpectedDateOfBirth: b.date(&c.ExpectedDateOfBirth), DateOfBirthBasis: b.word(&c.DateOfBirthBasis),
		BirthOrder: b.int(&c.BirthOrder), Mother: b.who(&c.Mother), DiedOn: b.date(&c.DiedOn),
		Sex: b.code("sex", &c.Sex), Gender: b.line(&c.Gender), SexualOrientation: b.line(&c.SexualOrientation),
		Ethnicity: b.code("ethnicity", &c.Ethnicity), Nationality: b.line(&c.Nationality), Religion: b.line(&c.Religion),
		ReligiousObservance: b.text(&c.ReligiousObservance), CommunicationNeeds: b.text(&c.CommunicationNeeds),
		FirstLanguage: b.line(&c.FirstLanguage), Interpreter: b.line(&c.Interpreter),
		Disabilities:  b.codes("disability", c.Disabilities, at.path+".disabilities"),
		Communication: b.word(&c.Communication), NHSNumber: b.line(&c.NHSNumber), UPN: b.line(&c.UPN),
		Statuses: b.statuses(c.Statuses, at.path+".statuses"), LookedAfter: c.LookedAfter(b.asOf), Unborn: c.Unborn(b.asOf), CategoryOfNeed: b.code("need", &c.CategoryOfNeed),
		Orders:     all(c.Orders, nil, b.order),
		PenPicture: b.text(&c.PenPicture), WishesAndFeelings: b.text(&c.WishesAndFeelings), Identity: b.text(&c.Identity),
		Worker: b.who(&c.Worker), Moves: b.bool(&c.Moves), Told: b.informed(c.Inform, at.path+".inform"),
		Dates:   b.childsEvents(c, at.path+".dates"),
		Address: b.address(c.Address, at.path+".address"),
	}
	if !c.DateOfBirth.IsZero() && !c.DateOfBirth.After(b.asOf) {
		v.Age = Worked(c.DateOfBirth.AgeText(b.asOf))
	}
	if x := c.Immigration; x != nil {
		v.ImmigrationStatus, v.Unaccompanied, v.ImmigrationDocuments = b.line(&x.Status), b.bool(&x.Unaccompanied), b.text(&x.Documents)
	}
	if x := c.AgeAssessment; x != nil {
		v.AgeAssessment, v.AgeAssessedOn, v.AgeAssessedBy = b.text(&x.Decision), b.date(&x.Date), b.who(&x.By)
	}
	if x := c.LegalStatus; x != nil {
		v.LegalStatus, v.LegalStatusFrom = b.code("legal_status", &x.Code), b.date(&x.From)
	}
	if x := c.CPPlan; x != nil {
		v.CPCategory, v.CPFrom, v.CPTo = b.code("abuse", &x.Category), b.date(&x.From), b.date(&x.To)
	}
	if x := c.CareLeaver; x != nil {
		v.CareLeaver, v.WeeksSince14, v.Adviser = b.word(&x.Category), b.int(&x.WeeksSince14), b.who(&x.Adviser)
	}
	if x := c.Permanence; x != nil {
		v.PermanenceRoute, v.PermanencePlan, v.ParallelPlan, v.PermanenceDecidedOn = b.word(&x.Route), b.line(&x.Primary), b.line(&x.Parallel), b.date(&x.DecidedOn)
	}
	if x := c.Address; x != nil {
		v.AddressFrom, v.AddressConfirmedOn = b.date(&x.From), b.date(&x.ConfirmedOn)
		v.AddressConfidential, v.AddressKnownTo = b.bool(&x.Confidential), b.whoAll(&x.KnownTo)
	}
	if x := c.School; x != nil {
		v.School, v.YearGroup, v.SchoolFrom = b.agency(&x.Professional), b.line(&x.YearGroup), b.date(&x.From)
	}
	if x := c.Placement; x != nil {
		v.PlacementType, v.PlacementProvider, v.Carers = b.code("placement", &x.Type), b.code("provider", &x.Provider), b.whoAll(&x.Carers)
		v.PlacementFrom, v.PlacementPlanDate, v.PlacementPlanningMeeting = b.date(&x.From), b.date(&x.PlanDate), b.date(&x.PlanningMeeting)
		v.PlacementChangeReason = b.code("placement_change", &x.ChangeReason)
		if p := x.Previous; p != nil {
			v.PreviousPlacement, v.PreviousCarers, v.PreviousPlacementTo = b.code("placement", &p.Type), b.whoAll(&p.Carers), b.date(&p.To)
			v.PreviousAddress = b.addressInFull(p.Address, at.path+".placement.previous.address")
		}
	}
	if x := c.Health; x != nil {
		v.Health, v.Dental, v.Optician, v.Immunisations = b.text(&x.Text), b.date(&x.Dental), b.date(&x.Optician), b.line(&x.Immunisations)
		if a := x.InitialAssessment; a != nil {
			v.InitialHealthRequested, v.InitialHealthDone = b.date(&a.Requested), b.date(&a.Done)
		}
	}
	if x := c.Education; x != nil {
		v.Education, v.PEPDate = b.text(&x.Text), b.date(&x.PEPDate)
	}
	if x := c.PathwayPlan; x != nil {
		v.PathwayPart1, v.PathwayPart2, v.AdviserContribution = b.date(&x.Part1), b.date(&x.Part2), b.text(&x.AdviserContribution)
	}
	if x := c.LaterLifeLetter; x != nil {
		v.LaterLifeWritten, v.LaterLifeShared = b.date(&x.Written), b.date(&x.Shared)
	}
	if x := c.ExitInterview; x != nil {
		v.ExitInterview = b.date(&x.Offered)
	}
	if x := c.BirthCertificate; x != nil {
		v.BirthCertificateApplied, v.BirthCertificateReceived = b.date(&x.Applied), b.date(&x.Received)
		v.BirthCertificateHeldBy, v.BirthCertificateCopyOnFile, v.BirthCertificateGiveTo = b.line(&x.HeldBy), b.bool(&x.CopyOnFile), b.who(&x.GiveTo)
	}
	if x := c.LastSeen; x != nil {
		v.LastSeen, v.LastSeenBy, v.LastSeenAlone = b.date(&x.Date), b.who(&x.By), b.bool(&x.Alone)
	}
	if x := c.Apart; x != nil {
		v.Apart, v.ApartAssessedBy, v.ApartDate = b.text(&x.Reason), b.who(&x.AssessedBy), b.date(&x.Date)
	}
	if x := c.Letters; x != nil {
		v.LettersDeliver, v.LettersTo, v.LettersKept = b.word(&x.Deliver), b.who(&x.To), b.bool(&x.KeepForLater)
	}
	return v
}

// agency is a professional as the place where they work: "Ash Lane School (Ms P. Example)".
func (b *builder) agency(p *model.ID) *Fact {
	x := b.rec.Professional(*p)
	if x == nil || x.Agency == "" {
		return b.who(p)
	}
	s := x.Agency
	if x.Name != "" && x.Name != x.Agency {
		s += " (" + x.Name + ")"
	}
	return &Fact{text: s, path: b.rec.PathOf(p), code: string(*p)}
}

func (b *builder) codes(table string, list []model.Code, path string) *Fact {
	var out []string
	for i := range list {
		out = append(out, b.code(table, &list[i]).text)
	}
	return joined(out, list == nil, path)
}

func (b *builder) statuses(list []model.Status, path string) *Fact {
	names := map[model.Word]string{"cin": "Child in need", "cp": "Child protection", "cla": "Looked after", "care_leaver": "Care leaver", "early_help": "Early help"}
	var out []string
	for _, s := range list {
		x := names[s.Status]
		if !s.From.IsZero() {
			x += " from " + s.From.Long()
		}
		if !s.To.IsZero() {
			x += " to " + s.To.Long()
		}
		out = append(out, x)
	}
	return joined(out, list == nil, path)
}

func (b *builder) previousNames(list []model.PreviousName, path string) *Fact {
	var out []string
	for _, n := range list {
		s := n.Name
		if n.Kind != "" {
			s += fmt.Sprintf(" (%s name)", n.Kind)
		}
		if !n.Until.IsZero() {
			s += " until " + n.Until.Long()
		}
		if n.Confidential != nil && *n.Confidential {
			s += ", confidential"
		}
		out = append(out, s)
	}
	return joined(out, list == nil, path)
}

func (b *builder) informed(x *model.Inform, path string) Informed {
	v := Informed{At: At{path}}
	if x != nil {
		v.Tell, v.Reason, v.DecidedBy = b.bool(&x.Tell), b.text(&x.Reason), b.who(&x.DecidedBy)
		v.ToldOn, v.ToldBy, v.How = b.date(&x.ToldOn), b.who(&x.ToldBy), b.line(&x.How)
	}
	return v
}

func (b *builder) order(o *model.Order) InternalOrder {
	return InternalOrder{At: b.at(o, ""), Kind: b.line(&o.Kind), MadeOn: b.date(&o.MadeOn), EndsOn: b.date(&o.EndsOn), Court: b.line(&o.Court), Terms: b.text(&o.Terms)}
}

// events is a dates map in order of date, then of name.
func (b *builder) events(m map[model.Word]model.Moment, path string) []Named {
	if m == nil {
		return nil
	}
	names := make([]model.Word, 0, len(m))
	for n := range m {
		names = append(names, n)
	}
	slices.SortFunc(names, func(x, y model.Word) int {
		if c := m[x].Date.Compare(m[y].Date); c != 0 {
			return c
		}
		if x < y {
			return -1
		}
		return 1
	})
	out := []Named{}
	for _, n := range names {
		v := m[n]
		p := path + "." + string(n)
		out = append(out, Named{At{p}, &Fact{text: b.eventLabel(n), code: string(n)}, b.moment(&v, p), string(n)})
	}
	return out
}

// childsEvents are a child's dates. Of a child who isn't looked after the next
// review is another one than that which the council's word is for.
func (b *builder) childsEvents(c *model.Child, path string) []Named {
	out := b.events(c.Dates, path)
	for i, n := range out {
		if n.name == "next_review" && !c.LookedAfter(b.asOf) {
			out[i].Label = &Fact{text: "Next review", code: n.name}
		}
	}
	return out
}

func (b *builder) eventLabel(n model.Word) string {
	return capital(b.proto.EventLabel(string(n)))
}

func (b *builder) extraLabel(name string) string {
	for _, x := range b.proto.Extra {
		if x.Name == name {
			return x.Label
		}
	}
	return words(name)
}

// extraText is an extra fact as it is printed: a day in words, as all days.
func (b *builder) extraText(name, text string) string {
	for _, x := range b.proto.Extra {
		if d, err := dates.Parse(text); x.Name == name && x.Type == "date" && err == nil {
			return d.Long()
		}
	}
	return text
}

func (b *builder) extra() []Named {
	if b.rec.Extra == nil {
		return nil
	}
	names := make([]string, 0, len(b.rec.Extra))
	for n := range b.rec.Extra {
		names = append(names, n)
	}
	slices.Sort(names)
	out := []Named{}
	for _, n := range names {
		x := b.rec.Extra[n]
		p := "extra." + n
		val := yesNo(x.Bool, p)
		if val == nil {
			val = fact(b.extraText(n, string(x.Text)), p)
		}
		out = append(out, Named{At{p}, &Fact{text: b.extraLabel(n), code: n}, val, n})
	}
	return out
}

func (b *builder) person(p *model.Person, child *model.Child) InternalPerson {
	at := b.at(p, "people")
	v := InternalPerson{At: at, ID: fact(string(p.ID), at.path+".id"), Name: b.line(&p.Name),
		PreviousNames: b.previousNames(p.PreviousNames, at.path+".previous_names"), Pronouns: b.line(&p.Pronouns),
		DateOfBirth: b.partial(&p.DateOfBirth), DiedOn: b.date(&p.DiedOn), Address: b.addressInFull(p.Address, at.path+".address"),
		Telephone: b.line(&p.Telephone), Email: b.line(&p.Email), Workplace: b.line(&p.Workplace), FirstLanguage: b.line(&p.FirstLanguage),
		Interpreter: b.line(&p.Interpreter), SameAs: b.who(&p.SameAs), Communication: b.word(&p.Communication), LetterLanguage: b.line(&p.LetterLanguage),
	}
	if t := p.Translation; t != nil {
		s := t.ApprovedBy
		if !t.Date.IsZero() {
			s += ", " + t.Date.Long()
		}
		v.Translation = fact(s, at.path+".translation")
	}
	if l := p.Letters; l != nil {
		v.LettersDeliver, v.LettersTo, v.UnsafePost, v.SafeContact = b.word(&l.Deliver), b.who(&l.To), b.bool(&l.UnsafePost), b.line(&l.SafeContact)
	}
	v.Relationships = all(p.Relationship, func(r *model.Relationship) bool { return child == nil || r.Child == child.ID }, b.relationship)
	return v
}

func (b *builder) relationship(r *model.Relationship) InternalRelationship {
	at := b.at(r, "")
	v := InternalRelationship{At: at, Child: b.childOf(&r.Child), Is: b.line(&r.Is), ParentalResponsibility: b.bool(&r.ParentalResponsibility),
		Told: b.informed(r.Inform, at.path+".inform")}
	if c := r.Contact; c != nil {
		v.ContactStatus, v.ContactArrangements = b.word(&c.Status), b.text(&c.Arrangements)
	}
	return v
}

func (b *builder) household(h *model.Household) InternalHousehold {
	at := b.at(h, "households")
	return InternalHousehold{At: at, Address: b.addressInFull(h.Address, at.path+".address"), Members: b.whoAll(&h.Members)}
}

func (b *builder) professional(p *model.Professional) InternalProfessional {
	at := b.at(p, "professionals")
	v := InternalProfessional{At: at, ID: fact(string(p.ID), at.path+".id"), Name: b.line(&p.Name), Role: b.line(&p.Role), Kind: b.word(&p.Kind),
		Agency: b.line(&p.Agency), Children: b.children(&p.Children), Address: b.addressInFull(p.Address, at.path+".address"), Telephone: b.line(&p.Telephone),
		Email: b.line(&p.Email), SecureEmail: b.line(&p.SecureEmail), From: b.date(&p.From), LeavingOn: b.date(&p.LeavingOn), SameAs: b.who(&p.SameAs)}
	if x := p.Inform; x != nil {
		v.Tell, v.TellReason = b.bool(&x.Tell), b.text(&x.Reason)
	}
	return v
}

func (b *builder) authority(a *model.Authority) InternalAuthority {
	at := b.at(a, "authorities")
	v := InternalAuthority{At: at, Name: b.line(&a.Name), Worker: b.line(&a.Worker), TheirReference: b.line(&a.TheirReference),
		Address: b.addressInFull(a.Address, at.path+".address"), SecureEmail: b.line(&a.SecureEmail)}
	if m := a.Meeting; m != nil {
		v.MeetingDate, v.MeetingTime, v.MeetingVenue = b.date(&m.Date), b.time(&m.Time), b.line(&m.Venue)
	}
	if x := a.Records; x != nil {
		v.RecordsRequested, v.RecordsReceived = b.date(&x.Requested), b.date(&x.Received)
	}
	return v
}

func (b *builder) restriction(x *model.Restriction) InternalRestriction {
	at := b.at(x, "restrictions")
	var what []string
	for _, w := range x.What {
		what = append(what, words(string(w)))
	}
	return InternalRestriction{At: at, Who: b.who(&x.Who), Also: b.whoAll(&x.Also), About: b.who(&x.About),
		What: joined(what, x.What == nil, at.path+".what"), Words: joined(x.Words, x.Words == nil, at.path+".words"), Reason: b.text(&x.Reason),
		DecidedBy: b.who(&x.DecidedBy), DecidedOn: b.date(&x.DecidedOn), ReviewOn: b.date(&x.ReviewOn), EndedOn: b.date(&x.EndedOn), EndedBy: b.who(&x.EndedBy)}
}

func (b *builder) transfer() InternalTransfer {
	v := InternalTransfer{At: At{"transfer"}}
	t := b.rec.Transfer
	if t == nil {
		return v
	}
	v.Kind, v.FromTeam, v.ToTeam, v.CurrentWorker, v.ReceivingWorker = b.word(&t.Kind), b.who(&t.FromTeam), b.who(&t.ToTeam), b.who(&t.CurrentWorker), b.who(&t.ReceivingWorker)
	v.SameWorker, v.TransferringManager, v.ReceivingManager = b.bool(&t.SameWorker), b.who(&t.TransferringManager), b.who(&t.ReceivingManager)
	v.Chair, v.Administrator, v.WindowEnd = b.who(&t.Chair), b.who(&t.Administrator), b.date(&t.WindowEnd)
	if x := t.Reason; x != nil {
		v.ReasonCode, v.Reason = b.code("worker_change", &x.Code), b.text(&x.Text)
		v.ReasonForChild, v.ReasonForFamily, v.ReasonForProfessionals = b.text(&x.ForChild), b.text(&x.ForFamily), b.text(&x.ForProfessionals)
	}
	if x := t.Trigger; x != nil {
		if x.Event != "" {
			v.Trigger = &Fact{text: b.eventLabel(x.Event), path: b.rec.PathOf(&x.Event), code: string(x.Event)}
		}
		v.TriggerDate = b.date(&x.Date)
	}
	if x := t.ACRP; x != nil {
		v.ACRPDate, v.ACRPDecision, v.ACRPConditions = b.date(&x.Date), b.text(&x.Decision), b.text(&x.Conditions)
	}
	on := func(name model.Word) *Fact {
		m := t.Dates[name]
		return b.moment(&m, "transfer.dates."+string(name))
	}
	v.Date, v.MeetingDate, v.IntroductoryVisit, v.JointVisit, v.Agreed = on("transfer"), on("transfer_meeting"), on("introductory_visit"), on("joint_visit"), on("agreed")
	v.Conversation, v.Notified, v.Acknowledged = on("conversation"), on("notified"), on("acknowledged")
	v.TrackingMeeting = on("tracking_meeting")
	v.Review, v.CaseDiscussion, v.Allocated, v.Moved = on("review"), on("case_discussion"), on("allocated"), on("moved")
	v.ReadyForClosure, v.ClosureAgreed = on("ready_for_closure"), on("closure_agreed")
	v.Dates = b.events(t.Dates, "transfer.dates")
	v.Views = all(t.Views, nil, func(x *model.Views) InternalViews {
		return InternalViews{At: b.at(x, "transfer.views"), Who: b.who(&x.Who), Date: b.date(&x.Date), By: b.who(&x.By), Text: b.text(&x.Text)}
	})
	if x := t.Exception; x != nil {
		v.Exception, v.ExceptionAgreedBy, v.ExceptionDate = b.text(&x.Reason), b.whoAll(&x.AgreedBy), b.date(&x.Date)
	}
	if x := t.DecisionNotToTransfer; x != nil {
		v.NotToTransfer, v.NotToTransferAgreedBy, v.NotToTransferDate = b.text(&x.Reason), b.whoAll(&x.AgreedBy), b.date(&x.Date)
	}
	if x := t.Delay; x != nil {
		v.Delay, v.DelayFrom, v.DelayExpected = b.text(&x.Reason), b.date(&x.From), b.date(&x.Expected)
		v.InterimWorker, v.DelayReviewOn, v.DelayTold = b.who(&x.InterimWorker), b.date(&x.ReviewOn), b.whoOn(x.Told, "transfer.delay.told")
	}
	return v
}

// whoOn is names with a day each: "Jo Example on 3 December 2026".
func (b *builder) whoOn(list []model.WhoOn, path string) *Fact {
	var out []string
	for _, x := range list {
		s := b.called(x.Who)
		if !x.On.IsZero() {
			s += " on " + x.On.Long()
		}
		out = append(out, s)
	}
	return joined(out, list == nil, path)
}

func (b *builder) meeting(m *model.Meeting) InternalMeeting {
	at := b.at(m, "meetings")
	return InternalMeeting{At: at, ID: fact(string(m.ID), at.path+".id"), Kind: b.line(&m.Kind), Date: b.date(&m.Date), Time: b.time(&m.Time), Venue: b.line(&m.Venue),
		Chair: b.who(&m.Chair), Invited: b.whoAll(&m.Invited), Attended: b.whoAll(&m.Attended), Children: b.children(&m.Children),
		Papers: joined(m.Papers, m.Papers == nil, at.path+".papers"), DiscussAgain: b.bool(&m.DiscussAgain),
		Decisions: all(m.Decisions, nil, func(d *model.Decision) InternalDecision {
			return InternalDecision{At: b.at(d, ""), Decision: b.text(&d.Decision), Who: b.who(&d.Who), Due: b.date(&d.Due)}
		})}
}

func (b *builder) consent(c *model.Consent) InternalConsent {
	v := InternalConsent{At: b.at(c, "consents"), By: b.who(&c.By), About: b.childOf(&c.About), ToWhat: b.line(&c.ToWhat), WithWhom: b.whoAll(&c.WithWhom),
		Answer: b.word(&c.Answer), Date: b.date(&c.Date), Evidence: b.line(&c.Evidence)}
	if o := c.Overridden; o != nil {
		v.Overridden, v.OverriddenBy = b.text(&o.Reason), b.who(&o.By)
	}
	return v
}

func (b *builder) earlyHelp() InternalEarlyHelp {
	v := InternalEarlyHelp{At: At{"early_help"}}
	if x := b.rec.EarlyHelp; x != nil {
		v.Service, v.FormDate, v.LeadProfessional, v.Administrator, v.Members = b.line(&x.Service), b.date(&x.FormDate), b.who(&x.LeadProfessional), b.who(&x.Administrator), b.whoAll(&x.Members)
		v.Rationale, v.Needs, v.IfDeclined, v.IfWaiting = b.text(&x.Rationale), b.text(&x.Needs), b.text(&x.IfDeclined), b.text(&x.IfWaiting)
		if o := x.Outcome; o != nil {
			v.Outcome, v.OutcomeRationale, v.OutcomeDate = b.line(&o.Decision), b.text(&o.Rationale), b.date(&o.Date)
		}
	}
	return v
}

func (b *builder) plan(p *model.Plan) InternalPlan {
	return InternalPlan{At: b.at(p, "plans"), Kind: b.line(&p.Kind), Child: b.childOf(&p.Child), Date: b.date(&p.Date), Reviewed: b.date(&p.Reviewed),
		Goals: all(p.Goals, nil, func(g *model.Goal) InternalGoal {
			return InternalGoal{At: b.at(g, ""), Goal: b.text(&g.Goal), Action: b.text(&g.Action), Who: b.who(&g.Who), By: b.date(&g.By)}
		})}
}

func (b *builder) assessment(a *model.Assessment) InternalAssessment {
	at := b.at(a, "assessments")
	return InternalAssessment{At: at, Kind: b.line(&a.Kind), Children: b.children(&a.Children), Started: b.date(&a.Started), Completed: b.date(&a.Completed),
		AuthorisedBy: b.who(&a.AuthorisedBy), AuthorisedOn: b.date(&a.AuthorisedOn), SharedWith: b.whoOn(a.SharedWith, at.path+".shared_with"),
		Summary: b.text(&a.Summary), Risk: b.text(&a.Risk)}
}

func (b *builder) summary() InternalSummary {
	v := InternalSummary{At: At{"summary"}}
	if s := b.rec.Summary; s != nil {
		v.ReasonForInvolvement, v.History, v.CurrentSituation, v.Strengths = b.text(&s.ReasonForInvolvement), b.text(&s.History), b.text(&s.CurrentSituation), b.text(&s.Strengths)
		v.WorkCompleted, v.WorkOutstanding, v.Risk, v.Contingency = b.text(&s.WorkCompleted), b.text(&s.WorkOutstanding), b.text(&s.Risk), b.text(&s.Contingency)
	}
	return v
}

func (b *builder) risk(x *model.Risk) InternalRisk {
	return InternalRisk{At: b.at(x, "risks"), Risk: b.text(&x.Risk), Mitigation: b.text(&x.Mitigation), About: b.whoAll(&x.About), Rating: b.line(&x.Rating)}
}

func (b *builder) healthSafety() InternalHealthSafety {
	v := InternalHealthSafety{At: At{"health_and_safety"}}
	if x := b.rec.HealthSafety; x != nil {
		v.Date, v.By, v.Measures = b.date(&x.Date), b.who(&x.By), b.text(&x.Measures)
		v.Hazards = all(x.Hazards, nil, b.text)
	}
	return v
}

func (b *builder) court() InternalCourt {
	v := InternalCourt{At: At{"court"}}
	if x := b.rec.Court; x != nil {
		v.Proceedings, v.CaseNumber, v.Solicitor, v.Guardian = b.line(&x.Proceedings), b.line(&x.CaseNumber), b.who(&x.Solicitor), b.who(&x.Guardian)
		if h := x.NextHearing; h != nil {
			v.NextHearing, v.NextHearingCourt = b.date(&h.Date), b.line(&h.Court)
		}
		v.Timetable = all(x.Timetable, nil, func(e *model.CourtEvent) InternalCourtEvent {
			return InternalCourtEvent{At: b.at(e, ""), Date: b.date(&e.Date), What: b.line(&e.What)}
		})
	}
	return v
}

func (b *builder) contact(child *model.Child) InternalContact {
	v := InternalContact{At: At{"contact_plan"}}
	if x := b.rec.ContactPlan; x != nil {
		v.Transition = b.text(&x.Transition)
		v.Arrangements = all(x.Arrangements, func(a *model.Arrangement) bool { return about(a.Child, child) }, func(a *model.Arrangement) InternalArrangement {
			return InternalArrangement{At: b.at(a, ""), Child: b.childOf(&a.Child), With: b.who(&a.With), Frequency: b.line(&a.Frequency), Venue: b.line(&a.Venue),
				SupervisedBy: b.who(&a.SupervisedBy), Transport: b.line(&a.Transport)}
		})
	}
	return v
}

func (b *builder) event(e *model.Event) InternalEvent {
	return InternalEvent{At: b.at(e, "chronology"), Date: b.partial(&e.Date), Until: b.partial(&e.Until), Source: b.line(&e.Source), Children: b.children(&e.Children),
		Handling: b.word(&e.Handling), Owner: b.line(&e.Owner), Event: b.text(&e.Event), Significance: b.text(&e.Significance)}
}

func (b *builder) keyDate(k *model.KeyDate) InternalKeyDate {
	return InternalKeyDate{At: b.at(k, "key_dates"), Date: b.date(&k.Date), Time: b.time(&k.Time), What: b.line(&k.What), Where: b.line(&k.Where), Who: b.whoAll(&k.Who)}
}

func (b *builder) task(t *model.Task) InternalTask {
	return InternalTask{At: b.at(t, "tasks"), Task: b.text(&t.Task), Issue: b.text(&t.Issue), RemedialAction: b.text(&t.RemedialAction), Child: b.childOf(&t.Child),
		Who: b.who(&t.Who), Due: b.date(&t.Due), AgreedAt: b.agreedAt(&t.AgreedAt), Done: b.date(&t.Done)}
}

// agreedAt is the meeting at which something was agreed: its kind and date.
func (b *builder) agreedAt(p *model.ID) *Fact {
	m := b.rec.Meeting(*p)
	if m == nil {
		return nil
	}
	s := m.Kind
	if !m.Date.IsZero() {
		s += ", " + m.Date.Long()
	}
	return fact(s, b.rec.PathOf(p))
}

func (b *builder) finance(f *model.Finance) InternalFinance {
	return InternalFinance{At: b.at(f, "finance"), Kind: b.word(&f.Kind), Child: b.childOf(&f.Child), Amount: b.line(&f.Amount), Frequency: b.line(&f.Frequency),
		AuthorisedBy: b.who(&f.AuthorisedBy), Until: b.date(&f.Until), CeasedOn: b.date(&f.CeasedOn), Arrangement: b.text(&f.Arrangement)}
}

func (b *builder) supervision(s *model.Supervision) InternalSupervision {
	return InternalSupervision{At: b.at(s, "supervision"), Date: b.date(&s.Date), By: b.who(&s.By), Decision: b.text(&s.Decision)}
}

func (b *builder) audit() InternalAudit {
	v := InternalAudit{At: At{"audit"}}
	if a := b.rec.Audit; a != nil {
		if x := a.Worker; x != nil {
			v.WorkerBy, v.WorkerOn = b.who(&x.By), b.date(&x.On)
		}
		if x := a.Administrator; x != nil {
			v.AdministratorBy, v.AdministratorOn, v.PassedTo = b.who(&x.By), b.date(&x.On), b.who(&x.PassedTo)
		}
		if x := a.Manager; x != nil {
			v.ManagerBy, v.ManagerOn = b.who(&x.By), b.date(&x.On)
		}
		if x := a.Receiving; x != nil {
			v.ReceivingBy, v.ReceivingOn = b.who(&x.By), b.date(&x.On)
			v.ReceivingOutstanding = all(x.Outstanding, nil, b.text)
		}
	}
	return v
}

func (b *builder) paperRecord(p *model.PaperRecord) InternalPaperRecord {
	return InternalPaperRecord{At: b.at(p, "paper_records"), What: b.line(&p.What), Location: b.line(&p.Location), Uploaded: b.bool(&p.Uploaded)}
}

func (b *builder) referral() InternalReferral {
	v := InternalReferral{At: At{"referral"}}
	if x := b.rec.Referral; x != nil {
		v.Received, v.From, v.OutcomeSent = b.moment(&x.Received, "referral.received"), b.line(&x.From), b.date(&x.OutcomeSent)
		v.Referrer = b.who(&x.Referrer)
		v.Accepted, v.Activated, v.Summary, v.Outcome = b.date(&x.Accepted), b.date(&x.Activated), b.text(&x.Summary), b.text(&x.Outcome)
	}
	return v
}

func (b *builder) previousClosure() InternalPreviousClosure {
	v := InternalPreviousClosure{At: At{"previous_closure"}}
	if x := b.rec.PreviousClosure; x != nil {
		v.Date, v.Team, v.Reason = b.date(&x.Date), b.who(&x.Team), b.text(&x.Reason)
	}
	return v
}

func (b *builder) closure() InternalClosure {
	v := InternalClosure{At: At{"closure"}}
	x := b.rec.Closure
	if x == nil {
		return v
	}
	v.Reason, v.DecidedBy, v.DecidedOn, v.AgreedBy, v.Effective = b.code("closure", &x.Reason), b.who(&x.DecidedBy), b.date(&x.DecidedOn), b.who(&x.AgreedBy), b.date(&x.Effective)
	v.DiscussedWith, v.Text, v.Outcomes = b.whoAll(&x.DiscussedWith), b.text(&x.Text), b.text(&x.Outcomes)
	v.SupportAfter, v.HowToComeBack = b.text(&x.SupportAfter), b.text(&x.HowToComeBack)
	v.ChildrenSeen = all(x.ChildrenSeen, nil, func(s *model.ChildSeen) InternalSeen {
		return InternalSeen{At: b.at(s, ""), Who: b.who(&s.Child), Date: b.date(&s.Date), By: b.who(&s.By), Alone: b.bool(&s.Alone)}
	})
	v.ParentsSeen = all(x.ParentsSeen, nil, func(s *model.ParentSeen) InternalSeen {
		return InternalSeen{At: b.at(s, ""), Who: b.who(&s.Person), Date: b.date(&s.Date), By: b.who(&s.By)}
	})
	if a := x.AccommodationSeen; a != nil {
		v.AccommodationSeen, v.AccommodationSeenBy = b.date(&a.Date), b.who(&a.By)
		v.AccommodationRequested, v.AccommodationReceived = b.date(&a.RecordRequested), b.date(&a.RecordReceived)
	}
	if m := x.TACMeeting; m != nil {
		v.TACDate, v.TACTime, v.TACVenue = b.date(&m.Date), b.time(&m.Time), b.line(&m.Venue)
	}
	return v
}

func (b *builder) sent(s *model.Sent) InternalSent {
	return InternalSent{At: b.at(s, "sent"), Document: b.line(&s.Document), To: b.who(&s.To), Date: b.date(&s.Date), Time: b.time(&s.Time), By: b.who(&s.By),
		How: b.line(&s.How), Address: b.line(&s.Address), Proof: b.line(&s.Proof), Returned: b.date(&s.Returned)}
}

func (b *builder) notKnown(n *model.NotKnown) InternalNotKnown {
	return InternalNotKnown{At: b.at(n, "not_known"), What: Worked(Where(b.rec, b.proto, b.asOf)(n.Path)), Why: b.word(&n.Why), Note: b.text(&n.Note)}
}
