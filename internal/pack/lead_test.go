package pack

import (
	"strings"
	"testing"
)

// TestLeadIsToldThatTheyLead: who is to lead the early help isn't told about
// themselves as of somebody else.
func TestLeadIsToldThatTheyLead(t *testing.T) {
	const you, them = "asked you to work with the family", "asked this service to work with the family"
	f := pack(t, "islington-step-down")
	lead := textOf(t, file(t, f.pack, "send/R6/closure-notice-C1.md"))
	other := textOf(t, file(t, f.pack, "send/R1/closure-notice.md"))
	if !strings.Contains(lead, you) || strings.Contains(lead, them) || strings.Contains(other, you) || !strings.Contains(other, them) {
		t.Errorf("%s\n%s", lead, other)
	}
}
