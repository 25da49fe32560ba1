package pack

import (
	"handover/model"
	"handover/model/dates"
)

// unlikely is why the date of the transfer may be wrong, so that no letter is made
// until somebody confirms it; "" where it may stand. A year that is typed wrong
// goes to everybody at once.
func (c *chooser) unlikely() string {
	t := c.rec.Transfer
	if t == nil {
		return ""
	}
	on, agreed := t.Dates["transfer"].Date, t.Dates["agreed"].Date
	confirmed := t.ConfirmedOn
	if confirmed.After(c.opt.AsOf) {
		confirmed = dates.Date{}
	}
	if on.IsZero() {
		return ""
	}
	const confirm = ": put it right, or write the day on which somebody confirmed it into transfer.confirmed_on"
	if !agreed.IsZero() && on.Before(agreed) && confirmed.IsZero() {
		return "transfer.dates.transfer lies before transfer.dates.agreed" + confirm
	}
	if !on.Before(c.opt.AsOf) || !confirmed.IsZero() && !confirmed.Before(on) {
		return ""
	}
	for _, event := range []model.Word{"record_changed", "moved", "closed"} {
		if done := t.Dates[event].Date; !done.IsZero() && !done.Before(on) && !done.After(c.opt.AsOf) {
			return ""
		}
	}
	return "transfer.dates.transfer lies behind, and nothing in the record says that it happened (transfer.dates.record_changed, moved or closed)" + confirm
}
