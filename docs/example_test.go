package docs_test

import (
	"os"
	"strings"
	"testing"

	"handover/internal/fill"
	"handover/model"
)

// TestExample: the record that docs/record.md shows is one that its council's
// protocol takes.
func TestExample(t *testing.T) {
	t.Parallel()
	b, err := os.ReadFile("record.md")
	if err != nil {
		t.Fatal(err)
	}
	_, text, _ := strings.Cut(string(b), "```json\n")
	text, _, _ = strings.Cut(text, "```\n")
	rec, err := model.Decode("record.md", []byte(text), model.Options{})
	if err != nil {
		t.Fatal(err)
	}
	set, err := fill.Open(rec.Protocol, nil)
	if err != nil {
		t.Fatal(err)
	}
	if found := set.Protocol.Check("record.md", rec); len(found) > 0 {
		t.Error(found)
	}
}
