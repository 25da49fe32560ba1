package protocol

import (
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"sync"
	"text/template"
	"text/template/parse"

	"github.com/jba/templatecheck"

	"handover/model"
)

// Condition is when something applies: a template pipeline on a Situation,
// such as
//
//	and .Child.LookedAfter (eq .Child.Route "section_20")
//
// It has the situation's fields, texts, numbers, true, false, and the
// functions and, or, not, eq, ne, lt, le, gt, ge; nothing else. The zero value
// always holds.
type Condition struct {
	source  string
	checked func() *checkedCondition
}

type checkedCondition = templatecheck.CheckedTemplate[Situation]

const conditionFuncs = "and, or, not, eq, ne, lt, le, gt, ge"

// ParseCondition reads a condition that stands on a line of a file. The error
// is of type model.Problems; its columns are counted in the condition, from 1.
func ParseCondition(file string, line int, src string) (Condition, error) {
	const head = "{{truth ("
	fail := func(col int, hint, format string, a ...any) (Condition, error) {
		return Condition{}, model.Problems{{File: file, Line: line, Col: col, Msg: "when: " + fmt.Sprintf(format, a...), Hint: hint}}
	}
	if strings.Contains(src, "}}") || strings.Contains(src, "{{") || strings.ContainsAny(src, "\n\r") {
		return fail(1, "write the pipeline alone, on one line", "a condition has no {{ }}")
	}
	tree := parse.New("when")
	tree.Mode = parse.SkipFuncCheck // refuse knows the functions, and the nearest to one that there isn't
	if _, err := tree.Parse(head+src+")}}", "", "", map[string]*parse.Tree{}); err != nil {
		return fail(1, "", "%s", placeless(err))
	}
	for _, n := range tree.Root.Nodes {
		node, why, near := refuse(n)
		if why == "" {
			continue
		}
		hint := "a condition has the fields of Situation and the functions " + conditionFuncs
		if near != "" {
			hint = fmt.Sprintf("did you mean %q?", near)
		}
		return fail(max(1, int(node.Position())-len(head)+1), hint, "%s", why)
	}
	t, err := template.New("when").Funcs(template.FuncMap{"truth": func(b bool) bool { return b }}).AddParseTree("when", tree)
	if err != nil {
		return fail(1, "", "%s", placeless(err))
	}
	checked, err := templatecheck.NewChecked[Situation](t)
	if err != nil {
		return fail(1, "the condition as a whole, and what and, or, not take, are true or false", "%s", placeless(err))
	}
	return Condition{source: src, checked: func() *checkedCondition { return checked }}, nil
}

// placeless is the library's message without its place, which counts our own
// wrapping.
func placeless(err error) string {
	return regexp.MustCompile(`^template: when:\d+(:\d+)?: (executing "when" at )?`).ReplaceAllString(err.Error(), "")
}

// refuse finds a node that no condition needs, a field that a situation lacks,
// and a text that a field with a closed list of words can never be.
func refuse(n parse.Node) (at parse.Node, why, near string) {
	switch n := n.(type) {
	case *parse.ActionNode: // our own, of truth and the condition
		return refuse(n.Pipe.Cmds[0].Args[1])
	case *parse.PipeNode:
		if len(n.Decl) > 0 {
			return n, "no variables", ""
		}
		if len(n.Cmds) != 1 {
			return n, "no | : put what comes first in brackets", ""
		}
		return refuse(n.Cmds[0])
	case *parse.CommandNode:
		for i, arg := range n.Args {
			if id, ok := arg.(*parse.IdentifierNode); ok {
				if known := strings.Split(conditionFuncs, ", "); i > 0 || !slices.Contains(known, id.Ident) {
					return id, fmt.Sprintf("unknown function %q", id.Ident), model.Nearest(id.Ident, known)
				}
				continue
			}
			if at, why, near := refuse(arg); why != "" {
				return at, why, near
			}
		}
		return uncomparable(n)
	case *parse.FieldNode:
		_, why, near := fieldOf(n)
		return n, why, near
	case *parse.StringNode, *parse.NumberNode, *parse.BoolNode:
		return nil, "", ""
	}
	return n, fmt.Sprintf("%q has no place in a condition", n.String()), ""
}

// fieldOf follows a field of the situation.
func fieldOf(n *parse.FieldNode) (f reflect.StructField, why, near string) {
	t := reflect.TypeFor[Situation]()
	for i, name := range n.Ident {
		if t.Kind() != reflect.Struct {
			return f, fmt.Sprintf("%q has nothing below it", "."+strings.Join(n.Ident[:i], ".")), ""
		}
		var ok bool
		if f, ok = t.FieldByName(name); !ok {
			var known []string
			for x := range t.Fields() {
				known = append(known, x.Name)
			}
			return f, fmt.Sprintf("unknown field %q", n.String()), model.Nearest(name, known)
		}
		t = f.Type
	}
	return f, "", ""
}

// uncomparable finds a comparison that would fail, or could never hold: of
// other than two values, of different kinds, an order of what has none, and a
// text that isn't one of the words that its field may hold.
func uncomparable(n *parse.CommandNode) (at parse.Node, why, near string) {
	id, ok := n.Args[0].(*parse.IdentifierNode)
	if !ok || slices.Contains([]string{"and", "or", "not"}, id.Ident) {
		return nil, "", ""
	}
	if len(n.Args) != 3 {
		return n, id.Ident + " compares two values", ""
	}
	a, b := kindOfValue(n.Args[1]), kindOfValue(n.Args[2])
	if a != b || a == "a group of fields" {
		return n, fmt.Sprintf("%s compares %s with %s", id.Ident, a, b), ""
	}
	if id.Ident != "eq" && id.Ident != "ne" && a != "a number" {
		return n, fmt.Sprintf("%s is for numbers, not for %s", id.Ident, a), ""
	}
	for i, arg := range n.Args[1:] {
		field, ok := n.Args[2-i].(*parse.FieldNode)
		text, isText := arg.(*parse.StringNode)
		if !ok || !isText {
			continue
		}
		f, _, _ := fieldOf(field)
		never := fmt.Sprintf("%s is never %q", field, text.Text)
		if like := f.Tag.Get("like"); like != "" {
			if words := wordsOf(like); !slices.Contains(words, text.Text) {
				return text, never, model.Nearest(text.Text, words)
			}
		}
		if table := f.Tag.Get("code"); table != "" {
			if _, ok := model.Describe(table, model.Code(text.Text)); !ok {
				return text, never, ""
			}
		}
	}
	return nil, "", ""
}

// wordsOf are the words that a field of the record may hold: one of
// recordField's, or one of a list's entries, "professionals[].kind".
func wordsOf(path string) []string {
	if list, name, ok := strings.Cut(path, "[]."); ok {
		f, _, _ := recordField(list)
		entry := f.Type.Elem()
		return strings.Fields(entry.Field(fieldIndex(entry, name)).Tag.Get("words"))
	}
	f, _, _ := recordField(path)
	return strings.Fields(f.Tag.Get("words"))
}

// kindOfValue is what a part of a comparison is; what stands in brackets is
// true or false, for no function gives anything else.
func kindOfValue(n parse.Node) string {
	switch n := n.(type) {
	case *parse.StringNode:
		return "a text"
	case *parse.NumberNode:
		if n.IsInt {
			return "a number"
		}
		return "a fraction"
	case *parse.FieldNode:
		f, _, _ := fieldOf(n)
		switch f.Type.Kind() {
		case reflect.String:
			return "a text"
		case reflect.Int:
			return "a number"
		case reflect.Struct:
			return "a group of fields"
		}
	}
	return "true or false"
}

// IsZero says whether there is no condition.
func (c Condition) IsZero() bool { return c.checked == nil }

// ofChild says whether the condition asks about a child.
func (c Condition) ofChild() bool { return strings.Contains(c.source, ".Child.") }

// Holds says whether the condition holds in a situation; no condition always
// does.
func (c Condition) Holds(s Situation) bool {
	if c.IsZero() {
		return true
	}
	var b strings.Builder
	if err := c.checked().Execute(&b, s); err != nil {
		panic("protocol: a condition that was checked fails: " + err.Error()) // ParseCondition has looked at its every comparison
	}
	return b.String() == "true"
}

// MarshalText is the condition as it was written.
func (c Condition) MarshalText() ([]byte, error) { return []byte(c.source), nil }

// UnmarshalText is for Unpack: what it takes was read by ParseCondition before,
// and is so again when it is first asked.
func (c *Condition) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		return nil
	}
	c.source = string(text)
	c.checked = sync.OnceValue(func() *checkedCondition {
		again, err := ParseCondition("", 0, string(text))
		if err != nil {
			panic("protocol: a condition that was packed can't be read: " + err.Error()) // TestPacked has read it
		}
		return again.checked()
	})
	return nil
}
