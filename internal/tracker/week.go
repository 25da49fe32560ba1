package tracker

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"handover/internal/audience"
	"handover/internal/protocol"
	"handover/model/dates"
)

const (
	weeksShown = 12 // weeks that have a bar of their own
	waitsShown = 12 // what cases wait for, that has a bar of its own
	fewCases   = 6  // up to how many need no picture
)

// What the two rows without a week are called.
const (
	lateWeek = "Late"
	noWeek   = "No date yet"
)

// weeks is who is due when: each case once, where it is most
// urgent.
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
	var out []audience.MeetingWeek
	for i, w := range who {
		when := ""
		switch {
		case i == late:
			when = lateWeek
		case i == soon:
			if when = "Since before this week, without a number of days"; len(w) == 0 {
				continue
			}
		case i == later:
			if when = "Later"; len(w) == 0 {
				continue
			}
		case i == unknown:
			when = noWeek
		case i > last:
			continue
		default:
			from := monday.AddDays(7 * (i - soon - 1))
			when = "Week of " + from.Long()
		}
		out = append(out, audience.MeetingWeek{When: audience.Worked(when), Cases: audience.Worked(fmt.Sprint(len(w))), Who: audience.Worked(strings.Join(w, ", "))})
	}
	return out
}

// chart is the picture of the same, and of what the cases wait for: each case once,
// by what is most urgent in it. Few cases need none: nil.
func chart(cases []*caseLines, when []audience.MeetingWeek) *audience.Drawing {
	c := &audience.Chart{What: "Cases by week and by what they wait for", Groups: []audience.ChartGroup{{Title: "When they are due"}, {Title: "What they wait for"}}}
	for _, w := range when {
		n, _ := strconv.Atoi(w.Cases.Text()) // it is a number of ours
		row := audience.ChartRow{Label: w.When.Text()}
		switch row.Label {
		case lateWeek:
			row.Late = n
		case noWeek:
			row.Unknown = n
		default:
			row.Due = n
		}
		c.Groups[0].Rows = append(c.Groups[0].Rows, row)
	}
	var rows []audience.ChartRow
	counted := 0
	for _, x := range cases {
		if x.lines[0].kind == limited || x.standing == protocol.StandsDone {
			continue
		}
		counted++
		l := x.lines[max(0, slices.IndexFunc(x.lines, func(l *line) bool { return l.standing == x.standing && l.limit == x.limit }))]
		what := cmp.Or(l.brief.what, "Nothing with a name")
		at := slices.IndexFunc(rows, func(r audience.ChartRow) bool { return r.Label == what })
		if at < 0 {
			at = len(rows)
			rows = append(rows, audience.ChartRow{Label: what})
		}
		switch x.standing {
		case protocol.StandsLate:
			rows[at].Late++
		case protocol.StandsUnknown:
			rows[at].Unknown++
		default:
			rows[at].Due++
		}
	}
	if counted <= fewCases {
		return nil
	}
	all := func(r audience.ChartRow) int { return r.Late + r.Due + r.Unknown }
	slices.SortStableFunc(rows, func(a, b audience.ChartRow) int {
		return cmp.Or(cmp.Compare(all(b), all(a)), strings.Compare(a.Label, b.Label))
	})
	if len(rows) > waitsShown {
		other := audience.ChartRow{Label: "Something else"}
		for _, r := range rows[waitsShown-1:] {
			other.Late, other.Due, other.Unknown = other.Late+r.Late, other.Due+r.Due, other.Unknown+r.Unknown
		}
		rows = append(rows[:waitsShown-1], other)
	}
	c.Groups[1].Rows = rows
	return c.Drawing()
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
