package serve

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"net/http"
	"slices"
	"strings"
	"sync"

	"handover/internal/app"
	"handover/internal/deliver"
	"handover/internal/pack"
	"handover/model"
	"handover/render"
)

// plans are cases with their documents chosen, the last few that were looked
// at: a page of one document doesn't choose all of them again.
type plans struct {
	mu   sync.Mutex
	last []plan
}

type plan struct {
	key  string // of the file, its bytes and the day
	made *app.Case
}

// plansKept is few: a plan holds the trees of all documents of a case.
const plansKept = 3

func (p *plans) get(key string) *app.Case {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, x := range p.last {
		if x.key == key {
			return x.made
		}
	}
	return nil
}

func (p *plans) put(key string, c *app.Case) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.last = append(p.last, plan{key, c})
	if len(p.last) > plansKept {
		p.last = slices.Delete(p.last, 0, 1)
	}
}

// planOf is a case of the folder with its documents chosen.
func (s *Server) planOf(ctx context.Context, f *opened) (*app.Case, error) {
	d, err := s.deskOf()
	if err != nil {
		return nil, err
	}
	_, hash, err := s.store.read(f)
	if err != nil {
		return nil, err
	}
	key := f.Name + " " + s.Today().String() + " "
	if was := s.plans.get(key + hash); was != nil {
		return was, nil
	}
	c, err := d.Plan(ctx, f.File)
	if err != nil {
		return nil, err
	}
	s.plans.put(key+deliver.Sum(c.Source), c)
	return c, nil
}

// docKey is a document in an address: nothing of the record stands in it.
func docKey(path string) string {
	sum := sha256.Sum256([]byte(path))
	return hex.EncodeToString(sum[:6])
}

// A planned visit is to a page about the documents of a case.
type plannedVisit struct {
	*visit
	f *opened
	c *app.Case
}

// withPlan is a route to a page about the documents of a case. Where none can be
// chosen, the page says why.
func withPlan(do func(plannedVisit) error) func(*visit) error {
	return func(v *visit) error {
		f, err := v.open()
		if err != nil {
			return err
		}
		c, err := v.planOf(v.r.Context(), f)
		if err != nil {
			return v.stuck(f, err)
		}
		return do(plannedVisit{v, f, c})
	}
}

// stuck says what keeps a case from being made anything of.
func (v *visit) stuck(f *opened, err error) error {
	all := v.caseFaults(f, err)
	if all == nil {
		return err
	}
	title, terr := v.title(f)
	if terr != nil {
		return terr
	}
	return v.show("stuck", page{Title: "Nothing can be made yet", Crumbs: v.above(f, title), Case: f, Faults: all, Data: f})
}

// caseFaults are what is wrong with a record, each at its field; nil where
// something else is wrong.
func (v *visit) caseFaults(f *opened, err error) []fault {
	var problems model.Problems
	if !errors.As(err, &problems) {
		return nil
	}
	var out []fault
	for _, p := range problems {
		text := p.Msg
		if p.Path != "" {
			text = sentence(spaced(p.Path)) + ": " + text
		}
		if p.Hint != "" {
			text += ". " + sentence(p.Hint)
		}
		out = append(out, fault{text, v.fieldLink(f, p.Path)})
	}
	return out
}

// above are the pages above one of a case.
func (v *visit) above(f *opened, title string) []link {
	return []link{v.home(), {title, v.at("case", f.ID)}}
}

// page is a page about the case's documents.
func (v plannedVisit) page(title, tab string, data any) page {
	return page{Title: title, Crumbs: v.above(v.f, v.c.Record.Reference), Case: v.f, Tab: tab, Data: data}
}

// previewed is a document as the list of the preview has it.
type previewed struct {
	Key, Title, Reader, Is, Child, Letter, Way string
	Gaps                                       int
	Warnings                                   []string
	Outside, OfChild                           bool
}

// withID is what a part of a page is given: a case's id, and documents of it.
type withID struct {
	ID   string
	Doc  previewed
	Docs []packDoc
}

// held is a document that isn't made, with the reasons and where to mend them.
type held struct {
	Title   string
	Reasons []remedy
}

// previewOf is what a page says of a document.
func previewOf(c *app.Case, d pack.Planned) previewed {
	x := previewed{Key: docKey(d.Path), Title: d.Title, Reader: c.Record.NameOf(d.Recipient), Is: readerName(d.Reader), Letter: d.Letter, Way: spaced(string(d.Way)),
		Gaps: len(d.Gaps), Outside: d.Reader.Outside(), OfChild: d.Reader == model.ReaderChild}
	if d.Child != "" && d.Child != d.Recipient && len(c.Record.Children) > 1 {
		x.Child = c.Record.NameOf(d.Child)
	}
	for _, w := range d.Warnings {
		x.Warnings = append(x.Warnings, sentence(plainly(c.Record, w)))
	}
	return x
}

// heldOf are documents that aren't made.
func (s *Server) heldOf(f *opened, c *app.Case, all []pack.NotMade) []held {
	var out []held
	for _, n := range all {
		x := held{Title: docTitle(c, n.Kind, n.Reader)}
		if name := c.Record.NameOf(n.Recipient); name != "" {
			x.Title += " to " + name
		}
		if n.Child != "" && n.Child != n.Recipient && len(c.Record.Children) > 1 {
			x.Title += " about " + c.Record.NameOf(n.Child)
		}
		if n.Format != "" {
			x.Title += ", as " + formatName(n.Format)
		}
		for _, why := range n.Reasons {
			x.Reasons = append(x.Reasons, remedy{Msg: sentence(plainly(c.Record, why)), Link: s.fieldLink(f, app.FieldIn(why))})
		}
		out = append(out, x)
	}
	return out
}

// docTitle is what a kind of document is called by the council.
func docTitle(c *app.Case, kind string, reader model.Reader) string {
	for _, d := range c.Set.Documents {
		if d.Kind == kind && d.Reader == reader {
			return d.Template.Title
		}
	}
	return kindName(kind)
}

// preview lists every document as it would be made, and what would not.
func (v plannedVisit) preview() error {
	s, f, c := v.Server, v.f, v.c
	data := struct {
		File             *opened
		Outside, Inside  []previewed
		NotMade, NotTold []held
		NotAsked         []held
		Stopped          []string
		StoppedWhat      string
		First, Second    string // to be read side by side
	}{File: f}
	for _, d := range c.Plan.Documents {
		x := previewOf(c, d)
		if !x.Outside {
			data.Inside = append(data.Inside, x)
			continue
		}
		data.Outside = append(data.Outside, x)
		switch {
		case x.OfChild && data.First == "":
			data.First = x.Key
		case d.Reader == model.ReaderParent && data.Second == "":
			data.Second = x.Key
		}
	}
	data.NotMade, data.NotTold = s.heldOf(f, c, c.Plan.NotMade), s.heldOf(f, c, c.Plan.NotTold)
	for _, n := range c.Plan.NotAsked {
		x := held{Title: docTitle(c, n.Kind, ""), Reasons: []remedy{{Msg: sentence(plainly(c.Record, n.Why))}}}
		if n.Child != "" && len(c.Record.Children) > 1 {
			x.Title += " about " + c.Record.NameOf(n.Child)
		}
		data.NotAsked = append(data.NotAsked, x)
	}
	for _, st := range c.Plan.Readiness.Stopped {
		data.Stopped, data.StoppedWhat = append(data.Stopped, st.Items...), st.What
		if len(st.Items) == 0 {
			data.Stopped = append(data.Stopped, st.Why)
		}
	}
	return v.show("preview", v.page("What would be made", "/preview", data))
}

// planned is the document that an address names.
func planned(c *app.Case, key string) *pack.Planned {
	i := slices.IndexFunc(c.Plan.Documents, func(d pack.Planned) bool { return docKey(d.Path) == key })
	if i < 0 {
		return nil
	}
	return &c.Plan.Documents[i]
}

// goneDocument is the error of a document that isn't made any more.
func goneDocument() error {
	return &told{http.StatusNotFound, "This document isn’t made any more", "The case has changed since. Go back to what would be made."}
}

// previewDoc shows one document, in a frame that runs nothing.
func (v plannedVisit) previewDoc() error {
	s, f, c := v.Server, v.f, v.c
	d := planned(c, v.r.PathValue("doc"))
	if d == nil {
		return goneDocument()
	}
	x := previewOf(c, *d)
	one, err := c.Plan.One(d.Path, render.HTML)
	if err != nil {
		return err
	}
	name, address, subject := d.To()
	return v.show("document", v.page(x.Title, "/preview", struct {
		File                   *opened
		Doc                    previewed
		Refused                []remedy
		Name, Address, Subject string
		PDF                    bool
	}{f, x, s.refusals(f, c, one), name, address, subject, slices.Contains(d.Formats, render.PDF)}))
}

// refusals are why one file isn't made.
func (s *Server) refusals(f *opened, c *app.Case, one pack.One) []remedy {
	var out []remedy
	for _, why := range one.NotMade {
		out = append(out, remedy{Msg: sentence(plainly(c.Record, why)), Link: s.fieldLink(f, app.FieldIn(why))})
	}
	for _, x := range one.Refused {
		out = append(out, s.refusedOf(f, c, x)...)
	}
	return out
}

// refusedOf is why a file would show what it may not, and the way on.
func (s *Server) refusedOf(f *opened, c *app.Case, x pack.Refused) []remedy {
	var out []remedy
	for i, why := range x.Why() {
		field := x.Fields[min(i, len(x.Fields)-1)].In()
		if field == "" {
			field = app.FieldIn(why)
		}
		out = append(out, remedy{Msg: sentence(plainly(c.Record, why)), Link: s.fieldLink(f, field),
			Hint: "Change the text or the field, or the restriction if it is wrong."})
	}
	return out
}

// previewPage is the document itself, as a page of its own.
func (v plannedVisit) previewPage() error {
	c := v.c
	return v.one(func(d *pack.Planned) (pack.One, string, error) {
		one, err := c.Plan.One(d.Path, render.HTML)
		return one, "", err
	})
}

// previewMessage is the e-mail that a document is, or goes with.
func (v plannedVisit) previewMessage() error {
	c := v.c
	return v.one(func(d *pack.Planned) (pack.One, string, error) {
		one, _, err := c.Plan.Message(d.Path)
		return one, "", err
	})
}

// previewPDF is the PDF itself.
func (v plannedVisit) previewPDF() error {
	c := v.c
	return v.one(func(d *pack.Planned) (pack.One, string, error) {
		one, err := c.Plan.One(d.Path, render.PDF)
		return one, "preview.pdf", err
	})
}

func (v plannedVisit) one(do func(*pack.Planned) (pack.One, string, error)) error {
	d := planned(v.c, v.r.PathValue("doc"))
	if d == nil {
		return goneDocument()
	}
	one, name, err := do(d)
	if err != nil {
		return err
	}
	if one.File.Bytes == nil {
		return &told{http.StatusNotFound, "This file isn’t made", "It can’t show what the record holds, or would show its reader what that reader may not know."}
	}
	sendFile(v.w, one.File.Path, name, one.File.Bytes)
	return nil
}

// beside shows two documents side by side: the child's letter and what a parent
// would get.
func (v plannedVisit) beside() error {
	f, c := v.f, v.c
	var all []previewed
	for _, d := range c.Plan.Documents {
		all = append(all, previewOf(c, d))
	}
	a, b := planned(c, v.r.FormValue("a")), planned(c, v.r.FormValue("b"))
	if a == nil || b == nil {
		return goneDocument()
	}
	return v.show("beside", v.page("Two documents side by side", "/preview", struct {
		File *opened
		All  []previewed
		Both []previewed
	}{f, all, []previewed{previewOf(c, *a), previewOf(c, *b)}}))
}

// withheldFrom is what one reader goes without.
type withheldFrom struct {
	Name, Is, Child string
	Held            []string // why nobody may write to them
	Bound           []boundBy
	Restricted      []string // fields, by restrictions
	Always          []string // fields that every reader of that kind goes without
	LeftOut         []string // what the protocol grants, and they go without
}

// boundBy is a restriction that binds a reader.
type boundBy struct {
	About, What, Reason, Decided, Review, Link string
}

// withheld says what is kept from whom: for whoever works on the case alone.
func (v plannedVisit) withheld() error {
	s, f, c := v.Server, v.f, v.c
	var out []withheldFrom
	for _, x := range c.Plan.Recipients {
		fields, bound := c.Plan.Withheld(x.Reader, x.ID, x.Child)
		from := withheldFrom{Name: c.Record.NameOf(x.ID), Is: readerName(x.Reader)}
		if x.Child != x.ID && len(c.Record.Children) > 1 {
			from.Child = c.Record.NameOf(x.Child)
		}
		for _, why := range x.Held {
			from.Held = append(from.Held, sentence(plainly(c.Record, why)))
		}
		for _, i := range bound {
			from.Bound = append(from.Bound, s.boundBy(f, c.Record, i))
		}
		for _, y := range fields {
			says := sentence(fieldInWords(c.Record, y.Field))
			if what := spaced(y.What); !strings.HasSuffix(strings.ToLower(says), what) {
				says += " (" + what + ")"
			}
			if y.Restricted {
				from.Restricted = appendOnce(from.Restricted, says)
			} else {
				from.Always = appendOnce(from.Always, says)
			}
		}
		for _, d := range c.Plan.Documents {
			if d.Recipient == x.ID && d.Child == x.Child {
				for _, warn := range d.Warnings {
					if strings.HasPrefix(warn, "goes without ") {
						from.LeftOut = appendOnce(from.LeftOut, d.Title+": "+plainly(c.Record, warn))
					}
				}
			}
		}
		out = append(out, from)
	}
	return v.show("withheld", v.page("What is withheld from whom", "/withheld", struct {
		File *opened
		From []withheldFrom
	}{f, out}))
}

func appendOnce(all []string, s string) []string {
	if slices.Contains(all, s) {
		return all
	}
	return append(all, s)
}

func (s *Server) boundBy(f *opened, rec *model.Record, i int) boundBy {
	x := rec.Restrictions[i]
	b := boundBy{About: rec.NameOf(x.About), Reason: string(x.Reason), Link: s.fieldLink(f, rec.PathOf(&rec.Restrictions[i]))}
	var what []string
	for _, w := range x.What {
		what = append(what, spaced(string(w)))
	}
	b.What = strings.Join(what, ", ")
	if !x.DecidedOn.IsZero() {
		b.Decided = x.DecidedOn.Long()
	}
	if !x.ReviewOn.IsZero() {
		b.Review = x.ReviewOn.Long()
	}
	return b
}
