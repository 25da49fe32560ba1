package pack

import (
	"fmt"
	"slices"

	"handover/internal/deliver"
	"handover/render"
	"handover/render/doc"
)

// One is one file of a plan, made to be looked at. Where there is a reason
// against it there is no file.
type One struct {
	File    deliver.File
	NotMade []string // why the record can't be shown in this format
	Refused []Refused
}

// One makes one document of the plan in one format, and checks it as Build does:
// it need not be one of the plan's formats. The error is a *Fault, or that there
// is no such document.
func (plan *Plan) One(path string, f render.Format) (One, error) {
	d, err := plan.document(path)
	if err != nil {
		return One{}, err
	}
	return plan.one(d, f, d.doc)
}

// Message makes the e-mail that a document is, or that it goes with, as a page;
// ok is whether there is one.
func (plan *Plan) Message(path string) (one One, ok bool, err error) {
	d, err := plan.document(path)
	if err != nil || d.message == nil {
		return One{}, false, err
	}
	one, err = plan.one(d, render.HTML, d.message)
	return one, true, err
}

// To is the address and the name to which an e-mail goes, and its subject; ""
// where there is none.
func (d *Planned) To() (name, address, subject string) {
	return d.sent.Name, d.sent.To, d.sent.Subject
}

func (plan *Plan) document(path string) (*Planned, error) {
	i := slices.IndexFunc(plan.Documents, func(d Planned) bool { return d.Path == path })
	if i < 0 {
		return nil, fmt.Errorf("the pack of %s would have no document %s", plan.Reference, path)
	}
	return &plan.Documents[i], nil
}

func (plan *Plan) one(d *Planned, f render.Format, tree *doc.Doc) (One, error) {
	j := &job{of: d, format: f, tree: tree, sent: render.Envelope{Subject: d.Title}, search: plan.search(d), letterhead: plan.letterhead(), clear: plan.clearances(d)}
	j.do()
	switch {
	case j.err != nil:
		return One{}, faults([]*job{j})
	case j.refused != nil:
		return One{NotMade: j.refused}, nil
	case len(j.shows) > 0:
		return One{Refused: []Refused{j.asRefused()}}, nil
	}
	return One{File: j.file}, nil
}
