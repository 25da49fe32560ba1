package model

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the expected files anew; read them before they are committed")

// TestBadFixtures holds the messages for each record of fixtures/bad to the
// file beside it: one problem a line, its hint below it.
func TestBadFixtures(t *testing.T) {
	files, err := filepath.Glob("../fixtures/bad/*.json")
	if err != nil || len(files) == 0 {
		t.Fatal("no bad fixtures", err)
	}
	for _, name := range files {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".json"), func(t *testing.T) {
			b, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			rec, err := Decode(filepath.Base(name), b, testOptions)
			if err == nil || rec != nil {
				t.Fatalf("a bad record was decoded")
			}
			var got strings.Builder
			for _, p := range err.(Problems) {
				got.WriteString(p.String() + "\n")
				if p.Hint != "" {
					got.WriteString("    hint: " + p.Hint + "\n")
				}
			}
			want := strings.TrimSuffix(name, ".json") + ".want"
			if *update {
				if err := os.WriteFile(want, []byte(got.String()), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			expected, err := os.ReadFile(want)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(expected), got.String()); diff != "" {
				t.Errorf("-expected +got:\n%s", diff)
			}
		})
	}
}
