package main

import (
	"context"
	"fmt"
	"runtime"

	"github.com/spf13/pflag"

	"handover/internal/app"
	"handover/model"
)

var versionVerb = verb{
	name: "version",
	does: "the program's version",
	more: `
The program's version, which stands in the manifest of every pack, and that of
the records that it reads.

Example
  handover version
`,
	flags: func(_ *pflag.FlagSet, e *env) func(context.Context, []string) (app.Exit, error) {
		return func(context.Context, []string) (app.Exit, error) {
			return app.ExitDone, e.print(fmt.Appendf(nil, "handover %s, record %s, %s/%s, %s\n", app.Version, model.SchemaName, runtime.GOOS, runtime.GOARCH, runtime.Version()))
		}
	},
}
