// Package doc is the tree of a document, which markup.Parse makes and each
// writer takes, and what PDF and Word share in laying it out: columns, what
// stands with what, numbers that no line divides. Begin with Doc.
//
// The tree is closed: every kind of node stands in this file, and a writer that
// meets another one fails. Nothing here knows records, councils or readers.
package doc

// Doc is one document: what runs on each page, and its content.
type Doc struct {
	Meta   Meta
	Blocks []Block
	Sheet  *Sheet // of a list that is also written as a spreadsheet
	Book   *Book  // how a workbook has it; nil of what has no list
	Made   *Made  // the Word file, where it was filled in one of a council's own
}

// Made is a Word document that was made before its tree, which is what it says.
type Made struct {
	Bytes []byte
	Words []string // that it must hold, in order
	Known []string // what is wrong with the council's file itself, as read.Content.Check says it
}

// Meta is what a document says about itself and what stands on every page.
type Meta struct {
	Title     string // document title, also the PDF's and DOCX's title property; "Transfer summary"
	Creator   string // organisation, the author property; "Example Council"
	Lang      string // BCP 47 tag; "en-GB"
	Date      string // civil date YYYY-MM-DD: creation date of the file
	Layout    Layout
	Landscape bool       // forms only
	Head      string     // running head of every page, left; the protective marking on a form, empty on a letter
	Foot      string     // running foot of every page, left; "Page x of y" is added at the right by each writer
	Draft     bool       // DRAFT across every page
	Reference *Reference // how Word documents look; nil is our own way
	Logo      *Logo      // at the head of a letter; nil without
	Large     bool       // large print: 18 pt, and everything else as much larger
}

// Layout is how a document is laid out on the page.
type Layout string

// The layouts. A letter has an address window and no running head; a notice is
// a short document without an address window; a form is everything else.
const (
	Form   Layout = "form"
	Letter Layout = "letter"
	Notice Layout = "notice"
)

// Block is one of Heading, Paragraph, List, Table, Div, Rule, Picture.
type Block interface{ block() }

// Heading is a heading of level 1 to 4. A document has one of level 1, first
// (in a letter: after the sender and address blocks), and levels step down by one.
type Heading struct {
	Level   int
	Inlines []Inline
}

// Paragraph is running text.
type Paragraph struct{ Inlines []Inline }

// List is a bulleted, numbered or tick list.
type List struct {
	Ordered bool
	Start   int // first number of an ordered list
	Items   []Item
}

// Item is one item of a list. A tick-list item begins with a Tick in its first
// paragraph.
type Item struct{ Blocks []Block } // Paragraph and List only

// Table has one header row and any number of rows of the same width.
type Table struct {
	Align  []Align // one a column
	Header []Cell
	Rows   [][]Cell
	// Shares are the columns' widths in parts of the whole, of a list of many
	// lines that is small and close; nil: by what the columns hold.
	Shares []float64
}

// WriteIn says which columns of a list are written in by hand: those of which no
// row holds more than a box to tick.
func (t *Table) WriteIn() []bool {
	out := make([]bool, len(t.Header))
	for i := range out {
		out[i] = len(t.Rows) > 0
		for _, row := range t.Rows {
			out[i] = out[i] && row[i].blank()
		}
	}
	return out
}

// blank says whether a cell holds nothing, or nothing but an empty box to tick.
func (c Cell) blank() bool {
	if len(c.Lines) == 0 {
		return true
	}
	if len(c.Lines) != 1 || len(c.Lines[0].Inlines) != 1 {
		return false
	}
	box, ok := c.Lines[0].Inlines[0].(*Tick)
	return ok && !box.Checked
}

// Align is the alignment of a column.
type Align int

// The alignments.
const (
	Left Align = iota
	Centre
	Right
)

// Cell is lines of text, one below the other. A cell without lines is empty:
// a box to write in.
type Cell struct{ Lines []Line }

// Line is one line of a cell, perhaps a bullet.
type Line struct {
	Bullet  bool
	Inlines []Inline
}

// Div is a fenced block form of ours.
type Div struct {
	Kind   DivKind
	Blocks []Block
}

// DivKind names a block form. In Markdown it is the word after ":::".
type DivKind string

// The block forms.
const (
	Address    DivKind = "address"    // recipient's address: one paragraph, a line each; the window of a letter
	Sender     DivKind = "sender"     // who writes: one paragraph, a line each; right of the address
	Facts      DivKind = "facts"      // key facts: one table of two columns; the first column heads its row
	Signatures DivKind = "signatures" // one table; empty cells are lines to sign on
	Callout    DivKind = "callout"    // a box that stands out: paragraphs and lists
)

// Rule is a thematic break: a thin line across.
type Rule struct{}

func (*Heading) block()   {}
func (*Paragraph) block() {}
func (*List) block()      {}
func (*Table) block()     {}
func (*Div) block()       {}
func (*Rule) block()      {}

// Inline is one of Text, Strong, Emph, Link, Break, Gap, Tick.
type Inline interface{ inline() }

// Text is characters to show as they are. Path is the record's path that they
// came from ("children[0].first_name"), empty for the template's own words and
// for what was worked out; Fixed is true of the template's own words alone.
type Text struct {
	Text  string
	Path  string
	Fixed bool
}

// Strong is bold.
type Strong struct{ Inlines []Inline }

// Emph is emphasis, in italics.
type Emph struct{ Inlines []Inline }

// Link is a hyperlink; To is an https, mailto or tel address from the template.
type Link struct {
	To      string
	Inlines []Inline
}

// Break is a line break inside a paragraph or heading.
type Break struct{}

// Gap marks a fact that the record lacks; Text is what stands for it ("Not
// recorded"). It is shown so that it is seen at a glance, not by colour alone.
type Gap struct {
	Text string
	Path string
}

// Tick is a tick box. Checked is ☑ and unchecked ☐ in text.
type Tick struct{ Checked bool }

func (*Text) inline()   {}
func (*Strong) inline() {}
func (*Emph) inline()   {}
func (*Link) inline()   {}
func (*Break) inline()  {}
func (*Gap) inline()    {}
func (*Tick) inline()   {}
