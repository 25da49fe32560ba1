package read

import (
	"encoding/xml"
	"errors"
	"fmt"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"
)

// docxCheck says what is wrong with a Word document that was made by us: what
// Microsoft's Open XML validator doesn't look for but Word, or somebody with a
// screen reader, stumbles over. It doesn't check the schema. Errors name parts,
// elements and identifiers, never text. They begin with those of openDOCX.
type docxCheck struct {
	*docxParts
	errs  []error
	style docxStyles
	nums  map[string]bool // numbering instances
	ids   map[string]bool // of drawings, shapes and controls, which are one's own in the whole document

	stylesPart, numberingPart string
	stories                   []*docxStory
}

func (c *docxCheck) say(format string, a ...any) { c.errs = append(c.errs, fmt.Errorf(format, a...)) }

// contentTypes holds [Content_Types].xml against the parts.
func (c *docxCheck) contentTypes() {
	const name = "[Content_Types].xml"
	part, there := c.part[name]
	if !there {
		c.say("%s: not there", name)
		return
	}
	tops, err := visitXML(part, c.room, func() *xmlTops { return &xmlTops{} })
	if err != nil {
		c.say("%s: %w", name, err)
		return
	}
	ext, over := map[string]bool{}, map[string]bool{name: true}
	for _, e := range tops.elems {
		switch e.Name.Local {
		case "Default":
			ext[attr(&e, "", "Extension")] = true
		case "Override":
			part := strings.TrimPrefix(attr(&e, "", "PartName"), "/")
			if over[part] {
				c.say("%s: %s twice", name, part)
			}
			over[part] = true
			if _, there := c.part[part]; !there {
				c.say("%s: %s is not there", name, part)
			}
		}
	}
	for _, part := range c.names {
		// "application/xml" would do for a container, but Word asks for more
		if e := strings.TrimPrefix(path.Ext(part), "."); !over[part] && (e == "xml" || !ext[e]) {
			c.say("%s: no content type", part)
		}
	}
}

func (c *docxCheck) relationships() {
	for _, name := range c.names {
		seen := map[string]bool{}
		for _, r := range c.rels[name] {
			if seen[r.id] {
				c.say("%s: %s twice", name, r.id)
			}
			seen[r.id] = true
			switch _, there := c.part[r.target]; {
			case r.external && r.kind != "hyperlink":
				c.say("%s: %s is a %s outside the file", name, r.id, r.kind)
			case !r.external && !there:
				c.say("%s: %s points to a part that is not there", name, r.id)
			}
		}
	}
}

// docxNumbering is what the numbering part defines.
type docxNumbering struct {
	xmlStarts
	kinds map[string]bool
	lists []string
	gone  []string // kinds that lists name before they're defined, or without
}

func (n *docxNumbering) start(_ []xml.StartElement, e *xml.StartElement) {
	if e.Name.Space != nsWord {
		return
	}
	switch e.Name.Local {
	case "abstractNum":
		n.kinds[wAttr(e, "abstractNumId")] = true
	case "num":
		n.lists = append(n.lists, wAttr(e, "numId"))
	case "abstractNumId":
		if kind := wAttr(e, "val"); !n.kinds[kind] {
			n.gone = append(n.gone, kind)
		}
	}
}

func (c *docxCheck) numbered(n *docxNumbering) {
	for _, id := range n.lists {
		if c.nums[id] {
			c.say("%s: list %s twice", c.numberingPart, id)
		}
		c.nums[id] = true
	}
	for _, kind := range n.gone {
		c.say("%s: list kind %s is not defined", c.numberingPart, kind)
	}
}

// references looks for the styles and lists that the stories name.
func (c *docxCheck) references() {
	for _, s := range c.stories {
		for _, id := range slices.Sorted(maps.Keys(s.styles)) {
			if !c.style.ids[id] {
				c.say("%s: style %q is not defined", s.name, id)
			}
		}
		for _, id := range slices.Sorted(maps.Keys(s.lists)) {
			if !c.nums[id] {
				c.say("%s: list %q is not defined", s.name, id)
			}
		}
	}
}

// properties gives the title and all values, and looks for what a screen reader
// says first.
func (c *docxCheck) properties() (title string, lines []string, err error) {
	for _, name := range c.names {
		if !strings.HasPrefix(name, "docProps/") {
			continue
		}
		p, wrong := visitXML(c.part[name], c.room, func() *docxProperties { return &docxProperties{} })
		if wrong != nil {
			wrong = fmt.Errorf("%s: %w", name, wrong)
			c.errs = append(c.errs, wrong)
			err = errors.Join(err, wrong)
		}
		if p.title != "" {
			title = p.title
		}
		lines = append(lines, p.lines...)
		c.leftover(name)
	}
	if title == "" {
		c.say("accessibility: no title")
	}
	if c.style.lang == "" {
		c.say("accessibility: no language")
	}
	return title, lines, err
}

// leftover looks for what a template leaves when it isn't filled. In the body
// "{{" may be a record's own words, so only our private tokens count there.
func (c *docxCheck) leftover(part string, only ...string) {
	marks := []string{"\uE000", "\uE001", "{{", "}}"}
	if len(only) > 0 {
		marks = only
	}
	for _, m := range marks {
		if strings.Contains(c.part[part], m) {
			c.say("%s: %q is left over", part, m)
		}
	}
}

// docxStory is the state of one part's check.
type docxStory struct {
	*docxCheck
	name   string
	body   bool
	rel    map[string]bool
	fields int
	marks  map[string]int // open bookmarks and comment ranges
	tables []docxCheckTable
	last   []string // for each open element, the last child
	level  int      // of the heading at hand, 0 for other paragraphs
	filled bool     // the paragraph at hand has text

	errs    []error
	ids     []string        // of drawings, shapes and controls
	styles  map[string]bool // that are named
	lists   map[string]bool // that are named
	heading int             // level of the last heading
}

type docxCheckTable struct {
	columns, rows, cells int
	headed               bool
}

// story reads a part with text, and checks it on the way.
func (c *docxCheck) story(name string, body bool) (*docxReader, error) {
	if body {
		c.leftover(name, "\uE000", "\uE001")
	} else {
		c.leftover(name)
	}
	rel := map[string]bool{}
	for _, r := range c.relsOf(name) {
		rel[r.id] = true
	}
	v, err := visitXML(c.part[name], c.room, func() docxVisitor {
		v := docxVisitor{
			docxReader: &docxReader{},
			docxStory:  &docxStory{docxCheck: c, name: name, body: body, rel: rel, marks: map[string]int{}},
		}
		switch {
		case body:
			v.docxReader.headings = c.style.headings
		case name == c.stylesPart:
			v.defines = &docxStyles{ids: map[string]bool{}, headings: map[string]int{}}
		case name == c.numberingPart:
			v.defines = &docxNumbering{kinds: map[string]bool{}}
		}
		return v
	})
	s := v.docxStory
	c.stories = append(c.stories, s)
	c.errs = append(c.errs, s.errs...)
	for _, id := range s.ids {
		if c.ids[id] {
			c.say("%s: %s twice", name, id)
		}
		c.ids[id] = true
	}
	switch d := v.defines.(type) {
	case *docxStyles:
		c.style = *d
	case *docxNumbering:
		c.numbered(d)
	}
	if err != nil {
		err = fmt.Errorf("%s: %w", name, err)
		c.errs = append(c.errs, err)
		return nil, err
	}
	if s.fields != 0 {
		c.say("%s: a field is not ended", name)
	}
	for _, id := range slices.Sorted(maps.Keys(s.marks)) {
		if s.marks[id] != 0 {
			c.say("%s: %s has no other end", name, id)
		}
	}
	return v.docxReader, nil
}

// docxVisitor reads and checks at once.
type docxVisitor struct {
	*docxReader
	*docxStory
	defines xmlVisitor // what the part defines for others; nil: nothing
}

func (v docxVisitor) start(above []xml.StartElement, e *xml.StartElement) {
	v.docxReader.start(above, e)
	v.docxStory.start(above, e)
	if v.defines != nil {
		v.defines.start(above, e)
	}
}

func (v docxVisitor) text(above []xml.StartElement, s string) {
	v.docxReader.text(above, s)
	v.docxStory.text(above, s)
}

func (v docxVisitor) end(above []xml.StartElement, e *xml.StartElement) {
	v.docxReader.end(above, e)
	v.docxStory.end(above, e)
}

func (s *docxStory) say(format string, a ...any) {
	s.errs = append(s.errs, fmt.Errorf("%s: "+format, append([]any{s.name}, a...)...))
}

func (s *docxStory) start(above []xml.StartElement, e *xml.StartElement) {
	parent := &xml.StartElement{}
	if len(above) > 0 {
		parent = &above[len(above)-1]
		s.last[len(s.last)-1] = e.Name.Local
	}
	s.last = append(s.last, "")
	s.attributes(e)
	if isW(parent, "t") {
		s.say("%s inside t", e.Name.Local)
	}
	if e.Name.Local == "docPr" {
		s.ids = append(s.ids, "drawing "+attr(e, "", "id"))
		if attr(e, "", "descr") == "" {
			s.say("accessibility: a picture without alternative text")
		}
	}
	if e.Name.Space == nsVML && e.Name.Local == "shape" {
		s.ids = append(s.ids, "shape "+attr(e, "", "id"))
		if attr(e, "", "alt") == "" {
			s.say("accessibility: a shape without alternative text")
		}
	}
	if e.Name.Space != nsWord {
		return
	}
	v := wAttr(e, "val")
	switch e.Name.Local {
	case "pStyle", "rStyle", "tblStyle":
		note(&s.styles, v)
		if e.Name.Local == "pStyle" {
			s.level = s.style.headings[v]
		}
	case "numId":
		if isW(parent, "numPr") {
			note(&s.lists, v)
		}
	case "p":
		s.level, s.filled = 0, false
		if isW(parent, "p", "r") {
			s.say("p in %s", parent.Name.Local)
		}
	case "r":
		if isW(parent, "body", "tc", "tr", "tbl", "r") {
			s.say("r in %s", parent.Name.Local)
		}
	case "t":
		s.filled = true
	case "id":
		if isW(parent, "sdtPr") {
			s.ids = append(s.ids, "control "+v)
		}
	case "fldChar":
		switch wAttr(e, "fldCharType") {
		case "begin":
			s.fields++
		case "end":
			s.fields--
		}
	case "bookmarkStart", "commentRangeStart":
		id := strings.TrimSuffix(e.Name.Local, "Start") + " " + wAttr(e, "id")
		if _, twice := s.marks[id]; twice {
			s.say("%s twice", id)
		}
		s.marks[id]++
	case "bookmarkEnd", "commentRangeEnd":
		s.marks[strings.TrimSuffix(e.Name.Local, "End")+" "+wAttr(e, "id")]--
	case "tbl":
		s.tables = append(s.tables, docxCheckTable{})
	default:
		s.inTable(e, v)
	}
}

// note puts a name into a set, which most stories have no need of.
func note(set *map[string]bool, name string) {
	if *set == nil {
		*set = map[string]bool{}
	}
	(*set)[name] = true
}

// inTable counts what a table is made of.
func (s *docxStory) inTable(e *xml.StartElement, v string) {
	if len(s.tables) == 0 {
		return
	}
	t := &s.tables[len(s.tables)-1]
	switch e.Name.Local {
	case "gridCol":
		t.columns++
	case "tr":
		t.rows++
		t.cells = 0
	case "tc":
		t.cells++
	case "gridSpan":
		if n, err := strconv.Atoi(v); err == nil {
			t.cells += n - 1
		}
	case "tblHeader":
		t.headed = true
	case "tblLook":
		if bits, err := strconv.ParseUint(v, 16, 32); err == nil && bits&0x80 != 0 {
			t.headed = true
		}
	}
}

func (s *docxStory) attributes(e *xml.StartElement) {
	if undeclared(e.Name.Space) {
		s.say("prefix %s is not declared", e.Name.Space)
	}
	for _, a := range e.Attr {
		switch {
		case a.Name.Space == nsRel && !s.rel[a.Value]:
			s.say("relationship %s is not there", a.Value)
		case a.Name.Space != "xmlns" && undeclared(a.Name.Space):
			s.say("prefix %s is not declared", a.Name.Space)
		}
	}
}

// undeclared tells whether a name space is only a prefix: encoding/xml gives one
// that isn't declared as it stands.
func undeclared(space string) bool {
	switch space {
	case "", nsWord, nsXML:
		return false
	}
	return !strings.Contains(space, ":")
}

func (s *docxStory) text(above []xml.StartElement, text string) {
	if len(above) == 0 {
		return
	}
	e := &above[len(above)-1]
	switch {
	case isW(e, "t", "delText", "instrText"):
		if strings.Trim(text, " \t\r\n") != text && attr(e, nsXML, "space") != "preserve" {
			s.say("a space is lost in %s", e.Name.Local)
		}
	case e.Name.Space == nsWord && strings.TrimSpace(text) != "":
		s.say("text in %s", e.Name.Local)
	}
}

func (s *docxStory) end(_ []xml.StartElement, e *xml.StartElement) {
	last := s.last[len(s.last)-1]
	s.last = s.last[:len(s.last)-1]
	if e.Name.Space != nsWord {
		return
	}
	switch e.Name.Local {
	case "body":
		if last != "sectPr" {
			s.say("the body doesn't end with its section")
		}
	case "tc":
		if last != "p" {
			s.say("a cell doesn't end in a paragraph")
		}
	case "tr":
		if len(s.tables) == 0 {
			s.say("a row outside a table")
		} else if t := s.tables[len(s.tables)-1]; t.cells != t.columns {
			s.say("a row of %d cells in a table of %d columns", t.cells, t.columns)
		}
	case "tbl":
		t := s.tables[len(s.tables)-1]
		s.tables = s.tables[:len(s.tables)-1]
		if t.rows == 0 {
			s.say("a table without a row")
		} else if !t.headed {
			s.say("accessibility: a table without headers")
		}
	case "p":
		if s.body && s.level > 0 {
			s.headed()
		}
	}
}

// headed checks a heading that ends.
func (s *docxStory) headed() {
	if s.level > s.heading+1 {
		s.say("accessibility: a heading of level %d after %d", s.level, s.heading)
	}
	if !s.filled {
		s.say("accessibility: a heading without text")
	}
	s.heading = s.level
}
