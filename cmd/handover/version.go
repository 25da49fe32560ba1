package main

import (
	"cmp"
	"context"
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/pflag"

	"handover/internal/app"
	"handover/model"
)

var versionVerb = verb{
	name: "version",
	does: "the program's version",
	more: `
The program's version, which stands in the manifest of every pack, that of the
records that it reads, and the commit that it was built of.

Example
  handover version
`,
	flags: func(_ *pflag.FlagSet, e *env) func(context.Context, []string) (app.Exit, error) {
		return func(context.Context, []string) (app.Exit, error) {
			return app.ExitDone, e.print(fmt.Appendf(nil, "handover %s, record %s, %s/%s, %s, %s\n", app.Version, model.SchemaName, runtime.GOOS, runtime.GOARCH, runtime.Version(), commit()))
		}
	},
}

// commit says what the program was built of, and its day: "commit 1a2b3c4d of
// 2026-11-30", with "changed" where the files weren't those of the commit.
func commit() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "no commit"
	}
	var of, day, changed string
	for _, s := range info.Settings {
		switch s.Key {
		case "vcs.revision":
			of = "commit " + s.Value[:min(8, len(s.Value))]
		case "vcs.time":
			day = " of " + s.Value[:min(10, len(s.Value))]
		case "vcs.modified":
			if s.Value == "true" {
				changed = ", changed"
			}
		}
	}
	return cmp.Or(of, "no commit") + day + changed
}
