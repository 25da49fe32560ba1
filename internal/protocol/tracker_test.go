package protocol

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"handover/model"
	"handover/model/dates"
)

const trackerSource = `
trackers:
  - name: list
    title: List
    per: case
    why: all
    rows: [ELS-01]
    columns:
      - heading: Case
        facts:
          - {label: Reference, value: '{{.Reference}}'}
          - {label: Late, value: '{{range .Late}}{{.Says}}{{end}}', none: nothing, if_any: true}
      - {heading: Decision, blank: true, offers: [Yes we can]}
`

// Each fault of a tracker is said with its place.
func TestTrackerRefused(t *testing.T) {
	good := source(t, "testdata/elsewhere.yaml") + trackerSource
	if _, err := Read("p.yaml", []byte(good)); err != nil {
		t.Fatal(err)
	}
	for _, x := range []struct{ name, old, new, at, msg string }{
		{"an unknown key", "    per: case", "    pre: case", "pre:", `unknown key "pre"`},
		{"a name", "name: list", "name: My List", "My List", `"My List" isn't a name`},
		{"a row that there isn't", "[ELS-01]\n    columns", "[ELS-99]\n    columns", "ELS-99", `unknown row "ELS-99"`},
		{"an unknown sort", "    why: all", "    why: all\n    sort: [hurry]", "hurry", `unknown word "hurry"`},
		{"a time of day", "    why: all", "    why: all\n    start: \"24:00\"\n    each: 5", "\"24:00\"", "isn't a time of day"},
		{"times without a length", "    why: all", "    why: all\n    start: \"09:00\"", "name: list", `lacks the key "each"`},
		{"neither facts nor blank", "{heading: Decision, blank: true, offers: [Yes we can]}", "{heading: Decision}", "{heading: Decision}", "must have facts or be blank, and not both"},
		{"something to choose among facts", "      - heading: Case\n", "      - heading: Case\n        offers: [Yes]\n", "[Yes]", "only a blank column has something to choose"},
		{"blank of text", "blank: true", "blank: yes please", "yes please", "text where true or false is expected"},
		{"a name twice", "label: Late", "label: REFERENCE", "{label: REFERENCE", `"REFERENCE" stands twice`},
		{"no label", "{label: Late, value", "{value", "{value", `lacks the key "label"`},
		{"if_any without none", " none: nothing, if_any", " if_any", "{label: Late", `lacks the key "none"`},
		{"the reference isn't first", "value: '{{.Reference}}'", "value: '{{.AsOf}}'", "heading: Case", "the first fact must have the value {{.Reference}}"},
	} {
		src := strings.Replace(good, x.old, x.new, 1)
		_, err := Read("p.yaml", []byte(src))
		var found model.Problems
		if !errors.As(err, &found) {
			t.Errorf("%s: %v", x.name, err)
			continue
		}
		i := strings.Index(src, x.at)
		line := 1 + strings.Count(src[:i], "\n")
		col := i - strings.LastIndex(src[:i], "\n")
		if got, want := fmt.Sprintf("%d:%d: %s", found[0].Line, found[0].Col, found[0].Msg), fmt.Sprintf("%d:%d: %s", line, col, x.msg); got != want {
			t.Errorf("%s: %s, want %s", x.name, got, want)
		}
	}
	long := strings.Replace(good, "value: '{{.Reference}}'}\n", "value: \"a\\nb\"}\n", 1)
	if _, err := Read("p.yaml", []byte(long)); err == nil || !strings.Contains(err.Error(), "a value is one line") {
		t.Errorf("a value of two lines: %v", err)
	}
}

// A row that a tracker cites is covered.
func TestTrackerCoversRows(t *testing.T) {
	src := strings.Replace(source(t, "testdata/elsewhere.yaml"), "rows: [ELS-02]", "rows: [ELS-01]", 1) + strings.Replace(trackerSource, "[ELS-01]", "[ELS-02]", 1)
	p, err := Read("p.yaml", []byte(src))
	if err != nil {
		t.Fatal(err)
	}
	if u := p.Uncovered(); len(u) != 0 {
		t.Errorf("%v", u)
	}
}

func TestStanding(t *testing.T) {
	asOf := dates.Date{Year: 2026, Month: 11, Day: 23}
	for _, x := range []struct {
		state    Due
		measured dates.Date
		want     Standing
	}{
		{Late, dates.Date{}, StandsLate}, {Late, asOf.AddDays(1), StandsLate}, {Late, asOf, StandsDone}, {TooEarly, asOf.AddDays(3), StandsLate},
		{DueThen, dates.Date{}, StandsDue}, {NotYetKnown, dates.Date{}, StandsUnknown}, {Unworkable, dates.Date{}, StandsUnknown}, {Unworkable, asOf, StandsDone}, {Met, dates.Date{}, StandsDone},
	} {
		if got := (DeadlineState{State: x.state, Measured: x.measured}).Standing(asOf); got != x.want {
			t.Errorf("%s, on record for %s: %d, want %d", x.state, x.measured, got, x.want)
		}
	}
}
