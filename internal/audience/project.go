package audience

import (
	"fmt"
	"reflect"
	"strings"
	"sync"
	"unicode"

	"handover/model"
	"handover/model/dates"
)

// A projection is how the fields of a view are filled from a struct of the
// record: each from the field of the same name, or from that at the path in
// its tag record. It is worked out from the types alone, once.
type projection []step

// step fills one field of a view.
type step struct {
	field int
	name  string            // as the path has it: "placement.previous.to"
	from  []int             // of the record's struct, field by field, through its pointers
	key   string            // of a map of dates
	tag   reflect.StructTag // of the record's field
}

type pair struct{ view, record reflect.Type }

// projections are those of the internal view and of all that it holds.
var projections = sync.OnceValue(func() map[pair]projection {
	all := map[pair]projection{}
	plan(all, reflect.TypeFor[Internal](), reflect.TypeFor[model.Record]())
	plan(all, reflect.TypeFor[InternalTask](), reflect.TypeFor[model.Task]())
	plan(all, reflect.TypeFor[CheckItem](), reflect.TypeFor[model.FileItem]())
	return all
})

func plan(all map[pair]projection, view, record reflect.Type) {
	if _, ok := all[pair{view, record}]; ok {
		return
	}
	all[pair{view, record}] = nil
	var out projection
	for i := range view.NumField() {
		f := view.Field(i)
		if !f.IsExported() || f.Type == reflect.TypeFor[At]() {
			continue
		}
		s := step{field: i, name: fieldName(f)}
		end, ok := s.find(record)
		if !ok {
			continue // worked out
		}
		out = append(out, s)
		if v, r := elem(f.Type), elem(end); v.Kind() == reflect.Struct && v != reflect.TypeFor[Fact]() && v != reflect.TypeFor[Narrative]() {
			plan(all, v, r)
		}
	}
	all[pair{view, record}] = out
}

func elem(t reflect.Type) reflect.Type {
	for t.Kind() == reflect.Slice || t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	return t
}

// find goes along the step's name through a struct of the record, and gives the
// type that it leads to; false if it leads nowhere.
func (s *step) find(t reflect.Type) (reflect.Type, bool) {
	for part := range strings.SplitSeq(s.name, ".") {
		if t.Kind() == reflect.Pointer {
			t = t.Elem()
		}
		if t == reflect.TypeFor[map[model.Word]model.Moment]() {
			s.key = part
			return reflect.TypeFor[model.Moment](), true
		}
		if t.Kind() != reflect.Struct {
			return nil, false
		}
		i := 0
		for i < t.NumField() && t.Field(i).Tag.Get("json") != part {
			i++
		}
		if i == t.NumField() {
			return nil, false
		}
		s.from, s.tag, t = append(s.from, i), t.Field(i).Tag, t.Field(i).Type
	}
	return t, t != reflect.TypeFor[map[model.Word]model.Moment]() && t != reflect.TypeFor[map[string]model.Extra]()
}

// fieldName is what a view's field is called in the record: by its tag, or
// else by its own name. The tag from is for one that stands for all of an object
// and shows a field of it.
func fieldName(f reflect.StructField) string {
	for _, tag := range []string{"from", "record"} {
		if name := f.Tag.Get(tag); name != "" {
			return name
		}
	}
	var b strings.Builder
	for i, r := range f.Name {
		if unicode.IsUpper(r) && i > 0 && f.Name != "ID" {
			b.WriteByte('_')
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

// project fills a view from the struct of the record that it shows, at a place
// of the record.
func (b *builder) project(view, src any, at At) {
	v, r := reflect.ValueOf(view).Elem(), reflect.ValueOf(src).Elem()
	v.FieldByName("At").Set(reflect.ValueOf(at))
	for _, s := range projections()[pair{v.Type(), r.Type()}] {
		path := strings.TrimPrefix(at.path+"."+s.name, ".")
		x, f := r, v.Field(s.field)
		for _, i := range s.from {
			if x.Kind() == reflect.Pointer {
				x = x.Elem()
			}
			if !x.IsValid() {
				break // what it lies in isn't recorded
			}
			x = x.Field(i)
		}
		if x.IsValid() {
			b.set(f, x, s, path)
		}
	}
	b.work(view, src, at)
}

// set fills one field of a view from a value of the record.
func (b *builder) set(f, x reflect.Value, s step, path string) {
	switch f.Type() {
	case reflect.TypeFor[*Fact]():
		f.Set(reflect.ValueOf(b.show(x, s, path)))
		return
	case reflect.TypeFor[*Narrative]():
		f.Set(reflect.ValueOf(b.text(x.Addr().Interface().(*model.Text))))
		return
	case reflect.TypeFor[[]*Narrative]():
		f.Set(reflect.ValueOf(all(x.Interface().([]model.Text), nil, b.text)))
		return
	}
	if f.Kind() == reflect.Struct {
		if x.IsNil() {
			f.FieldByName("At").Set(reflect.ValueOf(At{path}))
		} else {
			b.project(f.Addr().Interface(), x.Interface(), At{path})
		}
		return
	}
	if x.IsNil() {
		return
	}
	list := reflect.MakeSlice(f.Type(), 0, x.Len())
	for i := range x.Len() {
		entry := x.Index(i).Addr().Interface()
		if b.concerns(entry) {
			v := reflect.New(f.Type().Elem())
			b.project(v.Interface(), entry, b.at(entry, path))
			list = reflect.Append(list, v.Elem())
		}
	}
	f.Set(list)
}

// show is a value of the record as a line, by its type and its tags.
func (b *builder) show(x reflect.Value, s step, path string) *Fact {
	if s.key != "" {
		m := x.Interface().(map[model.Word]model.Moment)[model.Word(s.key)]
		return b.moment(&m, path)
	}
	switch p := x.Addr().Interface().(type) {
	case *string:
		return b.line(p)
	case *dates.Date:
		return b.date(p)
	case *dates.Partial:
		return b.partial(p)
	case *model.Time:
		return b.time(p)
	case *model.Moment:
		return b.moment(p, path)
	case **bool:
		return b.bool(p)
	case **int:
		return b.int(p)
	case *model.ID:
		switch s.tag.Get("ref") {
		case "":
			return fact(string(*p), path)
		case "child":
			return b.childOf(p)
		case "meeting":
			return b.agreedAt(p)
		}
		return b.who(p)
	case *[]model.ID:
		if s.tag.Get("ref") == "child" {
			return b.children(p)
		}
		return b.whoAll(p)
	case *model.Code:
		return b.code(s.tag.Get("code"), p)
	case *[]model.Code:
		return b.codes(s.tag.Get("code"), *p, path)
	case *model.Word:
		if s.tag.Get("events") != "" {
			return b.event(p)
		}
		return b.word(p)
	case *[]model.Word:
		var out []string
		for _, w := range *p {
			out = append(out, words(string(w)))
		}
		return joined(out, *p == nil, path)
	case *[]string:
		return joined(*p, *p == nil, path)
	case **model.Address:
		return b.addressInFull(*p, path)
	case **model.Translation:
		return b.translation(*p, path)
	case *[]model.Status:
		return b.statuses(*p, path)
	case *[]model.PreviousName:
		return b.previousNames(*p, path)
	case *[]model.WhoOn:
		return b.whoOn(*p, path)
	}
	panic(fmt.Sprintf("audience: no line for %s at %s", x.Type(), path)) // a fault in the views, met by every test
}
