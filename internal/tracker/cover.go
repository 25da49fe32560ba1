package tracker

import (
	"fmt"

	"handover/internal/audience"
)

// cover is what the paper says before its list.
func (s *sheet) cover() audience.Meeting {
	r, p, t := s.register, s.book.set.Protocol, s.book.tracker
	v := audience.Meeting{Council: audience.Worked(p.Title), Title: audience.Worked(t.Title), AsOf: audience.Worked(r.opt.AsOf.Long()), Why: audience.Worked(t.Why),
		Label: audience.Worked(t.Label), Team: audience.Worked(s.team), OneReader: r.opt.For != "", Names: r.opt.Names, LeftOut: []audience.MeetingLeftOut{}}
	for _, a := range p.Assumptions {
		if a.ID == t.Assumption {
			v.Assumption = audience.Worked(a.Decision)
		}
	}
	count := map[string]int{}
	lines, again := 0, 0
	for _, c := range s.cases {
		count[standsFor(&line{kind: c.lines[0].kind, standing: c.standing})]++
		lines += len(c.lines)
		if c.again {
			again++
		}
		v.Anonymous = v.Anonymous || c.hides()
	}
	number := func(n int) *audience.Fact { return audience.Worked(fmt.Sprint(n)) }
	v.Cases = audience.Worked(plural(len(s.cases), "case"))
	if t.Per == "child" {
		v.Lines = audience.Worked(plural(lines, "line"))
	}
	v.Late, v.Due, v.Unknown, v.Settled, v.Again = number(count["Late"]), number(count["Due"]), number(count["No date yet"]), number(count["Nothing open"]), number(again)
	if n := count["Limited access"]; n > 0 {
		v.Limited = number(n)
	}
	if s.start != "" {
		v.Start = audience.Worked(s.start)
		v.Each = audience.Worked(plural(s.each, "minute"))
	}
	v.Weeks = weeks(s.cases, r.opt.AsOf)
	switch {
	case len(r.left) == 0:
	case r.opt.For != "":
		v.LeftOutCount = audience.Worked(plural(len(r.left), "case"))
	default:
		for _, l := range r.left {
			v.LeftOut = append(v.LeftOut, audience.MeetingLeftOut{Place: audience.Worked(l.Place), Why: audience.Worked(l.Why)})
		}
	}
	return v
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
