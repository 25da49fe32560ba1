package logo

import "image"

// shrink makes an opaque picture smaller: each dot is the mean of the area that
// it stands for. In whole numbers, so that it is the same on every machine.
func shrink(m *image.RGBA, wide, high int) *image.RGBA {
	from := m.Rect.Size()
	out := image.NewRGBA(image.Rect(0, 0, wide, high))
	area := uint64(from.X) * uint64(from.Y)
	for y := range high {
		for x := range wide {
			var sum [3]uint64
			eachPart(y, high, from.Y, func(sy int, tall uint64) {
				eachPart(x, wide, from.X, func(sx int, broad uint64) {
					p := m.Pix[sy*m.Stride+4*sx:]
					for i := range sum {
						sum[i] += tall * broad * uint64(p[i])
					}
				})
			})
			p := out.Pix[y*out.Stride+4*x:]
			for i := range sum {
				p[i] = uint8((sum[i] + area/2) / area)
			}
			p[3] = 0xFF
		}
	}
	return out
}

// eachPart gives the dots of a row of from that the i-th of to covers, and how
// much of each, in parts of a dot's to-th. The parts add up to from.
func eachPart(i, to, from int, do func(dot int, part uint64)) {
	left, right := i*from, (i+1)*from
	for dot := left / to; dot*to < right; dot++ {
		do(dot, uint64(min(right, (dot+1)*to)-max(left, dot*to)))
	}
}
