package render_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"handover/render"
	"handover/render/doc"
	"handover/render/markup"
	"handover/render/testdata/sample"
)

// nasty is text that means something in Markdown, HTML, XML or templates.
var nasty = []string{
	"|", "||", `\|`, "<script>", "</p>", "<br>", "<!--", "]]>", `\`, `\\`, `a\`, ":::", "::: facts", "{{", "}}",
	"&amp;", "&", "&#32;", "&lt", ";", "#", "# x", "####### x", "x #", "1.", "1. x", "12345678901. x", "2) x", "a. x",
	"-", "- x", "--", "---", "- - -", "+ x", "* x", "***", "**x**", "_", "__x__", "a_b_c", ">", "> x", "=", "===",
	"    x", "x    ", "  x", "\tx", "x\ty", "\u2028", "\u00A0", "\u00A0x\u00A0", "😀", "👩‍👧", "[ ] x", "[x]", "[x]{.gap}",
	"](", "[a](https://example.org)", "[a]: https://example.org", "![", "!", "https://example.org/?a=b&c=d",
	"a@example.org", "@x", "www.example.org", "`", "``x``", "~~x~~", "$x$", "^x^", "• x", "•", "\uE000", "\uE0001\uE001",
	"|-|", ":-", "-:|", "::", ": x", "Siân Ŵyn-Łukasz", "O'Neil-Smyth", "Nguyễn", "مرحبا", "x", "word", " ", "  ", "'", `"`,
	"(", ")", "()", "...", "%", "\u0301", "\u200B", "\uFEFF", "\uFFFD", "(1) x", "ii. x", "<a", "<https://example.org>",
}

// gen draws trees. With latin it keeps to characters that the fonts of our PDFs
// have.
type gen struct{ latin bool }

func (g gen) text() *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		parts := rapid.SliceOfN(rapid.OneOf(
			rapid.SampledFrom(nasty),
			rapid.SampledFrom([]string{"a", "Z", "0", " ", "two words"}),
			rapid.StringN(1, 4, -1),
		), 1, 4).Draw(t, "parts")
		text := plainText(strings.Join(parts, rapid.SampledFrom([]string{"", " "}).Draw(t, "between")))
		if g.latin {
			text = strings.Map(func(r rune) rune {
				if r < ' ' || r > 0x17F || r == 0xAD {
					return 'é'
				}
				return r
			}, text)
		}
		return text
	}).Filter(func(s string) bool { return s != "" })
}

// plainText is what a record can hold in one line, without tick boxes.
func plainText(s string) string {
	return norm.NFC.String(strings.Map(func(r rune) rune {
		switch {
		case r == '☐' || r == '☑' || r == '\uFFFE' || r == '\uFFFF',
			r != '\t' && (r < ' ' || r >= 0x7F && r < 0xA0):
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "")))
}

// within tells what a line of inlines stands in.
type within struct{ strong, emph, link bool }

// line draws inlines as Parse makes them: no two texts, strongs or
// emphases side by side, none inside one of its kind.
func (g gen) line(t *rapid.T, in within, depth int) []doc.Inline {
	var out []doc.Inline
	last := ""
	for range rapid.IntRange(1, 4).Draw(t, "inlines") {
		kinds := []string{"text", "text", "gap", "tick"}
		if depth > 0 {
			if !in.strong {
				kinds = append(kinds, "strong", "strong")
			}
			if !in.emph {
				kinds = append(kinds, "emph", "emph")
			}
			if !in.link {
				kinds = append(kinds, "link")
			}
		}
		kind := rapid.SampledFrom(kinds).Draw(t, "inline")
		if kind == last && kind != "gap" && kind != "tick" && kind != "link" {
			continue
		}
		last = kind
		inner := in
		switch kind {
		case "text":
			out = append(out, &doc.Text{Text: g.text().Draw(t, "text")})
		case "gap":
			notBlank := func(s string) bool { return strings.TrimSpace(s) != "" }
			out = append(out, &doc.Gap{Text: g.text().Filter(notBlank).Draw(t, "gap")})
		case "tick":
			out = append(out, &doc.Tick{Checked: rapid.Bool().Draw(t, "checked")})
		case "strong":
			inner.strong = true
			out = append(out, &doc.Strong{Inlines: g.line(t, inner, depth-1)})
		case "emph":
			inner.emph = true
			out = append(out, &doc.Emph{Inlines: g.line(t, inner, depth-1)})
		case "link":
			inner.link = true
			to := rapid.SampledFrom([]string{
				"https://example.org/", "https://example.org/a_(b)?x=1&y=2&amp;z#*_", "mailto:a_b@example.org", "tel:+441632960001",
			}).Draw(t, "to")
			out = append(out, &doc.Link{To: to, Inlines: g.line(t, inner, depth-1)})
		}
	}
	return out
}

func (g gen) paragraph(t *rapid.T) *doc.Paragraph {
	p := &doc.Paragraph{}
	for i := range rapid.IntRange(1, 3).Draw(t, "lines") {
		if i > 0 {
			p.Inlines = append(p.Inlines, &doc.Break{})
		}
		p.Inlines = append(p.Inlines, g.line(t, within{}, 2)...)
	}
	return p
}

func (g gen) list(t *rapid.T, depth int) *doc.List {
	l := &doc.List{Ordered: rapid.Bool().Draw(t, "ordered")}
	if l.Ordered {
		l.Start = rapid.SampledFrom([]int{1, 0, 2, 10, 999_999_990}).Draw(t, "start")
	}
	for range rapid.IntRange(1, 3).Draw(t, "items") {
		var item doc.Item
		if rapid.Bool().Draw(t, "task") {
			p := g.paragraph(t)
			p.Inlines = append([]doc.Inline{&doc.Tick{Checked: rapid.Bool().Draw(t, "done")}, &doc.Text{Text: " "}}, p.Inlines...)
			if next, ok := p.Inlines[2].(*doc.Text); ok {
				p.Inlines = append([]doc.Inline{p.Inlines[0], &doc.Text{Text: " " + next.Text}}, p.Inlines[3:]...)
			}
			item.Blocks = append(item.Blocks, p)
		}
		for range rapid.IntRange(0, 2).Draw(t, "blocks") {
			if depth > 0 && rapid.Bool().Draw(t, "nested") {
				item.Blocks = append(item.Blocks, g.list(t, depth-1))
			} else {
				item.Blocks = append(item.Blocks, g.paragraph(t))
			}
		}
		if len(item.Blocks) == 0 {
			item.Blocks = append(item.Blocks, g.paragraph(t))
		}
		l.Items = append(l.Items, item)
	}
	return l
}

func (g gen) cell(t *rapid.T) doc.Cell {
	var c doc.Cell
	for i := range rapid.IntRange(0, 3).Draw(t, "cell lines") {
		if i > 0 && rapid.IntRange(0, 3).Draw(t, "blank") == 0 {
			c.Lines = append(c.Lines, doc.Line{})
		}
		c.Lines = append(c.Lines, doc.Line{
			Bullet:  rapid.Bool().Draw(t, "bullet"),
			Inlines: g.line(t, within{}, 2),
		})
	}
	return c
}

func (g gen) table(t *rapid.T, columns int) *doc.Table {
	tab := &doc.Table{}
	row := func() []doc.Cell {
		var cells []doc.Cell
		for range columns {
			cells = append(cells, g.cell(t))
		}
		return cells
	}
	for range columns {
		tab.Align = append(tab.Align, rapid.SampledFrom([]doc.Align{doc.Left, doc.Centre, doc.Right}).Draw(t, "align"))
	}
	tab.Header = row()
	for range rapid.IntRange(0, 2).Draw(t, "rows") {
		tab.Rows = append(tab.Rows, row())
	}
	if len(tab.Rows) == 0 {
		tab.Header[0] = doc.Cell{Lines: []doc.Line{{Inlines: g.line(t, within{}, 2)}}}
	}
	return tab
}

func (g gen) div(t *rapid.T) *doc.Div {
	kind := rapid.SampledFrom([]doc.DivKind{doc.Facts, doc.Signatures, doc.Callout}).Draw(t, "div")
	d := &doc.Div{Kind: kind}
	switch kind {
	case doc.Facts:
		d.Blocks = []doc.Block{g.table(t, 2)}
	case doc.Signatures:
		d.Blocks = []doc.Block{g.table(t, rapid.IntRange(1, 3).Draw(t, "columns"))}
	case doc.Callout:
		d.Blocks = []doc.Block{g.paragraph(t)}
		if rapid.Bool().Draw(t, "callout list") {
			d.Blocks = append(d.Blocks, g.list(t, 1))
		}
	}
	return d
}

func (g gen) doc() *rapid.Generator[*doc.Doc] {
	return rapid.Custom(func(t *rapid.T) *doc.Doc {
		d := &doc.Doc{Meta: doc.Meta{
			Title:     g.text().Draw(t, "title"),
			Creator:   g.text().Draw(t, "creator"),
			Lang:      "en-GB",
			Date:      "2027-01-12",
			Layout:    doc.Form,
			Landscape: rapid.Bool().Draw(t, "landscape"),
			Head:      g.text().Draw(t, "head"),
			Foot:      g.text().Draw(t, "foot"),
			Draft:     rapid.Bool().Draw(t, "draft"),
		}}
		if rapid.Bool().Draw(t, "letter") {
			d.Meta.Layout, d.Meta.Landscape, d.Meta.Head = doc.Letter, false, ""
			d.Blocks = append(d.Blocks,
				&doc.Div{Kind: doc.Sender, Blocks: []doc.Block{g.paragraph(t)}},
				&doc.Div{Kind: doc.Address, Blocks: []doc.Block{g.address(t)}})
		}
		d.Blocks = append(d.Blocks, &doc.Heading{Level: 1, Inlines: g.line(t, within{}, 2)})
		level := 1
		for range rapid.IntRange(0, 4).Draw(t, "blocks") {
			switch rapid.SampledFrom([]string{"heading", "paragraph", "list", "table", "div", "rule"}).Draw(t, "block") {
			case "heading":
				level = rapid.IntRange(2, min(level+1, 4)).Draw(t, "level")
				d.Blocks = append(d.Blocks, &doc.Heading{Level: level, Inlines: g.line(t, within{}, 2)})
			case "paragraph":
				d.Blocks = append(d.Blocks, g.paragraph(t))
			case "list":
				d.Blocks = append(d.Blocks, g.list(t, 2))
			case "table":
				d.Blocks = append(d.Blocks, g.table(t, rapid.IntRange(1, 3).Draw(t, "columns")))
			case "div":
				d.Blocks = append(d.Blocks, g.div(t))
			case "rule":
				d.Blocks = append(d.Blocks, &doc.Rule{})
			}
		}
		return d
	})
}

func withoutFrontMatter(t rapid.TB, b []byte) []byte {
	t.Helper()
	_, body, ok := bytes.Cut(b, []byte("\n---\n"))
	if !ok {
		t.Fatalf("no front matter in %q", b)
	}
	return body
}

func TestMarkdownIsTheTree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := gen{}.doc().Draw(t, "doc")
		b, err := render.Write(render.Markdown, want, render.Envelope{})
		if err != nil {
			t.Fatal(err)
		}
		got, err := markup.Parse(markup.Source{Name: "x.md", Line: 1, Markdown: withoutFrontMatter(t, b)}, want.Meta)
		if err != nil {
			t.Fatalf("%v\n%s", err.(doc.Faults), b)
		}
		if want, got := sample.Dump(want.Blocks), sample.Dump(got.Blocks); want != got {
			t.Fatalf("(-tree +parse(write(tree)))\n%s\n%s", cmp.Diff(want, got), b)
		}
	})
}

// inOrder fails at the first word that doesn't follow those before it.
func inOrder(t rapid.TB, format string, words []string, text string) {
	t.Helper()
	text = strings.NewReplacer("☐", " ☐ ", "☑", " ☑ ").Replace(norm.NFC.String(text))
	have := strings.Fields(text)
	at := 0
	for i, w := range words {
		for at < len(have) && have[at] != w {
			at++
		}
		if at == len(have) {
			t.Fatalf("%s: word %d of %d, %+q, is missing, or out of order, in\n%+q", format, i+1, len(words), w, text)
		}
		at++
	}
}

// address is a paragraph with lines that the window holds: one that it doesn't
// is refused, which pdf's own tests see to.
func (g gen) address(t *rapid.T) *doc.Paragraph {
	p := g.paragraph(t)
	for line := range strings.SplitSeq(doc.Show{Break: "\n", Tick: " "}.TextOf(p.Inlines), "\n") {
		if len(line) > 40 {
			return sample.Para(sample.Lines("A Parent", "1 A Road", "TOWN", "ZZ9 9ZZ")...)
		}
	}
	return p
}

// TestReadersFindEveryWord holds every writer and its reader to the tree.
func TestReadersFindEveryWord(t *testing.T) {
	for _, r := range fileReaders {
		t.Run(string(r.format), func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				d := gen{latin: r.format == render.PDF}.doc().Draw(t, "doc")
				b, err := render.Write(r.format, d, render.Envelope{})
				if err != nil {
					t.Fatal(err)
				}
				c, err := r.read(b)
				if err != nil {
					t.Fatalf("%v\n%s", err, b)
				}
				inOrder(t, string(r.format), d.Words(), c.Text)
				if got, want := strings.Fields(c.Title), strings.Fields(d.Meta.Title); !slices.Equal(got, want) {
					t.Fatalf("title %q, want %q", c.Title, d.Meta.Title)
				}
				if c.Lang != d.Meta.Lang {
					t.Fatalf("lang %q, want %q", c.Lang, d.Meta.Lang)
				}
			})
		})
	}
}
