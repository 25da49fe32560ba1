package word

import (
	"fmt"
	"regexp"
	"strings"
	"text/template/parse"
)

// what a tag does.
type doing int

const (
	prints doing = iota // or sets a variable
	opens               // range, if, with
	elses
	ends
	comments
)

// mark is a tag of the template, between {{ and }}.
type mark struct {
	text  string // as the engine reads it
	does  doing
	at    Fault // its place
	block *block
	node  *node
	alone bool   // nothing else is seen in its paragraph
	shape string // "upper", "lower", "first", "caps": how a merge field shows its value
}

// block is the marks that belong together: opens, elses, ends.
type block struct{ marks []*mark }

func (b *block) opener() *mark { return b.marks[0] }

func (b *block) loops() bool { return strings.HasPrefix(b.opener().text, "range") }

// typed turns what Word makes of typed characters back into them: quotes,
// spaces that don't break, dashes, and what can't be seen.
var typed = strings.NewReplacer("“", `"`, "”", `"`, "„", `"`, "‘", "'", "’", "'",
	"\u00a0", " ", "\u202f", " ", "\t", " ", "\u200b", "", "\u00ad", "", "\ufeff", "", "–", "-")

func newMark(raw string, at Fault) *mark {
	s := strings.TrimSpace(typed.Replace(raw))
	s = strings.TrimSpace(strings.TrimSuffix(strings.TrimPrefix(s, "- "), " -"))
	m := &mark{text: s, at: at}
	if body, shape, ok := strings.Cut(strings.TrimSuffix(s, "*/"), "/*"); ok && body != "" && strings.HasSuffix(s, "*/") {
		m.text, m.shape = strings.TrimSpace(body), shape
	}
	switch word, _, _ := strings.Cut(s, " "); {
	case strings.HasPrefix(s, "/*"):
		m.does = comments
	case word == "range", word == "if", word == "with":
		m.does = opens
	case word == "else":
		m.does = elses
	case word == "end":
		m.does = ends
	}
	return m
}

func (m *mark) fault(hint, format string, a ...any) Fault {
	f := m.at
	f.Msg, f.Hint = fmt.Sprintf(format, a...), hint
	return f
}

// tagEnd is where the }} of a tag begins, quoted words passed over; -1 without.
func tagEnd(s string) int {
	quote := rune(0)
	escaped := false
	for i, r := range s {
		switch {
		case escaped:
			escaped = false
		case quote != 0 && r == '\\':
			escaped = true
		case quote == '"' && strings.ContainsRune(`"“”`, r), quote == '`' && r == '`':
			quote = 0
		case quote != 0:
		case strings.ContainsRune(`"“”`, r):
			quote = '"'
		case r == '`':
			quote = '`'
		case strings.HasPrefix(s[i:], "}}"):
			return i
		}
	}
	return -1
}

var variable = regexp.MustCompile(`\$[A-Za-z_][A-Za-z0-9_]*`)

// grammar parses a tag alone, so that its fault has its place. What it names is
// checked later, against the views of its readers.
func (m *mark) grammar(functions map[string]any) *Fault {
	src := "{{" + m.text + "}}"
	switch word, _, _ := strings.Cut(m.text, " "); {
	case m.does == comments:
		return nil
	case m.does == ends:
		if m.text != "end" {
			f := m.fault("write {{end}}", "nothing may stand beside end")
			return &f
		}
		return nil
	case m.does == opens:
		src += "{{end}}"
	case m.does == elses && strings.HasPrefix(m.text, "else with"):
		src = "{{with true}}" + src + "{{end}}"
	case m.does == elses:
		src = "{{if true}}" + src + "{{end}}"
	case word == "template" || word == "define" || word == "block" || word == "break" || word == "continue":
		f := m.fault("write the words out in this file", "{{%s}} can't be used in a Word template", word)
		return &f
	case m.text == "":
		f := m.fault("write a field between the braces, such as {{.Child.FirstName}}", "an empty tag")
		return &f
	}
	declared := ""
	for _, v := range variable.FindAllString(m.text, -1) {
		if v != "$" {
			declared += "{{" + v + " := 0}}"
		}
	}
	if _, err := parse.Parse("tag", declared+src, "", "", functions); err != nil {
		msg := regexp.MustCompile(`^template: tag:\d+: `).ReplaceAllString(err.Error(), "")
		f := m.fault("", "%s", msg)
		if strings.Contains(msg, "function \"") {
			f.Hint = "a field begins with a point: {{.Child.FirstName}}"
		}
		return &f
	}
	return nil
}
