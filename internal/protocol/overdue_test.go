package protocol

import (
	"testing"

	"handover/model"
)

func TestOverdue(t *testing.T) {
	p := salford(t)
	item := p.Checklist[0].ID
	file := func(second string) []model.FileItem {
		f := model.FileItem{Item: item, Child: "C1", First: &model.FirstAudit{Status: "missing", Due: day(t, "2026-12-04")}}
		if second != "" {
			f.Second = &model.SecondAudit{Status: model.Word(second)}
		}
		return []model.FileItem{f}
	}
	for name, c := range map[string]struct {
		rec  model.Record
		asOf string
		want bool
	}{
		"nothing":               {model.Record{}, "2027-01-20", false},
		"task on its day":       {model.Record{Tasks: []model.Task{{Due: day(t, "2026-12-04")}}}, "2026-12-04", false},
		"task a day late":       {model.Record{Tasks: []model.Task{{Due: day(t, "2026-12-04")}}}, "2026-12-05", true},
		"task done late":        {model.Record{Tasks: []model.Task{{Due: day(t, "2026-12-04"), Done: day(t, "2026-12-09")}}}, "2027-01-20", false},
		"task without a day":    {model.Record{Tasks: []model.Task{{}}}, "2027-01-20", false},
		"another child's task":  {model.Record{Tasks: []model.Task{{Child: "C2", Due: day(t, "2026-12-04")}}}, "2027-01-20", false},
		"document still due":    {model.Record{File: file("")}, "2026-12-04", false},
		"document a day late":   {model.Record{File: file("")}, "2026-12-05", true},
		"document secured late": {model.Record{File: file("present")}, "2027-01-20", false},
	} {
		t.Run(name, func(t *testing.T) {
			c.rec.Children = []model.Child{{ID: "C1"}, {ID: "C2"}}
			if got := asks(t, p, &c.rec, &c.rec.Children[0], c.asOf, ".Overdue"); got != c.want {
				t.Errorf("overdue %v, want %v", got, c.want)
			}
		})
	}
}
