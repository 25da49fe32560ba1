package docs_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"handover/internal/audience"
	"handover/model"
)

// TestViews holds views.md to the types that templates are checked against.
// Write it again with `go test ./docs -run TestViews -update`.
func TestViews(t *testing.T) {
	v := views{said: comments(t)}
	v.line(`# What each reader's view offers

Written by docs/views_test.go from the types that templates are checked against. A template for a reader may use what stands here under that reader, and
nothing else. docs/protocols.md says how.

A **fact** is printed on one line. **Free text** has lines, paragraphs and bullets, and needs a line or a cell of its own. A **group** has fields of its
own, listed under its name: ` + "`{{.Joining.Name}}`" + `. A **list**, of one of these, is gone through with ` + "`{{range}}`" + `. A **yes or no** is for ` + "`{{if}}`" + ` alone.
A **picture** stands in a paragraph of its own, and is left out where there is nothing to draw: ` + "`{{with .Genogram}}`" + `, an empty line, ` + "`{{.}}`" + `, ` + "`{{end}}`" + `.
A path at the end of a line is where in the record the fact stands. What a reader has **by a grant** is filled only where the council's protocol grants it,
and is asked for with ` + "`{{with}}`" + ` (a list also with ` + "`{{range}}`" + `) and in no other way.

## Readers
`)
	readers := model.Readers()
	slices.SortStableFunc(readers, func(a, b model.Reader) int {
		switch {
		case a.Outside() == b.Outside():
			return 0
		case a.Outside():
			return -1
		}
		return 1
	})
	for _, r := range readers {
		typ, err := audience.ViewType(r)
		if err != nil {
			t.Fatal(err)
		}
		where := "inside the council"
		if r.Outside() {
			where = "outside"
		}
		v.line(fmt.Sprintf("- `%s`, %s: %s", r, where, v.link(typ)))
	}
	for i := 0; i < len(v.todo); i++ {
		v.group(t, v.todo[i])
	}
	want := v.text.String()
	if *update {
		if err := os.WriteFile("views.md", []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile("views.md")
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != want {
		t.Error("views.md is not what the views offer; go test ./docs -run TestViews -update writes it again")
	}
}

// views writes each group once, in the order in which it is first mentioned.
type views struct {
	text strings.Builder
	said map[string]string // what the source says of a type, or of "Type.Field"
	todo []reflect.Type
}

func (v *views) line(s string) { v.text.WriteString(s + "\n") }

func (v *views) link(typ reflect.Type) string {
	known := false
	for _, x := range v.todo {
		known = known || x == typ
	}
	if !known {
		v.todo = append(v.todo, typ)
	}
	return fmt.Sprintf("[%s](#%s)", typ.Name(), strings.ToLower(typ.Name()))
}

func (v *views) group(t *testing.T, typ reflect.Type) {
	v.line("\n## " + typ.Name())
	if said := v.said[typ.Name()]; said != "" {
		v.line("\n" + said)
	}
	var rows []string
	for f := range typ.Fields() {
		switch {
		case f.Type == reflect.TypeFor[audience.At]() || !f.IsExported() && !f.Anonymous:
		case f.Anonymous:
			v.line("\nEverything of " + v.link(f.Type) + ".")
		default:
			said := v.said[typ.Name()+"."+f.Name]
			if at, ok := strings.CutPrefix(f.Tag.Get("record"), "/"); ok {
				said = strings.TrimPrefix(said+"; `"+at+"`", "; ")
			}
			if g := f.Tag.Get("grant"); g != "" {
				said = strings.TrimPrefix(said+"; **by the grant `"+g+"`**", "; ")
			}
			rows = append(rows, fmt.Sprintf("| `.%s` | %s | %s |", f.Name, v.kind(t, f.Type), said))
		}
	}
	if len(rows) > 0 {
		v.line("\n| Field | What | |\n| --- | --- | --- |\n" + strings.Join(rows, "\n"))
	}
}

func (v *views) kind(t *testing.T, typ reflect.Type) string {
	switch {
	case typ == reflect.TypeFor[*audience.Fact]():
		return "fact"
	case typ == reflect.TypeFor[*audience.Narrative]():
		return "free text"
	case typ == reflect.TypeFor[*audience.Drawing]():
		return "picture"
	case typ.Kind() == reflect.Bool:
		return "yes or no"
	case typ.Kind() == reflect.Slice:
		return "list: " + v.kind(t, typ.Elem())
	case typ.Kind() == reflect.Struct:
		return v.link(typ)
	}
	t.Fatalf("views.md has no word for %s", typ)
	return ""
}

// comments is what the source of package audience says of each type and field.
func comments(t *testing.T) map[string]string {
	t.Helper()
	files, err := filepath.Glob("../internal/audience/*.go")
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	clean := func(c *ast.CommentGroup) string {
		return strings.ReplaceAll(strings.Join(strings.Fields(c.Text()), " "), "|", `\|`)
	}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range file.Decls {
			decl, ok := d.(*ast.GenDecl)
			if !ok || decl.Tok != token.TYPE {
				continue
			}
			for _, s := range decl.Specs {
				spec := s.(*ast.TypeSpec)
				body, ok := spec.Type.(*ast.StructType)
				if !ok {
					continue
				}
				out[spec.Name.Name] = clean(decl.Doc)
				for _, f := range body.Fields.List {
					for _, n := range f.Names {
						out[spec.Name.Name+"."+n.Name] = clean(f.Comment)
					}
				}
			}
		}
	}
	return out
}
