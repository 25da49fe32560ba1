package pack

import (
	"fmt"
	"strings"
	"sync"

	"handover/internal/deliver"
	"handover/internal/disclosure"
	"handover/internal/protocol"
	"handover/model"
	"handover/render"
	"handover/render/read"
)

// Refused is a finished file that would show its reader what that reader may
// not know. It never holds the value.
type Refused struct {
	Path      string           `json:"path"`
	Kind      string           `json:"kind"`
	Reader    model.Reader     `json:"reader"`
	Recipient model.ID         `json:"recipient"`
	Child     model.ID         `json:"child,omitempty"`
	Format    render.Format    `json:"format"`
	SHA256    string           `json:"sha256"` // of the file that was not written
	Fields    []RefusedField   `json:"fields"`
	Cleared   []ClearedFinding `json:"cleared,omitempty"`
}

// RefusedField is a field of the record whose value stands in the file.
type RefusedField struct {
	Field string          `json:"field"` // "people[0].address"
	What  disclosure.What `json:"what"`
	Where string          `json:"where"`
}

// Disclosed is the error of Build where a file would disclose something.
// Nothing of the pack may be saved then.
type Disclosed struct{ Files []Refused }

func (d *Disclosed) Error() string {
	var out []string
	for _, f := range d.Files {
		for _, x := range f.Fields {
			out = append(out, fmt.Sprintf("%s to %s (%s) would show %s (%s), which %s may not know", f.Kind, f.Recipient, f.Format, x.Field, x.What, f.Recipient))
		}
	}
	return strings.Join(out, "\n")
}

// Clearance is a named person's word that one finding in one file is a
// coincidence: a child named Rose, two St Mary's. It holds for the very file
// that it names by its hash, and for nothing else.
type Clearance struct {
	SHA256 string `json:"sha256"`
	Field  string `json:"field"`
	What   string `json:"what"`
	By     string `json:"by"`
	Reason string `json:"reason"`
}

// ClearedFinding is a finding that was cleared, as the manifest records it.
type ClearedFinding struct {
	Field  string `json:"field"`
	What   string `json:"what"`
	By     string `json:"by"`
	Reason string `json:"reason"`
}

// reader is the search for what a document's reader may not know, worked out
// once for all its formats; nil for readers inside.
func (plan *Plan) search(of *Planned) func() *disclosure.Search {
	if !of.Reader.Outside() {
		return nil
	}
	r := disclosure.Reader{ID: of.Recipient, Child: of.Child, Kind: disclosure.Kind(of.Reader),
		Granted: plan.set.Protocol.GrantedPaths(plan.rec, plan.rec.Child(of.Child), protocol.ReaderOfDocument(plan.rec, string(of.Reader), of.Recipient, of.Kind))}
	return sync.OnceValue(func() *disclosure.Search { return disclosure.Secrets(plan.rec, r, plan.opt.AsOf) })
}

// letterhead is what the council prints of itself on every letter, its logo's text included.
func (plan *Plan) letterhead() []string {
	p := plan.set.Protocol
	out := append([]string{}, p.Letterhead.Lines...)
	for _, s := range []string{p.Letterhead.Telephone, p.Letterhead.Email, p.Letterhead.OutOfHours, p.Letterhead.Website, p.Letterhead.Logo.Alt,
		p.Notes.Complaints.Telephone, p.Notes.Complaints.Email, p.Notes.Advocacy.Telephone, p.Notes.Advocacy.Email, p.Notes.Formats.Telephone, p.Notes.Formats.Email} {
		if s != "" {
			out = append(out, s)
		}
	}
	return out
}

// disclose searches a finished file for what its reader may not know.
func (j *job) disclose(c read.Content) {
	if j.search == nil {
		return
	}
	hash := ""
	for _, h := range j.search().Find(disclosure.Content{
		Body: c.Text, AddressBlock: strings.Join(addressLines(j.of.doc), "\n"), Letterhead: j.letterhead,
		Elsewhere: append([]string{c.Title, j.file.Path}, c.Beside...),
	}) {
		if hash == "" {
			hash = deliver.Sum(j.file.Bytes)
		}
		if x, ok := cleared(j.clear, hash, h); ok {
			j.cleared = append(j.cleared, ClearedFinding{x.Field, x.What, x.By, x.Reason})
			continue
		}
		j.shows = append(j.shows, RefusedField{h.Path, h.What, h.Where})
	}
}

func cleared(all []Clearance, hash string, h disclosure.Hit) (Clearance, bool) {
	for _, c := range all {
		if c.SHA256 == hash && c.Field+"#"+c.What == h.ID() && c.By != "" && c.Reason != "" {
			return c, true
		}
	}
	return Clearance{}, false
}
