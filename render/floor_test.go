package render

import (
	"bytes"
	"io"
	"testing"

	"github.com/klauspost/compress/zlib"
)

// The floors: what it takes only to pack the bytes that the file of two pages
// has, without anything that makes them. docs/performance.md compares.

func BenchmarkPDFFloor(b *testing.B) {
	file, err := writePDF(pdfTwoPages())
	if err != nil {
		b.Fatal(err)
	}
	var streams [][]byte
	for rest := file; ; {
		_, after, found := bytes.Cut(rest, []byte("/FlateDecode/Length "))
		if !found {
			break
		}
		_, after, _ = bytes.Cut(after, []byte("stream\n"))
		r, err := zlib.NewReader(bytes.NewReader(after))
		if err != nil {
			b.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if err != nil {
			b.Fatal(err)
		}
		streams = append(streams, data)
		rest = after
	}
	if len(streams) < 5 {
		b.Fatalf("%d streams", len(streams))
	}
	bench := pdfBenches.Get().(*pdfBench)
	for b.Loop() {
		for _, s := range streams {
			bench.pack(s)
		}
	}
}

func BenchmarkDOCXFloor(b *testing.B) {
	file, err := writeDOCX(twoPages())
	if err != nil {
		b.Fatal(err)
	}
	parts, err := referenceParts(file)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		for _, name := range []string{docxBodyPart, "word/_rels/document.xml.rels", "word/numbering.xml", "word/header1.xml", "word/footer1.xml", "word/footer2.xml", "docProps/core.xml"} {
			if _, err := docxPack(docxFile{name, parts[name]}); err != nil {
				b.Fatal(err)
			}
		}
	}
}
