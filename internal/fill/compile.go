package fill

import (
	"crypto/sha256"
	"encoding/hex"
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

	"handover/internal/audience"
	"handover/internal/protocol"
	"handover/internal/word"
	"handover/model"
	"handover/render/doc"
	"handover/render/markup"
)

// Template is one template. It is compiled when it is first filled, or when its
// set is loaded with all that is in it checked.
type Template struct {
	Front
	File string // "common/transfer-summary.md", for errors and the manifest

	when    protocol.Condition
	besides protocol.Condition // the protocol's own for its document
	ready   func() (*compiled, error)
}

// compiled is what a template is filled from.
type compiled struct {
	hash    string   // SHA-256 of the file and of the parts it uses, hexadecimal
	grants  []string // the grants of the protocol that it asks for, in order of name
	body    *template.Template
	actions []action       // the set's, of which those of the template are some
	word    *word.Template // of a Word file
}

// Hash is the SHA-256 of the file and of the parts that it uses, hexadecimal.
func (t *Template) Hash() (string, error) {
	c, err := t.ready()
	if err != nil {
		return "", err
	}
	return c.hash, nil
}

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

// compile puts a template together with its parts, checks it against every
// reader it is for, and makes it ready to be filled. text is the file's without
// its front matter.
func (s *sources) compile(front Front, from part, text string) (*compiled, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	file := from.file
	main := s.parse(file, part{file: file, text: text, word: from.word})
	if main.tree == nil {
		return nil, main.faults.err()
	}
	uses := s.used(main)
	faults := slices.Clone(main.faults)
	hash := sha256.New()
	hash.Write([]byte(from.text + from.settings))
	trees, placed := map[string]*parse.Tree{file: main.tree}, map[string]part{file: main.part}
	body, err := template.New(file).Funcs(funcs).AddParseTree(file, main.tree)
	for _, x := range uses {
		faults = append(faults, x.faults...)
		if x.tree == nil {
			continue
		}
		hash.Write([]byte(x.text))
		trees[x.name], placed[x.name] = x.tree, x.part
		if err == nil {
			_, err = body.AddParseTree(x.name, x.tree)
		}
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	if len(faults) > 0 {
		return nil, faults.err()
	}
	printed := map[*parse.PipeNode]reflect.Type{}
	grants := map[string]bool{}
	for _, reader := range front.For {
		view, err := audience.ViewType(reader)
		if err != nil {
			return nil, err
		}
		c := &checker{trees: trees, parts: s.files, from: placed, reader: reader, names: namesFor(reader, s.protocol), proto: s.protocol, kind: front.Kind, grants: grants, printed: printed, cur: file}
		c.list(main.tree.Root, scope{view, map[string]reflect.Type{"$": view}})
		if g, ok := trees[gapsPart]; ok && !reader.Outside() {
			c.cur = gapsPart
			dot := reflect.TypeFor[gapList]()
			c.list(g.Root, scope{dot, map[string]reflect.Type{"$": dot}})
		}
		faults = append(faults, c.faults...)
		if len(c.faults) == 0 && !s.trusted {
			if err := templatecheck.CheckText(body, reflect.Zero(view).Interface()); err != nil {
				faults = append(faults, parseFault(file, err))
			}
		}
	}
	if len(faults) == 0 && !s.trusted {
		if from.word != nil {
			faults = s.checkAlone(main, printed)
		} else {
			faults = s.checkPlaces(main, trees, printed)
		}
	}
	if err := faults.err(); err != nil {
		return nil, err
	}
	return &compiled{hash: hex.EncodeToString(hash.Sum(nil)), grants: slices.Sorted(maps.Keys(grants)), body: body, actions: s.actions, word: from.word}, nil
}

// checkPlaces lays the template out once with every branch and a token for
// each printing action, and refuses narrative where only a line can stand.
func (s *sources) checkPlaces(main *parsed, trees map[string]*parse.Tree, printed map[*parse.PipeNode]reflect.Type) Faults {
	file := main.file
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
				b.WriteString(markup.Token(len(ids)))
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
	lay(main.tree.Root)
	places, err := markup.Places(markup.Source{Name: file, Line: 1, Markdown: []byte(b.String()), Values: make([]markup.Value, len(ids))})
	if err != nil {
		var fs doc.Faults
		if !errors.As(err, &fs) {
			return Faults{{File: file, Msg: err.Error()}}
		}
		for _, f := range fs {
			faults = append(faults, model.Problem{File: file, Line: f.Line, Msg: f.Msg})
		}
	}
	for tok, id := range ids {
		a := s.actions[id]
		if p, ok := places[tok]; ok && p == markup.InLine && printed[a.pipe] == narrativeType {
			faults = append(faults, notAlone(a))
		}
		if p, ok := places[tok]; ok && p != markup.Alone && printed[a.pipe] == drawingType {
			faults = append(faults, a.in.at(a.pipe.Pos).problem(a.pipe.String()+" is a picture", "give it a paragraph of its own"))
		}
	}
	return faults
}

// notAlone is free text where only a line can stand.
func notAlone(a action) model.Problem {
	return a.in.at(a.pipe.Pos).problem(a.pipe.String()+" is free text of any length and can't stand in a heading or in the middle of a sentence",
		"give it a line, or a table cell, of its own")
}
