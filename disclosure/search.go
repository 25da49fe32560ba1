package disclosure

import "handover/dates"

// Search is what one reader may not know, made ready to be looked for. It may
// be used by several goroutines at once.
type Search struct {
	secrets []secret
	values  map[string][]int     // by squeezed form
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

// single is the longest form of one word that must be one word in the text
// too: "to by" isn't Toby.
const single = 6

// scan calls found for every value in a text, with its place.
func (s *Search) scan(t *text, found func(secret int, at span)) {
	for i := range t.words() {
		for j := i; j < t.words(); j++ {
			n := t.starts[j+1] - t.starts[i]
			if n > s.longest {
				break
			}
			for _, x := range s.values[t.plain[t.starts[i]:t.starts[j+1]]] {
				if j == i || n >= single {
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
