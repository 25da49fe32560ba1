package read

import (
	"encoding/xml"
	"strconv"
	"strings"
	"unicode/utf8"
)

// plainXML takes apart an XML text that has nothing but elements with ASCII
// names, attributes and text, as nearly all of Word's parts and all of ours do.
// Anything else, and anything that may be ill-formed, is not ok, though some of it
// has been handed over: encoding/xml, which takes several times as long, is to
// judge it.
func plainXML(s string, room *xmlRoom, to xmlVisitor) (ok bool) {
	if !plainChars(s) {
		return false
	}
	if rest, is := strings.CutPrefix(s, `<?xml version="1.0" encoding="UTF-8"`); is {
		rest = strings.TrimPrefix(rest, ` standalone="yes"`)
		if s, is = strings.CutPrefix(rest, "?>"); !is {
			return false
		}
	}
	p := &xmlPlain{s: s, to: to, xmlRoom: room}
	p.clear()
	elements := false
	for p.pos < len(p.s) {
		if p.s[p.pos] != '<' {
			if !p.text() {
				return false
			}
			continue
		}
		p.pos++
		if p.skip('/') {
			ok = p.endTag()
		} else {
			ok = p.startTag()
			elements = true
		}
		if !ok {
			return false
		}
	}
	return len(p.open) == 0 && elements
}

// plainChars says whether all characters are of XML's, line ends already "\n".
func plainChars(s string) bool {
	for i := range len(s) {
		if c := s[i]; c < ' ' && c != '\t' && c != '\n' {
			return false
		}
	}
	return utf8.ValidString(s) && !strings.Contains(s, "\uFFFE") && !strings.Contains(s, "\uFFFF")
}

type xmlPlain struct {
	s   string
	pos int
	to  xmlVisitor
	*xmlRoom
}

// xmlRoom is what plainXML needs on its way, to be used for one text after
// another.
type xmlRoom struct {
	open   []xml.StartElement
	begun  []xmlBegun // of each open element
	attrs  []xml.Attr // of all open elements
	spaces []xmlSpace // declared and in force, the innermost last
}

func newXMLRoom() *xmlRoom {
	return &xmlRoom{make([]xml.StartElement, 0, 32), make([]xmlBegun, 0, 32), make([]xml.Attr, 0, 64), make([]xmlSpace, 0, 8)}
}

func (r *xmlRoom) clear() {
	r.open, r.begun, r.attrs, r.spaces = r.open[:0], r.begun[:0], r.attrs[:0], r.spaces[:0]
}

// xmlBegun is how an open element began: its name as it's written, and how many
// attributes and name spaces there were outside it.
type xmlBegun struct {
	name          string
	attrs, spaces int
}

type xmlSpace struct{ prefix, uri string }

// skip goes past c if it stands here.
func (p *xmlPlain) skip(c byte) bool {
	if p.pos < len(p.s) && p.s[p.pos] == c {
		p.pos++
		return true
	}
	return false
}

// blanks goes past white space and says whether there is any.
func (p *xmlPlain) blanks() bool {
	from := p.pos
	for p.skip(' ') || p.skip('\n') || p.skip('\t') {
	}
	return p.pos > from
}

// name reads a name with at most one colon, between two names.
func (p *xmlPlain) name() (name xml.Name, ok bool) {
	from := p.pos
	if !p.word() {
		return name, false
	}
	name.Local = p.s[from:p.pos]
	if p.skip(':') {
		name.Space = name.Local
		from = p.pos
		if !p.word() || p.pos < len(p.s) && p.s[p.pos] == ':' {
			return name, false
		}
		name.Local = p.s[from:p.pos]
	}
	return name, true
}

func (p *xmlPlain) word() bool {
	i := p.pos
	for ; i < len(p.s); i++ {
		c := p.s[i]
		if 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c == '_' {
			continue
		}
		if i == p.pos || (c < '0' || '9' < c) && c != '-' && c != '.' {
			break
		}
	}
	found := i > p.pos
	p.pos = i
	return found
}

func (p *xmlPlain) startTag() bool {
	from := p.pos
	name, ok := p.name()
	if !ok || name.Space == "xmlns" || name.Local == "xmlns" {
		return false
	}
	p.begun = append(p.begun, xmlBegun{p.s[from:p.pos], len(p.attrs), len(p.spaces)})
	for {
		apart := p.blanks()
		if p.skip('>') {
			p.start(name)
			return true
		}
		if p.skip('/') {
			if !p.skip('>') {
				return false
			}
			p.start(name)
			p.end()
			return true
		}
		if !apart || !p.attribute() {
			return false
		}
	}
}

func (p *xmlPlain) attribute() bool {
	name, ok := p.name()
	if !ok || !p.skip('=') || p.pos == len(p.s) {
		return false
	}
	quote := p.s[p.pos]
	if quote != '"' && quote != '\'' {
		return false
	}
	p.pos++
	from, escaped := p.pos, false
	for ; p.pos < len(p.s) && p.s[p.pos] != quote; p.pos++ {
		switch p.s[p.pos] {
		case '<':
			return false
		case '&':
			escaped = true
		}
	}
	value := p.s[from:p.pos]
	if !p.skip(quote) {
		return false
	}
	if escaped {
		if value, ok = unescaped(value); !ok {
			return false
		}
	}
	switch {
	case name.Space == "xmlns":
		p.spaces = append(p.spaces, xmlSpace{name.Local, known(value)})
	case name.Space == "" && name.Local == "xmlns":
		p.spaces = append(p.spaces, xmlSpace{"", known(value)})
	}
	p.attrs = append(p.attrs, xml.Attr{Name: name, Value: value})
	return true
}

// known gives a name space as it stands in the program, if it does: two strings
// are soon compared that are one.
func known(space string) string {
	switch space {
	case nsWord:
		return nsWord
	case nsRel:
		return nsRel
	}
	return space
}

// start hands over an element, whose attributes are the last.
func (p *xmlPlain) start(name xml.Name) {
	last := len(p.open)
	own := p.attrs[p.begun[last].attrs:len(p.attrs):len(p.attrs)]
	name.Space = p.space(name.Space)
	for i := range own {
		if a := &own[i].Name; a.Space != "" && a.Space != "xmlns" {
			a.Space = p.space(a.Space)
		}
	}
	p.open = append(p.open, xml.StartElement{Name: name, Attr: own})
	p.to.start(p.open[:last], &p.open[last])
}

// space is what a prefix stands for: itself if it isn't declared, as in
// encoding/xml.
func (p *xmlPlain) space(prefix string) string {
	if prefix == "xml" {
		return nsXML
	}
	for i := len(p.spaces) - 1; i >= 0; i-- {
		if p.spaces[i].prefix == prefix {
			return p.spaces[i].uri
		}
	}
	return prefix
}

func (p *xmlPlain) endTag() bool {
	if len(p.open) == 0 {
		return false
	}
	rest, ok := strings.CutPrefix(p.s[p.pos:], p.begun[len(p.open)-1].name)
	if !ok {
		return false
	}
	p.pos = len(p.s) - len(rest)
	if p.blanks(); !p.skip('>') {
		return false
	}
	p.end()
	return true
}

func (p *xmlPlain) end() {
	last := len(p.open) - 1
	p.to.end(p.open[:last], &p.open[last])
	b := p.begun[last]
	p.open, p.begun, p.attrs, p.spaces = p.open[:last], p.begun[:last], p.attrs[:b.attrs], p.spaces[:b.spaces]
}

func (p *xmlPlain) text() bool {
	s := p.s[p.pos:]
	if n := strings.IndexByte(s, '<'); n >= 0 {
		s = s[:n]
	}
	p.pos += len(s)
	if strings.Contains(s, "]]>") {
		return false
	}
	s, ok := unescaped(s)
	if ok {
		p.to.text(p.open, s)
	}
	return ok
}

// unescaped undoes XML's own entities and numbers of plain characters.
func unescaped(s string) (string, bool) {
	i := strings.IndexByte(s, '&')
	if i < 0 {
		return s, true
	}
	var b strings.Builder
	for ; i >= 0; i = strings.IndexByte(s, '&') {
		b.WriteString(s[:i])
		name, rest, ok := strings.Cut(s[i+1:], ";")
		if !ok {
			return "", false
		}
		c, ok := entity(name)
		if !ok {
			return "", false
		}
		b.WriteRune(c)
		s = rest
	}
	b.WriteString(s)
	return b.String(), true
}

func entity(name string) (rune, bool) {
	switch name {
	case "lt":
		return '<', true
	case "gt":
		return '>', true
	case "amp":
		return '&', true
	case "apos":
		return '\'', true
	case "quot":
		return '"', true
	}
	digits, ok := strings.CutPrefix(name, "#")
	base := 10
	if hex, is := strings.CutPrefix(digits, "x"); is {
		digits, base = hex, 16
	}
	n, err := strconv.ParseUint(digits, base, 16)
	return rune(n), ok && err == nil && (n >= ' ' && n < 0xD800 || n == '\t' || n == '\n' || n == '\r')
}
