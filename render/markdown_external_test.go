package render_test

import (
	"bytes"
	"html"
	"os/exec"
	"regexp"
	"strings"
	"testing"

	"handover/render"
	"handover/render/doc"
	"handover/render/markup"
)

// pandocSample has every form, and text that pandoc would take for markup.
const pandocSample = `# Transfer \$summary\$

::: callout
**Urgent:** call [the team](tel:+441632960001) *today*.
:::

1. first

   - nested \@name
2. second

- [ ] a box
- [x] another

| Who | When |
| --- | ---: |
| VALUE | [Not recorded]{.gap}<br>• a point |

::: facts
| | |
| --- | --- |
| Name | VALUE |
:::

VALUE

a. not a list\
: nor a definition\
| nor a line block
`

// What pandoc writes of a tick box and of marks inside a line.
var (
	pandocTicked  = regexp.MustCompile(`<input type="checkbox"[^>]* checked=[^>]*>`)
	pandocTick    = regexp.MustCompile(`<input type="checkbox"[^>]*>`)
	pandocInline  = regexp.MustCompile(`</?(strong|em|a|span|label)( [^>]*)?>`)
	pandocElement = regexp.MustCompile(`<[^>]*>`)
)

// pandoc finds every word of our Markdown, in order.
func TestPandocReadsMarkdown(t *testing.T) {
	if _, err := exec.LookPath("pandoc"); err != nil {
		t.Skipf("SKIPPED: pandoc is not installed; apt-get install pandoc")
	}
	for _, text := range nasty {
		if strings.ContainsAny(text, "\uFEFF\u200B\u0301\uE000\uFFFD") {
			continue // pandoc drops or joins these
		}
		d, err := markup.Parse(markup.Source{
			Markdown: []byte(strings.ReplaceAll(pandocSample, "VALUE", markup.Token(0))),
			Values:   []markup.Value{{Text: text}},
		}, doc.Meta{Title: text, Layout: doc.Form, Lang: "en-GB"})
		if err != nil {
			t.Fatal(err)
		}
		b, err := render.Write(render.Markdown, d, render.Envelope{})
		if err != nil {
			t.Fatal(err)
		}
		cmd := exec.Command("pandoc", "-f", "markdown-smart", "-t", "html", "--wrap=none")
		cmd.Stdin = bytes.NewReader(b)
		out, err := cmd.Output()
		if err != nil {
			t.Fatal(err)
		}
		s := pandocTicked.ReplaceAllString(string(out), "☑")
		s = pandocTick.ReplaceAllString(s, "☐")
		s = pandocElement.ReplaceAllString(pandocInline.ReplaceAllString(s, ""), "\n")
		inOrder(t, "pandoc, "+text, d.Words(), html.UnescapeString(s))
	}
}
