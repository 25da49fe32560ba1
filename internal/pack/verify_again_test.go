package pack

import (
	"slices"
	"strings"
	"testing"

	"handover/internal/deliver"
)

// TestVerifyChoosesAgain: a letter that may not be sent by the record of now is
// named, whatever became so since, and one that would say something else.
func TestVerifyChoosesAgain(t *testing.T) {
	const fixture = "salford-section-20"
	set := loadSet(t, "salford")
	saved, err := pack(t, fixture).pack.Save(t.TempDir(), deliver.How{})
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		change string
		held   string // the letter that may not be sent
	}{
		"nothing":         {"", ""},
		"not to be told":  {`people.P2.relationship.0.inform={"tell": false, "reason": "risk"}`, "send/P2/"},
		"left since":      {`professionals.R1.leaving_on="2026-11-22"`, "send/R1/"},
		"adopted since":   {`children.C1.orders=[{"kind": "adoption order", "made_on": "2026-11-22"}]`, "send/P2/"},
		"the child died":  {`children.C1.died_on="2026-11-22"`, "send/P1/"},
		"refused since":   {`consents=[{"by": "P1", "about": "C1", "to_what": "Telling the school", "with_whom": ["R1"], "answer": "refused", "date": "2026-11-22"}]`, "send/R1/"},
		"another worker":  {`transfer.receiving_worker="W4"`, ""},
		"another's words": {`transfer.reason.for_family="The team has more time for you."`, ""},
	} {
		t.Run(name, func(t *testing.T) {
			now := source(t, fixture)
			if c.change != "" {
				now = changed(t, fixture, c.change)
			}
			v, err := Verify(saved.Place, decode(t, now), set, options(t, now, allFormats...))
			if err != nil {
				t.Fatal(err)
			}
			held := slices.ContainsFunc(v.NotNow, func(n NotNow) bool { return n.Held && strings.HasPrefix(n.Path, c.held) })
			if held != (c.held != "") {
				t.Errorf("held %t: %+v", held, v.NotNow)
			}
			if c.change == "" && !v.Sound() {
				t.Errorf("not sound: %+v", v)
			}
			if otherwise := slices.ContainsFunc(v.Otherwise, func(p string) bool { return strings.HasPrefix(p, "send/P2/") }); otherwise != strings.HasPrefix(name, "another") {
				t.Errorf("would say something else: %q", v.Otherwise)
			}
		})
	}
}
