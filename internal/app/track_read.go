package app

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"handover/internal/deliver"
	"handover/internal/fill"
	"handover/internal/tracker"
	"handover/model"
	"handover/model/cases"
	"handover/model/dates"
)

// ReadingBack is how decisions go from a tracker's workbook into cases.
type ReadingBack struct {
	Workbook string   // its path
	Paths    []string // of the cases
	On       string   // the meeting's day, YYYY-MM-DD; "": the day of the workbook
	Write    bool     // else nothing is written
}

// ReadBack is what came of it.
type ReadBack struct {
	Meeting dates.Date `json:"meeting"` // its day
	Cases   []Minuted  `json:"cases"`
	Written bool       `json:"written"`
	Exit    Exit       `json:"exit"`
}

// Minuted is a case with a meeting's decisions.
type Minuted struct {
	Path      string `json:"path"`
	Reference string `json:"reference"`
	Decisions int    `json:"decisions"`
	Already   bool   `json:"already"` // they were there

	before, after []byte
}

// ReadTracker takes the decisions of a meeting out of a tracker's workbook, and
// with Write puts them into the records' meetings: all of them, or none if
// anything is wrong. All that is wrong is said at once, each by its cell.
func (d *Desk) ReadTracker(ctx context.Context, o ReadingBack) (ReadBack, error) {
	var out ReadBack
	src, err := os.ReadFile(o.Workbook)
	if err != nil {
		return out, Misuse(o.Workbook+": "+cause(err), "give the workbook that handover tracker made, and the cases")
	}
	w, faults := tracker.Read(src)
	if out.Meeting = w.AsOf; o.On != "" {
		if out.Meeting, err = dates.Parse(o.On); err != nil {
			return out, Misuse("--on: "+err.Error(), "")
		}
	}
	if out.Meeting.IsZero() && faults == nil {
		return out, Misuse("the workbook doesn't say of which day it is", "--on gives the day of the meeting, YYYY-MM-DD")
	}
	out.Cases, faults, err = d.minute(ctx, w, out.Meeting, faults, o.Paths)
	if err == nil && len(faults) > 0 {
		err = problemsOf(o.Workbook, faults)
	}
	if err == nil && o.Write {
		err = saveMinuted(out.Cases, nil)
		out.Written = err == nil
	}
	return out, err
}

// Keep keeps what stood in a case's file, before another state takes its place;
// its error stops the saving there.
type Keep func(path string, was []byte) error

// Minute puts decisions that somebody typed in for a tracker's lines into the
// records' meetings: all of them, or none if anything is wrong, which is said
// at once, by the cell that each decision has.
func (d *Desk) Minute(ctx context.Context, title string, on dates.Date, decided []tracker.Decided, paths []string, keep Keep) ([]Minuted, []tracker.CellFault, error) {
	all, faults, err := d.minute(ctx, tracker.Workbook{Title: title, Decided: decided}, on, nil, paths)
	if err == nil && len(faults) == 0 {
		err = saveMinuted(all, keep)
	}
	return all, faults, err
}

// minute works out what the cases are with a meeting's decisions in them.
func (d *Desk) minute(ctx context.Context, w tracker.Workbook, on dates.Date, faults []tracker.CellFault, paths []string) ([]Minuted, []tracker.CellFault, error) {
	r := returning{Desk: d, book: w, on: on, by: map[string][]tracker.Decided{}, found: map[string]string{}, faults: faults}
	for _, x := range w.Decided {
		r.by[strings.ToLower(x.Reference)] = append(r.by[strings.ToLower(x.Reference)], x)
	}
	for c := range cases.Read(ctx, paths, d.stdin) {
		if err := r.take(c); err != nil {
			return nil, nil, err
		}
	}
	if err := ctx.Err(); err != nil {
		return nil, nil, err
	}
	for _, x := range w.Decided {
		if r.found[strings.ToLower(x.Reference)] == "" {
			r.fault(x.Cell, "no case that was given has its line's reference", "give the folder of the case, too, or look whether the column Line was changed")
		}
	}
	return r.cases, r.faults, nil
}

// returning is a run of ReadTracker.
type returning struct {
	*Desk
	book   tracker.Workbook
	on     dates.Date
	by     map[string][]tracker.Decided // by reference
	found  map[string]string            // where each stands
	cases  []Minuted
	faults []tracker.CellFault
}

func (r *returning) fault(cell, msg, hint string) {
	r.faults = append(r.faults, tracker.CellFault{Cell: cell, Msg: msg, Hint: hint})
}

// problemsOf are faults, each by its cell, in the order of the workbook.
func problemsOf(file string, faults []tracker.CellFault) error {
	var out model.Problems
	for _, f := range faults {
		out = append(out, model.Problem{File: file, Path: f.Cell, Msg: f.Msg, Hint: f.Hint})
	}
	return out
}

// take takes one case. One that has no decision is passed over, whatever it is.
func (r *returning) take(c cases.Case) error {
	if c.Err != nil {
		return nil // its decisions, if there are any, are said to have no case
	}
	x, err := r.decode(c)
	var problems model.Problems
	if errors.As(err, &problems) {
		return nil
	}
	if err != nil {
		return err
	}
	lines := r.by[strings.ToLower(x.Record.Reference)]
	if len(lines) == 0 {
		return nil
	}
	first := lines[0].Cell
	if before := r.found[strings.ToLower(x.Record.Reference)]; before != "" {
		r.fault(first, "its reference stands in two files", filepath.ToSlash(before)+" and "+filepath.ToSlash(c.Place()))
		return nil
	}
	r.found[strings.ToLower(x.Record.Reference)] = c.Place()
	if c.Line != 0 || c.File == "standard input" {
		r.fault(first, "its case isn't a file of its own, so that nothing can be put into it", filepath.ToSlash(c.Place()))
		return nil
	}
	i := slices.IndexFunc(x.Set.Trackers, func(t fill.Tracker) bool { return strings.HasPrefix(r.book.Title, t.Title) })
	if i < 0 {
		r.fault(first, "its council has no tracker of the workbook's title", "give the cases of the workbook's council")
		return nil
	}
	for _, l := range lines {
		if l.Child != "" && x.Record.Child(l.Child) == nil {
			r.fault(l.Cell, "its case has no such child", "look whether the column Line was changed")
			return nil
		}
	}
	r.minute(x, x.Set.Trackers[i], lines)
	return nil
}

// minute puts a meeting's decisions into a case. Children of whom the same was
// decided share an entry.
func (r *returning) minute(x *Case, t fill.Tracker, lines []tracker.Decided) {
	m := Minuted{Path: x.Name, Reference: x.Record.Reference, before: x.Source, after: x.Source}
	number := len(x.Record.Meetings)
	for len(lines) > 0 {
		same := func(l tracker.Decided) bool {
			return strings.EqualFold(l.Word, lines[0].Word) && l.By == lines[0].By && l.Note == lines[0].Note
		}
		group := slices.DeleteFunc(slices.Clone(lines), func(l tracker.Decided) bool { return !same(l) })
		rest := slices.DeleteFunc(slices.Clone(lines), same)
		meeting, wrong := tracker.Meeting(t, r.on, group)
		r.faults = append(r.faults, wrong...)
		lines = rest
		if len(wrong) > 0 || r.stands(x.Record, meeting, group[0].Cell, &m) {
			continue
		}
		for number++; x.Record.Meeting(model.ID(fmt.Sprintf("M%d", number))) != nil; number++ {
		}
		meeting.ID = model.ID(fmt.Sprintf("M%d", number))
		after, err := model.Append(m.after, "meetings", meeting)
		if err != nil {
			r.fault(group[0].Cell, "can't be put into "+filepath.ToSlash(x.Name)+": "+err.Error(), "write it into the record by hand")
			continue
		}
		m.after = after
		m.Decisions += len(meeting.Decisions)
	}
	if string(m.after) != string(m.before) {
		if _, err := r.decode(cases.Case{File: x.Name, Data: m.after}); err != nil {
			r.fault("", "a case couldn't be read with its decisions in it; this is a fault of the program", "write them into the record by hand")
			return
		}
	}
	m.Already = m.Decisions == 0
	r.cases = append(r.cases, m)
}

// stands says whether a case has the meeting's decisions already. Others of the
// same meeting, for the same children, are a fault: people decide which hold.
func (r *returning) stands(rec *model.Record, m model.Meeting, cell string, to *Minuted) bool {
	for i := range rec.Meetings {
		x := &rec.Meetings[i]
		if !strings.EqualFold(x.Kind, m.Kind) || x.Date != m.Date || !slices.Equal(x.Children, m.Children) {
			continue
		}
		if slices.Equal(x.Decisions, m.Decisions) {
			return true
		}
		r.fault(cell, "the record has this meeting with other decisions, or none", "compare "+filepath.ToSlash(to.Path)+", "+rec.PathOf(x)+", and write what holds by hand")
		return true
	}
	return false
}

// saveMinuted puts each record in the place of the one that was read, whole or not at
// all, unless somebody changed one meanwhile.
func saveMinuted(all []Minuted, keep Keep) error {
	for _, m := range all {
		if now, err := os.ReadFile(m.Path); err != nil || string(now) != string(m.before) {
			return Fail(m.Path+" has changed meanwhile; nothing was written", "close it elsewhere, and read the workbook again")
		}
	}
	for _, m := range all {
		if m.Already {
			continue
		}
		if keep != nil {
			if err := keep(m.Path, m.before); err != nil {
				return err
			}
		}
		if err := deliver.Replace(m.Path, m.after); err != nil {
			return Fail(m.Path+": "+err.Error(), "what was written before it stays; read the workbook again, and what is there already is passed over")
		}
	}
	return nil
}
