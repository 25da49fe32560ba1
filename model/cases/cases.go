// Package cases reads many case records one after another: from files, folders,
// lists, lines and standard input. It holds one of them at a time, however
// many there are.
//
// Call Read, and Case.Decode on each case that has no error.
package cases

import (
	"context"
	"fmt"
	"io"
	"iter"

	"handover/model"
)

// Case is one record as it was found, not decoded yet.
type Case struct {
	File      string // its path as it was found, or "standard input"
	Line, Col int    // where in the file it begins, from 1; 0 where the file is this one case
	Data      []byte // its JSON; nobody else has it. Of a file with one case all of the file
	Err       error  // why there is no Data, of type model.Problems; the cases after it are read all the same
}

// Place is where the case stands: "cases/a.json", or "cases.ndjson:17:1".
func (c Case) Place() string {
	if c.Line == 0 {
		return c.File
	}
	return fmt.Sprintf("%s:%d:%d", c.File, c.Line, c.Col)
}

// Decode is model.Decode, with problems placed in the whole file.
func (c Case) Decode(opt model.Options) (*model.Record, error) {
	opt.Line, opt.Col = c.Line, c.Col
	return model.Decode(c.File, c.Data, opt)
}

// Read reads the cases of files and folders in the order given; "-" is
// standard input. A file holds one case, several one after another, a JSON
// list of cases, or a case a line (NDJSON). Of a folder every file at any depth
// that ends in .json, .ndjson or .jsonl is read, by name; hidden files, other
// programs' leftovers and the packs that this program made are passed over.
//
// What can't be read is a Case with an error, and so is a folder or a list in
// which there is no case. Read stops early when ctx is done.
func Read(ctx context.Context, paths []string, stdin io.Reader) iter.Seq[Case] {
	return func(yield func(Case) bool) {
		r := &reader{ctx: ctx, stdin: stdin, limit: model.MaxSize, yield: yield}
		for _, p := range paths {
			if !r.path(p) {
				return
			}
		}
	}
}

// reader hands out cases; its methods return false once nobody wants more.
type reader struct {
	ctx   context.Context
	stdin io.Reader
	limit int // how many bytes a case may have
	yield func(Case) bool
}

// found hands out a case.
func (r *reader) found(c Case) bool {
	return r.ctx.Err() == nil && r.yield(c)
}

// bad hands out a case that can't be read.
func (r *reader) bad(p model.Problem) bool {
	return r.found(Case{File: p.File, Line: p.Line, Col: p.Col, Err: model.Problems{p}})
}

func (r *reader) tooLarge(file string, line, col int) bool {
	return r.bad(model.Problem{File: file, Line: line, Col: col, Msg: fmt.Sprintf("the case is larger than %d MiB", model.MaxSize>>20), Hint: "no case is as large as that; is it one?"})
}
