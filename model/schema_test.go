package model

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"handover/model/dates"
)

func compiled(t *testing.T) *jsonschema.Schema {
	t.Helper()
	b, err := Schema()
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("case.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("case.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// both asks the schema and the decoder about one record.
func both(t *testing.T, s *jsonschema.Schema, b []byte) (bySchema, byDecoder error) {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	_, byDecoder = Decode("x.json", b, testOptions)
	return s.Validate(doc), byDecoder
}

// maker makes records at random by the plan; every id that it gives leads to
// one of the right list.
type maker struct {
	*rand.Rand
}

var idLetters = map[string]string{"child": "C", "person": "P", "household": "H", "professional": "R", "worker": "W", "team": "T", "authority": "A", "meeting": "M"}

// each list with ids has two elements, so that a reference can be made before it
func (m *maker) id(kind string) string {
	if kind == "any" {
		kind = "person"
	}
	return fmt.Sprintf("%s%d", idLetters[kind], 1+m.IntN(2))
}

func (m *maker) record() map[string]any {
	rec := m.object(recordPlan(), 0)
	rec["schema"], rec["protocol"] = SchemaName, "salford"
	for _, kind := range slices.Sorted(maps.Keys(kindNouns)) { // in order: the same seed makes the same record
		noun := kindNouns[kind]
		f := recordPlan().byName[noun[1]]
		rec[noun[1]] = []any{m.withID(f.plan.elem, kind, 1), m.withID(f.plan.elem, kind, 2)}
	}
	delete(rec, "not_known")
	rec["extra"] = map[string]any{"panel_note": m.text(true), "panel_seen": true, "panel_date": "2024-02-29"}
	if tr, ok := rec["transfer"].(map[string]any); ok {
		tr["same_worker"] = true
	}
	return rec
}

func (m *maker) withID(p *plan, kind string, n int) map[string]any {
	x := m.object(p, 1)
	x["id"] = fmt.Sprintf("%s%d", idLetters[kind], n)
	if kind == "child" {
		x[[]string{"first_name", "surname", "known_as"}[m.IntN(3)]] = "Mabli"
	}
	return x
}

func (m *maker) object(p *plan, depth int) map[string]any {
	x := map[string]any{}
	for _, f := range p.fields {
		if f.required || m.IntN(2+depth) == 0 {
			x[f.name] = m.value(f.plan, f, depth, f.required)
		}
	}
	return x
}

func (m *maker) value(p *plan, f *field, depth int, filled bool) any {
	if isString := p.shape <= word; isString && !filled && m.IntN(5) == 0 {
		return ""
	}
	switch p.shape {
	case line:
		switch f.name {
		case "is":
			return pick(m, []string{"mother", "birth father", "Nan", "mum's boyfriend (former)"})
		case "postcode":
			return []string{"ZZ99 9ZZ", "zz9 9zz", "Z99ZZ", " Z9Z 9ZZ"}[m.IntN(4)]
		}
		return m.text(false)
	case text:
		return m.text(true)
	case day:
		return []string{"2024-02-29", "1900-01-01", "2199-12-31", "2026-04-30", "2000-02-29"}[m.IntN(5)]
	case partial:
		return []string{"2024-02-29", "1999", "2024-12"}[m.IntN(3)]
	case clock:
		return []string{"00:00", "23:59", "09:30"}[m.IntN(3)]
	case ident:
		return m.id(f.ref)
	case code:
		return pick(m, codesOf(f.table))
	case word:
		if len(f.words) == 0 {
			return pick(m, append(Events(f.events), "lgpm_outcome"))
		}
		return pick(m, f.words)
	case boolean:
		return m.IntN(2) == 0
	case integer:
		return m.IntN(10000)
	case object:
		return m.object(p, depth+1)
	case moment:
		if m.IntN(2) == 0 {
			return m.value(p.byName["date"].plan, f, depth, filled)
		}
		return m.object(p, depth+1)
	case momentOf:
		return map[string]any{pick(m, Events(f.events)): m.value(p.elem, f, depth, filled), "lgpm_outcome": "2024-05-01"}
	case list:
		all := []any{}
		for range max(m.IntN(3), btoi(filled)) {
			all = append(all, m.value(p.elem, f, depth+1, true))
		}
		return all
	}
	return map[string]any{}
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

func pick(m *maker, all []string) string { return all[m.IntN(len(all))] }

func (m *maker) text(free bool) string {
	s := pick(m, []string{"Siân Ŵyn-Łukasz", "O'Neil-Smyth", "{{.Risks}} | <b>", "سارة", "🙂", `a "quoted" \ word`, "x"})
	if free && m.IntN(2) == 0 {
		s += "\n\n- a\tb"
	}
	return s
}

// TestSchemaAndDecoderAccept: what is a record for one is one for the other.
func TestSchemaAndDecoderAccept(t *testing.T) {
	s := compiled(t)
	good, err := filepath.Glob("../fixtures/good/*.json")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range good {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(b))
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Validate(doc); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	for seed := range uint64(80) {
		m := &maker{Rand: rand.New(rand.NewPCG(seed, 1))}
		b, err := json.Marshal(m.record())
		if err != nil {
			t.Fatal(err)
		}
		if bySchema, byDecoder := both(t, s, b); bySchema != nil || byDecoder != nil {
			t.Fatalf("seed %d: the schema says %v, the decoder %v", seed, bySchema, byDecoder)
		}
	}
}

// a slot is a value of a record made at random, with what it should be.
type slot struct {
	set   func(any)
	value any
	plan  *plan
	field *field
	path  string
}

func slots(v any, p *plan, f *field, path string, set func(any), do func(slot)) {
	do(slot{set, v, p, f, path})
	switch x := v.(type) {
	case map[string]any:
		for _, name := range slices.Sorted(maps.Keys(x)) {
			put := func(y any) { x[name] = y }
			switch p.shape {
			case momentOf:
				slots(x[name], p.elem, &field{}, path+"."+name, put, do)
			case object, moment:
				sub := p.byName[name]
				slots(x[name], sub.plan, sub, path+"."+name, put, do)
			}
		}
	case []any:
		for i := range x {
			slots(x[i], p.elem, f, fmt.Sprintf("%s[%d]", path, i), func(y any) { x[i] = y }, do)
		}
	}
}

// mutations are ways to spoil a value; ok says whether this one can be spoilt so.
var mutations = []struct {
	name string
	do   func(m *maker, s slot) bool
}{
	{"null", func(m *maker, s slot) bool { s.set(nil); return true }},
	{"wrong type", func(m *maker, s slot) bool {
		for _, other := range []any{"x y", 1.5, true, []any{1.5}, map[string]any{"no such": 1}} {
			if m.IntN(3) == 0 && reflect.TypeOf(other) != reflect.TypeOf(s.value) && (s.plan.shape != moment || reflect.TypeOf(other).Kind() != reflect.Map) {
				s.set(other)
				return true
			}
		}
		return false
	}},
	{"unknown field", func(m *maker, s slot) bool {
		x, ok := s.value.(map[string]any)
		if ok && (s.plan.shape == object || s.plan.shape == moment) {
			x["no_such_field"] = "x"
			return true
		}
		return false
	}},
	{"bad name of an event", func(m *maker, s slot) bool {
		x, ok := s.value.(map[string]any)
		if ok && (s.plan.shape == momentOf || s.plan.shape == extraOf) {
			x["No Such"] = "2024-01-01"
			return true
		}
		return false
	}},
	{"missing required", func(m *maker, s slot) bool {
		x, ok := s.value.(map[string]any)
		if !ok || s.plan.shape != object {
			return false
		}
		for _, f := range s.plan.fields {
			if f.required && m.IntN(2) == 0 {
				delete(x, f.name)
				return true
			}
		}
		return false
	}},
	{"blank required", func(m *maker, s slot) bool {
		if _, ok := s.value.(string); ok && s.field.required || ok && strings.HasSuffix(s.path, "]") && !s.field.lines {
			s.set("")
			return true
		}
		return false
	}},
	{"child without a name", func(m *maker, s slot) bool {
		x, ok := s.value.(map[string]any)
		if ok && s.plan.goType == reflect.TypeFor[Child]() {
			for _, name := range []string{"first_name", "surname", "known_as"} {
				x[name] = " "
			}
			delete(x, "expected_date_of_birth")
			return true
		}
		return false
	}},
	{"empty required", func(m *maker, s slot) bool {
		if s.plan.shape == list && s.field.required {
			s.set([]any{})
			return true
		}
		return false
	}},
	{"bad form", func(m *maker, s slot) bool {
		bad := map[shape][]string{
			day:     {"2026-02-30", "2023-02-29", "2100-02-29", "1899-12-31", "2026-1-1", "2026-13-01", "2026", "01/02/2026", "2026-00-10", "2026-04-31"},
			partial: {"2026-02-30", "2026-13", "26", "1899", "2026-1", "2023-02-29"},
			clock:   {"24:00", "9:30", "09:60", "09:30:00"},
			ident:   {"P", "p1", "ABCD1", "P12345", "P1 "},
			code:    {"NOSUCH", "neg", "Neglect"},
			word:    {"No Such", "no-such"},
		}[s.plan.shape]
		if len(bad) == 0 || s.value == nil || reflect.TypeOf(s.value).Kind() != reflect.String {
			return false
		}
		s.set(pick(m, bad))
		return true
	}},
	{"bad character", func(m *maker, s slot) bool {
		if s.plan.shape != line && s.plan.shape != text {
			return false
		}
		bad := []string{"\x00", "\x1b", "\x7f", "\u0085", "\u202e", "\u2066", "\ue000", "\ufdd0", "\ufffe", "\U000f0000", "\U0010ffff", "\U0001ffff"}
		s.set("x" + pick(m, bad) + "y")
		return true
	}},
	{"number out of range", func(m *maker, s slot) bool {
		if s.plan.shape != integer {
			return false
		}
		s.set([]any{-1, 10000, 2.5, 1e300}[m.IntN(4)])
		return true
	}},
}

// TestSchemaAndDecoderRefuse: what spoils a record for one does for the other.
// Only Decode can tell ids that stand twice, lead nowhere or into the wrong
// list, events and extra fields that no protocol declares, an unknown protocol,
// paths of not_known, a postcode that is none where the address isn't abroad, what says nothing of
// who somebody is to a child, and a receiving worker who is the current one.
func TestSchemaAndDecoderRefuse(t *testing.T) {
	s := compiled(t)
	done := map[string]int{}
	for seed := range uint64(700) {
		m := &maker{Rand: rand.New(rand.NewPCG(seed, 2))}
		rec := m.record()
		mut := mutations[int(seed)%len(mutations)]
		var all []slot
		slots(rec, recordPlan(), &field{}, "", nil, func(x slot) {
			if x.set != nil {
				all = append(all, x)
			}
		})
		m.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
		i := slices.IndexFunc(all, func(x slot) bool { return mut.do(m, x) })
		if i < 0 {
			continue
		}
		done[mut.name]++
		b, err := json.Marshal(rec)
		if err != nil {
			t.Fatal(err)
		}
		if bySchema, byDecoder := both(t, s, b); bySchema == nil || byDecoder == nil {
			t.Fatalf("seed %d, %s at %s: the schema says %v, the decoder %v", seed, mut.name, all[i].path, bySchema, byDecoder)
		}
	}
	for _, mut := range mutations {
		if done[mut.name] < 30 {
			t.Errorf("%s was tried only %d times", mut.name, done[mut.name])
		}
	}
}

func TestSchemaIsTheSameEachTime(t *testing.T) {
	a, err := Schema()
	if err != nil {
		t.Fatal(err)
	}
	if b, _ := Schema(); !bytes.Equal(a, b) {
		t.Error("two schemas differ")
	}
}

// TestDayPattern holds the pattern of the schema to the calendar.
func TestDayPattern(t *testing.T) {
	form := whole(dayPattern)
	for year := 1890; year <= 2210; year++ {
		for month := range 14 {
			for d := range 33 {
				s := fmt.Sprintf("%04d-%02d-%02d", year, month, d)
				date, err := dates.Parse(s)
				msg, _ := badDay(s, date.Year, err, "a date")
				if readable := msg == ""; readable != form(s) {
					t.Fatalf("%s: the decoder says %v, the pattern %v", s, readable, !readable)
				}
			}
		}
	}
}
