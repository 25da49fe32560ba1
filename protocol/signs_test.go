package protocol

import (
	"testing"

	"handover/model"
)

// Managers above those whom the transfer names are found by line_manager.
func TestHolderAbove(t *testing.T) {
	rec := &model.Record{
		Workers: []model.Worker{
			{ID: "W1", LineManager: "W2"}, {ID: "W2", LineManager: "W3"}, {ID: "W3", LineManager: "W4"},
			{ID: "W5", LineManager: "W6"}, {ID: "W6"},
		},
		Transfer: &model.Transfer{CurrentWorker: "W1", TransferringManager: "W3", ReceivingWorker: "W5", ReceivingManager: "W6"},
	}
	for role, want := range map[string]model.ID{
		"transferring_line_manager": "W2", "transferring_service_manager": "W4",
		"receiving_line_manager": "W6", "receiving_service_manager": "",
	} {
		if got := Holder(rec, role); got != want {
			t.Errorf("%s: %q, want %q", role, got, want)
		}
	}
}
