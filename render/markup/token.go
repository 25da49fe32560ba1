package markup

import (
	"bytes"
	"iter"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/util"
)

// The runes around a token's number. Both are private use: no record or
// template has a use for them.
const (
	TokenOpen  = '\uE000'
	TokenClose = '\uE001'
)

// Token is what stands for Source.Values[i] in Source.Markdown.
func Token(i int) string {
	return string(TokenOpen) + strconv.Itoa(i) + string(TokenClose)
}

// part is a stretch of source: one token or text without any.
type part struct {
	raw   []byte
	off   int // from the start of what was split
	token bool
	index int // of the value
}

// splitTokens gives source's parts, in order.
func splitTokens(raw []byte) iter.Seq[part] {
	return func(yield func(part) bool) {
		for at := 0; at < len(raw); {
			start, end, index := nextToken(raw, at)
			if start < 0 {
				start, end = len(raw), len(raw)
			}
			if start > at && !yield(part{raw: raw[at:start], off: at}) {
				return
			}
			if end > start && !yield(part{raw: raw[start:end], off: start, token: true, index: index}) {
				return
			}
			at = end
		}
	}
}

// nextToken finds the first token from a place on, as Token writes it, with at
// most nine digits; start is -1 if there is none.
func nextToken(raw []byte, from int) (start, end, index int) {
	opened, closed := []byte(string(TokenOpen)), []byte(string(TokenClose))
	for {
		i := bytes.Index(raw[from:], opened)
		if i < 0 {
			return -1, 0, 0
		}
		start = from + i
		from = start + len(opened)
		end, index = from, 0
		for ; end < min(from+9, len(raw)) && '0' <= raw[end] && raw[end] <= '9'; end++ {
			index = 10*index + int(raw[end]-'0')
		}
		if digits := end - from; (digits == 1 || digits > 1 && raw[from] != '0') && bytes.HasPrefix(raw[end:], closed) {
			return start, end + len(closed), index
		}
	}
}

// checkTokens faults each token that the walk hasn't met: it stands in a link's
// address, in code, in HTML or another place that takes no value.
func (w *walker) checkTokens() {
	for p := range splitTokens(w.src) {
		switch {
		case p.token && !w.seen[p.off]:
			w.fault(p.off, "a value can't stand here")
		case !p.token:
			if i := bytes.IndexFunc(p.raw, isTokenRune); i >= 0 {
				w.fault(p.off+i, "a stray %s: it is kept for the places of values", codePoint(TokenOpen))
			}
		}
	}
}

func isTokenRune(r rune) bool { return r == TokenOpen || r == TokenClose }

// literal resolves the backslash escapes and entities of the template's own
// text.
func (w *walker) literal(raw []byte, off int) string {
	var b strings.Builder
	for i := 0; i < len(raw); {
		switch c := raw[i]; {
		case c == '\\' && i+1 < len(raw) && util.IsPunct(raw[i+1]):
			b.WriteByte(raw[i+1])
			i += 2
		case c == '&':
			s, n := entity(raw[i:])
			b.WriteString(s)
			i += n
		default:
			b.WriteByte(c)
			i++
		}
	}
	if r, bad := firstBadRune(b.String()); bad {
		w.fault(off, "the template holds %s, which no document can show", codePoint(r))
	}
	return b.String()
}

// entity resolves the entity at the start of raw and says how long it is; what
// is none stands for itself.
func entity(raw []byte) (string, int) {
	end := bytes.IndexByte(raw[:min(len(raw), 40)], ';')
	if end < 2 {
		return "&", 1
	}
	name := string(raw[1:end])
	if !strings.HasPrefix(name, "#") {
		if e, ok := util.LookUpHTML5EntityByName(name); ok {
			return string(e.Characters), end + 1
		}
		return "&", 1
	}
	digits, base := name[1:], 10
	if strings.HasPrefix(digits, "x") || strings.HasPrefix(digits, "X") {
		digits, base = digits[1:], 16
	}
	n, err := strconv.ParseUint(digits, base, 32)
	if err != nil {
		return "&", 1
	}
	r := rune(n)
	if n == 0 || n > unicode.MaxRune || !utf8.ValidRune(r) {
		r = utf8.RuneError
	}
	return string(r), end + 1
}

// firstBadRune finds a character that XML, and so DOCX, can't hold, or that no
// reader can see: controls but the tab, surrogates and the two non-characters.
func firstBadRune(s string) (rune, bool) {
	for i, r := range s {
		switch {
		case r == utf8.RuneError && !strings.HasPrefix(s[i:], "\uFFFD"):
			return r, true
		case r != '\t' && unicode.IsControl(r), r == '\uFFFE', r == '\uFFFF':
			return r, true
		}
	}
	return 0, false
}

func codePoint(r rune) string {
	return "U+" + strings.ToUpper(strconv.FormatInt(0x10000+int64(r), 16)[1:])
}
