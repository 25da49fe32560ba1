package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/spf13/pflag"

	"handover/internal/deliver"
	"handover/internal/pack"
	"handover/internal/protocol"
	"handover/model"
	"handover/model/dates"
)

var packVerb = verb{
	name: "pack",
	args: "CASE.json",
	does: "makes the pack of one case",
	more: `
Makes every document that the case's protocol asks for at this point, one file
a recipient and format, in OUTPUT/REFERENCE: internal/ stays with the council,
each folder of send/ goes to one recipient, manifest.json says what is whose.
The pack appears whole or not at all, and nothing is replaced without --force.

Example
  handover new --protocol COUNCIL > case.json   # and fill it in
  handover check case.json
  handover pack case.json
  handover pack case.json --only change-of-worker-letter --to P2 -f docx -o draft --draft
`,
	most: 1,
	flags: func(set *pflag.FlagSet, e *env) func(context.Context, []string) (exit, error) {
		o := packOptions{env: e}
		set.StringVarP(&o.output, "output", "o", "packs", "the `FOLDER` in which the pack is made")
		o.asking.declare(set)
		set.BoolVar(&o.force, "force", false, "replace a pack that is there")
		set.StringVar(&o.cleared, "cleared", "", "`FILE` of findings of the disclosure check that a named person has cleared")
		set.BoolVarP(&o.dryRun, "dry-run", "n", false, "say what would be made, and write nothing")
		return func(ctx context.Context, args []string) (exit, error) { return o.run(ctx, args[0]) }
	},
}

type packOptions struct {
	*env
	asking
	output, cleared string
	force, dryRun   bool
	building        sync.Mutex // of several cases one is built at a time: that takes all cores, and much memory
}

// packed is what pack says with --json.
type packed struct {
	Reference string                   `json:"reference"`
	DryRun    bool                     `json:"dry_run,omitempty"`
	Path      string                   `json:"path,omitempty"` // of the pack; absent if none was written
	Documents []pack.Planned           `json:"documents"`
	Files     []string                 `json:"files"`
	NotMade   []pack.NotMade           `json:"not_made"`
	NotTold   []pack.NotMade           `json:"not_told"`          // by decision
	Refused   []pack.Refused           `json:"refused,omitempty"` // would disclose something
	Late      []protocol.DeadlineState `json:"late"`
	Stopped   *protocol.Stopped        `json:"stopped,omitempty"`
	Warnings  []warning                `json:"warnings"`
	Exit      exit                     `json:"exit"`
}

func (o *packOptions) run(ctx context.Context, path string) (exit, error) {
	d, err := o.desk(o.env)
	if err != nil {
		return exitUsage, err
	}
	d.pack.LeaveOut = len(o.only) > 0 || len(o.to) > 0
	if o.cleared != "" {
		if d.pack.Cleared, err = clearances(o.cleared); err != nil {
			return exitUsage, err
		}
	}
	c, err := d.open(ctx, path)
	if err != nil {
		return exitFailed, err
	}
	r, err := o.make(ctx, c, d.pack.AsOf, func(k *pack.Pack) (string, error) { return o.save(ctx, k, path) })
	var secret *pack.Disclosed
	if errors.As(err, &secret) {
		return exitDisclose, o.refuse(c, secret)
	}
	if err != nil {
		return exitFailed, err
	}
	for _, x := range r.Refused {
		o.error(disclosed(x), "")
	}
	if !o.quiet {
		for _, w := range r.Warnings {
			o.warn(w)
		}
	}
	return r.Exit, o.show(r, c)
}

// make builds the pack of a case, and saves it unless it is a dry run.
func (o *packOptions) make(ctx context.Context, c *caseFile, asOf dates.Date, save func(*pack.Pack) (string, error)) (packed, error) {
	o.building.Lock()
	k, err := pack.Build(c.plan)
	o.building.Unlock()
	if err != nil {
		return packed{}, err
	}
	if err := ctx.Err(); err != nil {
		return packed{}, err
	}
	r := packed{Reference: k.Reference, DryRun: o.dryRun, Documents: made(k), Files: []string{}, NotMade: list(k.NotMade), NotTold: list(c.plan.NotTold), Refused: k.Refused,
		Late: list(late(c.plan.Readiness)), Stopped: c.plan.Readiness.Stopped, Warnings: list(warnings(c, asOf))}
	r.settle()
	if len(r.Documents) == 0 {
		return r, nil
	}
	for _, f := range k.Files {
		r.Files = append(r.Files, f.Path)
	}
	if !o.dryRun {
		r.Path, err = save(k)
	}
	return r, err
}

// settle works out the exit.
func (r *packed) settle() {
	switch {
	case len(r.Refused) > 0:
		r.Exit = exitDisclose
	case len(r.NotMade) > 0 || r.Stopped != nil || len(r.Documents) == 0:
		r.Exit = exitNotMade
	}
}

// refuse says that nothing was made, since a file would show its reader what
// that reader may not know.
func (o *packOptions) refuse(c *caseFile, secret *pack.Disclosed) error {
	if o.json {
		r := packed{Reference: c.plan.Reference, DryRun: o.dryRun, Documents: []pack.Planned{}, Files: []string{}, NotMade: list(c.plan.NotMade),
			NotTold: list(c.plan.NotTold), Refused: secret.Files, Late: list(late(c.plan.Readiness)), Warnings: []warning{}, Exit: exitDisclose}
		if err := o.show(r, c); err != nil {
			return err
		}
	} else if !o.quiet {
		var out []string
		for _, f := range secret.Files {
			for _, x := range f.Fields {
				s := fmt.Sprintf("%s would show %s, which %s may not know", documentName(f.Kind, f.Recipient, f.Child, c), x.Field, f.Recipient)
				if !slices.Contains(out, s) {
					out = append(out, s)
				}
			}
		}
		if _, err := fmt.Fprintf(o.Stdout, "✗ %s  %s\n", c.plan.Reference, strings.Join(out, "; ")); err != nil {
			return err
		}
	}
	return secret
}

// clearances reads a file of findings that somebody has cleared.
func clearances(path string) ([]pack.Clearance, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, &failure{exitFailed, path + ": " + cause(err), ""}
	}
	dec := json.NewDecoder(f)
	dec.DisallowUnknownFields()
	var out []pack.Clearance
	err = errors.Join(dec.Decode(&out), f.Close())
	for i, c := range out {
		if err == nil && (c.SHA256 == "" || c.Field == "" || c.What == "" || c.By == "" || c.Reason == "") {
			err = fmt.Errorf("entry %d lacks one of sha256, field, what, by, reason", i+1)
		}
	}
	if err != nil {
		return nil, &failure{exitUsage, path + ": not a list of cleared findings: " + err.Error(), "each entry has sha256, field, what, by and reason; a clearance holds for one file alone"}
	}
	return out, nil
}

// made are the documents of which there is a file: what no format can show of
// one is in NotMade.
func made(k *pack.Pack) []pack.Planned {
	out := []pack.Planned{}
	for _, d := range k.Documents {
		if slices.ContainsFunc(k.Files, func(f deliver.File) bool { return strings.HasPrefix(f.Path, d.Path+".") }) {
			out = append(out, d)
		}
	}
	return out
}

// save writes a pack. One that is there is replaced only where it is a pack,
// and where the case itself doesn't lie in it.
func (o *packOptions) save(ctx context.Context, k *pack.Pack, source string) (string, error) {
	saved, err := k.Save(o.output, deliver.How{Cancelled: ctx.Err})
	if errors.Is(err, deliver.ErrExists) && o.force {
		if err := replaceable(saved.Place, source); err != nil {
			return "", err
		}
		saved, err = k.Save(o.output, deliver.How{Replace: true, Cancelled: ctx.Err})
	}
	switch {
	case errors.Is(err, deliver.ErrExists):
		return "", &failure{exitFailed, err.Error(), "use --force to replace it, or -o to choose another folder"}
	case errors.Is(err, context.Canceled):
		return "", err
	case err != nil:
		return "", &failure{exitFailed, o.output + ": " + err.Error(), "nothing was written; -o chooses another folder"}
	}
	return saved.Place, nil
}

func replaceable(place, source string) error {
	if _, err := os.Stat(filepath.Join(place, "manifest.json")); err != nil {
		return &failure{exitFailed, place + " is not a pack and was left unchanged", "-o chooses another folder"}
	}
	if source == "-" {
		return nil
	}
	at, err := filepath.EvalSymlinks(source)
	if err == nil {
		at, err = filepath.Abs(at)
	}
	if err != nil {
		return fmt.Errorf("looking for %s: %s", source, cause(err))
	}
	for dir := filepath.Dir(at); ; dir = filepath.Dir(dir) {
		if same(dir, place) {
			return &failure{exitFailed, "the case lies in the pack that --force would replace: " + place, "move the case's file out of it, or choose another folder with -o"}
		}
		if dir == filepath.Dir(dir) {
			return nil
		}
	}
}

func same(a, b string) bool {
	x, err := os.Stat(a)
	if err != nil {
		return false
	}
	y, err := os.Stat(b)
	return err == nil && os.SameFile(x, y)
}

// show writes the result: the summary line, after a dry run what would be
// made, or all of it for a machine.
func (o *packOptions) show(r packed, c *caseFile) error {
	switch {
	case o.json:
		return o.printJSON(r)
	case o.quiet:
		return nil
	case !o.dryRun:
		return o.print([]byte(summary(r, c) + "\n"))
	}
	var p page
	p.line(0, summary(r, c))
	p.line(0, "")
	for _, f := range r.Files {
		p.line(2, f)
	}
	for _, n := range r.NotMade {
		p.para(2, 4, "not made:", notMadeName(n, c)+" ("+strings.Join(n.Reasons, "; ")+")")
	}
	for _, n := range r.NotTold {
		p.para(2, 4, "not told:", string(n.Recipient)+" ("+strings.Join(n.Reasons, "; ")+")")
	}
	return o.print(p.bytes())
}

// summary is the line on a case.
func summary(r packed, c *caseFile) string {
	var later []string
	if len(r.NotMade) > 0 {
		var names []string
		for _, n := range r.NotMade {
			names = append(names, notMadeName(n, c)+" ("+strings.Join(n.Reasons, ", ")+")")
		}
		later = append(later, fmt.Sprintf("%d not made: %s", len(r.NotMade), strings.Join(names, ", ")))
	}
	made := plural(len(r.Documents), "document")
	if len(later) > 0 {
		made += ", " + later[0]
	}
	parts := []string{made}
	for _, d := range r.Late {
		says, _, _ := strings.Cut(d.Says, ":")
		label := inSentence(d.Label)
		if d.Child != "" && len(c.rec.Children) > 1 {
			label += " of " + string(d.Child)
		}
		parts = append(parts, label+" "+says)
	}
	if r.Stopped != nil {
		parts = append(parts, fmt.Sprintf("%s missing from the file, which stops the %s", plural(len(r.Stopped.Items), "item"), r.Stopped.What))
	}
	switch text := strings.Join(parts, "; "); {
	case len(r.Documents) == 0:
		return "✗ " + r.Reference + "  nothing to make: " + strings.TrimPrefix(text, "0 documents, ")
	case len(parts) > 1 || len(r.NotMade) > 0:
		return "! " + r.Reference + "  " + text
	case r.DryRun:
		return "✓ " + r.Reference + "  " + text + " would be made"
	default:
		return "✓ " + r.Reference + "  " + text + "  " + filepath.ToSlash(r.Path)
	}
}

// documentName is what a document is called in a line: "letter to P2".
func documentName(kind string, to, child model.ID, c *caseFile) string {
	name := strings.ReplaceAll(kind, "-", " ")
	if to != "" && strings.HasSuffix(kind, "-letter") {
		name = "letter"
	}
	if to != "" {
		name += " to " + string(to)
	}
	if child != "" && child != to && len(c.rec.Children) > 1 {
		name += " about " + string(child)
	}
	return name
}

// notMadeName is documentName, with the format if only one isn't made.
func notMadeName(n pack.NotMade, c *caseFile) string {
	name := documentName(n.Kind, n.Recipient, n.Child, c)
	if n.Format != "" {
		name += " as " + string(n.Format)
	}
	return name
}
