package disclosure

import (
	"strings"
	"testing"
)

func BenchmarkSecrets(b *testing.B) {
	rec := fixture(b, "salford-siblings-proceedings")
	for b.Loop() {
		Secrets(rec, Reader{ID: "P1", Child: "C1", Kind: Parent}, asOf)
	}
}

func BenchmarkFind(b *testing.B) {
	rec := fixture(b, "salford-siblings-proceedings")
	s := Secrets(rec, Reader{ID: "P1", Child: "C1", Kind: Parent}, asOf)
	var letter strings.Builder
	for letter.Len() < 4000 {
		letter.WriteString("The court will decide in February what should happen. Verity takes over on 6 January 2027; ring 0161 496 0192 from 9 to 5.\n")
	}
	c := Content{Body: letter.String(), AddressBlock: "Siobhán Walsh\n5 Almshouse Row"}
	for b.Loop() {
		s.Find(c)
	}
}
