package model

import (
	"strings"
	"testing"
)

// TestCharacters: what no document could show is refused, wherever it stands;
// what Windows and Word leave is read as what it shows.
func TestCharacters(t *testing.T) {
	t.Parallel()
	refused := []rune{0, 0x08, 0x0E, 0x1D, 0x7F, 0x81, 0x85, 0x9D, 0x202A, 0x202E, 0x2066, 0x2069, 0xE000, 0xF000, 0xF8FF, 0xFDD0, 0xFDEF,
		0xFFFE, 0xFFFF, 0x1FFFE, 0xF0000, 0xFFFFD, 0x100000, 0x10FFFF}
	kept := []rune{' ', '~', 0xA0, 0xAD, 0x200E, 0x2027, 0x202F, 0x2065, 0x206A, 0xF900, 0xFDCF, 0xFDF0, 0xFEFF, 0xFFFD, 0x10000, 0x1F642,
		0x1FFFD, 0x20000, 0xE0067}
	for _, free := range []bool{false, true} {
		for _, r := range refused {
			s, _ := asTyped("é"+string(r)+"é", free)
			if msg, _ := badChar(s); msg == "" {
				t.Errorf("U+%04X, free text %v: taken", r, free)
			}
		}
		for _, r := range kept {
			in := "é" + string(r) + "é"
			s, how := asTyped(in, free)
			if msg, _ := badChar(s); msg != "" || s != in || how != nil {
				t.Errorf("U+%04X, free text %v: %q %q %q", r, free, s, how, msg)
			}
		}
	}
}

// TestAsTyped is what people paste and systems export, and how it is read.
func TestAsTyped(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		in, line, free string // "" for line or free: as in
	}{
		{in: "plain"}, {in: "Zoë O’Neill-Đỗ"}, {in: "a\u00a0b"}, {in: "漢字　仮名，（ＡＢ）"},
		{"one\r\ntwo", "one two", "one\ntwo"}, {"one\rtwo", "one two", "one\ntwo"}, {"one\vtwo\ftwo", "one two two", "one\ntwo\ntwo"},
		{"one\u2028two\u2029two", "one two two", "one\ntwo\ntwo"}, {"a\tb", "a b", "a\tb"}, {"a\n\tb", "a b", "a\n\tb"},
		{" Daniel  Example ", "Daniel Example", " Daniel  Example "}, {"Daniel \u00a0Example\u00a0", "Daniel Example", "Daniel \u00a0Example\u00a0"},
		{"\ufeffMabli\u200b", "Mabli", "\ufeffMabli\u200b"}, {"0161 496 0101\r\n", "0161 496 0101", "0161 496 0101\n"},
		{in: "\uf0b7 one \uf0fc \uf0a7", line: "• one ✓ ▪", free: "• one ✓ ▪"}, {in: "\uf04a \uf0e0", line: "☺ →", free: "☺ →"},
		{in: "it\u0092s \u0096 \u0093so\u0094 \u0080 5", line: "it’s – “so” € 5", free: "it’s – “so” € 5"},
		{in: "re\x1eview un\x1fify", line: "re-view un\u00adify", free: "re-view un\u00adify"},
		{in: "\u202a07700 900123\u202c", line: "07700 900123", free: "07700 900123"}, {in: "\u202d+44 7700 900123\u202c", line: "+44 7700 900123", free: "+44 7700 900123"},
		{in: "\u2068Ann\u2069", line: "Ann", free: "Ann"}, {in: "\u202bآنا\u202c", line: "آنا", free: "آنا"}, {in: "\u2067 12\u2069", line: "12", free: " 12"},
		{in: "ring \u202a07700 900123\u202c or \u2066101\u2069", line: "ring 07700 900123 or 101", free: "ring 07700 900123 or 101"},
		{in: "Ｄａｎｉｅｌ　Ｅｘ－１", line: "Daniel Ex-1", free: "Daniel Ex-1"}, {in: "a\u3000b", line: "a b", free: "a b"},
		// Not one direction, not a pair, or backwards: they stay, and are refused.
		{in: "\u202eevil\u202c"}, {in: "\u202aabc"}, {in: "abc\u202c"}, {in: "\u202aabc\u2069"}, {in: "\u202bab آنا\u202c"}, {in: "\u202dآنا\u202c"},
		{in: "\u202a\u202aabc\u202c\u202c", line: "\u202aabc\u202c", free: "\u202aabc\u202c"},
	} {
		for _, free := range []bool{false, true} {
			want := tt.line
			if free {
				want = tt.free
			}
			if want == "" {
				want = tt.in
			}
			got, how := asTyped(tt.in, free)
			if got != want || (how == nil) != (want == tt.in) {
				t.Errorf("%q, free text %v: %q, want %q; said %q", tt.in, free, got, want, how)
			}
			if strings.HasPrefix(tt.in, "\u202aa") || tt.in == "\u202eevil\u202c" {
				if msg, _ := badChar(got); msg == "" {
					t.Errorf("%q is taken", tt.in)
				}
			}
		}
	}
}

// TestSymbols: no sign is read as one that is refused itself.
func TestSymbols(t *testing.T) {
	t.Parallel()
	for from, to := range symbols {
		if msg, _ := badChar(string(to)); msg != "" || from < 0xF020 || from > 0xF0FF {
			t.Errorf("U+%04X becomes U+%04X: %s", from, to, msg)
		}
	}
}

func TestNearest(t *testing.T) {
	known := []string{"receiving_worker", "receiving_manager", "chair", "from_team"}
	for name, want := range map[string]string{
		"recieving_worker": "receiving_worker", "receivingWorker": "receiving_worker", "cahir": "chair", "CHAIR": "chair",
		"form_team": "from_team", "worker": "", "x": "", "": "", "Siân": "",
	} {
		if got := Nearest(name, known); got != want {
			t.Errorf("%q: nearest is %q, want %q", name, got, want)
		}
	}
}
