package fill

import (
	"io/fs"
	"regexp"
	"strings"
	"testing"
	"text/template/parse"

	"handover/model"
	"handover/templates"
)

// TestLettersSayNothingOnTheirOwn holds the templates for readers outside to
// what no letter may hold of itself: a telephone number, an address, a name.
func TestLettersSayNothingOnTheirOwn(t *testing.T) {
	for _, l := range lettersTo(t, model.ReaderChild, model.ReaderParent, model.ReaderCarer, model.ReaderProfessional) {
		if m := regexp.MustCompile(`[0-9]{3,}|@|https?:|Salford|Carefirst`).FindString(l.words); m != "" {
			t.Errorf("%s holds %q; that is the protocol's or the record's", l.file, m)
		}
	}
}

type letter struct{ file, words string }

// lettersTo is the built-in templates for the readers, with the template's own
// words alone: each action is a word of one syllable.
func lettersTo(t *testing.T, readers ...model.Reader) []letter {
	t.Helper()
	names, err := fs.Glob(templates.BuiltIn(), "*/*.md")
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string]string{}
	for _, n := range names {
		src, err := fs.ReadFile(templates.BuiltIn(), n)
		if err != nil {
			t.Fatal(err)
		}
		base := n[strings.LastIndexByte(n, '/')+1:]
		parts[strings.TrimSuffix(base, ".md")] = string(src)
	}
	var out []letter
	for _, n := range names {
		if strings.Contains(n, "/_") {
			continue
		}
		src, err := fs.ReadFile(templates.BuiltIn(), n)
		if err != nil {
			t.Fatal(err)
		}
		front, body, err := split(n, src)
		if err != nil {
			t.Fatal(err)
		}
		wanted := false
		for _, r := range readers {
			for _, f := range front.For {
				wanted = wanted || r == f
			}
		}
		if wanted {
			var b strings.Builder
			ownWords(t, &b, body, parts)
			out = append(out, letter{n, b.String()})
		}
	}
	if len(out) == 0 {
		t.Fatal("no letters")
	}
	return out
}

func ownWords(t *testing.T, b *strings.Builder, text string, parts map[string]string) {
	t.Helper()
	trees, err := parse.Parse("letter", text, "", "", builtins(), map[string]any(funcs))
	if err != nil {
		t.Fatal(err)
	}
	var visit func(l *parse.ListNode)
	visit = func(l *parse.ListNode) {
		if l == nil {
			return
		}
		for _, n := range l.Nodes {
			switch n := n.(type) {
			case *parse.TextNode:
				b.Write(n.Text)
			case *parse.ActionNode:
				b.WriteString("Jo")
			case *parse.IfNode:
				visit(n.List)
				b.WriteString("\n\n")
				visit(n.ElseList)
			case *parse.WithNode:
				visit(n.List)
				visit(n.ElseList)
			case *parse.RangeNode:
				visit(n.List)
			case *parse.TemplateNode:
				ownWords(t, b, parts[n.Name], parts)
			}
		}
	}
	visit(trees["letter"].Root)
}
