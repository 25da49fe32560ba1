package doc

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// Width that is moved comes from a column that has it, none is lost, and the
// table isn't higher for it.
func TestBalance(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 6).Draw(t, "columns")
		widths := rapid.SliceOfN(rapid.Float64Range(40, 300), n, n).Draw(t, "widths")
		least := make([]float64, n)
		for i := range least {
			least[i] = rapid.Float64Range(35, widths[i]).Draw(t, "least")
		}
		rows := make(TableLines, rapid.IntRange(0, 5).Draw(t, "rows"))
		for r := range rows {
			rows[r] = rapid.SliceOfN(rapid.SliceOfN(rapid.Float64Range(0, 4000), 0, 4), n, n).Draw(t, "row")
		}
		before, _ := rows.height(widths, 10)
		got := rows.Balance(slices.Clone(widths), least, 10)
		sum, want := 0.0, 0.0
		for i := range got {
			sum, want = sum+got[i], want+widths[i]
			if got[i] < max(least[i], 0.75*widths[i])-0.001 {
				t.Errorf("column %d had %v, has %v and needs %v", i, widths[i], got[i], least[i])
			}
		}
		if math.Abs(sum-want) > 0.001 {
			t.Errorf("%v became %v", want, sum)
		}
		if after, _ := rows.height(got, 10); after > before {
			t.Errorf("%v lines became %v", before, after)
		}
	})
}
