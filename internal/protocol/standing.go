package protocol

import "handover/model/dates"

// Standing is what a meeting has to do about a deadline, most urgent first.
// What was done too late is over: nothing can be done about it any more.
type Standing int

// The standings.
const (
	StandsLate    Standing = iota // not done in time, or set for a day too late or too early
	StandsDue                     // to be done, and there is time
	StandsUnknown                 // nobody can say yet when it is due
	StandsDone                    // done, or set for a day that keeps it
)

// Standing is the standing of a deadline on a day.
func (d DeadlineState) Standing(asOf dates.Date) Standing {
	open := d.Measured.IsZero() || d.Measured.After(asOf)
	switch d.State {
	case Late, TooEarly:
		if open {
			return StandsLate
		}
	case DueThen:
		if open {
			return StandsDue
		}
	case NotYetKnown, Unworkable:
		if open {
			return StandsUnknown
		}
	}
	return StandsDone
}
