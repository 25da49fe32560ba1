package model

import (
	"fmt"
	"unicode"
)

// badChar is the first character of s that a record may not hold, and what is
// wrong with it; "" if there is none. Free text may hold newlines and tabs.
func badChar(s string, free bool) (msg, hint string) {
	n := 0
	for _, r := range s {
		n++
		if r >= ' ' && r < 0x7f {
			continue
		}
		what, hint := badRune(r, free)
		if what != "" {
			return fmt.Sprintf("U+%04X, %s, at character %d", r, what, n), hint
		}
	}
	return "", ""
}

func badRune(r rune, free bool) (what, hint string) {
	switch {
	case r == '\n' && free, r == '\t' && free:
		return "", ""
	case r == '\n':
		return "a line break in a field of one line", "write it on one line"
	case r == '\r':
		return "a control character", `a line break is \n alone`
	case unicode.Is(unicode.Cc, r):
		return "a control character", "take it out"
	case r == 0x2028, r == 0x2029:
		return "a line separator", `a line break is \n`
	case r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069:
		return "a character that changes the direction of the text after it", "take it out"
	case unicode.Is(unicode.Co, r):
		return "a private-use character, which looks different on every machine", "take it out"
	case r >= 0xFDD0 && r <= 0xFDEF, r&0xFFFE == 0xFFFE:
		return "a code that Unicode keeps free of characters", "take it out"
	}
	return "", ""
}
