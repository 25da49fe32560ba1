package doc

import "unicode"

// arial has the advance of U+0020 to U+007E in thousandths of an em, from
// Adobe's Helvetica metrics, which Arial and Liberation Sans share.
var arial = [95]int{
	278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
	556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
	1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
	667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
	333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
	556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
}

// NoBreak is the space at which no line ends.
const NoBreak = '\u00a0'

// Advance estimates how far a character takes the line, in thousandths of
// an em.
func Advance(r rune) int {
	switch {
	case r >= ' ' && r <= '~':
		return arial[r-' ']
	case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		return 0
	case r == NoBreak:
		return arial[0]
	case r >= 0x2E80:
		return 1000
	case unicode.IsUpper(r):
		return 740
	}
	return 600
}

// Width estimates how wide a text is in a size, in points. Bold letters are
// wider by a twelfth.
func Width(s string, size float64, bold bool) float64 {
	n := 0
	for _, r := range s {
		n += Advance(r)
	}
	if bold {
		n += n / 12
	}
	return float64(n) * size / 1000
}
