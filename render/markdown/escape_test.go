package markdown

import "testing"

// TestEscapedAnywhere: a character that has to be escaped is so at a text's
// beginning, in its middle and at its end.
func TestEscapedAnywhere(t *testing.T) {
	for text, want := range map[string]string{
		"@home @home @home":     `\@home \@home \@home`,
		"*a * b*":               `\*a \* b\*`,
		"ab_cd _c_ de_fg":       `ab_cd \_c\_ de_fg`,
		"<b 1 <b 1 < b":         `\<b 1 \<b 1 < b`,
		"&amp; &amp; & b":       `\&amp; \&amp; & b`,
		`\[{$^~` + "` a `~^${[": `\\\[\{\$\^\~` + "\\` a \\`" + `\~\^\$\{\[`,
		"a\tb\tc":               "a&#9;b&#9;c",
		"é @é – ŵ@ŵ":            `é \@é – ŵ@ŵ`,
		"a|b|":                  `a\|b\|`,
	} {
		got := ""
		for _, a := range textAtoms(text, inCell, false) {
			got += a.md
		}
		if got != want {
			t.Errorf("%q is written %q, not %q", text, got, want)
		}
	}
}
