package pack

import (
	"cmp"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"sync"

	"golang.org/x/sync/errgroup"

	"handover/internal/deliver"
	"handover/internal/disclosure"
	"handover/internal/fill"
	"handover/model"
	"handover/render"
	"handover/render/doc"
)

// Pack is a finished pack in memory.
type Pack struct {
	Reference string
	Documents []Planned
	NotMade   []NotMade
	Refused   []Refused      // what would disclose something, and so wasn't made
	Files     []deliver.File // finished and checked, in order of the manifest, which is the last
}

const manifestSchema = "handover.manifest/1"

// manifest is what manifest.json holds.
type manifest struct {
	Schema    string         `json:"schema"`
	Reference string         `json:"reference"`
	AsOf      string         `json:"as_of"`
	Draft     bool           `json:"draft"`
	Case      string         `json:"case_sha256"`
	Protocol  manifestSource `json:"protocol"`
	Styles    string         `json:"reference_sha256,omitempty"` // of the document whose styles Word documents are set in
	Program   string         `json:"program"`
	Files     []ManifestFile `json:"files"`
	NotMade   []NotMade      `json:"not_made"`
	NotTold   []NotMade      `json:"not_told"`
	Went      []NotMade      `json:"went,omitempty"` // before, and say the same
	Refused   []Refused      `json:"refused"`        // would have shown what their reader may not know
}

type manifestSource struct {
	Name    string `json:"name"`
	Version string `json:"version"`
	SHA256  string `json:"sha256"` // of the protocol and all its templates
}

func sourceOf(set *fill.Set) manifestSource {
	return manifestSource{set.Protocol.Name, set.Protocol.Version, set.Hash}
}

// ManifestFile is one file of a pack, as its manifest has it.
type ManifestFile struct {
	Path      string        `json:"path"` // within the pack, with its ending
	Kind      string        `json:"kind"`
	Audience  model.Reader  `json:"audience"`
	Recipient model.ID      `json:"recipient,omitempty"`
	Child     model.ID      `json:"child,omitempty"`
	Letter    string        `json:"letter,omitempty"` // the number in the foot of each page
	Way       model.Word    `json:"way,omitempty"`    // how it goes
	Format    render.Format `json:"format"`
	SHA256    string        `json:"sha256"`
	Bytes     int           `json:"bytes"`
	Pages     int           `json:"pages,omitempty"`
	Template  string        `json:"template"`
	Hash      string        `json:"template_sha256"`
	Text      string        `json:"text_sha256,omitempty"` // of a letter's words
	Gaps      []string      `json:"gaps"`
	Warnings  []string      `json:"warnings,omitempty"`

	Cleared  []ClearedFinding `json:"cleared,omitempty"`
	Accepted []Accepted       `json:"accepted,omitempty"` // changed since, the last one last
}

// Fault is what kept one document of a pack from being made.
type Fault struct {
	Kind      string
	Recipient model.ID
	Child     model.ID
	Format    render.Format
	Err       error
}

func (f *Fault) Error() string {
	s := f.Kind
	if f.Recipient != "" {
		s += " to " + string(f.Recipient)
	} else if f.Child != "" {
		s += " of " + string(f.Child)
	}
	return fmt.Sprintf("%s (%s): %v", s, f.Format, f.Err)
}

func (f *Fault) Unwrap() error { return f.Err }

// Build renders a plan and checks each finished file: every word of the
// document must stand in it, in order. Where the record has something that one
// format can't show, that file is left out and stands in NotMade, with the
// field and the character; the others are made. A document of which a file would
// show its reader what that reader may not know stands in Refused, in no format is
// it made, and the others are. The error joins a *Fault for each other failure,
// which is the template's or the program's.
func Build(from *Plan) (*Pack, error) {
	plan := *from // what is refused is taken out of it
	k := &Pack{Reference: plan.Reference, Documents: plan.Documents, NotMade: plan.NotMade}
	run := plan.runner()
	jobs := plan.jobs(plan.Documents)
	if err := run(jobs); err != nil {
		return nil, err
	}
	mails := plan.mails(jobs)
	if err := run(mails); err != nil {
		return nil, err
	}
	jobs = afterwards(jobs, mails)
	jobs, k.Refused = plan.withhold(jobs)
	plan.sayCleared(jobs)
	k.Documents = plan.Documents
	k.leftOut(jobs)
	pages := map[string]int{}
	for _, j := range jobs {
		if j.file.Pages > 0 {
			pages[j.of.Path] = j.file.Pages
		}
	}
	sheet, err := checkSheet(&plan, slices.Concat(k.NotMade, plan.NotTold, plan.Went, Unsent(k.Refused)), pages)
	if err != nil {
		return nil, err
	}
	if sheet != nil {
		last := plan.jobs([]Planned{*sheet})
		if err := run(last); err != nil {
			return nil, err
		}
		jobs = append(jobs, last...)
		k.leftOut(last)
	}
	index := plan.jobs([]Planned{plan.index(jobs, k)})
	if err := run(index); err != nil {
		return nil, err
	}
	jobs = append(jobs, index...)
	m := manifest{
		Schema: manifestSchema, Reference: plan.Reference, AsOf: plan.opt.AsOf.String(), Draft: plan.opt.Draft,
		Case: deliver.Sum(plan.opt.Source), Protocol: sourceOf(plan.set),
		Program: plan.opt.Version, Styles: plan.opt.Styles(), Files: []ManifestFile{}, NotMade: k.NotMade, NotTold: plan.NotTold, Went: plan.Went, Refused: k.Refused,
	}
	if m.Refused == nil {
		m.Refused = []Refused{}
	}
	if m.NotMade == nil {
		m.NotMade = []NotMade{}
	}
	if m.NotTold == nil {
		m.NotTold = []NotMade{}
	}
	for _, j := range jobs {
		if j.refused != nil {
			continue
		}
		k.Files = append(k.Files, j.file)
		gaps := j.of.Gaps
		if gaps == nil {
			gaps = []string{}
		}
		text := ""
		if j.of.Reader.Outside() {
			text = j.of.text()
		}
		m.Files = append(m.Files, ManifestFile{Path: j.file.Path, Kind: j.of.Kind, Audience: j.of.Reader, Recipient: j.of.Recipient, Child: j.of.Child, Letter: j.of.Letter, Way: j.of.Way,
			Format: j.format, SHA256: deliver.Sum(j.file.Bytes), Bytes: len(j.file.Bytes), Pages: j.file.Pages,
			Template: j.of.Template, Hash: j.of.Hash, Text: text, Gaps: gaps, Warnings: j.of.Warnings, Cleared: j.cleared})
	}
	last, err := deliver.Manifest(m)
	if err != nil {
		return nil, err
	}
	k.Files = append(k.Files, last)
	return k, nil
}

// Save writes the pack's folder into dir, named after its reference.
func (k *Pack) Save(dir string, how deliver.How) (deliver.Saved, error) {
	return deliver.Folder{Name: k.Reference, Files: k.Files}.Save(dir, how)
}

// Manifest is the SHA-256 of the pack's manifest.
func (k *Pack) Manifest() string { return deliver.Sum(k.Files[len(k.Files)-1].Bytes) }

// withhold takes out every document of which a file shows what its reader may
// not know, in all its formats.
func (plan *Plan) withhold(jobs []*job) (rest []*job, refused []Refused) {
	bad := map[string]bool{}
	for _, j := range jobs {
		if len(j.shows) > 0 {
			bad[j.of.Path] = true
			refused = append(refused, j.asRefused())
		}
	}
	if len(bad) == 0 {
		return jobs, nil
	}
	for _, j := range jobs {
		if !bad[j.of.Path] {
			rest = append(rest, j)
		}
	}
	plan.Documents = slices.DeleteFunc(slices.Clone(plan.Documents), func(d Planned) bool { return bad[d.Path] })
	return rest, refused
}

// asRefused is a file that shows what its reader may not know.
func (j *job) asRefused() Refused {
	return Refused{Path: j.file.Path, Kind: j.of.Kind, Reader: j.of.Reader, Recipient: j.of.Recipient, Child: j.of.Child, Format: j.format,
		Text: j.of.text(), Fields: j.shows, Cleared: j.cleared}
}

// leftOut notes the files that the record keeps from being made.
func (k *Pack) leftOut(jobs []*job) {
	for _, j := range jobs {
		if j.refused != nil {
			k.NotMade = append(k.NotMade, NotMade{Kind: j.of.Kind, Reader: j.of.Reader, Recipient: j.of.Recipient, Child: j.of.Child, Format: j.format, Reasons: j.refused})
		}
	}
}

// job is one file to be made.
type job struct {
	of     *Planned
	format render.Format
	tree   *doc.Doc
	sent   render.Envelope
	made   []byte // what stands beside it as it is; nil where it is to be written
	file   deliver.File

	search     func() *disclosure.Search // for what the reader may not know; nil inside
	letterhead []string
	clear      []Clearance

	refused []string // why the record can't be shown in this format
	shows   []RefusedField
	cleared []ClearedFinding
	err     error
}

func (plan *Plan) jobs(docs []Planned) []*job {
	var out []*job
	letterhead := plan.letterhead()
	for i := range docs {
		search, clear := plan.search(&docs[i]), plan.clearances(&docs[i])
		for _, f := range docs[i].Formats {
			out = append(out, &job{of: &docs[i], format: f, tree: docs[i].doc, sent: render.Envelope{Subject: docs[i].Title}, search: search, letterhead: letterhead, clear: clear})
		}
	}
	return out
}

// runner makes files, AtOnce at a time, and tells how far it has got.
func (plan *Plan) runner() func([]*job) error {
	done, of := 0, len(plan.opt.Formats) // the check sheet's
	for _, d := range plan.Documents {
		of += len(d.Formats)
		if d.message != nil {
			of += 2
		}
	}
	var one sync.Mutex
	tell := func() {
		if plan.opt.Tell == nil {
			return
		}
		one.Lock()
		defer one.Unlock()
		done++
		plan.opt.Tell(done, max(done, of))
	}
	return func(jobs []*job) error { return run(jobs, plan.opt.AtOnce, tell) }
}

// run makes all files, atOnce at a time, each in its own slot.
func run(jobs []*job, atOnce int, tell func()) error {
	var g errgroup.Group
	g.SetLimit(cmp.Or(atOnce, runtime.GOMAXPROCS(0)))
	for _, j := range jobs {
		g.Go(func() error { j.do(); tell(); return nil })
	}
	if err := g.Wait(); err != nil {
		return err
	}
	return faults(jobs)
}

// faults are what is wrong with files beside what is the record's fault.
func faults(jobs []*job) error {
	var errs []error
	for _, j := range jobs {
		if j.err != nil {
			errs = append(errs, &Fault{j.of.Kind, j.of.Recipient, j.of.Child, j.format, j.err})
		}
	}
	return errors.Join(errs...)
}

func (j *job) do() {
	if j.made != nil {
		j.file = deliver.File{Path: j.of.Path + "." + string(j.format), Bytes: j.made}
		return
	}
	b, content, err := render.Finish(j.format, j.tree, j.sent)
	var refused render.Refused
	switch {
	case errors.As(err, &refused):
		j.refused = refused
	case err != nil:
		j.err = err
	case j.format == render.EML && !carries(b, j.sent):
		j.err = errors.New("the e-mail doesn't hold what it was given; this is a fault of the program")
	default:
		j.file = deliver.File{Path: j.of.Path + "." + string(j.format), Bytes: b, Pages: content.Pages}
		j.disclose(content)
	}
	j.search = nil // it holds much, and goes with the document's last file
}
