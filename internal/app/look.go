package app

import (
	"context"
	"errors"

	"handover/internal/pack"
	"handover/model"
	"handover/model/cases"
)

// Look checks a case's bytes as Check does, but makes none of its documents: what
// only a finished file shows isn't known yet. It takes some ten milliseconds.
func (d *Desk) Look(ctx context.Context, name string, src []byte) (Checked, *Case, error) {
	c, err := d.decode(cases.Case{File: name, Data: src})
	if err == nil {
		err = d.choose(ctx, c)
	}
	r := d.unchecked(name)
	var problems model.Problems
	switch {
	case errors.As(err, &problems):
		r.Problems, r.Exit, r.Err = asWarnings(problems), ExitFailed, err
		return r, nil, nil
	case err != nil:
		return r, nil, err
	}
	r.chosen(c, c.Plan.Documents, c.Plan.NotMade, d.pack.AsOf)
	return r, c, nil
}

// unchecked is a result that says nothing yet.
func (d *Desk) unchecked(path string) Checked {
	return Checked{File: path, AsOf: d.pack.AsOf, Problems: []Warning{}, NotMade: []pack.NotMade{}, NotTold: []pack.NotMade{}, NoLetter: []pack.NotMade{}, Documents: []pack.Planned{},
		NotAsked: []pack.NotAsked{}, Outside: []Outside{}, Warnings: []Warning{}, Mended: []Warning{}}
}
