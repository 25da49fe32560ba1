package pack

import (
	"strings"
	"testing"

	"handover/model"
	"handover/render"
)

// TestLetterNumber: a page that lies among another letter's pages is seen by
// its foot, and traced by the manifest and the check sheet.
func TestLetterNumber(t *testing.T) {
	long(t)
	f := pack(t, "salford-siblings-proceedings")
	sheet := textOf(t, file(t, f.pack, "check-sheet.md"))
	whose := map[string]string{}
	for _, d := range f.plan.Documents {
		if !d.Reader.Outside() {
			if d.Letter != "" {
				t.Errorf("%s has a letter's number", d.Path)
			}
			continue
		}
		if other, ok := whose[d.Letter]; ok {
			t.Errorf("%s has the number of %s", d.Path, other)
		}
		whose[d.Letter] = d.Path
		if !strings.Contains(sheet, d.Letter) {
			t.Errorf("%s: %s is not on the check sheet", d.Path, d.Letter)
		}
	}
	if len(whose) < 8 {
		t.Fatalf("only %d letters", len(whose))
	}
	for _, m := range manifestOf(t, f.pack).Files {
		if m.Audience.Outside() != (m.Letter != "") || m.Letter != "" && !strings.HasPrefix(m.Path, whose[m.Letter]) {
			t.Errorf("the manifest has %q for %s", m.Letter, m.Path)
		}
		if m.Format != render.PDF || m.Audience == model.ReaderSender {
			continue
		}
		feet := 0
		for number := range whose {
			n := strings.Count(strings.Join(contentOf(t, file(t, f.pack, m.Path)).Beside, "\n"), number)
			if n > 0 && number != m.Letter {
				t.Errorf("%s has the number of another letter, %s", m.Path, number)
			}
			feet += n
		}
		if m.Letter != "" && feet != m.Pages {
			t.Errorf("%s: %d pages, its number on %d", m.Path, m.Pages, feet)
		}
	}
}
