package doc

import (
	"strings"
	"testing"
)

// A space inside a telephone number or a postcode is no place to end a line; any
// other is.
func TestGlued(t *testing.T) {
	for _, c := range []string{ // _ where no line may end
		"Ring 0161_496_0123 or 020_7946_0199.", "0161_496_0123", "(0808_157_0111)", "+44_161_496_0123 now", "0800_1111 is Childline",
		"since 2026 0161_496_0123", "0161_496_0123 0161_496_0124", "01632_960101, 01632_960102", "0161 496 0123 4567 89"[:4] + "_496_0123 4567 89",
		"SALFORD M99_9ZZ", "to W1A_9ZZ,", "ZZ9_9ZZ", "EC1A_1BB", "M9_9ZZ.",
		"on 12 January 2027", "items 10 11 12 13", "24 December 2026 is", "100 000 000", "a 05 b", "X0 1 2", "M99 9ZZZ", "ABC9 9ZZ", "m9 9zz", "in M9 9 Zz",
		"2 3", " 3", "0", "ref A01 2345678", "é0161 496 0123", "",
	} {
		s := strings.ReplaceAll(c, "_", " ")
		got := []byte(s)
		for i := range got {
			if Glued(s, i) {
				got[i] = '_'
			}
		}
		if string(got) != c {
			t.Errorf("%q, want %q", got, c)
		}
	}
}
