package app

// Exit is what came of something, as the program tells it its caller.
type Exit int

// The exits, of which docs/commands.md says more.
const (
	ExitDone     Exit = 0   // made, warnings included
	ExitFailed   Exit = 1   // a bad record, or a file that can't be read or written
	ExitUsage    Exit = 2   // the command line
	ExitNotMade  Exit = 3   // made, but something was not, or what is missing stops the transfer
	ExitTemplate Exit = 4   // a template or protocol is at fault
	ExitDisclose Exit = 5   // refused: a file would show its reader what that reader may not know
	ExitSome     Exit = 6   // some of many cases failed; the others were made
	ExitStopped  Exit = 130 // interrupted; nothing is left behind
)
