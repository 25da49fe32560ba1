package audience

import (
	"testing"

	"handover/internal/protocol"
	"handover/model"
)

// TestTranslationGoesWithTheLetter: a letter is made in English, and the check
// sheet names the translation that somebody approved for its reader.
func TestTranslationGoesWithTheLetter(t *testing.T) {
	rec := &model.Record{People: []model.Person{
		{ID: "P1", Name: "Ana Sample", LetterLanguage: "Polish", Translation: &model.Translation{ApprovedBy: "Example Interpreters", Date: day(t, "2026-11-19")}},
		{ID: "P2", Name: "Bo Sample"},
	}}
	lines := []SheetLine{{Recipient: "P1", Encloses: []string{"the plan"}}, {Recipient: "P2"}}
	sheet := NewCheckSheet(rec, &protocol.Protocol{}, day(t, today), lines)
	if got := sheet.Letters[0].Enclosures.Text(); got != "the translation into Polish that Example Interpreters approved on 19 November 2026; the plan; each read for this reader by: ____________" {
		t.Errorf("%q", got)
	}
	if got := sheet.Letters[1].Enclosures.Text(); got != "nothing" {
		t.Errorf("%q", got)
	}
}
