package pdf

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/text/unicode/bidi"
	"pgregory.net/rapid"

	"handover/render/doc"
	"handover/render/read"
	"handover/render/testdata/sample"
)

// shown is a line as it stands on the page, from left to right: letters of
// shaped text one by one, other runs as they are.
func shown(l line) string {
	type bit struct {
		x int32
		s string
	}
	var bits []bit
	for _, r := range l.runs {
		if r.shaped == nil {
			bits = append(bits, bit{r.x * 2, r.text})
			continue
		}
		f, _ := faces[r.face]()
		for _, g := range r.shaped.glyphs {
			x := r.x*2 + g.x*2000/int32(f.unit)
			if r.shaped.rtl {
				x += r.w * 2
			}
			s := string(g.r)
			if m := bidi.ReverseString(s); f.gid[[]rune(m)[0]] == g.gid { // a bracket is drawn as the other one
				s = m
			}
			bits = append(bits, bit{x, s})
		}
	}
	slices.SortStableFunc(bits, func(a, b bit) int { return int(a.x - b.x) })
	var out strings.Builder
	for _, b := range bits {
		out.WriteString(b.s)
	}
	return out.String()
}

func turnedLines(t *testing.T, width float64, ins ...doc.Inline) []line {
	t.Helper()
	s := setter{faces: new(faceSet), rtl: true}
	if err := s.collect(ins, bodyStyle, &elem{}); err != nil {
		t.Fatal(err)
	}
	return s.lines(bodyStyle, width)
}

// What stands around a value stays where it is, and each line is turned by
// itself. Letters are Latin capitals in the place of Hebrew ones: what is read
// as ABC stands as CBA.
func TestTurnedLines(t *testing.T) {
	hebrew := func(s string) string {
		return strings.Map(func(r rune) rune {
			if r >= 'A' && r <= 'Z' {
				return 'א' + r - 'A'
			}
			return r
		}, s)
	}
	latin := func(s string) string {
		return strings.Map(func(r rune) rune {
			if r >= 'א' && r <= 'ת' {
				return 'A' + r - 'א'
			}
			return r
		}, s)
	}
	w := func(s string) doc.Inline { return &doc.Text{Text: hebrew(s)} }
	v := func(s string) doc.Inline { return &doc.Text{Text: hebrew(s), Path: s} }
	for _, c := range []struct {
		name  string
		width float64
		ins   []doc.Inline
		want  []string
		rtl   bool
	}{
		{"in a sentence", 400, []doc.Inline{w("see "), v("ABC DEF"), w(", aged 7.")}, []string{"see FED CBA, aged 7."}, false},
		{"a number after a name", 400, []doc.Inline{w("call "), v("ABC"), w(" 01632 960123")}, []string{"call CBA 01632 960123"}, false},
		{"a number value after a name", 400, []doc.Inline{w("call "), v("ABC"), w(" "), v("01632 960123")}, []string{"call CBA 01632 960123"}, false},
		{"names side by side", 400, []doc.Inline{w("with "), v("ABC"), v("DEF"), w(", "), v("GHI"), w(".")}, []string{"with CBAFED, IHG."}, false},
		{"brackets", 400, []doc.Inline{w("("), v("ABC (DE)"), w(") x")}, []string{"((ED) CBA) x"}, false},
		{"English in a name", 400, []doc.Inline{w("see "), v("ABC smith DE"), w("!x")}, []string{"see ED smith CBA!x"}, false},
		{"a value that begins in English", 400, []doc.Inline{w("see "), v("smith ABC DE"), w("!")}, []string{"see smith ED CBA!"}, false},
		{"a paragraph", 400, []doc.Inline{v("ABC 12 smith, DE.")}, []string{".ED ,smith 12 CBA"}, true},
		{"lines", 64, []doc.Inline{v("ABC DEF GHI JKLM NO.")}, []string{" IHG FED CBA", ".ON MLKJ"}, true},
		{"lines with English", 84, []doc.Inline{v("ABC big house DEF GH")}, []string{" big house CBA", "HG FED"}, true},
		{"a break", 400, []doc.Inline{v("ABC!"), &doc.Break{}, w("d")}, []string{"!CBA ", "d"}, false},
		{"a tick", 400, []doc.Inline{&doc.Tick{}, w(" yes "), v("AB")}, []string{" yes BA"}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, l := range turnedLines(t, c.width, c.ins...) {
				got = append(got, latin(shown(l)))
				if l.rtl != c.rtl {
					t.Errorf("from the right: %t", l.rtl)
				}
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}

// drawnAt draws a line in a box from 50 to 250 and gives where its shaped glyphs
// stand, in the order of the file.
func drawnAt(t *testing.T, ins ...doc.Inline) []float64 {
	t.Helper()
	c := &canvas{height: 100, scale: 1, faces: new(faceSet), owners: make([][]*elem, 1)}
	l := &textLine{line: turnedLines(t, 200, ins...)[0], style: bodyStyle, left: 50, width: 200}
	for i := range l.runs {
		l.runs[i].owner = &elem{tag: "P"}
	}
	if err := l.draw(c, 0); err != nil {
		t.Fatal(err)
	}
	var out []float64
	for line := range strings.Lines(string(c.buf)) {
		if f := strings.Fields(line); len(f) > 6 && strings.HasPrefix(f[6], "Tm<") {
			x, err := strconv.ParseFloat(f[4], 64)
			if err != nil {
				t.Fatal(err)
			}
			out = append(out, x)
		}
	}
	return out
}

// A line from right to left ends at the right edge of its box; letters go
// leftwards from there, each drawn after the one before it.
func TestTurnedDrawn(t *testing.T) {
	width := func(s string) float64 {
		f, err := faces[faceTurned]()
		if err != nil {
			t.Fatal(err)
		}
		return float64(f.textWidth(s)) * 12 / 1000
	}
	want := []float64{250 - width("א"), 250 - width("אב"), 250 - width("אבג")}
	got := drawnAt(t, sample.RtlValue("אבג"))
	if !slices.EqualFunc(got, want, func(a, b float64) bool { return math.Abs(a-b) < 0.02 }) {
		t.Errorf("letters at %.2f, want %.2f", got, want)
	}
	x := 50 + width("a ") // and in an English line, from where they stand in it
	want = []float64{x + width("ב"), x}
	got = drawnAt(t, &doc.Text{Text: "a "}, sample.RtlValue("אב"), &doc.Text{Text: " b"})
	if !slices.EqualFunc(got, want, func(a, b float64) bool { return math.Abs(a-b) < 0.02 }) {
		t.Errorf("in a line, letters at %.2f, want %.2f", got, want)
	}
}

// A line is as wide as what stands in it, spaces inside numbers included.
func TestTurnedWidth(t *testing.T) {
	f, err := faces[faceRegular]()
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range []string{"01632 960123 אב", "ZZ99 3VZ", "אב 01632 960123", "אב  12 34 ד"} {
		l := turnedLines(t, 1000, &doc.Text{Text: "see "}, sample.RtlValue(s), &doc.Text{Text: " 07700 900 א"})[0]
		if want := int32(f.textWidth("see " + s + " 07700 900 א")); max(l.w-want, want-l.w) > 3 {
			t.Errorf("%q is %d wide, want %d", s, l.w, want)
		}
	}
}

// A list item that runs from right to left has its mark on the right, off its
// text; inner lists stand further in.
func TestTurnedList(t *testing.T) {
	item := func(s string, more ...doc.Block) doc.Item {
		return doc.Item{Blocks: append([]doc.Block{sample.Para(sample.RtlValue(s))}, more...)}
	}
	d := &doc.Doc{Meta: sample.Meta(doc.Form), Blocks: []doc.Block{&doc.List{Items: []doc.Item{item("אב", &doc.List{Items: []doc.Item{item("גד")}}), {Blocks: []doc.Block{sample.Para(&doc.Text{Text: "ab"})}}}}}}
	f := &flow{doc: d, geo: pageGeometry(&d.Meta), set: setter{faces: new(faceSet), rtl: true}}
	if _, err := f.layOut(false); err != nil {
		t.Fatal(err)
	}
	var outer, inner, english *textLine
	for i, to := range []**textLine{&outer, &inner, &english} {
		*to = f.boxes[i].item.(*textLine)
	}
	right := func(l *textLine) float64 { return l.left + l.width }
	if outer.label.left <= right(outer) || inner.label.left <= right(inner) || inner.label.left >= right(outer) || right(inner) >= right(outer) {
		t.Errorf("outer item ends at %.1f, its mark is at %.1f; inner %.1f and %.1f", right(outer), outer.label.left, right(inner), inner.label.left)
	}
	if english.label.left >= english.left {
		t.Error("the mark of an English item isn't on its left")
	}
}

// Random mixtures read back as they were written, and pass our checks.
func TestTurnedReadsBack(t *testing.T) {
	lines := append(sample.RtlLines(), "Smith", "07700 900123", "(aunt)", "3 May 2019,", "“x”", "5%", "☐ ✓", "ZZ99 3VZ", "a\u200eb", "\u200f-", "é\u0301ǹ")
	rapid.Check(t, func(t *rapid.T) {
		d := &doc.Doc{Meta: sample.Meta(doc.Form)}
		for range rapid.IntRange(1, 6).Draw(t, "paragraphs") {
			var ins []doc.Inline
			for range rapid.IntRange(1, 6).Draw(t, "texts") {
				x := &doc.Text{Text: rapid.SampledFrom(lines).Draw(t, "text")}
				if rapid.Bool().Draw(t, "joined") {
					s := []rune(rapid.SampledFrom(lines).Draw(t, "second"))
					x.Text += string(s[rapid.IntRange(0, len(s)-1).Draw(t, "from"):])
				}
				x.Path = rapid.SampledFrom([]string{"", "a", "b"}).Draw(t, "path")
				ins = append(ins, x, &doc.Text{Text: rapid.SampledFrom([]string{"", " ", ", ", " (", ") ", "\n"}).Draw(t, "between")})
			}
			switch rapid.IntRange(0, 3).Draw(t, "kind") {
			case 0:
				d.Blocks = append(d.Blocks, &doc.Heading{Level: 1, Inlines: ins})
			case 1:
				d.Blocks = append(d.Blocks, sample.Para(&doc.Strong{Inlines: ins}))
			case 2:
				narrow := sample.Cells("A", "B", "C", "D", "E", "F", "G")
				row := slices.Clone(narrow)
				row[3] = doc.Cell{Lines: []doc.Line{{Bullet: rapid.Bool().Draw(t, "bullet"), Inlines: ins}}}
				d.Blocks = append(d.Blocks, &doc.Table{Header: narrow, Rows: [][]doc.Cell{row}})
			default:
				d.Blocks = append(d.Blocks, sample.Para(ins...))
			}
		}
		b, err := Write(d)
		if err != nil {
			t.Fatal(err)
		}
		c, err := read.PDF(b)
		if err != nil {
			t.Fatal(err)
		}
		squeeze := func(s string) string { return strings.Join(strings.Fields(s), "") }
		if want := squeeze(strings.Join(d.Words(), "")); !strings.Contains(squeeze(c.Text), want) {
			if w, ok := inOrder(c.Text, d.Words()); !ok {
				t.Errorf("lost or out of order: %q in\n%s", w, c.Text)
			}
		}
		for _, err := range c.Check() {
			if !strings.Contains(err.Error(), "heading") { // levels are as they come here
				t.Error(err)
			}
		}
	})
}
