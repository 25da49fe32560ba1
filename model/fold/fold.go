// Package fold writes text so that two spellings of one thing compare alike:
// without case, accents, marks and spaces. Call Words for a text's words, and
// Value for a short value as one word. The second line (internal/disclosure)
// folds by its own rules.
package fold

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Words is a text's words without case, accents and marks: "St John’s, Ærø"
// is st, john, s, aero.
func Words(s string) []string {
	var out []string
	var word strings.Builder
	end := func() {
		if word.Len() > 0 {
			out = append(out, word.String())
			word.Reset()
		}
	}
	for _, r := range norm.NFKD.String(s) {
		switch r = unicode.ToLower(r); {
		case unicode.IsMark(r), unicode.Is(unicode.Cf, r): // accents, soft hyphens, joiners
		case unicode.IsLetter(r), unicode.IsDigit(r):
			word.WriteString(plain(r))
		default:
			end()
		}
	}
	end()
	return out
}

// plain is a letter that has no accent to take off, as it is written without it.
func plain(r rune) string {
	switch r {
	case 'ß':
		return "ss"
	case 'æ':
		return "ae"
	case 'œ':
		return "oe"
	case 'þ':
		return "th"
	case 'ø':
		return "o"
	case 'ł':
		return "l"
	case 'đ', 'ð':
		return "d"
	case 'ı':
		return "i"
	default:
		return string(r)
	}
}

// Value is a value as one word, to compare with others: "ZZ9 9AA" is zz99aa.
func Value(s string) string { return strings.Join(Words(s), "") }

// Says tells whether some words hold a squeezed value, from the start of a
// word to the end of a word.
func Says(words []string, value string) bool {
	for i := range words {
		rest := value
		for _, w := range words[i:] {
			var ok bool
			if rest, ok = strings.CutPrefix(rest, w); !ok {
				break
			}
			if rest == "" {
				return true
			}
		}
	}
	return false
}

// Telephone is the last nine figures of a telephone number, which are the same
// with 0 and with +44; "" if there are fewer.
func Telephone(s string) string {
	var figures []rune
	for _, r := range norm.NFKD.String(s) {
		if unicode.IsDigit(r) {
			figures = append(figures, r)
		}
	}
	if len(figures) < 9 {
		return ""
	}
	return string(figures[len(figures)-9:])
}

// Rings tells whether a text holds a telephone number, however it is spaced.
func Rings(s, number string) bool {
	var figures strings.Builder
	for _, r := range norm.NFKD.String(s) {
		switch {
		case unicode.IsDigit(r):
			figures.WriteRune(r)
		case !strings.ContainsRune(" ()+-.–\u00a0\n", r):
			figures.WriteByte('|')
		}
	}
	return number != "" && strings.Contains(figures.String(), number)
}
