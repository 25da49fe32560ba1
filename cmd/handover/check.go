package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/pflag"

	"handover/internal/pack"
	"handover/internal/protocol"
	"handover/model"
	"handover/model/dates"
)

var checkVerb = verb{
	name: "check",
	args: "CASE.json…",
	does: "what is missing, late or due, and what can't be made",
	more: `
Reads cases and writes nothing: what is wrong in the record; what the protocol
asks to be on file, and why; which dates are late or due, with the working; which
documents can't be made, and why; who would be told and who not.

Example
  handover new --protocol COUNCIL > case.json   # and fill it in
  handover check case.json
  handover check cases/*.json --as-of 2026-11-23
`,
	most: 1 << 20,
	flags: func(set *pflag.FlagSet, e *env) func(context.Context, []string) (exit, error) {
		o := checkOptions{env: e}
		o.asking.declare(set)
		return o.run
	},
}

type checkOptions struct {
	*env
	asking
}

// checked is what check says of one case, with --json.
type checked struct {
	File      string              `json:"file"`
	Reference string              `json:"reference,omitempty"`
	Protocol  string              `json:"protocol,omitempty"`
	AsOf      dates.Date          `json:"as_of"`
	Problems  []warning           `json:"problems"`
	Readiness *protocol.Readiness `json:"readiness,omitempty"`
	NotMade   []pack.NotMade      `json:"not_made"`
	NotTold   []pack.NotMade      `json:"not_told"` // by decision
	Documents []pack.Planned      `json:"documents"`
	NotAsked  []pack.NotAsked     `json:"not_asked"`
	Outside   []outside           `json:"outside"`
	Warnings  []warning           `json:"warnings"`
	Exit      exit                `json:"exit"`
}

// outside is somebody to whom a letter could go.
type outside struct {
	ID       model.ID     `json:"id"`
	Reader   model.Reader `json:"reader"`
	Child    model.ID     `json:"child"`
	Told     bool         `json:"told"` // a letter to them would be made
	Held     []string     `json:"held"` // why none may be
	Warnings []string     `json:"warnings"`
}

func (o *checkOptions) run(ctx context.Context, paths []string) (exit, error) {
	d, err := o.desk(o.env)
	if err != nil {
		return exitUsage, err
	}
	worst := exitDone
	results := []checked{}
	var p page
	for _, path := range paths {
		r, c, err := d.check(ctx, path)
		if err != nil {
			return exitFailed, err
		}
		if c != nil {
			(&checkPage{page: &p, checked: r, c: c}).write()
		}
		if worst != exitFailed { // a bad record comes before what wasn't made
			worst = max(worst, r.Exit)
		}
		if r.Exit == exitFailed {
			worst = exitFailed
		}
		results = append(results, r)
	}
	switch {
	case o.json:
		err = o.printJSON(results)
	case !o.quiet:
		err = o.print(p.bytes())
	}
	return worst, err
}

// check checks one case. A record's problems are said at once, and c is nil
// where it has any; the error is everything that isn't the record's fault.
func (d *desk) check(ctx context.Context, path string) (checked, *caseFile, error) {
	d.pack.LeaveOut = true
	r := checked{File: path, AsOf: d.pack.AsOf, Problems: []warning{}, NotMade: []pack.NotMade{}, NotTold: []pack.NotMade{}, Documents: []pack.Planned{},
		NotAsked: []pack.NotAsked{}, Outside: []outside{}, Warnings: []warning{}}
	c, err := d.open(ctx, path)
	var problems model.Problems
	var unread *failure
	switch {
	case errors.As(err, &problems):
		r.Problems = asWarnings(problems)
	case errors.As(err, &unread) && unread.exit == exitFailed:
		r.Problems = []warning{{File: path, Msg: unread.msg, Hint: unread.hint}}
	case err != nil:
		return r, nil, err
	}
	if err != nil {
		r.Exit = d.report(err)
		return r, nil, nil
	}
	r.Reference, r.Protocol, r.Readiness = c.rec.Reference, c.set.Protocol.Name, &c.plan.Readiness
	k, err := pack.Build(c.plan) // what a format can't show is known only then
	if err != nil {
		return r, nil, err
	}
	r.NotMade, r.NotTold, r.Documents, r.NotAsked = list(k.NotMade), list(c.plan.NotTold), made(k), list(c.plan.NotAsked)
	r.Warnings = list(warnings(c, d.pack.AsOf))
	for _, x := range c.plan.Recipients {
		told := false
		for _, doc := range r.Documents {
			told = told || doc.Reader.Outside() && doc.Recipient == x.ID && doc.Child == x.Child
		}
		r.Outside = append(r.Outside, outside{x.ID, x.Reader, x.Child, told, list(x.Held), list(x.Warnings)})
	}
	for _, x := range k.Refused {
		n := pack.NotMade{Kind: x.Kind, Reader: x.Reader, Recipient: x.Recipient, Child: x.Child, Format: x.Format}
		for _, f := range x.Fields {
			n.Reasons = append(n.Reasons, fmt.Sprintf("would show %s (%s), which %s may not know", f.Field, f.What, x.Recipient))
		}
		r.NotMade = append(r.NotMade, n)
	}
	if len(r.NotMade) > 0 || c.plan.Readiness.Stopped != nil {
		r.Exit = exitNotMade
	}
	if len(k.Refused) > 0 {
		r.Exit = exitDisclose
	}
	return r, c, nil
}
