package docx

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"handover/render/testdata/sample"
)

func needTool(t *testing.T, name string) {
	t.Helper()
	if _, err := exec.LookPath(name); err != nil {
		t.Skipf("SKIPPED: %s is not installed; apt-get install pandoc libreoffice-writer-nogui poppler-utils", name)
	}
}

func toolOutput(t *testing.T, in []byte, name string, arg ...string) string {
	t.Helper()
	cmd := exec.Command(name, arg...)
	cmd.Stdin = bytes.NewReader(in)
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return string(out)
}

// pandoc finds every word of the body, in order, but adds the list's numbers.
func TestPandocReadsDOCX(t *testing.T) {
	needTool(t, "pandoc")
	for name, d := range cases() {
		t.Run(name, func(t *testing.T) {
			out := toolOutput(t, mustDOCX(t, d), "pandoc", "-f", "docx", "-t", "html", "--wrap=none")
			plain := regexp.MustCompile(`<(/?)([a-z0-9]+)[^>]*>`).ReplaceAllStringFunc(out, func(tag string) string {
				if regexp.MustCompile(`^</?(strong|em|a|span|u)\b`).MatchString(tag) {
					return ""
				}
				if strings.HasPrefix(tag, "<input") { // what pandoc makes of an empty tick box
					return " ☐ "
				}
				return " "
			})
			plain = strings.NewReplacer("&lt;", "<", "&gt;", ">", "&amp;", "&", "&quot;", `"`).Replace(plain)
			plain = regexp.MustCompile(`@\s+`).ReplaceAllString(plain, "@") // an address goes on to the next line there
			got := strings.Fields(norm.NFC.String(plain))
			for i, w := range d.Words() {
				k := 0
				for k < len(got) && got[k] != w {
					k++
				}
				if k == len(got) {
					t.Fatalf("word %d, %q, is missing or out of order", i, w)
				}
				got = got[k+1:]
			}
		})
	}
}

// LibreOffice prints the two blocks of a letter where the envelope shows them.
func TestLibreOfficePlacesLetter(t *testing.T) {
	needTool(t, "soffice")
	needTool(t, "pdftotext")
	dir := t.TempDir()
	file := filepath.Join(dir, "letter.docx")
	d := sample.WordLetter()
	d.Meta.Logo = sample.Logo(t, 1200, 200)
	if err := os.WriteFile(file, mustDOCX(t, d), 0o600); err != nil {
		t.Fatal(err)
	}
	toolOutput(t, nil, "soffice", "-env:UserInstallation=file://"+dir+"/profile", "--headless", "--convert-to", "pdf", "--outdir", dir, file)
	out := toolOutput(t, nil, "pdftotext", "-f", "1", "-l", "1", "-bbox", filepath.Join(dir, "letter.pdf"), "-")
	type box struct{ x0, y0, x1, y1 float64 } // mm
	at := map[string]box{}
	for _, m := range regexp.MustCompile(`xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]+)<`).FindAllStringSubmatch(out, -1) {
		var v [4]float64
		for i := range v {
			p, err := strconv.ParseFloat(m[i+1], 64)
			if err != nil {
				t.Fatal(err)
			}
			v[i] = p * 25.4 / 72
		}
		if _, seen := at[m[5]]; !seen {
			at[m[5]] = box{v[0], v[1], v[2], v[3]}
		}
	}
	for _, c := range []struct {
		word string
		in   box
	}{
		{"Angharad", box{24.6, 39.5, 120, 66.3}},
		{"3WZ", box{24.6, 39.5, 120, 66.3}},
		{"Salford", box{125, 30, 190, 95}},
		{"children.looked.after@", box{125, 30, 190, 95}},
		{"example.org", box{125, 30, 190, 95}},
		{"2026", box{125, 30, 190, 95}},
		{"social", box{15, 95, 195, 292}},
	} {
		b, ok := at[c.word]
		const slack = 1 // mm: the boxes are those of the font, not of the ink
		if !ok || b.x0 < c.in.x0 || b.x1 > c.in.x1 || b.y0 < c.in.y0-slack || b.y1 > c.in.y1+slack {
			t.Errorf("%s stands at %s, not in %v", c.word, fmt.Sprintf("%.1f", b), c.in)
		}
	}
	// The ink above the blocks is the logo's, and all in its place.
	toolOutput(t, nil, "pdftoppm", "-r", "101.6", "-gray", "-l", "1", "-singlefile", "-W", "840", "-H", "120", filepath.Join(dir, "letter.pdf"), filepath.Join(dir, "top"))
	b, err := os.ReadFile(filepath.Join(dir, "top.pgm"))
	if err != nil {
		t.Fatal(err)
	}
	ink := box{x0: 999, y0: 999}
	for i, grey := range b[len(b)-840*120:] {
		if x, y := float64(i%840)/4, float64(i/840)/4; grey < 0x80 {
			ink = box{min(ink.x0, x), min(ink.y0, y), max(ink.x1, x+0.25), max(ink.y1, y+0.25)}
		}
	}
	if ink.x0 < 24.5 || ink.x1 > 125 || ink.y0 < 7.5 || ink.y1 > 29 || ink.x1-ink.x0 < 98 || ink.y1-ink.y0 < 16 {
		t.Errorf("the logo stands at %.1f", ink)
	}
}
