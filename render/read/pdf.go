package read

import (
	"errors"
	"fmt"
	"strings"
)

// PDF reads a tagged PDF of the kind that our writer makes: its text in the
// order of the structure tree, as assistive technology reads it, and what
// stands in the file beside. An untagged file is an error.
func PDF(b []byte) (Content, error) {
	f, err := openPDF(b)
	if err != nil {
		return Content{check: func() []error { return []error{err} }}, fmt.Errorf("PDF: %w", err)
	}
	d, broken := f.document()
	c := Content{check: func() []error { return checkPDF(d, broken) }}
	if broken != nil {
		return c, fmt.Errorf("PDF: %w", broken)
	}
	t := treeText{doc: d}
	if err := t.elem(d.root, 0); err != nil {
		return c, fmt.Errorf("PDF: %w", err)
	}
	lines := strings.Split(t.b.String(), "\n")
	for i, l := range lines {
		lines[i] = strings.TrimRight(l, " ")
	}
	if c.Beside, err = d.beside(); err != nil {
		return c, fmt.Errorf("PDF: %w", err)
	}
	c.Title = textOf(f.get(f.dict(f.trailer.at("Info")).at("Title")))
	c.Lang = textOf(f.get(f.catalog().at("Lang")))
	c.Text = strings.Join(lines, "\n")
	c.Pages = len(d.pages)
	c.Structure = t.kinds
	c.Pictures = t.pictures
	return c, nil
}

// pdfDocument is a file with its pages and structure tree taken apart.
type pdfDocument struct {
	*pdfFile
	pages    []pdfRef
	number   map[pdfRef]int // of a page, its index
	contents []*pageContent
	fonts    map[pdfName]*pdfFont // by resource name; all pages share them
	root     *structElem
	seen     map[pdfRef]bool // elements read
}

// structElem is an element of the structure tree.
type structElem struct {
	ref    pdfRef
	dict   pdfDict
	tag    string
	parent *structElem
	kids   []structKid
}

// structKid is an element, a marked-content sequence, or an object (an
// annotation).
type structKid struct {
	elem *structElem
	page int // index into pages
	mcid int // -1 if obj
	obj  pdfRef
}

// document reads on up to the first fault; what was read before it is there.
func (f *pdfFile) document() (*pdfDocument, error) {
	d := &pdfDocument{pdfFile: f, fonts: make(map[pdfName]*pdfFont), seen: make(map[pdfRef]bool), number: make(map[pdfRef]int)}
	var err error
	if d.pages, err = f.pages(); err != nil {
		return d, err
	}
	for i, p := range d.pages {
		d.number[p] = i
		page := f.dict(p)
		for _, e := range f.dict(f.dict(page.at("Resources")).at("Font")) {
			if d.fonts[e.key] != nil {
				continue
			}
			if d.fonts[e.key], err = f.font(e.value); err != nil {
				return d, fmt.Errorf("font %s: %w", e.key, err)
			}
		}
		c, err := f.content(page, d.fonts)
		if err != nil {
			return d, fmt.Errorf("page %d: %w", i+1, err)
		}
		d.contents = append(d.contents, c)
	}
	tree := f.dict(f.catalog().at("StructTreeRoot"))
	if tree == nil {
		return d, errors.New("no structure tree")
	}
	top, ok := tree.at("K").(pdfRef)
	if !ok {
		return d, errors.New("the structure tree has no single root")
	}
	d.root, err = d.readElem(top, nil, 0)
	return d, err
}

func (d *pdfDocument) readElem(r pdfRef, parent *structElem, depth int) (*structElem, error) {
	dict := d.dict(r)
	tag, _ := dict.at("S").(pdfName)
	if tag == "" || depth > 100 {
		return nil, fmt.Errorf("object %d isn't a structure element", r)
	}
	if d.seen[r] {
		return nil, fmt.Errorf("structure element %d stands in two places", r)
	}
	d.seen[r] = true
	e := &structElem{ref: r, dict: dict, tag: string(tag), parent: parent}
	kids, ok := d.get(dict.at("K")).(pdfArray)
	if k := dict.at("K"); !ok && k != nil {
		kids = pdfArray{k}
	}
	for _, v := range kids {
		k, err := d.readKid(e, v, depth)
		if err != nil {
			return nil, err
		}
		e.kids = append(e.kids, k)
	}
	return e, nil
}

func (d *pdfDocument) readKid(e *structElem, v any, depth int) (structKid, error) {
	pageOf := func(v any) int {
		if r, ok := v.(pdfRef); ok {
			if n, ok := d.number[r]; ok {
				return n
			}
		}
		return -1
	}
	page := pageOf(e.dict.at("Pg"))
	if id, ok := v.(float64); ok {
		return structKid{page: page, mcid: int(id)}, nil
	}
	dict := d.dict(v)
	if pg := dict.at("Pg"); pg != nil {
		page = pageOf(pg)
	}
	switch dict.at("Type") {
	case pdfName("MCR"):
		if id, ok := dict.at("MCID").(float64); ok {
			return structKid{page: page, mcid: int(id)}, nil
		}
	case pdfName("OBJR"):
		if obj, ok := dict.at("Obj").(pdfRef); ok {
			return structKid{page: page, mcid: -1, obj: obj}, nil
		}
	default:
		if r, ok := v.(pdfRef); ok {
			kid, err := d.readElem(r, e, depth+1)
			return structKid{elem: kid}, err
		}
	}
	return structKid{}, fmt.Errorf("a child of %s that can't be read", e.tag)
}

// treeText gathers text in the order of the tree.
type treeText struct {
	doc   *pdfDocument
	b     strings.Builder
	last  byte
	kinds []string

	pictures []Picture
}

func (t *treeText) write(s string) {
	if s != "" {
		t.b.WriteString(s)
		t.last = s[len(s)-1]
	}
}

// line ends the current line of text, if one has begun.
func (t *treeText) line() {
	if t.last != 0 && t.last != '\n' {
		t.write("\n")
	}
}

func (t *treeText) elem(e *structElem, depth int) error {
	switch e.tag {
	case "H1", "H2", "H3", "H4", "P", "L", "LI", "Table", "TR", "TH", "TD", "Figure":
		t.kinds = append(t.kinds, e.tag)
	}
	inline := e.tag == "Span" || e.tag == "Link"
	// A list's text stands beside its label, on the same line.
	beside := e.tag == "LBody" || e.parent != nil && e.parent.tag == "LBody" && e.parent.kids[0].elem == e
	if !inline && !beside {
		t.line()
	}
	if e.tag == "Figure" {
		drawn, err := t.figure(e, depth)
		if err != nil || drawn {
			return err
		}
	}
	if actual := e.dict.at("ActualText"); actual != nil {
		t.write(textOf(t.doc.get(actual)))
	} else {
		for _, k := range e.kids {
			if err := t.kid(k, depth); err != nil {
				return err
			}
		}
	}
	switch {
	case e.tag == "Lbl":
		t.write(" ")
	case !inline:
		t.line()
	}
	return nil
}

// figure takes a drawing's words apart from the text, in which its alternative
// text stands; false of a figure that has none, which is a picture of dots.
func (t *treeText) figure(e *structElem, depth int) (bool, error) {
	inside := treeText{doc: t.doc}
	for _, k := range e.kids {
		if err := inside.kid(k, depth); err != nil {
			return false, err
		}
	}
	if inside.b.Len() == 0 {
		return false, nil
	}
	alt := textOf(t.doc.get(e.dict.at("Alt")))
	t.pictures = append(t.pictures, Picture{alt, inside.b.String()})
	t.write(alt)
	t.line()
	return true, nil
}

func (t *treeText) kid(k structKid, depth int) error {
	switch {
	case k.elem != nil:
		return t.elem(k.elem, depth+1)
	case k.mcid < 0:
		return nil
	case k.page < 0 || t.doc.contents[k.page].marks[k.mcid] == nil:
		return fmt.Errorf("the structure tree names marked content %d that no page has", k.mcid)
	}
	t.write(t.doc.contents[k.page].marks[k.mcid].text)
	return nil
}
