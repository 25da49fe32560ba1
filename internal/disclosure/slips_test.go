package disclosure

import (
	"testing"

	"golang.org/x/text/unicode/norm"
)

// TestSlips: a long word that the reader may not know is known with a slip of the
// pen in it, with letters of another alphabet, and where the blanks got lost; a
// word that the reader may see isn't.
func TestSlips(t *testing.T) {
	n := slip{"tannery", 0, map[string]bool{"tannary": true}}
	for w, want := range map[string]bool{
		"tannery": false, "tanery": true, "tannnery": true, "tennery": true, "tannrey": true, "tannary": false, "tanners": true, "tanneries": false,
		"cannery": false, "tanfery": true, "tnanery": true, "tavnezy": false,
	} {
		if got := n.misspells(w); got != want {
			t.Errorf("%s: %t", w, got)
		}
	}
	for raw, want := range map[string]string{
		"TanneryRow14": "tannery row14", "Tаnnery Rоw": "tannery row", "McDonald": "mcdonald", "FitzGerald": "fitzgerald", "14th": "14th", "ZZ9 9ZZ": "zz9 9zz",
		"Tannery14": "tannery 14", norm.NFD.String("Siân"): "sian",
	} {
		got, x := "", read(raw)
		for i := range x.words() {
			if i > 0 {
				got += " "
			}
			got += x.word(i)
		}
		if got != want {
			t.Errorf("%q is %q, want %q", raw, got, want)
		}
	}
}

// TestBuzzed: the English way with an r.
func TestBuzzed(t *testing.T) {
	for name, want := range map[string]string{"darren": "daz", "gareth": "gaz", "sharon": "shaz", "lauren": "loz", "lawrence": "loz", "terry": "tez", "maurice": "moz",
		"charlotte": "chaz", "emma": "", "robert": "", "arthur": "", "ada": ""} {
		if got := buzzed(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}
