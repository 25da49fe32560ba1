package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/pflag"

	"handover/internal/app"
)

var trackerReadVerb = verb{
	name: "tracker read",
	args: "FILE.xlsx PATH…",
	most: 1 << 20,
	does: "a meeting's decisions, out of its spreadsheet into the cases",
	more: `
Reads what was written in the columns Decision, By and Note of a spreadsheet that
"handover tracker" made, and says which cases it would put it into. With --write
it puts it there: each record gets an entry under meetings, and stays as it was
in all else. A PATH is a case's file or a folder. If anything is wrong, nothing
is written, and all of it is said, each by its cell.

Example
  handover tracker read COUNCIL-list-2026-11-23.xlsx cases
  handover tracker read COUNCIL-list-2026-11-23.xlsx cases --on 2026-11-25 --write
`,
	flags: func(set *pflag.FlagSet, e *env) func(context.Context, []string) (app.Exit, error) {
		o := struct {
			asking
			app.ReadingBack
		}{}
		set.StringVar(&o.On, "on", "", "the `DAY` of the meeting: YYYY-MM-DD; else the day of the spreadsheet")
		set.BoolVar(&o.Write, "write", false, "put the decisions into the records")
		declareTemplates(set, &o.Templates)
		set.BoolVar(&o.json, "json", false, "the result as JSON")
		return func(ctx context.Context, args []string) (app.Exit, error) {
			o.Asked.Formats = []string{"pdf"} // of packs, of which there are none
			d, err := o.desk(e)
			if err != nil {
				return app.ExitUsage, err
			}
			o.Workbook, o.Paths = args[0], args[1:]
			r, err := d.ReadTracker(ctx, o.ReadingBack)
			if err != nil {
				return app.ExitFailed, err
			}
			if o.json {
				return r.Exit, e.printJSON(r)
			}
			return r.Exit, e.print([]byte(minuted(r)))
		}
	},
}

// minuted says what was put where.
func minuted(r app.ReadBack) string {
	var out strings.Builder
	fmt.Fprintf(&out, "Meeting of %s\n", r.Meeting.Long())
	some := false
	for _, c := range r.Cases {
		switch {
		case c.Already:
			fmt.Fprintf(&out, "– %s: it has them already  %s\n", c.Reference, c.Path)
		default:
			some = true
			fmt.Fprintf(&out, "✓ %s: %s  %s\n", c.Reference, app.Plural(c.Decisions, "decision"), c.Path)
		}
	}
	switch {
	case len(r.Cases) == 0:
		out.WriteString("No line has a decision.\n")
	case some && !r.Written:
		out.WriteString("Nothing was written: --write puts them into the records.\n")
	}
	return out.String()
}
