package main

import (
	"fmt"
	"reflect"
	"strings"
)

// named writes the texts of a struct that there are, each after its name.
func (p *page) named(v any) {
	of := reflect.ValueOf(v)
	for i := range of.NumField() {
		tag, _, _ := strings.Cut(of.Type().Field(i).Tag.Get("json"), ",")
		name := strings.ReplaceAll(tag, "_", " ")
		if !of.Field(i).IsZero() {
			p.para(2, 28, fmt.Sprintf("%-25s", name), of.Field(i).String())
		}
	}
}
