package main

import (
	"context"

	"github.com/spf13/pflag"

	"handover/internal/app"
	"handover/internal/imports"
)

var diffVerb = verb{
	name: "diff",
	args: "A.json B.json",
	does: "what changed between two records, and what it touches",
	more: `
Says field by field what stands otherwise in B.json than in A.json, and which
documents and letters come out otherwise. It writes nothing. Exits 0 where there
is no difference, and 3 where there is one.

Example
  handover diff old/204511.json cases/204511.json
`,
	most: 2,
	flags: func(set *pflag.FlagSet, e *env) func(context.Context, []string) (app.Exit, error) {
		asked := app.Asked{Formats: []string{"md"}}
		declareTemplates(set, &asked.Templates)
		set.StringVar(&asked.AsOf, "as-of", "", "the `DAY` that counts as today: YYYY-MM-DD")
		return func(ctx context.Context, paths []string) (app.Exit, error) { return e.diff(ctx, asked, paths) }
	},
}

func (e *env) diff(ctx context.Context, asked app.Asked, paths []string) (app.Exit, error) {
	if len(paths) != 2 {
		return app.ExitUsage, app.Misuse("diff takes two records", "usage: handover diff A.json B.json")
	}
	d, err := app.NewDesk(asked, e.Today(), e.Stdin)
	if err != nil {
		return app.ExitUsage, err
	}
	var both [2]*app.Case
	for i, path := range paths {
		if both[i], err = d.Open(ctx, path); err != nil {
			return app.ExitFailed, err
		}
	}
	found := imports.Changes(both[0].Record, both[1].Record)
	touched, err := d.Touched(ctx, both[0], both[1])
	if err != nil {
		return app.ExitFailed, err
	}
	var p page
	p.section("What changed")
	p.none(len(found))
	for _, c := range found {
		p.para(2, 6, c.Words+":", orNone(c.Was)+" → "+orNone(c.Is))
	}
	p.section("What it touches")
	p.none(len(touched))
	for _, t := range touched {
		p.para(2, 6, t.Path+":", t.How)
	}
	if err := e.print(p.bytes()); err != nil {
		return app.ExitFailed, err
	}
	if len(found)+len(touched) > 0 {
		return app.ExitNotMade, nil
	}
	return app.ExitDone, nil
}

func orNone(s string) string {
	if s == "" {
		return "none"
	}
	return s
}
