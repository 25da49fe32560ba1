package model

import "testing"

// TestOutcomeSettled: a decision in people's words, with 002:337's four outcomes.
func TestOutcomeSettled(t *testing.T) {
	for decision, want := range map[string]Word{
		"": "", "  ": "",
		"Agreed transfer to targeted early service": "agreed", "Agreed transfer to targeted early help.": "agreed", "Accepted": "agreed", "Step down approved": "agreed",
		"Transfer not agreed": "not_agreed", "NOT AGREED - should remain in statutory services": "not_agreed", "Declined": "not_agreed", "Case to remain with CSS": "not_agreed",
		"Agree transfer to universal services.": "universal", "No Further Action": "no_further_action", "NFA": "no_further_action",
		"Deferred to next week": Unclear, "Discussed": Unclear, "Decision pending": Unclear,
	} {
		if got := (&Outcome{Decision: decision}).Settled(); got != want {
			t.Errorf("%q: %q, want %q", decision, got, want)
		}
	}
	if got := (&Outcome{Result: "universal", Decision: "Agreed"}).Settled(); got != "universal" {
		t.Error(got)
	}
	if got := (*Outcome)(nil).Settled(); got != "" {
		t.Error(got)
	}
}
