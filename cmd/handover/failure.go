package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"handover/internal/fill"
	"handover/internal/pack"
	"handover/model"
	"handover/render/doc"
)

// A failure is an error with the exit that it leads to and what to do about it.
type failure struct {
	exit      exit
	msg, hint string
}

func (f *failure) Error() string { return f.msg }

// usage is a failure of the command line.
func usage(msg, hint string) error { return &failure{exitUsage, msg, hint} }

// cause is why a file can't be read or written, without its name.
func cause(err error) string {
	var at *fs.PathError
	if errors.As(err, &at) {
		err = at.Err
	}
	return err.Error()
}

// Whose fault it is, where nobody at the desk can mend it.
const (
	templatesFault = "the fault is in the template, not in the case; tell whoever keeps the templates"
	disclosureHint = "nothing was written. Mend the record, its restrictions or the text written for this reader; if it is a coincidence, a named person can clear it (handover help pack, --cleared)"
	programsFault  = "the fault is in the program, not in the case; tell whoever maintains it"
)

// report says an error, with all that it holds, and returns its exit.
func (e *env) report(err error) exit {
	var (
		f        *failure
		faults   fill.Faults
		problems model.Problems
		secret   *pack.Disclosed
		faulty   doc.Faults // what the record is at fault for, pack leaves out and says
	)
	switch {
	case errors.Is(err, context.Canceled):
		e.say("interrupted; nothing was written")
		return exitStopped
	case errors.As(err, &f):
		e.error(f.msg, f.hint)
		return f.exit
	case errors.As(err, &secret):
		for _, r := range secret.Files {
			e.error(disclosed(r), "")
		}
		e.say("hint: %s", disclosureHint)
		return exitDisclose
	case errors.As(err, &faults):
		for _, p := range faults {
			e.error(p.String(), p.Hint)
		}
		e.say("hint: %s", templatesFault)
		return exitTemplate
	case errors.As(err, &problems):
		for _, p := range problems {
			e.error(p.String(), p.Hint)
		}
		return exitFailed
	case errors.As(err, &faulty):
		e.error(err.Error(), templatesFault)
		return exitTemplate
	}
	e.error(err.Error(), programsFault)
	return exitFailed
}

// disclosed says of a file what it would show, without its value.
func disclosed(r pack.Refused) string {
	var fields []string
	for _, f := range r.Fields {
		if s := fmt.Sprintf("%s (%s)", f.Field, f.What); !slices.Contains(fields, s) {
			fields = append(fields, s)
		}
	}
	return fmt.Sprintf("%s would show %s, which %s may not know; sha256 %s", r.Path, strings.Join(fields, ", "), r.Recipient, r.SHA256)
}

func (e *env) error(msg, hint string) {
	e.say("error: %s", msg)
	if hint != "" {
		e.say("hint: %s", hint)
	}
}

// atTemplates marks what is wrong with a protocol as the templates' fault: a
// record's problems are of the same type.
func atTemplates(err error) error {
	var problems model.Problems
	if errors.As(err, &problems) {
		return fill.Faults(problems)
	}
	return err
}
