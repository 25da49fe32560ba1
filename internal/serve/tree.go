package serve

import (
	"bytes"
	"errors"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"handover/model"
)

// node is a value of a case's file, as it stands there: what the forms don't
// know, they don't touch.
type node struct {
	kind jsontext.Kind // '{', '[', '"', '0', 't', 'f', 'n'
	text string        // of a string; of a number, as it is written
	keys []string      // of an object, one for each of its values
	all  []*node       // of an object or a list
}

// errTree is that a file has no tree: what is wrong with it, the decoder says.
var errTree = errors.New("the file isn't whole JSON")

// tree reads a file.
func tree(src []byte) (*node, error) {
	d := jsontext.NewDecoder(bytes.NewReader(model.UTF8(src)), jsontext.AllowDuplicateNames(false))
	n, err := readNode(d)
	if err != nil || n.kind != '{' {
		return nil, errTree
	}
	if _, err := d.ReadToken(); err != io.EOF {
		return nil, errTree
	}
	return n, nil
}

func readNode(d *jsontext.Decoder) (*node, error) {
	t, err := d.ReadToken()
	if err != nil {
		return nil, err
	}
	n := &node{kind: t.Kind()}
	switch n.kind {
	case '"', '0':
		n.text = t.String()
	case '[', '{':
		for d.PeekKind() != ']' && d.PeekKind() != '}' {
			if n.kind == '{' {
				key, err := d.ReadToken()
				if err != nil {
					return nil, err
				}
				n.keys = append(n.keys, key.String())
			}
			x, err := readNode(d)
			if err != nil {
				return nil, err
			}
			n.all = append(n.all, x)
		}
		_, err = d.ReadToken()
	}
	return n, err
}

// bytes is the file of a tree.
func (n *node) bytes() ([]byte, error) {
	var b bytes.Buffer
	e := jsontext.NewEncoder(&b, jsontext.WithIndent("  "), jsontext.EscapeForHTML(false))
	err := n.write(e)
	return b.Bytes(), err
}

func (n *node) write(e *jsontext.Encoder) error {
	switch n.kind {
	case '"':
		return e.WriteToken(jsontext.String(n.text))
	case '0':
		return e.WriteValue(jsontext.Value(n.text))
	case 't', 'f':
		return e.WriteToken(jsontext.Bool(n.kind == 't'))
	case 'n':
		return e.WriteToken(jsontext.Null)
	}
	begin, end := jsontext.BeginArray, jsontext.EndArray
	if n.kind == '{' {
		begin, end = jsontext.BeginObject, jsontext.EndObject
	}
	if err := e.WriteToken(begin); err != nil {
		return err
	}
	for i, x := range n.all {
		if n.kind == '{' {
			if err := e.WriteToken(jsontext.String(n.keys[i])); err != nil {
				return err
			}
		}
		if err := x.write(e); err != nil {
			return err
		}
	}
	return e.WriteToken(end)
}

// A step goes from a value to one in it: by a name, or in a list by a number.
type step struct {
	name string
	at   int // -1 with a name
}

var stepForm = regexp.MustCompile(`^(?:\.?([A-Za-z_][A-Za-z0-9_]*)|\[([0-9]{1,6})\])`)

// steps reads a path of the record: "children[0].address.lines".
func steps(path string) ([]step, bool) {
	var out []step
	for rest := path; rest != ""; {
		m := stepForm.FindStringSubmatch(rest)
		switch {
		case m == nil:
			return nil, false
		case m[1] != "":
			out = append(out, step{m[1], -1})
		default:
			n, err := strconv.Atoi(m[2])
			if err != nil {
				return nil, false
			}
			out = append(out, step{"", n})
		}
		rest = rest[len(m[0]):]
	}
	return out, len(out) > 0 && len(out) < 12
}

// get is the value at a path; nil where there is none.
func (n *node) get(path string) *node {
	all, ok := steps(path)
	if !ok {
		return nil
	}
	for _, s := range all {
		if n = n.child(s); n == nil {
			return nil
		}
	}
	return n
}

func (n *node) child(s step) *node {
	switch {
	case s.at < 0 && n.kind == '{':
		if i := slices.Index(n.keys, s.name); i >= 0 {
			return n.all[i]
		}
	case s.at >= 0 && n.kind == '[' && s.at < len(n.all):
		return n.all[s.at]
	}
	return nil
}

// set puts a value at a path, with what it lies in; nil takes it away. A list
// grows by one at most: false is that there is no such place.
func (n *node) set(path string, to *node) bool {
	all, ok := steps(path)
	if !ok {
		return false
	}
	for i, s := range all {
		last := i == len(all)-1
		x := n.child(s)
		if last && to == nil {
			if x != nil && s.at < 0 {
				k := slices.Index(n.keys, s.name)
				n.keys, n.all = slices.Delete(n.keys, k, k+1), slices.Delete(n.all, k, k+1)
			}
			return true
		}
		if last {
			return n.put(s, to)
		}
		kind := jsontext.Kind('{')
		if all[i+1].at >= 0 {
			kind = '['
		}
		if x == nil || x.kind != kind {
			if to == nil {
				return true
			}
			if x != nil && x.kind != 'n' && (x.kind != '"' || x.text != "") {
				return false // something else stands there
			}
			x = &node{kind: kind}
			if !n.put(s, x) {
				return false
			}
		}
		n = x
	}
	return false
}

func (n *node) put(s step, to *node) bool {
	switch {
	case s.at < 0 && n.kind == '{':
		if i := slices.Index(n.keys, s.name); i >= 0 {
			n.all[i] = to
		} else {
			n.keys, n.all = append(n.keys, s.name), append(n.all, to)
		}
		return true
	case s.at >= 0 && n.kind == '[' && s.at < len(n.all):
		n.all[s.at] = to
		return true
	case s.at >= 0 && n.kind == '[' && s.at == len(n.all):
		n.all = append(n.all, to)
		return true
	}
	return false
}

// str is the text at a path, "" where there is none.
func (n *node) str(path string) string {
	if x := n.get(path); x != nil && x.kind == '"' {
		return x.text
	}
	return ""
}

// rows are the entries of a list at a path.
func (n *node) rows(path string) []*node {
	if x := n.get(path); x != nil && x.kind == '[' {
		return x.all
	}
	return nil
}

func textNode(s string) *node { return &node{kind: '"', text: s} }

// shift moves an entry of a list by one place, or, by 0, takes it out. What is
// said to be unknown of the entries after it goes with them.
func (n *node) shift(list string, at, by int) bool {
	x := n.get(list)
	if x == nil || x.kind != '[' || at < 0 || at >= len(x.all) || at+by < 0 || at+by >= len(x.all) {
		return false
	}
	var to func(int) int
	if by == 0 {
		x.all = slices.Delete(x.all, at, at+1)
		to = func(i int) int {
			if i == at {
				return -1
			}
			if i > at {
				return i - 1
			}
			return i
		}
	} else {
		x.all[at], x.all[at+by] = x.all[at+by], x.all[at]
		to = func(i int) int {
			switch i {
			case at:
				return at + by
			case at + by:
				return at
			}
			return i
		}
	}
	n.renumber(list, to)
	return true
}

// renumber follows entries of a list that moved in the paths of not_known; what
// was said of one that has gone goes too.
func (n *node) renumber(list string, to func(int) int) {
	known := n.get("not_known")
	if known == nil || known.kind != '[' {
		return
	}
	known.all = slices.DeleteFunc(known.all, func(x *node) bool {
		path := x.child(step{"path", -1})
		if path == nil {
			return false
		}
		rest, ok := strings.CutPrefix(path.text, list+"[")
		number, rest, closed := strings.Cut(rest, "]")
		i, err := strconv.Atoi(number)
		if !ok || !closed || err != nil {
			return false
		}
		if to(i) < 0 {
			return true
		}
		path.text = list + "[" + strconv.Itoa(to(i)) + "]" + rest
		return false
	})
}

// ids are all ids of the record's own.
func (n *node) ids() []string {
	var out []string
	for _, x := range n.all {
		if x.kind == '[' {
			for _, e := range x.all {
				if id := e.child(step{"id", -1}); id != nil {
					out = append(out, id.text)
				}
			}
		}
	}
	return out
}
