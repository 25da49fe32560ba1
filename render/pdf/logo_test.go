package pdf

import (
	"math"
	"testing"

	"handover/render/testdata/sample"
)

// Whatever its proportions, a logo stays in the block that GOV.UK Notify leaves
// it, and keeps them.
func TestLogoPlace(t *testing.T) {
	for _, size := range [][2]int{{3000, 300}, {3000, 160}, {600, 600}, {400, 1200}, {2338, 496}} {
		for _, large := range []bool{false, true} {
			d := sample.Letter(5)
			d.Meta.Large, d.Meta.Logo = large, sample.Logo(t, size[0], size[1])
			f := &flow{doc: d, geo: pageGeometry(&d.Meta), set: setter{faces: new(faceSet)}}
			if _, err := f.layOut(false); err != nil {
				t.Fatal(err)
			}
			mm := mm / f.geo.scale
			it, ok := f.fixed[0].item.(*logoItem)
			if !ok {
				t.Fatalf("%T stands first", f.fixed[0].item)
			}
			left, top := it.left/mm, f.fixed[0].y/mm
			right, bottom := left+it.wide/mm, top+it.high/mm
			if left < 15 || top < 5 || right > 125 || bottom > 30 {
				t.Errorf("%v, large %t: from %.1f,%.1f to %.1f,%.1f mm", size, large, left, top, right, bottom)
			}
			if got, want := it.wide/it.high, float64(size[0])/float64(size[1]); math.Abs(got/want-1) > 0.01 {
				t.Errorf("%v, large %t: %.2f times as wide as high, want %.2f", size, large, got, want)
			}
			if right-left < 98 && bottom-top < 20 {
				t.Errorf("%v, large %t: only %.1f × %.1f mm", size, large, right-left, bottom-top)
			}
		}
	}
}
