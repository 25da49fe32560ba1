package pdf

import "handover/render/doc"

// One quiet typographic system for every document. Lengths are in points
// unless they say mm; y runs down from the top of the page.

const mm = 72 / 25.4

// colour is the operands of a colour operator.
type colour string

const (
	ink      colour = ".1 .1 .1"
	accent   colour = ".12 .23 .35" // headings, bars
	linkBlue colour = ".05 .22 .5"
	hairline colour = ".45 .5 .55" // 4:1 on white: a box to write in must be seen
	panel    colour = ".92 .94 .96"
	amber    colour = "1 .93 .74"
	rust     colour = ".55 .28 0"
	pale     colour = ".87 .87 .87"
	white    colour = "1 1 1"
)

// textStyle is how a block of text is set; its faces are base with bold and
// italic added by the inlines.
type textStyle struct {
	size, lead float64
	base       faceID
	col        colour
}

var (
	bodyStyle     = &textStyle{12, 16.8, faceRegular, ink}
	cellStyle     = &textStyle{12, 15.5, faceRegular, ink}
	headerStyle   = &textStyle{12, 15.5, faceBold, accent}
	runStyle      = &textStyle{12, 15, faceRegular, ink}
	lineStyle     = &textStyle{11, 12.5, faceRegular, ink} // of a list of many lines
	lineTickStyle = &textStyle{16, 20, faceRegular, ink}
	lineHeadStyle = &textStyle{11, 12.5, faceBold, ink}
	markStyle     = &textStyle{12, 15, faceBold, accent}
	moreStyle     = &textStyle{12, 15.5, faceItalic, accent}
)

// headingStyles and the space above a heading, by level.
var headingStyles = [5]*textStyle{
	1: {20, 25, faceBold, accent},
	2: {15.5, 20, faceBold, accent},
	3: {13, 17.5, faceBold, accent},
	4: {12, 16.8, faceBold, accent},
}

var headingSpace = [5]float64{1: 16, 2: 20, 3: 15, 4: 12}

const (
	paraSpace    = 8.0
	itemSpace    = 3.5
	tableSpace   = 10.0
	afterHeading = 5.0
	measure      = 468.0 // longest line of running text, some 80 characters
	indent       = 18.0  // of a list's text
	cellPadX     = 5.0
	cellPadY     = 4.0
	linePadX     = 2.5 * mm / 2 // of a list of many lines
	linePadY     = 0.55 * mm
	lineRow      = 10 * mm
	writeRow     = 26.0    // least height of a row with a box to write in
	writeBox     = 30 * mm // least height of a box that is a table by itself
	signRow      = 14 * mm // least height of a row to sign in
	signWidth    = 40 * mm // least width of a column to sign in
	writeLeast   = 25 * mm // least width of a column to write in
	shortColumn  = 116.0   // a column of dates or the like, that isn't wrapped
	calloutPad   = 10.0
	calloutBar   = 4.0
)

// baseline is the distance of the baseline from the top of a line's box.
func (s *textStyle) baseline() float64 { return (s.lead-s.size)/2 + 0.83*s.size }

// overhang is how far the tallest capital with an accent (Ấ) and the deepest
// letter (ș) may stand out of a line's box, edges that a screen rounds up included.
func (s *textStyle) overhang() (above, below float64) {
	return max(0, 0.93*s.size-s.baseline()), max(0, 0.215*s.size-s.lead+s.baseline())
}

// frame is the part of a page that content may fill.
type frame struct{ left, top, right, bottom float64 }

// geometry is the page and its frames, in lengths of the layout.
type geometry struct {
	scale          float64 // points of the paper to one of the layout's
	width, height  float64
	first, later   frame
	window, sender frame   // a letter's address window and sender's block
	headY, footY   float64 // baselines of the running head and foot
}

// pageRoom is the height that content may fill on any page but the first.
func (g *geometry) pageRoom() float64 { return g.later.bottom - g.later.top }

// pageGeometry gives the pages of a layout. A letter's first page is GOV.UK
// Notify's: nothing but the window and the sender's block stands above 95 mm.
// In large print the same styles are laid out on a page that is smaller by as
// much as the canvas then enlarges it, so that nothing stays small.
func pageGeometry(m *doc.Meta) geometry {
	g := geometry{scale: 1}
	if m.Large {
		g.scale = doc.LargePrint
	}
	mm := mm / g.scale
	g.width, g.height = 210*mm, 297*mm
	if m.Landscape {
		g.width, g.height = g.height, g.width
	}
	margin := 20 * mm
	if m.Layout == doc.Form {
		margin = 18 * mm
	}
	if m.Landscape {
		margin = 14 * mm
	}
	g.headY, g.footY = 13*mm, g.height-11*mm
	g.later = frame{margin, 20 * mm, g.width - margin, g.height - 20*mm}
	if m.Head != "" {
		g.later.top = 23 * mm
	}
	g.first = g.later
	if m.Layout == doc.Letter {
		g.first.top = 95*mm + 2
	}
	g.window = frame{26.1 * mm, 39.5 * mm, 119 * mm, 66.3 * mm} // 24.6 to 120 mm, and a little air
	g.sender = frame{125.1 * mm, 30.1 * mm, 190 * mm, 94 * mm}
	return g
}
