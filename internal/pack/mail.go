package pack

import (
	"bytes"
	"slices"

	"handover/internal/audience"
	"handover/internal/fill"
	"handover/model"
	"handover/render"
	"handover/render/doc"
	"handover/render/mail"
	"handover/render/markup"
	"handover/render/read"
)

// email is how a document goes that a colleague gets as an e-mail.
const email model.Word = "email"

// mailed notes how a document goes, and makes the e-mail that it is, or that a
// letter by secure e-mail goes with. What the subject says is no template's to
// choose: the council and a number, of a letter that of its foot.
func (c *chooser) mailed(d fill.Document, x *Planned, view any) error {
	p := c.set.Protocol
	if !d.Reader.Outside() {
		w := c.rec.Worker(x.Recipient)
		if w == nil || !d.Template.Email() || x.doc.Made != nil {
			return nil
		}
		to, err := model.EmailAddress(w.Email)
		if err != nil {
			x.Warnings = append(x.Warnings, "no e-mail is made: "+c.rec.PathOf(&w.Email)+": "+err.Error())
			return nil
		}
		x.Way = email
		x.message, x.sent = x.doc, render.Envelope{Name: w.Name, To: to, Subject: p.Title + ": " + d.Template.Title + ", " + c.rec.Reference}
		dates, err := c.calendarFor(x.Recipient)
		if err != nil {
			return err
		}
		x.dated(dates)
		return nil
	}
	way := audience.WayTo(c.rec, p.Mail, x.Recipient)
	x.Way = way.By
	if way.Email == "" {
		return nil
	}
	cover, err := c.set.Cover.Fill(view, audience.Missing(c.rec, d.Reader), audience.Where(c.rec, p, c.opt.AsOf))
	if err != nil {
		return err
	}
	m := doc.Meta{Title: c.set.Cover.Title, Creator: p.Title, Lang: "en-GB", Date: c.opt.AsOf.String(), Layout: c.set.Cover.Layout, Draft: c.opt.Draft, Large: x.Large}
	tree, err := markup.Parse(cover.Source, m)
	if err != nil {
		return err
	}
	name := x.Recipient
	if way.To != "" {
		name = way.To
	}
	x.message, x.sent = tree, render.Envelope{Name: c.rec.NameOf(name), To: way.Email, Subject: p.Title + ": " + x.Letter}
	return nil
}

// attached are the types of the files that can go with an e-mail, the first
// that there is.
var attached = []struct {
	format render.Format
	is     string
}{
	{render.PDF, "application/pdf"},
	{render.DOCX, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
}

// mails are the e-mails of documents of which the files are made: the message
// itself, and its words to paste, subject first. A letter that could be made
// neither as PDF nor for Word has none.
func (plan *Plan) mails(made []*job) []*job {
	var out []*job
	for i := range plan.Documents {
		d := &plan.Documents[i]
		if d.message == nil {
			continue
		}
		sent := d.sent
		at := slices.IndexFunc(made, func(j *job) bool { return j.of.Path == d.Path })
		if d.Reader.Outside() {
			f, ok := attachment(d, made)
			if !ok {
				continue
			}
			sent.Files = []mail.Attachment{f}
		}
		if d.calendar != nil {
			out = append(out, &job{of: d, format: ICS, made: d.calendar})
		}
		for _, f := range []render.Format{render.EML, render.Plain} {
			out = append(out, &job{of: d, format: f, tree: d.message, sent: sent, search: plan.search(d), letterhead: made[at].letterhead, clear: plan.clearances(d)})
		}
	}
	return out
}

// attachment is the finished letter, by its kind and its number.
func attachment(d *Planned, made []*job) (mail.Attachment, bool) {
	for _, a := range attached {
		for _, j := range made {
			if j.of.Path == d.Path && j.format == a.format && j.refused == nil {
				return mail.Attachment{Name: d.Kind + "-" + d.Letter + "." + string(a.format), Type: a.is, Bytes: j.file.Bytes}, true
			}
		}
	}
	return mail.Attachment{}, false
}

// carries says whether a finished e-mail goes to the reader of its envelope and
// has its files, byte for byte: they are searched as files of their own.
func carries(b []byte, e render.Envelope) bool {
	m, err := read.Mail(b)
	return err == nil && m.To == e.To && m.Name == e.Name && m.Subject == e.Subject &&
		slices.EqualFunc(m.Attached, e.Files, func(a read.Attached, f mail.Attachment) bool {
			return a.Name == f.Name && bytes.Equal(a.Bytes, f.Bytes)
		})
}

// afterwards puts e-mails behind the other files of their document.
func afterwards(jobs, mails []*job) []*job {
	var out []*job
	for i, j := range jobs {
		out = append(out, j)
		if i+1 == len(jobs) || jobs[i+1].of != j.of {
			for _, m := range mails {
				if m.of.Path == j.of.Path {
					out = append(out, m)
				}
			}
		}
	}
	return out
}
