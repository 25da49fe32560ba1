package model

import (
	"cmp"
	"reflect"
	"slices"
	"strconv"
	"sync"
)

// origin is where a decoded record came from.
type origin struct {
	file string
	src  []byte
	begins
	regions []region
}

// A region is one allocation of the record: the record itself, a list's array,
// or what a pointer points to. With them the path of any address inside the
// record can be worked out, at no cost for each value.
type region struct {
	start, size uintptr
	elem        reflect.Type
	list        bool
	parent      int // index of the region that holds the pointer or slice; -1 for the record
	at          uintptr
	holder      reflect.Type
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
	i, exact := slices.BinarySearchFunc(all, addr, func(x region, a uintptr) int { return cmp.Compare(x.start, a) })
	if !exact {
		i--
	}
	if i < 0 || addr >= all[i].start+all[i].size {
		return ""
	}
	x := all[i]
	prefix := ""
	if x.parent != -1 {
		p := all[x.parent]
		prefix = r.path(p.start+x.at, x.holder)
	}
	offset := addr - x.start
	if x.list {
		n := offset / x.elem.Size()
		offset -= n * x.elem.Size()
		prefix += "[" + strconv.FormatUint(uint64(n), 10) + "]"
	}
	rest, ok := fieldAt(x.elem, offset, want)
	if !ok {
		return ""
	}
	if prefix == "" && rest != "" {
		rest = rest[1:]
	}
	return prefix + rest
}

// fieldAt is the path, inside a struct, of the field of a type that starts at
// an offset: ".initial_assessment.done".
func fieldAt(t reflect.Type, offset uintptr, want reflect.Type) (string, bool) {
	if offset == 0 && t == want {
		return "", true
	}
	if t.Kind() != reflect.Struct {
		return "", false
	}
	for _, f := range spansByType()[t] {
		if offset >= f.from && offset < f.to {
			rest, ok := fieldAt(f.typ, offset-f.from, want)
			return f.name + rest, ok
		}
	}
	return "", false
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
	g := &regions{}
	g.add(v.Elem().Type(), v.Pointer(), 1, region{parent: -1})
	g.inside(v.Elem(), 0)
	order := make([]int, len(g.all)) // old index by new
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(g.all[a].start, g.all[b].start) })
	moved := make([]int, len(order))
	for now, old := range order {
		moved[old] = now
	}
	sorted := make([]region, len(order))
	for now, old := range order {
		sorted[now] = g.all[old]
		if p := sorted[now].parent; p != -1 {
			sorted[now].parent = moved[p]
		}
	}
	return sorted
}

type regions struct{ all []region }

func (g *regions) add(elem reflect.Type, start uintptr, n int, r region) int {
	r.start, r.size, r.elem = start, elem.Size()*uintptr(n), elem
	g.all = append(g.all, r)
	return len(g.all) - 1
}

// inside adds what a struct or element, which lies in region number in, points to.
func (g *regions) inside(v reflect.Value, in int) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				g.inside(v.Field(i), in)
			}
		}
	case reflect.Pointer:
		if !v.IsNil() {
			r := region{parent: in, at: v.Addr().Pointer() - g.all[in].start, holder: v.Type()}
			g.inside(v.Elem(), g.add(v.Type().Elem(), v.Pointer(), 1, r))
		}
	case reflect.Slice:
		if v.Len() == 0 {
			return
		}
		r := region{list: true, parent: in, at: v.Addr().Pointer() - g.all[in].start, holder: v.Type()}
		n := g.add(v.Type().Elem(), v.Pointer(), v.Len(), r)
		for i := range v.Len() {
			g.inside(v.Index(i), n)
		}
	}
}
