package protocol

import (
	"strings"
	"unicode"

	"handover/model"
)

// logo holds the logo's file to its folder, and its text to one line. The file
// itself is looked at by who loads it.
func (c *checker) logo() {
	l := &c.p.Letterhead.Logo
	const file, alt = "letterhead.logo.file", "letterhead.logo.alt"
	at := c.at[file]
	l.at = model.Problem{File: c.file, Line: at.Line, Col: at.Column, Path: file}
	if strings.ContainsAny(l.File, `/\:`) || strings.HasPrefix(l.File, ".") {
		c.say(file, "put it beside protocol.yaml, and give its name alone", "isn't the name of a file in this folder")
	}
	if strings.ContainsFunc(l.Alt, func(r rune) bool {
		return unicode.IsControl(r) || unicode.Is(unicode.Zl, r) || unicode.Is(unicode.Zp, r) || r == unicode.ReplacementChar
	}) {
		c.say(alt, "the council's name is enough", "is more than one line of text")
	}
}
