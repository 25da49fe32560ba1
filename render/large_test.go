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
)

// TestLargePrint: in large print no text is smaller than 18 pt, but for a
// letter's address, which has to fit its window.
func TestLargePrint(t *testing.T) {
	for _, layout := range []render.Layout{render.Form, render.Notice, render.Letter} {
		for _, large := range []bool{false, true} {
			least := 12.0
			if large {
				least = 18
			}
			d := largeSample(layout, large)
			b, err := render.Write(render.PDF, d)
			if err != nil {
				t.Fatal(err)
			}
			for _, size := range pdfSizes(t, b) {
				if size < least-0.01 {
					t.Errorf("%s, large %t: PDF has text of %g pt", layout, large, size)
				}
			}
			if b, err = render.Write(render.DOCX, d); err != nil {
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

func largeSample(layout render.Layout, large bool) *render.Doc {
	text := func(s string) []render.Inline { return []render.Inline{&render.Text{Text: s}} }
	cell := func(s string) render.Cell { return render.Cell{Lines: []render.Line{{Inlines: text(s)}}} }
	d := &render.Doc{Meta: render.Meta{Title: "Plan", Creator: "Council", Lang: "en-GB", Date: "2026-01-02", Layout: layout, Foot: "As of 2 January 2026", Large: large}}
	if layout == render.Letter {
		lines := func(s ...string) []render.Block {
			var in []render.Inline
			for i, x := range s {
				if i > 0 {
					in = append(in, &render.Break{})
				}
				in = append(in, &render.Text{Text: x})
			}
			return []render.Block{&render.Paragraph{Inlines: in}}
		}
		d.Blocks = []render.Block{
			&render.Div{Kind: render.Sender, Blocks: lines("The Council", "01632 960001", "2 January 2026")},
			&render.Div{Kind: render.Address, Blocks: lines("A Parent", "1 A Road", "TOWN", "ZZ9 9ZZ")},
		}
	} else {
		d.Meta.Head = "OFFICIAL"
	}
	d.Blocks = append(d.Blocks, &render.Heading{Level: 1, Inlines: text("Plan")}, &render.Heading{Level: 2, Inlines: text("Second")}, &render.Heading{Level: 3, Inlines: text("Third")}, &render.Heading{Level: 4, Inlines: text("Fourth")},
		&render.Paragraph{Inlines: text("Words.")}, &render.List{Items: []render.Item{{Blocks: []render.Block{&render.Paragraph{Inlines: text("an item")}}}}},
		&render.Table{Header: []render.Cell{cell("Who"), cell("When")}, Align: make([]render.Align, 2), Rows: [][]render.Cell{{cell("Gran"), {}}}})
	return d
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
