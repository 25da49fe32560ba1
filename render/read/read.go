// Package read takes the words and the structure out of finished documents.
//
// It knows only the bytes: it shares nothing with the writers of package
// render, so that it can be held against them. Call the function named for the
// file's format: Markdown, HTML, PDF or DOCX. Then Content.Check says what is
// wrong with a file that can be read all the same.
package read

// Content is what a reader of a finished document meets.
type Content struct {
	Title string // the document's title property
	Lang  string // BCP 47 tag; "en-GB"
	// Text is all running text in reading order: a line for each paragraph,
	// heading, list item's paragraph and line of a cell. Tick boxes read ☐ and
	// ☑. The formats other than PDF add what runs on each page, and last what
	// stands in the file unseen: addresses of links, properties.
	Text string
	// Beside is what a PDF holds outside that text: what runs on each page,
	// bookmarks, addresses of links, properties.
	Beside []string
	// Pictures are the drawings, in reading order. What they say to those who don't
	// see them stands in Text as well, where they stand.
	Pictures  []Picture
	Pages     int      // 0 for formats without pages
	Structure []string // block kinds in reading order, by their PDF names: H1 to H4, P, L, LI, Table, TR, TH, TD, Figure

	check func() []error // over what was read
}

// Picture is a drawing that isn't made of dots.
type Picture struct {
	Alt   string // for those who don't see it
	Words string // that are drawn in it, a line a label
}

// Check says what is wrong with the file as such: what keeps it from being what
// its format and a screen reader ask for. It may be asked of a file that couldn't
// be read, too, and then says what is known beside the reader's error, with that.
// Only PDF and DOCX have such checks; what they look for stands at checkPDF and
// docxCheck. Errors name parts, pages, elements and identifiers, never text.
func (c Content) Check() []error {
	if c.check == nil {
		return nil
	}
	return c.check()
}
