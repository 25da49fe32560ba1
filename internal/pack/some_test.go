package pack

import (
	"bytes"
	"strings"
	"testing"

	"handover/model"
)

// TestATextForSome: what is written for one reader, or for one child's family,
// stands in their letters, in place of what is for all, and in nobody else's; it is
// searched as every text is.
func TestATextForSome(t *testing.T) {
	some := func(fixture, texts string) *Pack {
		t.Helper()
		src := changed(t, fixture, "transfer.reason.for_some="+texts)
		plan, err := Choose(decode(t, src), loadSet(t, "salford"), options(t, src, "md"))
		if err != nil {
			t.Fatal(err)
		}
		return build(t, plan)
	}
	k := some("salford-siblings-proceedings", `[{"for": ["P1"], "text": "A line for the mother."}, {"for": ["C1"], "text": "A line for one family."}, {"for": ["R1", "R2"], "text": "A line for two of them."}]`)
	found := map[string]int{}
	for _, f := range k.Files {
		text := string(f.Bytes)
		if !strings.HasPrefix(f.Path, "send/") || !strings.HasSuffix(f.Path, ".md") {
			continue
		}
		for line, to := range map[string][]string{"A line for the mother.": {"P1"}, "A line for two of them.": {"R1", "R2"}} {
			has, may := strings.Contains(text, line), false
			for _, id := range to {
				may = may || strings.HasPrefix(f.Path, "send/"+id+"/")
			}
			if has != may {
				t.Errorf("%s: has %q %v", f.Path, line, has)
			}
			if has {
				found[line]++
			}
		}
		if strings.Contains(text, "A line for one family.") {
			found["family"]++
			if strings.HasPrefix(f.Path, "send/R") || strings.HasPrefix(f.Path, "send/C") || strings.HasPrefix(f.Path, "send/P1/") {
				t.Errorf("%s has what is for the family of C1", f.Path)
			}
		}
	}
	if found["A line for the mother."] == 0 || found["A line for two of them."] == 0 || found["family"] == 0 {
		t.Errorf("found %v", found)
	}
	for _, f := range some("salford-section-20", `[{"for": ["P2"], "text": "Zoë is settled near Tannery Row."}]`).Files {
		if strings.HasPrefix(f.Path, "send/P2/") {
			t.Errorf("%s is made", f.Path)
		}
	}
	// Past the views, the search of the finished letter stops it.
	src := source(t, "salford-section-20")
	rec := decode(t, bytes.ReplaceAll(src, []byte("Tannery Row"), []byte("Elsewhere Way")))
	rec.Transfer.Reason.ForSome = []model.TextFor{{For: []model.ID{"P2"}, Text: "Zoë is settled near Tannery Row."}}
	plan, err := Choose(rec, loadSet(t, rec.Protocol), options(t, src, "md"))
	if err != nil {
		t.Fatal(err)
	}
	plan.rec = decode(t, src)
	if k := build(t, plan); len(k.Refused) != 1 || !strings.HasPrefix(k.Refused[0].Path, "send/P2/") {
		t.Errorf("refused: %v", &Disclosed{Files: k.Refused})
	}
}
