package disclosure

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"handover/model"
)

// nameForms are the squeezed forms of a whole name: in full, first and last in
// either order, with each half of a hyphenated one. A name of one word is
// taken only if it is a rare one.
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
	out := []string{squeeze(strings.Join(w, " ")), squeeze(last + " " + strings.Join(w[:len(w)-1], " "))}
	for _, f := range halves(first) {
		for _, l := range halves(last) {
			out = append(out, f+" "+l, l+" "+f)
		}
	}
	return out
}

// surnameForms are the forms of a surname alone, with the plurals, and of
// initial and surname.
func surnameForms(name string) []string {
	w := untitled(strings.Fields(name))
	if len(w) < 2 {
		return nil
	}
	var out []string
	first := squeeze(w[0])
	_, size := utf8.DecodeRuneInString(first)
	for _, l := range halves(w[len(w)-1]) {
		if letters(l) >= 4 {
			out = append(out, l, l+"s", l+"es")
		}
		if letters(l) >= 5 && size > 0 {
			out = append(out, first[:size]+l)
		}
	}
	return out
}

// firstForms are the forms of a first name alone, of three letters or more.
func firstForms(name string) []string {
	w := untitled(strings.Fields(name))
	if len(w) == 0 {
		return nil
	}
	return slices.DeleteFunc(halves(w[0]), func(f string) bool { return letters(f) < 3 })
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
		switch squeeze(w[0]) {
		case "mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sister", "father", "rev", "pc", "dc", "ds", "di", "sgt", "sir", "lady", "cllr":
			w = w[1:]
			continue
		}
		return w
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

// areaForms are what of an address says roughly where it is: streets without
// their numbers, short names of houses, towns.
func areaForms(a *model.Address) []string {
	var out []string
	for i, l := range a.Lines {
		for _, p := range strings.Split(l, ",") {
			street := unnumbered(p)
			if town(a, i) && letters(squeeze(p)) >= 4 || telling(street) && strings.Contains(street, " ") || street == strings.TrimSpace(p) && letters(squeeze(p)) >= 4 && !strings.Contains(street, " ") {
				out = append(out, forms(street)...)
			}
		}
	}
	return out
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

// agencyForms are the forms of an agency's name, also without the words at its
// end that say what kind of place it is.
func agencyForms(name string) []string {
	if letters(squeeze(name)) < 4 {
		return nil
	}
	out := forms(name)
	w := strings.Fields(name)
	for len(w) > 1 && kindOfPlace(squeeze(w[len(w)-1])) {
		w = w[:len(w)-1]
	}
	if short := strings.Join(w, " "); short != name && letters(squeeze(short)) >= 6 {
		out = append(out, forms(short)...)
	}
	return out
}

func kindOfPlace(word string) bool {
	switch word {
	case "school", "primary", "infant", "infants", "junior", "high", "secondary", "academy", "college", "nursery", "preschool", "community",
		"surgery", "practice", "medical", "health", "centre", "center", "clinic", "hospital", "infirmary":
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

// unnumbered is a line without the number that it starts with.
func unnumbered(line string) string {
	w := strings.Fields(line)
	for len(w) > 0 && strings.ContainsFunc(w[0], unicode.IsDigit) {
		w = w[1:]
	}
	return strings.Join(w, " ")
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

// emails are the squeezed e-mail addresses in a field.
func emails(field string) []string {
	var out []string
	for _, w := range strings.FieldsFunc(field, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(",;<>()", r) }) {
		if strings.Contains(w, "@") {
			out = append(out, squeeze(w))
		}
	}
	return out
}
