package restriction

import (
	"slices"
	"strings"

	"handover/model"
	"handover/model/fold"
)

// place is an address in parts, however it was written: "Flat 2, 8 Corn St." is
// number 8, flat 2, corn street.
type place struct {
	flats    []string
	numbers  []string // of the house: 8, 8a, both ends of 8-10
	names    []string // of street and house, in whole words: corn, street
	town     []string // of what stands after the street
	postcode string
}

// shorts are words of addresses that are often cut short, in full.
var shorts = map[string]string{
	"rd":  "road",
	"ave": "avenue", "av": "avenue",
	"ln": "lane",
	"cl": "close",
	"ct": "court", "crt": "court",
	"cres": "crescent", "cresc": "crescent",
	"dr": "drive", "drv": "drive",
	"gdns": "gardens", "gdn": "gardens",
	"gr": "grove", "grv": "grove",
	"pl":  "place",
	"sq":  "square",
	"ter": "terrace", "terr": "terrace", "tce": "terrace",
	"pk":  "park",
	"hse": "house", "ho": "house",
	"bldg": "building", "bldgs": "building", "buildings": "building",
	"mt":    "mount",
	"wlk":   "walk",
	"cotts": "cottage", "cott": "cottage", "cottages": "cottage",
	"apt": "flat", "apartment": "flat", "apartments": "flat", "flats": "flat", "unit": "flat", "maisonette": "flat", "studio": "flat",
	"nr":  "near",
	"str": "street",
}

func whole(w string) string {
	if full, ok := shorts[w]; ok {
		return full
	}
	return w
}

// streets are the words in which a street's name ends.
var streets = strings.Fields("street road avenue lane close court crescent drive gardens grove place square terrace park walk way row hill view mews rise green gate " +
	"parade mount bank fold brow croft drove circus quay wharf yard end")

// empty are words that tell no place from another.
var empty = strings.Fields("the of and at near no number floor first second third ground top upper lower c o")

// parts takes an address apart.
func parts(a *model.Address) place {
	p := place{postcode: fold.Value(a.Postcode)}
	all := segments(strings.Join(a.Lines, "\n"))
	for i, seg := range all {
		words, town := street(wordsOf(seg))
		p.town = append(p.town, town...)
		numbered := slices.ContainsFunc(words, func(w string) bool { return w[0] >= '0' && w[0] <= '9' })
		named := len(words) > 1 && slices.Contains(streets, words[len(words)-1])
		if i > 0 && !numbered && !named && (len(p.names) > 0 || i == len(all)-1) {
			p.town = append(p.town, words...)
			continue
		}
		for j := 0; j < len(words); j++ {
			switch w := words[j]; {
			case w == "flat" && j+1 < len(words):
				j++
				p.flats = append(p.flats, words[j])
			case w == "flat", slices.Contains(empty, w):
			case w[0] >= '0' && w[0] <= '9':
				p.numbers = append(p.numbers, w)
			default:
				p.names = append(p.names, w)
			}
		}
	}
	return p
}

// segments are the parts of an address between its commas and line breaks.
func segments(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return r == '\n' || r == ',' || r == ';' })
}

// street cuts the words of a part of an address after the street, where somebody
// wrote the town behind it without a comma: "14 Acre Lane Bolton".
func street(words []string) (head, town []string) {
	for i := len(words) - 2; i > 0; i-- {
		if slices.Contains(streets, words[i]) && words[i-1][0] > '9' && !slices.ContainsFunc(words[i+1:], func(w string) bool { return w[0] <= '9' || w == "flat" }) {
			return words[:i+1], words[i+1:]
		}
	}
	return words, nil
}

// wordsOf are the words of a part of an address in full; "st" at the end is a
// street, before a name a saint.
func wordsOf(segment string) []string {
	words := fold.Words(segment)
	for i, w := range words {
		switch {
		case w == "st" && i == len(words)-1:
			words[i] = "street"
		case w == "st", w == "ste":
			words[i] = "saint"
		default:
			words[i] = whole(w)
		}
	}
	return words
}

func meet(a, b []string) bool {
	return slices.ContainsFunc(a, func(w string) bool { return slices.Contains(b, w) })
}

// apart tells whether each of two lists says something, and not the same.
func apart(a, b []string) bool { return len(a) > 0 && len(b) > 0 && !meet(a, b) }

// differ tells whether each of two lists has a number that the other lacks:
// "Block 3, 12" and "Block 3, 15" are two homes, "8-10" and "8" may be one.
func differ(a, b []string) bool {
	lacks := func(a, b []string) bool {
		return slices.ContainsFunc(a, func(w string) bool { return !slices.Contains(b, w) })
	}
	return lacks(a, b) && lacks(b, a)
}

// same tells whether two addresses are one place: what both say is the same, and
// they say enough. Postcodes that differ in one sign are one that was mistyped,
// where all else is the same.
func (p place) same(q place) bool {
	proper := func(names []string) []string {
		return slices.DeleteFunc(slices.Clone(names), func(w string) bool { return slices.Contains(streets, w) })
	}
	if differ(p.numbers, q.numbers) || apart(p.flats, q.flats) || apart(proper(p.names), proper(q.names)) {
		return false
	}
	named := meet(p.names, q.names)
	switch {
	case p.postcode != "" && p.postcode == q.postcode:
		return named || meet(p.numbers, q.numbers) || len(p.names) == 0 || len(q.names) == 0
	case p.postcode == "" || q.postcode == "":
		return named && !apart(p.town, q.town) && (meet(p.numbers, q.numbers) || len(p.numbers) == 0 && len(q.numbers) == 0)
	}
	return named && meet(p.numbers, q.numbers) && !apart(p.town, q.town) && oneOff(p.postcode, q.postcode)
}

// oneOff tells whether two postcodes differ in one sign, or in two that changed
// places.
func oneOff(a, b string) bool {
	if len(a) != len(b) {
		return false
	}
	var differ []int
	for i := range len(a) {
		if a[i] != b[i] {
			differ = append(differ, i)
		}
	}
	return len(differ) == 1 || len(differ) == 2 && a[differ[0]] == b[differ[1]] && a[differ[1]] == b[differ[0]]
}

// SamePlace tells whether two addresses are one place, however they are written.
func SamePlace(a, b *model.Address) bool { return a == b || parts(a).same(parts(b)) }
