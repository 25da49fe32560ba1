package protocol

import (
	"reflect"
	"testing"

	"handover/model"
)

// TestRolesHaveTitles: each role that the program knows has a title in a
// protocol, and each title is a role's; and the record can say who holds it.
func TestRolesHaveTitles(t *testing.T) {
	roles := keys(reflect.TypeFor[Titles]())
	if len(roles) != 12 {
		t.Errorf("%d titles; the program knows 12 roles", len(roles))
	}
	for _, r := range roles {
		if _, role, ok := model.ReaderOf(r); !ok || string(role) != r {
			t.Errorf("%s is the title of no role", r)
		}
	}
	rec := &model.Record{
		Workers: []model.Worker{{ID: "W1", LineManager: "W2"}},
		Transfer: &model.Transfer{CurrentWorker: "W1", ReceivingWorker: "W1", TransferringManager: "W1", ReceivingManager: "W1", Chair: "W1",
			Administrator: "W1"},
		Audit:     &model.Audit{Administrator: &model.AdminSignedOff{By: "W1"}},
		EarlyHelp: &model.EarlyHelp{Administrator: "W1"},
	}
	for _, r := range roles {
		if holder(rec, r) == "" {
			t.Errorf("nobody can hold the role %s", r)
		}
	}
}
