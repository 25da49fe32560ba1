package tracker

import (
	"fmt"
	"strings"

	"handover/internal/audience"
	"handover/internal/protocol"
	"handover/model/dates"
)

const (
	weeksShown = 12 // weeks that have a bar of their own
	longestBar = 20 // squares
)

// weeks is the picture of who is due when: each case once, where it is most
// urgent. It is read as text, too: the number stands beside the bar.
func weeks(cases []*caseLines, asOf dates.Date) []audience.MeetingWeek {
	monday := asOf.AddDays(-(int(asOf.Weekday()) + 6) % 7)
	const late, soon = 0, 1 // then the weeks, and at the end:
	later, unknown := soon+weeksShown+1, soon+weeksShown+2
	who := make([][]string, unknown+1)
	last := soon + 1
	for _, c := range cases {
		at := 0
		switch l := c.lines[0]; {
		case l.kind == limited || c.standing == protocol.StandsDone:
			continue
		case c.standing == protocol.StandsLate:
			at = late
		case c.standing == protocol.StandsUnknown || c.limit.IsZero():
			at = unknown
		case c.limit.Before(monday):
			at = soon
		default:
			if at = soon + 1 + monday.DaysUntil(c.limit)/7; at >= later {
				at = later
			} else {
				last = max(last, at)
			}
		}
		name := c.lines[0].reference
		if c.hides() {
			name = fmt.Sprintf("no. %d", c.lines[0].number)
		}
		who[at] = append(who[at], name)
	}
	most := 0
	for _, w := range who {
		most = max(most, len(w))
	}
	share := (most + longestBar - 1) / longestBar // cases a square
	var out []audience.MeetingWeek
	for i, w := range who {
		when := ""
		switch {
		case i == late:
			when = "Late"
		case i == soon:
			if when = "Since before this week, without a number of days"; len(w) == 0 {
				continue
			}
		case i == later:
			if when = "Later"; len(w) == 0 {
				continue
			}
		case i == unknown:
			when = "No date yet"
		case i > last:
			continue
		default:
			from := monday.AddDays(7 * (i - soon - 1))
			when = "Week of " + from.Long()
		}
		x := audience.MeetingWeek{When: audience.Worked(when), Cases: audience.Worked(fmt.Sprint(len(w))), Who: audience.Worked(strings.Join(w, ", "))}
		if len(w) > 0 {
			x.Bar = audience.Worked(strings.Repeat("■", (len(w)+share-1)/share))
		}
		out = append(out, x)
	}
	return out
}

// hides says whether a line of the case has no identifying details.
func (c *caseLines) hides() bool {
	for _, l := range c.lines {
		if l.kind == anonymous {
			return true
		}
	}
	return false
}
