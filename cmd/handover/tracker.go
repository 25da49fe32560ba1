package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"handover/internal/batch"
	"handover/internal/deliver"
	"handover/internal/fill"
	"handover/internal/tracker"
	"handover/model"
	"handover/model/cases"
	"handover/render"
)

var trackerVerb = verb{
	name: "tracker",
	args: "PATH…",
	does: "the meeting's paper over many cases",
	more: `
Makes the papers of the meetings that go through many cases, as each council's
protocol has them: one folder a tracker in OUTPUT, the most urgent case first,
with what is late or due, what was decided last time, and room for this time's
decision. A path is a case's file, a folder, a list of cases or a case a line.

References and initials stand for children. A case with limited access shows its
reference alone. A copy for one reader (--for) has no case in which that worker
has a conflict of interest.

Example
  handover tracker cases -o tracking --as-of 2026-11-23
  handover tracker cases --only NAME -f pdf,xlsx --start 09:30 --each 15m
  handover tracker cases --for w.example@COUNCIL.example.org
  handover tracker cases --extracts     # besides, one folder for each receiving team
`,
	most: 1 << 20,
	flags: func(set *pflag.FlagSet, e *env) func(context.Context, []string) (exit, error) {
		o := trackerOptions{env: e}
		set.StringVarP(&o.output, "output", "o", "trackers", "the `FOLDER` in which the papers are made")
		set.StringSliceVarP(&o.formats, "format", "f", []string{"pdf", "docx", "md", "xlsx", "csv"}, "the `FORMATS` to write: of pdf, docx, md, html, xlsx, csv")
		set.StringSliceVar(&o.only, "only", nil, "only the trackers with these `NAMES`")
		set.StringVar(&o.reader, "for", "", "a copy for one `WORKER`: an id, an e-mail address or a name")
		set.StringVar(&o.team, "team", "", "only cases that move to this `TEAM`: its id or its name")
		set.BoolVar(&o.extracts, "extracts", false, "besides, an extract for each receiving team")
		set.BoolVar(&o.names, "names", false, "with the names of children and their dates of birth")
		set.StringVar(&o.start, "start", "", "the `TIME` at which the first case is called: HH:MM")
		set.DurationVar(&o.each, "each", 0, "how `LONG` each case has, in whole minutes: 15m")
		set.StringVar(&o.protocol, "protocol", "", "the council's `NAME`, in place of the records'")
		declareTemplates(set, &o.templates)
		set.StringVar(&o.asOf, "as-of", "", "the `DAY` that counts as today: YYYY-MM-DD")
		set.BoolVar(&o.force, "force", false, "replace papers that are there")
		set.BoolVar(&o.json, "json", false, "the result as JSON")
		set.BoolVarP(&o.quiet, "quiet", "q", false, "say nothing but errors")
		return o.run
	},
}

type trackerOptions struct {
	*env
	output, reader, team, start, protocol, templates, asOf string
	formats, only                                          []string
	each                                                   time.Duration
	extracts, names, force, json, quiet                    bool
}

// tracked is what tracker says with --json.
type tracked struct {
	Cases   int           `json:"cases"`    // that were read
	Listed  int           `json:"listed"`   // that stand on a paper
	LeftOut int           `json:"left_out"` // that could not be read
	Papers  []trackedBook `json:"papers"`
	Exit    exit          `json:"exit"`
}

type trackedBook struct {
	Council string         `json:"council"`
	Tracker string         `json:"tracker"`
	Path    string         `json:"path"`
	Cases   int            `json:"cases"`
	Hidden  int            `json:"hidden"` // cases of which the one reader sees nothing
	Stands  map[string]int `json:"stands"`
	Files   []string       `json:"files"`
}

var clockForm = regexp.MustCompile(`^([01][0-9]|2[0-3]):[0-5][0-9]$`)

// trackerFormats are those that -f takes here.
func trackerFormats() []render.Format {
	return append(slices.Clone(formats), tracker.XLSX, tracker.CSV)
}

func (o *trackerOptions) run(ctx context.Context, paths []string) (exit, error) {
	a := asking{protocol: o.protocol, templates: o.templates, asOf: o.asOf, formats: []string{"pdf"}}
	d, err := a.desk(o.env)
	if err != nil {
		return exitUsage, err
	}
	opt := tracker.Options{AsOf: d.pack.AsOf, Only: o.only, For: o.reader, Team: o.team, Extract: o.extracts, Names: o.names, Start: o.start, Each: int(o.each / time.Minute), Version: version}
	if opt.Formats, err = formatsOf(trackerFormats(), o.formats); err != nil {
		return exitUsage, err
	}
	if o.start != "" && !clockForm.MatchString(o.start) {
		return exitUsage, usage("--start: not a time of day", "write HH:MM, 09:30")
	}
	if o.each < 0 || o.each%time.Minute != 0 || o.each >= 24*time.Hour {
		return exitUsage, usage("--each: not a number of whole minutes", "write 15m")
	}
	if (o.start == "") != (o.each == 0) {
		return exitUsage, usage("--start and --each belong together", "--start 09:30 --each 15m")
	}
	if err := o.knowsTrackers(d); err != nil {
		return exitUsage, err
	}
	defer batch.Spare()()
	t := gathering{trackerOptions: o, desk: d, register: tracker.New(opt), seen: map[string]string{}}
	for c := range cases.Read(ctx, paths, o.Stdin) {
		if err := t.take(c); err != nil {
			return exitFailed, err
		}
	}
	if err := ctx.Err(); err != nil {
		return exitFailed, err
	}
	papers, err := t.register.Papers(ctx)
	switch {
	case errors.Is(err, tracker.ErrNobody):
		return exitUsage, usage("--for: no case names such a worker, so that nobody can say what they may not see", "give the id, the e-mail address or the name that the cases have")
	case err != nil:
		return exitFailed, err
	}
	if t.register.Ambiguous() && !o.quiet {
		o.say("warning: --for: %s isn't the same worker in all cases", o.reader)
		o.say("hint: what any of them may not see was left out; give an e-mail address to be exact")
	}
	return t.save(ctx, papers)
}

// knowsTrackers checks --only against the councils' trackers.
func (o *trackerOptions) knowsTrackers(d *desk) error {
	if len(o.only) == 0 {
		return nil
	}
	var known []string
	for _, c := range d.councils {
		p, err := fill.Protocol(c, d.layers...)
		if err != nil {
			return atTemplates(err)
		}
		for _, t := range p.Trackers {
			known = append(known, t.Name)
		}
	}
	slices.Sort(known)
	known = slices.Compact(known)
	for _, n := range o.only {
		if !slices.Contains(known, n) {
			return usage(fmt.Sprintf("--only: no council has a tracker %q", n), didYouMean(n, known))
		}
	}
	return nil
}

// gathering is a run of tracker.
type gathering struct {
	*trackerOptions
	desk     *desk
	register *tracker.Register
	seen     map[string]string // where each reference stands, by council and reference
	result   tracked
	none     []string // councils without a tracker that has cases
}

// take takes one case. What is wrong with a case is said, and the others go on.
func (g *gathering) take(c cases.Case) error {
	g.result.Cases++
	bad := func(err error, why string) error {
		g.report(err)
		g.result.LeftOut++
		g.register.LeaveOut(filepath.ToSlash(c.Place()), why)
		return nil
	}
	if c.Err != nil {
		return bad(c.Err, "can't be read")
	}
	x, err := g.desk.decode(c)
	var problems model.Problems
	if errors.As(err, &problems) {
		return bad(err, plural(len(problems), "fault")+" in the record")
	}
	if err != nil {
		return err
	}
	key := x.set.Protocol.Name + " " + strings.ToLower(x.rec.Reference)
	if before, twice := g.seen[key]; twice {
		return bad(&failure{exitFailed, fmt.Sprintf("%s: the reference %s stands in %s as well", c.Place(), x.rec.Reference, before), "one file is one case; the first was taken"}, "the same reference as "+filepath.ToSlash(before))
	}
	g.seen[key] = c.Place()
	if len(x.set.Trackers) == 0 && !slices.Contains(g.none, x.set.Protocol.Name) {
		g.none = append(g.none, x.set.Protocol.Name)
	}
	took, err := g.register.Add(x.rec, x.set)
	if took > 0 {
		g.result.Listed++
	}
	return err
}

// save saves the papers, each whole or not at all; none, if one of them is
// there already.
func (g *gathering) save(ctx context.Context, papers []*tracker.Paper) (exit, error) {
	g.result.Papers = []trackedBook{}
	if g.result.LeftOut > 0 {
		g.result.Exit = exitSome
	}
	if !g.force {
		for _, p := range papers {
			place := filepath.Join(g.output, p.Folder)
			if deliver.Exists(place) {
				return exitFailed, &failure{exitFailed, place + " already exists and was left unchanged", "use --force to replace it, or -o to choose another folder; nothing was written"}
			}
		}
	}
	for _, p := range papers {
		if g.force && deliver.Exists(filepath.Join(g.output, p.Folder)) {
			if err := replaceable(filepath.Join(g.output, p.Folder), "-"); err != nil {
				return exitFailed, err
			}
		}
		saved, err := p.Save(g.output, deliver.How{Replace: g.force, Cancelled: ctx.Err})
		switch {
		case errors.Is(err, deliver.ErrExists):
			return exitFailed, &failure{exitFailed, err.Error(), "use --force to replace it, or -o to choose another folder"}
		case errors.Is(err, context.Canceled):
			return exitFailed, err
		case err != nil:
			return exitFailed, &failure{exitFailed, g.output + ": " + err.Error(), "-o chooses another folder"}
		}
		b := trackedBook{Council: p.Council, Tracker: p.Tracker, Path: filepath.ToSlash(saved.Place), Cases: p.Cases, Hidden: p.Hidden, Stands: p.Standing, Files: []string{}}
		for _, f := range p.Files {
			b.Files = append(b.Files, f.Path)
		}
		g.result.Papers = append(g.result.Papers, b)
		if !g.quiet {
			for _, n := range p.NotShown {
				of := n.Reference
				if of == "" {
					of = "a line without identifying details"
				}
				g.say("warning: %s: %s of %s can't be shown in %s, and the paper says so", p.Tracker, n.Fact, of, n.Format)
			}
		}
	}
	return g.result.Exit, g.show()
}

// show writes the result.
func (g *gathering) show() error {
	if g.json {
		return g.printJSON(g.result)
	}
	if g.quiet {
		return nil
	}
	for _, c := range g.none {
		g.say("warning: %s has no tracker; its cases are on no paper", c)
	}
	var out strings.Builder
	for _, b := range g.result.Papers {
		mark, parts := "✓", []string{plural(b.Cases, "case")}
		for _, s := range []string{"Late", "Due", "No date yet", "Nothing open", "Limited access"} {
			if n := b.Stands[s]; n > 0 {
				parts = append(parts, fmt.Sprintf("%d %s", n, strings.ToLower(s)))
			}
		}
		if b.Hidden > 0 {
			parts = append(parts, fmt.Sprintf("%d not for this reader", b.Hidden))
		}
		if b.Stands["Late"] > 0 {
			mark = "!"
		}
		fmt.Fprintf(&out, "%s %s %s  %s  %s\n", mark, b.Council, b.Tracker, strings.Join(parts, ", "), b.Path)
	}
	if n := g.result.Cases - g.result.LeftOut - g.result.Listed; n > 0 {
		fmt.Fprintf(&out, "%s on no list: no tracker takes them\n", plural(n, "case"))
	}
	if g.result.LeftOut > 0 {
		fmt.Fprintf(&out, "%s left out: said above, and on each paper\n", plural(g.result.LeftOut, "case"))
	}
	return g.print([]byte(out.String()))
}
