package model

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"
	"golang.org/x/text/unicode/norm"
)

// Encode writes a record as a case file: the fields in the order of
// docs/record.md, those that aren't recorded left out, a small object on one
// line. The same record gives the same bytes, and Decode reads them back.
func Encode(r *Record) ([]byte, error) {
	e := &encoder{}
	e.value(reflect.ValueOf(r).Elem(), recordPlan(), 0)
	if e.err != nil {
		return nil, fmt.Errorf("writing a record: %w", e.err)
	}
	return append(e.b, '\n'), nil
}

// EncodeValue is one value of a record as Encode writes it, on one line: a
// text, a date, an object of a list. "null" is for what is no value of one.
func EncodeValue(v any) string {
	e := &encoder{}
	value := reflect.ValueOf(v)
	p, known := valuePlans.Load(value.Type())
	if !known {
		p, _ = valuePlans.LoadOrStore(value.Type(), planOf(value.Type(), map[reflect.Type]*plan{}))
	}
	e.flat(value, p.(*plan))
	if e.err != nil {
		return "null"
	}
	return string(e.b)
}

// valuePlans are the plans of the types that EncodeValue has met.
var valuePlans sync.Map

// encoder writes the values of a record.
type encoder struct {
	b      []byte
	err    error
	narrow int // no more is written on the line from here on; 0: it goes on
}

// widest is how long an object may be, in bytes, to stand on one line.
const widest = 140

func (e *encoder) quote(s string) {
	b, err := jsontext.AppendQuote(e.b, s)
	if err != nil && e.err == nil {
		e.err = err
	}
	e.b = b
}

// newline begins a line that lies so many objects and lists deep.
func (e *encoder) newline(depth int) { e.b = append(e.b, "\n"+strings.Repeat("  ", depth)...) }

// recorded says whether there is something to write.
func recorded(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.Pointer, reflect.Slice, reflect.Map:
		return !v.IsNil()
	}
	return !v.IsZero()
}

// value writes a value, over several lines if one is too narrow for it.
func (e *encoder) value(v reflect.Value, p *plan, depth int) {
	start := len(e.b)
	if holds := p.shape == object || p.shape == list || p.shape == momentOf || p.shape == extraOf; !holds {
		e.flat(v, p)
		return
	}
	if depth > 0 {
		e.narrow = start + widest
		e.flat(v, p)
		e.narrow = 0
		if len(e.b)-start <= widest {
			return
		}
	}
	e.b = e.b[:start]
	first := true
	item := func(name string, v reflect.Value, p *plan) {
		if !first {
			e.b = append(e.b, ',')
		}
		first = false
		e.newline(depth + 1)
		if name != "" {
			e.quote(name)
			e.b = append(e.b, ": "...)
		}
		e.value(v, p, depth+1)
	}
	e.around(p, func() {
		e.parts(v, p, item)
		if !first {
			e.newline(depth)
		}
	})
}

// around writes the brackets of an object or list.
func (e *encoder) around(p *plan, inside func()) {
	open, shut := byte('{'), byte('}')
	if p.shape == list {
		open, shut = '[', ']'
	}
	e.b = append(e.b, open)
	inside()
	e.b = append(e.b, shut)
}

// parts calls do for what an object, list or map holds, in order.
func (e *encoder) parts(v reflect.Value, p *plan, do func(name string, v reflect.Value, p *plan)) {
	switch p.shape {
	case list:
		for i := range v.Len() {
			do("", v.Index(i), p.elem)
		}
	case momentOf, extraOf:
		for _, key := range sortedKeys(v) {
			x := v.MapIndex(reflect.ValueOf(key).Convert(v.Type().Key()))
			if extra, ok := x.Interface().(Extra); ok && extra.Bool != nil {
				do(key, reflect.ValueOf(*extra.Bool), &plan{shape: boolean})
			} else if ok {
				do(key, reflect.ValueOf(extra.Text), &plan{shape: text})
			} else {
				do(key, x, p.elem)
			}
		}
	default:
		for _, f := range p.fields {
			if w := v.Field(f.index); recorded(w) {
				do(f.name, reflect.Indirect(w), f.plan)
			}
		}
	}
}

// flat writes a value on one line.
func (e *encoder) flat(v reflect.Value, p *plan) {
	switch p.shape {
	case boolean:
		e.b = strconv.AppendBool(e.b, v.Bool())
	case integer:
		e.b = strconv.AppendInt(e.b, v.Int(), 10)
	case day, partial:
		e.quote(v.Interface().(fmt.Stringer).String())
	case moment:
		if m := v.Interface().(Moment); m.Time == "" {
			e.quote(m.Date.String())
			return
		}
		e.object(v, p)
	case object, list, momentOf, extraOf:
		e.object(v, p)
	default:
		e.quote(v.String())
	}
}

// object writes what holds others, on one line.
func (e *encoder) object(v reflect.Value, p *plan) {
	e.around(p, func() {
		first := true
		e.parts(v, p, func(name string, v reflect.Value, p *plan) {
			if e.narrow > 0 && len(e.b) > e.narrow {
				return // it goes on several lines
			}
			if !first {
				e.b = append(e.b, ", "...)
			}
			first = false
			if name != "" {
				e.quote(name)
				e.b = append(e.b, ": "...)
			}
			e.flat(v, p)
		})
	})
}

// HeldText is a text as a record holds it, and what keeps it out of one: a
// character that it may not hold, or its length; fault is "" where nothing does.
// free is for free text, the other is one line. fault repeats nothing of the text.
func HeldText(s string, free bool) (held, fault string) {
	if !utf8.ValidString(s) {
		return "", "the bytes aren't UTF-8"
	}
	as := line
	if free {
		as = text
	}
	s, _ = asTyped(s, free)
	if msg, _ := badChar(s); msg != "" {
		return "", msg
	}
	msg, _ := tooLong(s, as)
	return norm.NFC.String(s), msg
}

// IsPostcode says whether a text is of a British postcode's form.
func IsPostcode(s string) bool { return isPostcode(s) }

// Words are the words that the field at a path may hold: Words("transfer.kind").
// They are none where the field's value is no word of a list.
func Words(path string) []string {
	p, words := recordPlan(), []string(nil)
	for step := range strings.SplitSeq(path, ".") {
		for p.shape == list {
			p = p.elem
		}
		f := p.byName[strings.TrimSuffix(step, "[]")]
		if f == nil {
			return nil
		}
		p, words = f.plan, f.words
	}
	return words
}
