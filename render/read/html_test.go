package read

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

const htmlPage = `<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8"/>
<meta name="author" content="A &amp; B"/>
<title>The &lt;title&gt;</title>
<style>
p { margin: 0; }
</style>
</head>
<body class="form">
<p class="draft" aria-hidden="true">DRAFT</p>
<header>OFFICIAL</header>
<main>
<h1>One <strong>two</strong></h1>
<p>a<br/>b <a href="https://example.org/?a&amp;b">c</a>  d</p>
<ul>
<li>
<p>e</p>
</li>
</ul>
<table>
<thead>
<tr><th scope="col">f</th></tr>
</thead>
<tbody>
<tr><td><span class="line">g</span><span class="line bullet">h</span></td></tr>
</tbody>
</table>
</main>
</body>
</html>
`

func TestHTML(t *testing.T) {
	got, err := HTML([]byte(htmlPage))
	if err != nil {
		t.Fatal(err)
	}
	want := Content{
		Title:     "The <title>",
		Lang:      "en-GB",
		Text:      "OFFICIAL\nOne two\na\nb c  d\ne\nf\ng\nh\nA & B\nDRAFT\nhttps://example.org/?a&b\n",
		Structure: []string{"H1", "P", "L", "LI", "P", "Table", "TR", "TH", "TR", "TD"},
	}
	if diff := cmp.Diff(want, got, cmpopts.IgnoreUnexported(Content{})); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// What an unsafe or broken page has, the reader refuses.
func TestHTMLRefuses(t *testing.T) {
	for _, c := range []struct{ old, new, want string }{
		{"<!DOCTYPE html>\n", "", "no doctype"},
		{"<main>", "<main><script>", "element script"},
		{"<h1>", `<h1 onclick="x">`, "attribute onclick of h1"},
		{"<h1>", "<h1", "not an element"},
		{"<h1>", "<!-- x --><h1>", "not an element"},
		{"</h1>", "", "main closes nothing"},
		{"</html>\n", "", "unclosed html"},
		{"https:", "javascript:", "an address of an unknown kind"},
		{"?a&amp;b", "?a&b", "a bare &"},
		{"One", "One & two", "a bare &"},
		{"<main>", "<main>text", "text outside a paragraph"},
		{"margin: 0", "background: url(https://example.org)", "a style that loads something"},
	} {
		page := strings.Replace(htmlPage, c.old, c.new, 1)
		if _, err := HTML([]byte(page)); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q instead of %q: error %v, want %q", c.new, c.old, err, c.want)
		}
	}
}
