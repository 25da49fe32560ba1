package restriction

import "testing"

// TestWithZ: the English short form with a z, of names in which an r follows.
func TestWithZ(t *testing.T) {
	for _, x := range []struct {
		stem, name string
		want       bool
	}{{"da", "darren", true}, {"ga", "gareth", true}, {"sha", "sharon", true}, {"lo", "lauren", true}, {"lo", "lawrence", true}, {"mo", "moira", false}, {"li", "elizabeth", false}, {"ra", "rachel", false}} {
		if got := withZ(x.stem, x.name); got != x.want {
			t.Errorf("%sz of %s: %t", x.stem, x.name, got)
		}
	}
}
