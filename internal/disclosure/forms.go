package disclosure

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"handover/model"
)

// nameForms are the forms of a whole name, with a space between words: in full,
// first and last in either order, with each half of a hyphenated one. A name of
// one word is taken only if it is a rare one.
func nameForms(name string) []string {
	w := untitled(strings.Fields(name))
	switch {
	case len(w) == 0:
		return nil
	case len(w) == 1:
		if f := squeeze(w[0]); letters(f) >= 6 {
			return []string{f}
		}
		return nil
	}
	first, last := w[0], w[len(w)-1]
	out := []string{spaced(w...), spaced(append([]string{last}, w[:len(w)-1]...)...)}
	for _, f := range halves(first) {
		for _, l := range halves(last) {
			out = append(out, f+" "+l, l+" "+f)
		}
	}
	return out
}

// spaced are words as texts are searched for them, with spaces between.
func spaced(words ...string) string {
	var out []string
	for _, w := range words {
		if f := squeeze(w); f != "" {
			out = append(out, f)
		}
	}
	return strings.Join(out, " ")
}

// surnameForms are the forms of a surname alone, with the plurals, and of
// initial and surname; one of two or three letters also after a title.
func surnameForms(name string) []string {
	w := untitled(strings.Fields(name))
	if len(w) < 2 {
		if len(strings.Fields(name)) < 2 {
			return nil
		}
		w = append([]string{""}, w...) // "Ms Oyelaran"
	}
	var out []string
	first := squeeze(w[0])
	_, size := utf8.DecodeRuneInString(first)
	for _, l := range halves(w[len(w)-1]) {
		if letters(l) < 2 {
			continue
		}
		out = append(out, l)
		if whole := strings.ToLower(w[len(w)-1]); abbreviated([]byte(whole)) != "" { // the Streets
			out = append(out, whole+"s")
		}
		if letters(l) >= 4 {
			out = append(out, l+"s", l+"es")
			if stem, ok := strings.CutSuffix(l, "y"); ok {
				out = append(out, stem+"ies")
			}
		} else {
			for _, t := range titles {
				out = append(out, t+" "+l)
			}
		}
		if size > 0 {
			out = append(out, first[:size]+" "+l)
		}
	}
	return out
}

// firstForms are the forms of a first name alone, also as it is shortened.
func firstForms(name string) []string {
	w := untitled(strings.Fields(name))
	if len(w) == 0 || len(w) == 1 && len(strings.Fields(name)) > 1 {
		return nil
	}
	var out []string
	for _, f := range halves(w[0]) {
		if letters(f) >= 2 {
			out = append(out, f)
			out = append(out, diminutives(f)...)
		}
	}
	return out
}

func halves(word string) []string {
	out := []string{squeeze(word)}
	if strings.Contains(word, "-") {
		for _, h := range strings.Split(word, "-") {
			if f := squeeze(h); letters(f) >= 3 {
				out = append(out, f)
			}
		}
	}
	return out
}

func untitled(w []string) []string {
	for len(w) > 1 {
		if !honorific(squeeze(w[0])) {
			return w
		}
		w = w[1:]
	}
	return w
}

func letters(s string) int {
	n := 0
	for _, r := range s {
		if unicode.IsLetter(r) {
			n++
		}
	}
	return n
}

// childNames are a child's names: in full, and as the child is known.
func childNames(c *model.Child) []string {
	var out []string
	for _, first := range []string{c.FirstName, c.FirstName + " " + c.MiddleNames, c.KnownAs} {
		if strings.TrimSpace(first) != "" {
			out = append(out, strings.TrimSpace(first+" "+c.Surname))
		}
	}
	if len(out) == 0 && c.Surname != "" {
		out = append(out, c.Surname)
	}
	if c.LatinName != "" {
		out = append(out, c.LatinName)
	}
	return out
}

// personNames are the spellings of a person's name.
func personNames(p *model.Person) []string {
	if p.LatinName == "" {
		return []string{p.Name}
	}
	return []string{p.Name, p.LatinName}
}

// addressForms are the squeezed forms of an address: postcode, lines, and
// lines together where one alone says nothing.
func addressForms(a *model.Address) []string {
	var out []string
	if p := squeeze(a.Postcode); len(p) >= 5 {
		out = append(out, p)
	}
	for i, l := range a.Lines {
		switch {
		case town(a, i):
		case telling(l):
			out = append(out, forms(l)...)
		case i+1 < len(a.Lines):
			out = append(out, forms(l+" "+a.Lines[i+1])...)
		}
		for _, p := range strings.Split(l, ",") {
			if telling(p) && strings.Contains(l, ",") {
				out = append(out, forms(p)...)
			}
		}
	}
	return out
}

// areas are what of an address says roughly where it is: streets and houses
// without their numbers, however a line puts them together, and towns.
func areas(a *model.Address) []string {
	var out []string
	for _, l := range a.Lines {
		for _, p := range strings.Split(l, ",") {
			for _, part := range localities(p) {
				if !kindOnly(read(part)) && letters(squeeze(part)) >= 3 {
					out = append(out, part)
				}
			}
		}
	}
	return out
}

// localities are the parts of a line of an address: "Flat 7 Kingfisher House"
// has Kingfisher House, "14 Acre Lane Bolton" has Acre Lane and Bolton. Numbers
// are left out, with the words that stand before them.
func localities(line string) []string {
	var out, part []string
	end := func() {
		if len(part) > 0 {
			out = append(out, strings.Join(part, " "))
		}
		part = nil
	}
	for _, w := range strings.Fields(line) {
		switch f := squeeze(w); {
		case strings.ContainsFunc(w, unicode.IsDigit), within(f):
			end()
		case f == "":
		default:
			part = append(part, w)
			if len(part) > 1 && way(f) {
				end()
			}
		}
	}
	end()
	if len(out) > 1 {
		// "Corn Street West" is one
		for i := 1; i < len(out); i++ {
			switch squeeze(out[i]) {
			case "north", "south", "east", "west", "upper", "lower":
				out[i-1] += " " + out[i]
				out = slices.Delete(out, i, i+1)
			}
		}
	}
	return out
}

// within are the words of an address that say where in a house somebody lives.
func within(word string) bool {
	switch word {
	case "flat", "room", "unit", "apt", "floor", "ward", "suite", "number", "no", "ground", "first", "second", "third", "top", "basement", "plot", "bedsit":
		return true
	}
	return false
}

// way are the words, as they are squeezed, with which the names of streets and
// houses end.
func way(word string) bool {
	switch word {
	case "st", "rd", "ave", "ln", "dr", "cres", "cl", "ct", "pl", "sq", "ter", "gdns", "gr", "way", "walk", "row", "mews", "hill", "rise", "view", "drive",
		"green", "park", "parade", "street", "road", "avenue", "lane", "crescent", "close", "court", "place", "square", "terrace", "gardens", "grove",
		"house", "lodge", "cottage", "cottages", "hall", "farm", "villas", "villa", "mansions", "tower", "towers", "point", "heights", "block", "buildings", "building",
		"croft", "fold", "gate", "brow", "bank", "vale", "quay", "wharf", "yard", "passage", "alley", "bridge", "broadway", "embankment", "garth", "nook", "mount", "field", "fields", "meadow", "meadows":
		return true
	}
	return false
}

// town says whether a line of an address is its town or county: the last one,
// or one in capitals, without figures.
func town(a *model.Address, i int) bool {
	l := a.Lines[i]
	return i > 0 && !strings.ContainsFunc(l, unicode.IsDigit) && (i == len(a.Lines)-1 || strings.ToUpper(l) == l)
}

// forms are the squeezed forms of a value: "St Mary's" may also be written St Marys.
func forms(value string) []string {
	t := read(value)
	f := t.plain
	if len(f) < short && t.words() > 1 {
		f = t.word(0) + " " + f[t.starts[1]:]
	}
	if bare := squeeze(strings.Map(func(r rune) rune {
		if apostrophe(r) {
			return -1
		}
		return r
	}, value)); bare != f && bare != "" {
		return []string{f, bare}
	}
	if f == "" {
		return nil
	}
	return []string{f}
}

// siteForms are the parts of what a school, venue, agency or workplace is
// called that tell it from others: "St Oswald's" of "St Oswald's CE Primary
// School", "Haven House" and "Haven" of "Haven House Refuge, Bolton", and Bolton.
func siteForms(name string) []string {
	var out []string
	add := func(w []string) {
		if s := strings.Join(w, " "); len(w) > 0 && letters(squeeze(s)) >= 3 && !kindOnly(read(s)) && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	for _, piece := range strings.FieldsFunc(name, func(r rune) bool { return strings.ContainsRune(",;()/–—|:\n", r) }) {
		if s := initials(piece); s != "" {
			out = append(out, s)
		}
		for _, part := range localities(piece) {
			if len(strings.Fields(part)) > 1 || !kindOnly(read(part)) {
				add(strings.Fields(part))
			}
		}
		w := strings.Fields(piece)
		w = slices.DeleteFunc(w, func(s string) bool { return squeeze(s) == "" })
		if len(w) > 1 && squeeze(w[0]) == "the" {
			w = w[1:]
		}
		if i := slices.IndexFunc(w, func(s string) bool { return kindOfPlace(squeeze(s)) }); i > 0 {
			add(w[:i])
		}
		for len(w) > 0 {
			if !strings.ContainsFunc(strings.Join(w, ""), unicode.IsDigit) {
				add(w)
			}
			if !kindOfPlace(squeeze(w[len(w)-1])) {
				break
			}
			w = w[:len(w)-1]
		}
	}
	return out
}

// initials are those of a name of three words or more: LHS for "Leythorpe High
// School".
func initials(name string) string {
	var out []byte
	for _, w := range strings.Fields(name) {
		switch f := squeeze(w); f {
		case "of", "the", "and", "for", "in", "at":
		case "":
		default:
			out = append(out, f[0])
		}
	}
	if len(out) < 3 || strings.ContainsFunc(string(out), func(r rune) bool { return r < 'a' || r > 'z' }) {
		return ""
	}
	return string(out)
}

// kindOnly says whether a name says no more than what kind of place something
// is: "The Surgery", "Primary School".
func kindOnly(t *text) bool {
	return t.every(func(w string) bool {
		return kindOfPlace(w) || len(w) <= 2 || figure(w[0]) || w == "the" || way(w) && len(w) < 5
	})
}

// kindOfPlace are the words, as they are squeezed, that say what kind of place
// something is, or whose.
func kindOfPlace(word string) bool {
	switch word {
	case "school", "primary", "infant", "infants", "junior", "juniors", "high", "secondary", "academy", "college", "nursery", "preschool", "community", "special", "ce", "rc", "cofe",
		"church", "england", "catholic", "roman", "voluntary", "aided", "controlled", "grammar", "comprehensive", "middle", "upper", "lower", "sixth", "form", "for", "of", "at", "and",
		"girls", "boys", "mixed", "education", "surgery", "practice", "medical", "health", "centre", "center", "clinic", "hospital", "infirmary", "family", "families", "house", "hostel",
		"refuge", "project", "service", "services", "trust", "team", "teams", "locality", "hub", "home", "child", "children", "childrens", "care", "support", "need", "in", "in-need",
		"ltd", "limited", "plc", "cic", "office", "offices", "work", "shop", "college's", "group", "unit", "department", "council", "social", "looked", "after", "long", "term",
		"young", "people", "duty", "assessment", "safeguarding", "protection", "womens", "women", "aid", "the", "nhs", "gp", "doctors", "building":
		return true
	}
	return false
}

// telling says whether a line of an address says where somewhere is: more than
// a number, "Flat 2" or a short word.
func telling(line string) bool {
	n, numbered := 0, strings.ContainsFunc(line, unicode.IsDigit)
	for _, w := range strings.Fields(line) {
		switch f := squeeze(w); f {
		case "flat", "room", "unit", "apt", "floor", "ward", "suite", "block", "number", "no", "the", "ground", "first", "second", "top", "upper", "lower":
		default:
			if strings.ContainsFunc(w, unicode.IsDigit) {
				continue
			}
			n += letters(f)
		}
	}
	return numbered && n >= 3 || n >= 6
}

// telephones are the figures of the telephone numbers in a field, without the
// international code and the first 0.
func telephones(field string) []string {
	var out []string
	for _, f := range strings.FieldsFunc(field, func(r rune) bool { return strings.ContainsRune(",;/|\n", r) }) {
		read(f).runs(func(figures string, _ []int) {
			n := strings.TrimLeft(figures, "0")
			if len(n) > 10 {
				n = strings.TrimLeft(strings.TrimPrefix(n, "44"), "0")
			}
			if len(n) >= 7 && !slices.Contains(out, n) {
				out = append(out, n)
			}
		})
	}
	return out
}

// spoken is an e-mail address as people say it: "ann dot may at example dot org".
func spoken(mail string) string {
	return squeeze(strings.NewReplacer(".", " dot ", "@", " at ", "_", " underscore ", "-", " dash ").Replace(mail))
}

// emails are the e-mail addresses in a field.
func emails(field string) []string {
	var out []string
	for _, w := range strings.FieldsFunc(field, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(",;<>()", r) }) {
		if strings.Contains(w, "@") {
			out = append(out, w)
		}
	}
	return out
}
