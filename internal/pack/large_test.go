package pack

import (
	"strings"
	"testing"

	"handover/model"
	"handover/render"
)

// TestLargePrint: who needs large print or Easy Read by the record gets it,
// unasked; with the option everybody does.
func TestLargePrint(t *testing.T) {
	for _, need := range []model.Word{"large_print", "easy_read"} {
		largePrintFor(t, need)
	}
}

func largePrintFor(t *testing.T, need model.Word) {
	t.Helper()
	src := source(t, "salford-siblings-proceedings")
	rec := decode(t, src)
	for i := range rec.Children {
		if c := &rec.Children[i]; c.Communication == "large_print" {
			c.Communication = need
		}
	}
	letters := func(all bool) map[bool]int {
		opt := options(t, src, render.Markdown)
		opt.Large = all
		plan, err := Choose(rec, loadSet(t, rec.Protocol), opt)
		if err != nil {
			t.Fatal(err)
		}
		count := map[bool]int{}
		for _, d := range plan.Documents {
			if d.doc.Meta.Large != d.Large {
				t.Errorf("%s: large print %t, made %t", d.Path, d.Large, d.doc.Meta.Large)
			}
			if c := rec.Child(d.Recipient); !all && d.Large != (c != nil && c.Communication == need) {
				t.Errorf("%s: large print %t", d.Path, d.Large)
			}
			count[d.Large]++
		}
		sheet := textOf(t, file(t, build(t, plan), "check-sheet.md"))
		if n := strings.Count(sheet, "(large print)"); !all && n != count[true] {
			t.Errorf("the check sheet says large print %d times, want %d", n, count[true])
		}
		return count
	}
	if n := letters(false); n[true] == 0 || n[false] == 0 {
		t.Errorf("%d documents in large print, %d not", n[true], n[false])
	}
	if n := letters(true); n[false] > 0 {
		t.Errorf("%d documents not in large print", n[false])
	}
}
