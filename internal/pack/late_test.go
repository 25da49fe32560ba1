package pack

import (
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"handover/model/dates"
	"handover/render"
)

// ofTheTimeBefore is what a letter may not say once the day has come of which
// it tells.
var ofTheTimeBefore = regexp.MustCompile(`(?i:\bis still (the|your) (lead )?(social )?worker\b|\bup to (that day|then)\b|\buntil then, |\bhave not met\b|` +
	`\bwill not have a\b|\bis going to (change|work with)\b|\bbefore we close\b)|\byou still have [A-Z]|\b(Before|before|Up to|From) ([A-Z][a-z]+day )?\d{1,2} [A-Z][a-z]+ \d{4}`)

// TestLateLetters makes the letters of every fixture a week after its transfer
// or closing: none speaks as before it.
func TestLateLetters(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("../../fixtures/good/*.json")
	if err != nil {
		t.Fatal(err)
	}
	letters := 0
	for _, f := range files {
		name := strings.TrimSuffix(filepath.Base(f), ".json")
		src := source(t, name)
		rec := decode(t, src)
		var on dates.Date
		if x := rec.Transfer; x != nil {
			on = x.Dates["transfer"].Date
		}
		if x := rec.Closure; x != nil && x.Effective.After(on) {
			on = x.Effective
		}
		if on.IsZero() {
			continue
		}
		opt := options(t, src, render.Markdown)
		opt.AsOf = on.AddDays(8)
		if rec.Transfer != nil {
			rec.Transfer.ConfirmedOn = opt.AsOf
		}
		plan, err := Choose(rec, loadSet(t, rec.Protocol), opt)
		if err != nil {
			t.Fatal(name, err)
		}
		k, err := Build(plan)
		if err != nil {
			t.Fatal(name, err)
		}
		for _, f := range k.Files {
			if !strings.HasPrefix(f.Path, "send/") || strings.Contains(f.Path, "joint-working-letter") { // the present worker stays
				continue
			}
			letters++
			if at := ofTheTimeBefore.FindString(string(f.Bytes)); at != "" {
				t.Errorf("%s: %s, made a week late, says %q", name, f.Path, at)
			}
		}
	}
	if letters < 60 {
		t.Errorf("only %d letters", letters)
	}
}
