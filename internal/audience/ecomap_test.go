package audience

import (
	"fmt"
	"strings"
	"testing"
)

// An ecomap has who is around the child, with the contact that is recorded, and
// professionals by kind.
func TestEcomap(t *testing.T) {
	rec := edited(t, `people.0.relationship.0.contact={"status":"supervised"}`, `people.2.died_on="2020-01-02"`, `professionals.0.kind="education"`)
	b := &builder{rec: rec, asOf: day(t, today), about: &rec.Children[0]}
	if b.ecomap() != nil {
		t.Error("three people need no picture")
	}
	rec = edited(t, `people.0.relationship.0.contact={"status":"supervised"}`, `professionals.0.kind="education"`)
	b = &builder{rec: rec, asOf: day(t, today), about: &rec.Children[0]}
	e := b.ecomap()
	var out []string
	for _, x := range e.Near {
		s := fmt.Sprintf("%s, %s %d", x.Name.Text(), x.What.Text(), x.Bond)
		if x.Says != nil {
			s += " " + x.Says.Text()
		}
		out = append(out, s)
	}
	for _, f := range e.Helpers {
		out = append(out, fmt.Sprintf("%s: %d %s", f.Kind, len(f.Names), f.Names[0].Text()))
	}
	want := "Bea Example, mother 3 Supervised; Cy Carer, foster carer 1; Dot Example, aunt 0; Education: 1 Eve Teacher"
	if got := strings.Join(out, "; "); got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
}
