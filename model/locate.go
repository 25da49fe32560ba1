package model

import (
	"bytes"
	"strconv"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"
)

// offsets are where a value, and the name before it, start in the file; the
// name of an element of a list is the element itself.
type offsets struct{ name, value int }

// locate finds values by their paths, in one reading. A path that the file
// doesn't have is given the place of the nearest one above it.
func locate(src []byte, paths []string) map[string]offsets {
	if len(paths) == 0 {
		return nil
	}
	found := map[string]offsets{}
	for _, p := range paths {
		for ; p != ""; p = parentPath(p) {
			found[p] = offsets{-1, -1}
		}
	}
	l := locator{src: src, found: found,
		dec: jsontext.NewDecoder(bytes.NewBuffer(src), jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))}
	l.walk(nil, -1)
	all := map[string]offsets{}
	for _, want := range paths {
		at := offsets{-1, -1}
		for p := want; p != "" && at.value < 0; p = parentPath(p) {
			at = found[p]
		}
		all[want] = offsets{max(at.name, 0), max(at.value, 0)}
	}
	return all
}

func parentPath(p string) string {
	i := bytes.LastIndexAny([]byte(p), ".[")
	return p[:max(i, 0)]
}

type locator struct {
	src   []byte
	dec   *jsontext.Decoder
	found map[string]offsets
}

// walk reads one value; name is where its name starts, or -1. It returns false
// where the JSON ends.
func (l *locator) walk(path []byte, name int) bool {
	kind := l.dec.PeekKind()
	if kind != jsontext.KindBeginObject && kind != jsontext.KindBeginArray {
		v, err := l.dec.ReadValue()
		if err == nil {
			l.note(path, name, int(l.dec.InputOffset())-len(v))
		}
		return err == nil
	}
	if _, err := l.dec.ReadToken(); err != nil {
		return false
	}
	l.note(path, name, int(l.dec.InputOffset())-1)
	for i := 0; ; i++ {
		switch next := l.dec.PeekKind(); {
		case next == jsontext.KindEndObject || next == jsontext.KindEndArray:
			_, err := l.dec.ReadToken()
			return err == nil
		case kind == jsontext.KindBeginArray:
			below := append(strconv.AppendInt(append(path, '['), int64(i), 10), ']')
			if !l.walk(below, -1) {
				return false
			}
		default:
			field, err := l.dec.ReadValue()
			if err != nil {
				return false
			}
			at := int(l.dec.InputOffset()) - len(field)
			below := path
			if len(path) > 0 {
				below = append(below, '.')
			}
			below = append(below, bytes.Trim(field, `"`)...) // our own names have no escapes
			if !l.walk(below, at) {
				return false
			}
		}
	}
}

// note keeps where a path is first met; of a field that stands twice the first
// is read.
func (l *locator) note(path []byte, name, value int) {
	if at, wanted := l.found[string(path)]; wanted && at.value < 0 {
		if name < 0 {
			name = value
		}
		l.found[string(path)] = offsets{name, value}
	}
}

// cursor turns offsets into lines and columns in one pass: they have to come
// in order.
type cursor struct {
	src               []byte
	offset, line, col int
}

// begins is where in its file a record begins, from 1: several may stand in one.
type begins struct{ line, col int }

func newCursor(src []byte, at begins) *cursor { return &cursor{src: src, line: at.line, col: at.col} }

// place is the line and the column, in characters, from 1.
func (c *cursor) place(offset int) (line, col int) {
	for ; c.offset < min(offset, len(c.src)); c.offset++ {
		switch b := c.src[c.offset]; {
		case b == '\n':
			c.line++
			c.col = 1
		case utf8.RuneStart(b):
			c.col++
		}
	}
	return c.line, c.col
}
