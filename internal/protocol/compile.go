package protocol

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"text/template/parse"

	"handover/model"
	"handover/model/dates"
)

// Scope is what something is of, or what a condition asks about. What is of
// the whole case has no child, and only a letter has a recipient.
type Scope int

// The scopes.
const (
	OfChild Scope = 1 << iota
	OfRecipient
	OfReadiness       // asks how complete the checklist is, which the checklist can't
	OfCase      Scope = 0
)

// kind is what an expression gives.
type kind string

const (
	truth  kind = "true or false"
	text   kind = "a text"
	number kind = "a number"
	moment kind = "a date"
	group  kind = "a group of fields" // or a list: only whether it is recorded can be asked, or how many
)

// value is what an expression gives in a situation. A number that nobody can
// work out, or a date that isn't recorded, isn't known: no comparison with it holds.
type value struct {
	known bool
	truth bool
	text  string
	n     int
	at    dates.Moment
}

func yes(b bool) value { return value{known: true, truth: b} }

// expr is a part of a condition.
type expr struct {
	kind  kind
	scope Scope
	path  *path // what it is of the record, if it is
	fact  *fact
	// service: it is the service of a team, by its declared name.
	service bool
	ask     func(*Situation) value
}

// fault is what is wrong with a condition; col is counted in it, from 0.
type fault struct {
	col       int
	msg, hint string
	at        Condition // in which it is
}

const inConditions = "docs/protocols.md lists under Conditions what can be asked"

// compiler turns the nodes of a condition into an expression.
type compiler struct {
	p     *Protocol
	scope Scope
	entry *listOf // of the list that an any or count goes through
}

func (c *compiler) fail(n parse.Node, hint, format string, a ...any) *fault {
	return &fault{col: max(0, int(n.Position())-len("{{")), msg: fmt.Sprintf(format, a...), hint: hint}
}

func (c *compiler) whole(n *parse.PipeNode) (*expr, *fault) {
	e, f := c.pipe(n)
	if f == nil && e.kind != truth {
		return nil, &fault{msg: "it is " + string(e.kind), hint: "the condition as a whole, and what and, or, not take, are true or false"}
	}
	return e, f
}

func (c *compiler) pipe(n *parse.PipeNode) (*expr, *fault) {
	if len(n.Decl) > 0 {
		return nil, c.fail(n, "", "no variables")
	}
	if len(n.Cmds) != 1 {
		return nil, c.fail(n, "", "no | : put what comes first in brackets")
	}
	return c.command(n.Cmds[0])
}

func (c *compiler) command(n *parse.CommandNode) (*expr, *fault) {
	id, ok := n.Args[0].(*parse.IdentifierNode)
	if !ok {
		if len(n.Args) > 1 {
			hint := ""
			if word, ok := n.Args[1].(*parse.IdentifierNode); ok {
				hint = fmt.Sprintf("%s stands first: %s (…) (…)", word.Ident, word.Ident)
			}
			return nil, c.fail(n.Args[0], hint, "%q is no function", n.Args[0])
		}
		return c.node(n.Args[0])
	}
	if c.p.named(id.Ident) != nil && len(n.Args) == 1 {
		return c.node(id)
	}
	fn := functionOf(id.Ident)
	if fn == nil {
		return nil, c.fail(id, c.nearest(id.Ident), "unknown function or condition %q", id.Ident)
	}
	for _, arg := range n.Args[1:] {
		if word, ok := arg.(*parse.IdentifierNode); ok && functionOf(word.Ident) != nil {
			return nil, c.fail(word, fmt.Sprintf("%s stands first: %s (…) (…)", word.Ident, word.Ident), "%q stands in the middle", word.Ident)
		}
	}
	return fn(c, n, n.Args[1:])
}

func (c *compiler) nearest(name string) string {
	known := append(ids(c.p.Conditions, func(n Named) string { return n.Name }), strings.Fields(functionNames)...)
	if near := model.Nearest(name, known); near != "" {
		return fmt.Sprintf("did you mean %q?", near)
	}
	return inConditions
}

func (c *compiler) node(n parse.Node) (*expr, *fault) {
	switch n := n.(type) {
	case *parse.PipeNode:
		return c.pipe(n)
	case *parse.FieldNode:
		return c.field(n)
	case *parse.StringNode:
		return &expr{kind: text, ask: constant(value{known: true, text: n.Text})}, nil
	case *parse.BoolNode:
		return &expr{kind: truth, ask: constant(yes(n.True))}, nil
	case *parse.NumberNode:
		if !n.IsInt {
			return nil, c.fail(n, "", "%s isn't a whole number", n.Text)
		}
		return &expr{kind: number, ask: constant(value{known: true, n: int(n.Int64)})}, nil
	case *parse.IdentifierNode:
		if named := c.p.named(n.Ident); named != nil {
			e := named.asked()
			return e, c.within(n, n.Ident, e.scope)
		}
		return nil, c.fail(n, c.nearest(n.Ident), "unknown condition %q", n.Ident)
	}
	return nil, c.fail(n, "", "%q has no place in a condition", n.String())
}

func constant(v value) func(*Situation) value { return func(*Situation) value { return v } }

// within refuses what asks about something that isn't there where the
// condition stands.
func (c *compiler) within(n parse.Node, what string, scope Scope) *fault {
	switch missing := scope &^ c.scope; {
	case missing&OfChild != 0:
		return c.fail(n, "write any (…), which asks it of each child; or let this be of each child", "%q asks about a child, and this is of the whole case", what)
	case missing&OfRecipient != 0:
		return c.fail(n, "only the condition of a letter has one", "%q asks about a recipient, and there is none here", what)
	case missing&OfReadiness != 0:
		return c.fail(n, "", "%q asks about the checklist, and can't stand in it", what)
	}
	return nil
}

// field is a fact, ".Child.Age", or what the record holds at a path,
// ".child.placement.type".
func (c *compiler) field(n *parse.FieldNode) (*expr, *fault) {
	name := strings.Join(n.Ident, ".")
	if f, ok := facts[name]; ok {
		if f.entry != "" && (c.entry == nil || c.entry.name != f.entry) {
			return nil, c.fail(n, "any (… ."+name+" …)", "%q is of one of a list: an any or count goes through it", "."+name)
		}
		ask := f.ask
		if f.scope&OfChild != 0 {
			ask = func(s *Situation) value {
				if s.child == nil {
					return value{}
				}
				return f.ask(s)
			}
		}
		return &expr{kind: f.kind, scope: f.scope, fact: &f, ask: ask}, c.within(n, "."+name, f.scope)
	}
	if first := n.Ident[0]; first == strings.ToLower(first) {
		path, near, err := c.p.pathOf(n.Ident, c.entry)
		if err != nil {
			return nil, c.fail(n, near, "%v", err)
		}
		return path.expr(), c.within(n, "."+name, path.scope)
	}
	known := []string{}
	for f := range facts {
		known = append(known, f)
	}
	slices.Sort(known)
	hint := inConditions
	if near := model.Nearest(name, known); near != "" {
		hint = fmt.Sprintf("did you mean %q?", "."+near)
	}
	return nil, c.fail(n, hint, "unknown field %q", "."+name)
}

// args are the expressions of a function's arguments, which are of the kinds
// that it takes.
func (c *compiler) args(n parse.Node, name string, nodes []parse.Node, least, most int, want kind) ([]*expr, Scope, *fault) {
	if len(nodes) < least || len(nodes) > most {
		return nil, 0, c.fail(n, "", "%s takes %s, not %d", name, howMany(least, most), len(nodes))
	}
	var out []*expr
	scope := OfCase
	for _, arg := range nodes {
		var e *expr
		var f *fault
		if want == moment {
			e, f = c.moment(arg)
		} else {
			e, f = c.node(arg)
		}
		if f != nil {
			return nil, 0, f
		}
		if want != "" && e.kind != want {
			return nil, 0, c.fail(arg, "", "%s takes %s, not %s", name, want, e.kind)
		}
		out, scope = append(out, e), scope|e.scope
	}
	return out, scope, nil
}

func howMany(least, most int) string {
	switch {
	case least == most:
		return strconv.Itoa(least)
	case most > 9:
		return strconv.Itoa(least) + " or more"
	}
	return fmt.Sprintf("%d to %d", least, most)
}

// moment is a date: of an event, "transfer", or of the record, "child.placement.from" or
// .task.due, or "today".
func (c *compiler) moment(n parse.Node) (*expr, *fault) {
	s, ok := n.(*parse.StringNode)
	if !ok {
		return c.node(n)
	}
	if s.Text == "today" {
		return &expr{kind: moment, ask: func(s *Situation) value { return value{known: true, at: dates.Moment{Date: s.asOf}} }}, nil
	}
	e, near, err := c.p.event(s.Text)
	if err != nil {
		hint := inConditions
		if near != "" {
			hint = fmt.Sprintf("did you mean %q?", near)
		}
		return nil, c.fail(n, hint, "%v", err)
	}
	scope := OfCase
	if e.ofChild {
		scope = OfChild
	}
	return &expr{kind: moment, scope: scope, ask: func(s *Situation) value {
		at := e.at(s)
		return value{known: !at.Date.IsZero(), at: at}
	}}, c.within(n, s.Text, scope)
}
