package model

import (
	"slices"
	"strconv"
	"strings"
)

// A FormField is a field of the record as a form asks for it. It is made from
// the types and tags that the decoder reads by.
type FormField struct {
	Name     string // as in the file
	Doc      string // what it is, in a sentence; ""
	Kind     FormKind
	List     bool        // several of the kind
	Required bool        // no record without it
	Ref      string      // of an id: whose, "child" or "any"
	Table    string      // of a code
	Words    []string    // of a word
	Events   string      // of events: "child" or "transfer"; of a word: which events it may be
	Fields   []FormField // of an object
}

// FormKind is what a field's value is.
type FormKind string

// The kinds.
const (
	FormLine    FormKind = "line"
	FormText    FormKind = "text"
	FormDay     FormKind = "day"
	FormPartial FormKind = "partial" // a day, a month or a year
	FormTime    FormKind = "time"
	FormID      FormKind = "id"
	FormCode    FormKind = "code"
	FormWord    FormKind = "word"
	FormYesNo   FormKind = "yes_no"
	FormNumber  FormKind = "number"
	FormMoment  FormKind = "moment" // a day, perhaps with a time
	FormObject  FormKind = "object"
	FormEvents  FormKind = "events" // a moment for each of some events
	FormExtra   FormKind = "extra"  // what the council's protocol declares
)

var formKinds = map[shape]FormKind{line: FormLine, text: FormText, day: FormDay, partial: FormPartial, clock: FormTime, ident: FormID, code: FormCode, word: FormWord,
	boolean: FormYesNo, integer: FormNumber, moment: FormMoment, object: FormObject, momentOf: FormEvents, extraOf: FormExtra}

// FormFields are the fields of the record, in the file's order.
func FormFields() []FormField { return formFields(recordPlan()) }

func formFields(p *plan) []FormField {
	var out []FormField
	for _, f := range p.fields {
		x := FormField{Name: f.name, Doc: fieldDoc(p.goType.Name(), f.name), Required: f.required, Ref: f.ref, Table: f.table, Words: f.words, Events: f.events}
		of := f.plan
		if of.shape == list {
			x.List, of = true, of.elem
		}
		x.Kind = formKinds[of.shape]
		if x.Doc != "" {
			x.Doc = sentence(x.Doc)
		}
		if of.shape == object {
			x.Fields = formFields(of)
			if x.Doc == "" && !x.List {
				x.Doc = typeDoc(of.goType.Name())
			}
		}
		out = append(out, x)
	}
	return out
}

// CodeWord is a code of a national table and what it means.
type CodeWord struct {
	Code        Code
	Description string
}

// Codes are the codes of a table, in its order. Those of which no source says
// what they mean are "no description published".
func Codes(table string) []CodeWord {
	var out []CodeWord
	for _, r := range codeTables[table] {
		out = append(out, CodeWord{r.code, r.description})
	}
	return out
}

// NewID is an id that a record doesn't use, for an entry of one of its lists;
// used are those that it has.
func NewID(list string, used []string) ID {
	letter := map[string]string{"children": "C", "people": "P", "households": "H", "professionals": "R", "workers": "W", "teams": "T", "authorities": "A", "meetings": "M"}[list]
	if letter == "" {
		letter = "X"
	}
	for n := 1; ; n++ {
		id := letter + strconv.Itoa(n)
		if !slices.ContainsFunc(used, func(u string) bool { return strings.EqualFold(u, id) }) {
			return ID(id)
		}
	}
}
