// Package protocol is a council's rules: what its procedure asks to have on
// file, by when, which documents, and who signs them; and how far a record
// keeps them. All of it is data, read from the council's protocol.yaml: no
// council and no duty of one stands in Go.
//
// Call Read first, then Readiness for a record's state, Situation for what a
// condition is asked about, and Signatures for who signs a document.
// docs/protocols.md describes the file.
package protocol

import (
	"slices"

	"handover/model"
	"handover/model/dates"
)

// Protocol is one council's protocol.yaml. The JSON names are the file's own.
//
// The tag required asks for a key, words for one of a closed list (or, in a list, for such words), role for a
// key of Titles, row for an id of Rows, assumption for one of Assumptions.
type Protocol struct {
	Name          string       `json:"name" required:"true"`  // its folder's name, which records give
	Title         string       `json:"title" required:"true"` // the council
	Version       string       `json:"version" required:"true"`
	Procedure     Procedure    `json:"procedure" required:"true"`
	RecordSystem  string       `json:"record_system" required:"true"`
	Terms         Terms        `json:"terms" required:"true"`
	Titles        Titles       `json:"titles" required:"true"`
	Roles         []Role       `json:"roles,omitempty"`
	Letterhead    Letterhead   `json:"letterhead" required:"true"`
	Notes         Notes        `json:"notes" required:"true"`
	Mail          Mail         `json:"mail,omitzero"`
	ClosureDays   []dates.Date `json:"closure_days"`
	TransferKinds []string     `json:"transfer_kinds" required:"true"`
	Services      []Service    `json:"services,omitempty"`
	Events        []Event      `json:"events"`
	EventLabels   []EventLabel `json:"event_labels,omitempty"`
	Passes        string       `json:"passes,omitempty" event:"true"` // on whose day the case passes by the procedure itself, where no transfer date is recorded
	Extra         []Extra      `json:"extra"`
	Grants        []Grant      `json:"grants,omitempty"`
	Conditions    []Named      `json:"conditions,omitempty"`
	Rows          []Row        `json:"rows" required:"true"`
	Assumptions   []Assumption `json:"assumptions"`
	Documents     []Document   `json:"documents" required:"true"`
	Checklist     []Item       `json:"checklist"`
	Deadlines     []Deadline   `json:"deadlines"`
	Rules         []Rule       `json:"rules"`
	Stops         []Stop       `json:"stops" required:"true"`
	Trackers      []Tracker    `json:"trackers"`

	calendar *dates.Calendar
	events   map[string]event // those that a word or a deadline names, once the protocol is whole
}

// Procedure is the text that the rules come from.
type Procedure struct {
	Title string `json:"title" required:"true"`
	Dated string `json:"dated" required:"true"`
}

// Terms are the council's own words, as they stand inside a sentence.
type Terms struct {
	LookedAfter       string `json:"looked_after" required:"true"`
	Record            string `json:"record" required:"true"`
	RecordNumber      string `json:"record_number" required:"true"`
	Chronology        string `json:"chronology" required:"true"`
	CarePlan          string `json:"care_plan" required:"true"`
	Review            string `json:"review" required:"true"`
	FamilyTime        string `json:"family_time" required:"true"`
	FileAudit         string `json:"file_audit" required:"true"`
	TransferSummary   string `json:"transfer_summary" required:"true"`
	TransferMeeting   string `json:"transfer_meeting" required:"true"`
	TrackingMeeting   string `json:"tracking_meeting" required:"true"`
	IntroductoryVisit string `json:"introductory_visit" required:"true"`
	TransferDate      string `json:"transfer_date" required:"true"`
	FromService       string `json:"from_service" required:"true"`
	ToService         string `json:"to_service" required:"true"`
}

// Titles are what the council calls each role. A role is the key.
type Titles struct {
	CurrentWorker              string `json:"current_worker" required:"true"`
	ReceivingWorker            string `json:"receiving_worker" required:"true"`
	TransferringManager        string `json:"transferring_manager" required:"true"`
	ReceivingManager           string `json:"receiving_manager" required:"true"`
	Chair                      string `json:"chair" required:"true"`
	Administrator              string `json:"administrator" required:"true"`          // moves the case in the record system
	Auditor                    string `json:"auditor,omitempty"`                      // does the second file audit; none: there is none
	TransferringLineManager    string `json:"transferring_line_manager,omitempty"`    // line manager of the current worker
	ReceivingLineManager       string `json:"receiving_line_manager,omitempty"`       // line manager of the receiving worker
	TransferringServiceManager string `json:"transferring_service_manager,omitempty"` // line manager of the transferring manager
	ReceivingServiceManager    string `json:"receiving_service_manager,omitempty"`    // line manager of the receiving manager
	EarlyHelpAdministrator     string `json:"early_help_administrator,omitempty"`     // books the first meeting after a step down
}

// Role is a role that the council has besides those of every record, and whose
// it is: the workers at At, or, with Jobs, the first up the line of managers from
// there with such a job; with Jobs alone, every worker with such a job.
type Role struct {
	Name  string   `json:"name" required:"true"`
	Title string   `json:"title" required:"true"`
	At    string   `json:"at,omitempty"`   // a path of the record that ends in workers: "transfer.current_worker"
	Jobs  []string `json:"jobs,omitempty"` // what stands in the job: "Head of Service"
}

// Letterhead is what stands at the head of the council's letters.
type Letterhead struct {
	Lines      []string `json:"lines" required:"true"`
	Telephone  string   `json:"telephone" required:"true"`
	Email      string   `json:"email,omitempty"`
	OutOfHours string   `json:"out_of_hours" required:"true"`
	Website    string   `json:"website,omitempty"`
	Logo       Logo     `json:"logo,omitzero"`
}

// Logo is the picture at the head of the council's letters. It is looked at
// where templates are loaded: this package reads no other file.
type Logo struct {
	File string `json:"file" required:"true"` // in the folder of protocol.yaml: "logo.png"
	Alt  string `json:"alt" required:"true"`  // for those who don't see it: "Rivermouth Council"

	at model.Problem // where File stands
}

// Problem is something that is wrong with the logo's file.
func (l Logo) Problem(msg, hint string) model.Problem {
	p := l.at
	p.Msg, p.Hint = msg, hint
	return p
}

// Notes are the paragraphs that end the council's letters.
type Notes struct {
	Complaints Note `json:"complaints" required:"true"` // how to ask and to complain
	Advocacy   Note `json:"advocacy" required:"true"`   // how a child gets an advocate
	Formats    Note `json:"formats" required:"true"`    // another format or language
}

// Note is one paragraph, for each reader that it is for.
type Note struct {
	ForChild  string `json:"for_child,omitempty"`
	ForFamily string `json:"for_family,omitempty"`
	Telephone string `json:"telephone,omitempty"`
	Email     string `json:"email,omitempty"`
}

// EventLabel is the council's own words for an event that every record knows.
type EventLabel struct {
	Event string `json:"event" required:"true"`
	Label string `json:"label" required:"true"`
}

// Event is an event that the council adds to those that every record may hold.
// Where it has one of Earliest, Latest, Given and Before, its date follows from
// those of other events, and no record holds it.
type Event struct {
	Name  string `json:"name" required:"true"`
	Label string `json:"label" required:"true"`
	Of    string `json:"of" required:"true" words:"child transfer"`

	Earliest []string `json:"earliest,omitempty" event:"true"` // the first of those that have a date
	Latest   []string `json:"latest,omitempty" event:"true"`   // the last of them
	Given    []string `json:"given,omitempty" event:"true"`    // of the first one named that has a date
	Before   string   `json:"before,omitempty" event:"true"`   // the last Weekday before this event
	Weekday  string   `json:"weekday,omitempty" words:"monday tuesday wednesday thursday friday saturday sunday"`
	Time     string   `json:"time,omitempty"` // of that weekday, "16:00"

	When Condition `json:"when,omitzero"` // it has that date only where this holds
}

// follows says whether the event's date follows from those of others.
func (e Event) follows() bool { return len(e.from()) > 0 }

// from are the events that the date follows from.
func (e Event) from() []string {
	out := slices.Concat(e.Earliest, e.Latest, e.Given)
	if e.Before != "" {
		out = append(out, e.Before)
	}
	return out
}

// Extra is a fact that the council adds to the record, and who may see it.
type Extra struct {
	Name      string   `json:"name" required:"true"`
	Type      string   `json:"type" required:"true" words:"text date yes_no"`
	Label     string   `json:"label" required:"true"`
	Audiences []string `json:"audiences" required:"true" words:"internal administrator child parent carer relative professional authority meeting"`
	Why       string   `json:"why" required:"true"` // why each of them may
}

// Row is one obligation of the procedure. Documents, checklist items,
// deadlines, rules and stops cite rows by id.
type Row struct {
	ID   string `json:"id" required:"true"`
	Kind string `json:"kind" required:"true" words:"DOC LIST MSG REC MTG RULE"`
	What string `json:"what" required:"true"`
}

// Assumption is how an open point of the procedure was decided.
type Assumption struct {
	ID       string   `json:"id" required:"true"`
	Point    string   `json:"point" required:"true"`    // what is open
	Decision string   `json:"decision" required:"true"` // how we read it; printed where it is used
	Rows     []string `json:"rows,omitempty" row:"true"`
}

// Document is a document that the council uses. Its template says for which
// readers, when, and how many.
type Document struct {
	Kind     string    `json:"kind" required:"true"`        // "change-of-worker-letter"
	Template string    `json:"template" required:"true"`    // the template's file name without .md
	Number   int       `json:"number,omitempty"`            // its place among the internal files; 0 for what is sent outside
	To       []string  `json:"to,omitempty"`                // roles, or readers outside; none: it is for the file
	Signs    []Signer  `json:"signs,omitempty"`             // in order
	Label    string    `json:"label,omitempty"`             // said of it where it is listed: "common form: the procedure names none"
	When     Condition `json:"when,omitzero"`               // besides the template's own
	Why      string    `json:"why,omitempty"`               // said where it isn't made, in place of the template's
	Rows     []string  `json:"rows,omitempty" row:"true"`   // none only if Label says why
	Once     string    `json:"once,omitempty" event:"true"` // made only where the record has a date for this event
	// Addressee is a condition on whoever it goes to, among those of To.
	Addressee Condition `json:"addressee,omitzero"`
	From      string    `json:"from,omitempty" event:"true"`  // only from the day of this event
	Until     string    `json:"until,omitempty" event:"true"` // only before the day of this event
	// Excludes are kinds of document that aren't made for a reader, about a child,
	// for whom this one is: they would say otherwise.
	Excludes []string `json:"excludes,omitempty"`
}

// Signer is a line to sign on.
type Signer struct {
	Role   string `json:"role" required:"true" role:"true"`
	Does   string `json:"does" required:"true" words:"signs countersigns authorises"`
	Label  string `json:"label" required:"true"`         // "Authorised by"
	IfGone string `json:"if_gone,omitempty" role:"true"` // who signs instead of a worker who has left or isn't named
}

// Item is a line of the checklist that the file audit goes through.
type Item struct {
	ID         string    `json:"id" required:"true"`
	Text       string    `json:"text" required:"true"` // the council's words
	List       string    `json:"list,omitempty"`       // which of the council's lists it stands on, where it has several
	When       Condition `json:"when,omitzero"`        // always, if absent
	Why        string    `json:"why" required:"true"`  // why it applies, in words
	Rows       []string  `json:"rows" row:"true" required:"true"`
	Assumption string    `json:"assumption,omitempty" assumption:"true"`
	From       string    `json:"from,omitempty" event:"true"`  // only from the day of this event
	Until      string    `json:"until,omitempty" event:"true"` // only before the day of this event
}

// Deadline is a rule on when something happens. Measured and the event that
// it is measured against are names of events. It has one of
//
//	at_least or within, with before or after    "at_least: 15 working_days", "before: transfer"
//	no_later_than, with after                   by then, or at any time before, also before the event
//	every, with after                           that long after it was last done, or after the event where it never was
//	as_soon_as                                  follows that event without a number of days
//	date_set_by                                 its date is set by the time of that event
type Deadline struct {
	ID          string    `json:"id" required:"true"`
	Label       string    `json:"label" required:"true"` // what has to happen: "Case Transfer Meeting"
	Measured    string    `json:"measured" required:"true" event:"true"`
	AtLeast     Span      `json:"at_least,omitzero"`
	Within      Span      `json:"within,omitzero"`
	NoLaterThan Span      `json:"no_later_than,omitzero"`
	Before      string    `json:"before,omitempty" event:"true"`
	After       string    `json:"after,omitempty" event:"true"`
	IfNone      string    `json:"if_none,omitempty" event:"true"` // counted from this while the event has no date
	AsSoonAs    string    `json:"as_soon_as,omitempty" event:"true"`
	DateSetBy   string    `json:"date_set_by,omitempty" event:"true"`
	Every       Span      `json:"every,omitzero"`              // with after: again and again, that long after the last time
	Once        string    `json:"once,omitempty" event:"true"` // applies only where the record has a date for this event
	When        Condition `json:"when,omitzero"`
	Why         string    `json:"why" required:"true"`
	Rows        []string  `json:"rows" row:"true" required:"true"`
	Assumption  string    `json:"assumption,omitempty" assumption:"true"`
	From        string    `json:"from,omitempty" event:"true"`            // only from the day of this event
	Until       string    `json:"until,omitempty" event:"true"`           // only before the day of this event
	Scope       string    `json:"scope,omitempty" words:"child any case"` // of what it is; absent: of each child where it asks about one
	// MetWhen is what besides the date has to hold for it to be met, and Unmet
	// what is said where the date is past and it doesn't.
	MetWhen Condition `json:"met_when,omitzero"`
	Unmet   string    `json:"unmet,omitempty"`
}

// Rule is something that the procedure says and that no date measures.
type Rule struct {
	ID   string `json:"id" required:"true"`
	Text string `json:"text" required:"true"`
	// Needs are paths of the record that must hold something, "transfer.exception.reason", or one of several, "a or b"; "child." begins one of each child.
	Needs      []string  `json:"needs,omitempty"`
	When       Condition `json:"when,omitzero"`
	Why        string    `json:"why" required:"true"`
	Rows       []string  `json:"rows" row:"true" required:"true"`
	Assumption string    `json:"assumption,omitempty" assumption:"true"`
	From       string    `json:"from,omitempty" event:"true"`            // only from the day of this event
	Until      string    `json:"until,omitempty" event:"true"`           // only before the day of this event
	Scope      string    `json:"scope,omitempty" words:"child any case"` // of what it is; absent: of each child where it asks about one
	// MetWhen is what has to hold for it to be kept, and Unmet what is said where it doesn't.
	MetWhen Condition `json:"met_when,omitzero"`
	Unmet   string    `json:"unmet,omitempty"`
}

// Stop says what an item that the checklist lacks stops, or, with Stops, what is
// stopped as long as When holds.
type Stop struct {
	IfMissing string    `json:"if_missing,omitempty" words:"nothing transfer listing closure"`
	Stops     string    `json:"stops,omitempty" words:"transfer listing closure"`
	When      Condition `json:"when,omitzero"` // only then; always, if absent
	Why       string    `json:"why" required:"true"`
	Rows      []string  `json:"rows" row:"true" required:"true"`
	Lists     []string  `json:"lists,omitempty" list:"true"` // only items of these lists stop it; none: all do
}

// Declared is what the protocol adds to the record's own fields and events.
func (p *Protocol) Declared() model.Declared {
	var d model.Declared
	for _, e := range p.Events {
		if !e.follows() {
			d.Events = append(d.Events, e.Name)
		}
	}
	for _, x := range p.Extra {
		d.Extra = append(d.Extra, model.ExtraField{Name: x.Name, Type: x.Type})
	}
	return d
}

// Granted are the names of the extra facts that a kind of reader may see.
func (p *Protocol) Granted(reader string) []string {
	var out []string
	for _, x := range p.Extra {
		if slices.Contains(x.Audiences, reader) {
			out = append(out, x.Name)
		}
	}
	return out
}

// Uncovered are the rows that no document, item, deadline, rule or tracker cites.
func (p *Protocol) Uncovered() []Row {
	cited := map[string]bool{}
	cite := func(rows []string) {
		for _, id := range rows {
			cited[id] = true
		}
	}
	for _, d := range p.Documents {
		cite(d.Rows)
	}
	for _, i := range p.Checklist {
		cite(i.Rows)
	}
	for _, d := range p.Deadlines {
		cite(d.Rows)
	}
	for _, r := range p.Rules {
		cite(r.Rows)
	}
	for _, s := range p.Stops {
		cite(s.Rows)
	}
	for _, t := range p.Trackers {
		cite(t.Rows)
	}
	return slices.DeleteFunc(slices.Clone(p.Rows), func(r Row) bool { return cited[r.ID] })
}
