package render

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// writeDOCX makes a Word document: the body is written from the tree into the
// reference document of docxref, whose styles say how everything looks.
// Errors are Faults.
func writeDOCX(d *Doc) ([]byte, error) {
	w := &docxWriter{layout: d.Meta.Layout, large: d.Meta.Large, sheet: docxSheetFor(d.Meta)}
	w.b.Grow(docxRoom)
	w.meta(d.Meta)
	if d.Meta.Logo != nil {
		w.logo(d.Meta.Logo)
	}
	w.body(d.Blocks)
	values := map[string]string{
		"body":       w.b.String(),
		"page":       w.sheet.sectPr(d.Meta),
		"width":      strconv.Itoa(w.sheet.text()),
		"links":      docxLinkRels(w.links),
		"pictures":   "",
		"numbers":    docxNums(w.nums),
		"title":      w.escaped(d.Meta.Title, ""),
		"creator":    w.escaped(d.Meta.Creator, ""),
		"lang":       w.escaped(d.Meta.Lang, ""),
		"date":       w.escaped(d.Meta.Date, ""),
		"head":       w.escaped(d.Meta.Head, ""),
		"foot":       w.escaped(d.Meta.Foot, ""),
		"draft":      "",
		"draftfirst": "",
	}
	if d.Meta.Draft {
		values["draft"] = docxDraft("Draft1")
		values["draftfirst"] = docxDraft("Draft2")
	}
	if len(w.faults) > 0 {
		return nil, w.faults
	}
	if d.Meta.Logo != nil {
		values["pictures"] = docxLogoType
		values["links"] += docxLogoRel
	}
	parts, err := docxFill(values)
	if err != nil {
		return nil, err
	}
	if d.Meta.Logo != nil {
		parts = append(parts, docxFile{docxLogoPart, string(d.Meta.Logo.png)})
	}
	if d.Meta.Reference != nil {
		parts = docxRestyle(parts, d.Meta.Reference, w.escaped(d.Meta.Lang, ""))
	}
	if w.large {
		for i, p := range parts {
			if p.name == docxStylesPart {
				parts[i].xml = docxLarge(p.xml)
			}
		}
	}
	return docxPackage(parts)
}

const docxRoom = 1 << 15 // two pages or so of body

// docxWriter gathers the body and what the other parts must say for it.
type docxWriter struct {
	b      strings.Builder
	layout Layout
	large  bool
	sheet  docxSheet
	links  []string  // targets; the relationship of links[i] is "link<i+1>"
	nums   []docxNum // one an ordered list
	ticks  int
	faults Faults

	keepAll, keepEnd bool // of the block that is written: all of it, or its end, stands with the next

	inCallout   bool
	calloutLast docxPara // the last paragraph of the callout that is being written
}

// docxNum makes one ordered list begin at its own number.
type docxNum struct{ level, start int }

// The numbering instances of docxref/word/numbering.xml. Ordered lists get
// their own, from docxFirstNum on, so that each begins afresh.
const (
	docxBullets      = 1
	docxTableBullets = 2
	docxTicks        = 3
	docxFirstNum     = 10
	docxMaxLevel     = 8 // Word has nine levels; a deeper list is set like the ninth
)

func docxNums(nums []docxNum) string {
	var b strings.Builder
	for i, n := range nums {
		fmt.Fprintf(&b, `<w:num w:numId="%d"><w:abstractNumId w:val="2"/><w:lvlOverride w:ilvl="%d"><w:startOverride w:val="%d"/></w:lvlOverride></w:num>`,
			docxFirstNum+i, n.level, n.start)
	}
	return b.String()
}

func docxLinkRels(links []string) string {
	var b strings.Builder
	for i, to := range links {
		fmt.Fprintf(&b, `<Relationship Id="link%d" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" Target="%s" TargetMode="External"/>`,
			i+1, docxEscaper.Replace(to))
	}
	return b.String()
}

func (w *docxWriter) fault(path, format string, a ...any) {
	w.faults = append(w.faults, Fault{Path: path, Msg: fmt.Sprintf(format, a...)})
}

// meta refuses what would make a file that Word or a screen reader can't use.
func (w *docxWriter) meta(m Meta) {
	if m.Title == "" {
		w.fault("", "a document needs a title")
	}
	if m.Lang == "" {
		w.fault("", "a document needs a language")
	}
	if _, err := time.Parse(time.DateOnly, m.Date); err != nil {
		w.fault("", "the document's date is not YYYY-MM-DD")
	}
	switch m.Layout {
	case Form, Letter, Notice:
	default:
		w.fault("", "unknown layout %q", m.Layout)
	}
	if m.Logo != nil && m.Layout != Letter {
		w.fault("", "%v", errOnlyLetters)
	}
	if m.Landscape && m.Layout != Form {
		w.fault("", "only a form can be landscape")
	}
}
