package pack

import (
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"handover/model"
)

// asJSON is a record as encoding/json reads it, apart from our own decoder.
func asJSON(t testing.TB, src []byte) map[string]any {
	t.Helper()
	var rec map[string]any
	if err := json.Unmarshal(src, &rec); err != nil {
		t.Fatal(err)
	}
	return rec
}

// leaf is one value of a record's file.
type leaf struct {
	path  string
	value any          // string, bool or float64
	typ   reflect.Type // what the value is; nil if the record has no such field
}

// leaves visits every value of a record's file but the ids that it declares,
// beside the type that says what each is. skip leaves out a whole object.
func leaves(v any, typ reflect.Type, path string, skip func(v map[string]any, path string) bool, visit func(leaf)) {
	for typ.Kind() == reflect.Pointer {
		typ = typ.Elem()
	}
	switch v := v.(type) {
	case map[string]any:
		if skip != nil && skip(v, path) {
			return
		}
		for _, key := range slices.Sorted(maps.Keys(v)) {
			p := strings.TrimPrefix(path+"."+key, ".")
			if typ.Kind() == reflect.Map {
				leaves(v[key], typ.Elem(), p, skip, visit)
			} else if f, ok := fieldOf(typ, key); !ok {
				visit(leaf{p, v[key], nil})
			} else if key != "id" || typ == reflect.TypeFor[model.Child]() {
				leaves(v[key], f.Type, p, skip, visit)
			}
		}
	case []any:
		for i, e := range v {
			leaves(e, typ.Elem(), fmt.Sprintf("%s[%d]", path, i), skip, visit)
		}
	default:
		visit(leaf{path, v, typ})
	}
}

func fieldOf(typ reflect.Type, key string) (reflect.StructField, bool) {
	for _, f := range reflect.VisibleFields(typ) {
		if f.Tag.Get("json") == key {
			return f, true
		}
	}
	return reflect.StructField{}, false
}
