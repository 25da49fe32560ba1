package pack

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"

	"handover/model"
	"handover/render"
	"handover/render/doc"
)

// TestHostileValuesChangeNothingElse: whatever stands in a field, the rest of
// every document is what it is with plain words in that field.
func TestHostileValuesChangeNothingElse(t *testing.T) {
	src := source(t, "hostile")
	n := 0 // each field's words are its own: what one restricts is nowhere else by chance
	words := func(reflect.Type) string {
		n++
		return fmt.Sprintf("Plain%c%c%c words", 'a'+n/676%26, 'a'+n/26%26, 'a'+n%26)
	}
	tame, err := json.Marshal(withWords(asJSON(t, src), reflect.TypeFor[model.Record](), "", words))
	if err != nil {
		t.Fatal(err)
	}
	hostile := pack(t, "hostile").plan
	plain, err := Choose(decode(t, tame), loadSet(t, "salford"), options(t, tame, allFormats...))
	if err != nil {
		t.Fatal(err)
	}
	if len(hostile.Documents) != len(plain.Documents) {
		t.Fatalf("%d documents and %d", len(hostile.Documents), len(plain.Documents))
	}
	for i, d := range hostile.Documents {
		if diff := cmp.Diff(shape(plain.Documents[i].doc), shape(d.doc)); diff != "" {
			t.Errorf("%s: -plain +hostile:\n%s", d.Path, diff)
		}
	}
}

// withWords puts other words in the place of all free text and names.
func withWords(v any, typ reflect.Type, path string, words func(typ reflect.Type) string) any {
	for typ.Kind() == reflect.Pointer {
		typ = typ.Elem()
	}
	switch v := v.(type) {
	case map[string]any:
		if typ.Kind() == reflect.Map {
			return v // of events, which are dates
		}
		out := map[string]any{}
		for _, key := range slices.Sorted(maps.Keys(v)) {
			f, _ := fieldOf(typ, key)
			out[key] = withWords(v[key], f.Type, path+"."+key, words)
		}
		return out
	case []any:
		out := []any{}
		for _, x := range v {
			out = append(out, withWords(x, typ.Elem(), path+"[]", words))
		}
		return out
	}
	fixed := []string{".schema", ".protocol", ".reference", ".marking", "[].is", "[].item", "[].path", "[].postcode",
		"[].telephone", "[].out_of_hours", "teams[].service", "[].email",
		"[].address.postcode", "[].nhs_number", "[].upn", "[].number"}
	if typ != reflect.TypeFor[string]() && typ != reflect.TypeFor[model.Text]() ||
		slices.ContainsFunc(fixed, func(f string) bool { return strings.HasSuffix(path, f) }) {
		return v
	}
	return words(typ)
}

// shape is a tree with its blocks, the template's own words, and the path in
// place of each value; free text is one step however many paragraphs it has.
func shape(d *doc.Doc) []string {
	var out []string
	step := func(s string) {
		if len(out) == 0 || out[len(out)-1] != s {
			out = append(out, s)
		}
	}
	var walk func(v reflect.Value)
	walk = func(v reflect.Value) {
		if v.CanInterface() {
			switch x := v.Interface().(type) {
			case *doc.Text:
				if x.Path != "" {
					step("<" + x.Path + ">")
				} else {
					step(x.Text)
				}
				return
			case *doc.Gap:
				step("gap " + x.Path)
				return
			case *doc.Break:
				return
			case *doc.Heading, *doc.Table, *doc.Div, *doc.Rule:
				step(fmt.Sprintf("%T", x))
			}
		}
		switch v.Kind() {
		case reflect.Interface, reflect.Pointer:
			if !v.IsNil() {
				walk(v.Elem())
			}
		case reflect.Slice:
			for i := range v.Len() {
				walk(v.Index(i))
			}
		case reflect.Struct:
			for i := range v.NumField() {
				walk(v.Field(i))
			}
		}
	}
	walk(reflect.ValueOf(d.Blocks))
	return out
}

// TestHostileValuesComeOut: each line of each value stands in every finished
// format of some document, character by character in NFC.
func TestHostileValuesComeOut(t *testing.T) {
	f := pack(t, "hostile")
	texts := map[render.Format]string{}
	for _, x := range f.pack.Files {
		if x.Path != "manifest.json" {
			texts[format(x.Path)] += " " + strings.Join(strings.Fields(norm.NFC.String(textOf(t, x))), " ")
		}
	}
	lines := 0
	leaves(asJSON(t, source(t, "hostile")), reflect.TypeFor[model.Record](), "", nil, func(x leaf) {
		s, ok := x.value.(string)
		if !ok || x.typ != reflect.TypeFor[string]() && x.typ != reflect.TypeFor[model.Text]() || strings.HasSuffix(x.path, ".item") {
			return
		}
		if _, ok := excepted("hostile", x.path); ok {
			return
		}
		for line := range strings.Lines(s) {
			want := squeeze(line)
			for _, ext := range []render.Format{render.DOCX, render.Markdown, render.HTML} {
				if x.path == "marking" && ext == render.Markdown {
					continue // in the front matter
				}
				lines++
				if !strings.Contains(texts[ext], want) {
					t.Errorf("%s: %s lacks the line %.200q", x.path, ext, want)
				}
			}
		}
	})
	if lines < 300 {
		t.Errorf("only %d lines looked for", lines)
	}
}

// TestArabic: every format holds Arabic and Hebrew as they were written.
func TestArabic(t *testing.T) {
	f := pack(t, "arabic")
	rec := decode(t, source(t, "arabic"))
	for _, n := range f.pack.NotMade {
		t.Errorf("%s (%s) isn't made: %v", n.Kind, n.Format, n.Reasons)
	}
	for path, value := range map[string]string{
		"internal/01-transfer-summary-C1":   string(rec.Children[0].WishesAndFeelings),
		"internal/01-transfer-summary-C1 ":  string(rec.Children[0].Identity),
		"send/P1/change-of-worker-letter":   rec.People[0].Name,
		"internal/01-transfer-summary-C1  ": rec.People[0].Name,
	} {
		path = strings.TrimSpace(path)
		for _, ext := range []render.Format{render.PDF, render.DOCX, render.Markdown} {
			x := file(t, f.pack, path+"."+string(ext))
			text := textOf(t, x)
			if ext == render.DOCX {
				text = documentXML(t, x.Bytes)
			}
			for line := range strings.Lines(value) {
				if line = strings.TrimSpace(line); !strings.Contains(text, line) {
					t.Errorf("%s.%s lacks a line of %d characters", path, ext, len([]rune(line)))
				}
			}
		}
	}
	if err := errors.Join(contentOf(t, file(t, f.pack, "send/P1/change-of-worker-letter.pdf")).Check()...); err != nil {
		t.Error(err)
	}
}
