package serve

import (
	"context"
	"errors"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"handover/internal/app"
	"handover/internal/approval"
	"handover/internal/deliver"
	"handover/internal/mail"
	"handover/internal/pack"
	"handover/model"
	"handover/render"
)

// packsName is the folder of packs, in the folder of cases.
const packsName = "packs"

func (s *Server) packsDir() string { return filepath.Join(s.Folder, packsName) }

// packOf is where the pack of a case stands, or would.
func (s *Server) packOf(reference string) string { return deliver.Place(s.packsDir(), reference) }

// standing is the pack of a case, if there is one.
type standing struct {
	Is        bool
	Other     bool // what stands there is the pack of another case, or none
	Dir       string
	Contents  pack.Contents
	Verified  pack.Verified
	Approval  approval.Approval
	State     approval.State
	Outdated  bool // the case's file isn't the one that the pack was made of
	LaterDay  bool // it was made on another day
	WentTimes int  // letters that went
}

// standingOf looks at the pack of a case.
func (s *Server) standingOf(c *app.Case) (standing, error) {
	x := standing{Dir: s.packOf(c.Record.Reference)}
	var err error
	x.Contents, err = pack.Read(x.Dir)
	switch {
	case errors.Is(err, deliver.ErrNoFolder), errors.Is(err, os.ErrNotExist):
		x.Other = deliver.Exists(x.Dir)
		return x, nil
	case errors.Is(err, deliver.ErrNoManifest):
		x.Other = true
		return x, nil
	case err != nil:
		return x, err
	case x.Contents.Reference != c.Record.Reference:
		x.Other = true
		return x, nil
	}
	x.Is = true
	if x.Verified, _, err = pack.VerifyFiles(x.Dir); err != nil {
		return x, err
	}
	if x.Approval, x.State, err = approval.Of(x.Dir); err != nil {
		return x, err
	}
	x.Outdated, x.LaterDay = x.Contents.Case != deliver.Sum(c.Source), x.Contents.AsOf != s.Today().String()
	items, _, err := mail.List([]string{x.Dir})
	for _, i := range items {
		if i.State == mail.Went || i.State == mail.Changed {
			x.WentTimes++
		}
	}
	return x, err
}

// makeForm asks how a pack is to be made.
func (v plannedVisit) makeForm() error { return v.askMake(nil) }

func (v plannedVisit) askMake(faults []fault) error {
	was, err := v.standingOf(v.c)
	if err != nil {
		return err
	}
	p := v.page("Make the pack", "/make", struct {
		File               *opened
		Was                standing
		Documents, NotMade int
		Formats            []tick
	}{v.f, was, len(v.c.Plan.Documents), len(v.c.Plan.NotMade), formatTicks(v.r)})
	p.Faults = faults
	return v.show("make", p)
}

// tick is a box to tick.
type tick struct {
	Value, Label, Hint string
	On                 bool
}

// formatTicks are the formats that the pages offer. Markdown is made in any
// case: what changed since the last pack is read from it.
func formatTicks(r *http.Request) []tick {
	asked := r.Form["format"]
	return []tick{
		{string(render.PDF), "PDF", "to print and to send", len(asked) == 0 || slices.Contains(asked, string(render.PDF))},
		{string(render.DOCX), "Word", "to change before it goes", slices.Contains(asked, string(render.DOCX))},
	}
}

// formatsAsked are the formats ticked, and Markdown.
func formatsAsked(r *http.Request) []string {
	var out []string
	for _, f := range r.PostForm["format"] {
		if f == string(render.PDF) || f == string(render.DOCX) {
			out = append(out, f)
		}
	}
	return append(out, string(render.Markdown))
}

// makePack makes a pack, as work that is watched.
func (v plannedVisit) makePack() error {
	if err := v.r.ParseForm(); err != nil {
		return err
	}
	was, err := v.standingOf(v.c)
	if err != nil {
		return err
	}
	formats, replace := formatsAsked(v.r), v.r.PostFormValue("replace") == "yes"
	var faults []fault
	if len(formats) == 1 {
		faults = append(faults, fault{"Choose PDF, Word or both", "#format-pdf"})
	}
	if was.Is && !replace {
		faults = append(faults, fault{"Say that the pack that is there may be replaced", "#replace"})
	}
	if was.Other {
		faults = append(faults, fault{"A folder stands where this pack would go, and it isn’t this case’s pack: move it away", ""})
	}
	if len(faults) > 0 {
		return v.askMake(faults)
	}
	s, f, asked := v.Server, v.f, app.Asked{Formats: formats, Templates: v.Templates, Draft: v.r.PostFormValue("draft") == "yes", Large: v.r.PostFormValue("large") == "yes"}
	j := &job{Title: "Making the pack", Case: f, Then: v.at("case", f.ID, "pack")}
	s.jobs.start(s.life, j, func(ctx context.Context, j *job) error {
		d, err := app.NewDesk(asked, s.Today(), nil)
		if err != nil {
			return err
		}
		c, err := d.Open(ctx, f.File)
		if err != nil {
			return err
		}
		p, err := d.Make(ctx, c, app.Making{Output: s.packsDir(), Force: replace, Tell: j.tell})
		if err == nil && p.Path == "" {
			return app.Fail("Nothing could be made of this case", "look at what would be made, and why the rest would not")
		}
		return err
	})
	return v.seeOther(v.at("job", j.ID))
}

// packFile is a file of a pack, as the page lists it.
type packFile struct {
	Key, Format, Name string
	Bytes, Pages      int
	Hash              string
}

// packDoc is a document of a saved pack with its files.
type packDoc struct {
	Title, Reader, Is, Child, Letter, Way string
	Warnings                              []string
	Gaps                                  int
	Files                                 []packFile
	State                                 string // where a letter stands by the register
}

// packDocs are the documents of a saved pack, in the manifest's order.
func packDocs(c *app.Case, x standing) (outside, inside []packDoc) {
	last := ""
	all := []packDoc{}
	out := []bool{}
	for _, m := range x.Contents.Files {
		stem := strings.TrimSuffix(m.Path, path.Ext(m.Path))
		if stem != last {
			last = stem
			d := packDoc{Title: docTitle(c, m.Kind, m.Audience), Reader: c.Record.NameOf(m.Recipient), Is: readerName(m.Audience), Letter: m.Letter, Way: spaced(string(m.Way)), Gaps: len(m.Gaps)}
			if m.Child != "" && m.Child != m.Recipient && len(c.Record.Children) > 1 {
				d.Child = c.Record.NameOf(m.Child)
			}
			for _, w := range m.Warnings {
				d.Warnings = append(d.Warnings, sentence(plainly(c.Record, w)))
			}
			all, out = append(all, d), append(out, m.Audience.Outside())
		}
		d := &all[len(all)-1]
		d.Files = append(d.Files, packFile{Key: fileKey(m), Format: formatName(m.Format), Name: path.Base(m.Path), Bytes: m.Bytes, Pages: m.Pages, Hash: m.SHA256})
	}
	for i, d := range all {
		if out[i] {
			outside = append(outside, d)
		} else {
			inside = append(inside, d)
		}
	}
	return outside, inside
}

// fileKey is a file of a pack in an address: its path's and its content's, so
// that an old address never opens another file.
func fileKey(m pack.ManifestFile) string { return docKey(m.Path + " " + m.SHA256) }

// packPage shows a saved pack.
func (v *visit) packPage() error { return v.showPack(nil) }

func (v *visit) showPack(faults []fault) error {
	c, f, x, err := v.standingPack()
	if err != nil || c == nil {
		return err
	}
	data := struct {
		File             *opened
		Was              standing
		Outside, Inside  []packDoc
		NotMade, NotTold []held
		Refused          []held
		Workers          []string
		Typed, AsOf      string
	}{File: f, Was: x, NotMade: v.heldOf(f, c, x.Contents.NotMade), NotTold: v.heldOf(f, c, x.Contents.NotTold), Typed: v.r.PostFormValue("name"), AsOf: longDay(x.Contents.AsOf)}
	data.Outside, data.Inside = packDocs(c, x)
	for _, y := range x.Contents.Refused {
		h := held{Title: docTitle(c, y.Kind, y.Reader) + " to " + c.Record.NameOf(y.Recipient), Reasons: v.refusedOf(f, c, y)}
		if !slices.ContainsFunc(data.Refused, func(z held) bool { return z.Title == h.Title && slices.Equal(z.Reasons, h.Reasons) }) {
			data.Refused = append(data.Refused, h)
		}
	}
	for i := range c.Record.Workers {
		data.Workers = appendOnce(data.Workers, c.Record.Workers[i].Name)
	}
	return v.show("pack", page{Title: "The pack", Crumbs: v.above(f, c.Record.Reference), Case: f, Tab: "/pack", Wide: true, Faults: faults, Data: data})
}

// standingPack is the case that an address names and its pack; without one the
// page has said so, and there is no case.
func (v *visit) standingPack() (c *app.Case, f *opened, x standing, err error) {
	if f, err = v.open(); err != nil {
		return nil, nil, x, err
	}
	d, err := v.deskOf()
	if err != nil {
		return nil, f, x, err
	}
	if c, err = d.Open(v.r.Context(), f.File); err != nil {
		return nil, f, x, v.stuck(f, err)
	}
	if x, err = v.standingOf(c); err != nil {
		return nil, f, x, err
	}
	if !x.Is {
		return nil, f, x, v.noPack(f, c)
	}
	return c, f, x, nil
}

// noPack is the page of a case that has no pack yet.
func (v *visit) noPack(f *opened, c *app.Case) error {
	return v.showAs(http.StatusNotFound, "nopack", page{Title: "There is no pack yet", Crumbs: v.above(f, c.Record.Reference), Case: f, Tab: "/pack", Data: f})
}

// packFile sends one file of a pack: one that its manifest lists, and as it was
// made. What an address names is looked for in that list and nowhere else.
func (v *visit) packFile() error {
	c, _, x, err := v.standingPack()
	if err != nil || c == nil {
		return err
	}
	i := slices.IndexFunc(x.Contents.Files, func(m pack.ManifestFile) bool { return fileKey(m) == v.r.PathValue("file") })
	if i < 0 {
		return &told{http.StatusNotFound, "There is no such file in the pack", "It was made again since. Go back to the pack."}
	}
	m := x.Contents.Files[i]
	b, err := inside(x.Dir, m.Path)
	if err != nil || deliver.Sum(b) != m.SHA256 {
		return &told{http.StatusConflict, "This file isn’t as it was made", "Somebody has changed, moved or removed it since, so it isn’t shown here. Make the pack again."}
	}
	sendFile(v.w, m.Path, sendName(m), b)
	return nil
}

// inside reads a file of a folder; neither a path nor a link leads out of it.
func inside(dir, path string) ([]byte, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	b, err := root.ReadFile(filepath.FromSlash(path))
	return b, errors.Join(err, root.Close())
}

// sendName is what a file is called where a browser keeps it: by its kind and
// the number in its foot, without anybody's name.
func sendName(m pack.ManifestFile) string {
	name := m.Kind
	if m.Letter != "" {
		name += "-" + m.Letter
	} else if m.Child != "" {
		name += "-" + string(m.Child)
	}
	return name + "." + string(m.Format)
}

// approve puts a name to a pack: who prepared it, or who checked it.
func (v *visit) approve() error {
	c, f, x, err := v.standingPack()
	if err != nil || c == nil {
		return err
	}
	name := v.r.PostFormValue("name")
	switch v.r.PostFormValue("step") {
	case "prepared":
		err = approval.Prepare(x.Dir, name, v.Now())
	case "checked":
		faults, verr := v.mayNotGo(f, c, x)
		if verr != nil {
			return verr
		}
		if len(faults) > 0 {
			return v.showPack(faults)
		}
		err = approval.Check(x.Dir, name, v.Now())
	default:
		return &told{http.StatusBadRequest, "Nothing was done", "The form says neither that the pack was prepared nor that it was checked."}
	}
	if err != nil {
		return v.showPack([]fault{{sentence(err.Error()), "#name"}})
	}
	return v.seeOther(v.at("case", f.ID, "pack"))
}

// mayNotGo is what keeps a pack from being approved: a letter of it shows its
// reader what that reader may not know by now, may not be sent any more, or
// would say something else.
func (v *visit) mayNotGo(f *opened, c *app.Case, x standing) ([]fault, error) {
	d, err := v.deskOf()
	if err != nil {
		return nil, err
	}
	found, err := d.Verify(x.Dir, c)
	if err != nil {
		return nil, err
	}
	again := v.at("case", f.ID, "make")
	var out []fault
	for _, y := range found.Discloses {
		for _, why := range y.Why() {
			out = append(out, fault{"A letter would show by now what its reader may not know, so make the pack again: " + plainly(c.Record, why), again})
		}
	}
	for _, n := range found.NotNow {
		if n.Held {
			out = append(out, fault{"A letter may not be sent any more, so make the pack again: " + plainly(c.Record, strings.Join(n.Reasons, "; ")), again})
		}
	}
	for _, p := range found.Otherwise {
		out = append(out, fault{"The case has changed, and a letter would say something else, so make the pack again: " + otherwise(c, x, p), again})
	}
	return out, nil
}

// otherwise is what a letter is called by its path within the pack.
func otherwise(c *app.Case, x standing, at string) string {
	for _, m := range x.Contents.Files {
		if strings.HasPrefix(m.Path, at+".") {
			return docTitle(c, m.Kind, m.Audience) + " to " + c.Record.NameOf(m.Recipient)
		}
	}
	return "a letter"
}

// changed is a document that differs, as its page shows it.
type changed struct {
	Title, Reader, Child, How string
	Places                    []app.ChangedPlace
}

// changes shows what a new pack would say otherwise than the one that is there.
func (v plannedVisit) changes() error {
	x, err := v.standingOf(v.c)
	if err != nil {
		return err
	}
	if !x.Is {
		return v.noPack(v.f, v.c)
	}
	d, err := v.deskOf()
	if err != nil {
		return err
	}
	all, err := d.Changes(v.r.Context(), x.Dir, v.c)
	if err != nil {
		return err
	}
	var out []changed
	for _, y := range all {
		z := changed{Title: y.Title, Reader: v.c.Record.NameOf(y.Recipient), How: y.How, Places: y.Places}
		if z.Title == "" {
			z.Title = docTitle(v.c, y.Kind, y.Reader)
		}
		if y.Child != "" && y.Child != y.Recipient && len(v.c.Record.Children) > 1 {
			z.Child = v.c.Record.NameOf(y.Child)
		}
		out = append(out, z)
	}
	return v.show("changes", v.page("What changed since the last pack", "/pack", struct {
		File    *opened
		Was     standing
		Changes []changed
	}{v.f, x, out}))
}

// longDay is a day of a manifest in words.
func longDay(day string) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return day
	}
	return t.Format("2 January 2006")
}

// nameOf is somebody of a case, or their id where the case can't be read.
func nameOf(rec *model.Record, id model.ID) string {
	if rec != nil {
		if name := rec.NameOf(id); name != "" {
			return name
		}
	}
	return string(id)
}
