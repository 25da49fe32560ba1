package protocol

import (
	"reflect"
	"strings"
	"testing"

	"handover/model"
	"handover/model/dates"
)

// docs/protocols.md names every key of the file, every field of a condition
// and every event of our own.
func TestTheDocsNameEverything(t *testing.T) {
	doc := source(t, "../../docs/protocols.md")
	want := map[string]bool{"child_seen_alone": true, "parents_seen": true}
	for _, k := range model.KnownEvents() {
		if k.Path != "" {
			want[k.Name] = true
		}
	}
	for _, name := range strings.Fields(functionNames) {
		want[name] = true
	}
	for name := range facts {
		want["."+name] = true
	}
	for _, l := range lists {
		want["."+l.name] = true
	}
	for _, u := range units {
		want[string(u)] = true
	}
	keysBelow(reflect.TypeFor[Protocol](), want)
	for name := range want {
		if !strings.Contains(doc, "`"+name+"`") {
			t.Errorf("docs/protocols.md doesn't name `%s`", name)
		}
	}
}

func keysBelow(t reflect.Type, into map[string]bool) {
	if t.Kind() == reflect.Slice {
		t = t.Elem()
	}
	if t.Kind() != reflect.Struct || t == reflect.TypeFor[Condition]() || t == reflect.TypeFor[Span]() || t == reflect.TypeFor[dates.Date]() {
		return
	}
	for f := range t.Fields() {
		if name := jsonName(f); name != "" {
			into[name] = true
			keysBelow(f.Type, into)
		}
	}
}
