package pdf

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Other people's readers find nothing wrong with our files, and read every word.
func TestPDFExternal(t *testing.T) {
	for _, tool := range []string{"qpdf", "pdfinfo", "pdftotext"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skipf("SKIPPED: %s is not installed; apt-get install qpdf poppler-utils", tool)
		}
	}
	for name, d := range samples(t) {
		t.Run(name, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), "x.pdf")
			if err := os.WriteFile(file, Bytes(t, d), 0o600); err != nil {
				t.Fatal(err)
			}
			run := func(name string, args ...string) string {
				out, err := exec.Command(name, args...).CombinedOutput()
				if err != nil {
					t.Errorf("%s: %v\n%s", name, err, out)
				}
				return string(out)
			}
			run("qpdf", "--check", file)
			tree := run("pdfinfo", "-struct-text", file)
			if !strings.HasPrefix(tree, "Document") || strings.Contains(tree, "rror") {
				t.Errorf("poppler can't read the structure:\n%s", tree)
			}
			// Order on the page is not the tree's where blocks stand side by side,
			// and poppler parts a hyphenated word at a line's end.
			text := run("pdftotext", file, "-")
			squeeze := func(s string) string {
				return strings.NewReplacer(" ", "", "\n", "", "\f", "", "\u00a0", "").Replace(s)
			}
			all := norm.NFC.String(squeeze(text))
			words := d.Words()
			if strings.ContainsFunc(all, bidiRTL) {
				words = lettersAndDigits(words)
			}
			for _, w := range words {
				if w != "☐" && w != "☑" && !strings.Contains(all, squeeze(w)) && len(w) < 20 {
					t.Errorf("pdftotext misses %q", w)
				}
			}
		})
	}
}

// lettersAndDigits cuts words at all other characters: on a page with
// right-to-left text, poppler puts those where it thinks that they belong, with
// controls of its own.
func lettersAndDigits(words []string) []string {
	var out []string
	for _, w := range words {
		out = append(out, strings.FieldsFunc(w, func(r rune) bool {
			return !unicode.In(r, unicode.L, unicode.M, unicode.Nd) && r != '\u200c'
		})...)
	}
	return out
}
