package main

import (
	"fmt"
	"io/fs"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/spf13/pflag"

	"handover/internal/fill"
	"handover/internal/pack"
	"handover/model"
	"handover/model/dates"
	"handover/render"
	"handover/templates"
)

// formats are those that -f takes, in the order in which files are listed.
var formats = []render.Format{render.PDF, render.DOCX, render.Markdown, render.HTML}

// asking is the flags of a verb that reads cases.
type asking struct {
	formats, only, to                    []string
	protocol, templates, reference, asOf string
	draft, large, json, quiet            bool
}

func (a *asking) declare(set *pflag.FlagSet) {
	set.StringSliceVarP(&a.formats, "format", "f", []string{"pdf", "docx", "md"}, "the `FORMATS` to write: of pdf, docx, md, html")
	set.StringSliceVar(&a.only, "only", nil, "only these `KINDS` of document")
	set.StringSliceVar(&a.to, "to", nil, "only what goes to those with these `IDS` in the record")
	set.StringVar(&a.protocol, "protocol", "", "the council's `NAME`, in place of the record's")
	declareTemplates(set, &a.templates)
	set.StringVar(&a.asOf, "as-of", "", "the `DAY` that counts as today, for deadlines, ages and letters: YYYY-MM-DD")
	set.BoolVar(&a.draft, "draft", false, "mark every page DRAFT, and make letters with gaps too")
	set.StringVar(&a.reference, "reference", "", "the Word `FILE` whose styles Word documents are set in; see handover help templates styles")
	set.BoolVar(&a.large, "large-print", false, "everything in 18 point; letters to those who need it, by the record, are in any case")
	set.BoolVar(&a.json, "json", false, "the result as JSON")
	set.BoolVarP(&a.quiet, "quiet", "q", false, "say nothing but errors")
}

func declareTemplates(set *pflag.FlagSet, dir *string) {
	set.StringVar(dir, "templates", "", "`DIR` of a council's own templates, laid over the built-in ones")
}

// desk is what was asked for, checked, with the templates that have been
// loaded for it.
type desk struct {
	*env
	pack     pack.Options
	protocol string
	shelf
}

func (a *asking) desk(e *env) (*desk, error) {
	d := &desk{env: e, protocol: a.protocol, pack: pack.Options{Only: a.only, Draft: a.draft, Large: a.large, Version: version}}
	var err error
	if d.shelf, err = newShelf(a.templates, a.only); err != nil {
		return nil, err
	}
	if a.protocol != "" {
		if err := d.knows(a.protocol); err != nil {
			return nil, err
		}
	}
	if d.pack.Formats, err = formatsOf(formats, a.formats); err != nil {
		return nil, err
	}
	if a.reference != "" {
		if d.pack.Reference, err = readReference(a.reference); err != nil {
			return nil, err
		}
	}
	for _, id := range a.to {
		if !idForm.MatchString(id) {
			return nil, usage("--to takes ids of the record", "an id is of the form P2 or R11")
		}
		d.pack.To = append(d.pack.To, model.ID(id))
	}
	d.pack.AsOf = e.Today()
	if a.asOf != "" {
		if d.pack.AsOf, err = dates.Parse(a.asOf); err != nil {
			return nil, usage("--as-of: "+err.Error(), "")
		}
	}
	return d, nil
}

var idForm = regexp.MustCompile(`^[A-Z]{1,3}[0-9]{1,4}$`)

// formatsOf are the formats named, each once, in the order of the list of all.
func formatsOf(all []render.Format, names []string) ([]render.Format, error) {
	var known []string
	var out []render.Format
	for _, f := range all {
		known = append(known, string(f))
		if slices.Contains(names, string(f)) {
			out = append(out, f)
		}
	}
	for _, n := range names {
		if !slices.Contains(known, n) {
			return nil, usage(fmt.Sprintf("unknown format %q", n), "the formats are "+strings.Join(known, ", "))
		}
	}
	if len(out) == 0 {
		return nil, usage("--format names no format", "the formats are "+strings.Join(known, ", "))
	}
	return out, nil
}

// shelf is the councils' templates, built in and laid over, of which each
// council's are loaded when they are first asked for; where something is laid
// over, all of them are checked. Several may ask at once.
type shelf struct {
	layers   []fs.FS
	overlay  string // the folder laid over; "" if none is
	councils []string
	sets     map[string]func() (*fill.Set, error)
}

func newShelf(overlay string, only []string) (shelf, error) {
	s := shelf{layers: []fs.FS{templates.BuiltIn()}, overlay: overlay, sets: map[string]func() (*fill.Set, error){}}
	if overlay != "" {
		if info, err := os.Stat(overlay); err != nil {
			return s, usage("--templates: "+overlay+": "+cause(err), "")
		} else if !info.IsDir() {
			return s, usage("--templates: "+overlay+" is not a folder", "")
		}
		s.layers = append(s.layers, os.DirFS(overlay))
	}
	var err error
	if s.councils, err = fill.Councils(s.layers...); err != nil {
		return s, err
	}
	for _, c := range s.councils {
		s.sets[c] = sync.OnceValues(func() (*fill.Set, error) {
			if overlay == "" {
				return fill.Open(c, only)
			}
			set, err := fill.Load(c, s.layers...)
			return set, atTemplates(err)
		})
	}
	if overlay == "" {
		return s, nil
	}
	return s, s.lost()
}

// lost are the overlay's templates that no council would ever use, for their
// folder is named wrongly.
func (s *shelf) lost() error {
	found, err := fs.Glob(s.layers[1], "*/*.md")
	if err != nil {
		return fmt.Errorf("reading templates: %w", err)
	}
	var faults fill.Faults
	known := append([]string{"common"}, s.councils...)
	for _, f := range found {
		dir := path.Dir(f)
		if slices.Contains(known, dir) || len(faults) > 0 && faults[len(faults)-1].File == path.Join(s.overlay, dir) {
			continue
		}
		faults = append(faults, model.Problem{File: path.Join(s.overlay, dir), Msg: "this folder is neither common nor a council's",
			Hint: didYouMean(dir, known) + "; a new council's folder has a protocol.yaml"})
	}
	if len(faults) > 0 {
		return faults
	}
	if protocols, err := fs.Glob(s.layers[1], "*/protocol.yaml"); err == nil && len(found)+len(protocols) == 0 {
		return usage("--templates: "+s.overlay+" holds no templates", "it has the folders common and those of councils, as `handover templates export` writes them")
	}
	return nil
}

func didYouMean(name string, known []string) string {
	if near := model.Nearest(name, known); near != "" {
		return `did you mean "` + near + `"?`
	}
	return "they are " + strings.Join(known, ", ")
}

// knows checks a council's name that was given on the command line.
func (s *shelf) knows(council string) error {
	if !slices.Contains(s.councils, council) {
		return usage(fmt.Sprintf("no protocol is called %q", council), didYouMean(council, s.councils))
	}
	return nil
}

// set is a council's checked documents.
func (s *shelf) set(council string) (*fill.Set, error) {
	if load := s.sets[council]; load != nil {
		return load()
	}
	return nil, s.knows(council)
}
