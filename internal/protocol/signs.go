package protocol

import (
	"reflect"

	"handover/model"
	"handover/model/dates"
)

// Signature is a line of a document to sign on.
type Signature struct {
	Role      string   `json:"role"`
	Title     string   `json:"title"` // the council's for the role
	Does      string   `json:"does"`  // signs, countersigns or authorises
	Label     string   `json:"label"`
	Worker    model.ID `json:"worker,omitempty"`     // who signs; empty if the record names nobody who can
	InsteadOf model.ID `json:"instead_of,omitempty"` // the worker who has left
}

// Of is the council's title for a role, empty for a role that there isn't.
func (t Titles) Of(role string) string {
	v := reflect.ValueOf(t)
	i := fieldIndex(v.Type(), role)
	if i < 0 {
		return ""
	}
	return v.Field(i).String()
}

// Holder is the worker who has a role in the case, empty if nobody is named.
// The auditor is whoever signed the second audit; the other roles are the
// transfer's.
func Holder(rec *model.Record, role string) model.ID {
	if role == "auditor" {
		if rec.Audit == nil || rec.Audit.Administrator == nil {
			return ""
		}
		return rec.Audit.Administrator.By
	}
	if role == "early_help_administrator" {
		if rec.EarlyHelp == nil {
			return ""
		}
		return rec.EarlyHelp.Administrator
	}
	if rec.Transfer == nil {
		return ""
	}
	managerOf := func(id model.ID) model.ID {
		if w := rec.Worker(id); w != nil {
			return w.LineManager
		}
		return ""
	}
	switch t := rec.Transfer; role {
	case "current_worker":
		return t.CurrentWorker
	case "receiving_worker":
		return t.ReceivingWorker
	case "transferring_manager":
		return t.TransferringManager
	case "receiving_manager":
		return t.ReceivingManager
	case "chair":
		return t.Chair
	case "administrator":
		return t.Administrator
	case "transferring_service_manager":
		return managerOf(t.TransferringManager)
	case "receiving_service_manager":
		return managerOf(t.ReceivingManager)
	case "transferring_line_manager":
		return managerOf(t.CurrentWorker)
	case "receiving_line_manager":
		if rec.WorkerFollows() {
			return "" // the record knows that of the team that the worker leaves
		}
		return managerOf(t.ReceivingWorker)
	}
	return ""
}

// Signatures are the lines to sign on of a document, in order. Where a worker
// has left by the day, or the record names none (a family that comes from
// another authority has none here), the line is that of whoever signs instead.
// Who works alongside a worker who stays signs by the job in the record.
func (p *Protocol) Signatures(d Document, rec *model.Record, asOf dates.Date) []Signature {
	var out []Signature
	for _, s := range d.Signs {
		line := Signature{Role: s.Role, Does: s.Does, Label: s.Label, Worker: Holder(rec, s.Role)}
		if line.Worker != "" && gone(rec, line.Worker, asOf) {
			line.InsteadOf, line.Worker = line.Worker, ""
		}
		if instead := Holder(rec, s.IfGone); line.Worker == "" && instead != "" && !gone(rec, instead, asOf) {
			line.Role, line.Worker = s.IfGone, instead
		} else if line.InsteadOf != "" && s.IfGone != "" {
			line.Role = s.IfGone
		}
		line.Title = p.Titles.Of(line.Role)
		if job := jobBeside(rec, line); job != "" {
			line.Title = job
		}
		out = append(out, line)
	}
	return out
}

// jobBeside is the job of whoever works alongside the worker who stays: nobody
// takes over there, so that the title of a receiving worker would be wrong.
func jobBeside(rec *model.Record, line Signature) string {
	if rec.Transfer == nil || rec.Transfer.Kind != "involvement" || line.Role != "receiving_worker" {
		return ""
	}
	if w := rec.Worker(line.Worker); w != nil {
		return w.Role
	}
	return ""
}

func gone(rec *model.Record, worker model.ID, asOf dates.Date) bool {
	w := rec.Worker(worker)
	return w != nil && !w.LeftOn.IsZero() && !w.LeftOn.After(asOf)
}
