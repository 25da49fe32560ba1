package read

import (
	"errors"
	"slices"
	"strconv"
	"strings"
)

// PDF's basic objects (ISO 32000-1, 7.3) as Go values: float64, bool, nil, and
// these.
type (
	pdfName   string
	pdfString string // bytes as they stand for, escapes undone
	pdfOp     string // an operator, or another keyword
	pdfRef    int    // number of an indirect object; generations are always 0
	pdfArray  []any
	pdfDict   []pdfEntry // a few entries, which are sooner found by looking at each
)

type pdfEntry struct {
	key   pdfName
	value any
}

// at is the value of a key; nil if there is none.
func (d pdfDict) at(key pdfName) any {
	for _, e := range d {
		if e.key == key {
			return e.value
		}
	}
	return nil
}

var errPDFSyntax = errors.New("broken PDF syntax")

// pdfLexer reads objects and operators from a file or a content stream.
type pdfLexer struct {
	s   string
	pos int
}

func pdfSpace(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0
}

func pdfDelim(c byte) bool {
	switch c {
	case '(', ')', '<', '>', '[', ']', '{', '}', '/', '%':
		return true
	}
	return false
}

func (l *pdfLexer) skip() {
	for l.pos < len(l.s) {
		switch c := l.s[l.pos]; {
		case pdfSpace(c):
			l.pos++
		case c == '%':
			for l.pos < len(l.s) && l.s[l.pos] != '\n' && l.s[l.pos] != '\r' {
				l.pos++
			}
		default:
			return
		}
	}
}

func (l *pdfLexer) peek() byte {
	if l.pos < len(l.s) {
		return l.s[l.pos]
	}
	return 0
}

// word reads up to white space or a delimiter.
func (l *pdfLexer) word() string {
	from := l.pos
	for l.pos < len(l.s) && !pdfSpace(l.s[l.pos]) && !pdfDelim(l.s[l.pos]) {
		l.pos++
	}
	return l.s[from:l.pos]
}

// next reads one object or operator; ok is false at the end.
func (l *pdfLexer) next() (v any, ok bool, err error) {
	l.skip()
	if l.pos >= len(l.s) {
		return nil, false, nil
	}
	v, err = l.object(0)
	return v, err == nil, err
}

func (l *pdfLexer) object(depth int) (any, error) {
	l.skip()
	if depth > 100 || l.pos >= len(l.s) {
		return nil, errPDFSyntax
	}
	switch c := l.s[l.pos]; c {
	case '/':
		l.pos++
		return l.name(), nil
	case '(':
		return l.literal()
	case '<':
		if l.pos+1 < len(l.s) && l.s[l.pos+1] == '<' {
			return l.dict(depth)
		}
		return l.hex()
	case '[':
		return l.array(depth)
	case ')', '>', ']', '{', '}':
		return nil, errPDFSyntax
	}
	from := l.pos
	w := l.word()
	switch w {
	case "true":
		return true, nil
	case "false":
		return false, nil
	case "null":
		return nil, nil
	}
	if c := l.s[from]; '0' <= c && c <= '9' || c == '-' || c == '+' || c == '.' {
		if n, err := strconv.ParseFloat(w, 64); err == nil {
			return l.reference(n), nil
		}
	}
	return pdfOp(w), nil
}

// reference looks whether a number begins "12 0 R".
func (l *pdfLexer) reference(n float64) any {
	from := l.pos
	l.skip()
	if l.word() == "0" {
		l.skip()
		if l.word() == "R" {
			return pdfRef(int(n))
		}
	}
	l.pos = from
	return n
}

func (l *pdfLexer) name() pdfName {
	w := l.word()
	for i := 0; i+2 < len(w); i++ {
		if w[i] == '#' {
			if n, err := strconv.ParseUint(w[i+1:i+3], 16, 8); err == nil {
				w = w[:i] + string(rune(n)) + w[i+3:]
			}
		}
	}
	return pdfName(w)
}

func (l *pdfLexer) array(depth int) (any, error) {
	l.pos++
	a := pdfArray{}
	for {
		l.skip()
		if l.peek() == ']' {
			l.pos++
			return a, nil
		}
		v, err := l.object(depth + 1)
		if err != nil {
			return nil, err
		}
		a = append(a, v)
	}
}

func (l *pdfLexer) dict(depth int) (any, error) {
	l.pos += 2
	d := make(pdfDict, 0, 6)
	for {
		l.skip()
		if l.peek() == '>' {
			if l.pos+1 >= len(l.s) || l.s[l.pos+1] != '>' {
				return nil, errPDFSyntax
			}
			l.pos += 2
			return d, nil
		}
		if l.peek() != '/' {
			return nil, errPDFSyntax
		}
		l.pos++
		key := l.name()
		v, err := l.object(depth + 1)
		if err != nil {
			return nil, err
		}
		if len(d) > 1000 || slices.ContainsFunc(d, func(e pdfEntry) bool { return e.key == key }) {
			return nil, errPDFSyntax // which of two would count isn't said anywhere
		}
		d = append(d, pdfEntry{key, v})
	}
}

func (l *pdfLexer) hex() (any, error) {
	l.pos++
	n := strings.IndexByte(l.s[l.pos:], '>')
	if n < 0 {
		return nil, errPDFSyntax
	}
	out := make([]byte, 0, n/2+1)
	odd := false
	for _, c := range []byte(l.s[l.pos : l.pos+n]) {
		switch {
		case pdfSpace(c):
			continue
		case '0' <= c && c <= '9':
			c -= '0'
		case 'A' <= c && c <= 'F':
			c -= 'A' - 10
		case 'a' <= c && c <= 'f':
			c -= 'a' - 10
		default:
			return nil, errPDFSyntax
		}
		if odd {
			out[len(out)-1] |= c
		} else {
			out = append(out, c<<4)
		}
		odd = !odd
	}
	l.pos += n + 1
	return pdfString(out), nil
}

func (l *pdfLexer) literal() (any, error) {
	l.pos++
	var out []byte
	for depth := 1; l.pos < len(l.s); {
		c := l.s[l.pos]
		l.pos++
		switch c {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return pdfString(out), nil
			}
		case '\\':
			out = l.escape(out)
			continue
		}
		out = append(out, c)
	}
	return nil, errPDFSyntax
}

func (l *pdfLexer) escape(out []byte) []byte {
	c := l.peek()
	l.pos++
	switch c {
	case 'n':
		return append(out, '\n')
	case 'r':
		return append(out, '\r')
	case 't':
		return append(out, '\t')
	case 'b':
		return append(out, '\b')
	case 'f':
		return append(out, '\f')
	case '\n':
		return out
	case '0', '1', '2', '3', '4', '5', '6', '7':
		n := int(c - '0')
		for i := 0; i < 2 && l.peek() >= '0' && l.peek() <= '7'; i++ {
			n = n*8 + int(l.peek()-'0')
			l.pos++
		}
		return append(out, byte(n))
	}
	return append(out, c)
}
