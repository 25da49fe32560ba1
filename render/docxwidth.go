package render

import (
	"math"
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

// docxAdvance estimates how far a character takes the line, in thousandths of
// an em. Word breaks the lines itself; the estimate only shares out columns.
func docxAdvance(r rune) int {
	switch {
	case r >= ' ' && r <= '~':
		return docxArial[r-' ']
	case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		return 0
	case r >= 0x2E80:
		return 1000
	case unicode.IsUpper(r):
		return 740
	}
	return 600
}

// docxLines measures text in 12 pt: its lines' words, in twips.
func docxLines(in []Inline) [][]int {
	text := docxText(in)
	lines := make([][]int, 0, 1+strings.Count(text, "\n"))
	for line := range strings.SplitSeq(text, "\n") {
		words := make([]int, 0, 1+strings.Count(line, " "))
		n, within := 0, false
		for _, r := range line {
			if !unicode.IsSpace(r) {
				n += docxAdvance(r)
				within = true
			} else if within {
				words = append(words, n*240/1000)
				n, within = 0, false
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
		case *Gap:
			s.WriteString(n.Text)
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
	docxLeast      = 600        // 11 mm: the narrowest column
)

// docxNeed is what a column asks for, in twips.
type docxNeed struct {
	longest int // its longest line
	word    int // its longest word
	holds   int // all that it holds, set on one line
}

// docxColumns shares a table's width out. Every column gets its longest word,
// or its longest line if that is short, as far as there is room; what is left
// goes to each by how much it holds.
func docxColumns(t *Table, kind docxTableKind, total int) []int {
	needs := docxNeeds(t, kind)
	if i := loneWriteIn(t); i >= 0 && kind == docxRecordTable {
		needs[i].word = max(needs[i].word, total/3)
		needs[i].longest = max(needs[i].longest, needs[i].word)
	}
	sum := 0
	least := make([]int, len(needs))
	for i, n := range needs {
		sum += n.longest
		least[i] = n.word
		if n.longest <= docxShort {
			least[i] = n.longest
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
		docxShare(widths, weight, rest)
		rest = 0
		for i, n := range needs {
			if over := widths[i] - n.longest; weight[i] > 0 && over > 0 {
				widths[i] -= over
				rest += over
			}
		}
	}
	return widths
}

func docxNeeds(t *Table, kind docxTableKind) []docxNeed {
	needs := make([]docxNeed, len(t.Header))
	measure := func(n *docxNeed, c Cell, bold bool) {
		for _, line := range c.Lines {
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
			}
		}
	}
	for i := range needs {
		n := &needs[i]
		measure(n, t.Header[i], true)
		blank := len(t.Rows) > 0
		for _, row := range t.Rows {
			measure(n, row[i], kind.firstCol && i == 0)
			blank = blank && len(row[i].Lines) == 0
		}
		if blank {
			n.word = max(n.word, docxWriteWidth)
			if kind.sign {
				n.word = max(n.word, docxSignWidth)
			}
		}
		n.word = max(n.word, docxLeast)
		n.longest = max(n.longest, n.word)
	}
	return needs
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
