package doc

import "errors"

// Logo is a council's picture at the head of its letters: opaque, in sRGB, as
// many dots as are printed. Every letter shares one; it doesn't change.
type Logo struct {
	Alt        string // what it says or shows, for those who don't see it
	Wide, High int    // in dots
	PNG        []byte // whole file
	Dots       []byte // its image data: rows with PNG's filters, in zlib's packing
}

// Where a letter's logo stands: GOV.UK Notify's logo block is x 15–125 mm,
// y 5–30 mm. The left edge is that of the letter's text, which differs between
// PDF and Word; so the room is what both leave inside the block.
const (
	LogoTop     = 8.0  // mm from the top of the paper
	logoMaxWide = 99.0 // mm
	logoMaxHigh = 21.0 // mm
	LogoMinSide = 5.0  // mm; less is a line, not a logo
	LogoMinDPI  = 150  // dots an inch; fewer look ragged on paper
	LogoMaxDPI  = 300  // more only make the file larger
)

// logoSize is how large so many dots are drawn, in mm: as large as fits, the
// proportions kept.
func LogoSize(wide, high int) (w, h float64) {
	scale := min(logoMaxWide/float64(wide), logoMaxHigh/float64(high))
	return scale * float64(wide), scale * float64(high)
}

// ErrOnlyLetters is the fault of a program that gives another document a logo.
var ErrOnlyLetters = errors.New("only a letter has a logo")
