// Package pack makes the pack of one case: it chooses the documents that the
// protocol asks for at this point, fills and renders them, checks the finished
// files, and saves them whole or not at all.
//
// Call Choose, then Build, then Pack.Save. Choose alone tells what would be
// made, and why something would not; it writes nothing.
package pack

import (
	"handover/internal/fill"
	"handover/internal/protocol"
	"handover/internal/recipient"
	"handover/model"
	"handover/model/dates"
	"handover/render"
	"handover/render/doc"
)

// Options say how a pack is made.
type Options struct {
	AsOf    dates.Date      // what today is
	Formats []render.Format // in this order
	Only    []string        // kinds; empty: all
	To      []model.ID      // recipients; empty: all. What has no recipient is then left out
	// Reference is how Word documents look; nil is the built-in way.
	Reference *doc.Reference
	Large     bool        // everything in large print; letters to those who ask for it are in any case
	Again     bool        // letters are made again that went and say the same
	Draft     bool        // DRAFT across each page; letters with gaps are made too
	Version   string      // the program's
	Cleared   []Clearance // findings of the disclosure check that somebody has cleared
	Source    []byte      // the case file's bytes, for the manifest's hash
	AtOnce    int         // how many files are made at a time; 0: as many as there are cores

	// Tell, if not nil, hears how many files are made of how many there will be
	// about, after each. One call ends before the next begins.
	Tell func(done, of int)
}

// Styles is the SHA-256 of the document whose styles Word documents are set in;
// "" is the built-in way.
func (o Options) Styles() string {
	if o.Reference == nil {
		return ""
	}
	return o.Reference.SHA256
}

// Plan is what a pack will hold.
type Plan struct {
	Reference  string
	Documents  []Planned             // in the protocol's order
	NotMade    []NotMade             // in the same order
	NotTold    []NotMade             // letters that a decision or the law rules out: there is nothing to put right
	NoLetter   []NotMade             // of kind "letter": whoever is to be told and for whom no letter is asked for at this point
	Went       []NotMade             // letters that went and would say the same: they aren't made again
	NotAsked   []NotAsked            // what the protocol does not ask for at this point
	Recipients []recipient.Recipient // everybody outside whom a letter could go to
	Readiness  protocol.Readiness

	rec *model.Record
	set *fill.Set
	opt Options
}

// Planned is a document that can be made.
type Planned struct {
	Kind      string          `json:"kind"`
	Title     string          `json:"title"`
	Reader    model.Reader    `json:"reader"`
	Recipient model.ID        `json:"recipient,omitempty"` // "" where it is for the file
	Child     model.ID        `json:"child,omitempty"`     // "" where it is for the whole case
	Letter    string          `json:"letter,omitempty"`    // its number, in the foot of each page; "" for a form
	Path      string          `json:"path"`                // within the pack, without extension: "send/P2/change-of-worker-letter"
	Formats   []render.Format `json:"formats"`
	Gaps      []string        `json:"gaps,omitempty"` // record paths
	Warnings  []string        `json:"warnings,omitempty"`
	Template  string          `json:"template"`
	Hash      string          `json:"template_sha256"`

	Large bool `json:"large_print,omitempty"`

	Way model.Word `json:"way,omitempty"` // how it goes: post, hand, secure_email, or email to a colleague; "" for what isn't sent

	doc      *doc.Doc
	message  *doc.Doc // the e-mail that it is, or that it goes with; nil without
	sent     render.Envelope
	calendar []byte // goes with it, and stands beside it; nil without
	encloses []string
}

// NotMade is a document that was asked for and isn't made. Its reasons hold
// only field names, ids and kinds.
type NotMade struct {
	Kind      string        `json:"kind"`
	Reader    model.Reader  `json:"reader"`
	Recipient model.ID      `json:"recipient,omitempty"`
	Child     model.ID      `json:"child,omitempty"`
	Format    render.Format `json:"format,omitempty"` // only this one isn't made; "": none is
	Reasons   []string      `json:"reasons"`
}

// NotAsked is a document that the protocol does not ask for at this point.
type NotAsked struct {
	Kind  string   `json:"kind"`
	Child model.ID `json:"child,omitempty"`
	Why   string   `json:"why"` // when it would be
}
