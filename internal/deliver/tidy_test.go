package deliver

import (
	"os"
	"path/filepath"
	"testing"
)

// TestTidy puts right what a Save with Alone leaves that is killed anywhere.
func TestTidy(t *testing.T) {
	for _, tt := range []struct {
		name       string
		left, want map[string]string
	}{
		{"while it was written", map[string]string{"CF-1/a/x": "old", "CF-1/manifest.json": "m", ".CF-1.new/a/x": "ha"}, first},
		{"after the old one was put aside", map[string]string{".CF-1.old/a/x": "old", ".CF-1.old/manifest.json": "m", ".CF-1.new/manifest.json": "new"}, first},
		{"before the old one was taken away", map[string]string{"CF-1/manifest.json": "new", ".CF-1.old/a/x": "old"}, second},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			for name, text := range tt.left {
				if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o700); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			if err := Tidy(dir, "CF-1"); err != nil {
				t.Fatal(err)
			}
			holdsTree(t, dir, tt.want)
		})
	}
}
