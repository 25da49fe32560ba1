package picture

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"handover/internal/audience"
	"handover/render/doc"
)

// What a genogram is made of, in points.
const (
	symbol     = 45.4 // 16 mm
	between    = 14.0 // two labels
	underneath = 13.0 // from a symbol to the first line under it
	track      = 9.0  // between two lines that run beside each other
	aroundHome = 7.0
	corner     = 11.3 // 4 mm
	ageSize    = 13.5
)

// labelWidths are those that a label may take: narrower ones where a family is wide.
var labelWidths = []float64{96, 74, 56}

// genogramOf draws a family by the conventions of genograms. Where somebody stands
// without a line, the record doesn't say on which side they are; the legend says so.
func genogramOf(g *audience.Genogram, page float64) *doc.Picture {
	d := &genogram{Genogram: g}
	for _, label := range labelWidths {
		d.labels, d.named = make([][]string, len(g.People)), nil
		wide := make([]float64, len(g.People))
		for i := range g.People {
			wide[i] = d.words(i, label)
		}
		d.placing = place(g, wide)
		if d.left, d.right = d.sides(); d.right-d.left <= page {
			break
		}
	}
	d.plan()
	d.homes()
	d.lines()
	for i := range g.People {
		d.person(i)
	}
	d.legend()
	p := d.finish()
	p.Alt = said(g)
	return p
}

// genogram is one in the making.
type genogram struct {
	*audience.Genogram
	*placing
	sketch
	labels [][]string // of each of People; the first named lines are the name
	named  []int

	top    []float64 // of each row's symbols
	foot   []float64 // of each row's labels
	bars   map[int]float64
	badges []string // letter of each home that can't be enclosed; "" of others
	key    []string // what the legend says
	left   float64
	right  float64
	bottom float64
}

// words are what stands under a symbol, and the room that the person takes.
func (d *genogram) words(i int, widest float64) float64 {
	x := &d.People[i]
	name := wrapped(x.Name.Text(), widest, true, 3)
	d.labels[i], d.named = name, append(d.named, len(name))
	if x.Is != nil && (len(x.From) == 0 || x.Row == 0) && !d.parent(i) {
		d.labels[i] = append(d.labels[i], wrapped(x.Is.Text(), widest, false, 2)...)
	}
	if x.Year != "" {
		d.labels[i] = append(d.labels[i], x.Year)
	}
	wide := symbol
	for k, l := range d.labels[i] {
		wide = max(wide, doc.Width(l, small, k < len(name)))
	}
	return wide + between
}

// parent says whether somebody stands above a child by a line.
func (d *genogram) parent(i int) bool {
	return slices.ContainsFunc(d.Unions, func(u audience.Union) bool { return slices.Contains(u.Of, i) })
}

// plan works out how high everything stands.
func (d *genogram) plan() {
	n := len(d.rows)
	d.top, d.foot, d.bars = make([]float64, n), make([]float64, n), map[int]float64{}
	lines := make([]int, n)
	for i, l := range d.labels {
		lines[d.row[i]] = max(lines[d.row[i]], len(l))
	}
	ends := make([]bool, n) // a home's address stands under the row
	for _, h := range d.Homes {
		last := 0
		for _, m := range h.Members {
			last = max(last, d.row[m])
		}
		ends[last] = true
	}
	y := aroundHome + 1
	if across := d.tracks(-1, y); len(d.bars) > 0 { // brothers and sisters whose parents aren't recorded
		y += across + 12
	}
	for r := range n {
		d.top[r] = y
		d.foot[r] = y + symbol + underneath + leading*float64(lines[r]-1) + 4
		y = d.foot[r] + 12
		if ends[r] {
			y += leading + aroundHome
		}
		d.bottom = y
		if r+1 == n {
			break
		}
		y += d.tracks(r, y) + 20
	}
}

// hang is where children hang from a union: over one of them where that is all but
// in the middle.
func (d *genogram) hang(u int) (float64, bool) {
	mid, ok := d.middle(u)
	for _, k := range d.children[u] {
		if math.Abs(d.x[k]-mid) <= 6 {
			return d.x[k], ok
		}
	}
	return mid, ok
}

// span is how far a line across reaches.
type span struct {
	union     int
	low, high float64
	from      float64   // where it comes down to it
	to        []float64 // and where it goes down from it
}

// tracks gives each line across between a row and the next its height, so that no
// two touch, and says how much room they take.
func (d *genogram) tracks(r int, y float64) float64 {
	var spans []span
	for u, x := range d.Unions {
		if len(d.children[u]) == 0 || d.row[d.children[u][0]] != r+1 {
			continue
		}
		s := span{union: u, low: math.Inf(1), high: math.Inf(-1), from: math.Inf(1)}
		if mid, ok := d.hang(u); ok {
			s.low, s.high, s.from = mid, mid, mid
		}
		for _, k := range d.children[u] {
			s.to = append(s.to, d.x[k])
			s.low, s.high = min(s.low, d.x[k]), max(s.high, d.x[k])
		}
		if len(x.Of) > 0 || len(d.children[u]) > 1 {
			spans = append(spans, s)
		}
	}
	slices.SortFunc(spans, func(a, b span) int { return cmp.Or(cmp.Compare(a.low, b.low), cmp.Compare(a.high, b.high)) })
	level := make([]int, len(spans))
	for range spans { // until each is below those that are to stand above it
		for i, a := range spans {
			for k, b := range spans {
				if i != k && a.low < b.high+6 && b.low < a.high+6 && a.above(b, i < k) && level[k] <= level[i] && level[i]+1 < len(spans) {
					level[k] = level[i] + 1
				}
			}
		}
	}
	last := 0
	for i, s := range spans {
		last = max(last, level[i])
		d.bars[s.union] = y + track*float64(level[i])
	}
	return track * float64(last)
}

// above says whether a line across is better above another: fewer lines go through
// them then. Where it makes no difference, first decides.
func (s span) above(o span, first bool) bool {
	through := func(upper, lower span) int {
		n := 0
		if upper.low < lower.from && lower.from < upper.high {
			n++
		}
		for _, x := range upper.to {
			if lower.low < x && x < lower.high {
				n++
			}
		}
		return n
	}
	mine, its := through(s, o), through(o, s)
	return mine < its || mine == its && first
}

func (d *genogram) mid(i int) float64 { return d.top[d.row[i]] + symbol/2 }

// under is where a line may leave somebody's label downwards.
func (d *genogram) under(i int) float64 {
	return d.top[d.row[i]] + symbol + underneath + leading*float64(len(d.labels[i])-1) + 4
}

// lines draws unions, and who comes from whom.
func (d *genogram) lines() {
	for u, x := range d.Unions {
		from := doc.Point{}
		switch {
		case len(x.Of) == 2 && d.row[x.Of[0]] == d.row[x.Of[1]] && d.beside(x.Of[0], x.Of[1]):
			a, b := x.Of[0], x.Of[1]
			if d.x[a] > d.x[b] {
				a, b = b, a
			}
			y := d.mid(a)
			dash := doc.Solid
			if x.Loose {
				dash = doc.Broken
			}
			d.line(thin, dash, doc.Point{X: d.x[a] + symbol/2, Y: y}, doc.Point{X: d.x[b] - symbol/2, Y: y})
			mid, _ := d.hang(u)
			from = doc.Point{X: mid, Y: y}
			if x.Apart {
				d.slash(from, len(d.children[u]) > 0, x)
				if x.Year != "" && doc.Width(x.Year, small, false)+4 < d.x[b]-d.x[a]-symbol {
					d.label((d.x[a]+d.x[b])/2, y-10, doc.Centre, x.Year, x.Until.Path())
				}
			}
		case len(x.Of) == 2:
			from = d.around(u)
		case len(x.Of) == 1:
			mid, _ := d.hang(u)
			from = doc.Point{X: mid, Y: d.under(x.Of[0])}
		}
		d.descents(u, from, len(x.Of) > 0)
	}
	for _, c := range d.Cared {
		d.fostered(c)
	}
}

// slash is the sign of a couple that is no more: one, and two if they are divorced.
func (d *genogram) slash(at doc.Point, aside bool, u audience.Union) {
	x := at.X
	if aside { // children hang from the middle
		x -= 6
	}
	if u.Ended == "divorced" {
		d.line(thin, doc.Solid, doc.Point{X: x - 8, Y: at.Y + 7}, doc.Point{X: x, Y: at.Y - 7})
	}
	d.line(thin, doc.Solid, doc.Point{X: x - 4, Y: at.Y + 7}, doc.Point{X: x + 4, Y: at.Y - 7})
}

// around is the line of a couple who don't stand side by side: under the labels
// of who stands between.
func (d *genogram) around(u int) doc.Point {
	a, b := d.Unions[u].Of[0], d.Unions[u].Of[1]
	if d.x[a] > d.x[b] {
		a, b = b, a
	}
	r := max(d.row[a], d.row[b])
	y := d.foot[r] + 6
	d.line(thin, doc.Solid, doc.Point{X: d.x[a], Y: d.under(a)}, doc.Point{X: d.x[a], Y: y}, doc.Point{X: d.x[b], Y: y}, doc.Point{X: d.x[b], Y: d.under(b)})
	from := doc.Point{X: (d.x[a] + d.x[b]) / 2, Y: y}
	if d.Unions[u].Apart {
		d.slash(from, len(d.children[u]) > 0, d.Unions[u])
	}
	return from
}

// descents draws the lines from parents to children.
func (d *genogram) descents(u int, from doc.Point, parents bool) {
	children := d.children[u]
	if len(children) == 0 || !parents && len(children) < 2 {
		return
	}
	bar, ok := d.bars[u]
	if !ok {
		return
	}
	low, high := math.Inf(1), math.Inf(-1)
	if parents {
		low, high = from.X, from.X
		d.line(thin, doc.Solid, from, doc.Point{X: from.X, Y: bar})
	}
	for i := 0; i < len(children); {
		n := i + 1
		for n < len(children) && d.twins(children[i], children[n]) {
			n++
		}
		x := 0.0
		for _, k := range children[i:n] {
			x += d.x[k] / float64(n-i)
		}
		low, high = min(low, x), max(high, x)
		for _, k := range children[i:n] {
			top := d.top[d.row[k]]
			adopted := slices.ContainsFunc(d.People[k].From, func(f audience.Descent) bool { return f.Union == u && f.Adopted })
			d.line(thin, doc.Solid, doc.Point{X: x, Y: bar}, doc.Point{X: d.x[k], Y: top})
			if adopted {
				d.line(thin, doc.Broken, doc.Point{X: x + 4, Y: bar}, doc.Point{X: d.x[k] + 4, Y: top})
			}
		}
		i = n
	}
	if high-low > 0.1 {
		d.line(thin, doc.Solid, doc.Point{X: low, Y: bar}, doc.Point{X: high, Y: bar})
	}
}

// twins are born on one day.
func (d *genogram) twins(a, b int) bool {
	day := d.People[a].Birth
	return len(day) == len("2006-01-02") && day == d.People[b].Birth
}

// fostered draws the line from carers to a child's side.
func (d *genogram) fostered(c audience.Cared) {
	first, last := c.Carers[0], c.Carers[len(c.Carers)-1]
	if d.x[first] > d.x[last] {
		first, last = last, first
	}
	x, y := d.x[last], d.mid(first)
	if first != last && d.beside(first, last) {
		d.line(thin, doc.Solid, doc.Point{X: d.x[first] + symbol/2, Y: y}, doc.Point{X: d.x[last] - symbol/2, Y: y})
		x = (d.x[first] + d.x[last]) / 2
	}
	for _, k := range c.Children {
		side := d.x[k] - symbol/2
		if d.x[k] < x {
			side = d.x[k] + symbol/2
		}
		into := side - math.Copysign(7, side-x)
		over := d.top[d.row[first]] - 5
		from := doc.Point{X: x, Y: y}
		if first == last {
			from.Y = d.top[d.row[first]]
		}
		d.line(thin, doc.Dotted, from, doc.Point{X: x, Y: over}, doc.Point{X: into, Y: over}, doc.Point{X: into, Y: d.mid(k)}, doc.Point{X: side, Y: d.mid(k)})
	}
}

// person draws a symbol and what stands in and under it.
func (d *genogram) person(i int) {
	x, y, r := d.x[i], d.mid(i), symbol/2
	p := &d.People[i]
	outline := func(r float64) []doc.Step {
		switch p.Symbol {
		case audience.SymbolFemale:
			return doc.Circle(x, y, r)
		case audience.SymbolMale:
			return doc.Box(x-r, y-r, 2*r, 2*r, 0)
		default:
			return doc.Polyline(true, doc.Point{X: x, Y: y - r}, doc.Point{X: x + r, Y: y}, doc.Point{X: x, Y: y + r}, doc.Point{X: x - r, Y: y})
		}
	}
	d.shape(outline(r), doc.White, thick)
	if p.Focus {
		d.shape(outline(r-3.7), doc.None, thick)
	}
	if p.Died != nil {
		k := r
		if p.Symbol != audience.SymbolMale {
			k = r * 0.707
		}
		if p.Symbol == audience.SymbolUnknown || p.Symbol == audience.SymbolOther {
			k = r / 2
		}
		d.line(thin, doc.Solid, doc.Point{X: x - k, Y: y - k}, doc.Point{X: x + k, Y: y + k})
		d.line(thin, doc.Solid, doc.Point{X: x + k, Y: y - k}, doc.Point{X: x - k, Y: y + k})
	}
	inside := p.Inside
	if inside == "" && p.Symbol == audience.SymbolUnknown && p.Died == nil {
		inside = "?"
	}
	if inside != "" {
		path := ""
		if p.Age != nil {
			path = p.Age.Path()
		}
		l := d.label(x, y+ageSize*0.36, doc.Centre, inside, path)
		l.Size, l.Bold = ageSize, p.Focus
	}
	for k, s := range d.labels[i] {
		l := d.label(x, d.top[d.row[i]]+symbol+underneath+leading*float64(k), doc.Centre, s, p.Name.Path())
		if l.Bold = k < d.named[i]; l.Bold && p.Focus {
			l.Colour = doc.Accent
		}
	}
}

// room is the rectangle that somebody takes with their label.
func (d *genogram) room(i int) (left, top, right, bottom float64) {
	half := (d.wide[i] - between) / 2
	return d.x[i] - half, d.top[d.row[i]], d.x[i] + half, d.under(i)
}

// homes encloses who lives together, or marks them with a letter where somebody
// else stands between.
func (d *genogram) homes() {
	d.badges = make([]string, len(d.Homes))
	letters := 0
	for h := range d.Homes {
		if path := d.enclosed(h); path != nil {
			d.marks = append(d.marks, &doc.Shape{Path: path, Line: doc.Grey, Wide: 1, Dash: doc.Broken})
			continue
		}
		if letters == 26 {
			continue // the households' table says who lives with whom
		}
		d.badges[h] = string(rune('A' + letters))
		letters++
	}
	for h, letter := range d.badges {
		if letter == "" {
			continue
		}
		for _, m := range d.Homes[h].Members {
			x, y := d.x[m]+symbol/2+6, d.top[d.row[m]]+1
			d.marks = append(d.marks, &doc.Shape{Path: doc.Circle(x, y, 7.5), Fill: doc.White, Line: doc.Grey, Wide: 1})
			d.label(x, y+small*0.36, doc.Centre, letter, "").Bold = true
		}
		if a := d.Homes[h].Address; a != nil {
			d.key = append(d.key, letter+": "+d.Homes[h].Short+".")
		} else {
			d.key = append(d.key, letter+": one household.")
		}
	}
}

// enclosed is the outline around a home, row by row; nil where it would hold
// somebody else.
func (d *genogram) enclosed(h int) []doc.Step {
	home := &d.Homes[h]
	type band struct{ left, top, right, bottom float64 }
	bands := map[int]*band{}
	first, last := len(d.rows), 0
	for _, m := range home.Members {
		l, t, r, b := d.room(m)
		x := bands[d.row[m]]
		if x == nil {
			x = &band{l, t, r, b}
			bands[d.row[m]] = x
		}
		x.left, x.top, x.right, x.bottom = min(x.left, l), min(x.top, t), max(x.right, r), max(x.bottom, b)
		first, last = min(first, d.row[m]), max(last, d.row[m])
	}
	for r := first; r <= last; r++ {
		x := bands[r]
		if x == nil {
			return nil
		}
		for i := range d.People {
			if d.row[i] == r && !slices.Contains(home.Members, i) && d.x[i] > x.left && d.x[i] < x.right {
				return nil
			}
		}
		x.left, x.right, x.top, x.bottom = x.left-aroundHome+4, x.right+aroundHome-4, x.top-aroundHome, d.foot[r]+2
	}
	foot := bands[last]
	foot.bottom += leading
	if home.Address != nil { // as wide as its address, where nobody stands
		want := foot.left + doc.Width(home.Short, small, false) + 14
		for i := range d.People {
			if l, _, _, _ := d.room(i); d.row[i] == last && !slices.Contains(home.Members, i) && l > foot.right {
				want = min(want, l-aroundHome)
			}
		}
		foot.right = max(foot.right, want)
	}
	var right, left []doc.Point
	for r := first; r <= last; r++ {
		x := *bands[r]
		if r < last { // a passage as wide as both
			next := bands[r+1]
			pass := band{max(x.left, next.left), x.bottom, min(x.right, next.right), next.top}
			if pass.right-pass.left < 2*corner {
				return nil
			}
			right = append(right, doc.Point{X: x.right, Y: x.top}, doc.Point{X: x.right, Y: x.bottom}, doc.Point{X: pass.right, Y: x.bottom}, doc.Point{X: pass.right, Y: next.top})
			left = append(left, doc.Point{X: x.left, Y: x.top}, doc.Point{X: x.left, Y: x.bottom}, doc.Point{X: pass.left, Y: x.bottom}, doc.Point{X: pass.left, Y: next.top})
			continue
		}
		right = append(right, doc.Point{X: x.right, Y: x.top}, doc.Point{X: x.right, Y: x.bottom})
		left = append(left, doc.Point{X: x.left, Y: x.top}, doc.Point{X: x.left, Y: x.bottom})
	}
	if home.Address != nil {
		text := cut(home.Short, foot.right-foot.left-8, false, "")
		if text != home.Short {
			text = cut(home.Short, foot.right-foot.left-8, false, "…")
		}
		d.label(foot.left+6, foot.bottom-5, doc.Left, text, home.Address.Path())
	}
	slices.Reverse(left)
	return doc.Rounded(corner, append(right, left...)...)
}

// legend says what the signs mean that are there.
func (d *genogram) legend() {
	has := func(s audience.Symbol) bool {
		return slices.ContainsFunc(d.People, func(x audience.Drawn) bool { return x.Symbol == s })
	}
	say := func(is bool, words string) {
		if is {
			d.key = append(d.key, words)
		}
	}
	focus := slices.IndexFunc(d.People, func(x audience.Drawn) bool { return x.Focus })
	say(has(audience.SymbolMale), "Square: male.")
	say(has(audience.SymbolFemale), "Circle: female.")
	say(has(audience.SymbolOther), "Diamond: another gender.")
	say(has(audience.SymbolUnknown), "Diamond with “?” or an age: not recorded.")
	say(focus >= 0, "Double line: the child.")
	say(slices.ContainsFunc(d.People, func(x audience.Drawn) bool { return x.Died != nil }), "Cross: died.")
	union := func(is func(u audience.Union) bool) bool {
		return slices.ContainsFunc(d.Unions, func(u audience.Union) bool { return len(u.Of) == 2 && is(u) })
	}
	say(union(func(u audience.Union) bool { return u.Kind == "" }), "A line across joins parents or partners, married or not.")
	say(union(func(u audience.Union) bool { return u.Kind != "" && !u.Loose }), "Solid line: married or in a civil partnership, or not recorded.")
	say(union(func(u audience.Union) bool { return u.Loose }), "Broken line: a couple, not married.")
	say(union(func(u audience.Union) bool { return u.Apart && u.Ended != "divorced" }), "Slash: no longer together, and the year.")
	say(union(func(u audience.Union) bool { return u.Ended == "divorced" }), "Two slashes: divorced.")
	say(slices.ContainsFunc(d.People, func(x audience.Drawn) bool {
		return slices.ContainsFunc(x.From, func(f audience.Descent) bool { return f.Adopted })
	}), "Solid and broken line: adopted.")
	say(len(d.Cared) > 0, "Dots: foster care.")
	say(slices.Contains(d.badges, "") && len(d.badges) > 0, "Broken outline: one household.")
	say(d.loose(), "No line: the record doesn't say through whom they are related.")
}

// loose says whether somebody of the family stands without a line.
func (d *genogram) loose() bool {
	for i, x := range d.People {
		if x.Is != nil && len(x.From) == 0 && !d.parent(i) && !slices.ContainsFunc(d.Cared, func(c audience.Cared) bool { return slices.Contains(c.Carers, i) }) {
			return true
		}
	}
	return false
}

// reach is how far a mark goes to the right.
func reach(m doc.Mark) float64 {
	right := math.Inf(-1)
	switch m := m.(type) {
	case *doc.Shape:
		for _, step := range m.Path {
			if step.Op != doc.Close {
				right = max(right, step.At[0].X+1)
			}
		}
	case *doc.Label:
		if m.Align == doc.Left {
			right = m.At.X + doc.Width(m.Text, m.Size, m.Bold)
		}
	}
	return right
}

// sides are how far the people reach.
func (d *genogram) sides() (left, right float64) {
	left, right = math.Inf(1), math.Inf(-1)
	for i := range d.People {
		half := (d.placing.wide[i] - between) / 2
		left, right = min(left, d.x[i]-half-aroundHome), max(right, d.x[i]+half+aroundHome)
	}
	return left, right
}

// finish moves everything to where the picture begins, and writes the legend below.
func (d *genogram) finish() *doc.Picture {
	for _, m := range d.marks {
		d.right = max(d.right, reach(m))
	}
	wide := max(d.right-d.left, 300)
	shift := doc.Point{X: -d.left}
	for _, m := range d.marks {
		switch m := m.(type) {
		case *doc.Shape:
			for i := range m.Path {
				for k := range m.Path[i].At {
					m.Path[i].At[k].X += shift.X
				}
			}
		case *doc.Label:
			m.At.X += shift.X
		}
	}
	y := d.bottom + leading
	for _, l := range wrapped(strings.Join(d.key, " "), wide, false, 12) {
		d.label(0, y, doc.Left, l, "")
		y += leading
	}
	return &doc.Picture{Wide: wide, High: y - leading + 5, Marks: d.marks}
}

// couple is what two people are or were to each other.
func couple(u audience.Union) string {
	is := map[string]string{"married": "married", "civil partnership": "in a civil partnership", "living together": "living together"}[u.Kind]
	if is == "" {
		is = "a couple"
	}
	if u.Apart || u.Ended != "" {
		return " were " + is
	}
	return " are " + is
}

// said is a genogram in words.
func said(g *audience.Genogram) []doc.Inline {
	s := &saying{}
	name := func(i int) {
		x := &g.People[i]
		s.fact(x.Name)
		switch {
		case x.Died != nil:
			s.say(" (died ")
			s.fact(x.Died)
			s.say(")")
		case x.Age != nil:
			s.say(" (")
			s.fact(x.Age)
			s.say(")")
		}
	}
	all := func(list []int) { s.list(len(list), func(i int) { name(list[i]) }) }
	s.say("Family picture (genogram) of ")
	var focus []int
	for i, x := range g.People {
		if x.Focus {
			focus = append(focus, i)
		}
	}
	all(focus)
	s.say(". ")
	children := make([][]int, len(g.Unions))
	adopted := make([]bool, len(g.Unions))
	told := make([]bool, len(g.People))
	for i, x := range g.People {
		told[i] = x.Focus
		for _, f := range x.From {
			children[f.Union] = append(children[f.Union], i)
			adopted[f.Union] = adopted[f.Union] || f.Adopted
		}
	}
	tell := func(list []int) {
		for _, i := range list {
			told[i] = true
		}
	}
	for u, x := range g.Unions {
		tell(x.Of)
		tell(children[u])
		if len(x.Of) == 0 {
			all(children[u])
			s.say(" are brothers and sisters; their parents aren't recorded. ")
			continue
		}
		if len(children[u]) > 0 {
			all(x.Of)
			if adopted[u] {
				s.say(" adopted ")
			} else if len(x.Of) == 2 {
				s.say(" are the parents of ")
			} else {
				s.say(" is a parent of ")
			}
			all(children[u])
			s.say(". ")
		}
		if x.Couple {
			all(x.Of)
			s.say(couple(x))
			if x.Until != nil {
				s.say(" until ")
				s.fact(x.Until)
			}
			if x.Ended != "" {
				s.say(", now " + x.Ended)
			}
			s.say(". ")
		}
	}
	for _, c := range g.Cared {
		tell(c.Carers)
		all(c.Carers)
		if len(c.Carers) == 1 {
			s.say(" looks after ")
		} else {
			s.say(" look after ")
		}
		all(c.Children)
		s.say(". ")
	}
	for i, x := range g.People {
		if told[i] {
			continue
		}
		name(i)
		if x.Is != nil {
			s.say(": ")
			s.fact(x.Is)
		}
		s.say(". ")
	}
	for _, h := range g.Homes {
		all(h.Members)
		s.say(" live together")
		if h.Address != nil {
			s.say(" at ")
			s.fact(h.Address)
		}
		s.say(". ")
	}
	last := s.ins[len(s.ins)-1].(*doc.Text)
	last.Text = strings.TrimSuffix(last.Text, " ")
	return s.ins
}
