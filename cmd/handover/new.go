package main

import (
	"context"
	"handover/internal/app"
	"strings"

	"github.com/spf13/pflag"
)

var newVerb = verb{
	name: "new",
	does: "a starting record for a council, to be filled in",
	more: `
Writes a record in which everything is blank but the council, its events and
its checklist. A blank text is the same as an absent one: not recorded. Fill in
the reference and the child's name, and it is a record; the rest can follow bit
by bit. Nothing that is there is replaced.

Example
  handover new --protocol COUNCIL -o case.json
  handover new --protocol COUNCIL --children 2 --with examples -o case.json
  handover check case.json
`,
	flags: func(set *pflag.FlagSet, e *env) func(context.Context, []string) (app.Exit, error) {
		var o newOptions
		with := ""
		set.StringVar(&o.protocol, "protocol", "", "the council's `NAME`; needed")
		set.StringVarP(&o.output, "output", "o", "", "the `FILE` to write, in place of standard output")
		set.IntVar(&o.children, "children", 1, "how many children, `N`")
		set.StringVar(&with, "with", "", "`examples`: a filled-in person, professional, worker and team, to write over; no letter is made to them")
		declareTemplates(set, &o.templates)
		return func(context.Context, []string) (app.Exit, error) {
			if with != "" && with != "examples" {
				return app.ExitUsage, app.Misuse("--with takes examples", "usage: handover new --protocol COUNCIL --with examples")
			}
			if o.children < 1 || o.children > 50 {
				return app.ExitUsage, app.Misuse("--children takes a number from 1 to 50", "")
			}
			o.examples = with != ""
			return app.ExitDone, newRecord(e, o)
		}
	},
}

type newOptions struct {
	protocol, output, templates string
	children                    int
	examples                    bool
}

func newRecord(e *env, o newOptions) error {
	s, err := app.NewShelf(o.templates, nil)
	if err != nil {
		return err
	}
	if o.protocol == "" {
		return app.Misuse("--protocol is needed", "the councils are "+strings.Join(s.Councils, ", "))
	}
	p, err := s.Protocol(o.protocol)
	if err != nil {
		return err
	}
	b, left, err := app.StartingRecord(p, app.Starting{Children: o.children, Examples: o.examples})
	if err != nil {
		return err
	}
	if o.output == "" || o.output == "-" {
		err = e.write(b)
	} else {
		err = app.NewFile(o.output, b, "-o takes the name of a new file")
	}
	if err == nil {
		e.say("to be added where the case has them: %s; `handover schema` lists their fields", strings.Join(left, ", "))
	}
	return err
}
