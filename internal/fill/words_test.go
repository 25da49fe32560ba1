package fill

import (
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"text/template/parse"
	"unicode"

	"handover/internal/audience"
	"handover/internal/protocol"
	"handover/model"
	"handover/model/dates"
	"handover/render/doc"
	"handover/render/markup"
	"handover/templates"
)

// A reader of letters is one for whom the words are held to a reading age and
// to a longest sentence.
//
// The reading age is the Flesch-Kincaid grade level and five: grade n is read by
// those who are n+5 at its beginning (Kincaid and others, 1975):
//
//	0.39 × words / sentences + 11.8 × syllables / words − 15.59, + 5
//
// What is measured is the words of the template: the sentences of paragraphs and
// of list entries that end as a sentence. A value in a sentence counts as one
// word of one syllable, whatever it is. Free text isn't measured with it, nor are
// headings, tables, greeting and signature.
type readerOfLetters struct {
	name     string
	reader   model.Reader
	stage    string  // of the child: the field of the view that holds
	easyRead bool    // and Easy Read with it
	age      float64 // the highest reading age; 0: sentences alone
	longest  int     // words of a sentence
}

var readersOfLetters = []readerOfLetters{
	{"a child under 8", model.ReaderChild, "Young", false, 7, 12},
	{"a child of 8 to 12", model.ReaderChild, "Middle", false, 8, 16},
	{"a young person of 13 and over", model.ReaderChild, "Teen", false, 9, 20},
	{"an adult, as care leavers are", model.ReaderChild, "Adult", false, 9, 20},
	{"a child who keeps the letter", model.ReaderChild, "Keepsake", false, 9, 16},
	{"a child with Easy Read", model.ReaderChild, "Middle", true, 7, 12},
	{"a young person with Easy Read", model.ReaderChild, "Teen", true, 7, 12},
	{"an adult with Easy Read", model.ReaderChild, "Adult", true, 7, 12},
	{"a parent", model.ReaderParent, "", false, 9, 20},
	{"a carer", model.ReaderCarer, "", false, 9, 20},
	{"a professional", model.ReaderProfessional, "", false, 0, 25},
	{"another authority", model.ReaderAuthority, "", false, 0, 25},
}

// notThisYoung are letters that a child of a stage never gets: the template's
// own condition says so.
var notThisYoung = map[string]string{
	"exit-interview-offer Young":  "eq .Child.Age 17",
	"exit-interview-offer Middle": "eq .Child.Age 17",
}

// TestLettersCanBeRead holds each letter, as each of its readers gets it, to
// that reader's reading age and longest sentence: with every fact recorded, with
// each one missing, and with none.
func TestLettersCanBeRead(t *testing.T) {
	seen, measured := map[string]bool{}, map[string]bool{}
	for _, council := range councilNames(t) {
		set, rec := wordsCase(t, council)
		for _, d := range set.Documents {
			if !d.Reader.Outside() {
				continue
			}
			for _, r := range readersOfLetters {
				if r.reader != d.Reader {
					continue
				}
				if _, never := notThisYoung[d.Kind+" "+r.stage]; never {
					continue
				}
				c := ready(t, d.Template)
				if r.stage == "Keepsake" && !strings.Contains(c.body.Tree.Root.String(), "Keepsake") {
					if !strings.Contains(d.Template.Front.When, "ge .Child.Age 5") && !strings.Contains(d.Template.Front.When, "eq .Child.Age 17") {
						t.Errorf("%s: nothing is said to a child under 5, and no condition keeps it from one", d.Template.File)
					}
					continue
				}
				if measured[r.name+c.hash] {
					continue // the same letter of another council
				}
				seen[r.name], measured[r.name+c.hash] = true, true
				v := letterView(t, set, rec, d, r)
				for _, way := range variants(v) {
					measure(t, d.Template.File+" "+way.name, lettersText(t, d.Template, way.view), r)
				}
			}
		}
	}
	for _, r := range readersOfLetters {
		if !seen[r.name] {
			t.Errorf("no letter to %s is measured", r.name)
		}
	}
}

// measure holds a text to a reader's reading age and longest sentence.
func measure(t *testing.T, what, text string, r readerOfLetters) {
	t.Helper()
	words, syll, sentences := 0, 0, 0
	for _, s := range sentencesOf(text) {
		w := wordsIn(s)
		if len(w) > r.longest {
			t.Errorf("%s, for %s: a sentence of %d words, more than %d: %s", what, r.name, len(w), r.longest, s)
		}
		sentences++
		words += len(w)
		for _, x := range w {
			syll += syllables(x)
		}
	}
	if words == 0 {
		t.Fatalf("%s has no sentences", what)
	}
	if age := readingAge(words, sentences, syll); r.age > 0 && age > r.age {
		t.Errorf("%s, for %s: reading age %.1f, more than %g: %.1f words a sentence, %.2f syllables a word",
			what, r.name, age, r.age, float64(words)/float64(sentences), float64(syll)/float64(words))
	}
}

// TestNotesCanBeRead holds the paragraphs that end letters, which are each
// council's own, to the reading age of the youngest reader whom they are for.
func TestNotesCanBeRead(t *testing.T) {
	for _, council := range councilNames(t) {
		p, err := Protocol(council, templates.BuiltIn())
		if err != nil {
			t.Fatal(err)
		}
		for name, n := range map[string]protocol.Note{"complaints": p.Notes.Complaints, "advocacy": p.Notes.Advocacy, "formats": p.Notes.Formats} {
			for _, r := range readersOfLetters {
				switch {
				case r.reader == model.ReaderChild && n.ForChild != "":
					measure(t, council+", notes, "+name, n.ForChild, r)
				case (r.reader == model.ReaderParent || r.reader == model.ReaderCarer) && n.ForFamily != "":
					measure(t, council+", notes, "+name, n.ForFamily, r)
				}
			}
		}
	}
}

func readingAge(words, sentences, syll int) float64 {
	return 0.39*float64(words)/float64(sentences) + 11.8*float64(syll)/float64(words) - 15.59 + 5
}

const wordsRecord = `{"schema": "handover.case/1", "protocol": %q, "reference": "X-1",
"children": [{"id": "C1", "first_name": "Jo", "surname": "Ash", "date_of_birth": "2012-01-01"}],
"people": [{"id": "P1", "name": "Sam Ash", "relationship": [{"child": "C1", "is": "mother", "parental_responsibility": true}]}],
"professionals": [{"id": "R1", "name": "Kit Ash", "role": "GP", "kind": "health", "agency": "Surgery"}],
"authorities": [{"id": "A1", "name": "Elsewhere"}],
"workers": [{"id": "W1", "name": "Ann Bee"}, {"id": "W2", "name": "Bob Cee", "about_me": "record"}],
"transfer": {"kind": "between_teams", "current_worker": "W1", "receiving_worker": "W2", "reason": {"for_child": "record", "for_family": "record", "for_professionals": "record"}},
"closure": {"support_after": "record", "how_to_come_back": "record"}}`

func councilNames(t *testing.T) []string {
	t.Helper()
	names, err := Councils(templates.BuiltIn())
	if err != nil {
		t.Fatal(err)
	}
	return names
}

func wordsCase(t *testing.T, council string) (*Set, *model.Record) {
	t.Helper()
	set, err := Load(council, templates.BuiltIn())
	if err != nil {
		t.Fatal(err)
	}
	rec, err := model.Decode("case.json", fmt.Appendf(nil, wordsRecord, council), model.Options{Protocols: []string{council}})
	if err != nil {
		t.Fatal(err)
	}
	return set, rec
}

// letterView is a reader's view in which everything is recorded.
func letterView(t *testing.T, set *Set, rec *model.Record, d Document, r readerOfLetters) reflect.Value {
	t.Helper()
	to := map[model.Reader]model.ID{model.ReaderChild: "C1", model.ReaderParent: "P1", model.ReaderCarer: "P1", model.ReaderProfessional: "R1", model.ReaderAuthority: "A1"}
	asOf, err := dates.Parse("2026-11-23")
	if err != nil {
		t.Fatal(err)
	}
	view := audience.View(audience.Document{Kind: d.Kind, Reader: d.Reader, Recipient: to[d.Reader], Child: &rec.Children[0],
		Signs: set.Protocol.Signatures(d.Document, rec, nil, asOf)}, rec, set.Protocol, asOf)
	v := reflect.New(reflect.TypeOf(view)).Elem()
	v.Set(reflect.ValueOf(view))
	record(v)
	if d.Reader == model.ReaderChild {
		for _, stage := range []string{"Young", "Middle", "Teen", "Adult", "Keepsake", "EasyRead"} {
			v.FieldByName(stage).SetBool(stage == r.stage || stage == "EasyRead" && r.easyRead || stage == "Young" && r.stage == "Keepsake")
		}
	}
	return v
}

// record fills what the record lacks: each fact, and one entry of each list.
func record(v reflect.Value) {
	for i := range v.NumField() {
		f := v.Field(i)
		if !v.Type().Field(i).IsExported() || v.Type().Field(i).Name == "At" || v.Type() == namedType {
			continue
		}
		switch {
		case f.Type() == factType:
			if f.IsNil() {
				f.Set(reflect.ValueOf(audience.Said("Sam", "x")))
			}
		case f.Kind() == reflect.Struct:
			record(f)
		case f.Kind() == reflect.Slice && f.Len() == 0 && f.Type().Elem().Kind() == reflect.Struct && f.Type().Elem() != namedType:
			one := reflect.New(f.Type().Elem()).Elem()
			record(one)
			f.Set(reflect.Append(f, one))
		}
	}
}

type variant struct {
	name string
	view any
}

// variants are a view with everything, with each thing missing, and with nothing
// but what isn't the record's.
func variants(v reflect.Value) []variant {
	out := []variant{{"with everything recorded", clone(v).Interface()}}
	var leaves [][]int
	var find func(v reflect.Value, at []int)
	find = func(v reflect.Value, at []int) {
		for i := range v.NumField() {
			f, sf := v.Field(i), v.Type().Field(i)
			here := append(slices.Clone(at), i)
			switch {
			case !sf.IsExported() || sf.Name == "At" || sf.Name == "Complaints" || sf.Name == "Advocacy" || sf.Name == "Formats":
			case f.Kind() == reflect.Struct:
				find(f, here)
			case f.Kind() == reflect.Pointer && !f.IsNil():
				leaves = append(leaves, here)
			}
		}
	}
	find(v, nil)
	none := clone(v)
	for _, at := range leaves {
		less := clone(v)
		less.FieldByIndex(at).SetZero()
		out = append(out, variant{"without ." + strings.Join(fieldPath(v.Type(), at), "."), less.Interface()})
		none.FieldByIndex(at).SetZero()
	}
	return append(out, variant{"with nothing recorded", none.Interface()})
}

func clone(v reflect.Value) reflect.Value {
	c := reflect.New(v.Type()).Elem()
	c.Set(v)
	return c
}

func fieldPath(t reflect.Type, at []int) []string {
	var out []string
	for _, i := range at {
		f := t.Field(i)
		if !f.Anonymous {
			out = append(out, f.Name)
		}
		t = f.Type
	}
	return out
}

// lettersText is the Markdown of a letter, with Sam for each value and without
// free text.
func lettersText(t *testing.T, tmpl *Template, view any) string {
	t.Helper()
	filled, err := tmpl.Fill(view, func(string) (string, bool) { return "Sam", true }, func(string) string { return "" })
	if err != nil {
		t.Fatal(err)
	}
	if _, err := markup.Parse(filled.Source, doc.Meta{Title: tmpl.Title, Creator: "x", Lang: "en-GB", Layout: tmpl.Layout}); err != nil {
		t.Errorf("%s: %v", tmpl.File, err)
	}
	text := string(filled.Source.Markdown)
	for i, v := range filled.Source.Values {
		if v.Text = "Sam"; v.Narrative {
			v.Text = ""
		}
		text = strings.ReplaceAll(text, markup.Token(i), v.Text)
	}
	return text
}

var (
	fenced      = regexp.MustCompile(`(?ms)^::: (sender|address|facts|signatures)$.*?^:::$`)
	entry       = regexp.MustCompile(`(?m)^- `)
	sentenceEnd = regexp.MustCompile(`[.!?]+(\s+|$)`)
)

// sentencesOf are the sentences of paragraphs and of list entries that end as
// one: neither headings nor tables, and no "Dear Sam,".
func sentencesOf(markdown string) []string {
	var out []string
	text := fenced.ReplaceAllString(markdown, "")
	text = entry.ReplaceAllString(text, "\n\n")
	for _, block := range strings.Split(text, "\n\n") {
		block = strings.TrimSpace(strings.ReplaceAll(block, "**", ""))
		if strings.HasPrefix(block, "#") || strings.HasPrefix(block, "|") || !strings.ContainsAny(block[max(0, len(block)-1):], ".!?") {
			continue
		}
		for _, s := range sentenceEnd.Split(block, -1) {
			if s != "" {
				out = append(out, s)
			}
		}
	}
	return out
}

func wordsIn(sentence string) []string {
	return slices.DeleteFunc(strings.Fields(sentence), func(w string) bool { return !strings.ContainsFunc(w, unicode.IsLetter) })
}

// irregular are words whose syllables the rule gets wrong.
var irregular = map[string]int{
	"somebody": 3, "something": 2, "someone": 2, "idea": 3, "area": 3, "before": 2, "likely": 2, "safely": 2, "being": 2, "going": 2, "family": 3, "every": 2, "everything": 3,
}

// syllables counts groups of vowels, without an e that isn't heard.
func syllables(word string) int {
	n := 0
	for _, w := range strings.FieldsFunc(strings.ToLower(word), func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' && r != '’' }) {
		w, _, _ = strings.Cut(strings.ReplaceAll(strings.Trim(w, "'’"), "’", "'"), "'")
		if i, ok := irregular[w]; ok {
			n += i
			continue
		}
		k := len(vowels.FindAllString(w, -1))
		if silent.MatchString(w) && k > 1 {
			k--
		}
		n += max(1, k)
	}
	return n
}

var (
	vowels = regexp.MustCompile(`[aeiouy]+`)
	// silent is an e at the end that isn't heard: in "write", "likes" and
	// "called", but not in "people", "changes" and "wanted".
	silent = regexp.MustCompile(`([^aeiouyl]e|[aeiouy]le|ue|[^aeiouysxzcgh]es|[tk]hes|[^aeiouytd]ed)$`)
)

func TestSyllables(t *testing.T) {
	for word, want := range map[string]int{
		"social": 2, "worker": 2, "people": 2, "changes": 2, "called": 1, "wanted": 2, "write": 1, "likes": 1, "telephone": 3, "advocate": 3,
		"meeting": 2, "review": 2, "happened": 2, "somebody's": 3, "don't": 1, "grown-up": 2, "responsibilities": 6, "language": 2, "the": 1,
		"while": 1, "little": 2, "named": 1, "decided": 3, "languages": 3, "agreed": 2, "everything": 3, "Sam": 1, "complaint": 2, "free": 1, "are": 1,
	} {
		if got := syllables(word); got != want {
			t.Errorf("%s has %d syllables, not %d", word, want, got)
		}
	}
}

// TestReadingAge holds the formula to what is known of it: Flesch and Kincaid's
// grade of 2.9 words a sentence and 1 syllable a word is below the first.
func TestReadingAge(t *testing.T) {
	// "The Australian platypus is seemingly a hybrid of a mammal and reptilian
	// creature": 13 words, 24 syllables, grade 11.3.
	if age := readingAge(13, 1, 24); age < 16.2 || age > 16.4 {
		t.Errorf("reading age %.2f", age)
	}
}

// ready is a template compiled.
func ready(t *testing.T, tmpl *Template) *compiled {
	t.Helper()
	c, err := tmpl.ready()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// textOf is the words of a template and of the parts that it uses, of every
// branch.
func textOf(c *compiled) string {
	var b strings.Builder
	for _, x := range c.body.Templates() {
		if x.Name() == gapsPart {
			continue
		}
		var visit func(n parse.Node)
		visit = func(n parse.Node) {
			switch n := n.(type) {
			case *parse.ListNode:
				if n != nil {
					for _, k := range n.Nodes {
						visit(k)
					}
				}
			case *parse.TextNode:
				b.Write(n.Text)
			case *parse.ActionNode:
				b.WriteString("Sam")
			case *parse.IfNode:
				visit(n.List)
				b.WriteString("\n")
				visit(n.ElseList)
			case *parse.WithNode:
				visit(n.List)
				b.WriteString("\n")
				visit(n.ElseList)
			case *parse.RangeNode:
				visit(n.List)
			}
		}
		visit(x.Tree.Root)
		b.WriteString("\n")
	}
	return b.String()
}
