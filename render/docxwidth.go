package render

import (
	"math"
	"slices"
	"strings"
	"unicode"
)

// docxArial has the advance of U+0020 to U+007E in thousandths of an em, from
// Adobe's Helvetica metrics, which Arial and Liberation Sans share.
var docxArial = [95]int{
	278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
	556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
	1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
	667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
	333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
	556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
}

const noBreak = '\u00a0'

// docxAdvance estimates how far a character takes the line, in thousandths of
// an em. Word breaks the lines itself; the estimate only shares out columns.
func docxAdvance(r rune) int {
	switch {
	case r >= ' ' && r <= '~':
		return docxArial[r-' ']
	case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		return 0
	case r == noBreak:
		return docxArial[0]
	case r >= 0x2E80:
		return 1000
	case unicode.IsUpper(r):
		return 740
	}
	return 600
}

// docxLines measures text in 12 pt: its lines' words, in twips.
func docxLines(in []Inline) [][]int { return docxTextLines(docxText(in)) }

func docxTextLines(text string) [][]int {
	lines := make([][]int, 0, 1+strings.Count(text, "\n"))
	for line := range strings.SplitSeq(text, "\n") {
		words := make([]int, 0, 1+strings.Count(line, " "))
		n, within, hyphen := 0, false, false
		for i, r := range line {
			if !unicode.IsSpace(r) || r == noBreak || glued(line, i) {
				if hyphen { // Word may end a line after it
					words = append(words, n*240/1000)
					n = 0
				}
				n += docxAdvance(r)
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

// docxText is what inlines show.
func docxText(in []Inline) string {
	if len(in) == 1 {
		if t, ok := in[0].(*Text); ok {
			return t.Text
		}
	}
	var s strings.Builder
	docxPlain(&s, in)
	return s.String()
}

func docxPlain(s *strings.Builder, in []Inline) {
	for _, n := range in {
		switch n := n.(type) {
		case *Text:
			s.WriteString(n.Text)
		case *Gap: // bold, in a box: a word of its own if it is short
			if len(n.Text) <= shortGap {
				s.WriteString(strings.ReplaceAll(n.Text, " ", string(noBreak)))
				s.WriteRune(noBreak)
			} else {
				s.WriteString(n.Text)
			}
		case *Strong:
			docxPlain(s, n.Inlines)
		case *Emph:
			docxPlain(s, n.Inlines)
		case *Link:
			docxPlain(s, n.Inlines)
		case *Break:
			s.WriteByte('\n')
		case *Tick:
			s.WriteString(tickText(n.Checked) + " ")
		}
	}
}

const docxSpace = 278 * 240 / 1000

// docxWrap counts the lines that words take in a width, in twips at 12 pt.
func docxWrap(words []int, width int) int {
	n, used := 1, 0
	for _, word := range words {
		switch {
		case used == 0:
			used = word
		case used+docxSpace+word <= width:
			used += docxSpace + word
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
	docxCellSides  = 2*108 + 30 // a cell's margins, and a little air
	docxTableLine  = 300        // height of a line in a table
	docxTableGap   = 60         // above and below a paragraph in a table
	docxCellEnds   = 80         // above and below a cell's text
	docxWriteWidth = 1700       // 30 mm: a column to write in
	docxSignWidth  = 2300       // 40 mm: a column to sign in
	docxShort      = 2500       // 44 mm: a column of dates or names, that isn't wrapped
	docxDates      = 2450       // 43 mm: a column of dates, that is never wrapped
	docxLeast      = 600        // 11 mm: the narrowest column
)

// docxNeed is what a column asks for, in twips.
type docxNeed struct {
	whole   int // its longest line
	longest int // its longest line; of cells alone, if headers take more than one
	word    int // its longest word
	holds   int // all that it holds, set on one line
	rows    int // its longest line below the header
	writeIn bool
}

// docxColumns shares a table's width out. Every column gets its longest word,
// or its longest line if that is short, as far as there is room; what is left
// goes to each by how much it holds. Where not all fits, headers take two lines
// before cells do.
func docxColumns(t *Table, kind docxTableKind, total int) []int {
	needs, rows := docxNeeds(t, kind, total)
	if kind == docxFactsTable && len(needs) == 2 { // labels in one calm column
		first := min(max(needs[0].longest, total*28/100), total*38/100)
		return []int{first, total - first}
	}
	if i := loneWriteIn(t); i >= 0 && kind == docxRecordTable {
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
		if more := n.longest - n.word; n.longest <= docxShort && more <= spare {
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
		docxShare(widths, weight, total-sum)
		return widths
	}
	widths := docxFair(least, total)
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
			docxShare(widths, weight, rest)
			break
		}
		docxShare(widths, weight, rest)
		rest = 0
		for i, n := range needs {
			if over := widths[i] - n.longest; weight[i] > 0 && over > 0 {
				widths[i] -= over
				rest += over
			}
		}
	}
	if kind == docxRecordTable {
		docxBalance(widths, needs, rows)
	}
	return widths
}

// docxBalance gives tall cells more room, if others can spare it.
func docxBalance(widths []int, needs []docxNeed, rows tableLines) {
	now, least := make([]float64, len(widths)), make([]float64, len(widths))
	for i, n := range needs {
		now[i], least[i] = float64(widths[i]), float64(n.word)
		switch {
		case n.writeIn:
			least[i] = now[i]
		case n.rows <= docxDates:
			least[i] = min(now[i], max(least[i], float64(n.rows)))
		}
	}
	rest := 0
	for _, x := range widths {
		rest += x
	}
	for i, x := range rows.balance(now, least, docxCellSides) {
		widths[i] = int(x)
		rest -= widths[i]
	}
	widths[len(widths)-1] += rest // what rounding left
}

// docxNeeds is what each column asks for, and the lines of each cell.
func docxNeeds(t *Table, kind docxTableKind, total int) ([]docxNeed, tableLines) {
	needs := make([]docxNeed, len(t.Header))
	measure := func(n *docxNeed, c Cell, bold bool) (lines []float64) {
		for _, line := range c.Lines {
			bold := bold || slices.ContainsFunc(line.Inlines, func(in Inline) bool { _, ok := in.(*Strong); return ok })
			for _, words := range docxLines(line.Inlines) {
				sum := docxCellSides
				if line.Bullet {
					sum += 227
				}
				for _, x := range words {
					if bold {
						x += x / 12
					}
					n.word = max(n.word, x+docxCellSides)
					sum += x + docxSpace
				}
				n.longest = max(n.longest, sum)
				n.holds += sum
				n.rows = max(n.rows, sum)
				lines = append(lines, float64(sum-docxCellSides))
			}
		}
		return lines
	}
	rows := make(tableLines, len(t.Rows))
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
			n.word = max(n.word, docxWriteWidth, total/6)
			if kind.sign {
				n.word = max(n.word, docxSignWidth)
			}
		}
		n.word = max(n.word, docxLeast)
		n.longest = max(n.longest, n.word)
	}
	return needs, rows
}

// docxFair gives each what it needs up to a level that is the same for all and
// as high as the total allows.
func docxFair(needs []int, total int) []int {
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
			if i := docxLeastOpen(needs, got); open > 1 && needs[i] <= level+level/8 {
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

// docxLeastOpen is the column that needs least of those that have nothing yet.
func docxLeastOpen(needs, got []int) int {
	found := -1
	for i, n := range needs {
		if got[i] == 0 && (found < 0 || n < needs[found]) {
			found = i
		}
	}
	return found
}

// docxShare adds rest to widths in the proportion of weight; none is lost.
func docxShare(widths, weight []int, rest int) {
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
func (w *docxWriter) rowHeight(row []Cell, widths []int) int {
	high := 0
	for i, c := range row {
		cell := docxCellEnds
		for _, line := range c.Lines {
			cell += docxTableGap
			for _, words := range docxLines(line.Inlines) {
				cell += docxTableLine * docxWrap(words, w.unscaled(widths[i]-docxCellSides))
			}
		}
		high = max(high, w.scaled(cell))
	}
	return high
}
