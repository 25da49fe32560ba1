package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"time"

	"handover/model/dates"
)

// env is what a verb has of the world.
type env struct {
	Stdin          io.Reader
	Stdout, Stderr io.Writer
	Today          func() dates.Date // the machine's civil date
	Now            func() time.Time  // for progress alone
	Terminal       bool              // standard error is one
}

// print writes a result, whole, to standard output.
func (e *env) print(text []byte) error {
	if _, err := e.Stdout.Write(text); err != nil {
		return &failure{exit: exitFailed, msg: "writing to standard output: " + cause(err)}
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
	return e.print(b.Bytes())
}

// say writes a line of progress or a problem to standard error. That it can't
// be written is nothing that could be said anywhere.
func (e *env) say(format string, a ...any) {
	fmt.Fprintf(e.Stderr, "handover: "+format+"\n", a...)
}
