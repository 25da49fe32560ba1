package main

import (
	"fmt"
	"reflect"
	"strings"
)

// named writes the texts of a struct, each after its name.
func (p *page) named(v any) {
	of := reflect.ValueOf(v)
	for i := range of.NumField() {
		name := strings.ReplaceAll(of.Type().Field(i).Tag.Get("json"), "_", " ")
		p.line(2, fmt.Sprintf("%-21s %s", name, of.Field(i)))
	}
}
