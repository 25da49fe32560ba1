package main

import (
	"context"
	"fmt"
	"runtime"

	"github.com/spf13/pflag"

	"handover/model"
)

// version is the program's. It stands in every manifest, so it is no build's
// own: the same source makes the same bytes.
const version = "0.1.0"

var versionVerb = verb{
	name: "version",
	does: "the program's version",
	more: `
The program's version, which stands in the manifest of every pack, and that of
the records that it reads.

Example
  handover version
`,
	flags: func(_ *pflag.FlagSet, e *env) func(context.Context, []string) (exit, error) {
		return func(context.Context, []string) (exit, error) {
			return exitDone, e.print(fmt.Appendf(nil, "handover %s, record %s, %s/%s, %s\n", version, model.SchemaName, runtime.GOOS, runtime.GOARCH, runtime.Version()))
		}
	},
}
