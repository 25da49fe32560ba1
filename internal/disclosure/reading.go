package disclosure

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Run is text of a document that came from one place: a value of the record, or
// the template's own words.
type Run struct {
	Text  string
	Path  string // of the record, if a value has one place
	Fixed bool   // the template's own words
}

// A reading is a finished text with what is known of where its words came from.
type reading struct {
	*text
	of  []int // of each word, its word in the document; -1 where that isn't known, as in what runs on each page
	doc *text // the document's words
	run []int // of each of those, its run; -1 where a word is of a template's and of a value
	by  []Run
}

// away is how far a word of a document may stand from the one before it, in
// words: what runs on each page stands between, and a table's repeated head.
const away = 60

// match finds a document's words in a finished text, in order. A word that isn't
// found is left out: it then counts as a value, never as the template's.
func match(t *text, runs []Run) *reading {
	var all strings.Builder
	ends := make([]int, len(runs))
	for i, r := range runs {
		all.WriteString(r.Text)
		ends[i] = all.Len()
	}
	r := &reading{text: t, doc: read(all.String()), by: runs, of: make([]int, t.words())}
	for i := range r.of {
		r.of[i] = -1
	}
	r.run = make([]int, r.doc.words())
	n := 0
	for i := range r.run {
		for ends[n] <= r.doc.from[i] {
			n++
		}
		if r.run[i] = n; ends[n] < r.doc.to[i] {
			r.run[i] = -1
		}
	}
	at := 0
	for i := range r.run {
		for j := at; j < t.words() && j < at+away; j++ {
			if t.word(j) != r.doc.word(i) {
				continue
			}
			if j > at+1 && i+1 < len(r.run) && (j+1 >= t.words() || t.word(j+1) != r.doc.word(i+1)) {
				continue // a word of the same spelling in what stands between
			}
			r.of[j], at = i, j+1
			break
		}
	}
	return r
}

// source is the run of a word, or nil.
func (r *reading) source(i int) *Run {
	if r.of[i] < 0 || r.run[r.of[i]] < 0 {
		return nil
	}
	return &r.by[r.run[r.of[i]]]
}

// fixed says whether some words are the template's alone.
func (r *reading) fixed(from, to int) bool {
	for i := from; i <= to; i++ {
		if s := r.source(i); s == nil || !s.Fixed {
			return false
		}
	}
	return true
}

// where is the field whose words stand at a place.
func (r *reading) where(from, to int) string {
	for i := from; i <= to; i++ {
		if s := r.source(i); s != nil && s.Path != "" {
			return s.Path
		}
	}
	return ""
}

// gap is what stands before a word, as the document has it if that is known.
func (r *reading) gap(i int) string {
	if a, b := r.of[i-1], r.of[i]; a >= 0 && b == a+1 {
		return r.doc.raw[r.doc.to[a]:r.doc.from[b]]
	}
	return strings.ReplaceAll(r.raw[r.to[i-1]:r.from[i]], "\n", " ") // a line that is full
}

// begins says whether a word begins a sentence, a line or a value.
func (r *reading) begins(i int) bool {
	if i == 0 {
		return true
	}
	a, b := r.source(i-1), r.source(i)
	return a != b || strings.ContainsAny(r.gap(i), ".!?:;\n•–—|☐☑")
}

// brief says whether a word is of a value of at most three words: a name
// that stands alone.
func (r *reading) brief(i int) bool {
	s := r.source(i)
	if s == nil {
		return r.words() <= 3
	}
	return !s.Fixed && len(strings.Fields(s.Text)) <= 3
}

// capital says whether a word of the text is written with one.
func (r *reading) capital(i int) bool {
	c, _ := utf8.DecodeRuneInString(r.raw[r.from[i]:])
	return !unicode.IsLower(c)
}

// namely says whether a word that may be an ordinary one stands as a name: with
// a capital inside a sentence, or a title before it, or, where a sentence begins,
// with something after it that only people do.
func (r *reading) namely(i int) bool {
	if !r.capital(i) {
		return false
	}
	if i > 0 && honorific(r.word(i-1)) && r.capital(i-1) {
		return true
	}
	month := monthNamed(r.word(i)) != 0
	if month && i+1 < r.words() && strings.ContainsAny(r.raw[r.to[i]:r.from[i+1]], "'’") {
		return true
	}
	if month && r.monthly(i) {
		return false
	}
	if !r.begins(i) {
		return true
	}
	if r.brief(i) {
		return true
	}
	if i+1 == r.words() {
		return false
	}
	next := r.word(i + 1)
	return doing(next) || !month && being(next) || strings.ContainsAny(r.raw[r.to[i]:r.from[i+1]], "'’")
}

// monthly says whether the name of a month stands as one: after a word that
// stands before times, or beside a figure or another month.
func (r *reading) monthly(i int) bool {
	if i+1 < r.words() {
		if next := r.word(i + 1); figure(next[0]) || monthNamed(next) != 0 {
			return true
		}
	}
	if i == 0 {
		return false
	}
	before := r.word(i - 1)
	if figure(before[0]) || monthNamed(before) != 0 {
		return true
	}
	switch before {
	case "in", "from", "since", "until", "till", "by", "before", "after", "during", "of", "for", "this", "next", "last", "every", "each", "early", "mid", "late", "end", "to", "through", "between", "or":
		return true
	}
	return false
}

// doing are words that stand after somebody's name where it begins a sentence.
func doing(word string) bool {
	switch word {
	case "has", "lives", "lived", "said", "says", "wants", "wanted", "goes", "went", "likes", "works", "worked", "stays", "stayed", "moved", "told", "tells",
		"knows", "knew", "came", "comes", "loves", "asked", "asks", "needs", "called", "calls", "rang", "met", "sees", "saw", "does", "did", "died", "left", "visits", "visited":
		return true
	}
	return false
}

// being are words that stand after a name and after a thing, but not after a
// verb or a month.
func being(word string) bool {
	switch word {
	case "is", "was", "had", "would", "could", "and", "will", "can", "cannot", "should":
		return true
	}
	return false
}

// honorific says whether a folded word is one that stands before names.
func honorific(word string) bool { return slices.Contains(titles, word) }

var titles = []string{"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sister", "father", "rev", "pc", "dc", "ds", "di", "sgt", "sir", "lady", "cllr"}
