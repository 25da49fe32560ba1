package app

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"handover/internal/batch"
	"handover/internal/deliver"
	"handover/internal/tracker"
	"handover/model"
	"handover/model/cases"
	"handover/render"
)

// Tracking says how the papers of meetings are made.
type Tracking struct {
	Output   string        // the folder in which they are made
	Formats  []string      // names, in any order
	Only     []string      // names of trackers; empty: all
	For      string        // a copy for one worker: an id, an e-mail address or a name
	Team     string        // only cases that move to this team: its id or name
	Start    string        // when the first case is called: HH:MM
	Each     time.Duration // that each case has, in whole minutes
	Extracts bool          // besides, one for each receiving team
	Managers bool          // besides, one for each manager who presents cases
	Detail   bool          // all of each case, after the list
	Names    bool          // with the names of children
	Force    bool          // replace papers that are there
}

// Tracked is what came of the cases that meetings go through.
type Tracked struct {
	Cases   int            `json:"cases"`    // that were read
	Listed  int            `json:"listed"`   // that stand on a paper
	LeftOut int            `json:"left_out"` // that could not be read
	Papers  []TrackedPaper `json:"papers"`
	Exit    Exit           `json:"exit"`

	NoList []tracker.NoList `json:"no_list"` // that no list takes, and why

	Warnings []Said `json:"-"`
}

// TrackedPaper is one tracker's paper, as it was saved.
type TrackedPaper struct {
	Council string         `json:"council"`
	Tracker string         `json:"tracker"`
	Path    string         `json:"path"`
	Cases   int            `json:"cases"`
	Hidden  int            `json:"hidden"` // cases of which the one reader sees nothing
	Stands  map[string]int `json:"stands"`
	Files   []string       `json:"files"`
}

var clockForm = regexp.MustCompile(`^([01][0-9]|2[0-3]):[0-5][0-9]$`)

// tracking is what was asked for, checked.
func (d *Desk) tracking(o Tracking) (tracker.Options, error) {
	opt := tracker.Options{AsOf: d.pack.AsOf, Only: o.Only, For: o.For, Team: o.Team, Extract: o.Extracts, Present: o.Managers, Detail: o.Detail, Names: o.Names, Start: o.Start, Each: int(o.Each / time.Minute), Version: Version}
	var err error
	if opt.Formats, err = formatsOf(render.AskedOfLists(), o.Formats); err != nil {
		return opt, err
	}
	if o.Start != "" && !clockForm.MatchString(o.Start) {
		return opt, Misuse("--start: not a time of day", "write HH:MM, 09:30")
	}
	if o.Each < 0 || o.Each%time.Minute != 0 || o.Each >= 24*time.Hour {
		return opt, Misuse("--each: not a number of whole minutes", "write 15m")
	}
	if (o.Start == "") != (o.Each == 0) {
		return opt, Misuse("--start and --each belong together", "--start 09:30 --each 15m")
	}
	return opt, d.knowsTrackers(o.Only)
}

// Track makes the papers of the meetings that go through many cases. tell hears
// of each case that is left out. The result is what was saved until an error.
func (d *Desk) Track(ctx context.Context, paths []string, o Tracking, tell func(error)) (Tracked, error) {
	opt, err := d.tracking(o)
	if err != nil {
		return Tracked{}, err
	}
	defer batch.Spare()()
	g := gathering{Tracking: o, Desk: d, register: tracker.New(opt), seen: map[string]string{}, tell: tell}
	for c := range cases.Read(ctx, paths, d.stdin) {
		if err := g.take(c); err != nil {
			return g.result, err
		}
	}
	if err := ctx.Err(); err != nil {
		return g.result, err
	}
	g.result.NoList = g.register.NoList()
	papers, err := g.register.Papers(ctx)
	switch {
	case errors.Is(err, tracker.ErrNobody):
		return g.result, Misuse("--for: no case names such a worker, so that nobody can say what they may not see", "give the id, the e-mail address or the name that the cases have")
	case err != nil:
		return g.result, err
	}
	if g.register.Ambiguous() {
		g.warn(fmt.Sprintf("--for: %s isn't the same worker in all cases", o.For), "what any of them may not see was left out; give an e-mail address to be exact")
	}
	err = g.save(ctx, papers)
	return g.result, err
}

// knowsTrackers checks names against the councils' trackers.
func (d *Desk) knowsTrackers(only []string) error {
	if len(only) == 0 {
		return nil
	}
	var known []string
	for _, c := range d.Councils {
		p, err := d.Protocol(c)
		if err != nil {
			return err
		}
		for _, t := range p.Trackers {
			known = append(known, t.Name)
		}
	}
	slices.Sort(known)
	known = slices.Compact(known)
	for _, n := range only {
		if !slices.Contains(known, n) {
			return Misuse(fmt.Sprintf("--only: no council has a tracker %q", n), didYouMean(n, known))
		}
	}
	return nil
}

// gathering is a run of Track.
type gathering struct {
	Tracking
	*Desk
	register *tracker.Register
	seen     map[string]string // where each reference stands, by council and reference
	result   Tracked
	tell     func(error)
}

// take takes one case. What is wrong with a case is said, and the others go on.
func (g *gathering) take(c cases.Case) error {
	g.result.Cases++
	bad := func(err error, why string) error {
		g.tell(err)
		g.result.LeftOut++
		g.register.LeaveOut(filepath.ToSlash(c.Place()), why)
		return nil
	}
	if c.Err != nil {
		return bad(c.Err, "can't be read")
	}
	x, err := g.decode(c)
	var problems model.Problems
	if errors.As(err, &problems) {
		return bad(err, Plural(len(problems), "fault")+" in the record")
	}
	if err != nil {
		return err
	}
	key := x.Set.Protocol.Name + " " + strings.ToLower(x.Record.Reference)
	if before, twice := g.seen[key]; twice {
		return bad(Fail(fmt.Sprintf("%s: the reference %s stands in %s as well", c.Place(), x.Record.Reference, before), "one file is one case; the first was taken"), "the same reference as "+filepath.ToSlash(before))
	}
	g.seen[key] = c.Place()
	took, err := g.register.Add(x.Record, x.Set)
	if took > 0 {
		g.result.Listed++
	}
	return err
}

// save saves the papers, each whole or not at all; none, if one of them is
// there already.
func (g *gathering) save(ctx context.Context, papers []*tracker.Paper) error {
	g.result.Papers = []TrackedPaper{}
	if g.result.LeftOut > 0 {
		g.result.Exit = ExitSome
	}
	if !g.Force {
		for _, p := range papers {
			place := filepath.Join(g.Output, p.Folder)
			if deliver.Exists(place) {
				return Fail(place+" already exists and was left unchanged", "use --force to replace it, or -o to choose another folder; nothing was written")
			}
		}
	}
	for _, p := range papers {
		if place := filepath.Join(g.Output, p.Folder); g.Force && deliver.Exists(place) {
			if !deliver.Exists(filepath.Join(place, deliver.ManifestName)) {
				return Fail(place+" is no paper of ours and was left unchanged", "-o chooses another folder")
			}
		}
		saved, err := p.Save(g.Output, deliver.How{Replace: g.Force, Cancelled: ctx.Err})
		var held *deliver.Held
		switch {
		case errors.Is(err, deliver.ErrExists):
			return Fail(err.Error(), "use --force to replace it, or -o to choose another folder")
		case errors.Is(err, context.Canceled):
			return err
		case errors.As(err, &held):
			return openElsewhere(g.Output, err)
		case err != nil:
			return Fail(g.Output+": "+err.Error(), "-o chooses another folder")
		}
		b := TrackedPaper{Council: p.Council, Tracker: p.Tracker, Path: filepath.ToSlash(saved.Place), Cases: p.Cases, Hidden: p.Hidden, Stands: p.Standing, Files: []string{}}
		for _, f := range p.Files {
			b.Files = append(b.Files, f.Path)
		}
		g.result.Papers = append(g.result.Papers, b)
		for _, n := range p.NotShown {
			of := n.Reference
			if of == "" {
				of = "a line without identifying details"
			}
			g.warn(fmt.Sprintf("%s: %s of %s can't be shown in %s, and the paper says so", p.Tracker, n.Fact, of, n.Format), "")
		}
	}
	return nil
}

func (g *gathering) warn(msg, hint string) {
	g.result.Warnings = append(g.result.Warnings, Said{msg, hint})
}

// Lists are the lists of the meetings that go through many cases, as values:
// what Track makes papers of. tell hears of each case that is left out. Nothing
// is written.
func (d *Desk) Lists(ctx context.Context, paths []string, o Tracking, tell func(error)) ([]tracker.Table, error) {
	o.Formats = []string{string(render.XLSX)}
	opt, err := d.tracking(o)
	if err != nil {
		return nil, err
	}
	g := gathering{Tracking: o, Desk: d, register: tracker.New(opt), seen: map[string]string{}, tell: tell}
	for c := range cases.Read(ctx, paths, d.stdin) {
		if err := g.take(c); err != nil {
			return nil, err
		}
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return g.register.Tables()
}
