package main

import (
	"context"
	"fmt"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"handover/internal/app"
)

var verifyVerb = verb{
	name: "verify",
	args: "PACK…",
	does: "a pack against its manifest and the record of now",
	more: `
Looks at packs that were made and writes nothing. Each file is held against the
manifest, so that one that was edited, lost or added is named; and what goes
outside is searched, as it is now, for what its reader may not know by the
record as it is now; and a letter that would not be made today, or would say
something else, is named. Do this before a pack is sent that is not fresh.

A folder that handover batch made is held against its manifest, with all packs in
it; with --case, which may then be a folder of cases, they are searched too.

Example
  handover verify packs/CF-1 --case case.json
  handover verify packs-november
  handover verify packs-november --case cases
`,
	most: 1 << 20,
	flags: func(set *pflag.FlagSet, e *env) func(context.Context, []string) (app.Exit, error) {
		o := verifyOptions{env: e}
		set.StringVar(&o.source, "case", "", "the `FILE` of the case, as it is now; of a batch the folder or file of its cases")
		set.StringVar(&o.Protocol, "protocol", "", "the council's `NAME`, in place of the record's")
		declareTemplates(set, &o.Templates)
		set.StringVar(&o.AsOf, "as-of", "", "the `DAY` that counts as today: YYYY-MM-DD")
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

func (o *verifyOptions) run(ctx context.Context, packs []string) (app.Exit, error) {
	single := slices.DeleteFunc(slices.Clone(packs), app.IsBatch)
	if o.source == "" && len(single) > 0 {
		return app.ExitUsage, app.Misuse("verify lacks --case FILE", "the record as it is now says who may know what")
	}
	o.Formats = []string{"md"}
	d, err := o.desk(o.env)
	if err != nil {
		return app.ExitUsage, err
	}
	var c *app.Case
	if len(single) > 0 {
		if c, err = d.Open(ctx, o.source); err != nil {
			return app.ExitFailed, err
		}
	}
	worst := app.ExitDone
	all := []any{}
	p := &page{}
	for _, dir := range packs {
		if !slices.Contains(single, dir) {
			v, err := d.VerifyBatch(ctx, dir, o.source, func(err error) { o.report(err) })
			if err != nil {
				return app.ExitFailed, err
			}
			worst = max(worst, v.Exit)
			all = append(all, v)
			showVerifiedBatch(p, v, o.quiet)
			continue
		}
		v, err := d.Verify(dir, c)
		if err != nil {
			return app.ExitFailed, err
		}
		worst = max(worst, v.Exit)
		all = append(all, v)
		if v.Exit != app.ExitDone || !o.quiet {
			showVerified(p, v)
		}
	}
	if o.json {
		return worst, o.printJSON(all)
	}
	return worst, o.print(p.bytes())
}

func showVerified(p *page, v app.Verified) {
	accepted := func() {
		for _, path := range v.Accepted {
			p.para(2, 4, "-", path+" was edited, and accepted: the manifest says by whom, and why")
		}
		p.beside(v.Beside)
	}
	if v.Sound() {
		says := "as they were made"
		if len(v.Accepted) > 0 {
			says += fmt.Sprintf(", but for %d that somebody accepted", len(v.Accepted))
		}
		p.line(0, fmt.Sprintf("✓ %s  %s, %s", v.Reference, app.Plural(v.Files, "file"), says))
		accepted()
		return
	}
	mark := "!"
	if len(v.Discloses) > 0 || v.Held() {
		mark = "✗"
	}
	p.line(0, mark+" "+v.Reference+"  "+filepath.FromSlash(v.Pack))
	for _, x := range v.Discloses {
		var fields []string
		for _, f := range x.Fields {
			fields = append(fields, fmt.Sprintf("%s (%s)", f.Field, f.What))
		}
		p.para(2, 4, "-", fmt.Sprintf("%s shows %s, which %s may not know", x.Path, strings.Join(fields, ", "), x.Recipient))
	}
	for _, n := range v.NotNow {
		says := "would not be made today"
		if n.Held {
			says = "may not be sent today"
		}
		p.para(2, 4, "-", fmt.Sprintf("%s %s (%s)", n.Path, says, strings.Join(n.Reasons, "; ")))
	}
	for _, l := range []struct {
		what  string
		paths []string
	}{{"would say something else, by the record as it is now: make the pack again", v.Otherwise}, {"was changed after it was made", v.Changed}, {"is missing", v.Missing}, {"was added, and is no part of the pack", v.Added},
		{"can't be read again, or its recipient is no longer in the record, so that it was not searched", v.Unread}} {
		for _, path := range l.paths {
			p.para(2, 4, "-", path+" "+l.what)
		}
	}
	accepted()
}

// beside says what other programs have left in a pack, which is no fault.
func (p *page) beside(paths []string) {
	for _, at := range paths {
		says := " was left there by another program"
		if strings.HasPrefix(path.Base(at), "~$") {
			says = " means that a letter beside it is open in Word"
		}
		p.para(2, 4, "-", at+says)
	}
}

func showVerifiedBatch(p *page, v *app.VerifiedBatch, quiet bool) {
	if v.Exit == app.ExitDone {
		if !quiet {
			p.line(0, fmt.Sprintf("✓ %s  %s, as they were made", filepath.FromSlash(v.Batch), app.Plural(v.Packs, "pack")))
		}
		return
	}
	mark := "!"
	if v.Exit == app.ExitDisclose {
		mark = "✗"
	}
	p.line(0, fmt.Sprintf("%s %s  %s", mark, filepath.FromSlash(v.Batch), app.Plural(v.Packs, "pack")))
	for _, l := range []struct {
		what  string
		paths []string
	}{{"is missing", v.Missing}, {"was added, and is no part of the batch", v.Added}, {"was not searched, for its case can't be read or was not given", v.Without}} {
		for _, path := range l.paths {
			p.para(2, 4, "-", path+" "+l.what)
		}
	}
	for _, c := range v.Changed {
		if c.Other {
			p.para(2, 4, "-", c.Path+" is not the pack that the batch made")
		}
		if !c.Verified.Sound() {
			showVerified(p, app.Verified{Pack: filepath.Join(v.Batch, c.Path), Verified: c.Verified})
		}
	}
	for _, x := range v.Searched {
		showVerified(p, x)
	}
}
