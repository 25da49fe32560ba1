package pack

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"handover/internal/deliver"
	"handover/model"
	"handover/render"
)

// attacks are what somebody could put into a case file to make it do something:
// a line for a field of one line, and more for a narrative. 9 is another number
// in each field, so that no two say the same.
var attacks = map[string]struct{ line, text string }{
	"template actions": {`{{ .Reference }}{{ range . }}`, "{{ define \"x\" }}\n{{ template \"y\" . }}\n{{ end }}"},
	"Markdown links":   {`[a](https://example.org/x)<b@example.org>`, "![a](x.png)\n[b]: https://9.example.org/y\n[c][b]"},
	"HTML":             {`<script>alert(1)</script><a href=x>`, "</div><iframe src=x>\n<style>p9{display:none}</style>"},
	"Word's fields":    {`</w:t><w:fldSimple w:instr="DATE"/>`, "</w:t></w:r><w:instrText>9</w:instrText>\n{ DATE }"},
	"formulae":         {`=cmd|' /C calc'!A0`, "=1+1\n@SUM(A1)\n+2\n-3\n\t=4"},
	"header lines":     {`x Bcc: all@example.org To: b@example.org`, "Bcc: all@example.org\nSubject: 9\n\nTo: c@example.org"},
	"blocks":           {`::: address | a \`, ":::\n::: address\nx\n:::\n# y\n---\ntitle: z\n---"},
	"PDF":              {`) Tj ET /URI (x) >> endobj`, "endstream endobj\n1 0 obj << /JS (x) >>"},
}

// TestAttacks: a case in which every field of free words attacks is, in all but
// those words, the same case: the same recipients, letters held back and why,
// files by name, blocks, links, fields and properties.
func TestAttacks(t *testing.T) {
	long(t)
	for name, a := range attacks {
		t.Run(name, func(t *testing.T) {
			var plain []string // as many lines
			for _, l := range strings.Split(a.text, "\n") {
				if l != "" {
					l = "Plain 9"
				}
				plain = append(plain, l)
			}
			want := anatomyOf(t, "Plain words", strings.Join(plain, "\n"))
			if diff := cmp.Diff(want, anatomyOf(t, a.line, a.text)); diff != "" {
				t.Errorf("-plain +attacked:\n%s", diff)
			}
		})
	}
}

// An anatomy is all of a pack but the words of the record.
type anatomy struct {
	Recipients []string
	NotMade    []string
	Documents  map[string][]string // by path, the tree with its values' paths
	Files      map[string][]string // by path, what the finished file is made of
}

func anatomyOf(t *testing.T, line, text string) anatomy {
	t.Helper()
	n := 0
	src, err := json.Marshal(withWords(asJSON(t, source(t, "lincolnshire-tac")), reflect.TypeFor[model.Record](), "", func(typ reflect.Type) string {
		n++
		if typ == reflect.TypeFor[model.Text]() {
			return strings.ReplaceAll(text, "9", fmt.Sprint(n)) + fmt.Sprintf(" %d", n)
		}
		return fmt.Sprintf("A %s %d", line, n) // no two of one name, and a printer refuses an address that starts with a mark
	}))
	if err != nil {
		t.Fatal(err)
	}
	rec := decode(t, src)
	plan, err := Choose(rec, loadSet(t, rec.Protocol), options(t, src, allFormats...))
	if err != nil {
		t.Fatal(err)
	}
	k := build(t, plan)
	out := anatomy{Documents: map[string][]string{}, Files: map[string][]string{}}
	for _, r := range plan.Recipients {
		out.Recipients = append(out.Recipients, fmt.Sprint(r))
	}
	for _, x := range slices.Concat(k.NotMade, plan.NotTold) {
		out.NotMade = append(out.NotMade, fmt.Sprint(x))
	}
	for _, d := range plan.Documents {
		out.Documents[d.Path] = append(shape(d.doc), fmt.Sprint(d.Gaps, d.Warnings))
	}
	for _, f := range k.Files {
		out.Files[f.Path] = madeOf(t, f)
	}
	return out
}

var (
	tagOpen   = regexp.MustCompile(`<[a-z][^>]*>`)
	linksTo   = regexp.MustCompile(`(?:href|src|Target)="([^"]*)"`)
	pdfAction = regexp.MustCompile(`/(?:URI|JS|JavaScript|Launch|EmbeddedFile|OpenAction|AA|SubmitForm|GoToR)\b`)
	drawnTag  = regexp.MustCompile(`^<(?:svg|path|text) `)
	attrValue = regexp.MustCompile(`="[^"]*"| font-weight| stroke-(?:width|dasharray)`)
	counted   = regexp.MustCompile(` style="[^"]*"`)
	// footNumber is a letter's number, which is worked out from the whole record.
	footNumber = regexp.MustCompile(`(?m)^(  foot: ")[` + letters + `]{4}-[` + letters + `]{4}\b`)
)

// madeOf is what a finished file is made of besides the record's words.
func madeOf(t *testing.T, f deliver.File) []string {
	t.Helper()
	var out []string
	switch format(f.Path) {
	case render.HTML:
		body := string(f.Bytes)
		for _, tag := range tagOpen.FindAllString(body[strings.Index(body, "<body"):], -1) {
			if tag = counted.ReplaceAllString(tag, ""); tag == "<br>" || tag == "<p>" {
				continue
			}
			if drawnTag.MatchString(tag) { // how many there are, and where, depends on how wide the words are
				if tag = attrValue.ReplaceAllString(tag, ""); slices.Contains(out, tag) {
					continue
				}
			}
			out = append(out, tag)
		}
	case render.DOCX:
		out = docxParts(t, f.Bytes)
	case render.PDF:
		out = pdfAction.FindAllString(string(f.Bytes), -1) // of objects, which aren't packed
		out = append(out, contentOf(t, f).Title)
	case render.Markdown:
		head := footNumber.ReplaceAllString(strings.SplitN(string(f.Bytes), "\n---\n", 2)[0], "${1}number")
		out = strings.Split(head, "\n")
		out = append(out, linksTo.FindAllString(string(f.Bytes), -1)...)
	}
	return append(out, contentOf(t, f).Lang)
}

// docxParts are a Word file's parts, the elements of each that do something,
// and where its links lead.
func docxParts(t *testing.T, b []byte) []string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, part := range z.File {
		out = append(out, part.Name)
		r, err := part.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(part.Name, ".rels") {
			out = append(out, linksTo.FindAllString(string(data), -1)...)
			continue
		}
		d := xml.NewDecoder(bytes.NewReader(data))
		for {
			tok, err := d.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatalf("%s: %v", part.Name, err)
			}
			e, ok := tok.(xml.StartElement)
			if !ok {
				continue
			}
			switch e.Name.Local {
			case "fldSimple", "instrText", "fldChar", "hyperlink", "object", "altChunk", "sdt", "drawing", "pict", "tbl", "sectPr", "pStyle":
				step := e.Name.Local
				for _, a := range e.Attr {
					if a.Name.Local == "instr" || a.Name.Local == "val" {
						step += " " + a.Value
					}
				}
				if n := len(out); out[n-1] != step {
					out = append(out, step)
				}
			}
		}
	}
	return out
}
