package tracker

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"handover/internal/deliver"
	"handover/render"
)

// Paper is one tracker's finished files.
type Paper struct {
	Council, Tracker string
	Folder           string // of its files, in the folder that Save is given
	Cases            int    // on it
	Hidden           int    // left out for the one reader: nothing of them is in the files
	Standing         map[string]int
	NotShown         []NotShown
	Files            []deliver.File
}

// NotShown is a fact of a case that one format can't show; the file says so in
// its place.
type NotShown struct {
	Reference string // "" of a line without identifying details
	Fact      string
	Format    render.Format
}

// Papers makes one paper for each tracker that has a case. The error is a
// template's fault or the program's, or ErrNobody.
func (r *Register) Papers(ctx context.Context) ([]*Paper, error) {
	if r.opt.For != "" && len(r.reader.is) == 0 {
		return nil, ErrNobody
	}
	var out []*Paper
	for _, b := range r.books {
		p, err := r.paper(ctx, b)
		if err != nil {
			return nil, fmt.Errorf("%s %s: %w", b.set.Protocol.Name, b.tracker.Name, err)
		}
		if p != nil {
			out = append(out, p)
		}
	}
	return out, nil
}

// Ambiguous says whether the worker's id for whom a copy was asked is that of
// several workers; all of them are then taken for the reader.
func (r *Register) Ambiguous() bool { return len(r.reader.mails) > 1 }

func (r *Register) paper(ctx context.Context, b *book) (*Paper, error) {
	p := &Paper{Council: b.set.Protocol.Name, Tracker: b.tracker.Name, Standing: map[string]int{}}
	s := r.whole(b, p)
	cases := s.cases
	if len(cases) == 0 {
		return nil, nil
	}
	p.Cases = len(cases)
	for _, c := range cases {
		p.Standing[standsFor(&line{kind: c.lines[0].kind, standing: c.standing})]++
	}
	p.Folder = r.folder(b)
	sheets := []sheet{s}
	if r.opt.Extract {
		sheets = append(sheets, s.extracts()...)
	}
	if r.opt.Present {
		sheets = append(sheets, s.presented()...)
	}
	for _, s := range sheets {
		if err := s.make(ctx); err != nil {
			return nil, err
		}
	}
	return p, r.manifest(b, p)
}

// whole is the document of all of a tracker's cases, in order, without those of
// which the one reader sees nothing.
func (r *Register) whole(b *book, p *Paper) sheet {
	hidden := map[string]bool{}
	lines := slices.DeleteFunc(slices.Clone(b.lines), func(l *line) bool {
		away := r.opt.For != "" && r.reader.mayNotSee(l)
		if away {
			hidden[l.reference] = true
		}
		return away || r.opt.Team != "" && !l.team.is(r.opt.Team)
	})
	p.Hidden = len(hidden)
	s := sheet{register: r, book: b, paper: p, path: b.tracker.Name, team: r.opt.Team, start: cmp.Or(r.opt.Start, b.tracker.Start), each: b.tracker.Each}
	if r.opt.Each > 0 {
		s.each = r.opt.Each
	}
	s.cases = agenda(lines, b.tracker.Sort, s.start, s.each)
	return s
}

// is says whether a team is meant by its id or its name.
func (t team) is(asked string) bool {
	return t.id == asked || t.name != "" && fold(t.name) == fold(asked)
}

// folder is the name of a paper's folder. It holds no name of a person.
func (r *Register) folder(b *book) string {
	parts := []string{b.set.Protocol.Name, b.tracker.Name, r.opt.AsOf.String()}
	if r.opt.Team != "" {
		parts = append(parts, "team", slug(r.opt.Team))
	}
	if r.opt.For != "" {
		if idForm.MatchString(r.opt.For) {
			parts = append(parts, "for", r.opt.For)
		} else {
			parts = append(parts, "for-one-reader")
		}
	}
	if r.opt.Names {
		parts = append(parts, "with-names")
	}
	return strings.Join(parts, "-")
}

// slug is a team's name as part of a file's name.
func slug(s string) string {
	var b strings.Builder
	for _, w := range words(s) {
		if b.Len() > 0 {
			b.WriteByte('-')
		}
		for _, r := range w {
			if r < 128 {
				b.WriteRune(r)
			}
		}
	}
	if s := strings.Trim(b.String(), "-"); s != "" {
		return s
	}
	return "unnamed"
}

// Save writes the paper's folder into dir.
func (p *Paper) Save(dir string, how deliver.How) (deliver.Saved, error) {
	return deliver.Folder{Name: p.Folder, Files: p.Files}.Save(dir, how)
}
