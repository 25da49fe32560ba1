package picture

import (
	"fmt"
	"strings"
	"testing"

	"handover/internal/audience"
	"handover/render/doc"
)

// Everybody has a place and a line; of many names of a kind it is said how many
// more there are, and the words have them all.
func TestEcomap(t *testing.T) {
	e := &audience.Ecomap{Child: audience.Worked("Zoë Example-Longname")}
	for i := range 9 {
		e.Near = append(e.Near, audience.Tie{Name: audience.Worked(fmt.Sprintf("Relative %d", i)), What: audience.Worked("aunt"), Bond: audience.Bond(i % 6)})
	}
	e.Near[3].Says = audience.Worked("Supervised")
	var names []*audience.Fact
	for i := range 30 {
		names = append(names, audience.Worked(fmt.Sprintf("Professional Number-%d", i)))
	}
	e.Helpers = []audience.Field{{Kind: "Health", Names: names}, {Kind: "Police", Names: names[:1]}}
	p := ecomapOf(e, Portrait)
	lines := 0
	for _, m := range p.Marks {
		if s, ok := m.(*doc.Shape); ok && len(s.Path) == 3 {
			lines++
		}
	}
	if lines != 11 {
		t.Errorf("%d lines", lines)
	}
	for _, l := range p.Labels() {
		if w := doc.Width(l.Text, l.Size, l.Bold); l.At.Y > p.High || l.Align == doc.Left && l.At.X+w > Portrait || l.Align == doc.Right && l.At.X-w < 0 {
			t.Errorf("%q stands outside", l.Text)
		}
	}
	words, said := strings.Join(p.Words(), " "), doc.PlainText(p.Alt)
	for _, want := range []string{"more", "aunt: Supervised", "Dots: no contact.", "Thickest: they live together."} {
		if !strings.Contains(words, want) {
			t.Errorf("%q isn't there: %s", want, words)
		}
	}
	for _, want := range []string{"Professional Number-29", "Relative 1, aunt, lives with the child; ", "Relative 3, aunt, contact: Supervised", "Police: Professional Number-0."} {
		if !strings.Contains(said, want) {
			t.Errorf("%q isn't there: %s", want, said)
		}
	}
}
