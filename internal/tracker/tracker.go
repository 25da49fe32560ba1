// Package tracker makes the paper of a meeting that goes through many cases: it
// takes cases one after another, keeps the lines of each and not the record,
// puts the most urgent first, and makes finished, checked files of them.
//
// Call New, Register.Add for each case and Register.LeaveOut for each that can't
// be read, then Register.Papers, and Paper.Save for each.
package tracker

import (
	"cmp"
	"slices"
	"strings"

	"handover/internal/fill"
	"handover/internal/protocol"
	"handover/model"
	"handover/model/dates"
	"handover/render"
)

// Options say how papers are made.
type Options struct {
	AsOf    dates.Date
	Formats []render.Format // in this order
	Only    []string        // names of trackers; empty: all
	For     string          // the one reader: a worker's id, e-mail address or name; "": those who may see all
	Team    string          // only cases that move to this team: its id or name; "": all
	Extract bool            // besides, one file for each receiving team
	Present bool            // besides, one file for each manager who presents cases
	Detail  bool            // all that the columns show of each case, after the list
	Names   bool            // with the names of children
	Start   string          // when the first case is called, "09:30"; "": the tracker's own
	Each    int             // minutes a case; 0: the tracker's own
	Version string          // the program's
}

// Register collects the lines of many cases.
type Register struct {
	opt     Options
	books   []*book // by council, and in the protocol's order
	left    []LeftOut
	none    map[string][]untaken       // by council
	asks    map[string][]protocol.Part // of each tracker, by council and name
	reader  reader
	markers []string // protective markings of the cases, each once
}

// untaken is a case that no list takes.
type untaken struct {
	reference string
	why       string
	conflicts []string
}

// NoList is a case that no list of its council takes, and why.
type NoList struct {
	Council   string `json:"council"`
	Reference string `json:"reference"`
	Why       string `json:"why"`
}

// LeftOut is a case that couldn't be read. Neither holds a value of a record.
type LeftOut struct{ Place, Why string }

// book is one tracker's lines.
type book struct {
	set     *fill.Set
	tracker fill.Tracker
	lines   []*line
}

// New makes an empty register.
func New(opt Options) *Register {
	return &Register{opt: opt, reader: reader{asked: opt.For}, none: map[string][]untaken{}, asks: map[string][]protocol.Part{}}
}

// LeaveOut notes a case that can't be read; every paper says so.
func (r *Register) LeaveOut(place, why string) { r.left = append(r.left, LeftOut{place, why}) }

// Add takes a case's lines for each of its council's trackers, and says how
// many trackers took it. The error is a template's fault, or the program's.
func (r *Register) Add(rec *model.Record, set *fill.Set) (took int, err error) {
	r.reader.meet(rec)
	if m := rec.ProtectiveMarking(); !slices.Contains(r.markers, m) {
		r.markers = append(r.markers, m)
	}
	var ready *protocol.Readiness
	var why []string
	for _, t := range set.Trackers {
		t = r.asked(t)
		if len(r.opt.Only) > 0 && !slices.Contains(r.opt.Only, t.Name) {
			continue
		}
		about := r.about(rec, set.Protocol, t)
		if len(about) == 0 {
			why = append(why, t.Name+": "+strings.Join(r.untaken(rec, set.Protocol, t), "; "))
			continue
		}
		if ready == nil {
			worked := set.Protocol.Readiness(rec, r.opt.AsOf)
			ready = &worked
		}
		lines, err := r.lines(rec, set, t, about, *ready)
		if err != nil {
			return took, err
		}
		took++
		b := r.book(set, t)
		b.lines = append(b.lines, lines...)
	}
	if took == 0 && len(why) > 0 {
		if len(why) == 1 { // of one list alone its name says nothing
			_, why[0], _ = strings.Cut(why[0], ": ")
		}
		if a := rec.Access; a != nil && (a.Limited == nil || *a.Limited) {
			why = []string{"access to it is limited"}
		}
		r.none[set.Protocol.Name] = append(r.none[set.Protocol.Name], untaken{strings.Clone(rec.Reference), strings.Join(why, ". "), conflicts(rec, r.opt.AsOf)})
	}
	return took, nil
}

// untaken is why a tracker takes nothing of a case.
func (r *Register) untaken(rec *model.Record, p *protocol.Protocol, t fill.Tracker) []string {
	parts, known := r.asks[p.Name+" "+t.Name]
	if !known {
		parts = p.Parts(t.Tracker)
		r.asks[p.Name+" "+t.Name] = parts
	}
	if t.Per == "case" {
		return t.Untaken(parts, p.Situation(rec, nil, r.opt.AsOf))
	}
	var out []string
	for i := range rec.Children {
		for _, why := range t.Untaken(parts, p.Situation(rec, &rec.Children[i], r.opt.AsOf)) {
			if !slices.Contains(out, why) {
				out = append(out, why)
			}
		}
	}
	return out
}

// NoList is the cases that no list takes, by council and reference.
func (r *Register) NoList() []NoList {
	out := []NoList{}
	for council, list := range r.none {
		for _, x := range list {
			out = append(out, NoList{council, x.reference, x.why})
		}
	}
	slices.SortFunc(out, func(a, b NoList) int {
		return cmp.Or(cmp.Compare(a.Council, b.Council), cmp.Compare(a.Reference, b.Reference))
	})
	return out
}

// asked is a tracker with the facts that are shown: some only with names.
func (r *Register) asked(t fill.Tracker) fill.Tracker {
	columns := slices.Clone(t.Columns)
	for i := range columns {
		columns[i].Facts = slices.DeleteFunc(slices.Clone(columns[i].Facts), func(f fill.Fact) bool { return f.WithNames && !r.opt.Names })
		if columns[i].Facts != nil && len(columns[i].Facts) == 0 {
			columns[i].Heading = "" // and not blank to write in
		}
	}
	t.Columns = slices.DeleteFunc(columns, func(c fill.Column) bool { return c.Heading == "" })
	return t
}

// about is what of a case a tracker takes: children, or the whole case as nil.
func (r *Register) about(rec *model.Record, p *protocol.Protocol, t fill.Tracker) []*model.Child {
	if t.Per == "case" {
		if t.When.Holds(p.Situation(rec, nil, r.opt.AsOf)) {
			return []*model.Child{nil}
		}
		return nil
	}
	var out []*model.Child
	for i := range rec.Children {
		if c := &rec.Children[i]; t.When.Holds(p.Situation(rec, c, r.opt.AsOf)) {
			out = append(out, c)
		}
	}
	return out
}

func (r *Register) book(set *fill.Set, t fill.Tracker) *book {
	for _, b := range r.books {
		if b.set == set && b.tracker.Name == t.Name {
			return b
		}
	}
	b := &book{set: set, tracker: t}
	place := func(x *book) int {
		return slices.IndexFunc(x.set.Trackers, func(y fill.Tracker) bool { return y.Name == x.tracker.Name })
	}
	r.books = append(r.books, b)
	slices.SortFunc(r.books, func(x, y *book) int {
		return cmp.Or(cmp.Compare(x.set.Protocol.Name, y.set.Protocol.Name), cmp.Compare(place(x), place(y)))
	})
	return b
}
