package fill

import (
	"bytes"
	"encoding/json"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"

	"handover/internal/audience"
	"handover/internal/protocol"
	"handover/model"
	"handover/model/dates"
	"handover/render/doc"
	"handover/render/markup"
)

// sparse lacks almost everything.
const sparse = `{
  "schema": "handover.case/1", "protocol": "salford", "reference": "CF-1",
  "children": [{"id": "C1", "first_name": "Ada", "upn": "", "date_of_birth": "2017-03-08", "inform": {"tell": true}}],
  "people": [
    {"id": "P1", "name": "Bea", "telephone": "01632 960001", "relationship": [{"child": "C1", "is": "mother", "inform": {"tell": true}}]},
    {"id": "P2", "name": "Cy"}
  ],
  "workers": [{"id": "W1", "name": "Flo Worker", "telephone": "01632 960002"}],
  "transfer": {"kind": "between_teams", "current_worker": "W1"},
  "meetings": [],
  "not_known": [{"path": "children[0].nhs_number", "why": "declined"}, {"path": "court", "why": "does_not_apply"}]
}`

func decoded(t testing.TB, src string) *model.Record {
	t.Helper()
	rec, err := model.Decode("case.json", []byte(src), model.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return rec
}

// filledWith fills a template with a record's view for a reader.
func filledWith(t testing.TB, rec *model.Record, reader model.Reader, to model.ID, tmpl *Template) Filled {
	t.Helper()
	day, err := dates.Parse("2026-11-23")
	if err != nil {
		t.Fatal(err)
	}
	council := &protocol.Protocol{Title: "Example Council"}
	view := audience.View(audience.Document{Reader: reader, Recipient: to, Child: &rec.Children[0]}, rec, council, day)
	f, err := tmpl.Fill(view, audience.Missing(rec, reader), audience.Where(rec, council, day))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func mustPrepare(t testing.TB, text string, parts ...string) *Template {
	t.Helper()
	tmpl, err := prepared(text, parts...)
	if err != nil {
		t.Fatal(err)
	}
	return tmpl
}

// shown is a filled template with each token as what stands for it: a value
// "<path text>", a gap "[path text]".
func shown(f Filled) string {
	out := string(f.Source.Markdown)
	for i, v := range f.Source.Values {
		s := "<" + v.Path + " " + v.Text + ">"
		if v.Gap {
			s = "[" + v.Path + " " + v.Text + "]"
		}
		out = strings.Replace(out, markup.Token(i), s, 1)
	}
	return strings.TrimLeft(out, "\n")
}

func TestFill(t *testing.T) {
	tests := []struct {
		name, body string
		parts      []string
		want       string
		gaps       []string
	}{
		{"facts with their places", "# {{.Reference}}\n\n{{.Child.FirstName}}, {{.Child.DateOfBirth}}, {{.Child.Age}}\n", nil,
			"# <reference CF-1>\n\n<children[0].first_name Ada>, <children[0].date_of_birth 8 March 2017>, < 9 years>\n", nil},
		{"a fact that is lacking", "{{.Child.Surname}}", nil, "[children[0].surname Not recorded]", []string{"children[0].surname"}},
		{"an empty one is lacking too", "{{.Child.UPN}}", nil, "[children[0].upn Not recorded]", []string{"children[0].upn"}},
		{"free text that is lacking", "{{.Child.Health}}", nil, "[children[0].health.text Not recorded]", []string{"children[0].health.text"}},
		{"what the record says it can't have", "{{.Child.NHSNumber}}", nil, "<children[0].nhs_number Not known: declined>", nil},
		{"what lies in something that doesn't apply", "{{.Court.CaseNumber}}", nil, "<court.case_number Does not apply>", nil},
		{"in a struct that is lacking", "{{.Receiving.Email}}\n\n{{.Transfer.Reason}}", nil,
			"[transfer.receiving_worker.email Not recorded]\n\n[transfer.reason.text Not recorded]", []string{"transfer.receiving_worker.email", "transfer.reason.text"}},
		{"in a struct that is there", "{{.Current.Telephone}} {{.Current.Email}}", nil, "<workers[0].telephone 01632 960002> [workers[0].email Not recorded]", []string{"workers[0].email"}},
		{"in a list", "{{range .People}}{{.Telephone}} {{end}}", nil, "<people[0].telephone 01632 960001> [people[1].telephone Not recorded] ", []string{"people[1].telephone"}},
		{"in a list, by a variable", "{{range $p := .People}}{{with $.Reference}}{{$p.Telephone}} {{end}}{{end}}", nil,
			"<people[0].telephone 01632 960001> [people[1].telephone Not recorded] ", []string{"people[1].telephone"}},
		{"a gap once", "{{.Child.Surname}} {{.Child.Surname}}", nil, "[children[0].surname Not recorded] [children[0].surname Not recorded]", []string{"children[0].surname"}},
		{"a gap not asked for is none", "{{with .Child.Surname}}{{.}}{{end}}x{{if .Child.Health}}y{{end}}", nil, "x", nil},
		{"a list that nobody recorded", "{{range .Plans}}{{.Kind}}{{else}}{{absent .Plans}}{{end}}", nil, "[plans Not recorded]", []string{"plans"}},
		{"a list that is empty", "{{range .Meetings}}{{.Kind}}{{else}}{{absent .Meetings}}{{end}}", nil, "< None>", nil},
		{"a part for two", "{{template \"_p\" .Child}}{{range .People}}{{template \"_p\" .}}{{end}}", []string{"_p", "({{.Name}} {{.Pronouns}})"},
			"(<children[0] Ada> [children[0].pronouns Not recorded])(<people[0].name Bea> [people[0].pronouns Not recorded])(<people[1].name Cy> [people[1].pronouns Not recorded])",
			[]string{"children[0].pronouns", "people[0].pronouns", "people[1].pronouns"}},
		{"a part with a list, called like it", "{{template \"_plans\" .Plans}}", []string{"_plans", "{{if .}}x{{else}}{{absent .}}{{end}}"}, "[plans Not recorded]", []string{"plans"}},
		{"conditions", "{{if is .Transfer.Kind \"between_teams\"}}a{{end}}{{if is .Transfer.Kind \"closure\"}}b{{end}}{{if not .Child.Surname}}c{{end}}{{if gt (len .People) 1}}d{{end}}", nil, "acd", nil},
		{"the list of gaps at the end", "{{.Child.Surname}}\n", []string{gapsPart, "{{range .Gaps}}- {{.What}}\n{{end}}"},
			"[children[0].surname Not recorded]\n- <children[0].surname Ada: surname>\n", []string{"children[0].surname"}},
		{"no list without gaps", "{{.Reference}}\n", []string{gapsPart, "{{range .Gaps}}- {{.What}}\n{{end}}"}, "<reference CF-1>\n", nil},
	}
	rec := decoded(t, sparse)
	for _, x := range tests {
		t.Run(x.name, func(t *testing.T) {
			f := filledWith(t, rec, model.ReaderInternal, "", mustPrepare(t, inside(x.body), x.parts...))
			if got := shown(f); got != x.want {
				t.Errorf("\n got %s\nwant %s", got, x.want)
			}
			if diff := cmp.Diff(x.gaps, f.Gaps); diff != "" {
				t.Errorf("gaps, -want +got:\n%s", diff)
			}
		})
	}
}

// TestFillLetter: outside, every fact that is lacking is a gap, also one that
// the record says can't be had; its place is the record's own.
func TestFillLetter(t *testing.T) {
	rec := decoded(t, strings.Replace(sparse, `"path": "court"`, `"path": "transfer.dates"`, 1))
	f := filledWith(t, rec, model.ReaderParent, "P1", mustPrepare(t, outside("# T\n\n{{.You}} {{.From}} {{.Joining.Name}}\n\n{{.Why}}\n"), gapsPart, "{{range .Gaps}}- {{.What}}\n{{end}}"))
	want := "# T\n\n<people[0].name Bea> [transfer.dates.transfer Not recorded] [transfer.receiving_worker.name Not recorded]\n\n[transfer.reason.for_family Not recorded]\n"
	if got := shown(f); got != want {
		t.Errorf("\n got %s\nwant %s", got, want)
	}
	if diff := cmp.Diff([]string{"transfer.dates.transfer", "transfer.receiving_worker.name", "transfer.reason.for_family"}, f.Gaps); diff != "" {
		t.Error(diff)
	}
}

// TestFillIsTheSame: one template filled by many at once gives the same source.
func TestFillIsTheSame(t *testing.T) {
	rec := decoded(t, sparse)
	tmpl := mustPrepare(t, inside("{{range .People}}{{.Name}} {{.Email}} {{end}}{{template \"_p\" .Child}}"), "_p", "{{.Name}}")
	want := filledWith(t, rec, model.ReaderInternal, "", tmpl)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 20 {
				got := filledWith(t, rec, model.ReaderInternal, "", tmpl)
				if !bytes.Equal(got.Source.Markdown, want.Source.Markdown) || !cmp.Equal(got.Source.Values, want.Source.Values) {
					t.Error("another source")
				}
			}
		})
	}
	wg.Wait()
}

// everyPlace has a line and free text in every place where a value can stand.
const everyPlace = `# LINE

## In a heading: LINE, and LINE

LINE

A sentence with LINE, **bold LINE**, *LINE* and [LINE](https://example.org/), and at its end LINE

TEXT

- LINE
- TEXT
- with words LINE

  TEXT
- [ ] LINE

1. LINE
2. TEXT

| LINE | b |
| --- | --- |
| LINE | TEXT |
| a LINE b<br>LINE | **LINE**<br>TEXT |

::: facts
| | |
| --- | --- |
| LINE | TEXT |
:::

::: callout
LINE

TEXT
:::

::: address
LINE
a LINE
:::
`

// FuzzFill: any text in any place comes out of the parsed tree as it went in.
func FuzzFill(f *testing.F) {
	for _, s := range []string{"", " ", "-", "a", "{{.Reference}}", "| a | b |", "# a", "- a\n- b", "a\n\nb", "**a** _b_ `c` <b>d</b> &amp; \\", "1. a\n2) b", ":::\n::: facts", "```\na\n```",
		"https://example.org <a@example.org>", "[a](b) ![c](d) [Not recorded]{.gap}", "  a  b  ", "a\tb", "e\u0301", "---\na\n===", "<br>", "a\\\nb  \nc", "\u00A0a\u00A0", "<!-- a -->", "~~a~~ [ ] [x]", "a\u2028b"} {
		f.Add(s, s)
	}
	text := strings.NewReplacer("LINE", "{{.Child.FirstName}}", "TEXT", "{{.Summary.History}}").Replace(everyPlace)
	tmpl := mustPrepare(f, inside(text))
	f.Fuzz(func(t *testing.T, line, free string) {
		src, err := json.Marshal(map[string]any{"schema": "handover.case/1", "protocol": "p", "reference": "R", "children": []any{map[string]any{"id": "C1", "first_name": line}},
			"summary": map[string]any{"history": free}})
		if err != nil {
			t.Fatal(err)
		}
		rec, err := model.Decode("case.json", src, model.Options{})
		if err != nil {
			return // not text that a record may hold
		}
		filled := filledWith(t, rec, model.ReaderInternal, "", tmpl)
		tree, err := markup.Parse(filled.Source, doc.Meta{Layout: doc.Form})
		if err != nil {
			t.Fatal(err)
		}
		texts := map[string][]string{}
		gather(tree.Blocks, texts)
		n := 0
		for _, v := range filled.Source.Values {
			if v.Path == "children[0].first_name" {
				n++
			}
		}
		wantLine, wantFree := norm.NFC.String(rec.Children[0].FirstName), wordsOf(strings.ReplaceAll(string(rec.Summary.History), "\t", " · ")) // a tab of a table that is on one line
		if wantLine == "" {
			wantLine = "Not recorded"
		}
		if wantFree == "" {
			wantFree = "Not recorded"
		}
		lines := texts["children[0].first_name"]
		if len(lines) != n {
			t.Errorf("%d of %d lines came out", len(lines), n)
		}
		for i, got := range lines {
			if got != wantLine {
				t.Errorf("line %d came out as %q, not as %q", i, got, wantLine)
			}
		}
		all := strings.Join(strings.Fields(strings.Join(texts["summary.history"], " ")), " ")
		if want := strings.TrimSpace(strings.Repeat(wantFree+" ", strings.Count(everyPlace, "TEXT"))); all != want {
			t.Errorf("free text came out as\n%q, not as\n%q", all, want)
		}
		// The template's own words stay what they are.
		const own = "In a heading: , and A sentence with , bold , and , and at its end with words b a b a"
		if got := wordsOf(strings.Join(texts[""], " ")); got != own {
			t.Errorf("the template's own words are %q", got)
		}
	})
}

// wordsOf is text as its words in NFC, without the marks of bullets.
func wordsOf(s string) string {
	var out []string
	for line := range strings.Lines(norm.NFC.String(s)) {
		if rest, ok := strings.CutPrefix(line, "- "); ok && strings.TrimSpace(rest) != "" {
			line = rest
		}
		out = append(out, strings.Fields(line)...)
	}
	return strings.Join(out, " ")
}

// gather is the texts of a tree by the path that they come from.
func gather(blocks []doc.Block, into map[string][]string) {
	var inlines func([]doc.Inline)
	inlines = func(list []doc.Inline) {
		for _, x := range list {
			switch x := x.(type) {
			case *doc.Text:
				into[x.Path] = append(into[x.Path], x.Text)
			case *doc.Gap:
				into[x.Path] = append(into[x.Path], x.Text)
			case *doc.Strong:
				inlines(x.Inlines)
			case *doc.Emph:
				inlines(x.Inlines)
			case *doc.Link:
				inlines(x.Inlines)
			}
		}
	}
	for _, b := range blocks {
		switch b := b.(type) {
		case *doc.Heading:
			inlines(b.Inlines)
		case *doc.Paragraph:
			inlines(b.Inlines)
		case *doc.List:
			for _, item := range b.Items {
				gather(item.Blocks, into)
			}
		case *doc.Table:
			for _, row := range append([][]doc.Cell{b.Header}, b.Rows...) {
				for _, cell := range row {
					for _, l := range cell.Lines {
						inlines(l.Inlines)
					}
				}
			}
		case *doc.Div:
			gather(b.Blocks, into)
		}
	}
}
