package protocol

import (
	"bytes"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"

	"handover/model"
	"handover/model/dates"
)

// decoder fills a Protocol from the YAML tree. It goes over the tree itself,
// for the library's own decoder stops at the first fault, turns numbers into
// text and follows anchors, of which no protocol has need.
type decoder struct {
	file  string
	found model.Problems
	at    map[string]token.Position // by path, "documents[2].kind"
}

// say notes a problem at a path that has been decoded.
func (d *decoder) say(path, hint, format string, a ...any) {
	pos := d.at[path]
	d.found = append(d.found, model.Problem{
		File: d.file, Line: pos.Line, Col: pos.Column, Path: path, Msg: fmt.Sprintf(format, a...), Hint: hint,
	})
}

// broken says whether something below a path couldn't be read, so that what
// else seems wrong there may follow from it.
func (d *decoder) broken(path string) bool {
	return slices.ContainsFunc(d.found, func(p model.Problem) bool { return strings.HasPrefix(p.Path, path+".") })
}

// decode reads one document of YAML into v, a pointer to a struct.
func (d *decoder) decode(src []byte, v any) {
	src = bytes.ReplaceAll(model.UTF8(src), []byte("\r\n"), []byte("\n")) // the parser counts a comment's line twice where it ends in both
	tree, err := parser.ParseBytes(src, 0)
	if err != nil {
		p := model.Problem{File: d.file, Msg: err.Error()}
		var at yaml.Error
		if errors.As(err, &at) && at.GetToken() != nil {
			p.Msg = "not YAML: " + at.GetMessage()
			p.Line, p.Col = at.GetToken().Position.Line, at.GetToken().Position.Column
		}
		d.found = append(d.found, p)
		return
	}
	if len(tree.Docs) != 1 || tree.Docs[0].Body == nil {
		d.say("", "", "the file holds %d YAML documents; it must hold one", len(slices.DeleteFunc(tree.Docs, func(x *ast.DocumentNode) bool { return x.Body == nil })))
		return
	}
	d.value("", tree.Docs[0].Body, reflect.ValueOf(v).Elem(), "")
}

// position is where a node begins; a mapping's own token is its first colon.
func position(n ast.Node) token.Position {
	if m, ok := n.(*ast.MappingNode); ok && !m.IsFlowStyle && len(m.Values) > 0 {
		n = m.Values[0].Key
	}
	return *n.GetToken().Position
}

func (d *decoder) value(path string, n ast.Node, v reflect.Value, tag reflect.StructTag) {
	if _, ok := d.at[path]; !ok { // a block of text begins at its key, not at its "|"
		d.at[path] = position(n)
	}
	switch v.Interface().(type) {
	case dates.Date, Span, Condition, Snippet:
		d.parsed(path, n, v)
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		d.mapping(path, n, v)
	case reflect.Slice:
		list, ok := n.(*ast.SequenceNode)
		if _, isStop := v.Interface().([]Stop); isStop && pairsOf(n) != nil { // one alone needs no list
			list, ok = &ast.SequenceNode{Values: []ast.Node{n}}, true
		}
		if !ok {
			d.wrong(path, n, "a list")
			return
		}
		v.Set(reflect.MakeSlice(v.Type(), 0, len(list.Values)))
		var common []*ast.MappingValueNode
		for _, item := range list.Values {
			if shared, ok := eachOf(item); ok && v.Type().Elem().Kind() == reflect.Struct {
				common = pairsOf(shared)
				continue
			}
			one := reflect.New(v.Type().Elem()).Elem()
			below := fmt.Sprintf("%s[%d]", path, v.Len())
			if common != nil {
				d.common(below, item, common, one)
			}
			d.value(below, item, one, tag)
			v.Set(reflect.Append(v, one))
		}
	case reflect.Int:
		i, ok := n.(*ast.IntegerNode)
		if !ok {
			d.wrong(path, n, "a whole number")
			return
		}
		u, ok := i.Value.(uint64)
		if !ok || u > 10000 {
			d.say(path, "", "a number from 0 to 10000 is expected")
			return
		}
		v.SetInt(int64(u))
	case reflect.Bool:
		b, ok := n.(*ast.BoolNode)
		if !ok {
			d.wrong(path, n, "true or false")
			return
		}
		v.SetBool(b.Value)
	case reflect.String:
		s, ok := d.text(path, n)
		if !ok {
			return
		}
		if words, ok := tag.Lookup("words"); ok && !slices.Contains(strings.Fields(words), s) {
			d.unknown(path, "word", s, strings.Fields(words))
			return
		}
		v.SetString(s)
	default:
		panic("protocol: no way to read a " + v.Type().String())
	}
}

// pairsOf are the keys and values of a mapping; nil of another node.
func pairsOf(n ast.Node) []*ast.MappingValueNode {
	switch n := n.(type) {
	case *ast.MappingNode:
		return append([]*ast.MappingValueNode{}, n.Values...)
	case *ast.MappingValueNode:
		return []*ast.MappingValueNode{n}
	}
	return nil
}

// eachOf is what the items of a list have in common from here on: the value of
// an entry whose one key is each.
func eachOf(n ast.Node) (ast.Node, bool) {
	pairs := pairsOf(n)
	if len(pairs) != 1 || pairs[0].Key.GetToken().Value != "each" {
		return nil, false
	}
	return pairs[0].Value, true
}

// common reads into an item what it has in common with others. A condition is
// asked besides the item's own; everything else stands where the item says nothing.
func (d *decoder) common(path string, item ast.Node, pairs []*ast.MappingValueNode, v reflect.Value) {
	d.at[path] = position(item)
	own := map[string]bool{}
	for _, pair := range pairsOf(item) {
		own[pair.Key.GetToken().Value] = true
	}
	known := keys(v.Type())
	for _, pair := range pairs {
		name := pair.Key.GetToken().Value
		below := path + "." + name
		i := slices.Index(known, name)
		if i < 0 {
			d.at[below] = *pair.Key.GetToken().Position
			d.unknown(below, "key", name, known)
			continue
		}
		if _, when := v.Field(i).Interface().(Condition); !when && own[name] {
			continue
		}
		d.value(below, pair.Value, v.Field(i), v.Type().Field(i).Tag)
		if own[name] {
			delete(d.at, below)
		}
	}
}

// mapping reads the keys of a struct by their JSON names. What it has already
// by what it has in common with others isn't missing.
func (d *decoder) mapping(path string, n ast.Node, v reflect.Value) {
	pairs := pairsOf(n)
	if pairs == nil {
		d.wrong(path, n, "keys and values")
		return
	}
	known := keys(v.Type())
	given := map[string]bool{}
	for i, name := range known {
		given[name] = !v.Field(i).IsZero()
	}
	for _, pair := range pairs {
		name := pair.Key.GetToken().Value
		below := name
		if path != "" {
			below = path + "." + name
		}
		if _, isText := pair.Key.(*ast.StringNode); !isText || !slices.Contains(known, name) {
			d.at[below] = *pair.Key.GetToken().Position
			d.unknown(below, "key", name, known)
			given[model.Nearest(name, known)] = true // one fault, not two
			continue
		}
		given[name] = true
		if _, block := pair.Value.(*ast.LiteralNode); block {
			d.at[below] = *pair.Key.GetToken().Position
		}
		i := slices.Index(known, name)
		d.value(below, pair.Value, v.Field(i), v.Type().Field(i).Tag)
	}
	for i, name := range known {
		if v.Type().Field(i).Tag.Get("required") != "" && !given[name] {
			d.say(path, "", "lacks the key %q", name)
		}
	}
}

// keys are the names of a struct's exported fields, which come first.
func keys(t reflect.Type) []string {
	var names []string
	for f := range t.Fields() {
		if name := jsonName(f); name != "" {
			names = append(names, name)
		}
	}
	return names
}

// parsed reads a value that stands in the file as one text.
func (d *decoder) parsed(path string, n ast.Node, v reflect.Value) {
	s, ok := d.text(path, n)
	if !ok {
		return
	}
	var got any
	var err error
	switch v.Interface().(type) {
	case dates.Date:
		got, err = dates.Parse(s)
	case Span:
		got, err = parseSpan(s)
	case Condition:
		pos := position(n)
		if t := n.GetToken().Type; t == token.SingleQuoteType || t == token.DoubleQuoteType {
			pos.Column++
		}
		own := Condition{source: s, line: pos.Line, col: pos.Column}
		if shared := v.Interface().(Condition); !shared.IsZero() {
			own.with = []Condition{shared}
		}
		got = own
	case Snippet:
		pos := position(n)
		if t := n.GetToken().Type; t == token.SingleQuoteType || t == token.DoubleQuoteType {
			pos.Column++
		}
		got, err = newSnippet(s, pos.Line, pos.Column)
	}
	if err != nil {
		d.say(path, "", "%v", err)
		return
	}
	v.Set(reflect.ValueOf(got))
}

func (d *decoder) text(path string, n ast.Node) (string, bool) {
	var s string
	switch n := n.(type) {
	case *ast.StringNode:
		s = n.Value
	case *ast.LiteralNode:
		s = n.Value.Value
	default:
		d.wrong(path, n, "text")
		return "", false
	}
	if s = strings.TrimSpace(s); s == "" {
		d.say(path, "leave the key out if there is none", "is empty")
		return "", false
	}
	return s, true
}

func (d *decoder) wrong(path string, n ast.Node, want string) {
	hint := ""
	switch n.(type) {
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode:
		if want == "text" {
			hint = "put it in quotes"
		}
	case *ast.NullNode:
		hint = "leave the key out if there is none"
	}
	d.say(path, hint, "%s where %s is expected", kindOf(n), want)
}

func kindOf(n ast.Node) string {
	switch n.(type) {
	case *ast.StringNode, *ast.LiteralNode:
		return "text"
	case *ast.IntegerNode, *ast.FloatNode, *ast.InfinityNode, *ast.NanNode:
		return "a number"
	case *ast.BoolNode:
		return "true or false"
	case *ast.NullNode:
		return "nothing"
	case *ast.MappingNode, *ast.MappingValueNode:
		return "keys and values"
	case *ast.SequenceNode:
		return "a list"
	case *ast.AnchorNode, *ast.AliasNode, *ast.TagNode, *ast.MergeKeyNode:
		return "an anchor, alias or tag"
	}
	return "something else"
}

// unknown notes a name that isn't one of those known.
func (d *decoder) unknown(path, what, name string, known []string) {
	hint := "it is one of " + strings.Join(known, ", ")
	if near := model.Nearest(name, known); near != "" {
		hint = fmt.Sprintf("did you mean %q?", near)
	} else if len(known) > 12 {
		hint = "docs/protocols.md lists what is known"
	}
	d.say(path, hint, "unknown %s %q", what, name)
}
