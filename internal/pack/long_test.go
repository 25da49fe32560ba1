package pack

import "testing"

// long is a test that go test -short leaves out: it makes whole packs of every
// fixture, or calls other programs for each.
func long(t *testing.T) {
	t.Helper()
	if testing.Short() {
		t.Skip("takes seconds; without -short")
	}
}
