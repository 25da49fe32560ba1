package protocol

import (
	"reflect"
	"slices"
	"testing"

	"handover/model"
)

// TestRolesHaveTitles: each role that the program knows has a title in a
// protocol, and each title is a role's; and the record can say who holds it.
func TestRolesHaveTitles(t *testing.T) {
	titles := keys(reflect.TypeFor[Titles]())
	var roles []string
	for _, r := range model.Roles() {
		roles = append(roles, string(r))
	}
	if !slices.Equal(slices.Sorted(slices.Values(titles)), slices.Sorted(slices.Values(roles))) {
		t.Errorf("titles %v, roles %v", titles, roles)
	}
	rec := &model.Record{
		Workers: []model.Worker{{ID: "W1", LineManager: "W2"}},
		Transfer: &model.Transfer{CurrentWorker: "W1", ReceivingWorker: "W1", TransferringManager: "W1", ReceivingManager: "W1", Chair: "W1",
			Administrator: "W1"},
		Audit:     &model.Audit{Administrator: &model.AdminSignedOff{By: "W1"}},
		EarlyHelp: &model.EarlyHelp{Administrator: "W1"},
	}
	for _, r := range roles {
		if Holder(rec, r) == "" {
			t.Errorf("nobody can hold the role %s", r)
		}
	}
}
