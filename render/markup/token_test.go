package markup

import (
	"bytes"
	"regexp"
	"strconv"
	"testing"

	"pgregory.net/rapid"
)

// TestTokensFound holds splitTokens to the syntax of a token, also among what is
// nearly one.
func TestTokensFound(t *testing.T) {
	syntax := regexp.MustCompile("\uE000(0|[1-9][0-9]{0,8})\uE001")
	rapid.Check(t, func(t *rapid.T) {
		raw := bytes.Join(rapid.SliceOf(rapid.Map(rapid.SampledFrom([]string{"\uE000", "\uE001", "0", "1", "9", "a", "12345678", "\xee", "\x80", "\uE0007\uE001", "\uE000123456789\uE001"}),
			func(s string) []byte { return []byte(s) })).Draw(t, "pieces"), nil)
		want := syntax.FindAllSubmatch(raw, -1)
		var all []byte
		for p := range splitTokens(raw) {
			if p.off != len(all) {
				t.Fatalf("a part at %d, not %d", p.off, len(all))
			}
			all = append(all, p.raw...)
			if !p.token {
				if syntax.Match(p.raw) {
					t.Fatalf("a token was passed over: %q", p.raw)
				}
				continue
			}
			if n, err := strconv.Atoi(string(want[0][1])); err != nil || n != p.index || !bytes.Equal(p.raw, want[0][0]) {
				t.Fatalf("token %d in %q", p.index, want[0][0])
			}
			want = want[1:]
		}
		if len(want) > 0 || !bytes.Equal(all, raw) {
			t.Fatalf("%q became %q", raw, all)
		}
	})
}
