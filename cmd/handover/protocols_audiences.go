package main

import (
	"fmt"
	"slices"
	"strings"

	"handover/internal/audience"
	"handover/internal/protocol"
	"handover/model"
)

// mark is how a reader stands to a fact, in one letter.
func mark(s audience.Standing) string {
	switch s {
	case audience.Always:
		return "A"
	case audience.Granted:
		return "G"
	default:
		return "-"
	}
}

// describeAudiences is who may know what under a protocol, for somebody who
// reads it at a terminal.
func describeAudiences(x *protocol.Protocol) []byte {
	m := audience.NewMatrix(x)
	var p page
	p.line(0, fmt.Sprintf("%s  %s, protocol version %s: who may know what", x.Name, x.Title, x.Version))
	p.line(2, "A  always: what is for this reader may say it")
	p.line(2, "G  granted: only where this protocol gives it, as listed at the end")
	p.line(2, "-  never")
	p.para(2, 2, "", "A restriction between people takes away from a reader outside what stands here. A letter says no more than its template asks for.")
	var key []string
	head := ""
	for i, c := range m.Columns {
		key = append(key, fmt.Sprintf("%c %s", 'a'+i, strings.ReplaceAll(c.Name, "_", " ")))
		head += fmt.Sprintf(" %c", 'a'+i)
	}
	p.section("Readers")
	p.para(2, 2, "", strings.Join(key, "; "))

	p.section("Facts, as templates write them, and in words")
	p.line(0, head)
	var inside []audience.FactRow
	for _, f := range m.Facts {
		row, alone := "", true
		for i, c := range f.Readers {
			row += " " + mark(c.Standing)
			alone = alone && (m.Columns[i].Reader == model.ReaderInternal) == (c.Standing == audience.Always) && c.Standing != audience.Granted
		}
		if alone {
			inside = append(inside, f)
			continue
		}
		p.para(0, len(head)+2, row, f.Path+" ("+f.Label+")")
	}
	p.section("Facts that are for workers and managers of the case alone, and never for anybody else")
	group, of := "", []string(nil)
	flush := func() {
		if len(of) > 0 {
			p.para(2, 4, group, strings.Join(of, ", "))
		}
	}
	for _, f := range inside {
		cut := strings.LastIndex(f.Path, ".")
		if g := f.Path[:cut]; g != group || len(of) == 0 {
			flush()
			group, of = g, nil
		}
		of = append(of, f.Path[cut:])
	}
	flush()

	p.section("Granted")
	for _, g := range x.Grants {
		to := strings.ReplaceAll(strings.Join(g.To, ", "), "_", " ")
		in := "whatever goes to them"
		if len(g.Documents) > 0 {
			in = strings.Join(g.Documents, ", ")
		}
		p.para(2, 4, "-", fmt.Sprintf("%s (%s): to %s; in %s", protocol.GrantableLabel(g.Fact), g.Fact, to, in))
		p.para(4, 4, "", g.Why)
		p.para(4, 4, "", g.Source+"; "+strings.Join(g.Rows, ", "))
	}
	for _, f := range x.Extra {
		p.para(2, 4, "-", fmt.Sprintf("%s (%s): to %s", f.Label, f.Name, strings.Join(f.Audiences, ", ")))
		p.para(4, 4, "", f.Why)
	}
	p.none(len(x.Grants) + len(x.Extra))
	p.section("Granted to nobody")
	n := 0
	for _, g := range protocol.Grantables() {
		if !slices.ContainsFunc(x.Grants, func(by protocol.Grant) bool { return by.Fact == g.Name }) {
			n++
			p.para(2, 4, "-", fmt.Sprintf("%s (%s): could go to %s", g.Label, g.Name, strings.Join(g.Readers, ", ")))
		}
	}
	p.none(n)
	return p.bytes()
}
