package protocol

import (
	"slices"
	"strings"
	"text/template/parse"
)

// Part is one of the things that a tracker asks of a case, and what lacks where
// it doesn't hold.
type Part struct {
	holds Condition
	lacks string // "" where there are no words for it
}

// Parts are what a tracker asks of a case, one by one.
func (p *Protocol) Parts(t Tracker) []Part {
	var out []Part
	for _, part := range t.When.conjuncts() {
		c := Condition{source: part.String()}
		if f := p.compile(&c, OfCase|OfChild|OfReadiness); f == nil {
			out = append(out, Part{c, p.lacking(part)})
		}
	}
	return out
}

// Untaken is why a tracker takes nothing of a case, in words: what its condition
// asks and the case hasn't. It is empty where the tracker takes the case.
func (t Tracker) Untaken(parts []Part, s Situation) []string {
	if t.When.Holds(s) {
		return nil
	}
	var out []string
	for _, x := range parts {
		if x.lacks != "" && !x.holds.Holds(s) && !slices.Contains(out, x.lacks) {
			out = append(out, x.lacks)
		}
	}
	if len(out) == 0 {
		which, _, _ := strings.Cut(t.Why, ";")
		out = append(out, "isn't one of "+which)
	}
	return out
}

// conjuncts are what has to hold, one by one.
func (c Condition) conjuncts() []*parse.PipeNode {
	pipe, f := parseCondition(c.source)
	if f != nil {
		return nil
	}
	return conjuncts(pipe)
}

func conjuncts(pipe *parse.PipeNode) []*parse.PipeNode {
	args := pipe.Cmds[0].Args
	if inner, ok := args[0].(*parse.PipeNode); ok && len(args) == 1 {
		return conjuncts(inner)
	}
	if id, ok := args[0].(*parse.IdentifierNode); !ok || id.Ident != "and" {
		return []*parse.PipeNode{pipe}
	}
	var out []*parse.PipeNode
	for _, arg := range args[1:] {
		inner, ok := arg.(*parse.PipeNode)
		if !ok {
			inner = &parse.PipeNode{NodeType: parse.NodePipe, Cmds: []*parse.CommandNode{{NodeType: parse.NodeCommand, Args: []parse.Node{arg}}}}
		}
		out = append(out, conjuncts(inner)...)
	}
	return out
}

// lacking is what doesn't hold, in words; "" where there are none for it.
func (p *Protocol) lacking(part *parse.PipeNode) string {
	src := strings.Trim(part.String(), "()")
	if name, ok := strings.CutPrefix(src, `happened "`); ok {
		return "not recorded: " + p.EventLabel(strings.TrimSuffix(name, `"`))
	}
	if kind, ok := strings.CutPrefix(src, `eq .Transfer.Kind "`); ok {
		return "its transfer isn't recorded as one " + strings.ReplaceAll(strings.TrimSuffix(kind, `"`), "_", " ")
	}
	return map[string]string{
		"not .Closing":       "it closes",
		"not .Transfer.Done": "the transfer is done",
		".Transfer":          "no transfer is recorded",
		".Complete":          "documents are missing or not audited",
		".Child.LookedAfter": "no child who moves is looked after",
		".Child.Disabled":    "no disability is recorded",
		"ge .Child.Age 17":   "under 17",
	}[src]
}
