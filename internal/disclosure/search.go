package disclosure

import "handover/model/dates"

// Search is what one reader may not know, made ready to be looked for. It may
// be used by several goroutines at once.
type Search struct {
	secrets []secret
	values  map[string][]int     // by squeezed form
	parted  map[string]bool      // short forms of more than one word, or with figures
	longest int                  // of those forms, in bytes
	figures map[string][]int     // telephone numbers without their first 0
	lengths []int                // of those
	days    map[dates.Date][]int // days
	months  map[month][]int      // of births of which no day is recorded
	known   []string             // squeezed values that the reader may see, in which others may stand: a venue that is somebody's surgery
}

type secret struct {
	path       string
	what       What
	restricted bool // by a restriction
	own        bool // allowed in the reader's own address block
}

// short is the length from which a word may be parted in the text: "Threl keld"
// is Threlkeld, but "to by" isn't Toby. Forms with figures may always be.
const short = 6

// scan calls found for every value in a text, with its place.
func (s *Search) scan(t *text, found func(secret int, at span)) {
	for i := range t.words() {
		for j := i; j < t.words(); j++ {
			n := t.starts[j+1] - t.starts[i]
			if n > s.longest {
				break
			}
			form := t.plain[t.starts[i]:t.starts[j+1]]
			for _, x := range s.values[form] {
				if j == i || n >= short || s.parted[form] {
					found(x, span{t.from[i], t.to[j]})
				}
			}
		}
	}
	if len(s.lengths) > 0 {
		t.runs(func(figures string, at []int) {
			for _, n := range s.lengths {
				for i := 0; i+n <= len(figures); i++ {
					for _, x := range s.figures[figures[i:i+n]] {
						found(x, span{at[i], at[i+n-1] + 1})
					}
				}
			}
		})
	}
	if len(s.days)+len(s.months) > 0 {
		t.dates(func(d dates.Date, at span) {
			hits := s.days[d]
			if d.Day == 0 {
				hits = s.months[month{d.Year, d.Month}]
			}
			for _, x := range hits {
				found(x, at)
			}
		})
	}
}
