package main

import (
	"context"

	"github.com/spf13/pflag"

	"handover/internal/app"
	"handover/model"
)

var schemaVerb = verb{
	name: "schema",
	does: "the record's JSON Schema",
	more: `
Prints the JSON Schema (draft 2020-12) of a case record: every field, what it
means, and what it may hold. Editors such as VS Code use it to complete and to
check a record while it is typed.

Example
  handover schema -o handover.schema.json
`,
	flags: func(set *pflag.FlagSet, e *env) func(context.Context, []string) (app.Exit, error) {
		output := ""
		set.StringVarP(&output, "output", "o", "", "the `FILE` to write, in place of standard output")
		return func(context.Context, []string) (app.Exit, error) {
			b, err := model.Schema()
			if err != nil {
				return app.ExitFailed, err
			}
			if output != "" && output != "-" {
				return app.ExitDone, app.NewFile(output, b, "-o takes the name of a new file")
			}
			return app.ExitDone, e.write(e.Look.json(b))
		}
	},
}
