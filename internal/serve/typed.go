package serve

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"handover/model/dates"
)

// Days and times as people type them. The record has one way for each.

var (
	dayNumbers = regexp.MustCompile(`^([0-9]{1,2})[/.\- ]([0-9]{1,2})[/.\- ]([0-9]{4})$`)
	dayWords   = regexp.MustCompile(`^([0-9]{1,2})(?:st|nd|rd|th)? ([a-z]{3,9})\.?,? ([0-9]{4})$`)
	monthOnly  = regexp.MustCompile(`^([0-9]{1,2})[/.\- ]([0-9]{4})$`)
	monthWord  = regexp.MustCompile(`^([a-z]{3,9})\.? ([0-9]{4})$`)
	isoForm    = regexp.MustCompile(`^([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?$`)
	clockForm  = regexp.MustCompile(`^([0-9]{1,2})(?:[:.]?([0-9]{2}))? ?(am|pm)?$`)
	monthNames = strings.Fields("january february march april may june july august september october november december")
)

const (
	dayHint     = "For example, 14/3/2017"
	partialHint = "A day, a month or a year: 14/3/2017, 3/2017 or 2017"
	timeHint    = "For example, 9:30am or 14:00"
)

// month is the number of a month's name, or of its beginning; 0: it is none.
func month(name string) int {
	for i, m := range monthNames {
		if strings.HasPrefix(m, name) || name == "sept" && i == 8 {
			return i + 1
		}
	}
	return 0
}

// typedDate is a day as the record has it; whole says that a month or a year
// isn't enough.
func typedDate(s string, whole bool) (string, error) {
	s = strings.ToLower(strings.Join(strings.Fields(s), " "))
	y, m, d := "", "", ""
	if x := isoForm.FindStringSubmatch(s); x != nil {
		y, m, d = x[1], x[2], x[3]
	} else if x := dayNumbers.FindStringSubmatch(s); x != nil {
		y, m, d = x[3], x[2], x[1]
	} else if x := dayWords.FindStringSubmatch(s); x != nil {
		y, m, d = x[3], strconv.Itoa(month(x[2])), x[1]
	} else if x := monthOnly.FindStringSubmatch(s); x != nil {
		y, m = x[2], x[1]
	} else if x := monthWord.FindStringSubmatch(s); x != nil {
		y, m = x[2], strconv.Itoa(month(x[1]))
	}
	out := y
	for _, part := range []string{m, d} {
		if part != "" {
			out += fmt.Sprintf("-%02s", part)
		}
	}
	switch p, err := dates.ParsePartial(out); {
	case y == "" || err != nil:
		return "", fmt.Errorf("type a real date with the year in four figures. %s", map[bool]string{true: dayHint, false: partialHint}[whole])
	case whole && d == "":
		return "", fmt.Errorf("type the day as well. %s", dayHint)
	default:
		return p.String(), nil
	}
}

// shownDay is a day of the record as it is typed: 14/3/2017. What isn't one is
// shown as it stands.
func shownDay(s string) string {
	x := isoForm.FindStringSubmatch(s)
	if x == nil {
		return s
	}
	out := x[1]
	for _, part := range x[2:] {
		if part != "" {
			out = strings.TrimPrefix(part, "0") + "/" + out
		}
	}
	return out
}

// typedTime is a time as the record has it: HH:MM.
func typedTime(s string) (string, error) {
	x := clockForm.FindStringSubmatch(strings.ToLower(strings.TrimSpace(s)))
	if x != nil {
		h, _ := strconv.Atoi(x[1]) // figures, by the form
		m, _ := strconv.Atoi(x[2])
		half := x[3] == "" || h >= 1 && h <= 12
		if x[3] != "" {
			h = h % 12
		}
		if x[3] == "pm" {
			h += 12
		}
		if half && h < 24 && m < 60 && (x[2] != "" || x[3] != "") {
			return fmt.Sprintf("%02d:%02d", h, m), nil
		}
	}
	return "", fmt.Errorf("type a time. %s", timeHint)
}
