package disclosure

import (
	"slices"
	"sort"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// A text is what is searched: its words in plain letters and figures, put
// together without gaps, so that no white space, hyphen or line break matters;
// where each word starts and ends is known, for a value begins and ends with a
// word.
type text struct {
	raw    string
	plain  string // the words, squeezed together
	starts []int  // of each word in plain, and one more for the end
	from   []int  // of each word in raw
	to     []int
}

// span is a part of a raw text, in bytes.
type span struct{ from, to int }

func (s span) in(all []span) bool {
	return slices.ContainsFunc(all, func(o span) bool { return o.from <= s.from && s.to <= o.to })
}

// within says whether a part of a text is less than one of some others that hold it.
func (s span) within(all []span) bool {
	return slices.ContainsFunc(all, func(o span) bool { return o != s && o.from <= s.from && s.to <= o.to })
}

// runOn is how many letters a word has before a capital or a figure inside it
// begins another: more than Mc, De and Fitz.
const runOn = 5

// read takes a text into words.
func read(raw string) *text {
	n := len(raw)/5 + 2
	t := &text{raw: raw, starts: make([]int, 1, n), from: make([]int, 0, n), to: make([]int, 0, n)}
	plain := make([]byte, 0, len(raw))
	begun, open := 0, false
	end := func(i int) {
		if !open {
			return
		}
		open = false
		n := t.starts[len(t.starts)-1]
		if short := abbreviated(plain[n:]); short != "" {
			plain = append(plain[:n], short...)
		}
		if len(plain) > n {
			t.starts, t.from, t.to = append(t.starts, len(plain)), append(t.from, begun), append(t.to, i)
		}
	}
	var last rune
	for i := 0; i < len(raw); {
		r, size := utf8.DecodeRuneInString(raw[i:])
		if open && len(plain)-t.starts[len(t.starts)-1] >= runOn && unicode.IsLower(last) && (unicode.IsUpper(r) || unicode.IsDigit(r)) {
			end(i) // TanneryRow14: the blanks got lost
		}
		last = r
		switch {
		case alphanumeric(r) != 0:
			if !open {
				begun, open = i, true
			}
			plain = append(plain, alphanumeric(r))
		case apostrophe(r):
			if open && possessive(raw[i+size:]) {
				end(i)
				_, s := utf8.DecodeRuneInString(raw[i+size:])
				size += s
			}
		case ignored(r):
		case r == '&':
			end(i)
			begun, open = i, true
			plain = append(plain, "and"...)
			end(i + size)
		case r < utf8.RuneSelf || !(unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || unicode.IsNumber(r)):
			end(i)
		default:
			if !open {
				begun, open = i, true
			}
			plain = folded(plain, r)
		}
		i += size
	}
	end(len(raw))
	t.plain = string(plain)
	return t
}

// squeeze is a value as texts are searched for it.
func squeeze(value string) string {
	for i := range len(value) {
		if b := value[i]; b < 'a' || b > 'z' {
			return read(value).plain
		}
	}
	if short := abbreviated([]byte(value)); short != "" {
		return short
	}
	return value
}

func (t *text) words() int { return len(t.from) }

func (t *text) word(i int) string { return t.plain[t.starts[i]:t.starts[i+1]] }

// every says whether something is true of all words; not of a text without any.
func (t *text) every(is func(word string) bool) bool {
	for i := range t.words() {
		if !is(t.word(i)) {
			return false
		}
	}
	return t.words() > 0
}

// places are where a squeezed value stands, from word to word; at most n, or
// all if n is negative.
func (t *text) places(value string, n int) []span {
	var out []span
	for at := 0; value != "" && len(out) != n; {
		i := strings.Index(t.plain[at:], value)
		if i < 0 {
			break
		}
		i += at
		at = i + 1
		first, ok := slices.BinarySearch(t.starts, i)
		last, whole := slices.BinarySearch(t.starts, i+len(value))
		if ok && whole {
			out = append(out, span{t.from[first], t.to[last-1]})
		}
	}
	return out
}

// alphanumeric is an ASCII letter in lower case or a figure, or 0.
func alphanumeric(r rune) byte {
	switch b := byte(r); {
	case r >= utf8.RuneSelf:
		return 0
	case b >= '0' && b <= '9', b >= 'a' && b <= 'z':
		return b
	case b >= 'A' && b <= 'Z':
		return b + 'a' - 'A'
	}
	return 0
}

func apostrophe(r rune) bool {
	switch r {
	case '\'', '‘', '’', 'ʼ', '`', '´', '′', '＇':
		return true
	}
	return false
}

// possessive says whether what follows an apostrophe is an s that ends a word.
func possessive(rest string) bool {
	if rest == "" || rest[0] != 's' && rest[0] != 'S' {
		return false
	}
	r, _ := utf8.DecodeRuneInString(rest[1:])
	return !unicode.IsLetter(r) && !unicode.IsDigit(r)
}

// ignored are characters that nobody sees: soft hyphen, what has no width,
// variation selectors.
func ignored(r rune) bool {
	return r == '\u00ad' || r >= 0x200b && r <= 0x200f || r >= 0x2060 && r <= 0x2064 || r == 0xfeff || r >= 0xfe00 && r <= 0xfe0f || r == 0x034f
}

// looksLike are letters of other alphabets that nobody can tell from a Latin one:
// a text that was pasted or scanned may have them in the middle of a word.
var looksLike = map[rune]rune{
	'а': 'a', 'в': 'b', 'е': 'e', 'ѕ': 's', 'і': 'i', 'ј': 'j', 'к': 'k', 'м': 'm', 'н': 'h', 'о': 'o', 'р': 'p', 'с': 'c', 'т': 't', 'у': 'y', 'х': 'x', 'һ': 'h',
	'α': 'a', 'ο': 'o', 'ρ': 'p', 'ν': 'v', 'υ': 'u', 'ι': 'i', 'κ': 'k', 'τ': 't', 'χ': 'x',
}

// folded appends a letter or figure without its marks, in lower case.
func folded(to []byte, r rune) []byte {
	var one [utf8.UTFMax]byte
	n := utf8.EncodeRune(one[:], r)
	parts := norm.NFKD.Properties(one[:n]).Decomposition()
	switch {
	case '가' <= r && r <= '힣': // Hangul, whose parts are reckoned and not in the table
		parts = norm.NFKD.Bytes(one[:n])
	case parts == nil:
		parts = one[:n]
	}
	for len(parts) > 0 {
		d, size := utf8.DecodeRune(parts)
		parts = parts[size:]
		if unicode.IsMark(d) {
			continue
		}
		d = unicode.ToLower(d)
		if same, ok := looksLike[d]; ok {
			d = same
		}
		switch {
		case d == 'ß':
			to = append(to, "ss"...)
		case d == 'æ':
			to = append(to, "ae"...)
		case d == 'œ':
			to = append(to, "oe"...)
		case d == 'þ':
			to = append(to, "th"...)
		case d == 'ø':
			to = append(to, 'o')
		case d == 'ł':
			to = append(to, 'l')
		case d == 'đ', d == 'ð':
			to = append(to, 'd')
		case d == 'ı':
			to = append(to, 'i')
		case d >= '٠' && d <= '٩':
			to = append(to, byte('0'+d-'٠'))
		case d >= '۰' && d <= '۹':
			to = append(to, byte('0'+d-'۰'))
		case unicode.IsLetter(d), unicode.IsDigit(d):
			to = utf8.AppendRune(to, d)
		}
	}
	return to
}

// abbreviated is the short form of a word that addresses shorten, or "".
func abbreviated(word []byte) string {
	switch string(word) {
	case "street", "saint":
		return "st"
	case "road":
		return "rd"
	case "avenue", "av":
		return "ave"
	case "lane":
		return "ln"
	case "drive", "doctor":
		return "dr"
	case "crescent":
		return "cres"
	case "close":
		return "cl"
	case "court":
		return "ct"
	case "place":
		return "pl"
	case "square":
		return "sq"
	case "terrace":
		return "ter"
	case "gardens":
		return "gdns"
	case "grove":
		return "gr"
	case "apartment":
		return "apt"
	}
	return ""
}

// runs calls do with the figures of each run of figures that only spaces and
// the marks of telephone numbers part, and where each figure stands.
func (t *text) runs(do func(figures string, at []int)) {
	var figures []byte
	var at []int
	end := func() {
		if len(figures) > 0 {
			do(string(figures), at)
		}
		figures, at = figures[:0], at[:0]
	}
	for i, r := range t.raw {
		switch {
		case r >= '0' && r <= '9':
			figures, at = append(figures, byte(r)), append(at, i)
		case len(figures) == 0:
		case r >= '٠' && r <= '٩' || r >= '۰' && r <= '۹' || r >= '０' && r <= '９':
			d := folded(nil, r)
			figures, at = append(figures, d...), append(at, i)
		case unicode.IsSpace(r), ignored(r), unicode.Is(unicode.Dash, r), r == '(', r == ')', r == '[', r == ']', r == '.', r == '/', r == '+', r == '·', r == '_', r == '|', r == ',', r == '*', r == '~':
		default:
			end()
		}
	}
	end()
}

// between are the first and last word of a part of the raw text.
func (t *text) between(from, to int) (first, last int, ok bool) {
	first, _ = slices.BinarySearch(t.to, from+1)
	last, _ = slices.BinarySearch(t.from, to)
	return first, last - 1, first < last
}

// spelled calls do with the figures of each run of six or more that are written
// out as words, in part at least: "oh seven double seven".
func (t *text) spelled(do func(figures string, from, to int)) {
	var out []byte
	words, times, from := 0, 1, 0
	end := func(to int) {
		if words > 0 && len(out) >= 6 {
			do(string(out), from, to)
		}
		out, words, times = out[:0], 0, 1
	}
	for i := range t.words() {
		w := t.word(i)
		d := digitNamed(w)
		switch {
		case d != 0, len(w) <= 6 && figure(w[0]) && figure(w[len(w)-1]):
			if len(out) == 0 {
				from = i
			}
			if d != 0 {
				words++
				for range times {
					out = append(out, d)
				}
			} else {
				out = append(out, w...)
			}
			times = 1
		case w == "double":
			times = 2
		case w == "triple", w == "treble":
			times = 3
		case w == "and", w == "then":
		default:
			end(i - 1)
		}
	}
	end(t.words() - 1)
}

// digitNamed is the figure that a word says, or 0.
func digitNamed(word string) byte {
	switch word {
	case "zero", "oh", "nought", "o":
		return '0'
	case "one", "two", "three", "four", "five", "six", "seven", "eight", "nine":
		return byte('1' + slices.Index([]string{"one", "two", "three", "four", "five", "six", "seven", "eight", "nine"}, word))
	}
	return 0
}

func decimal(n int) string { return strconv.Itoa(n) }

// lengths are the lengths of a set's strings, shortest first.
func lengths(of map[string][]int) []int {
	var out []int
	for s := range of {
		if !slices.Contains(out, len(s)) {
			out = append(out, len(s))
		}
	}
	sort.Ints(out)
	return out
}
