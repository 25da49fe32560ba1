package serve

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"

	"handover/internal/app"
)

// manyRoom is what is done with many cases: batches, the meeting's lists, the
// post.
func manyRoom() room {
	return room{
		routes: []route{
			{"GET /batch", (*visit).batchForm},
			{"POST /batch", (*visit).batch},
			{"GET /tracker", (*visit).tracker},
			{"POST /tracker/papers", (*visit).papers},
			{"GET /tracker/decide", (*visit).decideForm},
			{"POST /tracker/decide", (*visit).decide},
			{"POST /tracker/read", (*visit).readBack},
			{"GET /tracker/papers", (*visit).papersMade},
			{"GET /tracker/papers/{file}", (*visit).paperFile},
			{"GET /mail", (*visit).mail},
			{"GET /mail/{letter}", (*visit).mailFile},
			{"POST /mail", (*visit).mailSent},
		},
		top: []tab{{"Make many packs", "/batch"}, {"Meeting list", "/tracker"}, {"Post", "/mail"}},
	}
}

// batchForm asks which cases' packs are to be made.
func (v *visit) batchForm() error { return v.askBatch(nil) }

func (v *visit) askBatch(faults []fault) error {
	rows, err := v.rows(v.r.Context())
	if err != nil {
		return err
	}
	chosen := v.r.PostForm["case"]
	type line struct {
		row
		On bool
	}
	var out []line
	for _, r := range rows {
		if r.Unread == "" {
			out = append(out, line{r, v.r.Method == "GET" || slices.Contains(chosen, r.ID)})
		}
	}
	return v.show("batch", page{Title: "Make many packs", Crumbs: []link{v.home()}, Tab: "/batch", Wide: true, Faults: faults, Data: struct {
		Rows    []line
		Formats []tick
	}{out, formatTicks(v.r)}})
}

// batch makes the packs of some cases, as work that is watched.
func (v *visit) batch() error {
	if err := v.r.ParseForm(); err != nil {
		return err
	}
	var files []*opened
	var paths []string
	for _, id := range v.r.PostForm["case"] {
		f, err := v.store.find(id)
		if err != nil {
			return err
		}
		files, paths = append(files, f), append(paths, f.File)
	}
	formats := formatsAsked(v.r)
	var faults []fault
	if len(paths) == 0 {
		faults = append(faults, fault{"Choose at least one case", "#cases"})
	}
	if len(formats) == 1 {
		faults = append(faults, fault{"Choose PDF, Word or both", "#format-pdf"})
	}
	if v.r.PostFormValue("replace") != "yes" {
		faults = append(faults, fault{"Say that packs that are there may be replaced", "#replace"})
	}
	if len(faults) > 0 {
		return v.askBatch(faults)
	}
	j := &job{Title: "Making " + app.Plural(len(paths), "pack"), of: len(paths)}
	work := batchWork{Server: v.Server, files: files, paths: paths, asked: app.Asked{Formats: formats, Templates: v.Templates}}
	v.jobs.start(v.life, j, work.run)
	return v.seeOther(v.at("job", j.ID))
}

// batchWork is a batch that is being made.
type batchWork struct {
	*Server
	files []*opened
	paths []string
	asked app.Asked
}

func (b batchWork) run(ctx context.Context, j *job) (err error) {
	d, err := app.NewDesk(b.asked, b.Today(), nil)
	if err != nil {
		return err
	}
	made, err := d.OpenBatch(app.Batching{Output: b.packsDir(), Force: true})
	if err != nil {
		return err
	}
	n := 0
	r, err := made.Run(ctx, b.paths, func(x app.Batched) error {
		n++
		for _, f := range b.files {
			if filepath.ToSlash(f.File) == x.Place {
				j.add(b.line(f, x))
			}
		}
		j.tell(n, len(b.paths))
		return nil
	})
	if cerr := made.Close(); err == nil {
		err = cerr
	}
	notes := []string{fmt.Sprintf("%s made; %d without; %d of which something is missing.", app.Plural(r.Packs, "pack"), r.Failed, r.Missing)}
	for _, x := range r.Shared {
		notes = append(notes, sentence(x.String()))
	}
	for _, x := range r.Disagreed {
		notes = append(notes, sentence(x.String()))
	}
	j.note(notes)
	return err
}

// line is what became of a case, with the way on.
func (b batchWork) line(f *opened, x app.Batched) jobLine {
	l := jobLine{Mark: x.Line.Mark, Reference: x.Reference, Documents: x.Documents, Case: b.at("case", f.ID)}
	if l.Reference == "" {
		l.Reference = f.Name
	}
	if x.Path != "" {
		l.Link = b.at("case", f.ID, "pack")
	}
	for _, y := range x.Late {
		l.Late = append(l.Late, sentence(y.Label)+": "+y.Says)
	}
	for _, y := range x.Remedies() {
		l.Remedies = append(l.Remedies, remedy{Msg: sentence(y.Msg), Hint: sentence(y.Hint), Link: b.fieldLink(f, y.Field)})
	}
	return l
}
