package model

import (
	"strings"
	"testing"
)

// TestGlanceIsShort: what is too long for the page is told, and the text isn't.
func TestGlanceIsShort(t *testing.T) {
	rec, err := Decode("g.json", []byte(`{"schema": "handover.case/1", "protocol": "salford", "reference": "CF-1", "children": [{"id": "C1", "first_name": "Mabli", "glance":
{"own_words": "`+strings.Repeat("é", 150)+`", "why": "`+strings.Repeat("x", 241)+`", "works": ["a", "b", "c", "d", "e", "f"], "next": ["`+strings.Repeat("y", 81)+`"]}}]}`), Options{})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, p := range rec.Warnings(today) {
		got = append(got, strings.TrimPrefix(p.Path, "children[0].glance."))
		if strings.Contains(p.Msg, "xxx") {
			t.Errorf("%q", p.Msg)
		}
	}
	if s := strings.Join(got, " "); s != "why works next" {
		t.Errorf("%s", s)
	}
}
