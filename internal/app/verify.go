package app

import (
	"context"
	"errors"
	"path/filepath"

	"handover/internal/batch"
	"handover/internal/deliver"
	"handover/internal/pack"
	"handover/model"
	"handover/model/cases"
	"handover/model/dates"
)

// Verified is what one pack is like now.
type Verified struct {
	Pack string     `json:"pack"`
	AsOf dates.Date `json:"as_of"`
	pack.Verified
	Exit Exit `json:"exit"`
}

// Verify holds a saved pack against its manifest and the record as it is now.
func (d *Desk) Verify(dir string, c *Case) (Verified, error) {
	found, err := pack.Verify(dir, c.Record, c.Set, d.options(c))
	if err != nil {
		return Verified{}, Fail(err.Error(), "")
	}
	v := Verified{Pack: filepath.ToSlash(dir), AsOf: d.pack.AsOf, Verified: found}
	v.settle()
	return v, nil
}

// Posts are the letters of a saved pack with their envelopes. The pack has to have
// been verified.
func (d *Desk) Posts(dir string, c *Case) ([]pack.Posted, error) {
	posts, err := pack.Posts(dir, c.Record, c.Set, d.options(c))
	if err != nil {
		return nil, Fail(err.Error(), "")
	}
	return posts, nil
}

// Accept takes a file of a saved pack that somebody changed into its manifest. file
// is its path within the pack, or as the machine has it. also are the files of the
// same document that say what they said before.
func (d *Desk) Accept(dir, file string, by model.ID, why string, c *Case) (path string, also []string, err error) {
	path = filepath.ToSlash(file)
	if in, err := filepath.Rel(dir, file); err == nil && filepath.IsLocal(in) {
		path = filepath.ToSlash(in)
	}
	also, err = pack.Accept(dir, path, by, why, c.Record, c.Set, d.options(c))
	var shown *pack.Disclosed
	switch {
	case errors.As(err, &shown):
		return path, nil, err
	case err != nil:
		hint := "nothing was changed"
		for is, says := range map[error]string{
			pack.ErrNotListed: "give a file that the pack's manifest lists, such as send/P1/change-of-worker-letter.docx",
			pack.ErrNobody:    "--by takes an id of workers: W3",
			pack.ErrNoReason:  "--why says what was changed: \"signed at the meeting\"",
			pack.ErrUnread:    "a scan, or a format of another program, can't be searched: keep it beside the pack",
			pack.ErrNotToday:  "make the pack again",
		} {
			if errors.Is(err, is) {
				hint = says
			}
		}
		return path, nil, Fail(err.Error(), hint)
	}
	return path, also, nil
}

// settle works out the exit.
func (v *Verified) settle() {
	switch {
	case len(v.Discloses) > 0, v.Held():
		v.Exit = ExitDisclose
	case len(v.Changed)+len(v.Missing)+len(v.Added)+len(v.Unread) > 0:
		v.Exit = ExitFailed
	case !v.Sound():
		v.Exit = ExitNotMade
	}
}

// VerifiedBatch is what a folder of packs is like now.
type VerifiedBatch struct {
	Batch string     `json:"batch"`
	AsOf  dates.Date `json:"as_of"`
	batch.Verified
	Searched []Verified `json:"searched"`     // packs whose letters show, or may show, what they shouldn't
	Without  []string   `json:"without_case"` // packs that weren't searched, for no case of theirs was given
	Exit     Exit       `json:"exit"`
}

// IsBatch says whether a folder is one of packs.
func IsBatch(dir string) bool { return batch.Is(dir) }

// VerifyBatch verifies a folder of packs; where source, a path of their cases,
// isn't "", also that no letter shows its reader what that reader may not know
// by now. tell hears of cases that can't be read.
func (d *Desk) VerifyBatch(ctx context.Context, dir, source string, tell func(error)) (*VerifiedBatch, error) {
	v := &VerifiedBatch{Batch: filepath.ToSlash(dir), AsOf: d.pack.AsOf, Searched: []Verified{}, Without: []string{}}
	var order []batch.Packed
	var err error
	v.Verified, err = batch.Verify(dir, func(p batch.Packed) { order = append(order, p) })
	if errors.Is(err, batch.ErrUnfinished) {
		return nil, Fail(dir+": "+err.Error(), "handover batch --resume goes on with it")
	}
	if err != nil {
		return nil, Fail(dir+": "+err.Error(), "")
	}
	if source != "" {
		searched, err := d.search(ctx, dir, source, v, tell)
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
	if v.Exit != ExitDisclose && (!v.Sound() || len(v.Without) > 0) {
		v.Exit = ExitFailed
	}
	return v, nil
}

// search searches the packs of the cases that are given. A case without a pack
// is none of the batch.
func (d *Desk) search(ctx context.Context, dir, source string, v *VerifiedBatch, tell func(error)) (map[string]bool, error) {
	searched := map[string]bool{}
	for x := range cases.Read(ctx, []string{source}, d.stdin) {
		c, err := d.decode(x)
		if err != nil {
			tell(err) // its pack is one that wasn't searched
			continue
		}
		place := deliver.Place(dir, c.Record.Reference)
		found, err := pack.Verify(place, c.Record, c.Set, d.options(c))
		switch {
		case errors.Is(err, deliver.ErrNoFolder), errors.Is(err, deliver.ErrNoManifest):
			continue
		case err != nil:
			return nil, Fail(err.Error(), "")
		}
		searched[filepath.Base(place)] = true
		if one := (Verified{Pack: filepath.ToSlash(place), AsOf: d.pack.AsOf, Verified: found}); len(found.Discloses)+len(found.Unread)+len(found.NotNow)+len(found.Otherwise) > 0 {
			one.settle()
			v.Searched = append(v.Searched, one)
		}
	}
	return searched, ctx.Err()
}
