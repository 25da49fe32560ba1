// Command handover makes the documents that go with a case when it moves from
// one social worker to another. docs/commands.md describes it.
//
// run is the whole program: it finds the verb, and each verb has its own file.
package main

import (
	"context"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
	"time"

	"handover/dates"
)

func main() {
	debug.SetGCPercent(400)       // a run is short: a quarter of its time was collecting what it soon drops
	debug.SetMemoryLimit(1 << 30) // but a huge record shall not fill a small machine
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second Ctrl-C ends the program where it stands
	os.Exit(int(run(ctx, os.Args[1:], &env{Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr, Today: today})))
}

// today is the civil date where the machine stands. Nothing else in the
// program reads a clock; --as-of stands in for it.
func today() dates.Date {
	y, m, d := time.Now().Date()
	return dates.Date{Year: y, Month: m, Day: d}
}
