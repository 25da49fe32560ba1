package pack

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

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
	Text      string           `json:"text_sha256"` // of the letter's words, the same in each format; a clearance names it
	Fields    []RefusedField   `json:"fields"`
	Cleared   []ClearedFinding `json:"cleared,omitempty"`
}

// RefusedField is a field of the record whose value stands in the file.
type RefusedField struct {
	Field string          `json:"field"` // "people[0].address"
	What  disclosure.What `json:"what"`
	Where string          `json:"where"`           // the field whose words show it, if it is known; else "body", "elsewhere[1]"
	Whole bool            `json:"whole,omitempty"` // a whole address that a restriction withholds, which nobody can clear
}

// In is the field of the record whose words show it, or "".
func (f RefusedField) In() string {
	if strings.HasPrefix(f.Where, "elsewhere[") || strings.HasPrefix(f.Where, "body") || f.Where == "address block" {
		return ""
	}
	return f.Where
}

// Disclosed is an error of a case of which some documents would disclose
// something.
type Disclosed struct {
	Files  []Refused
	Others bool // the other documents were made
}

func (d *Disclosed) Error() string {
	var out []string
	for _, f := range d.Files {
		for _, x := range f.Fields {
			out = append(out, fmt.Sprintf("%s to %s (%s) would show %s (%s), which %s may not know", f.Kind, f.Recipient, f.Format, x.Field, x.What, f.Recipient))
		}
	}
	return strings.Join(out, "\n")
}

// Clearance is a named person's word that one finding in one letter is a
// coincidence: a child named Rose, two St Mary's. It holds for the very words
// that it names by their hash, in each format, and for nothing else; and never
// for a whole address that a restriction withholds.
type Clearance struct {
	Text   string `json:"text_sha256"` // of Refused.Text
	Field  string `json:"field"`
	What   string `json:"what"`
	By     string `json:"by"`
	Reason string `json:"reason"`
}

// Check says what a clearance lacks, or "": its name must be one, and its reason
// words.
func (c Clearance) Check() string {
	switch {
	case c.Text == "" || c.Field == "" || c.What == "" || c.By == "" || c.Reason == "":
		return "lacks one of text_sha256, field, what, by, reason"
	case !inWords(c.By, 1, 3) && !inWords(c.By, 2, 1):
		return "by is no name: write who cleared it, as on the check sheet"
	case !inWords(c.Reason, 1, 4):
		return "reason isn't words: write why it is a coincidence"
	}
	return ""
}

// inWords says whether a text has so many words of so many letters.
func inWords(s string, words, letters int) bool {
	for _, w := range strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) }) {
		if utf8.RuneCountInString(w) >= letters {
			words--
		}
	}
	return words <= 0
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
	return sync.OnceValue(func() *disclosure.Search { return plan.secrets(of) })
}

// secrets are what the reader of a document outside may not know.
func (plan *Plan) secrets(of *Planned) *disclosure.Search {
	return disclosure.Secrets(plan.rec, disclosure.Reader{ID: of.Recipient, Child: of.Child, Kind: disclosure.Kind(of.Reader),
		Granted: plan.set.Protocol.GrantedPaths(plan.rec, plan.rec.Child(of.Child), protocol.ReaderOfDocument(plan.rec, string(of.Reader), of.Recipient, of.Kind))}, plan.opt.AsOf)
}

// letterhead is what the council prints of itself on every letter, its logo's text included.
func (plan *Plan) letterhead() []string {
	p := plan.set.Protocol
	out := append([]string{}, p.Letterhead.Lines...)
	for _, s := range []string{p.Letterhead.Telephone, p.Letterhead.Email, p.Letterhead.OutOfHours, p.Letterhead.Website, p.Letterhead.Logo.Alt,
		p.Notes.Complaints.ForChild, p.Notes.Complaints.ForFamily, p.Notes.Advocacy.ForChild, p.Notes.Advocacy.ForFamily, p.Notes.Formats.ForChild, p.Notes.Formats.ForFamily,
		p.Notes.Complaints.Telephone, p.Notes.Complaints.Email, p.Notes.Advocacy.Telephone, p.Notes.Advocacy.Email, p.Notes.Formats.Telephone, p.Notes.Formats.Email} {
		if s != "" {
			out = append(out, s)
		}
	}
	return out
}

// text is the SHA-256 of a document's words and of whom they are for, the same
// in each format.
func (d *Planned) text() string {
	return deliver.Sum([]byte(strings.Join(append([]string{d.Kind, string(d.Recipient), string(d.Child)}, d.doc.Words()...), "\x00")))
}

// clearances are those for a document's very words.
func (plan *Plan) clearances(of *Planned) []Clearance {
	if len(plan.opt.Cleared) == 0 || !of.Reader.Outside() {
		return nil
	}
	text := of.text()
	return slices.DeleteFunc(slices.Clone(plan.opt.Cleared), func(c Clearance) bool { return c.Text != text })
}

// disclose searches a finished file for what its reader may not know.
func (j *job) disclose(c read.Content) {
	if j.search == nil {
		return
	}
	var runs []disclosure.Run
	for _, r := range cmp.Or(j.tree, j.of.doc).Runs(j.format == render.Plain) {
		runs = append(runs, disclosure.Run{Text: r.Text, Path: r.Path, Fixed: r.Fixed})
	}
	elsewhere := append([]string{c.Title, j.file.Path}, c.Beside...)
	styles := ""
	if r := j.of.doc.Meta.Reference; r != nil && j.format == render.DOCX {
		styles = fmt.Sprintf("elsewhere[%d]", len(elsewhere))
		elsewhere = append(elsewhere, strings.Join(r.Says, "\n"))
	}
	for _, h := range j.search().Find(disclosure.Content{
		Body: c.Text, Runs: runs, AddressBlock: strings.Join(addressLines(j.of.doc), "\n"), Letterhead: j.letterhead, Elsewhere: elsewhere,
	}) {
		if x, ok := cleared(j.clear, h); ok {
			j.cleared = append(j.cleared, ClearedFinding{x.Field, x.What, x.By, x.Reason})
			continue
		}
		if h.Where == styles {
			h.Where = "the styles of --reference"
		}
		j.shows = append(j.shows, RefusedField{h.Path, h.What, h.Where, h.Whole})
	}
}

func cleared(all []Clearance, h disclosure.Hit) (Clearance, bool) {
	for _, c := range all {
		if !h.Whole && c.Field+"#"+c.What == h.ID() && c.Check() == "" {
			return c, true
		}
	}
	return Clearance{}, false
}

// sayCleared puts what was cleared among the warnings of its document, for the
// check sheet and whoever makes the pack.
func (plan *Plan) sayCleared(jobs []*job) {
	said := map[string][]string{}
	for _, j := range jobs {
		for _, c := range j.cleared {
			w := fmt.Sprintf("shows what may be %s (%s); %s cleared it: %s", c.Field, c.What, c.By, c.Reason)
			if !slices.Contains(said[j.of.Path], w) {
				said[j.of.Path] = append(said[j.of.Path], w)
			}
		}
	}
	if len(said) == 0 {
		return
	}
	plan.Documents = slices.Clone(plan.Documents)
	for i := range plan.Documents {
		d := &plan.Documents[i]
		d.Warnings = append(slices.Clone(d.Warnings), said[d.Path]...)
	}
}

// Unsent are refused documents as letters that aren't made, once each.
func Unsent(all []Refused) []NotMade {
	var out []NotMade
	for _, r := range all {
		n := NotMade{Kind: r.Kind, Reader: r.Reader, Recipient: r.Recipient, Child: r.Child, Reasons: r.Why()}
		at := slices.IndexFunc(out, func(x NotMade) bool { return x.Kind == n.Kind && x.Recipient == n.Recipient && x.Child == n.Child })
		if at < 0 {
			out = append(out, n)
			continue
		}
		for _, why := range n.Reasons {
			if !slices.Contains(out[at].Reasons, why) {
				out[at].Reasons = append(out[at].Reasons, why)
			}
		}
	}
	return out
}

// Why says of each field what would be shown and where, once each, without its
// value.
func (r Refused) Why() []string {
	var out []string
	for _, f := range r.Fields {
		s := fmt.Sprintf("would show %s (%s), which %s may not know", f.Field, f.What, r.Recipient)
		if f.In() != "" {
			s += ", in " + f.In()
		}
		if !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}
