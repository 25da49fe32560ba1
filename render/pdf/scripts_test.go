package pdf

import (
	"bytes"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"handover/render/doc"
	"handover/render/read"
	"handover/render/testdata/sample"
)

// What people write of themselves, and the languages of families: emoji, alone and
// joined, Urdu, Tigrinya and Amharic.
var written = []string{
	"I like dogs 🐶 and football ⚽, my brother 👨‍👩‍👧 too 🎉🎉!", "🐶", "thumbs 👍🏽 up ❤️", "🇬🇧 🏴\U000E0067\U000E0062\U000E0065\U000E006E\U000E0067\U000E007F",
	"فاطمہ بی بی", "بچے کا نام شاہد ہے", "ڈاکٹر طاہرہ", "ተስፋይ ገብረመድህን", "ሰላም አበበ በቀለ",
}

func writtenDoc() *doc.Doc {
	d := &doc.Doc{Meta: sample.Meta(doc.Form), Blocks: []doc.Block{sample.Heading(1, "Plan")}}
	for _, s := range written {
		d.Blocks = append(d.Blocks, sample.Para(sample.Txt("Says: "), sample.Val(s, "children[0].views"), sample.Txt(", and "), &doc.Strong{Inlines: []doc.Inline{sample.Val(s, "children[0].views")}}))
	}
	return d
}

// Each is drawn, read again in order, and found by a reader that we didn't write.
func TestWrittenIsDrawn(t *testing.T) {
	d := writtenDoc()
	b, err := Write(d)
	if err != nil {
		t.Fatal(err)
	}
	c, err := read.PDF(b)
	if err != nil {
		t.Fatal(err)
	}
	for _, err := range c.Check() {
		t.Error(err)
	}
	if w, ok := inOrder(c.Text, d.Words()); !ok {
		t.Errorf("%q is lost in\n%s", w, c.Text)
	}
	if len(b) > 120<<10 {
		t.Errorf("%d bytes", len(b))
	}
	if !bytes.Contains(b, []byte("/Alt"+textString("dog face"))) {
		t.Error("an emoji without its name")
	}
}

func TestPopplerReadsEmoji(t *testing.T) {
	if _, err := exec.LookPath("pdftotext"); err != nil {
		t.Skip("SKIPPED: pdftotext is not installed; apt-get install poppler-utils")
	}
	b, err := Write(writtenDoc())
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("pdftotext", "-enc", "UTF-8", "-", "-")
	cmd.Stdin = bytes.NewReader(b)
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range []string{"🐶", "⚽", "👍🏽", "فاطمہ", "طاہرہ", "ተስፋይ", "አበበ"} {
		if !strings.Contains(string(out), w) {
			t.Errorf("poppler doesn't find %s", w)
		}
	}
}

// Urdu is drawn in one face, with the glyphs that HarfBuzz chooses.
func TestUrduAsHarfBuzz(t *testing.T) {
	if _, err := exec.LookPath("hb-shape"); err != nil {
		t.Skip("SKIPPED: hb-shape is not installed; apt-get install libharfbuzz-bin")
	}
	f, err := faces[faceNaskh]()
	if err != nil {
		t.Fatal(err)
	}
	var s shaper
	for _, text := range written[4:7] {
		for word := range strings.FieldsSeq(text) {
			out, err := exec.Command("hb-shape", "--no-glyph-names", "--no-positions", "--no-clusters", filepath.Join("fonts", "NotoNaskhArabic-Regular.ttf"), word).Output()
			if err != nil {
				t.Fatal(err)
			}
			shaped, _, err := s.shape(f, faceNaskh, []rune(word), 0, len([]rune(word)), true)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, g := range slices.Backward(shaped.glyphs) {
				if g.gid != noGlyph {
					got = append(got, strconv.Itoa(int(g.gid)))
				}
			}
			if got, want := "["+strings.Join(got, "|")+"]", strings.TrimSpace(string(out)); got != want {
				t.Errorf("%s: glyphs %s, HarfBuzz has %s", word, got, want)
			}
		}
	}
}

// What others read: a tick box as ☐ where poppler looks for it, a line with letters
// of two faces as one line, and properties that Ghostscript takes.
func TestOthersRead(t *testing.T) {
	if _, err := exec.LookPath("pdftotext"); err != nil {
		t.Skip("SKIPPED: pdftotext is not installed; apt-get install poppler-utils")
	}
	d := &doc.Doc{Meta: sample.Meta(doc.Form), Blocks: []doc.Block{sample.Heading(1, "Plan"),
		sample.Para(sample.Txt("27 თბილისი Walk ☎ ✓ ሰላም 🐶 end")),
		sample.Para(&doc.Tick{}, sample.Txt(" Present "), &doc.Tick{Checked: true}, sample.Txt(" Missing")),
	}}
	d.Meta.Title = "Plan (of ASCII)"
	b, err := Write(d)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(b, []byte(`/Title (Plan \(of ASCII\))`)) || !bytes.Contains(b, []byte("/Producer (handover)")) {
		t.Error("properties in ASCII don't stand as they are")
	}
	said := func(arg ...string) string {
		cmd := exec.Command("pdftotext", append(arg, "-enc", "UTF-8", "-", "-")...)
		cmd.Stdin = bytes.NewReader(b)
		out, err := cmd.Output()
		if err != nil {
			t.Fatal(err)
		}
		return string(out)
	}
	if text := strings.Join(strings.Fields(said("-layout")), " "); !strings.Contains(text, "☐ Present") || !strings.Contains(text, "☑ Missing") {
		t.Errorf("tick boxes read as %q", text)
	}
	bottoms := map[string]bool{}
	for _, m := range regexp.MustCompile(`yMax="([0-9.]+)">(?:27|თბილისი|Walk|☎|✓|ሰላም|🐶|end)<`).FindAllStringSubmatch(said("-bbox"), -1) {
		bottoms[m[1]] = true
	}
	if len(bottoms) != 1 {
		t.Errorf("one line has the bottoms %v", bottoms)
	}
}
