//go:build linux

package main

import (
	"bytes"
	"encoding/json"
	"testing"

	"handover/internal/fill"
	"handover/internal/protocol"
	"handover/model"
)

// TestSynthetic: the cases are records that decode, each is the same whenever
// it is made, and no two of them share a reference, a person or a number.
func TestSynthetic(t *testing.T) {
	councils, err := fill.Councils(layers()...)
	if err != nil {
		t.Fatal(err)
	}
	protocols := map[string]*protocol.Protocol{}
	for _, c := range councils {
		if protocols[c], err = fill.Protocol(c, layers()...); err != nil {
			t.Fatal(err)
		}
	}
	seeds, err := seedsOf("../../fixtures/good", "")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"two-pages", "same-words"} {
		s, err := seedsOf("", name)
		if err != nil {
			t.Fatal(err)
		}
		seeds = append(seeds, s...)
	}
	whose := map[string]int{}
	for i := range 3 * len(seeds) {
		s := seeds[i%len(seeds)]
		b := s.synthetic(i)
		if !bytes.Equal(b, s.synthetic(i)) {
			t.Fatalf("case %d is another the second time", i)
		}
		rec, err := model.Decode("case.json", b, model.Options{Protocols: councils, Declared: func(c string) model.Declared { return protocols[c].Declared() }})
		if err != nil {
			t.Errorf("case %d: %v", i, err)
			continue
		}
		own := []string{rec.Reference}
		for _, c := range rec.Children {
			own = append(own, c.NHSNumber, c.Number, c.FirstName+" "+c.Surname)
		}
		for _, p := range rec.People {
			own = append(own, p.Name)
		}
		for _, x := range own {
			if other, taken := whose[x]; taken && other != i && x != "" && x != " " {
				t.Errorf("cases %d and %d share something that is one case's", other, i)
			}
			whose[x] = i
		}
		var was, is map[string]any
		if json.Unmarshal([]byte(s.text), &was) != nil || json.Unmarshal(b, &is) != nil || len(was) != len(is) {
			t.Errorf("case %d hasn't its seed's shape", i)
		}
	}
}

// TestInventedNames: two people of a case never have one name.
func TestInventedNames(t *testing.T) {
	seen := map[string]int{}
	for n := range 1 << 16 {
		w := inventedName(n * 4099)
		if other, twice := seen[w]; twice {
			t.Fatalf("%d and %d have one name", other, n)
		}
		seen[w] = n
	}
}
