package html

import (
	"bytes"
	"testing"

	"handover/render/testdata/sample"
)

// TestWideHTML: what is landscape on paper is so in a browser, and takes the
// screen's width.
func TestWideHTML(t *testing.T) {
	for _, landscape := range []bool{false, true} {
		d := *sample.WordForm()
		d.Meta.Landscape = landscape
		b, err := Write(&d)
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(b, []byte("size: A4 landscape")) != landscape {
			t.Errorf("landscape %v, and the page isn't", landscape)
		}
	}
}
