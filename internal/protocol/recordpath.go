package protocol

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"handover/model"
	"handover/model/dates"
)

// path leads to what the record holds, by docs/record.md: "transfer.exception",
// "child.placement.from" of each child, "transfer.chair.role" through the id of
// somebody, "assessments.completed" through a list, "order.kind" in an entry
// that an any goes through.
type path struct {
	steps []step
	root  string // "child", the name of a list's entry, or "" for the record
	scope Scope
	last  reflect.StructField
	in    reflect.Type // whose field it is
	typ   reflect.Type // what stands at the end
	extra string       // the type of a council's own field
	list  bool         // a list stands at the end
	many  bool         // the path goes through a list
}

// step is a field, or the key of a map; follow says whose id to follow then.
type step struct {
	field  int
	key    string
	follow string
}

// pathOf is the path of its parts. near says what may have been meant.
func (p *Protocol) pathOf(parts []string, entry *listOf) (*path, string, error) {
	at := &path{typ: reflect.TypeFor[model.Record]()}
	rest := parts
	switch first := parts[0]; {
	case first == "child":
		at.root, at.scope, at.typ, rest = first, OfChild, reflect.TypeFor[model.Child](), parts[1:]
	case first == "recipient":
		at.root, at.scope, at.typ, rest = first, OfRecipient, reflect.TypeFor[model.Professional](), parts[1:]
	case entry != nil && entry.name == first:
		at.root, at.scope, rest = first, 0, parts[1:]
		list, _, err := p.pathOf(strings.Split(entry.path, "."), nil)
		if err != nil {
			return nil, "", err
		}
		at.typ, at.scope = list.typ.Elem(), list.scope
	case slices.ContainsFunc(lists, func(l listOf) bool { return l.name == first }):
		return nil, fmt.Sprintf("any (… .%s …)", strings.Join(parts, ".")), fmt.Errorf("%q is of one of a list: an any or count goes through it", first)
	}
	if len(rest) == 0 {
		return at, "", nil
	}
	for i, name := range rest {
		if err := at.follow(); err != nil {
			return nil, "", err
		}
		if at.typ.Kind() == reflect.Map {
			if err := p.key(at, name); err != nil {
				return nil, "docs/protocols.md says how events and fields of a council's own are declared", err
			}
			continue
		}
		if at.typ.Kind() != reflect.Struct || at.typ == reflect.TypeFor[dates.Date]() || at.typ == reflect.TypeFor[dates.Partial]() {
			before := parts[0]
			if i > 0 {
				before = rest[i-1]
			}
			return nil, "docs/record.md lists the fields", fmt.Errorf("a path goes no further than %q", before)
		}
		j := fieldIndex(at.typ, name)
		if j < 0 {
			var known []string
			for x := range at.typ.Fields() {
				known = append(known, jsonName(x))
			}
			hint := "docs/record.md lists the fields"
			if near := model.Nearest(name, known); near != "" {
				hint = fmt.Sprintf("did you mean %q?", near)
			}
			return nil, hint, fmt.Errorf("the record has no field %q there", name)
		}
		at.last, at.in = at.typ.Field(j), at.typ
		at.steps, at.typ = append(at.steps, step{field: j}), at.last.Type
	}
	if at.typ.Kind() == reflect.Pointer {
		at.typ = at.typ.Elem()
	}
	at.list = at.typ.Kind() == reflect.Slice
	return at, "", nil
}

// follow goes on from where a path has come: to what a pointer points to, into
// a list, to whom an id names.
func (at *path) follow() error {
	if at.typ.Kind() == reflect.Pointer {
		at.typ = at.typ.Elem()
	}
	if at.typ.Kind() == reflect.Slice {
		at.typ, at.many = at.typ.Elem(), true
	}
	if at.typ != reflect.TypeFor[model.ID]() {
		return nil
	}
	whose := at.last.Tag.Get("ref")
	of := map[string]reflect.Type{"worker": reflect.TypeFor[model.Worker](), "team": reflect.TypeFor[model.Team](), "person": reflect.TypeFor[model.Person](),
		"professional": reflect.TypeFor[model.Professional](), "child": reflect.TypeFor[model.Child](), "meeting": reflect.TypeFor[model.Meeting]()}[whose]
	if of == nil {
		return errors.New("that can be the id of more than one kind of people: nothing below it can be asked")
	}
	at.steps[len(at.steps)-1].follow, at.typ = whose, of
	return nil
}

// key goes on to an event, or to a field of the council's own.
func (p *Protocol) key(at *path, name string) error {
	if at.typ.Elem() == reflect.TypeFor[model.Moment]() {
		if known := p.triggerNames(); !slices.Contains(known, name) {
			return fmt.Errorf("unknown event %q", name)
		}
	} else {
		i := slices.IndexFunc(p.Extra, func(x Extra) bool { return x.Name == name })
		if i < 0 {
			return fmt.Errorf("this council has no extra %q", name)
		}
		at.extra = p.Extra[i].Type
	}
	at.steps, at.typ, at.last = append(at.steps, step{key: name}), at.typ.Elem(), reflect.StructField{}
	return nil
}

func fieldIndex(t reflect.Type, name string) int {
	for i := range t.NumField() {
		if n := jsonName(t.Field(i)); n == name && n != "" {
			return i
		}
	}
	return -1
}

// jsonName is a field's name in JSON and in protocol.yaml, empty if it has none.
func jsonName(f reflect.StructField) string {
	name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
	return name
}

// wordsOf are the words that a field of the record may hold: "transfer.kind",
// or one of a list's entries, "professionals[].kind".
func wordsOf(name string) []string {
	at, _, err := (&Protocol{}).pathOf(strings.Split(strings.ReplaceAll(name, "[]", ""), "."), nil)
	if err != nil {
		return nil
	}
	return strings.Fields(at.last.Tag.Get("words"))
}

// expr is what a condition has of a path.
func (at *path) expr() *expr {
	e := &expr{kind: group, scope: at.scope, path: at, ask: func(s *Situation) value { return value{} }}
	one := func(read func(reflect.Value) value) func(*Situation) value {
		return func(s *Situation) (v value) {
			at.each(s, func(x reflect.Value) bool {
				if x.Kind() == reflect.Pointer {
					x = x.Elem() // of nil, no value
				}
				if x.IsValid() {
					v = read(x)
				}
				return false
			})
			return v
		}
	}
	switch {
	case at.typ == reflect.TypeFor[dates.Date]() || at.typ == reflect.TypeFor[model.Moment]() || at.extra == "date":
		e.kind, e.ask = moment, at.latest
	case at.many || at.list:
	case at.extra == "yes_no":
		e.kind, e.ask = truth, one(func(x reflect.Value) value {
			b := x.Interface().(model.Extra).Bool
			return value{known: b != nil, truth: b != nil && *b}
		})
	case at.extra == "text":
		e.kind, e.ask = text, one(func(x reflect.Value) value { return value{known: true, text: string(x.Interface().(model.Extra).Text)} })
	case at.in == reflect.TypeFor[model.Team]() && at.last.Name == "Service":
		e.kind, e.service = text, true
		e.ask = func(s *Situation) (v value) {
			at.each(s, func(x reflect.Value) bool { v = value{known: true, text: s.p.Service(x.String())}; return false })
			return v
		}
	case at.typ.Kind() == reflect.String:
		e.kind, e.ask = text, one(func(x reflect.Value) value { return value{known: true, text: x.String()} })
	case at.typ.Kind() == reflect.Bool:
		e.kind, e.ask = truth, one(func(x reflect.Value) value { return yes(x.Bool()) })
	case at.typ.Kind() == reflect.Int:
		e.kind, e.ask = number, one(func(x reflect.Value) value { return value{known: true, n: int(x.Int())} })
	}
	return e
}

// latest is the date at a path, the latest of several.
func (at *path) latest(s *Situation) (v value) {
	at.each(s, func(x reflect.Value) bool {
		var m model.Moment
		switch x := x.Interface().(type) {
		case dates.Date:
			m.Date = x
		case model.Moment:
			m = x
		case model.Extra:
			m.Date, _ = dates.Parse(string(x.Text)) // of a date, by the record's check
		}
		if m.Date.After(v.at.Date) {
			v = value{known: true, at: dates.Moment{Date: m.Date, Clock: string(m.Time)}}
		}
		return true
	})
	return v
}

// recorded says whether the record holds something there: an empty list counts,
// for somebody asked.
func (at *path) recorded(s *Situation) (found bool) {
	at.each(s, func(x reflect.Value) bool {
		found = found || !x.IsZero()
		return !found
	})
	return found
}

// count is how many entries the list at the end has.
func (at *path) count(s *Situation) (n int) {
	at.each(s, func(x reflect.Value) bool {
		n += x.Len()
		return true
	})
	return n
}

// each visits what stands at the end, until visit returns false.
func (at *path) each(s *Situation, visit func(reflect.Value) bool) {
	var start reflect.Value
	switch at.root {
	case "":
		start = reflect.ValueOf(s.rec).Elem()
		if len(at.steps) > 0 && at.steps[0].field == transferField && s.left() {
			return
		}
	case "child":
		if s.child == nil {
			return
		}
		start = reflect.ValueOf(s.child).Elem()
	case "recipient":
		if r := s.rec.Professional(s.recipient); r != nil {
			start = reflect.ValueOf(r).Elem()
		}
	default:
		start = s.entry
	}
	if start.IsValid() {
		walk(s, start, at.steps, visit)
	}
}

var transferField = fieldIndex(reflect.TypeFor[model.Record](), "transfer")

func walk(s *Situation, v reflect.Value, steps []step, visit func(reflect.Value) bool) bool {
	if len(steps) == 0 {
		return visit(v)
	}
	if v.Kind() == reflect.Pointer {
		if v.IsNil() {
			return true
		}
		v = v.Elem()
	}
	if v.Kind() == reflect.Slice {
		for i := range v.Len() {
			if entry := v.Index(i); s.concerns(entry) && !walk(s, entry, steps, visit) {
				return false
			}
		}
		return true
	}
	next, rest := steps[0], steps[1:]
	if next.key != "" {
		x := v.MapIndex(reflect.ValueOf(next.key).Convert(v.Type().Key()))
		return !x.IsValid() || walk(s, x, rest, visit)
	}
	x := v.Field(next.field)
	if next.follow == "" {
		return walk(s, x, rest, visit)
	}
	for _, id := range idsOf(x) {
		if whom := lookUp(s.rec, next.follow, id); whom.IsValid() && !walk(s, whom, rest, visit) {
			return false
		}
	}
	return true
}

func idsOf(x reflect.Value) []model.ID {
	if one, ok := x.Interface().(model.ID); ok {
		return []model.ID{one}
	}
	return x.Interface().([]model.ID)
}

// lookUp is who or what has an id; no value if nobody does.
func lookUp(rec *model.Record, whose string, id model.ID) reflect.Value {
	var found reflect.Value
	switch whose {
	case "worker":
		found = reflect.ValueOf(rec.Worker(id))
	case "team":
		found = reflect.ValueOf(rec.Team(id))
	case "person":
		found = reflect.ValueOf(rec.Person(id))
	case "professional":
		found = reflect.ValueOf(rec.Professional(id))
	case "child":
		found = reflect.ValueOf(rec.Child(id))
	case "meeting":
		found = reflect.ValueOf(rec.Meeting(id))
	}
	if found.IsNil() {
		return reflect.Value{}
	}
	return found.Elem()
}

// listOf is a list of the record, and what an entry of it is called where an
// any or count goes through it.
type listOf struct {
	name, path string
	scope      Scope
}

var lists = []listOf{
	{"order", "child.orders", OfChild},
	{"status", "child.statuses", OfChild},
	{"relationship", "people.relationship", OfChild},
	{"task", "tasks", 0},
	{"assessment", "assessments", 0},
	{"meeting", "meetings", 0},
	{"plan", "plans", 0},
	{"payment", "finance", 0},
	{"worker", "workers", 0},
	{"professional", "professionals", 0},
	{"person", "people", 0},
	{"item", "file", 0},
	{"letter", "sent", 0},
}

// count is how many entries of the list a condition holds for: of a list of
// each child, where the whole case is meant, of every child's.
func (l *listOf) count(s *Situation, of *expr) (n int) {
	if l.scope&OfChild != 0 && s.child == nil {
		for i := range s.rec.Children {
			n += l.count(s.about(&s.rec.Children[i]), of)
		}
		return n
	}
	path, _, err := s.p.pathOf(strings.Split(l.path, "."), nil)
	if err != nil {
		panic("protocol: " + err.Error()) // TestLists has gone through them
	}
	path.each(s, func(list reflect.Value) bool {
		for i := range list.Len() {
			entry := list.Index(i)
			if !s.concerns(entry) {
				continue
			}
			inner := *s
			inner.entry = entry
			if of.ask(&inner).truth {
				n++
			}
		}
		return true
	})
	return n
}

// concerns says whether an entry of a list is about the child who is meant: it
// names that child, or none at all.
func (s *Situation) concerns(entry reflect.Value) bool {
	if s.child == nil || entry.Kind() != reflect.Struct {
		return true
	}
	for _, name := range []string{"Child", "Children", "About"} {
		f := entry.FieldByName(name)
		if !f.IsValid() {
			continue
		}
		switch of := f.Interface().(type) {
		case model.ID:
			return of == "" || of == s.child.ID
		case []model.ID:
			return len(of) == 0 || slices.Contains(of, s.child.ID)
		}
	}
	return true
}
