package templates

import (
	"errors"
	"fmt"
	"maps"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"text/template"
	"text/template/parse"

	"github.com/jba/templatecheck"

	"handover/audience"
	"handover/model"
	"handover/protocol"
	"handover/render"
)

// Template is one checked template.
type Template struct {
	Front
	File string // "common/transfer-summary.md", for errors and the manifest
	Hash string // SHA-256 of the file and of the parts it uses, hexadecimal

	when    protocol.Condition
	besides protocol.Condition // the protocol's own for its document
	grants  []string           // the grants that it asks for, in order of name
	parts   []string           // the parts it uses
	body    *template.Template
	actions []action
}

// Grants are the grants of the protocol that the template asks for, in order of
// name.
func (t *Template) Grants() []string { return t.grants }

// part is a file that templates share: its name begins with "_".
type part struct{ file, text string }

// funcs are the functions that a template may use besides and, or, not, eq,
// ne, lt, gt and len. printFunc is bound when a template is filled.
var funcs = template.FuncMap{
	"is": func(f *audience.Fact, word string) bool { return f != nil && f.Code() == word },
	"absent": func(list reflect.Value) *audience.Fact {
		return audience.Absent(list.IsNil())
	},
	printFunc: func(int, reflect.Value, reflect.Value) (string, error) {
		return "", fmt.Errorf("a template was executed without being filled")
	},
}

var parseLine = regexp.MustCompile(`^template: [^:]+:(\d+)(?::(\d+))?: (.*)$`)

// unclosed is what the engine says of an action whose end it didn't find, and
// the line on which that begins.
var unclosed = regexp.MustCompile(`^(unclosed [a-z ]+) started at .*:(\d+)$`)

// parseFault gives an error of the template engine its place.
func parseFault(file string, err error) model.Problem {
	m := parseLine.FindStringSubmatch(err.Error())
	if m == nil {
		return model.Problem{File: file, Msg: err.Error()}
	}
	p := model.Problem{File: file, Msg: m[3]}
	p.Line, _ = strconv.Atoi(m[1])
	p.Col, _ = strconv.Atoi(m[2])
	switch u := unclosed.FindStringSubmatch(p.Msg); {
	case u != nil:
		p.Msg = u[1]
		p.Line, _ = strconv.Atoi(u[2])
	case p.Msg == "unexpected EOF":
		p.Hint = "an {{if}}, {{with}} or {{range}} has no {{end}}"
	case strings.HasPrefix(p.Msg, "function "):
		p.Hint = "the functions are " + functions
	}
	return p
}

// compile parses a template with its parts, checks it against every reader it
// is for, and makes it ready to be filled.
func compile(file string, front Front, text string, parts map[string]part, p *protocol.Protocol) (*Template, error) {
	var faults Faults
	body := template.New(file).Funcs(funcs)
	if _, err := body.Parse(text); err != nil {
		return nil, Faults{parseFault(file, err)}
	}
	files, texts := map[string]string{file: file}, map[string]string{file: text}
	uses := used(body.Tree.Root, parts)
	for _, name := range uses {
		f := parts[name]
		if _, err := body.New(name).Parse(f.text); err != nil {
			faults = append(faults, parseFault(f.file, err))
			continue
		}
		files[name], texts[name] = f.file, f.text
	}
	if len(faults) > 0 {
		return nil, faults.err()
	}
	trees := map[string]*parse.Tree{}
	for _, t := range body.Templates() {
		if _, known := files[t.Name()]; !known {
			in := t.Tree.ParseName
			at := placeIn(files[in], texts[in], t.Tree.Root.Position())
			faults = append(faults, model.Problem{File: at.file, Line: at.line, Msg: "a template can't define another", Hint: "put it into a file whose name begins with _"})
			continue
		}
		trees[t.Name()] = t.Tree
	}
	printed := map[position]reflect.Type{}
	grants := map[string]bool{}
	for _, reader := range front.For {
		view, err := audience.ViewType(reader)
		if err != nil {
			return nil, err
		}
		c := &checker{trees: trees, parts: parts, texts: texts, files: files, reader: reader, names: namesFor(reader, p), proto: p, kind: front.Kind, grants: grants, printed: printed, cur: file}
		c.list(body.Tree.Root, scope{view, map[string]reflect.Type{"$": view}})
		if g, ok := trees[gapsPart]; ok && !reader.Outside() {
			c.cur = gapsPart
			dot := reflect.TypeFor[gapList]()
			c.list(g.Root, scope{dot, map[string]reflect.Type{"$": dot}})
		}
		faults = append(faults, c.faults...)
		if len(c.faults) == 0 {
			if err := templatecheck.CheckText(body, reflect.Zero(view).Interface()); err != nil {
				faults = append(faults, parseFault(file, err))
			}
		}
	}
	t := &Template{Front: front, File: file, body: body, parts: uses, grants: slices.Sorted(maps.Keys(grants))}
	if front.When != "" {
		var problems model.Problems
		var err error
		if t.when, err = protocol.ParseCondition(file, front.whenLine, front.When); errors.As(err, &problems) {
			for _, x := range problems {
				x.Col += front.whenCol - 1
				faults = append(faults, x)
			}
		} else if err != nil {
			return nil, err
		}
		for _, x := range p.CheckTriggers(file, front.whenLine, front.whenCol, t.when) {
			faults = append(faults, x)
		}
	}
	if len(faults) > 0 {
		return nil, faults.err()
	}
	for name, tree := range trees {
		r := rewriter{file: files[name], text: texts[name], actions: &t.actions, faults: &faults}
		r.list(tree.Root)
	}
	faults = append(faults, t.checkPlaces(file, trees, printed)...)
	if err := faults.err(); err != nil {
		return nil, err
	}
	return t, nil
}

// used is the parts that a template uses, directly or through another, and
// gapsPart, in order of first use.
func used(root *parse.ListNode, parts map[string]part) []string {
	var out []string
	seen := map[string]bool{}
	var visit func(parse.Node)
	add := func(name string) {
		if _, ok := parts[name]; !ok || seen[name] {
			return
		}
		seen[name] = true
		out = append(out, name)
		t, err := parse.Parse(name, parts[name].text, "", "", builtins(), map[string]any(funcs))
		if err == nil {
			visit(t[name].Root)
		}
	}
	visit = func(n parse.Node) {
		switch n := n.(type) {
		case *parse.ListNode:
			if n == nil {
				return
			}
			for _, k := range n.Nodes {
				visit(k)
			}
		case *parse.IfNode:
			visit(n.List)
			visit(n.ElseList)
		case *parse.WithNode:
			visit(n.List)
			visit(n.ElseList)
		case *parse.RangeNode:
			visit(n.List)
			visit(n.ElseList)
		case *parse.TemplateNode:
			add(n.Name)
		}
	}
	visit(root)
	add(gapsPart)
	return out
}

// builtins are the names of the engine's own functions, for parsing alone.
func builtins() map[string]any {
	m := map[string]any{}
	for _, n := range []string{"and", "or", "not", "eq", "ne", "lt", "le", "gt", "ge", "len", "index", "slice", "call", "print", "printf", "println", "html", "js", "urlquery"} {
		m[n] = true
	}
	return m
}

// checkPlaces lays the template out once with every branch and a token for
// each printing action, and refuses narrative where only a line can stand.
func (t *Template) checkPlaces(file string, trees map[string]*parse.Tree, printed map[position]reflect.Type) Faults {
	var faults Faults
	var b strings.Builder
	var ids []int
	var lay func(l *parse.ListNode)
	lay = func(l *parse.ListNode) {
		if l == nil {
			return
		}
		for _, n := range l.Nodes {
			switch n := n.(type) {
			case *parse.TextNode:
				b.Write(n.Text)
			case *parse.ActionNode:
				if len(n.Pipe.Decl) > 0 {
					continue
				}
				id := int(n.Pipe.Cmds[0].Args[1].(*parse.NumberNode).Int64)
				b.WriteString(render.Token(len(ids)))
				ids = append(ids, id)
			case *parse.IfNode:
				lay(n.List)
				lay(n.ElseList)
			case *parse.WithNode:
				lay(n.List)
				lay(n.ElseList)
			case *parse.RangeNode:
				lay(n.List)
				lay(n.ElseList)
			case *parse.TemplateNode:
				lay(trees[n.Name].Root)
			}
		}
	}
	lay(trees[file].Root)
	places, err := render.Places(render.Source{Name: file, Line: 1, Markdown: []byte(b.String()), Values: make([]render.Value, len(ids))})
	if err != nil {
		var fs render.Faults
		if !errors.As(err, &fs) {
			return Faults{{File: file, Msg: err.Error()}}
		}
		for _, f := range fs {
			faults = append(faults, model.Problem{File: file, Line: f.Line, Msg: f.Msg})
		}
	}
	for tok, id := range ids {
		a := t.actions[id]
		if p, ok := places[tok]; ok && p == render.InLine && printed[a.pos] == narrativeType {
			faults = append(faults, model.Problem{File: a.pos.file, Line: a.pos.line, Col: a.pos.col,
				Msg:  a.src + " is free text of any length and can't stand in a heading or in the middle of a sentence",
				Hint: "give it a line, or a table cell, of its own"})
		}
	}
	return faults
}
