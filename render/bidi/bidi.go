// Package bidi tells in which direction text runs (Unicode Standard Annex 9).
// Strong is of one character, Text.Levels of a stretch.
package bidi

import (
	"slices"

	"golang.org/x/text/unicode/bidi"
)

// Class is a character's class (Unicode Standard Annex 9, table 4).
func Class(r rune) bidi.Class {
	p, _ := bidi.LookupRune(r)
	return p.Class()
}

// Strong is the direction that a character has of its own: L, R (also for
// Arabic letters), or ON for none.
func Strong(r rune) bidi.Class {
	if r < 0x590 {
		if 'a' <= r|0x20 && r|0x20 <= 'z' || r >= 0xC0 && Class(r) == bidi.L {
			return bidi.L
		}
		return bidi.ON
	}
	switch Class(r) {
	case bidi.L:
		return bidi.L
	case bidi.R, bidi.AL:
		return bidi.R
	}
	return bidi.ON
}

// FirstStrong is the direction of the first character that has one (rule P2),
// or ON.
func FirstStrong(s string) bidi.Class {
	for _, r := range s {
		if c := Strong(r); c != bidi.ON {
			return c
		}
	}
	return bidi.ON
}

// Text is a stretch of text that is resolved by itself: an isolating run
// sequence without explicit controls (UAX 9, BD13). An isolate that stands in it
// counts as one neutral character.
type Text struct {
	Runes   []rune
	classes []bidi.Class
	Level   uint8 // of the embedding
}

func (t *Text) Add(r rune) {
	t.Runes = append(t.Runes, r)
	t.classes = append(t.classes, Class(r))
}

// Levels gives the embedding level of each character (rules W1 to I2). BN
// characters, which the rules take out, get the level of what is before them.
func (t *Text) Levels() []uint8 {
	var at []int // of the others
	for i, c := range t.classes {
		if c != bidi.BN {
			at = append(at, i)
		}
	}
	cl := make([]bidi.Class, len(at))
	rs := make([]rune, len(at))
	for i, k := range at {
		cl[i], rs[i] = t.classes[k], t.Runes[k]
	}
	own := bidi.L // the direction of the embedding, which is also that of what is around it
	if t.Level%2 == 1 {
		own = bidi.R
	}
	original := slices.Clone(cl)
	resolveWeak(cl, own)
	resolveBrackets(cl, original, rs, own)
	resolveNeutral(cl, own)
	out := make([]uint8, len(t.Runes))
	for i := range out {
		out[i] = t.Level
		if i > 0 {
			out[i] = out[i-1]
		}
		if len(at) == 0 || at[0] != i {
			continue
		}
		out[i] = t.Level
		switch c := cl[0]; { // I1, I2
		case t.Level%2 == 0 && c == bidi.R, t.Level%2 == 1 && c != bidi.R:
			out[i]++
		case t.Level%2 == 0 && c != bidi.L:
			out[i] += 2
		}
		at, cl = at[1:], cl[1:]
	}
	return out
}

// resolveWeak follows rules W1 to W7.
func resolveWeak(cl []bidi.Class, own bidi.Class) {
	before := own
	for i, c := range cl { // W1
		if c == bidi.NSM {
			cl[i] = before
		}
		before = cl[i]
	}
	strong := own
	for i, c := range cl { // W2, W3
		switch c {
		case bidi.L, bidi.R:
			strong = c
		case bidi.AL:
			strong, cl[i] = c, bidi.R
		case bidi.EN:
			if strong == bidi.AL {
				cl[i] = bidi.AN
			}
		}
	}
	for i := 1; i+1 < len(cl); i++ { // W4
		a, b := cl[i-1], cl[i+1]
		if a == b && (cl[i] == bidi.CS && (a == bidi.EN || a == bidi.AN) || cl[i] == bidi.ES && a == bidi.EN) {
			cl[i] = a
		}
	}
	for i := 0; i < len(cl); i++ { // W5, W6
		if cl[i] != bidi.ET {
			if cl[i] == bidi.ES || cl[i] == bidi.CS {
				cl[i] = bidi.ON
			}
			continue
		}
		end := i
		for end < len(cl) && cl[end] == bidi.ET {
			end++
		}
		as := bidi.ON
		if i > 0 && cl[i-1] == bidi.EN || end < len(cl) && cl[end] == bidi.EN {
			as = bidi.EN
		}
		for ; i < end; i++ {
			cl[i] = as
		}
		i--
	}
	strong = own
	for i, c := range cl { // W7
		switch c {
		case bidi.L, bidi.R:
			strong = c
		case bidi.EN:
			if strong == bidi.L {
				cl[i] = bidi.L
			}
		}
	}
}

// neutralSide is how a class counts for the neutrals and brackets beside it:
// numbers as R; ON is none.
func neutralSide(c bidi.Class) bidi.Class {
	switch c {
	case bidi.L:
		return bidi.L
	case bidi.R, bidi.EN, bidi.AN:
		return bidi.R
	}
	return bidi.ON
}

// resolveBrackets follows rule N0.
func resolveBrackets(cl, original []bidi.Class, rs []rune, own bidi.Class) {
	for _, p := range bracketPairs(cl, rs) {
		as, opposite := bidi.ON, false
		for _, c := range cl[p[0]+1 : p[1]] {
			switch neutralSide(c) {
			case own:
				as = own
			case bidi.ON:
			default:
				opposite = true
			}
		}
		if as == bidi.ON && opposite {
			before := own
			for i := p[0] - 1; i >= 0; i-- {
				if c := neutralSide(cl[i]); c != bidi.ON {
					before = c
					break
				}
			}
			as = before // own, or the opposite that stands before as well as inside
		}
		if as == bidi.ON {
			continue
		}
		for _, i := range p {
			cl[i] = as
			for k := i + 1; k < len(cl) && original[k] == bidi.NSM; k++ {
				cl[k] = as
			}
		}
	}
}

// bracketPairs finds the pairs of BD16, in the order of the opening ones.
func bracketPairs(cl []bidi.Class, rs []rune) [][2]int {
	type open struct {
		closing rune
		at      int
	}
	var stack []open
	var pairs [][2]int
	for i, r := range rs {
		if cl[i] != bidi.ON {
			continue
		}
		p, _ := bidi.LookupRune(r)
		switch {
		case !p.IsBracket():
		case p.IsOpeningBracket():
			if len(stack) == 63 {
				return pairs[:0]
			}
			stack = append(stack, open{sameBracket([]rune(bidi.ReverseString(string(r)))[0]), i})
		default:
			for k := len(stack) - 1; k >= 0; k-- {
				if stack[k].closing == sameBracket(r) {
					pairs = append(pairs, [2]int{stack[k].at, i})
					stack = stack[:k]
					break
				}
			}
		}
	}
	slices.SortFunc(pairs, func(a, b [2]int) int { return a[0] - b[0] })
	return pairs
}

// sameBracket gives one of two closing brackets that are canonically equivalent.
func sameBracket(r rune) rune {
	if r == 0x232A {
		return 0x3009
	}
	return r
}

// resolveNeutral follows rules N1 and N2.
func resolveNeutral(cl []bidi.Class, own bidi.Class) {
	before := own
	for i := 0; i < len(cl); i++ {
		if c := neutralSide(cl[i]); c != bidi.ON {
			before = c
			continue
		}
		end := i
		for end < len(cl) && neutralSide(cl[end]) == bidi.ON {
			end++
		}
		after := own
		if end < len(cl) {
			after = neutralSide(cl[end])
		}
		as := own
		if before == after {
			as = before
		}
		for ; i < end; i++ {
			cl[i] = as
		}
		i--
	}
}
