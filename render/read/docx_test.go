package read_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"handover/render/read"
)

func TestDOCX(t *testing.T) {
	c, err := read.DOCX(sound(t))
	if err != nil {
		t.Fatal(err)
	}
	want := "Transfer summary\nPeople\nSee thisNot recorded {{ as it was }}\nfirst\n ☐  one\n ☑  two\nName\nRole\nDr A\nBorn\n2016\n"
	if !strings.HasPrefix(c.Text, want) {
		t.Errorf("text %q", c.Text)
	}
	for _, s := range []string{"OFFICIAL\n", "CF-1\tPage 1 of 1\n", "DRAFT\n", "https://example.org/\n", "Council\n", " NUMPAGES \n"} {
		if !strings.Contains(c.Text[len(want):], s) {
			t.Errorf("%q is missing after the body", s)
		}
	}
	if c.Title != "Transfer summary" || c.Lang != "en-GB" || c.Pages != 0 {
		t.Errorf("title %q, language %q, %d pages", c.Title, c.Lang, c.Pages)
	}
	structure := "H1 H2 P L LI L LI LI Table TR TH TH TR TD TD Table TR TH TD"
	if got := strings.Join(c.Structure, " "); got != structure {
		t.Errorf("got  %s\nwant %s", got, structure)
	}
}

// A reader must find what somebody hid in a file that we didn't make.
func TestDOCXReadsWhatIsHidden(t *testing.T) {
	for name, c := range map[string]struct{ part, old, new string }{
		"deleted text": {tree, "<w:body>", "<w:body><w:p><w:del><w:r><w:delText>hidden words</w:delText></w:r></w:del></w:p>"},
		"field code":   {tree, "<w:body>", "<w:body><w:p><w:r><w:instrText>hidden words</w:instrText></w:r></w:p>"},
		"picture":      {tree, "<w:body>", `<w:body xmlns:wp="urn:x"><wp:docPr id="1" descr="hidden words"/>`},
		"comment":      {"word/header2.xml", "</w:hdr>", "<w:p><w:r><w:t>hidden words</w:t></w:r></w:p></w:hdr>"},
		"property":     {"docProps/app.xml", "</Properties>", "<Manager>hidden words</Manager></Properties>"},
		"link":         {docRels, "https://example.org/", "mailto:hidden words"},
	} {
		t.Run(name, func(t *testing.T) {
			parts := unpack(t, sound(t))
			i := slices.IndexFunc(parts, func(p part) bool { return p.name == c.part })
			changed := strings.Replace(parts[i].text, c.old, c.new, 1)
			if changed == parts[i].text {
				t.Fatal("nothing to change")
			}
			parts[i].text = changed
			got, err := read.DOCX(packed(t, parts))
			if err != nil {
				t.Fatal(err)
			}
			if !strings.Contains(got.Text, "hidden words") {
				t.Error("not found")
			}
		})
	}
}

// Whatever is cut from a part, doubled or changed, is read or refused.
func TestDOCXDamaged(t *testing.T) {
	good := unpack(t, sound(t))
	rapid.Check(t, func(t *rapid.T) {
		parts := slices.Clone(good)
		p := &parts[rapid.IntRange(0, len(parts)-1).Draw(t, "part")]
		from := rapid.IntRange(0, len(p.text)).Draw(t, "from")
		to := min(len(p.text), from+rapid.IntRange(0, 80).Draw(t, "length"))
		put := rapid.SampledFrom([]string{"", p.text[from:to] + p.text[from:to], "\x00", "<", "</w:tr>", "w:tbl"}).Draw(t, "put")
		p.text = p.text[:from] + put + p.text[to:]
		file := packed(t, parts)
		if c, err := read.DOCX(file); err != nil && len(c.Check()) == 0 {
			t.Fatalf("not read, but nothing is wrong: %v", err)
		}
	})
}
