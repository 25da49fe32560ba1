package fill

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"text/template/parse"

	"handover/internal/audience"
	"handover/internal/protocol"
	"handover/model"
)

var (
	factType      = reflect.TypeFor[*audience.Fact]()
	narrativeType = reflect.TypeFor[*audience.Narrative]()
	drawingType   = reflect.TypeFor[*audience.Drawing]()
	namedType     = reflect.TypeFor[audience.Named]()
	internalType  = reflect.TypeFor[audience.Internal]()
	boolType      = reflect.TypeFor[bool]()
	intType       = reflect.TypeFor[int]()
	stringType    = reflect.TypeFor[string]()
)

// checker types a template against a reader's view. It is stricter than the
// template engine: only structs, lists, facts and yes-or-no are known; a map,
// an interface, a method, a call or a struct printed is refused.
type checker struct {
	trees   map[string]*parse.Tree
	parts   map[string]part // all that there are
	from    map[string]part // those that are used, as they are placed
	reader  model.Reader
	names   []string // that {{is .Label "…"}} may ask for: of events and of extra facts
	proto   *protocol.Protocol
	kind    string          // of the document
	grants  map[string]bool // that the template asks for
	within  parse.Node      // the field that with or range asks for, where a granted one may stand
	faults  Faults
	stack   []string                         // partials being checked, against recursion
	printed map[*parse.PipeNode]reflect.Type // what each printing action gives
	cur     string                           // name of the template being walked
}

type scope struct {
	dot  reflect.Type
	vars map[string]reflect.Type
}

func (s scope) with(dot reflect.Type) scope {
	v := make(map[string]reflect.Type, len(s.vars))
	for k, t := range s.vars {
		v[k] = t
	}
	return scope{dot, v}
}

func (c *checker) at(n parse.Node) position {
	return c.from[c.cur].at(n.Position())
}

func (c *checker) say(n parse.Node, hint, format string, a ...any) {
	p := c.at(n)
	c.faults = append(c.faults, p.problem(fmt.Sprintf(format, a...), hint))
}

func (c *checker) list(l *parse.ListNode, s scope) {
	if l == nil {
		return
	}
	for _, n := range l.Nodes {
		c.node(n, s)
	}
}

func (c *checker) node(n parse.Node, s scope) {
	switch n := n.(type) {
	case *parse.TextNode, *parse.CommentNode, *parse.BreakNode, *parse.ContinueNode:
	case *parse.ActionNode:
		p := printedBy(n)
		t := c.pipe(p, s)
		if len(p.Decl) > 0 || t == nil {
			return
		}
		if t != factType && t != narrativeType && t != drawingType {
			c.say(p, "print one of its fields", "%s is %s and can't be printed", p, describe(t))
			return
		}
		c.printed[p] = t
	case *parse.IfNode:
		inner := s.with(s.dot)
		c.condition(n.Pipe, inner)
		c.list(n.List, inner.with(s.dot))
		c.list(n.ElseList, inner.with(s.dot))
	case *parse.WithNode:
		inner := s.with(s.dot)
		asked := field(n.Pipe)
		c.within = asked
		t := c.pipe(n.Pipe, inner)
		c.within = nil
		c.list(n.List, inner.with(t))
		c.otherwise(n.ElseList, s.with(s.dot), asked)
	case *parse.RangeNode:
		inner := s.with(s.dot)
		c.within = field(n.Pipe)
		t := c.pipeOnly(n.Pipe, inner)
		c.within = nil
		if t != nil && t.Kind() != reflect.Slice {
			c.say(n.Pipe, "range goes over a list", "%s is %s, not a list", n.Pipe, describe(t))
			t = nil
		}
		var elem reflect.Type
		if t != nil {
			elem = t.Elem()
		}
		switch d := n.Pipe.Decl; len(d) {
		case 1:
			inner.vars[d[0].Ident[0]] = elem
		case 2:
			inner.vars[d[0].Ident[0]], inner.vars[d[1].Ident[0]] = intType, elem
		}
		c.list(n.List, inner.with(elem))
		c.list(n.ElseList, s.with(s.dot))
	case *parse.TemplateNode:
		c.partial(n, s)
	default:
		c.say(n, "", "this kind of action is not known")
	}
}

// field is the field that a pipeline is, and nothing else; nil if it is more.
func field(p *parse.PipeNode) parse.Node {
	if len(p.Cmds) != 1 || len(p.Cmds[0].Args) != 1 {
		return nil
	}
	switch n := p.Cmds[0].Args[0].(type) {
	case *parse.FieldNode, *parse.VariableNode, *parse.ChainNode:
		return n
	}
	return nil
}

// otherwise is the else of a with. There, where it is known to be missing, a
// granted field may be printed all the same: that is the gap without which a
// letter can't be made.
func (c *checker) otherwise(l *parse.ListNode, s scope, asked parse.Node) {
	if l == nil {
		return
	}
	for _, n := range l.Nodes {
		if a, ok := n.(*parse.ActionNode); ok && asked != nil && len(a.Pipe.Decl) == 0 && printedBy(a).String() == asked.String() {
			c.within = field(printedBy(a))
		}
		c.node(n, s)
		c.within = nil
	}
}

// grant says whether a field with a tag grant may stand where it does: asked
// for by with or range, and by nothing else, in a document in which this
// council gives it to some reader of the kind.
func (c *checker) grant(n parse.Node, grant string) bool {
	if n != c.within {
		c.say(n, fmt.Sprintf("write {{with %s}} … {{.}} … {{end}}", n),
			"%s is for those to whom the council grants it (%s), and may stand only as what with or range asks for", n, grant)
		return false
	}
	if c.proto.GrantOf(grant, protocol.GrantReader{Kind: string(c.reader), Document: c.kind}) == nil {
		c.say(n, "grants: in protocol.yaml says who may have it, where the procedure gives a reason; or leave it out of the template",
			"%s/protocol.yaml doesn't grant %s to a reader of kind %s in this document (%s)", c.proto.Name, grant, c.reader, c.kind)
		return false
	}
	c.grants[grant] = true
	return true
}

func (c *checker) partial(n *parse.TemplateNode, s scope) {
	t, ok := c.trees[n.Name]
	if !ok {
		c.say(n, near(n.Name, c.parts), "no part %q", n.Name)
		return
	}
	if slices.Contains(c.stack, n.Name) {
		c.say(n, "", "part %q uses itself", n.Name)
		return
	}
	var dot reflect.Type
	if n.Pipe != nil {
		dot = c.pipe(n.Pipe, s)
	}
	c.stack = append(c.stack, n.Name)
	was := c.cur
	c.cur = n.Name
	c.list(t.Root, scope{dot, map[string]reflect.Type{"$": dot}})
	c.cur = was
	c.stack = c.stack[:len(c.stack)-1]
}

func (c *checker) condition(p *parse.PipeNode, s scope) {
	t := c.pipe(p, s)
	if t != nil && t.Kind() == reflect.Struct {
		c.say(p, "ask for one of its fields", "%s is always there and can't be a condition", p)
	}
}

// pipe types a pipeline and declares its variables; nil where a fault was said.
func (c *checker) pipe(p *parse.PipeNode, s scope) reflect.Type {
	t := c.pipeOnly(p, s)
	for _, d := range p.Decl {
		s.vars[d.Ident[0]] = t
	}
	return t
}

func (c *checker) pipeOnly(p *parse.PipeNode, s scope) reflect.Type {
	var last reflect.Type
	for i, cmd := range p.Cmds {
		last = c.command(cmd, s, i > 0, last)
		if last == nil {
			return nil
		}
	}
	return last
}

func (c *checker) command(cmd *parse.CommandNode, s scope, piped bool, final reflect.Type) reflect.Type {
	if f, ok := cmd.Args[0].(*parse.IdentifierNode); ok {
		args := make([]reflect.Type, 0, len(cmd.Args))
		for _, a := range cmd.Args[1:] {
			t := c.arg(a, s)
			if t == nil {
				return nil
			}
			args = append(args, t)
		}
		if piped {
			args = append(args, final)
		}
		if f.Ident == "is" && len(cmd.Args) == 3 {
			c.name(cmd, s)
		}
		return c.function(f, args)
	}
	if len(cmd.Args) > 1 || piped {
		c.say(cmd, "only functions take arguments: "+functions, "%s can't take an argument", cmd.Args[0])
		return nil
	}
	return c.arg(cmd.Args[0], s)
}

// name refuses the name of an event or an extra fact that there isn't, or that
// the protocol doesn't give this reader: the template would never print it.
func (c *checker) name(cmd *parse.CommandNode, s scope) {
	word, ok := cmd.Args[2].(*parse.StringNode)
	if !ok {
		return
	}
	of := s.dot
	switch n := cmd.Args[1].(type) {
	case *parse.FieldNode:
		if len(n.Ident) != 1 || n.Ident[0] != "Label" {
			return
		}
	case *parse.VariableNode:
		if len(n.Ident) != 2 || n.Ident[1] != "Label" {
			return
		}
		of = s.vars[n.Ident[0]]
	default:
		return
	}
	if of == namedType && !slices.Contains(c.names, word.Text) {
		hint := "protocol.yaml declares events and extra facts; audiences says who may see one"
		if near := model.Nearest(word.Text, c.names); near != "" {
			hint = fmt.Sprintf("did you mean %q?", near)
		}
		c.say(word, hint, "there is nothing called %q here for a reader of kind %s", word.Text, c.reader)
	}
}

// namesFor are the names of events and extra facts that a reader may know of.
// Only those inside and meetings see lists of events.
func namesFor(r model.Reader, p *protocol.Protocol) []string {
	names := p.Granted(string(r))
	if r == model.ReaderMeetingCase {
		names = p.Granted(string(model.ReaderMeeting))
	}
	if r == model.ReaderInternal || r == model.ReaderMeetingCase {
		names = append(names, model.Events("any")...)
		for _, e := range p.Events {
			names = append(names, e.Name)
		}
	}
	return names
}

func (c *checker) arg(n parse.Node, s scope) reflect.Type {
	switch n := n.(type) {
	case *parse.DotNode:
		return s.dot
	case *parse.FieldNode:
		return c.fields(n, s.dot, n.Ident)
	case *parse.VariableNode:
		t, ok := s.vars[n.Ident[0]]
		if !ok {
			c.say(n, "", "no variable %s", n.Ident[0])
			return nil
		}
		return c.fields(n, t, n.Ident[1:])
	case *parse.ChainNode:
		return c.fields(n, c.arg(n.Node, s), n.Field)
	case *parse.PipeNode:
		return c.pipe(n, s)
	case *parse.BoolNode:
		return boolType
	case *parse.NumberNode:
		return intType
	case *parse.StringNode:
		return stringType
	case *parse.IdentifierNode:
		return c.function(n, nil)
	default:
		c.say(n, "", "%s can't stand here", n)
		return nil
	}
}

func (c *checker) fields(n parse.Node, t reflect.Type, idents []string) reflect.Type {
	for i, id := range idents {
		of := strings.TrimSuffix(n.String(), "."+strings.Join(idents[i:], "."))
		if t == nil {
			return nil
		}
		if t == factType || t == narrativeType {
			c.say(n, "", "%s is a fact and has no .%s", of, id)
			return nil
		}
		if t == drawingType {
			c.say(n, "", "%s is a picture and has no .%s", of, id)
			return nil
		}
		if t.Kind() != reflect.Struct {
			c.say(n, "range over it", "%s is %s and has no .%s", of, describe(t), id)
			return nil
		}
		f, ok := t.FieldByName(id)
		if !ok || f.Anonymous || !f.IsExported() {
			c.unknownField(n, t, id)
			return nil
		}
		switch f.Type.Kind() {
		case reflect.Map, reflect.Interface, reflect.Func, reflect.Chan, reflect.String, reflect.UnsafePointer:
			c.say(n, "", ".%s can't be used in a template", id)
			return nil
		}
		if g := f.Tag.Get("grant"); g != "" && !c.grant(n, g) {
			return nil
		}
		t = f.Type
	}
	return t
}

func (c *checker) unknownField(n parse.Node, t reflect.Type, id string) {
	if c.reader.Outside() {
		if _, known := internalType.FieldByName(id); known {
			c.say(n, "the fault is in the template, not in the case; tell whoever keeps the templates",
				"what goes to a %s may not use .%s", c.reader, id)
			return
		}
	}
	hint := "docs/views.md lists what each reader's view offers"
	if near := model.Nearest(id, fieldNames(t)); near != "" {
		hint = "did you mean ." + near + "?"
	}
	c.say(n, hint, "there is no .%s here for a reader of kind %s", id, c.reader)
}

// functions are those that a template may use.
const functions = "and, or, not, eq, ne, lt, gt, len, is, absent"

// function is what a function gives.
func (c *checker) function(n *parse.IdentifierNode, args []reflect.Type) reflect.Type {
	switch n.Ident {
	case "and", "or":
		for _, a := range args {
			if a.Kind() == reflect.Struct {
				c.say(n, "ask for one of its fields", "%s of a thing that is always there", n.Ident)
				return nil
			}
		}
		return boolType
	case "not":
		return boolType
	case "eq", "ne", "lt", "gt":
		for _, a := range args {
			if a == factType || a == narrativeType {
				c.say(n, `to compare a fact use is: {{if is .Kind "closure"}}`, "%s can't compare facts", n.Ident)
				return nil
			}
		}
		return boolType
	case "len":
		if len(args) != 1 || args[0].Kind() != reflect.Slice {
			c.say(n, "", "len is of a list")
			return nil
		}
		return intType
	case "is":
		if len(args) != 2 || args[0] != factType || args[1] != stringType {
			c.say(n, `write {{if is .Kind "closure"}}`, "is takes a fact and a word")
			return nil
		}
		return boolType
	case "absent":
		if len(args) != 1 || args[0].Kind() != reflect.Slice {
			c.say(n, `write {{absent .Tasks}}`, "absent takes a list")
			return nil
		}
		if c.reader.Outside() {
			c.say(n, "", "absent is for documents inside the council")
			return nil
		}
		return factType
	}
	c.say(n, "the functions are "+functions, "%s can't be used in a template", n.Ident)
	return nil
}

func describe(t reflect.Type) string {
	switch {
	case t == factType || t == narrativeType:
		return "a fact"
	case t == drawingType:
		return "a picture"
	case t.Kind() == reflect.Slice:
		return "a list"
	case t.Kind() == reflect.Struct:
		return "a group of facts"
	case t == boolType:
		return "a yes or no"
	case t == intType:
		return "a number"
	default:
		return "a text"
	}
}

func fieldNames(t reflect.Type) []string {
	var out []string
	for _, f := range reflect.VisibleFields(t) {
		if !f.Anonymous && f.IsExported() {
			out = append(out, f.Name)
		}
	}
	return out
}
