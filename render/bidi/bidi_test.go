package bidi

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
	b, err := os.ReadFile("testdata/levels.txt")
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
		text := Text{Level: uint8(base)}
		for _, h := range strings.Fields(f[0]) {
			r, err := strconv.ParseUint(h, 16, 32)
			if err != nil {
				t.Fatal(err)
			}
			text.Add(rune(r))
		}
		levels := text.Levels()
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
