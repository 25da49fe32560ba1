package protocol

import (
	"errors"
	"fmt"
	"regexp"
	"strings"

	"handover/model"
)

// Tracker is the paper of a meeting that goes through many cases: which cases
// it takes, and what it shows of each.
type Tracker struct {
	Name         string    `json:"name" required:"true"`  // "transfer-tracking"; its files are named for it
	Title        string    `json:"title" required:"true"` // of the paper
	Per          string    `json:"per" required:"true" words:"case child"`
	When         Condition `json:"when,omitzero"`          // which cases, or children, it takes; all, if absent
	Why          string    `json:"why" required:"true"`    // which they are, in words; printed
	Meetings     []string  `json:"meetings,omitempty"`     // kinds of meeting of the record that are this one; none: any
	DiscussAgain Condition `json:"discuss_again,omitzero"` // besides what the last meeting said
	Anonymous    Condition `json:"anonymous,omitzero"`     // the line has no identifying details
	Sort         []string  `json:"sort,omitempty" words:"urgency discuss_again transfer_date receiving_team reference"`
	Start        string    `json:"start,omitempty"`         // when the first case is called: "09:30"
	Each         int       `json:"each,omitempty"`          // minutes a case
	Columns      []Column  `json:"columns" required:"true"` // in order
	Label        string    `json:"label,omitempty"`         // printed: "Salford-style: the council's own form was not found"
	Rows         []string  `json:"rows" row:"true" required:"true"`
	Assumption   string    `json:"assumption,omitempty" assumption:"true"`
}

// Column is a column of the paper. Its facts stand below each other there; in
// a spreadsheet each has a column of its own. One without facts is blank, for
// what this meeting decides.
type Column struct {
	Heading string   `json:"heading" required:"true"`
	Blank   bool     `json:"blank,omitempty"`
	Offers  []string `json:"offers,omitempty"` // of a blank column: what there is to choose, to be ticked
	Facts   []Fact   `json:"facts,omitempty"`
}

// Fact is one thing that a column shows.
type Fact struct {
	Label     string  `json:"label,omitempty"`       // "Second review"; none where the column's heading says it
	Value     Snippet `json:"value" required:"true"` // a small template on the meeting's view of a case
	None      string  `json:"none,omitempty"`        // what stands where the value is nothing: "none"; absent: it is a gap
	IfAny     bool    `json:"if_any,omitempty"`      // the paper leaves it out where it is nothing; a spreadsheet says None
	WithNames bool    `json:"with_names,omitempty"`  // only where names were asked for
	Anonymous bool    `json:"anonymous,omitempty"`   // shown also where a line has no identifying details
}

// Snippet is a small template of one line, and where in the file it begins.
type Snippet struct {
	Text      string
	Line, Col int
}

// MarshalText is the snippet as it was written.
func (s Snippet) MarshalText() ([]byte, error) { return []byte(s.Text), nil }

// UnmarshalText is for Unpack. The place is left out.
func (s *Snippet) UnmarshalText(text []byte) error {
	s.Text = string(text)
	return nil
}

func newSnippet(text string, line, col int) (Snippet, error) {
	if strings.ContainsAny(text, "\n\r") {
		return Snippet{}, errors.New("a value is one line; <br> divides it")
	}
	return Snippet{text, line, col}, nil
}

var clock = regexp.MustCompile(`^([01][0-9]|2[0-3]):[0-5][0-9]$`)

// tracker holds a tracker to what its types can't.
func (c *checker) tracker(path string, t Tracker) {
	if t.Name != "" && !slug.MatchString(t.Name) {
		c.say(path+".name", "small letters, digits and -", "%q isn't a name", t.Name)
	}
	if t.Start != "" && !clock.MatchString(t.Start) {
		c.say(path+".start", "HH:MM", "isn't a time of day")
	}
	if t.Start != "" && t.Each == 0 && !c.broken(path) {
		c.say(path, "each is how many minutes a case takes", "lacks the key %q", "each")
	}
	seen := map[string]bool{}
	name := func(at, called string) {
		if seen[strings.ToLower(called)] {
			c.say(at, "each fact has a column of its own in a spreadsheet; give it another label", "%q stands twice", called)
		}
		seen[strings.ToLower(called)] = true
	}
	for i, col := range t.Columns {
		at := fmt.Sprintf("%s.columns[%d]", path, i)
		if c.broken(at) {
			continue
		}
		if col.Blank == (len(col.Facts) > 0) {
			c.say(at, "facts, or blank: true for what is written in at the meeting", "must have facts or be blank, and not both")
			continue
		}
		if len(col.Offers) > 0 && !col.Blank {
			c.say(at+".offers", "", "only a blank column has something to choose")
		}
		if col.Blank {
			name(at, col.Heading)
		}
		for j, f := range col.Facts {
			where := fmt.Sprintf("%s.facts[%d]", at, j)
			if f.Label == "" && len(col.Facts) > 1 {
				c.say(where, "a column with several facts says what each is", "lacks the key %q", "label")
				continue
			}
			name(where, f.Name(col))
			if f.IfAny && f.None == "" {
				c.say(where, "none is what a spreadsheet says in its place", "lacks the key %q", "none")
			}
		}
	}
	if len(t.Columns) > 0 && !c.broken(path) && (len(t.Columns[0].Facts) == 0 || t.Columns[0].Facts[0].Value.Text != "{{.Reference}}") {
		c.say(path+".columns[0]", "a case with limited access shows it alone", "the first fact must have the value {{.Reference}}")
	}
}

// Name is what a fact is called where it stands in a column of its own.
func (f Fact) Name(of Column) string {
	if f.Label == "" {
		return of.Heading
	}
	return f.Label
}

// MeetsAs says whether a meeting of the record is one of this tracker's.
func (t Tracker) MeetsAs(m *model.Meeting) bool {
	if len(t.Meetings) == 0 {
		return true
	}
	for _, kind := range t.Meetings {
		if strings.EqualFold(kind, m.Kind) {
			return true
		}
	}
	return false
}
