package protocol

import (
	"testing"

	"handover/model"
)

// TestFieldOf: what isn't recorded is called by the field in which it would stand.
func TestFieldOf(t *testing.T) {
	rec, err := model.Decode("case.json", []byte(`{"schema": "handover.case/1", "protocol": "x", "reference": "R", "children": [{"id": "C1", "first_name": "A"}],
		"workers": [{"id": "W1", "name": "A Worker"}], "transfer": {"kind": "between_teams", "current_worker": "W1"}}`), model.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for role, want := range map[string]string{
		"auditor": "audit.administrator.by", "administrator": "transfer.administrator", "transferring_line_manager": "workers[0].line_manager",
		"receiving_line_manager": "transfer.receiving_worker", "receiving_service_manager": "transfer.receiving_manager", "early_help_administrator": "early_help.administrator",
	} {
		if got := FieldOf(rec, role); got != want {
			t.Errorf("%s: %s, want %s", role, got, want)
		}
	}
}
