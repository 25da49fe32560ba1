package fill

import (
	"strings"
	"testing"
)

func TestFrontMatterRefused(t *testing.T) {
	const good = "kind: k\ntitle: T\nfor: [internal]\nper: child\nlayout: form\nrows: [SAL-18]\n"
	with := func(old, replacement string) string {
		return "---\n" + strings.Replace(good, old, replacement, 1) + "---\n# T\n"
	}
	if _, err := prepared(with("", "")); err != nil {
		t.Fatal(err)
	}
	if _, err := prepared(strings.ReplaceAll("\uFEFF"+with("", ""), "\n", "\r\n")); err != nil {
		t.Errorf("with a byte order mark and CRLF: %v", err)
	}
	tests := []struct{ name, text, want string }{
		{"none", "# T\n", `x/t.md:1: no front matter (a template begins with a line ---, its front matter, and another line ---)`},
		{"no end", "---\n" + good, `x/t.md:1: the front matter has no end (end it with a line ---)`},
		{"an unknown key", with("per: child", "per: child\nauthor: me"), `x/t.md:6:1: unknown field "author" (the keys are kind, title, for, per, when, why, layout, orientation, anonymous, formats, encloses, rows, merge)`},
		{"a key twice", with("per: child", "per: child\nkind: j"), `x/t.md:6:1: mapping key "kind" already defined`},
		{"a word where a list belongs", with("for: [internal]", "for: {a: b}"), `x/t.md:4:6: mapping was used where sequence is expected`},
		{"not YAML", with("title: T", "title: [T"), `x/t.md:4:1: ',' or ']' must be specified`},
		{"no kind", with("kind: k\n", ""), `x/t.md:1: front matter lacks kind`},
		{"nothing but one thing", "---\nkind: k\n---\n", "x/t.md:1: front matter lacks title\nx/t.md:1: front matter lacks for\n" +
			"x/t.md:1: per: \"\" is none of case, child, person, professional, worker\nx/t.md:1: layout: \"\" is none of form, letter, notice, email\n" +
			"x/t.md:1: front matter lacks rows: the obligation rows that the template covers"},
		{"a reader that there isn't", with("internal", "everybody"), `x/t.md:1: for: no reader "everybody"; the readers are [internal administrator child parent carer relative professional authority sender meeting meeting_case]`},
		{"inside and outside", with("[internal]", "[internal, parent]"), `x/t.md:1: for: one template can't be for readers inside and outside`},
		{"outside and inside", with("[internal]", "[parent, administrator]"), `x/t.md:1: for: one template can't be for readers inside and outside`},
		{"an unknown layout", with("form", "poster"), `x/t.md:1: layout: "poster" is none of form, letter, notice, email`},
		{"an unknown orientation", with("layout: form", "layout: form\norientation: sideways"), `x/t.md:1: orientation: "sideways" is neither portrait nor landscape`},
		{"a landscape notice", with("layout: form", "layout: notice\norientation: landscape"), `x/t.md:1: orientation: only a form can be landscape`},
		{"an unknown format", with("layout: form", "layout: form\nformats: [odt]"), `x/t.md:1: formats: "odt" is none of pdf, docx, md, html, txt`},
		{"when without why", with("per: child", "per: child\nwhen: .Closing"), `x/t.md:1: a template with when needs why: the reason that is given where it isn't made`},
		{"an unknown field in when", with("per: child", "per: child\nwhen: .Transfer.Plannd\nwhy: x"), `x/t.md:6:16: when: unknown field ".Transfer.Plannd" (did you mean ".Transfer.Planned"?)`},
		{"a trigger that is no event", with("per: child", "per: child\nwhen: eq .Transfer.Trigger \"first_revew\"\nwhy: x"), `x/t.md:6:28: when: .Transfer.Trigger is never "first_revew" (did you mean "first_review"?)`},
		{"when of a text", with("per: child", "per: child\nwhen: .Transfer.Kind\nwhy: x"), `x/t.md:6:7: when: it is a text (the condition as a whole, and what and, or, not take, are true or false)`},
		{"when with a function that there isn't", with("per: child", "per: child\nwhen: len .Closing\nwhy: x"), `x/t.md:6:7: when: unknown function or condition "len" (did you mean "le"?)`},
		{"when in braces", with("per: child", "per: child\nwhen: \"{{.Closing}}\"\nwhy: x"), `x/t.md:6:8: when: a condition has no {{ }} (write the pipeline alone, on one line)`},
	}
	for _, x := range tests {
		t.Run(x.name, func(t *testing.T) {
			_, err := prepared(x.text)
			if got := strings.Join(faultsOf(t, err), "\n"); got != x.want {
				t.Errorf("\n got %s\nwant %s", got, x.want)
			}
		})
	}
}
