// Package batch makes the packs of many cases in one folder: it reads the cases
// one after another, has several made at once, keeps their order, and keeps
// what belongs to the folder as a whole: the state that a run which was cut off
// is taken up from, the list of what failed, and the manifest of all packs.
//
// Call Open for the folder, then Batch.Run, then Batch.Close. How one case is
// made is the caller's to say.
package batch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"path/filepath"

	"handover/internal/deliver"
	"handover/model"
	"handover/model/cases"
	"handover/model/dates"
)

// Outcome is what became of one case.
type Outcome struct {
	Place     string // where the case was found
	Reference string // "" where it can't be told

	Pack     string        // the pack's place; "" if there is none
	Manifest string        // SHA-256 of its manifest
	Failed   []string      // why there is none. Like every error these hold no value of the record
	Missing  bool          // there is one, but something that was asked for was not made
	Stood    bool          // it was there already
	Bytes    int64         // of the record as it was read
	Record   *model.Record // nil where it couldn't be decoded; only whom it names is kept
	Told     any           // what Work wants told of it; nil where there was no work

	names named
}

// Result is what became of all cases of a run.
type Result struct {
	Cases   int // those of this part
	Packs   int // in their place now, Missing included
	Missing int // packs from which something is missing that was asked for
	Failed  int

	Failures string // the file that says what failed; "" where nothing is written

	Shared    []Shared
	Disagreed []Disagree
}

// Work makes one case. An error ends the run: it is for what is wrong with
// more than this case. It is called for several cases at once.
type Work func(ctx context.Context, c cases.Case, reference string) (Outcome, error)

// Batch is a folder of packs that this run alone makes.
type Batch struct {
	State
	// Resumed says that the folder held this batch already.
	Resumed bool

	dir   string
	part  Part
	locks []io.Closer
}

// Run reads cases and makes them, workers at a time. tell hears of each in the
// order in which they were read; an error of its ends the run. What failed
// stands in failures.csv afterwards, also where the run is interrupted; the
// manifest only when every case has been read.
func (b *Batch) Run(ctx context.Context, all iter.Seq[cases.Case], workers int, work Work, tell func(Outcome) error) (Result, error) {
	n := Result{Shared: []Shared{}}
	asOf, err := dates.Parse(b.AsOf)
	if err != nil {
		return n, fmt.Errorf("the batch's date: %w", err)
	}
	failed, err := newFailures(b.dir, b.part)
	if err != nil {
		return n, err
	}
	made, err := newManifest(b.dir, b.part, b.State)
	if err != nil {
		return n, errors.Join(err, failed.Drop())
	}
	known := newPeople()
	err = inOrder(ctx, b.jobs(all), workers, func(ctx context.Context, j job) (Outcome, error) {
		if j.done != nil {
			return *j.done, nil
		}
		o, err := work(ctx, j.c, j.reference)
		o.Place, o.Reference, o.Bytes = j.c.Place(), j.reference, int64(len(j.c.Data))
		if o.Record != nil {
			o.names, o.Record = namedIn(o.Record, asOf), nil
		}
		return o, err
	}, func(o Outcome) error {
		n.Cases++
		switch {
		case len(o.Failed) > 0:
			n.Failed++
			if err := failed.add(o); err != nil {
				return err
			}
		default:
			n.Packs++
			if o.Missing {
				n.Missing++
			}
			if err := made.add(o); err != nil {
				return err
			}
		}
		known.add(o.Reference, o.names)
		return tell(o)
	})
	if err != nil {
		return n, errors.Join(err, failed.commit(), made.Drop())
	}
	if err := failed.commit(); err != nil {
		return n, errors.Join(err, made.Drop())
	}
	n.Failures = failed.Place()
	n.Shared, n.Disagreed = append(n.Shared, known.found...), known.disagreed()
	return n, made.commit(n)
}

// Parts is how many runs share the batch.
func (b *Batch) Parts() int { return max(b.part.N, 1) }

// job is a case as it was read: to be made, or settled already.
type job struct {
	c         cases.Case
	reference string
	done      *Outcome
}

// jobs are the cases of this part. Of two with one place for their pack the
// first that was read is made, and the second has failed.
func (b *Batch) jobs(all iter.Seq[cases.Case]) iter.Seq[job] {
	return func(yield func(job) bool) {
		type read struct{ reference, place string }
		seen := map[string]read{}
		for c := range all {
			j := job{c: c, reference: referenceOf(c.Data)}
			key := slot(j.reference)
			if !b.part.has(key, c) {
				continue
			}
			if first, twice := seen[key]; twice {
				place := filepath.ToSlash(first.place) // the same on every machine
				why := "the same reference as " + place + ", which was read first"
				if first.reference != j.reference {
					why = "its pack would have the same name as that of " + place + ", which was read first"
				}
				j.done = &Outcome{Place: c.Place(), Reference: j.reference, Failed: []string{why}}
			} else if key != "" {
				seen[key] = read{j.reference, c.Place()}
			}
			if !yield(j) {
				return
			}
		}
	}
}

// Dry is a batch of which nothing is written.
func Dry(part Part, want State) *Batch { return &Batch{State: want, part: part} }

// ErrBusy means that another run makes packs in the folder.
var ErrBusy = errors.New("another batch is being made in this folder")

// lock keeps the folder for this run: all of it, or this part.
func (b *Batch) lock() error {
	if err := b.hold(".batch.lock", b.part.N > 0); err != nil || b.part.N == 0 {
		return err
	}
	return b.hold(b.part.file(".batch", ".lock"), false)
}

func (b *Batch) hold(name string, shared bool) error {
	l, err := deliver.Lock(filepath.Join(b.dir, name), shared)
	if errors.Is(err, deliver.ErrBusy) {
		return ErrBusy
	}
	if err == nil {
		b.locks = append(b.locks, l)
	}
	return err
}

// Close lets another run have the folder.
func (b *Batch) Close() error {
	var errs []error
	for _, f := range b.locks {
		errs = append(errs, f.Close())
	}
	return errors.Join(errs...)
}
