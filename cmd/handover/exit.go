package main

// exit is what the program tells its caller.
type exit int

// The exits, of which docs/commands.md says more.
const (
	exitDone     exit = 0   // made, warnings included
	exitFailed   exit = 1   // a bad record, or a file that can't be read or written
	exitUsage    exit = 2   // the command line
	exitNotMade  exit = 3   // made, but something was not, or what is missing stops the transfer
	exitTemplate exit = 4   // a template or protocol is at fault
	exitDisclose exit = 5   // refused: a file would show its reader what that reader may not know
	exitSome     exit = 6   // some of many cases failed; the others were made
	exitStopped  exit = 130 // interrupted; nothing is left behind
)
