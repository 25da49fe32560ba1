package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"time"

	"handover/internal/app"
	"handover/internal/deliver"
	"handover/model/dates"
)

// env is what a verb has of the world.
type env struct {
	Stdin          io.Reader
	Stdout, Stderr io.Writer
	Today          func() dates.Date // the machine's civil date
	Now            func() time.Time  // for progress alone
	Getenv         func(string) string
	Terminal       bool // standard error is one
	Windows        bool // the shell expands no wildcards, and no file's name has a quotation mark
	Own            bool // the window closes with the program

	Documents     func() (string, error) // the folder of the user's documents
	Browser       func(string) error     // opens an address; nil: there is none
	Look, ErrLook look                   // of standard output and standard error
}

// print writes text, whole, to standard output.
func (e *env) print(text []byte) error { return e.write([]byte(e.Look.show(string(text)))) }

// write writes a result as it is.
func (e *env) write(b []byte) error {
	if _, err := e.Stdout.Write(b); err != nil {
		return app.Fail("writing to standard output: "+deliver.Cause(err).Error(), "")
	}
	return nil
}

// printJSON writes a result for a machine.
func (e *env) printJSON(v any) error {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(v); err != nil {
		return fmt.Errorf("writing JSON: %w", err)
	}
	return e.write(e.Look.json(b.Bytes()))
}

// say writes a line of progress or a problem to standard error. That it can't
// be written is nothing that could be said anywhere.
func (e *env) say(format string, a ...any) {
	fmt.Fprint(e.Stderr, e.ErrLook.show(fmt.Sprintf("handover: "+format+"\n", a...)))
}

// synchronised warns of a folder of results that is copied to other machines.
func (e *env) synchronised(output string, silent bool) {
	for _, w := range app.Synchronised(output) {
		if !silent {
			e.warn(w)
		}
	}
}

// report says an error, with all that it holds, and returns its exit.
func (e *env) report(err error) app.Exit {
	a := app.Explain(err)
	for _, f := range a.Faults {
		e.said("error", f)
	}
	switch {
	case a.Exit == app.ExitStopped:
		e.say("interrupted; nothing was written")
	case a.Hint != "":
		e.say("hint: %s", a.Hint)
	}
	return a.Exit
}

// said says an error or a warning.
func (e *env) said(as string, s app.Said) {
	e.say("%s: %s", as, s.Msg)
	if s.Hint != "" {
		e.say("hint: %s", s.Hint)
	}
}

func (e *env) warn(w app.Warning) { e.said("warning", app.Said{Msg: w.String(), Hint: w.Hint}) }

// sign is how a line's case stands.
func sign(m app.Mark) string {
	switch m {
	case app.Good:
		return "✓"
	case app.Note:
		return "!"
	}
	return "✗"
}

// line is a line on a case.
func line(l app.Line) string { return sign(l.Mark) + " " + l.Reference + "  " + l.Text }
