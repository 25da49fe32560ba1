package templates

import (
	"io/fs"
	"regexp"
	"strings"
	"testing"
	"text/template/parse"

	"handover/audience"
)

// jargon are words that letters to children and families do without (TACT,
// Language That Cares), and what they say instead.
var jargon = map[string]string{
	"contact":     "family time, or seeing somebody",
	"placement":   "home, or where you live",
	"placed":      "living with",
	"siblings":    "brothers and sisters",
	"abscond":     "go missing",
	"respite":     "a stay with",
	"birth mum":   "mum",
	"in care":     "living with",
	"care leaver": "the young person's name",
	"case":        "the child's name, or nothing",
	"allocated":   "is your social worker",
	"transfer":    "change",
	"LAC":         "nothing",
	"CLA":         "nothing",
	"CIN":         "nothing",
	"CP":          "nothing",
	"IRO":         "the person who leads your review",
	"PEP":         "the plan for school",
	"service":     "team",
}

// TestLettersHaveNoJargon reads the words of the templates themselves; what
// the social worker and the council wrote is theirs.
func TestLettersHaveNoJargon(t *testing.T) {
	for _, l := range lettersTo(t, audience.ReaderChild, audience.ReaderParent, audience.ReaderCarer) {
		for word, instead := range jargon {
			if regexp.MustCompile(`(?i)\b` + word + `\b`).MatchString(l.words) {
				t.Errorf("%s says %q; say %s", l.file, word, instead)
			}
		}
	}
}

// TestChildsLetterIsEasyToRead holds the template's own sentences to about a
// reading age of nine: short sentences of short words.
func TestChildsLetterIsEasyToRead(t *testing.T) {
	for _, l := range lettersTo(t, audience.ReaderChild) {
		words, long := 0, 0
		for _, s := range sentences(l.words) {
			n := strings.Fields(s)
			if len(n) > 18 {
				t.Errorf("%s: a sentence of %d words: %s", l.file, len(n), s)
			}
			words += len(n)
			for _, w := range n {
				if syllables(w) > 2 {
					long++
				}
			}
		}
		if words == 0 {
			t.Fatalf("%s has no words", l.file)
		}
		if long*12 > words {
			t.Errorf("%s: %d of %d words are long; a child of nine should read it with ease", l.file, long, words)
		}
	}
}

// TestLettersSayNothingOnTheirOwn holds the templates for readers outside to
// what no letter may hold of itself: a telephone number, an address, a name.
func TestLettersSayNothingOnTheirOwn(t *testing.T) {
	for _, l := range lettersTo(t, audience.ReaderChild, audience.ReaderParent, audience.ReaderCarer, audience.ReaderProfessional) {
		if m := regexp.MustCompile(`[0-9]{3,}|@|https?:|Salford|Carefirst`).FindString(l.words); m != "" {
			t.Errorf("%s holds %q; that is the protocol's or the record's", l.file, m)
		}
	}
}

type letter struct{ file, words string }

// lettersTo is the built-in templates for the readers, with the template's own
// words alone: each action is a word of one syllable.
func lettersTo(t *testing.T, readers ...audience.Reader) []letter {
	t.Helper()
	names, err := fs.Glob(builtIn, "*/*.md")
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string]string{}
	for _, n := range names {
		src, err := builtIn.ReadFile(n)
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
		src, err := builtIn.ReadFile(n)
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

// sentences are the sentences of running text: not of tables and fences.
func sentences(words string) []string {
	var out []string
	for _, block := range strings.Split(words, "\n\n") {
		if strings.ContainsAny(block, "|") || strings.Contains(block, ":::") {
			continue
		}
		for _, s := range regexp.MustCompile(`[.!?:](\s|$)`).Split(block, -1) {
			if s = strings.Trim(s, " \n#-"); s != "" {
				out = append(out, s)
			}
		}
	}
	return out
}

// syllables counts groups of vowels, which is near enough for English.
func syllables(word string) int {
	w := strings.ToLower(strings.Trim(word, ".,:;!?'"))
	w = strings.TrimSuffix(w, "e")
	return max(1, len(regexp.MustCompile(`[aeiouy]+`).FindAllString(w, -1)))
}
