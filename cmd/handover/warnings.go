package main

import (
	"slices"

	"handover/internal/protocol"
	"handover/model"
	"handover/model/dates"
)

// warning is a problem, or what is doubtful and stops nothing.
type warning struct {
	File string `json:"file"`
	Line int    `json:"line,omitempty"`
	Col  int    `json:"column,omitempty"`
	Path string `json:"path,omitempty"`
	Msg  string `json:"message"`
	Hint string `json:"hint,omitempty"`
}

func asWarnings(problems []model.Problem) []warning {
	var out []warning
	for _, p := range problems {
		out = append(out, warning(p))
	}
	return out
}

func (w warning) String() string { return model.Problem(w).String() }

func (e *env) warn(w warning) {
	e.say("warning: %s", w)
	if w.Hint != "" {
		e.say("hint: %s", w.Hint)
	}
}

// warnings are what is doubtful in a case: in its record, in what would be
// sent, and deadlines that can't be worked out.
func warnings(c *caseFile, asOf dates.Date) []warning {
	out := asWarnings(c.rec.Warnings(asOf))
	for _, d := range c.plan.Readiness.Deadlines {
		if d.State == protocol.Unworkable {
			out = append(out, warning{File: c.name, Msg: ofChild(d.Label, d.Child, c) + ": " + d.Says})
		}
	}
	for _, d := range c.plan.Documents {
		for _, w := range d.Warnings {
			out = append(out, warning{File: c.name, Msg: documentName(d.Kind, d.Recipient, d.Child, c) + ": " + w})
		}
	}
	return out
}

// ofChild is a label with the child that it is about, where there are several.
func ofChild(label string, child model.ID, c *caseFile) string {
	if child != "" && len(c.rec.Children) > 1 {
		return label + " of " + string(child)
	}
	return label
}

// late are the deadlines that have passed or that the dates on record break.
func late(r protocol.Readiness) []protocol.DeadlineState {
	return slices.DeleteFunc(slices.Clone(r.Deadlines), func(d protocol.DeadlineState) bool { return d.State != protocol.Late })
}
