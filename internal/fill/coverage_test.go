package fill

import (
	"io/fs"
	"reflect"
	"slices"
	"sort"
	"strings"
	"testing"
	"text/template/parse"

	"handover/internal/audience"
	"handover/model"
	"handover/templates"
)

// notPrinted are the fields of the internal view that none of Salford's
// documents prints, each with its reason.
var notPrinted = map[string]string{
	"CheckItem.List":                   "Salford has one list",
	"InternalTransfer.TrackingMeeting": "Dates prints it with the transfer's other dates",
	"InternalTransfer.Conversation":    "Dates prints it with the transfer's other dates",
	"InternalTransfer.Notified":        "Dates prints it with the transfer's other dates",
	"InternalTransfer.Acknowledged":    "Dates prints it with the transfer's other dates",
	"InternalTransfer.Review":          "Dates prints it with the transfer's other dates",
	"InternalTransfer.CaseDiscussion":  "Dates prints it with the transfer's other dates",
	"InternalTransfer.Allocated":       "Dates prints it with the transfer's other dates",
	"InternalTransfer.Moved":           "Dates prints it with the transfer's other dates",
	"InternalTransfer.ReadyForClosure": "Dates prints it with the transfer's other dates",
	"InternalTransfer.ClosureAgreed":   "Dates prints it with the transfer's other dates",
	"InternalMeeting.ID":               "what refers to a meeting is printed with the meeting's kind and date",
}

// TestNothingOfTheRecordIsLost holds Salford's inside documents to the view of
// those who work on the case: what it holds is printed somewhere, and not only
// where another fact beside it happens to be recorded.
func TestNothingOfTheRecordIsLost(t *testing.T) {
	set, err := Load("salford", templates.BuiltIn())
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, dir := range []string{"common", "salford"} {
		entries, err := fs.ReadDir(templates.BuiltIn(), dir)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			if name, ok := strings.CutSuffix(e.Name(), ".md"); ok {
				src, err := fs.ReadFile(templates.BuiltIn(), dir+"/"+e.Name())
				if err != nil {
					t.Fatal(err)
				}
				files[name] = string(src)
			}
		}
	}
	p := prints{t: t, files: files, seen: map[string]bool{}}
	for _, d := range set.Documents {
		if d.Reader == model.ReaderInternal {
			_, body, err := split(d.Template.File, []byte(files[d.Document.Template]))
			if err != nil {
				t.Fatal(err)
			}
			p.document(body)
		}
	}
	fields := map[string]bool{}
	collect(reflect.TypeFor[audience.Internal](), fields)
	var lost []string
	for f := range fields {
		switch _, excepted := notPrinted[f]; {
		case excepted && p.seen[f]:
			t.Errorf("%s is printed and needs no exception", f)
		case !excepted && !p.seen[f]:
			lost = append(lost, f)
		}
	}
	for f := range notPrinted {
		if !fields[f] {
			t.Errorf("the exception %s is no field of the view", f)
		}
	}
	sort.Strings(lost)
	if len(lost) > 0 {
		t.Errorf("no inside document of Salford's prints %s", strings.Join(lost, ", "))
	}
}

// collect names every printable field below a type: "InternalChild.Number".
func collect(typ reflect.Type, into map[string]bool) {
	for _, f := range reflect.VisibleFields(typ) {
		if f.Anonymous || !f.IsExported() {
			continue
		}
		elem := f.Type
		if elem.Kind() == reflect.Slice {
			elem = elem.Elem()
		}
		switch {
		case elem == factType || elem == narrativeType:
			into[typ.Name()+"."+f.Name] = true
		case elem.Kind() == reflect.Struct:
			collect(elem, into)
		}
	}
}

// prints follows templates over types and notes which fields they print.
type prints struct {
	t      *testing.T
	files  map[string]string
	seen   map[string]bool
	guards [][]string // the fields that each condition around the place asks about
}

// ref is what an expression stands for: its type, and the field it came from.
type ref struct {
	typ   reflect.Type
	field string
}

type names map[string]ref

func (p *prints) document(body string) {
	root := ref{typ: reflect.TypeFor[audience.Internal]()}
	p.list(p.parse("document", body), root, names{"$": root})
}

func (p *prints) parse(name, text string) *parse.ListNode {
	trees, err := parse.Parse(name, text, "", "", builtins(), map[string]any(funcs))
	if err != nil {
		p.t.Fatal(err)
	}
	return trees[name].Root
}

func (p *prints) list(l *parse.ListNode, dot ref, vars names) {
	if l == nil {
		return
	}
	for _, n := range l.Nodes {
		switch n := n.(type) {
		case *parse.ActionNode:
			if r := p.pipe(n.Pipe, dot, vars); (r.typ == factType || r.typ == narrativeType) && p.free(r.field) {
				p.seen[r.field] = true
			}
		case *parse.IfNode:
			p.guards = append(p.guards, p.asked(n.Pipe, dot, vars))
			p.list(n.List, dot, vars)
			p.list(n.ElseList, dot, vars)
			p.guards = p.guards[:len(p.guards)-1]
		case *parse.WithNode:
			p.guards = append(p.guards, p.asked(n.Pipe, dot, vars))
			p.list(n.List, p.pipe(n.Pipe, dot, vars), vars)
			p.list(n.ElseList, dot, vars)
			p.guards = p.guards[:len(p.guards)-1]
		case *parse.RangeNode:
			over := p.pipe(n.Pipe, dot, vars)
			p.list(n.List, ref{over.typ.Elem(), over.field}, vars)
			p.list(n.ElseList, dot, vars)
		case *parse.TemplateNode:
			inner := p.pipe(n.Pipe, dot, vars)
			p.list(p.parse(n.Name, p.files[n.Name]), inner, names{"$": inner})
		case *parse.TextNode, *parse.CommentNode:
		default:
			p.t.Fatalf("%s is not known here", n)
		}
	}
}

// free tells whether a field is printed whenever it is recorded: no condition
// around it asks only about other fields of the same group.
func (p *prints) free(field string) bool {
	group, _, _ := strings.Cut(field, ".")
	for _, g := range p.guards {
		beside := slices.ContainsFunc(g, func(f string) bool { return strings.HasPrefix(f, group+".") })
		if beside && !slices.Contains(g, field) {
			return false
		}
	}
	return true
}

// asked is the fields that a condition asks about.
func (p *prints) asked(n parse.Node, dot ref, vars names) []string {
	var out []string
	switch n := n.(type) {
	case *parse.PipeNode:
		for _, c := range n.Cmds {
			for _, a := range c.Args {
				out = append(out, p.asked(a, dot, vars)...)
			}
		}
	case *parse.DotNode:
		out = append(out, dot.field)
	case *parse.FieldNode:
		out = append(out, p.fields(dot, n.Ident).field)
	case *parse.VariableNode:
		out = append(out, p.fields(vars[n.Ident[0]], n.Ident[1:]).field)
	case *parse.IdentifierNode, *parse.StringNode:
	default:
		p.t.Fatalf("%s is not known here", n)
	}
	return out
}

// pipe is what a pipeline of one field stands for; a function gives nothing
// that counts as printed.
func (p *prints) pipe(pipe *parse.PipeNode, dot ref, vars names) ref {
	if len(pipe.Decl) > 0 || len(pipe.Cmds) != 1 || len(pipe.Cmds[0].Args) != 1 {
		return ref{}
	}
	switch n := pipe.Cmds[0].Args[0].(type) {
	case *parse.DotNode:
		return dot
	case *parse.FieldNode:
		return p.fields(dot, n.Ident)
	case *parse.VariableNode:
		return p.fields(vars[n.Ident[0]], n.Ident[1:])
	}
	p.t.Fatalf("%s is not known here", pipe)
	return ref{}
}

func (p *prints) fields(from ref, idents []string) ref {
	for _, id := range idents {
		f, ok := from.typ.FieldByName(id)
		if !ok {
			p.t.Fatalf("%s has no %s", from.typ, id)
		}
		from = ref{f.Type, from.typ.Name() + "." + id}
	}
	return from
}

// TestEveryRowOfSalfordsIsCovered lists the rows that nothing cites: neither a
// document nor the checklist, a deadline or a rule.
func TestEveryRowOfSalfordsIsCovered(t *testing.T) {
	set, err := Load("salford", templates.BuiltIn())
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range set.Protocol.Uncovered() {
		t.Errorf("nothing covers %s: %s", r.ID, r.What)
	}
	known := map[string]bool{}
	for _, r := range set.Protocol.Rows {
		known[r.ID] = true
	}
	for _, d := range set.Documents {
		for _, id := range d.Template.Rows {
			if strings.HasPrefix(id, "SAL-") && !slices.Contains(d.Rows, id) {
				t.Errorf("%s says that it covers %s, and protocol.yaml doesn't", d.Template.File, id)
			}
			if strings.HasPrefix(id, "SAL-") && !known[id] {
				t.Errorf("%s: no row %s", d.Template.File, id)
			}
		}
	}
}
