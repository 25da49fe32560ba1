package pack

import (
	"bytes"
	"image"
	"image/png"
	"slices"
	"strings"
	"testing"

	"handover/model"
	"handover/render"
	"handover/render/doc"
	"handover/render/logo"
)

// planWith is the plan of the section 20 case with the family's reason in other
// words, chosen as if the child lived elsewhere: whatever keeps the letter from
// being chosen, the check finds it out by the record as it is.
func planWith(t *testing.T, forFamily string, change func(*Options)) *Plan {
	t.Helper()
	src := source(t, "salford-section-20")
	rec := decode(t, bytes.ReplaceAll(src, []byte("Tannery Row"), []byte("Elsewhere Way")))
	rec.Transfer.Reason.ForFamily = model.Text(forFamily)
	opt := options(t, src, render.PDF, render.DOCX, render.Markdown, render.HTML)
	if change != nil {
		change(&opt)
	}
	plan, err := Choose(rec, loadSet(t, rec.Protocol), opt)
	if err != nil {
		t.Fatal(err)
	}
	plan.rec = decode(t, src)
	return plan
}

// TestNothingIsMadeThatDiscloses: the father's letter would say where the child
// lives (Wakefield 2022, Telford & Wrekin 2011), in whatever format. It isn't
// made, the others are, and the check sheet and the manifest say why.
func TestNothingIsMadeThatDiscloses(t *testing.T) {
	k := build(t, planWith(t, "Zoë is settled at 14 Tannery Row.", nil))
	formats := map[render.Format]bool{}
	for _, f := range k.Refused {
		if strings.HasPrefix(f.Path, "send/P2/") {
			formats[f.Format] = true
		}
		for _, why := range f.Why() {
			if !strings.Contains(why, "in transfer.reason.for_family") || strings.Contains(why, "Tannery") {
				t.Errorf("why: %s", why)
			}
		}
	}
	if len(formats) != 4 {
		t.Errorf("found in %v of the father's four files", formats)
	}
	others := false
	for _, f := range k.Files {
		if strings.HasPrefix(f.Path, "send/P2/") {
			t.Errorf("%s was made", f.Path)
		}
		others = others || strings.HasPrefix(f.Path, "send/R")
	}
	if !others {
		t.Error("no letter was made of those that pass")
	}
	if sheet := textOf(t, file(t, k, "check-sheet.md")); !strings.Contains(sheet, "which P2 may not know, in transfer.reason.for_family") {
		t.Error("the check sheet doesn't say why the father's letter isn't made")
	}
}

// TestAClearanceHoldsForItsText: a coincidence that a named person has cleared is
// made in every format and recorded, in that letter and no other; a whole address
// that a restriction withholds is no coincidence.
func TestAClearanceHoldsForItsText(t *testing.T) {
	const slip = "Zoë is settled near Tannery Row."
	clearance := func(k *Pack, by, reason string) []Clearance {
		var out []Clearance
		for _, f := range k.Refused {
			for _, x := range f.Fields {
				if c := (Clearance{Text: f.Text, Field: x.Field, What: string(x.What), By: by, Reason: reason}); !slices.Contains(out, c) {
					out = append(out, c)
				}
			}
		}
		return out
	}
	with := func(slip string, all []Clearance) *Pack {
		return build(t, planWith(t, slip, func(o *Options) { o.Cleared = all }))
	}
	first := with(slip, nil)
	clear := clearance(first, "D. Manager", "a street of the same name")
	if len(clear) == 0 {
		t.Fatal("nothing is refused")
	}
	k := with(slip, clear)
	if len(k.Refused) > 0 {
		t.Errorf("refused all the same: %v", &Disclosed{Files: k.Refused})
	}
	for _, f := range []string{"manifest.json", "check-sheet.md"} {
		if m := textOf(t, file(t, k, f)); !strings.Contains(m, "a street of the same name") || !strings.Contains(m, "D. Manager") {
			t.Errorf("%s doesn't say who cleared it, and why", f)
		}
	}
	if len(with(slip+" She sends her love.", clear).Refused) == 0 {
		t.Error("a clearance held for another text")
	}
	for _, bad := range [][2]string{{"x", "a street of the same name"}, {"D. Manager", "ok"}, {"1", "a street of the same name"}, {"D. Manager", "1234 5678"}, {"--", "-- --"}} {
		if len(with(slip, clearance(first, bad[0], bad[1])).Refused) == 0 {
			t.Errorf("cleared by %q, %q", bad[0], bad[1])
		}
	}
	plan := footed(t, func(m *doc.Meta) { m.Foot = "Zoë, 14 Tannery Row" })
	plan.rec.Restrictions[0].Who = "P8"
	plan.opt.Cleared = clearance(build(t, plan), "D. Manager", "a street of the same name")
	refused(t, plan, "14 Tannery Row")
	plan = footed(t, func(m *doc.Meta) { m.Foot = "Zoë, near Tannery Row" })
	plan.rec.Restrictions[0].Who = "P8"
	plan.opt.Cleared = clearance(build(t, plan), "D. Manager", "a street of the same name")
	if k := build(t, plan); len(k.Refused) > 0 {
		t.Errorf("a street alone can't be cleared: %v", &Disclosed{Files: k.Refused})
	}
}

// footed is the plan of the one letter to somebody from whom the address is
// withheld, with something on each page.
func footed(t *testing.T, set func(*doc.Meta)) *Plan {
	t.Helper()
	plan := planOf(t, "salford-section-20", "P8", `restrictions.0.who="P6"`, `people.P8.relationship.0={"child": "C1", "is": "father", "inform": {"tell": true}}`, `people.P8.letters={"deliver": "hand"}`)
	if len(plan.Documents) != 1 {
		t.Fatalf("%d documents", len(plan.Documents))
	}
	build(t, plan)
	set(&plan.Documents[0].doc.Meta)
	return plan
}

// TestFeetAreSearched: what runs on each page is searched as well, and what a
// file has of properties.
func TestFeetAreSearched(t *testing.T) {
	for name, set := range map[string]func(*doc.Meta){
		"foot":  func(m *doc.Meta) { m.Foot = "Zoë, 14 Tannery Row" },
		"head":  func(m *doc.Meta) { m.Head = "Zoë, 14 Tannery Row" },
		"title": func(m *doc.Meta) { m.Title = "Zoë, 14 Tannery Row" },
	} {
		plan := footed(t, set)
		t.Run(name, func(t *testing.T) { refused(t, plan, "14 Tannery Row") })
	}
}

// TestLogosTextIsTheCouncils: what the logo says is the council's own, as the
// lines of its letterhead are, whatever the record has in the same words; and it
// goes to everybody outside, and on no form.
func TestLogosTextIsTheCouncils(t *testing.T) {
	src := source(t, "salford-section-20")
	rec := decode(t, src)
	set := *loadSet(t, rec.Protocol)
	proto := *set.Protocol
	set.Protocol, proto.Letterhead.Logo.Alt = &proto, "14 Tannery Row"
	var picture bytes.Buffer
	if err := png.Encode(&picture, image.NewGray(image.Rect(0, 0, 600, 100))); err != nil {
		t.Fatal(err)
	}
	var err error
	if set.Logo, err = logo.Read("logo.png", picture.Bytes(), "14 Tannery Row"); err != nil {
		t.Fatal(err)
	}
	plan, err := Choose(rec, &set, options(t, src, render.PDF, render.DOCX))
	if err != nil {
		t.Fatal(err)
	}
	if k := build(t, plan); len(k.Refused) > 0 {
		t.Error(&Disclosed{Files: k.Refused})
	}
	for _, d := range plan.Documents {
		if (d.doc.Meta.Logo != nil) != d.Reader.Outside() {
			t.Errorf("%s: a logo: %t", d.Path, d.doc.Meta.Logo != nil)
		}
	}
}
