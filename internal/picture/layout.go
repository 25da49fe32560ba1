package picture

import (
	"cmp"
	"math"
	"slices"

	"handover/internal/audience"
)

// placing lays a genogram out: generations in rows, couples side by side,
// children under their parents. It goes down and up the rows a few times: each
// time a row is put in the order of what it hangs on, and each couple as near to
// its place as those beside it let it.
type placing struct {
	g        *audience.Genogram
	rows     [][]*cluster      // from the top
	of       []*cluster        // of each of People
	x        []float64         // the middle of each
	wide     []float64         // room that each takes
	children [][]int           // of each union, the oldest first
	row      []int             // of each of People, from 0
	held     map[*cluster]bool // that hang on somebody, or on whom somebody hangs
}

// cluster is people who stand side by side: a couple, or somebody alone.
type cluster struct {
	members []int
	want    float64 // where its middle would best be
	key     float64 // what it is sorted by
	order   float64 // and by this among those of one key
	x       float64 // its middle
	wide    float64
}

// sweeps is how often the rows are gone through.
const sweeps = 6

func place(g *audience.Genogram, wide []float64) *placing {
	p := &placing{g: g, x: make([]float64, len(g.People)), wide: wide, of: make([]*cluster, len(g.People)), children: make([][]int, len(g.Unions)), row: make([]int, len(g.People)), held: map[*cluster]bool{}}
	first, last := 0, 0
	for _, x := range g.People {
		first, last = min(first, x.Row), max(last, x.Row)
	}
	p.rows = make([][]*cluster, last-first+1)
	for i, x := range g.People {
		p.row[i] = x.Row - first
		for _, d := range x.From {
			p.children[d.Union] = append(p.children[d.Union], i)
		}
	}
	for _, all := range p.children {
		slices.SortStableFunc(all, p.older)
	}
	p.clusters()
	for u, x := range g.Unions {
		if len(p.children[u]) > 0 {
			for _, i := range slices.Concat(x.Of, p.children[u]) {
				p.held[p.of[i]] = true
			}
		}
	}
	for _, x := range g.Cared {
		for _, i := range slices.Concat(x.Carers, x.Children) {
			p.held[p.of[i]] = true
		}
	}
	for _, row := range p.rows {
		p.pack(row)
	}
	for range sweeps {
		for r := len(p.rows) - 1; r >= 0; r-- {
			p.up(p.rows[r])
		}
		for r := range p.rows {
			p.down(p.rows[r])
		}
	}
	for r := len(p.rows) - 1; r >= 0; r-- { // parents over their children, without another order
		p.above(p.rows[r])
		p.settle(p.rows[r])
		p.gather(p.rows[r])
	}
	return p
}

// gather puts those at the ends of a row who hang on nobody next to the others.
func (p *placing) gather(row []*cluster) {
	first, last := len(row), -1
	for i, c := range row {
		if p.held[c] {
			first, last = min(first, i), max(last, i)
		}
	}
	if last < 0 {
		return
	}
	for i := last + 1; i < len(row); i++ {
		row[i].want = row[i-1].want + (row[i-1].wide+row[i].wide)/2
	}
	for i := first - 1; i >= 0; i-- {
		row[i].want = row[i+1].want - (row[i+1].wide+row[i].wide)/2
	}
	p.settle(row)
}

// older puts people of one family in the order of their births, and those of whom
// none is recorded as the record has them.
func (p *placing) older(a, b int) int {
	x, y := p.g.People[a], p.g.People[b]
	if x.Birth != "" && y.Birth != "" && x.Birth != y.Birth {
		return cmp.Compare(x.Birth, y.Birth)
	}
	return cmp.Compare(x.Order, y.Order)
}

// clusters makes one of all who are joined in one row, in the order of a chain.
func (p *placing) clusters() {
	beside := make([][]int, len(p.g.People))
	join := func(of []int) {
		if len(of) == 2 && p.row[of[0]] == p.row[of[1]] {
			beside[of[0]], beside[of[1]] = append(beside[of[0]], of[1]), append(beside[of[1]], of[0])
		}
	}
	for _, u := range p.g.Unions {
		join(u.Of)
	}
	for _, c := range p.g.Cared {
		join(c.Carers)
	}
	for i := range p.g.People {
		if p.of[i] != nil {
			continue
		}
		c := &cluster{}
		p.chain(c, p.end(i, beside), beside)
		p.turn(c)
		for _, m := range c.members {
			c.wide += p.wide[m]
		}
		r := p.row[i]
		p.rows[r] = append(p.rows[r], c)
	}
}

// end is an end of the chain that somebody stands in.
func (p *placing) end(i int, beside [][]int) int {
	from := -1
	for at := i; ; {
		next := slices.IndexFunc(beside[at], func(k int) bool { return k != from })
		if next < 0 || len(beside[at]) == 1 && from >= 0 {
			return at
		}
		from, at = at, beside[at][next]
		if at == i {
			return i
		}
	}
}

// chain adds somebody and all beside them, each next to the last where that can be.
func (p *placing) chain(c *cluster, i int, beside [][]int) {
	if p.of[i] != nil {
		return
	}
	p.of[i] = c
	c.members = append(c.members, i)
	next := slices.Clone(beside[i])
	slices.SortStableFunc(next, func(a, b int) int { return cmp.Compare(len(beside[a]), len(beside[b])) })
	if len(next) > 2 { // the one with most others beside them comes last
		next[0], next[len(next)-1] = next[len(next)-1], next[0]
	}
	for _, k := range next {
		p.chain(c, k, beside)
	}
}

// turn puts a parent who lives with one of the children on that child's side, and
// else the father of a couple at the left, as is usual.
func (p *placing) turn(c *cluster) {
	for u, x := range p.g.Unions {
		if len(x.Of) != 2 || len(p.children[u]) == 0 || p.of[x.Of[0]] != c {
			continue
		}
		if !slices.ContainsFunc(p.children[u], func(i int) bool { return p.g.People[i].Focus }) && len(c.members) > 2 {
			continue
		}
		left, right := x.Of[0], x.Of[1]
		if slices.Index(c.members, left) > slices.Index(c.members, right) {
			left, right = right, left
		}
		pull := p.pull(right, u) - p.pull(left, u) // less than 0: the right one is to stand at the left
		if pull < 0 || pull == 0 && p.g.People[right].Symbol == audience.SymbolMale && p.g.People[left].Symbol != audience.SymbolMale {
			slices.Reverse(c.members)
		}
		return
	}
}

// pull is on which side of the middle those children of a union stand with whom
// somebody lives: less than 0 is left.
func (p *placing) pull(i, u int) float64 {
	sum := 0.0
	for _, h := range p.g.Homes {
		if !slices.Contains(h.Members, i) {
			continue
		}
		for k, child := range p.children[u] {
			if slices.Contains(h.Members, child) {
				sum += float64(k) - float64(len(p.children[u])-1)/2
			}
		}
	}
	return sum
}

// pack puts clusters side by side.
func (p *placing) pack(row []*cluster) {
	x := 0.0
	for _, c := range row {
		c.want = x + c.wide/2
		x += c.wide
	}
	p.settle(row)
}

// offset is how far somebody stands right of the middle of their cluster.
func (p *placing) offset(i int) float64 {
	c := p.of[i]
	x := -c.wide / 2
	for _, m := range c.members {
		if m == i {
			break
		}
		x += p.wide[m]
	}
	return x + p.wide[i]/2
}

// settle gives each cluster of a row the place nearest to the one it wants, in the
// order of the row: where they press, they share what they are out by.
func (p *placing) settle(row []*cluster) {
	type block struct {
		sum   float64 // of what its clusters want, less what stands before them in it
		n     int
		first int
	}
	var blocks []block
	before := 0.0 // room of all before in the row
	starts := make([]float64, len(row))
	for i, c := range row {
		starts[i] = before + c.wide/2
		blocks = append(blocks, block{c.want - starts[i], 1, i})
		for n := len(blocks); n > 1 && blocks[n-2].sum/float64(blocks[n-2].n) > blocks[n-1].sum/float64(blocks[n-1].n); n = len(blocks) {
			blocks[n-2].sum += blocks[n-1].sum
			blocks[n-2].n += blocks[n-1].n
			blocks = blocks[:n-1]
		}
		before += c.wide
	}
	for k, b := range blocks {
		end := len(row)
		if k+1 < len(blocks) {
			end = blocks[k+1].first
		}
		for i := b.first; i < end; i++ {
			row[i].x = b.sum/float64(b.n) + starts[i]
		}
	}
	for _, c := range row {
		x := c.x - c.wide/2
		for _, m := range c.members {
			p.x[m] = x + p.wide[m]/2
			x += p.wide[m]
		}
	}
}

// middle is where children hang from a union: between the labels of two who stand
// side by side; false of parents who aren't drawn.
func (p *placing) middle(u int) (float64, bool) {
	of := p.g.Unions[u].Of
	switch {
	case len(of) == 0:
		return 0, false
	case len(of) == 2 && p.beside(of[0], of[1]):
		left := of[0]
		if p.x[of[1]] < p.x[left] {
			left = of[1]
		}
		return p.x[left] + p.wide[left]/2, true
	}
	return (p.x[of[0]] + p.x[of[len(of)-1]]) / 2, true
}

// beside says whether two stand next to each other.
func (p *placing) beside(a, b int) bool {
	c := p.of[a]
	if c != p.of[b] {
		return false
	}
	i, k := slices.Index(c.members, a), slices.Index(c.members, b)
	return i-k == 1 || k-i == 1
}

// down puts a row in the order of the parents above it.
func (p *placing) down(row []*cluster) {
	for _, c := range row {
		p.face(c)
		n, want, key, lean := 0.0, 0.0, 0.0, 0.0
		for i, m := range c.members {
			for _, d := range p.g.People[m].From {
				mid, ok := p.middle(d.Union)
				if !ok {
					continue
				}
				n++
				want += mid - p.offset(m)
				key += mid
				lean += float64(len(c.members)-1)/2 - float64(i)
				break
			}
		}
		if n == 0 {
			c.want, c.key, c.order = c.x, c.x, 0
			continue
		}
		c.want, c.key = want/n, key/n
		c.order = float64(slices.Index(p.children[p.g.People[p.first(c)].From[0].Union], p.first(c)))
		if n == 1 && lean != 0 { // brothers and sisters stand on the side of their own
			c.order = math.Copysign(1000, lean)
		}
	}
	for _, x := range p.g.Cared {
		child := p.of[x.Children[0]]
		if c := p.of[x.Carers[0]]; p.row[x.Carers[0]] == p.row[x.Children[0]] && c != child {
			c.want, c.key, c.order = child.want-child.wide/2-c.wide/2, child.key, child.order-0.5
		}
	}
	p.sort(row)
	p.settle(row)
}

// face turns a cluster round whose families stand the other way round.
func (p *placing) face(c *cluster) {
	last, n := 0.0, 0
	for _, m := range c.members {
		if len(p.g.People[m].From) == 0 {
			continue
		}
		if mid, ok := p.middle(p.g.People[m].From[0].Union); ok {
			if n > 0 && mid < last-0.1 {
				slices.Reverse(c.members)
				return
			}
			last = mid
			n++
		}
	}
}

// first is the first of a cluster who hangs on parents.
func (p *placing) first(c *cluster) int {
	for _, m := range c.members {
		if len(p.g.People[m].From) > 0 {
			return m
		}
	}
	return c.members[0]
}

// above wants parents to stand over their children.
func (p *placing) above(row []*cluster) {
	for _, c := range row {
		n, want := 0.0, 0.0
		for u, x := range p.g.Unions {
			if len(x.Of) == 0 || p.of[x.Of[0]] != c || len(p.children[u]) == 0 {
				continue
			}
			mid, _ := p.middle(u)
			low, high := math.Inf(1), math.Inf(-1)
			for _, k := range p.children[u] {
				low, high = min(low, p.x[k]), max(high, p.x[k])
			}
			n++
			want += (low+high)/2 - (mid - c.x)
		}
		c.want = c.x
		if n > 0 {
			c.want = want / n
		}
	}
}

// up puts a row in the order of the children below it.
func (p *placing) up(row []*cluster) {
	p.above(row)
	for _, c := range row {
		c.key, c.order = c.want, 0
		if x, ok := p.joined(c); ok {
			c.key = x
		}
	}
	p.sort(row)
	p.settle(row)
}

// joined is where a child of somebody stands who has a child with somebody of
// another family of the picture: the two families stand on either side of them.
func (p *placing) joined(c *cluster) (x float64, ok bool) {
	n := 0.0
	for u, of := range p.g.Unions {
		if len(of.Of) == 0 || p.of[of.Of[0]] != c {
			continue
		}
		for _, k := range p.children[u] {
			if slices.ContainsFunc(p.of[k].members, func(m int) bool {
				f := p.g.People[m].From
				return m != k && len(f) > 0 && f[0].Union != u && len(p.g.Unions[f[0].Union].Of) > 0
			}) {
				n++
				x += p.x[k]
			}
		}
	}
	return x / max(1, n), n > 0
}

func (p *placing) sort(row []*cluster) {
	slices.SortStableFunc(row, func(a, b *cluster) int {
		if math.Abs(a.key-b.key) > 0.01 {
			return cmp.Compare(a.key, b.key)
		}
		return cmp.Compare(a.order, b.order)
	})
}
