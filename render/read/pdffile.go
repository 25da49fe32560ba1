package read

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"sync"
	"unicode/utf16"
)

// pdfStreamLimit is the most that one stream may unpack to.
const pdfStreamLimit = 256 << 20

// pdfStream is a stream object, its data still packed.
type pdfStream struct {
	dict pdfDict
	raw  string
}

// pdfFile is a PDF with one plain cross-reference table, the kind that our
// writer makes.
type pdfFile struct {
	s       string
	offsets []int
	trailer pdfDict
	cache   map[pdfRef]any
}

func openPDF(b []byte) (*pdfFile, error) {
	if !bytes.HasPrefix(b, []byte("%PDF-")) {
		return nil, errors.New("not a PDF")
	}
	i := bytes.LastIndex(b, []byte("startxref"))
	if i < 0 {
		return nil, errors.New("no startxref")
	}
	s := string(b)
	l := &pdfLexer{s: s, pos: i + len("startxref")}
	l.skip()
	at, err := strconv.Atoi(l.word())
	if err != nil || at < 0 || at >= len(b) {
		return nil, errors.New("startxref points nowhere")
	}
	f := &pdfFile{s: s, cache: make(map[pdfRef]any)}
	l.pos = at
	if l.word() != "xref" {
		return nil, errors.New("no plain cross-reference table")
	}
	l.skip()
	if l.word() != "0" {
		return nil, errors.New("a cross-reference table in parts")
	}
	l.skip()
	n, err := strconv.Atoi(l.word())
	if err != nil || n < 0 || n > len(b)/20 {
		return nil, errPDFSyntax
	}
	f.offsets = make([]int, n)
	for i := range n {
		l.skip()
		if f.offsets[i], err = strconv.Atoi(l.word()); err != nil || f.offsets[i] < 0 || f.offsets[i] > len(b) {
			return nil, errPDFSyntax
		}
		for range 2 { // generation, and n or f
			l.skip()
			l.word()
		}
	}
	l.skip()
	if l.word() != "trailer" {
		return nil, errors.New("no trailer")
	}
	t, err := l.object(0)
	if err != nil {
		return nil, err
	}
	var ok bool
	if f.trailer, ok = t.(pdfDict); !ok {
		return nil, errPDFSyntax
	}
	return f, nil
}

// load reads an indirect object.
func (f *pdfFile) load(r pdfRef) (any, error) {
	if v, ok := f.cache[r]; ok {
		return v, nil
	}
	if r <= 0 || int(r) >= len(f.offsets) {
		return nil, fmt.Errorf("object %d isn't in the file", r)
	}
	f.cache[r] = nil // a stream whose length is itself has none
	l := &pdfLexer{s: f.s, pos: f.offsets[r]}
	head := strconv.Itoa(int(r)) + " 0 obj"
	if !strings.HasPrefix(f.s[l.pos:], head) {
		return nil, fmt.Errorf("object %d isn't at its offset", r)
	}
	l.pos += len(head)
	v, err := l.object(0)
	if err != nil {
		return nil, fmt.Errorf("object %d: %w", r, err)
	}
	if d, ok := v.(pdfDict); ok {
		l.skip()
		if strings.HasPrefix(f.s[l.pos:], "stream\n") {
			n, ok := f.get(d.at("Length")).(float64)
			from := l.pos + len("stream\n")
			if !ok || n < 0 || n > float64(len(f.s)-from) {
				return nil, fmt.Errorf("object %d: wrong stream length", r)
			}
			v = &pdfStream{dict: d, raw: f.s[from : from+int(n)]}
		}
	}
	f.cache[r] = v
	return v, nil
}

// get follows a reference; what can't be loaded is nil.
func (f *pdfFile) get(v any) any {
	if r, ok := v.(pdfRef); ok {
		v, _ = f.load(r)
	}
	return v
}

// dict and array follow a reference; they are empty if there is none.
func (f *pdfFile) dict(v any) pdfDict {
	switch v := f.get(v).(type) {
	case pdfDict:
		return v
	case *pdfStream:
		return v.dict
	}
	return nil
}

func (f *pdfFile) array(v any) pdfArray {
	a, _ := f.get(v).(pdfArray)
	return a
}

func (f *pdfFile) catalog() pdfDict { return f.dict(f.trailer.at("Root")) }

// data is a stream's data, unpacked.
func (f *pdfFile) data(v any) (string, error) {
	s, ok := f.get(v).(*pdfStream)
	if !ok {
		return "", errors.New("a stream is missing")
	}
	switch f.get(s.dict.at("Filter")) {
	case nil:
		return s.raw, nil
	case pdfName("FlateDecode"):
		u := unpackers.Get().(*unpacker)
		defer unpackers.Put(u)
		return u.inflate(s.raw)
	}
	return "", errors.New("a stream is packed in a way that isn't known here")
}

// unpackers are to be used again: a new one is 50 kB, of which nothing hangs on
// what was unpacked before.
var unpackers = sync.Pool{New: func() any { return &unpacker{} }}

type unpacker struct {
	z    io.Reader    // of zlib
	room bytes.Buffer // for what comes of it, until its length is known
}

func (u *unpacker) inflate(packed string) (string, error) {
	var err error
	if z, ok := u.z.(zlib.Resetter); ok {
		err = z.Reset(strings.NewReader(packed), nil)
	} else {
		u.z, err = zlib.NewReader(strings.NewReader(packed))
	}
	if err != nil {
		return "", err
	}
	u.room.Reset()
	_, err = u.room.ReadFrom(io.LimitReader(u.z, pdfStreamLimit+1))
	if u.room.Len() > pdfStreamLimit {
		return "", errors.New("a stream that unpacks to more than 256 MB")
	}
	out := u.room.String()
	if u.room.Cap() > 1<<20 {
		u.room = bytes.Buffer{} // what one large file needed isn't kept for all
	}
	return out, err
}

// pages lists the pages in order.
func (f *pdfFile) pages() ([]pdfRef, error) {
	var out []pdfRef
	seen := make(map[pdfRef]bool)
	var walk func(v any) error
	walk = func(v any) error {
		r, ok := v.(pdfRef)
		d := f.dict(v)
		if !ok || d == nil || seen[r] {
			return errors.New("broken page tree")
		}
		seen[r] = true
		if d.at("Type") == pdfName("Page") {
			out = append(out, r)
			return nil
		}
		for _, k := range f.array(d.at("Kids")) {
			if err := walk(k); err != nil {
				return err
			}
		}
		return nil
	}
	err := walk(f.catalog().at("Pages"))
	return out, err
}

// textOf is a text string (ISO 32000-1, 7.9.2.2): UTF-16 with a mark, or Latin.
func textOf(v any) string {
	s, _ := v.(pdfString)
	if len(s) < 2 || s[0] != 0xFE || s[1] != 0xFF {
		r := make([]rune, len(s))
		for i := range len(s) {
			r[i] = rune(s[i])
		}
		return string(r)
	}
	var u []uint16
	for i := 2; i+1 < len(s); i += 2 {
		u = append(u, uint16(s[i])<<8|uint16(s[i+1]))
	}
	return string(utf16.Decode(u))
}
