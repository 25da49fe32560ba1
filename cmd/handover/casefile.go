package main

import (
	"context"
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

// caseFile is one decoded case with what was chosen for it.
type caseFile struct {
	name string // as problems call it
	src  []byte
	rec  *model.Record
	set  *fill.Set
	plan *pack.Plan // nil until its documents are chosen
}

// open reads a case, loads its council's templates and chooses its documents.
func (d *desk) open(ctx context.Context, path string) (*caseFile, error) {
	src, name, err := d.read(ctx, path)
	if err != nil {
		return nil, err
	}
	c, err := d.decode(cases.Case{File: name, Data: src})
	if err != nil {
		return nil, err
	}
	return c, d.choose(ctx, c)
}

// decode decodes a case that was read, and loads its council's templates.
// Several may be decoded at once.
func (d *desk) decode(x cases.Case) (*caseFile, error) {
	if x.Err != nil {
		return nil, x.Err
	}
	c := &caseFile{name: x.File, src: x.Data}
	var atFault error
	rec, err := x.Decode(model.Options{Protocol: d.protocol, Protocols: d.councils, Declared: func(council string) model.Declared {
		if c.set, atFault = d.set(council); atFault != nil {
			return model.Declared{}
		}
		return c.set.Protocol.Declared()
	}})
	if atFault != nil {
		return nil, atFault // what the record's events are can't be told without it
	}
	if err != nil {
		return nil, err
	}
	c.rec = rec
	if found := c.set.Protocol.Check(c.name, rec); len(found) > 0 {
		return nil, found
	}
	return c, d.fits(c)
}

// choose chooses a case's documents.
func (d *desk) choose(ctx context.Context, c *caseFile) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	var err error
	c.plan, err = pack.Choose(c.rec, c.set, d.options(c))
	return err
}

// options are how a case's pack is made.
func (d *desk) options(c *caseFile) pack.Options {
	opt := d.pack
	opt.Source = c.src
	return opt
}

// fits checks --only and --to against the council's documents and the record.
func (d *desk) fits(c *caseFile) error {
	var kinds []string
	for _, x := range c.set.Protocol.Documents {
		kinds = append(kinds, x.Kind)
	}
	slices.Sort(kinds)
	kinds = slices.Compact(kinds)
	for _, k := range d.pack.Only {
		if !slices.Contains(kinds, k) {
			return usage(fmt.Sprintf("--only: %s has no document of kind %q", c.set.Protocol.Name, k), didYouMean(k, kinds))
		}
	}
	for _, id := range d.pack.To {
		if c.rec.Child(id) == nil && c.rec.Person(id) == nil && c.rec.Professional(id) == nil && c.rec.Worker(id) == nil && c.rec.Authority(id) == nil {
			return usage(fmt.Sprintf("--to: the record has nobody with the id %s", id), "ids stand in children, people, professionals, authorities and workers")
		}
	}
	return nil
}

// read reads a case's file; "-" is standard input. name is what to call it.
func (d *desk) read(ctx context.Context, path string) (src []byte, name string, err error) {
	if path == "-" {
		src, err = io.ReadAll(io.LimitReader(cases.Interruptible(ctx, d.Stdin), model.MaxSize+1))
		if err != nil && ctx.Err() == nil {
			err = &failure{exit: exitFailed, msg: "standard input: " + cause(err)}
		}
		return src, "standard input", err
	}
	info, err := os.Stat(path)
	switch {
	case err != nil:
		hint := ""
		if !strings.HasSuffix(path, ".json") {
			hint = "a case is one JSON file"
		}
		return nil, path, &failure{exitFailed, path + ": " + cause(err), hint}
	case info.IsDir():
		return nil, path, &failure{exitFailed, path + " is a folder", "give the file of one case"}
	case info.Size() > model.MaxSize:
		return nil, path, &failure{exitFailed, fmt.Sprintf("%s: the file is larger than %d MiB", path, model.MaxSize>>20), "one file is one case"}
	}
	if src, err = os.ReadFile(path); err != nil {
		return nil, path, &failure{exitFailed, path + ": " + cause(err), "nothing was written"}
	}
	return src, path, nil
}
