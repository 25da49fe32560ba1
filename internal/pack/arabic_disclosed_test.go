package pack

import (
	"slices"
	"testing"

	"handover/internal/disclosure"
	"handover/model"
	"handover/render"
)

// TestArabicIsSearched: a hidden Arabic name is found in a finished file of every
// format, though a PDF's letters are drawn joined and from right to left.
func TestArabicIsSearched(t *testing.T) {
	src := source(t, "arabic")
	rec := decode(t, src)
	name := rec.People[0].Name
	other := rec.People[1].ID
	rec.Restrictions = append(rec.Restrictions, model.Restriction{Who: other, About: rec.People[0].ID, What: []model.Word{"name"}, Reason: "a test"})
	hidden := disclosure.Secrets(rec, disclosure.Reader{ID: other, Child: rec.Children[0].ID, Kind: disclosure.Parent}, options(t, src, render.PDF).AsOf)
	f := pack(t, "arabic")
	for _, ext := range []string{"pdf", "docx", "md"} {
		text := textOf(t, file(t, f.pack, "send/P1/change-of-worker-letter."+ext))
		named := func(h disclosure.Hit) bool { return h.ID() == "people[0].name#name" }
		if found := hidden.Find(disclosure.Content{Body: text}); !slices.ContainsFunc(found, named) {
			t.Errorf("%s: %d letters of a hidden name aren't found", ext, len([]rune(name)))
		}
	}
}
