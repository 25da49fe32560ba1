package markup

import (
	"strconv"
	"strings"

	"handover/render/doc"
)

// FreeText reads what people type or paste into a box: a new line is a line
// break, a blank line begins a paragraph; lines that begin with "- " or with a
// bullet of Word's are a list, and so are lines with numbers one after another,
// which are kept; lines with tabs between words are a table, of which the first
// line is the head. Nothing else is markup, and ☐ is a character.
func FreeText(text, path string) []doc.Block {
	f := &freeText{path: path}
	lines := strings.Split(text, "\n")
	for i := 0; i < len(lines); {
		i += f.take(lines[i:])
	}
	f.closePara()
	return f.out
}

type freeText struct {
	path string
	out  []doc.Block
	para []doc.Line // lines of the paragraph that is open
	list *doc.List  // the bullets that are open; blank lines between them don't close it
}

// take reads what the first of some lines begins, and says how many it took.
func (f *freeText) take(lines []string) int {
	line := lines[0]
	if isBlank(line) {
		f.closePara()
		return 1
	}
	if item, ok := bulletItem(line); ok {
		f.closePara()
		if f.list == nil {
			f.list = &doc.List{}
			f.out = append(f.out, f.list)
		}
		f.list.Items = append(f.list.Items, f.item(item))
		return 1
	}
	if items, start := numbered(lines); len(items) > 0 {
		f.closePara()
		l := &doc.List{Ordered: true, Start: start}
		for _, item := range items {
			l.Items = append(l.Items, f.item(item))
		}
		f.out, f.list = append(f.out, l), nil
		return len(items)
	}
	if rows := tabbed(lines); len(rows) > 0 {
		f.closePara()
		f.out, f.list = append(f.out, f.table(rows)), nil
		return len(rows)
	}
	f.list = nil
	f.para = append(f.para, doc.Line{Inlines: typed(onOneLine(line), f.path)})
	return 1
}

func (f *freeText) closePara() {
	if ins := joinLines(f.para); len(ins) > 0 {
		f.out = append(f.out, &doc.Paragraph{Inlines: ins})
	}
	f.para = nil
}

func (f *freeText) item(text string) doc.Item {
	return doc.Item{Blocks: []doc.Block{&doc.Paragraph{Inlines: typed(onOneLine(text), f.path)}}}
}

func (f *freeText) table(rows [][]string) *doc.Table {
	width := 0
	for _, r := range rows {
		width = max(width, len(r))
	}
	cells := func(r []string) []doc.Cell {
		out := make([]doc.Cell, width)
		for i, s := range r {
			if !isBlank(s) {
				out[i].Lines = []doc.Line{{Inlines: typed(strings.TrimSpace(s), f.path)}}
			}
		}
		return out
	}
	t := &doc.Table{Align: make([]doc.Align, width), Header: cells(rows[0])}
	for _, r := range rows[1:] {
		t.Rows = append(t.Rows, cells(r))
	}
	return t
}

// typed is text as a person typed it.
func typed(s, path string) []doc.Inline { return []doc.Inline{&doc.Text{Text: s, Path: path}} }

func isBlank(line string) bool { return strings.Trim(line, " \t") == "" }

// bullets are what Word, Outlook and Teams write before an item, with a tab or
// a space after it. Word's second level is a letter o, and always has a tab.
var bullets = []string{"- ", "-\t", "–\t", "•\t", "• ", "·\t", "· ", "▪\t", "▪ ", "●\t", "● ", "○\t", "○ ", "◦\t", "◦ ", "‣\t", "‣ ", "■\t", "➢\t", "❖\t", "o\t", "*\t"}

// bulletItem is the text of a line that begins with "- " or another bullet. A
// level's indent is not kept.
func bulletItem(line string) (string, bool) {
	for _, b := range bullets {
		at := strings.TrimLeft(line, "\t")
		if b != "- " && b[0] != '-' {
			at = strings.TrimLeft(line, " \t")
		}
		if item, ok := strings.CutPrefix(at, b); ok && !isBlank(item) {
			return strings.TrimLeft(item, " \t"), true
		}
	}
	return "", false
}

// numbered are the items at the beginning of some lines that have numbers one
// after another, "1)" or "1." with a tab, and the first number. "1. " with a
// space is text, for a sentence may begin so, and a lone "10)" is as well.
func numbered(lines []string) (items []string, start int) {
	tab := false
	for i, l := range lines {
		n, item, tabbed := number(l)
		if n < 0 || i > 0 && n != start+i {
			break
		}
		if i == 0 {
			start, tab = n, tabbed
		}
		items = append(items, item)
	}
	if len(items) == 1 && start != 1 && !tab {
		return nil, 0
	}
	return items, start
}

// number is the number that a line begins with as an item of a list, or -1.
func number(line string) (n int, item string, tab bool) {
	line = strings.TrimLeft(line, " \t")
	i := 0
	for i < len(line) && i < 3 && line[i] >= '0' && line[i] <= '9' {
		i++
	}
	if i == 0 || line[0] == '0' || len(line) < i+2 || isBlank(line[i+1:]) {
		return -1, "", false
	}
	if tab = line[i+1] == '\t'; !(line[i] == ')' && (tab || line[i+1] == ' ') || line[i] == '.' && tab) {
		return -1, "", false
	}
	n, err := strconv.Atoi(line[:i])
	if err != nil {
		return -1, "", false
	}
	return n, strings.TrimLeft(line[i+1:], " \t"), tab
}

// tabbed are the rows of a table at the beginning of some lines: two or more,
// each with a tab after something, or after nothing in a row below the first.
func tabbed(lines []string) [][]string {
	var rows [][]string
	for _, l := range lines {
		if !strings.Contains(strings.TrimRight(l, " \t"), "\t") && (len(rows) == 0 || !strings.Contains(l, "\t")) || isBlank(l) {
			break
		}
		if _, item := bulletItem(l); item {
			break
		}
		rows = append(rows, strings.Split(l, "\t"))
	}
	inner := false // a tab that isn't an indent
	for _, r := range rows {
		inner = inner || !isBlank(r[0]) && len(r) > 1
	}
	if len(rows) < 2 || !inner {
		return nil
	}
	return rows
}

// onOneLine is a line whose tabs are no table's: an indent goes, and one between
// words is a dot, so that two cells don't read as one.
func onOneLine(line string) string {
	line = strings.Trim(line, "\t")
	if !strings.Contains(line, "\t") {
		return line
	}
	parts := strings.Split(line, "\t")
	for i, p := range parts {
		if parts[i] = strings.TrimSpace(p); parts[i] == "" {
			parts[i] = "–"
		}
	}
	return strings.Join(parts, " · ")
}
