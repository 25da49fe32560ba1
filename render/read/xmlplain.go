package read

import (
	"encoding/xml"
	"strconv"
	"strings"
	"unicode/utf8"
)

// plainXML takes apart an XML text that has nothing but elements with ASCII
// names, attributes and text, as nearly all of Word's parts and all of ours do.
// Anything else, and anything that may be ill-formed, is not ok: encoding/xml,
// which takes several times as long, is to judge it.
func plainXML(s string) (tokens []xmlToken, ok bool) {
	if !plainChars(s) {
		return nil, false
	}
	if rest, is := strings.CutPrefix(s, `<?xml version="1.0" encoding="UTF-8"`); is {
		rest = strings.TrimPrefix(rest, ` standalone="yes"`)
		if s, is = strings.CutPrefix(rest, "?>"); !is {
			return nil, false
		}
	}
	p := &xmlPlain{s: s}
	n := strings.Count(s, "<")
	p.tokens = make([]xmlToken, 0, n+n/2)
	p.elems = make([]xml.StartElement, 0, n-strings.Count(s, "</"))
	p.attrs = make([]xml.Attr, 0, strings.Count(s, `="`))
	for p.pos < len(p.s) {
		if p.s[p.pos] != '<' {
			if !p.text() {
				return nil, false
			}
			continue
		}
		p.pos++
		if p.skip('/') {
			ok = p.endTag()
		} else {
			ok = p.startTag()
		}
		if !ok {
			return nil, false
		}
	}
	return p.tokens, len(p.open) == 0 && len(p.elems) > 0
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
	s      string
	pos    int
	tokens []xmlToken
	elems  []xml.StartElement // what the tokens point to; never grows
	attrs  []xml.Attr         // room for attributes
	open   []xmlOpen
	spaces []xmlSpace // declared and in force, the innermost last
}

// xmlOpen is an open element: its name as it's written, and how many name
// spaces were in force outside it.
type xmlOpen struct {
	name   string
	spaces int
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
	from := p.pos
	for ; p.pos < len(p.s); p.pos++ {
		switch c := p.s[p.pos]; {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', c == '_':
		case p.pos > from && ('0' <= c && c <= '9' || c == '-' || c == '.'):
		default:
			return p.pos > from
		}
	}
	return p.pos > from
}

func (p *xmlPlain) startTag() bool {
	from := p.pos
	e := xml.StartElement{}
	var ok bool
	if e.Name, ok = p.name(); !ok || e.Name.Space == "xmlns" || e.Name.Local == "xmlns" {
		return false
	}
	p.open = append(p.open, xmlOpen{p.s[from:p.pos], len(p.spaces)})
	first := len(p.attrs)
	for {
		apart := p.blanks()
		if p.skip('>') {
			p.start(e, first)
			return true
		}
		if p.skip('/') {
			if !p.skip('>') {
				return false
			}
			p.start(e, first)
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
	p.pos++
	n := strings.IndexByte(p.s[p.pos:], quote)
	if quote != '"' && quote != '\'' || n < 0 {
		return false
	}
	value := p.s[p.pos : p.pos+n]
	p.pos += n + 1
	if strings.IndexByte(value, '<') >= 0 {
		return false
	}
	if value, ok = unescaped(value); !ok {
		return false
	}
	switch {
	case name.Space == "xmlns":
		p.spaces = append(p.spaces, xmlSpace{name.Local, value})
	case name.Space == "" && name.Local == "xmlns":
		p.spaces = append(p.spaces, xmlSpace{"", value})
	}
	p.attrs = append(p.attrs, xml.Attr{Name: name, Value: value})
	return true
}

// start adds an element, whose attributes begin with number first.
func (p *xmlPlain) start(e xml.StartElement, first int) {
	e.Attr = p.attrs[first:len(p.attrs):len(p.attrs)]
	e.Name.Space = p.space(e.Name.Space)
	for i := range e.Attr {
		if a := &e.Attr[i].Name; a.Space != "" && a.Space != "xmlns" {
			a.Space = p.space(a.Space)
		}
	}
	p.elems = append(p.elems, e)
	p.tokens = append(p.tokens, xmlToken{start: &p.elems[len(p.elems)-1]})
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
	rest, ok := strings.CutPrefix(p.s[p.pos:], p.open[len(p.open)-1].name)
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
	p.spaces = p.spaces[:p.open[last].spaces]
	p.open = p.open[:last]
	p.tokens = append(p.tokens, xmlToken{end: true})
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
		p.tokens = append(p.tokens, xmlToken{text: s})
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
