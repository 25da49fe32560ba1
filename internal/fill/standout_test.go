package fill_test

import (
	"io/fs"
	"path"
	"strings"
	"testing"

	"handover/internal/audience"
	"handover/model"
	"handover/render/markup"
	"handover/templates"
)

// said is what a document of a council says, on the fixtures' day, with every
// value in place.
func said(t *testing.T, council, fixture, kind string, reader model.Reader, to model.ID, child int) string {
	t.Helper()
	set, rec := councilCase(t, council, fixture)
	on := day(t, "2026-11-23")
	for _, d := range set.Documents {
		if d.Kind != kind || d.Reader != reader {
			continue
		}
		view := audience.View(audience.Document{Kind: kind, Reader: reader, Recipient: to, Child: &rec.Children[child], Ready: set.Protocol.Readiness(rec, on)}, rec, set.Protocol, on)
		f, err := d.Template.Fill(view, audience.Missing(rec, reader), audience.Where(rec, set.Protocol, on))
		if err != nil {
			t.Fatal(err)
		}
		out := string(f.Source.Markdown)
		for i, v := range f.Source.Values {
			out = strings.Replace(out, markup.Token(i), v.Text, 1)
		}
		return out
	}
	t.Fatalf("%s has no %s for a %s", council, kind, reader)
	return ""
}

// TestLateAndMissingStandOut: among many lines of a table, what is late and what
// is missing is in bold, and nothing else of its column is.
func TestLateAndMissingStandOut(t *testing.T) {
	for _, c := range []struct{ council, fixture, kind, want, not string }{
		{"salford", "siblings-proceedings", "transfer-summary", "| **Late by 3 working days: on record for 16 December 2026** |", "| **Met"},
		{"salford", "siblings-proceedings", "transfer-summary", "| **Missing** |", "**Carefirst"},
		{"salford", "siblings-proceedings", "file-audit", "| **Missing**<br>Alasdair Mountjoy", "**Present"},
		{"bury", "unaccompanied", "file-audit", "| **Missing**<br>Duncan Fairlie", "**Present"},
		{"bury", "supervision-orders", "transfer-checklist", "| **Missing**<br>Joel Asante-Briggs", "**Present"},
		{"lincolnshire", "review", "file-audit", "**Missing**", "**Present"},
		{"islington", "turning-18", "file-audit", "| **Missing**", "**Present"},
	} {
		child := 0
		if c.council == "bury" && c.fixture == "supervision-orders" {
			child = 1 // the first one stays
		}
		got := said(t, c.council, c.fixture, c.kind, model.ReaderInternal, "", child)
		if !strings.Contains(got, c.want) {
			t.Errorf("%s, %s: nowhere %q", c.council, c.kind, c.want)
		}
		if strings.Contains(got, c.not) {
			t.Errorf("%s, %s: %q", c.council, c.kind, c.not)
		}
	}
}

// TestNoConsentSoughtHasNoDate: that the day is lacking of a consent that nobody
// asked for isn't a gap.
func TestNoConsentSoughtHasNoDate(t *testing.T) {
	if got := said(t, "salford", "section-20", "transfer-summary", model.ReaderInternal, "", 0); !strings.Contains(got, "| Not sought | – |") {
		t.Error("a consent that wasn't sought is dated, or lacks a date")
	}
}

// TestUnbornBabyLivesNowhere: what is said about a child's home and visits isn't
// said of a baby who isn't born yet.
func TestUnbornBabyLivesNowhere(t *testing.T) {
	const home = "It does not change where"
	for child, want := range []bool{true, false} {
		got := said(t, "bury", "core-group", "change-of-worker-letter", model.ReaderParent, "P1", child)
		if strings.Contains(got, home) != want || !strings.Contains(got, "This does not change the plan for") {
			t.Errorf("child %d: %v", child+1, got)
		}
	}
}

// TestKeepsakeNamesNoWorkersNumber: a letter that is read years later sends
// nobody to the number of a worker who may have left.
func TestKeepsakeNamesNoWorkersNumber(t *testing.T) {
	got := said(t, "bury", "supervision-orders", "change-of-worker-letter", model.ReaderChild, "C3", 2)
	if !strings.Contains(got, "A letter for you to keep") || strings.Contains(got, "0161 496 0242") || !strings.Contains(got, "0161 496 0200") {
		t.Error(got)
	}
}

// TestNothingIsMissingOfAnUnbornBaby: neither a religion nor a school is a gap
// of a baby who isn't born yet, nor is a day of having been seen.
func TestNothingIsMissingOfAnUnbornBaby(t *testing.T) {
	gaps := said(t, "lincolnshire", "allocation", "record-gaps", model.ReaderInternal, "W4", 0)
	_, baby, _ := strings.Cut(gaps, "### Unborn baby")
	if !strings.Contains(baby, "Expected") || strings.Contains(baby, "Not recorded") {
		t.Error(gaps)
	}
	for council, fixture := range map[string]string{"lincolnshire": "allocation", "stoke-on-trent": "delay", "bury": "core-group"} {
		for child, want := range []bool{true, false} {
			got := said(t, council, fixture, "transfer-summary", model.ReaderInternal, "", child)
			if strings.Contains(got, "| Last seen |") != want {
				t.Errorf("%s, child %d: %s", council, child+1, got)
			}
		}
	}
}

// TestNothingIsWrittenBetweenTwoBoxes: what follows a box to tick and ends in a
// colon is written by hand, so that no further box stands behind it.
func TestNothingIsWrittenBetweenTwoBoxes(t *testing.T) {
	err := fs.WalkDir(templates.BuiltIn(), ".", func(file string, e fs.DirEntry, err error) error {
		if err != nil || path.Ext(file) != ".md" {
			return err
		}
		text, err := fs.ReadFile(templates.BuiltIn(), file)
		for i, line := range strings.Split(string(text), "\n") {
			if _, behind, ok := strings.Cut(line, "☐"); ok && strings.Contains(behind, ": ☐") {
				t.Errorf("%s:%d: nowhere to write", file, i+1)
			}
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

// TestComingOfAgeChangesThings: of a child who is 18 on the day of the transfer
// no letter says that plan, home or rights stay as they are.
func TestComingOfAgeChangesThings(t *testing.T) {
	for _, c := range []struct {
		council, fixture string
		reader           model.Reader
		to               model.ID
		kind             string
		same             bool
	}{
		{"islington", "turning-18", model.ReaderParent, "P1", "early-notice", false},
		{"islington", "turning-18", model.ReaderChild, "C1", "early-notice", false},
		{"stoke-on-trent", "early", model.ReaderParent, "P1", "early-notice", false},
		{"stoke-on-trent", "early", model.ReaderChild, "C1", "early-notice", false},
		{"bury", "core-group", model.ReaderParent, "P1", "change-of-worker-letter", true},
	} {
		got := said(t, c.council, c.fixture, c.kind, c.reader, c.to, 0)
		says := strings.Contains(got, "does not change") || strings.Contains(got, "duties stay the same") || strings.Contains(got, "plan** stays") || strings.Contains(got, "rights** stay")
		if says != c.same {
			t.Errorf("%s, %s to %s: says %v that things stay the same", c.council, c.kind, c.to, says)
		}
	}
}
