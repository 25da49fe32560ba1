package model

import (
	"errors"
	"fmt"
	"strings"
	"unicode"

	"handover/model/dates"
)

// Current says whether somebody lives or lived at the address on a day; nobody
// at none.
func (a *Address) Current(asOf dates.Date) bool {
	return a != nil && spans(a.From, a.To, asOf)
}

// LetterLines are the lines of an address block: the name, the address's own
// lines without commas at their ends, and the postcode in capitals with one
// space. The error says what keeps a letter from being sent, by the rules of
// GOV.UK Notify (guidance "Address rules", notifications-utils): 3 to 7 lines,
// a postcode, no mark at the start of a line that a machine would trip over,
// a letter or figure in the first two, and somewhere to live.
func (a *Address) LetterLines(name string) ([]string, error) {
	if a == nil {
		return nil, errors.New("no address is recorded")
	}
	lines := []string{strings.TrimSpace(name)}
	for _, l := range a.Lines {
		if l = strings.TrimRight(strings.TrimSpace(l), " ,"); l != "" {
			lines = append(lines, l)
		}
	}
	if blank(a.Postcode) {
		return nil, errors.New("the address has no postcode")
	}
	lines = append(lines, printedPostcode(a.Postcode))
	if n := len(lines); n < 3 || n > 7 {
		return nil, fmt.Errorf("the address has %d lines with name and postcode; a letter needs 3 to 7", n)
	}
	for i, l := range lines {
		switch {
		case i < 2 && !strings.ContainsFunc(l, isAlphanumeric):
			return nil, fmt.Errorf("line %d of the address has no letter or figure; the first line is the name", i+1)
		case strings.ContainsRune(`@()=[]"\/,<>~`, rune(l[0])):
			return nil, fmt.Errorf("line %d of the address starts with a mark that a printer of letters refuses", i+1)
		case i > 0 && noFixedAbode(l):
			return nil, errors.New("the address says that there is no fixed one")
		}
	}
	return lines, nil
}

func isAlphanumeric(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

func noFixedAbode(l string) bool {
	l = strings.Join(strings.FieldsFunc(strings.ToLower(l), func(r rune) bool { return !isAlphanumeric(r) }), " ")
	return l == "nfa" || l == "n f a" || strings.Contains(l, "no fixed abode") || strings.Contains(l, "no fixed address")
}

// printedPostcode is a postcode in capitals, with one space before the last
// three characters.
func printedPostcode(s string) string {
	s = strings.ToUpper(strings.Join(strings.Fields(s), ""))
	if len(s) < 4 {
		return s
	}
	return s[:len(s)-3] + " " + s[len(s)-3:]
}
