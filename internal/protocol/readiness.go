package protocol

import (
	"fmt"
	"slices"
	"strings"

	"handover/model"
	"handover/model/dates"
)

// Readiness is how far a record keeps its protocol on a day. What doesn't apply
// isn't listed, but for items that the record lists all the same. A child who stays with the
// present worker has no part in it.
type Readiness struct {
	AsOf      dates.Date      `json:"as_of"`
	Items     []ItemState     `json:"items"` // by child, in the checklist's order
	Deadlines []DeadlineState `json:"deadlines"`
	Rules     []RuleState     `json:"rules"`
	Stopped   []Stopped       `json:"stopped,omitempty"`
}

// ItemState is one item of the checklist for one child.
type ItemState struct {
	ID          string   `json:"id"`
	Child       model.ID `json:"child"`
	Text        string   `json:"text"`
	List        string   `json:"list,omitempty"` // of the council's lists
	Why         string   `json:"why"`            // why it applies
	Status      Status   `json:"status"`
	Missing     bool     `json:"missing"`     // it applies, and an audit found it missing or nobody has audited it
	Discrepancy bool     `json:"discrepancy"` // the second audit contradicts the first
	Says        string   `json:"says"`        // the state in words
	File        int      `json:"file"`        // index in the record's file, -1 if no line is there
	Rows        []string `json:"rows"`
	Assumption  string   `json:"assumption,omitempty"` // the decision, in words
}

// RuleState is a rule that applies.
type RuleState struct {
	ID          string   `json:"id"`
	Child       model.ID `json:"child,omitempty"` // empty: the whole case
	Text        string   `json:"text"`
	Why         string   `json:"why"`
	NotRecorded []string `json:"not_recorded,omitempty"` // paths that the rule needs
	Unmet       string   `json:"unmet,omitempty"`        // why it isn't kept, in words
	Rows        []string `json:"rows"`
	Assumption  string   `json:"assumption,omitempty"`
}

// Stopped says what the protocol stops, and why.
type Stopped struct {
	What  string   `json:"what"` // "transfer", "listing" or "closure"
	Why   string   `json:"why"`
	Items []string `json:"items"` // texts of the items missing or not audited; none where something else stops it
}

// Readiness works out everything that the protocol asks of a record on a day.
func (p *Protocol) Readiness(rec *model.Record, asOf dates.Date) Readiness {
	r := Readiness{AsOf: asOf, Items: []ItemState{}, Deadlines: []DeadlineState{}, Rules: []RuleState{}}
	for i := range rec.Children {
		child := &rec.Children[i]
		s := p.Situation(rec, child, asOf)
		for _, item := range p.Checklist {
			applies := item.When.Holds(s)
			if state := p.item(item, rec, child, applies, asOf); applies || state.File >= 0 {
				r.Items = append(r.Items, state)
			}
		}
		p.rulesOf(&r, child, s)
	}
	whole := p.Situation(rec, nil, asOf)
	p.rulesOf(&r, nil, whole)
	for _, s := range p.Stops {
		if s.When.Holds(whole) {
			r.Stopped = append(r.Stopped, s.stopped(r.Items)...)
		}
	}
	return r
}

// rulesOf adds the deadlines and rules of a child, or, if child is nil, those
// of the whole case.
func (p *Protocol) rulesOf(r *Readiness, child *model.Child, s Situation) {
	for _, d := range p.Deadlines {
		if p.deadlineOfChild(d) != (child != nil) || !d.When.Holds(s) {
			continue
		}
		if (d.Once == "" || !p.when(&s, d.Once).Date.IsZero()) && !p.notApplicable(&s, d.Measured) {
			r.Deadlines = append(r.Deadlines, p.deadline(d, &s))
		}
	}
	for _, rule := range p.Rules {
		if rule.ofChild() != (child != nil) || !rule.When.Holds(s) {
			continue
		}
		state := RuleState{ID: rule.ID, Text: rule.Text, Why: rule.Why, Rows: rule.Rows, Assumption: p.decision(rule.Assumption)}
		if child != nil {
			state.Child = child.ID
		}
		for _, path := range rule.Needs {
			if !slices.ContainsFunc(strings.Split(path, " or "), func(one string) bool { return p.holds(one, &s) }) {
				state.NotRecorded = append(state.NotRecorded, path)
			}
		}
		if !rule.MetWhen.Holds(s) {
			state.Unmet = rule.Unmet
			state.Text += " Not kept: " + rule.Unmet + "."
		}
		r.Rules = append(r.Rules, state)
	}
}

// holds says whether the record holds something at a path; at that of an event
// of the council's own, whether it has a date.
func (p *Protocol) holds(path string, s *Situation) bool {
	at, _, err := p.pathOf(strings.Split(path, "."), nil)
	return err == nil && at.recorded(s)
}

// deadlineOfChild says whether a deadline is of each child: it names an event
// of a child, or its condition asks about one.
func (p *Protocol) deadlineOfChild(d Deadline) bool {
	if d.Scope != "" {
		return d.Scope == "child"
	}
	return d.When.scope()&OfChild != 0 || d.MetWhen.scope()&OfChild != 0 || slices.ContainsFunc([]string{d.Measured, d.Before, d.After, d.IfNone, d.AsSoonAs, d.DateSetBy, d.Once}, p.ofChild)
}

// ofChild says whether a rule is of each child.
func (r Rule) ofChild() bool {
	if r.Scope != "" {
		return r.Scope == "child"
	}
	return r.When.scope()&OfChild != 0 || r.MetWhen.scope()&OfChild != 0 || slices.ContainsFunc(r.Needs, func(path string) bool {
		return strings.HasPrefix(path, "child.") || strings.Contains(path, " or child.")
	})
}

// notApplicable says whether the record says of an event's date that there is none
// to come.
func (p *Protocol) notApplicable(s *Situation, name string) bool {
	return slices.ContainsFunc(s.rec.NotKnown, func(n model.NotKnown) bool {
		path, isDate := strings.CutSuffix(n.Path, ".dates."+name)
		switch {
		case !isDate || n.Why != "does_not_apply":
			return false
		case p.ofChild(name):
			return s.child != nil && path == fmt.Sprintf("children[%d]", slices.IndexFunc(s.rec.Children, func(c model.Child) bool { return c.ID == s.child.ID }))
		}
		return path == "transfer"
	})
}

// decision is an assumption in the words that are printed.
func (p *Protocol) decision(id string) string {
	for _, a := range p.Assumptions {
		if a.ID == id {
			return a.Decision
		}
	}
	return ""
}

func (p *Protocol) item(item Item, rec *model.Record, child *model.Child, applies bool, asOf dates.Date) ItemState {
	f := audited(rec, child, item.ID)
	state := ItemState{
		ID: item.ID, Child: child.ID, Text: item.Text, List: item.List, Why: item.Why, Rows: item.Rows, Assumption: p.decision(item.Assumption),
		Status: f.Status, Discrepancy: f.Discrepancy, File: f.Index, Says: p.itemSays(f, asOf),
		Missing: applies && (f.Status == Missing || f.Status == NotAudited),
	}
	if !applies {
		state.Why = "listed in the record; the procedure doesn't ask for it here"
	}
	return state
}

// itemSays is what the audits found, in words, with the action on what is missing.
func (p *Protocol) itemSays(f finding, asOf dates.Date) string {
	second := f.File.Second != nil && f.File.Second.Status != ""
	says := ""
	switch {
	case f.Discrepancy:
		says = fmt.Sprintf("a discrepancy: %s at the first audit, %s at the second", words(string(f.File.First.Status)), words(string(f.File.Second.Status)))
	case f.Status == NotAudited:
		return "not audited yet"
	case f.Status == Missing:
		says = "missing"
	case second:
		return words(string(f.Status)) + ", confirmed by the second audit"
	case p.Titles.Auditor == "":
		return words(string(f.Status))
	default:
		return words(string(f.Status)) + "; second audit not done"
	}
	switch first := f.File.First; {
	case first == nil || first.Action == "":
		says += "; no steps to secure it are recorded"
	case first.Due.IsZero():
		says += "; steps are recorded, without a timescale"
	case first.Due.Before(asOf):
		says += "; steps were due by " + first.Due.Long() + ", late by " + p.span(dates.WorkingDays, first.Due, asOf)
	default:
		says += "; steps are due by " + first.Due.Long()
	}
	return says
}

// words is a word of the record as one writes it.
func words(word string) string { return strings.ReplaceAll(word, "_", " ") }

// stopped is what a stop whose condition holds stops; nothing where it depends on
// items and none is missing.
func (s Stop) stopped(items []ItemState) []Stopped {
	if s.Stops != "" {
		return []Stopped{{What: s.Stops, Why: s.Why, Items: []string{}}}
	}
	if s.IfMissing == "nothing" {
		return nil
	}
	out := Stopped{What: s.IfMissing, Why: s.Why}
	for _, i := range items {
		if i.Missing && (len(s.Lists) == 0 || slices.Contains(s.Lists, i.List)) {
			out.Items = append(out.Items, i.Text)
		}
	}
	if len(out.Items) == 0 {
		return nil
	}
	return []Stopped{out}
}
