package docx

import (
	"math"
	"slices"
	"strings"
	"unicode"

	"handover/render/doc"
)

// lineWords measures text in 12 pt: its lines' words, in twips.
func lineWords(in []doc.Inline) [][]int { return textLines(text(in)) }

func textLines(text string) [][]int {
	lines := make([][]int, 0, 1+strings.Count(text, "\n"))
	for line := range strings.SplitSeq(text, "\n") {
		words := make([]int, 0, 1+strings.Count(line, " "))
		n, within, hyphen := 0, false, false
		for i, r := range line {
			if !unicode.IsSpace(r) || r == doc.NoBreak || doc.Glued(line, i) {
				if hyphen { // Word may end a line after it
					words = append(words, n*240/1000)
					n = 0
				}
				n += doc.Advance(r)
				within, hyphen = true, r == '-'
			} else if within {
				words = append(words, n*240/1000)
				n, within, hyphen = 0, false, false
			}
		}
		if within {
			words = append(words, n*240/1000)
		}
		lines = append(lines, words)
	}
	return lines
}

// text is what inlines show. A gap is bold, in a box: a word of its own if it is
// short.
func text(in []doc.Inline) string {
	return doc.Show{Break: "\n", Tick: " ", Gap: func(s string) string {
		if len(s) <= doc.ShortGap {
			s = strings.ReplaceAll(s, " ", string(doc.NoBreak)) + string(doc.NoBreak)
		}
		return s
	}}.TextOf(in)
}

const space = 278 * 240 / 1000

// wrap counts the lines that words take in a width, in twips at 12 pt.
func wrap(words []int, width int) int {
	n, used := 1, 0
	for _, word := range words {
		switch {
		case used == 0:
			used = word
		case used+space+word <= width:
			used += space + word
		default:
			n++
			used = word
		}
		for used > width { // a word longer than the line is broken
			n++
			used -= width
		}
	}
	return n
}

const (
	cellSides  = 2*108 + 30 // a cell's margins, and a little air
	tableLine  = 300        // height of a line in a table
	tableGap   = 60         // above and below a paragraph in a table
	cellEnds   = 80         // above and below a cell's text
	writeWidth = 1700       // 30 mm: a column to write in
	signWidth  = 2300       // 40 mm: a column to sign in
	short      = 2500       // 44 mm: a column of dates or names, that isn't wrapped
	dates      = 2450       // 43 mm: a column of dates, that is never wrapped
	least      = 600        // 11 mm: the narrowest column
)

// need is what a column asks for, in twips.
type need struct {
	whole   int // its longest line
	longest int // its longest line; of cells alone, if headers take more than one
	word    int // its longest word
	holds   int // all that it holds, set on one line
	rows    int // its longest line below the header
	writeIn bool
}

// columns shares a table's width out. Every column gets its longest word,
// or its longest line if that is short, as far as there is room; what is left
// goes to each by how much it holds. Where not all fits, headers take two lines
// before cells do.
func columns(t *doc.Table, kind tableKind, total int) []int {
	needs, rows := needs(t, kind, total)
	if kind == factsTable && len(needs) == 2 { // labels in one calm column
		first := min(max(needs[0].longest, total*28/100), total*38/100)
		return []int{first, total - first}
	}
	if i := doc.LoneWriteIn(t); i >= 0 && kind == recordTable {
		needs[i].word = max(needs[i].word, total/len(needs))
		needs[i].longest = max(needs[i].longest, needs[i].word)
		needs[i].writeIn = true
	}
	sum, spare := 0, total
	for _, n := range needs {
		sum += n.longest
	}
	least := make([]int, len(needs))
	for i := range needs {
		n := &needs[i]
		n.whole = n.longest
		if sum > total {
			n.longest = max(n.rows, n.word)
		}
		least[i] = n.word
		spare -= n.word
	}
	for i, n := range needs { // not if it would break another's word
		if more := n.longest - n.word; n.longest <= short && more <= spare {
			least[i] = n.longest
			spare -= more
		}
	}
	weight := make([]int, len(needs))
	if sum <= total { // all fits: every column grows alike
		widths := make([]int, len(needs))
		for i, n := range needs {
			widths[i], weight[i] = n.longest, n.longest
		}
		share(widths, weight, total-sum)
		return widths
	}
	widths := fair(least, total)
	rest := total
	for _, x := range widths {
		rest -= x
	}
	for rest > 0 {
		// A column ten times as full is to be three times as wide.
		for i, n := range needs {
			weight[i] = 0
			if widths[i] < n.longest {
				weight[i] = 1 + int(math.Sqrt(float64(n.holds)))
			}
		}
		if !slices.ContainsFunc(weight, func(x int) bool { return x > 0 }) { // only headers are wrapped
			for i, n := range needs {
				weight[i] = max(n.whole-widths[i], 0)
			}
			share(widths, weight, rest)
			break
		}
		share(widths, weight, rest)
		rest = 0
		for i, n := range needs {
			if over := widths[i] - n.longest; weight[i] > 0 && over > 0 {
				widths[i] -= over
				rest += over
			}
		}
	}
	if kind == recordTable {
		balance(widths, needs, rows)
	}
	return widths
}

// balance gives tall cells more room, if others can spare it.
func balance(widths []int, needs []need, rows doc.TableLines) {
	now, least := make([]float64, len(widths)), make([]float64, len(widths))
	for i, n := range needs {
		now[i], least[i] = float64(widths[i]), float64(n.word)
		switch {
		case n.writeIn:
			least[i] = now[i]
		case n.rows <= dates:
			least[i] = min(now[i], max(least[i], float64(n.rows)))
		}
	}
	rest := 0
	for _, x := range widths {
		rest += x
	}
	for i, x := range rows.Balance(now, least, cellSides) {
		widths[i] = int(x)
		rest -= widths[i]
	}
	widths[len(widths)-1] += rest // what rounding left
}

// needs is what each column asks for, and the lines of each cell.
func needs(t *doc.Table, kind tableKind, total int) ([]need, doc.TableLines) {
	needs := make([]need, len(t.Header))
	measure := func(n *need, c doc.Cell, bold bool) (lines []float64) {
		for _, line := range c.Lines {
			bold := bold || slices.ContainsFunc(line.Inlines, func(in doc.Inline) bool { _, ok := in.(*doc.Strong); return ok })
			for _, words := range lineWords(line.Inlines) {
				sum := cellSides
				if line.Bullet {
					sum += 227
				}
				for _, x := range words {
					if bold {
						x += x / 12
					}
					n.word = max(n.word, x+cellSides)
					sum += x + space
				}
				n.longest = max(n.longest, sum)
				n.holds += sum
				n.rows = max(n.rows, sum)
				lines = append(lines, float64(sum-cellSides))
			}
		}
		return lines
	}
	rows := make(doc.TableLines, len(t.Rows))
	for i := range rows {
		rows[i] = make([][]float64, len(needs))
	}
	for i := range needs {
		n := &needs[i]
		measure(n, t.Header[i], true)
		n.rows = 0
		n.writeIn = len(t.Rows) > 0
		for r, row := range t.Rows {
			rows[r][i] = measure(n, row[i], kind.firstCol && i == 0)
			n.writeIn = n.writeIn && len(row[i].Lines) == 0
		}
		if n.writeIn {
			n.word = max(n.word, writeWidth, total/6)
			if kind.sign {
				n.word = max(n.word, signWidth)
			}
		}
		n.word = max(n.word, least)
		n.longest = max(n.longest, n.word)
	}
	return needs, rows
}

// fair gives each what it needs up to a level that is the same for all and
// as high as the total allows.
func fair(needs []int, total int) []int {
	got := make([]int, len(needs))
	open := len(needs)
	for open > 0 {
		level, more := total/open, false
		for i, n := range needs {
			if got[i] == 0 && n <= level {
				got[i] = n
				total -= n
				open--
				more = true
			}
		}
		if !more {
			// The one that needs least gets it, if the others lose little by it.
			if i := leastOpen(needs, got); open > 1 && needs[i] <= level+level/8 {
				got[i] = needs[i]
				total -= needs[i]
				open--
				continue
			}
			for i := range needs {
				if got[i] == 0 {
					got[i] = level
				}
			}
			return got
		}
	}
	return got
}

// leastOpen is the column that needs least of those that have nothing yet.
func leastOpen(needs, got []int) int {
	found := -1
	for i, n := range needs {
		if got[i] == 0 && (found < 0 || n < needs[found]) {
			found = i
		}
	}
	return found
}

// share adds rest to widths in the proportion of weight; none is lost.
func share(widths, weight []int, rest int) {
	sum, last := 0, 0
	for i, x := range weight {
		sum += x
		if x > 0 {
			last = i
		}
	}
	given := 0
	for i, x := range weight {
		add := rest * x / sum
		widths[i] += add
		given += add
	}
	widths[last] += rest - given
}

// rowHeight estimates how high a row is, in twips.
func (w *writer) rowHeight(row []doc.Cell, widths []int) int {
	high := 0
	for i, c := range row {
		cell := cellEnds
		for _, line := range c.Lines {
			cell += tableGap
			for _, words := range lineWords(line.Inlines) {
				cell += tableLine * wrap(words, w.unscaled(widths[i]-cellSides))
			}
		}
		high = max(high, w.scaled(cell))
	}
	return high
}
