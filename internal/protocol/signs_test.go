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
		if got := holder(rec, role); got != want {
			t.Errorf("%s: %q, want %q", role, got, want)
		}
	}
}

// Whoever signs instead does so where a worker has left, and where nobody has
// the role; not where that one has left as well.
func TestSignsInstead(t *testing.T) {
	left := day(t, "2026-11-01")
	rec := &model.Record{
		Workers:  []model.Worker{{ID: "W1"}, {ID: "W2"}, {ID: "W3", LeftOn: left}},
		Transfer: &model.Transfer{},
	}
	p := &Protocol{Titles: Titles{CurrentWorker: "worker", TransferringManager: "manager"}}
	d := Document{Signs: []Signer{{Role: "current_worker", IfGone: "transferring_manager"}}}
	for name, c := range map[string]struct {
		worker, manager model.ID
		want            Signature
	}{
		"the worker":        {"W1", "W2", Signature{Title: "worker", Role: "current_worker", Worker: "W1"}},
		"a worker who left": {"W3", "W2", Signature{Title: "manager", Role: "transferring_manager", Worker: "W2", InsteadOf: "W3"}},
		"nobody":            {"", "W2", Signature{Title: "manager", Role: "transferring_manager", Worker: "W2"}},
		"nobody at all":     {"", "", Signature{Title: "worker", Role: "current_worker"}},
		"nobody, and left":  {"", "W3", Signature{Title: "worker", Role: "current_worker"}},
		"both left":         {"W3", "W3", Signature{Title: "manager", Role: "transferring_manager", InsteadOf: "W3"}},
	} {
		rec.Transfer.CurrentWorker, rec.Transfer.TransferringManager = c.worker, c.manager
		if got := p.Signatures(d, rec, nil, day(t, "2026-11-23")); len(got) != 1 || got[0] != c.want {
			t.Errorf("%s: %+v, want %+v", name, got, c.want)
		}
	}
}

// Who works alongside a worker who stays takes nothing over, and signs by the
// job in the record; the council's title is there where the record gives none.
func TestSignsBeside(t *testing.T) {
	rec := &model.Record{
		Workers:  []model.Worker{{ID: "W1"}, {ID: "W2", Role: "Family practitioner"}, {ID: "W3"}},
		Transfer: &model.Transfer{CurrentWorker: "W1"},
	}
	p := &Protocol{Titles: Titles{CurrentWorker: "worker", ReceivingWorker: "receiving worker"}}
	d := Document{Signs: []Signer{{Role: "current_worker"}, {Role: "receiving_worker"}}}
	for _, c := range []struct {
		kind   model.Word
		worker model.ID
		want   string
	}{
		{"involvement", "W2", "Family practitioner"},
		{"involvement", "W3", "receiving worker"},
		{"between_teams", "W2", "receiving worker"},
	} {
		rec.Transfer.Kind, rec.Transfer.ReceivingWorker = c.kind, c.worker
		got := p.Signatures(d, rec, nil, day(t, "2026-11-23"))
		if got[0].Title != "worker" || got[1].Title != c.want {
			t.Errorf("%s, %s: signed as %q and %q, want %q", c.kind, c.worker, got[0].Title, got[1].Title, c.want)
		}
	}
}
