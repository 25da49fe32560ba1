package pack

import (
	"slices"
	"strings"
	"testing"

	"handover/internal/deliver"
	"handover/internal/protocol"
	"handover/model"
	"handover/render"
)

// TestANewAddressThatIsGranted: the letter about a move gives the new address to
// those to whom the protocol grants it, if it isn't confidential, and the
// search takes it for no slip; without the grant it would be one.
func TestANewAddressThatIsGranted(t *testing.T) {
	src := source(t, "lincolnshire-moved")
	set := loadSet(t, "lincolnshire")
	shows := func(open bool) (bool, []string, error) {
		rec := decode(t, src)
		for i := range rec.Children {
			*rec.Children[i].Address.Confidential = !open
		}
		for i := range rec.People {
			if a := rec.People[i].Address; a != nil && a.Confidential != nil {
				*a.Confidential = !open
			}
		}
		for i := range rec.Households {
			if a := rec.Households[i].Address; a != nil && a.Confidential != nil {
				*a.Confidential = !open
			}
		}
		plan, err := Choose(rec, set, options(t, src, render.Markdown))
		if err != nil {
			t.Fatal(err)
		}
		var warned []string
		for _, d := range plan.Documents {
			if d.Kind == "move-letter" {
				warned = append(warned, d.Warnings...)
			}
		}
		k, err := Build(plan)
		if err != nil {
			return false, warned, err
		}
		home := rec.Children[0].Address.Lines[0]
		return slices.ContainsFunc(k.Files, func(f deliver.File) bool {
			return strings.Contains(f.Path, "move-letter") && strings.Contains(string(f.Bytes), home)
		}), warned, nil
	}
	if there, warned, err := shows(false); there || err != nil || !slices.ContainsFunc(warned, func(w string) bool { return strings.Contains(w, "LIN-51") && strings.Contains(w, "confidential") }) {
		t.Errorf("confidential: there is %v, warned %q, %v", there, warned, err)
	}
	if there, warned, err := shows(true); !there || err != nil || slices.ContainsFunc(warned, func(w string) bool { return strings.Contains(w, "LIN-51") }) {
		t.Errorf("open: there is %v, warned %q, %v", there, warned, err)
	}
	// In other words than the letter's own it is a slip, for whom it isn't granted.
	proto := *set.Protocol
	proto.Grants = slices.DeleteFunc(slices.Clone(proto.Grants), func(g protocol.Grant) bool { return g.Fact == "home_address" })
	bare := *set
	bare.Protocol = &proto
	rec := decode(t, src)
	rec.Transfer.Reason.ForProfessionals = model.Text("They live at " + strings.Join(rec.Children[0].Address.Lines, ", ") + ".")
	plan, err := Choose(rec, &bare, options(t, src, render.Markdown))
	if err != nil {
		t.Fatal(err)
	}
	held := slices.ContainsFunc(plan.NotMade, func(n NotMade) bool { return strings.Contains(strings.Join(n.Reasons, "; "), "for_professionals") })
	if len(build(t, plan).Refused) == 0 && !held {
		t.Error("the address, granted to nobody, in the reason")
	}
}

// TestAMoveToldWithoutTheAddress: a professional who may not know the new
// address hears of the move without it, and the check sheet says why.
func TestAMoveToldWithoutTheAddress(t *testing.T) {
	src := source(t, "lincolnshire-moved")
	set := loadSet(t, "lincolnshire")
	open := func() *model.Record {
		rec := decode(t, src)
		rec.Restrictions = nil
		for i := range rec.Children {
			*rec.Children[i].Address.Confidential = false
		}
		for i := range rec.People {
			if a := rec.People[i].Address; a != nil && a.Confidential != nil {
				*a.Confidential = false
			}
		}
		for i := range rec.Households {
			if a := rec.Households[i].Address; a != nil && a.Confidential != nil {
				*a.Confidential = false
			}
		}
		return rec
	}
	letter := func(rec *model.Record, to model.ID) (made, shown, warned bool) {
		opt := options(t, src, render.Markdown)
		opt.Only, opt.To = []string{"move-letter"}, []model.ID{to}
		plan, err := Choose(rec, set, opt)
		if err != nil {
			t.Fatal(err)
		}
		for _, n := range plan.NotMade {
			t.Logf("%s: %q", n.Recipient, n.Reasons)
		}
		for _, d := range plan.Documents {
			made = true
			warned = warned || slices.ContainsFunc(d.Warnings, func(w string) bool { return strings.Contains(w, "LIN-51") })
		}
		for _, f := range build(t, plan).Files {
			shown = shown || strings.Contains(f.Path, "move-letter") && strings.Contains(string(f.Bytes), rec.Children[0].Address.Lines[0])
		}
		return made, shown, warned
	}
	tried := 0
	for _, r := range open().Professionals {
		if made, shown, _ := letter(open(), r.ID); !made || !shown {
			continue // not one who is told
		}
		rec := open()
		rec.Restrictions = []model.Restriction{{Who: r.ID, About: rec.Children[0].ID, What: []model.Word{"address"}, Reason: "a test"}}
		made, shown, warned := letter(rec, r.ID)
		if !made || shown || !warned {
			t.Errorf("%s: made %t, with the address %t, said so %t", r.ID, made, shown, warned)
		}
		tried++
	}
	if tried == 0 {
		t.Error("nobody is told the new address")
	}
}
