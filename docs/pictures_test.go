package docs_test

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"handover/internal/deliver"
	"handover/internal/fill"
	"handover/internal/pack"
	"handover/model"
	"handover/model/dates"
	"handover/render"
	"handover/templates"
)

// picture is one kind of document of one council.
type picture struct {
	council, title, reader string
	file                   string // "salford-file-audit.png"
	plan                   *pack.Plan
	doc                    pack.Planned
}

// TestPictures holds pictures.md to the kinds of document that the fixtures make,
// each council's and each template's once, and each to its picture. Draw them
// again with `go test ./docs -run TestPictures -update`, which needs pdftoppm.
func TestPictures(t *testing.T) {
	wanted := pictures(t)
	page := picturesPage(wanted)
	if *update {
		if _, err := exec.LookPath("pdftoppm"); err != nil {
			t.Skip("SKIPPED: pdftoppm is not installed; apt-get install poppler-utils")
		}
		drawPictures(t, wanted)
		if err := os.WriteFile("pictures.md", []byte(page), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := os.ReadFile("pictures.md"); err != nil || string(got) != page {
		t.Errorf("pictures.md doesn't show what is made (%v); go test ./docs -run TestPictures -update draws it again", err)
	}
	there, err := filepath.Glob("pictures/*.png")
	if err != nil {
		t.Fatal(err)
	}
	total := 0
	for _, f := range there {
		if !slices.ContainsFunc(wanted, func(p picture) bool { return "pictures/"+p.file == filepath.ToSlash(f) }) {
			t.Errorf("%s is of nothing that is made", f)
		}
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		if total += len(b); len(b) > 15<<10 {
			t.Errorf("%s has %d bytes", f, len(b))
		}
	}
	if len(there) != len(wanted) || total > 3<<19 {
		t.Errorf("%d pictures of %d documents, %d bytes", len(there), len(wanted), total)
	}
}

// The sixth council is invented: docs/protocols.md tells how it was made. It has a logo.
const (
	sixthCouncil = "rivermouth"
	sixthCase    = "../internal/fill/testdata/sixth/case.json"
)

// pictures are all kinds of document of all councils, in order.
func pictures(t *testing.T) []picture {
	t.Helper()
	files, err := filepath.Glob("../fixtures/good/*.json")
	if err != nil || len(files) == 0 {
		t.Fatal("no fixtures", err)
	}
	files = append(files, sixthCase)
	sets := map[string]*fill.Set{}
	set := func(council string) *fill.Set {
		if sets[council] == nil {
			layers := []fs.FS{templates.BuiltIn()}
			if council == sixthCouncil {
				layers = append(layers, os.DirFS(path.Dir(sixthCase)))
			}
			s, err := fill.Load(council, layers...)
			if err != nil {
				t.Fatal(err)
			}
			sets[council] = s
		}
		return sets[council]
	}
	var out []picture
	seen := map[string]bool{}
	for _, f := range files {
		src, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		asOf := "2026-11-23"
		if f == sixthCase {
			asOf = "2026-12-23"
		}
		day, err := dates.Parse(asOf)
		if err != nil {
			t.Fatal(err)
		}
		rec, err := model.Decode(f, src, model.Options{Declared: func(council string) model.Declared { return set(council).Protocol.Declared() }})
		if err != nil {
			t.Fatal(err)
		}
		plan, err := pack.Choose(rec, set(rec.Protocol), pack.Options{AsOf: day, Formats: []render.Format{render.PDF}, Version: "docs", Source: src})
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range plan.Documents {
			name := rec.Protocol + "-" + strings.TrimSuffix(path.Base(d.Template), ".md") + ".png"
			if seen[name] || !slices.Contains(d.Formats, render.PDF) || strings.HasSuffix(f, "arabic.json") || strings.HasSuffix(f, "hostile.json") {
				continue
			}
			seen[name] = true
			out = append(out, picture{set(rec.Protocol).Protocol.Title, d.Title, string(d.Reader), name, plan, d})
		}
	}
	slices.SortFunc(out, func(a, b picture) int { return strings.Compare(a.file, b.file) })
	return out
}

func picturesPage(wanted []picture) string {
	var b strings.Builder
	fmt.Fprintf(&b, "# What the documents look like\n\nThe first page of each of %d kinds of document, as PDF, from the invented cases in `fixtures/good`, and of an invented council with a logo. Drawn by docs/pictures_test.go.\n", len(wanted))
	council := ""
	for _, p := range wanted {
		if p.council != council {
			council = p.council
			fmt.Fprintf(&b, "\n## %s\n\n", council)
		}
		fmt.Fprintf(&b, "![%s, for %s](pictures/%s)\n", p.title, p.reader, p.file)
	}
	return b.String()
}

func drawPictures(t *testing.T, wanted []picture) {
	t.Helper()
	if err := os.RemoveAll("pictures"); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir("pictures", 0o755); err != nil {
		t.Fatal(err)
	}
	for _, p := range wanted {
		one := *p.plan
		one.Documents = []pack.Planned{p.doc}
		k, err := pack.Build(&one)
		if err != nil {
			t.Fatal(err)
		}
		i := slices.IndexFunc(k.Files, func(f deliver.File) bool { return f.Path == p.doc.Path+".pdf" })
		if i < 0 {
			t.Fatalf("%s isn't made", p.file)
		}
		if err := os.WriteFile(filepath.Join("pictures", p.file), firstPage(t, k.Files[i].Bytes), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// firstPage draws a PDF's first page small, in eight greys.
func firstPage(t *testing.T, pdf []byte) []byte {
	t.Helper()
	cmd := exec.Command("pdftoppm", "-r", "40", "-gray", "-f", "1", "-l", "1", "-")
	cmd.Stdin = bytes.NewReader(pdf)
	pgm, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	var wide, high int
	if _, err := fmt.Sscanf(string(pgm[:min(len(pgm), 30)]), "P5\n%d %d\n255", &wide, &high); err != nil {
		t.Fatal(err)
	}
	var greys color.Palette
	for i := range 8 {
		greys = append(greys, color.Gray{uint8(i * 255 / 7)})
	}
	img := image.NewPaletted(image.Rect(0, 0, wide, high), greys)
	for i, g := range pgm[len(pgm)-wide*high:] {
		img.Pix[i] = uint8((int(g)*7 + 127) / 255)
	}
	var out bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&out, img); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}
