package mail

import (
	"bytes"
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"handover/internal/pack"
	"handover/model"
)

// What GOV.UK Notify takes (notifications-utils, notifications-template-preview
// and notifications-admin, read in 2026).
const (
	notifyPages = 10
	notifyBytes = 2 << 20
	notifyRows  = 100_000
)

// refusedByNotify is why Notify would refuse a letter as a file; "" if it takes
// it. The letter's geometry is the writer's, and has tests of its own.
func refusedByNotify(p pack.Posted) string {
	switch {
	case p.Pages > notifyPages:
		return "it has more than 10 pages"
	case len(p.PDF) > notifyBytes:
		return "the file is larger than 2 MB"
	case p.Window > len(p.Lines):
		return "a line of the address is too long for the window, and Notify counts each line that is printed"
	}
	return addressRefused(p.Lines)
}

// addressRefused is why Notify refuses an address; "" if it takes it.
func addressRefused(lines []string) string {
	switch n := len(lines); {
	case n < 3:
		return "the address has fewer than 3 lines"
	case n > 7:
		return "the address has more than 7 lines"
	}
	for i, l := range lines {
		switch {
		case i < 2 && !latin.MatchString(l):
			return "line " + strconv.Itoa(i+1) + " of the address has no letter or figure"
		case strings.ContainsRune(`@()=[]"\/,<>~.`, []rune(l + " ")[0]):
			return "a line of the address begins with a mark"
		case nowhere.MatchString(l):
			return "the address is no fixed one"
		}
	}
	switch last := lines[len(lines)-1]; model.AddressEnd(last) {
	case "":
		return "the last line of the address is no postcode, BFPO number or country that Notify knows"
	case "country":
		for _, l := range lines {
			if strings.HasPrefix(strings.ToUpper(l), "BFPO") {
				return "the address has a BFPO number and a country"
			}
		}
	}
	return ""
}

var (
	latin   = regexp.MustCompile(`[A-Za-z0-9]`)
	nowhere = regexp.MustCompile(`(?i)^nfa$|no fixed (abode|address)`)
)

// letterColumns are those of the list for letters. postcode is always there, so
// that Notify never finds address line 7 beside it.
func letterColumns() []string {
	out := []string{}
	for i := range 6 {
		out = append(out, "address line "+strconv.Itoa(i+1))
	}
	return append(out, "postcode", "reference", "date", "letter")
}

// letterRow is one letter's: the last line of its address stands under postcode,
// where Notify takes a country too.
func letterRow(p pack.Posted) []string {
	out := make([]string, 6)
	n := len(p.Lines) - 1
	copy(out, p.Lines[:n])
	return append(out, p.Lines[n], p.Number, p.Date.Long(), p.Words)
}

func emailColumns() []string {
	return []string{"email address", "reference", "subject", "date", "letter"}
}

// notifyList is a CSV for Notify: UTF-8, every cell in quotation marks, and no guard
// against formulas, which Notify would print.
type notifyList struct {
	out  bytes.Buffer
	rows int
}

// add adds a row, or says why Notify would make something else of it.
func (l *notifyList) add(cells ...string) string {
	if l.rows > notifyRows {
		return "Notify takes 100,000 rows at most"
	}
	out := make([]string, len(cells))
	for i, c := range cells {
		c = plainSpaces(c)
		if i == len(cells)-1 {
			if layout.MatchString(c) {
				return "a line of it begins with a mark that Notify takes for layout"
			}
			c = markdownOfNotify(c)
		}
		out[i] = `"` + strings.ReplaceAll(c, `"`, `""`) + `"`
	}
	l.out.WriteString(strings.Join(out, ",") + "\r\n")
	l.rows++
	return ""
}

// plainSpaces puts plain spaces and line ends in the place of those that Notify
// deletes from a cell, or takes for the end of a row.
func plainSpaces(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case r == '\u2028', r == '\u2029', r == '\u0085', r == '\v', r == '\f', r == '\r':
			return '\n'
		case unicode.IsSpace(r):
			return ' '
		case r == '\u200B', r == '\uFEFF', r == '\u2060', r == '\u180E':
			return -1
		}
		return r
	}, s)
}

// markdownOfNotify is our plain text as Notify reads it: headings with a mark in
// front and not a line below, and bullets with a star.
func markdownOfNotify(s string) string {
	lines := strings.Split(s, "\n")
	var out []string
	for i, l := range lines {
		switch {
		case i > 0 && underline.MatchString(l) && lines[i-1] != "":
			out[len(out)-1] = "# " + out[len(out)-1]
		case strings.HasPrefix(l, "- "):
			out = append(out, "* "+l[2:])
		default:
			out = append(out, l)
		}
	}
	return strings.TrimRight(strings.Join(out, "\n"), "\n")
}

var (
	underline = regexp.MustCompile(`^(=+|-+|~+|\.{3,})$`)
	layout    = regexp.MustCompile(`(?m)^[#^*]`)
)
