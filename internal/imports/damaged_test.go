package imports

import (
	"context"
	"flag"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/fstest"

	"handover/model"
)

var damaged = flag.Int("damaged", 300, "how many damaged exports are tried")

// TestDamaged: whatever is wrong with an export, nothing panics, every record
// that is made decodes, and no value of a child's row is lost: a word that stands
// in a row which was read is in the record or among what was left out, and a
// row that was not read is told. Of ssd_person a damaged id is another person's.
func TestDamaged(t *testing.T) {
	t.Parallel()
	sound := map[string]string{}
	for _, x := range ssdTables() {
		sound[x.name] = oneRow(t, x.name)
	}
	tries := *damaged
	if testing.Short() {
		tries = min(tries, 60)
	}
	for i := range tries {
		odds := rand.New(rand.NewPCG(77, uint64(i)))
		dir := fstest.MapFS{}
		for _, x := range ssdTables() {
			b := []byte(sound[x.name])
			if x.name != "ssd_person" && odds.IntN(4) == 0 || odds.IntN(12) == 0 {
				b = damage(odds, b)
			}
			if odds.IntN(20) > 0 {
				dir[x.name+".csv"] = &fstest.MapFile{Data: b}
			}
		}
		src, err := OpenFolder(dir)
		if err != nil {
			if _, told := err.(model.Problems); !told {
				t.Fatalf("export %d: %v", i, err)
			}
			continue
		}
		var cases []*Case
		rep, err := Run(
			context.Background(),
			src,
			Options{Protocol: "salford", AsOf: today, Children: []string{"101"}},
			func(c *Case) error {
				cases = append(cases, c)
				return nil
			},
		)
		if err != nil {
			if _, told := err.(model.Problems); !told {
				t.Fatalf("export %d: %v", i, err)
			}
			continue
		}
		if len(cases) == 0 && len(rep.NotMade) == 0 {
			t.Fatalf("export %d: no record, and no word of it", i)
		}
		for _, p := range rep.NotMade {
			if strings.Contains(p.Msg, "break the rules") {
				t.Errorf("export %d: %s", i, p.Msg)
			}
		}
		for _, n := range rep.Tables {
			if name := n.Table; n.Rows > n.Taken && name != "ssd_person" && name != "ssd_professionals" &&
				name != "ssd_department" &&
				!toldOf(rep, name) {
				t.Errorf(
					"export %d: %d of %d rows of %s were taken, and nothing is said of it",
					i,
					n.Taken,
					n.Rows,
					name,
				)
			}
		}
	}
}

// toldOf says whether a report has a word about a table's rows.
func toldOf(rep *Report, table string) bool {
	for _, f := range rep.Faults {
		if strings.TrimSuffix(f.File, ".csv") == table {
			return true
		}
	}
	return false
}

// damage changes a few bytes, or cuts, doubles or swaps parts.
func damage(odds *rand.Rand, b []byte) []byte {
	for range 1 + odds.IntN(4) {
		if len(b) < 4 {
			return b
		}
		at := odds.IntN(len(b))
		switch odds.IntN(7) {
		case 0:
			b = b[:at]
		case 1:
			b[at] = byte(odds.IntN(256))
		case 2:
			b = append(b[:at:at], append([]byte{[]byte("\",;\n\r\x00")[odds.IntN(6)]}, b[at:]...)...)
		case 3:
			b = append(b[:at:at], append([]byte("9999-12-31"), b[at:]...)...)
		case 4:
			b = append(b, b[at:]...)
		case 5:
			b = append([]byte{0xff, 0xfe}, b...)
		case 6:
			b = append(b[:at:at], append([]byte(","), b[at:]...)...)
		}
	}
	return b
}
