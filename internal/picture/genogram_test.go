package picture

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"handover/internal/audience"
	"handover/render/doc"
)

// kin is a family for tests: each line is a name, a row, and the numbers of the
// parents.
func kin(lines ...[4]int) *audience.Genogram {
	g := &audience.Genogram{}
	for i, l := range lines {
		x := audience.Drawn{Name: audience.Worked(fmt.Sprintf("Somebody Longname-%d", i)), Row: l[0], Symbol: audience.Symbol(l[3] % 4), Year: "born 1990", Focus: i == 0}
		if i > 0 {
			x.Is = audience.Worked("somebody")
		}
		g.People = append(g.People, x)
	}
	for i, l := range lines {
		if l[1] >= 0 {
			of := []int{l[1]}
			if l[2] >= 0 {
				of = append(of, l[2])
			}
			g.People[i].From = append(g.People[i].From, audience.Descent{Union: union(g, of)})
		}
	}
	return g
}

func union(g *audience.Genogram, of []int) int {
	for i, u := range g.Unions {
		if reflect.DeepEqual(u.Of, of) {
			return i
		}
	}
	g.Unions = append(g.Unions, audience.Union{Of: of})
	return len(g.Unions) - 1
}

// forty is a family of forty people in four generations, of two sides.
func forty() *audience.Genogram {
	lines := [][4]int{{0, 1, 2, 1}, {-1, 3, 4, 1}, {-1, 5, 6, 2}, {-2, 7, 8, 1}, {-2, -1, -1, 2}, {-2, -1, -1, 1}, {-2, 9, 10, 2}, {-3, -1, -1, 1}, {-3, -1, -1, 2}, {-3, -1, -1, 1}, {-3, -1, -1, 2}}
	for i := range 5 {
		lines = append(lines, [4]int{0, 1, 2, i}, [4]int{-1, 3, 4, i}, [4]int{-1, 5, 6, i})
	}
	for i := range 7 {
		lines = append(lines, [4]int{0, 12, -1, i}, [4]int{0, 13, -1, i})
	}
	return kin(lines...)
}

func BenchmarkGenogramOf40(b *testing.B) {
	g := forty()
	if len(g.People) != 40 {
		b.Fatal(len(g.People))
	}
	for b.Loop() {
		genogramOf(g, Portrait)
	}
}

// Whatever family it is: nobody stands on anybody else, and all is in the picture.
func TestGenogramHasRoom(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(2, 30).Draw(t, "people")
		var lines [][4]int
		for i := range n {
			row := rapid.IntRange(-2, 1).Draw(t, "row")
			if i == 0 {
				row = 0
			}
			var above []int
			for k, l := range lines {
				if l[0] == row-1 {
					above = append(above, k)
				}
			}
			l := [4]int{row, -1, -1, rapid.IntRange(0, 3).Draw(t, "symbol")}
			if len(above) > 0 && rapid.Bool().Draw(t, "hangs") {
				l[1] = rapid.SampledFrom(above).Draw(t, "parent")
				if other := rapid.SampledFrom(above).Draw(t, "other"); other > l[1] {
					l[2] = other
				}
			}
			lines = append(lines, l)
		}
		g := kin(lines...)
		checkRoom(t, g)
		if again := genogramOf(g, Portrait); !reflect.DeepEqual(again, genogramOf(g, Portrait)) {
			t.Error("drawn twice, it differs")
		}
	})
	checkRoom(t, forty())
}

func checkRoom(t interface{ Errorf(string, ...any) }, g *audience.Genogram) {
	var wide []float64
	for range g.People {
		wide = append(wide, 100)
	}
	p := place(g, wide)
	for i := range g.People {
		for k := range i {
			if d := p.x[i] - p.x[k]; p.row[i] == p.row[k] && d < 99.9 && d > -99.9 {
				t.Errorf("%d stands on %d", i, k)
			}
		}
	}
	pic := genogramOf(g, Portrait)
	for _, l := range pic.Labels() {
		if w := doc.Width(l.Text, l.Size, l.Bold) / 2; l.Align == doc.Centre && (l.At.X-w < -1 || l.At.X+w > pic.Wide+1) || l.At.Y > pic.High || l.At.Y < 5 {
			t.Errorf("%q stands outside", l.Text)
		}
	}
	for _, m := range pic.Marks {
		if s, ok := m.(*doc.Shape); ok {
			for _, step := range s.Path {
				if at := step.At[0]; step.Op != doc.Close && (at.X < -1 || at.X > pic.Wide+1 || at.Y < 0 || at.Y > pic.High) {
					t.Errorf("a shape stands outside: %v of %v × %v", at, pic.Wide, pic.High)
				}
			}
		}
	}
	words := doc.PlainText(pic.Alt)
	for i := range g.People {
		if !strings.Contains(words, g.People[i].Name.Text()) {
			t.Errorf("%d isn't told of", i)
		}
	}
}

// crossings counts pairs of lines of which one goes through another.
func crossings(p *doc.Picture) int {
	type seg struct{ a, b doc.Point }
	var all []seg
	for _, m := range p.Marks {
		if s, ok := m.(*doc.Shape); ok && s.Fill == doc.None && s.Dash == doc.Solid && s.Wide == thin {
			for i := 1; i < len(s.Path); i++ {
				all = append(all, seg{s.Path[i-1].At[0], s.Path[i].At[0]})
			}
		}
	}
	side := func(a, b, c doc.Point) float64 { return (b.X-a.X)*(c.Y-a.Y) - (b.Y-a.Y)*(c.X-a.X) }
	n := 0
	for i, s := range all {
		for _, o := range all[:i] {
			if side(s.a, s.b, o.a)*side(s.a, s.b, o.b) < -1e-3 && side(o.a, o.b, s.a)*side(o.a, o.b, s.b) < -1e-3 {
				n++
			}
		}
	}
	return n
}

// Families as they are: no line goes through another.
func TestGenogramCrossesNothing(t *testing.T) {
	for name, g := range map[string]*audience.Genogram{
		"three generations, two sides": kin([4]int{0, 1, 2, 1}, [4]int{-1, 3, 4, 1}, [4]int{-1, 5, 6, 2}, [4]int{-2, -1, -1, 1}, [4]int{-2, -1, -1, 2},
			[4]int{-2, -1, -1, 1}, [4]int{-2, -1, -1, 2}, [4]int{-1, 3, 4, 1}, [4]int{-1, 5, 6, 2}, [4]int{0, 1, 2, 2}, [4]int{0, 7, -1, 1}, [4]int{0, 8, -1, 1}),
		"a step-family": kin([4]int{0, 1, 2, 1}, [4]int{-1, 6, -1, 1}, [4]int{-1, 7, -1, 2}, [4]int{-1, -1, -1, 2}, [4]int{0, 1, 3, 1}, [4]int{0, 1, 3, 2}, [4]int{-2, -1, -1, 1}, [4]int{-2, -1, -1, 1}),
		"forty":         forty(),
	} {
		if n := crossings(genogramOf(g, Portrait)); n > 0 {
			t.Errorf("%s: %d crossings", name, n)
		}
	}
}

// A couple's line, its slashes and its year are what the record says, and so are
// the words.
func TestGenogramCouples(t *testing.T) {
	g := kin([4]int{0, 1, 2, 1}, [4]int{-1, -1, -1, 1}, [4]int{-1, -1, -1, 2}, [4]int{-1, -1, -1, 2})
	until := audience.Worked("March 2024")
	g.Unions[0].Couple, g.Unions[0].Kind, g.Unions[0].Apart, g.Unions[0].Ended, g.Unions[0].Until, g.Unions[0].Year = true, "married", true, "divorced", until, "2024"
	g.Unions = append(g.Unions, audience.Union{Of: []int{1, 3}, Couple: true, Kind: "living together", Loose: true})
	p := genogramOf(g, Portrait)
	words, alt := strings.Join(p.Words(), " "), doc.PlainText(p.Alt)
	for _, want := range []string{"2024", "Two slashes: divorced.", "Broken line: a couple, not married.", "Solid line: married"} {
		if !strings.Contains(words, want) {
			t.Errorf("%q isn't there: %s", want, words)
		}
	}
	for _, want := range []string{"Somebody Longname-1 and Somebody Longname-2 were married until March 2024, now divorced.", "Somebody Longname-1 and Somebody Longname-3 are living together."} {
		if !strings.Contains(alt, want) {
			t.Errorf("%q isn't there: %s", want, alt)
		}
	}
	slashes := 0
	for _, m := range p.Marks {
		if s, ok := m.(*doc.Shape); ok && len(s.Path) == 2 && s.Path[1].At[0].X-s.Path[0].At[0].X == 8 {
			slashes++
		}
	}
	if slashes != 2 {
		t.Errorf("%d slashes", slashes)
	}
}
