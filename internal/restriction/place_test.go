package restriction

import (
	"strings"
	"testing"

	"handover/model"
)

// TestSamePlace: one place in two spellings, and two places that look alike.
// Lines are divided by |, the postcode is the last.
func TestSamePlace(t *testing.T) {
	address := func(s string) *model.Address {
		all := strings.Split(s, "|")
		return &model.Address{Lines: all[:len(all)-1], Postcode: all[len(all)-1]}
	}
	for _, x := range []struct {
		a, b string
		same bool
	}{
		{"8 Corn Street|SALFORD|ZZ5 1AB", "8 Corn St|SALFORD|ZZ5 1AB", true},
		{"8 Corn Street|SALFORD|ZZ5 1AB", "8, corn street|Salford|zz51ab", true},
		{"8 Corn Street|SALFORD|ZZ5 1AB", "8 Corn St., Salford|ZZ5 1AB", true},
		{"8 Corn Street|SALFORD|ZZ5 1AB", "No. 8 Corn Street|ZZ5 1AB", true},
		{"Flat 2, 8 Corn Rd|SALFORD|ZZ5 1AB", "Apartment 2|8 Corn Road|SALFORD|ZZ5 1AB", true},
		{"Flat 2, 8 Corn Rd|SALFORD|ZZ5 1AB", "Flat 3, 8 Corn Rd|SALFORD|ZZ5 1AB", false},
		{"Flat 2, 8 Corn Rd|SALFORD|ZZ5 1AB", "8 Corn Rd|SALFORD|ZZ5 1AB", true},
		{"8-10 Corn Avenue|SALFORD|ZZ5 1AB", "10 Corn Ave|SALFORD|ZZ5 1AB", true},
		{"Kingfisher House|3 Mill Lane|BOLTON|ZZ5 1AB", "3 Mill Ln|BOLTON|ZZ5 1AB", true},
		{"Kingfisher House, Mill Lane|BOLTON|ZZ5 1AB", "Kingfisher Hse|BOLTON|ZZ5 1AB", true},
		{"Rose Cottage|Long Row|WIGAN|ZZ5 1AB", "The Mill|WIGAN|ZZ5 1AB", false},
		{"St Mary's Road, 4|WIGAN|ZZ5 1AB", "4 Saint Mary's Rd|WIGAN|ZZ5 1AB", true},
		{"8 Corn Street|SALFORD|ZZ5 1AB", "10 Corn Street|SALFORD|ZZ5 1AB", false},
		{"8 Corn Street|SALFORD|ZZ5 1AB", "8a Corn Street|SALFORD|ZZ5 1AB", false},
		{"8 Corn Street|SALFORD|ZZ5 1AB", "8 Corn Street|SALFORD|ZZ5 1AC", true},
		{"8 Corn Street|SALFORD|ZZ5 1AB", "8 Corn Street|SALFORD|ZZ5 1BA", true},
		{"8 Corn Street|SALFORD|ZZ5 1AB", "8 Corn Street|SALFORD|ZZ7 9XY", false},
		{"8 Corn Street|SALFORD|ZZ5 1AB", "8 Corn Street|LEEDS|ZZ5 1AC", false},
		{"8 Corn Street|SALFORD|ZZ5 1AB", "9 Corn Street|SALFORD|ZZ5 1AC", false},
		{"8 Corn Street|SALFORD|", "8 Corn St|ZZ5 1AB", true},
		{"8 Corn Street|SALFORD|", "8 Corn Street|LEEDS|", false},
		{"14 Acre Lane Bolton|ZZ5 1AB", "14 Acre Ln|BOLTON|ZZ5 1AB", true},
		{"14 Acre Lane Bolton|", "14 Acre Lane|LEEDS|", false},
		{"Block 3, 12 Acre Lane|BOLTON|ZZ5 1AB", "Block 3, 15 Acre Lane|BOLTON|ZZ5 1AB", false}, // neighbours of one block
		{"Room 4|12 Acre Lane|BOLTON|ZZ5 1AB", "12 Acre Lane|BOLTON|ZZ5 1AB", true},
		{"8-10 Acre Lane|BOLTON|ZZ5 1AB", "8 Acre Lane|BOLTON|ZZ5 1AB", true},
		{"SALFORD|", "SALFORD|", true},
		{"8 Corn Street|SALFORD|ZZ5 1AB", "8 Ash Street|SALFORD|ZZ5 1AB", false},
		{"||", "||", false},
	} {
		if SamePlace(address(x.a), address(x.b)) != x.same || SamePlace(address(x.b), address(x.a)) != x.same {
			t.Errorf("%q and %q: one place is %v", x.a, x.b, !x.same)
		}
	}
}
