package model

import (
	"fmt"
	"reflect"
	"strings"
	"sync"

	"handover/model/dates"
)

// A shape is how a value stands in JSON and what is checked of it.
type shape int

const (
	line     shape = iota // string
	text                  // Text
	day                   // dates.Date
	partial               // dates.Partial
	clock                 // Time
	ident                 // ID
	code                  // Code
	word                  // Word
	boolean               // bool
	integer               // int
	moment                // Moment: a date, or {date, time}
	object                // a struct
	list                  // a slice
	momentOf              // map[Word]Moment
	extraOf               // map[string]Extra
)

// plan is how the values of one Go type are read.
type plan struct {
	shape  shape
	goType reflect.Type // without its pointer
	elem   *plan        // of a list
	fields []*field     // of an object, and of a moment written as one
	byName map[string]*field
}

// field is one field of an object and what its tags say.
type field struct {
	name     string
	index    int // in the Go struct
	plan     *plan
	pointer  bool
	required bool
	ref      string   // whose ids: "child", "any" …
	table    string   // of codes
	words    []string // of a Word
	events   string   // "child", "transfer" or "any"
	lines    bool     // a list of lines, of which an element may hold several or none
}

// recordPlan is the plan of the whole record. It is made from the types and
// tags of record.go, so that there is no second list of fields.
var recordPlan = sync.OnceValue(func() *plan {
	return planOf(reflect.TypeFor[Record](), map[reflect.Type]*plan{})
})

func planOf(t reflect.Type, known map[reflect.Type]*plan) *plan {
	if p := known[t]; p != nil {
		return p
	}
	p := &plan{goType: t}
	known[t] = p
	switch t {
	case reflect.TypeFor[string]():
		p.shape = line
	case reflect.TypeFor[Text]():
		p.shape = text
	case reflect.TypeFor[dates.Date]():
		p.shape = day
	case reflect.TypeFor[dates.Partial]():
		p.shape = partial
	case reflect.TypeFor[Time]():
		p.shape = clock
	case reflect.TypeFor[ID]():
		p.shape = ident
	case reflect.TypeFor[Code]():
		p.shape = code
	case reflect.TypeFor[Word]():
		p.shape = word
	case reflect.TypeFor[bool]():
		p.shape = boolean
	case reflect.TypeFor[int]():
		p.shape = integer
	case reflect.TypeFor[Moment]():
		p.shape = moment
		p.addFields(known)
	case reflect.TypeFor[map[Word]Moment]():
		p.shape = momentOf
		p.elem = planOf(reflect.TypeFor[Moment](), known)
	case reflect.TypeFor[map[string]Extra]():
		p.shape = extraOf
	default:
		switch t.Kind() {
		case reflect.Slice:
			p.shape = list
			p.elem = planOf(t.Elem(), known)
		case reflect.Struct:
			p.shape = object
			p.addFields(known)
		default:
			panic(fmt.Sprintf("model: a record can't hold a %v", t)) // a fault in record.go, met by every test
		}
	}
	return p
}

func (p *plan) addFields(known map[reflect.Type]*plan) {
	p.byName = map[string]*field{}
	for i := range p.goType.NumField() {
		sf := p.goType.Field(i)
		if !sf.IsExported() {
			continue
		}
		f := &field{
			name:     sf.Tag.Get("json"),
			index:    i,
			required: sf.Tag.Get("required") == "true",
			ref:      sf.Tag.Get("ref"),
			table:    sf.Tag.Get("code"),
			words:    strings.Fields(sf.Tag.Get("words")),
			events:   sf.Tag.Get("events"),
			lines:    sf.Tag.Get("lines") == "true",
		}
		t := sf.Type
		if t.Kind() == reflect.Pointer {
			f.pointer = true
			t = t.Elem()
		}
		f.plan = planOf(t, known)
		p.fields = append(p.fields, f)
		p.byName[f.name] = f
	}
}

// names are the names of an object's fields, in the types' order.
func (p *plan) names() []string {
	all := make([]string, len(p.fields))
	for i, f := range p.fields {
		all[i] = f.name
	}
	return all
}
