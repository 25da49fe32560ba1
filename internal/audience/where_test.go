package audience

import (
	"testing"

	"handover/internal/protocol"
	"handover/model"
	"handover/model/dates"
)

// TestWhere: a gap says what is lacking in words that lead to it: whose, which
// item of the file, and a date by what the council calls it.
func TestWhere(t *testing.T) {
	asOf, err := dates.Parse("2026-11-23")
	if err != nil {
		t.Fatal(err)
	}
	rec := &model.Record{
		Children: []model.Child{{ID: "C1", FirstName: "Jo", Surname: "Example"}, {ID: "C2", Surname: "Example", ExpectedDateOfBirth: asOf.AddDays(40)}},
		File:     []model.FileItem{{Item: "genogram", Child: "C1"}},
	}
	p := &protocol.Protocol{
		Terms:     protocol.Terms{TransferDate: "handover day", Review: "care review"},
		Checklist: []protocol.Item{{ID: "genogram", Text: "An up to date genogram"}, {ID: "notes", Text: "Case notes"}},
	}
	where := Where(rec, p, asOf)
	for path, want := range map[string]string{
		"children[0].nhs_number":                   "Jo Example: NHS number",
		"children[1].category_of_need":             "Unborn baby Example: category of need",
		"children[0].dates.second_review":          "Jo Example: second care review",
		"transfer.dates.transfer":                  "Handover day",
		"plans[0].goals[2].by":                     "Plans 1: goals 3: by",
		"file[0].first.action":                     "An up to date genogram, Jo Example: first audit: action",
		unaudited("notes", "C2") + ".first.status": "Case notes, Unborn baby Example: first audit: status",
		"file.first.status":                        "File: first: status",
	} {
		if got := where(path); got != want {
			t.Errorf("%s: %q, want %q", path, got, want)
		}
	}
}
