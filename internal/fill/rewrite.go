package fill

import (
	"strconv"
	"strings"
	"text/template/parse"

	"handover/model"
)

// printFunc is the function that every printing action is rewritten to call.
// Its name can't be written in a template: it isn't an identifier there.
const printFunc = "_print"

// action is one printing action of a file.
type action struct {
	in    *parsed
	pipe  *parse.PipeNode // as written
	field string          // the last field printed, "Name" in {{.Child.Name}}; "" if there is none
}

// position is a place in a template file: a line and a column of a text file,
// or a Word file's place in words.
type position struct {
	file      string
	line, col int
	path      string
}

// problem is what is wrong there.
func (p position) problem(msg, hint string) model.Problem {
	return model.Problem{File: p.file, Line: p.line, Col: p.col, Path: p.path, Msg: msg, Hint: hint}
}

// rewriter turns printing actions into calls that leave a token in the text,
// and remembers what they print.
type rewriter struct {
	*parsed
	actions *[]action
}

// at is the place of an offset into a file: line and column, in characters.
func (x part) at(p parse.Pos) position {
	if x.word != nil {
		return position{file: x.file, path: x.word.Where(int(p)).Where()}
	}
	text := x.text
	i := min(int(p), len(text))
	line := 1 + strings.Count(text[:i], "\n")
	start := strings.LastIndex(text[:i], "\n") + 1
	return position{file: x.file, line: line, col: len([]rune(text[start:i])) + 1}
}

func (r *rewriter) list(l *parse.ListNode) {
	if l == nil {
		return
	}
	for _, n := range l.Nodes {
		switch n := n.(type) {
		case *parse.TextNode:
			if i := strings.IndexAny(string(n.Text), "\uE000\uE001"); i >= 0 {
				p := r.at(n.Pos + parse.Pos(i))
				r.faults = append(r.faults, p.problem("a private-use character in a template", ""))
			}
		case *parse.ActionNode:
			if len(n.Pipe.Decl) == 0 {
				r.action(n)
			}
		case *parse.IfNode:
			r.list(n.List)
			r.list(n.ElseList)
		case *parse.WithNode:
			r.list(n.List)
			r.list(n.ElseList)
		case *parse.RangeNode:
			r.list(n.List)
			r.list(n.ElseList)
		case *parse.TemplateNode, *parse.CommentNode, *parse.BreakNode, *parse.ContinueNode:
		default:
			p := r.at(n.Position())
			r.faults = append(r.faults, p.problem("this kind of action is not known", ""))
		}
	}
}

func (r *rewriter) action(n *parse.ActionNode) {
	field, owner := owner(n.Pipe)
	*r.actions = append(*r.actions, action{in: r.parsed, pipe: n.Pipe, field: field})
	id := len(*r.actions) - 1
	call := &parse.CommandNode{NodeType: parse.NodeCommand, Pos: n.Pos, Args: []parse.Node{
		parse.NewIdentifier(printFunc).SetPos(n.Pos),
		&parse.NumberNode{NodeType: parse.NodeNumber, Pos: n.Pos, IsInt: true, Int64: int64(id), Text: strconv.Itoa(id)},
		owner,
		n.Pipe,
	}}
	n.Pipe = &parse.PipeNode{NodeType: parse.NodePipe, Pos: n.Pos, Line: n.Line, Cmds: []*parse.CommandNode{call}}
}

// printedBy is the pipeline that a printing action prints, as it was written.
func printedBy(n *parse.ActionNode) *parse.PipeNode {
	if args := n.Pipe.Cmds[0].Args; len(n.Pipe.Decl) == 0 && len(args) == 4 {
		if f, ok := args[0].(*parse.IdentifierNode); ok && f.Ident == printFunc {
			return args[3].(*parse.PipeNode)
		}
	}
	return n.Pipe
}

// owner is the field that a pipeline prints and the node of the struct that
// has it, so that a gap can say where in the record it is.
func owner(p *parse.PipeNode) (string, parse.Node) {
	dot := &parse.DotNode{NodeType: parse.NodeDot, Pos: p.Pos}
	if len(p.Cmds) != 1 {
		return "", dot
	}
	args := p.Cmds[0].Args
	switch n := args[len(args)-1].(type) {
	case *parse.FieldNode:
		last := len(n.Ident) - 1
		if last == 0 {
			return n.Ident[0], dot
		}
		return n.Ident[last], &parse.FieldNode{NodeType: parse.NodeField, Pos: n.Pos, Ident: n.Ident[:last]}
	case *parse.VariableNode:
		last := len(n.Ident) - 1
		if last == 0 {
			return "", dot
		}
		return n.Ident[last], &parse.VariableNode{NodeType: parse.NodeVariable, Pos: n.Pos, Ident: n.Ident[:last]}
	}
	return "", dot
}
