// Package markdown writes documents as Markdown, which markup reads again as the
// same tree. Call Write.
package markdown

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"handover/render/doc"
)

// Write writes Markdown with pandoc's front matter: CommonMark with GFM
// tables and task lists, fenced divs and bracketed spans. Parse reads the same
// tree from it again.
func Write(d *doc.Doc) ([]byte, error) {
	body, err := blocks(d.Blocks)
	if err != nil {
		return nil, err
	}
	return []byte(frontMatter(d.Meta) + "\n" + body), nil
}

// frontMatter is the whole of Meta. pandoc takes title, author, date and lang;
// the keys under handover are ours. pandoc reads front matter as Markdown, so
// text in it is escaped like any other.
func frontMatter(m doc.Meta) string {
	var b strings.Builder
	field := func(indent, key, text string) {
		if text != "" {
			b.WriteString(indent + key + ": " + yamlString(text) + "\n")
		}
	}
	b.WriteString("---\n")
	field("", "title", escapeLine(m.Title))
	field("", "author", escapeLine(m.Creator))
	field("", "date", m.Date)
	field("", "lang", m.Lang)
	b.WriteString("handover:\n")
	field("  ", "layout", string(m.Layout))
	b.WriteString("  landscape: " + strconv.FormatBool(m.Landscape) + "\n")
	field("  ", "head", escapeLine(m.Head))
	field("  ", "foot", escapeLine(m.Foot))
	b.WriteString("  draft: " + strconv.FormatBool(m.Draft) + "\n")
	b.WriteString("---\n")
	return b.String()
}

// yamlString is a double-quoted YAML scalar: the one form that takes any text.
func yamlString(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteString(`\` + string(r))
		case strconv.IsPrint(r):
			b.WriteRune(r)
		case r > 0xFFFF:
			fmt.Fprintf(&b, `\U%08X`, r)
		default:
			fmt.Fprintf(&b, `\u%04X`, r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

// blocks writes blocks with a blank line between them.
func blocks(blocks []doc.Block) (string, error) {
	var parts []string
	marks := listMarks{}
	for _, x := range blocks {
		s, err := block(x, marks.next(x))
		if err != nil {
			return "", err
		}
		parts = append(parts, s)
	}
	return strings.Join(parts, "\n"), nil
}

// block writes one block; it ends with a new line.
func block(x doc.Block, mark listMark) (string, error) {
	switch x := x.(type) {
	case *doc.Heading:
		return heading(x)
	case *doc.Paragraph:
		s, err := paragraph(x.Inlines)
		return s + "\n", err
	case *doc.List:
		return list(x, mark)
	case *doc.Table:
		return table(x)
	case *doc.Div:
		body, err := blocks(x.Blocks)
		return "::: " + string(x.Kind) + "\n" + body + ":::\n", err
	case *doc.Picture: // in words
		s, err := paragraph(x.Alt)
		return s + "\n", err
	case *doc.Rule:
		return "* * *\n", nil
	default:
		return "", fmt.Errorf("unknown block %T", x)
	}
}

func heading(h *doc.Heading) (string, error) {
	for _, x := range h.Inlines {
		if _, ok := x.(*doc.Break); ok {
			return "", errors.New("a heading is one line")
		}
	}
	s, err := line(h.Inlines, inParagraph)
	if err != nil {
		return "", err
	}
	// Hashes at the end would be taken for a closing sequence.
	if rest, ok := strings.CutSuffix(s, "#"); ok {
		s = rest + `\#`
	}
	return strings.Repeat("#", h.Level) + " " + s + "\n", nil
}

// paragraph writes lines with hard breaks between them.
func paragraph(ins []doc.Inline) (string, error) {
	var lines []string
	for _, l := range doc.Divide(ins, nil) {
		s, err := line(l.Inlines, inParagraph)
		if err != nil {
			return "", err
		}
		lines = append(lines, escapeLineStart(s))
	}
	for i, s := range lines[:len(lines)-1] {
		// goldmark takes "\\" and the break's "\" for two backslashes.
		if rest, ok := strings.CutSuffix(s, `\\`); ok {
			lines[i] = rest + "&#92;"
		}
	}
	return strings.Join(lines, "\\\n"), nil
}

// listMark is what tells a list from the one right before it.
type listMark struct{ bullet, stop string }

// listMarks deals out marks: two lists of a kind, one after the other, are one
// list unless their marks differ.
type listMarks struct {
	last *doc.List
	mark listMark
}

func (m *listMarks) next(x doc.Block) listMark {
	list, ok := x.(*doc.List)
	switch {
	case !ok:
		m.last = nil
		return listMark{}
	case m.last != nil && m.last.Ordered == list.Ordered && m.mark == (listMark{"-", "."}):
		m.mark = listMark{"*", ")"}
	default:
		m.mark = listMark{"-", "."}
	}
	m.last = list
	return m.mark
}

func list(l *doc.List, mark listMark) (string, error) {
	if len(l.Items) == 0 {
		return "", errors.New("a list without items")
	}
	if l.Start < 0 || l.Start+len(l.Items) > 1e9 {
		return "", errors.New("a list's numbers have one to nine digits")
	}
	var b strings.Builder
	for i, item := range l.Items {
		label := mark.bullet
		if l.Ordered {
			label = strconv.Itoa(l.Start+i) + mark.stop
		}
		body, err := listItem(item)
		if err != nil {
			return "", err
		}
		indent := strings.Repeat(" ", len(label)+1)
		for j, line := range strings.Split(strings.TrimSuffix(body, "\n"), "\n") {
			switch {
			case j == 0:
				b.WriteString(label + " " + line)
			case line != "":
				b.WriteString(indent + line)
			}
			b.WriteByte('\n')
		}
	}
	return b.String(), nil
}

// listItem writes what stands in a list item.
func listItem(item doc.Item) (string, error) {
	if len(item.Blocks) == 0 {
		return "", errors.New("a list item without content")
	}
	var b strings.Builder
	marks := listMarks{}
	for i, x := range item.Blocks {
		switch x.(type) {
		case *doc.Paragraph, *doc.List:
		default:
			return "", fmt.Errorf("a list item may not hold %T", x)
		}
		s, err := block(x, marks.next(x))
		if err != nil {
			return "", err
		}
		if p, ok := x.(*doc.Paragraph); ok && i == 0 {
			s = taskBox(p, s)
		}
		if i > 0 && !continues(item.Blocks[i-1], x) {
			b.WriteByte('\n')
		}
		b.WriteString(s)
	}
	return b.String(), nil
}

// continues tells whether a nested list can follow its item's text without a
// blank line.
func continues(before, x doc.Block) bool {
	_, afterText := before.(*doc.Paragraph)
	list, ok := x.(*doc.List)
	return ok && afterText && (!list.Ordered || list.Start == 1)
}

// taskBox writes GFM's "[ ] " for the tick box that begins a list item.
func taskBox(p *doc.Paragraph, s string) string {
	if len(p.Inlines) < 2 {
		return s
	}
	tick, ok := p.Inlines[0].(*doc.Tick)
	if !ok {
		return s
	}
	rest, ok := strings.CutPrefix(s, doc.TickText(tick.Checked)+" ")
	switch {
	case !ok || strings.TrimLeft(rest, " ") != rest || strings.TrimSpace(rest) == "":
		return s
	case tick.Checked:
		return "[x] " + rest
	}
	return "[ ] " + rest
}

func table(t *doc.Table) (string, error) {
	var b strings.Builder
	row := func(cells []doc.Cell) error {
		if len(cells) != len(t.Align) {
			return fmt.Errorf("a row has %d cells and the table %d columns", len(cells), len(t.Align))
		}
		b.WriteString("|")
		for _, c := range cells {
			s, err := cell(c)
			if err != nil {
				return err
			}
			b.WriteString(" " + s + " |")
		}
		b.WriteString("\n")
		return nil
	}
	if len(t.Align) == 0 {
		return "", errors.New("a table without columns")
	}
	if err := row(t.Header); err != nil {
		return "", err
	}
	b.WriteString("|")
	for _, a := range t.Align {
		switch a {
		case doc.Left:
			b.WriteString(" --- |")
		case doc.Centre:
			b.WriteString(" :---: |")
		case doc.Right:
			b.WriteString(" ---: |")
		default:
			return "", fmt.Errorf("unknown alignment %d", a)
		}
	}
	b.WriteString("\n")
	for _, cells := range t.Rows {
		if err := row(cells); err != nil {
			return "", err
		}
	}
	return b.String(), nil
}

func cell(c doc.Cell) (string, error) {
	var lines []string
	for _, l := range c.Lines {
		s, err := line(l.Inlines, inCell)
		if err != nil {
			return "", err
		}
		switch {
		case l.Bullet:
			s = "• " + s
		case strings.HasPrefix(s, "• "):
			s = "&#8226;" + strings.TrimPrefix(s, "•")
		}
		lines = append(lines, s)
	}
	return strings.Join(lines, "<br>"), nil
}
