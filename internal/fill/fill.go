package fill

import (
	"bytes"
	"fmt"
	"path"
	"reflect"
	"slices"
	"strings"
	"unicode"

	"handover/internal/audience"
	"handover/internal/picture"
	"handover/internal/protocol"
	"handover/internal/word"
	"handover/render/markup"
)

// gapsPart is the part that lists, at the end of a document inside the
// council, what the record lacks.
const gapsPart = "_gaps"

// gapList is what gapsPart sees.
type gapList struct{ Gaps []gapLine }

type gapLine struct{ What *audience.Fact }

// Filled is a template with a reader's view in it.
type Filled struct {
	Source markup.Source
	Gaps   []string     // the record's paths that the document prints and the record lacks, in order
	Hash   string       // SHA-256 of the template's file and of the parts it uses, hexadecimal
	Grants []string     // the grants of the protocol that the template asks for, in order of name
	Word   *word.Filled // of a Word file: what it is with the values in it

	facts []*audience.Fact // that it prints, in order
}

// Applies tells whether the document is wanted in this situation.
func (t *Template) Applies(s protocol.Situation) bool { return t.when.Holds(s) && t.besides.Holds(s) }

// Missing says what stands for a fact that the record lacks, given its path:
// "Not recorded", which is a gap, or, where the record says why it can't be
// had, that, which is none.
type Missing func(path string) (text string, gap bool)

// Fill puts a view into the template. where says a record's path in words, for
// the list of gaps.
// An error is a fault of the template or of the program, never of the record.
func (t *Template) Fill(view any, missing Missing, where func(path string) string) (Filled, error) {
	c, err := t.ready()
	if err != nil {
		return Filled{}, err
	}
	f := filler{actions: c.actions, missing: missing, wide: picture.Portrait}
	if t.Orientation == "landscape" {
		f.wide = picture.Landscape
	}
	body, err := c.body.Clone()
	if err != nil {
		return Filled{}, fmt.Errorf("%s: %w", t.File, err)
	}
	body.Funcs(map[string]any{printFunc: f.print})
	var out bytes.Buffer
	if err := body.Execute(&out, view); err != nil {
		return Filled{}, Faults{parseFault(t.File, err)}
	}
	if c.word != nil {
		w, err := c.word.Fill(out.String(), f.values)
		if err != nil {
			return Filled{}, fmt.Errorf("%s: %w", t.File, err)
		}
		return Filled{Source: markup.Source{Name: t.File, Values: f.values}, Gaps: f.gaps, Hash: c.hash, Grants: c.grants, Word: w, facts: f.facts}, nil
	}
	if g := body.Lookup(gapsPart); g != nil && len(f.gaps) > 0 && !t.For[0].Outside() {
		list := gapList{}
		for _, p := range f.gaps {
			list.Gaps = append(list.Gaps, gapLine{audience.Said(where(p), p)})
		}
		if err := g.Execute(&out, list); err != nil {
			return Filled{}, Faults{parseFault(t.File, err)}
		}
	}
	return Filled{
		Source: markup.Source{Name: t.File, Line: 1, Markdown: out.Bytes(), Values: f.values},
		Gaps:   f.gaps,
		Hash:   c.hash,
		Grants: c.grants,
		facts:  f.facts,
	}, nil
}

type filler struct {
	actions []action
	missing Missing
	wide    float64 // of a picture
	values  []markup.Value
	gaps    []string
	facts   []*audience.Fact
}

// print leaves a token for a value. owner is the struct whose field it is, so
// that a fact that isn't there has a path all the same.
func (f *filler) print(id int, owner, value reflect.Value) (string, error) {
	var v markup.Value
	switch x := value.Interface().(type) {
	case *audience.Fact:
		if x == nil {
			v = f.gap(id, owner)
			break
		}
		f.facts = append(f.facts, x)
		// An extra text of the council may have several lines; other facts have one.
		v = markup.Value{Text: x.Text(), Path: x.Path(), Narrative: strings.Contains(x.Text(), "\n")}
	case *audience.Narrative:
		if x == nil {
			v = f.gap(id, owner)
			break
		}
		v = markup.Value{Text: x.Text(), Path: x.Path(), Narrative: true}
	case *audience.Drawing:
		if x == nil {
			break
		}
		drawn, err := picture.Draw(x, f.wide)
		if err != nil {
			return "", err
		}
		v.Picture = drawn
	default:
		return "", fmt.Errorf("%s can't be printed", f.actions[id].pipe)
	}
	f.values = append(f.values, v)
	return markup.Token(len(f.values) - 1), nil
}

func (f *filler) gap(id int, owner reflect.Value) markup.Value {
	a := f.actions[id]
	at := gapPath(owner, a.field)
	if at == "" { // a part that was given a list: the part is named for it
		at = strings.ReplaceAll(strings.TrimPrefix(strings.TrimSuffix(path.Base(a.in.file), ".md"), "_"), "-", "_")
	}
	text, gap := f.missing(at)
	if gap && !slices.Contains(f.gaps, at) {
		f.gaps = append(f.gaps, at)
	}
	return markup.Value{Text: text, Path: at, Gap: gap}
}

// gapPath is where in the record a field of a view would stand.
func gapPath(owner reflect.Value, field string) string {
	for owner.Kind() == reflect.Pointer && !owner.IsNil() {
		owner = owner.Elem()
	}
	if owner.Kind() != reflect.Struct {
		return field
	}
	name := snake(field)
	if sf, ok := owner.Type().FieldByName(field); ok && sf.Tag.Get("record") != "" {
		name = sf.Tag.Get("record")
	}
	if abs, ok := strings.CutPrefix(name, "/"); ok {
		return abs
	}
	if at := owner.FieldByName("At"); at.IsValid() {
		if p := at.Interface().(audience.At).Path(); p != "" {
			return p + "." + name
		}
	}
	return name
}

// snake is a Go field name as the record writes it: FirstName → first_name.
func snake(s string) string {
	var b strings.Builder
	for i, r := range s {
		if unicode.IsUpper(r) && i > 0 {
			b.WriteByte('_')
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}
