package audience

import (
	"strings"

	"handover/internal/protocol"
	"handover/model"
)

// Way is how a letter goes to somebody.
type Way struct {
	By    model.Word // post, hand or secure_email; of a person also read_aloud
	Email string     // where it goes by secure e-mail, as it is written to
	To    model.ID   // care of whom; "" where it goes to the reader
	Why   string     // why it doesn't go as the record asks; "" where it does

	Held string // what keeps it from going by secure e-mail
	Path string // of Email in the record
}

// asked is how the record wants letters to go to somebody: whom they go to,
// by what, and the e-mail address that there is.
type asked struct {
	to      model.ID
	by      model.Word
	email   *string
	field   string // what Email is called where somebody has to write it
	address *model.Address
}

// WayTo is how a letter goes to somebody: as the record asks, or, to those of
// whom it doesn't say, by the first of the protocol's ways that is open. Only
// an e-mail address of a domain that the protocol counts as secure is written
// to; a letter that can't go there goes by post, and Why says so. An address
// that can't be one is never passed over: it keeps the letter from going.
func WayTo(rec *model.Record, mail protocol.Mail, id model.ID) Way {
	a := askedOf(rec, id)
	by := a.by
	if by == "" {
		by = preferred(mail, a)
	}
	if by == "read_aloud" && rec.Child(id) != nil {
		by = "hand" // to whoever reads it to the child
	}
	w := Way{By: by, To: a.to}
	if by != "secure_email" {
		return w
	}
	if a.email == nil || strings.TrimSpace(*a.email) == "" {
		w.Held = "letters go by secure_email, and there is no address to write to (" + a.field + ")"
		return w
	}
	w.Path = rec.PathOf(a.email)
	address, err := model.EmailAddress(*a.email)
	switch {
	case err != nil:
		w.Held = w.Path + " is no e-mail address: " + err.Error()
	case !mail.Secure(address):
		w.By, w.Why = "post", "goes by post: "+w.Path+" is of no domain that the council counts as secure"
	default:
		w.Email = address
	}
	return w
}

// preferred is the first of the protocol's ways that is open to somebody of
// whom the record doesn't say how letters go.
func preferred(mail protocol.Mail, a asked) model.Word {
	if a.field == fieldOfFamily {
		return "post"
	}
	email := a.email != nil && strings.TrimSpace(*a.email) != ""
	for _, by := range mail.Order() {
		if by == "secure_email" && email || by == "post" && a.address != nil {
			return model.Word(by)
		}
	}
	return "post"
}

// fieldOfFamily is where the family's e-mail addresses stand.
const fieldOfFamily = "email"

// mailbox is the field of somebody's own e-mail address; nil for a child, who has none.
func mailbox(rec *model.Record, id model.ID) *string {
	switch p, r, o := rec.Person(id), rec.Professional(id), rec.Authority(id); {
	case p != nil:
		return &p.Email
	case r != nil:
		return &r.SecureEmail
	case o != nil:
		return &o.SecureEmail
	}
	return nil
}

func askedOf(rec *model.Record, id model.ID) asked {
	switch c, p, r, o := rec.Child(id), rec.Person(id), rec.Professional(id), rec.Authority(id); {
	case c != nil && c.Letters != nil:
		a := asked{to: c.Letters.To, by: c.Letters.Deliver, field: fieldOfFamily}
		if a.to != "" {
			a.email = mailbox(rec, a.to)
		} else {
			a.field = "letters.to: a child has none of their own"
		}
		return a
	case p != nil:
		a := asked{email: &p.Email, field: fieldOfFamily}
		if p.Letters != nil {
			a.to, a.by = p.Letters.To, p.Letters.Deliver
		}
		if a.to != "" {
			a.email = mailbox(rec, a.to)
		}
		return a
	case r != nil:
		a := asked{email: &r.SecureEmail, field: "secure_email", address: r.Address}
		if r.Letters != nil {
			a.by = r.Letters.Deliver
		}
		return a
	case o != nil:
		return asked{email: &o.SecureEmail, field: "secure_email", address: o.Address}
	}
	return asked{field: fieldOfFamily}
}
