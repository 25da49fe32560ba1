package render

import (
	"fmt"

	"handover/render/doc"
	"handover/render/pdf"
	"handover/render/read"
)

// Join puts finished PDFs of ours behind each other for a printer, each on sheets
// of its own, printed on both sides. pages are those of the result.
func Join(files [][]byte) (joined []byte, pages int, err error) {
	if joined, pages, err = pdf.Join(files); err != nil {
		return nil, 0, fmt.Errorf("joining %d files: %w", len(files), err)
	}
	return joined, pages, nil
}

// Labels makes a PDF of labels, as pdf.Labels says, and reads it again.
func Labels(d *doc.Doc) ([]byte, error) {
	b, err := pdf.Labels(d)
	if err != nil {
		return nil, err
	}
	c, err := read.PDF(b)
	if err != nil {
		return nil, fmt.Errorf("reading the finished file again: %w", err)
	}
	return b, holdWords(c.Text, d.Words())
}

// WindowLines is how many lines the address of a letter takes in its window, as
// it is set in a PDF.
func WindowLines(d *doc.Doc) (int, error) { return pdf.WindowLines(d) }
