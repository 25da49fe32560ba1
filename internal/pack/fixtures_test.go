package pack

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"html"
	"io"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"

	"handover/internal/deliver"
	"handover/render"
	"handover/render/doc"
	"handover/render/markup"
)

// made is each file of a pack with the tree that it was made from. The check
// sheet's tree is worked out while the pack is built, so that it is taken from
// its Markdown.
func made(t *testing.T, f finished, each func(file deliver.File, tree *doc.Doc)) {
	t.Helper()
	docs := map[string]*doc.Doc{}
	for _, d := range f.plan.Documents {
		docs[d.Path] = d.doc
		if d.message != nil {
			docs[d.Path+".eml"], docs[d.Path+".txt"] = d.message, d.message
		}
	}
	docs["check-sheet"] = sheetOf(t, f)
	for _, file := range f.pack.Files {
		if file.Path == "manifest.json" || file.Path == "index.html" {
			continue
		}
		tree := docs[file.Path]
		if tree == nil {
			tree = docs[file.Path[:strings.LastIndexByte(file.Path, '.')]]
		}
		if tree == nil {
			t.Errorf("%s: no document of the plan", file.Path)
			continue
		}
		each(file, tree)
	}
}

func sheetOf(t *testing.T, f finished) *doc.Doc {
	for _, x := range f.pack.Files {
		if x.Path == "check-sheet.md" {
			tree, err := markup.Parse(markup.Source{Name: x.Path, Line: 1, Markdown: withoutFrontMatter(t, x.Bytes)}, doc.Meta{Layout: doc.Form})
			if err != nil {
				t.Fatal(err)
			}
			return tree
		}
	}
	return nil
}

// TestEveryWord: every word of a document stands in each of its files, as a
// word of its own, in order.
func TestEveryWord(t *testing.T) {
	long(t)
	for _, name := range fixtures(t) {
		t.Run(name, func(t *testing.T) {
			n := 0
			made(t, pack(t, name), func(f deliver.File, tree *doc.Doc) {
				n++
				if strings.HasSuffix(f.Path, ".ics") { // has the dates, and not the words; its own tests read it
					return
				}
				words := tree.Words()
				if len(words) < 20 {
					t.Errorf("%s: a document of %d words", f.Path, len(words))
				}
				if format(f.Path) == render.Plain {
					if err := holds(string(f.Bytes), tree.WordsByField()); err != nil {
						t.Errorf("%s: %v", f.Path, err)
					}
					return
				}
				if i := outOfOrder(strings.Fields(textOf(t, f)), words); i >= 0 {
					t.Errorf("%s, as package read reads it: word %d of %d is lost, %q after %q", f.Path, i, len(words), words[i], words[max(0, i-5):i])
				}
				if text, ok := plainly(t, f); ok {
					if err := holds(text, words); err != nil {
						t.Errorf("%s, as the standard library reads it: %v", f.Path, err)
					}
				}
			})
			if n == 0 {
				t.Error("no document")
			}
		})
	}
}

// outOfOrder is the index of the first word that doesn't stand in the text
// after those before it, or -1.
func outOfOrder(text, words []string) int {
	for i, w := range words {
		at := slices.Index(text, w)
		if at < 0 {
			return i
		}
		text = text[at+1:]
	}
	return -1
}

var (
	inlineTag = regexp.MustCompile(`</?(?:strong|em|a|mark|span)(?: [^>]*)?>`)
	drawing   = regexp.MustCompile(`<svg [^>]*aria-label="([^"]*)"[^>]*>`) // says what it shows
	anyTag    = regexp.MustCompile(`<[^>]*>`)
)

// plainly reads a DOCX's or a page's text with the standard library alone, so
// that a fault that writer and reader share is seen.
func plainly(t *testing.T, f deliver.File) (string, bool) {
	switch format(f.Path) {
	case render.HTML:
		text := drawing.ReplaceAllString(inlineTag.ReplaceAllString(string(f.Bytes), ""), " $1 ")
		return html.UnescapeString(anyTag.ReplaceAllString(text, " ")), true
	case render.DOCX:
		return norm.NFC.String(documentXML(t, f.Bytes)), true
	}
	return "", false
}

// documentXML is all text of a DOCX's body, with a line for each paragraph.
func documentXML(t *testing.T, b []byte) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	part, err := z.Open("word/document.xml")
	if err != nil {
		t.Fatal(err)
	}
	d := xml.NewDecoder(part)
	var out strings.Builder
	inText := false
	for {
		tok, err := d.Token()
		if errors.Is(err, io.EOF) {
			return out.String()
		}
		if err != nil {
			t.Fatal(err)
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			inText = tok.Name.Local == "t"
			cut := slices.ContainsFunc(tok.Attr, func(a xml.Attr) bool { return a.Name.Local == "clear" && a.Value == "none" })
			if tok.Name.Local == "br" && !cut || tok.Name.Local == "p" { // cut: within a long address
				out.WriteByte('\n')
			}
		case xml.EndElement:
			inText = false
		case xml.CharData:
			if inText {
				out.Write(tok)
			}
		}
	}
}

// TestFilesAreSound: our own checks find nothing, no token is left, and the
// Markdown gives the tree again.
func TestFilesAreSound(t *testing.T) {
	long(t)
	for _, name := range fixtures(t) {
		t.Run(name, func(t *testing.T) {
			made(t, pack(t, name), func(f deliver.File, tree *doc.Doc) {
				var found []error
				switch format(f.Path) {
				case render.PDF, render.DOCX:
					found = contentOf(t, f).Check()
				case render.Markdown:
					again, err := markup.Parse(markup.Source{Name: f.Path, Line: 1, Markdown: withoutFrontMatter(t, f.Bytes)}, tree.Meta)
					if err != nil {
						found = append(found, err)
					} else if diff := cmp.Diff(plainTree(tree), plainTree(again)); diff != "" {
						t.Errorf("%s: -tree +parsed again:\n%s", f.Path, diff)
					}
				}
				for _, err := range found {
					t.Errorf("%s: %v", f.Path, err)
				}
				if text := textOf(t, f); strings.ContainsAny(text, "\uE000\uE001") {
					t.Errorf("%s: a token is left", f.Path)
				}
			})
		})
	}
}

func withoutFrontMatter(t *testing.T, b []byte) []byte {
	t.Helper()
	_, body, ok := bytes.Cut(b, []byte("\n---\n"))
	if !ok {
		t.Fatal("no front matter")
	}
	return body
}

// plainTree is a tree as one text, without the paths that Markdown doesn't hold.
func plainTree(d *doc.Doc) string {
	b, err := render.Write(render.Markdown, d, render.Envelope{})
	if err != nil {
		return err.Error()
	}
	return string(b)
}

// TestSameBytes: the same record gives the same pack, on one core or many.
func TestSameBytes(t *testing.T) {
	long(t)
	for _, name := range fixtures(t) {
		t.Run(name, func(t *testing.T) {
			first := pack(t, name).pack
			for _, cores := range []int{1, 2 * runtime.NumCPU()} {
				was := runtime.GOMAXPROCS(cores)
				again := build(t, choose(t, name, allFormats...))
				runtime.GOMAXPROCS(was)
				if len(first.Files) != len(again.Files) {
					t.Fatalf("%d files and %d", len(first.Files), len(again.Files))
				}
				for i, f := range first.Files {
					if g := again.Files[i]; f.Path != g.Path || !bytes.Equal(f.Bytes, g.Bytes) {
						t.Errorf("file %d with GOMAXPROCS %d: %s and %s differ", i, cores, f.Path, g.Path)
					}
				}
			}
		})
	}
}

// pathForm is all that a pack's paths may be: kinds and ids. Nothing else can
// stand there, so no name of anybody does.
var pathForm = regexp.MustCompile(`^(?:internal/[0-9]{2}-KIND(?:-ID){0,2}|send/ID/KIND(?:-ID)?|check-sheet|index)\.(?:pdf|docx|md|html|txt|eml|ics)$`)

// TestFileNames: ids and kinds, valid everywhere, and no two of one name.
func TestFileNames(t *testing.T) {
	for _, name := range fixtures(t) {
		t.Run(name, func(t *testing.T) {
			f := pack(t, name)
			ids := strings.Join(allIDs(t, source(t, name)), "|")
			var kinds []string
			for _, d := range loadSet(t, decode(t, source(t, name)).Protocol).Documents {
				kinds = append(kinds, d.Kind)
			}
			form := regexp.MustCompile(strings.NewReplacer("KIND", "(?:"+strings.Join(kinds, "|")+")", "ID", "(?:"+ids+")").Replace(pathForm.String()))
			seen := map[string]bool{}
			for _, x := range f.pack.Files {
				if x.Path != "manifest.json" && !form.MatchString(x.Path) {
					t.Errorf("%s is no kind with ids", x.Path)
				}
				if fold := strings.ToLower(x.Path); seen[fold] {
					t.Errorf("%s stands twice", x.Path)
				} else {
					seen[fold] = true
				}
			}
		})
	}
}

// allIDs are the ids that a record declares.
func allIDs(t *testing.T, src []byte) []string {
	t.Helper()
	var rec map[string]any
	if err := json.Unmarshal(src, &rec); err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, list := range rec {
		entries, _ := list.([]any)
		for _, e := range entries {
			if m, ok := e.(map[string]any); ok {
				if id, ok := m["id"].(string); ok {
					out = append(out, id)
				}
			}
		}
	}
	return out
}

// TestNothingInternalOutside: what leaves the council carries no marking and
// never speaks of what it leaves out.
func TestNothingInternalOutside(t *testing.T) {
	for _, name := range fixtures(t) {
		t.Run(name, func(t *testing.T) {
			f := pack(t, name)
			for _, x := range f.pack.Files {
				if !strings.HasPrefix(x.Path, "send/") {
					continue
				}
				text := textOf(t, x)
				if format(x.Path) == render.PDF { // what runs on each page is no running text
					text += "\n" + strings.Join(running(f, x.Path), "\n")
				}
				for _, d := range f.plan.Documents { // the letters of its number may be any
					if d.Letter != "" {
						text = strings.ReplaceAll(text, d.Letter, "")
					}
				}
				for _, never := range []string{"OFFICIAL", "SENSITIVE", "Not recorded", "withheld", "N/A", "None", "CF-", "DRAFT", "Not known", "Does not apply"} {
					if strings.Contains(strings.ToLower(text), strings.ToLower(never)) && !inRecord(t, name, never) {
						t.Errorf("%s says %q", x.Path, never)
					}
				}
			}
		})
	}
}

// running is what stands on every page of a document besides its text.
func running(f finished, path string) []string {
	for _, d := range f.plan.Documents {
		if strings.HasPrefix(path, d.Path+".") {
			m := d.doc.Meta
			return []string{m.Head, m.Foot, m.Title, m.Creator}
		}
	}
	return nil
}

func inRecord(t *testing.T, name, text string) bool {
	return text != "OFFICIAL" && text != "SENSITIVE" && text != "CF-" && bytes.Contains(bytes.ToLower(source(t, name)), []byte(strings.ToLower(text)))
}

// TestInternalFormsSayWhatTheyAre: each form carries marking, reference and
// as-of date.
func TestInternalFormsSayWhatTheyAre(t *testing.T) {
	f := pack(t, "salford-section-20")
	for _, d := range f.plan.Documents {
		if d.Reader.Outside() {
			continue
		}
		if d.doc.Meta.Head != "OFFICIAL-SENSITIVE" || d.doc.Meta.Foot != "CF-204511 · as of 23 November 2026" {
			t.Errorf("%s: %+v", d.Path, d.doc.Meta)
		}
	}
}

// holds tells whether a text has all words in order.
func holds(text string, words []string) error {
	for _, w := range words {
		i := strings.Index(text, w)
		if i < 0 {
			return fmt.Errorf("%q isn't there, or not in its place", w)
		}
		text = text[i+len(w):]
	}
	return nil
}
