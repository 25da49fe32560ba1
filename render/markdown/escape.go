package markdown

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"handover/render/markup"
)

// entityStart is text that would be read as an entity.
var entityStart = regexp.MustCompile(`^&(#[0-9]+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);`)

// textAtoms escapes text, character by character. bracket says that a link or a
// gap follows: a "!" before it would make an image.
func textAtoms(text string, kind lineKind, bracket bool) []atom {
	var out []atom
	before := rune(0)
	run := -1 // where the characters began of which the last atom is made; -1 if it is of one
	for i, r := range text {
		after := rune(0)
		rest := text[i+len(string(r)):]
		if i > 0 && rest != "" && !special(r) {
			if run < 0 {
				run = i
				out = append(out, atom{})
			}
			out[len(out)-1].md = text[run : len(text)-len(rest)]
			before = r
			continue
		}
		run = -1
		for _, a := range rest {
			after = a
			break
		}
		md := string(r)
		switch r {
		// pandoc reads $, ^ and ~ as mathematics, raised and lowered text, a
		// brace after brackets or at a heading's end as attributes.
		case '\\', '`', '*', '[', ']', '{', '$', '^', '~':
			md = `\` + md
		case '_':
			// Inside a word it is no delimiter; at a text's ends its neighbour may change.
			if i < 2 || len(rest) < 2 || !isASCIIWord(before) || !isASCIIWord(after) {
				md = `\_`
			}
		case '<':
			if after == '/' || after == '!' || after == '?' || isASCIIWord(after) {
				md = `\<`
			}
		case '&':
			if entityStart.MatchString(text[i:]) {
				md = `\&`
			}
		case '!':
			if bracket && rest == "" {
				md = `\!`
			}
		case '@':
			// pandoc reads @ at the start of a word as a citation.
			if !unicode.IsLetter(before) && !unicode.IsDigit(before) {
				md = `\@`
			}
		case '|':
			if kind == inCell {
				md = `\|`
			}
		case '\t', '☐', '☑', markup.TokenOpen, markup.TokenClose: // the signs themselves are tick boxes
			md = fmt.Sprintf("&#%d;", r)
		}
		out = append(out, atom{md: md, char: r})
		before = r
	}
	return out
}

// special tells whether a character may have to be escaped in the middle of a
// text. Only the first and the last one have neighbours that could matter.
func special(r rune) bool {
	return r == utf8.RuneError || r == '☐' || r == '☑' || r == markup.TokenOpen || r == markup.TokenClose || r < 128 && strings.IndexByte("\\`*[]{$^~_<&@|\t", byte(r)) >= 0
}

func isASCIIWord(r rune) bool {
	return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
}

// What would begin another block if a line began with it, and where in it a
// backslash goes: in front of the first group.
var lineStarts = []*regexp.Regexp{
	regexp.MustCompile(`^(#+)(?:[ ]|$)`), // pandoc: of any level
	regexp.MustCompile(`^(>)`),
	regexp.MustCompile(`^([-+])(?:[ ]|$)`),
	regexp.MustCompile(`^([-:|])[-:| ]*$`),                         // a setext underline, a rule, a table's row of dashes
	regexp.MustCompile(`^(=)=*[ ]*$`),                              // a setext underline
	regexp.MustCompile(`^(:)(?:::|[ ])`),                           // a div; pandoc: a definition
	regexp.MustCompile(`^(\|)[ ]`),                                 // pandoc: a line block
	regexp.MustCompile(`^(?:[0-9]+|[A-Za-z])([.)])(?:[ ]|$)`),      // a numbered list; pandoc: a lettered one
	regexp.MustCompile(`^[ivxlcdmIVXLCDM]+([.)])(?:[ ]|$)`),        // pandoc: one with roman numerals
	regexp.MustCompile(`^(\()(?:[0-9]+|[A-Za-z]|[ivxlcdm]+)\)[ ]`), // pandoc: a numbered list
}

// escapeLineStart keeps the start of a paragraph's line from beginning another
// block.
func escapeLineStart(line string) string {
	for _, re := range lineStarts {
		if m := re.FindStringSubmatchIndex(line); m != nil {
			return line[:m[2]] + `\` + line[m[2]:]
		}
	}
	return line
}

// linkAddress is a link's address, which holds no space and no bracket but
// round and square ones.
func linkAddress(to string) string {
	to = strings.NewReplacer("(", `\(`, ")", `\)`).Replace(to)
	var b strings.Builder
	for i, r := range to {
		if r == '&' && entityStart.MatchString(to[i:]) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}
