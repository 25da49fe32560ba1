package doc_test

import (
	"strings"
	"testing"

	"handover/render/doc"
)

// TestTongue: each stretch with its language, and all of the text.
func TestTongue(t *testing.T) {
	for _, x := range []struct{ text, want string }{
		{"Plain – “text”, 27 ✓ Łódź é̱", "[Plain – “text”, 27 ✓ Łódź é̱]"},
		{"", ""},
		{"Says: فاطمہ بی بی, and", "[Says: ]ur{فاطمہ بی بی}[, and]"},
		{"(علي 27 حسن) Smith", "[(]ar{علي 27 حسن}[) Smith]"},
		{"بچه\u200cها", "fa{بچه\u200cها}"},
		{"سەردار ڕ", "ckb{سەردار ڕ}"},
		{"ځوان", "ps{ځوان}"},
		{"Софія and Ђорђе, Анна", "uk{Софія}[ and ]sr{Ђорђе, Анна}"},
		{"Анна", "ru{Анна}"},
		{"प्रिया शर्मा। ", "hi{प्रिया शर्मा।}[ ]"},
		{"ਸਿੰਘ/சிங்", "pa{ਸਿੰਘ}[/]ta{சிங்}"},
		{"王芳 and さくら", "zh{王芳}[ and ]ja{さくら}"},
		{"Ω 5 Ελένη", "el{Ω 5 Ελένη}"},
		{"ሰላም", "am{ሰላም}"},
		{"5 ℃ − 3 €", "[5 ℃ − 3 €]"},
	} {
		var got strings.Builder
		for s := x.text; s != ""; {
			n, lang := doc.Tongue(s)
			if n <= 0 {
				t.Fatalf("%q: nothing of %q", x.text, s)
			}
			if lang == "" {
				got.WriteString("[" + s[:n] + "]")
			} else {
				got.WriteString(lang + "{" + s[:n] + "}")
			}
			s = s[n:]
		}
		if got.String() != x.want {
			t.Errorf("%s:\n got %s\nwant %s", x.text, got.String(), x.want)
		}
	}
}
