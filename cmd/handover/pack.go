package main

import (
	"context"
	"path"
	"strings"

	"github.com/spf13/pflag"

	"handover/internal/app"
	"handover/internal/pack"
)

var packVerb = verb{
	name: "pack",
	args: "CASE.json",
	does: "makes the pack of one case",
	more: `
Makes every document that the case's protocol asks for at this point, one file
a recipient and format, in OUTPUT/REFERENCE: internal/ stays with the council,
each folder of send/ goes to one recipient, manifest.json says what is whose, and
index.html, for the worker alone, has every file and what to do with it, in order.
The pack appears whole or not at all, and nothing is replaced without --force.

Example
  handover new --protocol COUNCIL -o case.json  # and fill it in
  handover check case.json
  handover pack case.json
  handover pack case.json --only change-of-worker-letter --to P2 -f docx -o draft --draft
`,
	most: 1,
	flags: func(set *pflag.FlagSet, e *env) func(context.Context, []string) (app.Exit, error) {
		o := packOptions{env: e}
		set.StringVarP(&o.Output, "output", "o", "packs", "the `FOLDER` in which the pack is made")
		o.asking.declare(set)
		set.BoolVar(&o.Again, "again", false, "make letters again that went and say the same")
		set.BoolVar(&o.Force, "force", false, "replace a pack that is there")
		set.StringVar(&o.Cleared, "cleared", "", "`FILE` of findings of the disclosure check that a named person has cleared")
		set.BoolVarP(&o.DryRun, "dry-run", "n", false, "say what would be made, and write nothing")
		return func(ctx context.Context, args []string) (app.Exit, error) { return o.run(ctx, args[0]) }
	},
}

type packOptions struct {
	*env
	asking
	app.Making
}

func (o *packOptions) run(ctx context.Context, file string) (app.Exit, error) {
	d, err := o.desk(o.env)
	if err != nil {
		return app.ExitUsage, err
	}
	if err := o.heed(d, o.Output); err != nil {
		return app.ExitFailed, err
	}
	c, err := d.Open(ctx, file)
	if err != nil {
		return app.ExitFailed, err
	}
	r, err := d.Make(ctx, c, o.Making)
	if err != nil {
		return app.ExitFailed, err
	}
	if len(r.Refused) > 0 {
		o.report(&pack.Disclosed{Files: r.Refused, Others: len(r.Documents) > 0})
	}
	if !o.quiet {
		for _, w := range r.Warnings {
			o.warn(w)
		}
	}
	return r.Exit, o.show(r, c)
}

// show writes the result: the summary line, after a dry run what would be
// made, or all of it for a machine.
func (o *packOptions) show(r app.Packed, c *app.Case) error {
	switch {
	case o.json:
		return o.printJSON(r)
	case o.quiet:
		return nil
	case !o.DryRun && r.Path == "":
		return o.print([]byte(line(r.Line) + "\n"))
	case !o.DryRun:
		return o.print([]byte(line(r.Line) + "\n  open first: " + path.Join(r.Path, "index.html") + "\n"))
	}
	var p page
	p.line(0, line(r.Line))
	p.line(0, "")
	for _, f := range r.Files {
		p.line(2, f)
	}
	for _, n := range r.NotMade {
		p.para(2, 4, "not made:", c.NotMadeName(n)+" ("+strings.Join(n.Reasons, "; ")+")")
	}
	for _, n := range c.RefusedNames(r.Refused) {
		p.para(2, 4, "refused:", n)
	}
	for _, n := range r.Went {
		p.para(2, 4, "went:", c.DocumentName(n.Kind, n.Recipient, n.Child)+" ("+strings.Join(n.Reasons, "; ")+")")
	}
	for _, n := range r.NotTold {
		p.para(2, 4, "not told:", string(n.Recipient)+" ("+strings.Join(n.Reasons, "; ")+")")
	}
	for _, n := range r.NoLetter {
		p.para(2, 4, "no letter:", string(n.Recipient)+" ("+strings.Join(n.Reasons, "; ")+")")
	}
	return o.print(p.bytes())
}
