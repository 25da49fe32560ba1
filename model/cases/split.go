package cases

import (
	"bufio"
	"bytes"
	"io"
	"unicode/utf8"

	"handover/model"
)

// maxDepth is how deep objects and lists may lie in one another; the decoder
// allows as much.
const maxDepth = 10_000

// splitter takes a stream of records apart at the brackets that hold each
// together, without reading what is in them: of a broken one the decoder says
// where and why. Two records are told apart only where the next one begins as
// it should. What else follows a record belongs to it, and the decoder refuses
// the whole, so that no part of a broken record passes for a case.
type splitter struct {
	*reader
	name string
	in   *bufio.Reader
	list bool // the records stand in a list, between commas

	line, col int // of the byte that is being read

	some           bool   // a record was handed out
	data           []byte // of the record that is being read; before the first also the space above it
	begun          bool
	over           bool // it is too large, and no longer kept
	atLine, atCol  int  // where it begins
	open           []byte
	quoted, escape bool   // inside quotation marks; after a backslash
	gap            []byte // what may be between this record and the next, or else is part of this
	comma          bool   // one is in the gap
}

// records reads one record, or several one after another.
func (r *reader) records(name string, in *bufio.Reader) bool {
	s := &splitter{reader: r, name: name, in: in, line: 1, col: 1}
	if s.mark() {
		s.data = append(s.data, bom...)
	}
	for {
		b, err := in.ReadByte()
		switch {
		case err == io.EOF && !s.some:
			s.data = append(s.data, s.gap...)
			s.atLine, s.atCol = 0, 0 // the file is this one case
			return s.flush()
		case err == io.EOF:
			return s.flush()
		case err != nil:
			return r.failed(name, err)
		}
		if s.between(b) && b == '{' && !s.flush() {
			return false
		}
		if !s.take(b) {
			return s.tooDeep()
		}
	}
}

// list reads a list of records, which begins with the next bracket.
func (r *reader) list(name string, in *bufio.Reader) bool {
	s := &splitter{reader: r, name: name, in: in, list: true, line: 1, col: 1}
	s.mark()
	for inside := false; ; {
		b, err := in.ReadByte()
		switch {
		case err == io.EOF:
			whole := len(s.open) == 0
			return s.flush() && (!whole || s.wrong("the file ends in the middle of the list", "it may have been cut off; save it again"))
		case err != nil:
			return r.failed(name, err)
		case !inside:
			inside = b == '['
			s.pass(b)
			continue
		}
		between := s.between(b)
		switch {
		case b == ']' && (between || !s.begun):
			return s.end()
		case between && s.comma && b == '{':
			if !s.flush() {
				return false
			}
		}
		if !s.take(b) {
			return s.tooDeep()
		}
	}
}

// mark passes over a byte order mark.
func (s *splitter) mark() bool {
	if head, _ := s.in.Peek(len(bom)); !bytes.Equal(head, bom) {
		return false
	}
	_, err := s.in.Discard(len(bom))
	return err == nil
}

// end is at the list's last bracket.
func (s *splitter) end() bool {
	comma := s.comma
	if !s.flush() {
		return false
	}
	if comma && !s.wrong("not JSON: a comma before a closing bracket", "take the comma out") {
		return false
	}
	if !s.some && !s.wrong("no case is in this list", "") {
		return false
	}
	s.pass(']')
	for {
		b, err := s.in.ReadByte()
		switch {
		case err == io.EOF:
			return true
		case err != nil:
			return s.failed(s.name, err)
		case !isSpace(b):
			return s.wrong("something follows the list's end", "the rest of the file was not read")
		}
		s.pass(b)
	}
}

// between says whether a byte stands after a record, where the next may begin.
func (s *splitter) between(b byte) bool {
	return s.begun && !s.quoted && len(s.open) == 0 && !isSpace(b)
}

// take reads a byte of a record, or between two. It returns false where
// brackets are open without end.
func (s *splitter) take(b byte) bool {
	defer s.pass(b)
	switch {
	case s.quoted:
		s.put(b)
		switch {
		case s.escape:
			s.escape = false
		case b == '\\':
			s.escape = true
		case b == '"', b == '\n': // a line can't end inside quotation marks: one is missing
			s.quoted = false
		}
		return true
	case !s.begun && isSpace(b):
		if !s.list && !s.some {
			s.put(b)
		}
		return true
	case !s.begun:
		s.begun, s.atLine, s.atCol = true, s.line, s.col
	case len(s.open) == 0 && (isSpace(b) || s.list && b == ',' && !s.comma):
		s.comma = s.comma || b == ','
		if len(s.gap) < s.limit {
			s.gap = append(s.gap, b)
		}
		return true
	}
	for _, g := range s.gap {
		s.put(g)
	}
	s.gap, s.comma = s.gap[:0], false
	s.put(b)
	switch b {
	case '"':
		s.quoted = true
	case '{', '[':
		s.open = append(s.open, b)
	case '}':
		s.closes('{')
	case ']':
		if !s.closes('[') {
			s.closes('{') // the wrong bracket, most likely
		}
	}
	return len(s.open) <= maxDepth
}

// closes closes the innermost bracket of a kind, and what was left open in it.
func (s *splitter) closes(bracket byte) bool {
	i := bytes.LastIndexByte(s.open, bracket)
	if i >= 0 {
		s.open = s.open[:i]
	}
	return i >= 0
}

func (s *splitter) put(b byte) {
	if s.over = s.over || len(s.data) == s.limit; s.over {
		s.data = nil
		return
	}
	s.data = append(s.data, b)
}

// pass counts a byte. Columns are characters.
func (s *splitter) pass(b byte) {
	switch {
	case b == '\n':
		s.line, s.col = s.line+1, 1
	case utf8.RuneStart(b):
		s.col++
	}
}

// flush hands out the record that has been read, if one has begun or the file
// holds nothing at all.
func (s *splitter) flush() bool {
	if !s.begun && (s.list || s.some) {
		return true
	}
	c, over := Case{File: s.name, Line: s.atLine, Col: s.atCol, Data: s.data}, s.over
	s.some, s.begun, s.over, s.comma = true, false, false, false
	s.data, s.open, s.gap = nil, s.open[:0], s.gap[:0]
	if over {
		return s.tooLarge(c.File, c.Line, c.Col)
	}
	return s.found(c)
}

// wrong is a problem of the list, here.
func (s *splitter) wrong(msg, hint string) bool {
	return s.bad(model.Problem{File: s.name, Line: s.line, Col: s.col, Msg: msg, Hint: hint})
}

func (s *splitter) tooDeep() bool {
	return s.wrong("lists and objects nested without end", "the rest of the file was not read")
}

func isSpace(b byte) bool { return b == ' ' || b == '\t' || b == '\r' || b == '\n' }
