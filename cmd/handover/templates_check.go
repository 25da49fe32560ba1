package main

import (
	"context"
	"errors"
	"fmt"

	"handover/internal/app"

	"github.com/spf13/pflag"
)

var templatesCheckVerb = verb{
	name: "templates check",
	args: "[FILE]",
	most: 20,
	does: "checks templates, also a council's own",
	more: `
Loads every council's protocol and templates, checks each template against what
its reader may see, and lists all that is wrong, with file, line and column. No
case is read.

With a Word FILE, checks that one alone, with its settings in the .yaml of the
same name beside it, by the protocol of the council in whose folder it lies or
that --protocol names; --mark writes a copy with each fault as a Word comment at
its place. docs/word.md says how such a file is written.

Example
  handover templates export our-templates --protocol COUNCIL
  handover templates check --templates our-templates
`,
	flags: func(set *pflag.FlagSet, e *env) func(context.Context, []string) (app.Exit, error) {
		var overlay, council, mark string
		declareTemplates(set, &overlay)
		set.StringVar(&council, "protocol", "", "`NAME` of the council whose protocol a Word file is checked by")
		set.StringVar(&mark, "mark", "", "`FILE` to write, a copy of the Word file with its faults as comments")
		return func(_ context.Context, files []string) (app.Exit, error) {
			if len(files) > 0 {
				return checkWordFiles(e, overlay, council, mark, files)
			}
			return checkTemplates(e, overlay)
		}
	},
}

func checkWordFiles(e *env, overlay, council, mark string, files []string) (app.Exit, error) {
	s, err := app.NewShelf(overlay, nil)
	if err != nil {
		return app.ExitTemplate, err
	}
	if mark != "" && len(files) > 1 {
		return app.ExitUsage, app.Misuse("--mark goes with one file", "check the files one after another")
	}
	var p page
	var wrong []error
	for _, f := range files {
		if err := s.CheckWordFile(f, council, mark); err != nil {
			wrong = append(wrong, err)
			continue
		}
		p.line(0, fmt.Sprintf("%s %s", sign(app.Good), f))
	}
	if err := e.print(p.bytes()); err != nil {
		return app.ExitFailed, err
	}
	return app.ExitDone, errors.Join(wrong...)
}

func checkTemplates(e *env, overlay string) (app.Exit, error) {
	s, err := app.NewShelf(overlay, nil)
	if err != nil {
		return app.ExitTemplate, err
	}
	sound, unused, wrong := s.CheckTemplates()
	var p page
	for _, c := range sound {
		p.line(0, fmt.Sprintf("%s %s  %s of document, %s", sign(app.Good), c.Council, app.Plural(c.Kinds, "kind"), app.Plural(c.Rows, "row")))
	}
	if err := e.print(p.bytes()); err != nil {
		return app.ExitFailed, err
	}
	for _, w := range unused {
		e.warn(w)
	}
	return app.ExitDone, wrong
}
