package protocol

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"handover/model/dates"
)

// Span is a number of a unit: "15 working_days", "6 weeks", "0 days". The zero
// value is none.
type Span struct {
	N    int
	Unit dates.Unit
}

var units = []dates.Unit{dates.WorkingDays, dates.Days, dates.Weeks, dates.Months, dates.Hours}

func parseSpan(s string) (Span, error) {
	number, unit, _ := strings.Cut(s, " ")
	n, err := strconv.Atoi(number)
	if plural := unit + "s"; slices.Contains(units, dates.Unit(plural)) { // "1 day"
		unit = plural
	}
	if err != nil || n < 0 || n > 10000 || !slices.Contains(units, dates.Unit(unit)) {
		return Span{}, fmt.Errorf("a span is a number and one of %s: \"15 working_days\"", unitNames())
	}
	return Span{N: n, Unit: dates.Unit(unit)}, nil
}

func unitNames() string {
	names := make([]string, len(units))
	for i, u := range units {
		names[i] = string(u)
	}
	return strings.Join(names, ", ")
}

// Text is the span in words: "15 working days", "1 week".
func (s Span) Text() string {
	unit := strings.ReplaceAll(string(s.Unit), "_", " ")
	if s.N == 1 {
		unit = strings.TrimSuffix(unit, "s")
	}
	return strconv.Itoa(s.N) + " " + unit
}

// IsZero says whether there is no span.
func (s Span) IsZero() bool { return s == Span{} }

// MarshalText is the span as the file has it, empty for none.
func (s Span) MarshalText() ([]byte, error) {
	if s.IsZero() {
		return nil, nil
	}
	return []byte(strconv.Itoa(s.N) + " " + string(s.Unit)), nil
}

// UnmarshalText is for Unpack.
func (s *Span) UnmarshalText(text []byte) (err error) {
	if len(text) > 0 {
		*s, err = parseSpan(string(text))
	}
	return err
}
