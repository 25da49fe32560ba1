package picture

import (
	"strings"
	"testing"

	"handover/internal/audience"
	"handover/render/doc"
)

// A box a case, however many there are; the number beside it, and all in words.
func TestChart(t *testing.T) {
	for _, many := range []int{3, 400} {
		c := &audience.Chart{What: "Cases", Groups: []audience.ChartGroup{
			{Title: "When", Rows: []audience.ChartRow{{Label: "Late", Late: many}, {Label: "No date yet", Unknown: 1}}},
			{Title: "What", Rows: []audience.ChartRow{{Label: "A thing with a name that is longer than there is room for", Late: 2, Due: 1}, {Label: "Nothing"}}},
		}}
		p := chartOf(c, Landscape)
		boxes := map[doc.Colour]int{}
		for _, m := range p.Marks {
			if s, ok := m.(*doc.Shape); ok {
				boxes[s.Fill]++
				if right := s.Path[1].At[0].X; right > Landscape {
					t.Fatalf("a box ends at %v", right)
				}
			}
		}
		if boxes[doc.Ink] != many+2 || boxes[doc.White] != 2 {
			t.Errorf("%v", boxes)
		}
		if said := doc.PlainText(p.Alt); !strings.HasSuffix(said, "longer than there is room for: 3, of which 2 late; Nothing: 0.") || !strings.Contains(said, "No date yet: 1, of which 1 without a date yet. What: ") {
			t.Error(said)
		}
	}
}
