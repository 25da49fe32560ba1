package protocol

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
	"text/template/parse"

	"handover/model"
)

// Condition is when something applies: a pipeline of Go's template language,
// asked in a Situation, such as
//
//	and .Child.LookedAfter (eq .Child.Route "section_20") (not (happened "transfer"))
//
// docs/protocols.md lists what it may ask. The zero value always holds.
type Condition struct {
	source    string
	line, col int // where the source begins
	asked     func() *expr
	// with are conditions that have to hold too: those that items of a list have in
	// common, and what from, until and scope say.
	with []Condition
}

// Named is a condition with a name, for other conditions of the same protocol.
type Named struct {
	Name string    `json:"name" required:"true"`
	When Condition `json:"when,omitzero" required:"true"`
}

// parseCondition reads the text of a condition.
func parseCondition(src string) (*parse.PipeNode, *fault) {
	if strings.Contains(src, "}}") || strings.Contains(src, "{{") || strings.ContainsAny(src, "\n\r") {
		return nil, &fault{msg: "a condition has no {{ }}", hint: "write the pipeline alone, on one line"}
	}
	tree := parse.New("when")
	tree.Mode = parse.SkipFuncCheck // compile knows the functions, and the nearest to one that there isn't
	if _, err := tree.Parse("{{"+src+"}}", "", "", map[string]*parse.Tree{}); err != nil {
		msg, hint := placeless(err), ""
		if strings.Contains(msg, "malformed character constant") {
			hint = "texts stand in double quotes"
		}
		return nil, &fault{msg: msg, hint: hint}
	}
	if len(tree.Root.Nodes) != 1 {
		return nil, &fault{msg: "a condition is one pipeline"}
	}
	action, ok := tree.Root.Nodes[0].(*parse.ActionNode)
	if !ok {
		return nil, &fault{msg: fmt.Sprintf("%q has no place in a condition", src)}
	}
	return action.Pipe, nil
}

// placeless is the library's message without its place, which counts our own
// wrapping.
func placeless(err error) string {
	return regexp.MustCompile(`^template: when:\d+(:\d+)?: `).ReplaceAllString(err.Error(), "")
}

// ParseCondition reads a condition of a template for a document that is made
// for each child, or letter, or else for the whole case. The error is of type
// model.Problems.
func (p *Protocol) ParseCondition(file string, line, col int, src string, scope Scope) (Condition, error) {
	c := Condition{source: src, line: line, col: col}
	if f := p.compile(&c, scope); f != nil {
		return Condition{}, model.Problems{f.problem(file)}
	}
	return c, nil
}

// CheckScope finds what a document's condition asks that isn't there where its
// template is: the template says for whom, and how often, the document is made.
func (p *Protocol) CheckScope(file string, when Condition, scope Scope) error {
	if when.IsZero() || when.scope()&^scope == 0 {
		return nil
	}
	_, err := p.ParseCondition(file, when.line, when.col, when.source, scope)
	return err
}

func (f *fault) problem(file string) model.Problem {
	return model.Problem{File: file, Line: f.at.line, Col: f.at.col + f.col, Msg: "when: " + f.msg, Hint: f.hint}
}

// compile works out what a condition asks, where it may ask of no more than
// scope has. The condition's text is then complete: nothing in it stands for
// another.
func (p *Protocol) compile(c *Condition, scope Scope) *fault {
	var parts []*expr
	var sources []string
	for _, x := range append(c.with, *c) {
		if x.source == "" {
			continue
		}
		e, source, f := p.compileOne(x.source, scope)
		if f != nil {
			f.at = x
			return f
		}
		parts, sources = append(parts, e), append(sources, "("+source+")")
	}
	if len(parts) == 0 {
		return &fault{msg: "is empty", at: *c}
	}
	c.with = nil
	if c.source = sources[0][1 : len(sources[0])-1]; len(parts) > 1 {
		c.source = "and " + strings.Join(sources, " ")
	}
	e := parts[0]
	if len(parts) > 1 {
		e = &expr{kind: truth, ask: func(s *Situation) value {
			return yes(!slices.ContainsFunc(parts, func(x *expr) bool { return !x.ask(s).truth }))
		}}
		for _, x := range parts {
			e.scope |= x.scope
		}
	}
	c.asked = func() *expr { return e }
	return nil
}

// compileOne is one condition, and its text without names.
func (p *Protocol) compileOne(src string, scope Scope) (*expr, string, *fault) {
	pipe, f := parseCondition(src)
	if f != nil {
		return nil, "", f
	}
	e, f := (&compiler{p: p, scope: scope}).whole(pipe)
	if f != nil {
		return nil, "", f
	}
	if slices.ContainsFunc(p.Conditions, func(n Named) bool { return n.When.asked != nil }) {
		pipe = p.spellOut(pipe)
		if inner, ok := pipe.Cmds[0].Args[0].(*parse.PipeNode); ok && len(pipe.Cmds[0].Args) == 1 {
			pipe = inner // a name alone
		}
		src = pipe.String()
	}
	return e, src, nil
}

// spellOut replaces the names of other conditions by what they stand for.
func (p *Protocol) spellOut(n *parse.PipeNode) *parse.PipeNode {
	for _, cmd := range n.Cmds {
		for i, arg := range cmd.Args {
			switch arg := arg.(type) {
			case *parse.PipeNode:
				p.spellOut(arg)
			case *parse.IdentifierNode:
				if named := p.named(arg.Ident); named != nil && (i > 0 || len(cmd.Args) == 1) {
					pipe, _ := parseCondition(named.source)
					cmd.Args[i] = pipe
				}
			}
		}
	}
	return n
}

// named is the condition of a name; nil if there is none yet.
func (p *Protocol) named(name string) *Condition {
	for i := range p.Conditions {
		if x := &p.Conditions[i]; x.Name == name && x.When.asked != nil {
			return &x.When
		}
	}
	return nil
}

// IsZero says whether there is no condition.
func (c Condition) IsZero() bool { return c.source == "" && len(c.with) == 0 }

// scope is what the condition asks about.
func (c Condition) scope() Scope {
	if c.IsZero() {
		return OfCase
	}
	return c.asked().scope
}

// Holds says whether the condition holds in a situation; no condition always
// does.
func (c Condition) Holds(s Situation) bool {
	return c.IsZero() || c.asked().ask(&s).truth
}

// MarshalText is the condition as it was written, with what other conditions
// it names spelt out.
func (c Condition) MarshalText() ([]byte, error) { return []byte(c.source), nil }

// UnmarshalText is for Unpack, which gives what it takes to own.
func (c *Condition) UnmarshalText(text []byte) error {
	c.source = string(text)
	return nil
}

// own makes a condition that was packed ask, when it is first asked, what it
// asked before.
func (c *Condition) own(p *Protocol) {
	if c.IsZero() {
		return
	}
	c.asked = sync.OnceValue(func() *expr {
		again := Condition{source: c.source}
		if f := p.compile(&again, OfCase|OfChild|OfRecipient|OfReadiness); f != nil {
			panic("protocol: a condition that was packed can't be read: " + f.msg) // TestPacked has read it
		}
		return again.asked()
	})
}
