package markup_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"handover/render/doc"
	"handover/render/markup"
	"handover/render/testdata/sample"
)

func TestParse(t *testing.T) {
	name, story := markup.Token(0), markup.Token(1)
	values := []markup.Value{
		{Text: "Siân *|*", Path: "name"},
		{Text: "One\ntwo\n- a\n- b\n\nThree", Path: "story", Narrative: true},
		{Text: "Not recorded", Path: "gap", Narrative: true, Gap: true},
		{Text: "", Path: "empty"},
	}
	for _, c := range []struct{ name, markdown, want string }{
		{"inlines", "a **b *c* " + name + "** _d_ [e](https://example.org/?a&amp;b)\nf\\\ng  \nh", `
 paragraph
  text "a "
  strong
   text "b "
   emph
    text "c"
   text " Si\u00e2n *|*"
  text " "
  emph
   text "d"
  text " "
  link https://example.org/?a&b
   text "e"
  text " f"
  *doc.Break
  text "g"
  *doc.Break
  text "h"`},
		{"autolinks", "<https://example.org> <a@example.org>", `
 paragraph
  link https://example.org
   text "https://example.org"
  text " "
  link mailto:a@example.org
   text "a@example.org"`},
		{"escapes and entities", `\*a\* \\ &amp; &lt; &#9745; &#x27; &nope; \a &`, `
 paragraph
  text "*a* \\ & < \u2611 ' &nope; \\a &"`},
		{"tick boxes", `Yes ☑ no ☐ typed &#9744;`, `
 paragraph
  text "Yes "
  tick true
  text " no "
  tick false
  text " typed \u2610"`},
		{"free text", story, `
 paragraph
  text "One"
  *doc.Break
  text "two"
 list false 0
  item
   paragraph
    text "a"
  item
   paragraph
    text "b"
 paragraph
  text "Three"`},
		{"free text in an item", "3. " + story + "\n4. " + name, `
 list true 3
  item
   paragraph
    text "One"
    *doc.Break
    text "two"
   list false 0
    item
     paragraph
      text "a"
    item
     paragraph
      text "b"
   paragraph
    text "Three"
  item
   paragraph
    text "Si\u00e2n *|*"`},
		{"gaps", markup.Token(2) + "\n\n[Not *known*]{.gap}: [" + name + "]{.gap}", `
 paragraph
  gap "Not recorded"
 paragraph
  gap "Not *known*"
  text ": "
  gap "Si\u00e2n *|*"`},
		{"ticks", "- [ ] a\n- [x] ☐ b", `
 list false 0
  item
   paragraph
    tick false
    text " a"
  item
   paragraph
    tick true
    text " "
    tick false
    text " b"`},
		{"nothing left", "x\n\n" + markup.Token(3) + "\n\n- " + markup.Token(3) + "\n\n::: callout\n" + markup.Token(3) + "\n:::", `
 paragraph
  text "x"`},
		{"cells", "| a | b |\n| :-: | --: |\n| " + story + " | x<br>• y <br> • **z**<br>&#8226; \\| |", `
 table [1 2]
  row
  cell
  line false
   text "a"
  cell
  line false
   text "b"
  row
  cell
  line false
   text "One"
  line false
   text "two"
  line true
   text "a"
  line true
   text "b"
  line false
  line false
   text "Three"
  cell
  line false
   text "x"
  line true
   text "y"
  line true
   strong
    text "z"
  line false
   text "\u2022 |"`},
		{"divs", "::: facts\n| | |\n|-|-|\n| a | " + name + " |\n:::\nafter\n\n* * *", `
 div facts
  table [0 0]
   row
   cell
   cell
   row
   cell
   line false
    text "a"
   cell
   line false
    text "Si\u00e2n *|*"
 paragraph
  text "after"
 *doc.Rule`},
	} {
		t.Run(c.name, func(t *testing.T) {
			d, err := markup.Parse(markup.Source{Line: 1, Markdown: []byte("# T\n\n" + c.markdown), Values: values}, doc.Meta{Layout: doc.Form})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(strings.TrimPrefix(c.want, "\n")+"\n", sample.Dump(d.Blocks[1:])); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

// TestParseKeepsPaths: each value has its path, and only the template's own
// words count as its own.
func TestParseKeepsPaths(t *testing.T) {
	d, err := markup.Parse(markup.Source{
		Markdown: []byte("# Dear " + markup.Token(0) + markup.Token(0) + markup.Token(1) + "."),
		Values:   []markup.Value{{Text: "a", Path: "p"}, {Text: "b", Path: "q"}},
	}, doc.Meta{})
	if err != nil {
		t.Fatal(err)
	}
	want := []doc.Inline{
		&doc.Text{Text: "Dear ", Fixed: true}, &doc.Text{Text: "aa", Path: "p"}, &doc.Text{Text: "b", Path: "q"}, &doc.Text{Text: ".", Fixed: true},
	}
	if diff := cmp.Diff(want, d.Blocks[0].(*doc.Heading).Inlines); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestParseFaults(t *testing.T) {
	name, story := markup.Token(0), markup.Token(1)
	values := []markup.Value{
		{Text: "Secret", Path: "name"},
		{Text: "Secret", Path: "story", Narrative: true},
		{Text: "Secret\x01", Path: "control"},
		{Text: "Secret\nSecret", Path: "two_lines"},
		{Text: "Secret\uFFFE", Path: "noncharacter", Narrative: true},
	}
	for _, c := range []struct{ markdown, want string }{
		{"a `b`", "12::code (`)"},
		{"    a", "12::a code block"},
		{"~~~\na\n~~~", "12::a code block"},
		{"x\n\n> a", "14::a quotation"},
		{"<div>a</div>", "12::HTML"},
		{"a <b>x</b>", "12::HTML"},
		{"a<br>b", "12::HTML"},
		{"<!-- a -->", "12::HTML"},
		{"~~a~~", "12::struck-out"},
		{"![a](https://example.org/a.png)", "12::an image"},
		{"##### a", "12::headings go down to level 4|12::a heading of level 5 may not follow"},
		{"### a", "12::a heading of level 3 may not follow one of level 1"},
		{"# a", "12::a document has one heading of level 1"},
		{"##", "12::a heading without text"},
		{"a\\\nb\n---", "12::a heading is one line"},
		{"[a](http://example.org)", "12::a link's address must begin with"},
		{"[a](javascript:x)", "12::a link's address must begin with"},
		{"[a](/x)", "12::a link's address must begin with"},
		{"[a](https:x)", "12::a link's address must be a whole URL"},
		{"[a](https://example.org \"t\")", "12::a link takes no title"},
		{"[](https://example.org)", "12::a link without text"},
		{"[a]\n\n[a]: https://example.org", "14::a link's address must stand with the link"},
		{"::: poem\na\n:::", "12::unknown ::: block"},
		{"::: facts\n| a | b |\n|-|-|", "12::this ::: block isn't closed"},
		{"a\n\n:::", "14::::: closes nothing"},
		{"::: facts\na\n:::", "12::::: facts holds one table of two columns"},
		{"::: facts\n| a |\n|-|\n| b |\n:::", "12::::: facts holds one table of two columns"},
		{"::: signatures\na\n:::", "12::::: signatures holds one table"},
		{"::: callout\n* * *\n:::", "12::::: callout holds paragraphs and lists"},
		{"::: callout\n## a\n:::", "13::a heading may not stand inside"},
		{"::: address\na\n\nb\n:::", "12::::: address holds one paragraph"},
		{"- a\n\n  # b", "14::a list item may hold only"},
		{"- ::: callout\n  a\n  :::", "12::a ::: block may not stand inside"},
		{"| a | b |\n|-|-|\n| c |\n| d | e | f |", "14::this row has 1 cells|15::this row has 3 cells"},
		{"| a | b |\n|-|\n| c |", "12::this reads as a table"},
		{"[a]{.gap}[b]{.x}", "12::only [text]{.gap}"},
		{"[a\nb]{.gap}", "13::only [text]{.gap}"},
		{"[ ]{.gap}", "12::a gap without text"},
		{"a&#1;", "12::the template holds U+0001"},
		{"a \uE000x \uE001", "12::a stray U+E000"},
		{markup.Token(9), "12::no value has the number 9"},
		{"## a " + story, "12:story:a narrative can't stand inside a line"},
		{"a\nb " + story, "13:story:a narrative can't stand inside a line"},
		{"[" + story + "](tel:1)", "12:story:a narrative can't stand inside a line"},
		{"[" + story + "]{.gap}", "12:story:a narrative can't stand inside a line"},
		{"[a](https://" + name + ")", "12::a link's address must be a whole URL|12::a value can't stand here"},
		{"[a](tel:1 \"" + name + "\")", "12::a link takes no title|12::a value can't stand here"},
		{"`" + name + "`", "12::code|12::a value can't stand here"},
		{"a <a href=\"" + name + "\">", "12::HTML|12::a value can't stand here"},
		{"::: " + name + "\na\n:::", "12::unknown ::: block|12::a value can't stand here"},
		{"~~~ " + name + "\n~~~", "12::a code block|12::a value can't stand here"},
		{markup.Token(2), "12:control:no document can show U+0001"},
		{markup.Token(3), "12:two_lines:has more than one line"},
		{markup.Token(4), "12:noncharacter:no document can show U+FFFE"},
	} {
		t.Run(c.markdown, func(t *testing.T) {
			_, err := markup.Parse(markup.Source{Line: 10, Markdown: []byte("# T\n\n" + c.markdown), Values: values}, doc.Meta{Layout: doc.Form})
			faultsAre(t, err, c.want)
		})
	}
}

// faultsAre compares faults with "line:path:start of the message", joined by |.
func faultsAre(t *testing.T, err error, want string) {
	t.Helper()
	faults, ok := err.(doc.Faults)
	if !ok {
		t.Fatalf("error %v, want Faults", err)
	}
	if strings.Contains(err.Error(), "Secret") {
		t.Errorf("the error tells a value: %v", err)
	}
	wants := strings.Split(want, "|")
	for i, f := range faults {
		got := fmt.Sprintf("%d:%s:%s", f.Line, f.Path, f.Msg)
		if i >= len(wants) || !strings.HasPrefix(got, wants[i]) {
			t.Errorf("fault %d is %q, want %q of %q", i+1, got, wants[min(i, len(wants)-1)], want)
		}
	}
	if len(faults) < len(wants) {
		t.Errorf("%d faults, want %d: %q", len(faults), len(wants), want)
	}
}

func TestHeadingsFirst(t *testing.T) {
	const address = "::: address\na\n:::\n\n"
	for _, c := range []struct {
		layout         doc.Layout
		markdown, want string
	}{
		{doc.Form, "a", "1::a document needs a title"},
		{doc.Form, "## a", "1::the first heading must be of level 1"},
		{doc.Form, "a\n\n# b", "3::the heading of level 1 must come first"},
		{doc.Form, address + "# b", ""},
		{doc.Letter, address + "# b", ""},
		{doc.Letter, address + "c\n\n# b", "7::in a letter only the sender and the address"},
	} {
		_, err := markup.Parse(markup.Source{Line: 1, Markdown: []byte(c.markdown)}, doc.Meta{Layout: c.layout})
		if c.want != "" {
			faultsAre(t, err, c.want)
		} else if err != nil {
			t.Errorf("%s %q: %v", c.layout, c.markdown, err)
		}
	}
}

func TestPlaces(t *testing.T) {
	var places []markup.Place
	token := func(p markup.Place) string {
		places = append(places, p)
		return markup.Token(len(places) - 1)
	}
	markdown := "::: address\n" + token(markup.InCell) + "\nx " + token(markup.InCell) + "\n:::\n\n" +
		"# " + token(markup.InLine) + "\n\n" +
		token(markup.Alone) + "\n\n" +
		token(markup.InLine) + "\n" + token(markup.InLine) + "\n\n" +
		"*" + token(markup.InLine) + "*\n\n" +
		"- " + token(markup.InItem) + "\n- a " + token(markup.InLine) + "\n- [ ] " + token(markup.InLine) + "\n\n" +
		"| " + token(markup.InCell) + " |\n|-|\n" +
		"| **" + token(markup.InCell) + "** [" + token(markup.InLine) + "](tel:1) [" + token(markup.InLine) + "]{.gap} |\n"
	twice := token(markup.InLine)
	markdown += "\n" + twice + "\n\n- a " + twice + "\n\n" + twice + "\n"
	got, err := markup.Places(markup.Source{Line: 1, Markdown: []byte(markdown)})
	if err != nil {
		t.Fatal(err)
	}
	want := map[int]markup.Place{}
	for i, p := range places {
		want[i] = p
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	_, err = markup.Places(markup.Source{Line: 3, Markdown: []byte("a\n\n[b](tel:" + twice + ") `c`")})
	faultsAre(t, err, "5::a link's address must be|5::code|5::a value can't stand here")
}
