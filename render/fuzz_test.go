package render_test

import (
	"errors"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"handover/render"
	"handover/render/doc"
	"handover/render/markup"
	"handover/render/read"
	"handover/render/testdata/sample"
)

// fillPlaces is each place in which a token may stand, and what must come out
// of the tree as textLines tells it.
var fillPlaces = []struct {
	name      string
	template  string // $ is the token
	narrative bool
	want      func(text string) []string
}{
	{"alone", "$", true, freeLines},
	{"alone, one line", "$", false, lineWith("¶", "", "")},
	{"sentence", "Dear $, how are you?", false, lineWith("¶", "Dear ", ", how are you?")},
	{"beside markup", `a*$*b **c $**\*`, false, func(s string) []string { return []string{"¶a" + s + "b c " + s + "*"} }},
	{"link", "[$ x](https://example.org)", false, lineWith("¶", "", " x")},
	{"gap", "[a $]{.gap}", false, lineWith("¶", "a ", "")},
	{"heading", "## The $", false, lineWith("#", "The ", "")},
	{"list item", "1. $", true, freeLines},
	{"list item's sentence", "1. a $ b", false, lineWith("¶", "a ", " b")},
	{"task", "1. [x] $", false, lineWith("¶", "☑ ", "")},
	{"cell", "| |\n| - |\n| $ |", true, cellLines},
	{"cell, one line", "| |\n| - |\n| **$** |", false, lineWith("+", "", "")},
	{"cell with more", "| |\n| - |\n| a <br> b: $ |", false, func(s string) []string { return []string{"+a", "+b: " + s} }},
	{"header cell", "| $ |\n| - |", true, cellLines},
	{"address", "::: address\n$\n:::", true, addressLines},
	{"address among lines", "::: sender\na\n$ b\n:::", false, func(s string) []string { return []string{"¶a", "+" + s + " b"} }},
	{"callout", "::: callout\n$\n:::", true, freeLines},
}

// lineWith is text in a line of the template's own, if there is any.
func lineWith(mark, before, after string) func(string) []string {
	return func(s string) []string {
		if before+s+after == "" {
			return nil
		}
		return []string{mark + before + s + after}
	}
}

func blank(s string) bool { return strings.Trim(s, " \t") == "" }

func isBullet(s string) bool { return strings.HasPrefix(s, "- ") && !blank(s[2:]) }

// freeLines is the rule of free text, said once more.
func freeLines(text string) []string {
	var out []string
	previous := ""
	for _, line := range strings.Split(text, "\n") {
		switch {
		case blank(line):
		case isBullet(line):
			out = append(out, "*"+line[2:])
		case blank(previous) || isBullet(previous):
			out = append(out, "¶"+line)
		default:
			out = append(out, "+"+line)
		}
		previous = line
	}
	return out
}

func cellLines(text string) []string {
	var out []string
	for _, line := range strings.Split(text, "\n") {
		switch {
		case blank(line):
		case isBullet(line):
			out = append(out, "*"+line[2:])
		default:
			out = append(out, "+"+line)
		}
	}
	return out
}

func addressLines(text string) []string {
	var out []string
	for _, line := range strings.Split(text, "\n") {
		if !blank(line) {
			out = append(out, "+"+line)
		}
	}
	if len(out) > 0 {
		out[0] = "¶" + out[0][1:]
	}
	return out
}

// textLines is the text of a tree, a string a line: "#" before a heading, "¶"
// before a paragraph, "*" before a bullet, "+" before every other line.
func textLines(blocks []doc.Block) []string {
	var out []string
	inlines := func(mark string, ins []doc.Inline) {
		for _, l := range strings.Split(textOf(ins), "\n") {
			out = append(out, mark+l)
			mark = "+"
		}
	}
	for _, b := range blocks {
		switch b := b.(type) {
		case *doc.Heading:
			inlines("#", b.Inlines)
		case *doc.Paragraph:
			inlines("¶", b.Inlines)
		case *doc.List:
			for _, item := range b.Items {
				for _, l := range textLines(item.Blocks) {
					if p, ok := strings.CutPrefix(l, "¶"); ok && !b.Ordered {
						l = "*" + p
					}
					out = append(out, l)
				}
			}
		case *doc.Table:
			for _, row := range append([][]doc.Cell{b.Header}, b.Rows...) {
				for _, c := range row {
					for _, l := range c.Lines {
						if l.Bullet {
							inlines("*", l.Inlines)
						} else if len(l.Inlines) > 0 {
							inlines("+", l.Inlines)
						}
					}
				}
			}
		case *doc.Div:
			out = append(out, textLines(b.Blocks)...)
		}
	}
	return out
}

func textOf(ins []doc.Inline) string {
	var b strings.Builder
	for _, x := range ins {
		switch x := x.(type) {
		case *doc.Text:
			b.WriteString(x.Text)
		case *doc.Strong:
			b.WriteString(textOf(x.Inlines))
		case *doc.Emph:
			b.WriteString(textOf(x.Inlines))
		case *doc.Link:
			b.WriteString(textOf(x.Inlines))
		case *doc.Gap:
			b.WriteString(x.Text)
		case *doc.Break:
			b.WriteString("\n")
		case *doc.Tick:
			b.WriteString(map[bool]string{false: "☐", true: "☑"}[x.Checked])
		}
	}
	return b.String()
}

// FuzzFillPlace holds that any text in any place comes out of the tree as it
// went in, and out of its Markdown again.
func FuzzFillPlace(f *testing.F) {
	for _, s := range nasty {
		f.Add(s)
	}
	f.Add("para\nline\n\n- a\n- b\nafter\n\n  \n- c\n-\n- \n\n\nend  ")
	f.Add("☐ no ☑yes☐")
	f.Fuzz(func(t *testing.T, text string) {
		text = norm.NFC.String(strings.Map(func(r rune) rune {
			if r != '\t' && r != '\n' && (r < ' ' || r >= 0x7F && r < 0xA0) || r == '\uFFFE' || r == '\uFFFF' {
				return -1
			}
			return r
		}, strings.ToValidUTF8(text, "")))
		for _, p := range fillPlaces {
			fillPlace(t, p.name, p.template, p.narrative, text, p.want)
		}
	})
}

// pasted is text of which FreeText makes a list or a table by what Word and
// Teams write; TestFreeText of package markup holds what becomes of that.
var pasted = regexp.MustCompile(`(?m)\t|^[ ]*[–•·▪●○◦‣■➢❖] |^ *[0-9]+\)`)

func fillPlace(t *testing.T, name, template string, narrative bool, text string, wantLines func(string) []string) {
	if narrative && pasted.MatchString(text) {
		return
	}
	if !narrative {
		text = strings.ReplaceAll(text, "\n", " ")
	}
	title := "# Title\n\n"
	block := strings.ReplaceAll(template, "$", markup.Token(0))
	if strings.HasPrefix(template, "::: address") || strings.HasPrefix(template, "::: sender") {
		block, title = title, block+"\n\n"
	}
	src := markup.Source{
		Line:     1,
		Markdown: []byte(title + block + "\n\nend\n"),
		Values:   []markup.Value{{Text: text, Path: "p", Narrative: narrative}},
	}
	d, err := markup.Parse(src, doc.Meta{Layout: doc.Letter})
	want := wantLines(text)
	if len(want) == 0 && strings.HasPrefix(template, "::: address") {
		var faults doc.Faults
		if !errors.As(err, &faults) {
			t.Errorf("%s: an address without text: error %v, want Faults", name, err)
		}
		return
	}
	if err != nil {
		t.Errorf("%s: %v", name, err)
		return
	}
	want = append(want, "#Title", "¶end")
	got := textLines(d.Blocks)
	slices.Sort(got) // the title may come after
	slices.Sort(want)
	if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("%s: text out of the tree (-in +out)\n%s", name, diff)
		return
	}
	b, err := render.Write(render.Markdown, d, render.Envelope{})
	if err != nil {
		t.Errorf("%s: %v", name, err)
		return
	}
	again, err := markup.Parse(markup.Source{Line: 1, Markdown: withoutFrontMatter(t, b)}, d.Meta)
	if err != nil {
		t.Errorf("%s: its Markdown: %v\n%s", name, err, b)
		return
	}
	if diff := cmp.Diff(sample.Dump(d.Blocks), sample.Dump(again.Blocks)); diff != "" {
		t.Errorf("%s: parse(write(tree)) (-tree +again)\n%s", name, diff)
	}
}

// fileReaders has a reader for each format.
var fileReaders = []struct {
	format render.Format
	read   func([]byte) (read.Content, error)
}{
	{render.PDF, read.PDF},
	{render.DOCX, read.DOCX},
	{render.Markdown, read.Markdown},
	{render.HTML, read.HTML},
}

// FuzzWriters makes a tree of the fuzzer's bytes and holds that every word of
// it comes back, in order, out of every format.
func FuzzWriters(f *testing.F) {
	// A tree takes some thousand bytes; from nothing the fuzzer never gets there.
	for seed := range byte(8) {
		var key [32]byte
		key[0] = seed
		b := make([]byte, 1<<14)
		_, _ = rand.NewChaCha8(key).Read(b) // never fails
		f.Add(b)
	}
	f.Fuzz(rapid.MakeFuzz(func(t *rapid.T) {
		d := gen{latin: rapid.Bool().Draw(t, "latin")}.doc().Draw(t, "doc")
		for _, r := range fileReaders {
			b, err := render.Write(r.format, d, render.Envelope{})
			var faults doc.Faults
			if errors.As(err, &faults) {
				continue // a character that no font of ours has
			}
			if err != nil {
				t.Fatalf("%s: %v", r.format, err)
			}
			c, err := r.read(b)
			if err != nil {
				t.Fatalf("%s: %v", r.format, err)
			}
			inOrder(t, string(r.format), d.Words(), c.Text)
		}
	}))
}
