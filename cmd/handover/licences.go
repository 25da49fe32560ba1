package main

import (
	"context"

	"github.com/spf13/pflag"

	"handover/internal/app"
	"handover/internal/licences"
)

var licencesVerb = verb{
	name: "licences",
	does: "the notices of what others wrote of this program",
	more: `
Prints the notices of the modules, fonts and word lists that this program has in
it, as their authors ask. LICENCES.txt in a release is the same.

Example
  handover licences
`,
	flags: func(_ *pflag.FlagSet, e *env) func(context.Context, []string) (app.Exit, error) {
		return func(context.Context, []string) (app.Exit, error) {
			return app.ExitDone, e.print([]byte(licences.Text()))
		}
	},
}
