package recipient

import (
	"regexp"

	"handover/internal/audience"
	"handover/internal/protocol"
	"handover/internal/restriction"
	"handover/model"
	"handover/model/dates"
)

var colleague = regexp.MustCompile(`^workers\[[0-9]+\]\.name$`)

// barred is why a letter can't be made without something that a restriction
// keeps from its reader, or from somebody who would open it. The reasons name
// ids, restrictions' words and paths, never a value.
func barred(rec *model.Record, x Recipient, asOf dates.Date) []string {
	out := restriction.Opened(rec, x.ID, asOf)
	s := restriction.New(rec, x.ID, asOf)
	if s == nil {
		return out
	}
	out = append(out, s.Forbids(x.Child, x.family())...)
	if x.Settled {
		return out
	}
	view := audience.View(audience.Document{Reader: x.Reader, Recipient: x.ID, Child: rec.Child(x.Child)}, rec, &protocol.Protocol{Grants: protocol.AllGranted()}, asOf)
	for _, l := range audience.Lines(view) {
		if colleague.MatchString(l.Path) {
			continue // a worker who has the name of somebody of the family; whom nobody may hear of is no longer in the view
		}
		if why := s.Tells(l.Text, l.Free); why != "" {
			at := l.Path
			if at == "" {
				at = "the address block"
			}
			out = append(out, why+": "+at+" says what this reader may not know")
		}
	}
	return out
}
