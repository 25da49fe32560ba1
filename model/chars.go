package model

import (
	"cmp"
	"fmt"
	"slices"
	"sync"
)

// A badRange is code points that a record may not hold.
type badRange struct {
	lo, hi     rune
	what, hint string
}

const (
	isControl   = "a control character"
	isSeparator = "a line separator"
	isOverride  = "a character that changes the direction of the text after it"
	isPrivate   = "a private-use character, which looks different on every machine"
	isNone      = "a code that Unicode keeps free of characters"
	takeOut     = "take it out"
)

// badRanges are in order. Newline and tab are among them, and allowed in free
// text only.
var badRanges = sync.OnceValue(func() []badRange {
	all := []badRange{
		{0x00, 0x08, isControl, takeOut},
		{'\t', '\t', "a tab in a field of one line", "write a space"},
		{'\n', '\n', "a line break in a field of one line", "write it on one line"},
		{0x0B, 0x0C, isControl, takeOut},
		{'\r', '\r', isControl, `a line break is \n alone`},
		{0x0E, 0x1F, isControl, takeOut},
		{0x7F, 0x9F, isControl, takeOut},
		{0x2028, 0x2029, isSeparator, `a line break is \n`},
		{0x202A, 0x202E, isOverride, takeOut},
		{0x2066, 0x2069, isOverride, takeOut},
		{0xE000, 0xF8FF, isPrivate, takeOut},
		{0xFDD0, 0xFDEF, isNone, takeOut},
		{0xFFFE, 0xFFFF, isNone, takeOut},
	}
	for plane := rune(0x10000); plane <= 0x100000; plane += 0x10000 {
		if plane >= 0xF0000 {
			all = append(all, badRange{plane, plane + 0xFFFD, isPrivate, takeOut})
		}
		all = append(all, badRange{plane + 0xFFFE, plane + 0xFFFF, isNone, takeOut})
	}
	return all
})

// badChar is the first character of s that a record may not hold, and what is
// wrong with it; "" if there is none. Free text may hold newlines and tabs.
func badChar(s string, free bool) (msg, hint string) {
	n := 0
	for _, r := range s {
		n++
		if r >= ' ' && r < 0x7f || r >= 0xA0 && r < 0x2028 || free && (r == '\n' || r == '\t') {
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
