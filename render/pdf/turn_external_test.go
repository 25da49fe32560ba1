package pdf

import (
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"html"
	"io"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/go-fonts/dejavu/dejavusans"
	"github.com/go-fonts/dejavu/dejavusansbold"
	"github.com/go-fonts/liberation/liberationsansbold"
	"github.com/go-fonts/liberation/liberationsansregular"

	"handover/render/doc"
	"handover/render/testdata/sample"
)

var turnedFonts = map[faceID][]byte{faceTurned: liberationsansregular.TTF, faceTurnedBold: liberationsansbold.TTF,
	faceJoined: dejavusans.TTF, faceJoinedBold: dejavusansbold.TTF}

func needTools(t *testing.T, install string, tools ...string) {
	t.Helper()
	for _, tool := range tools {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skipf("SKIPPED: %s is not installed; apt-get install %s", tool, install)
		}
	}
}

// HarfBuzz in C shapes each word of words.txt as we do, in both weights.
func TestShapingExternal(t *testing.T) {
	needTools(t, "libharfbuzz-bin", "hb-shape")
	var s shaper
	n := 0
	for id := faceTurned; id <= faceJoinedBold; id++ {
		f, err := faces[id]()
		if err != nil {
			t.Fatal(err)
		}
		file := filepath.Join(t.TempDir(), "font.ttf")
		if err := os.WriteFile(file, turnedFonts[id], 0o600); err != nil {
			t.Fatal(err)
		}
		var words []string
		for _, w := range strings.Fields(strings.Join(sample.RtlLines(), " ")) {
			if !strings.ContainsFunc(w, func(r rune) bool { return !f.has(r) }) {
				words = append(words, w)
			}
		}
		cmd := exec.Command("hb-shape", file, "--direction=rtl", "--cluster-level=2", "--no-glyph-names")
		cmd.Stdin = strings.NewReader(strings.Join(words, "\n"))
		out, err := cmd.Output()
		if err != nil {
			t.Fatal(err)
		}
		lines := strings.Split(strings.TrimSpace(string(out)), "\n")
		if len(lines) != len(words) {
			t.Fatalf("%d answers for %d words", len(lines), len(words))
		}
		for i, w := range words {
			if got, want := shapedWord(t, &s, id, w), harfbuzzGlyphs(t, lines[i], int(f.gid[' '])); !slices.Equal(got, want) {
				t.Errorf("%s, %s:\n got %v\nwant %v", f.name, w, got, want)
			}
			n++
		}
	}
	if n < 700 {
		t.Errorf("only %d words", n)
	}
}

// harfbuzzGlyphs reads an answer of hb-shape: [glyph=cluster@x,y+advance|…],
// with x from the right edge; invisible characters, drawn as spaces without
// room, are left out.
func harfbuzzGlyphs(t *testing.T, answer string, space int) []string {
	t.Helper()
	type glyph struct{ gid, adv, x, y int }
	var gs []glyph
	pen := 0
	for p := range strings.SplitSeq(strings.Trim(answer, "[]"), "|") {
		var g glyph
		number, rest, _ := strings.Cut(p, "=")
		place, adv, ok := strings.Cut(rest, "+")
		if _, at, moved := strings.Cut(place, "@"); moved {
			if _, err := fmt.Sscanf(at, "%d,%d", &g.x, &g.y); err != nil {
				t.Fatal(err)
			}
		}
		var err, err2 error
		g.gid, err = strconv.Atoi(number)
		g.adv, err2 = strconv.Atoi(adv)
		if !ok || err != nil || err2 != nil {
			t.Fatalf("hb-shape answers %s", answer)
		}
		gs = append(gs, g)
		pen -= g.adv
	}
	var out []string
	for _, g := range gs {
		if g.adv != 0 || g.gid != space {
			out = append(out, fmt.Sprintf("%d@%d,%d", g.gid, pen+g.x, g.y))
		}
		pen += g.adv
	}
	slices.Sort(out)
	return out
}

// pageGlyph is a glyph in its place on a line: points from the line's left end
// and above its baseline.
type pageGlyph struct {
	font string
	gid  int
	x, y float64
}

// turnedCase is a paragraph to be set by Chromium and by us.
type turnedCase struct {
	ins  []doc.Inline
	bold bool
}

func turnedCases(t *testing.T) []turnedCase {
	lines := sample.RtlLines()
	english := []string{"The", "child", "lives with", "(aunt)", "07700 900123", "ZZ99 3VZ", "3 May 2019,", "Salford", "and", "“quoted”", "5%", "£20", "– see", "12", "a@example.org", "no. 4"}
	var out []turnedCase
	for _, l := range lines {
		out = append(out, turnedCase{ins: []doc.Inline{&doc.Text{Text: l, Path: "p"}}},
			turnedCase{ins: []doc.Inline{&doc.Text{Text: "The child "}, &doc.Text{Text: l, Path: "p"}, &doc.Text{Text: ", aged 7."}}, bold: true})
	}
	rnd := rand.New(rand.NewPCG(7, 11))
	pick := func(from []string) string { return from[rnd.IntN(len(from))] }
	short := slices.DeleteFunc(slices.Clone(lines), func(l string) bool { return len([]rune(l)) > 20 })
	for range 400 {
		c := turnedCase{bold: rnd.IntN(3) == 0}
		for n := range 1 + rnd.IntN(6) { // on one line
			if len([]rune(doc.PlainText(c.ins))) > 25 {
				break
			}
			x := &doc.Text{Text: pick(short)}
			if rnd.IntN(2) == 0 {
				x.Text = pick(english)
			}
			if rnd.IntN(4) == 0 {
				x.Text += " " + pick(short)
			}
			if rnd.IntN(2) == 0 {
				x.Path = fmt.Sprint(n)
			}
			c.ins = append(c.ins, x)
			if rnd.IntN(5) > 0 || strings.HasSuffix(x.Text, "?") {
				c.ins = append(c.ins, &doc.Text{Text: pick([]string{" ", ", ", " (", ") ", "; ", ": ", " / ", ". "})})
			}
		}
		out = append(out, c)
	}
	for range 80 { // of several lines; Chromium also breaks at hyphens, strokes and between numbers, and where it kerns others fit
		var c turnedCase
		for n := range 25 {
			l := pick(lines)
			if rnd.IntN(6) == 0 {
				l = pick([]string{"house", "some (bus) home"})
			}
			if !strings.ContainsAny(l, "-/־@ABS") && !strings.ContainsFunc(l, unicode.IsDigit) {
				x := &doc.Text{Text: l}
				if rnd.IntN(5) == 0 {
					x.Path = fmt.Sprint(n)
				}
				c.ins = append(c.ins, x, &doc.Text{Text: " "})
			}
		}
		out = append(out, c)
	}
	return out
}

const (
	turnedWidth = 468.0
	turnedRoom  = 134.4 // a paragraph's, of eight lines
	turnedLead  = 16.8
	turnedPage  = 6 // paragraphs a page
)

// Chromium sets the same paragraphs in the same fonts: each line has the same
// glyphs as ours, each in the same place. Chromium kerns English words, which we
// don't: what stands beside them may be moved as a whole, by a point or two.
func TestTurnedExternal(t *testing.T) {
	needTools(t, "chromium mupdf-tools", "chromium", "mutool")
	cases := turnedCases(t)
	theirs := chromiumLines(t, cases)
	s := setter{faces: new(faceSet), rtl: true}
	glyphs := 0
	for k, c := range cases {
		st := *bodyStyle
		if c.bold {
			st.base = faceBold
		}
		if err := s.collect(c.ins, &st, &elem{}); err != nil {
			t.Fatal(err)
		}
		lines := s.lines(&st, turnedWidth)
		if len(lines) != len(theirs[k]) {
			t.Errorf("paragraph %d has %d lines in Chromium, %d here", k, len(theirs[k]), len(lines))
			continue
		}
		for n, l := range lines {
			left := 0.0
			if l.rtl {
				left = turnedWidth - float64(l.w)*st.size/1000
			}
			rest := theirs[k][n]
			for _, r := range l.runs {
				ours := runGlyphs(t, &s, &r, left, st.size)
				glyphs += len(ours)
				var fault string
				if rest, fault = without(rest, ours, r.shaped != nil); fault != "" {
					t.Errorf("paragraph %d, line %d: %s", k, n+1, fault)
				}
			}
			if len(rest) > 0 {
				t.Errorf("paragraph %d, line %d: Chromium has %d more glyphs", k, n+1, len(rest))
			}
		}
	}
	if glyphs < 15000 {
		t.Errorf("only %d glyphs", glyphs)
	}
}

// runGlyphs are the glyphs of a run without its spaces.
func runGlyphs(t *testing.T, s *setter, r *run, left, size float64) []pageGlyph {
	f, err := s.faces.get(r.face)
	if err != nil {
		t.Fatal(err)
	}
	var out []pageGlyph
	x, em := left+float64(r.x)*size/1000, float64(f.unit)/size
	if r.shaped == nil {
		for _, c := range r.text {
			if !spaceRune(c) {
				out = append(out, pageGlyph{f.name, int(f.gid[c]), x, 0})
			}
			x += float64(f.runeWidth(c)) * size / 1000
		}
		return out
	}
	if r.shaped.rtl {
		x += float64(r.w) * size / 1000
	}
	for _, g := range r.shaped.glyphs {
		if g.gid != noGlyph {
			out = append(out, pageGlyph{f.name, int(g.gid), x + float64(g.x+int32(g.dx))/em, float64(g.dy) / em})
		}
	}
	return out
}

// without takes our glyphs of a run out of Chromium's of the line, each by the
// nearest of its kind, and says what isn't there. Shaped glyphs must all be
// moved alike.
func without(theirs, ours []pageGlyph, shaped bool) (rest []pageGlyph, fault string) {
	rest = slices.Clone(theirs)
	least, most := math.Inf(1), math.Inf(-1)
	for _, g := range ours {
		best := -1
		for i, o := range rest {
			if o.font == g.font && o.gid == g.gid && math.Abs(o.y-g.y) < 0.05 && (best < 0 || math.Abs(o.x-g.x) < math.Abs(rest[best].x-g.x)) {
				best = i
			}
		}
		if best < 0 || math.Abs(rest[best].x-g.x) > 2.5 {
			return rest, fmt.Sprintf("no glyph %d of %s at %.2f, %.2f", g.gid, g.font, g.x, g.y)
		}
		least, most = min(least, rest[best].x-g.x), max(most, rest[best].x-g.x)
		rest = slices.Delete(rest, best, best+1)
	}
	if shaped && most-least > 0.06 {
		fault = fmt.Sprintf("the letters of a word stand up to %.2f pt apart from Chromium's", most-least)
	}
	return rest, fault
}

// chromiumLines gives the glyphs, without spaces, of each line of each case as
// Chromium prints them.
func chromiumLines(t *testing.T, cases []turnedCase) [][][]pageGlyph {
	dir := t.TempDir()
	for id, b := range turnedFonts {
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%d.ttf", id)), b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	var page strings.Builder
	fmt.Fprintf(&page, `<!doctype html><html lang="en-GB"><meta charset="utf-8"><style>`)
	for id := range turnedFonts {
		family, weight := "turned", "normal"
		if id >= faceJoined {
			family = "joined"
		}
		if id == faceTurnedBold || id == faceJoinedBold {
			weight = "bold"
		}
		fmt.Fprintf(&page, "@font-face{font-family:%s;font-weight:%s;src:url(%d.ttf)}\n", family, weight, id)
	}
	fmt.Fprintf(&page, `body{font:12pt/%gpt turned,joined;width:%gpt;margin:0} @page{size:A4;margin:0}
p{margin:0;height:%gpt;overflow:hidden} p:nth-child(%dn){break-after:page}</style><body>`, turnedLead, turnedWidth, turnedRoom, turnedPage)
	for _, c := range cases {
		dir, weight := "ltr", "normal"
		if doc.RunsRTL(c.ins) {
			dir = "rtl"
		}
		if c.bold {
			weight = "bold"
		}
		fmt.Fprintf(&page, `<p dir=%s style="font-weight:%s">`, dir, weight)
		for _, in := range c.ins {
			if x := in.(*doc.Text); x.Path != "" {
				page.WriteString("<bdi>" + html.EscapeString(x.Text) + "</bdi>")
			} else {
				page.WriteString(html.EscapeString(x.Text))
			}
		}
		page.WriteString("</p>\n")
	}
	source, printed := filepath.Join(dir, "page.html"), filepath.Join(dir, "page.pdf")
	if err := os.WriteFile(source, []byte(page.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	out, err := exec.CommandContext(ctx, "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
		"--disable-component-update", "--disable-sync", "--user-data-dir="+filepath.Join(dir, "profile"), "--allow-file-access-from-files",
		"--no-pdf-header-footer", "--print-to-pdf="+printed, "file://"+source).CombinedOutput()
	if err != nil { // also where it doesn't end
		t.Fatalf("chromium: %v\n%s", err, out)
	}
	trace, err := exec.Command("mutool", "trace", printed, "1-N").Output()
	if err != nil {
		t.Fatalf("mutool: %v", err)
	}
	return readTrace(t, trace, len(cases))
}

// readTrace takes the glyphs out of mutool's trace of Chromium's pages.
func readTrace(t *testing.T, trace []byte, cases int) [][][]pageGlyph {
	lines := make([][][]pageGlyph, cases)
	d := xml.NewDecoder(strings.NewReader(string(trace)))
	d.Strict = false
	page, font, spaces := 0, "", map[string]int{}
	for id := range turnedFonts {
		f, err := faces[id]()
		if err != nil {
			t.Fatal(err)
		}
		spaces[f.name] = int(f.gid[' '])
	}
	var scale, left, top float64
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			for _, paragraph := range lines {
				for _, line := range paragraph {
					fromBaseline(line)
				}
			}
			return lines
		}
		if err != nil {
			t.Fatal(err)
		}
		e, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		text := map[string]string{}
		for _, a := range e.Attr {
			text[a.Name.Local] = a.Value
		}
		number := func(s string) float64 {
			v, err := strconv.ParseFloat(s, 64)
			if err != nil {
				t.Fatalf("%s: %v", e.Name.Local, err)
			}
			return v
		}
		switch e.Name.Local {
		case "page":
			page = int(number(text["number"])) - 1
		case "fill_text":
			m := strings.Fields(text["transform"])
			scale, left, top = number(m[0]), number(m[4]), number(m[5])
		case "span":
			_, font, _ = strings.Cut(text["font"], "+")
		case "g":
			x, y := left+number(text["x"])*scale, top+number(text["y"])*scale
			at := page*turnedPage + int(y/turnedRoom)
			line := int(math.Mod(y, turnedRoom) / turnedLead)
			if at >= cases {
				t.Fatalf("a glyph of paragraph %d of %d", at, cases)
			}
			for len(lines[at]) <= line {
				lines[at] = append(lines[at], nil)
			}
			if gid := int(number(text["glyph"])); gid != spaces[font] {
				lines[at][line] = append(lines[at][line], pageGlyph{font, gid, x, y})
			}
		}
	}
}

// fromBaseline turns heights on the page, downwards, into heights above the
// baseline, on which most glyphs stand.
func fromBaseline(line []pageGlyph) {
	count, base := map[float64]int{}, 0.0
	for _, g := range line {
		count[g.y]++
		if count[g.y] > count[base] {
			base = g.y
		}
	}
	for i := range line {
		line[i].y = base - line[i].y
	}
}
