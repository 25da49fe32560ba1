package read

import (
	"bytes"
	"encoding/xml"
	"errors"
	"path"
	"slices"
	"strconv"
	"strings"
)

// DOCX reads a Word document: the body first, then what stands elsewhere and
// is as easily read or found in the file: headers, footers, notes and comments,
// deleted text and field codes, alternative texts, addresses of links, and the
// properties. Numbers and bullets of lists are not in the file, and so not in
// the text. Pages is 0: only a word processor knows them.
func DOCX(b []byte) (Content, error) {
	p, errs := openDOCX(b)
	if p == nil {
		return Content{check: func() []error { return errs }}, errors.Join(errs...)
	}
	c := &docxCheck{docxParts: p, errs: slices.Clip(errs), ids: map[string]bool{}, nums: map[string]bool{"0": true}}
	content, err := c.read()
	content.check = func() []error { return c.errs }
	return content, errors.Join(append(errs, err)...)
}

// read goes through every part once, for its words and for what is wrong in it.
// The error is what keeps it from being read.
func (c *docxCheck) read() (Content, error) {
	c.contentTypes()
	c.relationships()
	var content Content
	body, err := c.main()
	if err != nil {
		c.errs = append(c.errs, err)
		return content, err
	}
	c.stylesPart, c.numberingPart = c.styledBy(body), path.Join(path.Dir(body), "numbering.xml")
	var readers []*docxReader // the body's first
	var errs []error
	for _, name := range c.withText(body) {
		r, err := c.story(name, name == body)
		if err != nil && name == c.stylesPart {
			return content, err // nothing can be said of the others
		}
		switch {
		case err != nil:
			errs = append(errs, err)
		case name == body:
			content.Structure = r.structure
			content.Pictures = r.pictures
			readers = slices.Insert(readers, 0, r)
		default:
			readers = append(readers, r)
		}
	}
	c.references()
	var text strings.Builder
	var aside []string
	for _, r := range readers {
		text.Write(r.lines)
		aside = append(aside, r.aside...)
	}
	title, lines, err := c.properties()
	content.Title, content.Lang = title, c.style.lang
	aside = append(aside, lines...)
	for _, name := range c.names {
		for _, rel := range c.rels[name] {
			if rel.external {
				aside = append(aside, rel.target)
			}
		}
	}
	for _, s := range aside {
		text.WriteString(s)
		text.WriteByte('\n')
	}
	content.Text = text.String()
	return content, errors.Join(append(errs, err)...)
}

// styledBy is the part that has a document's styles, "" if there is none.
func (p *docxParts) styledBy(body string) (part string) {
	for _, rel := range p.relsOf(body) {
		if _, there := p.part[rel.target]; there && rel.kind == "styles" && !rel.external {
			part = rel.target
		}
	}
	return part
}

// withText are the parts with text, or that others refer to: what defines
// something comes first.
func (c *docxCheck) withText(body string) []string {
	var first, out []string
	for _, name := range c.names {
		switch {
		case name == c.stylesPart || name == c.numberingPart:
			first = append(first, name)
		case path.Ext(name) == ".xml" && path.Dir(name) == path.Dir(body):
			out = append(out, name)
		}
	}
	return append(first, out...)
}

// docxStyles is what the styles say that a reader needs.
type docxStyles struct {
	xmlStarts
	lang     string
	ids      map[string]bool
	headings map[string]int // style id to heading level, from 1
	last     string         // the style at hand
}

func (s *docxStyles) start(above []xml.StartElement, e *xml.StartElement) {
	if e.Name.Space != nsWord {
		return
	}
	switch e.Name.Local {
	case "style":
		s.last = wAttr(e, "styleId")
		s.ids[s.last] = true
	case "outlineLvl":
		if n, err := strconv.Atoi(wAttr(e, "val")); err == nil && n < 9 {
			s.headings[s.last] = n + 1
		}
	case "lang":
		if len(above) > 1 && isW(&above[len(above)-2], "rPrDefault") {
			s.lang = wAttr(e, "val")
		}
	}
}

// docxProperties are a properties part's values and the title.
type docxProperties struct {
	title string
	lines []string
}

func (*docxProperties) start([]xml.StartElement, *xml.StartElement) {}
func (*docxProperties) end([]xml.StartElement, *xml.StartElement)   {}

func (p *docxProperties) text(above []xml.StartElement, s string) {
	if s = strings.TrimSpace(s); s == "" || len(above) == 0 {
		return
	}
	p.lines = append(p.lines, s)
	if e := above[len(above)-1]; e.Name.Space == "http://purl.org/dc/elements/1.1/" && e.Name.Local == "title" {
		p.title += s
	}
}

// docxReader takes the text of one part.
type docxReader struct {
	headings map[string]int

	lines     []byte // the text
	pictures  []Picture
	boxes     int      // open text boxes of a drawing
	aside     []string // text that isn't running text
	structure []string

	alt   string // of the last drawing
	para  docxReadPara
	table []docxReadTable // open tables, the innermost last
	lists []docxReadList  // open lists, the innermost last
}

type docxReadPara struct {
	text       []byte
	style      string
	num, level string
}

type docxReadTable struct {
	firstCol, header bool // the first column heads its rows; the row at hand is a header
	cell             int  // cells of the row so far
}

type docxReadList struct{ num, level string }

func (r *docxReader) start(above []xml.StartElement, e *xml.StartElement) {
	if e.Name.Local == "docPr" {
		r.structure = append(r.structure, "Figure")
	}
	if e.Name.Local == "docPr" || e.Name.Space == nsVML {
		for _, a := range e.Attr {
			switch a.Name.Local {
			case "descr", "title", "alt", "string":
				if a.Name.Local == "descr" {
					r.alt = a.Value
				}
				r.aside = append(r.aside, a.Value)
			}
		}
	}
	switch e.Name.Local {
	case "wgp":
		r.pictures = append(r.pictures, Picture{Alt: r.alt})
	case "txbxContent":
		r.boxes++
	}
	if r.boxes > 0 {
		return
	}
	if e.Name.Space == nsW14 && e.Name.Local == "checkbox" {
		r.para.text = append(r.para.text, ' ')
	}
	if e.Name.Space != nsWord {
		return
	}
	switch e.Name.Local {
	case "p":
		r.para = docxReadPara{text: r.para.text[:0]}
	case "pStyle":
		r.para.style = wAttr(e, "val")
	case "ilvl":
		r.para.level = wAttr(e, "val")
	case "numId":
		r.para.num = wAttr(e, "val")
	case "tab":
		if len(above) > 0 && isW(&above[len(above)-1], "r") {
			r.para.text = append(r.para.text, '\t')
		}
	case "br", "cr":
		if wAttr(e, "clear") != "none" { // that is a break within a word
			r.para.text = append(r.para.text, '\n')
		}
	case "noBreakHyphen":
		r.para.text = append(r.para.text, "\u2011"...)
	case "softHyphen":
		r.para.text = append(r.para.text, "\u00AD"...)
	case "tbl":
		r.lists = nil
		r.table = append(r.table, docxReadTable{})
		r.structure = append(r.structure, "Table")
	case "tblLook":
		if t := r.innermost(); t != nil {
			bits, _ := strconv.ParseUint(wAttr(e, "val"), 16, 32)
			t.firstCol = bits&0x80 != 0 || wAttr(e, "firstColumn") == "1"
		}
	case "tr":
		if t := r.innermost(); t != nil {
			t.header, t.cell = false, 0
			r.structure = append(r.structure, "TR")
		}
	case "tblHeader":
		if t := r.innermost(); t != nil {
			t.header = true
		}
	case "tc":
		if t := r.innermost(); t != nil {
			kind := "TD"
			if t.header || t.firstCol && t.cell == 0 {
				kind = "TH"
			}
			t.cell++
			r.structure = append(r.structure, kind)
		}
	}
}

func (r *docxReader) innermost() *docxReadTable {
	if len(r.table) == 0 {
		return nil
	}
	return &r.table[len(r.table)-1]
}

func (r *docxReader) text(above []xml.StartElement, s string) {
	if len(above) == 0 {
		return
	}
	switch e := &above[len(above)-1]; {
	case isW(e, "t") && r.boxes > 0:
		if n := len(r.pictures); n > 0 {
			r.pictures[n-1].Words += s + "\n"
		} else {
			r.aside = append(r.aside, s)
		}
	case isW(e, "t"):
		r.para.text = append(r.para.text, s...)
	case isW(e, "delText", "instrText"):
		r.aside = append(r.aside, s)
	}
}

func (r *docxReader) end(_ []xml.StartElement, e *xml.StartElement) {
	if e.Name.Space != nsWord {
		return
	}
	if e.Name.Local == "txbxContent" {
		r.boxes--
		return
	}
	if r.boxes > 0 {
		return
	}
	switch e.Name.Local {
	case "sdt":
		r.para.text = append(r.para.text, ' ')
	case "tbl":
		r.table = r.table[:len(r.table)-1]
	case "p":
		r.paragraph()
	}
}

func (r *docxReader) paragraph() {
	text := r.para.text
	listed := r.para.num != "" && r.para.num != "0"
	if len(bytes.TrimSpace(text)) == 0 && !listed {
		return
	}
	r.lines = append(append(r.lines, text...), '\n')
	if len(r.table) > 0 {
		return
	}
	if !listed {
		kind := "P"
		if level := r.headings[r.para.style]; level > 0 {
			kind = "H" + strconv.Itoa(level)
		}
		if r.para.style != "ListContinue" {
			r.lists = nil
		}
		r.structure = append(r.structure, kind)
		return
	}
	at := docxReadList{r.para.num, r.para.level}
	for len(r.lists) > 0 && r.lists[len(r.lists)-1].level > at.level { // levels are single digits
		r.lists = r.lists[:len(r.lists)-1]
	}
	switch n := len(r.lists); {
	case n == 0 || r.lists[n-1].level < at.level:
		r.lists = append(r.lists, at)
		r.structure = append(r.structure, "L")
	case r.lists[n-1].num != at.num:
		r.lists[n-1] = at
		r.structure = append(r.structure, "L")
	}
	r.structure = append(r.structure, "LI")
}
