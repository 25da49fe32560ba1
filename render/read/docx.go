package read

import (
	"encoding/xml"
	"errors"
	"fmt"
	"path"
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
	c := Content{check: func() []error { return checkDOCX(p, errs) }}
	if len(errs) > 0 {
		return c, errors.Join(errs...)
	}
	body, err := p.main()
	if err != nil {
		return c, err
	}
	styles, err := p.styles()
	if err != nil {
		return c, err
	}
	r := docxReader{headings: styles.headings}
	if err := r.read(p.part[body]); err != nil {
		return c, fmt.Errorf("%s: %w", body, err)
	}
	c.Lang, c.Structure = styles.lang, r.structure
	for _, name := range p.names {
		if name == body || path.Ext(name) != ".xml" || path.Dir(name) != path.Dir(body) {
			continue
		}
		other := docxReader{}
		if err := other.read(p.part[name]); err != nil {
			return c, fmt.Errorf("%s: %w", name, err)
		}
		r.text.WriteString(other.text.String())
		r.aside = append(r.aside, other.aside...)
	}
	for _, name := range p.names {
		switch {
		case strings.HasPrefix(name, "docProps/"):
			title, lines, err := docxProperties(p.part[name])
			if err != nil {
				return c, fmt.Errorf("%s: %w", name, err)
			}
			if title != "" {
				c.Title = title
			}
			r.aside = append(r.aside, lines...)
		case path.Ext(name) == ".rels":
			of := path.Join(path.Dir(path.Dir(name)), strings.TrimSuffix(path.Base(name), ".rels"))
			if name == "_rels/.rels" {
				of = ""
			}
			rels, err := p.rels(of)
			if err != nil {
				return c, err
			}
			for _, rel := range rels {
				if rel.external {
					r.aside = append(r.aside, rel.target)
				}
			}
		}
	}
	for _, s := range r.aside {
		r.text.WriteString(s + "\n")
	}
	c.Text = r.text.String()
	return c, nil
}

// docxStyles is what the styles say that a reader needs.
type docxStyles struct {
	lang     string
	ids      map[string]bool
	headings map[string]int // style id to heading level, from 1
}

func (p *docxParts) styles() (docxStyles, error) {
	s := docxStyles{ids: map[string]bool{}, headings: map[string]int{}}
	body, err := p.main()
	if err != nil {
		return s, err
	}
	rels, err := p.rels(body)
	if err != nil {
		return s, err
	}
	for _, rel := range rels {
		if rel.kind != "styles" || rel.external {
			continue
		}
		part := p.part[rel.target]
		if part == nil {
			continue // a dangling relationship is for the check
		}
		id := ""
		tokens, err := part.xml()
		xmlWalk{start: func(above []xml.StartElement, e xml.StartElement) {
			switch {
			case isW(e, "style"):
				id = wAttr(e, "styleId")
				s.ids[id] = true
			case isW(e, "outlineLvl"):
				if n, err := strconv.Atoi(wAttr(e, "val")); err == nil && n < 9 {
					s.headings[id] = n + 1
				}
			case isW(e, "lang") && len(above) > 1 && isW(above[len(above)-2], "rPrDefault"):
				s.lang = wAttr(e, "val")
			}
		}}.over(tokens)
		if err != nil {
			return s, fmt.Errorf("%s: %w", rel.target, err)
		}
	}
	return s, nil
}

// docxProperties gives a properties part's values, one a line, and the title.
func docxProperties(p *docxPart) (title string, lines []string, err error) {
	tokens, err := p.xml()
	xmlWalk{
		start: func([]xml.StartElement, xml.StartElement) {},
		text: func(above []xml.StartElement, s string) {
			if s = strings.TrimSpace(s); s == "" || len(above) == 0 {
				return
			}
			lines = append(lines, s)
			if e := above[len(above)-1]; e.Name.Space == "http://purl.org/dc/elements/1.1/" && e.Name.Local == "title" {
				title += s
			}
		},
	}.over(tokens)
	return title, lines, err
}

// docxReader takes the text of one part.
type docxReader struct {
	headings map[string]int

	text      strings.Builder
	aside     []string // text that isn't running text
	structure []string

	para  docxReadPara
	table []docxReadTable // open tables, the innermost last
	lists []docxReadList  // open lists, the innermost last
}

type docxReadPara struct {
	text       strings.Builder
	style      string
	num, level string
}

type docxReadTable struct {
	firstCol, header bool // the first column heads its rows; the row at hand is a header
	cell             int  // cells of the row so far
}

type docxReadList struct{ num, level string }

func (r *docxReader) read(p *docxPart) error {
	tokens, err := p.xml()
	xmlWalk{start: r.start, text: r.chars, end: r.end}.over(tokens)
	return err
}

func (r *docxReader) start(above []xml.StartElement, e xml.StartElement) {
	if e.Name.Local == "docPr" {
		r.structure = append(r.structure, "Figure")
	}
	if e.Name.Local == "docPr" || e.Name.Space == nsVML {
		for _, a := range e.Attr {
			switch a.Name.Local {
			case "descr", "title", "alt", "string":
				r.aside = append(r.aside, a.Value)
			}
		}
	}
	if e.Name.Space == nsW14 && e.Name.Local == "checkbox" {
		r.para.text.WriteByte(' ')
	}
	if e.Name.Space != nsWord {
		return
	}
	switch e.Name.Local {
	case "p":
		r.para = docxReadPara{}
	case "pStyle":
		r.para.style = wAttr(e, "val")
	case "ilvl":
		r.para.level = wAttr(e, "val")
	case "numId":
		r.para.num = wAttr(e, "val")
	case "tab":
		if len(above) > 0 && isW(above[len(above)-1], "r") {
			r.para.text.WriteByte('\t')
		}
	case "br", "cr":
		r.para.text.WriteByte('\n')
	case "noBreakHyphen":
		r.para.text.WriteRune('\u2011')
	case "softHyphen":
		r.para.text.WriteRune('\u00AD')
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

func (r *docxReader) chars(above []xml.StartElement, s string) {
	if len(above) == 0 {
		return
	}
	switch e := above[len(above)-1]; {
	case isW(e, "t"):
		r.para.text.WriteString(s)
	case isW(e, "delText", "instrText"):
		r.aside = append(r.aside, s)
	}
}

func (r *docxReader) end(_ []xml.StartElement, e xml.StartElement) {
	switch {
	case isW(e, "sdt"):
		r.para.text.WriteByte(' ')
	case isW(e, "tbl"):
		r.table = r.table[:len(r.table)-1]
	case isW(e, "p"):
		r.paragraph()
	}
}

func (r *docxReader) paragraph() {
	text := r.para.text.String()
	listed := r.para.num != "" && r.para.num != "0"
	if strings.TrimSpace(text) == "" && !listed {
		return
	}
	r.text.WriteString(text + "\n")
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
