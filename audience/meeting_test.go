package audience

import (
	"testing"

	"handover/dates"
	"handover/model"
	"handover/protocol"
)

// TestMeetingOfTheInvited: who is invited to the transfer meeting sees when and
// where it is, and nobody else does.
func TestMeetingOfTheInvited(t *testing.T) {
	asOf, err := dates.Parse("2026-12-08")
	if err != nil {
		t.Fatal(err)
	}
	rec := &model.Record{
		Children:      []model.Child{{ID: "C1", FirstName: "Mabli"}, {ID: "C2", FirstName: "Tomos"}},
		Professionals: []model.Professional{{ID: "R1", Name: "Bridie Example"}, {ID: "R2", Name: "Otto Example"}},
		Workers:       []model.Worker{{ID: "W1", Name: "Josie Sample", Role: "Practice Manager"}},
		Transfer:      &model.Transfer{Dates: map[model.Word]model.Moment{"transfer_meeting": {Date: asOf, Time: "15:30"}}},
		Meetings: []model.Meeting{
			{Date: asOf, Time: "09:00", Venue: "The wrong room", Invited: []model.ID{"R1", "R2"}},
			{Date: asOf, Time: "15:30", Venue: "The Old Bindery", Chair: "W1", Invited: []model.ID{"R1"}, Children: []model.ID{"C1"}},
		},
	}
	view := func(id model.ID, child int) OutMeeting {
		return View(Document{Reader: ReaderProfessional, Recipient: id, Child: &rec.Children[child]}, rec, &protocol.Protocol{}, asOf).(Professional).Meeting
	}
	m := view("R1", 0)
	if m.Date.Text() != "8 December 2026 at 15:30" || m.Venue.Text() != "The Old Bindery" || m.Chair.Name.Text() != "Josie Sample" || m.Chair.Role.Text() != "Practice Manager" {
		t.Errorf("%+v", m)
	}
	for _, m := range []OutMeeting{view("R2", 0), view("R1", 1)} {
		if m.Date != nil || m.Venue != nil || m.Chair.Name != nil {
			t.Errorf("one who isn't invited, or about another child, sees %+v", m)
		}
	}
}
