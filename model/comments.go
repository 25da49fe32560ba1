package model

import (
	_ "embed"
	"go/ast"
	"go/parser"
	"go/token"
	"reflect"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// The comments of record.go are the descriptions in the schema and in
// docs/record.md, so that they stand in one place.
//
//go:embed record.go
var recordSource string

// comments are those of the record's types, by type, and of their fields, by
// type and JSON name.
var comments = sync.OnceValue(func() map[string]string {
	file, err := parser.ParseFile(token.NewFileSet(), "record.go", recordSource, parser.ParseComments)
	if err != nil {
		panic(err) // it is part of the program, and has been compiled
	}
	all := map[string]string{}
	for _, decl := range file.Decls {
		gen, ok := decl.(*ast.GenDecl)
		if !ok || gen.Tok != token.TYPE {
			continue
		}
		for _, spec := range gen.Specs {
			typ := spec.(*ast.TypeSpec)
			name := typ.Name.Name
			all[name] = strings.TrimSpace(gen.Doc.Text())
			st, ok := typ.Type.(*ast.StructType)
			if !ok {
				continue
			}
			for _, f := range st.Fields.List {
				if f.Tag != nil && f.Comment != nil {
					tag := reflect.StructTag(strings.Trim(f.Tag.Value, "`"))
					all[name+"."+tag.Get("json")] = strings.TrimSpace(f.Comment.Text())
				}
			}
		}
	}
	return all
})

// typeDoc is a type's comment as a description: "Task is work to be done."
// becomes "Work to be done."
func typeDoc(name string) string {
	doc := strings.Join(strings.Fields(comments()[name]), " ")
	for _, lead := range []string{name + " is ", name + " "} {
		if rest, ok := strings.CutPrefix(doc, lead); ok {
			return capital(rest)
		}
	}
	return doc
}

func fieldDoc(typ, field string) string { return comments()[typ+"."+field] }

func capital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}

// sentence is a comment with a capital and a full stop, unless it starts with
// a value.
func sentence(s string) string {
	if !strings.HasSuffix(s, ".") {
		s += "."
	}
	return capital(s)
}
