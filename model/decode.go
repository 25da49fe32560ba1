package model

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"
)

// MaxSize is the largest case file that is read, in bytes.
const MaxSize = 64 << 20

// Options say what a record's protocol adds to the fields and events that
// every record may have. The zero value accepts any protocol's name and adds
// nothing.
type Options struct {
	// Protocol, if not empty, is used instead of the record's own.
	Protocol string
	// Protocols are the names known; nil accepts any.
	Protocols []string
	// Declared is what a known protocol declares; nil declares nothing.
	Declared func(protocol string) Declared
	// Line and Col are where the record begins in its file, from 1, for the
	// places of problems; 0 is where the file does.
	Line, Col int
}

// Declared is what a protocol adds to the record.
type Declared struct {
	Events []string     // names that dates and a trigger may hold
	Extra  []ExtraField // what extra may hold
}

// ExtraField is one fact of a council's own.
type ExtraField struct {
	Name string
	Type string // "text", "date" or "yes_no"
}

// Decode reads one case. name is how the file is called in problems; b must
// not be changed afterwards. The error is of type Problems and holds all that
// is wrong with the file; after an error of JSON's own syntax nothing more can
// be read, so then only what stands before it. Without an error the record
// keeps every rule of docs/record.md.
func Decode(name string, b []byte, opt Options) (*Record, error) {
	src := UTF8(b)
	found := &findings{file: name, src: src, begins: begins{max(opt.Line, 1), max(opt.Col, 1)}}
	if msg, hint := unreadable(b, src); msg != "" {
		return nil, Problems{{File: name, Line: opt.Line, Col: opt.Col, Msg: msg, Hint: hint}}
	}
	r := &reader{findings: found, dec: jsontext.NewDecoder(bytes.NewBuffer(src),
		jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true)), // both are reported by us, without stopping
		mended: &findings{file: name, src: src, begins: found.begins}}
	rec := &Record{}
	p := recordPlan()
	if r.value(reflect.ValueOf(rec).Elem(), p, &field{}) {
		rest := src[r.dec.InputOffset():]
		if after := bytes.TrimLeft(rest, " \t\r\n"); len(after) > 0 {
			r.at(len(src)-len(after), "", "something follows the record's end", "one file is one case")
		}
	}
	if !r.stopped && reflect.ValueOf(rec).Elem().IsZero() {
		return nil, found.problems()
	}
	if !r.stopped {
		c := &checker{findings: found, rec: rec}
		c.check(opt)
	}
	if all := found.problems(); len(all) > 0 {
		return nil, all
	}
	rec.origin = origin{file: name, src: src, begins: found.begins, regions: regionsOf(rec), mended: r.mended.problems()}
	return rec, nil
}

// unreadable says why a file can't be a record at all, before it is parsed.
func unreadable(b, src []byte) (msg, hint string) {
	switch {
	case len(b) > MaxSize:
		return fmt.Sprintf("the file is larger than %d MiB", MaxSize>>20), "one file is one case"
	case len(bytes.TrimSpace(src)) == 0:
		return "the file is empty", "`handover new --protocol NAME` writes a record to start from"
	}
	return "", ""
}

// A segment is one step of a path: a field's name or an element's index.
type segment struct {
	name  string
	index int // if name is ""
}

func pathString(path []segment) string {
	var b strings.Builder
	for _, s := range path {
		switch {
		case s.name == "":
			fmt.Fprintf(&b, "[%d]", s.index)
		case b.Len() > 0:
			b.WriteString("." + s.name)
		default:
			b.WriteString(s.name)
		}
	}
	return b.String()
}

// reader reads JSON into the record by its plan and notes all that is wrong.
// Its methods return false once the JSON can't be read any further.
type reader struct {
	*findings
	dec     *jsontext.Decoder
	path    []segment
	stopped bool
	mended  *findings // what was read as something else than it stands there
}

// note is a problem with the value that is being read.
func (r *reader) note(offset int, msg, hint string) {
	if r.full() {
		r.count++
		return
	}
	r.at(offset, pathString(r.path), msg, hint)
}

// stop notes an error of JSON's syntax; nothing after it can be read.
func (r *reader) stop(err error) bool {
	if !r.stopped {
		offset, msg, hint := r.syntax(err)
		r.note(offset, msg, hint)
	}
	r.stopped = true
	return false
}

// raw reads a whole value; offset is where it starts.
func (r *reader) raw() (v jsontext.Value, offset int, ok bool) {
	v, err := r.dec.ReadValue()
	if err != nil {
		return nil, 0, r.stop(err)
	}
	return v, int(r.dec.InputOffset()) - len(v), true
}

// delim reads a bracket; offset is where it stands.
func (r *reader) delim() (offset int, ok bool) {
	if _, err := r.dec.ReadToken(); err != nil {
		return 0, r.stop(err)
	}
	return int(r.dec.InputOffset()) - 1, true
}

var kindNames = map[jsontext.Kind]string{
	jsontext.KindNull: "null", jsontext.KindFalse: "true or false", jsontext.KindTrue: "true or false", jsontext.KindString: "text",
	jsontext.KindNumber: "a number", jsontext.KindBeginObject: "an object", jsontext.KindBeginArray: "a list",
}

// wrong reads over a value of the wrong kind and says so.
func (r *reader) wrong(expected string) bool {
	v, offset, ok := r.raw()
	if !ok {
		return false
	}
	hint := ""
	switch {
	case v.Kind() == jsontext.KindNull:
		hint = "leave out what isn't recorded"
	case v.Kind() == jsontext.KindNumber && expected != "an object" && expected != "a list":
		hint = "write it in quotation marks"
	case expected == "a list":
		hint = "write it in square brackets"
	case expected == "true or false":
		hint = `write true or false, without quotation marks: not yes, no or "true"`
	}
	r.note(offset, "found "+kindNames[v.Kind()]+", expected "+expected, hint)
	return true
}

// value reads one value into v; f is the field that it belongs to.
func (r *reader) value(v reflect.Value, p *plan, f *field) bool {
	kind := r.dec.PeekKind()
	switch p.shape {
	case object:
		if kind != jsontext.KindBeginObject {
			return r.wrong("an object")
		}
		return r.object(v, p)
	case list:
		if kind != jsontext.KindBeginArray {
			return r.wrong("a list")
		}
		return r.list(v, p, f)
	case boolean:
		if kind != jsontext.KindTrue && kind != jsontext.KindFalse {
			return r.wrong("true or false")
		}
		_, _, ok := r.raw()
		v.SetBool(kind == jsontext.KindTrue)
		return ok
	case integer:
		if kind != jsontext.KindNumber {
			return r.wrong("a whole number, without quotation marks")
		}
		return r.integer(v)
	case moment:
		switch kind {
		case jsontext.KindBeginObject:
			return r.object(v, p)
		case jsontext.KindString:
			return r.str(v.Field(0), p.byName["date"].plan, f)
		}
		return r.wrong("a date, or an object of date and time")
	case momentOf, extraOf:
		if kind != jsontext.KindBeginObject {
			return r.wrong("an object")
		}
		return r.entries(v, p)
	}
	if kind != jsontext.KindString {
		return r.wrong(expectations[p.shape])
	}
	return r.str(v, p, f)
}

// expectations are what the shapes that stand in quotation marks are called.
var expectations = map[shape]string{
	line: "text", text: "text", day: "a date YYYY-MM-DD", partial: "a date YYYY-MM-DD, YYYY-MM or YYYY",
	clock: "a time HH:MM", ident: "an id", code: "a code", word: "a word",
}

func (r *reader) list(v reflect.Value, p *plan, f *field) bool {
	if _, ok := r.delim(); !ok {
		return false
	}
	v.Set(reflect.MakeSlice(v.Type(), 0, 0)) // "[]" is: asked, there is none
	for i := 0; ; i++ {
		kind := r.dec.PeekKind()
		if kind == jsontext.KindEndArray {
			if f.lines {
				r.lines(v)
			}
			_, ok := r.delim()
			return ok
		}
		r.path = append(r.path, segment{index: i})
		v.Grow(1)
		v.SetLen(i + 1)
		if !r.element(v.Index(i), p.elem, f, kind) {
			return false
		}
		r.path = r.path[:len(r.path)-1]
	}
}

// lines reads the lines of an address: some systems export several in one, and
// blank ones.
func (r *reader) lines(v reflect.Value) {
	all, changed := make([]string, 0, v.Len()), false
	for i := range v.Len() {
		typed := strings.Split(v.Index(i).String(), "\n")
		for _, l := range typed {
			if l, _ = asTyped(l, false); l != "" {
				all = append(all, l)
			}
		}
		changed = changed || len(typed) > 1 || v.Index(i).Len() == 0
	}
	if changed {
		r.mended.on(pathString(r.path), atValue, mendedLines, "")
	}
	v.Set(reflect.ValueOf(all))
}

// element reads an element of a list, which may not be blank.
func (r *reader) element(v reflect.Value, p *plan, f *field, kind jsontext.Kind) bool {
	before := r.count
	if !r.value(v, p, f) {
		return false
	}
	if kind == jsontext.KindString && v.IsZero() && r.count == before && !f.lines {
		r.note(int(r.dec.InputOffset())-len(`""`), "an element of a list is blank", "take it out")
	}
	return true
}

func (r *reader) object(v reflect.Value, p *plan) bool {
	start, ok := r.delim()
	if !ok {
		return false
	}
	seen := make([]bool, v.NumField())
	for r.dec.PeekKind() != jsontext.KindEndObject {
		name, offset, ok := r.name(p.byName)
		if !ok {
			return false
		}
		f := p.byName[name]
		switch {
		case f == nil && r.full():
			r.count++ // the nearest name to each of a million would take a minute
		case f == nil:
			msg, hint := "unknown field, with a name that no field could have", "`handover schema` lists every field"
			if nameForm(name) {
				msg = `unknown field "` + name + `"`
			}
			if near := Nearest(name, p.names()); near != "" {
				hint = `did you mean "` + near + `"? ` + hint
			}
			r.note(offset, msg, hint)
		case seen[f.index]:
			r.note(offset, `the field "`+name+`" stands twice`, "take one out")
		}
		if f == nil || seen[f.index] {
			if _, _, ok := r.raw(); !ok {
				return false
			}
			continue
		}
		seen[f.index] = true
		r.path = append(r.path, segment{name: f.name})
		target := v.Field(f.index)
		if f.pointer {
			target.Set(reflect.New(f.plan.goType))
			target = target.Elem()
		}
		if !r.value(target, f.plan, f) {
			return false
		}
		r.path = r.path[:len(r.path)-1]
	}
	if _, ok := r.delim(); !ok {
		return false
	}
	r.required(v, p, start)
	return true
}

// required notes what an object has to have and hasn't. A value that was
// there and wrong has its own problem already.
func (r *reader) required(v reflect.Value, p *plan, start int) {
	for _, f := range p.fields {
		if !f.required {
			continue
		}
		target := v.Field(f.index)
		missing, msg := target.IsZero(), "missing or blank, and it is required"
		switch target.Kind() {
		case reflect.String:
			missing = blank(target.String())
		case reflect.Slice:
			missing, msg = target.Len() == 0, "missing or empty, and it is required"
		}
		if !missing {
			continue
		}
		if path := pathString(append(r.path, segment{name: f.name})); !r.has(path) {
			r.at(start, path, msg, "")
		}
	}
}

// name reads a field's name; offset is where it starts.
func (r *reader) name(known map[string]*field) (name string, offset int, ok bool) {
	v, err := r.dec.ReadValue()
	if err != nil {
		return "", 0, r.stop(err)
	}
	offset = int(r.dec.InputOffset()) - len(v)
	if f := known[string(v[1:max(1, len(v)-1)])]; f != nil { // almost always, and without an allocation
		return f.name, offset, true
	}
	s, _ := jsontext.AppendUnquote(nil, v) // a name in broken UTF-8 is an unknown one
	return string(s), offset, true
}

// entries reads a map of events or of extra fields. Whether their names are
// known can only be told once the protocol is.
func (r *reader) entries(v reflect.Value, p *plan) bool {
	if _, ok := r.delim(); !ok {
		return false
	}
	v.Set(reflect.MakeMap(v.Type()))
	for r.dec.PeekKind() != jsontext.KindEndObject {
		name, offset, ok := r.name(p.byName)
		if !ok {
			return false
		}
		shown := name
		if !eventForm(name) {
			shown = "?"
			r.note(offset, "a name that no event or extra field could have", "a name is of the form first_review")
		}
		key := reflect.ValueOf(name).Convert(v.Type().Key())
		known := v.MapIndex(key).IsValid()
		if known {
			r.note(offset, `"`+shown+`" stands twice`, "take one out")
		}
		r.path = append(r.path, segment{name: shown})
		val := reflect.New(v.Type().Elem()).Elem()
		if p.shape == extraOf {
			ok = r.extra(val)
		} else {
			ok = r.value(val, p.elem, &field{})
		}
		if !ok {
			return false
		}
		if !known {
			v.SetMapIndex(key, val)
		}
		r.path = r.path[:len(r.path)-1]
	}
	_, ok := r.delim()
	return ok
}

func (r *reader) extra(v reflect.Value) bool {
	x := v.Addr().Interface().(*Extra)
	switch kind := r.dec.PeekKind(); kind {
	case jsontext.KindString:
		return r.str(reflect.ValueOf(&x.Text).Elem(), &plan{shape: text}, &field{})
	case jsontext.KindTrue, jsontext.KindFalse:
		yes := kind == jsontext.KindTrue
		x.Bool = &yes
		_, _, ok := r.raw()
		return ok
	}
	return r.wrong("text, or true or false")
}

// syntax puts an error of the JSON parser into words that repeat nothing of
// the file.
func (r *reader) syntax(err error) (offset int, msg, hint string) {
	offset = int(r.dec.InputOffset())
	var at *jsontext.SyntacticError
	cause := err
	if errors.As(err, &at) {
		offset, cause = int(at.ByteOffset), at.Err
	}
	offset = min(offset, len(r.src))
	if cause == io.EOF || cause == io.ErrUnexpectedEOF || offset == len(r.src) {
		return offset, "the file ends in the middle of the record", "it may have been cut off; save it again"
	}
	said := cause.Error()
	i := slices.IndexFunc(syntaxFaults, func(f [3]string) bool { return strings.Contains(said, f[0]) })
	if i < 0 {
		return offset, "not JSON", ""
	}
	msg, hint = syntaxFaults[i][1], syntaxFaults[i][2]
	if after := bytes.TrimLeft(r.src[offset+1:], " \t\r\n"); r.src[offset] == ',' && len(after) > 0 && (after[0] == '}' || after[0] == ']') {
		return offset, "not JSON: a comma before a closing bracket", "take the comma out"
	}
	if typed := typedInstead(r.src[offset:]); typed != "" {
		hint = typed
	}
	return offset, msg, hint
}

// typedInstead is what to write in the place of what people type where JSON has
// a value or a quotation mark; "" where it is nothing known.
func typedInstead(rest []byte) string {
	if _, size := utf8.DecodeRune(rest); slices.Contains([]string{"\u201c", "\u201d", "\u2018", "\u2019", "'"}, string(rest[:size])) {
		return `write straight double quotation marks, "; Word and Outlook put curly ones in their place`
	}
	end := bytes.IndexFunc(rest, func(r rune) bool { return !unicode.IsLetter(r) })
	if end < 0 {
		end = len(rest)
	}
	switch strings.ToLower(string(rest[:end])) {
	case "yes", "y", "true":
		return "write true, in small letters and without quotation marks"
	case "no", "n", "false":
		return "write false, in small letters and without quotation marks"
	case "none", "nil", "undefined":
		return "leave out what isn't recorded; [] is: asked, there is none"
	}
	return ""
}

// syntaxFaults are what jsontext's errors contain, what we say, and the hint.
var syntaxFaults = [][3]string{
	{"non-control character", "not JSON: a line break or control character inside quotation marks", `a line break in text is written \n; or a closing quotation mark is missing`},
	{"expecting ':'", "not JSON: expected a colon after the field's name", ""},
	{"',' or '}'", "not JSON: expected a comma or }", "a comma or a bracket is missing, or a quotation mark inside text isn't written \\\""},
	{"',' or ']'", "not JSON: expected a comma or ]", "a comma or a bracket is missing, or a quotation mark inside text isn't written \\\""},
	{"member name must be a string", "not JSON: expected a field's name in quotation marks", ""},
	{"missing value", "not JSON: expected a value after the field's name", ""},
	{"escape sequence", "not JSON: a backslash with nothing after it that JSON knows", `a backslash in text is written \\`},
	{"max depth", "lists and objects nested without end", ""},
	{"in number", "not JSON: a number that isn't finished", ""},
	{"at start of value", "not JSON: expected a value", "text stands in quotation marks"},
	{"in literal", "not JSON: expected a value", "text stands in quotation marks"},
}
