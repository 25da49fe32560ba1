package main

import (
	"context"

	"github.com/spf13/pflag"

	"handover/internal/app"
)

var checkVerb = verb{
	name: "check",
	args: "PATH…",
	does: "what is missing, late or due, and what can't be made",
	more: `
Reads cases and writes nothing: what is wrong in the record; what the protocol
asks to be on file, and why; which dates are late or due, with the working; which
documents can't be made, and why; who would be told and who not. A PATH is a case's file,
or a folder of which every case is checked.

Example
  handover new --protocol COUNCIL -o case.json  # and fill it in
  handover check case.json
  handover check cases --as-of 2026-11-23
`,
	most: 1 << 20,
	flags: func(set *pflag.FlagSet, e *env) func(context.Context, []string) (app.Exit, error) {
		o := checkOptions{env: e}
		o.asking.declare(set)
		declarePacks(set, &o.packs)
		return o.run
	},
}

type checkOptions struct {
	*env
	asking
	packs string
}

func (o *checkOptions) run(ctx context.Context, paths []string) (app.Exit, error) {
	d, err := o.desk(o.env)
	if err != nil {
		return app.ExitUsage, err
	}
	if err := o.heed(d, o.packs); err != nil {
		return app.ExitFailed, err
	}
	worst := app.ExitDone
	results := []app.Checked{}
	var p page
	if err := d.CheckAll(ctx, paths, func(r app.Checked, c *app.Case) {
		if r.Err != nil {
			o.report(r.Err)
		}
		if c != nil {
			(&checkPage{page: &p, Checked: r, c: c}).write()
		}
		if worst != app.ExitFailed { // a bad record comes before what wasn't made
			worst = max(worst, r.Exit)
		}
		if r.Exit == app.ExitFailed {
			worst = app.ExitFailed
		}
		results = append(results, r)
	}); err != nil {
		return app.ExitFailed, err
	}
	switch {
	case o.json:
		err = o.printJSON(results)
	case !o.quiet:
		err = o.print(p.bytes())
	}
	return worst, err
}
