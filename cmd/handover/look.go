package main

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// look is how text is shown.
type look int

const (
	_ look = iota
	// console is for Windows' own console, whose fonts lack our signs.
	console
	// plain is for what is redirected or piped on Windows, where PowerShell, more
	// and type take the bytes for those of an old code page.
	plain
)

// show is text in a look: its signs are others. Letters stay as they are.
func (l look) show(text string) string {
	switch l {
	case console:
		return strings.NewReplacer("✓", "√", "✗", "×").Replace(text)
	case plain:
		return strings.NewReplacer("✓", "OK", "✗", "NO", "─", "-", "…", "...", "–", "-", "·", "-", "×", "x").Replace(text)
	}
	return text
}

// json is JSON in a look: what isn't ASCII is escaped where it would be garbled.
func (l look) json(b []byte) []byte {
	if l != plain {
		return b
	}
	var out strings.Builder
	for len(b) > 0 {
		r, n := utf8.DecodeRune(b)
		switch {
		case r < utf8.RuneSelf:
			out.WriteByte(b[0])
		case r > 0xFFFF:
			r -= 0x10000
			fmt.Fprintf(&out, `\u%04x\u%04x`, 0xD800+r>>10, 0xDC00+r&0x3FF)
		default:
			fmt.Fprintf(&out, `\u%04x`, r)
		}
		b = b[n:]
	}
	return []byte(out.String())
}
