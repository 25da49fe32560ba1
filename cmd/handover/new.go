package main

import (
	"context"
	"errors"
	"io/fs"
	"strings"

	"github.com/spf13/pflag"

	"handover/internal/deliver"
	"handover/internal/fill"
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
  handover check case.json
`,
	flags: func(set *pflag.FlagSet, e *env) func(context.Context, []string) (exit, error) {
		var o newOptions
		set.StringVar(&o.protocol, "protocol", "", "the council's `NAME`; needed")
		set.StringVarP(&o.output, "output", "o", "", "the `FILE` to write, in place of standard output")
		declareTemplates(set, &o.templates)
		return func(context.Context, []string) (exit, error) { return exitDone, newRecord(e, o) }
	},
}

type newOptions struct{ protocol, output, templates string }

func newRecord(e *env, o newOptions) error {
	s, err := newShelf(o.templates, nil)
	if err != nil {
		return err
	}
	if o.protocol == "" {
		return usage("--protocol is needed", "the councils are "+strings.Join(s.councils, ", "))
	}
	if err := s.knows(o.protocol); err != nil {
		return err
	}
	p, err := fill.Protocol(o.protocol, s.layers...)
	if err != nil {
		return atTemplates(err)
	}
	b, left, err := startingRecord(p)
	if err != nil {
		return err
	}
	if o.output == "" || o.output == "-" {
		err = e.print(b)
	} else {
		err = writeNew(o.output, b, "-o takes the name of a new file")
	}
	if err == nil {
		e.say("to be added where the case has them: %s; `handover schema` lists their fields", strings.Join(left, ", "))
	}
	return err
}

// writeNew writes a file that isn't there yet.
func writeNew(path string, b []byte, hint string) error {
	err := deliver.NewFile(path, b)
	switch {
	case errors.Is(err, fs.ErrExist):
		return &failure{exitFailed, path + " already exists and was left unchanged", hint}
	case err != nil:
		return &failure{exitFailed, path + ": " + err.Error(), hint}
	}
	return nil
}
