package pack

import (
	"regexp"
	"strings"
	"testing"

	"handover/render"
)

// TestNamesakes: where two have one name, father and grandfather or the old and
// the new worker, each place inside the council says which; a letter names the
// new worker alone.
func TestNamesakes(t *testing.T) {
	t.Parallel()
	src := changed(t, "salford-section-20", `people.0.name="Daniel Example"`, `people.1.name="Daniel  EXAMPLE"`,
		`workers.0.name="Rosalind Turton"`, `workers.1.name="Rosalind Turton"`)
	rec := decode(t, src)
	if got := rec.People[1].Name; got != "Daniel EXAMPLE" {
		t.Fatalf("%q", got)
	}
	plan, err := Choose(rec, loadSet(t, rec.Protocol), options(t, src, render.Markdown))
	if err != nil {
		t.Fatal(err)
	}
	k, err := Build(plan)
	if err != nil {
		t.Fatal(err)
	}
	which := regexp.MustCompile(`(?i)(Daniel Example|Rosalind Turton)(\*\*)?(.{0,60})`)
	told := regexp.MustCompile(`^ \([^)]*[PW][12]\)`)
	inside, letters := 0, 0
	for _, f := range k.Files {
		switch {
		case strings.HasPrefix(f.Path, "internal/"), strings.HasPrefix(f.Path, "check-sheet"):
			for _, m := range which.FindAllStringSubmatch(string(f.Bytes), -1) {
				if inside++; !told.MatchString(m[3]) && !strings.HasPrefix(f.Path, "check-sheet") {
					t.Errorf("%s: %q doesn't say which", f.Path, m[0])
				}
			}
		case strings.Contains(f.Path, "change-of-worker-letter"):
			letters++
			if strings.Contains(string(f.Bytes), "Turton is still") || regexp.MustCompile(`Turton \(`).Match(f.Bytes) {
				t.Errorf("%s speaks of two of one name, or of an id:\n%s", f.Path, f.Bytes)
			}
		}
	}
	if inside < 20 || letters < 4 {
		t.Errorf("%d places inside, %d letters", inside, letters)
	}
}
