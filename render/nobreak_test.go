package render

import (
	"regexp"
	"strings"
	"testing"
)

// A space inside a telephone number or a postcode is no place to end a line; any
// other is.
func TestGlued(t *testing.T) {
	for _, c := range []string{ // _ where no line may end
		"Ring 0161_496_0123 or 020_7946_0199.", "0161_496_0123", "(0808_157_0111)", "+44_161_496_0123 now", "0800_1111 is Childline",
		"since 2026 0161_496_0123", "0161_496_0123 0161_496_0124", "01632_960101, 01632_960102", "0161 496 0123 4567 89"[:4] + "_496_0123 4567 89",
		"SALFORD M99_9ZZ", "to W1A_9ZZ,", "ZZ9_9ZZ", "EC1A_1BB", "M9_9ZZ.",
		"on 12 January 2027", "items 10 11 12 13", "24 December 2026 is", "100 000 000", "a 05 b", "X0 1 2", "M99 9ZZZ", "ABC9 9ZZ", "m9 9zz", "in M9 9 Zz",
		"2 3", " 3", "0", "ref A01 2345678", "é0161 496 0123", "",
	} {
		s := strings.ReplaceAll(c, "_", " ")
		got := []byte(s)
		for i := range got {
			if glued(s, i) {
				got[i] = '_'
			}
		}
		if string(got) != c {
			t.Errorf("%q, want %q", got, c)
		}
	}
}

// In PDF no line ends inside one, unless no line is wide enough for it; then it
// ends after a group.
func TestNumbersStayWhole(t *testing.T) {
	for width := 40.0; width < 400; width += 3 {
		s := setter{faces: new(faceSet)}
		if err := s.collect([]Inline{&Text{Text: "Until 24 January 2027: Alasdair Mountjoy, "}, &Text{Text: "0161 496 0121"}, &Text{Text: " in SALFORD M99 9ZZ, or 020 7946 0199"}}, bodyStyle, &elem{}); err != nil {
			t.Fatal(err)
		}
		var lines []string
		for _, l := range s.lines(bodyStyle, width) {
			text := ""
			for _, r := range l.runs {
				text += r.text
			}
			lines = append(lines, text)
			if limit := int32(width * 1000 / bodyStyle.size); l.w > limit {
				t.Errorf("a line of %d in %d: %q", l.w, limit, text)
			}
		}
		all := strings.Join(lines, "|")
		for _, number := range []string{"0161 496 0121", "020 7946 0199", "M99 9ZZ"} {
			if w := float64(len(number)) * 0.6 * 12; width > w && !strings.Contains(all, number) {
				t.Errorf("%.0f points: broken as %s", width, all)
			}
		}
		if regexp.MustCompile(`[0-9]\|[0-9]`).MatchString(all) {
			t.Errorf("%.0f points: broken as %s", width, all)
		}
	}
}

// Word has no way to keep a line from ending there that leaves the letters as they
// are; but columns are wide enough for a number or a postcode.
func TestNumbersAreWordsOfAColumn(t *testing.T) {
	if got := docxLines([]Inline{&Text{Text: "Ring 0161 496 0121, M99 9ZZ"}}); len(got) != 1 || len(got[0]) != 3 {
		t.Errorf("words of widths %v", got)
	}
}
