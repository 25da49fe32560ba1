package app

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"

	"handover/internal/batch"
	"handover/internal/deliver"
	"handover/internal/fill"
	"handover/internal/pack"
	"handover/internal/protocol"
	"handover/model"
	"handover/model/cases"
	"handover/model/dates"
)

// Batching says how the packs of many cases are made.
type Batching struct {
	Output string // the folder in which they are made
	Shard  string // "3/8": only this part; "": all
	Resume bool   // go on with the batch that is in the folder
	Force  bool   // begin anew where one is, and replace packs that are there
	DryRun bool   // write nothing
}

// Batched is what became of one case of a batch.
type Batched struct {
	Reference string                   `json:"reference"`
	Place     string                   `json:"place"`
	DryRun    bool                     `json:"dry_run,omitempty"`
	Path      string                   `json:"path,omitempty"` // of the pack; absent if there is none
	Documents int                      `json:"documents"`
	NotMade   []pack.NotMade           `json:"not_made"`
	Refused   []pack.Refused           `json:"refused,omitempty"`
	Late      []protocol.DeadlineState `json:"late"`
	Stopped   []protocol.Stopped       `json:"stopped,omitempty"`
	Failed    []string                 `json:"failed"`
	Exit      Exit                     `json:"exit"` // that Make would have had

	Line  Line  `json:"-"`
	Err   error `json:"-"` // why there is none, with more to say than Failed; may be nil
	Stood bool  `json:"-"` // its pack was there already
	Bytes int64 `json:"-"` // of its record
}

// A Batch is a folder of packs that is being made.
type Batch struct {
	desk *Desk
	Batching
	*batch.Batch
	refused bool // something would have disclosed something
}

// BatchResult is what became of all cases of a batch.
type BatchResult struct {
	batch.Result
	Exit Exit
}

// OpenBatch takes a folder for a batch, which keeps its own day. Batch.Close
// lets others have it again.
func (d *Desk) OpenBatch(o Batching) (*Batch, error) {
	part := batch.Part{}
	if o.Shard != "" {
		var err error
		if part, err = batch.ParsePart(o.Shard); err != nil {
			return nil, Misuse("--shard: "+err.Error(), "3/8 is the third of eight parts")
		}
	}
	if o.Resume && o.Force {
		return nil, Misuse("--resume and --force don't go together", "--resume goes on with a batch, --force begins anew")
	}
	d.pack.AtOnce = 1 // several cases are made at once
	b := &Batch{desk: d, Batching: o}
	if err := b.begin(part); err != nil {
		return nil, err
	}
	var err error
	if d.pack.AsOf, err = dates.Parse(b.AsOf); err != nil {
		return nil, errors.Join(Fail(o.Output+": the batch has no day that could be read", "begin anew with --force"), b.Close())
	}
	return b, nil
}

// begin takes the folder.
func (b *Batch) begin(part batch.Part) (err error) {
	d, a := b.desk, b.desk.asked
	want := batch.State{AsOf: d.pack.AsOf.String(), Program: Version,
		Options: batch.Options{Only: a.Only, To: a.To, Protocol: a.Protocol, Draft: a.Draft, Large: a.Large, Styles: d.pack.Styles()}}
	for _, f := range d.pack.Formats {
		want.Options.Formats = append(want.Options.Formats, string(f))
	}
	if b.DryRun {
		b.Batch = batch.Dry(part, want)
		return nil
	}
	b.Batch, err = batch.Open(b.Output, part, want, batch.How{Resume: b.Resume, Force: b.Force, AsOf: a.AsOf != ""})
	switch {
	case errors.Is(err, batch.ErrBusy):
		return Fail(b.Output+": "+err.Error(), "wait for it, or choose another folder with -o")
	case errors.Is(err, batch.ErrBegun):
		return Fail(b.Output+": "+err.Error(), "--resume goes on with it, --force begins anew, -o chooses another folder")
	case errors.Is(err, batch.ErrOthers):
		return Misuse(b.Output+": "+err.Error(), "ask for the same, or choose another folder with -o")
	case err != nil:
		return Fail(b.Output+": "+err.Error(), "-o chooses another folder")
	}
	return nil
}

// People finds who is named in more than one of the cases of all paths, so that it
// can be told before any letter is made. Nothing is found where cases are read
// from standard input, which can be read once; Run finds them at its end.
func (b *Batch) People(ctx context.Context, paths []string) []string {
	if slices.Contains(paths, "-") {
		return nil
	}
	s := batch.NewSurvey()
	for x := range cases.Read(ctx, paths, b.desk.stdin) {
		if c, err := b.desk.decode(x); err == nil { // one that can't be read has no pack either, and Run says so
			s.Add(c.Record, b.desk.pack.AsOf)
		}
	}
	return sameTold(s.Found())
}

// SameTold says whom several cases name, and which restriction one of them lacks,
// as Batch.People does.
func (r BatchResult) SameTold() []string { return sameTold(r.Shared, r.Disagreed) }

func sameTold(shared []batch.Shared, lacking []batch.Disagree) []string {
	var out []string
	for _, s := range shared {
		out = append(out, s.String())
	}
	for _, d := range lacking {
		out = append(out, d.String())
	}
	return out
}

// Run makes the cases of all paths. tell hears of each in the order in which
// they were read; an error of its ends the run. The result is what was made
// until an error.
func (b *Batch) Run(ctx context.Context, paths []string, tell func(Batched) error) (BatchResult, error) {
	defer batch.Spare()()
	n, err := b.Batch.Run(ctx, cases.Read(ctx, paths, b.desk.stdin), runtime.GOMAXPROCS(0), b.work, func(o batch.Outcome) error {
		return tell(b.outcome(o))
	})
	r := BatchResult{Result: n}
	switch {
	case n.Failed > 0 || b.refused:
		r.Exit = ExitSome
	case n.Missing > 0:
		r.Exit = ExitNotMade
	}
	var list *deliver.WriteError
	if told := new(Failure); errors.As(err, &list) && !errors.As(err, &told) {
		err = b.stop(list)
	}
	return r, err
}

// outcome is what became of a case, as it is told.
func (b *Batch) outcome(o batch.Outcome) Batched {
	said, ok := o.Told.(Batched)
	if !ok { // a second case of one reference is no work
		said = b.failed(o.Place, o.Reference, Fail(o.Place+": "+o.Failed[0], "a reference is one case's; take one of the two away"))
		said.Failed = o.Failed
		said.Line = failedLine(o.Reference, o.Place, o.Failed)
	}
	said.Stood, said.Bytes = o.Stood, o.Bytes
	if said.Err != nil && Explain(said.Err).Exit == ExitDisclose {
		b.refused = true
	}
	return said
}

// work makes the pack of one case, unless it stands already.
func (b *Batch) work(ctx context.Context, x cases.Case, reference string) (batch.Outcome, error) {
	if reference != "" && model.ReferenceFits(reference) && !b.DryRun {
		if err := deliver.Tidy(b.Output, reference); err != nil {
			return b.unlessAll(x, reference, err)
		}
	}
	c, err := b.desk.decode(x)
	var faults fill.Faults
	if errors.As(err, &faults) {
		return batch.Outcome{}, err // of every case of that council
	}
	if err != nil {
		return failure(b.failed(x.Place(), reference, err)), nil
	}
	if b.Resumed {
		stood, ok, err := pack.Stands(b.Output, c.Record.Reference, c.Set, b.desk.options(c))
		if err != nil {
			return b.unlessAll(x, reference, err)
		}
		if ok {
			return b.stands(x, c, stood), nil
		}
	}
	if err := b.desk.choose(ctx, c); err != nil {
		return b.unlessStopped(ctx, x, c, err)
	}
	manifest := ""
	p, err := b.desk.make(ctx, c, b.DryRun, func(k *pack.Pack) (deliver.Saved, error) {
		manifest = k.Manifest()
		return b.save(ctx, k, x.File)
	})
	var full *fullStop
	if errors.As(err, &full) {
		return batch.Outcome{}, full.error
	}
	if err != nil {
		return b.unlessStopped(ctx, x, c, err)
	}
	return b.made(x, c, p, manifest), nil
}

func (b *Batch) unlessStopped(ctx context.Context, x cases.Case, c *Case, err error) (batch.Outcome, error) {
	if ctx.Err() != nil {
		return batch.Outcome{}, ctx.Err()
	}
	o := failure(b.failed(x.Place(), c.Record.Reference, err))
	o.Record = c.Record
	return o, nil
}

// unlessAll is the outcome of a case whose pack can't be looked at: alone where
// another program has a file of it open, else the end of the run.
func (b *Batch) unlessAll(x cases.Case, reference string, err error) (batch.Outcome, error) {
	if held := new(deliver.Held); errors.As(err, &held) {
		return failure(b.failed(x.Place(), reference, openElsewhere(b.Output, err))), nil
	}
	return batch.Outcome{}, b.stop(err)
}

// fullStop is an error that the other cases would have too.
type fullStop struct{ error }

// stop is what ends a run: the disk is at fault, not the case. One that takes
// no more files says of itself that it has no space left, though it has.
func (b *Batch) stop(err error) error {
	remedy := "put it right"
	if errors.Is(err, syscall.ENOSPC) {
		remedy = "make room, for more data or for more files"
	}
	return Fail(b.Output+": "+err.Error(), "the packs that are made stand; "+remedy+", and go on with --resume")
}

// save saves a pack. One that is there is only replaced in a batch that is
// taken up, or with Force.
func (b *Batch) save(ctx context.Context, k *pack.Pack, source string) (saved deliver.Saved, err error) {
	force := b.Resumed || b.Force
	if place := deliver.Place(b.Output, k.Reference); force && deliver.Exists(place) {
		if err := replaceable(place, k.Reference, source); err != nil {
			return saved, err
		}
	}
	saved, err = k.Save(b.Output, deliver.How{Replace: force, Alone: true, Cancelled: ctx.Err})
	var held *deliver.Held
	switch {
	case err == nil, ctx.Err() != nil:
		return saved, err
	case errors.As(err, &held):
		return saved, openElsewhere(b.Output, err)
	case errors.Is(err, deliver.ErrExists):
		return saved, Fail(err.Error(), "--force replaces it, -o chooses another folder")
	}
	return saved, &fullStop{b.stop(err)}
}

// stands is the outcome of a case whose pack is there already.
func (b *Batch) stands(x cases.Case, c *Case, s pack.Stood) batch.Outcome {
	ready := c.Set.Protocol.Readiness(c.Record, b.desk.pack.AsOf)
	p := Packed{Reference: c.Record.Reference, Path: filepath.ToSlash(deliver.Place(b.Output, c.Record.Reference)), Documents: s.Documents, NotMade: list(s.NotMade), Refused: s.Refused,
		Late: list(late(ready)), Stopped: ready.Stopped}
	p.settle(c, b.desk.pack.AsOf)
	o := b.made(x, c, p, s.Manifest)
	o.Stood = true
	return o
}

// made is the outcome of a case of which there is a pack, or nothing to make.
func (b *Batch) made(x cases.Case, c *Case, p Packed, manifest string) batch.Outcome {
	o := batch.Outcome{Pack: p.Path, Manifest: manifest, Missing: p.Exit != ExitDone, Record: c.Record}
	said := Batched{Reference: p.Reference, Place: filepath.ToSlash(x.Place()), DryRun: b.DryRun, Path: p.Path, Documents: len(p.Documents), NotMade: p.NotMade,
		Refused: p.Refused, Late: p.Late, Stopped: p.Stopped, Exit: p.Exit, Line: p.Line}
	if len(p.Documents) == 0 {
		o.Failed = []string{p.Line.Text}
	}
	if len(p.Refused) > 0 {
		said.Err = &pack.Disclosed{Files: p.Refused, Others: len(p.Documents) > 0}
	}
	said.Failed = list(o.Failed)
	o.Told = said
	return o
}

// failed is what became of a case of which there is no pack.
func (b *Batch) failed(place, reference string, err error) Batched {
	why := reasons(err)
	said := Batched{Reference: reference, Place: filepath.ToSlash(place), DryRun: b.DryRun, NotMade: []pack.NotMade{}, Late: []protocol.DeadlineState{}, Failed: why, Exit: ExitFailed, Err: err,
		Line: failedLine(reference, place, why)}
	return said
}

func failure(said Batched) batch.Outcome { return batch.Outcome{Failed: said.Failed, Told: said} }

// failedLine is the first of several reasons. A case without a reference is
// told by its place.
func failedLine(reference, place string, why []string) Line {
	l := Line{Bad, reference, why[0]}
	if reference == "" {
		l.Reference, l.Text = place, strings.TrimPrefix(l.Text, place+": ")
	}
	if len(why) > 1 {
		l.Text += fmt.Sprintf("; and %d more", len(why)-1)
	}
	return l
}

// reasons are an error in short, for a line and for failures.csv.
func reasons(err error) []string {
	var (
		problems model.Problems
		out      []string
	)
	switch {
	case errors.As(err, &problems):
		for _, p := range problems {
			p.File = filepath.ToSlash(p.File)                              // the same on every machine
			out = append(out, strings.TrimPrefix(p.String(), p.File+": ")) // it stands beside the place
		}
	default:
		out = strings.Split(err.Error(), "\n")
	}
	return out
}
