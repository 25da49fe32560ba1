package main

import (
	"context"
	"errors"
	"path/filepath"
	"strings"

	"github.com/spf13/pflag"

	"handover/internal/app"
	"handover/internal/imports"
)

var importPeopleVerb = verb{
	name: "import people",
	args: "FILE",
	does: "teams, workers, professionals, chronology, tasks from a spreadsheet",
	more: `
Brings a record up to date with a workbook whose sheets are called teams,
workers, professionals, chronology or tasks, or with a CSV file that is called
so. The first row names the columns; ` + "`handover import template`" + ` writes a workbook
to start from. What a person typed in the record stays: where the sheet says
otherwise both are shown. Nothing is written while a cell is at fault.

Example
  handover import template -o people.xlsx
  handover import people people.xlsx --into case.json
`,
	most: 1,
	flags: func(set *pflag.FlagSet, e *env) func(context.Context, []string) (app.Exit, error) {
		o := importOptions{env: e}
		set.StringVar(&o.into, "into", "", "the `CASE.json` to bring up to date; needed")
		o.declareTake(set)
		declareTemplates(set, &o.overlay)
		set.StringVar(&o.asOf, "as-of", "", "the `DAY` that counts as today")
		set.BoolVarP(&o.quiet, "quiet", "q", false, "say nothing but errors")
		return o.people
	},
}

var importTemplateVerb = verb{
	name: "import template",
	does: "a workbook to fill in for import people",
	more: `
Writes a workbook with the sheets teams, workers, professionals, chronology and
tasks: the names of their columns, and a row of examples to write over. No letter
is made to an example that is left in.

Example
  handover import template -o people.xlsx
`,
	flags: func(set *pflag.FlagSet, e *env) func(context.Context, []string) (app.Exit, error) {
		output := ""
		set.StringVarP(&output, "output", "o", "", "the `FILE`.xlsx to write; needed")
		return func(context.Context, []string) (app.Exit, error) {
			if !strings.EqualFold(filepath.Ext(output), ".xlsx") {
				return app.ExitUsage, app.Misuse("-o is needed, with the name of an .xlsx file", "usage: handover import template -o people.xlsx")
			}
			b, err := imports.Template()
			if err != nil {
				return app.ExitFailed, err
			}
			return app.ExitDone, app.NewFile(output, b, "-o takes the name of a new file")
		}
	},
}

// people brings a record up to date with a spreadsheet.
func (o *importOptions) people(ctx context.Context, args []string) (app.Exit, error) {
	if o.into == "" {
		return app.ExitUsage, app.Misuse("--into is needed", "it takes the record to bring up to date: --into case.json")
	}
	opt := imports.Options{AsOf: o.Today()}
	if err := o.askedInto(&opt); err != nil {
		return app.ExitUsage, err
	}
	d, err := app.NewDesk(app.Asked{Formats: []string{"md"}, Templates: o.overlay, AsOf: o.asOf}, o.Today(), o.Stdin)
	if err != nil {
		return app.ExitUsage, err
	}
	c, sheetErr := d.Open(ctx, o.into)
	sheets, err := imports.OpenSheets(args[0])
	if err != nil {
		err = unread(err, args[0])
	}
	if err = errors.Join(sheetErr, err); err != nil {
		return app.ExitFailed, err
	}
	if !o.quiet {
		for _, told := range sheets.Told {
			o.say("%s", told)
		}
	}
	now, err := sheets.For(c.Record, opt.AsOf)
	if err != nil {
		return app.ExitFailed, err
	}
	differ, stays := imports.MergeSheets(c.Record, now, o.take)
	if stays > 0 && !o.quiet {
		o.say("%d values of an earlier sheet aren't in this one; they stay in the record", stays)
	}
	return o.merged(ctx, d, c, differ, func(b []byte) error { return imports.ReplaceRecord(o.into, b) })
}
