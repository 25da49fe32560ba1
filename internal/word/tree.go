package word

import (
	"errors"
	"fmt"
	"strings"
)

// node is an element of a part, or a piece of text, as it was written: what
// isn't touched comes out byte for byte.
type node struct {
	name  string // "w:p"; "" is text, a comment or an instruction
	tag   string // the start tag with its brackets, or the text, escaped
	empty bool   // written <w:br/>
	kids  []*node
	up    *node
	mark  *mark // a tag of the template, where text is

	before, after []*node // marks that are to stand beside this element
	gone          bool    // nothing is left of it
}

// errors of a part's XML; none of them can come from Word or LibreOffice.
var (
	errBroken  = errors.New("its XML is broken")
	errDoctype = errors.New("it has a document type or a CDATA section, which no Word file needs: save it again in Word")
)

// maxDepth of elements in elements; Word itself writes some dozens.
const maxDepth = 200

// parseXML reads a part. It expects prefixes as Word and LibreOffice write
// them (w:, w14:, wp:) and checks only that tags pair.
func parseXML(s string) (*node, error) {
	root := &node{}
	at, depth := root, 0
	for len(s) > 0 {
		if s[0] != '<' {
			i := strings.IndexByte(s, '<')
			if i < 0 {
				i = len(s)
			}
			at.add(&node{tag: s[:i]})
			s = s[i:]
			continue
		}
		end, length := ">", 0
		switch {
		case strings.HasPrefix(s, "<!--"):
			end = "-->"
		case strings.HasPrefix(s, "<?"):
			end = "?>"
		case strings.HasPrefix(s, "<!"):
			return nil, errDoctype
		}
		if length = tagLength(s, end); length < 0 {
			return nil, errBroken
		}
		tag := s[:length]
		s = s[length:]
		switch {
		case end == "-->":
		case end == "?>":
			at.add(&node{tag: tag})
		case tag[1] == '/':
			if at.up == nil || strings.TrimRight(tag[2:len(tag)-1], " \t\r\n") != at.name {
				return nil, errBroken
			}
			at = at.up
			depth--
		default:
			n := &node{name: elementName(tag), tag: tag, empty: strings.HasSuffix(tag, "/>")}
			at.add(n)
			if !n.empty {
				at = n
				if depth++; depth > maxDepth {
					return nil, fmt.Errorf("its elements stand more than %d deep", maxDepth)
				}
			}
		}
	}
	if at != root {
		return nil, errBroken
	}
	return root, nil
}

// tagLength is where a tag ends, quoted attributes passed over.
func tagLength(s, end string) int {
	if end != ">" {
		i := strings.Index(s, end)
		if i < 0 {
			return -1
		}
		return i + len(end)
	}
	quote := byte(0)
	for i := 1; i < len(s); i++ {
		switch c := s[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '>':
			return i + 1
		}
	}
	return -1
}

func elementName(tag string) string {
	name := strings.Trim(tag, "<>/")
	if i := strings.IndexAny(name, " \t\r\n"); i >= 0 {
		name = name[:i]
	}
	return name
}

func (n *node) add(k *node) {
	k.up = n
	n.kids = append(n.kids, k)
}

// set gives n its children.
func (n *node) set(kids []*node) {
	n.kids = kids
	for _, k := range kids {
		k.up = n
	}
	if n.empty && len(kids) > 0 {
		n.empty = false
		n.tag = strings.TrimSuffix(n.tag, "/>") + ">"
	}
}

func (n *node) remove(k *node) {
	for i, x := range n.kids {
		if x == k {
			n.kids = append(n.kids[:i:i], n.kids[i+1:]...)
			return
		}
	}
}

// walk visits n and what is in it, until visit says no.
func (n *node) walk(visit func(*node) bool) {
	if !visit(n) {
		return
	}
	for _, k := range n.kids {
		k.walk(visit)
	}
}

// child is the first child of a name; nil if there is none.
func (n *node) child(name string) *node {
	if n == nil {
		return nil
	}
	for _, k := range n.kids {
		if k.name == name {
			return k
		}
	}
	return nil
}

// within is the nearest element of a name that n stands in.
func (n *node) within(name string) *node {
	for n = n.up; n != nil; n = n.up {
		if n.name == name {
			return n
		}
	}
	return nil
}

func (n *node) inside(a *node) bool {
	for n = n.up; n != nil; n = n.up {
		if n == a {
			return true
		}
	}
	return false
}

// attrAt is where in a tag an attribute's value stands.
func (n *node) attrAt(name string) (from, to int, ok bool) {
	for rest, off := n.tag, 0; ; {
		i := strings.Index(rest, name+"=")
		if i < 0 {
			return 0, 0, false
		}
		start := i + len(name) + 2
		if i > 0 && strings.ContainsRune(" \t\r\n", rune(rest[i-1])) && start <= len(rest) {
			if j := strings.IndexByte(rest[start:], rest[start-1]); j >= 0 {
				return off + start, off + start + j, true
			}
		}
		off += i + len(name)
		rest = rest[i+len(name):]
	}
}

// attr is an attribute's value; "" if there is none.
func (n *node) attr(name string) string {
	if n == nil {
		return ""
	}
	from, to, ok := n.attrAt(name)
	if !ok {
		return ""
	}
	return unescape(n.tag[from:to])
}

// setAttr gives an attribute a value, as it stands in XML.
func (n *node) setAttr(name, escaped string) {
	if from, to, ok := n.attrAt(name); ok {
		n.tag = n.tag[:from] + escaped + n.tag[to:]
		return
	}
	end := ">"
	if n.empty {
		end = "/>"
	}
	n.tag = strings.TrimSuffix(n.tag, end) + " " + name + `="` + escaped + `"` + end
}

func (n *node) dropAttr(name string) {
	if from, to, ok := n.attrAt(name); ok {
		n.tag = n.tag[:from-len(name)-3] + n.tag[to+1:]
	}
}

// write puts n out as it would stand in its part.
func (n *node) write(b *strings.Builder) {
	b.WriteString(n.tag)
	if n.empty {
		return
	}
	for _, k := range n.kids {
		k.write(b)
	}
	if n.name != "" {
		b.WriteString("</" + n.name + ">")
	}
}

// text is what is written in n and its children, unescaped.
func (n *node) text() string {
	var b strings.Builder
	n.walk(func(x *node) bool {
		if x.name == "" && x.up != nil && x.up.name == "w:t" {
			b.WriteString(unescape(x.tag))
		}
		return true
	})
	return b.String()
}

var (
	unescaper = strings.NewReplacer("&lt;", "<", "&gt;", ">", "&quot;", `"`, "&apos;", "'", "&amp;", "&")
	escaper   = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;")
)

func escape(s string) string { return escaper.Replace(s) }

// unescape reads text as XML does; references by number are the only ones that
// need more than a table.
func unescape(s string) string {
	if !strings.Contains(s, "&") {
		return s
	}
	var b strings.Builder
	for {
		i := strings.Index(s, "&#")
		if i < 0 {
			b.WriteString(unescaper.Replace(s))
			return b.String()
		}
		b.WriteString(unescaper.Replace(s[:i]))
		s = s[i:]
		end := strings.IndexByte(s, ';')
		var r rune
		if end > 2 {
			format, digits := "%d", s[2:end]
			if digits[0] == 'x' {
				format, digits = "%x", digits[1:]
			}
			if _, err := fmt.Sscanf(digits, format, &r); err != nil {
				r = 0
			}
		}
		if r == 0 {
			b.WriteString(s[:2])
			s = s[2:]
			continue
		}
		b.WriteRune(r)
		s = s[end+1:]
	}
}
