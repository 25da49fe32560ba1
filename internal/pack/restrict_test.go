package pack

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"handover/model"
	"handover/render"
)

// TestTheTwoLinesAgree: whatever restrictions stand between people of a case,
// what the views leave in is nothing that the search finds. Each line works
// alone: the views know nothing of the search, and the search nothing of views.
// A town or a building that the reader's own address names too is refused by
// the search, which can't tell why it stands there: that is the safe side.
func TestTheTwoLinesAgree(t *testing.T) {
	long(t)
	names := []string{"salford-section-20", "salford-siblings-proceedings", "bury-supervision-orders", "islington-step-down", "lincolnshire-tac",
		"lincolnshire-moved", "stoke-on-trent-court-to-care", "stoke-on-trent-step-down"}
	words := []model.Word{"address", "telephone", "email", "school", "workplace", "name", "new_name", "existence", "relationship", "paternity", "death", "carer",
		"provider", "contact_venue", "worker_base", "area", "professional", "referrer", "fact"}
	made, held := 0, 0
	for seed := range 60 {
		name := names[seed%len(names)]
		src := source(t, name)
		rec := decode(t, src)
		before, err := Choose(rec, loadSet(t, rec.Protocol), options(t, src, render.Markdown))
		if err != nil {
			t.Fatal(err)
		}
		rec.Restrictions = append(rec.Restrictions, between(rec, words).Example(seed))
		plan, err := Choose(rec, loadSet(t, rec.Protocol), options(t, src, render.Markdown))
		if err != nil {
			t.Fatal(err)
		}
		made += len(plan.Documents)
		held += len(before.Documents) - len(plan.Documents)
		for _, f := range build(t, plan).Refused {
			for _, x := range f.Fields {
				shared := strings.HasSuffix(x.Field, ".address") && x.What != "address"
				if !shared && x.What != "area" {
					t.Errorf("%s, %v: %s shows %s (%s) in %s", name, rec.Restrictions[len(rec.Restrictions)-1].What, f.Path, x.Field, x.What, x.Where)
				}
			}
		}
	}
	if made == 0 || held == 0 {
		t.Errorf("%d documents made and %d held: the restrictions do nothing, or everything", made, held)
	}
}

// between is any restriction between people of a case.
func between(rec *model.Record, words []model.Word) *rapid.Generator[model.Restriction] {
	var about, who []model.ID
	for _, p := range rec.People {
		about = append(about, p.ID)
	}
	for _, c := range rec.Children {
		about = append(about, c.ID)
	}
	who = append(who, about...)
	for _, p := range rec.Professionals {
		who = append(who, p.ID)
	}
	return rapid.Custom(func(r *rapid.T) model.Restriction {
		return model.Restriction{
			Who:   rapid.SampledFrom(who).Draw(r, "who"),
			About: rapid.SampledFrom(about).Draw(r, "about"),
			What:  rapid.SliceOfNDistinct(rapid.SampledFrom(words), 1, 3, rapid.ID[model.Word]).Draw(r, "what"),
		}
	})
}
