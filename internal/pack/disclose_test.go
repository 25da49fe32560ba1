package pack

import (
	"bytes"
	"errors"
	"image"
	"image/png"
	"strings"
	"testing"

	"handover/model"
	"handover/render"
	"handover/render/doc"
	"handover/render/logo"
)

// planWith is the plan of the section 20 case with the family's reason in
// other words.
func planWith(t *testing.T, forFamily string, change func(*Options)) *Plan {
	t.Helper()
	src := source(t, "salford-section-20")
	rec := decode(t, src)
	rec.Transfer.Reason.ForFamily = model.Text(forFamily)
	opt := options(t, src, render.PDF, render.DOCX, render.Markdown, render.HTML)
	if change != nil {
		change(&opt)
	}
	plan, err := Choose(rec, loadSet(t, rec.Protocol), opt)
	if err != nil {
		t.Fatal(err)
	}
	return plan
}

// TestNothingIsMadeThatDiscloses: the father's letter would say where the child
// lives (Wakefield 2022, Telford & Wrekin 2011), in whatever format.
func TestNothingIsMadeThatDiscloses(t *testing.T) {
	const slip = "Zoë is settled at 14 Tannery Row."
	_, err := Build(planWith(t, slip, nil))
	var d *Disclosed
	if !errors.As(err, &d) {
		t.Fatalf("got %v, want a *Disclosed", err)
	}
	formats := map[render.Format]bool{}
	for _, f := range d.Files {
		if strings.HasPrefix(f.Path, "send/P2/") {
			formats[f.Format] = true
		}
	}
	if len(formats) != 4 {
		t.Errorf("found in %v of the father's four files", formats)
	}
	if strings.Contains(err.Error(), "Tannery") {
		t.Error("the error holds the value")
	}

	k, err := Build(planWith(t, slip, func(o *Options) { o.LeaveOut = true }))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range k.Files {
		if strings.HasPrefix(f.Path, "send/P2/") {
			t.Errorf("%s was made", f.Path)
		}
	}
	if len(k.Refused) == 0 {
		t.Error("nothing is listed as refused")
	}
}

// TestAClearanceHoldsForItsFile: a coincidence that a named person has cleared
// is made and recorded, in that file and no other.
func TestAClearanceHoldsForItsFile(t *testing.T) {
	const slip = "Zoë is settled at 14 Tannery Row."
	_, err := Build(planWith(t, slip, nil))
	var d *Disclosed
	if !errors.As(err, &d) {
		t.Fatalf("got %v, want a *Disclosed", err)
	}
	var clear []Clearance
	for _, f := range d.Files {
		for _, x := range f.Fields {
			clear = append(clear, Clearance{SHA256: f.SHA256, Field: x.Field, What: string(x.What), By: "D. Manager", Reason: "a street of the same name"})
		}
	}
	k, err := Build(planWith(t, slip, func(o *Options) { o.Cleared = clear }))
	if err != nil {
		t.Fatal(err)
	}
	if m := string(file(t, k, "manifest.json").Bytes); !strings.Contains(m, "a street of the same name") || !strings.Contains(m, "D. Manager") {
		t.Error("the manifest doesn't record who cleared it, and why")
	}
	if _, err := Build(planWith(t, slip+" She sends her love.", func(o *Options) { o.Cleared = clear })); !errors.As(err, &d) {
		t.Errorf("a clearance held for another file: %v", err)
	}
}

// TestFeetAreSearched: what runs on each page is searched as well, and what a
// file has of properties.
func TestFeetAreSearched(t *testing.T) {
	for name, set := range map[string]func(*doc.Meta){
		"foot":  func(m *doc.Meta) { m.Foot = "Zoë, 14 Tannery Row" },
		"head":  func(m *doc.Meta) { m.Head = "Zoë, 14 Tannery Row" },
		"title": func(m *doc.Meta) { m.Title = "Zoë, 14 Tannery Row" },
	} {
		plan := planOf(t, "salford-section-20", "P8", `restrictions.0.who="P6"`, `people.P8.relationship.0={"child": "C1", "is": "father", "inform": {"tell": true}}`, `people.P8.letters={"deliver": "hand"}`)
		if len(plan.Documents) != 1 {
			t.Fatalf("%d documents", len(plan.Documents))
		}
		build(t, plan)
		set(&plan.Documents[0].doc.Meta)
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
	if _, err := Build(plan); err != nil {
		t.Error(err)
	}
	for _, d := range plan.Documents {
		if (d.doc.Meta.Logo != nil) != d.Reader.Outside() {
			t.Errorf("%s: a logo: %t", d.Path, d.doc.Meta.Logo != nil)
		}
	}
}
