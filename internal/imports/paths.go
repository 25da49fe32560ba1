package imports

import (
	"crypto/sha256"
	"encoding/hex"
	"reflect"
	"strings"

	"handover/model"
)

// mark tells two values apart, and whether one was changed.
func mark(v any) string {
	sum := sha256.Sum256([]byte(model.EncodeValue(v)))
	return hex.EncodeToString(sum[:6])
}

// valueAt is the value at a path of a record, in which an element of a list is
// called by its id: "children[C1].address". false: there is nothing.
func valueAt(rec *model.Record, path string) (reflect.Value, bool) {
	v := reflect.ValueOf(rec).Elem()
	for step := range strings.SplitSeq(path, ".") {
		name, id, _ := strings.Cut(strings.TrimSuffix(step, "]"), "[")
		v = reflect.Indirect(v)
		if !v.IsValid() {
			return v, false
		}
		if v.Kind() == reflect.Map {
			v = v.MapIndex(reflect.ValueOf(name).Convert(v.Type().Key()))
		} else {
			v = fieldOf(v, name)
		}
		if !v.IsValid() {
			return v, false
		}
		if id != "" {
			if v = elementOf(v, id); !v.IsValid() {
				return v, false
			}
		}
	}
	v = reflect.Indirect(v)
	return v, v.IsValid() && !v.IsZero()
}

// fieldOf is the field that JSON calls so.
func fieldOf(v reflect.Value, name string) reflect.Value {
	for i := range v.NumField() {
		if v.Type().Field(i).Tag.Get("json") == name {
			return v.Field(i)
		}
	}
	return reflect.Value{}
}

// elementOf is the element of a list with an id.
func elementOf(list reflect.Value, id string) reflect.Value {
	for i := range list.Len() {
		if x := fieldOf(list.Index(i), "id"); x.IsValid() && x.String() == id {
			return list.Index(i)
		}
	}
	return reflect.Value{}
}
