package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"

	"handover/internal/batch"
	"handover/internal/deliver"
	"handover/internal/pack"
	"handover/model/cases"
	"handover/model/dates"
)

// verifiedBatch is what verify says of a folder of packs, with --json.
type verifiedBatch struct {
	Batch string     `json:"batch"`
	AsOf  dates.Date `json:"as_of"`
	batch.Verified
	Searched []verified `json:"searched"`     // packs whose letters show, or may show, what they shouldn't
	Without  []string   `json:"without_case"` // packs that weren't searched, for no case of theirs was given
	Exit     exit       `json:"exit"`
}

// batch verifies a folder of packs; where the cases are given, also that no
// letter shows its reader what that reader may not know by now.
func (o *verifyOptions) batch(ctx context.Context, d *desk, dir string) (*verifiedBatch, error) {
	v := &verifiedBatch{Batch: dir, AsOf: d.pack.AsOf, Searched: []verified{}, Without: []string{}}
	var order []batch.Packed
	var err error
	v.Verified, err = batch.Verify(dir, func(p batch.Packed) { order = append(order, p) })
	if errors.Is(err, batch.ErrUnfinished) {
		return nil, &failure{exitFailed, dir + ": " + err.Error(), "handover batch --resume goes on with it"}
	}
	if err != nil {
		return nil, &failure{exitFailed, dir + ": " + err.Error(), ""}
	}
	if o.source != "" {
		searched, err := o.search(ctx, d, v)
		if err != nil {
			return nil, err
		}
		for _, p := range order {
			if !searched[p.Path] {
				v.Without = append(v.Without, p.Path)
			}
		}
	}
	for _, x := range v.Searched {
		v.Exit = max(v.Exit, x.Exit)
	}
	if v.Exit != exitDisclose && (!v.Sound() || len(v.Without) > 0) {
		v.Exit = exitFailed
	}
	return v, nil
}

// search searches the packs of the cases that are given. A case without a pack
// is none of the batch.
func (o *verifyOptions) search(ctx context.Context, d *desk, v *verifiedBatch) (map[string]bool, error) {
	searched := map[string]bool{}
	for x := range cases.Read(ctx, []string{o.source}, o.Stdin) {
		c, err := d.decode(x)
		if err != nil {
			o.report(err) // its pack is one that wasn't searched
			continue
		}
		place := deliver.Place(v.Batch, c.rec.Reference)
		found, err := pack.Verify(place, c.rec, c.set, d.options(c))
		switch {
		case errors.Is(err, deliver.ErrNoFolder), errors.Is(err, deliver.ErrNoManifest):
			continue
		case err != nil:
			return nil, &failure{exitFailed, err.Error(), ""}
		}
		searched[filepath.Base(place)] = true
		if one := (verified{Pack: place, AsOf: d.pack.AsOf, Verified: found}); len(found.Discloses)+len(found.Unread) > 0 {
			one.settle()
			v.Searched = append(v.Searched, one)
		}
	}
	return searched, ctx.Err()
}

func (v *verifiedBatch) show(p *page, quiet bool) {
	if v.Exit == exitDone {
		if !quiet {
			p.line(0, fmt.Sprintf("✓ %s  %s, as they were made", filepath.ToSlash(v.Batch), plural(v.Packs, "pack")))
		}
		return
	}
	mark := "!"
	if v.Exit == exitDisclose {
		mark = "✗"
	}
	p.line(0, fmt.Sprintf("%s %s  %s", mark, filepath.ToSlash(v.Batch), plural(v.Packs, "pack")))
	for _, l := range []struct {
		what  string
		paths []string
	}{{"is missing", v.Missing}, {"was added, and is no part of the batch", v.Added}, {"was not searched, for its case can't be read or was not given", v.Without}} {
		for _, path := range l.paths {
			p.para(2, 4, "-", path+" "+l.what)
		}
	}
	for _, c := range v.Changed {
		if c.Other {
			p.para(2, 4, "-", c.Path+" is not the pack that the batch made")
		}
		if !c.Verified.Sound() {
			verified{Pack: filepath.Join(v.Batch, c.Path), Verified: c.Verified}.show(p)
		}
	}
	for _, x := range v.Searched {
		x.show(p)
	}
}
