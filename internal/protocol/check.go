package protocol

import (
	"slices"
	"strings"

	"handover/model"
)

// Check finds what a decoded record can't hold under this protocol: a kind of
// transfer that it doesn't know, an item that isn't on its checklist, and an
// item that stands twice for one child. name is how the file is called.
func (p *Protocol) Check(name string, rec *model.Record) model.Problems {
	var found model.Problems
	say := func(field any, msg, hint string) {
		at := rec.PlaceOf(field)
		found = append(found, model.Problem{File: name, Line: at.Line, Col: at.Col, Path: at.Path, Msg: msg, Hint: hint})
	}
	if t := rec.Transfer; t != nil && !slices.Contains(p.TransferKinds, string(t.Kind)) {
		say(&t.Kind, p.Name+" has no transfer of the kind "+string(t.Kind), "it has "+strings.Join(p.TransferKinds, ", "))
	}
	items := ids(p.Checklist, func(i Item) string { return i.ID })
	type line struct {
		item  string
		child model.ID
	}
	seen := map[line]bool{}
	for i := range rec.File {
		f := &rec.File[i]
		if !slices.Contains(items, f.Item) {
			hint := "`handover protocols " + p.Name + "` lists the items"
			if near := model.Nearest(f.Item, items); near != "" {
				hint = "did you mean \"" + near + "\"?"
			}
			say(&f.Item, "the checklist of "+p.Name+" has no such item", hint)
		}
		if l := (line{f.Item, f.Child}); seen[l] {
			say(&f.Item, "the item stands twice for the same child", "keep one line with both audits")
		} else {
			seen[l] = true
		}
	}
	return found
}

// Doubts finds what of a record this protocol can't read: the service of a team
// that isn't one of the council's, so that no rule on services sees it.
func (p *Protocol) Doubts(name string, rec *model.Record) model.Problems {
	var found model.Problems
	for i := range rec.Teams {
		t := &rec.Teams[i]
		if _, ok := p.service(t.Service); ok || t.Service == "" || len(p.Services) == 0 {
			continue
		}
		at := rec.PlaceOf(&t.Service)
		found = append(found, model.Problem{File: name, Line: at.Line, Col: at.Col, Path: at.Path,
			Msg:  p.Name + " has no service of that name, so that none of its rules on services sees the team",
			Hint: "it has " + strings.Join(ids(p.Services, func(s Service) string { return s.Name }), ", ")})
	}
	return found
}
