package fill

import (
	"errors"
	"slices"
	"sync"
	"text/template/parse"

	"handover/internal/protocol"
	"handover/internal/word"
	"handover/model"
)

// part is a template file as it lies in the layers. The name of one that
// templates share begins with "_".
type part struct {
	file, text string
	settings   string         // of a Word file, from the .yaml beside it
	word       *word.Template // of a Word file that has been read; its text is what is filled
}

// sources are the files that a council's documents are made of. Each is parsed
// when a document first needs it, and all that use it share what it became.
type sources struct {
	protocol *protocol.Protocol
	files    map[string]part // the parts, by name
	trusted  bool            // nobody can have changed them since they were checked

	mu      sync.Mutex
	parts   map[string]*parsed
	actions []action // of all that has been parsed
}

// parsed is a file whose printing actions leave tokens.
type parsed struct {
	part
	name   string
	tree   *parse.Tree // nil if it can't be parsed
	faults Faults
}

// prepare reads one template file.
func (s *sources) prepare(from part) (*Template, error) {
	if isWord(from.file) {
		return s.prepareWord(from)
	}
	front, text, err := split(from.file, []byte(from.text))
	if err != nil {
		return nil, err
	}
	return s.template(front, from, text)
}

// template is a template with the front matter and the text of a file. It is
// compiled at once, so that its faults are found, or, if it is trusted, when it
// is first filled.
func (s *sources) template(front Front, from part, text string) (*Template, error) {
	t := &Template{Front: front, File: from.file, ready: sync.OnceValues(func() (*compiled, error) { return s.compile(front, from, text) })}
	faults, err := t.condition(s.protocol)
	if err != nil || s.trusted && len(faults) == 0 {
		return t, err
	}
	if _, err := t.ready(); err != nil && !faults.add(err) {
		return nil, err
	}
	return t, faults.err()
}

// condition reads the front matter's when.
func (t *Template) condition(p *protocol.Protocol) (Faults, error) {
	if t.Front.When == "" {
		return nil, nil
	}
	var faults Faults
	var problems model.Problems
	var err error
	if t.when, err = p.ParseCondition(t.File, t.whenLine, t.whenCol, t.Front.When, t.scope()); errors.As(err, &problems) {
		for _, x := range problems {
			faults = append(faults, x)
		}
	} else if err != nil {
		return nil, err
	}
	return faults, nil
}

// scope is what the template's condition may ask about.
func (t *Template) scope() protocol.Scope {
	scope := protocol.OfReadiness
	if t.Per != "case" {
		scope |= protocol.OfChild
	}
	if slices.ContainsFunc(t.For, model.Reader.Outside) {
		scope |= protocol.OfRecipient | protocol.OfChild // a letter is made for each recipient and child
	}
	return scope
}

// parse parses a file.
func (s *sources) parse(name string, from part) *parsed {
	x := &parsed{part: from, name: name}
	trees, err := parse.Parse(name, from.text, "", "", builtins(), funcs)
	if err != nil {
		x.faults = Faults{parseFault(from.file, err)}
		return x
	}
	x.tree = trees[name]
	for other, t := range trees {
		if other != name {
			x.faults = append(x.faults, model.Problem{File: from.file, Line: x.at(t.Root.Position()).line, Msg: "a template can't define another", Hint: "put it into a file whose name begins with _"})
		}
	}
	r := rewriter{parsed: x, actions: &s.actions}
	r.list(x.tree.Root)
	return x
}

// used is the parts that a template uses, directly or through another, and
// gapsPart, in order of first use.
func (s *sources) used(main *parsed) []*parsed {
	var out []*parsed
	var visit func(parse.Node)
	add := func(name string) {
		from, ok := s.files[name]
		if !ok || slices.ContainsFunc(out, func(x *parsed) bool { return x.name == name }) {
			return
		}
		x := s.parts[name]
		if x == nil {
			x = s.parse(name, from)
			s.parts[name] = x
		}
		out = append(out, x)
		if x.tree != nil {
			visit(x.tree.Root)
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
	visit(main.tree.Root)
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
