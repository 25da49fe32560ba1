package model

import (
	"fmt"
	"strings"
)

// Problem is one thing that is wrong with a record, or doubtful. It never
// holds text, names, dates or numbers of the record: only paths, field names,
// ids, codes and code points.
type Problem struct {
	File string // as given to Decode
	Line int    // from 1; 0 where the problem has no place in the file
	Col  int    // from 1, in characters; 0 where only the line is known
	Path string // "children[0].date_of_birth"; "" is the whole record
	Msg  string // what was found and what was expected
	Hint string // what to do; may be empty
}

// String is the problem on one line, without its hint:
// `case.json:31:3: unknown field "recieving_worker"`.
func (p Problem) String() string {
	var b strings.Builder
	b.WriteString(p.File)
	if p.Line > 0 {
		fmt.Fprintf(&b, ":%d", p.Line)
	}
	if p.Col > 0 {
		fmt.Fprintf(&b, ":%d", p.Col)
	}
	b.WriteString(": ")
	if p.Path != "" {
		b.WriteString(p.Path + ": ")
	}
	b.WriteString(p.Msg)
	return b.String()
}

// Problems is everything that is wrong with one file, in the file's order.
type Problems []Problem

// Error is the problems one a line, without hints.
func (p Problems) Error() string {
	lines := make([]string, len(p))
	for i, x := range p {
		lines[i] = x.String()
	}
	return strings.Join(lines, "\n")
}
