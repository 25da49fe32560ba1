package tracker

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"handover/internal/protocol"
	"handover/model/dates"
)

// caseLines are the lines of one case, which stand together and have one
// number: siblings are discussed once.
type caseLines struct {
	lines    []*line
	standing protocol.Standing
	limit    dates.Date
	again    bool
}

// agenda puts lines in order and numbers them. Cases with limited access come
// last, so that their place says nothing of them.
func agenda(lines []*line, sort []string, start string, each int) []*caseLines {
	var out []*caseLines
	at := map[string]*caseLines{}
	for _, l := range lines {
		c := at[l.reference]
		if c == nil {
			c = &caseLines{standing: l.standing, limit: l.limit}
			at[l.reference] = c
			out = append(out, c)
		}
		c.lines = append(c.lines, l)
		c.again = c.again || l.again
		if l.standing < c.standing || l.standing == c.standing && before(l.limit, c.limit) {
			c.standing, c.limit = l.standing, l.limit
		}
	}
	if len(sort) == 0 {
		sort = []string{"urgency"}
	}
	slices.SortStableFunc(out, func(a, b *caseLines) int {
		if n := cmp.Compare(rank(a), rank(b)); n != 0 {
			return n
		}
		if a.lines[0].kind != limited {
			for _, key := range sort {
				if n := compare(key, a, b); n != 0 {
					return n
				}
			}
		}
		return cmp.Compare(a.lines[0].reference, b.lines[0].reference)
	})
	first := minutes(start)
	for i, c := range out {
		for _, l := range c.lines {
			l.number, l.time = i+1, ""
			if now := first + i*each; start != "" && each > 0 && now < 24*60 {
				l.time = fmt.Sprintf("%02d:%02d", now/60, now%60)
			}
		}
	}
	return out
}

func rank(c *caseLines) int {
	if c.lines[0].kind == limited {
		return 1
	}
	return 0
}

// compare compares two cases by one key of a tracker's sort.
func compare(key string, a, b *caseLines) int {
	x, y := a.lines[0], b.lines[0]
	switch key {
	case "urgency":
		return cmp.Or(cmp.Compare(a.standing, b.standing), compareDays(a.limit, b.limit))
	case "discuss_again":
		return cmp.Compare(truth(b.again), truth(a.again))
	case "transfer_date":
		return compareDays(x.transfer, y.transfer)
	case "receiving_team":
		return cmp.Or(cmp.Compare(truth(x.team.name == ""), truth(y.team.name == "")), strings.Compare(fold(x.team.name), fold(y.team.name)))
	default: // reference, by which all are sorted in the end
		return cmp.Compare(x.reference, y.reference)
	}
}

func truth(b bool) int {
	if b {
		return 1
	}
	return 0
}

// compareDays puts the earlier day first, and none last.
func compareDays(a, b dates.Date) int {
	switch {
	case a == b:
		return 0
	case before(a, b):
		return -1
	}
	return 1
}

func before(a, b dates.Date) bool { return !a.IsZero() && (b.IsZero() || a.Before(b)) }

// minutes is a time of day, "09:30", as minutes from midnight; 0 for none.
func minutes(clock string) int {
	var h, m int
	if _, err := fmt.Sscanf(clock, "%d:%d", &h, &m); err != nil {
		return 0
	}
	return 60*h + m
}

// standsFor is a standing in words.
func standsFor(l *line) string {
	switch {
	case l.kind == limited:
		return "Limited access"
	case l.standing == protocol.StandsLate:
		return "Late"
	case l.standing == protocol.StandsDue:
		return "Due"
	case l.standing == protocol.StandsUnknown:
		return "No date yet"
	}
	return "Nothing open"
}
