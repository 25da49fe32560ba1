package model

import "handover/model/dates"

// Went is a letter that went, as the register beside the packs has it.
type Went struct {
	Kind  string // of document: "change-of-worker-letter"
	To    ID
	Child ID // whom it is about; "" where it is about the case
	On    dates.Date
	By    ID
	How   Word
	Text  string     // the hash of its words, as the pack's manifest has it; "" where it isn't known
	Made  dates.Date // the day that stands on it
}

// NoteWent notes letters that went beside the record: it doesn't have them
// itself. They are in the order in which they went.
func (r *Record) NoteWent(went []Went) { r.origin.went = went }

// Went are the letters that went by a day.
func (r *Record) Went(asOf dates.Date) []Went {
	var out []Went
	for _, w := range r.origin.went {
		if asOf.IsZero() || !w.On.After(asOf) {
			out = append(out, w)
		}
	}
	return out
}
