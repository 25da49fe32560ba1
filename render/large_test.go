package render_test

import (
	"archive/zip"
	"bytes"
	"compress/zlib"
	"io"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"handover/render"
	"handover/render/doc"
	"handover/render/testdata/sample"
)

// TestLargePrint: in large print no text is smaller than 18 pt, but for a
// letter's address, which has to fit its window.
func TestLargePrint(t *testing.T) {
	for _, layout := range []doc.Layout{doc.Form, doc.Notice, doc.Letter} {
		for _, large := range []bool{false, true} {
			least := 12.0
			if large {
				least = 18
			}
			d := sample.Sizes(layout, large)
			b, err := render.Write(render.PDF, d, render.Envelope{})
			if err != nil {
				t.Fatal(err)
			}
			for _, size := range pdfSizes(t, b) {
				if size < least-0.01 {
					t.Errorf("%s, large %t: PDF has text of %g pt", layout, large, size)
				}
			}
			if b, err = render.Write(render.DOCX, d, render.Envelope{}); err != nil {
				t.Fatal(err)
			}
			for part, size := range docxSizes(t, b) {
				if size < least {
					t.Errorf("%s, large %t: %s has text of %g pt", layout, large, part, size)
				}
			}
		}
	}
}

// pdfSizes are the sizes of all text in a PDF.
func pdfSizes(t *testing.T, b []byte) []float64 {
	t.Helper()
	var out []float64
	for _, m := range regexp.MustCompile(`/F[0-9]+ ([0-9.]+) Tf`).FindAllStringSubmatch(unpacked(t, b), -1) {
		size, err := strconv.ParseFloat(m[1], 64)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, size)
	}
	if len(out) < 5 {
		t.Fatalf("only %d pieces of text", len(out))
	}
	return out
}

// unpacked is every stream of a PDF that can be unpacked.
func unpacked(t *testing.T, b []byte) string {
	t.Helper()
	var out strings.Builder
	for _, s := range bytes.Split(b, []byte("stream\n")) {
		z, err := zlib.NewReader(bytes.NewReader(s))
		if err != nil {
			continue // what stands between two streams
		}
		if _, err := io.Copy(&out, z); err != nil {
			t.Fatal(err)
		}
	}
	return out.String()
}

// docxSizes is the smallest size of text in each part of a Word document. A
// paragraph of up to 8 pt is there to be low, and holds no text.
func docxSizes(t *testing.T, b []byte) map[string]float64 {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]float64{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		x, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile(`<w:sz w:val="([0-9]+)"`).FindAllStringSubmatch(string(x), -1) {
			n, err := strconv.Atoi(m[1])
			if err != nil {
				t.Fatal(err)
			}
			if old, ok := out[f.Name]; n > 16 && (!ok || float64(n)/2 < old) {
				out[f.Name] = float64(n) / 2
			}
		}
	}
	if len(out) == 0 {
		t.Fatal("no sizes found")
	}
	return out
}
