package main

import (
	"context"
	"fmt"
	"handover/internal/app"

	"github.com/spf13/pflag"
)

var templatesExportVerb = verb{
	name: "templates export",
	args: "DIR",
	does: "writes the built-in templates out, to be changed",
	more: `
Writes common/ and each council's folder into DIR, whole or not at all; a file
that is there is never replaced. Keep the files that you change, delete the
others, and give DIR to --templates: what you deleted stays built in.

Example
  handover templates export our-templates --protocol COUNCIL
  handover pack case.json --templates our-templates
`,
	most: 1,
	flags: func(set *pflag.FlagSet, e *env) func(context.Context, []string) (app.Exit, error) {
		var council string
		set.StringVar(&council, "protocol", "", "only common/ and this council's folder: `NAME`")
		return func(_ context.Context, args []string) (app.Exit, error) {
			return app.ExitDone, exportTemplates(e, args[0], council)
		}
	},
}

func exportTemplates(e *env, dir, council string) error {
	n, err := app.ExportTemplates(dir, council)
	if err != nil {
		return err
	}
	return e.print(fmt.Appendf(nil, "%s %s  %s\n", sign(app.Good), app.Plural(n, "file"), dir))
}
