// Package app does what the program does for whoever uses it: it opens a case,
// checks it, makes, verifies and lists packs and papers, and returns what came
// of it as values. It reads no flags and prints nothing; cmd/handover does
// that.
//
// Call NewDesk with what was asked for, then its methods. An error is told by
// Explain.
package app

import (
	"errors"
	"fmt"
	"io"
	"os"
	"regexp"
	"slices"
	"sync"

	"handover/internal/fill"
	"handover/internal/mail"
	"handover/internal/pack"
	"handover/model"
	"handover/model/dates"
	"handover/render"
	"handover/render/doc"
	"handover/render/docx"
)

// Version is the program's. It stands in every manifest, so it is no build's
// own: the same source makes the same bytes.
const Version = "0.1.0"

// Asked is what is asked for of every case, as it was typed.
type Asked struct {
	Formats   []string // names, in any order
	Only      []string // kinds of document; empty: all
	To        []string // ids of recipients; empty: all
	Protocol  string   // the council's name in place of the record's; ""
	Templates string   // the folder laid over the built-in templates; ""
	Reference string   // the Word file whose styles Word documents take; ""
	Cleared   string   // the file of findings that somebody has cleared; ""
	AsOf      string   // the day that counts as today, YYYY-MM-DD; "" is today
	Draft     bool
	Large     bool // everything in large print
}

// Desk is what was asked for, checked, with the templates that have been loaded
// for it. Several cases may be worked on at once.
type Desk struct {
	*Shelf
	asked    Asked
	pack     pack.Options
	stdin    io.Reader
	went     map[string][]model.Went // letters, by the reference of their case
	building sync.Mutex              // of several cases one is built at a time: that takes all cores, and much memory
}

// NewDesk checks what was asked for. stdin is what the path "-" is read from.
func NewDesk(a Asked, today dates.Date, stdin io.Reader) (*Desk, error) {
	d := &Desk{asked: a, stdin: stdin, pack: pack.Options{Only: a.Only, Draft: a.Draft, Large: a.Large, Version: Version, AsOf: today}}
	var err error
	if d.Shelf, err = NewShelf(a.Templates, a.Only); err != nil {
		return nil, err
	}
	if a.Protocol != "" {
		if err := d.Knows(a.Protocol); err != nil {
			return nil, err
		}
	}
	if d.pack.Formats, err = formatsOf(render.Asked(), a.Formats); err != nil {
		return nil, err
	}
	if a.Reference != "" {
		if d.pack.Reference, err = readReference(a.Reference); err != nil {
			return nil, err
		}
	}
	for _, id := range a.To {
		if !idForm.MatchString(id) {
			return nil, Misuse("--to takes ids of the record", "an id is of the form P2 or R11")
		}
		d.pack.To = append(d.pack.To, model.ID(id))
	}
	if a.AsOf != "" {
		if d.pack.AsOf, err = dates.Parse(a.AsOf); err != nil {
			return nil, Misuse("--as-of: "+err.Error(), "")
		}
	}
	if a.Cleared != "" {
		d.pack.Cleared, err = clearances(a.Cleared)
	}
	return d, err
}

// Heed has the register of a folder of packs heeded in every case that is opened
// from now on: what went counts as told, and isn't made again. The result are the
// register's lines that can't be read.
func (d *Desk) Heed(packs string) ([]mail.Cut, error) {
	went, cut, err := mail.Gone(packs)
	if err != nil {
		return nil, Fail(err.Error(), "")
	}
	d.went = went
	return cut, nil
}

// Today is the day that counts as today.
func (d *Desk) Today() dates.Date { return d.pack.AsOf }

var idForm = regexp.MustCompile(`^[A-Z]{1,3}[0-9]{1,4}$`)

// formatsOf are the formats named, each once, in the order of the list of all.
func formatsOf(all []render.Format, names []string) ([]render.Format, error) {
	var out []render.Format
	for _, f := range all {
		if slices.Contains(names, string(f)) {
			out = append(out, f)
		}
	}
	for _, n := range names {
		if !slices.Contains(all, render.Format(n)) {
			return nil, Misuse(fmt.Sprintf("unknown format %q", n), "the formats are "+render.List(all))
		}
	}
	if len(out) == 0 {
		return nil, Misuse("--format names no format", "the formats are "+render.List(all))
	}
	return out, nil
}

// readReference reads the document of --reference. What is wrong with it is the
// template's fault, not the case's.
func readReference(path string) (*doc.Reference, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, Misuse("--reference: "+path+": "+cause(err), "")
	}
	ref, err := docx.ReadReference(b)
	var faults doc.Faults
	if !errors.As(err, &faults) {
		return ref, err
	}
	var out fill.Faults
	for _, f := range faults {
		out = append(out, model.Problem{File: path, Msg: f.Msg})
	}
	return nil, out
}
