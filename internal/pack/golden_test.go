package pack

import (
	"bytes"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"handover/render"
)

var update = flag.Bool("update", false, "write fixtures/golden again")

// TestGolden holds every document of every fixture, as Markdown or plain text,
// to fixtures/golden. Write them again with `go test ./internal/pack -run Golden -update`,
// and read what has changed.
func TestGolden(t *testing.T) {
	for _, name := range fixtures(t) {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join("..", "..", "fixtures", "golden", name)
			k := build(t, choose(t, name, render.Markdown))
			want := map[string]bool{}
			if *update {
				if err := os.RemoveAll(dir); err != nil {
					t.Fatal(err)
				}
			}
			for _, f := range k.Files {
				if !strings.HasSuffix(f.Path, ".md") && !strings.HasSuffix(f.Path, ".txt") {
					continue
				}
				path := filepath.Join(dir, filepath.FromSlash(f.Path))
				want[path] = true
				if *update {
					if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
						t.Fatal(err)
					}
					if err := os.WriteFile(path, f.Bytes, 0o644); err != nil {
						t.Fatal(err)
					}
				}
				got, err := os.ReadFile(path)
				if err != nil {
					t.Error(err)
				} else if !bytes.Equal(got, f.Bytes) {
					t.Errorf("%s is no longer what is made", path)
				}
			}
			err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
				if err == nil && !d.IsDir() && !want[path] {
					t.Errorf("%s is no longer made", path)
				}
				return err
			})
			if err != nil {
				t.Error(err)
			}
		})
	}
}
