package pdf

import (
	"bytes"
	"errors"
	"strconv"
)

// fpdf's file is read for what it is, objects with dictionaries, so that nothing
// here depends on how fpdf orders keys or numbers objects (ISO 32000-1, 7.3, 7.5).

// errShape is the fault of a file that isn't such a PDF.
var errShape = errors.New("fpdf's file hasn't the shape that we know")

// span is a part of an object's text.
type span struct{ from, to int }

// dict is a dictionary as it stands in a text: entries by key, each from its key
// to the end of its value.
type dict struct {
	text    []byte
	entries map[string]span // of the whole entry
	values  map[string]span
	open    int // after its <<
	end     int // before its >>
}

// original is a file as fpdf wrote it.
type original struct {
	bodies     [][]byte // by object number; without "n 0 obj" and "endobj"
	root, info int
}

func readOriginal(b []byte) (*original, error) {
	at := bytes.LastIndex(b, []byte("startxref"))
	if at < 0 {
		return nil, errShape
	}
	xref, _, ok := number(b, at+len("startxref"))
	if !ok || xref > at || !bytes.HasPrefix(b[xref:], []byte("xref")) {
		return nil, errShape
	}
	_, p, ok := number(b, xref+len("xref"))
	n, p, ok2 := number(b, p)
	if !ok || !ok2 || n > len(b) {
		return nil, errShape
	}
	o := &original{bodies: make([][]byte, n)}
	for i := range n {
		var off int
		if off, p, ok = number(b, p); !ok {
			return nil, errShape
		}
		if _, p, ok = number(b, p); !ok {
			return nil, errShape
		}
		p = blank(b, p) + 1 // n or f
		if i == 0 {
			continue
		}
		if o.bodies[i], ok = body(b, off); !ok {
			return nil, errShape
		}
	}
	if p = blank(b, p); !bytes.HasPrefix(b[min(p, len(b)):], []byte("trailer")) {
		return nil, errShape
	}
	t, err := readDict(b, blank(b, p+len("trailer")))
	if err != nil {
		return nil, err
	}
	if o.root, err = t.ref("Root"); err != nil {
		return nil, err
	}
	o.info, err = t.ref("Info")
	return o, err
}

// body is the text of the object at off, to where its value or its stream ends.
func body(b []byte, off int) ([]byte, bool) {
	_, p, ok := number(b, off)
	if ok {
		_, p, ok = number(b, p)
	}
	if p = blank(b, p); !ok || !bytes.HasPrefix(b[min(p, len(b)):], []byte("obj")) {
		return nil, false
	}
	p = blank(b, p+len("obj"))
	end, ok := value(b, p)
	if !ok {
		return nil, false
	}
	if s := min(blank(b, end), len(b)); bytes.HasPrefix(b[s:], []byte("stream")) {
		d, err := readDict(b, p)
		if err != nil {
			return nil, false
		}
		n, err := d.int("Length")
		if s = bytes.IndexByte(b[s:], '\n') + s + 1; err != nil || n < 0 || s+n > len(b) {
			return nil, false
		}
		end = s + n
	}
	return b[p:end], true
}

// dict is an object that is a dictionary, or a stream.
func (o *original) dict(n int) (*dict, error) {
	if n <= 0 || n >= len(o.bodies) {
		return nil, errShape
	}
	return readDict(o.bodies[n], 0)
}

// stream is what an object that is a stream holds.
func (o *original) stream(n int) ([]byte, error) {
	d, err := o.dict(n)
	if err != nil {
		return nil, err
	}
	length, err := d.int("Length")
	if err != nil || length > len(d.text) || length < 0 {
		return nil, errShape
	}
	return d.text[len(d.text)-length:], nil
}

// pages are the object numbers of the pages, in order.
func (o *original) pages() ([]int, error) {
	root, err := o.dict(o.root)
	if err != nil {
		return nil, err
	}
	top, err := root.ref("Pages")
	if err != nil {
		return nil, err
	}
	d, err := o.dict(top)
	if err != nil {
		return nil, err
	}
	kids, ok := d.values["Kids"]
	if !ok {
		return nil, errShape
	}
	var out []int
	for p := kids.from + 1; ; {
		n, next, ok := number(d.text, p)
		if !ok {
			return out, nil
		}
		out = append(out, n)
		_, next, _ = number(d.text, next)
		p = blank(d.text, next) + 1 // R
	}
}

func readDict(b []byte, p int) (*dict, error) {
	if !bytes.HasPrefix(b[min(p, len(b)):], []byte("<<")) {
		return nil, errShape
	}
	d := &dict{text: b, entries: map[string]span{}, values: map[string]span{}, open: p + 2}
	for p = blank(b, p+2); p < len(b); p = blank(b, p) {
		if b[p] == '>' {
			d.end = p
			return d, nil
		}
		if b[p] != '/' {
			return nil, errShape
		}
		key := word(b, p+1)
		from := blank(b, key)
		to, ok := value(b, from)
		if !ok {
			return nil, errShape
		}
		d.entries[string(b[p+1:key])] = span{p, to}
		d.values[string(b[p+1:key])] = span{from, to}
		p = to
	}
	return nil, errShape
}

// int is an entry that is a whole number.
func (d *dict) int(key string) (int, error) {
	v, there := d.values[key]
	if n, _, ok := number(d.text, v.from); there && ok {
		return n, nil
	}
	return 0, errShape
}

// ref is the number of the object that an entry refers to.
func (d *dict) ref(key string) (int, error) { return d.int(key) }

// within is the dictionary that an entry is.
func (d *dict) within(key string) (*dict, error) { return readDict(d.text, d.values[key].from) }

// without is the text before the dictionary's end, less an entry.
func (d *dict) without(key string) []byte {
	e, there := d.entries[key]
	if !there {
		return d.text[:d.end]
	}
	rest := bytes.TrimLeft(d.text[e.to:d.end], "\n ")
	return append(bytes.Clone(d.text[:e.from]), rest...)
}

// value is where the value at p ends.
func value(b []byte, p int) (int, bool) {
	if p >= len(b) {
		return 0, false
	}
	switch {
	case b[p] == '(':
		return literal(b, p)
	case bytes.HasPrefix(b[p:], []byte("<<")):
		d, err := readDict(b, p)
		if err != nil {
			return 0, false
		}
		return d.end + 2, true
	case b[p] == '<':
		n := bytes.IndexByte(b[p:], '>')
		return p + n + 1, n > 0
	case b[p] == '[':
		for p = blank(b, p+1); p < len(b) && b[p] != ']'; p = blank(b, p) {
			var ok bool
			if p, ok = value(b, p); !ok {
				return 0, false
			}
		}
		return p + 1, p < len(b)
	case b[p] == '/':
		return word(b, p+1), true
	}
	end := word(b, p)
	if _, next, ok := number(b, p); ok { // perhaps of a reference
		if _, next, ok = number(b, next); ok {
			if next = blank(b, next); next < len(b) && b[next] == 'R' {
				return next + 1, true
			}
		}
	}
	return end, end > p
}

// literal is where a string in brackets ends.
func literal(b []byte, p int) (int, bool) {
	depth := 0
	for ; p < len(b); p++ {
		switch b[p] {
		case '\\':
			p++
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return p + 1, true
			}
		}
	}
	return 0, false
}

// number reads a whole number after white space.
func number(b []byte, p int) (n, next int, ok bool) {
	p = min(blank(b, p), len(b))
	end := p
	for end < len(b) && '0' <= b[end] && b[end] <= '9' {
		end++
	}
	n, err := strconv.Atoi(string(b[min(p, end):end]))
	return n, end, err == nil
}

// word is where a name, number or keyword ends.
func word(b []byte, p int) int {
	for p < len(b) && bytes.IndexByte([]byte("\x00\t\n\f\r ()<>[]{}/%"), b[p]) < 0 {
		p++
	}
	return p
}

// blank is the next place that is no white space.
func blank(b []byte, p int) int {
	for p < len(b) && bytes.IndexByte([]byte("\x00\t\n\f\r "), b[p]) >= 0 {
		p++
	}
	return p
}
