package app

import (
	"errors"
	"reflect"
	"regexp"
	"strings"
	"sync"

	"handover/internal/pack"
	"handover/model"
)

// Remedy is something that is wrong with a case, where, and what to do.
type Remedy struct {
	Field string // the record's field: "transfer.receiving_worker"; "" where it is none
	Msg   string
	Hint  string
}

// Remedies are what an error or what isn't made of a case asks for, each once.
func (b Batched) Remedies() []Remedy {
	var out []Remedy
	add := func(r Remedy) {
		for _, x := range out {
			if x == r {
				return
			}
		}
		out = append(out, r)
	}
	var problems model.Problems
	var secret *pack.Disclosed
	switch {
	case errors.As(b.Err, &problems):
		for _, p := range problems {
			add(Remedy{p.Path, p.Msg, p.Hint})
		}
	case errors.As(b.Err, &secret):
	case b.Err != nil:
		a := Explain(b.Err)
		for _, f := range a.Faults {
			add(Remedy{FieldIn(f.Msg), f.Msg, f.Hint})
		}
	}
	for _, r := range b.Refused {
		for _, f := range r.Fields {
			field := f.In()
			if field == "" {
				field = f.Field
			}
			add(Remedy{field, Disclosed(r), "change the text or the field that is named, or the restriction if it is wrong"})
		}
	}
	for _, n := range b.NotMade {
		for _, why := range n.Reasons {
			add(Remedy{FieldIn(why), why, ""})
		}
	}
	for _, s := range b.Stopped {
		for _, i := range s.Items {
			add(Remedy{"file", i + " is missing from the file, which stops the " + s.What, ""})
		}
		if len(s.Items) == 0 {
			add(Remedy{"transfer", "the " + s.What + " is stopped: " + s.Why, ""})
		}
	}
	return out
}

var pathForm = regexp.MustCompile(`[a-z][a-z_]*(?:\[[0-9]+\])?(?:\.[a-z][a-z_0-9]*(?:\[[0-9]+\])?)*`)

// FieldIn is the first field of the record that a reason names: of "people[0].address
// is not recorded" it is people[0].address. "" where it names none.
func FieldIn(reason string) string {
	for _, p := range pathForm.FindAllString(reason, -1) {
		top, _, _ := strings.Cut(p, ".")
		top, _, listed := strings.Cut(top, "[")
		if topFields()[top] && (listed || strings.Contains(p, ".")) {
			return p
		}
	}
	return ""
}

// topFields are the fields of the record itself.
var topFields = sync.OnceValue(func() map[string]bool {
	out := map[string]bool{}
	t := reflect.TypeFor[model.Record]()
	for i := range t.NumField() {
		if name := t.Field(i).Tag.Get("json"); name != "" {
			out[name] = true
		}
	}
	return out
})
