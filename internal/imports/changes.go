package imports

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"handover/model"
)

// Change is one difference between two records.
type Change struct {
	Path    string // in the record, elements called by their ids: "children[C1].surname"
	Words   string // the same in words: "C1: surname"
	Was, Is string // as the case file writes them; "" is none
}

// Changes are the differences between two records, in the order of
// docs/record.md. A child is the same by its number, or else by its id, what else
// has an id by that; of other lists, what stands in one alone is a change.
func Changes(was, is *model.Record) []Change {
	c := &changes{}
	c.value("", "", reflect.ValueOf(was).Elem(), reflect.ValueOf(is).Elem(), "")
	return c.all
}

type changes struct{ all []Change }

func (c *changes) add(path, words, was, is string) {
	if was != is {
		c.all = append(c.all, Change{Path: path, Words: strings.TrimPrefix(words, ": "), Was: was, Is: is})
	}
}

// value compares two values of one type; table is that of their codes.
func (c *changes) value(path, words string, was, is reflect.Value, table string) {
	switch {
	case was.Kind() == reflect.Pointer && was.IsNil() != is.IsNil(),
		was.Kind() == reflect.Slice && was.IsNil() != is.IsNil() && was.Len()+is.Len() == 0:
		c.add(path, words, shown(was, table), shown(is, table))
	case was.Kind() == reflect.Pointer:
		if !was.IsNil() {
			c.value(path, words, was.Elem(), is.Elem(), table)
		}
	case isObject(was.Type()):
		for i := range was.NumField() {
			f := was.Type().Field(i)
			name := f.Tag.Get("json")
			if name == "" || name == "imported" {
				continue
			}
			c.value(
				strings.TrimPrefix(path+"."+name, "."),
				words+": "+strings.ReplaceAll(name, "_", " "),
				was.Field(i),
				is.Field(i),
				f.Tag.Get("code"),
			)
		}
	case was.Kind() == reflect.Slice && was.Type().Elem().Kind() == reflect.Struct && isObject(was.Type().Elem()):
		c.list(path, words, was, is)
	case was.Kind() == reflect.Map:
		for _, key := range keysOf(was, is) {
			k := reflect.ValueOf(key).Convert(was.Type().Key())
			c.add(
				path+"."+key,
				words+": "+strings.ReplaceAll(key, "_", " "),
				shown(was.MapIndex(k), ""),
				shown(is.MapIndex(k), ""),
			)
		}
	default:
		c.add(path, words, shown(was, table), shown(is, table))
	}
}

// isObject says whether a type is an object of the record with fields of its own.
func isObject(t reflect.Type) bool {
	return t.Kind() == reflect.Struct && t.NumField() > 0 && t.Field(0).Tag.Get("json") != "" &&
		t != reflect.TypeFor[model.Moment]()
}

func keysOf(maps ...reflect.Value) []string {
	var all []string
	for _, m := range maps {
		for _, k := range m.MapKeys() {
			all = append(all, k.String())
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// list compares two lists of objects.
func (c *changes) list(path, words string, was, is reflect.Value) {
	found := make([]bool, is.Len())
	for i := range was.Len() {
		k := slices.IndexFunc(
			indexes(is.Len()),
			func(k int) bool { return !found[k] && sameElement(was.Index(i), is.Index(k)) },
		)
		if k < 0 {
			c.add(elementPath(path, was.Index(i), i), words+": "+nameOf(was.Index(i)), shown(was.Index(i), ""), "")
			continue
		}
		found[k] = true
		if id := idOf(is.Index(k)); id != "" {
			c.value(path+"["+id+"]", words+": "+id, was.Index(i), is.Index(k), "")
		}
	}
	for k := range is.Len() {
		if !found[k] {
			c.add(elementPath(path, is.Index(k), k), words+": "+nameOf(is.Index(k)), "", shown(is.Index(k), ""))
		}
	}
}

func indexes(n int) []int {
	all := make([]int, n)
	for i := range all {
		all[i] = i
	}
	return all
}

func idOf(v reflect.Value) string {
	if id := fieldOf(v, "id"); id.IsValid() {
		return id.String()
	}
	return ""
}

func elementPath(path string, v reflect.Value, i int) string {
	if id := idOf(v); id != "" {
		return path + "[" + id + "]"
	}
	return fmt.Sprintf("%s[%d]", path, i)
}

func nameOf(v reflect.Value) string {
	if id := idOf(v); id != "" {
		return id
	}
	return "entry"
}

// sameElement says whether two elements of a list are one: a child by its
// number, others by their id, and what has none by all that it says.
func sameElement(a, b reflect.Value) bool {
	if x, ok := a.Addr().Interface().(*model.Child); ok {
		if y := b.Addr().Interface().(*model.Child); x.Number != "" && y.Number != "" {
			return x.Number == y.Number
		}
	}
	if id := idOf(a); id != "" {
		return id == idOf(b)
	}
	return model.EncodeValue(a.Interface()) == model.EncodeValue(b.Interface())
}

// shown is a value as the case file writes it, a code with what it means.
func shown(v reflect.Value, table string) string {
	v = reflect.Indirect(v)
	if !v.IsValid() || v.Kind() != reflect.Bool && v.Kind() != reflect.Int && v.IsZero() {
		return ""
	}
	if extra, ok := v.Interface().(model.Extra); ok {
		if extra.Bool != nil {
			return fmt.Sprint(*extra.Bool)
		}
		return string(extra.Text)
	}
	if table != "" && v.Kind() == reflect.String {
		if means, known := model.Describe(table, model.Code(v.String())); known {
			return fmt.Sprintf("%s (%s)", means, v)
		}
	}
	if v.Kind() == reflect.String {
		return v.String()
	}
	return strings.Trim(model.EncodeValue(v.Interface()), `"`)
}
