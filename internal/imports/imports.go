// Package imports makes case records of what councils' systems export: the
// Standard Safeguarding Dataset as CSV files, a workbook or a database (Run),
// and DfE's payload (OpenPayload, then Run). Nothing is dropped without a word:
// each value of a child's rows is in the record, or among Case.LeftOut with the
// reason. docs/import.md says what goes where.
//
// Call Open and Run; a Folder saves the records.
package imports

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"hash/maphash"
	"slices"
	"strings"
	"sync"

	"golang.org/x/sync/errgroup"

	"handover/model"
	"handover/model/dates"
)

// Options say which children's records are made, and how.
type Options struct {
	Protocol     string     // the council's folder under templates, for the records
	AsOf         dates.Date // what today is: what is open on that day is current
	Children     []string   // the system's ids; or
	Team         string     // a team's name or id: the children whose open worker is in it; or
	Transferring []Transferring
	All          bool   // every child of ssd_person who isn't there as a mother alone
	Siblings     bool   // children of one ssd_family stand in one record
	Together     bool   // all children who are asked for stand in one record
	Scratch      string // where rows may be kept for a while that are too many for memory
	AtOnce       int    // how many records are made at a time; 0 is one
}

// Transferring is a child whose case moves, as a list of them says it.
type Transferring struct {
	Number          string // the system's id
	Kind            model.Word
	ToTeam          string // name or id
	ReceivingWorker string // name or id
	On              dates.Date
}

// Case is one record that was made.
type Case struct {
	Reference string
	Children  []string // the system's ids
	Record    *model.Record
	JSON      []byte
	LeftOut   []LeftOut
	Taken     int // values that went into the record
}

// LeftOut is a value that the record doesn't hold, and why.
type LeftOut struct {
	Table, Row    string // the table's name, the row's own id
	Line          int
	Column, Value string
	Why           string
}

// Report is what is to be said of an import besides its records.
type Report struct {
	Tables  []TableCount
	Absent  []string        // tables of the dataset that the export lacks
	Notes   []string        // what was found: in which order a column's days are, what wasn't read
	Faults  model.Problems  // what is wrong with the export; each once, with its first place
	More    map[string]int  // how many more places a fault has, by its text
	Cases   int             // records made
	Taken   int             // values that went into them
	Left    map[string]int  // values left out, by reason
	NotMade []model.Problem // children of whom no record could be made

	mu sync.Mutex
}

// TableCount is how many rows a table has, and how many were of the children.
type TableCount struct {
	Table       string
	Rows, Taken int
}

// fault notes what is wrong. Of a fault that many rows have, the first place is
// kept and how many more there are.
func (r *Report) fault(p model.Problem) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.More == nil {
		r.More = map[string]int{}
	}
	key := FaultKey(p)
	if n, known := r.More[key]; known {
		r.More[key] = n + 1
		return
	}
	r.More[key] = 0
	r.Faults = append(r.Faults, p)
}

// FaultKey tells faults apart, in Report.More.
func FaultKey(p model.Problem) string { return p.File + "\x00" + p.Path + "\x00" + p.Msg }

// Run makes the records of an export. found gets each, several at a time if
// opt.AtOnce says so, in no order; an error of it stops the work. The error is
// of type model.Problems where the export can't be read at all.
func Run(ctx context.Context, src Source, opt Options, found func(*Case) error) (*Report, error) {
	in := &intake{
		src:     src,
		opt:     opt,
		rep:     &Report{Left: map[string]int{}},
		hashing: maphash.MakeSeed(),
		kept:    newStore(opt.Scratch),
		persons: map[uint64]int32{},
		mothers: map[uint64][]int32{},
		staff:   map[string][]string{},
	}
	err := in.run(ctx, found)
	if e := in.kept.close(); err == nil {
		err = e
	}
	slices.SortStableFunc(
		in.rep.Faults,
		func(a, b model.Problem) int { return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line)) },
	)
	slices.SortStableFunc(in.rep.NotMade, func(a, b model.Problem) int { return cmp.Compare(a.Path, b.Path) })
	return in.rep, err
}

func (in *intake) run(ctx context.Context, found func(*Case) error) error {
	if err := in.prepare(); err != nil {
		return err
	}
	if err := in.choose(ctx); err != nil {
		return err
	}
	if len(in.cases) == 0 {
		return nil
	}
	if err := in.take(ctx); err != nil {
		return err
	}
	if err := in.kept.done(); err != nil {
		return err
	}
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(max(1, in.opt.AtOnce))
	for n := range manyBucket {
		g.Go(func() error {
			rows, err := in.kept.bucket(n)
			if err != nil {
				return err
			}
			for c := n; c < len(in.cases); c += manyBucket {
				if err := ctx.Err(); err != nil {
					return err
				}
				if err := in.one(in.cases[c], rows[int32(c)], found); err != nil {
					return err
				}
			}
			return nil
		})
	}
	return g.Wait()
}

// one makes one record. What it can't be made of is told, and costs no other.
func (in *intake) one(s *seed, rows []stored, found func(*Case) error) error {
	c, err := in.build(s, rows)
	if err != nil {
		in.notMade(s.children, err.Error())
		return nil
	}
	in.rep.mu.Lock()
	in.rep.Cases++
	in.rep.Taken += c.Taken
	for _, l := range c.LeftOut {
		in.rep.Left[l.Why]++
	}
	in.rep.mu.Unlock()
	return found(c)
}

func (in *intake) notMade(children []string, why string) {
	in.rep.mu.Lock()
	defer in.rep.mu.Unlock()
	in.rep.NotMade = append(
		in.rep.NotMade,
		model.Problem{File: "ssd_person", Path: strings.Join(children, ", "), Msg: why},
	)
}

// choose finds the children whose records are made.
func (in *intake) choose(ctx context.Context) error {
	wanted := map[string]bool{}
	var order []string
	want := func(id string) {
		if id = trimmed(id); id != "" && !wanted[id] {
			id = strings.Clone(id) // the row that it stands in goes
			wanted[id] = true
			order = append(order, id)
		}
	}
	for _, id := range in.opt.Children {
		want(id)
	}
	transfers := map[string]*Transferring{}
	for i, t := range in.opt.Transferring {
		want(t.Number)
		transfers[t.Number] = &in.opt.Transferring[i]
	}
	if in.opt.Team != "" {
		if err := in.ofTeam(ctx, want); err != nil {
			return err
		}
	}
	onlyMothers, err := in.onlyMothers(ctx)
	if err != nil {
		return err
	}
	there := map[string]bool{}
	err = in.rows(ctx, "ssd_person", func(s *spec, r Row, cells []string) error {
		id := cells[s.child]
		if r.Bad != "" || id == "" {
			return nil // told when the row is read
		}
		in.persons[in.hash(id)] = -1
		if in.opt.All && !onlyMothers[id] {
			want(id)
		}
		if wanted[id] {
			there[strings.Clone(id)] = true
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("reading %s: %w", in.byName["ssd_person"].place(), err)
	}
	families, err := in.families(ctx, there)
	if err != nil {
		return err
	}
	of := map[string]int32{} // which case
	for _, id := range order {
		if !there[id] {
			in.notMade([]string{id}, "ssd_person has nobody with this id")
			continue
		}
		key := "child " + id
		if f := families[id]; f != "" && in.opt.Siblings {
			key = "family " + f
		}
		if in.opt.Together {
			key = "together"
		}
		n, begun := of[key]
		if !begun {
			n = int32(len(in.cases))
			of[key] = n
			in.cases = append(in.cases, &seed{transfer: transfers[id]})
		}
		in.cases[n].children = append(in.cases[n].children, id)
		in.persons[in.hash(id)] = n
	}
	return in.ofMothers(ctx, there)
}

// ofTeam finds the children who have an open worker in the team.
func (in *intake) ofTeam(ctx context.Context, want func(string)) error {
	teams := map[string]bool{}
	if err := in.rows(ctx, "ssd_department", func(s *spec, _ Row, cells []string) error {
		if cells[s.key] == in.opt.Team || strings.EqualFold(cells[s.index["dept_team_name"]], in.opt.Team) {
			teams[cells[s.key]] = true
		}
		return nil
	}); err != nil {
		return err
	}
	teams[in.opt.Team] = true
	return in.rows(ctx, "ssd_involvements", func(s *spec, r Row, cells []string) error {
		if r.Bad == "" && teams[cells[s.index["invo_professional_team"]]] &&
			in.stillOpen(cells[s.index["invo_involvement_end_date"]]) {
			want(cells[s.child])
		}
		return nil
	})
}

// stillOpen says whether something with such an end hasn't ended.
func (in *intake) stillOpen(end string) bool {
	if end == "" {
		return true
	}
	d, _, what := readDay(end, dayFirst)
	return what == noDay || what == "" && !d.Before(in.opt.AsOf)
}

// onlyMothers are the persons who are there as somebody's mother and have no
// row of their own that would make them a child of a case.
func (in *intake) onlyMothers(ctx context.Context) (map[string]bool, error) {
	mothers := map[string]bool{}
	if !in.opt.All {
		return mothers, nil
	}
	err := in.rows(ctx, "ssd_mother", func(s *spec, _ Row, cells []string) error {
		mothers[strings.Clone(cells[s.index["moth_person_id"]])] = true
		return nil
	})
	if err != nil || len(mothers) == 0 {
		return mothers, err
	}
	for _, name := range []string{"ssd_cin_episodes", "ssd_cla_episodes", "ssd_involvements", "ssd_early_help_episodes", "ssd_care_leavers"} {
		if err := in.rows(ctx, name, func(s *spec, _ Row, cells []string) error {
			delete(mothers, cells[s.child])
			return nil
		}); err != nil {
			return nil, err
		}
	}
	return mothers, nil
}

// families are the families of the children.
func (in *intake) families(ctx context.Context, children map[string]bool) (map[string]string, error) {
	of := map[string]string{}
	if !in.opt.Siblings {
		return of, nil
	}
	err := in.rows(ctx, "ssd_family", func(s *spec, _ Row, cells []string) error {
		if children[cells[s.child]] {
			of[cells[s.child]] = cells[s.index["fami_family_id"]]
		}
		return nil
	})
	return of, err
}

// ofMothers finds whose mother somebody is.
func (in *intake) ofMothers(ctx context.Context, children map[string]bool) error {
	return in.rows(ctx, "ssd_mother", func(s *spec, _ Row, cells []string) error {
		mother := cells[s.index["moth_person_id"]]
		if child := cells[s.child]; children[child] && mother != "" {
			key, c := in.hash(mother), in.persons[in.hash(child)]
			if !slices.Contains(in.mothers[key], c) {
				in.mothers[key] = append(in.mothers[key], c)
			}
		}
		return nil
	})
}

// errTwice means that a child can't be told.
var errTwice = errors.New("ssd_person has two rows with this id that differ")
