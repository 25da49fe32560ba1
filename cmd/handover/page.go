package main

import (
	"strings"
	"unicode/utf8"
)

// width is how many characters a line on a terminal has.
const width = 80

// page is text laid out for a terminal.
type page struct{ b strings.Builder }

func (p *page) bytes() []byte { return []byte(p.b.String()) }

// line writes text as it stands, indented.
func (p *page) line(indent int, text string) {
	if text != "" {
		p.b.WriteString(strings.Repeat(" ", indent) + text)
	}
	p.b.WriteByte('\n')
}

// section begins a new part of the page.
func (p *page) section(title string) {
	if p.b.Len() > 0 {
		p.b.WriteByte('\n')
	}
	p.line(0, title)
}

// none says that a section without entries has none.
func (p *page) none(entries int) {
	if entries == 0 {
		p.line(2, "none")
	}
}

// para writes text after a mark, wrapped between words; the mark stands at
// indent, and every line of the text begins at hang or after the mark. Without
// mark and text there is nothing to write.
func (p *page) para(indent, hang int, mark, text string) {
	if mark == "" && text == "" {
		return
	}
	line := strings.Repeat(" ", indent) + mark
	col := utf8.RuneCountInString(line)
	begun := false
	for word := range strings.FieldsSeq(text) {
		n := utf8.RuneCountInString(word)
		switch {
		case !begun && col < hang:
			line += strings.Repeat(" ", hang-col)
			col = hang
		case !begun && mark != "":
			line, col = line+" ", col+1
		case begun && col+1+n > width:
			p.b.WriteString(strings.TrimRight(line, " ") + "\n")
			line, col = strings.Repeat(" ", hang), hang
		case begun:
			line, col = line+" ", col+1
		}
		line, col, begun = line+word, col+n, true
	}
	p.b.WriteString(strings.TrimRight(line, " ") + "\n")
}
