// Command handover makes the documents that go with a case when it moves from
// one social worker to another. docs/commands.md describes it.
//
// run is the whole program: it finds the verb, and each verb has its own file.
package main

import (
	"context"
	"os"
	"os/signal"
	"runtime"
	"runtime/debug"
	"syscall"
	"time"

	"handover/model/dates"
)

func main() {
	ctx, e := begin()
	os.Exit(int(run(ctx, os.Args[1:], e)))
}

// begin is the world as the machine has it, and what an interrupt ends.
func begin() (context.Context, *env) {
	debug.SetGCPercent(400)       // a run is short: a quarter of its time was collecting what it soon drops
	debug.SetMemoryLimit(1 << 30) // but a huge record shall not fill a small machine
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second Ctrl-C ends the program where it stands
	clock := time.Now            // nothing else in the program reads one
	e := &env{Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr, Getenv: os.Getenv, Now: clock, Today: func() dates.Date { return civil(clock()) }}
	e.Documents, e.Browser = documents, openBrowser
	e.Terminal, e.Own = isConsole(os.Stderr), ownWindow()
	if e.Windows = runtime.GOOS == "windows"; e.Windows {
		e.Look, e.ErrLook = plain, plain
		if isConsole(os.Stdout) {
			e.Look = console
		}
		if e.Terminal {
			e.ErrLook = console
		}
	}
	return ctx, e
}

// civil is the date where the machine stands; --as-of stands in for it.
func civil(now time.Time) dates.Date {
	y, m, d := now.Date()
	return dates.Date{Year: y, Month: m, Day: d}
}
