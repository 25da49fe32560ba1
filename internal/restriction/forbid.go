package restriction

import (
	"slices"

	"handover/model"
)

// Forbids is why a letter about a child can't be made without something that a
// restriction keeps from its reader; family says that the letter itself tells
// what its reader is to the child. The reasons name ids, restrictions' words
// and paths, never a value.
func (s *Shield) Forbids(about model.ID, family bool) []string {
	var out []string
	me := Humans(s.rec, s.id)
	for _, s.now = range s.bonds {
		subjects := s.subjects()
		child := slices.Contains(subjects, about)
		self := slices.ContainsFunc(me, func(id model.ID) bool { return slices.Contains(subjects, id) })
		for _, word := range s.now.What {
			why := s.why(s.now, word)
			switch word {
			case model.KeepExistence, model.KeepName, model.KeepNewName:
				if child {
					out = append(out, why+": the letter would be about "+string(about))
				}
			case model.KeepRelationship, model.KeepPaternity:
				if family && (child || self) {
					out = append(out, why+": the letter itself says what its reader is to "+string(about))
				}
			case model.KeepAddress, model.KeepArea:
				if word == model.KeepAddress && toldOfMove(s.rec, s.id) {
					continue
				}
				if t := s.rec.Transfer; t != nil && (t.Kind == "to_other_authority" || t.Kind == "transfer_in" || t.Kind == "change_of_placement") {
					out = append(out, why+": transfer.kind tells of a move")
				}
			case model.KeepCarer, model.KeepProvider:
				if t := s.rec.Transfer; t != nil && t.Kind == "change_of_placement" {
					out = append(out, why+": transfer.kind tells of a move")
				}
			}
		}
	}
	return out
}
