package main

import (
	"fmt"
	"strings"

	"handover/model"
	"handover/protocol"
)

// checked lays out what check says of one case, the worst first.
func (p *page) checked(r checked, c *caseFile) {
	if p.b.Len() > 0 {
		p.line(0, "")
		p.line(0, strings.Repeat("─", width))
	}
	p.line(0, r.Reference+"  "+c.set.Protocol.Title+", as of "+r.AsOf.Long())
	p.para(0, 0, "", headline(r))
	ready := r.Readiness

	p.problems("Can't be put on paper", r.Problems)
	if s := ready.Stopped; s != nil {
		p.section("Stops the " + s.What)
		p.para(2, 2, "", s.Why)
		for _, i := range s.Items {
			p.para(2, 4, "-", i)
		}
	}
	if len(r.NotMade) > 0 {
		p.section("Can't be made")
		for _, n := range r.NotMade {
			p.para(2, 4, "-", documentName(n.Kind, n.Recipient, n.Child, c)+": "+strings.Join(n.Reasons, "; "))
		}
	}
	p.deadlines("Late, or too early", c, in(ready.Deadlines, protocol.Late, protocol.TooEarly))
	if broken := rulesWith(ready.Rules, true); len(broken) > 0 {
		p.section("A rule asks for what isn't recorded")
		p.rules(c, broken)
	}
	p.items("Missing from the file, or contradicted by the second audit", c, ready.Items, func(i protocol.ItemState) bool { return i.Missing || i.Discrepancy })
	p.deadlines("Due", c, in(ready.Deadlines, protocol.DueThen))
	p.deadlines("Dates that can't be worked out yet", c, in(ready.Deadlines, protocol.NotYetKnown, protocol.Unworkable))
	p.problems("Warnings", r.Warnings)
	p.readers(r, c)

	if len(r.Documents) > 0 {
		p.section("Would be made")
		for _, d := range r.Documents {
			name := documentName(d.Kind, d.Recipient, d.Child, c)
			if d.Child != "" && !d.Reader.Outside() && len(c.rec.Children) == 1 {
				name += " about " + string(d.Child)
			}
			if len(d.Gaps) > 0 {
				name += ", with " + plural(len(d.Gaps), "gap") + ": " + strings.Join(d.Gaps, ", ")
			}
			p.para(2, 4, "-", name)
		}
	}
	if len(r.NotAsked) > 0 {
		p.section("Not asked for at this point")
		for _, n := range r.NotAsked {
			p.para(2, 4, "-", documentName(n.Kind, "", n.Child, c)+": "+n.Why)
		}
	}
	p.deadlines("Kept", c, in(ready.Deadlines, protocol.Met))
	p.items("On file, or not applicable", c, ready.Items, func(i protocol.ItemState) bool { return !i.Missing && !i.Discrepancy })
	if kept := rulesWith(ready.Rules, false); len(kept) > 0 {
		p.section("Rules that apply")
		p.rules(c, kept)
	}
}

// headline counts what the sections hold.
func headline(r checked) string {
	missing := 0
	for _, i := range r.Readiness.Items {
		if i.Missing {
			missing++
		}
	}
	says := []string{plural(len(r.Documents), "document") + " would be made"}
	add := func(n int, what string) {
		if n > 0 {
			says = append(says, fmt.Sprintf("%d %s", n, what))
		}
	}
	add(len(r.NotMade), "can't be made")
	add(len(in(r.Readiness.Deadlines, protocol.Late, protocol.TooEarly)), "late or too early")
	add(len(in(r.Readiness.Deadlines, protocol.DueThen)), "due")
	add(missing, "missing from the file")
	add(len(r.Warnings), "to look at")
	return strings.Join(says, ", ")
}

func in(all []protocol.DeadlineState, states ...protocol.Due) []protocol.DeadlineState {
	var out []protocol.DeadlineState
	for _, want := range states {
		for _, d := range all {
			if d.State == want {
				out = append(out, d)
			}
		}
	}
	return out
}

func (p *page) problems(title string, all []warning) {
	if len(all) == 0 {
		return
	}
	p.section(title)
	for _, w := range all {
		p.para(2, 4, "-", w.String())
		p.para(4, 4, "", w.Hint)
	}
}

func (p *page) deadlines(title string, c *caseFile, all []protocol.DeadlineState) {
	if len(all) == 0 {
		return
	}
	p.section(title)
	for _, d := range all {
		p.para(2, 4, "-", ofChild(d.Label, d.Child, c)+": "+d.Says)
		p.para(4, 4, "", d.Rule+cite(d.Rows))
		p.para(4, 4, "", d.Working)
		p.assumed(d.Assumption)
	}
}

func (p *page) items(title string, c *caseFile, all []protocol.ItemState, want func(protocol.ItemState) bool) {
	begun, child := false, model.ID("")
	for _, i := range all {
		if !want(i) {
			continue
		}
		if !begun {
			p.section(title)
		}
		if i.Child != child && len(c.rec.Children) > 1 {
			p.line(2, string(i.Child))
		}
		begun, child = true, i.Child
		p.para(2, 4, "-", i.Text+": "+i.Says)
		p.para(4, 4, "", i.Why+cite(i.Rows))
		p.assumed(i.Assumption)
	}
}

func rulesWith(all []protocol.RuleState, lacking bool) []protocol.RuleState {
	var out []protocol.RuleState
	for _, r := range all {
		if len(r.NotRecorded) > 0 == lacking {
			out = append(out, r)
		}
	}
	return out
}

func (p *page) rules(c *caseFile, all []protocol.RuleState) {
	for _, r := range all {
		p.para(2, 4, "-", ofChild("", r.Child, c)+r.Text)
		if len(r.NotRecorded) > 0 {
			p.para(4, 4, "", "not recorded: "+strings.Join(r.NotRecorded, ", "))
		}
		p.para(4, 4, "", r.Why+cite(r.Rows))
		p.assumed(r.Assumption)
	}
}

func (p *page) assumed(decision string) {
	if decision != "" {
		p.para(4, 6, "", "read as: "+decision)
	}
}

func cite(rows []string) string { return " (" + strings.Join(rows, ", ") + ")" }

// readers says who outside would be told, and who not.
func (p *page) readers(r checked, c *caseFile) {
	var told []string
	var not []outside
	for _, x := range r.Readers {
		if x.Told {
			told = append(told, reader(x, c))
		} else {
			not = append(not, x)
		}
	}
	if len(told) > 0 {
		p.section("Would be told, by letter")
		p.para(2, 2, "", strings.Join(told, ", "))
	}
	if len(not) > 0 {
		p.section("Would not be told")
		for _, x := range not {
			why := strings.Join(x.Held, "; ")
			if why == "" {
				why = "no letter is asked for at this point, or it has gaps"
			}
			p.para(2, 4, "-", reader(x, c)+": "+why)
		}
	}
}

func reader(x outside, c *caseFile) string {
	says := string(x.ID) + " (" + string(x.Reader)
	if x.ID != x.Child && len(c.rec.Children) > 1 {
		says += ", about " + string(x.Child)
	}
	return says + ")"
}
