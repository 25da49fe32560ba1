package fill

import (
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"handover/model"
	"handover/templates"

	"golang.org/x/text/encoding/unicode"
)

// over is a layer with files of its own.
func over(files ...string) fs.FS {
	m := fstest.MapFS{}
	for i := 0; i < len(files); i += 2 {
		m[files[i]] = &fstest.MapFile{Data: []byte(files[i+1])}
	}
	return m
}

func builtInFile(t *testing.T, name string) string {
	t.Helper()
	b, err := fs.ReadFile(templates.BuiltIn(), name)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// changed is a built-in file with one change.
func changed(t *testing.T, name, old, replacement string) string {
	t.Helper()
	s := builtInFile(t, name)
	if strings.Count(s, old) < 1 {
		t.Fatalf("%s has no %q", name, old)
	}
	return strings.Replace(s, old, replacement, 1)
}

// TestWhoReadsIsTheProtocols: neither a template nor an overlay sends a
// document to anybody whom the protocol doesn't, or shows a reader more.
func TestWhoReadsIsTheProtocols(t *testing.T) {
	const p = "salford/protocol.yaml"
	summary := "salford/transfer-summary.md"
	tests := []struct {
		name  string
		layer fs.FS
		want  []string
	}{
		{"an internal template made one for parents",
			over(summary, front("parent", "letter")+"# T\n\n{{.You}}\n"),
			[]string{
				`salford/transfer-summary.md:1: kind is "k" here and "transfer-summary" in salford/protocol.yaml`,
				`salford/transfer-summary.md:1: salford/protocol.yaml sends this document to a reader of kind internal, for whom the template is not written (the template's for lists whom it is written for)`,
			}},
		{"an internal template for parents too",
			over(summary, changed(t, summary, "for: [internal]", "for: [internal, parent]")),
			[]string{`salford/transfer-summary.md:1: for: one template can't be for readers inside and outside`}},
		{"a protocol that sends an internal template outside",
			over(p, changed(t, p, "    template: transfer-summary\n    number: 1\n", "    template: transfer-summary\n    to: [parent]\n")),
			[]string{
				`salford/transfer-summary.md:1: for: says internal, but salford/protocol.yaml sends this document to no such reader (who gets a document is the protocol's to say)`,
				`salford/transfer-summary.md:1: salford/protocol.yaml sends this document to a reader of kind parent, for whom the template is not written (the template's for lists whom it is written for)`,
			}},
		{"a letter that tells what it may not",
			over("salford/change-of-worker-letter-family.md", changed(t, "common/change-of-worker-letter-family.md", "Dear {{.You}},", "{{range .Risks}}{{.Risk}}{{end}}\n\nDear {{.You}},")),
			[]string{
				`may not use .Risks (the fault is in the template, not in the case; tell whoever keeps the templates)`,
			}},
		{"a template that there isn't",
			over(p, changed(t, p, "    template: transfer-summary\n", "    template: transfer-sumary\n")),
			[]string{`salford/protocol.yaml: documents: no template "transfer-sumary" (did you mean transfer-summary?)`}},
		{"a part that tells too much",
			over("common/_letter-head.md", "{{.Chronology}}\n"),
			[]string{`common/_letter-head.md:1:3: what goes to a child may not use .Chronology (the fault is in the template, not in the case; tell whoever keeps the templates)`}},
	}
	for _, x := range tests {
		t.Run(x.name, func(t *testing.T) {
			set, err := Load("salford", templates.BuiltIn(), x.layer)
			if err == nil || set != nil {
				t.Fatal("loaded")
			}
			got := faultsOf(t, err)
			for _, want := range x.want {
				if !slices.ContainsFunc(got, func(g string) bool { return strings.Contains(g, want) }) {
					t.Errorf("no fault\n%s\nin\n%s", want, strings.Join(got, "\n"))
				}
			}
		})
	}
}

// TestLayers: a council's file goes over common's, a later layer's over both.
func TestLayers(t *testing.T) {
	file := func(layers ...fs.FS) string {
		t.Helper()
		set, err := Load("salford", append([]fs.FS{templates.BuiltIn()}, layers...)...)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range set.Documents {
			if d.Kind == "change-of-worker-letter" && d.Reader == model.ReaderParent {
				return d.Template.File + " " + ready(t, d.Template).hash[:8]
			}
		}
		t.Fatal("no letter to parents")
		return ""
	}
	family := "common/change-of-worker-letter-family.md"
	text := builtInFile(t, family)
	first := file()
	if !strings.HasPrefix(first, family) {
		t.Errorf("without a layer: %s", first)
	}
	own := file(over("salford/change-of-worker-letter-family.md", text))
	if own != strings.Replace(first, "common/", "salford/", 1) {
		t.Errorf("the council's own: %s, and %s before", own, first)
	}
	if got := file(over("salford/change-of-worker-letter-family.md", text), over(family, strings.Replace(text, "Dear", "Hello", 1))); got[:len(family)] != family || got == first {
		t.Errorf("a later layer: %s", got)
	}
	// A part that changes changes what the template is.
	if got := file(over("common/_letter-sign.md", builtInFile(t, "common/_letter-sign.md")+"\n")); got == first {
		t.Error("the hash doesn't cover the parts")
	}
	if got := file(over("common/_name-that-nobody-uses.md", "x")); got != first {
		t.Errorf("a part that nobody uses changes the hash: %s", got)
	}
}

// TestFilesAsNotepadSavesThem: a template, a part and a protocol with a byte
// order mark, or in UTF-16, are the ones without.
func TestFilesAsNotepadSavesThem(t *testing.T) {
	t.Parallel()
	read := func(name string) []byte {
		b, err := fs.ReadFile(templates.BuiltIn(), name)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	over := fstest.MapFS{}
	for _, name := range []string{"common/_child-status.md", "common/check-sheet.md", "salford/protocol.yaml"} {
		over[name] = &fstest.MapFile{Data: append([]byte("\ufeff"), read(name)...)}
	}
	if _, err := Load("salford", templates.BuiltIn(), over); err != nil {
		t.Errorf("with a mark: %v", err)
	}
	for name, f := range over {
		wide, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().Bytes(read(name))
		if err != nil {
			t.Fatal(err)
		}
		f.Data = wide
	}
	if _, err := Load("salford", templates.BuiltIn(), over); err != nil {
		t.Errorf("in UTF-16: %v", err)
	}
}

func TestCouncils(t *testing.T) {
	got, err := Councils(templates.BuiltIn(), over("elsewhere/protocol.yaml", "x", "salford/protocol.yaml", "y"))
	if err != nil || !slices.Contains(got, "salford") || !slices.Contains(got, "elsewhere") || slices.Contains(got, "common") || !slices.IsSorted(got) {
		t.Errorf("%v, %v", got, err)
	}
	if _, err := Protocol("nowhere", templates.BuiltIn()); err == nil || err.Error() != `no protocol "nowhere"` {
		t.Errorf("%v", err)
	}
}
