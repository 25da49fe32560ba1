package read_test

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"handover/render"
	"handover/render/doc"
	"handover/render/read"
)

// pdfSample has a heading of each of two levels, a paragraph with a link, a
// list, and a table with a header.
func pdfSample(t testing.TB) []byte {
	t.Helper()
	text := func(s string) []doc.Inline { return []doc.Inline{&doc.Text{Text: s}} }
	cell := func(s string) doc.Cell { return doc.Cell{Lines: []doc.Line{{Inlines: text(s)}}} }
	b, err := render.Write(render.PDF, &doc.Doc{
		Meta: doc.Meta{Title: "Plan", Creator: "Council", Lang: "en-GB", Date: "2026-01-02", Layout: doc.Form, Foot: "As of 2 January 2026"},
		Blocks: []doc.Block{
			&doc.Heading{Level: 1, Inlines: text("Plan")},
			&doc.Paragraph{Inlines: []doc.Inline{&doc.Text{Text: "See "}, &doc.Link{To: "https://www.example.org/a(b)", Inlines: text("the guidance")}, &doc.Text{Text: " first."}}},
			&doc.Heading{Level: 2, Inlines: text("What to pack")},
			&doc.List{Items: []doc.Item{{Blocks: []doc.Block{&doc.Paragraph{Inlines: text("rabbit")}}}, {Blocks: []doc.Block{&doc.Paragraph{Inlines: append([]doc.Inline{&doc.Tick{Checked: true}}, text("inhaler")...)}}}}},
			&doc.Table{Header: []doc.Cell{cell("Who"), cell("When")}, Rows: [][]doc.Cell{{cell("Gran"), cell("Saturday")}, {cell("Dad"), {}}}},
		},
	}, render.Envelope{})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// damaged rewrites every object of a file, its streams unpacked, with edit, and
// gives it a fresh cross-reference table. Font programs are packed data too:
// edit sees them as they are.
func damaged(t testing.TB, b []byte, edit func(obj string) string, trailer func(string) string) []byte {
	t.Helper()
	cut := bytes.LastIndex(b, []byte("\nxref\n"))
	var out bytes.Buffer
	out.WriteString("%PDF-1.7\n")
	offsets := map[int]int{}
	count := 0
	for _, part := range bytes.SplitAfter(b[bytes.IndexByte(b, '\n')+1:cut+1], []byte("\nendobj\n")) {
		m := regexp.MustCompile(`(?s)^(?:%[^\n]*\n)?(\d+) 0 obj\n(.*)\nendobj\n$`).FindSubmatch(part)
		if m == nil {
			if len(bytes.TrimSpace(part)) > 0 {
				t.Fatalf("an object that the test can't cut: %.40q", part)
			}
			continue
		}
		n, _ := strconv.Atoi(string(m[1]))
		body := edit(unpacked(t, string(m[2])))
		offsets[n] = out.Len()
		count = max(count, n)
		fmt.Fprintf(&out, "%d 0 obj\n%s\nendobj\n", n, body)
	}
	xref := out.Len()
	fmt.Fprintf(&out, "xref\n0 %d\n0000000000 65535 f \n", count+1)
	for n := 1; n <= count; n++ {
		fmt.Fprintf(&out, "%010d 00000 n \n", offsets[n])
	}
	tail := string(b[bytes.LastIndex(b, []byte("trailer")):bytes.LastIndex(b, []byte("startxref"))])
	fmt.Fprintf(&out, "%sstartxref\n%d\n%%%%EOF\n", trailer(tail), xref)
	return out.Bytes()
}

// unpacked inflates a stream object's data.
func unpacked(t testing.TB, body string) string {
	head, rest, ok := strings.Cut(body, "/Filter/FlateDecode/Length ")
	if !ok {
		return body
	}
	_, data, _ := strings.Cut(rest, "stream\n")
	z, err := zlib.NewReader(strings.NewReader(strings.TrimSuffix(data, "\nendstream")))
	if err != nil {
		t.Fatal(err)
	}
	plain, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	return withLength(head, string(plain))
}

// checked is what the checks say of a file, also of one that can't be read.
func checked(read func([]byte) (read.Content, error), b []byte) []error {
	c, _ := read(b)
	return c.Check()
}

func withLength(head, data string) string {
	return fmt.Sprintf("%s/Length %d>>\nstream\n%s\nendstream", head, len(data), data)
}

// relength mends the length of a stream whose data was edited.
func relength(body string) string {
	head, rest, ok := strings.Cut(body, "/Length ")
	_, data, isStream := strings.Cut(rest, "stream\n")
	if !ok || !isStream || strings.Contains(head, "/Length1") {
		return body
	}
	return withLength(head, strings.TrimSuffix(data, "\nendstream"))
}

// Each damage of the spike's table, and the three that validators pass, is
// found, and by the check that is meant to find it.
func TestPDFCheckFinds(t *testing.T) {
	replace := func(old, new string) func(string) string {
		return func(obj string) string { return strings.Replace(obj, old, new, 1) }
	}
	all := func(old, new string) func(string) string {
		return func(obj string) string { return strings.ReplaceAll(obj, old, new) }
	}
	same := func(s string) string { return s }
	for _, c := range []struct {
		name          string
		edit, trailer func(string) string
		want          string
	}{
		{"untagged paragraph", replace("/P<</MCID 1>>BDC", "/Zzz BMC"), same, "content outside any mark"},
		{"content after the last mark", func(o string) string {
			if strings.Contains(o, "/MCID 1>>BDC") {
				return strings.Replace(o, "\nendstream", "0 0 9 9 re f\n\nendstream", 1)
			}
			return o
		}, same, "content outside any mark"},
		{"no MarkInfo", replace("/MarkInfo", "/MarkXnfo"), same, "not marked as tagged"},
		{"no StructTreeRoot", replace("/StructTreeRoot ", "/StructTreeXoot "), same, "no structure tree"},
		{"no DisplayDocTitle", replace("/DisplayDocTitle true", "/DisplayDocTitle false"), same, "the title isn't shown"},
		{"no Lang", replace("/Lang (", "/Lxng ("), same, "no language"},
		{"heading H2 as H3", all("/S/H2", "/S/H3"), same, "a heading of level 3 after level 1"},
		{"TH without Scope", all("/Scope/", "/Scxpe/"), same, "TH without a scope"},
		{"link without Contents", replace("/Contents<FEFF", "/Cxntents<FEFF"), same, "a link without a description"},
		{"link without StructParent", replace("/StructParent ", "/StructPxrent "), same, "a link annotation without StructParent"},
		{"page without StructParents", replace("/StructParents ", "/StructPxrents "), same, "no StructParents"},
		{"page without Tabs S", replace("/Tabs/S", "/Tabs/R"), same, "tab order"},
		{"no ParentTree", replace("/ParentTree<<", "/ParentTrxe<<"), same, "no parent tree"},
		{"wrong ParentTree owner", func(o string) string {
			return regexp.MustCompile(`/Nums\[0\[(\d+) 0 R (\d+) 0 R`).ReplaceAllString(o, "/Nums[0[$2 0 R $1 0 R")
		}, same, "the parent tree gives marked content 0 to another element"},
		{"wrong owner of a link", func(o string) string {
			return regexp.MustCompile(`\n1 (\d+) 0 R\n\]`).ReplaceAllString(o, "\n1 999 0 R\n]")
		}, same, "the parent tree gives a link annotation"},
		{"MCID twice", replace("<</MCID 2>>BDC", "<</MCID 1>>BDC"), same, "marked content 1 stands twice"},
		{"LI outside L", all("/S/LI/", "/S/P/"), same, "Lbl stands outside LI"},
		{"TD in TBody", replace("/S/TR", "/S/TD"), same, "TD stands outside TR"},
		{"a cell too few", replace("/S/TD", "/S/P"), same, "P in TR"},
		{"unknown tag", replace("/S/L/", "/S/Lst/"), same, `structure element "Lst"`},
		{"no pdfuaid", replace("<pdfuaid:part>1", "<pdfuaid:part>9"), same, "no claim of PDF/UA-1"},
		{"no pdfaid conformance A", replace("conformance>A<", "conformance>X<"), same, "no claim of PDF/A-2a"},
		{"no dc:title", all("dc:title>", "dc:xitle>"), same, "no dc:title"},
		{"other title in Info", replace("/Title (", "/Title (x"), same, "isn't that of /Info"},
		{"no trailer ID", same, func(s string) string { return strings.Replace(s, "/ID[", "/IX[", 1) }, "no file identifier"},
		{"annotation not printable", replace("/F 4/", "/F 2/"), same, "an annotation that isn't printed"},
		{"no OutputIntent", replace("/OutputIntents", "/OutputIntentX"), same, "no output intent"},
		{"output intent without profile", replace("/DestOutputProfile", "/DestOutputProfilX"), same, "without a colour profile"},
		{"no metadata", replace("/Metadata ", "/Metadatx "), same, "no metadata"},
		{"wrong width in W", func(o string) string { return regexp.MustCompile(`/W\[1\[\d+`).ReplaceAllString(o, "/W[1[9999") }, same, "another width than in the font"},
		{"glyph 0", func(o string) string {
			return regexp.MustCompile(`Td<[0-9A-F]{4}`).ReplaceAllString(o, "Td<0000")
		}, same, "code 0 has no glyph"},
		{"no such glyph", func(o string) string {
			return regexp.MustCompile(`Td<[0-9A-F]{4}`).ReplaceAllString(o, "Td<7FFF")
		}, same, "code 32767 has no glyph"},
		{"missing character's box", func(o string) string {
			_, program, ok := strings.Cut(o, "stream\n")
			if !ok || !strings.Contains(o, "/Length1") {
				return o
			}
			b := []byte(program) // glyph 2's outline is glyph 0's
			for i := range int(b[5]) {
				rec := b[12+16*i:]
				if string(rec[:4]) == "loca" {
					loca := b[int(rec[9])<<16|int(rec[10])<<8|int(rec[11]):]
					copy(loca[8:16], loca[:8])
				}
			}
			return strings.TrimSuffix(o, program) + string(b)
		}, same, "code 2 is drawn as a missing character"},
		{"no ToUnicode of a character", func(o string) string {
			return regexp.MustCompile(`<0001><[0-9A-F]{4}>`).ReplaceAllString(o, "")
		}, same, "characters without a Unicode value"},
		{"bookmark to no page", func(o string) string {
			return regexp.MustCompile(`(/Title[^\n]*\n(?s:.*)/Dest \[)\d+ 0 R`).ReplaceAllString(o, "${1}999 0 R")
		}, same, "a bookmark that leads nowhere"},
		{"bookmark below itself", func(o string) string {
			m := regexp.MustCompile(`/First (\d+) 0 R`).FindStringSubmatch(o)
			if m == nil || !strings.Contains(o, "/Title") {
				return o
			}
			above := regexp.MustCompile(`/Parent (\d+ 0 R)`).FindStringSubmatch(o)
			return strings.Replace(o, m[0], "/First "+above[1], 1)
		}, same, "a bookmark stands in two places"},
		{"bookmark of another parent", func(o string) string {
			return regexp.MustCompile(`(/Title[^\n]*\n/Parent )\d+ 0 R`).ReplaceAllString(o, "${1}1 0 R")
		}, same, "a bookmark doesn't name the one above"},
		{"link to no page", replace("/A<</S/URI", "/Dest[999 0 R/XYZ null 9 null]/X<</S/URI"), same, "a link that leads nowhere"},
		{"link without a target", replace("/A<</S/URI/URI(", "/X<</S/URI/URI("), same, "a link that leads nowhere"},
	} {
		t.Run(c.name, func(t *testing.T) { findsDamage(t, pdfSample(t), c.edit, c.trailer, c.want) })
	}
}

// findsDamage holds that the checks pass a file that is written again as it is,
// and say want of the damaged one.
func findsDamage(t *testing.T, good []byte, edit, trailer func(string) string, want string) {
	t.Helper()
	same := func(s string) string { return s }
	if errs := checked(read.PDF, damaged(t, good, func(o string) string { return o }, same)); len(errs) > 0 {
		t.Fatalf("rewritten without damage: %v", errs)
	}
	changed := false
	bad := damaged(t, good, func(o string) string {
		edited := edit(o)
		changed = changed || edited != o
		if edited != o {
			edited = relength(edited)
		}
		return edited
	}, func(s string) string {
		edited := trailer(s)
		changed = changed || edited != s
		return edited
	})
	if !changed {
		t.Fatal("the damage did nothing")
	}
	errs := checked(read.PDF, bad)
	for _, err := range errs {
		if strings.Contains(err.Error(), want) {
			return
		}
	}
	t.Errorf("want an error with %q, got %v", want, errs)
}

// Each damage of a list of contents is found.
func TestPDFCheckFindsInContents(t *testing.T) {
	text := func(s string) []doc.Inline { return []doc.Inline{&doc.Text{Text: s}} }
	d := &doc.Doc{
		Meta:   doc.Meta{Title: "Plan", Creator: "Council", Lang: "en-GB", Date: "2026-01-02", Layout: doc.Form},
		Blocks: []doc.Block{&doc.Heading{Level: 1, Inlines: text("Plan")}},
	}
	for _, s := range []string{"Home", "School", "Health"} {
		d.Blocks = append(d.Blocks, &doc.Heading{Level: 2, Inlines: text(s)})
		for range 90 {
			d.Blocks = append(d.Blocks, &doc.Paragraph{Inlines: text("What has been agreed.")})
		}
	}
	good, err := render.Write(render.PDF, d, render.Envelope{})
	if err != nil {
		t.Fatal(err)
	}
	same := func(s string) string { return s }
	for _, c := range []struct{ name, old, new, want string }{
		{"entry outside the list", "/S/TOC/", "/S/Div/", "TOCI stands outside TOC"},
		{"another thing in the list", "/S/TOCI/", "/S/P/", "P in TOC"},
		{"entry without a reference", "/S/Reference/", "/S/Span/", "Span in TOCI"},
		{"reference without a link", "/S/Link/", "/S/Span/", "Span in Reference"},
		{"link without a description", "/Contents<FEFF", "/Cxntents<FEFF", "a link without a description"},
		{"link to no page", "/Dest[", "/Dest[999 0 R ", "a link that leads nowhere"},
		{"link without a destination", "/Dest[", "/Dxst[", "a link that leads nowhere"},
	} {
		t.Run(c.name, func(t *testing.T) {
			findsDamage(t, good, func(o string) string { return strings.Replace(o, c.old, c.new, 1) }, same, c.want)
		})
	}
}
