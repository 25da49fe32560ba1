// Package read takes the words and the structure out of finished documents.
//
// It knows only the bytes: it shares nothing with the writers of package
// render, so that it can be held against them. Call the function named for the
// file's format: Markdown, HTML, PDF or DOCX.
package read

// Content is what a reader of a finished document meets.
type Content struct {
	Title string // the document's title property
	Lang  string // BCP 47 tag; "en-GB"
	// Text is all running text in reading order: a line for each paragraph,
	// heading, list item's paragraph and line of a cell. Tick boxes read ☐ and
	// ☑. Some formats add list labels and what runs on each page, and each adds
	// last what stands in the file unseen: addresses of links, properties.
	Text      string
	Pages     int      // 0 for formats without pages
	Structure []string // block kinds in reading order, by their PDF names: H1 to H4, P, L, LI, Table, TR, TH, TD
}
