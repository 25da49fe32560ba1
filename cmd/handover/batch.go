package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"github.com/spf13/pflag"

	"handover/internal/app"
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
	flags: func(set *pflag.FlagSet, e *env) func(context.Context, []string) (app.Exit, error) {
		o := batchOptions{env: e}
		set.StringVarP(&o.Output, "output", "o", "packs", "the `FOLDER` in which the packs are made")
		o.asking.declare(set)
		set.BoolVar(&o.Resume, "resume", false, "go on with the batch that is in the folder")
		set.StringVar(&o.Shard, "shard", "", "make only the `I/N`th part; others make the rest, into the same folder or another")
		set.BoolVar(&o.Force, "force", false, "begin anew where a batch is, and replace packs that are there")
		set.BoolVarP(&o.DryRun, "dry-run", "n", false, "say what would be made, and write nothing")
		return func(ctx context.Context, args []string) (app.Exit, error) { return o.run(ctx, args) }
	},
}

type batchOptions struct {
	*env
	asking
	app.Batching
	progress *progress
}

func (o *batchOptions) run(ctx context.Context, paths []string) (app.Exit, error) {
	d, err := o.desk(o.env)
	if err != nil {
		return app.ExitUsage, err
	}
	if err := o.heed(d, o.Output); err != nil {
		return app.ExitFailed, err
	}
	b, err := d.OpenBatch(o.Batching)
	if err != nil {
		return app.ExitFailed, err
	}
	if !o.quiet && o.Now != nil {
		o.progress = newProgress(o.env, paths, b.Parts())
	}
	o.synchronised(o.Output, o.quiet || o.DryRun)
	told := b.People(ctx, paths)
	o.same(told, nil)
	result, err := b.Run(ctx, paths, o.tell)
	err = errors.Join(err, b.Close())
	o.progress.clear()
	if errors.Is(err, context.Canceled) {
		o.say("interrupted after %s; the packs that are made stand, and --resume goes on", app.Plural(result.Cases, "case"))
		return app.ExitStopped, nil
	}
	if err != nil {
		return app.ExitFailed, err
	}
	o.same(result.SameTold(), told)
	o.end(result)
	return result.Exit, nil
}

// tell says what became of a case.
func (o *batchOptions) tell(c app.Batched) error {
	o.progress.clear()
	if c.Err != nil {
		o.report(c.Err)
	}
	if o.json {
		var out bytes.Buffer
		enc := json.NewEncoder(&out)
		enc.SetEscapeHTML(false)
		if err := enc.Encode(c); err != nil {
			return fmt.Errorf("writing JSON: %w", err)
		}
		if err := o.write(o.Look.json(out.Bytes())); err != nil {
			return err
		}
	} else if !o.quiet {
		if err := o.print([]byte(line(c.Line) + "\n")); err != nil {
			return err
		}
	}
	o.progress.step(c)
	return nil
}

// same says what wasn't said of people whom several cases name.
func (o *batchOptions) same(all, told []string) {
	for _, s := range all {
		if !o.quiet && !slices.Contains(told, s) {
			o.say("warning: %s", s)
		}
	}
}

// end says what became of all cases.
func (o *batchOptions) end(n app.BatchResult) {
	if o.quiet {
		return
	}
	text := fmt.Sprintf("%s: %s", app.Plural(n.Cases, "case"), app.Plural(n.Packs, "pack"))
	if n.Missing > 0 {
		text += fmt.Sprintf(", of which %d lack something", n.Missing)
	}
	if n.Failed > 0 {
		text += fmt.Sprintf("; %d failed", n.Failed)
		if !o.DryRun {
			text += ", of which " + n.Failures + " says more"
		}
	}
	o.say("%s", text)
}
