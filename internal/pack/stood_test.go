package pack

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"handover/internal/deliver"
	"handover/render"
	"handover/render/doc"
)

// TestStands: a pack stands if it is what would be made now, and for nothing
// less; what it holds is told as when it was made.
func TestStands(t *testing.T) {
	const name = "salford-closure"
	src := source(t, name)
	set := loadSet(t, "salford")
	opt := options(t, src, render.Markdown, render.Plain)
	plan := choose(t, name, render.Markdown)
	k := build(t, plan)
	made := func(t *testing.T) string {
		dir := t.TempDir()
		if _, err := k.Save(dir, deliver.How{Alone: true}); err != nil {
			t.Fatal(err)
		}
		return dir
	}
	dir := made(t)
	s, ok, err := Stands(dir, k.Reference, set, opt)
	if !ok || err != nil {
		t.Fatalf("a pack that was just made doesn't stand: %v", err)
	}
	if diff := cmp.Diff(k.Documents, s.Documents, cmpopts.IgnoreUnexported(Planned{}), cmpopts.IgnoreFields(Planned{}, "Title"), cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("-made +stands:\n%s", diff)
	}
	if diff := cmp.Diff(k.NotMade, s.NotMade, cmpopts.EquateEmpty()); diff != "" || s.Manifest != k.Manifest() {
		t.Errorf("manifest %s, want %s; -made +stands:\n%s", s.Manifest, k.Manifest(), diff)
	}

	other := *set
	other.Hash = "other templates"
	later, draft, record, program, styles := opt, opt, opt, opt, opt
	later.AsOf = opt.AsOf.AddDays(1)
	draft.Draft = true
	record.Source = append([]byte{' '}, src...)
	program.Version = "other"
	styles.Reference = &doc.Reference{SHA256: "other"}
	for what, o := range map[string]Options{"day": later, "draft": draft, "record": record, "program": program, "styles": styles} {
		if _, ok, _ := Stands(dir, k.Reference, set, o); ok {
			t.Errorf("stands though the %s is another", what)
		}
	}
	if _, ok, _ := Stands(dir, k.Reference, &other, opt); ok {
		t.Error("stands though the templates are others")
	}
	if _, ok, _ := Stands(dir, "CF-0", set, opt); ok {
		t.Error("stands where there is nothing")
	}

	file := filepath.FromSlash(k.Files[0].Path)
	for what, spoil := range map[string]func(place string) error{
		"changed": func(p string) error { return os.WriteFile(filepath.Join(p, file), []byte("x"), 0o600) },
		"missing": func(p string) error { return os.Remove(filepath.Join(p, file)) },
		"added":   func(p string) error { return os.WriteFile(filepath.Join(p, "x"), nil, 0o600) },
		"cut off": func(p string) error { return os.Truncate(filepath.Join(p, deliver.ManifestName), 100) },
	} {
		dir := made(t)
		if err := spoil(deliver.Place(dir, k.Reference)); err != nil {
			t.Fatal(err)
		}
		if _, ok, err := Stands(dir, k.Reference, set, opt); ok || err != nil {
			t.Errorf("stands though a file is %s; %v", what, err)
		}
	}
}
