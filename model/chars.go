package model

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"sync"
)

// A badRange is code points that a record may not hold.
type badRange struct {
	lo, hi     rune
	what, hint string
}

const (
	isControl  = "a control character"
	isOverride = "a character that changes the direction of the text after it"
	isPrivate  = "a private-use character, which looks different on every machine"
	isNone     = "a code that Unicode keeps free of characters"
	takeOut    = "take it out"
)

// badRanges are in order. They are what asTyped leaves as it is and no document
// could show.
var badRanges = sync.OnceValue(func() []badRange {
	all := []badRange{
		{0x00, 0x08, isControl, takeOut},
		{0x0E, 0x1D, isControl, takeOut},
		{0x7F, 0x7F, isControl, takeOut},
	}
	for r := rune(0x80); r <= 0x9F; r++ {
		if windowsRune(r) == r {
			all = append(all, badRange{r, r, isControl, takeOut})
		}
	}
	all = append(all, badRange{0x202A, 0x202E, isOverride, takeOut}, badRange{0x2066, 0x2069, isOverride, takeOut})
	from := rune(0xE000)
	for _, r := range append(slices.Sorted(maps.Keys(symbols)), 0xF900) {
		if from < r {
			all = append(all, badRange{from, r - 1, isPrivate, takeOut})
		}
		from = r + 1
	}
	all = append(all, badRange{0xFDD0, 0xFDEF, isNone, takeOut}, badRange{0xFFFE, 0xFFFF, isNone, takeOut})
	for plane := rune(0x10000); plane <= 0x100000; plane += 0x10000 {
		if plane >= 0xF0000 {
			all = append(all, badRange{plane, plane + 0xFFFD, isPrivate, takeOut})
		}
		all = append(all, badRange{plane + 0xFFFE, plane + 0xFFFF, isNone, takeOut})
	}
	return all
})

// badChar is the first character of s that a record may not hold, and what is
// wrong with it; "" if there is none.
func badChar(s string) (msg, hint string) {
	n := 0
	for _, r := range s {
		n++
		if r >= ' ' && r < 0x7f || r >= 0xA0 && r < 0x2028 {
			continue
		}
		all := badRanges()
		i, _ := slices.BinarySearchFunc(all, r, func(x badRange, r rune) int { return cmp.Compare(x.hi, r) })
		if i < len(all) && r >= all[i].lo {
			return fmt.Sprintf("U+%04X, %s, at character %d", r, all[i].what, n), all[i].hint
		}
	}
	return "", ""
}
