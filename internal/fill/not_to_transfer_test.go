package fill_test

import (
	"strings"
	"testing"

	"handover/model"
)

// TestNotToTransfer: where it was decided not to transfer, no council asks for
// what a transfer needs, and no step of one is due or late.
func TestNotToTransfer(t *testing.T) {
	for council, name := range map[string]string{"salford": "section-20", "bury": "core-group", "islington": "supervision-order", "lincolnshire": "review"} {
		set, rec := councilCase(t, council, name)
		rec.Transfer.DecisionNotToTransfer = &model.Exception{Reason: "Exams.", AgreedBy: []model.ID{"W2"}, Date: day(t, "2026-11-20")}
		r := set.Protocol.Readiness(rec, day(t, "2026-11-23"))
		if r.Stopped != nil {
			t.Errorf("%s: stopped %v", council, r.Stopped)
		}
		steps := set.Protocol.EventLabel("transfer")
		for _, d := range r.Deadlines {
			if strings.Contains(d.Rule, steps) {
				t.Errorf("%s: %s", council, d.ID)
			}
		}
		for _, x := range r.Rules {
			if x.Why == "the case is being transferred" {
				t.Errorf("%s: %s", council, x.ID)
			}
		}
	}
}
