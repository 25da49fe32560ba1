package pack

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"handover/internal/audience"
	"handover/internal/fill"
	"handover/internal/protocol"
	"handover/internal/recipient"
	"handover/model"
	"handover/render"
	"handover/render/doc"
	"handover/render/markup"
)

// Choose works out which documents a case's protocol asks for at this point,
// and fills each. A document that can't be made stands in NotMade with its
// reasons. The error is a template's fault or the program's: render.Faults or
// fill.Faults.
func Choose(rec *model.Record, set *fill.Set, opt Options) (*Plan, error) {
	p := set.Protocol
	c := chooser{Plan: &Plan{Reference: rec.Reference, Readiness: p.Readiness(rec, opt.AsOf), Recipients: recipient.All(rec, p.Mail, opt.AsOf), rec: rec, set: set, opt: opt}}
	c.Recipients = slices.DeleteFunc(c.Recipients, func(r recipient.Recipient) bool {
		return !set.Reaches(r.Reader) && !r.Tell
	})
	c.unreached()
	for _, d := range set.Documents {
		if len(opt.Only) > 0 && !slices.Contains(opt.Only, d.Kind) {
			continue
		}
		if d.Once != "" && !p.Happened(rec, d.Once) {
			c.NotAsked = append(c.NotAsked, NotAsked{Kind: d.Kind, Why: "the record has no date for the " + p.EventLabel(d.Once)})
			continue
		}
		if d.Reader.Outside() {
			c.letters(d)
		} else {
			c.inside(d)
		}
	}
	c.exclude()
	c.noLetter()
	if err := c.settle(); err != nil {
		return nil, err
	}
	return c.Plan, errors.Join(c.errs...)
}

// unreached lists whom somebody decided to tell, and for whom the council has no
// letter of any kind: nobody is left out without a word.
func (c *chooser) unreached() {
	for i := range c.Recipients {
		r := &c.Recipients[i]
		if c.set.Reaches(r.Reader) {
			continue
		}
		why := "this council has no letter for a " + string(r.Reader) + ": " + tellInstead(c.rec, r.ID)
		if toldAlready(c.rec, r.ID, r.Child) {
			why = "this council has no letter for a " + string(r.Reader) + "; by the record they have been told (told_on)"
		}
		r.Held, r.Settled = append(r.Held, why), true
		if c.wanted(r.ID) && len(c.opt.Only) == 0 {
			c.NotTold = append(c.NotTold, NotMade{Kind: "letter", Reader: r.Reader, Recipient: r.ID, Child: r.Child, Reasons: []string{why}})
		}
	}
}

// noLetter lists who is to be told and stands nowhere else: no letter to them is
// asked for as the case stands, or the child stays with the present worker.
func (c *chooser) noLetter() {
	if len(c.opt.Only) > 0 {
		return
	}
	add := func(reader model.Reader, to, child model.ID, why string) {
		if listed(slices.Concat(c.NotMade, c.NotTold, c.NoLetter), to, child) || !c.wanted(to) ||
			slices.ContainsFunc(c.Documents, func(d Planned) bool { return d.Reader.Outside() && d.Recipient == to && d.Child == child }) {
			return
		}
		if !toldAlready(c.rec, to, child) {
			why += "; " + tellInstead(c.rec, to)
		}
		c.NoLetter = append(c.NoLetter, NotMade{Kind: "letter", Reader: reader, Recipient: to, Child: child, Reasons: []string{why}})
	}
	for _, r := range c.Recipients {
		if r.Tell {
			add(r.Reader, r.ID, r.Child, "no letter for a "+string(r.Reader)+" is asked for at this point")
		}
	}
	const stays = "this child stays with the present worker, of which no letter tells"
	for i := range c.rec.Children {
		child := &c.rec.Children[i]
		if child.Moves == nil || *child.Moves {
			continue
		}
		if child.Inform != nil && model.Yes(child.Inform.Tell) {
			add(model.ReaderChild, child.ID, child.ID, stays)
		}
		for j := range c.rec.People {
			for _, r := range c.rec.People[j].Relationship {
				if r.Child == child.ID && r.Inform != nil && model.Yes(r.Inform.Tell) {
					add(model.ReaderRelative, c.rec.People[j].ID, child.ID, stays)
				}
			}
		}
		for j := range c.rec.Professionals {
			p := &c.rec.Professionals[j]
			about := func(r recipient.Recipient) bool { return r.ID == p.ID } // of another child, about whom they are told
			if child.Among(p.Children) && p.Inform != nil && model.Yes(p.Inform.Tell) && !slices.ContainsFunc(c.Recipients, about) {
				add(model.ReaderProfessional, p.ID, child.ID, stays)
			}
		}
	}
}

func listed(all []NotMade, to, child model.ID) bool {
	return slices.ContainsFunc(all, func(n NotMade) bool { return n.Recipient == to && n.Child == child })
}

// tellInstead is how somebody is to be told to whom no letter goes, by what the
// record has of them.
func tellInstead(rec *model.Record, id model.ID) string {
	how := "in person"
	if p := rec.Person(id); p != nil {
		switch {
		case p.Letters != nil && p.Letters.SafeContact != "":
			how = "as letters.safe_contact says"
		case p.Telephone != "":
			how = "in person or by telephone"
		}
	} else if p := rec.Professional(id); p != nil && p.Telephone != "" {
		how = "by telephone"
	}
	return "tell them " + how + ", and record it (told_on)"
}

// toldAlready says whether the record has a day on which somebody was told of a
// child's transfer.
func toldAlready(rec *model.Record, id, child model.ID) bool {
	told := func(x *model.Inform) bool { return x != nil && !x.ToldOn.IsZero() }
	if p := rec.Person(id); p != nil {
		return slices.ContainsFunc(p.Relationship, func(x model.Relationship) bool { return x.Child == child && told(x.Inform) })
	}
	c := rec.Child(id)
	return c != nil && told(c.Inform)
}

// exclude takes out what another document to the same reader about the same
// child makes untrue: they would contradict each other.
func (c *chooser) exclude() {
	excluded := func(kind string, to, child model.ID) string {
		for _, d := range c.set.Documents {
			if slices.Contains(d.Excludes, kind) && slices.ContainsFunc(c.Documents, func(x Planned) bool {
				return x.Kind == d.Kind && x.Recipient == to && x.Child == child
			}) {
				return d.Kind
			}
		}
		return ""
	}
	var out []int
	for i, x := range c.Documents {
		if by := excluded(x.Kind, x.Recipient, x.Child); by != "" {
			out = append(out, i)
			c.NotAsked = append(c.NotAsked, NotAsked{Kind: x.Kind, Child: x.Child, Why: "the same reader is sent the " + strings.ReplaceAll(by, "-", " ") + ", which says otherwise"})
		}
	}
	for _, i := range slices.Backward(out) {
		c.Documents = slices.Delete(c.Documents, i, i+1)
	}
}

type chooser struct {
	*Plan
	errs []error
}

// fail notes an error once: a template's fault is the same for every child.
func (c *chooser) fail(err error) {
	if !slices.ContainsFunc(c.errs, func(e error) bool { return e.Error() == err.Error() }) {
		c.errs = append(c.errs, err)
	}
}

// inside is a document for colleagues: one for the case, or one for each child.
func (c *chooser) inside(d fill.Document) {
	if d.Template.Per != "child" {
		c.addressed(d, nil, fmt.Sprintf("internal/%02d-%s", d.Number, d.Kind))
		return
	}
	for i := range c.rec.Children {
		child := &c.rec.Children[i]
		c.addressed(d, child, fmt.Sprintf("internal/%02d-%s-%s", d.Number, d.Kind, child.ID))
	}
}

// addressed is a document for the file, or one for each who has its role.
func (c *chooser) addressed(d fill.Document, child *model.Child, path string) {
	to := []model.ID{""}
	if d.Role != "" {
		to = c.set.Protocol.Holders(c.rec, child, d.Role)
	}
	if len(to) == 0 && len(c.opt.To) == 0 && d.Template.Applies(c.set.Protocol.Situation(c.rec, child, c.opt.AsOf)) {
		c.nobody(d)
	}
	for _, id := range to {
		if c.wanted(id) {
			c.document(d, id, child, path, nil)
		}
	}
}

// nobody notes, once, that nobody has the role that a document goes to.
func (c *chooser) nobody(d fill.Document) {
	n := NotMade{Kind: d.Kind, Reader: d.Reader, Reasons: []string{protocol.FieldOf(c.rec, d.Role) + " is not recorded"}}
	if r := c.set.Protocol.TitleOf(d.Role); c.set.Protocol.Titles.Of(d.Role) == "" {
		n.Reasons = []string{"nobody among the workers is " + r}
	}
	if !slices.ContainsFunc(c.NotMade, func(x NotMade) bool { return x.Kind == n.Kind && slices.Equal(x.Reasons, n.Reasons) }) {
		c.NotMade = append(c.NotMade, n)
	}
}

func (c *chooser) wanted(to model.ID) bool {
	return len(c.opt.To) == 0 || slices.Contains(c.opt.To, to)
}

// letters are one for each recipient and child.
func (c *chooser) letters(d fill.Document) {
	unlikely := c.unlikely()
	about := map[model.ID]int{}
	for _, r := range c.Recipients {
		if r.Reader == d.Reader && len(r.Held) == 0 { // the name of a file says nothing of a child of whom its reader doesn't hear
			about[r.ID]++
		}
	}
	for _, r := range c.Recipients {
		if r.Reader != d.Reader || !c.wanted(r.ID) {
			continue
		}
		child := c.rec.Child(r.Child)
		if !d.Template.Applies(c.set.Protocol.Situation(c.rec, child, c.opt.AsOf).To(r.ID)) {
			c.notAsked(d, child)
			continue
		}
		if unlikely != "" && len(r.Held) == 0 {
			c.NotMade = append(c.NotMade, NotMade{Kind: d.Kind, Reader: d.Reader, Recipient: r.ID, Child: r.Child, Reasons: []string{unlikely}})
			continue
		}
		if len(r.Held) > 0 {
			n := NotMade{Kind: d.Kind, Reader: d.Reader, Recipient: r.ID, Child: r.Child, Reasons: r.Held}
			if r.Settled {
				c.NotTold = append(c.NotTold, n)
			} else {
				c.NotMade = append(c.NotMade, n)
			}
			continue
		}
		path := "send/" + string(r.ID) + "/" + d.Kind
		if about[r.ID] > 1 {
			path += "-" + string(r.Child)
		}
		c.document(d, r.ID, child, path, r.Warnings)
	}
}

func (c *chooser) notAsked(d fill.Document, child *model.Child) {
	n := NotAsked{Kind: d.Kind, Why: d.Template.Why}
	if child != nil {
		n.Child = child.ID
	}
	if !slices.Contains(c.NotAsked, n) {
		c.NotAsked = append(c.NotAsked, n)
	}
}

func (c *chooser) document(d fill.Document, to model.ID, child *model.Child, path string, warnings []string) {
	if !d.Template.Applies(c.set.Protocol.Situation(c.rec, child, c.opt.AsOf).To(to)) {
		if child == nil || child.Moves == nil || *child.Moves { // of a child who stays nothing that a transfer needs is missed
			c.notAsked(d, child)
		}
		return
	}
	if d.Role != "" {
		path += "-" + string(to)
	}
	if slices.ContainsFunc(c.Documents, func(x Planned) bool { return x.Path == path }) {
		return // one worker holds two roles
	}
	if c.keptFrom(d, to, child) {
		return
	}
	doc := audience.Document{
		Kind: d.Kind, Reader: d.Reader, Recipient: to, Child: child, Ready: c.Readiness,
		Signs: c.set.Protocol.Signatures(d.Document, c.rec, child, c.opt.AsOf),
	}
	view := audience.View(doc, c.rec, c.set.Protocol, c.opt.AsOf)
	filled, err := d.Template.Fill(view, audience.Missing(c.rec, d.Reader), audience.Where(c.rec, c.set.Protocol, c.opt.AsOf))
	if err != nil {
		c.fail(err)
		return
	}
	x := Planned{Kind: d.Kind, Title: d.Template.Title, Reader: d.Reader, Recipient: to, Path: path, Formats: render.Of(d.Template.Layout, c.opt.Formats, d.Template.Formats),
		Gaps: filled.Gaps, Warnings: warnings, Template: d.Template.File, Hash: filled.Hash, encloses: d.Template.Encloses}
	if child != nil {
		x.Child = child.ID
	}
	x.Large = c.opt.Large || largePrint(c.rec, to)
	if d.Reader.Outside() {
		x.Letter = letterNumber(c.opt.Source, path, c.opt.AsOf)
		x.Warnings = append(slices.Clone(warnings), audience.LeftOut(doc, c.rec, c.set.Protocol, c.opt.AsOf, filled.Grants)...)
	}
	if len(x.Formats) == 0 {
		return
	}
	if d.Reader.Outside() && len(x.Gaps) > 0 && !c.opt.Draft {
		n := NotMade{Kind: d.Kind, Reader: d.Reader, Recipient: to, Child: x.Child}
		for _, g := range x.Gaps {
			n.Reasons = append(n.Reasons, g+" is not recorded")
		}
		for _, g := range filled.Grants {
			if to := protocol.ReaderOfDocument(c.rec, string(d.Reader), to, d.Kind); c.set.Protocol.GrantOf(g, to) == nil {
				n.Reasons = append(n.Reasons, "the protocol doesn't grant "+g+" to this reader")
			}
		}
		c.NotMade = append(c.NotMade, n)
		return
	}
	if wrong := unreachable(filled.Source); d.Reader.Outside() && len(wrong) > 0 {
		c.NotMade = append(c.NotMade, NotMade{Kind: d.Kind, Reader: d.Reader, Recipient: to, Child: x.Child, Reasons: wrong})
		return
	}
	if filled.Word != nil {
		err = c.word(d, filled, &x)
	} else {
		x.doc, err = markup.Parse(filled.Source, c.meta(d, &x))
	}
	if err != nil {
		c.fail(fmt.Errorf("%s: %w", d.Template.File, err))
		return
	}
	if err := c.mailed(d, &x, view); err != nil {
		c.fail(fmt.Errorf("%s: %w", c.set.Cover.File, err))
		return
	}
	c.Documents = append(c.Documents, x)
}

// unreachable are the telephone numbers and e-mail addresses that a letter
// would show and by which nobody could be reached, each once.
func unreachable(src markup.Source) []string {
	var out []string
	for _, v := range src.Values {
		if wrong := model.Unreachable(v.Path, v.Text); wrong != "" && !v.Gap {
			if wrong = v.Path + ": " + wrong; !slices.Contains(out, wrong) {
				out = append(out, wrong)
			}
		}
	}
	return out
}

// keptFrom notes a document inside that may not be addressed to whoever has the
// role, once for each worker, and says whether there is a reason.
func (c *chooser) keptFrom(d fill.Document, to model.ID, child *model.Child) bool {
	if d.Role == "" {
		return false
	}
	why := recipient.KeptFrom(c.rec, to, c.opt.AsOf)
	if len(why) == 0 {
		return false
	}
	n := NotMade{Kind: d.Kind, Reader: d.Reader, Recipient: to, Reasons: why}
	if child != nil {
		n.Child = child.ID
	}
	if !slices.ContainsFunc(c.NotMade, func(x NotMade) bool { return x.Kind == n.Kind && x.Recipient == to && x.Child == n.Child }) {
		c.NotMade = append(c.NotMade, n)
	}
	return true
}

// meta is what runs on each page: forms carry reference, marking and as-of
// date, letters their number and date and no marking.
func (c *chooser) meta(d fill.Document, x *Planned) doc.Meta {
	m := doc.Meta{
		Title: d.Template.Title, Creator: c.set.Protocol.Title, Lang: "en-GB", Date: c.opt.AsOf.String(),
		Layout: d.Template.Layout, Landscape: d.Template.Orientation == "landscape", Draft: c.opt.Draft, Large: x.Large, Reference: c.opt.Reference,
	}
	if d.Reader.Outside() {
		m.Foot = x.Letter + " · " + c.opt.AsOf.Long()
		if m.Layout == doc.Letter {
			m.Logo = c.set.Logo
		}
		return m
	}
	m.Head = c.rec.ProtectiveMarking()
	m.Foot = "as of " + c.opt.AsOf.Long()
	if x.Child != "" && len(c.rec.Children) > 1 { // so that loose pages of two children's forms aren't taken for each other
		m.Foot = string(x.Child) + " · " + m.Foot
	}
	if !d.Template.Anonymous {
		m.Foot = c.rec.Reference + " · " + m.Foot
	}
	return m
}

// largePrint tells whether the record asks for large print for this reader, or
// for Easy Read, which is set as large.
func largePrint(rec *model.Record, to model.ID) bool {
	var asked model.Word
	if c := rec.Child(to); c != nil {
		asked = c.Communication
	} else if p := rec.Person(to); p != nil {
		asked = p.Communication
	}
	return asked == "large_print" || asked == "easy_read"
}
