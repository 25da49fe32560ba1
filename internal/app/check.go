package app

import (
	"context"
	"errors"
	"os"

	"handover/internal/pack"
	"handover/internal/protocol"
	"handover/model"
	"handover/model/cases"
	"handover/model/dates"
)

// Checked is what there is to say of one case before its pack is made.
type Checked struct {
	File      string              `json:"file"`
	Reference string              `json:"reference,omitempty"`
	Protocol  string              `json:"protocol,omitempty"`
	AsOf      dates.Date          `json:"as_of"`
	Problems  []Warning           `json:"problems"`
	Readiness *protocol.Readiness `json:"readiness,omitempty"`
	NotMade   []pack.NotMade      `json:"not_made"`
	NotTold   []pack.NotMade      `json:"not_told"`       // by decision
	NoLetter  []pack.NotMade      `json:"no_letter"`      // is to be told, and no letter is asked for at this point
	Went      []pack.NotMade      `json:"went,omitempty"` // letters that went, and say the same
	Documents []pack.Planned      `json:"documents"`
	NotAsked  []pack.NotAsked     `json:"not_asked"`
	Outside   []Outside           `json:"outside"`
	Warnings  []Warning           `json:"warnings"`
	Mended    []Warning           `json:"mended"` // what was read as something else than it stands in the file
	Exit      Exit                `json:"exit"`

	Err error `json:"-"` // what Problems hold, to be told
}

// Outside is somebody to whom a letter could go.
type Outside struct {
	ID       model.ID     `json:"id"`
	Reader   model.Reader `json:"reader"`
	Child    model.ID     `json:"child"`
	Told     bool         `json:"told"` // a letter to them would be made
	Held     []string     `json:"held"` // why none may be
	Warnings []string     `json:"warnings"`
}

// Check checks one case and writes nothing. Where the record has problems, or
// can't be read, they are in the result and there is no case; the error is
// everything that isn't the record's fault.
func (d *Desk) Check(ctx context.Context, path string) (Checked, *Case, error) {
	c, err := d.Open(ctx, path)
	return d.check(ctx, path, c, err)
}

// CheckAll checks the cases of files and of folders, one after another. tell
// hears of each what Check would return.
func (d *Desk) CheckAll(ctx context.Context, paths []string, tell func(Checked, *Case)) error {
	for _, path := range paths {
		if info, err := os.Stat(path); err != nil || !info.IsDir() {
			r, c, err := d.Check(ctx, path)
			if err != nil {
				return err
			}
			tell(r, c)
			continue
		}
		for x := range cases.Read(ctx, []string{path}, d.stdin) {
			c, err := d.decode(x)
			r, c, err := d.check(ctx, x.Place(), c, err)
			if err != nil {
				return err
			}
			tell(r, c)
		}
	}
	return ctx.Err()
}

// check checks a case that was read, or couldn't be.
func (d *Desk) check(ctx context.Context, path string, c *Case, err error) (Checked, *Case, error) {
	r := d.unchecked(path)
	if err == nil {
		err = d.choose(ctx, c)
	}
	var problems model.Problems
	var unread *Failure
	switch {
	case errors.As(err, &problems):
		r.Problems = asWarnings(problems)
	case errors.As(err, &unread) && unread.Exit == ExitFailed:
		r.Problems = []Warning{{File: path, Msg: unread.Msg, Hint: unread.Hint}}
	case err != nil:
		return r, nil, err
	}
	if err != nil {
		r.Exit, r.Err = Explain(err).Exit, err
		return r, nil, nil
	}
	k, err := pack.Build(c.Plan) // what a format can't show is known only then
	if err != nil {
		return r, nil, err
	}
	r.chosen(c, k.Documents, k.NotMade, d.pack.AsOf)
	r.Documents = made(k)
	r.outside(c)
	r.NotMade = append(r.NotMade, pack.Unsent(k.Refused)...)
	switch {
	case len(k.Refused) > 0 && len(r.Documents) == 0:
		r.Exit = ExitDisclose
	case len(r.NotMade) > 0 || len(c.Plan.Readiness.Stopped) > 0:
		r.Exit = ExitNotMade
	}
	return r, c, nil
}

// chosen says what was chosen of a case, and what there is to say of it.
func (r *Checked) chosen(c *Case, docs []pack.Planned, not []pack.NotMade, asOf dates.Date) {
	r.Reference, r.Protocol, r.Readiness = c.Record.Reference, c.Set.Protocol.Name, &c.Plan.Readiness
	r.NoLetter = list(c.Plan.NoLetter)
	r.NotMade, r.NotTold, r.Documents, r.NotAsked, r.Went = list(not), list(c.Plan.NotTold), list(docs), list(c.Plan.NotAsked), c.Plan.Went
	r.Warnings, r.Mended = list(warnings(c, docs, asOf)), list(asWarnings(c.Record.Mended()))
	r.outside(c)
}

// outside says who outside would be told, by the documents that there are.
func (r *Checked) outside(c *Case) {
	r.Outside = []Outside{}
	for _, x := range c.Plan.Recipients {
		told := false
		for _, doc := range r.Documents {
			told = told || doc.Reader.Outside() && doc.Recipient == x.ID && doc.Child == x.Child
		}
		r.Outside = append(r.Outside, Outside{x.ID, x.Reader, x.Child, told, list(x.Held), list(x.Warnings)})
	}
}
