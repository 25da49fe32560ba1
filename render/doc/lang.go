package doc

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// tongue is a family of letters, and the language that text in them is taken to be
// in: the one that most families with it in England speak. Where several share the
// letters, some of them tell which it is.
type tongue struct {
	letters []*unicode.RangeTable
	lang    string // BCP 47
	told    []told // in this order
}

// told are letters that one language has and those behind it in the list don't.
type told struct{ letters, lang string }

var tongues = []tongue{
	{[]*unicode.RangeTable{unicode.Arabic}, "ar", []told{{"ټډړښڼځڅۍې", "ps"}, {"ۋۈۇ", "ug"}, {"ڕڵۆێە", "ckb"}, {"ٹڈڑںہھۂۃےۓ", "ur"}, {"پچژگکی", "fa"}}},
	{[]*unicode.RangeTable{unicode.Cyrillic}, "ru", []told{{"ўЎ", "be"}, {"їЇєЄґҐ", "uk"}, {"ђћЂЋ", "sr"}, {"ѓќѕЃЌЅ", "mk"}, {"әғқңұһӘҒҚҢҰҺ", "kk"}, {"јљњџЈЉЊЏ", "sr"}, {"іІ", "uk"}}},
	{[]*unicode.RangeTable{unicode.Greek}, "el", nil},
	{[]*unicode.RangeTable{unicode.Hebrew}, "he", nil},
	{[]*unicode.RangeTable{unicode.Georgian}, "ka", nil},
	{[]*unicode.RangeTable{unicode.Armenian}, "hy", nil},
	{[]*unicode.RangeTable{unicode.Devanagari}, "hi", []told{{"ळ", "mr"}}},
	{[]*unicode.RangeTable{unicode.Bengali}, "bn", []told{{"ৰৱ", "as"}}},
	{[]*unicode.RangeTable{unicode.Gurmukhi}, "pa", nil},
	{[]*unicode.RangeTable{unicode.Gujarati}, "gu", nil},
	{[]*unicode.RangeTable{unicode.Tamil}, "ta", nil},
	{[]*unicode.RangeTable{unicode.Sinhala}, "si", nil},
	{[]*unicode.RangeTable{unicode.Thai}, "th", nil},
	{[]*unicode.RangeTable{unicode.Ethiopic}, "am", []told{{"ቐቑቒቓቔቕቖ", "ti"}}},
	{[]*unicode.RangeTable{unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Bopomofo}, "zh", []told{{"あいうえおかがきくけこさしすせそただちってでとどなにのはまもやよらりるれをんアイウエオカキクケコサシスタトナニノマミムメモユラリルレロンー", "ja"}}},
	{[]*unicode.RangeTable{unicode.Hangul}, "ko", nil},
	{[]*unicode.RangeTable{unicode.Telugu}, "te", nil},
	{[]*unicode.RangeTable{unicode.Kannada}, "kn", nil},
	{[]*unicode.RangeTable{unicode.Malayalam}, "ml", nil},
	{[]*unicode.RangeTable{unicode.Oriya}, "or", nil},
	{[]*unicode.RangeTable{unicode.Khmer}, "km", nil},
	{[]*unicode.RangeTable{unicode.Lao}, "lo", nil},
	{[]*unicode.RangeTable{unicode.Myanmar}, "my", nil},
	{[]*unicode.RangeTable{unicode.Tibetan}, "bo", nil},
	{[]*unicode.RangeTable{unicode.Mongolian}, "mn", nil},
}

// Tongue finds the first stretch of s in one language, as its letters tell: its
// length in bytes, and the language (BCP 47), "" for that of the document, which
// Latin letters and signs by themselves have. Spaces and signs between two words
// of a stretch belong to it; those at either end don't.
func Tongue(s string) (n int, lang string) {
	if !mayBeForeign(s) {
		return len(s), ""
	}
	family, end := -1, 0
	for i, r := range s {
		switch f := familyOf(r); {
		case f >= 0 && family < 0:
			if i > 0 {
				return i, ""
			}
			family, end = f, utf8.RuneLen(r)
		case f >= 0 && f != family, family >= 0 && f < 0 && unicode.Is(unicode.Latin, r):
			return end, tongues[family].of(s[:end])
		case f >= 0, family >= 0 && i == end && (unicode.Is(unicode.M, r) || unicode.Is(unicode.Cf, r) || r == '\u0964' || r == '\u0965'):
			end = i + utf8.RuneLen(r)
		}
	}
	if family < 0 {
		return len(s), ""
	}
	return end, tongues[family].of(s[:end])
}

// mayBeForeign tells from the first bytes of characters whether s may have letters
// that aren't Latin: any from U+0370 on but U+2000 to U+2BFF.
func mayBeForeign(s string) bool {
	for i := range len(s) {
		if c := s[i]; c >= 0xCD && (c != 0xE2 || i+1 < len(s) && s[i+1] >= 0xB0) {
			return true
		}
	}
	return false
}

// familyOf is the place in tongues of a letter's family, or -1.
func familyOf(r rune) int {
	if r < 0x370 || r >= 0x2000 && r < 0x2C00 || !unicode.IsLetter(r) && !unicode.Is(unicode.M, r) {
		return -1
	}
	for i := range tongues {
		if unicode.In(r, tongues[i].letters...) {
			return i
		}
	}
	return -1
}

// of is the language of a text in these letters.
func (t *tongue) of(s string) string {
	for _, x := range t.told {
		if strings.ContainsAny(s, x.letters) {
			return x.lang
		}
	}
	return t.lang
}
