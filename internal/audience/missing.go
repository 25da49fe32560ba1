package audience

import (
	"handover/model"
)

// Missing is what stands in a document for a fact that a record lacks, by its
// path. Only "Not recorded" is a gap: what was declined, is being sought or
// does not apply is a different thing, and says so. Outside, every fact that
// is lacking is a gap, whatever the reason.
func Missing(rec *model.Record, r model.Reader) func(path string) (text string, gap bool) {
	const notRecorded = "Not recorded"
	if r.Outside() {
		return func(string) (string, bool) { return notRecorded, true }
	}
	why := map[string]string{}
	for _, n := range rec.NotKnown {
		switch n.Why {
		case "declined":
			why[n.Path] = "Not known: declined"
		case "being_sought":
			why[n.Path] = "Not known: being sought"
		case "does_not_apply":
			why[n.Path] = "Does not apply"
		}
	}
	return func(path string) (string, bool) {
		for p := path; p != ""; p = model.PathAbove(p) {
			if s, ok := why[p]; ok {
				return s, false
			}
		}
		return notRecorded, true
	}
}
