package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/pflag"

	"handover/internal/app"
	"handover/render"
)

var trackerVerb = verb{
	name: "tracker",
	args: "PATH…",
	does: "the meeting's paper over many cases",
	more: `
Makes the papers of the meetings that go through many cases, as each council's
protocol has them: one folder a tracker in OUTPUT, a line a case, the most urgent
first, with what is late or due, what was decided last time, and room for this
time's decision. --detail adds all that is known of each case. "handover tracker
read" takes the decisions out of the spreadsheet, into the cases. A path is a case's file, a folder, a list of cases or a case a line.

References and initials stand for children. A case with limited access shows its
reference alone. A copy for one reader (--for) has no case in which that worker
has a conflict of interest.

Example
  handover tracker cases -o tracking --as-of 2026-11-23
  handover tracker cases --only NAME -f pdf,xlsx --start 09:30 --each 15m
  handover tracker cases --for w.example@COUNCIL.example.org
  handover tracker cases --extracts     # besides, one folder for each receiving team
`,
	most: 1 << 20,
	flags: func(set *pflag.FlagSet, e *env) func(context.Context, []string) (app.Exit, error) {
		o := trackerOptions{env: e}
		set.StringVarP(&o.Output, "output", "o", "trackers", "the `FOLDER` in which the papers are made")
		set.StringSliceVarP(&o.Tracking.Formats, "format", "f", []string{"pdf", "docx", "md", "xlsx", "csv"}, "the `FORMATS` to write: of "+render.List(render.AskedOfLists()))
		set.StringSliceVar(&o.Tracking.Only, "only", nil, "only the trackers with these `NAMES`")
		set.StringVar(&o.For, "for", "", "a copy for one `WORKER`: an id, an e-mail address or a name")
		set.StringVar(&o.Team, "team", "", "only cases that move to this `TEAM`: its id or its name")
		set.BoolVar(&o.Extracts, "extracts", false, "besides, an extract for each receiving team")
		set.BoolVar(&o.Managers, "managers", false, "besides, a copy for each manager who presents cases")
		set.BoolVar(&o.Detail, "detail", false, "after the list, all that is known of each case")
		set.BoolVar(&o.Names, "names", false, "with the names of children and their dates of birth")
		set.StringVar(&o.Start, "start", "", "the `TIME` at which the first case is called: HH:MM")
		set.DurationVar(&o.Each, "each", 0, "how `LONG` each case has, in whole minutes: 15m")
		declarePacks(set, &o.packs)
		set.StringVar(&o.Protocol, "protocol", "", "the council's `NAME`, in place of the records'")
		declareTemplates(set, &o.Templates)
		set.StringVar(&o.AsOf, "as-of", "", "the `DAY` that counts as today: YYYY-MM-DD")
		set.BoolVar(&o.Force, "force", false, "replace papers that are there")
		set.BoolVar(&o.json, "json", false, "the result as JSON")
		set.BoolVarP(&o.quiet, "quiet", "q", false, "say nothing but errors")
		return o.run
	},
}

type trackerOptions struct {
	*env
	asking
	app.Tracking
	packs string
}

func (o *trackerOptions) run(ctx context.Context, paths []string) (app.Exit, error) {
	o.Asked.Formats = []string{"pdf"} // of packs, of which there are none
	d, err := o.desk(o.env)
	if err != nil {
		return app.ExitUsage, err
	}
	if err := o.heed(d, o.packs); err != nil {
		return app.ExitFailed, err
	}
	r, err := d.Track(ctx, paths, o.Tracking, func(err error) { o.report(err) })
	if !o.quiet {
		for _, w := range r.Warnings {
			o.said("warning", w)
		}
	}
	if err != nil {
		return app.ExitFailed, err
	}
	o.synchronised(o.Output, o.quiet || len(r.Papers) == 0)
	return r.Exit, o.show(r)
}

// show writes the result.
func (o *trackerOptions) show(r app.Tracked) error {
	if o.json {
		return o.printJSON(r)
	}
	if o.quiet {
		return nil
	}
	var out strings.Builder
	for _, b := range r.Papers {
		mark, parts := "✓", []string{app.Plural(b.Cases, "case")}
		for _, s := range []string{"Late", "Due", "No date yet", "Nothing open", "Limited access"} {
			if n := b.Stands[s]; n > 0 {
				parts = append(parts, fmt.Sprintf("%d %s", n, strings.ToLower(s)))
			}
		}
		if b.Hidden > 0 {
			parts = append(parts, fmt.Sprintf("%d not for this reader", b.Hidden))
		}
		if b.Stands["Late"] > 0 {
			mark = "!"
		}
		fmt.Fprintf(&out, "%s %s %s  %s  %s\n", mark, b.Council, b.Tracker, strings.Join(parts, ", "), b.Path)
	}
	if n := r.Cases - r.LeftOut - r.Listed; n > 0 && len(o.Only) > 0 {
		fmt.Fprintf(&out, "%s on none of these lists\n", app.Plural(n, "case"))
	} else if n > 0 {
		fmt.Fprintf(&out, "%s on no list:\n", app.Plural(n, "case"))
		for _, x := range r.NoList {
			fmt.Fprintf(&out, "  %s %s: %s\n", x.Council, x.Reference, x.Why)
		}
	}
	if r.LeftOut > 0 {
		fmt.Fprintf(&out, "%s left out: said above, and on each paper\n", app.Plural(r.LeftOut, "case"))
	}
	return o.print([]byte(out.String()))
}
