package cases

import (
	"bufio"
	"bytes"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"handover/model"
)

// which says what of a file is handed out.
type which int

const (
	everyCase which = iota
	notOurs         // not what this program wrote itself
)

// ours is how what this program writes beside packs begins.
var ours = regexp.MustCompile(`^\s*\{\s*"schema":\s*"handover\.(manifest|batch|batch-manifest|tracker)/`)

func (r *reader) file(name string, w which) bool {
	f, err := os.Open(name)
	if err != nil {
		return r.bad(model.Problem{File: name, Msg: Cause(err).Error()})
	}
	defer f.Close()
	var from io.Reader = f
	if info, err := f.Stat(); err == nil && !info.Mode().IsRegular() {
		from = Interruptible(r.ctx, f)
	}
	return r.stream(name, from, w)
}

// stream reads the cases of one file. Which of its forms a file has is told by
// how it begins. Where a file's first line ends with a bracket and the second
// begins with one, each line is a case: no single record could look like that,
// and lines that are read apart can't spoil one another.
func (r *reader) stream(name string, from io.Reader, w which) bool {
	in := bufio.NewReaderSize(from, 64<<10)
	head, _ := in.Peek(512) // an error comes again when it is read
	in = bufio.NewReaderSize(model.UTF8Reader(head, in), 64<<10)
	head, _ = in.Peek(512)
	if w == notOurs && ours.Match(head) {
		return true
	}
	if text := bytes.TrimLeft(bytes.TrimPrefix(head, bom), " \t\r\n"); len(text) > 0 && text[0] == '[' {
		return r.list(name, in)
	}
	if ext := strings.ToLower(filepath.Ext(name)); ext == ".ndjson" || ext == ".jsonl" {
		return r.lines(name, in, 1)
	}
	first, over, err := readLine(in, r.limit)
	if err != nil && err != io.EOF {
		return r.failed(name, err)
	}
	next, _ := in.Peek(1)
	switch lines := string(next) == "{"; {
	case over && !lines:
		return r.tooLarge(name, 0, 0)
	case over:
		return r.tooLarge(name, 1, 1) && r.lines(name, in, 2)
	case lines && bytes.HasSuffix(bytes.TrimRight(first, " \t\r\n"), []byte("}")):
		return r.lines(name, bufio.NewReader(io.MultiReader(bytes.NewReader(first), in)), 1)
	}
	return r.records(name, bufio.NewReader(io.MultiReader(bytes.NewReader(first), in)))
}

var bom = []byte("\ufeff")

func (r *reader) failed(name string, err error) bool {
	return r.bad(model.Problem{File: name, Msg: "can't be read to its end: " + Cause(err).Error(), Hint: "the cases before that were read"})
}

// lines reads a case a line, from the line numbered n; a blank line is none.
func (r *reader) lines(name string, in *bufio.Reader, n int) bool {
	some := n > 1
	for ; ; n++ {
		line, over, err := readLine(in, r.limit)
		if err != nil && err != io.EOF {
			return r.failed(name, err)
		}
		text := bytes.TrimRight(line, "\r\n")
		if over {
			some = true
			if !r.tooLarge(name, n, 1) {
				return false
			}
		} else if len(bytes.TrimSpace(text)) > 0 {
			some = true
			if !r.found(Case{File: name, Line: n, Col: 1, Data: text}) {
				return false
			}
		}
		if err == io.EOF {
			break
		}
	}
	return some || r.found(Case{File: name, Data: []byte{}}) // the decoder says what to do about an empty file
}

// readLine reads a line with its end. One that is longer than limit is read
// over.
func readLine(in *bufio.Reader, limit int) (line []byte, over bool, err error) {
	for {
		part, err := in.ReadSlice('\n')
		if over = over || len(line)+len(part) > limit; over {
			line = nil
		} else {
			line = append(line, part...)
		}
		if err != bufio.ErrBufferFull {
			return line, over, err
		}
	}
}
