package audience

import (
	"handover/internal/protocol"
	"handover/model"
	"handover/model/dates"
)

// Window is what the procedure asks for by a day, as a picture shows it, a line a
// step.
type Window struct {
	AsOf  dates.Date
	Steps []Step
}

// Step is one thing that is to happen by a day.
type Step struct {
	What  *Fact
	Says  *Fact      // "late by 3 working days"
	By    dates.Date // the last day that keeps the rule; zero: there is none
	On    dates.Date // the day on record; zero: none
	State StepState
}

// StepState is how a step stands on the day of the paper.
type StepState byte

// The states.
const (
	StepOpen StepState = iota // to be done, and not late
	StepDone
	StepSet // for a day to come that is in time
	StepLate
	StepEarly // before it may be
)

// leastSteps is how many steps are worth a picture.
const leastSteps = 3

// window is what has days of a paper's deadlines; nil where that is little.
func (b *builder) window(child *model.Child, all []protocol.DeadlineState) *Window {
	w := &Window{AsOf: b.asOf}
	for _, d := range all {
		if !about(d.Child, child) || d.By.IsZero() && d.Measured.IsZero() {
			continue
		}
		s := Step{What: Worked(capital(d.Label)), Says: Worked(d.Says), By: d.By, On: d.Measured}
		if of := b.namedFor(d.Child); of != nil {
			s.What = Worked(s.What.text + ", " + of.text)
		}
		switch {
		case d.State == protocol.Late:
			s.State = StepLate
		case d.State == protocol.TooEarly:
			s.State = StepEarly
		case d.Measured.IsZero():
		case d.Measured.After(b.asOf):
			s.State = StepSet
		case d.State == protocol.Met:
			s.State = StepDone
		}
		if !s.By.IsZero() && s.State != StepLate && (s.On.After(s.By) || s.On.IsZero() && s.By.Before(b.asOf)) {
			s.By = dates.Date{} // no number of days is given: it is the day from which on it is due
		}
		w.Steps = append(w.Steps, s)
	}
	if len(w.Steps) < leastSteps {
		return nil
	}
	return w
}
