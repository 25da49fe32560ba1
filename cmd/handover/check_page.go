package main

import (
	"fmt"
	"slices"
	"strings"

	"handover/internal/app"
	"handover/internal/pack"
	"handover/internal/protocol"
	"handover/model"
)

// checkPage lays out what check says of one case, the worst first.
type checkPage struct {
	*page
	app.Checked
	c     *app.Case
	notes []string // assumptions that were cited, each once
}

func (p *checkPage) write() {
	if p.b.Len() > 0 {
		p.line(0, "")
		p.line(0, strings.Repeat("─", width))
	}
	p.line(0, p.Reference+"  "+p.c.Set.Protocol.Title+", as of "+p.AsOf.Long())
	p.para(0, 0, "", p.headline())
	all := p.Readiness

	for _, s := range all.Stopped {
		p.section("Stops the " + s.What)
		p.para(2, 2, "", s.Why)
		for _, i := range s.Items {
			p.para(2, 4, "-", i)
		}
	}
	if len(p.NotMade) > 0 {
		p.section("Can't be made")
		for _, n := range p.NotMade {
			p.para(2, 4, "-", p.c.NotMadeName(n)+": "+strings.Join(n.Reasons, "; "))
		}
	}
	p.deadlines("Late, or too early", protocol.Late, protocol.TooEarly)
	p.rules("A rule isn't kept, or asks for what isn't recorded", true)
	p.items("Missing from the file, or contradicted by the second audit", func(i protocol.ItemState) bool { return i.Missing || i.Discrepancy })
	p.deadlines("Due", protocol.DueThen)
	p.deadlines("Dates that can't be worked out yet", protocol.NotYetKnown, protocol.Unworkable)
	p.warnings()
	p.mended()
	p.told()
	p.made()
	if len(p.Went) > 0 {
		p.section("Went already")
		for _, n := range p.Went {
			p.para(2, 4, "-", p.c.DocumentName(n.Kind, n.Recipient, n.Child)+": "+strings.Join(n.Reasons, "; "))
		}
	}
	if len(p.NotAsked) > 0 {
		p.section("Not asked for at this point")
		for _, n := range p.NotAsked {
			p.para(2, 4, "-", p.c.DocumentName(n.Kind, "", n.Child)+": "+n.Why)
		}
	}
	p.deadlines("Kept", protocol.Met)
	p.items("On file, or not applicable", func(i protocol.ItemState) bool {
		return !i.Missing && !i.Discrepancy && i.Status != protocol.NotAudited
	})
	p.items("Listed in the record and not audited, though the procedure doesn't ask for it", func(i protocol.ItemState) bool { return !i.Missing && i.Status == protocol.NotAudited })
	p.rules("Rules that apply", false)
	if len(p.notes) > 0 {
		p.section("How open points of the procedure are read")
		for i, n := range p.notes {
			p.para(2, 6, fmt.Sprintf("[%d]", i+1), n)
		}
	}
}

// headline counts what the sections hold.
func (p *checkPage) headline() string {
	missing := 0
	for _, i := range p.Readiness.Items {
		if i.Missing {
			missing++
		}
	}
	says := []string{app.Plural(len(p.Documents), "document") + " would be made"}
	add := func(n int, what string) {
		if n > 0 {
			says = append(says, fmt.Sprintf("%d %s", n, what))
		}
	}
	add(len(p.NotMade), "can't be made")
	add(len(p.in(protocol.Late, protocol.TooEarly)), "late or too early")
	add(len(p.in(protocol.DueThen)), "due")
	add(missing, "missing from the file")
	add(len(p.Warnings), "to look at")
	return strings.Join(says, ", ")
}

// in are the deadlines in one of the states, by state.
func (p *checkPage) in(states ...protocol.Due) []protocol.DeadlineState {
	var out []protocol.DeadlineState
	for _, want := range states {
		for _, d := range p.Readiness.Deadlines {
			if d.State == want {
				out = append(out, d)
			}
		}
	}
	return out
}

// several says whether the record has more than one child to tell apart.
func (p *checkPage) several() bool { return len(p.c.Record.Children) > 1 }

func (p *checkPage) warnings() {
	if len(p.Warnings) == 0 {
		return
	}
	p.section("Warnings")
	for _, w := range p.Warnings {
		says := w.Msg
		if w.Path != "" {
			says = w.Path + ": " + says
		}
		if w.Line > 0 {
			says = fmt.Sprintf("line %d, %s", w.Line, says)
		}
		p.para(2, 4, "-", says)
		p.para(4, 4, "", w.Hint)
	}
}

// mended says which fields were read as something else than they stand in the
// file, kind by kind.
func (p *checkPage) mended() {
	if len(p.Mended) == 0 {
		return
	}
	p.section("Read otherwise than it stands in the file, where no word changes")
	byKind := map[string][]string{}
	var kinds []string
	for _, m := range p.Mended {
		if byKind[m.Msg] == nil {
			kinds = append(kinds, m.Msg)
		}
		byKind[m.Msg] = append(byKind[m.Msg], m.Path)
	}
	for _, k := range kinds {
		p.para(2, 4, "-", k+": "+some(byKind[k]))
	}
}

func (p *checkPage) deadlines(title string, states ...protocol.Due) {
	all := p.in(states...)
	if len(all) == 0 {
		return
	}
	p.section(title)
	for _, d := range all {
		p.para(2, 4, "-", p.c.OfChild(d.Label, d.Child)+", "+d.Says)
		p.para(4, 4, "", d.Rule+p.cite(d.Rows, d.Assumption))
		p.para(4, 4, "", d.Working)
	}
}

func (p *checkPage) items(title string, want func(protocol.ItemState) bool) {
	begun, child := false, model.ID("")
	for _, i := range p.Readiness.Items {
		if !want(i) {
			continue
		}
		if !begun {
			p.section(title)
		}
		if i.Child != child && p.several() {
			p.line(2, string(i.Child))
		}
		begun, child = true, i.Child
		name := i.Text
		if i.List != "" {
			name += " (" + i.List + ")"
		}
		p.para(2, 4, "-", name+": "+i.Says)
		p.para(4, 4, "", i.Why+p.cite(i.Rows, i.Assumption))
	}
}

// rules are those that lack something in the record, or the others.
func (p *checkPage) rules(title string, lacking bool) {
	begun := false
	for _, r := range p.Readiness.Rules {
		if (len(r.NotRecorded) > 0 || r.Unmet != "") != lacking {
			continue
		}
		if !begun {
			p.section(title)
		}
		begun = true
		says := r.Text
		if r.Child != "" && p.several() {
			says = string(r.Child) + ": " + says
		}
		p.para(2, 4, "-", says)
		if len(r.NotRecorded) > 0 {
			p.para(4, 4, "", "not recorded: "+strings.Join(r.NotRecorded, ", "))
		}
		p.para(4, 4, "", r.Why+p.cite(r.Rows, r.Assumption))
	}
}

// cite is the rows that something comes from, and the number of the note on
// how they are read.
func (p *checkPage) cite(rows []string, assumption string) string {
	says := " (" + strings.Join(rows, ", ") + ")"
	if assumption == "" {
		return says
	}
	if !slices.Contains(p.notes, assumption) {
		p.notes = append(p.notes, assumption)
	}
	return fmt.Sprintf("%s [%d]", says, slices.Index(p.notes, assumption)+1)
}

// told says who outside would be told, by child and kind of reader, and who not.
func (p *checkPage) told() {
	begun := false
	for _, child := range p.c.Record.Children {
		var parts []string
		for _, r := range model.Readers() {
			var ids []string
			for _, x := range p.Outside {
				if x.Told && x.Child == child.ID && x.Reader == r {
					ids = append(ids, string(x.ID))
				}
			}
			if len(ids) > 0 {
				parts = append(parts, string(r)+" "+strings.Join(ids, ", "))
			}
		}
		if len(parts) == 0 {
			continue
		}
		if !begun {
			p.section("Would be told, by letter")
		}
		begun = true
		p.para(2, 4, "-", "about "+string(child.ID)+": "+strings.Join(parts, "; "))
	}
	begun = false
	for _, x := range p.Outside {
		if x.Told {
			continue
		}
		if !begun {
			p.section("Would not be told")
		}
		begun = true
		who := string(x.ID) + " (" + string(x.Reader) + ")"
		if x.ID != x.Child && p.several() {
			who += ", about " + string(x.Child)
		}
		p.para(2, 4, "-", who+": "+p.whyNot(x))
	}
}

func (p *checkPage) whyNot(x app.Outside) string {
	if slices.ContainsFunc(p.NotMade, func(n pack.NotMade) bool { return n.Recipient == x.ID && n.Child == x.Child }) {
		return "the letter can't be made, see above"
	}
	if len(x.Held) > 0 {
		return strings.Join(x.Held, "; ")
	}
	for _, n := range p.NoLetter {
		if n.Recipient == x.ID && n.Child == x.Child {
			return strings.Join(n.Reasons, "; ")
		}
	}
	return "no letter is asked for at this point"
}

// some is the first of a list, and how many more there are; --json has them all.
func some(all []string) string {
	const most = 12
	if len(all) <= most {
		return strings.Join(all, ", ")
	}
	return fmt.Sprintf("%s, and %d more", strings.Join(all[:most], ", "), len(all)-most)
}

// made lists the documents that would be made: letters in one line, for who
// gets them is told already.
func (p *checkPage) made() {
	if len(p.Documents) == 0 {
		return
	}
	p.section("Would be made")
	letters := 0
	for _, d := range p.Documents {
		if d.Reader.Outside() && len(d.Gaps) == 0 {
			letters++
			continue
		}
		name := p.c.DocumentName(d.Kind, d.Recipient, d.Child)
		if len(d.Gaps) > 0 {
			name += ", with " + app.Plural(len(d.Gaps), "gap") + ": " + some(d.Gaps)
		}
		p.para(2, 4, "-", name)
	}
	if letters > 0 {
		p.para(2, 4, "-", app.Plural(letters, "letter"))
	}
}
