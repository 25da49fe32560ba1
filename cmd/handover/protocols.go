package main

import (
	"context"
	"encoding"
	"fmt"
	"strings"

	"github.com/spf13/pflag"

	"handover/internal/app"
	"handover/internal/audience"
	"handover/internal/fill"
	"handover/internal/protocol"
)

var protocolsVerb = verb{
	name: "protocols",
	args: "[NAME]",
	does: "the councils known, or all of one council's rules",
	more: `
Without a name, lists the councils. With one, shows its documents and to whom
they go, its checklist, deadlines, rules, words and assumptions, each with the
rows of its procedure that it comes from. With --audiences instead who may know
what under it: each fact that a template can print, and how each kind of reader
stands to it: always, granted (with reason and source) or never.

Example
  handover protocols
  handover protocols COUNCIL
  handover protocols COUNCIL --json
  handover protocols COUNCIL --audiences
`,
	most: 1,
	flags: func(set *pflag.FlagSet, e *env) func(context.Context, []string) (app.Exit, error) {
		o := protocolsOptions{env: e}
		declareTemplates(set, &o.templates)
		set.BoolVar(&o.json, "json", false, "the protocol as JSON")
		set.BoolVar(&o.audiences, "audiences", false, "who may know what")
		return func(_ context.Context, args []string) (app.Exit, error) { return app.ExitDone, o.run(args) }
	},
}

type protocolsOptions struct {
	*env
	templates string
	json      bool
	audiences bool
}

// council is one line of the list.
type council struct {
	Name      string             `json:"name"`
	Title     string             `json:"title"`
	Version   string             `json:"version"`
	Procedure protocol.Procedure `json:"procedure"`
}

func (o *protocolsOptions) run(args []string) error {
	s, err := app.NewShelf(o.templates, nil)
	if err != nil {
		return err
	}
	if len(args) == 0 {
		if o.audiences {
			return app.Misuse("--audiences needs the name of a council", "`handover protocols` lists them")
		}
		return o.all(s)
	}
	if err := s.Knows(args[0]); err != nil {
		return err
	}
	if o.json {
		p, err := s.Protocol(args[0])
		if err != nil {
			return err
		}
		if o.audiences {
			return o.printJSON(audience.NewMatrix(p))
		}
		return o.printJSON(p)
	}
	set, err := s.Set(args[0])
	if err != nil {
		return err
	}
	if o.audiences {
		return o.print(describeAudiences(set.Protocol))
	}
	return o.print(describe(set))
}

func (o *protocolsOptions) all(s *app.Shelf) error {
	var found []council
	for _, name := range s.Councils {
		p, err := s.Protocol(name)
		if err != nil {
			return err
		}
		found = append(found, council{p.Name, p.Title, p.Version, p.Procedure})
	}
	if o.json {
		return o.printJSON(found)
	}
	var p page
	for _, c := range found {
		p.line(0, fmt.Sprintf("%s  %s, protocol version %s", c.Name, c.Title, c.Version))
		p.para(4, 4, "", c.Procedure.Title+" ("+c.Procedure.Dated+")")
	}
	return o.print(p.bytes())
}

// describe is a council's protocol for somebody who reads it at a terminal.
func describe(set *fill.Set) []byte {
	x := set.Protocol
	var p page
	p.line(0, fmt.Sprintf("%s  %s, protocol version %s", x.Name, x.Title, x.Version))
	p.para(2, 2, "", x.Procedure.Title+" ("+x.Procedure.Dated+")")

	p.section("Documents")
	for i, d := range set.Documents {
		if i == 0 || set.Documents[i-1].Template != d.Template {
			describeDocument(&p, x, d, readersOf(set, d.Template))
		}
	}
	p.section("Checklist: what the file audit goes through")
	for _, i := range x.Checklist {
		p.para(2, 4, "-", i.Text+" ("+i.ID+")")
		if i.List != "" {
			p.para(4, 4, "", "on the list: "+i.List)
		}
		p.from(x, text(i.When), i.Why, i.Assumption, i.Rows)
	}
	p.none(len(x.Checklist))
	p.section("Deadlines")
	for _, d := range x.Deadlines {
		p.para(2, 4, "-", d.Label+": "+deadlineText(x, d)+" ("+d.ID+")")
		if d.Once != "" {
			p.para(4, 4, "", "only where the "+x.EventLabel(d.Once)+" has a date")
		}
		p.from(x, text(d.When), d.Why, d.Assumption, d.Rows)
	}
	p.none(len(x.Deadlines))
	p.section("Rules that no date measures")
	for _, r := range x.Rules {
		p.para(2, 4, "-", r.Text+" ("+r.ID+")")
		if len(r.Needs) > 0 {
			p.para(4, 6, "needs", strings.Join(r.Needs, ", "))
		}
		p.from(x, text(r.When), r.Why, r.Assumption, r.Rows)
	}
	p.none(len(x.Rules))
	for _, s := range x.Stops {
		p.section(stopsWhat(s))
		p.from(x, text(s.When), s.Why, "", s.Rows)
	}

	p.section("Papers of meetings over many cases")
	for _, t := range x.Trackers {
		p.para(2, 4, "-", t.Title+" ("+t.Name+"): a line a "+t.Per)
		var columns []string
		for _, c := range t.Columns {
			columns = append(columns, c.Heading)
		}
		p.para(4, 4, "", "columns: "+strings.Join(columns, "; "))
		p.from(x, text(t.When), t.Why, t.Assumption, t.Rows)
	}
	p.none(len(x.Trackers))

	p.section("The council's own words")
	p.named(x.Terms)
	p.para(2, 28, fmt.Sprintf("%-25s", "record system"), x.RecordSystem)
	p.section("Titles")
	p.named(x.Titles)
	for _, r := range x.Roles {
		p.para(2, 28, fmt.Sprintf("%-25s", strings.ReplaceAll(r.Name, "_", " ")), r.Title)
	}
	p.section("Kinds of transfer")
	p.para(2, 2, "", strings.ReplaceAll(strings.Join(x.TransferKinds, ", "), "_", " "))
	if len(x.Events) > 0 {
		p.section("Events that the council adds")
		for _, e := range x.Events {
			p.para(2, 4, "-", e.Name+", of the "+e.Of+": "+e.Label)
		}
	}
	if len(x.Extra) > 0 {
		p.section("Facts that the council adds to the record")
		for _, f := range x.Extra {
			p.para(2, 4, "-", fmt.Sprintf("%s (%s): %s, for %s: %s", f.Name, strings.ReplaceAll(f.Type, "_", " or "), f.Label, strings.Join(f.Audiences, ", "), f.Why))
		}
	}
	if len(x.ClosureDays) > 0 {
		p.section("Days when the council is closed")
		var days []string
		for _, d := range x.ClosureDays {
			days = append(days, d.Long())
		}
		p.para(2, 2, "", strings.Join(days, ", "))
	}
	p.section("Assumptions: how open points of the procedure are read")
	for _, a := range x.Assumptions {
		p.para(2, 4, "-", a.Point+" ("+a.ID+")")
		p.para(4, 4, "", a.Decision)
		if len(a.Rows) > 0 {
			p.para(4, 4, "", strings.Join(a.Rows, ", "))
		}
	}
	p.section("Rows of the procedure")
	for _, r := range x.Rows {
		p.para(2, 16, r.ID+" "+r.Kind, r.What)
	}
	if left := x.Uncovered(); len(left) > 0 {
		p.section("Rows that nothing covers")
		for _, r := range left {
			p.para(2, 16, r.ID+" "+r.Kind, r.What)
		}
	}
	return p.bytes()
}

// readersOf is to whom a template's document goes: roles, or readers outside.
func readersOf(set *fill.Set, t *fill.Template) string {
	var to []string
	for _, d := range set.Documents {
		switch {
		case d.Template != t:
		case d.Role != "":
			to = append(to, set.Protocol.TitleOf(d.Role))
		case d.Reader.Outside():
			to = append(to, string(d.Reader))
		}
	}
	if len(to) == 0 {
		return "for the file"
	}
	return "to " + strings.Join(to, ", ")
}

func describeDocument(p *page, x *protocol.Protocol, d fill.Document, to string) {
	head := d.Template.Title + " (" + d.Kind + "): " + to
	if d.Template.Per != "case" && !d.Reader.Outside() {
		head += ", one for each " + d.Template.Per
	}
	p.para(2, 4, "-", head)
	why := d.Template.Why
	if d.Why != "" {
		why = d.Why
	}
	if why != "" {
		p.para(4, 4, "", "not made if: "+why)
	}
	if d.Once != "" {
		p.para(4, 4, "", "not before there is a date for the "+x.EventLabel(d.Once))
	}
	if when := text(d.When); when != "" {
		p.para(4, 6, "when", when)
	}
	for _, s := range d.Signs {
		line := s.Label + ": " + x.TitleOf(s.Role)
		if s.IfGone != "" {
			line += "; if they have left or aren't named, " + x.TitleOf(s.IfGone)
		}
		p.para(4, 4, "", line)
	}
	if d.Label != "" {
		p.para(4, 4, "", d.Label)
	}
	if len(d.Rows) > 0 {
		p.para(4, 4, "", strings.Join(d.Rows, ", "))
	}
	p.para(4, 4, "", d.Template.File)
}

// deadlineText is a deadline in words.
func deadlineText(x *protocol.Protocol, d protocol.Deadline) string {
	switch {
	case d.AsSoonAs != "":
		return "as soon as possible after the " + x.EventLabel(d.AsSoonAs)
	case d.DateSetBy != "":
		return "date set by the time of the " + x.EventLabel(d.DateSetBy)
	}
	event := d.Before
	if d.After != "" {
		event = d.After
	}
	says := d.Text() + " the " + x.EventLabel(event)
	if d.IfNone != "" {
		says += ", or while that has no date the " + x.EventLabel(d.IfNone)
	}
	return says
}

func stopsWhat(s protocol.Stop) string {
	what := "What is missing from the file stops "
	switch {
	case s.Stops != "":
		return "What stops the " + s.Stops
	case s.IfMissing == "nothing":
		return what + "nothing"
	case len(s.Lists) > 0:
		return what + "the " + s.IfMissing + ", if it is of " + strings.Join(s.Lists, ", ")
	}
	return what + "the " + s.IfMissing
}

// from says where a rule comes from: when it holds, why, how it was read.
func (p *page) from(x *protocol.Protocol, when, why, assumption string, rows []string) {
	p.para(4, 4, "", why)
	if when != "" {
		p.para(4, 6, "when", when)
	}
	for _, a := range x.Assumptions {
		if a.ID == assumption {
			p.para(4, 4, "", "read as: "+a.Decision)
		}
	}
	p.para(4, 4, "", strings.Join(rows, ", "))
}

func text(m encoding.TextMarshaler) string {
	b, err := m.MarshalText()
	if err != nil {
		panic("protocol: " + err.Error()) // it was read from text
	}
	return string(b)
}
