package docx

import (
	"regexp"
	"strconv"

	"handover/render/doc"
)

const stylesPart = "word/styles.xml"

// sizes finds the sizes of characters in the styles: half-points.
var sizes = regexp.MustCompile(`(<w:sz(?:Cs)? w:val=")([0-9]+)"`)

// large enlarges every style for large print. A paragraph that is there
// only to be low, without text, stays as it is.
func large(styles string) string {
	return sizes.ReplaceAllStringFunc(styles, func(s string) string {
		m := sizes.FindStringSubmatch(s)
		n, err := strconv.Atoi(m[2])
		if err != nil || n <= 16 {
			return s
		}
		return m[1] + strconv.Itoa(int(float64(n)*doc.LargePrint)) + `"`
	})
}

// scaled is a length at this document's size, given at 12 pt.
func (w *writer) scaled(n int) int {
	if w.large {
		return int(float64(n) * doc.LargePrint)
	}
	return n
}

// unscaled is what a length of the paper would be at 12 pt.
func (w *writer) unscaled(n int) int {
	if w.large {
		return int(float64(n) / doc.LargePrint)
	}
	return n
}
