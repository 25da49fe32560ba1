package doc

import "slices"

// tallCell is from how many lines on a cell is worth a look at its column.
const tallCell = 8

// TableLines has the widths of every line of every cell of a table, by row and
// column, without padding, in any unit.
type TableLines [][][]float64

// Balance takes width from columns that don't need it for those whose cells
// are tall, as long as the table becomes lower and no column narrower than
// least, nor by more than a quarter. It gives widths back as they are unless a table with a tall cell
// becomes a tenth lower: columns that do well aren't moved for a line.
func (rows TableLines) Balance(widths, least []float64, pad float64) []float64 {
	before, tallest := rows.height(widths, pad)
	if tallest < tallCell || len(widths) < 2 {
		return widths
	}
	total := 0.0
	for _, w := range widths {
		total += w
	}
	best, low := append([]float64(nil), widths...), before
	for _, part := range [...]float64{12, 24, 48} {
		step := total / part
		for moved := true; moved; {
			moved = false
			from, to := -1, -1
			for i := range best {
				if best[i]-step < max(least[i], 0.75*widths[i]) {
					continue
				}
				for j := range best {
					if i == j {
						continue
					}
					best[i], best[j] = best[i]-step, best[j]+step
					if h, _ := rows.height(best, pad); h < low {
						low, from, to = h, i, j
					}
					best[i], best[j] = best[i]+step, best[j]-step
				}
			}
			if from >= 0 {
				best[from], best[to], moved = best[from]-step, best[to]+step, true
			}
		}
	}
	if 10*low > 9*before {
		return widths
	}
	return best
}

// height estimates how many lines high the rows are, and the tallest cell.
func (rows TableLines) height(widths []float64, pad float64) (sum, tallest float64) {
	for _, row := range rows {
		high := 0.0
		for i, cell := range row {
			n := 0.0
			for _, line := range cell {
				if full := line / (widths[i] - pad); full > 1 {
					n += 1.04*full + 0.5 // broken lines aren't quite full, and half of the last is white
				} else {
					n++
				}
			}
			high = max(high, n)
		}
		sum += high
		tallest = max(tallest, high)
	}
	return sum, tallest
}

// LoneWriteIn is the one column of a small table in which somebody writes, and
// which gets an equal share of its width for that, or -1.
func LoneWriteIn(t *Table) int {
	found := -1
	for i := range t.Header {
		if slices.ContainsFunc(t.Rows, func(row []Cell) bool { return len(row[i].Lines) == 0 }) {
			if found >= 0 {
				return -1
			}
			found = i
		}
	}
	if len(t.Header) != 2 && len(t.Header) != 3 {
		return -1
	}
	return found
}
