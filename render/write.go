// Package render writes documents in each of our formats. Call Write with a tree
// of render/doc.
package render

import (
	"fmt"

	"handover/render/doc"
	"handover/render/docx"
	"handover/render/html"
	"handover/render/markdown"
	"handover/render/pdf"
	"handover/render/plain"
)

// Format is a kind of file.
type Format string

// The formats.
const (
	PDF      Format = "pdf"
	DOCX     Format = "docx"
	Markdown Format = "md"
	HTML     Format = "html"
	Plain    Format = "txt"
)

// writers has one writer a format; each is in the file named for it.
var writers = []struct {
	format Format
	write  func(*doc.Doc) ([]byte, error)
}{
	{PDF, pdf.Write},
	{DOCX, docx.Write},
	{Markdown, markdown.Write},
	{HTML, html.Write},
	{Plain, plain.Write},
}

// Write makes the whole file in memory. The same tree gives the same bytes.
// Safe for concurrent use. Errors name the field's path, never its text.
func Write(f Format, d *doc.Doc) ([]byte, error) {
	for _, w := range writers {
		if w.format == f {
			b, err := w.write(d)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", f, err)
			}
			return b, nil
		}
	}
	return nil, fmt.Errorf("unknown format %q", f)
}
