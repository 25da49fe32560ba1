package pack

import (
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"handover/internal/deliver"
	"handover/internal/fill"
	"handover/model"
	"handover/model/dates"
	"handover/render"
	"handover/render/read"
	"handover/templates"
)

// allFormats are those that somebody can ask for.
var allFormats = []render.Format{render.PDF, render.DOCX, render.Markdown, render.HTML}

// asOf is the day on which the fixtures stand.
const asOf = "2026-11-23"

// sets is each council's templates, loaded once for all tests.
var sets = sync.OnceValue(func() *sync.Map { return &sync.Map{} })

func loadSet(t testing.TB, council string) *fill.Set {
	t.Helper()
	load, _ := sets().LoadOrStore(council, sync.OnceValues(func() (*fill.Set, error) {
		return fill.Load(council, templates.BuiltIn())
	}))
	set, err := load.(func() (*fill.Set, error))()
	if err != nil {
		t.Fatal(err)
	}
	return set
}

// fixtures are the names of the good records, "salford-closure".
func fixtures(t testing.TB) []string {
	t.Helper()
	files, err := filepath.Glob("../../fixtures/good/*.json")
	if err != nil || len(files) == 0 {
		t.Fatal("no fixtures", err)
	}
	for i, f := range files {
		files[i] = strings.TrimSuffix(filepath.Base(f), ".json")
	}
	return files
}

func source(t testing.TB, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("../../fixtures/good", name+".json"))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func decode(t testing.TB, src []byte) *model.Record {
	t.Helper()
	rec, err := model.Decode("case.json", src, model.Options{Declared: func(council string) model.Declared { return loadSet(t, council).Protocol.Declared() }})
	if err != nil {
		t.Fatal(err)
	}
	return rec
}

func options(t testing.TB, src []byte, formats ...render.Format) Options {
	t.Helper()
	day, err := dates.Parse(asOf)
	if err != nil {
		t.Fatal(err)
	}
	return Options{AsOf: day, Formats: formats, Version: "test", Source: src}
}

// choose is a fixture's plan in some formats.
func choose(t testing.TB, name string, formats ...render.Format) *Plan {
	t.Helper()
	src := source(t, name)
	rec := decode(t, src)
	plan, err := Choose(rec, loadSet(t, rec.Protocol), options(t, src, formats...))
	if err != nil {
		t.Fatal(err)
	}
	return plan
}

func build(t testing.TB, plan *Plan) *Pack {
	t.Helper()
	k, err := Build(plan)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// built is each fixture's pack in all formats, made once for all tests.
var built = sync.OnceValue(func() *sync.Map { return &sync.Map{} })

type finished struct {
	plan *Plan
	pack *Pack
}

func pack(t testing.TB, name string) finished {
	t.Helper()
	make, _ := built().LoadOrStore(name, sync.OnceValues(func() (finished, error) {
		src := source(t, name)
		rec := decode(t, src)
		plan, err := Choose(rec, loadSet(t, rec.Protocol), options(t, src, allFormats...))
		if err != nil {
			return finished{}, err
		}
		k, err := Build(plan)
		return finished{plan, k}, err
	}))
	f, err := make.(func() (finished, error))()
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// format is a file's, by its name; "" for the manifest.
func format(path string) render.Format {
	if path == "manifest.json" {
		return ""
	}
	return render.Format(strings.TrimPrefix(filepath.Ext(path), "."))
}

// textOf is a finished file's text as a reader of the file alone finds it.
func textOf(t testing.TB, f deliver.File) string {
	t.Helper()
	return contentOf(t, f).Text
}

// contentOf is what a reader of a finished file alone finds in it.
func contentOf(t testing.TB, f deliver.File) read.Content {
	t.Helper()
	var c read.Content
	var err error
	switch format(f.Path) {
	case render.PDF:
		c, err = read.PDF(f.Bytes)
	case render.DOCX:
		c, err = read.DOCX(f.Bytes)
	case render.Markdown:
		c, err = read.Markdown(f.Bytes)
	case render.HTML:
		c, err = read.HTML(f.Bytes)
	case render.EML:
		c, err = read.EML(f.Bytes)
	default:
		c.Text = string(f.Bytes)
	}
	if err != nil {
		t.Fatalf("%s: %v", f.Path, err)
	}
	return c
}

// file is a pack's file with a path.
func file(t testing.TB, k *Pack, path string) deliver.File {
	t.Helper()
	for _, f := range k.Files {
		if f.Path == path {
			return f
		}
	}
	t.Fatalf("no file %s", path)
	return deliver.File{}
}
