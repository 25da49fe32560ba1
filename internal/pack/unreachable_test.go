package pack

import (
	"slices"
	"strings"
	"testing"
)

// TestUnreachable: a letter that would show a telephone number that nobody can
// ring isn't made, and the reason names the field; forms inside show it.
func TestUnreachable(t *testing.T) {
	plan := planOf(t, "salford-section-20", "R1", `workers.W2.telephone="ask Dawn"`)
	if len(plan.Documents) > 0 || !slices.ContainsFunc(plan.NotMade, func(n NotMade) bool {
		return strings.Contains(strings.Join(n.Reasons, " "), ".telephone: not a telephone number") && !strings.Contains(strings.Join(n.Reasons, " "), "Dawn")
	}) {
		t.Errorf("%d documents; not made: %+v", len(plan.Documents), plan.NotMade)
	}
}
