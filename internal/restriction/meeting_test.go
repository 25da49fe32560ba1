package restriction

import (
	"testing"

	"handover/model"
)

// TestMeetingWithoutLines: of an address only the postcode may be known, and a
// meeting's paper doesn't say that either.
func TestMeetingWithoutLines(t *testing.T) {
	t.Parallel()
	rec := &model.Record{Children: []model.Child{{ID: "C1", FirstName: "Wren", Address: &model.Address{Postcode: "ZZ9 9ZZ"}}}}
	s := Meeting(rec, true)
	if s.Tells("They moved to ZZ9 9ZZ.", true) == "" {
		t.Error("the postcode isn't kept back")
	}
	if why := s.Tells("They moved on Tuesday.", true); why != "" {
		t.Errorf("%q is kept back", why)
	}
}
