// Package render has our formats, in one table, and the way to a finished file.
// Call Finish, which writes a tree of render/doc, reads the file again and holds
// it to the words of the tree; Write only writes.
//
// A new writer is a package beside the others with a function of the tree, one
// of its bytes in render/read, and a row in the table of this file. The flag -f,
// its help, the check of front matter, packs and papers follow from the row.
package render

import (
	"fmt"
	"slices"
	"strings"

	"handover/render/doc"
	"handover/render/docx"
	"handover/render/html"
	"handover/render/mail"
	"handover/render/markdown"
	"handover/render/pdf"
	"handover/render/plain"
	"handover/render/read"
	"handover/render/sheet"
)

// Format is a kind of file, by the ending of its name.
type Format string

// The formats.
const (
	PDF      Format = "pdf"
	DOCX     Format = "docx"
	Markdown Format = "md"
	HTML     Format = "html"
	Plain    Format = "txt"
	EML      Format = "eml"
	XLSX     Format = "xlsx"
	CSV      Format = "csv"
)

// use is which documents are written in a format.
type use int

const (
	each    use = iota // all that are asked for
	ifNamed            // those whose template names it, whatever was asked for
	lists              // those that have a list, if it is asked for
	posted             // those that are sent as an e-mail, whatever was asked for
)

// Envelope is what stands around a document that is sent, and not in it. A
// format that has no place for it leaves it out.
type Envelope = mail.Envelope

// Attachment is a file that goes with what is sent.
type Attachment = mail.Attachment

// row is all that there is to say of a format.
type row struct {
	format  Format
	use     use
	draws   bool         // pictures, whose words it must hold too
	layouts []doc.Layout // of the documents that can be written in it; nil: all
	write   func(*doc.Doc, Envelope) ([]byte, error)
	read    func([]byte) (read.Content, error) // nil: only holds reads it
	holds   func([]byte, read.Content, *doc.Doc) error
	known   func(*doc.Doc) []string // what Content.Check may say of a file that wasn't made by us; nil: nothing
}

// table has the formats in the order in which files are listed.
func table() []row {
	return []row{
		{format: PDF, draws: true, write: bare(pdf.Write), read: read.PDF, holds: inOrder((*doc.Doc).Words)},
		{format: DOCX, draws: true, write: bare(docx.Write), read: read.DOCX, holds: inOrder(wordsOfWord), known: knownOfWord},
		{format: Markdown, write: bare(markdown.Write), read: read.Markdown, holds: inOrder((*doc.Doc).Words)},
		{format: HTML, draws: true, write: bare(html.Write), read: read.HTML, holds: inOrder((*doc.Doc).Words)},
		{format: Plain, use: ifNamed, write: paste, read: read.Plain, holds: inOrder((*doc.Doc).WordsByField)},
		{format: EML, use: posted, write: mail.Write, read: read.EML, holds: inOrder((*doc.Doc).Words)},
		{format: XLSX, use: lists, write: bare(sheet.XLSX), holds: cells(sheet.HoldsXLSX)},
		{format: CSV, use: lists, write: bare(sheet.CSV), holds: cells(sheet.HoldsCSV)},
	}
}

// inOrder holds a file's text to words of the document.
func inOrder(words func(*doc.Doc) []string) func([]byte, read.Content, *doc.Doc) error {
	return func(_ []byte, c read.Content, d *doc.Doc) error { return holdWords(c.Text, words(d)) }
}

// wordsOfWord are those of a Word file: of a council's own, what it says of itself.
func wordsOfWord(d *doc.Doc) []string {
	if d.Made != nil {
		return d.Made.Words
	}
	return d.Words()
}

func knownOfWord(d *doc.Doc) []string {
	if d.Made != nil {
		return d.Made.Known
	}
	return nil
}

// cells holds a file to the document's list.
func cells(holds func([]byte, *doc.Doc) error) func([]byte, read.Content, *doc.Doc) error {
	return func(b []byte, _ read.Content, d *doc.Doc) error { return holds(b, d) }
}

// bare is a writer that has no place for an envelope.
func bare(write func(*doc.Doc) ([]byte, error)) func(*doc.Doc, Envelope) ([]byte, error) {
	return func(d *doc.Doc, _ Envelope) ([]byte, error) { return write(d) }
}

// paste is plain text, of what is sent with subject and address first.
func paste(d *doc.Doc, e Envelope) ([]byte, error) {
	if e.To == "" {
		return plain.Write(d)
	}
	return mail.Paste(d, e)
}

// Asked are the formats that may be asked for, in the order in which files are
// listed.
func Asked() []Format { return formats(func(r row) bool { return r.use == each }) }

// AskedOfLists are the formats that may be asked for of a document with a list.
func AskedOfLists() []Format {
	return formats(func(r row) bool { return r.use == each || r.use == lists })
}

// Named are the formats that a template of a layout may name in its front matter.
func Named(l doc.Layout) []Format {
	return formats(func(r row) bool { return r.use != lists && r.use != posted && r.suits(l) })
}

func (r row) suits(l doc.Layout) bool { return r.layouts == nil || slices.Contains(r.layouts, l) }

func formats(which func(row) bool) []Format {
	var out []Format
	for _, r := range table() {
		if which(r) {
			out = append(out, r.format)
		}
	}
	return out
}

// List is formats as a text names them: "pdf, docx, md".
func List(all []Format) string {
	var out []string
	for _, f := range all {
		out = append(out, string(f))
	}
	return strings.Join(out, ", ")
}

// Of are the formats in which a document is written: of those that its layout
// can have, and of those alone that its template names if it names any, the ones
// that are asked for, and what is written because a template names it.
func Of(l doc.Layout, asked, named []Format) []Format {
	return formats(func(r row) bool {
		isNamed := slices.Contains(named, r.format)
		return r.suits(l) && (isNamed || len(named) == 0) && (slices.Contains(asked, r.format) || isNamed && r.use == ifNamed)
	})
}

func (f Format) row() (row, error) {
	for _, r := range table() {
		if r.format == f {
			return r, nil
		}
	}
	return row{}, fmt.Errorf("unknown format %q", f)
}

// Write makes the whole file in memory. The same tree and envelope give the same
// bytes. Safe for concurrent use. Errors name the field's path, never its text.
func Write(f Format, d *doc.Doc, e Envelope) ([]byte, error) {
	r, err := f.row()
	if err != nil {
		return nil, err
	}
	b, err := r.write(d, e)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", f, err)
	}
	return b, nil
}

// Read takes the words and the structure out of a finished file again.
func Read(f Format, b []byte) (read.Content, error) {
	r, err := f.row()
	if err != nil {
		return read.Content{}, err
	}
	if r.read == nil {
		return read.Content{}, fmt.Errorf("a %s is no document to read", f)
	}
	return r.read(b)
}
