package protocol

import "handover/model"

// triggerNames are the events that can make a transfer necessary, and those
// that the dates of a record may hold: those of every record, and those declared.
func (p *Protocol) triggerNames() []string {
	return append(model.Events("any"), ids(p.Events, func(e Event) string { return e.Name })...)
}
