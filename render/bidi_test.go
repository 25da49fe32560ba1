package render

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/text/unicode/bidi"
)

// Levels are those of Unicode's own test.
func TestBidiLevels(t *testing.T) {
	b, err := os.ReadFile("testdata/rtl/levels.txt")
	if err != nil {
		t.Fatal(err)
	}
	cases := 0
	for line := range strings.Lines(string(b)) {
		f := strings.Split(strings.TrimSpace(line), ";")
		if len(f) != 3 || line[0] == '#' {
			continue
		}
		cases++
		base, err := strconv.ParseUint(f[1], 10, 8)
		if err != nil {
			t.Fatal(err)
		}
		text := bidiText{level: uint8(base)}
		for _, h := range strings.Fields(f[0]) {
			r, err := strconv.ParseUint(h, 16, 32)
			if err != nil {
				t.Fatal(err)
			}
			text.add(rune(r))
		}
		levels := text.levels()
		for i := len(levels) - 1; i >= 0 && (text.classes[i] == bidi.WS || text.classes[i] == bidi.BN); i-- {
			levels[i] = uint8(base) // L1, which order does for a line
		}
		got := make([]string, len(levels))
		for i, l := range levels {
			if got[i] = fmt.Sprint(l); text.classes[i] == bidi.BN {
				got[i] = "x"
			}
		}
		if got := strings.Join(got, " "); got != f[2] {
			t.Errorf("%s in a paragraph of level %s: %s, want %s", f[0], f[1], got, f[2])
		}
	}
	if cases < 300 {
		t.Errorf("only %d cases", cases)
	}
}

// A paragraph runs as the template's words do; where there are none, as its
// values do if they agree.
func TestRunsRTL(t *testing.T) {
	words := func(s string) Inline { return &Text{Text: s} }
	value := func(s string) Inline { return &Text{Text: s, Path: s} }
	for _, c := range []struct {
		name string
		ins  []Inline
		want bool
	}{
		{"nothing", nil, false},
		{"English", []Inline{words("a")}, false},
		{"a value", []Inline{value("محمد")}, true},
		{"a value with English", []Inline{value("محمد Smith")}, true},
		{"an English value with Arabic", []Inline{value("Smith محمد")}, false},
		{"a value without letters", []Inline{value("12")}, false},
		{"beside English", []Inline{value("محمد"), words(" is here")}, false},
		{"beside signs", []Inline{words("1. ("), &Strong{[]Inline{value("דוד")}}, words(")")}, true},
		{"beside a gap", []Inline{value("محمد"), words(", "), &Gap{Text: "Not recorded"}}, false},
		{"beside an English value", []Inline{value("محمد"), words(", "), value("Salford")}, false},
		{"beside a number", []Inline{value("محمد"), words(", "), value("7")}, true},
		{"in an Arabic template", []Inline{words("اسم: "), value("Smith"), words(" end")}, true},
		{"in a link", []Inline{&Link{Inlines: []Inline{&Emph{[]Inline{value("محمد")}}}}}, true},
	} {
		if got := runsRTL(c.ins); got != c.want {
			t.Errorf("%s: %t", c.name, got)
		}
	}
}
