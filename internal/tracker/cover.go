package tracker

import (
	"fmt"
	"slices"
	"strings"

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
	number := func(n int) *audience.Fact {
		if n == 0 {
			return nil
		}
		return audience.Worked(fmt.Sprint(n))
	}
	v.Cases = audience.Worked(plural(len(s.cases), "case"))
	if lines != len(s.cases) {
		v.Lines = audience.Worked(plural(lines, "line"))
	}
	v.Late, v.Due, v.Unknown, v.Settled = number(count["Late"]), number(count["Due"]), number(count["No date yet"]), number(count["Nothing open"])
	v.Limited, v.Again = number(count["Limited access"]), number(again)
	if s.start != "" {
		v.Start = audience.Worked(s.start)
		v.Each = audience.Worked(plural(s.each, "minute"))
	}
	v.Weeks = weeks(s.cases, r.opt.AsOf)
	v.Chart = chart(s.cases, v.Weeks)
	v.NoList = s.noList()
	if s.presents != "" {
		v.Presents = audience.Worked(s.presents)
	}
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

// noList is the council's cases that no list takes, by why. It stands on the
// council's first paper, and not on what one team or one manager gets.
func (s *sheet) noList() []audience.MeetingNoList {
	r, council := s.register, s.book.set.Protocol.Name
	if s.team != "" || s.presents != "" || s.book.tracker.Name != s.book.set.Trackers[0].Name {
		return []audience.MeetingNoList{}
	}
	var why []string
	who := map[string][]string{}
	for _, x := range r.none[council] {
		if r.opt.For != "" && r.reader.mayNotSee(&line{conflicts: x.conflicts}) {
			continue
		}
		if who[x.why] == nil {
			why = append(why, x.why)
		}
		who[x.why] = append(who[x.why], x.reference)
	}
	slices.Sort(why)
	out := []audience.MeetingNoList{}
	for _, w := range why {
		slices.Sort(who[w])
		out = append(out, audience.MeetingNoList{Why: audience.Worked(w), Cases: audience.Worked(fmt.Sprint(len(who[w]))), Who: audience.Worked(strings.Join(who[w], ", "))})
	}
	return out
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
