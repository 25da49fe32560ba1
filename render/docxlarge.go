package render

import (
	"regexp"
	"strconv"
)

const docxStylesPart = "word/styles.xml"

// docxSizes finds the sizes of characters in the styles: half-points.
var docxSizes = regexp.MustCompile(`(<w:sz(?:Cs)? w:val=")([0-9]+)"`)

// docxLarge enlarges every style for large print. A paragraph that is there
// only to be low, without text, stays as it is.
func docxLarge(styles string) string {
	return docxSizes.ReplaceAllStringFunc(styles, func(s string) string {
		m := docxSizes.FindStringSubmatch(s)
		n, err := strconv.Atoi(m[2])
		if err != nil || n <= 16 {
			return s
		}
		return m[1] + strconv.Itoa(int(float64(n)*largePrint)) + `"`
	})
}

// scaled is a length at this document's size, given at 12 pt.
func (w *docxWriter) scaled(n int) int {
	if w.large {
		return int(float64(n) * largePrint)
	}
	return n
}

// unscaled is what a length of the paper would be at 12 pt.
func (w *docxWriter) unscaled(n int) int {
	if w.large {
		return int(float64(n) / largePrint)
	}
	return n
}
