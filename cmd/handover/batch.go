package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"

	"github.com/spf13/pflag"

	"handover/internal/batch"
	"handover/internal/deliver"
	"handover/internal/fill"
	"handover/internal/pack"
	"handover/internal/protocol"
	"handover/model"
	"handover/model/cases"
	"handover/model/dates"
)

var batchVerb = verb{
	name: "batch",
	args: "PATH…",
	does: "makes the packs of many cases",
	more: `
Makes the pack of each case as handover pack does, all in one folder, and says a
line a case, in the order in which they are read. A PATH is a folder, of which
every .json, .ndjson and .jsonl file at any depth is read, or a file with one
case, a list of cases, or a case a line; "-" is standard input.

A case of which no pack can be made doesn't stop the others. failures.csv in the
folder says which, where and why; batch-manifest.json has the hash of each pack.
Cases that name the same person are told of, by ids.

A run that was cut off is taken up with --resume: packs that are whole, and
whose record, templates and program are as they were, stay untouched; what has
changed is made again. The batch keeps its own day, whatever day it is by then.

Example
  handover batch cases -o packs-november --as-of 2026-11-23
  handover batch cases -o packs-november --resume
  handover verify packs-november
`,
	most: 1 << 20,
	flags: func(set *pflag.FlagSet, e *env) func(context.Context, []string) (exit, error) {
		o := batchOptions{packOptions: packOptions{env: e}}
		set.StringVarP(&o.output, "output", "o", "packs", "the `FOLDER` in which the packs are made")
		o.asking.declare(set)
		set.BoolVar(&o.resume, "resume", false, "go on with the batch that is in the folder")
		set.StringVar(&o.shard, "shard", "", "make only the `I/N`th part; others make the rest, into the same folder or another")
		set.BoolVar(&o.force, "force", false, "begin anew where a batch is, and replace packs that are there")
		set.BoolVarP(&o.dryRun, "dry-run", "n", false, "say what would be made, and write nothing")
		return func(ctx context.Context, args []string) (exit, error) { return o.run(ctx, args) }
	},
}

type batchOptions struct {
	packOptions
	resume bool
	shard  string
}

// batched is what batch says of one case, on a line, with --json.
type batched struct {
	Reference string                   `json:"reference"`
	Place     string                   `json:"place"`
	DryRun    bool                     `json:"dry_run,omitempty"`
	Path      string                   `json:"path,omitempty"` // of the pack; absent if there is none
	Documents int                      `json:"documents"`
	NotMade   []pack.NotMade           `json:"not_made"`
	Refused   []pack.Refused           `json:"refused,omitempty"`
	Late      []protocol.DeadlineState `json:"late"`
	Stopped   *protocol.Stopped        `json:"stopped,omitempty"`
	Failed    []string                 `json:"failed"`
	Exit      exit                     `json:"exit"` // that pack would have had
}

func (o *batchOptions) run(ctx context.Context, paths []string) (exit, error) {
	part := batch.Part{}
	if o.shard != "" {
		var err error
		if part, err = batch.ParsePart(o.shard); err != nil {
			return exitUsage, usage("--shard: "+err.Error(), "3/8 is the third of eight parts")
		}
	}
	if o.resume && o.force {
		return exitUsage, usage("--resume and --force don't go together", "--resume goes on with a batch, --force begins anew")
	}
	d, err := o.desk(o.env)
	if err != nil {
		return exitUsage, err
	}
	d.pack.LeaveOut = len(o.only) > 0 || len(o.to) > 0
	d.pack.AtOnce = 1 // several cases are made at once
	defer batch.Spare()()

	b, err := o.begin(d, part)
	if err != nil {
		return exitFailed, err
	}
	if d.pack.AsOf, err = dates.Parse(b.AsOf); err != nil {
		return exitFailed, &failure{exitFailed, o.output + ": the batch has no day that could be read", "begin anew with --force"}
	}
	run := &batchRun{batchOptions: o, desk: d, Batch: b}
	if !o.quiet && o.Now != nil {
		run.progress = newProgress(o.env, paths, part.N)
	}
	result, err := b.Run(ctx, cases.Read(ctx, paths, o.Stdin), runtime.GOMAXPROCS(0), run.work, run.tell)
	err = errors.Join(err, b.Close())
	run.progress.clear()
	if errors.Is(err, context.Canceled) {
		o.say("interrupted after %s; the packs that are made stand, and --resume goes on", plural(result.Cases, "case"))
		return exitStopped, nil
	}
	var list *deliver.WriteError
	if told := new(failure); errors.As(err, &list) && !errors.As(err, &told) {
		return exitFailed, run.stop(list)
	}
	if err != nil {
		return exitFailed, err
	}
	return run.end(result), nil
}

// begin takes the folder.
func (o *batchOptions) begin(d *desk, part batch.Part) (*batch.Batch, error) {
	want := batch.State{AsOf: d.pack.AsOf.String(), Program: version, Options: batch.Options{Only: o.only, To: o.to, Protocol: o.protocol, Draft: o.draft, Large: o.large, Styles: d.pack.Styles()}}
	for _, f := range d.pack.Formats {
		want.Options.Formats = append(want.Options.Formats, string(f))
	}
	if o.dryRun {
		return batch.Dry(part, want), nil
	}
	b, err := batch.Open(o.output, part, want, batch.How{Resume: o.resume, Force: o.force, AsOf: o.asOf != ""})
	switch {
	case errors.Is(err, batch.ErrBusy):
		return nil, &failure{exitFailed, o.output + ": " + err.Error(), "wait for it, or choose another folder with -o"}
	case errors.Is(err, batch.ErrBegun):
		return nil, &failure{exitFailed, o.output + ": " + err.Error(), "--resume goes on with it, --force begins anew, -o chooses another folder"}
	case errors.Is(err, batch.ErrOthers):
		return nil, &failure{exitUsage, o.output + ": " + err.Error(), "ask for the same, or choose another folder with -o"}
	case err != nil:
		return nil, &failure{exitFailed, o.output + ": " + err.Error(), "-o chooses another folder"}
	}
	return b, nil
}

// batchRun is one run of a batch. Its work is done for several cases at once.
type batchRun struct {
	*batchOptions
	*desk
	*batch.Batch
	progress *progress
	refused  bool // something would have disclosed something
}

// work makes the pack of one case, unless it stands already.
func (r *batchRun) work(ctx context.Context, x cases.Case, reference string) (batch.Outcome, error) {
	if reference != "" && model.ReferenceFits(reference) && !r.dryRun {
		if err := deliver.Tidy(r.output, reference); err != nil {
			return batch.Outcome{}, r.stop(err)
		}
	}
	c, err := r.decode(x)
	var faults fill.Faults
	if errors.As(err, &faults) {
		return batch.Outcome{}, err // of every case of that council
	}
	if err != nil {
		return r.failed(x, reference, err), nil
	}
	if r.Resumed {
		stood, ok, err := pack.Stands(r.output, c.rec.Reference, c.set, r.desk.options(c))
		if err != nil {
			return batch.Outcome{}, r.stop(err)
		}
		if ok {
			return r.stands(x, c, stood), nil
		}
	}
	if err := r.choose(ctx, c); err != nil {
		return r.unlessStopped(ctx, x, c, err)
	}
	manifest := ""
	p, err := r.make(ctx, c, r.desk.pack.AsOf, func(k *pack.Pack) (string, error) {
		manifest = k.Manifest()
		return r.save(ctx, k, x.File)
	})
	var full *fullStop
	if errors.As(err, &full) {
		return batch.Outcome{}, full.error
	}
	if err != nil {
		return r.unlessStopped(ctx, x, c, err)
	}
	return r.made(x, c, p, manifest), nil
}

func (r *batchRun) unlessStopped(ctx context.Context, x cases.Case, c *caseFile, err error) (batch.Outcome, error) {
	if ctx.Err() != nil {
		return batch.Outcome{}, ctx.Err()
	}
	o := r.failed(x, c.rec.Reference, err)
	o.Record = c.rec
	return o, nil
}

// fullStop is an error that the other cases would have too.
type fullStop struct{ error }

// stop is what ends a run: the disk is at fault, not the case. One that takes
// no more files says of itself that it has no space left, though it has.
func (r *batchRun) stop(err error) error {
	remedy := "put it right"
	if errors.Is(err, syscall.ENOSPC) {
		remedy = "make room, for more data or for more files"
	}
	return &failure{exitFailed, r.output + ": " + err.Error(), "the packs that are made stand; " + remedy + ", and go on with --resume"}
}

// save saves a pack. One that is there is only replaced in a batch that is
// taken up, or with --force.
func (r *batchRun) save(ctx context.Context, k *pack.Pack, source string) (string, error) {
	force := r.Resumed || r.force
	if place := deliver.Place(r.output, k.Reference); force && deliver.Exists(place) {
		if err := replaceable(place, source); err != nil {
			return "", err
		}
	}
	saved, err := k.Save(r.output, deliver.How{Replace: force, Alone: true, Cancelled: ctx.Err})
	switch {
	case err == nil, ctx.Err() != nil:
		return saved.Place, err
	case errors.Is(err, deliver.ErrExists):
		return "", &failure{exitFailed, err.Error(), "--force replaces it, -o chooses another folder"}
	}
	return "", &fullStop{r.stop(err)}
}

// stands is the outcome of a case whose pack is there already.
func (r *batchRun) stands(x cases.Case, c *caseFile, s pack.Stood) batch.Outcome {
	ready := c.set.Protocol.Readiness(c.rec, r.desk.pack.AsOf)
	p := packed{Reference: c.rec.Reference, Path: deliver.Place(r.output, c.rec.Reference), Documents: s.Documents, NotMade: list(s.NotMade), Refused: s.Refused,
		Late: list(late(ready)), Stopped: ready.Stopped}
	p.settle()
	o := r.made(x, c, p, s.Manifest)
	o.Stood = true
	return o
}

// made is the outcome of a case of which there is a pack, or nothing to make.
func (r *batchRun) made(x cases.Case, c *caseFile, p packed, manifest string) batch.Outcome {
	line := summary(p, c)
	o := batch.Outcome{Pack: p.Path, Manifest: manifest, Missing: p.Exit != exitDone, Record: c.rec}
	if len(p.Documents) == 0 {
		_, why, _ := strings.Cut(line, "  ")
		o.Failed = []string{why}
	}
	if len(p.Refused) > 0 {
		o.Err = &pack.Disclosed{Files: p.Refused}
	}
	o.Line = r.line(line, batched{Reference: p.Reference, Place: x.Place(), DryRun: r.dryRun, Path: p.Path, Documents: len(p.Documents), NotMade: p.NotMade,
		Refused: p.Refused, Late: p.Late, Stopped: p.Stopped, Failed: list(o.Failed), Exit: p.Exit})
	return o
}

// failed is the outcome of a case of which there is no pack.
func (r *batchRun) failed(x cases.Case, reference string, err error) batch.Outcome {
	o := batch.Outcome{Failed: reasons(err), Err: err}
	b := batched{Reference: reference, Place: x.Place(), DryRun: r.dryRun, NotMade: []pack.NotMade{}, Late: []protocol.DeadlineState{}, Failed: o.Failed, Exit: exitFailed}
	var secret *pack.Disclosed
	if errors.As(err, &secret) {
		b.Refused, b.Exit = secret.Files, exitDisclose
	}
	o.Line = r.line(failedLine(reference, x.Place(), o.Failed), b)
	return o
}

func failedLine(reference, place string, why []string) string {
	first := why[0]
	if reference == "" {
		reference, first = place, strings.TrimPrefix(first, place+": ")
	}
	s := "✗ " + reference + "  " + first
	if len(why) > 1 {
		s += fmt.Sprintf("; and %d more", len(why)-1)
	}
	return s
}

// line is what is said of a case.
func (r *batchRun) line(text string, b batched) string {
	if !r.json {
		return text
	}
	var out strings.Builder
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(b); err != nil {
		return ""
	}
	return strings.TrimSuffix(out.String(), "\n")
}

// reasons are an error in short, for a line and for failures.csv.
func reasons(err error) []string {
	var (
		problems model.Problems
		secret   *pack.Disclosed
		out      []string
	)
	switch {
	case errors.As(err, &problems):
		for _, p := range problems {
			out = append(out, strings.TrimPrefix(p.String(), p.File+": ")) // it stands beside the place
		}
	case errors.As(err, &secret):
		for _, f := range secret.Files {
			out = append(out, disclosed(f))
		}
	default:
		out = strings.Split(err.Error(), "\n")
	}
	return out
}

// tell says what became of a case, in order.
func (r *batchRun) tell(o batch.Outcome) error {
	r.progress.clear()
	switch {
	case o.Err != nil:
		if r.report(o.Err) == exitDisclose {
			r.refused = true
		}
	case len(o.Failed) > 0 && o.Line == "":
		r.error(o.Place+": "+o.Failed[0], "a reference is one case's; take one of the two away")
		o.Line = r.line(failedLine(o.Reference, o.Place, o.Failed), batched{Reference: o.Reference, Place: o.Place, DryRun: r.dryRun,
			NotMade: []pack.NotMade{}, Late: []protocol.DeadlineState{}, Failed: o.Failed, Exit: exitFailed})
	}
	if !r.quiet || r.json {
		if err := r.print([]byte(o.Line + "\n")); err != nil {
			return err
		}
	}
	r.progress.step(o)
	return nil
}

// end says what became of all cases.
func (r *batchRun) end(n batch.Result) exit {
	if !r.quiet {
		for _, s := range n.Shared {
			r.say("warning: %s", s)
		}
		for _, d := range n.Disagreed {
			r.say("warning: %s", d)
		}
		text := fmt.Sprintf("%s: %s", plural(n.Cases, "case"), plural(n.Packs, "pack"))
		if n.Missing > 0 {
			text += fmt.Sprintf(", of which %d lack something", n.Missing)
		}
		if n.Failed > 0 {
			text += fmt.Sprintf("; %d failed", n.Failed)
			if !r.dryRun {
				text += ", of which " + filepath.ToSlash(r.Failures()) + " says more"
			}
		}
		r.say("%s", text)
	}
	switch {
	case n.Failed > 0 || r.refused:
		return exitSome
	case n.Missing > 0:
		return exitNotMade
	}
	return exitDone
}
