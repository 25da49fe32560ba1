package protocol

import "handover/model"

// Status is what the file audit found of an item.
type Status string

// What the audits found.
const (
	Present       Status = "present"
	Missing       Status = "missing"
	NotApplicable Status = "not_applicable"
	NotAudited    Status = "not_audited"
)

// finding is what both audits say of one item for one child.
type finding struct {
	Index       int // in the record's file; -1 if it has no line for the item
	File        model.FileItem
	Status      Status
	Discrepancy bool
}

// audited finds an item's line, the child's own before one for all, and what
// the audits say together. The second audit's word is the later one. It
// contradicts the first if they differ, unless it found what was missing
// before, which has been secured since (SAL-15, SAL-16).
func audited(rec *model.Record, child *model.Child, item string) finding {
	f := finding{Index: -1, Status: NotAudited}
	for i, line := range rec.File {
		if line.Item != item || line.Child != child.ID && (line.Child != "" || f.Index >= 0) {
			continue
		}
		f.Index, f.File = i, line
	}
	first, second := f.File.First, f.File.Second
	if first != nil && first.Status != "" {
		f.Status = Status(first.Status)
	}
	if second != nil && second.Status != "" {
		f.Discrepancy = f.Status != NotAudited && f.Status != Status(second.Status) && second.Status != model.Word(Present)
		f.Status = Status(second.Status)
	}
	return f
}
