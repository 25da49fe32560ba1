package pack

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"handover/model"
	"handover/protocol"
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
		return slices.ContainsFunc(k.Files, func(f File) bool {
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
	var d *Disclosed
	if _, err := Build(plan); !errors.As(err, &d) {
		t.Errorf("the address, granted to nobody, in the reason: %v", err)
	}
}
