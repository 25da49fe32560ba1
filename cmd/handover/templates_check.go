package main

import (
	"context"
	"fmt"
	"handover/internal/app"

	"github.com/spf13/pflag"
)

var templatesCheckVerb = verb{
	name: "templates check",
	does: "checks templates, also a council's own",
	more: `
Loads every council's protocol and templates, checks each template against what
its reader may see, and lists all that is wrong, with file, line and column. No
case is read.

Example
  handover templates export our-templates --protocol COUNCIL
  handover templates check --templates our-templates
`,
	flags: func(set *pflag.FlagSet, e *env) func(context.Context, []string) (app.Exit, error) {
		var overlay string
		declareTemplates(set, &overlay)
		return func(context.Context, []string) (app.Exit, error) { return checkTemplates(e, overlay) }
	},
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
