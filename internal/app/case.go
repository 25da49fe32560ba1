package app

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"handover/internal/fill"
	"handover/internal/pack"
	"handover/model"
	"handover/model/cases"
)

// Case is one decoded case.
type Case struct {
	Name   string // as problems call it
	Source []byte
	Record *model.Record
	Set    *fill.Set  // its council's templates
	Plan   *pack.Plan // what was chosen for it; nil until then

	tell  func(done, of int) // of the files of its pack; may be nil
	again bool               // letters that went are made again
}

// Open reads a case and loads its council's templates. Its path is a file's, or
// "-" for standard input.
func (d *Desk) Open(ctx context.Context, path string) (*Case, error) {
	src, name, err := d.read(ctx, path)
	if err != nil {
		return nil, err
	}
	return d.decode(cases.Case{File: name, Data: src})
}

// Each opens all cases of a path, one after another, and stops at the first error.
func (d *Desk) Each(ctx context.Context, path string, do func(*Case) error) error {
	for x := range cases.Read(ctx, []string{path}, d.stdin) {
		c, err := d.decode(x)
		if err == nil {
			err = do(c)
		}
		if err != nil {
			return err
		}
	}
	return ctx.Err()
}

// decode decodes a case that was read, and loads its council's templates.
// Several may be decoded at once.
func (d *Desk) decode(x cases.Case) (*Case, error) {
	if x.Err != nil {
		return nil, x.Err
	}
	c := &Case{Name: x.File, Source: x.Data}
	var atFault error
	rec, err := x.Decode(model.Options{Protocol: d.asked.Protocol, Protocols: d.Councils, Declared: func(council string) model.Declared {
		if c.Set, atFault = d.Set(council); atFault != nil {
			return model.Declared{}
		}
		return c.Set.Protocol.Declared()
	}})
	if atFault != nil {
		return nil, atFault // what the record's events are can't be told without it
	}
	if err != nil {
		return nil, err
	}
	c.Record = rec
	rec.NoteWent(d.went[rec.Reference])
	if found := c.Set.Protocol.Check(c.Name, rec); len(found) > 0 {
		return nil, found
	}
	return c, d.fits(c)
}

// Plan opens a case and chooses its documents, so that Case.Plan can make one of
// them to be looked at. Nothing is written.
func (d *Desk) Plan(ctx context.Context, path string) (*Case, error) {
	c, err := d.Open(ctx, path)
	if err == nil {
		err = d.choose(ctx, c)
	}
	return c, err
}

// choose chooses a case's documents.
func (d *Desk) choose(ctx context.Context, c *Case) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	var err error
	c.Plan, err = pack.Choose(c.Record, c.Set, d.options(c))
	return err
}

// options are how a case's pack is made.
func (d *Desk) options(c *Case) pack.Options {
	opt := d.pack
	opt.Source, opt.Tell, opt.Again = c.Source, c.tell, c.again
	return opt
}

// fits checks --only and --to against the council's documents and the record.
func (d *Desk) fits(c *Case) error {
	var kinds []string
	for _, x := range c.Set.Protocol.Documents {
		kinds = append(kinds, x.Kind)
	}
	slices.Sort(kinds)
	kinds = slices.Compact(kinds)
	for _, k := range d.pack.Only {
		if !slices.Contains(kinds, k) {
			return Misuse(fmt.Sprintf("--only: %s has no document of kind %q", c.Set.Protocol.Name, k), didYouMean(k, kinds))
		}
	}
	for _, id := range d.pack.To {
		if c.Record.Child(id) == nil && c.Record.Person(id) == nil && c.Record.Professional(id) == nil && c.Record.Worker(id) == nil && c.Record.Authority(id) == nil {
			return Misuse(fmt.Sprintf("--to: the record has nobody with the id %s", id), "ids stand in children, people, professionals, authorities and workers")
		}
	}
	return nil
}

// clearances reads a file of findings that somebody has cleared.
func clearances(path string) ([]pack.Clearance, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, Fail(path+": "+cause(err), "")
	}
	dec := json.NewDecoder(bytes.NewReader(model.UTF8(b)))
	dec.DisallowUnknownFields()
	var out []pack.Clearance
	err = dec.Decode(&out)
	for i, c := range out {
		if lacks := c.Check(); err == nil && lacks != "" {
			err = fmt.Errorf("entry %d: %s", i+1, lacks)
		}
	}
	if err != nil {
		return nil, Misuse(path+": not a list of cleared findings: "+err.Error(), "each entry has text_sha256, field, what, by and reason; a clearance holds for one letter's words alone, in all its formats")
	}
	return out, nil
}

// standardInput is what cases and problems call it.
const standardInput = "standard input"

// read reads a case's file; "-" is standard input. name is what to call it.
func (d *Desk) read(ctx context.Context, path string) (src []byte, name string, err error) {
	if path == "-" {
		src, err = io.ReadAll(io.LimitReader(cases.Interruptible(ctx, d.stdin), model.MaxSize+1))
		if err != nil && ctx.Err() == nil {
			err = Fail(standardInput+": "+cause(err), "")
		}
		return src, standardInput, err
	}
	info, err := os.Stat(path)
	switch {
	case err != nil:
		hint := ""
		if !strings.HasSuffix(path, ".json") {
			hint = "a case is one JSON file"
		}
		return nil, path, Fail(path+": "+cause(err), hint)
	case info.IsDir():
		return nil, path, Fail(path+" is a folder", "give the file of one case")
	case info.Size() > model.MaxSize:
		return nil, path, Fail(fmt.Sprintf("%s: the file is larger than %d MiB", path, model.MaxSize>>20), "one file is one case")
	}
	if src, err = os.ReadFile(path); err != nil {
		return nil, path, Fail(path+": "+cause(err), "nothing was written")
	}
	return src, path, nil
}
