package disclosure

import (
	"strings"
	"unicode"

	"handover/model/dates"
)

// Search is what one reader may not know, made ready to be looked for. It may
// be used by several goroutines at once.
type Search struct {
	secrets []secret
	values  map[string][]int     // by squeezed form
	parted  map[string]bool      // short forms of more than one word, or with figures
	longest int                  // of those forms, in bytes
	tails   map[string][]int     // the last six figures of telephone numbers
	figures map[string][]int     // telephone numbers without their first 0
	lengths []int                // of those
	days    map[dates.Date][]int // days
	months  map[month][]int      // of births of which no day is recorded
	known   []string             // squeezed values that the reader may see, in which others may stand: a venue that is somebody's surgery
	ours    []string             // squeezed names and jobs of the council's, in which somebody's name may stand
	self    []string             // squeezed values of the reader's own, a part of which may be a part of another's
	rest    residue
}

type secret struct {
	path       string
	what       What
	restricted bool // by a restriction
	own        bool // allowed in the reader's own address block
	person     bool // of somebody's name
	proper     bool // of ordinary words alone, which must each have a capital
	plainly    bool // a word that tells it in itself, however it is written: "refuge"
	whole      bool // a whole address under a restriction
}

// short is the length from which a word may be parted in the text: "Threl keld"
// is Threlkeld, but "to by" isn't Toby. Forms with figures may always be.
const short = 6

// scan calls found for every value in a text, with its first and last word.
func (s *Search) scan(t *reading, found func(secret, from, to int)) {
	for i := range t.words() {
		for j := i; j < t.words(); j++ {
			n := t.starts[j+1] - t.starts[i]
			if n > s.longest {
				break
			}
			form := t.plain[t.starts[i]:t.starts[j+1]]
			for _, x := range s.values[form] {
				if (j == i || n >= short || s.parted[form]) && s.stands(t, x, i, j) {
					found(x, i, j)
				}
			}
		}
	}
	at := func(x int, from, to int) {
		if first, last, ok := t.between(from, to); ok {
			found(x, first, last)
		}
	}
	if len(s.lengths) > 0 {
		t.runs(func(figures string, in []int) {
			for _, n := range s.lengths {
				for i := 0; i+n <= len(figures); i++ {
					for _, x := range s.figures[figures[i:i+n]] {
						at(x, in[i], in[i+n-1]+1)
					}
				}
			}
			if n := len(figures); n >= 6 && n <= 8 {
				for _, x := range s.tails[figures[n-6:]] {
					at(x, in[0], in[n-1]+1)
				}
			}
		})
		t.spelled(func(figures string, from, to int) {
			for _, n := range s.lengths {
				for i := 0; i+n <= len(figures); i++ {
					for _, x := range s.figures[figures[i:i+n]] {
						found(x, from, to)
					}
				}
			}
			for _, x := range s.tails[figures[len(figures)-6:]] {
				found(x, from, to)
			}
		})
	}
	if len(s.days)+len(s.months) > 0 {
		t.dates(func(d dates.Date, in span) {
			hits := s.days[d]
			if d.Day == 0 {
				hits = s.months[month{d.Year, d.Month}]
			}
			for _, x := range hits {
				at(x, in.from, in.to)
			}
		})
	}
}

// stands says whether words that have the form of a value stand for it: an
// ordinary word alone must stand as a name, but for those that a restriction lists.
func (s *Search) stands(t *reading, n, from, to int) bool {
	x := s.secrets[n]
	switch {
	case x.plainly, x.what == words:
	case from == to:
		w := t.word(from)
		return len(w) >= 3 && !ordinary(w) || strings.ContainsFunc(w, unicode.IsDigit) || t.namely(from)
	case x.proper:
		for i := from; i <= to; i++ {
			if !t.capital(i) {
				return false
			}
		}
	}
	return true
}
