package pack

import (
	"encoding/json"
	"os"
	"path"
	"slices"
	"strings"
	"testing"

	"handover/internal/restriction"
	"handover/model"
	"handover/render"
	"handover/render/docx"
)

// A disclosureCase is one of fixtures/disclosure/cases.json: its base record with
// changes, and what should become of it.
type disclosureCase struct {
	Name, Kind string
	Set        []string // changes as changed takes them
	Held       []model.ID
	Made       []model.ID // have a letter
	Absent     []string   // in no letter of these, nor in a file's name
	Warns      []string   // said by check, on the check sheet or of what isn't made
	Harmless   bool       // every letter is made
}

func disclosureCases(t testing.TB) (base []byte, all []disclosureCase) {
	t.Helper()
	base, err := os.ReadFile("../../fixtures/disclosure/base.json")
	if err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile("../../fixtures/disclosure/cases.json")
	if err == nil {
		err = json.Unmarshal(b, &all)
	}
	if err != nil || len(all) == 0 {
		t.Fatal("no cases", err)
	}
	return base, all
}

// TestDisclosureCases: each case does as it says, in every format, by the text of
// the finished files.
func TestDisclosureCases(t *testing.T) {
	base, all := disclosureCases(t)
	for _, c := range all {
		t.Run(c.Name, func(t *testing.T) {
			t.Parallel()
			src := changedRecord(t, base, c.Set...)
			rec := decode(t, src)
			opt := options(t, src, render.PDF, render.DOCX, render.Markdown)
			plan, err := Choose(rec, loadSet(t, rec.Protocol), opt)
			if err != nil {
				t.Fatal(err)
			}
			k := build(t, plan)
			letters := map[model.ID]int{}
			for _, f := range k.Files {
				if !strings.HasPrefix(f.Path, "send/") {
					continue
				}
				id := model.ID(strings.Split(f.Path, "/")[1])
				letters[id]++
				content := contentOf(t, f)
				text := strings.ToLower(strings.Join(append([]string{content.Text, content.Title, path.Base(f.Path)}, content.Beside...), "\n"))
				for _, a := range c.Absent {
					if slices.Contains(c.Made, id) && strings.Contains(text, strings.ToLower(a)) {
						t.Errorf("%s says %q", f.Path, a)
					}
				}
			}
			said := restrictionsSay(rec, plan, k, opt)
			for _, id := range c.Held {
				if letters[id] > 0 {
					t.Errorf("%d letters to %s", letters[id], id)
				}
			}
			for _, id := range c.Made {
				if letters[id] == 0 {
					t.Errorf("no letter to %s: %s", id, strings.Join(said, "\n"))
				}
			}
			for _, w := range c.Warns {
				if !slices.ContainsFunc(said, func(s string) bool { return strings.Contains(s, w) }) {
					t.Errorf("nothing says %q:\n%s", w, strings.Join(said, "\n"))
				}
			}
			if c.Harmless && len(k.NotMade)+len(k.Refused) > 0 {
				t.Errorf("harmless, and not made: %+v %+v", k.NotMade, k.Refused)
			}
		})
	}
}

// TestReferenceIsRead: the words that stand in the styles of --reference are
// searched in each Word letter, and in no other format.
func TestReferenceIsRead(t *testing.T) {
	base, _ := disclosureCases(t)
	rec := decode(t, base)
	opt := options(t, base, render.DOCX, render.Markdown)
	sample, err := docx.WriteReference()
	if err == nil {
		opt.Reference, err = docx.ReadReference(sample)
	}
	if err != nil {
		t.Fatal(err)
	}
	plan := func() *Pack {
		p, err := Choose(rec, loadSet(t, rec.Protocol), opt)
		if err != nil {
			t.Fatal(err)
		}
		return build(t, p)
	}
	if k := plan(); len(k.Refused) > 0 {
		t.Fatalf("our own styles: %+v", k.Refused)
	}
	opt.Reference.Says = append(opt.Reference.Says, "Letter for 27 Quarry Road")
	k := plan()
	if len(k.Refused) == 0 {
		t.Error("nothing is refused")
	}
	for _, r := range k.Refused {
		if r.Format != render.DOCX || r.Fields[0].Where != "the styles of --reference" {
			t.Errorf("%+v", r)
		}
	}
}

// restrictionsSay is all that is said of a case at check, of its letters and of
// what isn't made.
func restrictionsSay(rec *model.Record, plan *Plan, k *Pack, opt Options) []string {
	var out []string
	for _, p := range append(rec.Warnings(opt.AsOf), restriction.Doubts("case.json", rec, opt.AsOf)...) {
		out = append(out, p.Path+": "+p.Msg)
	}
	for _, d := range plan.Documents {
		out = append(out, d.Warnings...)
	}
	for _, n := range slices.Concat(k.NotMade, plan.NotTold, Unsent(k.Refused)) {
		for _, why := range n.Reasons {
			out = append(out, "not made to "+string(n.Recipient)+": "+why)
		}
	}
	return out
}
