package read

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"maps"
	"math"
	"slices"
	"strings"
)

// checkPDF finds what keeps a PDF of our writer's kind from being PDF/UA-1 and
// PDF/A-2a, as far as that can go wrong in what we write, and three faults that
// validators pass: content that the tree and the parent tree give to different
// elements, marked content with one number twice, characters without a glyph.
// Errors name pages, elements and codes, never text. Rules: ISO 14289-1 and
// ISO 19005-2, cited as "UA" and "A". If broken isn't nil, the document is read
// only in part, and no more than the catalogue and the metadata can be checked.
func checkPDF(d *pdfDocument, broken error) []error {
	c := &pdfCheck{pdfDocument: d, owners: make(map[contentKey]*structElem), objects: make(map[pdfRef]*structElem)}
	c.catalog()
	c.metadata()
	if broken != nil {
		return append(c.errs, broken)
	}
	c.tree(d.root)
	c.headings()
	c.pageMarks()
	c.parentTree()
	c.annotations()
	c.places()
	c.pictures()
	for _, name := range slices.Sorted(maps.Keys(d.fonts)) {
		c.font(name, d.fonts[name])
	}
	return c.errs
}

type contentKey struct{ page, mcid int }

type pdfCheck struct {
	*pdfDocument
	errs    []error
	owners  map[contentKey]*structElem // by the structure tree
	objects map[pdfRef]*structElem     // annotations, by the structure tree
	levels  []int                      // of headings, in order
}

func (c *pdfCheck) say(format string, a ...any) { c.errs = append(c.errs, fmt.Errorf(format, a...)) }

// catalog checks the document's own entries.
func (c *pdfCheck) catalog() {
	f := c.pdfFile
	cat := f.catalog()
	if f.dict(cat.at("MarkInfo")).at("Marked") != true {
		c.say("not marked as tagged (UA 6.2, A 6.7.2.2)")
	}
	if f.dict(cat.at("ViewerPreferences")).at("DisplayDocTitle") != true {
		c.say("the title isn't shown (UA 7.1-10)")
	}
	if textOf(f.get(cat.at("Lang"))) == "" {
		c.say("no language (UA 7.2)")
	}
	if ids := f.array(f.trailer.at("ID")); len(ids) != 2 {
		c.say("no file identifier (A 6.1.3)")
	}
	intents := f.array(cat.at("OutputIntents"))
	if len(intents) == 0 {
		c.say("no output intent (A 6.2.3)")
	}
	for _, v := range intents {
		if icc, err := f.data(f.dict(v).at("DestOutputProfile")); err != nil || len(icc) < 128 || string(icc[36:40]) != "acsp" {
			c.say("an output intent without a colour profile (A 6.2.3)")
		}
	}
}

// metadata checks the XMP packet's claims.
func (c *pdfCheck) metadata() {
	f := c.pdfFile
	b, err := f.data(f.catalog().at("Metadata"))
	if err != nil {
		c.say("no metadata (A 6.6.2.1)")
		return
	}
	props, err := xmpProperties([]byte(b))
	if err != nil {
		c.say("metadata that isn't XML (A 6.6.2.1)")
		return
	}
	const pdfa, pdfua, dc = "http://www.aiim.org/pdfa/ns/id/", "http://www.aiim.org/pdfua/ns/id/", "http://purl.org/dc/elements/1.1/"
	if props[xml.Name{Space: pdfua, Local: "part"}] != "1" {
		c.say("no claim of PDF/UA-1 (UA 5)")
	}
	if props[xml.Name{Space: pdfa, Local: "part"}] != "2" || props[xml.Name{Space: pdfa, Local: "conformance"}] != "A" {
		c.say("no claim of PDF/A-2a (A 6.6.4)")
	}
	title := props[xml.Name{Space: dc, Local: "title"}]
	if title == "" {
		c.say("no dc:title (UA 7.1-9)")
	}
	if title != strings.TrimSpace(textOf(f.get(f.dict(f.trailer.at("Info")).at("Title")))) {
		c.say("the title in the metadata isn't that of /Info (A 6.6.3)")
	}
}

// xmpProperties is the text of each element below rdf:Description.
func xmpProperties(b []byte) (map[xml.Name]string, error) {
	d := xml.NewDecoder(bytes.NewReader(b))
	var open []xml.Name
	out := make(map[xml.Name]string)
	for {
		t, err := d.Token()
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return nil, err
		}
		switch t := t.(type) {
		case xml.StartElement:
			open = append(open, t.Name)
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			if i := slices.IndexFunc(open, func(n xml.Name) bool { return n.Local == "Description" }); i >= 0 && i+1 < len(open) {
				out[open[i+1]] += strings.TrimSpace(string(t))
			}
		}
	}
}

// parents says which elements may hold an element; none named is any.
var parents = map[string][]string{
	"LI": {"L"}, "TOCI": {"TOC"}, "Reference": {"TOCI"}, "Lbl": {"LI"}, "LBody": {"LI"},
	"THead": {"Table"}, "TBody": {"Table"}, "TR": {"Table", "THead", "TBody"}, "TH": {"TR"}, "TD": {"TR"},
}

// children says what an element may hold; none named is any.
var children = map[string][]string{
	"L": {"LI", "L"}, "LI": {"Lbl", "LBody"}, "Table": {"THead", "TBody", "TR"},
	"TOC": {"TOCI"}, "TOCI": {"Reference"}, "Reference": {"Link"}, "THead": {"TR"}, "TBody": {"TR"}, "TR": {"TH", "TD"},
}

var standardTags = []string{"Document", "Sect", "Div", "H1", "H2", "H3", "H4", "P", "L", "LI", "Lbl", "LBody",
	"TOC", "TOCI", "Reference", "Table", "THead", "TBody", "TR", "TH", "TD", "Span", "Link", "Figure"}

// tree checks an element and all below it, and notes who owns what.
func (c *pdfCheck) tree(e *structElem) {
	if !slices.Contains(standardTags, e.tag) {
		c.say("structure element %q isn't one that we use", e.tag)
	}
	if e.parent != nil && c.dict(e.dict.at("P")).at("S") != pdfName(e.parent.tag) {
		c.say("%s doesn't name its parent", e.tag)
	}
	if up := parents[e.tag]; up != nil && (e.parent == nil || !slices.Contains(up, e.parent.tag)) {
		c.say("%s stands outside %s (UA 7.2)", e.tag, strings.Join(up, ", "))
	}
	if len(e.tag) == 2 && e.tag[0] == 'H' {
		c.levels = append(c.levels, int(e.tag[1]-'0'))
	}
	if e.tag == "TH" && c.scope(e) == "" {
		c.say("TH without a scope (UA 7.5)")
	}
	for _, k := range e.kids {
		if k.elem != nil {
			if down := children[e.tag]; down != nil && !slices.Contains(down, k.elem.tag) {
				c.say("%s in %s (UA 7.2)", k.elem.tag, e.tag)
			}
			c.tree(k.elem)
			continue
		}
		if k.mcid < 0 {
			c.objects[k.obj] = e
			continue
		}
		if children[e.tag] != nil {
			c.say("content directly in %s (UA 7.2)", e.tag)
		}
		key := contentKey{k.page, k.mcid}
		if c.owners[key] != nil {
			c.say("page %d: the tree names marked content %d twice", k.page+1, k.mcid)
		}
		c.owners[key] = e
	}
	switch e.tag {
	case "TR":
		c.row(e)
	case "Figure":
		c.figure(e)
	}
}

// scope is a header cell's.
func (c *pdfCheck) scope(e *structElem) pdfName {
	for _, v := range append(c.array(e.dict.at("A")), e.dict.at("A")) {
		if a := c.dict(v); a.at("O") == pdfName("Table") {
			s, _ := a.at("Scope").(pdfName)
			return s
		}
	}
	return ""
}

// row checks that a row has as many cells as the table's first row.
func (c *pdfCheck) row(tr *structElem) {
	table := tr.parent
	for table != nil && table.tag != "Table" {
		table = table.parent
	}
	if table == nil {
		return
	}
	first := table
	for first.tag != "TR" && len(first.kids) > 0 && first.kids[0].elem != nil {
		first = first.kids[0].elem
	}
	if len(first.kids) != len(tr.kids) {
		c.say("a table's rows have %d and %d cells (UA 7.2)", len(first.kids), len(tr.kids))
	}
}

// headings checks that levels begin at 1 and step down by one.
func (c *pdfCheck) headings() {
	last := 0
	for _, l := range c.levels {
		if l > last+1 {
			c.say("a heading of level %d after level %d (UA 7.4.2)", l, last)
		}
		last = l
	}
}

// pageMarks checks that the tree and the pages name the same marked content.
func (c *pdfCheck) pageMarks() {
	for i, content := range c.contents {
		if content.outside > 0 {
			c.say("page %d: content outside any mark (UA 7.1-3)", i+1)
		}
		for _, id := range slices.Sorted(maps.Keys(content.marks)) {
			if content.marks[id].times > 1 {
				c.say("page %d: marked content %d stands twice", i+1, id)
			}
			if c.owners[contentKey{i, id}] == nil {
				c.say("page %d: marked content %d is in no element (UA 7.1-3)", i+1, id)
			}
		}
		if content.unmapped > 0 {
			c.say("page %d: characters without a Unicode value (UA 7.21.7)", i+1)
		}
		if c.dict(c.pages[i]).at("Tabs") != pdfName("S") {
			c.say("page %d: tab order isn't the structure's (UA 7.18.3)", i+1)
		}
	}
	keys := slices.SortedFunc(maps.Keys(c.owners), func(a, b contentKey) int { return (a.page-b.page)<<20 + a.mcid - b.mcid })
	for _, k := range keys {
		if k.page < 0 || c.contents[k.page].marks[k.mcid] == nil {
			c.say("page %d: the tree names marked content %d, which isn't there", k.page+1, k.mcid)
		}
	}
}

// parentTree checks that it names the same owners as the structure tree.
func (c *pdfCheck) parentTree() {
	nums := c.array(c.dict(c.dict(c.pdfFile.catalog().at("StructTreeRoot")).at("ParentTree")).at("Nums"))
	if len(nums) == 0 {
		c.say("no parent tree (UA 7.1-3)")
		return
	}
	byKey := make(map[int]any)
	for i := 0; i+1 < len(nums); i += 2 {
		if k, ok := nums[i].(float64); ok {
			byKey[int(k)] = nums[i+1]
		}
	}
	for i, p := range c.pages {
		key, ok := c.dict(p).at("StructParents").(float64)
		if !ok {
			c.say("page %d: no StructParents (UA 7.1-3)", i+1)
			continue
		}
		list := c.array(byKey[int(key)])
		if len(list) != len(c.contents[i].marks) {
			c.say("page %d: the parent tree has %d owners for %d marks", i+1, len(list), len(c.contents[i].marks))
		}
		for id, v := range list {
			if e := c.owners[contentKey{i, id}]; e != nil && v != e.ref {
				c.say("page %d: the parent tree gives marked content %d to another element", i+1, id)
			}
		}
	}
	for _, obj := range slices.Sorted(maps.Keys(c.objects)) {
		e := c.objects[obj]
		key, ok := c.dict(obj).at("StructParent").(float64)
		if !ok {
			c.say("a link annotation without StructParent (UA 7.18.5)")
		} else if byKey[int(key)] != e.ref {
			c.say("the parent tree gives a link annotation to another element")
		}
	}
}

// annotations checks every annotation of every page.
func (c *pdfCheck) annotations() {
	for i, p := range c.pages {
		for _, v := range c.array(c.dict(p).at("Annots")) {
			a := c.dict(v)
			r, _ := v.(pdfRef)
			if e := c.objects[r]; e == nil || e.tag != "Link" {
				c.say("page %d: an annotation outside a Link element (UA 7.18.5)", i+1)
			}
			if textOf(c.get(a.at("Contents"))) == "" {
				c.say("page %d: a link without a description (UA 7.18.5)", i+1)
			}
			flags, _ := a.at("F").(float64)
			if int(flags)&4 == 0 || int(flags)&(1|2|32) != 0 {
				c.say("page %d: an annotation that isn't printed (A 6.3.2)", i+1)
			}
		}
	}
}

// font checks every character that is drawn: it has a glyph, and the file's
// width of it is the font's.
func (c *pdfCheck) font(name pdfName, f *pdfFont) {
	g, err := readGlyphs(f.program)
	if err != nil {
		c.say("font %s: %w", name, err)
		return
	}
	for i, drawn := range f.drawn {
		code := uint16(i)
		if !drawn {
			continue
		}
		if code == 0 || int(code) >= g.count {
			c.say("font %s: code %d has no glyph (UA 7.21.8)", name, code)
			continue
		}
		if g.boxed(int(code)) {
			c.say("font %s: code %d is drawn as a missing character (UA 7.21.8)", name, code)
		}
		w, ok := f.width[code]
		if !ok {
			w = f.missing
		}
		if math.Abs(w-g.width(int(code))) > 1 {
			c.say("font %s: code %d has another width than in the font (UA 7.21.5)", name, code)
		}
	}
}
