package audience

import (
	"slices"
	"strings"

	"handover/internal/protocol"
	"handover/internal/restriction"
	"handover/model"
	"handover/model/dates"
	"handover/model/fold"
)

// Document is one document to be made: for which reader, about which child,
// and who signs it.
type Document struct {
	Kind      string // "change-of-worker-letter"
	Reader    model.Reader
	Recipient model.ID // "" where it is for the file
	Child     *model.Child
	Signs     []protocol.Signature
	Ready     protocol.Readiness
}

// View is what the reader of a document may see of a record: a value of the
// type that ViewType names. Who reads decides, never the template. It is nil
// for the sender, who has a CheckSheet, and for a reader that there isn't.
func View(d Document, rec *model.Record, p *protocol.Protocol, asOf dates.Date) any {
	b := &builder{rec: rec, proto: p, asOf: asOf, to: grantReader(d, rec)}
	if d.Reader.Outside() {
		b.spoken = true
		b.shield = restriction.New(rec, d.Recipient, asOf)
	} else {
		b.namesakes = rec.Namesakes()
	}
	return b.view(d)
}

func (b *builder) view(d Document) any {
	switch d.Reader {
	case model.ReaderAdministrator:
		return b.administrator(d)
	case model.ReaderChild:
		return b.childLetter(d)
	case model.ReaderParent:
		return Parent{b.familyLetter(d)}
	case model.ReaderCarer:
		return Carer{b.familyLetter(d)}
	case model.ReaderRelative:
		return b.relativeLetter(d)
	case model.ReaderProfessional:
		return b.professionalLetter(d)
	case model.ReaderAuthority:
		return b.authorityLetter(d)
	case model.ReaderInternal:
		return b.internal(d.Child, d.Signs, d.Recipient, d.Ready)
	default:
		return nil
	}
}

// letter is what all letters hold. The address is the recipient's own.
func (b *builder) letter(d Document, at At, address []*Fact) Letter {
	v := Letter{At: at, Council: Worked(b.proto.Title), Date: longDate(b.asOf, ""), Address: address,
		OutOfHours: Worked(b.proto.Letterhead.OutOfHours), Signs: b.signatures(d.Signs),
		Number: b.line(&d.Child.Number), Large: asksForLarge(b.rec, d.Recipient),
	}
	h := b.proto.Letterhead
	for _, l := range h.Lines {
		v.Sender = append(v.Sender, Worked(l))
	}
	for _, l := range []string{h.Telephone, h.Email, h.Website} {
		if l != "" {
			v.Sender = append(v.Sender, Worked(l))
		}
	}
	v.Delay = OutDelay{At: At{"transfer.delay"}, Interim: OutColleague{At: At{"transfer.delay.interim_worker"}}}
	v.Manager = OutColleague{At: At{"transfer.transferring_manager"}}
	v.Leaving, v.Joining = OutColleague{At: At{"transfer.current_worker"}}, OutColleague{At: At{"transfer.receiving_worker"}}
	if t := b.rec.Transfer; t != nil {
		on := b.proto.Moved(b.rec, b.asOf)
		v.From, v.Changed = b.day(on, "transfer.dates.transfer"), b.come(on)
		for _, event := range introductions {
			v.Met = v.Met || !t.Dates[event].Date.IsZero() && t.Dates[event].Date.Before(b.asOf)
		}
		v.Moved = b.granted("moved_on", b.day(t.Dates["moved"].Date, "transfer.dates.moved"))
		v.Leaving = b.leaving(t.CurrentWorker, v.Leaving)
		v.Joining = b.outColleague(t.ReceivingWorker, v.Joining)
		if w := b.rec.Worker(t.CurrentWorker); w != nil {
			if team := b.rec.Team(w.Team); team != nil {
				if f := b.line(&team.OutOfHours); f != nil {
					v.OutOfHours = f
				}
			}
		}
		v.FromTeam, v.ToTeam = b.who(&t.FromTeam), b.who(&t.ToTeam)
		v.Manager = b.outColleague(t.TransferringManager, OutColleague{At: At{"transfer.transferring_manager"}})
		if on := t.Dates["tentative"].Date; !on.Before(b.asOf) {
			v.Tentative = b.day(on, "transfer.dates.tentative")
		}
		if x := t.Delay; x != nil {
			v.Delay.From = b.date(&x.From)
			if !x.Expected.Before(b.asOf) { // nothing is promised for a day that has passed
				v.Delay.Expected = b.date(&x.Expected)
			}
			if !x.ReviewOn.Before(b.asOf) {
				v.Delay.ReviewOn = b.date(&x.ReviewOn)
			}
			v.Delay.Interim = b.outColleague(x.InterimWorker, v.Delay.Interim)
		}
	}
	if x := b.rec.Closure; x != nil {
		v.Closed, v.Ended = b.date(&x.Effective), b.come(x.Effective)
	}
	v.EarlyHelp = b.outEarlyHelp(d.Child)
	v.Extra = b.extraFor(d.Reader)
	return v
}

// introductions are the events at which a family meets the new worker.
var introductions = []model.Word{"introductory_visit", "joint_visit"}

// come says whether a day is today or past.
func (b *builder) come(d dates.Date) bool { return !d.IsZero() && !d.After(b.asOf) }

// extraFor are the council's own facts that its protocol gives a reader.
func (b *builder) extraFor(r model.Reader) []Named {
	given := b.proto.Granted(string(r))
	return slices.DeleteFunc(b.extra(), func(n Named) bool { return !slices.Contains(given, n.name) || b.shield.Hides("extra."+n.name) })
}

func (b *builder) outEarlyHelp(c *model.Child) OutEarlyHelp {
	v := OutEarlyHelp{At: At{"early_help"}, Lead: OutContact{At: At{"early_help.lead_professional"}}}
	if x := b.rec.EarlyHelp; x != nil {
		v.Service, v.Lead = b.line(&x.Service), b.outContact(x.LeadProfessional, v.Lead)
	}
	if c == nil {
		c = b.firstAtTAC()
	}
	var on dates.Date
	if c != nil {
		first := c.Dates["tac"]
		on = first.Date
		v.Date = b.day(first.Date, b.rec.PathOfKey(&c.Dates, "tac"))
		v.Time = b.fact(b.clock(first.Time), b.rec.PathOfKey(&c.Dates, "tac"))
	}
	if x := b.rec.Closure; x != nil && x.TACMeeting != nil {
		m := x.TACMeeting
		v.Date, v.Time, v.Meeting = b.date(&m.Date), b.time(&m.Time), b.line(&m.Venue)
		on = m.Date
	}
	if !on.Before(b.asOf) {
		v.Coming = v.Date
	}
	return v
}

// firstAtTAC is the child who moves whose first meeting is the earliest.
func (b *builder) firstAtTAC() *model.Child {
	var first *model.Child
	for i := range b.rec.Children {
		c := &b.rec.Children[i]
		on := c.Dates["tac"].Date
		if (c.Moves == nil || *c.Moves) && !on.IsZero() && (first == nil || on.Before(first.Dates["tac"].Date)) {
			first = c
		}
	}
	return first
}

// outContact is a professional or a worker, as those who work with them see them.
func (b *builder) outContact(id model.ID, otherwise OutContact) OutContact {
	if p := b.rec.Professional(id); p != nil && !b.shield.Hides(b.rec.PathOf(p)) {
		return OutContact{At: b.at(p, ""), Name: b.line(&p.Name), Role: b.line(&p.Role), Agency: b.line(&p.Agency), Telephone: b.line(&p.Telephone), Email: b.line(&p.Email)}
	}
	if w := b.rec.Worker(id); w != nil && !b.shield.Hides(b.rec.PathOf(w)) {
		c := b.outColleague(id, OutColleague{})
		return OutContact{At: c.At, Name: c.Name, Role: c.Role, Agency: Worked(b.proto.Title), Telephone: c.Telephone, Email: c.Email}
	}
	return otherwise
}

func note(n protocol.Note, child bool) Help {
	h := Help{Telephone: Worked(n.Telephone), Email: Worked(n.Email)}
	text := n.ForFamily
	if child {
		text = n.ForChild
	}
	if text != "" {
		h.Text = &Narrative{text: text}
	}
	return h
}

func (b *builder) outColleague(id model.ID, otherwise OutColleague) OutColleague {
	w := b.rec.Worker(id)
	if w == nil || b.shield.Hides(b.rec.PathOf(w)) {
		return otherwise
	}
	c := OutColleague{At: b.at(w, ""), Name: b.fact(b.called(w.ID), b.rec.PathOf(&w.Name)), FirstName: firstName(w.Name, b.rec.PathOf(&w.Name)), Role: b.line(&w.Role),
		Telephone: b.line(&w.Telephone), Email: b.line(&w.Email), WorkingDays: b.line(&w.WorkingDays)}
	if t := b.rec.Team(w.Team); t != nil {
		c.Team = b.line(&t.Name)
		if c.Telephone == nil {
			c.Telephone = b.line(&t.Telephone)
		}
		if c.Email == nil {
			c.Email = b.line(&t.Email)
		}
	}
	if b.shield.Placing(id) {
		b.general(&c)
	}
	return c
}

// general puts the council's own telephone and e-mail in place of a worker's that
// would tell a reader where a child or somebody lives: by the area code, or by
// the domain.
func (b *builder) general(c *OutColleague) {
	h := b.proto.Letterhead
	if c.Telephone != nil && areaCode(c.Telephone.text) != "" && areaCode(c.Telephone.text) != areaCode(h.Telephone) {
		c.Telephone = Worked(h.Telephone)
	}
	if c.Email == nil {
		return
	}
	_, ours, _ := strings.Cut(strings.ToLower(h.Email), "@")
	name, domain, _ := strings.Cut(strings.ToLower(c.Email.text), "@")
	if ours != "" && domain != ours || b.shield.Tells(name, true) != "" || ours == "" && b.shield.Tells(domain, true) != "" {
		c.Email = Worked(h.Email)
	}
}

// areaCode is what of a telephone number says where it rings: "01204" of 01204 496
// 012, "0161" of +44 161 496 0123; "" of mobiles and of numbers for the whole country.
func areaCode(s string) string {
	var b strings.Builder
	for _, r := range s {
		if r >= '0' && r <= '9' {
			b.WriteRune(r)
		}
	}
	n := b.String()
	if rest, ok := strings.CutPrefix(strings.TrimPrefix(n, "00"), "44"); ok {
		n = "0" + strings.TrimPrefix(rest, "0")
	}
	switch {
	case len(n) < 6 || !strings.HasPrefix(n, "01") && !strings.HasPrefix(n, "02"):
		return ""
	case n[1] == '2':
		return n[:3]
	case n[2] == '1' || n[3] == '1':
		return n[:4]
	}
	return n[:5]
}

// leaving is the worker until the transfer; of one who has left already, or who
// has the name of the one who comes, only the team is said, which is whom to ring.
func (b *builder) leaving(id model.ID, otherwise OutColleague) OutColleague {
	w := b.rec.Worker(id)
	if w == nil || b.shield.Hides(b.rec.PathOf(w)) || (w.LeftOn.IsZero() || w.LeftOn.After(b.asOf)) && !b.oneName(id) {
		return b.outColleague(id, otherwise)
	}
	t := b.rec.Team(w.Team)
	if t == nil || b.shield.Hides(b.rec.PathOf(t)) {
		return otherwise
	}
	return OutColleague{At: b.at(t, ""), Team: b.line(&t.Name), Telephone: b.line(&t.Telephone), Email: b.line(&t.Email)}
}

// oneName says whether the worker who leaves has the name of the one who comes:
// no letter could say then who is meant, and speaks of the team instead.
func (b *builder) oneName(leaving model.ID) bool {
	joining := b.rec.Transfer.ReceivingWorker
	return joining != leaving && fold.Value(b.rec.NameOf(leaving)) == fold.Value(b.rec.NameOf(joining))
}

// firstName is what a child calls a worker: the first part of the name.
func firstName(name, path string) *Fact {
	for i, r := range name {
		if r == ' ' {
			return fact(name[:i], path)
		}
	}
	return fact(name, path)
}

// childsName is what a child is called in letters to the family: the first
// name, or the one that the child is known by. One who isn't born yet and has
// no name is the parents' baby.
func (b *builder) childsName(c *model.Child) *Fact {
	if c.KnownAs != "" {
		return b.line(&c.KnownAs)
	}
	switch {
	case c.FirstName != "":
		return b.line(&c.FirstName)
	case c.Surname != "" && !c.Unborn(b.asOf): // somebody of one name, which systems keep in either field
		return b.line(&c.Surname)
	}
	return Worked("your baby")
}

// fullName is what a child is called in letters to other agencies.
func (b *builder) fullName(c *model.Child) *Fact {
	if c.FirstName == "" && c.KnownAs == "" && c.Unborn(b.asOf) {
		if c.Name() != "" {
			return fact("the unborn baby "+c.Name(), b.rec.PathOf(c))
		}
		mother := b.rec.Person(c.Mother)
		if mother == nil || b.shield.Hides(b.rec.PathOf(&mother.Name)) || b.granted("expected_birth", Worked(mother.Name)) == nil {
			return nil // nothing says whose baby it is
		}
		return fact("the unborn baby of "+mother.Name, b.rec.PathOf(c))
	}
	return fact(c.Name(), b.rec.PathOf(c))
}

// nextReview is the first review that is still to come, whichever of its dates
// the record has it under.
func (b *builder) nextReview(c *model.Child) *Fact {
	var next *Fact
	var on dates.Date
	for _, event := range []model.Word{"next_review", "first_review", "second_review"} {
		d := c.Dates[event].Date
		if d.IsZero() || d.Before(b.asOf) || next != nil && !d.Before(on) {
			continue
		}
		next, on = b.day(d, b.rec.PathOfKey(&c.Dates, string(event))), d
	}
	return next
}

// introductoryVisit is the visit at which the new worker is introduced, if it
// is still to come; where there is none of its own, the two workers' joint visit.
// The record has one visit with one time, at home: only those are told of it who
// live where each child who moves lives. A parent who lives elsewhere would learn
// when somebody is at the door, and where the children live apart nobody knows
// from the record whose home it is.
func (b *builder) introductoryVisit(reader model.ID) *Fact {
	t := b.rec.Transfer
	if t == nil || !b.athome(reader) {
		return nil
	}
	event := model.Word("introductory_visit")
	if t.Dates[event].Date.IsZero() {
		event = "joint_visit"
	}
	m := t.Dates[event]
	if m.Date.Before(b.asOf) {
		return nil
	}
	return b.moment(&m, "transfer.dates."+string(event))
}

// athome tells whether every child who moves lives with somebody; a baby who
// isn't born yet lives with its mother.
func (b *builder) athome(reader model.ID) bool {
	there := append(restriction.Housemates(b.rec, reader, b.asOf), reader)
	for i := range b.rec.Children {
		c := &b.rec.Children[i]
		id := c.ID
		if c.Unborn(b.asOf) {
			id = c.Mother
		}
		if (c.Moves == nil || *c.Moves) && !slices.Contains(there, id) {
			return false
		}
	}
	return true
}

func (b *builder) childLetter(d Document) Child {
	c := d.Child
	v := Child{Letter: b.letter(d, b.at(c, ""), b.envelope(b.rec.PathOf(c), b.rec.AddressOf(c.ID), c.ID)),
		You: b.childsName(c), IntroductoryVisit: b.introductoryVisit(c.ID), NextReview: b.nextReview(c), Advocacy: note(b.proto.Notes.Advocacy, true),
		EasyRead: c.Communication == "easy_read", ComesOfAge: b.comesOfAge(c),
	}
	v.stage(c, b.asOf)
	if l := c.Letters; l != nil {
		v.Hello, v.Where, v.WhoComes, v.Goodbye = b.text(&l.Hello), b.text(&l.Where), b.text(&l.WhoComes), b.text(&l.Goodbye)
		v.ReadAloud = l.Deliver == "read_aloud"
		v.Keepsake = v.Keepsake && !v.ReadAloud
	}
	v.Complaints, v.Formats = note(b.proto.Notes.Complaints, true), note(b.proto.Notes.Formats, true)
	if x := b.rec.Closure; x != nil {
		v.SupportAfter, v.HowToComeBack = b.text(&x.SupportAfter), b.text(&x.HowToComeBack)
	}
	if t := b.rec.Transfer; t != nil {
		if t.Reason != nil {
			v.Why = b.text(&t.Reason.ForChild)
		}
		if w := b.rec.Worker(t.ReceivingWorker); w != nil {
			v.AboutWorker = b.text(&w.AboutMe)
		}
	}
	return v
}

// comesOfAge tells whether a child is 18 by the day of the transfer, settled or
// not, and isn't today: then plan, home and rights don't stay as they are.
func (b *builder) comesOfAge(c *model.Child) bool {
	if b.rec.Transfer == nil || c.DateOfBirth.IsZero() {
		return false
	}
	on := b.rec.Transfer.Dates["transfer"].Date
	if on.IsZero() {
		on = b.rec.Transfer.Dates["tentative"].Date
	}
	return !on.IsZero() && c.DateOfBirth.AgeOn(b.asOf) < 18 && c.DateOfBirth.AgeOn(on) >= 18
}

// stage says how the child is written to: by age on the day, and care leavers
// as adults. Without a date of birth Recipients holds the letter back.
func (v *Child) stage(c *model.Child, asOf dates.Date) {
	if c.DateOfBirth.IsZero() {
		v.Middle = true
		return
	}
	age := c.DateOfBirth.AgeOn(asOf)
	switch {
	case age >= 18 || c.HasStatus("care_leaver", asOf):
		v.Adult = true
	case age >= 13:
		v.Teen = true
	case age >= 8:
		v.Middle = true
	default:
		v.Young, v.Keepsake = true, age < 5
	}
}

func (b *builder) familyLetter(d Document) Family {
	p := b.rec.Person(d.Recipient)
	v := Family{Letter: b.letter(d, b.at(p, ""), b.envelope(b.rec.PathOf(&p.Name), b.rec.AddressOf(p.ID), p.ID)),
		You: b.line(&p.Name), Child: b.childsName(d.Child), Unborn: d.Child.Unborn(b.asOf), ComesOfAge: b.comesOfAge(d.Child), IntroductoryVisit: b.introductoryVisit(p.ID), NextReview: b.nextReview(d.Child)}
	if b.may("team") {
		v.Team = b.team()
	}
	if p.Salutation != "" {
		v.You = b.line(&p.Salutation)
	}
	for i := range p.Relationship {
		if r := &p.Relationship[i]; r.Child == d.Child.ID && r.ToDo != "" {
			v.ToDo = b.text(&r.ToDo)
		}
	}
	v.Complaints, v.Formats = note(b.proto.Notes.Complaints, false), note(b.proto.Notes.Formats, false)
	if x := b.rec.Closure; x != nil {
		v.SupportAfter, v.HowToComeBack = b.text(&x.SupportAfter), b.text(&x.HowToComeBack)
	}
	if t := b.rec.Transfer; t != nil && t.Reason != nil {
		v.Why = b.text(ReasonTo(t.Reason, d.Recipient, d.Child.ID, &t.Reason.ForFamily))
	}
	return v
}

// ReasonTo is the text that says to a reader why the case moves: the one that is
// written for this reader, or for the family of this child, or else for all.
func ReasonTo(r *model.TransferReason, reader, child model.ID, all *model.Text) *model.Text {
	out := all
	for i := range r.ForSome {
		x := &r.ForSome[i]
		switch {
		case slices.Contains(x.For, reader):
			return &x.Text
		case all == &r.ForFamily && slices.Contains(x.For, child):
			out = &x.Text
		}
	}
	return out
}

func (b *builder) relativeLetter(d Document) Relative {
	f := b.familyLetter(d)
	return Relative{Letter: f.Letter, You: f.You, Child: f.Child, ToDo: f.ToDo}
}

func (b *builder) professionalLetter(d Document) Professional {
	p := b.rec.Professional(d.Recipient)
	name := b.rec.NameOf(p.ID)
	address := b.envelope(b.rec.PathOf(&p.Name), p.Address, p.ID)
	if p.Address == nil && p.Agency != "" {
		address = append(address[:1], append([]*Fact{b.line(&p.Agency)}, address[1:]...)...)
	}
	v := Professional{Letter: b.letter(d, b.at(p, ""), address), You: fact(name, b.rec.PathOf(&p.Name)), Role: b.line(&p.Role), Agency: b.line(&p.Agency),
		Child: b.fullName(d.Child), DateOfBirth: b.birth(d.Child), BabyDue: b.granted("expected_birth", b.date(&d.Child.ExpectedDateOfBirth)), Home: b.home(d)}
	v.PlacementFrom = b.granted("placement_from", b.day(d.Child.Dates["placement_from"].Date, b.rec.PathOfKey(&d.Child.Dates, "placement_from")))
	v.Formats, v.ToDo = note(b.proto.Notes.Formats, false), b.text(&p.ToDo)
	v.Referral = b.outReferral()
	v.Leads = v.EarlyHelp.Lead.Name != nil && b.rec.EarlyHelp.LeadProfessional == d.Recipient // not where a restriction keeps it back
	v.Meeting = b.outMeeting(b.rec.TransferMeeting(d.Child.ID, d.Recipient))
	if b.may("team") {
		v.Team = b.team()
	}
	if e := b.rec.EarlyHelp; e != nil && b.may("team_family") && slices.Contains(e.Members, d.Recipient) {
		v.Family = all(e.Members, func(id *model.ID) bool {
			return b.rec.Person(*id) != nil && !b.protected(*id) && !b.shield.Hides(b.rec.PathOf(b.rec.Person(*id)))
		}, func(id *model.ID) OutContact {
			return b.familyContact(b.rec.Person(*id), d.Child)
		})
	}
	if t := b.rec.Transfer; t != nil && t.Reason != nil {
		v.Why = b.text(ReasonTo(t.Reason, d.Recipient, d.Child.ID, &t.Reason.ForProfessionals))
	}
	return v
}

func (b *builder) authorityLetter(d Document) Authority {
	a := b.rec.Authority(d.Recipient)
	v := Authority{Letter: b.letter(d, b.at(a, ""), b.envelope(b.rec.PathOf(&a.Name), a.Address, a.ID)),
		You: b.line(&a.Worker), Name: b.line(&a.Name), TheirReference: b.line(&a.TheirReference),
		Child: b.fullName(d.Child), DateOfBirth: b.birth(d.Child), Home: b.home(d), Referral: b.outReferral()}
	if t := b.rec.Transfer; t != nil {
		if t.Reason != nil {
			v.Why = b.text(ReasonTo(t.Reason, d.Recipient, d.Child.ID, &t.Reason.ForProfessionals))
		}
	}
	if m := a.Meeting; m != nil {
		v.MeetingDate, v.MeetingTime, v.MeetingVenue = b.date(&m.Date), b.time(&m.Time), b.line(&m.Venue)
	}
	return v
}

func (b *builder) outMeeting(m *model.Meeting) OutMeeting {
	v := OutMeeting{At: At{"meetings"}, Chair: OutContact{At: At{"meetings"}}}
	if m != nil {
		on := b.rec.Transfer.Dates["transfer_meeting"]
		v.At = b.at(m, "")
		v.Date, v.Venue, v.Chair = b.moment(&on, "transfer.dates.transfer_meeting"), b.line(&m.Venue), b.outContact(m.Chair, v.Chair)
	}
	return v
}

// familyContact is somebody of the family as those see them who meet in the
// team around the child: what they are to the child, and a telephone.
func (b *builder) familyContact(p *model.Person, c *model.Child) OutContact {
	v := OutContact{At: b.at(p, ""), Name: b.line(&p.Name), Telephone: b.line(&p.Telephone), Email: b.line(&p.Email)}
	for i := range p.Relationship {
		if r := &p.Relationship[i]; r.Child == c.ID {
			v.Role = b.line(&r.Is)
		}
	}
	return v
}

// protected says whether a restriction is about somebody, whoever it binds.
func (b *builder) protected(id model.ID) bool {
	return slices.ContainsFunc(b.rec.Restrictions, func(r model.Restriction) bool {
		return r.About == id && (r.EndedOn.IsZero() || r.EndedOn.After(b.asOf))
	})
}

func (b *builder) outReferral() OutReferral {
	v := OutReferral{At: At{"referral"}}
	if x := b.rec.Referral; x != nil {
		v.Received, v.Accepted = b.granted("referral", b.day(x.Received.Date, "referral.received")), b.granted("referral", b.date(&x.Accepted))
	}
	return v
}

// envelope is the lines of the address block. A letter that is handed over or
// sent by secure e-mail says so instead of a postal address, with the reader's
// own e-mail address.
func (b *builder) envelope(path string, a *model.Address, reader model.ID) []*Fact {
	way := WayTo(b.rec, b.proto.Mail, reader)
	heads := b.rec.EnvelopeHeads(reader, way.To)
	out := []*Fact{fact(heads[0], path)}
	if to := way.To; to != "" {
		out = append(out, fact(heads[1], ""))
		switch p, r := b.rec.Person(to), b.rec.Professional(to); {
		case p != nil:
			a = b.rec.AddressOf(p.ID)
		case r != nil:
			a = r.Address
		}
	}
	switch way.By {
	case "hand":
		return append(out, Worked("By hand"))
	case "secure_email":
		out = append(out, Worked("By secure e-mail"))
		if way.To == "" {
			out = append(out, fact(way.Email, way.Path))
		}
		return out
	}
	post, err := a.Post(heads...)
	if err != nil {
		return out // Recipients holds such a letter back
	}
	for _, l := range post.Lines[len(heads):] {
		out = append(out, fact(l, b.rec.PathOf(a)))
	}
	return out
}

func (b *builder) administrator(d Document) Administrator {
	v := Administrator{Council: Worked(b.proto.Title), RecordSystem: Worked(b.proto.RecordSystem), Reference: b.line(&b.rec.Reference),
		AsOf: longDate(b.asOf, ""), Titles: b.titles(), Signs: b.signatures(d.Signs), To: b.colleague(d.Recipient, ""),
		Current: OutColleague{At: At{"transfer.current_worker"}}, Receiving: OutColleague{At: At{"transfer.receiving_worker"}},
		TransferringManager: OutColleague{At: At{"transfer.transferring_manager"}}, ReceivingManager: OutColleague{At: At{"transfer.receiving_manager"}},
	}
	if t := b.rec.Transfer; t != nil {
		v.Current, v.Receiving = b.outColleague(t.CurrentWorker, v.Current), b.outColleague(t.ReceivingWorker, v.Receiving)
		v.TransferringManager, v.ReceivingManager = b.outColleague(t.TransferringManager, v.TransferringManager), b.outColleague(t.ReceivingManager, v.ReceivingManager)
		v.FromTeam, v.ToTeam = b.who(&t.FromTeam), b.who(&t.ToTeam)
		on, meeting := t.Dates["transfer"], t.Dates["transfer_meeting"]
		v.Date, v.MeetingDate = b.moment(&on, "transfer.dates.transfer"), b.moment(&meeting, "transfer.dates.transfer_meeting")
	}
	v.EarlyHelp, v.Team = b.outEarlyHelp(nil), b.team()
	v.Extra = b.extraFor(model.ReaderAdministrator)
	v.Children = all(b.rec.Children, func(c *model.Child) bool { return c.Moves == nil || *c.Moves }, func(c *model.Child) AdministratorChild {
		at := b.at(c, "")
		return AdministratorChild{At: at, ID: fact(string(c.ID), at.path+".id"), Number: b.line(&c.Number), Name: fact(b.called(c.ID), at.path), DateOfBirth: b.date(&c.DateOfBirth)}
	})
	return v
}

// asksForLarge says whether the record asks for large print for a reader, or
// for Easy Read, which is set as large.
func asksForLarge(rec *model.Record, id model.ID) bool {
	asked := model.Word("")
	if c := rec.Child(id); c != nil {
		asked = c.Communication
	} else if p := rec.Person(id); p != nil {
		asked = p.Communication
	}
	return asked == "large_print" || asked == "easy_read"
}
