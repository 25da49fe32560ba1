package protocol

import (
	"reflect"
	"slices"
	"strings"

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

// TitleOf is the council's title for a role, of every record or of its own.
func (p *Protocol) TitleOf(role string) string {
	if r := p.role(role); r != nil {
		return r.Title
	}
	return p.Titles.Of(role)
}

// role is a role that the council adds, or says more of; nil if it doesn't.
func (p *Protocol) role(name string) *Role {
	if i := slices.IndexFunc(p.Roles, func(r Role) bool { return r.Name == name }); i >= 0 {
		return &p.Roles[i]
	}
	return nil
}

// ReaderOf is the reader that a document goes to, and the role, if it is one;
// somebody with a role of the council's own is a colleague.
func (p *Protocol) ReaderOf(to string) (model.Reader, model.Role, bool) {
	if p.role(to) != nil && p.Titles.Of(to) == "" {
		if strings.HasSuffix(to, "administrator") {
			return model.ReaderAdministrator, model.Role(to), true
		}
		return model.ReaderInternal, model.Role(to), true
	}
	return model.ReaderOf(to)
}

// Holders are the workers who have a role in the case: none where nobody is
// named, several only of a role of the council's own.
func (p *Protocol) Holders(rec *model.Record, child *model.Child, role string) []model.ID {
	if r := p.role(role); r != nil {
		return p.inRole(rec, child, r)
	}
	if who := holder(rec, role); who != "" {
		return []model.ID{who}
	}
	return nil
}

// inRole are those who have a role of the council's own.
func (p *Protocol) inRole(rec *model.Record, child *model.Child, r *Role) (out []model.ID) {
	hasJob := func(w *model.Worker) bool {
		return slices.ContainsFunc(r.Jobs, func(job string) bool { return strings.Contains(plainWords(w.Role), plainWords(job)) })
	}
	if r.At == "" {
		for i := range rec.Workers {
			if w := &rec.Workers[i]; hasJob(w) && !slices.Contains(out, w.ID) {
				out = append(out, w.ID)
			}
		}
		return out
	}
	at, _, err := p.pathOf(strings.Split(r.At, "."), nil)
	if err != nil {
		panic("protocol: " + err.Error()) // Read has read it
	}
	s := p.Situation(rec, child, dates.Date{})
	at.each(&s, func(x reflect.Value) bool {
		for _, id := range idsOf(x) {
			w := rec.Worker(id)
			for range rec.Workers { // as far up as there are people
				if w != nil && len(r.Jobs) > 0 && !hasJob(w) {
					w = rec.Worker(w.LineManager)
				}
			}
			if w != nil && (len(r.Jobs) == 0 || hasJob(w)) && !slices.Contains(out, w.ID) {
				out = append(out, w.ID)
			}
		}
		return true
	})
	return out
}

// holder is the worker who has a role of every record, empty if nobody is named.
// The auditor is whoever signed the second audit; the other roles are the
// transfer's.
func holder(rec *model.Record, role string) model.ID {
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

// FieldOf is the path of the record in which whoever has a role would stand, where
// nobody does: of a line manager, that of the worker whose manager it is.
func FieldOf(rec *model.Record, role string) string {
	of := func(worker string, id func(*model.Transfer) model.ID) string {
		if rec.Transfer != nil {
			if w := rec.Worker(id(rec.Transfer)); w != nil {
				return rec.PathOf(&w.LineManager)
			}
		}
		return "transfer." + worker
	}
	switch role {
	case "auditor":
		return "audit.administrator.by"
	case "early_help_administrator":
		return "early_help.administrator"
	case "transferring_line_manager":
		return of("current_worker", func(t *model.Transfer) model.ID { return t.CurrentWorker })
	case "receiving_line_manager":
		return of("receiving_worker", func(t *model.Transfer) model.ID { return t.ReceivingWorker })
	case "transferring_service_manager":
		return of("transferring_manager", func(t *model.Transfer) model.ID { return t.TransferringManager })
	case "receiving_service_manager":
		return of("receiving_manager", func(t *model.Transfer) model.ID { return t.ReceivingManager })
	}
	return "transfer." + role
}

// Signatures are the lines to sign on of a document, in order. Where a worker
// has left by the day, or the record names none (a family that comes from
// another authority has none here), the line is that of whoever signs instead.
// Who works alongside a worker who stays signs by the job in the record.
func (p *Protocol) Signatures(d Document, rec *model.Record, child *model.Child, asOf dates.Date) []Signature {
	var out []Signature
	for _, s := range d.Signs {
		who := p.Holders(rec, child, s.Role)
		if len(who) == 0 {
			who = []model.ID{""}
		}
		for _, w := range who {
			out = append(out, p.signature(s, w, rec, child, asOf))
		}
	}
	return out
}

// signature is the line of one who has the role, or of nobody.
func (p *Protocol) signature(s Signer, who model.ID, rec *model.Record, child *model.Child, asOf dates.Date) Signature {
	line := Signature{Role: s.Role, Does: s.Does, Label: s.Label, Worker: who}
	if line.Worker != "" && gone(rec, line.Worker, asOf) {
		line.InsteadOf, line.Worker = line.Worker, ""
	}
	var instead model.ID
	if all := p.Holders(rec, child, s.IfGone); len(all) > 0 {
		instead = all[0]
	}
	if line.Worker == "" && instead != "" && !gone(rec, instead, asOf) {
		line.Role, line.Worker = s.IfGone, instead
	} else if line.InsteadOf != "" && s.IfGone != "" {
		line.Role = s.IfGone
	}
	line.Title = p.TitleOf(line.Role)
	if job := jobBeside(rec, line); job != "" {
		line.Title = job
	}
	return line
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
