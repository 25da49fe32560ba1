package model

import (
	"strings"
	"unicode"
)

// What people paste, and what other systems export, is read as what it shows.
// Each of these says so of a field, for Record.Mended.
const (
	mendedBreaks    = "line breaks of another kind are read as line breaks"
	mendedOneLine   = "a line break or tab in a field of one line is read as a space"
	mendedSpaces    = "spaces at the ends, or doubled, are left out"
	mendedWide      = "a wide space is read as a space"
	mendedSymbols   = "signs of Word's fonts Symbol and Wingdings are read as the characters that they show"
	mendedWindows   = "quotation marks, dashes and the like that came as Windows codes are read as what they are"
	mendedHyphens   = "Word's own hyphens are read as hyphens"
	mendedDirection = "marks of direction around text that has one direction anyway are left out"
	mendedFullWidth = "full-width letters and signs are read as ordinary ones"
	mendedLines     = "the lines of the address are read one by one, blank ones left out"
)

// asTyped is a text as it is read: what Windows, Word and Teams leave in it
// becomes what it shows, and no word is changed. how says what was done, each
// once. What isn't allowed even so, badChar tells. Free text keeps its line
// breaks and tabs; a field of one line is put on one, without spaces at its
// ends or doubled.
func asTyped(s string, free bool) (_ string, how []string) {
	if !marked(s, free) {
		return s, nil
	}
	step := func(what string, mend func(string) string) {
		if out := mend(s); out != s {
			s, how = out, append(how, what)
		}
	}
	step(mendedSymbols, mapped(symbolRune))
	step(mendedWindows, mapped(windowsRune))
	step(mendedHyphens, wordHyphens.Replace)
	step(mendedDirection, withoutPairs)
	if !strings.ContainsFunc(s, isEastAsian) {
		step(mendedFullWidth, mapped(fullWidthRune))
		step(mendedWide, func(s string) string { return strings.ReplaceAll(s, "\u3000", " ") })
	}
	if free {
		step(mendedBreaks, lineBreaks.Replace)
		return s, how
	}
	edges := func(s string) string { return strings.TrimFunc(s, isEdge) }
	inner := edges(s)
	spaced := doubled(inner)
	if blank(s) {
		return "", nil // not recorded, as "" is
	}
	if spaced != s && (inner != s || strings.Contains(inner, "  ")) {
		how = append(how, mendedSpaces)
	}
	if strings.ContainsAny(inner, "\t\n\r\v\f\u2028\u2029") {
		how = append(how, mendedOneLine)
	}
	return spaced, how
}

// marked says whether asTyped has anything to do. Almost no text has, and
// this is asked of each.
func marked(s string, free bool) bool {
	if !free && s != "" && (isEdge(rune(s[0])) || isEdge(rune(s[len(s)-1]))) {
		return true
	}
	space := false
	for _, r := range s {
		if r > ' ' && r < 0x7F {
			space = false
			continue
		}
		switch {
		case r == ' ':
			if space && !free {
				return true
			}
			space = true
			continue
		case r == '\n' || r == '\t':
			if !free {
				return true
			}
		case r < ' ', r >= 0x7F && r <= 0x9F, r >= 0x2028 && r <= 0x202E, r >= 0x2066 && r <= 0x2069, r == 0x3000,
			r >= 0xE000 && r <= 0xF8FF, r >= 0xFF01 && r <= 0xFF5E:
			return true
		case !free && isEdge(r): // at an end, or doubled
			return true
		}
		space = false
	}
	return false
}

// isEdge is a character that shows nothing at the end of a line.
func isEdge(r rune) bool {
	return unicode.IsSpace(r) || r == 0x200B || r == 0x2060 || r == 0xFEFF
}

// doubled is a line with one space where white space is doubled, or holds a
// line break or tab. A single no-break space stays.
func doubled(s string) string {
	var b strings.Builder
	run := []rune{}
	flush := func() {
		switch {
		case len(run) == 1 && !strings.ContainsRune("\t\n\r\v\f\u2028\u2029", run[0]):
			b.WriteRune(run[0])
		case len(run) > 0:
			b.WriteByte(' ')
		}
		run = run[:0]
	}
	for _, r := range s {
		if unicode.IsSpace(r) {
			run = append(run, r)
			continue
		}
		flush()
		b.WriteRune(r)
	}
	flush()
	return b.String()
}

// mapped is strings.Map for one kind of character.
func mapped(mend func(rune) rune) func(string) string {
	return func(s string) string { return strings.Map(mend, s) }
}

// lineBreaks are those of Windows, of Word (Shift and Enter; a page's end), of
// Teams and of browsers.
var lineBreaks = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\v", "\n", "\f", "\n", "\u2028", "\n", "\u2029", "\n")

// wordHyphens are Word's hyphen that doesn't break, and its optional one, as
// they stand in a document's plain text.
var wordHyphens = strings.NewReplacer("\x1e", "-", "\x1f", "\u00AD")

// symbols are the signs of Word's fonts Symbol and Wingdings that people paste:
// bullets, boxes, ticks, arrows and faces, by their code in the font. The two
// fonts share their codes; each is read as the sign that documents use as a
// bullet or mark. (Wingdings by Unicode's proposal L2/12-368, Symbol by
// Adobe's mapping table for U+F0B7 and U+F02D.)
var symbols = map[rune]rune{
	0xF02D: '–', 0xF04A: '☺', 0xF04C: '☹', 0xF06C: '●', 0xF06E: '■', 0xF06F: '□', 0xF071: '❑', 0xF072: '❒', 0xF073: '◆', 0xF074: '◆',
	0xF075: '◆', 0xF076: '❖', 0xF077: '◆', 0xF078: '☒', 0xF09E: '·', 0xF09F: '•', 0xF0A0: '▪', 0xF0A1: '○', 0xF0A4: '◉', 0xF0A7: '▪',
	0xF0A8: '☐', 0xF0AA: '✦', 0xF0AB: '★', 0xF0B7: '•', 0xF0D8: '➢', 0xF0DF: '←', 0xF0E0: '→', 0xF0E1: '↑', 0xF0E2: '↓', 0xF0E8: '➔',
	0xF0F0: '⇨', 0xF0FB: '✗', 0xF0FC: '✓', 0xF0FD: '☒', 0xF0FE: '☑',
}

func symbolRune(r rune) rune {
	if sign, ok := symbols[r]; ok {
		return sign
	}
	return r
}

// windows are the characters that Windows-1252 has at 0x80 to 0x9F, where a
// system took that for Latin-1. 0x85 may be a line break as well as three dots,
// and isn't among them.
var windows = []rune("€\u0081‚ƒ„\u0085†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ")

func windowsRune(r rune) rune {
	if r >= 0x80 && r <= 0x9F {
		return windows[r-0x80]
	}
	return r
}

func fullWidthRune(r rune) rune {
	if r >= 0xFF01 && r <= 0xFF5E {
		return r - 0xFF01 + '!'
	}
	return r
}

// isEastAsian is a letter of a text in which full-width signs and the wide
// space belong.
func isEastAsian(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Bopomofo)
}

const (
	openers = "\u202A\u202B\u202D\u2066\u2067\u2068" // not U+202E, which shows text backwards
	closers = "\u202C\u2069"
	turners = openers + closers + "\u202E"
)

// withoutPairs leaves out a pair of direction marks around text that has one
// direction without them: Windows, Outlook and telephones put one around
// numbers and names. Marks that do anything else stay, and are refused.
func withoutPairs(s string) string {
	if !strings.ContainsAny(s, turners) {
		return s
	}
	var b strings.Builder
	for {
		i := strings.IndexAny(s, turners)
		if i < 0 {
			b.WriteString(s)
			return b.String()
		}
		const size = len("\u202A")
		open, rest := s[i:i+size], s[i+size:]
		j := strings.IndexAny(rest, turners)
		if !strings.Contains(openers, open) || j < 0 || rest[j:j+size] != closerOf(open) || !oneWay(open, rest[:j]) {
			b.WriteString(s[:i+size])
			s = rest
			continue
		}
		b.WriteString(s[:i] + rest[:j])
		s = rest[j+size:]
	}
}

func closerOf(open string) string {
	if open >= "\u2066" {
		return "\u2069"
	}
	return "\u202C"
}

// oneWay says whether text on one line shows alike with and without the marks
// around it: it has letters of one direction at most.
func oneWay(open, s string) bool {
	left, right := false, false
	for _, r := range s {
		if lineBreaks.Replace(string(r)) == "\n" {
			return false
		}
		rtl := unicode.In(r, unicode.Arabic, unicode.Hebrew, unicode.Syriac, unicode.Thaana, unicode.Nko)
		right, left = right || rtl, left || !rtl && unicode.IsLetter(r)
	}
	if open == "\u202D" {
		return !right
	}
	return !(left && right)
}
