package disclosure

import (
	"strings"
	"time"

	"handover/model/dates"
)

// month is a month of a year.
type month struct {
	year  int
	month time.Month
}

// part is a run of letters or of figures within a word.
type part struct {
	text  string
	at    span
	value int // of figures; -1 for letters
}

// dates calls found for every date that a text could be read to hold, in any
// style with the day before the month or the month in letters: 2026-12-03,
// 03.12.26, 3rd of December 2026, December 3, 2026. Where the day isn't said
// it is 0. One place may be read in more than one way.
func (t *text) dates(found func(dates.Date, span)) {
	all := t.parts()
	for i, p := range all {
		switch {
		case p.value < 0:
			if m := monthNamed(p.text); m != 0 {
				monthFirst(all[i:], m, found)
			}
		case len(p.text) == 8:
			say(found, p.value/10000, p.value/100%100, p.value%100, p.at)
			say(found, p.value%10000, p.value/10000%100, p.value/1000000, p.at)
		case len(p.text) == 4:
			yearFirst(all[i:], found)
		case len(p.text) <= 2:
			dayFirst(all[i:], found)
		}
	}
}

// next is the first of some parts that isn't one of the words that stand
// between day, month and year; the empty slice if there is none.
func next(all []part) []part {
	for i := 0; i < len(all) && i < 4; i++ {
		switch all[i].text {
		case "st", "nd", "rd", "th", "of", "day", "the", "in":
			continue
		}
		return all[i:]
	}
	return nil
}

func monthOf(p part) int {
	if p.value >= 0 && len(p.text) <= 2 {
		return p.value
	}
	return monthNamed(p.text)
}

func dayFirst(all []part, found func(dates.Date, span)) {
	m := next(all[1:])
	if len(m) == 0 {
		return
	}
	if len(m[0].text) == 4 && m[0].value >= 0 { // 12/2026
		say(found, m[0].value, all[0].value, 0, span{all[0].at.from, m[0].at.to})
	}
	y := next(m[1:])
	if len(y) == 0 {
		return
	}
	for _, year := range years(y[0]) {
		say(found, year, monthOf(m[0]), all[0].value, span{all[0].at.from, y[0].at.to})
	}
}

func monthFirst(all []part, m int, found func(dates.Date, span)) {
	d := next(all[1:])
	if len(d) == 0 || d[0].value < 0 {
		return
	}
	if len(d[0].text) == 4 || d[0].value > 31 {
		for _, year := range years(d[0]) {
			say(found, year, m, 0, span{all[0].at.from, d[0].at.to})
		}
	}
	if y := next(d[1:]); len(y) > 0 {
		for _, year := range years(y[0]) {
			say(found, year, m, d[0].value, span{all[0].at.from, y[0].at.to})
		}
	}
}

func yearFirst(all []part, found func(dates.Date, span)) {
	m := next(all[1:])
	if len(m) == 0 {
		return
	}
	say(found, all[0].value, monthOf(m[0]), 0, span{all[0].at.from, m[0].at.to})
	if d := next(m[1:]); len(d) > 0 && d[0].value >= 0 {
		say(found, all[0].value, monthOf(m[0]), d[0].value, span{all[0].at.from, d[0].at.to})
	}
}

// years are the years that four or two figures can mean.
func years(p part) []int {
	switch {
	case p.value < 0:
		return nil
	case len(p.text) == 4:
		return []int{p.value}
	case len(p.text) == 2:
		return []int{1900 + p.value, 2000 + p.value}
	}
	return nil
}

func say(found func(dates.Date, span), y, m, d int, at span) {
	if y > 0 && m >= 1 && m <= 12 && d >= 0 && d <= 31 {
		found(dates.Date{Year: y, Month: time.Month(m), Day: d}, at)
	}
}

// monthNamed is the number of a month by its name or its first three or four
// letters, 0 for other words.
func monthNamed(s string) int {
	if len(s) < 3 {
		return 0
	}
	const names = "january february march april may june july august september october november december"
	at := strings.Index("janfebmaraprmayjunjulaugsepoctnovdec", s[:3])
	if at < 0 || at%3 != 0 {
		return 0
	}
	name := names
	for range at / 3 {
		name = name[strings.IndexByte(name, ' ')+1:]
	}
	if end := strings.IndexByte(name, ' '); end >= 0 {
		name = name[:end]
	}
	if s == name || len(s) <= 4 && strings.HasPrefix(name, s) {
		return at/3 + 1
	}
	return 0
}

// parts splits a text's words where letters and figures meet.
func (t *text) parts() []part {
	out := make([]part, 0, t.words())
	for i := range t.words() {
		w := t.word(i)
		for start := 0; start < len(w); {
			end, value := start, -1
			if figure(w[start]) {
				value = 0
				for end < len(w) && figure(w[end]) {
					if end-start < 9 {
						value = value*10 + int(w[end]-'0')
					}
					end++
				}
			} else {
				for end < len(w) && !figure(w[end]) {
					end++
				}
			}
			out = append(out, part{text: w[start:end], at: span{t.from[i], t.to[i]}, value: value})
			start = end
		}
	}
	return out
}

func figure(b byte) bool { return b >= '0' && b <= '9' }
