package model

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// Schema is the record's JSON Schema, draft 2020-12, made from the same types
// and tags as the decoder; the same bytes every time. What a schema can't say
// (ids that lead nowhere, events that no protocol declares, paths of not_known)
// only Decode checks.
func Schema() ([]byte, error) {
	s := &schemaWriter{defs: map[string]node{}}
	root := node{
		{"$schema", "https://json-schema.org/draft/2020-12/schema"},
		{"title", "A case record of handover"},
	}
	root = append(root, s.object(recordPlan())...)
	var defs node
	for _, name := range s.order {
		defs = append(defs, member{name, s.defs[name]})
	}
	root = append(root, member{"$defs", defs})
	var b bytes.Buffer
	e := jsontext.NewEncoder(&b, jsontext.WithIndent("  "))
	if err := write(e, root); err != nil {
		return nil, fmt.Errorf("writing the schema: %w", err)
	}
	return b.Bytes(), nil
}

// node is an object of the schema, in the order in which it is written.
type node []member

type member struct {
	name  string
	value any // string, bool, int, []any or node
}

func write(e *jsontext.Encoder, v any) error {
	switch x := v.(type) {
	case string:
		return e.WriteToken(jsontext.String(x))
	case bool:
		return e.WriteToken(jsontext.Bool(x))
	case int:
		return e.WriteToken(jsontext.Int(int64(x)))
	case []any:
		if err := e.WriteToken(jsontext.BeginArray); err != nil {
			return err
		}
		for _, y := range x {
			if err := write(e, y); err != nil {
				return err
			}
		}
		return e.WriteToken(jsontext.EndArray)
	case node:
		if err := e.WriteToken(jsontext.BeginObject); err != nil {
			return err
		}
		for _, m := range x {
			if err := e.WriteToken(jsontext.String(m.name)); err != nil {
				return err
			}
			if err := write(e, m.value); err != nil {
				return err
			}
		}
		return e.WriteToken(jsontext.EndObject)
	}
	return fmt.Errorf("a schema can't hold a %T", v)
}

// schemaWriter keeps the definition of each type that is met, once.
type schemaWriter struct {
	defs  map[string]node
	order []string
}

// define is a reference to the definition of that name, which build makes the
// first time.
func (s *schemaWriter) define(name string, build func() node) node {
	if _, known := s.defs[name]; !known {
		s.defs[name] = nil
		s.order = append(s.order, name)
		s.defs[name] = build()
	}
	return node{{"$ref", "#/$defs/" + name}}
}

func (s *schemaWriter) object(p *plan) node {
	var properties node
	var required []any
	for _, f := range p.fields {
		properties = append(properties, member{f.name, s.field(p, f)})
		if f.required {
			required = append(required, f.name)
		}
	}
	n := node{{"type", "object"}}
	if doc := typeDoc(p.goType.Name()); doc != "" {
		n = append(node{{"description", doc}}, n...)
	}
	n = append(n, member{"properties", properties}, member{"additionalProperties", false})
	if len(required) > 0 {
		n = append(n, member{"required", required})
	}
	if p.goType.Name() == "Child" {
		var oneOfThese []any
		for _, name := range []string{"first_name", "surname", "known_as", "expected_date_of_birth"} {
			oneOfThese = append(oneOfThese, node{{"required", []any{name}}, {"properties", node{{name, node{{"pattern", `\S`}}}}}})
		}
		n = append(n, member{"anyOf", oneOfThese})
	}
	return n
}

// field is the schema of one field, with what its tags and comment say.
func (s *schemaWriter) field(owner *plan, f *field) node {
	var n node
	if f.plan.shape == list {
		n = node{{"type", "array"}, {"items", s.value(f.plan.elem, f, !f.lines)}}
		if f.required {
			n = append(n, member{"minItems", 1})
		}
	} else {
		n = s.value(f.plan, f, f.required)
	}
	var says []string
	if doc := fieldDoc(owner.goType.Name(), f.name); doc != "" {
		says = append(says, sentence(doc))
	}
	if more := meaning(f); more != "" {
		says = append(says, more)
	}
	if len(says) > 0 {
		n = append(node{{"description", strings.Join(says, " ")}}, n...)
	}
	return n
}

// meaning is what a field's tags say of its value.
func meaning(f *field) string {
	switch {
	case f.ref == "any":
		return "An id of this record."
	case f.ref != "":
		return "The id of " + kindNouns[f.ref][0] + "."
	case f.table != "":
		var all []string
		for _, r := range codeTables[f.table] {
			says := string(r.code) + " " + r.description
			if y := r.years(); y != "" {
				says += " (" + y + ")"
			}
			all = append(all, says)
		}
		return strings.Join(all, "; ") + "."
	}
	return ""
}

// value is the schema of a value; filled says that it may not be "".
func (s *schemaWriter) value(p *plan, f *field, filled bool) node {
	suffix := ""
	if filled {
		suffix = "_filled"
	}
	switch p.shape {
	case boolean:
		return node{{"type", "boolean"}}
	case integer:
		return node{{"type", "integer"}, {"minimum", 0}, {"maximum", 9999}}
	case object:
		return s.define(p.goType.Name(), func() node { return s.object(p) })
	case moment:
		return s.define("Moment", func() node {
			return node{{"description", "A date, or a date with a time."},
				{"anyOf", []any{s.value(p.byName["date"].plan, f, false), s.object(p)}}}
		})
	case momentOf:
		return s.moments(p, f)
	case extraOf:
		return node{{"type", "object"},
			{"propertyNames", node{{"pattern", anchored(eventPattern)}}},
			{"additionalProperties", node{{"anyOf", []any{node{{"type", "boolean"}}, s.value(&plan{shape: text}, f, false)}}}}}
	case line:
		switch {
		case f.name == "schema":
			return node{{"const", SchemaName}}
		case f.name == "protocol":
			return node{{"type", "string"}, {"pattern", anchored(protocolPattern)}}
		}
		return s.str(line, "Line"+suffix, "One line of text.", "", filled)
	case text:
		return s.str(text, "Text"+suffix, "Free text: a newline is a line break, a blank line starts a paragraph, a line that starts with \"- \" is a bullet.", "", filled)
	case day:
		return s.str(day, "Date"+suffix, "YYYY-MM-DD, from 1900 to 2199.", dayPattern, filled)
	case partial:
		return s.str(partial, "PartialDate"+suffix, "YYYY-MM-DD, YYYY-MM or YYYY, from 1900 to 2199.", partialPattern, filled)
	case clock:
		return s.str(clock, "Time"+suffix, "HH:MM, local in England.", timePattern, filled)
	case ident:
		return s.str(ident, "Id"+suffix, "An id of the record's own, never a name.", idPattern, filled)
	case code:
		return enum(codesOf(f.table), filled)
	case word:
		if len(f.words) == 0 {
			return node{{"type", "string"}, {"pattern", anchored(optional(eventPattern, filled))}}
		}
		return enum(f.words, filled)
	}
	panic("model: a shape without a schema: " + strconv.Itoa(int(p.shape))) // met by every test
}

// moments is a map of events: those of the record by name, and what a protocol
// may declare.
func (s *schemaWriter) moments(p *plan, f *field) node {
	var known node
	for _, name := range Events(f.events) {
		known = append(known, member{name, s.value(p.elem, f, false)})
	}
	return node{{"type", "object"}, {"properties", known},
		{"propertyNames", node{{"pattern", anchored(eventPattern)}}},
		{"additionalProperties", s.value(p.elem, f, false)}}
}

// str is a string of a pattern of its own, or of characters that a record may
// hold. Blank is allowed unless it has to be filled.
func (s *schemaWriter) str(as shape, name, doc, pattern string, filled bool) node {
	return s.define(name, func() node {
		n := node{{"description", doc}, {"type", "string"}}
		if pattern == "" {
			n = append(n, member{"pattern", characters()})
			if filled {
				n = append(n, member{"allOf", []any{node{{"pattern", `\S`}}}})
			}
			return n
		}
		return append(n, member{"pattern", anchored(optional(pattern, filled))})
	})
}

func optional(pattern string, filled bool) string {
	if filled {
		return pattern
	}
	return pattern + "|"
}

func anchored(pattern string) string { return "^(" + pattern + ")$" }

func enum(words []string, filled bool) node {
	var all []any
	for _, w := range words {
		all = append(all, w)
	}
	if !filled {
		all = append(all, "")
	}
	return node{{"enum", all}}
}

// characters is a pattern for text without the code points that no record may
// hold. Decode reads a pair of direction marks around a number or a name as well.
func characters() string {
	var b strings.Builder
	b.WriteString("^[^")
	for _, r := range badRanges() {
		b.WriteString(inClass(r.lo))
		if r.hi != r.lo {
			b.WriteString("-" + inClass(r.hi))
		}
	}
	b.WriteString("]*$")
	return b.String()
}

// inClass writes a code point so that every dialect of patterns reads it: by
// its number where there are two digits, and as itself above.
func inClass(r rune) string {
	if r <= 0xFF {
		return fmt.Sprintf(`\x%02x`, r)
	}
	return string(r)
}
