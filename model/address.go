package model

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"handover/model/dates"
	"handover/model/fold"
)

// Current says whether somebody lives or lived at the address on a day; nobody
// at none.
func (a *Address) Current(asOf dates.Date) bool {
	return a != nil && spans(a.From, a.To, asOf)
}

// Post is an address as it stands on an envelope.
type Post struct {
	Lines  []string // the heads first; a postcode, a BFPO number or a country last
	Abroad string   // the country in English; "" for Britain and its islands, and for BFPO
}

// Post is the address block of a letter: heads are the lines above the
// address, the name first. What GOV.UK Notify mends is mended: blanks, commas
// at the end, empty lines, a country at the end that is Britain, the order of a
// BFPO address, a postcode or a name that stands among the lines as well. The
// error says what keeps a letter from being sent, by Notify's rules
// (notifications-utils, recipient_validation/postal_address.py): 3 to 7 lines,
// a letter or figure from a to z or 0 to 9 in the first two, a postcode, BFPO
// number or country, no mark at the start of a line that a machine would trip
// over, and somewhere to live.
func (a *Address) Post(heads ...string) (Post, error) {
	if a == nil {
		return Post{}, errors.New("no address is recorded")
	}
	var lines []string
	name := fold.Value(heads[0])
	for _, l := range a.Lines {
		if l = addressLine(l); l != "" {
			lines = append(lines, l)
		}
	}
	if len(lines) > 0 && name != "" && fold.Value(lines[0]) == name {
		lines = lines[1:]
	}
	last, abroad, err := a.ending(&lines)
	if err != nil {
		return Post{}, err
	}
	p := Post{Abroad: abroad}
	for _, h := range heads {
		p.Lines = append(p.Lines, addressLine(h))
	}
	p.Lines = append(append(p.Lines, lines...), last...)
	if n := len(p.Lines); n < 3 || n > 7 {
		return Post{}, fmt.Errorf("the address has %d lines with name%s and %s; a letter needs 3 to 7", n, map[bool]string{true: ", care of"}[len(heads) > 1], endName(abroad, last))
	}
	for i, l := range p.Lines {
		switch {
		case i < 2 && !strings.ContainsFunc(norm.NFKD.String(l), isLatin):
			if strings.ContainsFunc(l, isAlphanumeric) {
				return Post{}, fmt.Errorf("line %d of the address, %s, has no letter from a to z, and post needs one: %s", i+1, whichLine(i, heads), spellIt(i, heads))
			}
			return Post{}, fmt.Errorf("line %d of the address has no letter or figure; the first line is the name", i+1)
		case strings.ContainsRune(`@()=[]"\/,<>~`, rune(l[0])):
			return Post{}, fmt.Errorf("line %d of the address starts with a mark that a printer of letters refuses", i+1)
		case i >= len(heads) && nowhere(l):
			return Post{}, errors.New("the address says that there is no fixed one, or that it isn't known")
		}
	}
	return p, nil
}

func whichLine(i int, heads []string) string {
	if i == 0 {
		return "the name"
	}
	if i < len(heads) {
		return "who the letter is sent care of"
	}
	return "the first after the name"
}

func spellIt(i int, heads []string) string {
	if i < len(heads) {
		return "give the Latin spelling in latin_name"
	}
	return "write it in Latin letters"
}

func endName(abroad string, last []string) string {
	switch {
	case abroad != "":
		return "country"
	case bfpoOf(last[len(last)-1]) != "":
		return "BFPO number"
	}
	return "postcode"
}

// ending takes from an address's lines what has to stand last, and gives it in
// the order in which it is printed.
func (a *Address) ending(lines *[]string) (last []string, abroad string, err error) {
	all := *lines
	for len(all) > 0 && british[fold.Value(all[len(all)-1])] {
		all = all[:len(all)-1]
	}
	code := addressLine(a.Postcode)
	bfpo := bfpoOf(code)
	if bfpo != "" {
		code = ""
	}
	var kept []string
	for _, l := range all {
		switch n := bfpoOf(l); {
		case n != "" && bfpo != "" && n != bfpo:
			return nil, "", errors.New("the address has two BFPO numbers")
		case n != "":
			bfpo = n
		case fold.Value(l) == "bfpo":
		default:
			kept = append(kept, l)
		}
	}
	if n := len(kept); n > 0 {
		if abroad = country(kept[n-1]); abroad != "" {
			kept = kept[:n-1]
		}
	}
	if n := len(kept); n > 0 && isPostcode(kept[n-1]) && (code == "" || fold.Value(code) == fold.Value(kept[n-1])) {
		code, kept = kept[n-1], kept[:n-1]
	}
	for i := 0; i < len(kept); i++ {
		if code != "" && fold.Value(kept[i]) == fold.Value(code) { // in the middle: it is printed once, at the end
			kept = append(kept[:i], kept[i+1:]...)
			i--
		}
	}
	*lines = kept
	switch {
	case abroad != "" && bfpo != "":
		return nil, "", errors.New("the address has a BFPO number and a country: one of the two is wrong")
	case abroad != "" && isPostcode(code):
		return nil, "", errors.New("the address has a British postcode and a country abroad: one of the two is wrong")
	case abroad != "" && code != "":
		return []string{code, abroad}, abroad, nil
	case abroad != "":
		return []string{abroad}, abroad, nil
	case bfpo != "" && code != "":
		return []string{printedPostcode(code), bfpo}, "", nil
	case bfpo != "":
		return []string{bfpo}, "", nil
	case code == "":
		return nil, "", errors.New("the address has no postcode; abroad, its last line is the country")
	}
	return []string{printedPostcode(code)}, "", nil
}

// addressLine is a line without blanks doubled or at its ends, without blanks
// before a comma or a full stop, and without commas at its end.
func addressLine(l string) string {
	l = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.Is(unicode.Cf, r) && r != 0x200C && r != 0x200D: // joiners are part of some names
			return -1
		}
		return r
	}, l)
	l = beforeStop.ReplaceAllString(strings.Join(strings.Fields(l), " "), "$1 ")
	return strings.TrimRight(l, " ,")
}

// beforeStop is blanks before a comma or full stop that ends a word.
var beforeStop = regexp.MustCompile(` +([,.])(?: |$)`)

func isLatin(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9'
}

func isAlphanumeric(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// nowhere says whether a line of an address says that there is none.
func nowhere(l string) bool {
	l = strings.Join(fold.Words(l), " ")
	switch strings.ReplaceAll(l, " ", "") {
	case "nfa", "homeless", "unknown", "notknown", "notrecorded", "tbc", "tba", "na", "none", "noaddress", "roughsleeper", "sofasurfing":
		return true
	}
	for _, says := range []string{"no fixed abode", "no fixed address", "address unknown", "unknown address", "address not known", "address not recorded",
		"whereabouts unknown", "whereabouts not known", "no current address", "address to be confirmed", "address tbc"} {
		if strings.Contains(l, says) {
			return true
		}
	}
	return strings.HasPrefix(l, "nfa ")
}

var bfpoForm = regexp.MustCompile(`^BFPO( C/O)? ?([0-9]{1,4})$`)

// bfpoOf is a line's BFPO number as it is printed, or "".
func bfpoOf(line string) string {
	m := bfpoForm.FindStringSubmatch(strings.ToUpper(line))
	switch {
	case m == nil:
		return ""
	case m[1] != "":
		return "BFPO c/o " + m[2]
	}
	return "BFPO " + m[2]
}

// squeezed is a postcode without the blanks and commas that people leave in it,
// in capitals.
func squeezed(postcode string) string {
	return strings.ToUpper(strings.ReplaceAll(addressLine(postcode), " ", ""))
}

// isPostcode says whether a line has the form of a British postcode. Whether
// there is an area of that name is for postcodeDoubt.
func isPostcode(line string) bool { return postcodeForm(squeezed(line)) }

// printedPostcode is a postcode in capitals, with one space before the last
// three characters.
func printedPostcode(s string) string {
	s = squeezed(s)
	if len(s) < 4 {
		return s
	}
	return s[:len(s)-3] + " " + s[len(s)-3:]
}

// areas are the postcode areas of Britain and its islands, BFPO's and the one
// of PO boxes among them. XX and ZZ are none; invented cases have them.
var areas = strings.Fields(`AB AL B BA BB BD BF BH BL BN BR BS BT BX CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX
FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR NW OL OX PA PE PH
PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE XX ZZ`)

// postcodeDoubt is why a postcode of a British form can't be one; "" if it can.
func postcodeDoubt(postcode string) string {
	s := squeezed(postcode)
	if !postcodeForm(s) {
		return ""
	}
	area := s[:strings.IndexFunc(s, unicode.IsDigit)]
	known := false
	for _, a := range areas {
		known = known || a == area
	}
	switch {
	case !known:
		return "no postcode begins with these letters"
	case strings.ContainsAny(s[len(s)-2:], "CIKMOV") && area != "XX" && area != "ZZ":
		return "no postcode ends with the letters C, I, K, M, O or V"
	}
	return ""
}

// AddressEnd says what the last line of an address is to a printer of letters:
// "postcode", "bfpo" or "country"; "" is none of them, or a postcode that can't
// be one, such as those of invented cases.
func AddressEnd(line string) string {
	switch s := squeezed(line); {
	case bfpoOf(line) != "":
		return "bfpo"
	case country(line) != "":
		return "country"
	case isPostcode(line) && postcodeDoubt(line) == "" && !strings.HasPrefix(s, "XX") && !strings.HasPrefix(s, "ZZ"):
		return "postcode"
	}
	return ""
}
