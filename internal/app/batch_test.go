package app

import "testing"

// TestFailedLine: a case that has no reference is told by its place, once.
func TestFailedLine(t *testing.T) {
	why := []string{"in.ndjson:9:1: schema: missing", "another"}
	for reference, want := range map[string]Line{
		"":     {Bad, "in.ndjson:9:1", "schema: missing; and 1 more"},
		"CF-1": {Bad, "CF-1", "in.ndjson:9:1: schema: missing; and 1 more"},
	} {
		if got := failedLine(reference, "in.ndjson:9:1", why); got != want {
			t.Errorf("said %v, want %v", got, want)
		}
	}
}
