package app

import (
	"bytes"
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/go-json-experiment/json/jsontext"

	"handover/internal/protocol"
	"handover/model"
	"handover/model/dates"
)

// leftOut are objects that say by being there that something is so, or was
// decided: a starting record can't say that.
var leftOut = strings.Fields(`
	access early_help court referral previous_closure closure
	children.died_on children.immigration children.age_assessment children.cp_plan children.care_leaver children.apart
	children.placement.previous children.pathway_plan children.later_life_letter children.exit_interview
	transfer.trigger transfer.acrp transfer.exception transfer.decision_not_to_transfer transfer.delay`)

// Starting says what a starting record has besides.
type Starting struct {
	Children int  // how many; 0 is one
	Examples bool // a filled-in person, worker, team and professional, to whom no letter is made
}

// StartingRecord is a record of a council in which nothing is recorded yet,
// with the council's events and checklist. left are the sections that it has
// no part of. Lists are left out, for [] would say that there is none, and so
// is what is true or false.
func StartingRecord(p *protocol.Protocol, opt Starting) (b []byte, left []string, err error) {
	var out bytes.Buffer
	w := skeleton{p: p, opt: opt, enc: jsontext.NewEncoder(&out, jsontext.WithIndent("  "))}
	w.object("", reflect.TypeFor[model.Record]())
	if w.err != nil {
		return nil, nil, fmt.Errorf("writing a starting record: %w", w.err)
	}
	return leaf().ReplaceAllFunc(out.Bytes(), func(b []byte) []byte {
		return append(append([]byte("{"), bytes.Join(bytes.Fields(b[1:len(b)-1]), []byte(" "))...), '}')
	}), w.left, nil
}

// leaf is an object of a starting record that holds no other and no list; its
// texts are names, ids or blank. It is shown on one line.
var leaf = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\{[^{}\[\]]{1,300}\}`) })

type skeleton struct {
	p    *protocol.Protocol
	opt  Starting
	enc  *jsontext.Encoder
	now  model.ID // the child that is being written
	left []string
	err  error
}

func (w *skeleton) token(t jsontext.Token) {
	if w.err == nil {
		w.err = w.enc.WriteToken(t)
	}
}

func (w *skeleton) text(name, value string) {
	w.token(jsontext.String(name))
	w.token(jsontext.String(value))
}

// object writes a struct of the record, below a path without indexes.
func (w *skeleton) object(path string, t reflect.Type) {
	w.token(jsontext.BeginObject)
	for f := range t.Fields() {
		if name := f.Tag.Get("json"); name != "" {
			w.field(strings.TrimPrefix(path+"."+name, "."), name, f)
		}
	}
	w.token(jsontext.EndObject)
}

func (w *skeleton) field(path, name string, f reflect.StructField) {
	if value, given := w.given(path); given {
		w.text(name, value)
		return
	}
	t := f.Type
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if slices.Contains(leftOut, path) {
		w.leave(path)
		return
	}
	switch examples := w.examples(path); {
	case examples != nil && w.opt.Examples:
		w.token(jsontext.String(name))
		if w.err == nil {
			w.err = w.enc.WriteValue(jsontext.Value(model.EncodeValue(examples)))
		}
	case path == "children", path == "file":
		w.token(jsontext.String(name))
		w.token(jsontext.BeginArray)
		for _, id := range w.children() {
			if w.now = id; path == "children" {
				w.object(path, t.Elem())
				continue
			}
			for _, item := range w.p.Checklist {
				w.item(item.ID, t.Elem())
			}
		}
		w.token(jsontext.EndArray)
	case path == "extra":
		w.extra(name)
	case t.Kind() == reflect.Slice:
		if strings.HasSuffix(path, "address.lines") { // the postcode stands alone else
			w.token(jsontext.String(name))
			w.token(jsontext.BeginArray)
			w.token(jsontext.EndArray)
			return
		}
		w.leave(path)
	case t.Kind() == reflect.Map:
		w.token(jsontext.String(name))
		w.events(f.Tag.Get("events"))
	case t.Kind() == reflect.String, t == reflect.TypeFor[dates.Date](), t == reflect.TypeFor[dates.Partial](), t == reflect.TypeFor[model.Moment]():
		w.text(name, "")
	case t.Kind() == reflect.Struct:
		w.token(jsontext.String(name))
		w.object(path, t)
	case t.Kind() == reflect.Bool, t.Kind() == reflect.Int:
		// blank isn't one of their values
	default:
		w.err = fmt.Errorf("%s is of a type that has no blank: %s", path, t)
	}
}

// children are the ids of the children.
func (w *skeleton) children() (ids []model.ID) {
	for n := range max(1, w.opt.Children) {
		ids = append(ids, model.ID(fmt.Sprintf("C%d", n+1)))
	}
	return ids
}

// examples are the entries that show how a list is filled in; nil: none is shown.
func (w *skeleton) examples(path string) any {
	no := false
	address := &model.Address{Lines: []string{"1 Example Street", "EXAMPLETOWN"}, Postcode: "ZZ1 1AA"}
	switch path {
	case "people":
		p := model.Person{ID: "P1", Name: "EXAMPLE person", Address: address, Telephone: "07700 900000"}
		for _, id := range w.children() {
			p.Relationship = append(p.Relationship, model.Relationship{
				Child: id, Is: "aunt", ParentalResponsibility: &no, Inform: &model.Inform{Tell: &no, Reason: "an example"}})
		}
		return []model.Person{p}
	case "professionals":
		return []model.Professional{{ID: "R1", Name: "EXAMPLE professional", Role: "health visitor", Kind: "health", Agency: "EXAMPLE agency",
			Address: address, Telephone: "020 7946 0000", Email: "professional@example.org", Inform: &model.Told{Tell: &no, Reason: "an example"}}}
	case "workers":
		return []model.Worker{{ID: "W1", Name: "EXAMPLE worker", Role: "Social Worker", Team: "T1", Telephone: "020 7946 0001", Email: "worker@example.org"}}
	case "teams":
		return []model.Team{{ID: "T1", Name: "EXAMPLE team", Address: address, Telephone: "020 7946 0002", OutOfHours: "020 7946 0003"}}
	}
	return nil
}

// leave notes a section that is left out.
func (w *skeleton) leave(path string) {
	if !strings.Contains(path, ".") {
		w.left = append(w.left, path)
	}
}

// given is what a starting record says already.
func (w *skeleton) given(path string) (string, bool) {
	switch path {
	case "schema":
		return model.SchemaName, true
	case "protocol":
		return w.p.Name, true
	case "children.id":
		return string(w.now), true
	case "transfer.kind":
		return w.p.TransferKinds[0], true
	}
	return "", false
}

// item is the checklist's line for a child.
func (w *skeleton) item(id string, t reflect.Type) {
	w.token(jsontext.BeginObject)
	for f := range t.Fields() {
		switch name := f.Tag.Get("json"); name {
		case "item":
			w.text(name, id)
		case "child":
			w.text(name, string(w.now))
		default:
			w.field("file."+name, name, f)
		}
	}
	w.token(jsontext.EndObject)
}

// extra has the council's own facts, but for those that are true or false.
func (w *skeleton) extra(name string) {
	var names []string
	for _, x := range w.p.Extra {
		if x.Type != "yes_no" {
			names = append(names, x.Name)
		}
	}
	if len(names) == 0 {
		return
	}
	w.token(jsontext.String(name))
	w.token(jsontext.BeginObject)
	for _, n := range names {
		w.text(n, "")
	}
	w.token(jsontext.EndObject)
}

// events has the events, of a child or of the transfer, that the council's
// deadlines count from or measure, and those that it adds.
func (w *skeleton) events(of string) {
	counted := map[string]bool{}
	for _, d := range w.p.Deadlines {
		for _, e := range []string{d.Measured, d.Before, d.After, d.IfNone, d.AsSoonAs, d.DateSetBy} {
			counted[e] = true
		}
	}
	names := slices.DeleteFunc(model.Events(of), func(e string) bool { return !counted[e] })
	for _, e := range w.p.Events {
		if e.Of == of {
			names = append(names, e.Name)
		}
	}
	w.token(jsontext.BeginObject)
	for _, n := range names {
		w.text(n, "")
	}
	w.token(jsontext.EndObject)
}
