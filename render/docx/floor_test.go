package docx

import (
	"testing"

	"handover/render/testdata/sample"
)

func BenchmarkDOCXFloor(b *testing.B) {
	file, err := Write(sample.WordTwoPages())
	if err != nil {
		b.Fatal(err)
	}
	parts, err := referenceParts(file)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		for _, name := range []string{bodyPart, "word/_rels/document.xml.rels", "word/numbering.xml", "word/header1.xml", "word/footer1.xml", "word/footer2.xml", "docProps/core.xml"} {
			if _, err := pack(part{name, parts[name]}); err != nil {
				b.Fatal(err)
			}
		}
	}
}
