package model

import (
	"cmp"
	"reflect"
	"slices"
	"sort"
	"strconv"
	"strings"
	"sync"
)

// origin is where a decoded record came from.
type origin struct {
	file string
	src  []byte
	begins
	regions []region
	mended  []Problem
	went    []Went
}

// Mended is what was read as something else than it stands in the file, field
// by field, in the file's order: line breaks of Windows, bullets of Word, spaces
// at an end. No word is changed by it.
func (r *Record) Mended() []Problem { return r.origin.mended }

// A region is one allocation of the record: the record itself, a list's array,
// or what a pointer points to. With them the path of any address inside the
// record can be worked out, at no cost for each value.
type region struct {
	start, size uintptr
	elem        reflect.Type
	list        bool
	path        string // of what holds it, with a dot before it: ".children[0].address"; "" for the record
}

// Place is where a value stands in the case file.
type Place struct {
	Path      string // "children[0].first_name"
	Line, Col int    // from 1; Col in characters; the nearest object above an absent value
}

// PathOf is the JSON path of a field, element or object of a decoded record,
// given by its address: rec.PathOf(&rec.Children[0].FirstName) is
// "children[0].first_name", also where the file leaves the field out. It is ""
// for the record as a whole and for an address outside it, such as a copy that
// a range loop made.
func (r *Record) PathOf(ptr any) string {
	v := reflect.ValueOf(ptr)
	if v.Kind() != reflect.Pointer || v.IsNil() {
		return ""
	}
	return r.path(v.Pointer(), v.Type().Elem())
}

// PathOfKey is the path of one event of a child's or the transfer's dates, or
// of one extra field: rec.PathOfKey(&rec.Transfer.Dates, "agreed").
func (r *Record) PathOfKey(mapPtr any, key string) string {
	if p := r.PathOf(mapPtr); p != "" {
		return p + "." + key
	}
	return ""
}

// PathAbove is the path of what a path lies in: "court" of "court.solicitor".
func PathAbove(path string) string { return path[:max(0, strings.LastIndexAny(path, ".["))] }

// PlaceOf is PathOf with the place in the file. It reads the file's text again,
// so it is for the few values of which something is to be said.
func (r *Record) PlaceOf(ptr any) Place {
	p := Place{Path: r.PathOf(ptr)}
	if p.Path != "" {
		p.Line, p.Col = newCursor(r.origin.src, r.origin.begins).place(locate(r.origin.src, []string{p.Path})[p.Path].value)
	}
	return p
}

func (r *Record) path(addr uintptr, want reflect.Type) string {
	all := r.origin.regions
	i := sort.Search(len(all), func(i int) bool { return all[i].start > addr }) - 1
	if i < 0 || addr >= all[i].start+all[i].size {
		return ""
	}
	var room [128]byte
	path, ok := all[i].appendPath(room[:0], addr, want)
	if !ok || len(path) == 0 {
		return ""
	}
	return string(path[1:])
}

// appendPath adds the path of a value of a type at an address in the region. not
// ok: there is none.
func (x *region) appendPath(path []byte, addr uintptr, want reflect.Type) (_ []byte, ok bool) {
	path = append(path, x.path...)
	offset := addr - x.start
	if x.list {
		n := offset / x.elem.Size()
		offset -= n * x.elem.Size()
		path = append(strconv.AppendUint(append(path, '['), uint64(n), 10), ']')
	}
	// the struct's field that lies there, and that one's, until it is of the type
	for t := x.elem; offset != 0 || t != want; {
		if t.Kind() != reflect.Struct {
			return path, false
		}
		fields := spansByType()[t]
		k := slices.IndexFunc(fields, func(f span) bool { return offset >= f.from && offset < f.to })
		if k < 0 {
			return path, false
		}
		path = append(path, fields[k].name...)
		t, offset = fields[k].typ, offset-fields[k].from
	}
	return path, true
}

// span is a struct's field that the case file has, ".first_name", and where it
// lies, in bytes from the struct's start.
type span struct {
	name     string
	from, to uintptr
	typ      reflect.Type
}

// spansByType has the fields of each struct of a record, since asking reflect
// for them takes far longer than all else of a path.
var spansByType = sync.OnceValue(func() map[reflect.Type][]span {
	all := map[reflect.Type][]span{}
	var add func(t reflect.Type)
	add = func(t reflect.Type) {
		switch t.Kind() {
		case reflect.Pointer, reflect.Slice:
			add(t.Elem())
		case reflect.Struct:
			if _, done := all[t]; done {
				return
			}
			all[t] = nil
			for i := range t.NumField() {
				f := t.Field(i)
				if name := f.Tag.Get("json"); name != "" {
					all[t] = append(all[t], span{"." + name, f.Offset, f.Offset + f.Type.Size(), f.Type})
					add(f.Type)
				}
			}
		}
	}
	add(reflect.TypeFor[Record]())
	return all
})

// regionsOf lists a record's allocations, by address.
func regionsOf(rec *Record) []region {
	v := reflect.ValueOf(rec)
	g := &regions{[]region{{start: v.Pointer(), size: v.Elem().Type().Size(), elem: v.Elem().Type()}}}
	g.inside(v.Elem(), 0)
	slices.SortFunc(g.all, func(a, b region) int { return cmp.Compare(a.start, b.start) })
	return g.all
}

type regions struct{ all []region }

// add adds n elements that are held by a pointer or slice in region number in.
func (g *regions) add(holder reflect.Value, in, n int, list bool) int {
	elem := holder.Type().Elem()
	path, _ := g.all[in].appendPath(nil, holder.Addr().Pointer(), holder.Type()) // it has one: it is found from there
	g.all = append(g.all, region{holder.Pointer(), elem.Size() * uintptr(n), elem, list, string(path)})
	return len(g.all) - 1
}

// inside adds what a struct or element, which lies in region number in, points to.
func (g *regions) inside(v reflect.Value, in int) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			if f := v.Field(i); f.CanInterface() { // it is exported
				g.inside(f, in)
			}
		}
	case reflect.Pointer:
		if !v.IsNil() {
			g.inside(v.Elem(), g.add(v, in, 1, false))
		}
	case reflect.Slice:
		if v.Len() == 0 {
			return
		}
		n := g.add(v, in, v.Len(), true)
		for i := range v.Len() {
			g.inside(v.Index(i), n)
		}
	}
}
