package pdf

import "slices"

// paginate puts every box on a page. The result is in the order of drawing.
// Where little would stand on the last page, space gives way for it if that
// saves the page; else what stands before a few lines joins them there.
func paginate(f *flow) ([]placed, int) {
	p := paginateBoxes(f, f.boxes)
	if p.lastPage() > littleOnPage {
		return p.out, p.page
	}
	for _, s := range squeezes {
		if q := paginateBoxes(f, s.boxes(f.boxes)); q.page < p.page {
			return q.out, q.page
		}
	}
	return p.withCompany(f).out, p.page
}

// How much of the last page is filled.
const (
	littleOnPage  = 175.0 // ten lines
	almostNothing = 115.0 // "Yours sincerely" and one signature
)

// lastPage is how far down the last of several pages is filled; a single page is full.
func (p *placer) lastPage() float64 {
	if p.page == 1 {
		return p.geo.height
	}
	return p.y - p.geo.later.top
}

// squeeze is by how much the space between blocks gives way, and that between
// the lines of running text.
type squeeze struct{ space, lead float64 }

// squeezes go down to where a reader would notice: lines of 12 pt on 15.6.
var squeezes = [...]squeeze{{0.9, 1}, {0.75, 1}, {0.6, 1}, {0.6, 0.965}, {0.6, 0.93}}

func (s squeeze) boxes(from []box) []box {
	out := slices.Clone(from)
	lines := *bodyStyle
	lines.lead *= s.lead
	for i := range out {
		b := &out[i]
		b.before *= s.space
		t, ok := b.item.(*textLine)
		if !ok || t.style != bodyStyle || s.lead == 1 {
			continue
		}
		tight := *t
		tight.style = &lines
		if t.label != nil {
			label := *t.label
			label.style = &lines
			tight.label = &label
		}
		b.item, b.h = &tight, lines.lead
	}
	return out
}

// withCompany takes to an almost empty last page what stands before it, box by
// box, until it has more than a few lines. What would take much of a page along
// stays.
func (p *placer) withCompany(f *flow) *placer {
	boxes := slices.Clone(f.boxes)
	first := slices.IndexFunc(p.out, func(x placed) bool {
		_, again := x.item.(repeated)
		_, fill := x.item.(*calloutFill)
		return x.page == p.page && !again && !fill
	})
	if first < 0 {
		return p
	}
	k := slices.IndexFunc(boxes, func(b box) bool { return b.item == p.out[first].item }) // -1: a part of a tall row
	best := p
	for k--; k >= 0 && best.lastPage() <= almostNothing; k-- {
		boxes[k].keep = true
		q := paginateBoxes(f, boxes)
		if q.page != p.page || q.lastPage() > p.geo.pageRoom()/2 {
			break
		}
		best = q
	}
	return best
}
