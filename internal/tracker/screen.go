package tracker

import (
	"handover/model"
	"handover/render/doc"
)

// Table is one tracker's list as values, for a screen.
type Table struct {
	Council, CouncilTitle string
	Tracker, Title, Why   string
	Meetings              []string // kinds of meeting of the record that are this one
	Header                []string
	Facts                 []bool // by column: a fact; else blank, for what the meeting decides
	Offers                [][]string
	Choices               []string // what the meeting may decide of a line
	Rows                  []Row
	Hidden                int // cases of which the one reader sees nothing
	LeftOut               []LeftOut
}

// Row is one line of a table: a case, or a child of it.
type Row struct {
	Reference string   // "" of a line that doesn't show it, or that shows nothing else
	Child     model.ID // "" of the whole case
	Stands    string   // "Late", "Due", "No date yet", "Nothing open", "Limited access"
	Values    []doc.Value
}

// Tables are the lists that Papers makes files of, one for each tracker that has
// a case. The error is ErrNobody.
func (r *Register) Tables() ([]Table, error) {
	if r.opt.For != "" && len(r.reader.is) == 0 {
		return nil, ErrNobody
	}
	var out []Table
	for _, b := range r.books {
		p := &Paper{}
		s := r.whole(b, p)
		lines := s.lines()
		if len(lines) == 0 {
			continue
		}
		t := s.table(func(l *line, fact int) cell { return l.cells[fact] })
		x := Table{Council: b.set.Protocol.Name, CouncilTitle: b.set.Protocol.Title, Tracker: b.tracker.Name, Title: b.tracker.Title, Why: b.tracker.Why,
			Meetings: b.tracker.Meetings, Header: t.Header, Offers: t.Offers, Choices: offers(b.tracker.Columns), Hidden: p.Hidden, LeftOut: r.left}
		for _, offers := range t.Offers {
			x.Facts = append(x.Facts, offers == nil)
		}
		for i, l := range lines {
			row := Row{Stands: standsFor(l), Values: t.Rows[i]}
			if l.kind == whole {
				row.Reference, row.Child = l.reference, l.child
			}
			x.Rows = append(x.Rows, row)
		}
		out = append(out, x)
	}
	return out, nil
}
