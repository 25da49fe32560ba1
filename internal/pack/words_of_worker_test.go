package pack

import (
	"strings"
	"testing"

	"handover/model"
	"handover/render"
)

// TestLettersInTheWorkersWords: what a worker wrote for a reader stands in that
// reader's letter and in no other; a text to read aloud is made for a child of
// three, goes by hand, and holds no drawing space.
func TestLettersInTheWorkersWords(t *testing.T) {
	t.Parallel()
	src := changed(t, "salford-section-20", `children.C1.date_of_birth="2023-02-03"`, `children.C1.letters={"deliver": "read_aloud", "hello": "It is me with the kite.", "goodbye": "I will wave from the gate."}`,
		`people.P1.relationship.0.to_do="Kindly bring the yellow folder along."`, `people.P1.salutation="Ms O"`, `professionals.R4.to_do="Kindly flag the new number on your list."`)
	rec := decode(t, src)
	plan, err := Choose(rec, loadSet(t, rec.Protocol), options(t, src, render.Markdown))
	if err != nil {
		t.Fatal(err)
	}
	k, err := Build(plan)
	if err != nil {
		t.Fatal(err)
	}
	text := map[model.ID]string{}
	for _, f := range k.Files {
		if parts := strings.Split(f.Path, "/"); parts[0] == "send" {
			text[model.ID(parts[1])] += string(f.Bytes)
		}
	}
	for words, to := range map[string]model.ID{"me with the kite": "C1", "wave from the gate": "C1", "To read aloud to": "C1", "By hand": "C1", "the yellow folder": "P1", "Dear Ms O,": "P1", "number on your list": "R4"} {
		for id, s := range text {
			if strings.Contains(s, words) != (id == to) && (id == to || words != "By hand") {
				t.Errorf("%q in the letter to %s: %v", words, id, id != to)
			}
		}
	}
	if strings.Contains(text["C1"], "room to draw") {
		t.Error("a text to read aloud has room to draw")
	}
}
