package app

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"handover/docs"
	"handover/internal/audience"
	"handover/model"
	"handover/model/dates"
	"handover/render/doc"
)

// Fields are what a template of one kind of document may use for one reader.
type Fields struct {
	Kind   string
	Reader model.Reader
	Fields []Field
}

// Field is one of them.
type Field struct {
	Tag  string // as it is typed: "{{.Joining.Name}}"
	What string // "fact", "free text", "yes or no", "list"
	Says string // what it is; "" where the name says all
}

// FieldsOf lists what a council's templates of a kind of document may use, once
// for each reader of it.
func (s *Shelf) FieldsOf(council, kind string) ([]Fields, error) {
	set, err := s.Set(council)
	if err != nil {
		return nil, err
	}
	var kinds []string
	var out []Fields
	said := docs.Says()
	for _, d := range set.Documents {
		kinds = append(kinds, d.Kind)
		if d.Kind != kind || slices.ContainsFunc(out, func(f Fields) bool { return f.Reader == d.Reader }) {
			continue
		}
		t, err := audience.ViewType(d.Reader)
		if err != nil {
			return nil, err
		}
		l := lister{said: said}
		l.group(t, "", "", nil)
		out = append(out, Fields{Kind: kind, Reader: d.Reader, Fields: l.fields})
	}
	if out == nil {
		slices.Sort(kinds)
		hint := "its kinds of document: " + strings.Join(slices.Compact(kinds), ", ")
		if near := model.Nearest(kind, kinds); near != "" {
			hint = fmt.Sprintf("did you mean %q?", near)
		}
		return nil, Misuse(council+" has no document of that kind", hint)
	}
	return out, nil
}

// lister goes through a view's fields.
type lister struct {
	said   map[string]string
	fields []Field
}

// group adds the fields of a type below a path; in is the list that they are of.
func (l *lister) group(t reflect.Type, path, in string, above []reflect.Type) {
	if slices.Contains(above, t) {
		return // a group that holds itself
	}
	above = append(slices.Clone(above), t)
	for f := range t.Fields() {
		at := path + "." + f.Name
		says := l.said[t.Name()+"."+f.Name]
		if in != "" {
			says = strings.TrimPrefix(says+"; within {{range "+in+"}}", "; ")
		}
		add := func(tag, what string) { l.fields = append(l.fields, Field{Tag: tag, What: what, Says: says}) }
		switch kind := f.Type.Kind(); {
		case f.Type == reflect.TypeFor[audience.At]() || !f.IsExported() && !f.Anonymous:
		case f.Anonymous:
			l.group(f.Type, path, in, above)
		case f.Type == reflect.TypeFor[*audience.Fact]():
			add("{{"+at+"}}", "fact")
		case f.Type == reflect.TypeFor[*audience.Narrative]():
			add("{{"+at+"}}", "free text")
		case kind == reflect.Bool:
			add("{{if "+at+"}}…{{end}}", "yes or no")
		case kind == reflect.Slice && f.Type.Elem().Kind() == reflect.Struct:
			add("{{range "+at+"}}…{{end}}", "list")
			l.group(f.Type.Elem(), "", at, above)
		case kind == reflect.Slice:
			add("{{range "+at+"}}{{.}}{{end}}", "list")
		case kind == reflect.Struct:
			l.group(f.Type, at, in, above)
		}
	}
}

// FieldsPaper is a document, of a day, from which fields can be copied.
func FieldsPaper(all []Fields, council string, on dates.Date) *doc.Doc {
	d := &doc.Doc{Meta: doc.Meta{Title: "Fields for " + all[0].Kind, Creator: council, Lang: "en-GB", Date: on.String(), Layout: doc.Form}}
	line := func(s string) []doc.Inline { return []doc.Inline{&doc.Text{Text: s}} }
	d.Blocks = append(d.Blocks, &doc.Heading{Level: 1, Inlines: line(d.Meta.Title)},
		&doc.Paragraph{Inlines: line("What a template of this kind of document may use. Copy a field with its braces into the place where it belongs.")})
	for _, f := range all {
		t := &doc.Table{Align: make([]doc.Align, 3), Header: []doc.Cell{fieldCell("Type this"), fieldCell("Kind"), fieldCell("What it is")}}
		for _, x := range f.Fields {
			t.Rows = append(t.Rows, []doc.Cell{fieldCell(x.Tag), fieldCell(x.What), fieldCell(x.Says)})
		}
		d.Blocks = append(d.Blocks, &doc.Heading{Level: 2, Inlines: line("Reader: " + string(f.Reader))}, t)
	}
	return d
}

func fieldCell(s string) doc.Cell {
	if s == "" {
		s = "–"
	}
	return doc.Cell{Lines: []doc.Line{{Inlines: []doc.Inline{&doc.Text{Text: s}}}}}
}
