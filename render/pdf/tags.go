package pdf

import "handover/render/doc"

// elem is an element of the structure tree.
type elem struct {
	tag     string         // a standard structure type: H1, P, L, LI, Table, TH …
	attrs   string         // the /A entry, raw
	actual  string         // ActualText: what drawn content stands for
	lang    string         // Lang, where it isn't the document's
	alt     string         // Alt: what a figure says or shows
	link    *doc.Link      // of a Link element that leads out of the file
	section *contentsEntry // of one that leads to a place in it
	kids    []kid
	within  *elem // of an inline element not yet drawn: the element that it joins
	num     int   // object number, given by the finishing pass
}

// kid is a child element, a marked-content sequence of a page, or (mcid < 0)
// annotation -mcid-1 of the document.
type kid struct {
	elem *elem
	page int32 // 1-based
	mcid int32
}

// Attribute dictionaries.
const (
	columnScope = "<</O/Table/Scope/Column>>"
	rowScope    = "<</O/Table/Scope/Row>>"
	discList    = "<</O/List/ListNumbering/Disc>>"
	decimalList = "<</O/List/ListNumbering/Decimal>>"
)

// add appends a child element.
func (e *elem) add(tag string) *elem {
	c := &elem{tag: tag}
	e.kids = append(e.kids, kid{elem: c})
	return c
}

// inline makes a child that is appended when it is first drawn: only then are
// the words before it e's content.
func (e *elem) inline(tag string) *elem { return &elem{tag: tag, within: e} }

// linkArea is a link annotation: a rectangle of a page.
type linkArea struct {
	owner                    *elem
	page                     int
	left, bottom, right, top float64 // PDF coordinates
}

// bookmarkKids counts the bookmarks directly below the i-th, given all levels.
func bookmarkKids(levels []int, i int) int {
	kids, least := 0, 0
	for _, l := range levels[i+1:] {
		if l <= levels[i] {
			break
		}
		if least == 0 || l <= least {
			kids, least = kids+1, l
		}
	}
	return kids
}
