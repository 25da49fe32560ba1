package app

import (
	"slices"

	"handover/internal/pack"
	"handover/internal/protocol"
	"handover/internal/restriction"
	"handover/model"
	"handover/model/dates"
)

// Warning is a problem, or what is doubtful and stops nothing.
type Warning struct {
	File string `json:"file"`
	Line int    `json:"line,omitempty"`
	Col  int    `json:"column,omitempty"`
	Path string `json:"path,omitempty"`
	Msg  string `json:"message"`
	Hint string `json:"hint,omitempty"`
}

func asWarnings(problems []model.Problem) []Warning {
	var out []Warning
	for _, p := range problems {
		out = append(out, Warning(p))
	}
	return out
}

// String is the warning with its place.
func (w Warning) String() string { return model.Problem(w).String() }

// warnings are what is doubtful in a case: in its record, in what would be
// sent, and deadlines that can't be worked out.
func warnings(c *Case, docs []pack.Planned, asOf dates.Date) []Warning {
	out := asWarnings(slices.Concat(c.Record.Warnings(asOf), c.Set.Protocol.Doubts(c.Name, c.Record), restriction.Doubts(c.Name, c.Record, asOf)))
	for _, d := range c.Plan.Readiness.Deadlines {
		if d.State == protocol.Unworkable {
			out = append(out, Warning{File: c.Name, Msg: c.OfChild(d.Label, d.Child) + ": " + d.Says})
		}
	}
	for _, d := range docs {
		for _, w := range d.Warnings {
			out = append(out, Warning{File: c.Name, Msg: c.DocumentName(d.Kind, d.Recipient, d.Child) + ": " + w})
		}
	}
	return out
}

// OfChild is a label with the child that it is about, where there are several.
func (c *Case) OfChild(label string, child model.ID) string {
	if child != "" && len(c.Record.Children) > 1 {
		return label + " of " + string(child)
	}
	return label
}

// late are the deadlines that have passed or that the dates on record break.
func late(r protocol.Readiness) []protocol.DeadlineState {
	return slices.DeleteFunc(slices.Clone(r.Deadlines), func(d protocol.DeadlineState) bool { return d.State != protocol.Late })
}
