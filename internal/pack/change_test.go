package pack

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// changed is a fixture with some of its fields set: "people.P2.workplace="Kite
// Club"" sets a field of the entry with that id, "restrictions.+={…}" adds an
// entry, "referral=" takes one out.
func changed(t testing.TB, fixture string, changes ...string) []byte {
	t.Helper()
	return changedRecord(t, source(t, fixture), changes...)
}

// changedRecord is a record with changes.
func changedRecord(t testing.TB, src []byte, changes ...string) []byte {
	t.Helper()
	var rec any = asJSON(t, src)
	for _, c := range changes {
		path, value, _ := strings.Cut(c, "=")
		var v any
		if value != "" {
			if err := json.Unmarshal([]byte(value), &v); err != nil {
				t.Fatalf("%s: %v", c, err)
			}
		}
		rec = put(rec, strings.Split(path, "."), v)
	}
	b, err := json.Marshal(rec)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func put(in any, path []string, v any) any {
	if len(path) == 0 {
		return v
	}
	if list, ok := in.([]any); ok {
		i := slices.IndexFunc(list, func(x any) bool {
			m, ok := x.(map[string]any)
			return ok && m["id"] == path[0]
		})
		switch n, err := strconv.Atoi(path[0]); {
		case path[0] == "+":
			return append(list, put(nil, path[1:], v))
		case i < 0 && err == nil && n < len(list):
			i = n
		case i < 0:
			panic("no entry " + path[0])
		}
		list[i] = put(list[i], path[1:], v)
		return list
	}
	if path[0] == "+" {
		return []any{put(nil, path[1:], v)}
	}
	m, ok := in.(map[string]any)
	if !ok {
		m = map[string]any{}
	}
	if m[path[0]] = put(m[path[0]], path[1:], v); m[path[0]] == nil {
		delete(m, path[0])
	}
	return m
}
