package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"handover/internal/batch"
	"handover/internal/pack"
	"handover/model/dates"
)

var verifyVerb = verb{
	name: "verify",
	args: "PACK…",
	does: "a pack against its manifest and the record of now",
	more: `
Looks at packs that were made and writes nothing. Each file is held against the
manifest, so that one that was edited, lost or added is named; and what goes
outside is searched, as it is now, for what its reader may not know by the
record as it is now. Do this before a pack is sent that is not fresh.

A folder that handover batch made is held against its manifest, with all packs in
it; with --case, which may then be a folder of cases, they are searched too.

Example
  handover verify packs/CF-1 --case case.json
  handover verify packs-november
  handover verify packs-november --case cases
`,
	most: 1 << 20,
	flags: func(set *pflag.FlagSet, e *env) func(context.Context, []string) (exit, error) {
		o := verifyOptions{env: e}
		set.StringVar(&o.source, "case", "", "the `FILE` of the case, as it is now; of a batch the folder or file of its cases")
		set.StringVar(&o.protocol, "protocol", "", "the council's `NAME`, in place of the record's")
		declareTemplates(set, &o.templates)
		set.StringVar(&o.asOf, "as-of", "", "the `DAY` that counts as today: YYYY-MM-DD")
		set.BoolVar(&o.json, "json", false, "the result as JSON")
		set.BoolVarP(&o.quiet, "quiet", "q", false, "say nothing but errors")
		return o.run
	},
}

type verifyOptions struct {
	*env
	asking
	source string
}

// verified is what verify says of one pack, with --json.
type verified struct {
	Pack string     `json:"pack"`
	AsOf dates.Date `json:"as_of"`
	pack.Verified
	Exit exit `json:"exit"`
}

func (o *verifyOptions) run(ctx context.Context, packs []string) (exit, error) {
	var single []string
	for _, dir := range packs {
		if !batch.Is(dir) {
			single = append(single, dir)
		}
	}
	if o.source == "" && len(single) > 0 {
		return exitUsage, usage("verify lacks --case FILE", "the record as it is now says who may know what")
	}
	o.formats = []string{"md"}
	d, err := o.desk(o.env)
	if err != nil {
		return exitUsage, err
	}
	var c *caseFile
	if len(single) > 0 {
		if c, err = d.open(ctx, o.source); err != nil {
			return exitFailed, err
		}
	}
	worst := exitDone
	all := []any{}
	p := &page{}
	for _, dir := range packs {
		if !slices.Contains(single, dir) {
			v, err := o.batch(ctx, d, dir)
			if err != nil {
				return exitFailed, err
			}
			worst = max(worst, v.Exit)
			all = append(all, v)
			v.show(p, o.quiet)
			continue
		}
		found, err := pack.Verify(dir, c.rec, c.set, d.pack)
		if err != nil {
			return exitFailed, &failure{exitFailed, err.Error(), ""}
		}
		v := verified{Pack: dir, AsOf: d.pack.AsOf, Verified: found}
		v.settle()
		worst = max(worst, v.Exit)
		all = append(all, v)
		if v.Exit != exitDone || !o.quiet {
			v.show(p)
		}
	}
	if o.json {
		return worst, o.printJSON(all)
	}
	return worst, o.print(p.bytes())
}

// settle works out the exit.
func (v *verified) settle() {
	switch {
	case len(v.Discloses) > 0:
		v.Exit = exitDisclose
	case !v.Sound():
		v.Exit = exitFailed
	}
}

func (v verified) show(p *page) {
	if v.Sound() {
		p.line(0, fmt.Sprintf("✓ %s  %s, as they were made", v.Reference, plural(v.Files, "file")))
		return
	}
	mark := "!"
	if len(v.Discloses) > 0 {
		mark = "✗"
	}
	p.line(0, mark+" "+v.Reference+"  "+v.Pack)
	for _, x := range v.Discloses {
		var fields []string
		for _, f := range x.Fields {
			fields = append(fields, fmt.Sprintf("%s (%s)", f.Field, f.What))
		}
		p.para(2, 4, "-", fmt.Sprintf("%s shows %s, which %s may not know", x.Path, strings.Join(fields, ", "), x.Recipient))
	}
	for _, l := range []struct {
		what  string
		paths []string
	}{{"was changed after it was made", v.Changed}, {"is missing", v.Missing}, {"was added, and is no part of the pack", v.Added},
		{"can't be read again, or its recipient is no longer in the record, so that it was not searched", v.Unread}} {
		for _, path := range l.paths {
			p.para(2, 4, "-", path+" "+l.what)
		}
	}
}
