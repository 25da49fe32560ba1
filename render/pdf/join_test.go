package pdf

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"handover/render/doc"
	"handover/render/read"
)

// letterOf is a document of so many pages, each with its name.
func letterOf(t *testing.T, name string, pages int) []byte {
	t.Helper()
	d := &doc.Doc{Meta: doc.Meta{Title: name, Creator: "Council", Lang: "en-GB", Date: "2026-01-02", Layout: doc.Form}}
	for i := range pages * 45 {
		d.Blocks = append(d.Blocks, &doc.Paragraph{Inlines: []doc.Inline{&doc.Text{Text: fmt.Sprintf("%s paragraph %d", name, i)}}})
	}
	return Bytes(t, d)
}

// Each file begins on a front, and no sheet has pages of two.
func TestJoin(t *testing.T) {
	files := [][]byte{letterOf(t, "Ash", 1), letterOf(t, "Birch", 2), letterOf(t, "Cedar", 3)}
	var want []string // what each page shows
	for i, name := range []string{"Ash", "Birch", "Cedar"} {
		c, err := read.PDF(files[i])
		if err != nil {
			t.Fatal(err)
		}
		for range c.Pages {
			want = append(want, name)
		}
		if c.Pages%2 == 1 {
			want = append(want, "")
		}
	}
	b, pages, err := Join(files)
	if err != nil {
		t.Fatal(err)
	}
	if pages != len(want) {
		t.Errorf("%d pages, want %d", pages, len(want))
	}
	again, _, err := Join(files)
	if err != nil || !bytes.Equal(b, again) {
		t.Error("the same files give other bytes")
	}
	if _, err := exec.LookPath("pdftotext"); err != nil {
		t.Skip("SKIPPED: pdftotext is not installed; apt-get install poppler-utils")
	}
	file := filepath.Join(t.TempDir(), "x.pdf")
	if err := os.WriteFile(file, b, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("pdftotext", file, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	got := strings.Split(strings.TrimSuffix(string(out), "\f"), "\f")
	if len(got) != len(want) {
		t.Fatalf("poppler sees %d pages, want %d", len(got), len(want))
	}
	for i, w := range want {
		if (w == "") != (strings.TrimSpace(got[i]) == "") || !strings.Contains(got[i], w) {
			t.Errorf("page %d is not of %q", i+1, w)
		}
	}
	if _, err := exec.LookPath("qpdf"); err != nil {
		t.Skip("SKIPPED: qpdf is not installed; apt-get install qpdf")
	}
	if out, err := exec.Command("qpdf", "--check", file).CombinedOutput(); err != nil {
		t.Errorf("qpdf: %s", out)
	}
}

// What isn't one of our files is refused, and none is left out.
func TestJoinRefuses(t *testing.T) {
	whole := letterOf(t, "Ash", 1)
	for name, b := range map[string][]byte{"nothing": nil, "text": []byte("hello"), "cut": whole[:len(whole)/2], "no end": whole[:len(whole)-40]} {
		if _, _, err := Join([][]byte{whole, b}); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

// Fourteen labels a sheet, and an address that no label holds is refused.
func TestLabels(t *testing.T) {
	label := func(lines int) doc.Block {
		p := &doc.Paragraph{}
		for i := range lines {
			p.Inlines = append(p.Inlines, &doc.Text{Text: fmt.Sprintf("Line %d", i), Path: "people[0].address"}, &doc.Break{})
		}
		return &doc.Div{Kind: doc.Address, Blocks: []doc.Block{p}}
	}
	d := &doc.Doc{Meta: doc.Meta{Title: "Labels", Creator: "x", Lang: "en-GB", Date: "2026-01-02", Layout: doc.Form}}
	for range 15 {
		d.Blocks = append(d.Blocks, label(7))
	}
	b, err := Labels(d)
	if err != nil {
		t.Fatal(err)
	}
	c, err := read.PDF(b)
	if err != nil || c.Pages != 2 || strings.Count(c.Text, "Line 6") != 15 || strings.Contains(strings.Join(c.Beside, " "), "Page") {
		t.Errorf("%d pages, %d addresses, %v", c.Pages, strings.Count(c.Text, "Line 6"), err)
	}
	d.Blocks = append(d.Blocks, label(14))
	if _, err := Labels(d); err == nil || !strings.Contains(err.Error(), "people[0].address: too many lines for the label") {
		t.Errorf("%v", err)
	}
}
