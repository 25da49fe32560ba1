package read

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

const markdownPage = `---
title: "A \\*title"
author: "Salford"
date: "2027-01-12"
lang: "en-GB"
handover:
  layout: "form"
  landscape: false
  head: "OFFICIAL"
  draft: false
---

# One \*two\*

::: callout
- [ ] a [b \] c]{.gap}
- [x] d
:::

1. e

   f

| g | h |
| --- | ---: |
| i \| j<br>• k | [l](tel:+441632960001) |
`

func TestMarkdown(t *testing.T) {
	got, err := Markdown([]byte(markdownPage))
	if err != nil {
		t.Fatal(err)
	}
	got.Text = strings.ReplaceAll(got.Text, "  ", " ")
	want := Content{
		Title:     "A *title",
		Lang:      "en-GB",
		Text:      "One *two*\n ☐ a b ] c\n ☑ d\ne\nf\ng\nh\ni | j\n• k\nl\ntel:+441632960001\nSalford\nOFFICIAL\n",
		Structure: []string{"H1", "L", "LI", "P", "LI", "P", "L", "LI", "P", "P", "Table", "TR", "TH", "TH", "TR", "TD", "TD"},
	}
	if diff := cmp.Diff(want, got, cmpopts.IgnoreUnexported(Content{})); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestMarkdownRefuses(t *testing.T) {
	for _, c := range []struct{ old, new, want string }{
		{"---\ntitle", "title", "no front matter"},
		{"lang:", "language:", "front matter isn't ours"},
		{"# One", "<script>alert(1)</script>\n\n# One", "element script"},
		{"   f\n", "   f <b>x</b>\n", "element b"},
		{"[l](tel:", "[l](http:", "an address of an unknown kind"},
		{"# One", "> One", "element blockquote"},
	} {
		page := strings.Replace(markdownPage, c.old, c.new, 1)
		if _, err := Markdown([]byte(page)); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q instead of %q: error %v, want %q", c.new, c.old, err, c.want)
		}
	}
}
