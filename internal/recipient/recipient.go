// Package recipient is who outside may be written to, and whom inside nothing is
// addressed to. Call All for everybody whom a letter could go to, each with
// what keeps it back, and KeptFrom for a worker.
package recipient

import (
	"slices"
	"strings"

	"handover/internal/audience"
	"handover/internal/protocol"
	"handover/internal/restriction"
	"handover/model"
	"handover/model/dates"
)

// Recipient is somebody who is to have a letter about one child, or who would
// be and may not.
type Recipient struct {
	ID       model.ID
	Reader   model.Reader
	Child    model.ID
	Held     []string     // why no letter may be made; none: it may
	Tell     bool         // somebody decided that they are told
	Settled  bool         // the record, or the law, settles that no letter goes: there is nothing to put right
	Warnings []string     // what to look at before it is sent
	Way      audience.Way // how it goes
}

// All is everybody outside whom a letter about a child of the case
// could go to: the children, their parents and carers, and the professionals,
// in the record's order. A letter is held back, with the reason, where the
// record does not say that it may go; nothing is guessed.
func All(rec *model.Record, mail protocol.Mail, asOf dates.Date) []Recipient {
	var out []Recipient
	for i := range rec.Children {
		c := &rec.Children[i]
		if c.Moves != nil && !*c.Moves {
			continue // a sibling who stays
		}
		stop := familyStop(rec, asOf)
		out = append(out, childRecipient(rec, mail, c, stop, asOf))
		for j := range rec.People {
			p := &rec.People[j]
			for k := range p.Relationship {
				if r := &p.Relationship[k]; r.Child == c.ID {
					x := personRecipient(rec, mail, c, p, r, stop, asOf)
					if last := len(out) - 1; out[last].ID == p.ID { // two things to one child: what holds for either holds
						out[last].Held = append(out[last].Held, x.Held...)
						out[last].Settled, out[last].Tell = out[last].Settled || x.Settled, out[last].Tell || x.Tell
					} else {
						out = append(out, x)
					}
				}
			}
		}
		for j := range rec.Professionals {
			p := &rec.Professionals[j]
			if c.Among(p.Children) {
				out = append(out, professionalRecipient(rec, mail, c, p, asOf))
			}
		}
		for j := range rec.Authorities {
			out = append(out, authorityRecipient(rec, mail, c, &rec.Authorities[j], asOf))
		}
	}
	for i := range out {
		out[i].named(rec)
		out[i].refused(rec)
		out[i].crossed(rec)
		out[i].Held = append(out[i].Held, barred(rec, out[i], asOf)...)
	}
	if why := afterTheDay(rec, asOf); why != "" {
		for i := range out {
			if len(out[i].Held) == 0 {
				out[i].Warnings = append(out[i].Warnings, why)
			}
		}
	}
	once(rec, out)
	homes(rec, out)
	mailboxes(rec, out)
	apart(rec, out)
	for i := range out {
		out[i].Held = each(out[i].Held)
	}
	return out
}

// each is a list without repeats.
func each(list []string) []string {
	var out []string
	for _, s := range list {
		if !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}

// afterTheDay says that letters are dated after the day of which they tell.
func afterTheDay(rec *model.Record, asOf dates.Date) string {
	switch Past(rec, asOf) {
	case "closing":
		return "is dated after the closing: it says what has ended, and nothing of the time before"
	case "transfer":
		return "is dated after the transfer: it says who the worker has been since, and nothing of the time before"
	}
	return ""
}

// Past is what letters made on a day would come after: the "closing" or the
// "transfer"; "" before it and on that day.
func Past(rec *model.Record, asOf dates.Date) string {
	gone := func(d dates.Date) bool { return !d.IsZero() && d.Before(asOf) }
	switch t, c := rec.Transfer, rec.Closure; {
	case c != nil && gone(c.Effective):
		return "closing"
	case t != nil && gone(t.Dates["transfer"].Date):
		return "transfer"
	}
	return ""
}

// familyStop is why no letter may go to the family at all until a manager says
// otherwise: somebody has died, or a birth is due that is not recorded.
func familyStop(rec *model.Record, asOf dates.Date) string {
	for _, c := range rec.Children {
		if !c.DiedOn.IsZero() {
			return "a death is recorded (" + string(c.ID) + "): a manager decides whether the family is written to"
		}
		if c.DateOfBirth.IsZero() && !c.ExpectedDateOfBirth.IsZero() && c.ExpectedDateOfBirth.Before(asOf) {
			return "the expected date of birth has passed and no birth is recorded (" + string(c.ID) + "): a manager decides whether the family is written to"
		}
	}
	for _, p := range rec.People {
		if !p.DiedOn.IsZero() {
			return "a death is recorded (" + string(p.ID) + "): a manager decides whether the family is written to"
		}
	}
	return ""
}

// stops tells whether a stop holds for somebody: it doesn't where a manager of
// the transfer decided that they are told. What was decided and said before the
// child's own death doesn't count.
func stops(rec *model.Record, stop string, c *model.Child, x *model.Inform) bool {
	if stop == "" {
		return false
	}
	return !decidedByManager(rec, x) || x.ToldOn.Before(c.DiedOn)
}

// decidedByManager tells whether a manager of the transfer decided that somebody
// is told.
func decidedByManager(rec *model.Record, x *model.Inform) bool {
	t := rec.Transfer
	manager := t != nil && x != nil && x.DecidedBy != "" && (x.DecidedBy == t.TransferringManager || x.DecidedBy == t.ReceivingManager)
	return manager && model.Yes(x.Tell)
}

// told holds a letter back unless somebody decided that it goes.
func (x *Recipient) told(tell *bool) {
	x.Tell = model.Yes(tell)
	switch {
	case tell == nil:
		x.hold("inform is not recorded: nobody decided whether to tell")
	case !*tell:
		x.settle("it was decided not to tell them")
	}
}

// family tells whether the letter itself says what its reader is to the child.
func (x *Recipient) family() bool {
	return x.Reader == model.ReaderParent || x.Reader == model.ReaderCarer || x.Reader == model.ReaderRelative
}

func (x *Recipient) hold(why string) { x.Held = append(x.Held, why) }

func (x *Recipient) settle(why string) {
	x.hold(why)
	x.Settled = true
}

// sameHuman holds a letter back from somebody who stands in the record twice:
// what one of the two may know is not what the other may.
func (x *Recipient) sameHuman(rec *model.Record) {
	for _, id := range restriction.Aliases(rec, x.ID)[1:] {
		x.hold("same_as: is also " + string(id) + " in this record; a manager decides")
	}
}

func childRecipient(rec *model.Record, mail protocol.Mail, c *model.Child, stop string, asOf dates.Date) Recipient {
	x := Recipient{ID: c.ID, Reader: model.ReaderChild, Child: c.ID}
	if !c.DiedOn.IsZero() {
		x.settle("the child has died")
		return x
	}
	if c.DateOfBirth.IsZero() && !c.ExpectedDateOfBirth.IsZero() {
		x.settle("the child is not born yet")
		return x
	}
	if stops(rec, stop, c, c.Inform) {
		x.hold(stop)
	}
	var tell *bool
	if c.Inform != nil {
		tell = c.Inform.Tell
	}
	x.told(tell)
	switch {
	case c.DateOfBirth.IsZero():
		x.hold("the date of birth is not recorded, so the letter for the right age can't be chosen")
	case c.DateOfBirth.AgeOn(asOf) < 5 && !keepsake(c) && !aloud(c):
		x.settle("under 5: a text to read aloud is made where letters.deliver is read_aloud, a keepsake through the carer where letters.keep_for_later is true")
	}
	if c.Inform == nil || c.Inform.ToldOn.IsZero() {
		x.Warnings = append(x.Warnings, "not told in person yet")
	}
	way := audience.WayTo(rec, mail, c.ID)
	if aloud(c) {
		x.Warnings = append(x.Warnings, "is to be read to the child (letters.deliver): give it to whoever reads it")
	}
	x.Held = append(x.Held, format(c.Communication, way.By)...)
	x.reach(rec.AddressOf(c.ID), way, true, rec, asOf)
	return x
}

func aloud(c *model.Child) bool { return c.Letters != nil && c.Letters.Deliver == "read_aloud" }

func keepsake(c *model.Child) bool { return c.Letters != nil && model.Yes(c.Letters.KeepForLater) }

// personRecipient is a parent, somebody else with parental responsibility, a
// carer, or somebody else of the family.
func personRecipient(rec *model.Record, mail protocol.Mail, c *model.Child, p *model.Person, r *model.Relationship, stop string, asOf dates.Date) Recipient {
	x := Recipient{ID: p.ID, Child: c.ID}
	carer := c.Placement != nil && slices.Contains(c.Placement.Carers, p.ID)
	parent := model.Yes(r.ParentalResponsibility) || r.Parent()
	switch {
	case parent:
		x.Reader = model.ReaderParent
	case carer:
		x.Reader = model.ReaderCarer
	default:
		x.Reader = model.ReaderRelative
	}
	if !p.DiedOn.IsZero() {
		x.settle("has died")
		return x
	}
	if stops(rec, stop, c, r.Inform) {
		x.hold(stop)
	}
	var tell *bool
	if r.Inform != nil {
		tell = r.Inform.Tell
	}
	x.told(tell)
	if x.Reader != model.ReaderCarer && !c.DateOfBirth.IsZero() && c.DateOfBirth.AgeOn(asOf) >= 18 && !consented(rec, c.ID, p.ID) {
		x.hold(notAgreed)
	}
	x.adoption(rec, c, r, asOf)
	if !carer && (c.Inform == nil || c.Inform.ToldOn.IsZero()) && !c.DateOfBirth.IsZero() && c.DateOfBirth.AgeOn(asOf) >= 5 {
		x.Warnings = append(x.Warnings, "the child has not been told in person yet")
	}
	if p.LetterLanguage != "" && !strings.EqualFold(p.LetterLanguage, "English") && p.Translation == nil {
		x.hold("letter_language is recorded and no translation is approved")
	} else if p.Interpreter != "" && p.Translation == nil {
		x.hold("an interpreter is recorded and no translation is approved")
	}
	if p.Communication == "easy_read" {
		x.Warnings = append(x.Warnings, "the record asks for Easy Read: this letter is in large print and short words, and it isn't Easy Read")
	}
	way := audience.WayTo(rec, mail, p.ID)
	if l := p.Letters; l != nil && model.Yes(l.UnsafePost) && way.By == "post" {
		x.hold("letters.unsafe_post: post is not safe; use letters.safe_contact")
	}
	x.sameHuman(rec)
	x.Held = append(x.Held, format(p.Communication, way.By)...)
	x.reach(rec.AddressOf(p.ID), way, true, rec, asOf)
	return x
}

// consented tells whether the young person's last recorded answer is that this
// parent may be told.
func consented(rec *model.Record, child, parent model.ID) bool {
	last := model.Consent{}
	for _, c := range rec.Consents {
		if c.By == child && slices.Contains(c.WithWhom, parent) && (last.Answer == "" || !c.Date.Before(last.Date)) {
			last = c
		}
	}
	return last.Answer == model.ConsentGiven
}

func professionalRecipient(rec *model.Record, mail protocol.Mail, c *model.Child, p *model.Professional, asOf dates.Date) Recipient {
	x := Recipient{ID: p.ID, Reader: model.ReaderProfessional, Child: c.ID}
	var tell *bool
	if p.Inform != nil {
		tell = p.Inform.Tell
	}
	x.told(tell)
	if !c.DiedOn.IsZero() && rec.Closure == nil { // that the case closes may be told
		x.hold("the child has died: a person writes, if anybody does")
	}
	if !p.LeavingOn.IsZero() && !p.LeavingOn.After(asOf) {
		x.settle("has left (leaving_on)")
	}
	x.sameHuman(rec)
	if p.Name == "" && p.Role == "" {
		x.hold("neither name nor role is recorded")
	}
	x.reach(p.Address, audience.WayTo(rec, mail, p.ID), false, rec, asOf)
	return x
}

// authorityRecipient is another local authority. A letter goes to it only with
// a recorded consent and where nobody refused, or where somebody overrode that
// and said why.
func authorityRecipient(rec *model.Record, mail protocol.Mail, c *model.Child, a *model.Authority, asOf dates.Date) Recipient {
	x := Recipient{ID: a.ID, Reader: model.ReaderAuthority, Child: c.ID}
	answers := lastAnswers(rec, c.ID, a.ID)
	if !slices.ContainsFunc(answers, func(k model.Consent) bool { return k.Answer != model.ConsentNotSought || overridden(k) }) {
		x.hold("no consent to share with this authority is recorded, and none was overridden with a reason and a name")
	}
	x.reach(a.Address, audience.WayTo(rec, mail, a.ID), false, rec, asOf)
	return x
}

// notAgreed is of a young person's own family, from 18 on.
const notAgreed = "the young person is 18 or over and no consent of theirs to tell this person is recorded"

// refused holds a letter from whoever somebody refused to share with, unless that
// was overridden: an authority, an agency, a relative.
func (x *Recipient) refused(rec *model.Record) {
	if x.Reader == model.ReaderChild || slices.Contains(x.Held, notAgreed) {
		return
	}
	what := "this reader"
	if x.Reader == model.ReaderAuthority {
		what = "this authority"
	}
	for _, k := range lastAnswers(rec, x.Child, x.ID) {
		if k.Answer == model.ConsentRefused && !overridden(k) {
			x.hold("consent to share with " + what + " is refused, and the refusal was not overridden with a reason and a name")
		}
	}
}

func overridden(k model.Consent) bool {
	return k.Overridden != nil && k.Overridden.Reason != "" && k.Overridden.By != ""
}

// lastAnswers are the consents to share with somebody about a child: of each
// who was asked, the last.
func lastAnswers(rec *model.Record, child, with model.ID) []model.Consent {
	var out []model.Consent
	me := restriction.Humans(rec, with)
	for _, k := range rec.Consents {
		if !slices.ContainsFunc(k.WithWhom, func(id model.ID) bool { return slices.Contains(me, id) }) || k.About != "" && k.About != child {
			continue
		}
		i := slices.IndexFunc(out, func(o model.Consent) bool { return o.By == k.By })
		switch {
		case i < 0:
			out = append(out, k)
		case !k.Date.Before(out[i].Date):
			out[i] = k
		}
	}
	return out
}

// format is why a letter would not reach somebody in a form that they can use;
// it is then a task for a person.
func format(communication, deliver model.Word) []string {
	switch communication {
	case "braille", "audio", "bsl", "other":
		return []string{"communication is " + string(communication) + ": a task for a person, not a letter"}
	}
	if deliver == "read_aloud" {
		return []string{"letters.deliver is read_aloud: a task for a person, not a letter"}
	}
	return nil
}

// reach holds a letter back that could not be delivered, and warns of one that
// doesn't go as the record asks, or goes abroad.
func (x *Recipient) reach(a *model.Address, way audience.Way, home bool, rec *model.Record, asOf dates.Date) {
	x.Way = way
	if why := x.reachable(a, home, rec, asOf); why != "" {
		x.hold(why)
	}
	if way.Why != "" {
		x.Warnings = append(x.Warnings, way.Why)
	}
}

// reachable is why a letter could not be delivered, or "".
func (x *Recipient) reachable(a *model.Address, home bool, rec *model.Record, asOf dates.Date) string {
	way := x.Way
	if to := way.To; to != "" {
		if bound := restriction.Binding(rec, to, asOf); len(bound) > 0 {
			return "letters.to is " + string(to) + ", whom a restriction binds: write this letter by hand"
		}
		switch p, r := rec.Person(to), rec.Professional(to); {
		case p != nil:
			a = rec.AddressOf(p.ID)
			if l := p.Letters; l != nil && model.Yes(l.UnsafePost) && way.By == "post" {
				return "letters.to is " + string(to) + ", to whom post is not safe (letters.unsafe_post)"
			}
		case r != nil:
			a, home = r.Address, false
		default:
			return "letters.to is " + string(to) + ", who has no address to write to: give a person of the family or a professional, or leave it out where the worker brings the letter (letters.deliver: hand)"
		}
	}
	switch {
	case way.Held != "":
		return way.Held
	case way.By == "hand", way.By == "secure_email":
		return ""
	case a == nil:
		return "no address"
	case !a.Current(asOf):
		return "the address is not in date (from, to)"
	case home && a.ConfirmedOn.IsZero():
		return "nobody has confirmed the address (confirmed_on)"
	}
	post, err := a.Post(rec.EnvelopeHeads(x.ID, way.To)...)
	switch {
	case err != nil:
		return "address: " + err.Error()
	case post.Abroad != "":
		x.Warnings = append(x.Warnings, "goes abroad: GOV.UK Notify takes it only from a service that may send letters abroad, and the post takes longer")
	}
	return ""
}

// named holds back a letter that would call somebody by what is no name.
func (x *Recipient) named(rec *model.Record) {
	for _, id := range []model.ID{x.ID, x.Child} {
		if c := rec.Child(id); c != nil {
			for _, name := range []string{c.KnownAs, c.FirstName, c.Name()} {
				if fault := model.NameFault(name); fault != "" {
					x.hold(string(id) + ": " + fault)
					break
				}
			}
		}
	}
	if p := rec.Person(x.ID); p != nil {
		if fault := model.NameFault(p.Name); fault != "" {
			x.hold(string(x.ID) + ": " + fault)
		}
	}
	if p := rec.Professional(x.ID); p != nil {
		if fault := model.NameFault(p.Name); fault != "" {
			x.hold(string(x.ID) + ": " + fault)
		}
	}
	if t := rec.Transfer; t != nil { // a letter says who they are and where
		for _, id := range []model.ID{t.CurrentWorker, t.ReceivingWorker, t.FromTeam, t.ToTeam} {
			if name := rec.NameOf(id); model.IsExample(name) {
				x.hold(string(id) + ": " + model.NameFault(name))
			}
		}
	}
}
