package read

import (
	"encoding/xml"
	"fmt"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"
)

// checkDOCX says what is wrong with a Word document that was made by us: what
// Microsoft's Open XML validator doesn't look for but Word, or somebody with a
// screen reader, stumbles over. It doesn't check the schema. Errors name parts,
// elements and identifiers, never text. They begin with those of openDOCX.
func checkDOCX(p *docxParts, errs []error) []error {
	if p == nil {
		return errs
	}
	c := &docxCheck{docxParts: p, errs: slices.Clip(errs), ids: map[string]bool{}, nums: map[string]bool{"0": true}}
	c.contentTypes()
	c.relationships()
	body, err := p.main()
	if err != nil {
		return append(c.errs, err)
	}
	if c.style, err = p.styles(); err != nil {
		return append(c.errs, err)
	}
	c.numbering(path.Join(path.Dir(body), "numbering.xml"))
	for _, name := range p.names {
		if path.Ext(name) == ".xml" && path.Dir(name) == path.Dir(body) {
			c.story(name, name == body)
		}
	}
	c.properties()
	return c.errs
}

type docxCheck struct {
	*docxParts
	errs    []error
	style   docxStyles
	nums    map[string]bool // numbering instances
	ids     map[string]bool // of drawings, shapes and controls, which are one's own in the whole document
	heading int             // level of the last heading
}

func (c *docxCheck) say(format string, a ...any) { c.errs = append(c.errs, fmt.Errorf(format, a...)) }

// contentTypes holds [Content_Types].xml against the parts.
func (c *docxCheck) contentTypes() {
	const name = "[Content_Types].xml"
	part := c.part[name]
	if part == nil {
		c.say("%s: not there", name)
		return
	}
	tokens, err := part.xml()
	if err != nil {
		c.say("%s: %w", name, err)
		return
	}
	ext, over := map[string]bool{}, map[string]bool{name: true}
	for _, e := range topElements(tokens) {
		switch e.Name.Local {
		case "Default":
			ext[attr(e, "", "Extension")] = true
		case "Override":
			part := strings.TrimPrefix(attr(e, "", "PartName"), "/")
			if over[part] {
				c.say("%s: %s twice", name, part)
			}
			over[part] = true
			if c.part[part] == nil {
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
		if path.Ext(name) != ".rels" {
			continue
		}
		of := path.Join(path.Dir(path.Dir(name)), strings.TrimSuffix(path.Base(name), ".rels"))
		if name == "_rels/.rels" {
			of = ""
		}
		rels, err := c.rels(of)
		if err != nil {
			c.say("%w", err)
		}
		seen := map[string]bool{}
		for _, r := range rels {
			if seen[r.id] {
				c.say("%s: %s twice", name, r.id)
			}
			seen[r.id] = true
			switch {
			case r.external && r.kind != "hyperlink":
				c.say("%s: %s is a %s outside the file", name, r.id, r.kind)
			case !r.external && c.part[r.target] == nil:
				c.say("%s: %s points to a part that is not there", name, r.id)
			}
		}
	}
}

func (c *docxCheck) numbering(name string) {
	part := c.part[name]
	if part == nil {
		return
	}
	tokens, _ := part.xml() // story says what is wrong with the XML
	abstract := map[string]bool{}
	xmlWalk{start: func(above []xml.StartElement, e xml.StartElement) {
		switch {
		case isW(e, "abstractNum"):
			abstract[wAttr(e, "abstractNumId")] = true
		case isW(e, "num"):
			id := wAttr(e, "numId")
			if c.nums[id] {
				c.say("%s: list %s twice", name, id)
			}
			c.nums[id] = true
		case isW(e, "abstractNumId") && !abstract[wAttr(e, "val")]:
			c.say("%s: list kind %s is not defined", name, wAttr(e, "val"))
		}
	}}.over(tokens)
}

// properties looks for what a screen reader says first.
func (c *docxCheck) properties() {
	title := ""
	for _, name := range c.names {
		if !strings.HasPrefix(name, "docProps/") {
			continue
		}
		found, _, err := docxProperties(c.part[name])
		if err != nil {
			c.say("%s: %w", name, err)
		}
		title += found
		c.leftover(name)
	}
	if title == "" {
		c.say("accessibility: no title")
	}
	if c.style.lang == "" {
		c.say("accessibility: no language")
	}
}

// leftover looks for what a template leaves when it isn't filled. In the body
// "{{" may be a record's own words, so only our private tokens count there.
func (c *docxCheck) leftover(part string, only ...string) {
	marks := []string{"\uE000", "\uE001", "{{", "}}"}
	if len(only) > 0 {
		marks = only
	}
	for _, m := range marks {
		if strings.Contains(c.part[part].text, m) {
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
}

type docxCheckTable struct {
	columns, rows, cells int
	headed               bool
}

func (c *docxCheck) story(name string, body bool) {
	s := &docxStory{docxCheck: c, name: name, body: body, rel: map[string]bool{}, marks: map[string]int{}}
	rels, _ := c.rels(name) // its errors are said by relationships
	for _, r := range rels {
		s.rel[r.id] = true
	}
	if body {
		c.leftover(name, "\uE000", "\uE001")
	} else {
		c.leftover(name)
	}
	tokens, err := c.part[name].xml()
	xmlWalk{s.start, s.chars, s.end}.over(tokens)
	if err != nil {
		c.say("%s: %w", name, err)
		return
	}
	if s.fields != 0 {
		c.say("%s: a field is not ended", name)
	}
	for _, id := range slices.Sorted(maps.Keys(s.marks)) {
		if s.marks[id] != 0 {
			c.say("%s: %s has no other end", name, id)
		}
	}
}

func (s *docxStory) once(kind, id string) {
	if s.ids[kind+id] {
		s.say("%s: %s %s twice", s.name, kind, id)
	}
	s.ids[kind+id] = true
}

func (s *docxStory) start(above []xml.StartElement, e xml.StartElement) {
	var parent xml.StartElement
	if len(above) > 0 {
		parent = above[len(above)-1]
		s.last[len(s.last)-1] = e.Name.Local
	}
	s.last = append(s.last, "")
	s.attributes(e)
	if isW(parent, "t") {
		s.say("%s: %s inside t", s.name, e.Name.Local)
	}
	if e.Name.Local == "docPr" {
		s.once("drawing", attr(e, "", "id"))
		if attr(e, "", "descr") == "" {
			s.say("%s: accessibility: a picture without alternative text", s.name)
		}
	}
	if e.Name.Space == nsVML && e.Name.Local == "shape" {
		s.once("shape", attr(e, "", "id"))
		if attr(e, "", "alt") == "" {
			s.say("%s: accessibility: a shape without alternative text", s.name)
		}
	}
	if e.Name.Space != nsWord {
		return
	}
	v := wAttr(e, "val")
	switch e.Name.Local {
	case "pStyle", "rStyle", "tblStyle":
		if !s.style.ids[v] {
			s.say("%s: style %q is not defined", s.name, v)
		}
		if e.Name.Local == "pStyle" {
			s.level = s.style.headings[v]
		}
	case "numId":
		if isW(parent, "numPr") && !s.nums[v] {
			s.say("%s: list %q is not defined", s.name, v)
		}
	case "p":
		s.level, s.filled = 0, false
		if isW(parent, "p", "r") {
			s.say("%s: p in %s", s.name, parent.Name.Local)
		}
	case "r":
		if isW(parent, "body", "tc", "tr", "tbl", "r") {
			s.say("%s: r in %s", s.name, parent.Name.Local)
		}
	case "t":
		s.filled = true
	case "id":
		if isW(parent, "sdtPr") {
			s.once("control", v)
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
			s.say("%s: %s twice", s.name, id)
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

// inTable counts what a table is made of.
func (s *docxStory) inTable(e xml.StartElement, v string) {
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

func (s *docxStory) attributes(e xml.StartElement) {
	// encoding/xml gives an undeclared prefix as the name space
	if e.Name.Space != "" && !strings.Contains(e.Name.Space, ":") {
		s.say("%s: prefix %s is not declared", s.name, e.Name.Space)
	}
	for _, a := range e.Attr {
		switch {
		case a.Name.Space == nsRel && !s.rel[a.Value]:
			s.say("%s: relationship %s is not there", s.name, a.Value)
		case a.Name.Space != "" && a.Name.Space != "xmlns" && !strings.Contains(a.Name.Space, ":"):
			s.say("%s: prefix %s is not declared", s.name, a.Name.Space)
		}
	}
}

func (s *docxStory) chars(above []xml.StartElement, text string) {
	if len(above) == 0 {
		return
	}
	e := above[len(above)-1]
	switch {
	case isW(e, "t", "delText", "instrText"):
		if strings.Trim(text, " \t\r\n") != text && attr(e, nsXML, "space") != "preserve" {
			s.say("%s: a space is lost in %s", s.name, e.Name.Local)
		}
	case e.Name.Space == nsWord && strings.TrimSpace(text) != "":
		s.say("%s: text in %s", s.name, e.Name.Local)
	}
}

func (s *docxStory) end(above []xml.StartElement, e xml.StartElement) {
	last := s.last[len(s.last)-1]
	s.last = s.last[:len(s.last)-1]
	switch {
	case isW(e, "body") && last != "sectPr":
		s.say("%s: the body doesn't end with its section", s.name)
	case isW(e, "tc") && last != "p":
		s.say("%s: a cell doesn't end in a paragraph", s.name)
	case isW(e, "tr") && len(s.tables) == 0:
		s.say("%s: a row outside a table", s.name)
	case isW(e, "tr"):
		if t := s.tables[len(s.tables)-1]; t.cells != t.columns {
			s.say("%s: a row of %d cells in a table of %d columns", s.name, t.cells, t.columns)
		}
	case isW(e, "tbl"):
		t := s.tables[len(s.tables)-1]
		s.tables = s.tables[:len(s.tables)-1]
		if t.rows == 0 {
			s.say("%s: a table without a row", s.name)
		} else if !t.headed {
			s.say("%s: accessibility: a table without headers", s.name)
		}
	case isW(e, "p") && s.body && s.level > 0:
		if s.level > s.heading+1 {
			s.say("%s: accessibility: a heading of level %d after %d", s.name, s.level, s.heading)
		}
		if !s.filled {
			s.say("%s: accessibility: a heading without text", s.name)
		}
		s.heading = s.level
	}
}
