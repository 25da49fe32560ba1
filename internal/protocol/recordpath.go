package protocol

import (
	"fmt"
	"reflect"
	"strings"

	"handover/model"
)

// recordField is the record's field that a path names: "transfer.exception.reason",
// or "child.pen_picture" for one of each child. A path goes through structs
// only, never into a list. near is the nearest name if it names none.
func recordField(path string) (f reflect.StructField, near string, err error) {
	t := reflect.TypeFor[model.Record]()
	rest, ofChild := strings.CutPrefix(path, "child.")
	if ofChild {
		t = reflect.TypeFor[model.Child]()
	}
	for name := range strings.SplitSeq(rest, ".") {
		if t.Kind() == reflect.Pointer {
			t = t.Elem()
		}
		if t.Kind() != reflect.Struct {
			return f, "", fmt.Errorf("a path goes no further than %q", jsonName(f))
		}
		i := fieldIndex(t, name)
		if i < 0 {
			var known []string
			for x := range t.Fields() {
				known = append(known, jsonName(x))
			}
			return f, model.Nearest(name, known), fmt.Errorf("the record has no field %q there", name)
		}
		f = t.Field(i)
		t = f.Type
	}
	return f, "", nil
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

// recorded says whether the record holds something at a path that recordField
// knows: an empty list counts, for somebody asked.
func recorded(rec *model.Record, child *model.Child, path string) bool {
	v := reflect.ValueOf(rec)
	rest, ofChild := strings.CutPrefix(path, "child.")
	if ofChild {
		v = reflect.ValueOf(child)
	}
	for name := range strings.SplitSeq(rest, ".") {
		if v.Kind() == reflect.Pointer {
			if v.IsNil() {
				return false
			}
			v = v.Elem()
		}
		v = v.Field(fieldIndex(v.Type(), name))
	}
	return !v.IsZero()
}
