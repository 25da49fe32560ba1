// Package docx writes documents for Word. Call Write; ReadReference takes a
// council's own styles. blank holds the parts of an empty document.
package docx

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"handover/render/doc"
)

// Write makes a Word document: the body is written from the tree into the
// reference document of blank, whose styles say how everything looks.
// Errors are Faults.
func Write(d *doc.Doc) ([]byte, error) {
	if d.Made != nil {
		return d.Made.Bytes, nil
	}
	w := &writer{layout: d.Meta.Layout, large: d.Meta.Large, sheet: sheetFor(d.Meta)}
	w.b.Grow(room)
	w.meta(d.Meta)
	if d.Meta.Logo != nil {
		w.logo(d.Meta.Logo)
	}
	w.body(d.Blocks)
	values := map[string]string{
		"body":       w.b.String(),
		"page":       w.sheet.sectPr(d.Meta),
		"width":      strconv.Itoa(w.sheet.text()),
		"links":      linkRels(w.links),
		"pictures":   "",
		"numbers":    nums(w.nums),
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
		values["draft"] = draft("Draft1")
		values["draftfirst"] = draft("Draft2")
	}
	if len(w.faults) > 0 {
		return nil, w.faults
	}
	if d.Meta.Logo != nil {
		values["pictures"] = logoType
		values["links"] += logoRel
	}
	parts, err := fill(values)
	if err != nil {
		return nil, err
	}
	if d.Meta.Logo != nil {
		parts = append(parts, part{logoPart, string(d.Meta.Logo.PNG)})
	}
	if d.Meta.Reference != nil {
		parts = restyle(parts, d.Meta.Reference, w.escaped(d.Meta.Lang, ""))
	}
	for i, p := range parts {
		if p.name == stylesPart && w.large {
			parts[i].xml = large(p.xml)
		}
		if p.name == stylesPart && w.lines {
			parts[i].xml = withLines(parts[i].xml)
		}
	}
	return zipped(parts)
}

const room = 1 << 15 // two pages or so of body

// writer gathers the body and what the other parts must say for it.
type writer struct {
	b        strings.Builder
	layout   doc.Layout
	large    bool
	lines    bool // there is a list of many lines
	sheet    sheet
	links    []string     // targets; the relationship of links[i] is "link<i+1>"
	nums     []listNumber // one an ordered list
	ticks    int
	pictures int
	faults   doc.Faults

	keepAll, keepEnd bool // of the block that is written: all of it, or its end, stands with the next

	inCallout   bool
	calloutLast para // the last paragraph of the callout that is being written
}

// listNumber makes one ordered list begin at its own number.
type listNumber struct{ level, start int }

// The numbering instances of blank/word/numbering.xml. Ordered lists get
// their own, from firstNum on, so that each begins afresh.
const (
	bullets      = 1
	tableBullets = 2
	ticks        = 3
	firstNum     = 10
	maxLevel     = 8 // Word has nine levels; a deeper list is set like the ninth
)

func nums(nums []listNumber) string {
	var b strings.Builder
	for i, n := range nums {
		fmt.Fprintf(&b, `<w:num w:numId="%d"><w:abstractNumId w:val="2"/><w:lvlOverride w:ilvl="%d"><w:startOverride w:val="%d"/></w:lvlOverride></w:num>`,
			firstNum+i, n.level, n.start)
	}
	return b.String()
}

func linkRels(links []string) string {
	var b strings.Builder
	for i, to := range links {
		fmt.Fprintf(&b, `<Relationship Id="link%d" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" Target="%s" TargetMode="External"/>`,
			i+1, escaper.Replace(to))
	}
	return b.String()
}

func (w *writer) fault(path, format string, a ...any) {
	w.faults = append(w.faults, doc.Fault{Path: path, Msg: fmt.Sprintf(format, a...)})
}

// meta refuses what would make a file that Word or a screen reader can't use.
func (w *writer) meta(m doc.Meta) {
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
	case doc.Form, doc.Letter, doc.Notice:
	default:
		w.fault("", "unknown layout %q", m.Layout)
	}
	if m.Logo != nil && m.Layout != doc.Letter {
		w.fault("", "%v", doc.ErrOnlyLetters)
	}
	if m.Landscape && m.Layout != doc.Form {
		w.fault("", "only a form can be landscape")
	}
}
