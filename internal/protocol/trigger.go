package protocol

import (
	"fmt"
	"regexp"
	"slices"

	"handover/model"
)

// triggerNames are the events that can make a transfer necessary: those of
// every record, and those declared.
func (p *Protocol) triggerNames() []string {
	names := model.Events("any")
	for _, e := range p.Events {
		names = append(names, e.Name)
	}
	return names
}

var comparedTrigger = regexp.MustCompile(`\.Transfer\.Trigger\s+"([^"]*)"|"([^"]*)"\s+\.Transfer\.Trigger\b`)

// unknownTriggers are the texts with which a condition compares the trigger
// and that no record's trigger can be. The words of its other fields are
// looked at when the condition is parsed, but events are the protocol's.
func (p *Protocol) unknownTriggers(when Condition) []string {
	var out []string
	for _, m := range comparedTrigger.FindAllStringSubmatch(when.source, -1) {
		if name := m[1] + m[2]; name != "" && !slices.Contains(p.triggerNames(), name) {
			out = append(out, name)
		}
	}
	return out
}

// CheckTriggers says which events a condition of a template compares the
// trigger with that neither the record nor the protocol has.
func (p *Protocol) CheckTriggers(file string, line, col int, when Condition) model.Problems {
	var out model.Problems
	for _, name := range p.unknownTriggers(when) {
		hint := "docs/protocols.md says what an event is"
		if near := model.Nearest(name, p.triggerNames()); near != "" {
			hint = fmt.Sprintf("did you mean %q?", near)
		}
		out = append(out, model.Problem{File: file, Line: line, Col: col, Msg: fmt.Sprintf("when: unknown event %q", name), Hint: hint})
	}
	return out
}
