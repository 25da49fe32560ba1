package protocol

import (
	"slices"
	"strings"
	"text/template/parse"

	"handover/model"
	"handover/model/dates"
)

// functionNames are those that a condition may use.
const functionNames = `and or not eq ne lt le gt ge begins has any count recorded dated happened ahead age days months weekday within near given earliest latest`

type function func(*compiler, *parse.CommandNode, []parse.Node) (*expr, *fault)

// functionOf is the function of a name; nil if there is none.
func functionOf(name string) function {
	switch name {
	case "and", "or", "not":
		return logic
	case "eq", "ne", "lt", "le", "gt", "ge":
		return comparison
	case "begins", "has":
		return textual
	case "any", "count":
		return counting
	case "recorded":
		return recordedAt
	case "dated", "happened", "ahead", "age", "weekday":
		return ofOneDate
	case "days", "months":
		return between
	case "within", "near":
		return inSpan
	case "given", "earliest", "latest":
		return ofDates
	}
	return nil
}

// logic is and, or, not.
func logic(c *compiler, n *parse.CommandNode, nodes []parse.Node) (*expr, *fault) {
	name := n.Args[0].String()
	most := 99
	if name == "not" {
		most = 1
	}
	list, scope, f := c.args(n, name, nodes, 1, most, truth)
	if f != nil {
		return nil, f
	}
	e := &expr{kind: truth, scope: scope}
	switch name {
	case "not":
		e.ask = func(s *Situation) value { return yes(!list[0].ask(s).truth) }
	case "and":
		e.ask = func(s *Situation) value {
			return yes(!slices.ContainsFunc(list, func(x *expr) bool { return !x.ask(s).truth }))
		}
	case "or":
		e.ask = func(s *Situation) value {
			return yes(slices.ContainsFunc(list, func(x *expr) bool { return x.ask(s).truth }))
		}
	}
	return e, nil
}

// comparison is of two values of a kind. With a number that nobody can work out
// none but ne holds.
func comparison(c *compiler, n *parse.CommandNode, nodes []parse.Node) (*expr, *fault) {
	name := n.Args[0].String()
	list, scope, f := c.args(n, name, nodes, 2, 2, "")
	if f != nil {
		return nil, f
	}
	a, b := list[0], list[1]
	equal := name == "eq" || name == "ne"
	switch {
	case a.kind != b.kind || a.kind == group || a.kind == moment:
		return nil, c.fail(n, "", "%s compares %s with %s", name, a.kind, b.kind)
	case !equal && a.kind != number:
		return nil, c.fail(n, "", "%s is for numbers, not for %s", name, a.kind)
	}
	for i, field := range list {
		if literal, ok := nodes[1-i].(*parse.StringNode); ok {
			if why, near := c.never(field, literal.Text); why {
				hint := ""
				if near != "" {
					hint = "did you mean \"" + near + "\"?"
				}
				return nil, c.fail(literal, hint, "%s is never %q", nodes[i], literal.Text)
			}
		}
	}
	e := &expr{kind: truth, scope: scope}
	if a.kind == number {
		e.ask = func(s *Situation) value {
			x, y := a.ask(s), b.ask(s)
			known := x.known && y.known
			switch name {
			case "eq":
				return yes(known && x.n == y.n)
			case "ne":
				return yes(!known || x.n != y.n)
			case "lt":
				return yes(known && x.n < y.n)
			case "le":
				return yes(known && x.n <= y.n)
			case "gt":
				return yes(known && x.n > y.n)
			}
			return yes(known && x.n >= y.n)
		}
		return e, nil
	}
	e.ask = func(s *Situation) value {
		x, y := a.ask(s), b.ask(s)
		return yes((x.truth == y.truth && strings.EqualFold(x.text, y.text)) == (name == "eq"))
	}
	return e, nil
}

// never says whether a field can't be a text, for it holds a closed list of
// words, a code, a service or an event, and which word is nearest.
func (c *compiler) never(field *expr, literal string) (bool, string) {
	var words []string
	switch {
	case literal == "": // nothing recorded
		return false, ""
	case field.service || field.fact != nil && field.fact.like == "service":
		if words = ids(c.p.Services, func(s Service) string { return s.Name }); len(words) == 0 {
			return false, ""
		}
	case field.fact != nil && field.fact.words != nil:
		words = field.fact.words
	case field.fact != nil && field.fact.like == "event":
		words = c.p.triggerNames()
	case field.fact != nil && field.fact.like != "":
		words = wordsOf(field.fact.like)
	case field.path != nil && field.path.last.Tag.Get("words") != "":
		words = strings.Fields(field.path.last.Tag.Get("words"))
	}
	table := ""
	if field.fact != nil {
		table = field.fact.code
	} else if field.path != nil {
		table = field.path.last.Tag.Get("code")
	}
	if table != "" {
		_, ok := model.Describe(table, model.Code(literal))
		return !ok, ""
	}
	return words != nil && !slices.Contains(words, literal), model.Nearest(literal, words)
}

// textual is begins and has: how a text begins, or what stands in it, in
// capitals or not.
func textual(c *compiler, n *parse.CommandNode, nodes []parse.Node) (*expr, *fault) {
	name := n.Args[0].String()
	list, scope, f := c.args(n, name, nodes, 2, 2, text)
	if f != nil {
		return nil, f
	}
	within := strings.Contains
	if name == "begins" {
		within = strings.HasPrefix
	}
	return &expr{kind: truth, scope: scope, ask: func(s *Situation) value {
		return yes(within(strings.ToLower(list[0].ask(s).text), strings.ToLower(list[1].ask(s).text)))
	}}, nil
}

// counting is any and count: of a list of the record, of its entries that a
// condition holds for, or of the children for whom one holds.
func counting(c *compiler, n *parse.CommandNode, nodes []parse.Node) (*expr, *fault) {
	name := n.Args[0].String()
	if len(nodes) != 1 {
		return nil, c.fail(n, "put the condition in brackets: "+name+" (…)", "%s takes 1, not %d", name, len(nodes))
	}
	inner := *c
	inner.entry = c.entryIn(nodes[0])
	inner.scope |= OfChild // of a list of each child, where there is no one child
	of, f := inner.node(nodes[0])
	if f != nil {
		return nil, f
	}
	e := &expr{kind: number}
	var matches func(*Situation) int
	switch {
	case of.path != nil && of.path.list:
		e.scope = of.scope
		matches = func(s *Situation) int { return of.path.count(s) }
	case of.kind != truth:
		return nil, c.fail(nodes[0], "", "%s takes a condition or a list, not %s", name, of.kind)
	case inner.entry != c.entry:
		list := inner.entry
		e.scope = of.scope&^OfChild | list.scope&c.scope
		if of.scope&OfChild != 0 && c.scope&OfChild == 0 && list.scope&OfChild == 0 {
			return nil, c.fail(nodes[0], "", "it asks about a child, and this is of the whole case")
		}
		matches = func(s *Situation) int { return list.count(s, of) }
	default:
		e.scope = of.scope &^ OfChild
		matches = func(s *Situation) (n int) {
			for i := range s.rec.Children {
				if of.ask(s.about(&s.rec.Children[i])).truth {
					n++
				}
			}
			return n
		}
	}
	e.ask = func(s *Situation) value { return value{known: true, n: matches(s)} }
	if name == "any" {
		e.kind = truth
		e.ask = func(s *Situation) value { return yes(matches(s) > 0) }
	}
	return e, c.within(n, name, e.scope)
}

// entryIn is the list whose entries a condition asks about, the one of the
// condition around it if it names no other.
func (c *compiler) entryIn(n parse.Node) *listOf {
	found := c.entry
	var visit func(parse.Node)
	visit = func(n parse.Node) {
		switch n := n.(type) {
		case *parse.PipeNode:
			for _, cmd := range n.Cmds {
				if id, ok := cmd.Args[0].(*parse.IdentifierNode); ok && (id.Ident == "any" || id.Ident == "count") {
					continue // that is of its own list
				}
				for _, arg := range cmd.Args {
					visit(arg)
				}
			}
		case *parse.IdentifierNode:
			if named := c.p.named(n.Ident); named != nil {
				pipe, _ := parseCondition(named.source)
				visit(pipe)
			}
		case *parse.FieldNode:
			for i := range lists {
				if strings.ToLower(n.Ident[0]) == lists[i].name && (n.Ident[0] == lists[i].name || facts[strings.Join(n.Ident, ".")].entry != "") && (c.entry == nil || c.entry.name != lists[i].name) {
					found = &lists[i]
				}
			}
		}
	}
	visit(n)
	return found
}

// recordedAt says whether the record holds something: a list that is empty was
// asked for too.
func recordedAt(c *compiler, n *parse.CommandNode, nodes []parse.Node) (*expr, *fault) {
	if len(nodes) != 1 {
		return nil, c.fail(n, "", "recorded takes 1, not %d", len(nodes))
	}
	var steps []string
	switch at := nodes[0].(type) {
	case *parse.StringNode:
		steps = strings.Split(at.Text, ".")
	case *parse.FieldNode:
		steps = at.Ident
	default:
		return nil, c.fail(n, "recorded .transfer.exception", "recorded takes a path of the record")
	}
	path, near, err := c.p.pathOf(steps, c.entry)
	if err != nil {
		return nil, c.fail(nodes[0], near, "%v", err)
	}
	return &expr{kind: truth, scope: path.scope, ask: func(s *Situation) value { return yes(path.recorded(s)) }},
		c.within(n, strings.Join(steps, "."), path.scope)
}

// ofOneDate is dated, happened, ahead: of a date; its weekday; and age, the child's on it.
func ofOneDate(c *compiler, n *parse.CommandNode, nodes []parse.Node) (*expr, *fault) {
	name := n.Args[0].String()
	list, scope, f := c.args(n, name, nodes, 1, 1, moment)
	if f != nil {
		return nil, f
	}
	of := list[0]
	e := &expr{kind: truth, scope: scope}
	switch name {
	case "dated":
		e.ask = func(s *Situation) value { return yes(of.ask(s).known) }
	case "happened":
		e.ask = func(s *Situation) value { v := of.ask(s); return yes(v.known && !v.at.Date.After(s.asOf)) }
	case "ahead":
		e.ask = func(s *Situation) value { v := of.ask(s); return yes(v.known && !v.at.Date.Before(s.asOf)) }
	case "weekday":
		e.kind = text
		e.ask = func(s *Situation) value {
			v := of.ask(s)
			if !v.known {
				return value{}
			}
			return value{known: true, text: v.at.Date.Weekday().String()}
		}
	case "age":
		e.kind, e.scope = number, scope|OfChild
		e.ask = func(s *Situation) value {
			v := of.ask(s)
			if s.child == nil || s.child.DateOfBirth.IsZero() || !v.known {
				return value{}
			}
			return value{known: true, n: s.child.DateOfBirth.AgeOn(v.at.Date)}
		}
	}
	return e, c.within(n, name, e.scope)
}

// between is the days from one date to another, less than 0 if that comes
// before; or the months, one begun counting as one.
func between(c *compiler, n *parse.CommandNode, nodes []parse.Node) (*expr, *fault) {
	name := n.Args[0].String()
	list, scope, f := c.args(n, name, nodes, 2, 2, moment)
	if f != nil {
		return nil, f
	}
	return &expr{kind: number, scope: scope, ask: func(s *Situation) value {
		from, to := list[0].ask(s), list[1].ask(s)
		if !from.known || !to.known {
			return value{}
		}
		if name == "days" {
			return value{known: true, n: from.at.Date.DaysUntil(to.at.Date)}
		}
		months := 0
		for from.at.Date.AddMonths(months).Before(to.at.Date) {
			months++
		}
		return value{known: true, n: months}
	}}, nil
}

// inSpan is within "1 months" A B: B lies between A and a month after it, both
// ends included; and near, where it may also lie as long before.
func inSpan(c *compiler, n *parse.CommandNode, nodes []parse.Node) (*expr, *fault) {
	if len(nodes) != 3 {
		return nil, c.fail(n, `within "1 months" "transfer" "next_review"`, "%s takes 3, not %d", n.Args[0], len(nodes))
	}
	literal, ok := nodes[0].(*parse.StringNode)
	if !ok {
		return nil, c.fail(nodes[0], "", "a span is a text: \"15 working_days\"")
	}
	span, err := parseSpan(literal.Text)
	if err != nil {
		return nil, c.fail(literal, "", "%v", err)
	}
	name := n.Args[0].String()
	list, scope, f := c.args(n, name, nodes[1:], 2, 2, moment)
	if f != nil {
		return nil, f
	}
	rule := dates.Rule{N: span.N, Unit: span.Unit, Within: true, After: true}
	return &expr{kind: truth, scope: scope, ask: func(s *Situation) value {
		from, at := list[0].ask(s), list[1].ask(s)
		if !from.known || !at.known {
			return yes(false)
		}
		worked, err := s.p.calendar.Deadline(rule, from.at)
		holds := err == nil && worked.Keeps(at.at)
		if name == "near" && !holds {
			before := rule
			before.After = false
			worked, err = s.p.calendar.Deadline(before, from.at)
			holds = err == nil && worked.Keeps(at.at)
		}
		return yes(holds)
	}}, nil
}

// ofDates is a date of several: the first that is given, the earliest, the latest.
func ofDates(c *compiler, n *parse.CommandNode, nodes []parse.Node) (*expr, *fault) {
	name := n.Args[0].String()
	list, scope, f := c.args(n, name, nodes, 2, 99, moment)
	if f != nil {
		return nil, f
	}
	return &expr{kind: moment, scope: scope, ask: func(s *Situation) (best value) {
		for _, x := range list {
			v := x.ask(s)
			if v.known && (!best.known || name == "earliest" && v.at.Date.Before(best.at.Date) || name == "latest" && v.at.Date.After(best.at.Date)) {
				best = v
			}
		}
		return best
	}}, nil
}
