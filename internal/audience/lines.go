package audience

import (
	"reflect"
	"strings"
)

// Line is a text of a view and where it comes from.
type Line struct {
	Text, Path string
	Free       bool // that somebody wrote in words of their own
}

// Lines is every text of a view.
func Lines(view any) []Line { return linesOf(reflect.ValueOf(view)) }

func linesOf(v reflect.Value) []Line {
	switch x := v.Interface().(type) {
	case *Fact:
		if x != nil {
			return []Line{{x.text, x.path, strings.HasPrefix(x.path, "extra.")}}
		}
		return nil
	case *Narrative:
		if x != nil {
			return []Line{{x.text, x.path, true}}
		}
		return nil
	}
	var out []Line
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			if f := v.Type().Field(i); f.IsExported() && f.Type != reflect.TypeFor[At]() {
				out = append(out, linesOf(v.Field(i))...)
			}
		}
	case reflect.Slice:
		for i := range v.Len() {
			out = append(out, linesOf(v.Index(i))...)
		}
	}
	return out
}
